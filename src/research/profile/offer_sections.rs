//! What the text of a page names as offers: cards, lists and headings below a heading like "Our services", on the page of the offers itself, and
//! the sections of a menu or a price list.

use std::collections::BTreeSet;

use super::offer_heading::{closes_offers, opens_offers};
use super::offer_label::label;
use super::{Site, in_block, money, offer_cards, offer_menu, words};
use crate::model::page::{Block, BlockKind, Dropped, Page, Role};
use crate::research::ledger::Note;

/// Takes a text that may name an offer, with a score and a note of where it stands.
pub type Adding<'a> = &'a mut dyn FnMut(&str, f64, &dyn Fn(&str) -> Note);

/// Items of one section.
const ITEMS_MAX: usize = 16;
/// Sections of a menu from which its headings, not its dishes, are what is offered.
const SECTIONS_MIN: usize = 2;

/// Text of the page and what stands beside it: cards and the lines above them are short, and a judge of running text leaves them out.
fn shown(page: &Page) -> impl Iterator<Item = &Block> {
    page.blocks.iter().filter(|block| matches!(block.dropped, None | Some(Dropped::Beside)))
}

/// Reads one page. `hub`: it is the page of the offers, not the page of one of them.
pub fn read(site: &Site, page: &Page, name: &str, hub: bool, add: Adding) {
    let blocks: Vec<&Block> = shown(page).collect();
    let parallel = parallel_level(&blocks, name);
    // the page of one offer tells its parts
    let whole = hub || page.role == Role::Home;
    if hub && parallel.is_none() {
        for block in offer_cards::titles(page, name) {
            add(&block.text, 0.66, &|value| in_block(page, block, value));
        }
    }
    let repeated = repeated(&blocks);
    let trades = lists_of_trades(&blocks);
    let mut in_card = false;
    let mut section = Section::default();
    for (at, block) in blocks.iter().enumerate() {
        if block.kind == BlockKind::Heading {
            let level = level_of(block);
            if repeated.contains(&block.text.as_str()) && !opens_offers(&block.text) && !closes_offers(&block.text) {
                continue;
            }
            let card = hub && parallel == Some(level);
            if card || parallel.is_some_and(|parallel| level < parallel) {
                in_card = card && label(&block.text, name).is_some();
            } else if in_card && !closes_offers(&block.text) {
                // what stands below the title of a card are its details
                continue;
            }
            if let Some(score) = section.heading(&block.text, level, blocks.get(at + 1).copied()) {
                let score = if whole { score } else { score - 0.1 };
                add(&block.text, score, &|value| in_block(page, block, value));
                continue;
            }
            if section.is_closed() || (section.is_open() && !card) {
                continue;
            }
            let own = page.role == Role::Offer || hub;
            let score = match level {
                1 if own && !card && is_linked_as(site, page, &block.text) => 0.66,
                1..=4 if card => 0.64,
                // one page of an offer tells its parts, and much else
                2 | 3 if own => 0.5,
                _ => continue,
            };
            add(&block.text, score, &|value| in_block(page, block, value));
        } else if is_above_heading(&blocks, at) {
            // a line above the title of a card: only a label like "Our services" tells something
            section.line(block);
        } else if let Some(score) = section.item(block).filter(|_| !in_card && !trades.contains(&at)) {
            add(&block.text, score, &|value| in_block(page, block, value));
        }
    }
}

/// What stands between two headings of a page.
#[derive(Default)]
struct Section {
    /// Level of the heading that opened an offer section.
    open: Option<u8>,
    /// Level of a heading below which nothing is offered: team, reviews, questions.
    closed: Option<u8>,
    /// Below its headings the lists tell details.
    detailed: bool,
    /// Level of the first heading that named an offer: deeper ones tell its details.
    cards: Option<u8>,
    given: usize,
    /// A short line above the heading said that offers follow.
    announced: bool,
}

impl Section {
    /// Takes a heading; the score when it names an offer of the open section.
    fn heading(&mut self, text: &str, level: u8, next: Option<&Block>) -> Option<f64> {
        let opens = text.chars().count() <= 60 && opens_offers(text);
        if self.closed.is_some_and(|closed| level <= closed) {
            self.closed = None;
        }
        if opens || std::mem::take(&mut self.announced) {
            *self = Self { open: Some(level), ..Self::default() };
            return None;
        }
        if closes_offers(text) {
            if self.open.is_none_or(|open| level <= open) {
                *self = Self::default();
            }
            // a title of cards that are headings as large
            let titled = next.is_some_and(|next| next.kind == BlockKind::Heading && level_of(next) == level);
            let closed = if titled { level.saturating_sub(1) } else { level };
            self.closed = Some(self.closed.map_or(closed, |known| known.min(closed)));
            return None;
        }
        let open = self.open.filter(|_| self.closed.is_none())?;
        if level <= open {
            // `Our services`, then a slogan as large, then the cards
            let first = self.given == 0 && !self.detailed && next.is_some_and(|next| next.kind != BlockKind::ListItem);
            *self = if first { Self { open: Some(level), detailed: true, ..Self::default() } } else { Self::default() };
            return None;
        }
        self.detailed = true;
        if *self.cards.get_or_insert(level) < level {
            return None;
        }
        self.given += 1;
        (self.given <= ITEMS_MAX).then_some(0.72)
    }

    /// Takes a short line right above a heading, which may say that offers follow.
    fn line(&mut self, block: &Block) {
        self.announced = block.text.chars().count() <= 40 && opens_offers(&block.text);
    }

    /// Takes a block that is no heading; the score when it names an offer.
    fn item(&mut self, block: &Block) -> Option<f64> {
        let length = block.text.chars().count();
        if self.open.is_none() || self.closed.is_some() {
            let alone = matches!(block.kind, BlockKind::Other | BlockKind::Paragraph) && length <= 40;
            if !(std::mem::take(&mut self.announced) && block.kind == BlockKind::ListItem) {
                self.announced = alone && opens_offers(&block.text);
                return None;
            }
            *self = Self { open: Some(6), ..Self::default() };
        }
        let short = match block.kind {
            BlockKind::ListItem => length <= 70,
            BlockKind::Other | BlockKind::Cell | BlockKind::Paragraph => length <= 48 && !block.text.ends_with(['.', '。', ',']),
            _ => false,
        };
        if !short || offer_cards::is_control(block) || self.given >= ITEMS_MAX || !money::prices(&block.text).is_empty() {
            return None;
        }
        let score = match (block.kind, self.detailed) {
            (BlockKind::ListItem, false) => 0.66,
            (_, false) => 0.6,
            (BlockKind::ListItem, true) => 0.5,
            (_, true) => return None,
        };
        self.given += 1;
        Some(score)
    }

    fn is_open(&self) -> bool {
        self.open.is_some()
    }

    fn is_closed(&self) -> bool {
        self.closed.is_some()
    }
}

/// Headings that stand in card after card beside others of their level: "Good for", "What is done". A page that shows all twice repeats none.
fn repeated<'p>(blocks: &[&'p Block]) -> Vec<&'p str> {
    let mut texts: Vec<(u8, &str)> =
        blocks.iter().filter(|block| block.kind == BlockKind::Heading).map(|block| (level_of(block), block.text.as_str())).collect();
    texts.sort_unstable();
    let counted: Vec<(u8, &str, usize)> =
        texts.chunk_by(|a, b| a == b).filter_map(|same| same.first().map(|(level, text)| (*level, *text, same.len()))).collect();
    let of_level = counted.chunk_by(|a, b| a.0 == b.0);
    let rare = of_level.filter(|all| all.iter().filter(|(_, _, count)| *count > 1).count() * 2 <= all.len());
    rare.flatten().filter(|(_, _, count)| *count > 1).map(|(_, text, _)| *text).collect()
}

/// Positions of items of lists that tell for whom the company works.
fn lists_of_trades(blocks: &[&Block]) -> BTreeSet<usize> {
    let mut positions = BTreeSet::new();
    let mut start = 0;
    for list in blocks.chunk_by(|a, b| (a.kind == BlockKind::ListItem) == (b.kind == BlockKind::ListItem)) {
        let texts: Vec<&str> = list.iter().map(|block| block.text.as_str()).collect();
        if offer_menu::names_trades(&texts) {
            positions.extend(start..start + list.len());
        }
        start += list.len();
    }
    positions
}

/// A short line that is followed by a heading.
fn is_above_heading(blocks: &[&Block], at: usize) -> bool {
    let alone = blocks.get(at).is_some_and(|block| matches!(block.kind, BlockKind::Other | BlockKind::Paragraph) && block.text.chars().count() <= 40);
    let next = |steps: usize| blocks.get(at + steps);
    let short = |block: &&&Block| matches!(block.kind, BlockKind::Other | BlockKind::Paragraph) && block.text.chars().count() <= 40;
    alone
        && (next(1).is_some_and(|block| block.kind == BlockKind::Heading)
            || (next(1).is_some_and(|block| short(&block)) && next(2).is_some_and(|block| block.kind == BlockKind::Heading)))
}

/// The level of a heading by the element in its path; 6 where none is told.
fn level_of(block: &Block) -> u8 {
    let steps = block.locator.rsplit(['>', ' ']);
    let level = |step: &str| {
        step.strip_prefix('h').and_then(|rest| rest.split(':').next()).and_then(|level| level.parse().ok()).filter(|level| (1..=6).contains(level))
    };
    steps.filter_map(level).next().unwrap_or(6)
}

/// The level whose headings are the titles of cards: three at least may name an offer. The highest level of which most do, or that with most of them.
fn parallel_level(blocks: &[&Block], name: &str) -> Option<u8> {
    let repeated = repeated(blocks);
    let named = |level: u8| {
        let headings = blocks.iter().filter(|block| block.kind == BlockKind::Heading && level_of(block) == level && !closes_offers(&block.text));
        headings.take(40).fold((0_usize, 0_usize), |(all, named), block| {
            let fits = !repeated.contains(&block.text.as_str()) && label(&block.text, name).is_some();
            (all + 1, named + usize::from(fits))
        })
    };
    let levels: Vec<(u8, usize, usize)> =
        (1..=4).map(|level| (level, named(level))).map(|(level, (all, named))| (level, all, named)).filter(|(_, _, named)| *named >= 3).collect();
    let mostly = levels.iter().find(|(_, all, named)| named * 3 >= all * 2);
    mostly.or_else(|| levels.iter().max_by_key(|(level, _, named)| (*named, u8::MAX - level))).map(|(level, _, _)| *level)
}

/// Sections of a menu or price list: headings with priced or listed things below.
pub fn on_menu(page: &Page, name: &str, add: Adding) {
    let headings: Vec<(&Block, u8)> = shown(page)
        .filter(|block| block.kind == BlockKind::Heading)
        .map(|block| (block, level_of(block)))
        .filter(|(block, level)| *level >= 2 && label(&block.text, name).is_some())
        .collect();
    let Some(top) = headings.iter().map(|(_, level)| *level).min() else { return };
    let sections: Vec<&Block> = headings.iter().filter(|(_, level)| *level == top).map(|(block, _)| *block).collect();
    if sections.len() < SECTIONS_MIN {
        return;
    }
    for block in sections.into_iter().take(ITEMS_MAX) {
        add(&block.text, 0.68, &|value| in_block(page, block, value));
    }
}

/// A link elsewhere leads to the page by this name.
fn is_linked_as(site: &Site, page: &Page, label: &str) -> bool {
    let key = words::key(label);
    let here = page.url.trim_end_matches('/');
    site.pages
        .iter()
        .take(6)
        .flat_map(|other| &other.links)
        .any(|link| words::key(&link.text) == key && link.href.as_deref().is_some_and(|href| href.trim_end_matches('/') == here))
}
