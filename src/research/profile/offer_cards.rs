//! Cards without headings: places of a page that repeat one structure, each with a short title at the same spot.

use super::offer_label::label;
use crate::model::page::{Block, BlockKind, Dropped, Page, Region};

/// Blocks of a page that are compared.
const BLOCKS_MAX: usize = 800;
const CARDS_MIN: usize = 3;
const CARDS_MAX: usize = 30;
const TITLE_MAX_CHARS: usize = 40;

/// A spot in a structure: the path around the one step whose number differs from card to card.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
struct Spot<'p> {
    before: &'p str,
    name: &'p str,
    after: &'p str,
}

/// The titles of the two largest groups of cards on the page, in order; empty when there is none.
pub fn titles<'p>(page: &'p Page, name: &str) -> Vec<&'p Block> {
    let shown = |block: &&Block| {
        !matches!(block.dropped, Some(Dropped::Hidden | Dropped::Landmark | Dropped::Repeated))
            && matches!(block.region, Region::Main | Region::Body)
            && !is_control(block)
    };
    let blocks: Vec<&Block> = page.blocks.iter().filter(shown).take(BLOCKS_MAX).collect();
    let mut spots: Vec<(Spot, usize)> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let short = block.text.chars().count() <= TITLE_MAX_CHARS && matches!(block.kind, BlockKind::Other | BlockKind::Paragraph | BlockKind::Heading);
        if short && label(&block.text, name).is_some() {
            spots.extend(spots_of(block).into_iter().map(|spot| (spot, at)));
        }
    }
    spots.sort_unstable();
    let groups = spots.chunk_by(|a, b| a.0 == b.0).map(|group| group.iter().map(|(_, at)| *at).collect::<Vec<_>>());
    let fits = |group: &Vec<usize>| (CARDS_MIN..=CARDS_MAX).contains(&group.len()) && is_told(&blocks, group) && are_different(&blocks, group);
    // on a page in wide script the titles are, too, and what stands in Latin letters beside them is decoration
    let wide = page.detected_language.as_ref().is_some_and(|(code, _)| matches!(code.as_str(), "ja" | "zh" | "ko"));
    let in_script = |group: &Vec<usize>| !wide || group.iter().filter_map(|at| blocks.get(*at)).all(|block| block.text.chars().any(|c| c >= '\u{3000}'));
    let mut found: Vec<Vec<usize>> = groups.filter(fits).filter(in_script).collect();
    found.sort_by(|a, b| b.len().cmp(&a.len()).then(a.first().cmp(&b.first())));
    // the largest group, and another that stands apart from it
    let Some(first) = found.first().cloned() else { return Vec::new() };
    let apart = |group: &&Vec<usize>| group.first() > first.last() || group.last() < first.first();
    let mut all = found.iter().find(apart).cloned().unwrap_or_default();
    all.extend(first);
    all.sort_unstable();
    all.into_iter().filter_map(|at| blocks.get(at).copied()).collect()
}

/// A part of a form or a button.
pub fn is_control(block: &Block) -> bool {
    ["form:", "label:", "button:", "option:", "legend:"].iter().any(|step| block.locator.contains(step))
}

/// The path with each of its numbers left out in turn.
fn spots_of(block: &Block) -> Vec<Spot<'_>> {
    let path = block.locator.split_once(' ').map_or("", |(_, path)| path);
    let mut spots = Vec::new();
    let mut start = 0;
    for step in path.split('>') {
        let end = start + step.len();
        if let Some((name, _)) = step.split_once(':') {
            spots.push(Spot { before: &path[..start], name, after: &path[end..] });
        }
        start = end + 1;
    }
    spots
}

/// Behind most titles a longer text follows before the next title.
fn is_told(blocks: &[&Block], group: &[usize]) -> bool {
    let longer = |at: usize, next: usize| blocks.get(at + 1..next.min(at + 5)).is_some_and(|between| between.iter().any(|block| block.text.len() > 40));
    let ends = group.iter().skip(1).copied().chain([blocks.len()]);
    let told = group.iter().zip(ends).filter(|(at, next)| longer(**at, *next)).count();
    told * 3 >= group.len() * 2
}

fn are_different(blocks: &[&Block], group: &[usize]) -> bool {
    let mut texts: Vec<&str> = group.iter().filter_map(|at| blocks.get(*at)).map(|block| block.text.as_str()).collect();
    texts.sort_unstable();
    texts.dedup();
    texts.len() == group.len()
}
