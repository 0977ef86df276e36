//! Artefacts as files: `{root}/{workspace}/{lead}/{name}.{ending}`, where the name is that of the job that made them. A file is whole or not there: written aside, flushed, then renamed.

use std::path::{Path, PathBuf};

use super::StoreError;
use crate::model::ids::{LeadId, WorkspaceId};

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
        use std::io::Write;
        let path = self.path(workspace, lead, name, form);
        let folder = path.parent().unwrap_or(&self.root);
        std::fs::create_dir_all(folder)?;
        let aside = path.with_extension(format!("{}.part", form.ending()));
        let mut file = std::fs::File::create(&aside)?;
        file.write_all(bytes)?;
        file.sync_data()?;
        std::fs::rename(&aside, &path)?;
        std::fs::File::open(folder)?.sync_all()?;
        Ok(())
    }

    /// `None` when there is no such object.
    pub async fn get(&self, workspace: &WorkspaceId, lead: &LeadId, name: &str, form: Form) -> Result<Option<Vec<u8>>, StoreError> {
        match tokio::fs::read(self.path(workspace, lead, name, form)).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}
