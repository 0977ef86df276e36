//! A JSON Schema in words: a table of its members, and a value that fits it.

use serde_json::{Map, Value, json};

/// Members of members are told down to this depth.
const DEPTH: usize = 5;

/// Follows references to the component they name.
#[must_use]
pub fn resolve<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let mut schema = schema;
    // A chain of references that leads back to itself ends somewhere.
    for _ in 0..8 {
        let Some(pointer) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')) else { break };
        schema = document.pointer(pointer).unwrap_or(&Value::Null);
    }
    schema
}

/// `| field | type | |` with a row for each member, those of members as `job.status`, `steps[].name`. Empty without members.
#[must_use]
pub fn table(document: &Value, schema: &Value) -> String {
    let resolved = resolve(document, schema);
    // Where several bodies are possible, each has a table.
    if let Some(all) = ["oneOf", "anyOf"].iter().find_map(|part| resolved[part].as_array()) {
        let tables: Vec<String> = all.iter().map(|one| table(document, one)).filter(|table| !table.is_empty()).collect();
        return tables.join("\nor\n\n");
    }
    let mut rows = String::new();
    fill(document, resolved, "", 0, &mut rows);
    if rows.is_empty() { rows } else { format!("| field | type | |\n|---|---|---|\n{rows}") }
}

fn fill(document: &Value, schema: &Value, prefix: &str, depth: usize, rows: &mut String) {
    if depth >= DEPTH {
        return;
    }
    for (name, member, required) in members(document, schema) {
        let path = format!("{prefix}{name}");
        let optional = if required { "" } else { ", optional" };
        rows.push_str(&format!("| `{}` | {}{optional} | {} |\n", cell(&path), cell(&kind(document, member)), cell(&description(document, member))));
        let (inside, list) = inner(document, member);
        fill(document, inside, &format!("{path}{}.", if list { "[]" } else { "" }), depth + 1, rows);
    }
    if prefix.is_empty() && resolve(document, schema)["type"] == "array" {
        fill(document, &resolve(document, schema)["items"], "[].", depth + 1, rows);
    }
}

/// What has the members: the schema itself, the one of several that is no `null`, or the items of a list (`true`).
fn inner<'a>(document: &'a Value, schema: &'a Value) -> (&'a Value, bool) {
    let schema = resolve(document, schema);
    for part in ["oneOf", "anyOf"] {
        if let Some(first) = schema[part].as_array().and_then(|all| all.iter().find(|one| one["type"] != "null")) {
            return inner(document, first);
        }
    }
    if schema.get("items").is_some() { (&schema["items"], true) } else { (schema, false) }
}

/// Name, schema, whether it is required. Required ones first, in the order of the answer's type.
fn members<'a>(document: &'a Value, schema: &'a Value) -> Vec<(&'a str, &'a Value, bool)> {
    let schema = inner_object(document, schema);
    if let Some(parts) = schema["allOf"].as_array() {
        let mut all: Vec<(&str, &Value, bool)> = Vec::new();
        for member in parts.iter().flat_map(|part| members(document, part)) {
            // A later part narrows what an earlier one says, and is told shorter: the first stays.
            if all.iter().all(|(name, ..)| *name != member.0) {
                all.push(member);
            }
        }
        return all;
    }
    let Some(properties) = schema["properties"].as_object() else { return Vec::new() };
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let first = required.iter().filter_map(|name| properties.get_key_value(*name)).map(|(name, schema)| (name.as_str(), schema, true));
    let rest = properties.iter().filter(|(name, _)| !required.contains(&name.as_str())).map(|(name, schema)| (name.as_str(), schema, false));
    first.chain(rest).collect()
}

fn inner_object<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match inner(document, schema) {
        (inside, false) => inside,
        (_, true) => resolve(document, schema),
    }
}

/// "string (email) or null", "integer, 1 to 200", "one of `a`, `b`", "list of object".
#[must_use]
pub fn kind(document: &Value, schema: &Value) -> String {
    let schema = resolve(document, schema);
    if let Some(value) = schema.get("const") {
        return format!("`{value}`");
    }
    if let Some(values) = schema["enum"].as_array() {
        let words: Vec<String> = values.iter().map(|value| format!("`{}`", plain(value))).collect();
        return if words.len() == 1 { words.concat() } else { format!("one of {}", words.join(", ")) };
    }
    for part in ["oneOf", "anyOf"] {
        if let Some(all) = schema[part].as_array() {
            let mut kinds: Vec<String> = all.iter().map(|one| kind(document, one)).collect();
            kinds.sort_by_key(|kind| kind == "null");
            kinds.dedup();
            return kinds.join(" or ");
        }
    }
    if let Some(first) = schema["allOf"].as_array().and_then(|all| all.first()) {
        return kind(document, first);
    }
    let words: Vec<String> = match &schema["type"] {
        Value::String(one) => vec![one.clone()],
        Value::Array(all) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => return "any".to_owned(),
    };
    let told: Vec<String> = words.iter().map(|word| one_kind(document, schema, word)).collect();
    told.join(" or ")
}

fn one_kind(document: &Value, schema: &Value, word: &str) -> String {
    let bound = |name: &str| schema.get(name).filter(|value| value.is_number()).map(ToString::to_string);
    match word {
        "array" => format!("list of {}", kind(document, &schema["items"])),
        "string" => match (schema["format"].as_str(), bound("maxLength")) {
            (Some(format), _) => format!("string ({format})"),
            (None, Some(most)) => format!("string, at most {most} characters"),
            (None, None) => "string".to_owned(),
        },
        "integer" | "number" => match (bound("minimum"), bound("maximum")) {
            (Some(least), Some(most)) => format!("{word}, {least} to {most}"),
            (Some(least), None) if least != "0" => format!("{word}, {least} or more"),
            (None, Some(most)) => format!("{word}, at most {most}"),
            _ => word.to_owned(),
        },
        word => word.to_owned(),
    }
}

fn description(document: &Value, schema: &Value) -> String {
    let own = schema["description"].as_str().or_else(|| resolve(document, schema)["description"].as_str()).unwrap_or_default();
    match schema.get("default").filter(|value| !value.is_null()) {
        Some(value) => format!("{own} Default: `{}`.", plain(value)).trim_start().to_owned(),
        None => own.to_owned(),
    }
}

/// A value that fits the schema: its own example where it has one.
#[must_use]
pub fn example(document: &Value, schema: &Value) -> Value {
    example_at(document, schema, 0)
}

fn example_at(document: &Value, schema: &Value, depth: usize) -> Value {
    let own = |schema: &Value| ["example", "const", "default"].iter().find_map(|name| schema.get(name).filter(|value| !value.is_null()).cloned());
    if let Some(value) = own(schema) {
        return value;
    }
    let schema = resolve(document, schema);
    if let Some(value) = own(schema).or_else(|| schema["examples"].get(0).cloned()).or_else(|| schema["enum"].get(0).cloned()) {
        return value;
    }
    if depth > DEPTH {
        return Value::Null;
    }
    for part in ["oneOf", "anyOf"] {
        if let Some(first) = schema[part].as_array().and_then(|all| all.iter().find(|one| one["type"] != "null")) {
            return example_at(document, first, depth + 1);
        }
    }
    let all = members(document, schema);
    if !all.is_empty() {
        let values: Map<String, Value> = all.into_iter().map(|(name, member, _)| (name.to_owned(), example_at(document, member, depth + 1))).collect();
        return Value::Object(values);
    }
    let first = match &schema["type"] {
        Value::Array(all) => all.iter().filter_map(Value::as_str).find(|word| *word != "null").unwrap_or("null"),
        one => one.as_str().unwrap_or("null"),
    };
    match (first, schema["format"].as_str().unwrap_or_default()) {
        ("string", "email") => json!("jane@harbourpine.example"),
        ("string", "uri" | "url") => json!("https://example.com/"),
        ("string", "date") => json!("2026-11-24"),
        ("string", _) => json!("text"),
        ("integer" | "number", _) => schema.get("minimum").cloned().unwrap_or(json!(1)),
        ("boolean", _) => json!(true),
        ("array", _) => json!([example_at(document, &schema["items"], depth + 1)]),
        ("object", _) => json!({}),
        _ => Value::Null,
    }
}

/// Text that stays in its cell of a Markdown table.
#[must_use]
pub fn cell(text: &str) -> String {
    text.replace('|', "\\|").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{example, table};

    #[test]
    fn a_schema_is_told_as_a_table_and_an_example() {
        let document = json!({"components": {"schemas": {"Step": {
            "type": "object", "required": ["name"],
            "properties": {"name": {"type": "string", "enum": ["research", "content"]}, "ms": {"type": ["integer", "null"], "minimum": 1, "description": "Time | in ms"}},
        }}}});
        let step = json!({"$ref": "#/components/schemas/Step"});
        let schema = json!({"type": "object", "required": ["steps", "last"], "properties": {
            "steps": {"type": "array", "items": step}, "last": {"oneOf": [{"type": "null"}, step]}, "limit": {"type": "integer", "minimum": 1, "maximum": 9, "default": 5},
        }});
        let rows = table(&document, &schema);
        assert!(rows.contains("| `steps[].name` | one of `research`, `content` |  |"), "{rows}");
        assert!(rows.contains("| `last.ms` | integer, 1 or more or null, optional | Time \\| in ms |"), "{rows}");
        assert!(rows.contains("| `limit` | integer, 1 to 9, optional | Default: `5`. |"), "{rows}");
        let step = json!({"name": "research", "ms": 1});
        assert_eq!(example(&document, &schema), json!({"steps": [step], "last": step, "limit": 5}));
    }
}
