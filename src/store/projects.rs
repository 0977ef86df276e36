//! Projects. Every query names the workspace, except the operator's own look-up by name on the command line.

use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::ids::WorkspaceId;
use crate::model::project::Project;

#[derive(sqlx::FromRow)]
struct ProjectRow {
    workspace_id: String,
    id: String,
    slug: String,
    name: String,
    fields: String,
    offer: String,
    blueprint: String,
    brand: String,
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
            brand: serde_json::from_str(&self.brand)?,
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

pub async fn insert_project(tx: &mut Tx, project: &Project) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO projects (workspace_id, id, slug, name, fields, offer, blueprint, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            project.workspace_id.as_str(),
            project.id.as_str(),
            project.slug.as_str(),
            project.name.as_str(),
            serde_json::to_string(&project.fields)?,
            serde_json::to_string(&project.offer)?,
            serde_json::to_string(&project.blueprint)?,
            project.created_at,
            project.updated_at,
        ],
    )
    .await?;
    Ok(())
}

/// By id or slug.
pub async fn project(db: &Db, workspace_id: &WorkspaceId, id_or_slug: &str) -> Result<Option<Project>, StoreError> {
    let row: Option<ProjectRow> = db
        .fetch_optional(
            "SELECT workspace_id, id, slug, name, fields, offer, blueprint, brand, created_at, updated_at FROM projects
             WHERE workspace_id = $1 AND (id = $2 OR slug = $2)",
            args![workspace_id.as_str(), id_or_slug],
        )
        .await?;
    row.map(ProjectRow::project).transpose()
}

/// Every project whose id or slug this is, in any workspace: for the operator at the command line.
pub async fn projects_named(db: &Db, id_or_slug: &str) -> Result<Vec<Project>, StoreError> {
    let rows: Vec<ProjectRow> = db
        .fetch_all(
            "SELECT workspace_id, id, slug, name, fields, offer, blueprint, brand, created_at, updated_at FROM projects WHERE id = $1 OR slug = $1 ORDER BY created_at",
            args![id_or_slug],
        )
        .await?;
    rows.into_iter().map(ProjectRow::project).collect()
}

/// Writes name, fields, offer and blueprint, provided that nobody else did since `project.updated_at`; false when somebody did.
pub async fn update_project(db: &Db, project: &Project, now: i64) -> Result<bool, StoreError> {
    let changed = db
        .execute(
            "UPDATE projects SET name = $3, fields = $4, offer = $5, blueprint = $6, updated_at = $7 WHERE workspace_id = $1 AND id = $2 AND updated_at = $8",
            args![
                project.workspace_id.as_str(),
                project.id.as_str(),
                project.name.as_str(),
                serde_json::to_string(&project.fields)?,
                serde_json::to_string(&project.offer)?,
                serde_json::to_string(&project.blueprint)?,
                now.max(project.updated_at + 1),
                project.updated_at,
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// A project as lists and menus show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectName {
    pub slug: String,
    pub name: String,
    pub archived: bool,
}

/// The workspace's projects in the order of their names.
pub async fn project_names(db: &Db, workspace_id: &WorkspaceId) -> Result<Vec<ProjectName>, StoreError> {
    let rows: Vec<(String, String, Option<i64>)> = db
        .fetch_all(
            "SELECT slug, name, archived_at FROM projects WHERE workspace_id = $1 AND deleted_at IS NULL ORDER BY name, slug",
            args![workspace_id.as_str()],
        )
        .await?;
    Ok(rows.into_iter().map(|(slug, name, archived_at)| ProjectName { slug, name, archived: archived_at.is_some() }).collect())
}
