//! One person across the workspace: the leads with their address, and what is left of them outside the rows of those leads.

use super::db::{Db, Tx, args};
use super::{StoreError, parsed};
use crate::model::ids::{ImportId, LeadId, ProjectId, WorkspaceId};
use crate::model::lead::LeadFields;
use crate::model::suppression::{holds, normal_email, places_of};

/// Leads of one person at most; nobody has as many by right.
const LEADS_MAX: i64 = 1_000;
/// What stands in the place of an address in lines that stay.
const ERASED: &str = "[erased]";

/// The leads of this mailbox in any project, the oldest first: upper and lower case, and what stands behind a `+`, make no difference.
pub async fn leads_of_person(db: &Db, workspace_id: &WorkspaceId, email: &str) -> Result<Vec<(LeadId, ProjectId)>, StoreError> {
    let mailbox = normal_email(email);
    let (local, host) = mailbox.rsplit_once('@').unwrap_or((mailbox.as_str(), ""));
    let tagged = format!("{}+%@{}", like(local), like(host));
    let rows: Vec<(String, String, String)> = db
        .fetch_all(
            "SELECT id, project_id, email FROM leads
             WHERE workspace_id = $1 AND (LOWER(email) = $2 OR email = $3 OR LOWER(email) LIKE $4 ESCAPE '!') ORDER BY created_at, id LIMIT $5",
            args![workspace_id.as_str(), mailbox.as_str(), email, tagged, LEADS_MAX],
        )
        .await?;
    rows.into_iter().filter(|(.., stored)| normal_email(stored) == mailbox).map(|(id, project, _)| Ok((parsed(&id)?, parsed(&project)?))).collect()
}

/// A text to be found as it stands within a LIKE pattern with `ESCAPE '!'`.
fn like(text: &str) -> String {
    text.chars().flat_map(|c| if matches!(c, '%' | '_' | '!') { vec!['!', c] } else { vec![c] }).collect()
}

/// Takes the address out of what stays (the audit log, the reasons on the list of those who objected), and forgets kept answers that have it or that come
/// from the person's site.
pub async fn erase_traces(tx: &mut Tx, workspace_id: &WorkspaceId, email: &str, site: Option<&str>) -> Result<(), StoreError> {
    let found = format!("%{}%", like(&email.to_lowercase()));
    let both = || args![workspace_id.as_str(), found.as_str()];
    let lines: Vec<(String, String, String)> = tx
        .fetch_all(
            "SELECT id, target, detail FROM audit_log WHERE workspace_id = $1 AND (LOWER(target) LIKE $2 ESCAPE '!' OR LOWER(detail) LIKE $2 ESCAPE '!')",
            both(),
        )
        .await?;
    for (id, target, detail) in lines.into_iter().filter(|(_, target, detail)| holds(target, email) || holds(detail, email)) {
        tx.execute(
            "UPDATE audit_log SET target = $3, detail = $4 WHERE workspace_id = $1 AND id = $2",
            args![workspace_id.as_str(), id, without(&target, email), without(&detail, email)],
        )
        .await?;
    }
    let reasons: Vec<(String, String)> =
        tx.fetch_all("SELECT id, reason FROM suppressions WHERE workspace_id = $1 AND LOWER(reason) LIKE $2 ESCAPE '!'", both()).await?;
    for (id, _) in reasons.into_iter().filter(|(_, reason)| holds(reason, email)) {
        tx.execute("UPDATE suppressions SET reason = '' WHERE workspace_id = $1 AND id = $2", args![workspace_id.as_str(), id]).await?;
    }
    let answers: Vec<(String, String, String)> =
        tx.fetch_all("SELECT project_id, key_hash, answer FROM idempotency_keys WHERE workspace_id = $1 AND LOWER(answer) LIKE $2 ESCAPE '!'", both()).await?;
    for (project, key_hash, _) in answers.into_iter().filter(|(.., answer)| holds(answer, email)) {
        tx.execute(
            "DELETE FROM idempotency_keys WHERE workspace_id = $1 AND project_id = $2 AND key_hash = $3",
            args![workspace_id.as_str(), project, key_hash],
        )
        .await?;
    }
    if let Some(site) = site.map(like) {
        tx.execute(
            "DELETE FROM kept_answers WHERE workspace_id = $1 AND (answer LIKE $2 ESCAPE '!' OR answer LIKE $3 ESCAPE '!')",
            args![workspace_id.as_str(), format!("%\"url\":\"http%//{site}%"), format!("%\"url\":\"http%.{site}%")],
        )
        .await?;
    }
    Ok(())
}

/// The text with [`ERASED`] wherever the address stands, in whatever case; longer addresses stay.
fn without(text: &str, email: &str) -> String {
    let (lower, wanted) = (text.to_lowercase(), email.to_lowercase());
    let (mut left, mut from) = (String::new(), 0);
    for at in places_of(&lower, &wanted) {
        let end = at + wanted.len();
        // Where lower case has another length the text is given up whole.
        let there = text.get(at..end).is_some_and(|found| found.to_lowercase() == wanted);
        let Some(before) = text.get(from..at).filter(|_| there) else { return ERASED.to_owned() };
        left.push_str(before);
        left.push_str(ERASED);
        from = end;
    }
    left.push_str(text.get(from..).unwrap_or_default());
    left
}

/// Imports of the workspace that still hold rows: (id, edition).
pub async fn imports_with_rows(db: &Db, workspace_id: &WorkspaceId) -> Result<Vec<(ImportId, i64)>, StoreError> {
    let rows: Vec<(String, i64)> = db
        .fetch_all(
            "SELECT id, edition FROM imports WHERE workspace_id = $1 AND (content IS NOT NULL OR rejects IS NOT NULL) ORDER BY id",
            args![workspace_id.as_str()],
        )
        .await?;
    rows.into_iter().map(|(id, edition)| Ok((parsed(&id)?, edition))).collect()
}

/// Puts rows in the place of those that are kept, provided that nobody did so since `edition`; `None` leaves them as they are. A worker that has read the
/// former rows stores nothing more of them.
pub async fn replace_import_rows(
    db: &Db,
    workspace_id: &WorkspaceId,
    id: &ImportId,
    edition: i64,
    content: Option<Vec<u8>>,
    rejects: Option<Vec<u8>>,
) -> Result<bool, StoreError> {
    let mut tx = db.begin().await?;
    let held = tx
        .execute(
            "UPDATE imports SET edition = edition + 1 WHERE workspace_id = $1 AND id = $2 AND edition = $3",
            args![workspace_id.as_str(), id.as_str(), edition],
        )
        .await?;
    if held == 0 {
        return Ok(false);
    }
    if let Some(content) = content {
        let sql = "UPDATE imports SET content = $3 WHERE workspace_id = $1 AND id = $2 AND content IS NOT NULL";
        tx.execute(sql, args![workspace_id.as_str(), id.as_str(), content]).await?;
    }
    if let Some(rejects) = rejects {
        let sql = "UPDATE imports SET rejects = $3 WHERE workspace_id = $1 AND id = $2 AND rejects IS NOT NULL";
        tx.execute(sql, args![workspace_id.as_str(), id.as_str(), rejects]).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Puts corrected fields in the place of a lead's; its search words are made anew. False when the lead is gone.
pub async fn correct_lead(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, fields: &LeadFields, now: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE leads SET email = $3, fields = $4, indexed = FALSE, updated_at = $5 WHERE workspace_id = $1 AND id = $2",
            args![workspace_id.as_str(), lead_id.as_str(), fields.email.as_str(), serde_json::to_string(fields)?, now],
        )
        .await?;
    tx.execute("DELETE FROM lead_words WHERE workspace_id = $1 AND lead_id = $2", args![workspace_id.as_str(), lead_id.as_str()]).await?;
    Ok(changed == 1)
}

/// Readers get no version of this lead's magnet any more; false when they got none before. `at` names the withdrawal.
pub async fn withdraw_all(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, at: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE magnets SET withdrawn_at = $3 WHERE workspace_id = $1 AND lead_id = $2 AND published_at IS NOT NULL AND withdrawn_at IS NULL",
            args![workspace_id.as_str(), lead_id.as_str(), at],
        )
        .await?;
    Ok(changed > 0)
}

/// Takes back what [`withdraw_all`] did at that instant: what was withdrawn for another reason stays so. False when there is nothing to take back.
pub async fn give_back_all(tx: &mut Tx, workspace_id: &WorkspaceId, lead_id: &LeadId, at: i64) -> Result<bool, StoreError> {
    let changed = tx
        .execute(
            "UPDATE magnets SET withdrawn_at = NULL WHERE workspace_id = $1 AND lead_id = $2 AND withdrawn_at = $3",
            args![workspace_id.as_str(), lead_id.as_str(), at],
        )
        .await?;
    Ok(changed > 0)
}

#[cfg(test)]
mod tests {
    use super::{like, without};

    #[test]
    fn an_address_is_taken_out_in_whatever_case_and_a_pattern_finds_it_as_it_stands() {
        assert_eq!(without("Zoe@X.example asked, zoe@x.example did", "zoe@x.example"), "[erased] asked, [erased] did");
        assert_eq!(without("nobody", "zoe@x.example"), "nobody");
        assert_eq!(without("zoe@x.example, chloezoe@x.example, zoe@x.example.org", "zoe@x.example"), "[erased], chloezoe@x.example, zoe@x.example.org");
        assert_eq!(without("İ zoe@x.example", "zoe@x.example"), "[erased]");
        assert_eq!(like("a_b%!"), "a!_b!%!!");
    }
}
