//! Tables of leads as people have them: CSV in whatever encoding and with whatever separator, read into columns and rows,
//! its columns laid on the fields of a project, each row checked as the API checks a body.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::lead::{LeadFields, parse_email};
use super::schema::{COMMON, InputSchema};

/// Most rows of one import.
pub const ROWS_MAX: usize = 10_000;
const COLUMNS_MAX: usize = 100;
/// The separators that are told apart.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Line of the file where it begins, from 1.
    pub line: u64,
    pub cells: Vec<String>,
}

/// A row that was not taken, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    pub line: u64,
    pub cells: Vec<String>,
    pub reason: String,
}

/// What a column is laid on: a common field, `firstName` and `lastName` (joined to the full name), `customFields.…`, `context` (kept under its own
/// name as further context), or nothing at all (empty).
pub type Target = String;

/// Reads a file.
///
/// # Errors
/// A sentence for the person who chose it.
pub fn read_table(bytes: &[u8]) -> Result<Table, String> {
    let text = decode(bytes)?;
    // Some programs write the separator down first.
    let (told, text) = match text.strip_prefix("sep=") {
        Some(rest) => (rest.bytes().next(), rest.split_once('\n').map_or("", |(_, rest)| rest)),
        None => (None, text.as_str()),
    };
    let separator = told.filter(|byte| SEPARATORS.contains(byte)).unwrap_or_else(|| likely_separator(text));
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| format!("The file cannot be read as a table: {error}."))?;
        let line = record.position().map_or(0, csv::Position::line) + u64::from(told.is_some());
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if cells.len() > COLUMNS_MAX {
            return Err(format!("Line {line} has {} cells; at most {COLUMNS_MAX} are taken.", cells.len()));
        }
        if rows.len() > ROWS_MAX {
            return Err("The file has more than 10,000 rows. Please cut it into several.".into());
        }
        rows.push(Row { line, cells });
    }
    with_head(rows)
}

/// The first row names the columns, unless it holds an address: then there is no head.
fn with_head(mut rows: Vec<Row>) -> Result<Table, String> {
    let Some(first) = rows.first() else { return Err("The file is empty.".into()) };
    let columns: Vec<String> = if first.cells.iter().any(|cell| parse_email(cell).is_ok()) {
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        (1..=width).map(|number| format!("Column {number}")).collect()
    } else {
        let head = rows.remove(0).cells;
        head.into_iter().enumerate().map(|(at, name)| if name.is_empty() { format!("Column {}", at + 1) } else { name.chars().take(200).collect() }).collect()
    };
    if rows.is_empty() {
        return Err("The file has a head and no rows.".into());
    }
    if rows.len() > ROWS_MAX {
        return Err("The file has more than 10,000 rows. Please cut it into several.".into());
    }
    Ok(Table { columns, rows })
}

/// UTF-8 and UTF-16 with or without a byte order mark, else windows-1252.
fn decode(bytes: &[u8]) -> Result<String, String> {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).take(200).filter(|byte| **byte == 0).count();
    let sampled = bytes.len().div_ceil(2).min(200);
    let encoding = if bytes.starts_with(&[0xFF, 0xFE]) || (sampled > 1 && zeros(1) * 2 > sampled) {
        encoding_rs::UTF_16LE
    } else if bytes.starts_with(&[0xFE, 0xFF]) || (sampled > 1 && zeros(0) * 2 > sampled) {
        encoding_rs::UTF_16BE
    } else if std::str::from_utf8(bytes).is_ok() {
        encoding_rs::UTF_8
    } else {
        encoding_rs::WINDOWS_1252
    };
    let (text, ..) = encoding.decode(bytes);
    // Lines are counted by their line feeds alone.
    let text = text.replace("\r\n", "\n");
    if text.contains('\0') || text.starts_with("PK\u{3}\u{4}") {
        return Err("This is no text file. Save the table as CSV first.".into());
    }
    Ok(text)
}

/// Rows that are looked at to tell the separator.
const LOOK_ROWS: usize = 20;

/// The one that cuts most of the first rows into as many cells as the head, and the head into most.
fn likely_separator(text: &str) -> u8 {
    let fit = |separator: u8| {
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
        let widths: Vec<usize> = reader.records().take(LOOK_ROWS).map_while(Result::ok).map(|record| record.len()).collect();
        let head = widths.first().copied().unwrap_or(0);
        if head < 2 { (0, head) } else { (widths.iter().filter(|width| **width == head).count(), head) }
    };
    SEPARATORS.into_iter().rev().max_by_key(|separator| fit(*separator)).unwrap_or(b',')
}

/// Names by which other programs export the fields, in lower case without blanks and signs.
const SYNONYMS: [(&str, &[&str]); 10] = [
    ("email", &["email", "emailaddress", "mail", "workemail", "businessemail", "contactemail", "emailwork", "mailadresse", "emailadresse"]),
    ("fullName", &["fullname", "name", "contact", "contactname", "person", "leadname"]),
    ("firstName", &["firstname", "givenname", "forename", "vorname", "prenom"]),
    ("lastName", &["lastname", "surname", "familyname", "nachname", "nom"]),
    ("company", &["company", "companyname", "organisation", "organization", "account", "accountname", "employer", "firm", "firma", "business"]),
    ("domain", &["domain", "website", "web", "url", "companydomain", "companywebsite", "site", "homepage", "webseite", "companyurl"]),
    ("industry", &["industry", "sector", "branche", "vertical"]),
    ("companySize", &["companysize", "size", "employees", "numberofemployees", "headcount", "employeecount", "staff"]),
    ("title", &["title", "jobtitle", "position", "role", "funktion"]),
    ("phone", &["phone", "phonenumber", "telephone", "tel", "mobile", "telefon", "workphone", "mobilephone"]),
];

fn plain(name: &str) -> String {
    name.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// What each column is probably meant for; every field at most once.
#[must_use]
pub fn likely_targets(table: &Table, schema: &InputSchema) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    for column in &table.columns {
        let name = plain(column);
        let custom = schema.custom.iter().find(|field| {
            let named = [Some(&field.name), field.label.as_ref()].into_iter().flatten().any(|known| plain(known) == name);
            named || plain(&format!("customFields.{}", field.name)) == name
        });
        let common = SYNONYMS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| (*field).to_owned());
        let target = custom.map(|field| format!("customFields.{}", field.name)).or(common).unwrap_or_default();
        targets.push(if targets.contains(&target) { String::new() } else { target });
    }
    if !targets.iter().any(|target| target == "email") {
        // No column is called so: the first that holds addresses.
        let holds = |at: usize| table.rows.iter().take(20).filter(|row| row.cells.get(at).is_some_and(|cell| parse_email(cell).is_ok())).count();
        let free = (0..targets.len()).filter(|at| targets.get(*at).is_some_and(String::is_empty));
        if let Some(target) = free.max_by_key(|at| (holds(*at), std::cmp::Reverse(*at))).filter(|at| holds(*at) > 0).and_then(|at| targets.get_mut(at)) {
            "email".clone_into(target);
        }
    }
    targets
}

/// As [`likely_targets`], where nobody looks it over: a column of another name is the caller's own id, or is kept as further context, as in a body.
#[must_use]
pub fn targets_by_name(table: &Table, schema: &InputSchema) -> Vec<Target> {
    let mut targets = likely_targets(table, schema);
    for (target, column) in targets.iter_mut().zip(&table.columns).filter(|(target, _)| target.is_empty()) {
        *target = if plain(column) == "externalid" { "externalId".into() } else { "context".into() };
    }
    targets
}

/// Everything that a column can be laid on, with its label.
#[must_use]
pub fn all_targets(schema: &InputSchema) -> Vec<(Target, String)> {
    let mut all = vec![(String::new(), "Leave out".to_owned())];
    for (name, label, ..) in COMMON {
        all.push((name.to_owned(), label.to_owned()));
        if name == "fullName" {
            all.push(("firstName".into(), "First name".into()));
            all.push(("lastName".into(), "Last name".into()));
        }
    }
    all.extend(schema.custom.iter().map(|field| (format!("customFields.{}", field.name), field.label.clone().unwrap_or_else(|| field.name.clone()))));
    all.push(("context".into(), "Keep as context".into()));
    all
}

/// What is wrong with the choice as a whole, if anything.
#[must_use]
pub fn targets_fault(targets: &[Target], schema: &InputSchema) -> Option<String> {
    let all = all_targets(schema);
    for (at, target) in targets.iter().enumerate() {
        let label = all.iter().find(|(known, _)| known == target).map(|(_, label)| label);
        let Some(label) = label else { return Some("One of the fields no longer exists. Please choose again.".into()) };
        if !target.is_empty() && target != "context" && targets.iter().take(at).any(|other| other == target) {
            return Some(format!("Two columns are laid on {label}. Choose one."));
        }
    }
    if targets.iter().any(|target| target == "email") { None } else { Some("Choose the column that holds the e-mail address.".into()) }
}

/// A table with its columns laid on fields.
pub struct Checked {
    /// Rows that are leads, by their place in the table.
    pub good: Vec<(usize, LeadFields)>,
    pub rejects: Vec<(usize, Reject)>,
}

/// Checks every row as the API checks a body; an address that stands twice is taken once. CPU work: 10,000 rows take some 100 ms.
#[must_use]
pub fn check_rows(table: &Table, targets: &[Target], schema: &InputSchema) -> Checked {
    let mut checked = Checked { good: Vec::new(), rejects: Vec::new() };
    let mut seen: HashMap<String, u64> = HashMap::new();
    for (at, row) in table.rows.iter().enumerate() {
        match check_row(table, targets, schema, row, &mut seen) {
            Ok(lead) => checked.good.push((at, lead)),
            Err(reason) => checked.rejects.push((at, Reject { line: row.line, cells: row.cells.clone(), reason })),
        }
    }
    checked
}

fn check_row(table: &Table, targets: &[Target], schema: &InputSchema, row: &Row, seen: &mut HashMap<String, u64>) -> Result<LeadFields, String> {
    if row.cells.len() > table.columns.len() {
        return Err(format!("has {} cells where the head has {}", row.cells.len(), table.columns.len()));
    }
    let lead = schema.check(row_body(table, targets, row)).map_err(|faults| {
        let reasons: Vec<String> = faults.iter().map(|fault| in_words(&fault.field, &fault.reason, schema)).collect();
        reasons.join("; ")
    })?;
    match seen.entry(lead.email.to_lowercase()) {
        std::collections::hash_map::Entry::Occupied(first) => Err(format!("has the same e-mail address as line {}", first.get())),
        std::collections::hash_map::Entry::Vacant(place) => {
            place.insert(row.line);
            Ok(lead)
        }
    }
}

/// `E-mail: must be …`
fn in_words(field: &str, reason: &str, schema: &InputSchema) -> String {
    let label = all_targets(schema).into_iter().find(|(name, _)| name == field).map_or_else(|| field.to_owned(), |(_, label)| label);
    if reason.starts_with("Missing required field") { format!("{label} is missing") } else { format!("{label} {reason}") }
}

/// A row as the body of a POST.
#[must_use]
pub fn row_body(table: &Table, targets: &[Target], row: &Row) -> Map<String, Value> {
    let mut body = Map::new();
    let mut custom = Map::new();
    let (mut first, mut last) = ("", "");
    for ((cell, target), column) in row.cells.iter().zip(targets).zip(&table.columns) {
        match target.as_str() {
            _ if cell.is_empty() => {}
            "" => {}
            "firstName" => first = cell,
            "lastName" => last = cell,
            "context" => {
                // Not under the name of a field.
                let taken = COMMON.iter().any(|(name, ..)| name == column) || column == "customFields";
                body.insert(if taken { format!("{column} (file)") } else { column.clone() }, Value::from(cell.as_str()));
            }
            target => match target.strip_prefix("customFields.") {
                Some(name) => drop(custom.insert(name.to_owned(), Value::from(cell.as_str()))),
                None => drop(body.insert(target.to_owned(), Value::from(cell.as_str()))),
            },
        }
    }
    let joined = format!("{first} {last}");
    if !joined.trim().is_empty() && !body.contains_key("fullName") {
        body.insert("fullName".into(), Value::from(joined.trim()));
    }
    if !custom.is_empty() {
        body.insert("customFields".into(), Value::Object(custom));
    }
    body
}

/// The rows that were not taken as CSV (RFC 4180), to be put right and imported again: the file's columns, then line and reason.
/// A cell that a spreadsheet would run as a formula begins with an apostrophe.
#[must_use]
pub fn rejects_csv(columns: &[String], rejects: &[Reject]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    let head = columns.iter().map(String::as_str).chain(["Line", "Reason"]).map(harmless);
    let _ = writer.write_record(head);
    for reject in rejects {
        let cells = reject.cells.iter().map(String::as_str).chain(std::iter::repeat("")).take(columns.len().max(reject.cells.len()));
        let line = reject.line.to_string();
        let _ = writer.write_record(cells.chain([line.as_str(), reject.reason.as_str()]).map(harmless));
    }
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    bytes.extend(writer.into_inner().unwrap_or_default());
    bytes
}

fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
