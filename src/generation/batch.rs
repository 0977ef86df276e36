//! Many leads in one request: rows are read and checked one by one, the good ones are stored in one transaction. A bad row stops no good one.

use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::accept::prepare;
use crate::app::App;
use crate::model::credits::Shortage;
use crate::model::ids::{BatchId, JobId, LeadId};
use crate::model::lead::LeadFields;
use crate::model::project::{Project, Workspace};
use crate::model::schema::{Fault, InputSchema, sentence};
use crate::model::table::{ROWS_MAX, read_table, row_body, targets_by_name};
use crate::store::accept::{External, Outcome, accept_in};
use crate::store::batches::{Batch, insert_batch};
use crate::store::{StoreError, Tx};

/// How the rows of a body are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One array of objects.
    Json,
    /// One object a line.
    NdJson,
    /// A head with the names of the fields, then one lead a row.
    Csv,
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RowError {
    /// Place of the row, from 1; a table's head does not count.
    #[schema(minimum = 1)]
    pub row: usize,
    /// As in the table of errors.
    #[schema(example = "INVALID_REQUEST")]
    pub code: &'static str,
    #[schema(example = "Missing required field: email")]
    pub message: String,
    /// Each field with its reason.
    #[serde(skip_serializing_if = "Map::is_empty")]
    #[schema(value_type = Object)]
    pub fields: Map<String, Value>,
}

/// A row that is a lead.
pub struct GoodRow {
    pub row: usize,
    pub lead: LeadFields,
    /// The row as a body, by which a repetition with the same external id is known.
    pub body: Value,
}

/// A body whose rows were checked.
pub struct Rows {
    pub total: usize,
    pub good: Vec<GoodRow>,
    pub errors: Vec<RowError>,
}

impl Rows {
    /// Takes good rows out, by their places.
    pub fn refuse(&mut self, rows: &[usize], code: &'static str, message: &str) {
        self.good.retain(|good| !rows.contains(&good.row));
        self.errors.extend(rows.iter().map(|row| RowError { row: *row, code, message: message.to_owned(), fields: Map::new() }));
    }
}

/// A body that holds no rows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("{0}")]
    Broken(String),
    #[error("The request has more than 10,000 leads; send several requests")]
    TooMany,
}

/// Reads and checks every row. CPU work: 10,000 rows take some 100 ms.
///
/// # Errors
/// [`Unreadable`] when the body as a whole is wrong.
pub fn read_rows(format: Format, bytes: &[u8], schema: &InputSchema) -> Result<Rows, Unreadable> {
    let bodies = match format {
        Format::Json => json_rows(bytes)?,
        Format::NdJson => lines(bytes)?,
        Format::Csv => table_rows(bytes, schema)?,
    };
    if bodies.len() > ROWS_MAX {
        return Err(Unreadable::TooMany);
    }
    if bodies.is_empty() {
        return Err(Unreadable::Broken("The request has no leads".into()));
    }
    let mut rows = Rows { total: bodies.len(), good: Vec::new(), errors: Vec::new() };
    for (row, body) in (1..).zip(bodies) {
        let checked = body.map_err(|message| RowError { row, code: "INVALID_REQUEST", message, fields: Map::new() }).and_then(|body| match body {
            Value::Object(members) => {
                let lead = schema.check(members.clone()).map_err(|faults| of_faults(row, &faults))?;
                Ok(GoodRow { row, lead, body: Value::Object(members) })
            }
            _ => Err(RowError { row, code: "INVALID_REQUEST", message: "must be a JSON object".into(), fields: Map::new() }),
        });
        match checked {
            Ok(good) => rows.good.push(good),
            Err(error) => rows.errors.push(error),
        }
    }
    Ok(rows)
}

fn json_rows(bytes: &[u8]) -> Result<Vec<Result<Value, String>>, Unreadable> {
    match serde_json::from_slice::<Value>(bytes) {
        Ok(Value::Array(rows)) => Ok(rows.into_iter().map(Ok).collect()),
        Ok(_) => Err(Unreadable::Broken("The request body must be a JSON array of leads".into())),
        Err(error) => Err(Unreadable::Broken(format!("The request body is not valid JSON (line {}, column {})", error.line(), error.column()))),
    }
}

fn lines(bytes: &[u8]) -> Result<Vec<Result<Value, String>>, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::Broken("The request body is not valid UTF-8".into()))?;
    let lines = text.trim_start_matches('\u{FEFF}').lines().filter(|line| !line.trim().is_empty());
    Ok(lines.map(|line| serde_json::from_str(line).map_err(|error| format!("is not valid JSON (column {})", error.column()))).collect())
}

/// Columns are known by their names; what is no field is kept as further context, as in a body.
fn table_rows(bytes: &[u8], schema: &InputSchema) -> Result<Vec<Result<Value, String>>, Unreadable> {
    let table = read_table(bytes).map_err(Unreadable::Broken)?;
    let targets = targets_by_name(&table, schema);
    let rows = table.rows.iter().map(|row| {
        let (cells, columns) = (row.cells.len(), table.columns.len());
        if cells > columns { Err(format!("has {cells} cells where the head has {columns}")) } else { Ok(Value::Object(row_body(&table, &targets, row))) }
    });
    Ok(rows.collect())
}

fn of_faults(row: usize, faults: &[Fault]) -> RowError {
    let message = sentence(faults).unwrap_or_default();
    let fields = faults.iter().map(|fault| (fault.field.clone(), Value::from(fault.reason.clone()))).collect();
    RowError { row, code: "INVALID_REQUEST", message, fields }
}

/// A row that has its lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub row: usize,
    pub lead_id: LeadId,
    pub job_id: JobId,
    /// The lead was there already: the same row, by its external id.
    pub duplicate: bool,
}

/// What became of a batch.
pub struct Stored {
    pub id: BatchId,
    pub taken: Vec<Taken>,
    pub errors: Vec<RowError>,
}

/// Whose batch it is.
pub struct Sender<'a> {
    pub workspace: &'a Workspace,
    pub project: &'a Project,
    /// Made with a test key.
    pub sample: bool,
}

/// Why nothing of a batch was stored.
#[derive(Debug, thiserror::Error)]
pub enum NotStored {
    /// The credits do not cover all of its leads.
    #[error(transparent)]
    Short(#[from] Shortage),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Stores the good rows and the batch itself in the caller's transaction. `hash`: of a row's canonical body.
///
/// # Errors
/// [`NotStored::Short`] when the credits do not cover all of them: then the transaction must not be committed.
pub async fn store(app: &App, tx: &mut Tx, sender: &Sender<'_>, rows: Rows, hash: impl Fn(&Value) -> String) -> Result<Stored, NotStored> {
    let id = BatchId::new(&*app.random);
    let mut leads = Vec::with_capacity(rows.good.len());
    for good in &rows.good {
        let mut lead = prepare(app, sender.workspace, sender.project, &good.lead, LeadId::new(&*app.random), sender.sample)?;
        lead.batch_id = Some(id.clone());
        lead.external = good.lead.external_id.clone().map(|id| External { id, request_hash: hash(&good.body) });
        leads.push(lead);
    }
    let outcomes = accept_in(tx, &*app.random, &leads).await?;
    let (mut taken, mut errors, mut short) = (Vec::with_capacity(leads.len()), rows.errors, 0_i64);
    for ((good, lead), outcome) in rows.good.iter().zip(&leads).zip(outcomes) {
        let row = good.row;
        match outcome {
            // A row has no idempotency key of its own.
            Outcome::Stored | Outcome::Again(_) => taken.push(Taken { row, lead_id: lead.lead_id.clone(), job_id: lead.job_id.clone(), duplicate: false }),
            Outcome::Duplicate(lead_id, job_id) => taken.push(Taken { row, lead_id, job_id, duplicate: true }),
            Outcome::Conflict(_) => {
                let message = "Another lead of this project has this externalId".into();
                errors.push(RowError { row, code: "CONFLICT", message, fields: Map::new() });
            }
            Outcome::Short(_) => short += 1,
        }
    }
    let accepted = i64::try_from(taken.iter().filter(|taken| !taken.duplicate).count()).unwrap_or(i64::MAX);
    if short > 0 {
        return Err(Shortage { required: accepted + short, available: accepted }.into());
    }
    errors.sort_by_key(|error| error.row);
    let total = i64::try_from(rows.total).unwrap_or(i64::MAX);
    let batch = Batch { total, accepted, errors: serde_json::to_string(&errors).map_err(StoreError::from)?, created_at: app.now() };
    insert_batch(tx, &sender.workspace.id, &sender.project.id, &id, &batch).await?;
    Ok(Stored { id, taken, errors })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(format: Format, text: &str) -> Rows {
        read_rows(format, text.as_bytes(), &InputSchema::default()).unwrap()
    }

    #[test]
    fn the_same_leads_are_read_from_all_three_forms() {
        let json = read(Format::Json, r#"[{"email":"a@one.example","externalId":"7","plan":"gold"},{"email":"b@two.example","fullName":"B Two"}]"#);
        let lines = read(
            Format::NdJson,
            "{\"email\":\"a@one.example\",\"externalId\":7,\"plan\":\"gold\"}\n\n{\"email\":\"b@two.example\",\"fullName\":\"B Two\"}\r\n",
        );
        let table = read(Format::Csv, "email,full name,external id,plan\na@one.example,,7,gold\nb@two.example,B Two,,\n");
        let leads = |rows: &Rows| rows.good.iter().map(|good| good.lead.clone()).collect::<Vec<_>>();
        assert_eq!(leads(&json), leads(&lines));
        assert_eq!(leads(&json), leads(&table));
        assert_eq!(json.good[0].lead.external_id.as_deref(), Some("7"));
        assert_eq!(json.good[0].lead.extra["plan"], "gold");
    }

    #[test]
    fn a_bad_row_is_named_by_its_place_and_stops_no_good_one() {
        let rows = read(Format::NdJson, "{\"email\":\"a@one.example\"}\n{oops}\n[1]\n{\"fullName\":\"x\"}\n{\"email\":\"nobody\"}\n");
        assert_eq!((rows.total, rows.good.len()), (5, 1));
        let told: Vec<(usize, &str)> = rows.errors.iter().map(|error| (error.row, error.message.as_str())).collect();
        assert_eq!(told[0], (2, "is not valid JSON (column 2)"));
        assert_eq!(told[1], (3, "must be a JSON object"));
        assert_eq!(told[2], (4, "Missing required field: email"));
        assert!(told[3].1.starts_with("Invalid value for field: email"), "{told:?}");
        assert!(rows.errors[3].fields.contains_key("email"));
    }

    #[test]
    fn what_is_no_batch_is_refused_as_a_whole() {
        for (format, text) in [(Format::Json, "{}"), (Format::Json, "[]"), (Format::Json, "[1"), (Format::NdJson, " \n"), (Format::Csv, "")] {
            assert!(matches!(read_rows(format, text.as_bytes(), &InputSchema::default()), Err(Unreadable::Broken(_))), "{text:?}");
        }
        let many = format!("[{}]", vec!["1"; ROWS_MAX + 1].join(","));
        assert_eq!(read_rows(Format::Json, many.as_bytes(), &InputSchema::default()).err(), Some(Unreadable::TooMany));
    }
}
