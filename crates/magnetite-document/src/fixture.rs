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

pub fn swipe() -> Document {
    serde_json::from_str(include_str!("../assets/samples/swipe.json")).expect("the sample is a document")
}

pub fn calculator() -> Document {
    serde_json::from_str(include_str!("../assets/samples/calculator.json")).expect("the sample is a document")
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
    let mut document = poisoned(rich());
    document.subtitle = "x".repeat(10_000);
    document
}

/// The document with every text replaced by a hostile one, every link by a script.
pub fn poisoned(document: Document) -> Document {
    let mut value = serde_json::to_value(document).expect("a document is JSON");
    let mut count = 0;
    poison(&mut value, "", &mut count);
    serde_json::from_value(value).expect("only texts were replaced")
}

const TEXTS: [&str; 34] = [
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
    "after",
    "place",
    "formula",
    "assumption",
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
                    "after",
                    "place",
                    "assumption",
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

/// A brand with everything, in colours unlike the program's own.
pub fn brand() -> crate::brand::Brand {
    use crate::brand::{Brand, Fonts, LegalLink, Logo, Paint, Tone};
    let paint = |accent: &str, on_accent: &str, wash: &str| Some(Paint { accent: accent.into(), on_accent: on_accent.into(), wash: wash.into() });
    let picture =
        image::RgbaImage::from_fn(240, 60, |x, y| if (x / 10 + y / 10) % 2 == 0 { image::Rgba([0x7a, 0x1f, 0x5c, 255]) } else { image::Rgba([0, 0, 0, 0]) });
    let mut file = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut file, image::ImageFormat::Png).expect("a picture can be written");
    let made = crate::logo::prepare(&file.into_inner()).expect("a picture can be read");
    Brand {
        name: Some("Lantern & Street".into()),
        logo: Some(Logo { object: "logo-1".into(), width: made.width, height: made.height, tone: Tone::Dark, png: Some(made.png.into()) }),
        light: paint("#7a1f5c", "#ffffff", "#f6eef2"),
        dark: paint("#e59ccb", "#15181a", "#241c21"),
        fonts: Fonts::Report,
        theme: crate::brand::Theme::Journal,
        footer: Some("Lantern Street Studio Ltd, 5 Lantern Street, Bristol.\nRegistered in England no. 00000143.".into()),
        links: vec![
            LegalLink { label: "Imprint".into(), url: "https://lanternstreet.example/imprint".into() },
            LegalLink { label: "Privacy".into(), url: "https://lanternstreet.example/privacy".into() },
        ],
    }
}
