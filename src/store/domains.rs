//! Domains of projects. Only who looks a request's host up ([`served`]) and who looks at the DNS again ([`due`]) ask for those of all workspaces.

use super::audit::{Entry, insert_audit};
use super::db::{Db, args};
use super::{StoreError, parsed};
use crate::model::domain::{Domain, DomainState};
use crate::model::ids::{DomainId, ProjectId, Random, WorkspaceId};

#[derive(sqlx::FromRow)]
struct DomainRow {
    workspace_id: String,
    id: String,
    project_id: String,
    host: String,
    token: String,
    state: String,
    reason: String,
    main: bool,
    created_at: i64,
    checked_at: Option<i64>,
}

impl DomainRow {
    fn domain(self) -> Result<Domain, StoreError> {
        Ok(Domain {
            id: parsed(&self.id)?,
            workspace_id: parsed(&self.workspace_id)?,
            project_id: parsed(&self.project_id)?,
            host: self.host,
            token: self.token,
            state: parsed(&self.state)?,
            reason: self.reason,
            main: self.main,
            created_at: self.created_at,
            checked_at: self.checked_at,
        })
    }
}

const COLUMNS: &str = "workspace_id, id, project_id, host, token, state, reason, main, created_at, checked_at";

/// The project's domains, in the order of their names.
pub async fn domains_of(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<Vec<Domain>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM domains WHERE workspace_id = $1 AND project_id = $2 ORDER BY host");
    let rows: Vec<DomainRow> = db.fetch_all(&sql, args![workspace_id.as_str(), project_id.as_str()]).await?;
    rows.into_iter().map(DomainRow::domain).collect()
}

/// A domain of this project.
pub async fn domain(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, id: &DomainId) -> Result<Option<Domain>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM domains WHERE workspace_id = $1 AND project_id = $2 AND id = $3");
    let row: Option<DomainRow> = db.fetch_optional(&sql, args![workspace_id.as_str(), project_id.as_str(), id.as_str()]).await?;
    row.map(DomainRow::domain).transpose()
}

/// Stores a new domain with its line in the audit log. `Taken`: the workspace has it already.
pub async fn add_domain(db: &Db, random: &dyn Random, domain: &Domain, entry: &Entry<'_>) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    tx.execute(
        "INSERT INTO domains (workspace_id, id, project_id, host, token, state, reason, main, created_at, checked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            domain.workspace_id.as_str(),
            domain.id.as_str(),
            domain.project_id.as_str(),
            domain.host.as_str(),
            domain.token.as_str(),
            domain.state.as_str(),
            domain.reason.as_str(),
            domain.main,
            domain.created_at,
            domain.checked_at,
        ],
    )
    .await?;
    insert_audit(&mut tx, random, entry).await?;
    tx.commit().await
}

/// Writes what a look at the DNS said. `Taken`: the domain is verified for somebody else.
pub async fn conclude(db: &Db, domain: &Domain, state: DomainState, reason: &str, now: i64) -> Result<(), StoreError> {
    db.execute(
        "UPDATE domains SET state = $3, reason = $4, checked_at = $5 WHERE workspace_id = $1 AND id = $2",
        args![domain.workspace_id.as_str(), domain.id.as_str(), state.as_str(), reason, now],
    )
    .await?;
    Ok(())
}

/// Makes this one the domain that the project's links begin with.
pub async fn set_main(db: &Db, random: &dyn Random, domain: &Domain, entry: &Entry<'_>) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    tx.execute(
        "UPDATE domains SET main = CASE WHEN id = $3 THEN TRUE ELSE FALSE END WHERE workspace_id = $1 AND project_id = $2",
        args![domain.workspace_id.as_str(), domain.project_id.as_str(), domain.id.as_str()],
    )
    .await?;
    insert_audit(&mut tx, random, entry).await?;
    tx.commit().await
}

/// False when it is gone already.
pub async fn remove_domain(db: &Db, random: &dyn Random, domain: &Domain, entry: &Entry<'_>) -> Result<bool, StoreError> {
    let mut tx = db.begin().await?;
    if tx.execute("DELETE FROM domains WHERE workspace_id = $1 AND id = $2", args![domain.workspace_id.as_str(), domain.id.as_str()]).await? == 0 {
        return Ok(false);
    }
    insert_audit(&mut tx, random, entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// A host that pages answer on: (host, slug of the workspace, project, whether its links begin with it).
pub type Served = (String, String, ProjectId, bool);

/// Every verified domain of a project that is not deleted.
pub async fn served(db: &Db) -> Result<Vec<Served>, StoreError> {
    let rows: Vec<(String, String, String, bool)> = db
        .fetch_all(
            "SELECT d.host, w.slug, d.project_id, d.main FROM domains d JOIN workspaces w ON w.id = d.workspace_id
             JOIN projects p ON p.workspace_id = d.workspace_id AND p.id = d.project_id WHERE d.state = 'verified' AND p.deleted_at IS NULL ORDER BY d.host",
            args![],
        )
        .await?;
    rows.into_iter().map(|(host, workspace, project, main)| Ok((host, workspace, parsed(&project)?, main))).collect()
}

/// The verified domains that lead to this server itself, as far as their last look could tell.
pub async fn leading_here(db: &Db) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = db
        .fetch_all(
            "SELECT d.host FROM domains d JOIN projects p ON p.workspace_id = d.workspace_id AND p.id = d.project_id
             WHERE d.state = 'verified' AND d.reason = '' AND p.deleted_at IS NULL ORDER BY d.host",
            args![],
        )
        .await?;
    Ok(rows.into_iter().map(|(host,)| host).collect())
}

/// Domains that were not looked at since `before`, or not since `new_before` where they wait for their first proof and were added after `new_since`;
/// the longest unseen first.
pub async fn due(db: &Db, before: i64, (new_before, new_since): (i64, i64), limit: i64) -> Result<Vec<Domain>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM domains
         WHERE COALESCE(checked_at, created_at) < CASE WHEN state = 'pending' AND created_at > $3 THEN $2 ELSE $1 END
         ORDER BY COALESCE(checked_at, created_at), id LIMIT $4"
    );
    let rows: Vec<DomainRow> = db.fetch_all(&sql, args![before, new_before, new_since, limit]).await?;
    rows.into_iter().map(DomainRow::domain).collect()
}
