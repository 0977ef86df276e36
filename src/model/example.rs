//! An input schema shown to those who will call it: an example body, and which changes of the schema would refuse bodies that it took before.

use serde_json::{Map, Value, json};

use super::schema::{COMMON, CustomField, Fault, FieldKind, InputSchema, custom_value};

impl FieldKind {
    pub const ALL: [FieldKind; 8] =
        [FieldKind::String, FieldKind::Number, FieldKind::Integer, FieldKind::Boolean, FieldKind::Url, FieldKind::Email, FieldKind::Date, FieldKind::Choice];

    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// A typed text as the JSON value of this kind; the text itself where it is none.
    #[must_use]
    pub fn value_of(self, text: &str) -> Value {
        let text = text.trim();
        let value = match self {
            FieldKind::Number => text.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| json!(number)),
            FieldKind::Integer => text.parse::<i64>().ok().map(|number| json!(number)),
            FieldKind::Boolean => text.parse::<bool>().ok().map(|truth| json!(truth)),
            _ => None,
        };
        value.unwrap_or_else(|| json!(text))
    }
}

impl InputSchema {
    /// A body that this schema takes: every common field, and every custom one with its example or a value of its kind.
    #[must_use]
    pub fn example(&self) -> Value {
        let mut body: Map<String, Value> = COMMON.iter().map(|(name, _, _, example)| ((*name).to_owned(), json!(example))).collect();
        if !self.custom.is_empty() {
            let custom: Map<String, Value> = self.custom.iter().map(|field| (field.name.clone(), example(field))).collect();
            body.insert("customFields".into(), Value::Object(custom));
        }
        Value::Object(body)
    }

    /// Faults of the schema and of the examples in it.
    #[must_use]
    pub fn faults_with_examples(&self) -> Vec<Fault> {
        let mut faults = self.faults();
        for (at, field) in self.custom.iter().enumerate() {
            let long = |text: &Option<String>| text.as_ref().is_some_and(|text| text.chars().count() > 300);
            for (name, text) in [("label", &field.label), ("description", &field.description)] {
                if long(text) {
                    faults.push(Fault { field: format!("fields.custom.{at}.{name}"), reason: "must be at most 300 characters".into() });
                }
            }
            if let Some(Err(reason)) = field.example.as_ref().map(|example| custom_value(field, example)) {
                faults.push(Fault { field: format!("fields.custom.{at}.example"), reason });
            }
        }
        faults
    }

    /// What callers who send what `before` took would be refused for now, a sentence each.
    #[must_use]
    pub fn breaks(&self, before: &InputSchema) -> Vec<String> {
        let mut breaks = Vec::new();
        for name in self.required.iter().filter(|name| !before.required.contains(name) && *name != "email") {
            breaks.push(format!("{name} is newly required"));
        }
        for field in &self.custom {
            let Some(old) = before.custom.iter().find(|old| old.name == field.name) else {
                if field.required {
                    breaks.push(format!("customFields.{} is new and required", field.name));
                }
                continue;
            };
            if field.required && !old.required {
                breaks.push(format!("customFields.{} is newly required", field.name));
            }
            if field.kind != old.kind && field.kind != FieldKind::String {
                breaks.push(format!("customFields.{} was of type {} and is now {}", field.name, old.kind.as_str(), field.kind.as_str()));
            }
            for gone in old.options.iter().filter(|option| field.kind == FieldKind::Choice && old.kind == FieldKind::Choice && !field.options.contains(option))
            {
                breaks.push(format!("customFields.{} no longer takes {gone}", field.name));
            }
        }
        breaks
    }
}

fn example(field: &CustomField) -> Value {
    field.example.clone().unwrap_or_else(|| match field.kind {
        FieldKind::String => json!("text"),
        FieldKind::Number => json!(12.5),
        FieldKind::Integer => json!(12),
        FieldKind::Boolean => json!(true),
        FieldKind::Url => json!("https://example.com/"),
        FieldKind::Email => json!("jane@example.com"),
        FieldKind::Date => json!("2026-03-31"),
        FieldKind::Choice => field.options.first().map_or(Value::Null, |option| json!(option)),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn schema(value: Value) -> InputSchema {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn the_example_is_taken_by_its_own_schema() {
        let all = FieldKind::ALL.map(|kind| json!({"name": kind.as_str(), "type": kind.as_str(), "required": true, "options": ["a", "b"]}));
        let schema = schema(json!({"required": ["company", "phone"], "custom": all}));
        let Value::Object(body) = schema.example() else { unreachable!() };
        assert!(schema.check(body).is_ok());
    }

    #[test]
    fn what_would_refuse_old_callers_is_named() {
        let before = schema(json!({"custom": [{"name": "plan", "type": "choice", "options": ["a", "b"]}, {"name": "seats", "type": "string"}]}));
        let after = schema(json!({"required": ["company"], "custom": [
            {"name": "plan", "type": "choice", "options": ["a"], "required": true}, {"name": "seats", "type": "integer"}, {"name": "new", "type": "date", "required": true}]}));
        assert_eq!(
            after.breaks(&before),
            [
                "company is newly required",
                "customFields.plan is newly required",
                "customFields.plan no longer takes b",
                "customFields.seats was of type string and is now integer",
                "customFields.new is new and required",
            ]
        );
        assert!(before.breaks(&after).is_empty());
        assert!(before.breaks(&before).is_empty());
    }

    #[test]
    fn an_example_must_be_of_its_field_s_kind() {
        let bad = schema(json!({"custom": [{"name": "seats", "type": "integer", "example": "many"}]}));
        assert_eq!(bad.faults_with_examples()[0].field, "fields.custom.0.example");
    }
}
