//! The template of a project: its blueprint with every version it has had, its input schema, and the finished leads that a preview can be made of.

use super::audit::{Entry, insert_audit};
use super::db::{Db, Tx, args};
use super::projects::update_project;
use super::writer_settings::{SealedChange, change_key};
use super::{StoreError, parsed};
use crate::model::blueprint::Blueprint;
use crate::model::ids::{LeadId, ProjectId, Random, WorkspaceId};
use crate::model::lead::LeadFields;
use crate::model::project::Project;
use crate::model::schema::InputSchema;

/// One version of a blueprint.
#[derive(Debug, Clone, PartialEq)]
pub struct BlueprintVersion {
    pub version: i64,
    pub blueprint: Blueprint,
    pub note: String,
    /// E-mail address of the person, or what else acted; empty for the blueprint that a project began with.
    pub created_by: String,
    pub created_at: i64,
}

/// What came of a save.
#[derive(Debug, Clone, PartialEq)]
pub enum Saved {
    Version(i64),
    /// The blueprint is this already: no version was made.
    Same,
    /// Somebody else saved this version meanwhile.
    Stale(i64),
}

type Row = (i64, String, String, String, i64);

const COLUMNS: &str = "version, blueprint, note, created_by, created_at";

fn version_of((version, blueprint, note, created_by, created_at): Row) -> Result<BlueprintVersion, StoreError> {
    Ok(BlueprintVersion { version, blueprint: serde_json::from_str(&blueprint)?, note, created_by, created_at })
}

/// Every version, newest first. A project whose blueprint was never changed has its first one alone.
pub async fn blueprint_versions(db: &Db, project: &Project) -> Result<Vec<BlueprintVersion>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM blueprint_versions WHERE workspace_id = $1 AND project_id = $2 ORDER BY version DESC LIMIT 200");
    let rows: Vec<Row> = db.fetch_all(&sql, args![project.workspace_id.as_str(), project.id.as_str()]).await?;
    if rows.is_empty() {
        return Ok(vec![first(project, project.blueprint.clone())]);
    }
    rows.into_iter().map(version_of).collect()
}

/// Saves a blueprint as the next version and as the project's own, with its line in the audit log, provided that `seen` is the newest version.
pub async fn save_blueprint(
    db: &Db,
    random: &dyn Random,
    project: &Project,
    seen: i64,
    next: &Blueprint,
    note: &str,
    entry: &Entry<'_>,
) -> Result<Saved, StoreError> {
    let mut tx = db.begin().await?;
    let stored: Option<(String,)> = tx
        .fetch_optional(
            "SELECT blueprint FROM projects WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL",
            args![project.workspace_id.as_str(), project.id.as_str()],
        )
        .await?;
    let Some((stored,)) = stored else { return Err(StoreError::Damaged("the project is gone".into())) };
    let current: Blueprint = serde_json::from_str(&stored)?;
    let newest = newest(&mut tx, project).await?;
    if newest.unwrap_or(1) != seen {
        return Ok(Saved::Stale(newest.unwrap_or(1)));
    }
    if current == *next {
        return Ok(Saved::Same);
    }
    match add_version(&mut tx, project, newest, &current, next, note, entry).await {
        Err(StoreError::Taken) => return Ok(Saved::Stale(seen + 1)),
        added => added?,
    }
    tx.execute(
        "UPDATE projects SET blueprint = $3, updated_at = CASE WHEN updated_at < $4 THEN $4 ELSE updated_at + 1 END WHERE workspace_id = $1 AND id = $2",
        args![project.workspace_id.as_str(), project.id.as_str(), serde_json::to_string(next)?, entry.at],
    )
    .await?;
    insert_audit(&mut tx, random, entry).await?;
    tx.commit().await?;
    Ok(Saved::Version(seen + 1))
}

/// Writes a project as a whole, as the API does: a blueprint, fields or limits that are new get their version and their line in the audit log. `writer`: what changed about the writer, in words,
/// with what becomes of its key. `actor` is who asks.
/// False when somebody else changed the project since it was read.
pub async fn change_whole(
    db: &Db,
    random: &dyn Random,
    before: &Project,
    next: &Project,
    (writer, key): (&str, SealedChange<'_>),
    actor: &str,
    now: i64,
) -> Result<bool, StoreError> {
    let mut tx = db.begin().await?;
    if !update_project(&mut tx, next, now).await? {
        return Ok(false);
    }
    change_key(&mut tx, &next.workspace_id, &next.id, key).await?;
    let entry = |action| Entry {
        workspace_id: &before.workspace_id,
        project_id: Some(&before.id),
        actor,
        address: "",
        action,
        target: &next.name,
        detail: serde_json::json!({}),
        at: now,
    };
    if next.blueprint != before.blueprint {
        let entry = entry("blueprint.saved");
        let newest = newest(&mut tx, before).await?;
        match add_version(&mut tx, before, newest, &before.blueprint, &next.blueprint, "", &entry).await {
            Err(StoreError::Taken) => return Ok(false),
            added => added?,
        }
        insert_audit(&mut tx, random, &entry).await?;
    }
    if next.fields != before.fields {
        insert_audit(&mut tx, random, &entry("fields.changed")).await?;
    }
    if next.caps != before.caps {
        let detail = serde_json::json!({"allowance": next.caps.allowance, "cap": next.caps.cap});
        insert_audit(&mut tx, random, &Entry { detail, ..entry("credits.caps_changed") }).await?;
    }
    if next.links != before.links {
        let detail = serde_json::json!({"changes": before.links.changes(&next.links)});
        insert_audit(&mut tx, random, &Entry { detail, ..entry("links.changed") }).await?;
    }
    if next.research != before.research {
        let detail = serde_json::json!({"changes": before.research.changes(&next.research)});
        insert_audit(&mut tx, random, &Entry { detail, ..entry("research.changed") }).await?;
    }
    if !writer.is_empty() {
        let detail = serde_json::json!({"changes": writer});
        insert_audit(&mut tx, random, &Entry { detail, ..entry("writer.changed") }).await?;
    }
    if next.limits != before.limits {
        let detail = serde_json::json!({"changes": before.limits.changes(&next.limits)});
        insert_audit(&mut tx, random, &Entry { detail, ..entry("limits.changed") }).await?;
    }
    tx.commit().await?;
    Ok(true)
}

async fn newest(tx: &mut Tx, project: &Project) -> Result<Option<i64>, StoreError> {
    let row: Option<(Option<i64>,)> = tx
        .fetch_optional(
            "SELECT CAST(MAX(version) AS BIGINT) FROM blueprint_versions WHERE workspace_id = $1 AND project_id = $2",
            args![project.workspace_id.as_str(), project.id.as_str()],
        )
        .await?;
    Ok(row.and_then(|(version,)| version))
}

/// Adds the next version; before the first change the blueprint as it was becomes version 1.
async fn add_version(
    tx: &mut Tx,
    project: &Project,
    newest: Option<i64>,
    current: &Blueprint,
    next: &Blueprint,
    note: &str,
    entry: &Entry<'_>,
) -> Result<(), StoreError> {
    if newest.is_none() {
        insert_version(tx, project, &first(project, current.clone())).await?;
    }
    let version = BlueprintVersion {
        version: newest.unwrap_or(1) + 1,
        blueprint: next.clone(),
        note: note.to_owned(),
        created_by: entry.actor.to_owned(),
        created_at: entry.at,
    };
    insert_version(tx, project, &version).await
}

fn first(project: &Project, blueprint: Blueprint) -> BlueprintVersion {
    BlueprintVersion { version: 1, blueprint, note: String::new(), created_by: String::new(), created_at: project.created_at }
}

async fn insert_version(tx: &mut Tx, project: &Project, version: &BlueprintVersion) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO blueprint_versions (workspace_id, project_id, version, blueprint, note, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![
            project.workspace_id.as_str(),
            project.id.as_str(),
            version.version,
            serde_json::to_string(&version.blueprint)?,
            version.note.as_str(),
            version.created_by.as_str(),
            version.created_at,
        ],
    )
    .await?;
    Ok(())
}

/// Writes the input schema with its line in the audit log, provided that the project is as it was read (`project.updated_at`); false when it is not.
pub async fn save_fields(db: &Db, random: &dyn Random, project: &Project, fields: &InputSchema, entry: &Entry<'_>) -> Result<bool, StoreError> {
    let mut tx = db.begin().await?;
    let changed = tx
        .execute(
            "UPDATE projects SET fields = $3, updated_at = $4 WHERE workspace_id = $1 AND id = $2 AND updated_at = $5 AND deleted_at IS NULL",
            args![
                project.workspace_id.as_str(),
                project.id.as_str(),
                serde_json::to_string(fields)?,
                entry.at.max(project.updated_at + 1),
                project.updated_at,
            ],
        )
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    insert_audit(&mut tx, random, entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// The newest leads of a project whose magnets are finished, at most 20.
pub async fn latest_finished(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<Vec<(LeadId, LeadFields)>, StoreError> {
    let rows: Vec<(String, String)> = db
        .fetch_all(
            "SELECT id, fields FROM leads WHERE workspace_id = $1 AND project_id = $2 AND status = 'completed' ORDER BY created_at DESC, id DESC LIMIT 20",
            args![workspace_id.as_str(), project_id.as_str()],
        )
        .await?;
    rows.into_iter().map(|(id, fields)| Ok((parsed(&id)?, serde_json::from_str(&fields)?))).collect()
}
