//! Leads in pages, by keyset: newest or oldest first, by status, by words. No page costs more for standing deep in a list of millions.
//!
//! A search takes the rarest word's leads from the index when there are few of them, and sorts those. When every word is common, leads are
//! walked in order and looked at one by one, at most [`SCAN`] a page: what is common is met soon.

use std::collections::{HashMap, HashSet};

use super::db::{Arg, Db, args};
use super::{StoreError, parsed};
use crate::model::ids::{JobId, LeadId, ProjectId, WorkspaceId};
use crate::model::job::JobStatus;
use crate::model::lead::LeadFields;

/// Up to this many rows of a word are taken from the index and sorted.
const RARE: i64 = 1_000;
/// Leads looked at for one page of a search for common words.
pub const SCAN: i64 = 4_000;
/// Ids in one look-up by id.
const LOOK_UP: usize = 64;

#[derive(Debug, Clone)]
pub struct ListedLead {
    pub id: LeadId,
    pub fields: LeadFields,
    pub status: JobStatus,
    pub created_at: i64,
    /// The newest job.
    pub job_id: Option<JobId>,
    /// From creation to the end of the newest job; `None` while it has not ended.
    pub took_ms: Option<i64>,
    /// Times that people opened the page.
    pub views: i64,
}

/// A place in the list: everything after this lead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cursor {
    pub created_at: i64,
    pub id: String,
}

#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub status: Option<JobStatus>,
    /// From [`words_searched`](crate::model::words::words_searched); none: all leads.
    pub words: Vec<String>,
    pub oldest_first: bool,
    /// Where the page begins; `None`: at the beginning.
    pub from: Option<Cursor>,
    /// The page that ends before `from`, instead of the one that begins after it.
    pub back: bool,
    pub limit: usize,
}

#[derive(Debug, Default)]
pub struct LeadPage {
    pub leads: Vec<ListedLead>,
    /// From where the next page begins.
    pub next: Option<Cursor>,
    /// Before which the page before ends.
    pub previous: Option<Cursor>,
    /// The search stopped before the page was full: there may be more behind `next`.
    pub cut: bool,
}

#[derive(sqlx::FromRow)]
struct LeadRow {
    id: String,
    fields: String,
    status: String,
    created_at: i64,
    job_id: Option<String>,
    took_ms: Option<i64>,
    views: i64,
}

impl LeadRow {
    fn lead(self) -> Result<ListedLead, StoreError> {
        Ok(ListedLead {
            id: parsed(&self.id)?,
            fields: serde_json::from_str(&self.fields)?,
            status: parsed(&self.status)?,
            created_at: self.created_at,
            job_id: self.job_id.as_deref().map(parsed).transpose()?,
            took_ms: self.took_ms,
            views: self.views,
        })
    }
}

const COLUMNS: &str = "l.id, l.fields, l.status, l.created_at,
    (SELECT j.id FROM jobs j WHERE j.workspace_id = l.workspace_id AND j.lead_id = l.id ORDER BY j.created_at DESC, j.id DESC LIMIT 1) AS job_id,
    (SELECT j.completed_at - j.created_at FROM jobs j WHERE j.workspace_id = l.workspace_id AND j.lead_id = l.id
     ORDER BY j.created_at DESC, j.id DESC LIMIT 1) AS took_ms,
    (SELECT CAST(COUNT(*) AS BIGINT) FROM views v WHERE v.workspace_id = l.workspace_id AND v.lead_id = l.id AND v.what = 'page' AND v.class = 'human') AS views";

/// One page of a project's leads.
pub async fn leads_page(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId, wanted: &Wanted) -> Result<LeadPage, StoreError> {
    let list = List { db, workspace_id, project_id, wanted, descending: wanted.oldest_first == wanted.back };
    let (mut leads, stopped_at) = match list.rare().await? {
        Some(few) => (list.pick(&few.candidates, &few.common).await?, None),
        None => list.walk().await?,
    };
    let more = leads.len() > wanted.limit;
    leads.truncate(wanted.limit);
    let end = leads.last().map(place).filter(|_| more).or(stopped_at.clone().filter(|_| !more));
    // Where this page was come to from.
    let begin = wanted.from.is_some().then(|| leads.first().map(place).or_else(|| wanted.from.clone())).flatten();
    let cut = !more && stopped_at.is_some();
    if wanted.back {
        leads.reverse();
        return Ok(LeadPage { leads, next: begin, previous: end, cut });
    }
    Ok(LeadPage { leads, next: end, previous: begin, cut })
}

/// Whether the project has any lead at all.
pub async fn any_lead(db: &Db, workspace_id: &WorkspaceId, project_id: &ProjectId) -> Result<bool, StoreError> {
    let row: Option<(String,)> = db
        .fetch_optional("SELECT id FROM leads WHERE workspace_id = $1 AND project_id = $2 LIMIT 1", args![workspace_id.as_str(), project_id.as_str()])
        .await?;
    Ok(row.is_some())
}

fn place(lead: &ListedLead) -> Cursor {
    Cursor { created_at: lead.created_at, id: lead.id.as_str().to_owned() }
}

struct List<'a> {
    db: &'a Db,
    workspace_id: &'a WorkspaceId,
    project_id: &'a ProjectId,
    wanted: &'a Wanted,
    /// Newest first on the way through the index.
    descending: bool,
}

/// The few leads that a rare word leaves, in order, and the words that are still to be asked for.
struct Few {
    candidates: Vec<Cursor>,
    common: Vec<String>,
}

impl List<'_> {
    /// `None` when there is no word, or all are common.
    async fn rare(&self) -> Result<Option<Few>, StoreError> {
        let mut left: Option<HashSet<Cursor>> = None;
        let mut common = Vec::new();
        for word in &self.wanted.words {
            let Some(found) = self.leads_with(word).await? else {
                common.push(word.clone());
                continue;
            };
            left = Some(match left {
                Some(left) => left.intersection(&found).cloned().collect(),
                None => found,
            });
        }
        let Some(left) = left else { return Ok(None) };
        let (from, descending) = (self.wanted.from.as_ref(), self.descending);
        let behind = |place: &Cursor| from.is_none_or(|from| if descending { place < from } else { place > from });
        let mut candidates: Vec<Cursor> = left.into_iter().filter(behind).collect();
        candidates.sort_unstable();
        if descending {
            candidates.reverse();
        }
        Ok(Some(Few { candidates, common }))
    }

    /// The leads that have a word with this beginning; `None` when there are too many.
    async fn leads_with(&self, word: &str) -> Result<Option<HashSet<Cursor>>, StoreError> {
        let [from, to] = range(word);
        let rows: Vec<(i64, String)> = self
            .db
            .fetch_all(
                "SELECT created_at, lead_id FROM lead_words WHERE workspace_id = $1 AND project_id = $2 AND word >= $3 AND word < $4 LIMIT $5",
                args![self.workspace_id.as_str(), self.project_id.as_str(), from, to, RARE + 1],
            )
            .await?;
        Ok((i64::try_from(rows.len()).is_ok_and(|count| count <= RARE)).then(|| rows.into_iter().map(|(created_at, id)| Cursor { created_at, id }).collect()))
    }

    /// Of the candidates, in their order, the first of the wanted status that have the common words too; one more than the page holds.
    async fn pick(&self, candidates: &[Cursor], common: &[String]) -> Result<Vec<ListedLead>, StoreError> {
        let mut picked = Vec::new();
        for some in candidates.chunks(LOOK_UP) {
            let mut values = args![self.workspace_id.as_str(), self.project_id.as_str()];
            // Always as many placeholders, so that the statement stays prepared.
            let ids = some.iter().map(|place| place.id.as_str()).chain(std::iter::repeat("")).take(LOOK_UP);
            values.extend(ids.map(Arg::from));
            let places = (3..3 + LOOK_UP).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ");
            let further = self.further(common, &mut values);
            let sql = format!("SELECT {COLUMNS} FROM leads l WHERE l.workspace_id = $1 AND l.project_id = $2 AND l.id IN ({places}){further}");
            let rows: Vec<LeadRow> = self.db.fetch_all(&sql, values).await?;
            let mut found: HashMap<String, LeadRow> = rows.into_iter().map(|row| (row.id.clone(), row)).collect();
            for place in some {
                if let Some(row) = found.remove(&place.id) {
                    picked.push(row.lead()?);
                }
            }
            if picked.len() > self.wanted.limit {
                picked.truncate(self.wanted.limit + 1);
                break;
            }
        }
        Ok(picked)
    }

    /// Leads in order from the place where the page begins, with all words. The second: where the walk was stopped, if it was.
    async fn walk(&self) -> Result<(Vec<ListedLead>, Option<Cursor>), StoreError> {
        let from = self.wanted.from.clone().unwrap_or_else(|| self.beginning());
        let stop = if self.wanted.words.is_empty() { None } else { self.stop(&from).await? };
        let mut values = args![self.workspace_id.as_str(), self.project_id.as_str(), from.created_at, from.id];
        let mut further = self.further(&self.wanted.words, &mut values);
        let (after, direction) = if self.descending { ('<', "DESC") } else { ('>', "ASC") };
        if let Some(stop) = &stop {
            let until = if self.descending { ">=" } else { "<=" };
            further.push_str(&format!(" AND (l.created_at, l.id) {until} (${}, ${})", values.len() + 1, values.len() + 2));
            values.extend(args![stop.created_at, stop.id.as_str()]);
        }
        let limit = self.wanted.limit + 1;
        let sql = format!(
            "SELECT {COLUMNS} FROM leads l WHERE l.workspace_id = $1 AND l.project_id = $2 AND (l.created_at, l.id) {after} ($3, $4){further}
             ORDER BY l.created_at {direction}, l.id {direction} LIMIT {limit}"
        );
        let rows: Vec<LeadRow> = self.db.fetch_all(&sql, values).await?;
        Ok((rows.into_iter().map(LeadRow::lead).collect::<Result<_, _>>()?, stop))
    }

    fn beginning(&self) -> Cursor {
        Cursor { created_at: if self.descending { i64::MAX } else { -1 }, id: String::new() }
    }

    /// The last of the [`SCAN`] leads behind this place; `None` when there are fewer.
    async fn stop(&self, from: &Cursor) -> Result<Option<Cursor>, StoreError> {
        let mut values = args![self.workspace_id.as_str(), self.project_id.as_str(), from.created_at, from.id.as_str()];
        let further = self.further(&[], &mut values);
        let (after, direction) = if self.descending { ('<', "DESC") } else { ('>', "ASC") };
        let sql = format!(
            "SELECT l.created_at, l.id FROM leads l WHERE l.workspace_id = $1 AND l.project_id = $2 AND (l.created_at, l.id) {after} ($3, $4){further}
             ORDER BY l.created_at {direction}, l.id {direction} LIMIT 1 OFFSET {SCAN}"
        );
        let row: Option<(i64, String)> = self.db.fetch_optional(&sql, values).await?;
        Ok(row.map(|(created_at, id)| Cursor { created_at, id }))
    }

    /// Status and words as further conditions, their values behind the others.
    fn further(&self, words: &[String], values: &mut Vec<Arg>) -> String {
        let mut sql = String::new();
        if let Some(status) = self.wanted.status {
            sql.push_str(&format!(" AND l.status = ${}", values.len() + 1));
            values.push(status.as_str().into());
        }
        for word in words {
            sql.push_str(&format!(
                " AND EXISTS (SELECT 1 FROM lead_words w WHERE w.workspace_id = l.workspace_id AND w.lead_id = l.id AND w.word >= ${} AND w.word < ${})",
                values.len() + 1,
                values.len() + 2
            ));
            values.extend(range(word).map(Arg::from));
        }
        sql
    }
}

/// All words that begin so: from here, and up to there exclusively. No UTF-8 has the byte 0xFF.
fn range(word: &str) -> [Vec<u8>; 2] {
    let from = word.as_bytes().to_vec();
    let mut to = from.clone();
    to.push(0xFF);
    [from, to]
}
