//! Whom a project tells at a lead's first view, and the alerts that are due: one row a lead, so that none is told of twice.

use super::audit::{Entry, insert_audit};
use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::alert::{AlertSettings, Hook};
use crate::model::ids::{LeadId, ProjectId, Random, WorkspaceId};
use crate::model::project::Project;

pub async fn alert_settings(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<AlertSettings, StoreError> {
    let row: Option<(String, Option<String>, String)> = db
        .fetch_optional(
            "SELECT emails, hook, hook_host FROM alert_settings WHERE workspace_id = $1 AND project_id = $2",
            args![workspace_id.as_str(), project_id.as_str()],
        )
        .await?;
    let Some((emails, hook, host)) = row else { return Ok(AlertSettings::default()) };
    Ok(AlertSettings { emails: serde_json::from_str(&emails)?, hook: hook.map(|sealed| Hook { sealed, host }) })
}

async fn put_alert_settings(tx: &mut Tx, workspace_id: &WorkspaceId, project_id: &ProjectId, settings: &AlertSettings, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO alert_settings (workspace_id, project_id, emails, hook, hook_host, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (workspace_id, project_id) DO UPDATE SET emails = excluded.emails, hook = excluded.hook, hook_host = excluded.hook_host,
         updated_at = excluded.updated_at",
        args![
            workspace_id.as_str(),
            project_id.as_str(),
            serde_json::to_string(&settings.emails)?,
            settings.hook.as_ref().map(|hook| hook.sealed.as_str()),
            settings.hook.as_ref().map_or("", |hook| hook.host.as_str()),
            now,
        ],
    )
    .await?;
    Ok(())
}

/// Changes the settings, with a line in the audit log.
pub async fn change_alert_settings(db: &Db, random: &dyn Random, project: &Project, settings: &AlertSettings, entry: &Entry<'_>) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    put_alert_settings(&mut tx, &project.workspace_id, &project.id, settings, entry.at).await?;
    insert_audit(&mut tx, random, entry).await?;
    tx.commit().await
}

/// Remembers that a person has opened this lead's magnet; the first time it becomes an alert, where the project wants one.
pub async fn note_first_view(tx: &mut Tx, project: (&WorkspaceId, &ProjectId), lead_id: &LeadId, view_id: &str, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO alerts (workspace_id, lead_id, project_id, view_id, created_at, due_at) VALUES ($1, $2, $3, $4, $5,
           (SELECT CAST($5 AS BIGINT) FROM alert_settings WHERE workspace_id = $1 AND project_id = $3 AND (emails <> '[]' OR hook IS NOT NULL)))
         ON CONFLICT (workspace_id, lead_id) DO NOTHING",
        args![project.0.as_str(), lead_id.as_str(), project.1.as_str(), view_id, now],
    )
    .await?;
    Ok(())
}

/// An alert that waits to be sent.
#[derive(Debug, Clone)]
pub struct Alert {
    pub workspace_id: WorkspaceId,
    pub lead_id: LeadId,
    pub project_id: ProjectId,
    /// When the magnet was opened, epoch milliseconds.
    pub created_at: i64,
    pub due_at: i64,
    /// Tries before this one.
    pub tries: i64,
    /// Who has it already: addresses, and the host of the webhook.
    pub told: Vec<String>,
}

/// Alerts of all workspaces, the longest due first.
pub async fn due_alerts(db: &Db, now: i64, limit: i64) -> Result<Vec<Alert>, StoreError> {
    type Row = (String, String, String, i64, i64, i64, String);
    let rows: Vec<Row> = db
        .fetch_all(
            "SELECT workspace_id, lead_id, project_id, created_at, due_at, tries, told FROM alerts WHERE due_at <= $1 ORDER BY due_at, lead_id LIMIT $2",
            args![now, limit],
        )
        .await?;
    let alert = |(workspace, lead, project, created_at, due_at, tries, told): Row| {
        Ok(Alert {
            workspace_id: parsed(&workspace)?,
            lead_id: parsed(&lead)?,
            project_id: parsed(&project)?,
            created_at,
            due_at,
            tries,
            told: serde_json::from_str(&told)?,
        })
    };
    rows.into_iter().map(alert).collect()
}

/// Takes an alert until `until`; false when somebody else has it or it is gone.
pub async fn claim_alert(db: &Db, alert: &Alert, until: i64) -> Result<bool, StoreError> {
    let taken = db
        .execute(
            "UPDATE alerts SET due_at = $4, tries = tries + 1 WHERE workspace_id = $1 AND lead_id = $2 AND due_at = $3",
            args![alert.workspace_id.as_str(), alert.lead_id.as_str(), alert.due_at, until],
        )
        .await?;
    Ok(taken == 1)
}

/// Writes who has it, and when it is tried again; `None`: never.
pub async fn note_told(db: &Db, alert: &Alert, told: &[String], due_at: Option<i64>) -> Result<(), StoreError> {
    db.execute(
        "UPDATE alerts SET told = $3, due_at = $4 WHERE workspace_id = $1 AND lead_id = $2",
        args![alert.workspace_id.as_str(), alert.lead_id.as_str(), serde_json::to_string(told)?, due_at],
    )
    .await?;
    Ok(())
}
