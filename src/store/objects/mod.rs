//! Artefacts and logos as objects: `{workspace}/{lead}/{name}.{ending}`, where the name is that of the attempt that made them, and
//! `{workspace}/{project}/{hash}.png`. They are kept in a folder (`disk.rs`) or in a bucket that speaks S3 (`bucket.rs`); what readers
//! ask for again and again stands in memory, packed (`packed.rs`). An object never changes under its name.

mod bucket;
mod disk;
mod packed;

use std::sync::Arc;

use sha2::{Digest, Sha256};

pub use bucket::{Access, Bucket};
pub use disk::Disk;
pub use packed::{Coding, Packed};

use super::StoreError;
use crate::model::ids::{LeadId, ProjectId, WorkspaceId};
use packed::Memory;

/// Bytes of the hash that a logo is named by.
const LOGO_NAME_BYTES: usize = 12;

/// The forms of a finished magnet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Page,
    Pdf,
    Image,
    Markdown,
    Json,
}

impl Form {
    pub const ALL: [Form; 5] = [Form::Page, Form::Pdf, Form::Image, Form::Markdown, Form::Json];

    /// File ending, as it also stands in links.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Form::Page => "html",
            Form::Pdf => "pdf",
            Form::Image => "png",
            Form::Markdown => "md",
            Form::Json => "json",
        }
    }

    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Form::Page => "text/html; charset=utf-8",
            Form::Pdf => "application/pdf",
            Form::Image => "image/png",
            Form::Markdown => "text/markdown; charset=utf-8",
            Form::Json => "application/json",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Objects {
    place: Place,
    memory: Memory,
}

#[derive(Debug, Clone)]
pub enum Place {
    Disk(Disk),
    Bucket(Bucket),
}

impl Objects {
    /// Keeps at most `memory` bytes of what readers asked for at hand.
    #[must_use]
    pub fn new(place: Place, memory: u64) -> Self {
        Self { place, memory: Memory::new(memory) }
    }

    /// Writes one object durably. Blocking: call it off the async threads.
    pub fn put(&self, workspace: &WorkspaceId, lead: &LeadId, name: &str, form: Form, bytes: &[u8]) -> Result<(), StoreError> {
        self.write(&key(workspace, lead, name, form), bytes)
    }

    /// Keeps a logo (PNG) durably and returns its name, the hash of its bytes: documents made earlier keep the logo they were made with. Blocking.
    pub fn put_logo(&self, workspace: &WorkspaceId, project: &ProjectId, png: &[u8]) -> Result<String, StoreError> {
        let name: String = Sha256::digest(png).iter().take(LOGO_NAME_BYTES).map(|byte| format!("{byte:02x}")).collect();
        if let Some(key) = logo_key(workspace, project, &name)
            && !self.has(&key)?
        {
            self.write(&key, png)?;
        }
        Ok(name)
    }

    /// `None` when there is no such logo, or the name is none.
    pub async fn logo(&self, workspace: &WorkspaceId, project: &ProjectId, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(key) = logo_key(workspace, project, name) else { return Ok(None) };
        self.read(&key).await
    }

    /// `None` when there is no such object.
    pub async fn get(&self, workspace: &WorkspaceId, lead: &LeadId, name: &str, form: Form) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(&key(workspace, lead, name, form)).await
    }

    /// An object as it is sent, out of memory where it was asked for lately; `None` when there is no such object. `variant` names what
    /// `change` makes of the stored bytes before they are packed.
    pub async fn packed_as(
        &self,
        workspace: &WorkspaceId,
        lead: &LeadId,
        name: &str,
        form: Form,
        variant: &str,
        change: impl AsyncFnOnce(Vec<u8>) -> Result<Vec<u8>, StoreError>,
    ) -> Result<Option<Arc<Packed>>, StoreError> {
        let key = key(workspace, lead, name, form);
        let read = async {
            match self.read(&key).await? {
                Some(bytes) => change(bytes).await.map(Some),
                None => Ok(None),
            }
        };
        self.memory.get(&format!("{key} {variant}"), form, read).await
    }

    /// Removes what earlier attempts left of the objects whose name begins with `prefix`, all but those in `keep`. Blocking.
    pub fn sweep(&self, workspace: &WorkspaceId, lead: &LeadId, prefix: &str, keep: &[String]) -> Result<(), StoreError> {
        let folder = format!("{workspace}/{lead}");
        let names = match &self.place {
            Place::Disk(disk) => disk.names(&folder)?,
            Place::Bucket(bucket) => bucket.names(&folder)?,
        };
        for name in names {
            let stem = name.split('.').next().unwrap_or("");
            if stem.starts_with(prefix) && !keep.iter().any(|kept| kept == stem) {
                self.delete(&format!("{folder}/{name}"))?;
            }
        }
        Ok(())
    }

    /// Removes all forms of one object. What is not there is no error. Blocking.
    pub fn remove(&self, workspace: &WorkspaceId, lead: &LeadId, name: &str) -> Result<(), StoreError> {
        Form::ALL.into_iter().try_for_each(|form| self.delete(&key(workspace, lead, name, form)))
    }

    /// As [`Objects::remove`], from where nothing may block: at once in a folder, soon in a bucket. A failure costs space and is logged.
    pub fn remove_soon(&self, workspace: &WorkspaceId, lead: &LeadId, name: &str) {
        let (objects, workspace, lead, name) = (self.clone(), workspace.clone(), lead.clone(), name.to_owned());
        let remove = move || {
            if let Err(error) = objects.remove(&workspace, &lead, &name) {
                tracing::warn!(lead.id = %lead, %error, "the files of an attempt that broke off could not be removed");
            }
        };
        match &self.place {
            Place::Disk(_) => remove(),
            Place::Bucket(bucket) => bucket.later(remove),
        }
    }

    /// Removes every object of a lead, from memory too. Blocking.
    pub fn remove_lead(&self, workspace: &WorkspaceId, lead: &LeadId) -> Result<(), StoreError> {
        self.remove_folder(&format!("{workspace}/{lead}"))
    }

    /// Removes the logos of a project. Blocking.
    pub fn remove_project(&self, workspace: &WorkspaceId, project: &ProjectId) -> Result<(), StoreError> {
        self.remove_folder(&format!("{workspace}/{project}"))
    }

    /// Whether objects can be written, read and removed. Blocking.
    ///
    /// # Errors
    /// Why not.
    pub fn try_out(&self) -> Result<(), StoreError> {
        let key = "doctor/try.txt";
        self.write(key, b"magnetite")?;
        self.delete(key)
    }

    fn write(&self, key: &str, bytes: &[u8]) -> Result<(), StoreError> {
        match &self.place {
            Place::Disk(disk) => disk.put(key, bytes),
            Place::Bucket(bucket) => bucket.put(key, bytes),
        }
    }

    async fn read(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match &self.place {
            Place::Disk(disk) => disk.get(key).await,
            Place::Bucket(bucket) => bucket.get(key).await,
        }
    }

    fn has(&self, key: &str) -> Result<bool, StoreError> {
        match &self.place {
            Place::Disk(disk) => Ok(disk.has(key)),
            Place::Bucket(bucket) => bucket.has(key),
        }
    }

    fn delete(&self, key: &str) -> Result<(), StoreError> {
        self.memory.forget(key);
        match &self.place {
            Place::Disk(disk) => disk.remove(key),
            Place::Bucket(bucket) => bucket.remove(key),
        }
    }

    fn remove_folder(&self, folder: &str) -> Result<(), StoreError> {
        self.memory.forget(&format!("{folder}/"));
        match &self.place {
            Place::Disk(disk) => disk.remove_folder(folder),
            Place::Bucket(bucket) => bucket.remove_folder(folder),
        }
    }
}

fn key(workspace: &WorkspaceId, lead: &LeadId, name: &str, form: Form) -> String {
    format!("{workspace}/{lead}/{name}.{}", form.ending())
}

fn logo_key(workspace: &WorkspaceId, project: &ProjectId, name: &str) -> Option<String> {
    let is_name = name.len() == LOGO_NAME_BYTES * 2 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_name.then(|| format!("{workspace}/{project}/{name}.png"))
}
