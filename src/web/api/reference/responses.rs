//! The answers that every operation can give: the errors from the one table, in both forms, and the headers.

use serde_json::{Map, Value, json};

use crate::web::error::{ALL, ApiError, ErrorKind, envelope};

/// Component name → schema of the two forms of an error.
pub fn schemas() -> [(&'static str, Value); 2] {
    let codes: Vec<&str> = ALL.iter().map(|kind| kind.code).collect();
    let code = json!({"type": "string", "enum": codes, "description": "Stable; made to be compared"});
    let details = json!({
        "type": "object", "description": "Only where there is more to say",
        "properties": {
            "fields": {"type": "object", "description": "Field → reason; all faults at once", "additionalProperties": {"type": "string"}},
            "required": {"type": "integer", "description": "Credits that the request costs"},
            "available": {"type": "integer", "description": "Credits that are left"},
            "leadId": {"type": "string", "description": "The lead that has the `externalId` already"},
        },
    });
    let retry_after = json!({"type": "integer", "minimum": 0, "description": "Seconds; only with `RATE_LIMIT_EXCEEDED`"});
    let error = json!({
        "type": "object", "required": ["success", "error"], "description": "The one body of all errors",
        "properties": {
            "success": {"type": "boolean", "const": false},
            "error": {
                "type": "object", "required": ["code", "message"],
                "properties": {"code": code, "message": {"type": "string"}, "details": details, "retryAfter": retry_after},
            },
        },
    });
    let problem = json!({
        "type": "object", "required": ["type", "title", "status", "detail", "code"], "description": "The same as RFC 9457 has it",
        "properties": {
            "type": {"type": "string", "format": "uri", "description": "A page with cause and fix"},
            "title": {"type": "string"},
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": {"type": "string"},
            "code": code, "details": details, "retryAfter": retry_after,
        },
    });
    [("Error", error), ("Problem", problem)]
}

/// `Error400` … for every status in the table. `public_url`: what the problems' types begin with.
pub fn errors(public_url: &str) -> Value {
    let mut all = Map::new();
    for status in ALL.iter().map(|kind| kind.status.as_u16()) {
        let kinds = of(status);
        let told: Vec<String> = kinds.iter().map(|kind| format!("`{}`: {}", kind.code, kind.cause)).collect();
        let mut content = content(status);
        for kind in kinds {
            content["application/json"]["examples"][kind.code] = json!({"value": example(kind)});
            content["application/problem+json"]["examples"][kind.code] = json!({"value": ApiError::new(kind).problem(public_url)});
        }
        let headers = Value::Object(common_headers(&status.to_string()));
        all.insert(format!("Error{status}"), json!({"description": told.join(" "), "headers": headers, "content": content}));
    }
    Value::Object(all)
}

/// The two forms of an error with this status, with the codes that it can have.
pub fn content(status: u16) -> Value {
    let codes: Vec<&str> = of(status).iter().map(|kind| kind.code).collect();
    let only = json!({"properties": {"code": {"enum": codes}}});
    json!({
        "application/json": {"schema": {"allOf": [{"$ref": "#/components/schemas/Error"}, {"properties": {"error": only}}]}},
        "application/problem+json": {"schema": {"allOf": [{"$ref": "#/components/schemas/Problem"}, only]}},
    })
}

fn of(status: u16) -> Vec<&'static ErrorKind> {
    ALL.iter().copied().filter(|kind| kind.status.as_u16() == status).collect()
}

fn example(kind: &ErrorKind) -> Value {
    let mut body: Value = serde_json::from_str(&envelope(kind, kind.message)).unwrap_or_default();
    if kind.status.as_u16() == 429 {
        body["error"]["message"] = "Rate limit exceeded. Maximum 10 requests per 60 seconds allowed.".into();
        body["error"]["retryAfter"] = 45.into();
    }
    body
}

/// Components; [`common_headers`] says which answer has which.
pub fn headers() -> Value {
    let number = |text: &str, example: i64| json!({"description": text, "required": true, "schema": {"type": "integer", "minimum": 0}, "example": example});
    let text = |text: &str, example: &str| json!({"description": text, "schema": {"type": "string"}, "example": example});
    json!({
        "XRequestId": {
            "description": "Names the request in the server's log. Your own, if you send one of 1 to 64 visible ASCII characters.",
            "required": true, "schema": {"type": "string", "minLength": 1, "maxLength": 64}, "example": "x7Kq2mWc9TzR4bNf6JdL",
        },
        "XRateLimitLimit": number("Requests that the window allows", 60),
        "XRateLimitRemaining": number("Requests left in the window", 59),
        "XRateLimitReset": number("Unix seconds; from then on the next request is admitted for certain", 1_795_500_060),
        "XRateLimitWindow": number("Length of the window in seconds", 60),
        "RateLimitPolicy": text("The policy, as the IETF draft writes it", "\"status\";q=60;w=60, \"status-burst\";q=20;w=1"),
        "RateLimit": text("What is left of it", "\"status\";r=59;t=61, \"status-burst\";r=19;t=2"),
        "RetryAfter": number("Seconds to wait before the next try", 45),
        "IdempotentReplayed": {
            "description": "`true` when this is the first answer again", "schema": {"type": "string", "enum": ["true"]}, "example": "true",
        },
        "WwwAuthenticate": {"description": "How to authenticate", "required": true, "schema": {"type": "string"}, "example": "Bearer"},
    })
}

/// Header → reference to its component, for an answer with this status.
pub fn common_headers(status: &str) -> Map<String, Value> {
    let mut names = vec![
        ("X-Request-Id", "XRequestId"),
        ("X-RateLimit-Limit", "XRateLimitLimit"),
        ("X-RateLimit-Remaining", "XRateLimitRemaining"),
        ("X-RateLimit-Reset", "XRateLimitReset"),
        ("X-RateLimit-Window", "XRateLimitWindow"),
        ("RateLimit-Policy", "RateLimitPolicy"),
        ("RateLimit", "RateLimit"),
    ];
    match status {
        "401" => names.push(("WWW-Authenticate", "WwwAuthenticate")),
        "429" | "503" => names.push(("Retry-After", "RetryAfter")),
        _ => {}
    }
    names.into_iter().map(|(name, component)| (name.to_owned(), json!({"$ref": format!("#/components/headers/{component}")}))).collect()
}
