//! Where artefacts are kept: a folder, or a bucket that speaks S3.

use std::path::{Path, PathBuf};

use super::{ConfigError, Reader, Secret, bytes};

#[derive(Debug, Clone)]
pub struct ObjectStore {
    /// `None`: in [`ObjectStore::folder`].
    pub bucket: Option<S3>,
    pub folder: PathBuf,
    /// Bytes of what readers asked for that stay in memory.
    pub memory: u64,
}

/// What is `None` comes from the usual `AWS_…` variables.
#[derive(Debug, Clone)]
pub struct S3 {
    pub bucket: String,
    /// Before every key, without slashes at its ends; may be empty.
    pub prefix: String,
    pub endpoint: Option<String>,
    pub region: Option<String>,
    pub access_key_id: Option<String>,
    pub secret_access_key: Option<Secret>,
}

enum Place {
    Folder(PathBuf),
    Bucket(String, String),
}

pub(super) fn object_store(read: &Reader<'_>, data_dir: &Path) -> Result<ObjectStore, ConfigError> {
    let place = read.optional("object_store", "file:///path/to/folder or s3://bucket/prefix", place)?;
    let endpoint = read.optional("s3_endpoint", "a URL like https://s3.example.com", |value| {
        let url = url::Url::parse(value).ok()?;
        let bare = url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none();
        (matches!(url.scheme(), "http" | "https") && url.host().is_some() && bare).then(|| value.trim_end_matches('/').to_owned())
    })?;
    let (access_key_id, secret_access_key) = (read.text("s3_access_key_id"), read.text("s3_secret_access_key").map(Secret));
    if access_key_id.is_some() != secret_access_key.is_some() {
        let alone = if access_key_id.is_some() { "s3_access_key_id" } else { "s3_secret_access_key" };
        return Err(read.malformed(alone, "s3_access_key_id and s3_secret_access_key belong together"));
    }
    let memory = read.parse("object_memory", "a size like 64 MiB", bytes)?;
    let (folder, bucket) = match place {
        Some(Place::Folder(folder)) => (folder, None),
        Some(Place::Bucket(bucket, prefix)) => {
            (data_dir.join("objects"), Some(S3 { bucket, prefix, endpoint, region: read.text("s3_region"), access_key_id, secret_access_key }))
        }
        None => (data_dir.join("objects"), None),
    };
    Ok(ObjectStore { bucket, folder, memory })
}

/// Names of buckets as Amazon's rules have them: 3–63 of `a–z 0–9 . -`.
fn place(url: &str) -> Option<Place> {
    if let Some(folder) = url.strip_prefix("file://") {
        return (!folder.is_empty()).then(|| Place::Folder(PathBuf::from(folder)));
    }
    let (bucket, prefix) = url.strip_prefix("s3://").map(|rest| rest.split_once('/').unwrap_or((rest, "")))?;
    let is_name = (3..=63).contains(&bucket.len()) && bucket.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte));
    let prefix = prefix.trim_matches('/');
    let is_path = prefix.split('/').all(|part| part != "..") && prefix.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte));
    (is_name && is_path).then(|| Place::Bucket(bucket.into(), prefix.into()))
}
