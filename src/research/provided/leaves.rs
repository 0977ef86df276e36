//! Posted JSON, taken apart into single values with their paths. Bounded, whatever was posted.

use serde_json::Value;

use crate::model::lead::LeadFields;

/// Objects and lists inside one another.
const DEPTH_MAX: usize = 6;
/// Values of one lead.
const LEAVES_MAX: usize = 200;
/// Bytes of one value; what is beyond is left out.
const VALUE_BYTES_MAX: usize = 2_000;
/// Bytes of one path; a value under a longer one is left out.
const PATH_BYTES_MAX: usize = 200;
/// Bytes of a text that may be JSON itself, as tables and forms send it.
const JSON_TEXT_MAX: usize = 64 * 1024;

/// One posted value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// JSON path from the top of the body: `researchData.technologies[0]`.
    pub path: String,
    /// The names on that path, without the numbers of list items.
    pub names: Vec<String>,
    /// White space folded, invisible characters removed; never empty.
    pub value: String,
}

/// The values of custom fields and of all members that the API does not know, in the order of their names.
pub fn of(lead: &LeadFields) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    let mut members: Vec<(&String, &Value, bool)> =
        lead.extra.iter().map(|(name, value)| (name, value, false)).chain(lead.custom_fields.iter().map(|(name, value)| (name, value, true))).collect();
    members.sort_by_key(|(name, _, custom)| (*custom, *name));
    for (name, value, custom) in members {
        let (path, names) =
            if custom { (format!("customFields.{name}"), vec!["customFields".into(), name.clone()]) } else { (name.clone(), vec![name.clone()]) };
        walk(value, &path, &names, 1, &mut leaves);
    }
    leaves
}

fn walk(value: &Value, path: &str, names: &[String], depth: usize, leaves: &mut Vec<Leaf>) {
    if leaves.len() >= LEAVES_MAX || path.len() > PATH_BYTES_MAX || depth > DEPTH_MAX {
        return;
    }
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let names: Vec<String> = names.iter().cloned().chain([name.clone()]).collect();
                walk(value, &format!("{path}.{name}"), &names, depth + 1, leaves);
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate().take(LEAVES_MAX) {
                walk(value, &format!("{path}[{at}]"), names, depth + 1, leaves);
            }
        }
        Value::String(text) => match inner(text) {
            Some(value) => walk(&value, path, names, depth + 1, leaves),
            None => keep(text, path, names, leaves),
        },
        Value::Number(number) => keep(&number.to_string(), path, names, leaves),
        Value::Bool(yes) => keep(if *yes { "true" } else { "false" }, path, names, leaves),
        Value::Null => {}
    }
}

/// The object or list that a text holds.
fn inner(text: &str) -> Option<Value> {
    let text = text.trim();
    let looks = (text.starts_with('{') && text.ends_with('}')) || (text.starts_with('[') && text.ends_with(']'));
    if looks && text.len() <= JSON_TEXT_MAX { serde_json::from_str(text).ok() } else { None }
}

fn keep(text: &str, path: &str, names: &[String], leaves: &mut Vec<Leaf>) {
    let mut value = fold(&text[..text.floor_char_boundary(VALUE_BYTES_MAX * 2)]);
    value.truncate(value.floor_char_boundary(VALUE_BYTES_MAX));
    if !value.is_empty() {
        leaves.push(Leaf { path: path.to_owned(), names: names.to_vec(), value });
    }
}

/// White space folded to single spaces; control, zero-width and bidi characters removed.
fn fold(text: &str) -> String {
    let invisible =
        |c: char| c.is_control() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let words: Vec<String> =
        text.split_whitespace().map(|word| word.chars().filter(|c| !invisible(*c)).collect::<String>()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}
