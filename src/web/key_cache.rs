//! Known keys in memory, so that checking one touches no database on the hot path. An entry lives one second: a revocation
//! elsewhere is seen within that time; one on this node clears the cache before it is answered.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use crate::model::api_key::{ApiKey, HashedKey};
use crate::model::ids::KeyId;
use crate::model::project::{Project, Workspace};
use crate::store::{Db, StoreError, keys, projects, workspaces};

const LIFE: Duration = Duration::from_secs(1);
/// Entries beyond which the cache is emptied rather than grown.
const ENTRIES_MAX: usize = 10_000;

/// Who is calling: the key with its project and workspace.
#[derive(Debug)]
pub struct Caller {
    pub key: ApiKey,
    pub project: Project,
    pub workspace: Workspace,
}

#[derive(Default)]
pub struct KeyCache {
    entries: RwLock<HashMap<HashedKey, (Instant, Arc<Caller>)>>,
    /// Rises with every clearing, so that a look-up begun before a revocation cannot put its answer in after it.
    generation: AtomicU64,
    uses: Mutex<HashMap<KeyId, (i64, String)>>,
}

impl KeyCache {
    /// `None` when the key is unknown.
    ///
    /// # Errors
    /// When it is not in memory and the database cannot be read.
    pub async fn caller(&self, db: &Db, hash: HashedKey) -> Result<Option<Arc<Caller>>, StoreError> {
        if let Some((at, caller)) = self.entries.read().unwrap_or_else(PoisonError::into_inner).get(&hash)
            && at.elapsed() < LIFE
        {
            return Ok(Some(caller.clone()));
        }
        let generation = self.generation.load(Ordering::Acquire);
        let now = Instant::now();
        let Some(key) = keys::key_by_hash(db, hash).await? else { return Ok(None) };
        let Some(project) = projects::project(db, &key.workspace_id, key.project_id.as_str()).await? else { return Ok(None) };
        let Some(workspace) = workspaces::workspace_by_id(db, &key.workspace_id).await? else { return Ok(None) };
        let caller = Arc::new(Caller { key, project, workspace });
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        if self.generation.load(Ordering::Acquire) == generation {
            if entries.len() >= ENTRIES_MAX {
                entries.clear();
            }
            entries.insert(hash, (now, caller.clone()));
        }
        Ok(Some(caller))
    }

    /// Forgets everything: after a revocation, an expiry or a change of the project.
    pub fn clear(&self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
        self.entries.write().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Notes a use; [`KeyCache::flush_uses`] writes it down.
    pub fn note_use(&self, id: &KeyId, at: i64, from: String) {
        self.uses.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), (at, from));
    }

    /// Writes the uses noted since the last time.
    ///
    /// # Errors
    /// When the database cannot be written; the uses of this batch are then lost, which costs a date in a list and nothing else.
    pub async fn flush_uses(&self, db: &Db) -> Result<(), StoreError> {
        let uses: Vec<_> = {
            let mut uses = self.uses.lock().unwrap_or_else(PoisonError::into_inner);
            uses.drain().map(|(id, (at, from))| (id, at, from)).collect()
        };
        keys::note_uses(db, &uses).await
    }
}
