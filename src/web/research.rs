//! What research and analysis kept about a lead: of the newest job that got so far. Told by `api/research.rs` and the dashboard's report.

use serde::de::DeserializeOwned;

use super::state::Web;
use crate::model::dossier::Dossier;
use crate::model::finding::Analysis;
use crate::model::ids::{LeadId, WorkspaceId};
use crate::model::job::Phase;
use crate::store::{StoreError, jobs, steps};

pub struct Researched {
    pub dossier: Dossier,
    /// `None` while it is being made.
    pub analysis: Option<Analysis>,
}

/// `None` when no site has been read for this lead yet.
///
/// # Errors
/// [`StoreError`], also when what is stored cannot be read.
pub async fn newest(web: &Web, workspace: &WorkspaceId, lead: &LeadId) -> Result<Option<Researched>, StoreError> {
    for job in jobs::jobs_of_lead(&web.app.db, workspace, lead).await? {
        let of = async |phase| steps::step_result(&web.app.db, workspace, &job.id, phase).await;
        if let Some(packed) = of(Phase::Research).await? {
            let dossier = unpack(packed).await?;
            let analysis = match of(Phase::Analysis).await? {
                Some(packed) => Some(unpack(packed).await?),
                None => None,
            };
            return Ok(Some(Researched { dossier, analysis }));
        }
    }
    Ok(None)
}

/// Off the async threads: a dossier has megabytes.
async fn unpack<T: DeserializeOwned + Send + 'static>(packed: Vec<u8>) -> Result<T, StoreError> {
    let unpacked = tokio::task::spawn_blocking(move || steps::unpack(&packed)).await;
    unpacked.map_err(|error| StoreError::Damaged(error.to_string()))?
}
