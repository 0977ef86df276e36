//! The `webhooks` of the document: one for each kind of event, with the headers that a delivery carries.

use serde_json::{Map, Value, json};

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

/// A kind of event, in the words of the reference.
pub struct EventText {
    pub name: &'static str,
    /// When it is sent.
    pub when: &'static str,
    /// What the payload's `data` holds.
    pub data: &'static str,
}

/// Every kind of event that endpoints can ask for, in the order of a lead's life.
#[must_use]
pub fn all() -> Vec<EventText> {
    KINDS.iter().map(|(name, when, data)| EventText { name, when, data }).collect()
}

const KINDS: [(&str, &str, &str); 16] = [
    ("lead.created", "A lead was accepted.", "nothing"),
    ("research.started", "The company's site is about to be read.", "nothing"),
    ("research.completed", "Research has ended.", "nothing"),
    ("research.failed", "Research failed in this attempt.", "nothing"),
    ("magnet.generated", "The document and its files are there.", "nothing"),
    ("lead.completed", "The magnet is published: send the link.", "nothing"),
    ("lead.failed", "The job failed for good, after all retries.", "nothing"),
    ("lead.needs_review", "The magnet is finished and waits for a person to approve it.", "nothing"),
    ("lead.retried", "A failed or cancelled job was put back into the queue.", "nothing"),
    ("lead.cancelled", "The job was cancelled.", "nothing"),
    ("lead.regenerated", "A new job began for the same lead.", "nothing"),
    ("magnet.viewed", "A person opened the magnet.", "the view"),
    ("magnet.prefetched", "A mail scanner or a link preview opened the magnet.", "the view"),
    ("magnet.cta_clicked", "A person clicked the call to action.", "the click"),
    ("lead.erased", "All that was held on the person is gone; the payload names nobody.", "nothing"),
    ("webhook.test", "You asked for a test.", "nothing"),
];

/// Puts `webhooks` and the payload's schema into the document.
pub fn add(document: &mut Value) {
    if document["components"]["schemas"].get("Payload").is_none() {
        document["components"]["schemas"]["Payload"] = payload();
    }
    let parameters: Vec<Value> = HEADERS
        .iter()
        .map(|(name, text)| json!({"name": name, "in": "header", "required": *name != OLD_SIGNATURE, "description": text, "schema": {"type": "string"}}))
        .collect();
    let mut webhooks = Map::new();
    for kind in all() {
        webhooks.insert(
            kind.name.into(),
            json!({"post": {
                "tags": ["Webhook events"],
                "operationId": operation_id(kind.name),
                "summary": kind.when,
                "description": format!("`data` holds: {}.", kind.data),
                "security": [],
                "parameters": parameters,
                "requestBody": {"required": true, "content": {"application/json": {"schema": {"allOf": [
                    {"$ref": "#/components/schemas/Payload"},
                    {"properties": {"event": {"const": kind.name}}},
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

fn payload() -> Value {
    let nullable = json!({"type": ["string", "null"]});
    json!({
        "type": "object", "description": "What happened to a lead",
        "required": ["id", "event", "createdAt", "sequence", "projectId", "workspace", "lead", "job", "magnet", "data"],
        "properties": {
            "id": {"type": "string", "description": "Id of the event, the same in every try", "example": "evt_4kXo2"},
            "event": {"type": "string", "enum": KINDS.map(|kind| kind.0)},
            "createdAt": {"type": "integer", "format": "int64", "description": "Epoch milliseconds", "example": 1_795_500_000_000_i64},
            "sequence": {"type": "integer", "format": "int64", "minimum": 1, "description": "Counts without gaps per lead, from 1"},
            "projectId": {"type": "string", "example": "proj_9sT1"},
            "workspace": {"type": "string", "description": "Slug of the workspace", "example": "acme-corp"},
            "lead": {"type": "object", "required": ["id", "email", "fullName", "company", "domain", "customFields"], "properties": {
                "id": {"type": "string", "example": "lead_7Hq0"}, "email": {"type": "string", "example": "jane@harbourpine.example"},
                "fullName": nullable, "company": nullable, "domain": nullable, "customFields": {"type": "object"},
            }},
            "job": {"type": "object", "required": ["id", "status", "error"], "properties": {
                "id": {"type": "string", "example": "job_2Lw8"}, "status": {"type": "string", "example": "completed"},
                "error": {"type": ["object", "null"], "properties": {"code": {"type": "string"}, "message": {"type": "string"}}},
            }},
            "magnet": {"type": ["object", "null"], "description": "`null` until there is one", "required": ["url", "pdfUrl", "imageUrl", "title"], "properties": {
                "url": {"type": "string", "format": "uri"}, "pdfUrl": {"type": "string", "format": "uri"},
                "imageUrl": {"type": "string", "format": "uri"}, "title": {"type": "string"},
            }},
            "data": {"type": "object", "description": "More, by the kind of event"},
        },
    })
}
