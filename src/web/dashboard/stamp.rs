//! The mark of what a form was rendered from: when it no longer fits what is stored, somebody else has saved in between.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::frame::{ago, when};
use crate::model::project::Project;
use crate::store::sender::last_change;
use crate::store::{Db, StoreError};

/// Changes whenever the value does.
#[must_use]
pub fn stamp(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// What somebody else did since the form was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// `jane@acme.example saved this 2 minutes ago`.
    pub told: String,
    /// Label, what is saved now, what was typed; only where they differ.
    pub differences: Vec<(&'static str, String, String)>,
}

impl Conflict {
    pub async fn find(db: &Db, project: &Project, action: &str, differences: Vec<(&'static str, String, String)>, now: i64) -> Result<Self, StoreError> {
        let told = match last_change(db, &project.workspace_id, &project.id, action).await? {
            Some((actor, at)) => format!("{actor} saved this {} ({})", ago(at, now), when(at)),
            None => "It was saved by somebody else".to_owned(),
        };
        Ok(Self { told, differences })
    }
}
