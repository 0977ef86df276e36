//! Projects. Every query names the workspace, except the operator's own look-up by name on the command line.

use super::audit::{Entry, insert_audit};
use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::credits::Caps;
use crate::model::ids::{ProjectId, Random, WorkspaceId};
use crate::model::project::{Project, project_slug};

#[derive(sqlx::FromRow)]
struct ProjectRow {
    workspace_id: String,
    id: String,
    slug: String,
    name: String,
    fields: String,
    offer: String,
    blueprint: String,
    review: bool,
    archived_at: Option<i64>,
    brand: String,
    limits: String,
    research: String,
    llm: String,
    links: String,
    credit_allowance: Option<i64>,
    credit_cap: Option<i64>,
    created_at: i64,
    updated_at: i64,
}

impl ProjectRow {
    fn project(self) -> Result<Project, StoreError> {
        Ok(Project {
            id: parsed(&self.id)?,
            workspace_id: parsed(&self.workspace_id)?,
            slug: self.slug,
            name: self.name,
            fields: serde_json::from_str(&self.fields)?,
            offer: serde_json::from_str(&self.offer)?,
            blueprint: serde_json::from_str(&self.blueprint)?,
            review: self.review,
            archived_at: self.archived_at,
            brand: serde_json::from_str(&self.brand)?,
            limits: serde_json::from_str(&self.limits)?,
            research: serde_json::from_str(&self.research)?,
            writer: serde_json::from_str(&self.llm)?,
            links: serde_json::from_str(&self.links)?,
            caps: Caps { allowance: self.credit_allowance, cap: self.credit_cap },
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

const COLUMNS: &str = "workspace_id, id, slug, name, fields, offer, blueprint, brand, limits, research, llm, links, credit_allowance, credit_cap, review, archived_at, created_at, updated_at";

pub async fn insert_project(tx: &mut Tx, project: &Project) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO projects (workspace_id, id, slug, name, fields, offer, blueprint, review, created_at, updated_at, limits, research, llm, links)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        args![
            project.workspace_id.as_str(),
            project.id.as_str(),
            project.slug.as_str(),
            project.name.as_str(),
            serde_json::to_string(&project.fields)?,
            serde_json::to_string(&project.offer)?,
            serde_json::to_string(&project.blueprint)?,
            project.review,
            project.created_at,
            project.updated_at,
            serde_json::to_string(&project.limits)?,
            serde_json::to_string(&project.research)?,
            serde_json::to_string(&project.writer)?,
            serde_json::to_string(&project.links)?,
        ],
    )
    .await?;
    Ok(())
}

/// Stores a new project under a slug that is free, with its line in the audit log. False when a project with this id is there already:
/// the form was sent twice.
pub async fn create_project(db: &Db, random: &dyn Random, project: &mut Project, entry: &Entry<'_>) -> Result<bool, StoreError> {
    if self::project(db, &project.workspace_id, project.id.as_str()).await?.is_some() {
        return Ok(false);
    }
    let taken: Vec<(String,)> = db.fetch_all("SELECT slug FROM projects WHERE workspace_id = $1", args![project.workspace_id.as_str()]).await?;
    let taken: Vec<String> = taken.into_iter().map(|(slug,)| slug).collect();
    project.slug = project_slug(&project.name, &taken);
    let mut tx = db.begin().await?;
    match insert_project(&mut tx, project).await {
        Err(StoreError::Taken) => return Ok(false),
        inserted => inserted?,
    }
    insert_audit(&mut tx, random, entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// Every project of the workspace, archived ones too, by name.
pub async fn projects_of(db: &Db, workspace_id: &WorkspaceId) -> Result<Vec<Project>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM projects WHERE workspace_id = $1 AND deleted_at IS NULL ORDER BY name, created_at");
    let rows: Vec<ProjectRow> = db.fetch_all(&sql, args![workspace_id.as_str()]).await?;
    rows.into_iter().map(ProjectRow::project).collect()
}

/// (project id, leads since `since`, arrival of the last lead) of each project of the workspace.
pub async fn lead_counts(db: &Db, workspace_id: &WorkspaceId, since: i64) -> Result<Vec<(String, i64, Option<i64>)>, StoreError> {
    db.fetch_all(
        "SELECT id, (SELECT CAST(COUNT(*) AS BIGINT) FROM leads WHERE leads.workspace_id = projects.workspace_id AND leads.project_id = projects.id AND leads.created_at >= $2),
         (SELECT MAX(leads.created_at) FROM leads WHERE leads.workspace_id = projects.workspace_id AND leads.project_id = projects.id)
         FROM projects WHERE workspace_id = $1 AND deleted_at IS NULL",
        args![workspace_id.as_str(), since],
    )
    .await
}

/// By id or slug. One that was deleted is not found.
pub async fn project(db: &Db, workspace_id: &WorkspaceId, id_or_slug: &str) -> Result<Option<Project>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM projects WHERE workspace_id = $1 AND (id = $2 OR slug = $2) AND deleted_at IS NULL");
    let row: Option<ProjectRow> = db.fetch_optional(&sql, args![workspace_id.as_str(), id_or_slug]).await?;
    row.map(ProjectRow::project).transpose()
}

/// Every project whose id or slug this is, in any workspace: for the operator at the command line.
pub async fn projects_named(db: &Db, id_or_slug: &str) -> Result<Vec<Project>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM projects WHERE (id = $1 OR slug = $1) AND deleted_at IS NULL ORDER BY created_at");
    let rows: Vec<ProjectRow> = db.fetch_all(&sql, args![id_or_slug]).await?;
    rows.into_iter().map(ProjectRow::project).collect()
}

/// Holds the project's row until the transaction ends, so that two at the same time do not both find room for what it has a limited number of.
pub async fn hold_project(tx: &mut Tx, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<(), StoreError> {
    tx.execute("UPDATE projects SET updated_at = updated_at WHERE workspace_id = $1 AND id = $2", args![workspace_id.as_str(), project_id.as_str()]).await?;
    Ok(())
}

/// Writes name, fields, offer, blueprint, limits, caps, research, writer and links, provided that nobody else did since `project.updated_at`; false when somebody did.
pub async fn update_project(tx: &mut Tx, project: &Project, now: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE projects SET name = $3, fields = $4, offer = $5, blueprint = $6, updated_at = $7, limits = $9, credit_allowance = $10, credit_cap = $11, research = $12, llm = $13, links = $14 WHERE workspace_id = $1 AND id = $2 AND updated_at = $8 AND deleted_at IS NULL",
            args![
                project.workspace_id.as_str(),
                project.id.as_str(),
                project.name.as_str(),
                serde_json::to_string(&project.fields)?,
                serde_json::to_string(&project.offer)?,
                serde_json::to_string(&project.blueprint)?,
                now.max(project.updated_at + 1),
                project.updated_at,
                serde_json::to_string(&project.limits)?,
                project.caps.allowance,
                project.caps.cap,
                serde_json::to_string(&project.research)?,
                serde_json::to_string(&project.writer)?,
                serde_json::to_string(&project.links)?,
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Writes the limits, provided that nobody else changed the project since `project.updated_at`; false when somebody did.
pub async fn change_limits(db: &Db, random: &dyn Random, project: &Project, entry: &Entry<'_>) -> Result<bool, StoreError> {
    let sql = "UPDATE projects SET limits = $3, updated_at = $4 WHERE workspace_id = $1 AND id = $2 AND updated_at = $5 AND deleted_at IS NULL";
    change_settings(db, random, project, entry, sql, serde_json::to_string(&project.limits)?).await
}

/// Writes how the project researches, provided that nobody else changed the project since `project.updated_at`; false when somebody did.
pub async fn change_research(db: &Db, random: &dyn Random, project: &Project, entry: &Entry<'_>) -> Result<bool, StoreError> {
    let sql = "UPDATE projects SET research = $3, updated_at = $4 WHERE workspace_id = $1 AND id = $2 AND updated_at = $5 AND deleted_at IS NULL";
    change_settings(db, random, project, entry, sql, serde_json::to_string(&project.research)?).await
}

/// Writes what the project's links allow, provided that nobody else changed the project since `project.updated_at`; false when somebody did.
pub async fn change_links(db: &Db, random: &dyn Random, project: &Project, entry: &Entry<'_>) -> Result<bool, StoreError> {
    let sql = "UPDATE projects SET links = $3, updated_at = $4 WHERE workspace_id = $1 AND id = $2 AND updated_at = $5 AND deleted_at IS NULL";
    change_settings(db, random, project, entry, sql, serde_json::to_string(&project.links)?).await
}

/// One column of settings with its line in the audit log.
async fn change_settings(db: &Db, random: &dyn Random, project: &Project, entry: &Entry<'_>, sql: &'static str, value: String) -> Result<bool, StoreError> {
    let mut tx = db.begin().await?;
    let values = args![project.workspace_id.as_str(), project.id.as_str(), value, entry.at.max(project.updated_at + 1), project.updated_at];
    if tx.execute(sql, values).await? == 0 {
        return Ok(false);
    }
    insert_audit(&mut tx, random, entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// Writes name and review switch, provided that nobody else changed the project since `project.updated_at`; false when somebody did.
pub async fn change_project(db: &Db, random: &dyn Random, project: &Project, now: i64, entries: &[Entry<'_>]) -> Result<bool, StoreError> {
    let mut tx = db.begin().await?;
    let changed = tx
        .execute(
            "UPDATE projects SET name = $3, review = $4, updated_at = $5 WHERE workspace_id = $1 AND id = $2 AND updated_at = $6 AND deleted_at IS NULL",
            args![
                project.workspace_id.as_str(),
                project.id.as_str(),
                project.name.as_str(),
                project.review,
                now.max(project.updated_at + 1),
                project.updated_at,
            ],
        )
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    for entry in entries {
        insert_audit(&mut tx, random, entry).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Archives a project, or (with `None`) takes it up again. False when it is so already.
pub async fn set_archived(db: &Db, random: &dyn Random, project_id: &ProjectId, at: Option<i64>, entry: &Entry<'_>) -> Result<bool, StoreError> {
    let mut tx = db.begin().await?;
    let changed = tx
        .execute(
            "UPDATE projects SET archived_at = $3, updated_at = CASE WHEN updated_at < $4 THEN $4 ELSE updated_at + 1 END
             WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL AND (archived_at IS NULL) <> ($5 = TRUE)",
            args![entry.workspace_id.as_str(), project_id.as_str(), at, entry.at, at.is_none()],
        )
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    insert_audit(&mut tx, random, entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// Hides a project at once and gives its slug free. Its jobs end; `store/removal.rs` takes away its rows and files. False when it is gone already.
pub async fn delete_project(db: &Db, random: &dyn Random, project_id: &ProjectId, entry: &Entry<'_>) -> Result<bool, StoreError> {
    let mut tx = db.begin().await?;
    let changed = tx
        .execute(
            "UPDATE projects SET deleted_at = $3, slug = id, updated_at = $3 WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL",
            args![entry.workspace_id.as_str(), project_id.as_str(), entry.at],
        )
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    tx.execute(
        "UPDATE api_keys SET revoked_at = $3 WHERE workspace_id = $1 AND project_id = $2 AND revoked_at IS NULL",
        args![entry.workspace_id.as_str(), project_id.as_str(), entry.at],
    )
    .await?;
    insert_audit(&mut tx, random, entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// A project as lists and menus show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectName {
    pub slug: String,
    pub name: String,
    pub archived: bool,
    /// Leads whose magnets wait for approval.
    pub waiting: i64,
    /// Requests of people about their data that wait for a decision.
    pub requests: i64,
}

/// The workspace's projects in the order of their names.
pub async fn project_names(db: &Db, workspace_id: &WorkspaceId) -> Result<Vec<ProjectName>, StoreError> {
    let rows: Vec<(String, String, Option<i64>, i64, i64)> = db
        .fetch_all(
            "SELECT slug, name, archived_at, (SELECT CAST(COUNT(*) AS BIGINT) FROM leads WHERE leads.workspace_id = projects.workspace_id
               AND leads.project_id = projects.id AND leads.status = 'needs_review'),
               (SELECT CAST(COUNT(*) AS BIGINT) FROM person_requests r WHERE r.workspace_id = projects.workspace_id AND r.project_id = projects.id
               AND r.state IN ('confirmed', 'waiting'))
             FROM projects WHERE workspace_id = $1 AND deleted_at IS NULL ORDER BY name, slug",
            args![workspace_id.as_str()],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(slug, name, archived_at, waiting, requests)| ProjectName { slug, name, archived: archived_at.is_some(), waiting, requests })
        .collect())
}
