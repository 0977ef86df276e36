//! What people asked for about their own data, and what came of it.

use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::ids::{LeadId, PersonRequestId, ProjectId, WorkspaceId};
use crate::model::person_request::{RequestKind, RequestState};

/// Who does what a request asks for has so long; after that somebody else can.
const CLAIM_MS: i64 = 300_000;
/// Requests that one call of [`purge_unopened`] removes at most.
const PURGE_PORTION: i64 = 1_000;

/// One request. What is personal in it is empty once the lead is erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRequest {
    pub workspace_id: WorkspaceId,
    pub id: PersonRequestId,
    pub project_id: ProjectId,
    pub lead_id: LeadId,
    pub kind: RequestKind,
    pub state: RequestState,
    /// Without mail: the address that was typed is the lead's.
    pub typed_right: bool,
    /// An objection on a page without mail, by which this lead's magnet is withdrawn since `created_at`.
    pub in_effect: bool,
    /// Of a correction: name of the field (`fullName`, `customFields.seats`), the right value, and words.
    pub field: String,
    pub value: String,
    pub words: String,
    pub confirmed_at: Option<i64>,
    pub decided_at: Option<i64>,
    pub decided_by: String,
    /// Why it was refused.
    pub reason: String,
    pub created_at: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    workspace_id: String,
    id: String,
    project_id: String,
    lead_id: String,
    kind: String,
    state: String,
    typed_right: bool,
    in_effect: bool,
    field: String,
    value: String,
    words: String,
    confirmed_at: Option<i64>,
    decided_at: Option<i64>,
    decided_by: String,
    reason: String,
    created_at: i64,
}

impl Row {
    fn request(self) -> Result<PersonRequest, StoreError> {
        Ok(PersonRequest {
            workspace_id: parsed(&self.workspace_id)?,
            id: parsed(&self.id)?,
            project_id: parsed(&self.project_id)?,
            lead_id: parsed(&self.lead_id)?,
            kind: parsed(&self.kind)?,
            state: parsed(&self.state)?,
            typed_right: self.typed_right,
            in_effect: self.in_effect,
            field: self.field,
            value: self.value,
            words: self.words,
            confirmed_at: self.confirmed_at,
            decided_at: self.decided_at,
            decided_by: self.decided_by,
            reason: self.reason,
            created_at: self.created_at,
        })
    }
}

const COLUMNS: &str =
    "workspace_id, id, project_id, lead_id, kind, state, typed_right, in_effect, field, value, words, confirmed_at, decided_at, decided_by, reason, created_at";

/// `link`: hash of the token of the link that is mailed, and until when it works. Not written when the lead is gone; false then.
pub async fn insert_request(tx: &mut Tx, request: &PersonRequest, link: Option<(&str, i64)>) -> Result<bool, StoreError> {
    let inserted = tx
        .execute(
            "INSERT INTO person_requests (workspace_id, id, project_id, lead_id, kind, state, typed_right, in_effect, field, value, words, token_hash, token_until, created_at)
             SELECT workspace_id, $3, project_id, id, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 FROM leads WHERE workspace_id = $1 AND id = $2",
            args![
                request.workspace_id.as_str(),
                request.lead_id.as_str(),
                request.id.as_str(),
                request.kind.as_str(),
                request.state.as_str(),
                request.typed_right,
                request.in_effect,
                request.field.as_str(),
                request.value.as_str(),
                request.words.as_str(),
                link.map(|(hash, _)| hash),
                link.map_or(0, |(_, until)| until),
                request.created_at,
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// By the token of the link, of this lead, while the link works.
pub async fn request_by_token(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId, token_hash: &str, now: i64) -> Result<Option<PersonRequest>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM person_requests WHERE workspace_id = $1 AND lead_id = $2 AND token_hash = $3 AND state = 'mail' AND token_until > $4");
    let row: Option<Row> = db.fetch_optional(&sql, args![workspace_id.as_str(), lead_id.as_str(), token_hash, now]).await?;
    row.map(Row::request).transpose()
}

/// Uses the link up: the request is proved, and what needs no decision is the caller's to do, as by [`claim_request`]. False when it was used before.
pub async fn confirm_request(tx: &mut Tx, request: &PersonRequest, now: i64) -> Result<bool, StoreError> {
    let claimed_until = if matches!(request.kind, RequestKind::Object | RequestKind::Erase) { now + CLAIM_MS } else { 0 };
    let changed = tx
        .execute(
            "UPDATE person_requests SET state = 'confirmed', token_hash = NULL, confirmed_at = $3, claimed_until = $4
             WHERE workspace_id = $1 AND id = $2 AND state = 'mail'",
            args![request.workspace_id.as_str(), request.id.as_str(), now, claimed_until],
        )
        .await?;
    Ok(changed == 1)
}

/// The caller alone does what an open request asks for, and nobody refuses it meanwhile; false when it is not open any more, or somebody else does it.
pub async fn claim_request(db: &Db, request: &PersonRequest, now: i64) -> Result<bool, StoreError> {
    let changed = db
        .execute(
            "UPDATE person_requests SET claimed_until = $3 WHERE workspace_id = $1 AND id = $2 AND state IN ('confirmed', 'waiting') AND claimed_until < $4",
            args![request.workspace_id.as_str(), request.id.as_str(), now + CLAIM_MS, now],
        )
        .await?;
    Ok(changed == 1)
}

/// Proved objections and erasures that nobody is doing and that were proved before `before`: a process ended in the middle.
pub async fn left_undone(db: &Db, before: i64, now: i64) -> Result<Vec<PersonRequest>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM person_requests WHERE state = 'confirmed' AND kind IN ('object', 'erase') AND confirmed_at < $1 AND claimed_until < $2
         ORDER BY confirmed_at LIMIT 20"
    );
    let rows: Vec<Row> = db.fetch_all(&sql, args![before, now]).await?;
    rows.into_iter().map(Row::request).collect()
}

/// It could not be done: somebody else may try, or refuse it.
pub async fn release_request(db: &Db, request: &PersonRequest) -> Result<(), StoreError> {
    db.execute("UPDATE person_requests SET claimed_until = 0 WHERE workspace_id = $1 AND id = $2", args![request.workspace_id.as_str(), request.id.as_str()])
        .await?;
    Ok(())
}

/// Ends an open request as `state`; false when it is not open any more, or it is refused while somebody does it.
pub async fn end_request(tx: &mut Tx, request: &PersonRequest, state: RequestState, by: &str, reason: &str, now: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE person_requests SET state = $3, decided_by = $4, reason = $5, decided_at = $6
             WHERE workspace_id = $1 AND id = $2 AND state IN ('confirmed', 'waiting') AND ($3 = 'done' OR claimed_until < $6)",
            args![request.workspace_id.as_str(), request.id.as_str(), state.as_str(), by, reason, now],
        )
        .await?;
    Ok(changed == 1)
}

const IN_EFFECT: &str = "SELECT id FROM person_requests WHERE workspace_id = $1 AND lead_id = $2 AND in_effect AND state = 'waiting' LIMIT 1";

/// Whether the lead's magnet is withdrawn because of an objection that nobody has decided about.
pub async fn objection_holds(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<bool, StoreError> {
    let row: Option<(String,)> = db.fetch_optional(IN_EFFECT, args![workspace_id.as_str(), lead_id.as_str()]).await?;
    Ok(row.is_some())
}

/// As [`objection_holds`], within a transaction that holds the lead's row.
pub async fn objection_holds_in(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<bool, StoreError> {
    let row: Option<(String,)> = tx.fetch_optional(IN_EFFECT, args![workspace_id.as_str(), lead_id.as_str()]).await?;
    Ok(row.is_some())
}

/// A request of this project.
pub async fn request(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, id: &PersonRequestId) -> Result<Option<PersonRequest>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM person_requests WHERE workspace_id = $1 AND project_id = $2 AND id = $3");
    let row: Option<Row> = db.fetch_optional(&sql, args![workspace_id.as_str(), project_id.as_str(), id.as_str()]).await?;
    row.map(Row::request).transpose()
}

/// Requests of a project before this instant and id, newest first; all, or those with one state.
pub async fn requests_page(
    db: &Db,
    workspace_id: &WorkspaceId,
    project_id: &ProjectId,
    state: Option<RequestState>,
    before: Option<(i64, String)>,
    limit: i64,
) -> Result<Vec<PersonRequest>, StoreError> {
    let (at, id) = before.unwrap_or((i64::MAX, String::new()));
    let sql = format!(
        "SELECT {COLUMNS} FROM person_requests WHERE workspace_id = $1 AND project_id = $2 AND ($3 = '' OR state = $3) AND (created_at, id) < ($4, $5)
         ORDER BY created_at DESC, id DESC LIMIT $6"
    );
    let rows: Vec<Row> = db.fetch_all(&sql, args![workspace_id.as_str(), project_id.as_str(), state.map_or("", RequestState::as_str), at, id, limit]).await?;
    rows.into_iter().map(Row::request).collect()
}

/// What was asked for about one lead, newest first; at most 50.
pub async fn requests_of_lead(db: &Db, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<Vec<PersonRequest>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM person_requests WHERE workspace_id = $1 AND lead_id = $2 ORDER BY created_at DESC, id DESC LIMIT 50");
    let rows: Vec<Row> = db.fetch_all(&sql, args![workspace_id.as_str(), lead_id.as_str()]).await?;
    rows.into_iter().map(Row::request).collect()
}

/// What is personal in the requests about a lead goes with it; that they were made, and what came of them, stays. Links that were not opened are void.
pub async fn blank_requests(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId) -> Result<(), StoreError> {
    let both = || args![workspace_id.as_str(), lead_id.as_str()];
    tx.execute("DELETE FROM person_requests WHERE workspace_id = $1 AND lead_id = $2 AND state = 'mail'", both()).await?;
    tx.execute("UPDATE person_requests SET field = '', value = '', words = '', reason = '' WHERE workspace_id = $1 AND lead_id = $2", both()).await?;
    Ok(())
}

/// Forgets requests whose link nobody opened in time; some at a time. Whether there were any.
pub async fn purge_unopened(db: &Db, now: i64) -> Result<bool, StoreError> {
    let gone = db
        .execute(
            "DELETE FROM person_requests WHERE state = 'mail' AND (workspace_id, id) IN
             (SELECT workspace_id, id FROM person_requests WHERE state = 'mail' AND token_until < $1 ORDER BY token_until LIMIT $2)",
            args![now, PURGE_PORTION],
        )
        .await?;
    Ok(gone > 0)
}
