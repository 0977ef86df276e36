//! What a model wrote, as the plan wants it. The text is judged strictly, whatever the provider promised; prose and code fences around the JSON are
//! looked past.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::model::llm::CallOutcome;

/// Longest text that is read at all, in bytes.
const TEXT_MAX: usize = 512 * 1024;
/// Places where the JSON may begin.
const BEGINNINGS_MAX: usize = 16;

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    pub id: String,
    pub sentences: Vec<Phrased>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Phrased {
    pub text: String,
    pub claim_ids: Vec<String>,
    pub evidence_ids: Vec<String>,
}

/// The schema of [`Answer`]: flat, everything required, nothing else allowed.
#[must_use]
pub fn schema() -> Value {
    let strings = json!({"type": "array", "items": {"type": "string"}});
    let sentence = object(&[("text", json!({"type": "string"})), ("claimIds", strings.clone()), ("evidenceIds", strings)]);
    let block = object(&[("id", json!({"type": "string"})), ("sentences", json!({"type": "array", "items": sentence}))]);
    object(&[("blocks", json!({"type": "array", "items": block}))])
}

/// What the test of the connection wants back.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ready {
    pub ready: bool,
}

/// The schema of [`Ready`].
#[must_use]
pub fn ready_schema() -> Value {
    object(&[("ready", json!({"type": "boolean"}))])
}

fn object(members: &[(&str, Value)]) -> Value {
    let properties: serde_json::Map<String, Value> = members.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    let required: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

/// The answer in the model's text.
///
/// # Errors
/// `Echo` when the schema came back, else `Malformed`.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, CallOutcome> {
    if text.len() > TEXT_MAX {
        return Err(CallOutcome::Malformed);
    }
    if let Ok(answer) = serde_json::from_str(text.trim()) {
        return Ok(answer);
    }
    let mut outcome = CallOutcome::Malformed;
    let mut end = 0;
    for (at, _) in text.match_indices('{').take(BEGINNINGS_MAX) {
        // What stands inside a value that was looked at is no beginning.
        if at < end {
            continue;
        }
        let mut values = serde_json::Deserializer::from_str(&text[at..]).into_iter::<Value>();
        let Some(Ok(value)) = values.next() else { continue };
        end = at + values.byte_offset();
        if value.get("properties").is_some() || value.get("$schema").is_some() {
            outcome = CallOutcome::Echo;
        }
        if let Ok(answer) = serde_json::from_value(value) {
            return Ok(answer);
        }
    }
    Err(outcome)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const GOOD: &str = r#"{"blocks":[{"id":"b1","sentences":[{"text":"A.","claimIds":["b1.1"],"evidenceIds":[]}]}]}"#;

    #[test]
    fn json_is_found_in_prose_and_fences() {
        for text in [GOOD.to_owned(), format!("Sure {{here}} it is:\n```json\n{GOOD}\n```\nAnything else?"), format!("\u{feff}<think>hm</think>{GOOD}")] {
            assert_eq!(read::<Answer>(&text).unwrap().blocks[0].id, "b1", "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let echoed = schema().to_string();
        assert_eq!(read::<Answer>(&echoed), Err(CallOutcome::Echo));
        assert_eq!(read::<Answer>(&format!("Here is the schema: {echoed}")), Err(CallOutcome::Echo));
        let more = GOOD.replacen("\"id\"", "\"extra\":1,\"id\"", 1);
        let fewer = GOOD.replacen(",\"evidenceIds\":[]", "", 1);
        let deep = "{\"blocks\":".repeat(100_000);
        for text in ["", "null", "[]", "I cannot do that.", &more, &fewer, &GOOD[..40], &deep, "{\"blocks\":1e999}", &"{".repeat(1_000_000)] {
            assert_eq!(read::<Answer>(text), Err(CallOutcome::Malformed), "{}", text.chars().take(60).collect::<String>());
        }
    }

    #[test]
    fn the_schema_is_flat_and_strict() {
        fn walk(schema: &Value, depth: usize) {
            assert!(depth <= 3, "{schema}");
            if schema["type"] == "object" {
                assert_eq!(schema["additionalProperties"], false);
                assert_eq!(schema["properties"].as_object().unwrap().len(), schema["required"].as_array().unwrap().len());
                schema["properties"].as_object().unwrap().values().for_each(|member| walk(member, depth + 1));
            } else if schema["type"] == "array" {
                walk(&schema["items"], depth);
            }
        }
        walk(&schema(), 0);
        walk(&ready_schema(), 0);
    }
}
