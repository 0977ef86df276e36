//! What a language model may phrase instead of the library: where the pen says it, and the sentences that passed the gate.

use std::collections::BTreeMap;

use crate::model::evidence::EvidenceId;

/// Sections whose sentences a language model may phrase. Labels, tables, the legal and the method's text, and the sender's words stay the library's.
pub(super) const PHRASED: [&str; 7] = ["summary", "score", "priorities", "quick-wins", "plan", "actions", "plays"];

/// One answer of the pen that a language model may phrase instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The same in each walk over the same brief.
    pub key: String,
    pub section: &'static str,
    /// The check it is about, or the salt of a text of the frame.
    pub salt: String,
    /// Its sentences in the pen's `said`.
    pub said: std::ops::Range<usize>,
}

/// A model's sentence that passed the gate.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    pub text: String,
    pub evidence: Vec<EvidenceId>,
    /// Values about the prospect in it.
    pub facts: Vec<String>,
    /// One of its values follows by a named formula.
    pub computed: bool,
}

/// Sentences by the key of what they stand for.
pub type Phrases = BTreeMap<String, Vec<Phrase>>;
