//! Answers of sites, kept per project between visits: at most so many bytes of a project, and so long.

use std::io::{Read, Write};

use sha2::{Digest, Sha256};

use super::StoreError;
use super::db::{Db, args};
use crate::model::ids::{LeadId, ProjectId, WorkspaceId};
use crate::model::kept::Kept;

/// Older answers are forgotten: until then a site can still say that nothing has changed.
pub const KEPT_MS: i64 = 7 * 24 * 3_600 * 1_000;
/// Bytes kept of one project, as stored; beyond, the oldest answers are forgotten.
pub const PROJECT_MAX_BYTES: i64 = 64 * 1024 * 1024;
/// Longest body that is unpacked, in bytes; longer ones are not put in.
const BODY_MAX_BYTES: u64 = 4 * 1024 * 1024;

/// What is kept of this address, as asked for.
pub async fn kept_answer(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, url: &str) -> Result<Option<Kept>, StoreError> {
    let row: Option<(String, Vec<u8>)> = db
        .fetch_optional(
            "SELECT answer, body FROM kept_answers WHERE workspace_id = $1 AND project_id = $2 AND url_sha256 = $3",
            args![workspace_id.as_str(), project_id.as_str(), key(url)],
        )
        .await?;
    let Some((answer, packed)) = row else { return Ok(None) };
    let unpack = move || -> Result<Kept, StoreError> {
        let mut kept: Kept = serde_json::from_str(&answer)?;
        flate2::read::GzDecoder::new(packed.as_slice()).take(BODY_MAX_BYTES).read_to_end(&mut kept.body)?;
        Ok(kept)
    };
    Ok(Some(tokio::task::spawn_blocking(unpack).await.map_err(std::io::Error::other)??))
}

/// An answer as it is stored.
struct Packed {
    key: String,
    fetched_at: i64,
    answer: String,
    body: Vec<u8>,
}

/// In the order of their keys, so that two visits of one project never wait for each other.
fn pack(answers: &[(String, Kept)]) -> Result<Vec<Packed>, StoreError> {
    let one = |(url, kept): &(String, Kept)| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&kept.body)?;
        Ok(Packed { key: key(url), fetched_at: kept.fetched_at, answer: serde_json::to_string(kept)?, body: encoder.finish()? })
    };
    let mut packed = answers.iter().map(one).collect::<Result<Vec<_>, StoreError>>()?;
    packed.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(packed)
}

/// Puts in the answers of one lead's visit, each in the place of the one before, and forgets the project's oldest beyond `max_bytes`. Nothing is kept of
/// a lead that was erased meanwhile.
pub async fn keep_answers(
    db: &Db,
    workspace_id: &WorkspaceId,
    project_id: &ProjectId,
    lead_id: &LeadId,
    answers: Vec<(String, Kept)>,
    max_bytes: i64,
) -> Result<(), StoreError> {
    let packed = tokio::task::spawn_blocking(move || pack(&answers)).await.map_err(std::io::Error::other)??;
    let mut tx = db.begin().await?;
    // The lead's row is held: an erasure comes before, or waits and removes what is put in.
    let held = tx
        .execute(
            "UPDATE leads SET updated_at = updated_at WHERE workspace_id = $1 AND id = $2 AND project_id = $3",
            args![workspace_id.as_str(), lead_id.as_str(), project_id.as_str()],
        )
        .await?;
    if held == 0 {
        return Ok(());
    }
    for Packed { key, fetched_at, answer, body } in packed {
        let size = i64::try_from(answer.len() + body.len()).unwrap_or(i64::MAX);
        tx.execute(
            "INSERT INTO kept_answers (workspace_id, project_id, url_sha256, lead_id, fetched_at, size_bytes, answer, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (workspace_id, project_id, url_sha256)
             DO UPDATE SET lead_id = excluded.lead_id, fetched_at = excluded.fetched_at, size_bytes = excluded.size_bytes, answer = excluded.answer, body = excluded.body",
            args![workspace_id.as_str(), project_id.as_str(), key, lead_id.as_str(), fetched_at, size, answer, body],
        )
        .await?;
    }
    tx.execute(
        "DELETE FROM kept_answers WHERE workspace_id = $1 AND project_id = $2 AND url_sha256 IN
         (SELECT url_sha256 FROM (SELECT url_sha256, SUM(size_bytes) OVER (ORDER BY fetched_at DESC, url_sha256) AS so_far
          FROM kept_answers WHERE workspace_id = $1 AND project_id = $2) AS ranked WHERE so_far > $3)",
        args![workspace_id.as_str(), project_id.as_str(), max_bytes],
    )
    .await?;
    tx.commit().await
}

/// Forgets answers of before `before`; some at a time. Whether there were any.
pub async fn purge_kept_answers(db: &Db, before: i64) -> Result<bool, StoreError> {
    let gone = db
        .execute(
            "DELETE FROM kept_answers WHERE (workspace_id, project_id, url_sha256) IN
             (SELECT workspace_id, project_id, url_sha256 FROM kept_answers WHERE fetched_at < $1 ORDER BY fetched_at LIMIT 1000)",
            args![before],
        )
        .await?;
    Ok(gone > 0)
}

fn key(url: &str) -> String {
    Sha256::digest(url.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
