//! Artefacts as files: `{root}/{workspace}/{lead}/{name}.{ending}`, where the name is that of the attempt that made them; logos as
//! `{root}/{workspace}/{project}/{hash}.png`. A file is whole or not there: written aside, flushed, then renamed.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::StoreError;
use crate::model::ids::{LeadId, ProjectId, WorkspaceId};

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
    root: PathBuf,
}

impl Objects {
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(root: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(root)?;
        Ok(Self { root: root.to_owned() })
    }

    fn path(&self, workspace: &WorkspaceId, lead: &LeadId, name: &str, form: Form) -> PathBuf {
        self.root.join(workspace.as_str()).join(lead.as_str()).join(format!("{name}.{}", form.ending()))
    }

    /// Writes one object durably. Blocking: call it off the async threads.
    pub fn put(&self, workspace: &WorkspaceId, lead: &LeadId, name: &str, form: Form, bytes: &[u8]) -> Result<(), StoreError> {
        self.write(&self.path(workspace, lead, name, form), bytes)
    }

    /// Keeps a logo (PNG) durably and returns its name, the hash of its bytes: documents made earlier keep the logo they were made with. Blocking.
    pub fn put_logo(&self, workspace: &WorkspaceId, project: &ProjectId, png: &[u8]) -> Result<String, StoreError> {
        let name: String = Sha256::digest(png).iter().take(LOGO_NAME_BYTES).map(|byte| format!("{byte:02x}")).collect();
        if let Some(path) = self.logo_path(workspace, project, &name).filter(|path| !path.is_file()) {
            self.write(&path, png)?;
        }
        Ok(name)
    }

    /// `None` when there is no such logo, or the name is none.
    pub async fn logo(&self, workspace: &WorkspaceId, project: &ProjectId, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(path) = self.logo_path(workspace, project, name) else { return Ok(None) };
        read(&path).await
    }

    fn logo_path(&self, workspace: &WorkspaceId, project: &ProjectId, name: &str) -> Option<PathBuf> {
        let is_name = name.len() == LOGO_NAME_BYTES * 2 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_name.then(|| self.root.join(workspace.as_str()).join(project.as_str()).join(format!("{name}.png")))
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        use std::io::Write;
        let folder = path.parent().unwrap_or(&self.root);
        self.make_folder(folder)?;
        let aside = path.with_added_extension("part");
        let written = std::fs::File::create(&aside).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_data()
        });
        if let Err(error) = written.and_then(|()| std::fs::rename(&aside, path)) {
            // A full disk must not stay full of what could not be finished.
            let _ = std::fs::remove_file(&aside);
            return Err(error.into());
        }
        std::fs::File::open(folder)?.sync_all()?;
        Ok(())
    }

    /// Makes the folder with all above it up to the root, and flushes the entry of each new one in the folder above.
    fn make_folder(&self, folder: &Path) -> Result<(), StoreError> {
        if folder.is_dir() {
            return Ok(());
        }
        std::fs::create_dir_all(folder)?;
        for above in folder.ancestors().skip(1).take_while(|above| above.starts_with(&self.root)) {
            std::fs::File::open(above)?.sync_all()?;
        }
        Ok(())
    }

    /// Removes what earlier attempts left of the objects whose name begins with `prefix`, all but those in `keep`. Blocking.
    pub fn sweep(&self, workspace: &WorkspaceId, lead: &LeadId, prefix: &str, keep: &[String]) -> Result<(), StoreError> {
        let folder = self.root.join(workspace.as_str()).join(lead.as_str());
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let stem = name.to_str().and_then(|name| name.split('.').next()).unwrap_or("");
            if stem.starts_with(prefix) && !keep.iter().any(|kept| kept == stem) {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Removes all forms of one object, and the folder when nothing else is in it. What is not there is no error. Blocking.
    pub fn remove(&self, workspace: &WorkspaceId, lead: &LeadId, name: &str) -> Result<(), StoreError> {
        for form in Form::ALL {
            let path = self.path(workspace, lead, name, form);
            for path in [path.with_extension(format!("{}.part", form.ending())), path] {
                unless_missing(std::fs::remove_file(path))?;
            }
        }
        // Not empty, or gone already.
        let _ = std::fs::remove_dir(self.root.join(workspace.as_str()).join(lead.as_str()));
        Ok(())
    }

    /// Removes every object of a lead. Blocking.
    pub fn remove_lead(&self, workspace: &WorkspaceId, lead: &LeadId) -> Result<(), StoreError> {
        match std::fs::remove_dir_all(self.root.join(workspace.as_str()).join(lead.as_str())) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Removes the logos of a project. Blocking.
    pub fn remove_project(&self, workspace: &WorkspaceId, project: &ProjectId) -> Result<(), StoreError> {
        match std::fs::remove_dir_all(self.root.join(workspace.as_str()).join(project.as_str())) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// `None` when there is no such object.
    pub async fn get(&self, workspace: &WorkspaceId, lead: &LeadId, name: &str, form: Form) -> Result<Option<Vec<u8>>, StoreError> {
        read(&self.path(workspace, lead, name, form)).await
    }
}

async fn read(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match tokio::fs::read(path).await {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn unless_missing(done: std::io::Result<()>) -> std::io::Result<()> {
    match done {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
