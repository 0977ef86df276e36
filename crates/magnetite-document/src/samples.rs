//! Invented documents to look at and to test with: one of each kind, in several languages and scripts, a thin one and a long one. No company in
//! them exists.

use std::sync::OnceLock;

use crate::brand::{Brand, Theme};
use crate::tree::Document;

/// One sample by the name it has in an address.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    pub name: &'static str,
    /// The theme that the gallery shows it in first.
    pub theme: Theme,
    /// Marked as a sample.
    pub document: Document,
}

impl Sample {
    /// The document set in one of the themes, without a sender's colours.
    #[must_use]
    pub fn in_theme(&self, theme: Theme) -> Document {
        let brand = (theme != Theme::default()).then(|| Brand { theme, ..Brand::default() });
        Document { brand, ..self.document.clone() }
    }
}

const SOURCES: [(&str, Theme, &str); 11] = [
    ("scorecard", Theme::Journal, include_str!("../assets/samples/rich.json")),
    ("long", Theme::Ledger, include_str!("../assets/samples/long.json")),
    ("checklist-de", Theme::Signal, include_str!("../assets/samples/checklist-de.json")),
    ("playbook-fr", Theme::Journal, include_str!("../assets/samples/playbook-fr.json")),
    ("calculator", Theme::Ledger, include_str!("../assets/samples/calculator.json")),
    ("swipe", Theme::Signal, include_str!("../assets/samples/swipe.json")),
    ("scorecard-es", Theme::Signal, include_str!("../assets/samples/scorecard-es.json")),
    ("scorecard-ar", Theme::Journal, include_str!("../assets/samples/scorecard-ar.json")),
    ("checklist-he", Theme::Ledger, include_str!("../assets/samples/checklist-he.json")),
    ("scorecard-ja", Theme::Signal, include_str!("../assets/samples/scorecard-ja.json")),
    ("thin", Theme::Journal, include_str!("../assets/samples/thin.json")),
];

/// All samples, in the order of the gallery.
#[must_use]
pub fn samples() -> &'static [Sample] {
    static SAMPLES: OnceLock<Vec<Sample>> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        let read = |(name, theme, text): (&'static str, Theme, &str)| {
            let document: Document = serde_json::from_str(text).ok()?;
            Some(Sample { name, theme, document: Document { sample: true, ..document } })
        };
        SOURCES.into_iter().filter_map(read).collect()
    })
}
