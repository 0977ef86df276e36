//! The document tree `magnetite.magnet/1`: the one source of page, PDF, share image, Markdown and JSON.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::brand::Brand;

/// Value of [`Document::schema`].
pub const SCHEMA: &str = "magnetite.magnet/1";

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    pub schema: String,
    /// `scorecard`
    pub kind: String,
    pub mode: Mode,
    /// Made from the built-in sample dossier, for a test key: every rendering says so.
    #[serde(default)]
    pub sample: bool,
    /// ISO 639-1.
    pub language: String,
    pub title: String,
    pub subtitle: String,
    pub prepared_for: Reader,
    pub prepared_by: Sender,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// What research could read: `ok`, `thin`, `insufficient`, and in plain words why not more.
    pub reading: ReadingNote,
    pub sections: Vec<Section>,
    pub claims: Vec<Claim>,
    pub evidence: Vec<Evidence>,
    pub cta: Option<Cta>,
    pub writer: Writer,
    /// Texts for the sender to send the document with; no rendering shows them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outreach: Option<Outreach>,
    /// The sender's look; `None` for the program's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<Brand>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    Full,
    /// Little or nothing could be read; the document says so.
    Thin,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadingNote {
    pub outcome: String,
    pub reason: Option<String>,
    pub text: Option<String>,
}

/// The person the document is for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reader {
    pub name: Option<String>,
    pub title: Option<String>,
    pub company: Option<String>,
    pub domain: Option<String>,
}

/// Who sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sender {
    pub company: String,
    pub name: Option<String>,
    pub url: Option<String>,
    pub email: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Anchor, unique in the document: `summary`, `score`, `priorities`, `quick-wins`, `sender`, `method`, `appendix`.
    pub id: String,
    pub heading: String,
    /// Set behind the main part, in smaller type.
    #[serde(default)]
    pub appendix: bool,
    pub blocks: Vec<Block>,
}

/// Running text with a small inline set. No markup ever: each part is plain text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Text(pub Vec<Inline>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Inline {
    Text(String),
    Strong(String),
    Em(String),
    Code(String),
    Link {
        text: String,
        href: String,
    },
    /// Marker of the claim with this id; stands right after its sentence.
    Claim(String),
}

impl Text {
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Inline::Text(text.into())])
    }

    /// The words alone, markers left out.
    #[must_use]
    pub fn words(&self) -> String {
        self.0
            .iter()
            .map(|part| match part {
                Inline::Text(text) | Inline::Strong(text) | Inline::Em(text) | Inline::Code(text) => text.as_str(),
                Inline::Link { text, .. } => text.as_str(),
                Inline::Claim(_) => "",
            })
            .collect()
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Block {
    Paragraph {
        text: Text,
    },
    /// The words the site itself uses, with the claim that names the source.
    Quote {
        text: String,
        attribution: String,
        claim: Option<String>,
    },
    Score {
        overall: ScoreLine,
        areas: Vec<ScoreLine>,
    },
    Finding(Box<Finding>),
    Checklist {
        items: Vec<ChecklistItem>,
    },
    Table {
        caption: Option<String>,
        header: Vec<String>,
        rows: Vec<Vec<Text>>,
    },
    BarChart {
        caption: String,
        unit: String,
        bars: Vec<Bar>,
    },
    Steps {
        items: Vec<Step>,
    },
    Callout {
        tone: Tone,
        heading: Option<String>,
        text: Text,
    },
    /// Texts for the reader to copy.
    Swipe {
        items: Vec<SwipeItem>,
    },
    Calculator(Box<Calculator>),
}

/// One line of the score panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScoreLine {
    pub id: String,
    pub label: String,
    /// 0–100; `None` when nothing was measured.
    pub percent: Option<u8>,
    /// `Strong`, `Fair`, `Needs work`, `Not measured`.
    pub word: String,
    /// `12 of 15 checks`
    pub detail: String,
}

/// One of the priorities.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    pub check: String,
    /// `high`, `medium`, …; shown as a quiet word, never as an alarm.
    pub severity: String,
    pub area: String,
    pub heading: String,
    pub saw: Text,
    pub matters: Text,
    pub fix: Text,
    /// `minutes`, `hours`, `days`
    pub effort: String,
    /// Who does it: `whoever edits the site`.
    pub who: String,
    /// Command or address with which the reader can check it.
    pub verify: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChecklistItem {
    pub id: String,
    pub text: Text,
    pub why: Option<Text>,
    pub effort: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bar {
    pub label: String,
    pub value: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    pub heading: String,
    pub when: Option<String>,
    pub text: Text,
}

/// One text to copy, beside the words it replaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SwipeItem {
    /// Unique in its block.
    pub id: String,
    /// What it is: `Title of your home page`.
    pub label: String,
    /// Where it goes.
    pub place: String,
    /// What stands there now, with the marker of its source; `None` where nothing does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Text>,
    /// Plain text to copy; may have lines.
    pub after: String,
    /// The claim that names what the new text is made of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Set as code, and not to be edited word by word.
    #[serde(default)]
    pub code: bool,
}

/// An estimate that the reader can change. Results are ranges; the formula language is that of `formula.rs` in the program's model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Calculator {
    /// Unique in the document.
    pub id: String,
    pub caption: String,
    pub inputs: Vec<CalculatorInput>,
    pub results: Vec<CalculatorResult>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalculatorInput {
    /// As the formulas name it: small letters, digits, `_`.
    pub name: String,
    pub label: String,
    /// `h`, `EUR/h`, `%`; empty for a plain number.
    pub unit: String,
    pub value: f64,
    /// The upper end where the default is a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    pub min: f64,
    pub max: f64,
    pub step: f64,
    pub source: InputSource,
}

/// Where a default comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum InputSource {
    /// Id of the claim that it follows from.
    Claim(String),
    /// Nobody's measurement: what it is instead, in words.
    Assumption(String),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalculatorResult {
    pub name: String,
    pub label: String,
    pub unit: String,
    /// Over the inputs and the results before this one.
    pub formula: String,
    /// For the defaults, in `unit`.
    pub low: f64,
    pub high: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Something the company does well.
    Strength,
    Note,
    /// What was not or could not be looked at.
    Limit,
}

/// A sentence that states a fact about the prospect, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    pub id: String,
    pub text: String,
    pub evidence: Vec<String>,
    pub verdict: Verdict,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Stands in its evidence.
    Supported,
    /// Follows from its evidence by a named rule.
    Computed,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    pub id: String,
    /// `site`, `provided`, `measured`
    pub source: String,
    /// `http`, `html`, `text`, `meta`, `dns`, `tls`, `posted`, `measured`
    pub kind: String,
    pub url: Option<String>,
    /// Epoch milliseconds.
    pub fetched_at: i64,
    pub body_sha256: Option<String>,
    pub locator: String,
    pub quote: Option<String>,
    pub observed: Option<String>,
    pub expected: Option<String>,
    pub verify: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cta {
    pub label: String,
    pub url: String,
    pub text: Option<String>,
}

/// Texts beside the document, for the sender to copy. Plain text; `{link}` stands where the address of the document goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Outreach {
    /// Subject lines to choose from.
    pub subjects: Vec<String>,
    /// Paragraphs of a short e-mail.
    pub email: Vec<String>,
    /// At most 300 characters.
    pub linkedin: String,
}

/// Which writer wrote it, and what the gate did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Writer {
    /// `builtin`, or `llm` when sentences of a language model stand in the document.
    pub name: String,
    pub version: String,
    /// Sentences that went through the gate, were refused by it, were replaced by the built-in sentence.
    pub sentences: u32,
    pub refused: u32,
    pub replaced: u32,
    /// Share of findings of medium severity and above that the document tells, 0–1; `None` when there is none to tell.
    pub coverage: Option<f64>,
    /// What a language model had to do with it, where one was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<ModelShare>,
}

/// What a language model had to do with a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ModelShare {
    /// `openai`, `anthropic`, `ollama`
    pub provider: String,
    /// The model's name, as its server knows it.
    pub name: String,
    /// Sentences of the model that stand in the document.
    pub kept: u32,
    /// Blocks it was asked to phrase, and those where the built-in sentences stand instead.
    pub blocks: u32,
    pub replaced: u32,
    /// Sentences refused, by rule: `number`, `name`, `negation`, …; a sentence refused twice counts twice.
    pub refusals: BTreeMap<String, u32>,
    /// Why no sentence of the model stands, in one word: what came of the last call, or `gate` where all were refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fell_back: Option<String>,
}
