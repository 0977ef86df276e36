//! The `webhooks` of the document: one for each kind of event, with the headers that a delivery carries.

use serde_json::{Map, Value, json};

use crate::model::event::EventKind;

/// Header of a delivery → what it holds. All but the second stand in each.
pub const HEADERS: [(&str, &str); 8] = [
    ("X-Magnetite-Signature", "`sha256=` and the HMAC-SHA256 of the raw body under the secret, in hex"),
    (OLD_SIGNATURE, "The same under the former secret, for 24 hours after a rotation"),
    ("X-Magnetite-Event", "The kind of event, as in the body's `event`"),
    ("X-Magnetite-Delivery", "Id of this delivery; the log shows it"),
    ("X-Magnetite-Timestamp", "Epoch milliseconds of this try"),
    ("webhook-id", "Id of the event, the same in every try: take each id once"),
    ("webhook-timestamp", "Unix seconds of this try; refuse what is older than five minutes"),
    ("webhook-signature", "`v1,` and a base64 signature; several with a space between them while a secret is being rotated"),
];

const OLD_SIGNATURE: &str = "X-Magnetite-Signature-Old";

/// Puts `webhooks` into the document, which has the schema of [`Payload`](crate::model::event::Payload) already.
pub fn add(document: &mut Value) {
    let parameters: Vec<Value> = HEADERS
        .iter()
        .map(|(name, text)| json!({"name": name, "in": "header", "required": *name != OLD_SIGNATURE, "description": text, "schema": {"type": "string"}}))
        .collect();
    let mut webhooks = Map::new();
    for kind in EventKind::ALL {
        webhooks.insert(
            kind.as_str().into(),
            json!({"post": {
                "tags": ["Webhook events"],
                "operationId": operation_id(kind.as_str()),
                "summary": kind.description(),
                "description": format!("In `data`: {}", kind.data()),
                "security": [],
                "parameters": parameters,
                "requestBody": {"required": true, "content": {"application/json": {"schema": {"allOf": [
                    {"$ref": "#/components/schemas/Payload"},
                    {"properties": {"event": {"const": kind.as_str()}}},
                ]}}}},
                "responses": {
                    "2XX": {"description": "Taken. Answer within 15 seconds, body included."},
                    "410": {"description": "Switches the endpoint off."},
                    "default": {"description": "Sent again after 5 s, 1 min, 5 min, 30 min, 2 h, 8 h, 24 h. `Retry-After` on 429 and 503 is honoured."},
                },
            }}),
        );
    }
    document["webhooks"] = Value::Object(webhooks);
}

/// `lead.needs_review` → `onLeadNeedsReview`.
fn operation_id(name: &str) -> String {
    let words = name.split(['.', '_']).map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        format!("{}{rest}", first.to_ascii_uppercase())
    });
    format!("on{}", words.collect::<String>())
}
