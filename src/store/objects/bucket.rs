//! Objects in a bucket of a store that speaks S3. Requests are tried again and bounded in time by the library.

use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, ObjectStoreExt, RetryConfig};
use tokio::runtime::Handle;

use crate::store::StoreError;

/// Of one try, and of all together.
const REQUEST_TIME: Duration = Duration::from_secs(20);
const RETRY_TIME: Duration = Duration::from_secs(40);
const RETRIES: usize = 4;

/// Which bucket, and how it is reached. What is `None` comes from the usual `AWS_…` variables of the environment.
#[derive(Debug, Clone, Default)]
pub struct Access {
    pub bucket: String,
    /// Before every key; empty or `path/of/folders`.
    pub prefix: String,
    pub endpoint: Option<String>,
    pub region: Option<String>,
    pub key_id: Option<String>,
    pub secret: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Bucket {
    store: Arc<AmazonS3>,
    prefix: String,
    runtime: Handle,
}

impl Bucket {
    /// Connects nowhere yet. Called on the async runtime, which later requests run on.
    ///
    /// # Errors
    /// When what is given is no bucket or no endpoint.
    pub fn open(access: &Access) -> Result<Self, StoreError> {
        let mut builder = AmazonS3Builder::from_env().with_bucket_name(&access.bucket);
        if let Some(endpoint) = &access.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        if let Some(region) = &access.region {
            builder = builder.with_region(region);
        }
        if let (Some(id), Some(secret)) = (&access.key_id, &access.secret) {
            builder = builder.with_access_key_id(id).with_secret_access_key(secret);
        }
        let backoff = BackoffConfig { init_backoff: Duration::from_millis(100), max_backoff: Duration::from_secs(5), base: 2.0 };
        // An endpoint that is written as http:// is meant so.
        let client = ClientOptions::new().with_allow_http(true).with_timeout(REQUEST_TIME).with_connect_timeout(Duration::from_secs(5));
        let store =
            builder.with_client_options(client).with_retry(RetryConfig { backoff, max_retries: RETRIES, retry_timeout: RETRY_TIME }).build().map_err(failed)?;
        Ok(Self { store: Arc::new(store), prefix: access.prefix.trim_matches('/').to_owned(), runtime: Handle::current() })
    }

    /// Does something that blocks off the async threads.
    pub fn later(&self, work: impl FnOnce() + Send + 'static) {
        self.runtime.spawn_blocking(work);
    }

    fn path(&self, key: &str) -> Path {
        Path::from(format!("{}/{key}", self.prefix))
    }

    pub fn put(&self, key: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let (path, bytes) = (self.path(key), bytes.to_vec());
        self.runtime.block_on(self.store.put(&path, bytes.into())).map_err(failed)?;
        Ok(())
    }

    pub async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match self.store.get(&self.path(key)).await {
            Ok(found) => Ok(Some(found.bytes().await.map_err(failed)?.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    pub fn has(&self, key: &str) -> Result<bool, StoreError> {
        match self.runtime.block_on(self.store.head(&self.path(key))) {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(failed(error)),
        }
    }

    /// Names of the objects in a folder.
    pub fn names(&self, folder: &str) -> Result<Vec<String>, StoreError> {
        let all = self.list(folder)?;
        Ok(all.iter().filter_map(|path| path.filename().map(str::to_owned)).collect())
    }

    fn list(&self, folder: &str) -> Result<Vec<Path>, StoreError> {
        let prefix = self.path(folder);
        let listed = self.store.list(Some(&prefix)).map_ok(|found| found.location).try_collect();
        self.runtime.block_on(listed).map_err(failed)
    }

    pub fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.runtime.block_on(remove(&self.store, &self.path(key)))
    }

    pub fn remove_folder(&self, folder: &str) -> Result<(), StoreError> {
        self.list(folder)?.iter().try_for_each(|path| self.runtime.block_on(remove(&self.store, path)))
    }
}

async fn remove(store: &AmazonS3, path: &Path) -> Result<(), StoreError> {
    match store.delete(path).await {
        Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
        Err(error) => Err(failed(error)),
    }
}

fn failed(error: object_store::Error) -> StoreError {
    // The library's text names the request and what came of it, and no secret.
    StoreError::Objects(error.to_string())
}
