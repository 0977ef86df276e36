//! The search index: words of leads, written by the worker soon after the leads. Read by `search.rs`.

use super::StoreError;
use super::accept::insert;
use super::db::{Arg, Db, Tx, args};

/// A lead that is not in the index yet.
pub struct Unindexed {
    pub workspace_id: String,
    pub project_id: String,
    pub id: String,
    /// JSON of the lead's fields.
    pub fields: String,
    pub created_at: i64,
}

/// Rows of one statement. Few sizes, so that the statements stay prepared.
const SIZES: [usize; 4] = [64, 16, 4, 1];

/// The oldest leads that are not in the index, of any workspace: the worker's own errand.
pub async fn unindexed(db: &Db, limit: i64) -> Result<Vec<Unindexed>, StoreError> {
    let rows: Vec<(String, String, String, String, i64)> = db
        .fetch_all("SELECT workspace_id, project_id, id, fields, created_at FROM leads WHERE indexed = FALSE ORDER BY created_at, id LIMIT $1", args![limit])
        .await?;
    let lead = |(workspace_id, project_id, id, fields, created_at)| Unindexed { workspace_id, project_id, id, fields, created_at };
    Ok(rows.into_iter().map(lead).collect())
}

/// Writes the words of these leads. One that was erased or indexed meanwhile is passed over: its row is held until the words are in.
pub async fn index(db: &Db, leads: &[(Unindexed, Vec<String>)]) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    let mut rows = Vec::new();
    for (lead, words) in leads {
        let mine = tx
            .execute(
                "UPDATE leads SET indexed = TRUE WHERE workspace_id = $1 AND id = $2 AND indexed = FALSE",
                args![lead.workspace_id.as_str(), lead.id.as_str()],
            )
            .await?;
        if mine == 1 {
            rows.extend(words.iter().map(|word| (lead, word)));
        }
    }
    let mut rest = rows.as_slice();
    for size in SIZES {
        while rest.len() >= size {
            let (now, behind) = rest.split_at(size);
            insert_words(&mut tx, now).await?;
            rest = behind;
        }
    }
    tx.commit().await
}

async fn insert_words(tx: &mut Tx, rows: &[(&Unindexed, &String)]) -> Result<(), StoreError> {
    let values = rows
        .iter()
        .flat_map(|(lead, word)| args![lead.workspace_id.as_str(), lead.project_id.as_str(), word.as_bytes().to_vec(), lead.created_at, lead.id.as_str()]);
    let head = "INSERT INTO lead_words (workspace_id, project_id, word, created_at, lead_id) VALUES";
    tx.execute(&insert(head, rows.len(), 5), values.collect::<Vec<Arg>>()).await?;
    Ok(())
}
