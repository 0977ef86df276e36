//! What a model wrote, as the plan wants it. The text is judged strictly, whatever the provider promised; prose and code fences around the JSON are
//! looked past.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::model::llm::CallOutcome;
use crate::writer::claims::PlannedBlock;

/// Longest text that is read at all, in bytes.
const TEXT_MAX: usize = 512 * 1024;
/// Places where the JSON may begin.
const BEGINNINGS_MAX: usize = 16;
/// Characters that a sentence may have beyond one and a half times its claim.
const SPARE_CHARS: usize = 40;

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

/// The same schema for these blocks alone: it names their ids and bounds every list and text, so that a weak model can neither invent an id nor go on
/// without end.
#[must_use]
pub fn schema_for(blocks: &[&PlannedBlock]) -> Value {
    let claims = || blocks.iter().flat_map(|block| &block.claims);
    let ids: Vec<&str> = blocks.iter().map(|block| block.id.as_str()).collect();
    let claim_ids: Vec<&str> = claims().map(|claim| claim.id.as_str()).collect();
    let sources: BTreeSet<&str> = claims().flat_map(|claim| &claim.evidence).map(|id| id.0.as_str()).collect();
    let sources: Vec<&str> = sources.into_iter().collect();
    let sourced = claims().all(|claim| !claim.evidence.is_empty());
    let longest = claims().map(|claim| claim.statement.chars().count()).max().unwrap_or_default();
    let most = blocks.iter().map(|block| block.claims.len()).max().unwrap_or_default() + 1;
    let text = json!({"type": "string", "maxLength": longest + longest / 2 + SPARE_CHARS});
    let sentence = object(&[("text", text), ("claimIds", named(&claim_ids, 1)), ("evidenceIds", named(&sources, usize::from(sourced)))]);
    let block =
        object(&[("id", json!({"type": "string", "enum": ids})), ("sentences", json!({"type": "array", "items": sentence, "minItems": 1, "maxItems": most}))]);
    object(&[("blocks", json!({"type": "array", "items": block, "minItems": 1, "maxItems": ids.len()}))])
}

/// A list of some of these.
fn named(ids: &[&str], least: usize) -> Value {
    let item = if ids.is_empty() { json!({"type": "string"}) } else { json!({"type": "string", "enum": ids}) };
    json!({"type": "array", "items": item, "minItems": least, "maxItems": ids.len()})
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
        let claim = |evidence: &[&str]| {
            serde_json::json!({"id": "b7.1", "statement": "Nine pages have no title.", "slots": {}, "facts": [], "computed": false,
            "evidence": evidence})
        };
        for (evidence, least) in [(&["ev_2", "ev_1"][..], 1), (&[], 0)] {
            let block: PlannedBlock = serde_json::from_value(
                serde_json::json!({"id": "b7", "key": "k", "section": "plan", "check": null, "severity": null, "claims": [claim(evidence)]}),
            )
            .unwrap();
            let schema = schema_for(&[&block]);
            walk(&schema, 0);
            let sentence = &schema["properties"]["blocks"]["items"]["properties"]["sentences"]["items"]["properties"];
            assert_eq!((&sentence["claimIds"]["items"]["enum"][0], &sentence["evidenceIds"]["minItems"]), (&"b7.1".into(), &least.into()));
            assert_eq!(sentence["evidenceIds"]["maxItems"], evidence.len());
        }
    }
}
