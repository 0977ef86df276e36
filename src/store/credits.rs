//! The ledger of credits. Each change writes an entry and moves the balance in the transaction of what it pays for, so that the sum of a
//! workspace's entries is its balance at any moment.

use super::accept::insert;
use super::db::{Arg, Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::credits::{Caps, Entry, EntryKind, Standing, month_of};
use crate::model::ids::{CreditEntryId, JobId, ProjectId, Random, WorkspaceId};
use crate::model::job::Job;

const STANDING: &str = "SELECT w.credits, w.credits_unlimited, p.credit_allowance, p.credit_cap,
    CAST(COALESCE((SELECT u.used FROM credit_use u WHERE u.workspace_id = p.workspace_id AND u.project_id = p.id AND u.month = $3), 0) AS BIGINT),
    CAST(COALESCE((SELECT SUM(u.used) FROM credit_use u WHERE u.workspace_id = p.workspace_id AND u.project_id = p.id), 0) AS BIGINT)
    FROM projects p JOIN workspaces w ON w.id = p.workspace_id WHERE p.workspace_id = $1 AND p.id = $2";

type StandingRow = (i64, bool, Option<i64>, Option<i64>, i64, i64);

fn standing_of((balance, unlimited, allowance, cap, used_this_month, used_in_all): StandingRow) -> Standing {
    Standing { balance, unlimited, caps: Caps { allowance, cap }, used_this_month, used_in_all }
}

/// What the project can spend now. `None`: no such project.
pub async fn standing(db: &Db, workspace: &WorkspaceId, project: &ProjectId, now: i64) -> Result<Option<Standing>, StoreError> {
    let row: Option<StandingRow> = db.fetch_optional(STANDING, args![workspace.as_str(), project.as_str(), month_of(now)]).await?;
    Ok(row.map(standing_of))
}

/// As [`standing`], with the balance locked until the transaction ends: what is read here can be spent here.
pub async fn standing_locked(tx: &mut Tx, workspace: &WorkspaceId, project: &ProjectId, now: i64) -> Result<Option<Standing>, StoreError> {
    tx.execute("UPDATE workspaces SET credits = credits WHERE id = $1", args![workspace.as_str()]).await?;
    let row: Option<StandingRow> = tx.fetch_optional(STANDING, args![workspace.as_str(), project.as_str(), month_of(now)]).await?;
    Ok(row.map(standing_of))
}

/// Takes one credit for each job. The caller holds [`standing_locked`] and knows that they are there.
pub async fn reserve(tx: &mut Tx, random: &dyn Random, workspace: &WorkspaceId, project: &ProjectId, jobs: &[&JobId], now: i64) -> Result<(), StoreError> {
    let Ok(count) = i64::try_from(jobs.len()) else { return Ok(()) };
    if count == 0 {
        return Ok(());
    }
    move_balance(tx, workspace, -count).await?;
    use_up(tx, workspace, project, month_of(now), count).await?;
    for part in jobs.chunks(64) {
        let rows = part.iter().flat_map(|job| {
            args![workspace.as_str(), CreditEntryId::new(random).as_str(), project.as_str(), job.as_str(), EntryKind::Reserve.as_str(), -1_i64, "", now]
        });
        tx.execute(
            &insert("INSERT INTO credit_entries (workspace_id, id, project_id, job_id, kind, amount, note, created_at) VALUES", part.len(), 8),
            rows.collect::<Vec<Arg>>(),
        )
        .await?;
    }
    Ok(())
}

/// Whether the job's credit was given back, so that it needs another one to run again.
pub async fn needs_credit(tx: &mut Tx, job: &Job) -> Result<bool, StoreError> {
    let row: Option<(String,)> =
        tx.fetch_optional("SELECT credit FROM jobs WHERE workspace_id = $1 AND id = $2", args![job.workspace_id.as_str(), job.id.as_str()]).await?;
    Ok(row.is_some_and(|(credit,)| credit == "given_back"))
}

/// Notes on the job that a credit is reserved for it.
pub async fn mark_reserved(tx: &mut Tx, workspace: &WorkspaceId, job: &JobId, now: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE jobs SET credit = 'reserved', credit_month = $3 WHERE workspace_id = $1 AND id = $2",
        args![workspace.as_str(), job.as_str(), month_of(now)],
    )
    .await?;
    Ok(())
}

/// The job's magnet is out: its credit is spent. Does nothing where none is reserved.
pub async fn keep(tx: &mut Tx, random: &dyn Random, job: &Job, now: i64) -> Result<(), StoreError> {
    if settle(tx, job, "kept").await?.is_some() {
        let (workspace, project) = (&job.workspace_id, Some(&job.project_id));
        write(tx, random, workspace, project, Some(&job.id), EntryKind::Keep, 0, "", now).await?;
    }
    Ok(())
}

/// The job has failed, was cancelled or erased: its credit goes back. Does nothing where none is reserved.
pub async fn give_back(tx: &mut Tx, random: &dyn Random, job: &Job, now: i64) -> Result<(), StoreError> {
    let Some(month) = settle(tx, job, "given_back").await? else { return Ok(()) };
    let (workspace, project) = (&job.workspace_id, &job.project_id);
    move_balance(tx, workspace, 1).await?;
    use_up(tx, workspace, project, month, -1).await?;
    write(tx, random, workspace, Some(project), Some(&job.id), EntryKind::GiveBack, 1, "", now).await
}

/// The credits of jobs that end because their project was deleted. What the project has used goes with it.
pub async fn give_back_many(tx: &mut Tx, random: &dyn Random, workspace: &WorkspaceId, project: &ProjectId, count: i64, now: i64) -> Result<(), StoreError> {
    move_balance(tx, workspace, count).await?;
    write(tx, random, workspace, Some(project), None, EntryKind::GiveBack, count, "the project was deleted", now).await
}

/// Ends a reservation once; the month it was taken in, or `None` when there was none.
async fn settle(tx: &mut Tx, job: &Job, into: &str) -> Result<Option<i64>, StoreError> {
    let row: Option<(i64,)> = tx
        .fetch_optional(
            "UPDATE jobs SET credit = $3 WHERE workspace_id = $1 AND id = $2 AND credit = 'reserved' RETURNING credit_month",
            args![job.workspace_id.as_str(), job.id.as_str(), into],
        )
        .await?;
    Ok(row.map(|(month,)| month))
}

/// Adds credits (or takes some away, with a negative number) and limits the workspace to its balance. Returns the new balance.
/// The first grant to an unlimited workspace begins its balance anew: what it drew while nothing was counted is not held against it.
pub async fn grant(tx: &mut Tx, random: &dyn Random, workspace: &WorkspaceId, amount: i64, note: &str, now: i64) -> Result<Option<i64>, StoreError> {
    let row: Option<(i64, bool)> =
        tx.fetch_optional("UPDATE workspaces SET credits = credits WHERE id = $1 RETURNING credits, credits_unlimited", args![workspace.as_str()]).await?;
    let Some((balance, unlimited)) = row else { return Ok(None) };
    if unlimited && balance != 0 {
        move_balance(tx, workspace, -balance).await?;
        write(tx, random, workspace, None, None, EntryKind::Grant, -balance, "drawn while unlimited", now).await?;
    }
    move_balance(tx, workspace, amount).await?;
    write(tx, random, workspace, None, None, EntryKind::Grant, amount, note, now).await?;
    tx.execute("UPDATE workspaces SET credits_unlimited = FALSE WHERE id = $1", args![workspace.as_str()]).await?;
    Ok(Some(if unlimited { amount } else { balance + amount }))
}

/// A new workspace begins with so many credits, and no more.
pub async fn begin_with(tx: &mut Tx, entry: &CreditEntryId, workspace: &WorkspaceId, amount: i64, now: i64) -> Result<(), StoreError> {
    tx.execute("UPDATE workspaces SET credits = $2, credits_unlimited = FALSE WHERE id = $1", args![workspace.as_str(), amount]).await?;
    tx.execute(
        "INSERT INTO credit_entries (workspace_id, id, kind, amount, note, created_at) VALUES ($1, $2, 'grant', $3, 'to begin with', $4)",
        args![workspace.as_str(), entry.as_str(), amount, now],
    )
    .await?;
    Ok(())
}

/// Lifts the limit; the ledger goes on. False: no such workspace.
pub async fn set_unlimited(tx: &mut Tx, workspace: &WorkspaceId) -> Result<bool, StoreError> {
    Ok(tx.execute("UPDATE workspaces SET credits_unlimited = TRUE WHERE id = $1", args![workspace.as_str()]).await? == 1)
}

/// Sets what a project may draw. False: no such project.
pub async fn set_caps(tx: &mut Tx, workspace: &WorkspaceId, project: &ProjectId, caps: Caps) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE projects SET credit_allowance = $3, credit_cap = $4 WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NULL",
            args![workspace.as_str(), project.as_str(), caps.allowance, caps.cap],
        )
        .await?;
    Ok(changed == 1)
}

/// The balance, and whether it limits.
pub async fn balance(db: &Db, workspace: &WorkspaceId) -> Result<Option<(i64, bool)>, StoreError> {
    db.fetch_optional("SELECT credits, credits_unlimited FROM workspaces WHERE id = $1", args![workspace.as_str()]).await
}

/// Which lines of a ledger, newest first.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Only this project's, and the workspace's own; `None`: all.
    pub project: Option<&'a ProjectId>,
    /// Older than this one (time and id).
    pub before: Option<(i64, &'a str)>,
    pub limit: i64,
}

#[derive(sqlx::FromRow)]
struct LineRow {
    id: String,
    kind: String,
    amount: i64,
    project_id: Option<String>,
    job_id: Option<String>,
    lead_id: Option<String>,
    note: String,
    created_at: i64,
}

/// Lines of the ledger, each with its id.
pub async fn entries(db: &Db, workspace: &WorkspaceId, wanted: Wanted<'_>) -> Result<Vec<(String, Entry)>, StoreError> {
    let (at, id) = wanted.before.unwrap_or((i64::MAX, ""));
    let rows: Vec<LineRow> = db
        .fetch_all(
            "SELECT e.id, e.kind, e.amount, e.project_id, e.job_id, j.lead_id, e.note, e.created_at
             FROM credit_entries e LEFT JOIN jobs j ON j.workspace_id = e.workspace_id AND j.id = e.job_id
             WHERE e.workspace_id = $1 AND (e.created_at, e.id) < ($2, $3) AND ($4 = '' OR e.project_id = $4 OR e.project_id IS NULL)
             ORDER BY e.created_at DESC, e.id DESC LIMIT $5",
            args![workspace.as_str(), at, id, wanted.project.map_or("", ProjectId::as_str), wanted.limit],
        )
        .await?;
    rows.into_iter()
        .map(|row| {
            let LineRow { id, kind, amount, project_id, job_id, lead_id, note, created_at } = row;
            Ok((id, Entry { kind: kind.parse().map_err(StoreError::Damaged)?, amount, project_id, job_id, lead_id, note, created_at }))
        })
        .collect()
}

/// Sum of the ledger and balance of every workspace: they are equal, or something is broken.
pub async fn sums(db: &Db) -> Result<Vec<(WorkspaceId, i64, i64)>, StoreError> {
    let rows: Vec<(String, i64, i64)> = db
        .fetch_all(
            "SELECT id, CAST(COALESCE((SELECT SUM(amount) FROM credit_entries WHERE workspace_id = workspaces.id), 0) AS BIGINT), credits FROM workspaces",
            args![],
        )
        .await?;
    rows.into_iter().map(|(id, sum, balance)| Ok((parsed(&id)?, sum, balance))).collect()
}

async fn move_balance(tx: &mut Tx, workspace: &WorkspaceId, by: i64) -> Result<(), StoreError> {
    tx.execute("UPDATE workspaces SET credits = credits + $2 WHERE id = $1", args![workspace.as_str(), by]).await?;
    Ok(())
}

async fn use_up(tx: &mut Tx, workspace: &WorkspaceId, project: &ProjectId, month: i64, count: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO credit_use (workspace_id, project_id, month, used) VALUES ($1, $2, $3, $4)
         ON CONFLICT (workspace_id, project_id, month) DO UPDATE SET used = credit_use.used + $4",
        args![workspace.as_str(), project.as_str(), month, count],
    )
    .await?;
    Ok(())
}

#[allow(clippy::too_many_arguments)]
async fn write(
    tx: &mut Tx,
    random: &dyn Random,
    workspace: &WorkspaceId,
    project: Option<&ProjectId>,
    job: Option<&JobId>,
    kind: EntryKind,
    amount: i64,
    note: &str,
    now: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO credit_entries (workspace_id, id, project_id, job_id, kind, amount, note, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            workspace.as_str(),
            CreditEntryId::new(random).as_str(),
            project.map(|id| id.as_str().to_owned()),
            job.map(|id| id.as_str().to_owned()),
            kind.as_str(),
            amount,
            note,
            now
        ],
    )
    .await?;
    Ok(())
}
