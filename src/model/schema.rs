//! The input schema of a project: which fields a POST may and must carry, and the check that turns a body into [`LeadFields`].
//! API and command line use this one check; all faults of a body come back at once.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::lead::{LeadFields, parse_email, parse_host};

const NAME_MAX_CHARS: usize = 200;
const EXTERNAL_ID_MAX_CHARS: usize = 255;
const CUSTOM_MAX_CHARS: usize = 5_000;
const CUSTOM_MAX_MEMBERS: usize = 100;

/// The fields that every project knows: name, label, description, example.
pub const COMMON: [(&str, &str, &str, &str); 8] = [
    ("email", "E-mail", "The person's e-mail address", "jane@harbourpine.example"),
    ("fullName", "Full name", "The person's name", "Jane Miller"),
    ("company", "Company", "Name of the company", "Harbour & Pine Joinery"),
    ("domain", "Domain", "Host name of the company's web site; a pasted URL is reduced to its host", "harbourpine.example"),
    ("industry", "Industry", "The company's industry", "Joinery"),
    ("companySize", "Company size", "Number of people, as a number or a range", "1-10"),
    ("title", "Job title", "The person's role", "Managing director"),
    ("phone", "Phone", "The person's telephone number", "+44 117 496 0123"),
];

/// Which fields a lead may and must carry.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct InputSchema {
    /// Common fields that are required besides `email`.
    #[schema(value_type = Vec<CommonField>)]
    pub required: Vec<String>,
    /// Members of `customFields`.
    #[schema(max_items = 100)]
    pub custom: Vec<CustomField>,
}

/// One of [`COMMON`], as the reference lists them.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub enum CommonField {
    Email,
    FullName,
    Company,
    Domain,
    Industry,
    CompanySize,
    Title,
    Phone,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CustomField {
    #[schema(pattern = "^[A-Za-z0-9_-]{1,64}$")]
    pub name: String,
    #[serde(rename = "type")]
    pub kind: FieldKind,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub label: Option<String>,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    #[schema(value_type = Value)]
    pub example: Option<Value>,
    /// Allowed values, for `choice`.
    #[serde(default)]
    pub options: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    String,
    Number,
    Integer,
    Boolean,
    Url,
    Email,
    /// `YYYY-MM-DD`
    Date,
    Choice,
}

impl FieldKind {
    /// As it stands in JSON and forms.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            FieldKind::String => "string",
            FieldKind::Number => "number",
            FieldKind::Integer => "integer",
            FieldKind::Boolean => "boolean",
            FieldKind::Url => "url",
            FieldKind::Email => "email",
            FieldKind::Date => "date",
            FieldKind::Choice => "choice",
        }
    }
}

/// One thing wrong with a body: the field (`customFields.seats`) and a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub field: String,
    pub reason: String,
}

/// The sentence that stands for all faults: the first one's, so that `Missing required field: email` reads as it always did.
#[must_use]
pub fn sentence(faults: &[Fault]) -> Option<String> {
    faults.first().map(|fault| {
        if fault.reason.starts_with("Missing required field") {
            fault.reason.clone()
        } else {
            format!("Invalid value for field: {} {}", fault.field, fault.reason)
        }
    })
}

/// A field as the schema endpoint lists it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ListedField {
    #[schema(example = "customFields.seats")]
    pub name: String,
    #[serde(rename = "type")]
    #[schema(value_type = FieldKind)]
    pub kind: &'static str,
    pub required: bool,
    pub label: String,
    pub description: String,
    pub example: Value,
}

impl InputSchema {
    /// Says what is wrong with the schema itself: unknown names in `required`, doubled or badly named custom fields, a choice without options.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |field: String, reason: &str| faults.push(Fault { field, reason: reason.into() });
        for name in &self.required {
            if !COMMON.iter().any(|(common, ..)| common == name) {
                fault(format!("fields.required.{name}"), "is not one of the common fields");
            }
        }
        if self.custom.len() > CUSTOM_MAX_MEMBERS {
            fault("fields.custom".into(), "must have at most 100 members");
        }
        for (at, field) in self.custom.iter().enumerate() {
            let name_ok = !field.name.is_empty() && field.name.len() <= 64 && field.name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
            if !name_ok {
                fault(format!("fields.custom.{at}.name"), "must be 1 to 64 letters, digits, - or _");
            }
            if self.custom.iter().take(at).any(|other| other.name == field.name) {
                fault(format!("fields.custom.{at}.name"), "stands twice");
            }
            if field.kind == FieldKind::Choice && field.options.is_empty() {
                fault(format!("fields.custom.{at}.options"), "must name the allowed values");
            }
        }
        faults
    }

    /// Turns a JSON body into lead fields. Null and empty texts count as not given.
    ///
    /// # Errors
    /// All faults, missing fields first.
    pub fn check(&self, body: Map<String, Value>) -> Result<LeadFields, Vec<Fault>> {
        let mut missing = Vec::new();
        let mut faults = Vec::new();
        let mut lead = LeadFields::default();
        let mut body = body;
        for (name, ..) in COMMON {
            let value = match text_of(body.remove(name)) {
                Ok(value) => value,
                Err(reason) => {
                    faults.push(Fault { field: name.into(), reason: reason.into() });
                    continue;
                }
            };
            let Some(value) = value else {
                if name == "email" || self.required.iter().any(|required| required == name) {
                    missing.push(Fault { field: name.into(), reason: format!("Missing required field: {name}") });
                }
                continue;
            };
            match common_value(name, &value) {
                Ok(value) => store(&mut lead, name, value),
                Err(reason) => faults.push(Fault { field: name.into(), reason: reason.into() }),
            }
        }
        // Many systems number their records.
        let external_id = body.remove("externalId").map(|value| if value.is_i64() || value.is_u64() { Value::from(value.to_string()) } else { value });
        match text_of(external_id) {
            Ok(Some(id)) if id.chars().count() > EXTERNAL_ID_MAX_CHARS => {
                faults.push(Fault { field: "externalId".into(), reason: "must be at most 255 characters".into() });
            }
            Ok(id) => lead.external_id = id,
            Err(reason) => faults.push(Fault { field: "externalId".into(), reason: reason.into() }),
        }
        match custom_object(body.remove("customFields")) {
            Ok(custom) => self.check_custom(custom, &mut lead, &mut missing, &mut faults),
            Err(reason) => faults.push(Fault { field: "customFields".into(), reason: reason.into() }),
        }
        lead.extra = body;
        missing.append(&mut faults);
        if missing.is_empty() { Ok(lead) } else { Err(missing) }
    }

    fn check_custom(&self, mut custom: Map<String, Value>, lead: &mut LeadFields, missing: &mut Vec<Fault>, faults: &mut Vec<Fault>) {
        if custom.len() > CUSTOM_MAX_MEMBERS {
            faults.push(Fault { field: "customFields".into(), reason: "must have at most 100 members".into() });
            return;
        }
        for value in custom.values_mut() {
            if let Value::String(text) = value {
                *text = clean_lines(text);
            }
        }
        for (name, value) in &custom {
            if value.as_str().is_some_and(|text| text.chars().count() > CUSTOM_MAX_CHARS) {
                faults.push(Fault { field: format!("customFields.{name}"), reason: "must be at most 5000 characters".into() });
            }
        }
        for field in &self.custom {
            let path = format!("customFields.{}", field.name);
            match custom.get(&field.name).filter(|value| !value.is_null() && value.as_str() != Some("")) {
                None if field.required => missing.push(Fault { field: path.clone(), reason: format!("Missing required field: {path}") }),
                None => {}
                Some(value) => {
                    if let Err(reason) = custom_value(field, value) {
                        faults.push(Fault { field: path, reason });
                    }
                }
            }
        }
        lead.custom_fields = custom;
    }

    /// The fields as `GET …/generate` lists them.
    #[must_use]
    pub fn listed(&self) -> Vec<ListedField> {
        let common = COMMON.iter().map(|(name, label, description, example)| ListedField {
            name: (*name).into(),
            kind: "string",
            required: *name == "email" || self.required.iter().any(|required| required == name),
            label: (*label).into(),
            description: (*description).into(),
            example: json!(example),
        });
        let custom = self.custom.iter().map(|field| ListedField {
            name: format!("customFields.{}", field.name),
            kind: field.kind.as_str(),
            required: field.required,
            label: field.label.clone().unwrap_or_else(|| field.name.clone()),
            description: field.description.clone().unwrap_or_default(),
            example: field.example.clone().unwrap_or(Value::Null),
        });
        common.chain(custom).collect()
    }

    /// The same as JSON Schema 2020-12.
    #[must_use]
    pub fn json_schema(&self) -> Value {
        let mut properties = Map::new();
        let mut required = vec![json!("email")];
        for (name, label, description, example) in COMMON {
            let mut property = json!({"type": "string", "title": label, "description": description, "examples": [example], "maxLength": NAME_MAX_CHARS});
            if name == "email" {
                property["format"] = json!("email");
                property["maxLength"] = json!(254);
            }
            properties.insert(name.into(), property);
            if name != "email" && self.required.iter().any(|required| required == name) {
                required.push(json!(name));
            }
        }
        let custom: Map<String, Value> = self.custom.iter().map(|field| (field.name.clone(), custom_schema(field))).collect();
        let custom_required: Vec<&str> = self.custom.iter().filter(|field| field.required).map(|field| field.name.as_str()).collect();
        properties.insert(
            "customFields".into(),
            json!({"type": ["object", "string"], "description": "An object, or a string holding a JSON object", "properties": custom, "required": custom_required}),
        );
        if !custom_required.is_empty() {
            required.push(json!("customFields"));
        }
        json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "properties": properties, "required": required, "additionalProperties": true})
    }
}

/// `None` for missing, null and empty.
fn text_of(value: Option<Value>) -> Result<Option<String>, &'static str> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => {
            let text = clean(&text);
            Ok(if text.is_empty() { None } else { Some(text) })
        }
        Some(_) => Err("must be a string"),
    }
}

/// White space folded, control and bidi-control characters removed.
fn clean(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_unwanted(*c)).collect();
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Like [`clean`], with line breaks kept.
fn clean_lines(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !is_unwanted(*c)).collect::<String>().trim().to_owned()
}

fn is_unwanted(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn common_value(name: &str, value: &str) -> Result<String, &'static str> {
    match name {
        "email" => return parse_email(value),
        "domain" => return parse_host(value),
        "phone" => {
            let digits = value.chars().filter(char::is_ascii_digit).count();
            let only_phone = value.chars().all(|c| c.is_ascii_alphanumeric() || " +-()./#,;:".contains(c));
            if value.len() > 40 || !(3..=20).contains(&digits) || !only_phone {
                return Err("must be a telephone number");
            }
        }
        "companySize" if value.len() > 40 || !value.chars().any(|c| c.is_ascii_digit()) => return Err("must be a number or a range like 1-10"),
        _ if value.chars().count() > NAME_MAX_CHARS => return Err("must be at most 200 characters"),
        _ => {}
    }
    Ok(value.to_owned())
}

fn store(lead: &mut LeadFields, name: &str, value: String) {
    match name {
        "email" => lead.email = value,
        "fullName" => lead.full_name = Some(value),
        "company" => lead.company = Some(value),
        "domain" => lead.domain = Some(value),
        "industry" => lead.industry = Some(value),
        "companySize" => lead.company_size = Some(value),
        "title" => lead.title = Some(value),
        "phone" => lead.phone = Some(value),
        _ => {}
    }
}

fn custom_object(value: Option<Value>) -> Result<Map<String, Value>, &'static str> {
    const WRONG: &str = "must be an object or a string holding a JSON object";
    match value {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(map)) => Ok(map),
        Some(Value::String(text)) if text.trim().is_empty() => Ok(Map::new()),
        Some(Value::String(text)) => serde_json::from_str(&text).map_err(|_| WRONG),
        Some(_) => Err(WRONG),
    }
}

/// Texts that hold a number or a truth value pass too: form tools send nothing else.
pub(super) fn custom_value(field: &CustomField, value: &Value) -> Result<(), String> {
    let text = value.as_str();
    let ok = match field.kind {
        FieldKind::String => text.is_some(),
        FieldKind::Number => value.is_number() || text.is_some_and(|text| text.parse::<f64>().is_ok_and(f64::is_finite)),
        FieldKind::Integer => value.is_i64() || value.is_u64() || text.is_some_and(|text| text.parse::<i64>().is_ok()),
        FieldKind::Boolean => value.is_boolean() || matches!(text, Some("true" | "false")),
        FieldKind::Url => text.is_some_and(|text| url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))),
        FieldKind::Email => text.is_some_and(|text| parse_email(text).is_ok()),
        FieldKind::Date => text.is_some_and(|text| text.parse::<jiff::civil::Date>().is_ok()),
        FieldKind::Choice => text.is_some_and(|text| field.options.iter().any(|option| option == text)),
    };
    if ok {
        return Ok(());
    }
    Err(match field.kind {
        FieldKind::String => "must be a string".into(),
        FieldKind::Number => "must be a number".into(),
        FieldKind::Integer => "must be a whole number".into(),
        FieldKind::Boolean => "must be true or false".into(),
        FieldKind::Url => "must be a URL like https://example.com/".into(),
        FieldKind::Email => "must be a valid e-mail address like jane@example.com".into(),
        FieldKind::Date => "must be a date like 2026-03-31".into(),
        FieldKind::Choice => format!("must be one of: {}", field.options.join(", ")),
    })
}

fn custom_schema(field: &CustomField) -> Value {
    let mut schema = match field.kind {
        FieldKind::String => json!({"type": "string"}),
        FieldKind::Number => json!({"type": ["number", "string"]}),
        FieldKind::Integer => json!({"type": ["integer", "string"]}),
        FieldKind::Boolean => json!({"type": ["boolean", "string"]}),
        FieldKind::Url => json!({"type": "string", "format": "uri"}),
        FieldKind::Email => json!({"type": "string", "format": "email"}),
        FieldKind::Date => json!({"type": "string", "format": "date"}),
        FieldKind::Choice => json!({"type": "string", "enum": field.options}),
    };
    if let Some(label) = &field.label {
        schema["title"] = json!(label);
    }
    if let Some(description) = &field.description {
        schema["description"] = json!(description);
    }
    if let Some(example) = &field.example {
        schema["examples"] = json!([example]);
    }
    schema
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(schema: &InputSchema, body: Value) -> Result<LeadFields, Vec<(String, String)>> {
        let Value::Object(body) = body else { unreachable!() };
        schema.check(body).map_err(|faults| faults.into_iter().map(|fault| (fault.field, fault.reason)).collect())
    }

    #[test]
    fn all_faults_come_back_at_once_missing_first() {
        let schema: InputSchema = serde_json::from_value(json!({
            "required": ["company"],
            "custom": [{"name": "seats", "type": "integer", "required": true}, {"name": "plan", "type": "choice", "options": ["a", "b"]}],
        }))
        .unwrap();
        let faults = check(&schema, json!({"domain": "127.0.0.1", "fullName": "x".repeat(300), "title": 5, "customFields": {"plan": "c"}})).unwrap_err();
        let names: Vec<&str> = faults.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(names, ["email", "company", "customFields.seats", "fullName", "domain", "title", "customFields.plan"]);
        assert_eq!(faults[0].1, "Missing required field: email");
    }

    #[test]
    fn fields_are_cleaned_and_unknown_ones_kept() {
        let lead = check(&InputSchema::default(), json!({"email": "Jane@Example.ORG", "fullName": " Jane\u{202e}\n\tMiller ", "domain": "https://www.firm.example/x", "customFields": "{\"a\":1}", "notes": "hi", "company": ""}))
            .unwrap();
        assert_eq!(lead.full_name.as_deref(), Some("Jane Miller"));
        assert_eq!(lead.domain.as_deref(), Some("www.firm.example"));
        assert_eq!(lead.custom_fields["a"], 1);
        assert_eq!(lead.extra["notes"], "hi");
        assert_eq!(lead.company, None);
    }

    #[test]
    fn custom_fields_must_be_an_object_or_a_string_with_one() {
        for bad in [json!([1]), json!("[1]"), json!("{"), json!(5)] {
            let faults = check(&InputSchema::default(), json!({"email": "a@firm.example", "customFields": bad})).unwrap_err();
            assert_eq!(faults[0].0, "customFields");
        }
    }

    #[test]
    fn a_schema_with_faults_says_so() {
        let schema: InputSchema = serde_json::from_value(json!({"required": ["colour"], "custom": [
            {"name": "a b", "type": "string"}, {"name": "x", "type": "choice"}, {"name": "x", "type": "string"}]}))
        .unwrap();
        let fields: Vec<String> = schema.faults().into_iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["fields.required.colour", "fields.custom.0.name", "fields.custom.1.options", "fields.custom.2.name"]);
    }
}
