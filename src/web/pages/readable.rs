//! What readers asked for a moment ago, so that a page which many open at once costs no query each.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use moka::future::Cache;

use super::asked::Asked;
use super::show::Found;
use crate::store::StoreError;

/// Another process may have written meanwhile: what it changed is seen after this long.
const LIFE: Duration = Duration::from_secs(1);
/// Bytes of documents held, about.
const ROOM: u64 = 16 << 20;
/// What a lead takes beside its document, about.
const ROW: usize = 2_000;

#[derive(Clone)]
struct Kept {
    /// Of the database, before it was read.
    writes: u64,
    found: Arc<Found>,
}

pub struct Readable(Cache<String, Kept>);

impl Default for Readable {
    fn default() -> Self {
        let size = |_: &String, kept: &Kept| {
            let document = kept.found.magnet.as_ref().map_or(0, |magnet| magnet.document.len());
            u32::try_from(document + ROW).unwrap_or(u32::MAX)
        };
        Self(Cache::builder().max_capacity(ROOM).weigher(size).time_to_live(LIFE).build())
    }
}

impl Readable {
    /// What was found before, if this process has written nothing since (`writes`: [`crate::store::Db::writes`]); else what `read` finds.
    ///
    /// # Errors
    /// Those of `read`.
    pub async fn get(
        &self,
        asked: &Asked,
        writes: u64,
        read: impl Future<Output = Result<Option<Found>, StoreError>>,
    ) -> Result<Option<Arc<Found>>, StoreError> {
        let host = asked.on.as_ref().map_or("", |on| on.host.as_str());
        let key = format!("{} {} {host}", asked.workspace, asked.name());
        if let Some(kept) = self.0.get(&key).await
            && kept.writes == writes
        {
            return Ok(Some(kept.found));
        }
        let Some(found) = read.await?.map(Arc::new) else { return Ok(None) };
        self.0.insert(key, Kept { writes, found: found.clone() }).await;
        Ok(Some(found))
    }
}
