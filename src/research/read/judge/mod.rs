//! Judges which blocks are main text: features of each block, and a table of trees that was trained on pages with marked text
//! (Web Content Extraction Benchmark, development split, Murrough Foley 2026, arXiv 2605.21097, CC-BY-4.0). `benches/reader` has the training.

use std::sync::LazyLock;

use forest::Forest;
use measure::{About, Page};

use super::blocks::Draft;
use crate::model::page::Dropped;

pub mod features;
mod forest;
pub mod measure;
pub mod words;

static FOREST: LazyLock<Forest> = LazyLock::new(|| Forest::read(include_bytes!("main_text.bin")).unwrap_or_default());

/// Blocks of a page that are judged; those after them stay as the rules left them.
const BLOCKS_MAX: usize = 4_000;
/// A block of a smaller share is never main text: a page that has nothing else has none.
const SHARE_MIN: f32 = 0.25;
/// Where the main text is clear, what lags behind it by more than this is beside it: teasers below an article.
const LAG_MAX: f32 = 0.6;
/// Below this many words of visible text there is nothing to choose from.
const WORDS_MIN: f32 = 100.0;

/// Chooses the main text among the visible blocks: those whose shares promise the greatest expected F1 together.
/// What the rules kept and the judge drops is [`Dropped::Beside`]. What is hidden is not looked at and changes nothing.
pub fn judge(drafts: &mut [Draft], about: &About) {
    let page = Page::new(drafts.iter().filter(|draft| !draft.state.hidden).take(BLOCKS_MAX), about);
    if page.total.words < WORDS_MIN || FOREST.is_empty() {
        return;
    }
    let mut row = Vec::new();
    let mut judged = Vec::with_capacity(page.blocks.len());
    for (at, (_, own)) in page.blocks.iter().enumerate() {
        features::row(&page, at, &mut row);
        judged.push((FOREST.share(&row), own.words));
    }
    let threshold = threshold(&judged);
    for (draft, (share, _)) in drafts.iter_mut().filter(|draft| !draft.state.hidden).zip(judged) {
        match (share >= threshold, draft.block.dropped) {
            (true, Some(_)) => draft.block.dropped = None,
            (false, None) => draft.block.dropped = Some(draft.state.dropped.unwrap_or(Dropped::Beside)),
            _ => {}
        }
    }
}

/// The share from which blocks are taken, so that the expected F1 is greatest: of the best blocks `F1 = 2·Σ share·words / (Σ words + Σ all share·words)`.
fn threshold(judged: &[(f32, f32)]) -> f32 {
    let mut best_first = judged.to_vec();
    best_first.sort_by(|one, other| other.0.total_cmp(&one.0));
    let expected: f32 = judged.iter().map(|(share, words)| share * words).sum();
    let (mut right, mut taken, mut best, mut mean) = (0.0, 0.0, (0.0, f32::INFINITY), 0.0);
    for (share, words) in best_first {
        right += share * words;
        taken += words;
        let f1 = 2.0 * right / (taken + expected).max(1.0);
        if f1 >= best.0 {
            best = (f1, share);
            mean = right / taken.max(1.0);
        }
    }
    best.1.max(SHARE_MIN).max(LAG_MAX * mean)
}

/// The rows of features of the visible blocks, for training.
#[must_use]
pub fn rows(drafts: &[Draft], about: &About) -> Vec<Vec<f32>> {
    let page = Page::new(drafts.iter().filter(|draft| !draft.state.hidden), about);
    let row = |at| {
        let mut row = Vec::new();
        features::row(&page, at, &mut row);
        row
    };
    (0..page.blocks.len()).map(row).collect()
}
