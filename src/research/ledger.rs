//! The ledger collects evidence while profile and checks are made, and hands out ids in the order of discovery.

use crate::model::evidence::{Evidence, EvidenceId, Kind, Source};
use crate::model::page::Page;

/// Longest quotation kept, in characters.
const QUOTE_MAX_CHARS: usize = 400;

#[derive(Debug, Default)]
pub struct Ledger {
    items: Vec<Evidence>,
}

/// What is to be noted; the ledger adds the id.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    pub source: Source,
    pub kind: Kind,
    pub url: Option<String>,
    pub fetched_at: i64,
    pub body_sha256: Option<String>,
    pub locator: String,
    pub quote: Option<String>,
    pub observed: Option<String>,
    pub expected: Option<String>,
    pub verify: Option<String>,
}

impl Note {
    /// Something seen on a page that was read.
    #[must_use]
    pub fn on(page: &Page, kind: Kind, locator: impl Into<String>) -> Self {
        Self {
            source: Source::Site,
            kind,
            url: Some(page.url.clone()),
            fetched_at: page.fetched_at,
            body_sha256: Some(page.body_sha256.clone()),
            locator: locator.into(),
            quote: None,
            observed: None,
            expected: None,
            verify: None,
        }
    }

    #[must_use]
    pub fn quote(mut self, quote: impl Into<String>) -> Self {
        self.quote = Some(quote.into());
        self
    }

    #[must_use]
    pub fn observed(mut self, observed: impl Into<String>) -> Self {
        self.observed = Some(observed.into());
        self
    }

    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    #[must_use]
    pub fn verify(mut self, verify: impl Into<String>) -> Self {
        self.verify = Some(verify.into());
        self
    }
}

impl Ledger {
    /// Keeps the note and returns its id; the same note twice gets the same id. A quotation beyond 400 characters is cut at a word.
    pub fn add(&mut self, note: Note) -> EvidenceId {
        let quote = note.quote.map(|quote| cut(&quote));
        let same = |item: &&Evidence| {
            item.url == note.url && item.kind == note.kind && item.locator == note.locator && item.quote == quote && item.observed == note.observed
        };
        if let Some(item) = self.items.iter().find(same) {
            return item.id.clone();
        }
        let id = EvidenceId(format!("ev_{}", self.items.len() + 1));
        self.items.push(Evidence {
            id: id.clone(),
            source: note.source,
            kind: note.kind,
            url: note.url,
            fetched_at: note.fetched_at,
            body_sha256: note.body_sha256,
            locator: note.locator,
            quote,
            observed: note.observed,
            expected: note.expected,
            verify: note.verify,
        });
        id
    }

    /// Whether all of this evidence was posted, and none of it found.
    #[must_use]
    pub fn is_provided(&self, ids: &[EvidenceId]) -> bool {
        let posted = |id: &EvidenceId| self.items.iter().any(|item| item.id == *id && item.source == Source::Provided);
        !ids.is_empty() && ids.iter().all(posted)
    }

    /// Gives the pieces that have no line to see them again the address of their page.
    pub fn make_verifiable(&mut self, ids: &[EvidenceId]) {
        for item in self.items.iter_mut().filter(|item| item.verify.is_none() && ids.contains(&item.id)) {
            item.verify = item.url.clone();
        }
    }

    #[must_use]
    pub fn into_evidence(self) -> Vec<Evidence> {
        self.items
    }
}

fn cut(quote: &str) -> String {
    if quote.chars().count() <= QUOTE_MAX_CHARS {
        return quote.to_owned();
    }
    let head: String = quote.chars().take(QUOTE_MAX_CHARS).collect();
    match head.rfind(' ') {
        Some(end) => head[..end].to_owned(),
        None => head,
    }
}
