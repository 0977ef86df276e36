//! Whether two pages say the same, by the three-word runs of their main text.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::page::{Dropped, Page};

/// Runs looked at per page.
const RUNS_MAX: usize = 3_000;
/// Share of common runs from which pages are the same.
const ALIKE: f64 = 0.9;
/// Share from which one is a variant of the other.
const RESEMBLING: f64 = 0.5;

#[derive(Debug, Clone, Default)]
pub(crate) struct Fingerprint {
    runs: BTreeSet<u64>,
    body_sha256: String,
}

impl Fingerprint {
    pub(crate) fn of(page: &Page) -> Self {
        // What stands beside the main text may be all that tells two pages apart.
        let own = page.blocks.iter().filter(|block| matches!(block.dropped, None | Some(Dropped::Beside)));
        let words: Vec<String> = own.flat_map(|block| block.text.split_whitespace()).take(RUNS_MAX).map(str::to_lowercase).collect();
        let runs = if words.len() < 3 { words.iter().map(hash).collect() } else { words.windows(3).map(hash).collect() };
        Self { runs, body_sha256: page.body_sha256.clone() }
    }

    /// Pages without text are alike only when their bytes are the same.
    pub(crate) fn alike(&self, other: &Self) -> bool {
        self.likeness(other) >= ALIKE
    }

    /// Whether a page that names another as its canonical address may be believed.
    pub(crate) fn resembles(&self, other: &Self) -> bool {
        self.likeness(other) >= RESEMBLING
    }

    fn likeness(&self, other: &Self) -> f64 {
        if self.body_sha256 == other.body_sha256 {
            return 1.0;
        }
        if self.runs.is_empty() || other.runs.is_empty() {
            return 0.0;
        }
        ratio(self.runs.intersection(&other.runs).count()) / ratio(self.runs.union(&other.runs).count())
    }
}

fn ratio(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// `DefaultHasher::new` has fixed keys: the same words give the same number.
fn hash<T: Hash + ?Sized>(item: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    item.hash(&mut hasher);
    hasher.finish()
}
