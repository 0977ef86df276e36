//! A JSON value as it is written in Python and in PHP.

use serde_json::Value;

pub struct Style {
    none: &'static str,
    yes: &'static str,
    no: &'static str,
    /// Around members, and around values of a list.
    braces: (&'static str, &'static str),
    arrow: &'static str,
    text: fn(&str) -> String,
}

pub const PYTHON: Style = Style { none: "None", yes: "True", no: "False", braces: ("{", "}"), arrow: ": ", text: json_text };
pub const PHP: Style = Style { none: "null", yes: "true", no: "false", braces: ("[", "]"), arrow: " => ", text: php_text };

/// `indent`: spaces before the closing bracket.
#[must_use]
pub fn write(value: &Value, style: &Style, indent: usize) -> String {
    let lines = |open: &str, lines: Vec<String>, close: &str| {
        if lines.is_empty() {
            // An empty list in PHP would become one in JSON, too.
            return if open == "[" && close == "]" && value.is_object() { "new stdClass()".to_owned() } else { format!("{open}{close}") };
        }
        let inner = " ".repeat(indent + 4);
        let all: String = lines.iter().map(|line| format!("{inner}{line},\n")).collect();
        format!("{open}\n{all}{}{close}", " ".repeat(indent))
    };
    match value {
        Value::Null => style.none.to_owned(),
        Value::Bool(yes) => if *yes { style.yes } else { style.no }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => (style.text)(text),
        Value::Array(values) => lines("[", values.iter().map(|value| write(value, style, indent + 4)).collect(), "]"),
        Value::Object(members) => {
            let all = members.iter().map(|(name, value)| format!("{}{}{}", (style.text)(name), style.arrow, write(value, style, indent + 4)));
            lines(style.braces.0, all.collect(), style.braces.1)
        }
    }
}

fn json_text(text: &str) -> String {
    Value::from(text).to_string()
}

fn php_text(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{PHP, PYTHON, write};

    #[test]
    fn values_are_written_as_the_languages_have_them() {
        let value = json!({"a": [true, null], "b": "it's", "c": {}});
        assert_eq!(write(&value, &PYTHON, 0), "{\n    \"a\": [\n        True,\n        None,\n    ],\n    \"b\": \"it's\",\n    \"c\": {},\n}");
        assert_eq!(write(&value, &PHP, 0), "[\n    'a' => [\n        true,\n        null,\n    ],\n    'b' => 'it\\'s',\n    'c' => new stdClass(),\n]");
    }
}
