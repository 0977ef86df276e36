//! Chooses the main text: takes wrong hints back, prefers `<main>` where it holds the page, and drops runs of bare links.

use super::blocks::Draft;
use super::state::Tag;
use super::text::{head, words};
use crate::model::page::{BlockKind, Dropped, Region};

/// A hint that would drop more than this share of the text that landmarks leave is wrong.
const HINT_SHARE_MAX: f64 = 0.45;
/// `<main>` must hold this share of the text that is left to be preferred.
const MAIN_SHARE_MIN: f64 = 0.3;
/// More than a request to switch scripts on.
const NOSCRIPT_WORDS_MIN: u32 = 80;

/// Sets `dropped` of each block.
pub fn select(drafts: &mut [Draft], hints: usize) {
    take_back_hints(drafts, hints);
    prefer_main(drafts);
    drop_link_runs(drafts);
    drop_related(drafts);
    for draft in drafts.iter_mut().filter(|draft| draft.block.dropped.is_none() && draft.state.control && draft.block.text.len() < 60) {
        draft.block.dropped = Some(Dropped::Furniture);
    }
}

/// Words that a page shows at most while a veil hides it, and the least that the veil must hide.
const VEILED_WORDS_MAX: u32 = 60;
const VEIL_WORDS_MIN: u32 = 100;

/// Number of the one element that hides the whole page until scripts are done, 0 for none: next to nothing stands outside of it, most of what is
/// hidden stands in it, and so does the page's heading or `<main>`.
#[must_use]
pub fn veil(drafts: &[Draft]) -> usize {
    let shown: u32 = drafts.iter().filter(|draft| !draft.state.hidden && draft.block.dropped.is_none()).map(|draft| words(&draft.block.text)).sum();
    if shown > VEILED_WORDS_MAX {
        return 0;
    }
    let mut behind: std::collections::BTreeMap<usize, (u32, bool)> = std::collections::BTreeMap::new();
    let mut hidden = 0;
    for draft in drafts.iter().filter(|draft| draft.state.hidden && !draft.state.noscript) {
        let words = words(&draft.block.text);
        hidden += words;
        if !draft.state.buried {
            let (sum, page) = behind.entry(draft.state.veil).or_default();
            *sum += words;
            *page |= draft.state.main || draft.state.trail.tags >> Tag::H1.number() & 1 == 1;
        }
    }
    let most = behind.into_iter().filter(|(_, (_, page))| *page).max_by_key(|(_, (words, _))| *words);
    most.filter(|(_, (words, _))| *words >= VEIL_WORDS_MIN && *words * 2 >= hidden).map_or(0, |(veil, _)| veil)
}

/// Where the body holds next to nothing, the page that readers without scripts get is the page.
pub fn read_noscript(drafts: &mut [Draft]) {
    let count = |inside: bool, drafts: &[Draft]| -> u32 {
        drafts.iter().filter(|draft| draft.state.noscript == inside && (inside || draft.block.dropped.is_none())).map(|draft| words(&draft.block.text)).sum()
    };
    if count(true, drafts) < NOSCRIPT_WORDS_MIN || count(false, drafts) >= 30 {
        return;
    }
    for draft in drafts.iter_mut().filter(|draft| draft.state.noscript) {
        if !draft.state.buried {
            (draft.state.hidden, draft.block.dropped) = (false, draft.state.dropped);
        }
    }
}

fn share(part: usize, all: usize) -> f64 {
    let as_f64 = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if all == 0 { 0.0 } else { as_f64(part) / as_f64(all) }
}

fn take_back_hints(drafts: &mut [Draft], hints: usize) {
    let mut by_hint = vec![0_usize; hints + 1];
    let mut kept = 0;
    for draft in drafts.iter() {
        if draft.block.dropped.is_none() {
            kept += draft.block.text.len();
        } else if let Some(bytes) = by_hint.get_mut(draft.state.hint)
            && draft.block.dropped != Some(Dropped::Hidden)
        {
            *bytes += draft.block.text.len();
        }
    }
    for draft in drafts.iter_mut() {
        let bytes = by_hint.get(draft.state.hint).copied().unwrap_or(0);
        if draft.state.hint > 0 && draft.block.dropped != Some(Dropped::Hidden) && share(bytes, kept + bytes) > HINT_SHARE_MAX {
            draft.block.dropped = None;
            draft.block.region = Region::Body;
        }
    }
}

fn prefer_main(drafts: &mut [Draft]) {
    let (mut inside, mut all) = (0, 0);
    for draft in drafts.iter().filter(|draft| draft.block.dropped.is_none()) {
        all += draft.block.text.len();
        inside += if draft.state.main { draft.block.text.len() } else { 0 };
    }
    if inside < 200 || share(inside, all) < MAIN_SHARE_MIN {
        return;
    }
    for draft in drafts.iter_mut().filter(|draft| draft.block.dropped.is_none() && !draft.state.main) {
        draft.block.dropped = Some(Dropped::Landmark);
    }
}

/// What stands below a heading like "Related articles" leads away from the page; it ends at the next heading of the same rank.
fn drop_related(drafts: &mut [Draft]) {
    const STARTS: &[&str] = &[
        "related ",
        "you may also",
        "you might also",
        "recommended",
        "similar ",
        "more from ",
        "more like this",
        "customers also",
        "recently viewed",
        "people also",
        "latest news",
        "latest posts",
        "latest articles",
        "recent posts",
        "recent articles",
        "featured insights",
        "related",
        "keep reading",
        "read next",
        "read more",
        "further reading",
        "subscribe to",
        "share this",
        "join our newsletter",
        "das könnte sie",
        "ähnliche ",
        "auch interessant",
        "weitere artikel",
        "articles similaires",
        "vous aimerez",
        "à lire aussi",
        "artículos relacionados",
        "también te puede",
        "関連記事",
        "leave a reply",
        "leave a comment",
    ];
    let mut opened: Option<u8> = None;
    for draft in drafts.iter_mut().filter(|draft| draft.block.dropped.is_none()) {
        if draft.block.kind == BlockKind::Heading {
            let level = level(&draft.block.locator);
            if opened.is_some_and(|opened| level <= opened) {
                opened = None;
            }
            let lower = head(&draft.block.text, 60).to_lowercase();
            if opened.is_none() && level > 1 && draft.block.text.chars().count() <= 45 && STARTS.iter().any(|start| lower.starts_with(start)) {
                opened = Some(level);
            }
        }
        if opened.is_some() {
            draft.block.dropped = Some(Dropped::Furniture);
        }
    }
}

/// Rank of a heading, from its locator.
fn level(locator: &str) -> u8 {
    locator.rsplit('>').find_map(|step| step.strip_prefix('h').and_then(|rest| rest.split(':').next()).and_then(|digit| digit.parse().ok())).unwrap_or(6)
}

/// Four or more short blocks in a row that are nothing but links are a menu.
fn drop_link_runs(drafts: &mut [Draft]) {
    let bare = |draft: &Draft| {
        let text = &draft.block.text;
        draft.block.kind != BlockKind::Heading && text.len() < 80 && draft.link_bytes * 10 >= text.len() * 8
    };
    let mut at = 0;
    while at < drafts.len() {
        let mut end = at;
        while drafts.get(end).is_some_and(|draft| draft.block.dropped.is_none() && bare(draft)) {
            end += 1;
        }
        if end - at >= 4 {
            for draft in &mut drafts[at..end] {
                draft.block.dropped = Some(Dropped::Furniture);
            }
        }
        at = end.max(at + 1);
    }
}
