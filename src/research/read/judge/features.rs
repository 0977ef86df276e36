//! What the judge knows of a block: itself, the way down to it, its neighbours, its heading, what holds it, and the page.

use super::measure::{Measured, Page, number};
use super::words::{CLASS_SIGNS, PAGE_SIGNS, TEXT_SIGNS};
use crate::model::page::{BlockKind, Dropped, Region};
use crate::research::read::blocks::Draft;

/// Writes one block's row of features; the order is what the trees were trained on.
pub fn row(page: &Page, at: usize, row: &mut Vec<f32>) {
    row.clear();
    let Some((draft, own)) = page.blocks.get(at) else { return };
    itself(draft, own, row);
    place(page, at, row);
    neighbours(page, at, row);
    holders(page, draft, row);
    whole(page, row);
    let trail = &draft.state.trail;
    let near = trail.near.iter().fold(0, |all, signs| all | signs);
    bits(near, CLASS_SIGNS, row);
    bits(trail.all, CLASS_SIGNS, row);
    bits(own.signs, TEXT_SIGNS, row);
    bits(page.heading(at).map_or(0, |heading| heading.1.signs), TEXT_SIGNS, row);
    bits(page.signs, PAGE_SIGNS, row);
}

fn bits(mask: u128, count: usize, row: &mut Vec<f32>) {
    row.extend((0..count).map(|bit| if mask >> bit & 1 == 1 { 1.0 } else { 0.0 }));
}

fn flag(yes: bool) -> f32 {
    if yes { 1.0 } else { 0.0 }
}

fn itself(draft: &Draft, own: &Measured, row: &mut Vec<f32>) {
    let (state, trail) = (&draft.state, &draft.state.trail);
    let kind = match draft.block.kind {
        BlockKind::Heading => 0.0,
        BlockKind::Paragraph => 1.0,
        BlockKind::Quote => 2.0,
        BlockKind::ListItem => 3.0,
        BlockKind::Cell => 4.0,
        BlockKind::Address => 5.0,
        BlockKind::Other => 6.0,
    };
    let region = match state.region {
        Region::Main => 0.0,
        Region::Body => 1.0,
        Region::Header => 2.0,
        Region::Nav => 3.0,
        Region::Aside => 4.0,
        Region::Footer => 5.0,
    };
    let dropped = match state.dropped {
        None => 0.0,
        Some(Dropped::Furniture) => 1.0,
        Some(_) => 2.0,
    };
    row.extend([
        kind,
        region,
        dropped,
        f32::from(trail.tag.number()),
        f32::from(trail.depth),
        flag(state.main),
        flag(state.article),
        flag(state.control),
        flag(state.form.is_some()),
        flag(state.noscript),
        flag(state.hint > 0),
        flag(state.group > 0),
        own.words,
        own.link,
        own.chars / own.words.max(1.0),
        own.upper,
        own.digits,
        own.commas / own.words.max(1.0),
        own.stops,
        own.ends,
        flag(own.capital),
        flag(own.money),
        flag(own.bar),
        own.title,
        own.copies,
        own.earlier,
        flag(own.kept),
    ]);
    row.extend((0..32).map(|tag| if trail.tags >> tag & 1 == 1 { 1.0 } else { 0.0 }));
}

fn place(page: &Page, at: usize, row: &mut Vec<f32>) {
    let all = number(page.blocks.len()).max(1.0);
    let own = page.blocks.get(at).map(|(_, own)| own);
    let before = own.map_or(0.0, |own| own.before);
    let total = page.total.words.max(1.0);
    let first = page.first_heading.map_or(-1.0, |first| number(at) - number(first));
    let heading = page.heading(at);
    let section = page.section(at);
    row.extend([
        number(at),
        number(at) / all,
        number(page.blocks.len() - at),
        before / total,
        before,
        total - before,
        first,
        page.first_heading.and_then(|first| page.blocks.get(first)).map_or(-1.0, |(_, first)| before - first.before),
        heading.map_or(-1.0, |(draft, _)| f32::from(draft.state.trail.tag.number())),
        heading.map_or(-1.0, |(_, heading)| heading.words),
        heading.map_or(-1.0, |(_, heading)| heading.link),
        heading.map_or(-1.0, |(_, heading)| before - heading.before),
        section.words,
        section.link_share(),
        section.blocks,
        section.good_share(),
        section.kept_share(),
    ]);
}

fn neighbours(page: &Page, at: usize, row: &mut Vec<f32>) {
    let making = page.blocks.get(at).map_or(0, |(draft, _)| draft.state.trail.making);
    for step in [-3_isize, -2, -1, 1, 2, 3] {
        match at.checked_add_signed(step).and_then(|at| page.blocks.get(at)) {
            Some((draft, other)) => row.extend([
                other.words,
                other.link,
                f32::from(draft.state.trail.tag.number()),
                flag(draft.state.trail.making == making),
                other.ends,
                flag(other.kept),
            ]),
            None => row.extend([-1.0; 6]),
        }
    }
    for reach in [4_usize, 10] {
        let near = page.blocks.get(at.saturating_sub(reach)..(at + reach + 1).min(page.blocks.len())).unwrap_or_default();
        let (mut words, mut link, mut good, mut kept) = (0.0, 0.0, 0.0, 0.0);
        for (_, other) in near {
            words += other.words;
            link += other.words * other.link;
            good += if other.good { other.words } else { 0.0 };
            kept += if other.kept { other.words } else { 0.0 };
        }
        row.extend([words, link / words.max(1.0), good / words.max(1.0), kept / words.max(1.0)]);
    }
    let same = page.makings.get(&making).copied().unwrap_or_default();
    row.extend([same.blocks, same.words / same.blocks.max(1.0), same.link_share(), same.words / page.total.words.max(1.0), same.kept_share()]);
}

fn holders(page: &Page, draft: &Draft, row: &mut Vec<f32>) {
    let total = page.total.words.max(1.0);
    let mut holder = draft.state.trail.holder;
    for _ in 0..6 {
        let sum = page.sum(holder);
        row.extend([sum.words, sum.words / total, sum.link_share(), sum.blocks, sum.good_share(), sum.kept_share()]);
        holder = page.around(holder);
    }
    // the part of the page that it stands in: the holder next below each of the page's content roots
    for root in page.roots {
        let (inside, below) = page.below(draft.state.trail.holder, root);
        let sum = page.sum(below);
        row.extend([flag(inside), sum.words / total, sum.link_share(), sum.good_share(), sum.kept_share(), sum.blocks, number(page.depth(root))]);
    }
}

fn whole(page: &Page, row: &mut Vec<f32>) {
    let total = page.total.words.max(1.0);
    row.extend([
        page.total.words,
        page.total.link_share(),
        page.total.blocks,
        page.total.good_share(),
        page.total.kept,
        page.total.kept_share(),
        page.main.words / total,
        page.main.good_share(),
        page.article.words / total,
        page.article.blocks,
        page.articles,
        page.headings,
        page.money,
        page.dropped.words / total,
        page.forms,
        page.quotes,
        page.path_depth,
    ]);
}
