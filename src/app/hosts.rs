//! Hosts that magnets' pages answer on beside the server's own: the verified domains of projects, kept in memory, because every request asks for them.
//! What changes in this process is seen at once, what changes in others by [`follow`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::App;
use crate::config::Settings;
use crate::model::ids::ProjectId;
use crate::store::{Db, StoreError, domains, workspaces};

/// How often the table is read anew.
const PERIOD: Duration = Duration::from_secs(20);

/// Whose pages a host shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// The workspace's slug.
    pub workspace: String,
    pub project: ProjectId,
    /// The project's links begin with this host.
    pub main: bool,
}

#[derive(Debug, Default)]
pub struct Hosts {
    table: RwLock<Arc<BTreeMap<String, Served>>>,
}

impl Hosts {
    fn table(&self) -> Arc<BTreeMap<String, Served>> {
        self.table.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whose host this is; `host` in lower case without a port.
    #[must_use]
    pub fn of(&self, host: &str) -> Option<Served> {
        self.table().get(host).cloned()
    }

    /// The host that the project's links begin with.
    #[must_use]
    pub fn main_of(&self, project: &ProjectId) -> Option<String> {
        self.table().iter().find(|(_, served)| served.main && served.project == *project).map(|(host, _)| host.clone())
    }

    /// Reads the table anew.
    ///
    /// # Errors
    /// When the database cannot be read; the table stays as it was.
    pub async fn refresh(&self, db: &Db) -> Result<(), StoreError> {
        let served = domains::served(db).await?;
        let table = served.into_iter().map(|(host, workspace, project, main)| (host, Served { workspace, project, main })).collect();
        *self.table.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(table);
        Ok(())
    }
}

/// Hosts that a server which speaks https itself needs certificates for: those of its setting, the verified domains that lead here, and each workspace's
/// name under the magnet host, where that is at the usual port.
///
/// # Errors
/// When the database cannot be read.
pub async fn certified(settings: &Settings, db: &Db) -> Result<BTreeSet<String>, StoreError> {
    let Some(tls) = &settings.tls else { return Ok(BTreeSet::new()) };
    let mut names: BTreeSet<String> = tls.domains.iter().cloned().collect();
    names.extend(domains::leading_here(db).await?);
    if let Some(magnet_host) = settings.magnet_host.as_deref().filter(|host| !host.contains(':')) {
        names.extend(workspaces::slugs(db).await?.into_iter().map(|slug| format!("{slug}.{magnet_host}")));
    }
    Ok(names)
}

/// Keeps the table up to date with what other processes change, until `stop`.
pub async fn follow(app: Arc<App>, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PERIOD) => {}
        }
        if let Err(error) = app.hosts.refresh(&app.db).await {
            tracing::warn!(%error, "the domains of projects could not be read; those known so far hold");
        }
    }
}
