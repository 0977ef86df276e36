//! Has this person objected? Addresses and hosts are compared by keyed hash alone (`seal.rs`), so that the list tells nobody's name.

use crate::app::App;
use crate::model::ids::{LeadId, WorkspaceId};
use crate::model::lead::LeadFields;
use crate::model::suppression::{SuppressionKind, hosts_above, normal_email};
use crate::store::person_requests::{objection_holds, objection_holds_in};
use crate::store::suppressions::{self, HASHES_MAX};
use crate::store::{StoreError, Tx};

/// What the list keeps of an address or host, in hex. The same text gives another hash in another workspace.
#[must_use]
pub fn hash_of(app: &App, workspace_id: &WorkspaceId, kind: SuppressionKind, text: &str) -> String {
    let text = match kind {
        SuppressionKind::Email => normal_email(text),
        SuppressionKind::Domain => text.to_lowercase(),
    };
    app.sealer.keyed_hash(&[b"suppressions", workspace_id.as_str().as_bytes(), kind.as_str().as_bytes(), text.as_bytes()])
}

/// Whether the workspace's list has this address, its host, the host of the lead's site, or a host above one of these.
///
/// # Errors
/// When the database cannot be read.
pub async fn suppressed(app: &App, workspace_id: &WorkspaceId, email: &str, site: Option<&str>) -> Result<bool, StoreError> {
    suppressions::suppressed(&app.db, workspace_id, &hashes(app, workspace_id, email, site)).await
}

fn hashes(app: &App, workspace_id: &WorkspaceId, email: &str, site: Option<&str>) -> Vec<String> {
    let mail_host = email.rsplit_once('@').map(|(_, host)| host);
    let mut hosts: Vec<String> = mail_host.into_iter().chain(site).flat_map(hosts_above).collect();
    hosts.sort_unstable_by_key(String::len);
    hosts.dedup();
    // Of a name with very many labels the shorter ones count: those are what people write down.
    hosts.truncate(HASHES_MAX - 1);
    let mut hashes = vec![hash_of(app, workspace_id, SuppressionKind::Email, email)];
    hashes.extend(hosts.iter().map(|host| hash_of(app, workspace_id, SuppressionKind::Domain, host)));
    hashes
}

/// Whether this lead may not be processed: the list has the person, or they have objected on the page and nobody has decided about it yet.
///
/// # Errors
/// When the database cannot be read.
pub async fn objected(app: &App, workspace_id: &WorkspaceId, lead_id: &LeadId, lead: &LeadFields) -> Result<bool, StoreError> {
    Ok(suppressed(app, workspace_id, &lead.email, lead.site()).await? || objection_holds(&app.db, workspace_id, lead_id).await?)
}

/// As [`objected`], within the transaction that would let something out and that holds the lead's row: an objection that is not seen here comes after it,
/// waits for that row, and withdraws what was let out.
///
/// # Errors
/// When the database cannot be read.
pub async fn objected_in(app: &App, tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, lead: &LeadFields) -> Result<bool, StoreError> {
    let hashes = hashes(app, workspace_id, &lead.email, lead.site());
    Ok(suppressions::suppressed_in(tx, workspace_id, &hashes).await? || objection_holds_in(tx, workspace_id, lead_id).await?)
}

/// Which of these leads may not be processed; the place of each. One look where the list is empty, as it mostly is.
///
/// # Errors
/// When the database cannot be read.
pub async fn suppressed_of(app: &App, workspace_id: &WorkspaceId, leads: impl Iterator<Item = (usize, &LeadFields)>) -> Result<Vec<usize>, StoreError> {
    let mut found = Vec::new();
    if !suppressions::any(&app.db, workspace_id).await? {
        return Ok(found);
    }
    for (at, lead) in leads {
        if suppressed(app, workspace_id, &lead.email, lead.site()).await? {
            found.push(at);
        }
    }
    Ok(found)
}
