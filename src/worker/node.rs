//! The identity of this process among those that work on jobs: a file in the data folder, locked as long as the process lives.
//! Whoever can lock a file knows that its last owner is dead, and gives back at once what that one held.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::path::Path;

use crate::app::App;
use crate::model::ids::NodeId;
use crate::store::{StoreError, deliveries, jobs};

/// Processes that may work from one data folder at the same time.
const SLOTS: usize = 64;

/// Holds the lock until dropped.
pub struct Node {
    pub id: NodeId,
    _lock: File,
}

impl Node {
    /// Takes the first free identity, and gives back the jobs and endpoints of every dead one.
    ///
    /// # Errors
    /// When the data folder cannot be written, or the database cannot be used.
    pub async fn take(app: &App) -> Result<Self, StoreError> {
        let folder = app.settings.data_dir.join("nodes");
        std::fs::create_dir_all(&folder)?;
        let mut mine = None;
        for slot in 1..=SLOTS {
            let path = folder.join(format!("{slot}.lock"));
            if !path.exists() && mine.is_some() {
                break;
            }
            let Some(node) = lock(&path, app)? else { continue };
            let released = jobs::release_node(&app.db, &node.id, app.now()).await?;
            deliveries::release_node(&app.db, &node.id).await?;
            if released > 0 {
                tracing::warn!(node.id = %node.id, jobs = released, "took back jobs of a process that ended without notice");
            }
            mine.get_or_insert(node);
        }
        mine.ok_or_else(|| std::io::Error::other("64 processes work from this data folder already").into())
    }
}

/// `None` when a living process has it.
fn lock(path: &Path, app: &App) -> Result<Option<Node>, StoreError> {
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(std::fs::TryLockError::WouldBlock) => return Ok(None),
        Err(std::fs::TryLockError::Error(error)) => return Err(error.into()),
    }
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    let id = match text.trim().parse::<NodeId>() {
        Ok(id) => id,
        Err(_) => {
            let id = NodeId::new(&*app.random);
            file.set_len(0)?;
            file.rewind()?;
            file.write_all(id.as_str().as_bytes())?;
            file.sync_data()?;
            id
        }
    };
    Ok(Some(Node { id, _lock: file }))
}
