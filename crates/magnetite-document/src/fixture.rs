//! Invented documents for tests and for looking at: a rich one, one about a site that could not be read, and variations of the rich one.

#![allow(clippy::expect_used)]

use serde_json::Value;

use crate::tree::Document;

pub fn rich() -> Document {
    serde_json::from_str(include_str!("../assets/samples/rich.json")).expect("the sample is a document")
}

pub fn thin() -> Document {
    serde_json::from_str(include_str!("../assets/samples/thin.json")).expect("the sample is a document")
}

/// Texts that try to become markup, script, links or layout in one of the renderings.
pub const HOSTILE: [&str; 14] = [
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "#emph[x] $x^2$ <label> @ref #sys.inputs #read(\"/etc/passwd\")",
    "](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "`code` ``` *star* _under_ ~~gone~~ [^1] [^1]: note",
    "# heading\n- list\n1. one\n> quote\n| a | b |\n---",
    "inv\u{202e}fdp.exe\u{2066}",
    "株式会社ハーバー 日本語",
    "שלום עולם مرحبا بالعالم",
    "emoji 🚀 👩‍👩‍👧 ☃",
    "{{ 7 * 7 }} {% include \"x\" %} ${x}",
    "\0\u{7}\u{b}\u{feff}\u{ffff}nul",
    "&lt;b&gt; &#60; & \\ \\\\ //comment /* comment */",
];

/// The rich document with every text replaced by a hostile one, every link by a script, and one very long word.
pub fn hostile() -> Document {
    let mut value = serde_json::to_value(rich()).expect("a document is JSON");
    let mut count = 0;
    poison(&mut value, "", &mut count);
    let mut document: Document = serde_json::from_value(value).expect("only texts were replaced");
    document.subtitle = "x".repeat(10_000);
    document
}

const TEXTS: [&str; 30] = [
    "title",
    "subtitle",
    "name",
    "company",
    "domain",
    "heading",
    "text",
    "strong",
    "em",
    "code",
    "label",
    "word",
    "detail",
    "area",
    "effort",
    "severity",
    "who",
    "verify",
    "caption",
    "unit",
    "attribution",
    "when",
    "quote",
    "observed",
    "expected",
    "locator",
    "source",
    "kind",
    "header",
    "email",
];

fn poison(value: &mut Value, key: &str, count: &mut usize) {
    match value {
        Value::String(text) if key == "href" || key == "url" => "javascript:alert(1)".clone_into(text),
        Value::String(text) if TEXTS.contains(&key) => {
            HOSTILE[*count % HOSTILE.len()].clone_into(text);
            *count += 1;
        }
        Value::Array(items) => items.iter_mut().for_each(|item| poison(item, key, count)),
        Value::Object(members) => members.iter_mut().for_each(|(key, member)| poison(member, key, count)),
        _ => {}
    }
}

/// Every piece of text that a reader of the document must meet, cleaned as the renderings clean it; sources left out.
pub fn pieces(document: &Document) -> Vec<String> {
    fn walk(value: &Value, key: &str, out: &mut Vec<String>) {
        match value {
            Value::String(text)
                if [
                    "heading",
                    "text",
                    "strong",
                    "em",
                    "code",
                    "attribution",
                    "caption",
                    "label",
                    "detail",
                    "word",
                    "who",
                    "verify",
                    "header",
                    "when",
                    "title",
                    "subtitle",
                ]
                .contains(&key) =>
            {
                out.push(crate::clean::clean(text));
            }
            Value::Array(items) => items.iter().for_each(|item| walk(item, key, out)),
            Value::Object(members) => members.iter().for_each(|(key, member)| walk(member, key, out)),
            _ => {}
        }
    }
    let value = serde_json::to_value(document).expect("a document is JSON");
    let mut out = vec![crate::clean::clean(&document.title), crate::clean::clean(&document.subtitle)];
    walk(&value["sections"], "sections", &mut out);
    walk(&value["cta"], "cta", &mut out);
    out.retain(|piece| !piece.trim().is_empty());
    out
}

/// The text without white space and invisible marks, so that line breaks and block boundaries do not count.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace() && !matches!(character, '\u{200b}' | '\u{2060}')).collect()
}
