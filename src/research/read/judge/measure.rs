//! Sums over a page that features are made of: of each block, of what holds it, of blocks of one making, of the page.

use std::collections::HashMap;

use super::words::{page_signs, text_signs};
use crate::model::page::BlockKind;
use crate::research::read::blocks::Draft;
use crate::research::read::text::words;

/// What is counted of one block's text.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    pub words: f32,
    pub chars: f32,
    /// Share of its bytes that stand in links, 0–1.
    pub link: f32,
    /// Shares of its letters and digits.
    pub upper: f32,
    pub digits: f32,
    pub commas: f32,
    /// Share of its words that every text has.
    pub stops: f32,
    /// 3 ends like a sentence, 2 with a colon, 1 with an ellipsis or arrow, 0 otherwise.
    pub ends: f32,
    pub capital: bool,
    pub money: bool,
    /// Has a bar, a bullet or a guillemet, as rows of links and breadcrumbs have.
    pub bar: bool,
    /// Share of its words that stand in the page's title.
    pub title: f32,
    /// Blocks of the same text on the page, and how many of them stand before it.
    pub copies: f32,
    pub earlier: f32,
    /// Words of all blocks before it.
    pub before: f32,
    /// Prose: ten words or more, hardly any of them links.
    pub good: bool,
    /// The rules keep it, see `select.rs`.
    pub kept: bool,
    pub signs: u128,
}

/// Sums over some blocks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sum {
    pub words: f32,
    pub link: f32,
    pub good: f32,
    pub kept: f32,
    pub blocks: f32,
}

impl Sum {
    fn add(&mut self, own: &Measured) {
        self.words += own.words;
        self.link += own.words * own.link;
        self.good += if own.good { own.words } else { 0.0 };
        self.kept += if own.kept { own.words } else { 0.0 };
        self.blocks += 1.0;
    }

    fn join(&mut self, other: &Sum) {
        self.words += other.words;
        self.link += other.link;
        self.good += other.good;
        self.kept += other.kept;
        self.blocks += other.blocks;
    }

    #[must_use]
    pub fn link_share(&self) -> f32 {
        self.link / self.words.max(1.0)
    }

    #[must_use]
    pub fn kept_share(&self) -> f32 {
        self.kept / self.words.max(1.0)
    }

    #[must_use]
    pub fn good_share(&self) -> f32 {
        self.good / self.words.max(1.0)
    }
}

/// What is known of the page besides its blocks.
#[derive(Debug, Clone, Copy, Default)]
pub struct About<'a> {
    /// Of each block element the one around it, by number.
    pub holders: &'a [usize],
    pub title: &'a str,
    pub path: &'a str,
    /// `og:type` and the types in JSON-LD.
    pub types: &'a str,
    pub body_signs: u128,
}

/// A page measured.
#[derive(Debug)]
pub struct Page<'a> {
    pub blocks: Vec<(&'a Draft, Measured)>,
    pub total: Sum,
    pub main: Sum,
    pub article: Sum,
    /// What landmarks and hints call furniture.
    pub dropped: Sum,
    pub articles: f32,
    pub headings: f32,
    pub money: f32,
    pub forms: f32,
    pub quotes: f32,
    pub path_depth: f32,
    pub signs: u128,
    pub makings: HashMap<u64, Sum>,
    /// Place of the first `h1`, or of the first heading.
    pub first_heading: Option<usize>,
    /// The innermost holders of half, of 70 % and of 90 % of the page's prose.
    pub roots: [usize; 3],
    heading_of: Vec<Option<usize>>,
    sections: HashMap<usize, Sum>,
    sums: Vec<Sum>,
    holders: &'a [usize],
}

/// A count as a feature.
#[must_use]
pub fn number(count: usize) -> f32 {
    u16::try_from(count).map_or(65_535.0, f32::from)
}

impl<'a> Page<'a> {
    /// Measures the blocks that a reader sees. Cost: linear in text and in blocks × depth.
    #[must_use]
    pub fn new(drafts: impl Iterator<Item = &'a Draft>, about: &About<'a>) -> Self {
        let title = about.title.to_lowercase();
        let title: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(40).collect();
        let mut page = Page {
            blocks: drafts.map(|draft| (draft, measure(draft, &title))).collect(),
            total: Sum::default(),
            main: Sum::default(),
            article: Sum::default(),
            dropped: Sum::default(),
            articles: 0.0,
            headings: 0.0,
            money: 0.0,
            forms: 0.0,
            quotes: 0.0,
            path_depth: number(about.path.split('/').filter(|part| !part.is_empty()).count()),
            signs: about.body_signs | page_signs(about.path) | page_signs(about.types),
            makings: HashMap::new(),
            first_heading: None,
            roots: [0; 3],
            heading_of: Vec::new(),
            sections: HashMap::new(),
            sums: vec![Sum::default(); about.holders.len().max(1)],
            holders: about.holders,
        };
        page.count_copies();
        page.add_up();
        page.find_roots();
        page
    }

    fn count_copies(&mut self) {
        let mut copies: HashMap<&str, f32> = HashMap::new();
        for (draft, own) in &mut self.blocks {
            let seen = copies.entry(draft.block.text.as_str()).or_default();
            own.earlier = *seen;
            *seen += 1.0;
        }
        for (draft, own) in &mut self.blocks {
            own.copies = copies.get(draft.block.text.as_str()).copied().unwrap_or(1.0);
        }
    }

    fn add_up(&mut self) {
        let (mut heading, mut h1, mut last_article) = (None, None, usize::MAX);
        let (mut in_forms, mut quotes) = (0.0, 0.0);
        for (at, (draft, own)) in self.blocks.iter_mut().enumerate() {
            let state = &draft.state;
            own.before = self.total.words;
            self.total.add(own);
            if state.main {
                self.main.add(own);
            }
            if state.article {
                self.article.add(own);
                // articles are told apart by the blocks between them
                if last_article.wrapping_add(1) != at {
                    self.articles += 1.0;
                }
                last_article = at;
            }
            if state.dropped.is_some() {
                self.dropped.add(own);
            }
            self.money += if own.money { 1.0 } else { 0.0 };
            in_forms += if state.form.is_some() { 1.0 } else { 0.0 };
            quotes += if draft.block.kind == BlockKind::Quote { 1.0 } else { 0.0 };
            self.makings.entry(state.trail.making).or_default().add(own);
            if let Some(sum) = self.sums.get_mut(state.trail.holder) {
                sum.add(own);
            }
            if draft.block.kind == BlockKind::Heading {
                self.headings += 1.0;
                if self.first_heading.is_none() {
                    self.first_heading = Some(at);
                }
                if h1.is_none() && state.trail.tags >> super::super::state::Tag::H1.number() & 1 == 1 {
                    h1 = Some(at);
                }
                heading = Some(at);
            } else if let Some(heading) = heading {
                self.sections.entry(heading).or_default().add(own);
            }
            self.heading_of.push(heading);
        }
        (self.forms, self.quotes) = (in_forms, quotes);
        self.first_heading = h1.or(self.first_heading);
        // holders come after those around them
        for holder in (1..self.holders.len()).rev() {
            let sum = self.sums.get(holder).copied().unwrap_or_default();
            if let Some(around) = self.holders.get(holder).and_then(|around| self.sums.get_mut(*around)) {
                around.join(&sum);
            }
        }
    }

    fn find_roots(&mut self) {
        let all = self.total.good;
        for (slot, share) in [0.5, 0.7, 0.9].into_iter().enumerate() {
            // the last holder in document order that holds so much is the innermost: no two holders beside each other can
            let root = self.sums.iter().rposition(|sum| all > 0.0 && sum.good >= all * share).unwrap_or(0);
            if let Some(slot) = self.roots.get_mut(slot) {
                *slot = root;
            }
        }
    }

    /// The heading above a block; of a heading, itself.
    #[must_use]
    pub fn heading(&self, at: usize) -> Option<&(&'a Draft, Measured)> {
        self.heading_of.get(at).copied().flatten().and_then(|heading| self.blocks.get(heading))
    }

    /// Sums over the blocks below that heading.
    #[must_use]
    pub fn section(&self, at: usize) -> Sum {
        self.heading_of.get(at).copied().flatten().and_then(|heading| self.sections.get(&heading)).copied().unwrap_or_default()
    }

    /// The holder around another; the page holds itself.
    #[must_use]
    pub fn around(&self, holder: usize) -> usize {
        self.holders.get(holder).copied().unwrap_or(0)
    }

    #[must_use]
    pub fn sum(&self, holder: usize) -> Sum {
        self.sums.get(holder).copied().unwrap_or_default()
    }

    /// Whether `holder` stands in `root`, and the holder on its way that is next below the root, or next below the page.
    #[must_use]
    pub fn below(&self, holder: usize, root: usize) -> (bool, usize) {
        let (mut at, mut below) = (holder, holder);
        // a holder has a greater number than the one around it
        while at > root {
            below = at;
            at = self.around(at);
        }
        if at == root {
            return (true, below);
        }
        while self.around(at) != 0 && at != 0 {
            at = self.around(at);
        }
        (false, if at == 0 { below } else { at })
    }

    /// Holders around.
    #[must_use]
    pub fn depth(&self, mut holder: usize) -> usize {
        let mut depth = 0;
        while holder != 0 {
            holder = self.around(holder);
            depth += 1;
        }
        depth
    }
}

/// Words that nearly every sentence has.
const STOPS: &[&str] = &[
    "a", "and", "are", "as", "at", "be", "by", "can", "das", "de", "der", "des", "die", "du", "ein", "el", "en", "et", "for", "from", "have", "in", "is", "it",
    "la", "las", "le", "les", "los", "mit", "of", "on", "or", "our", "que", "that", "the", "this", "to", "un", "und", "une", "we", "will", "with", "y", "you",
    "your",
];

fn measure(draft: &Draft, title: &[&str]) -> Measured {
    let text = draft.block.text.as_str();
    let (mut letters, mut upper, mut digits, mut commas, mut money, mut bar, mut chars) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32, false, false, 0.0_f32);
    for c in text.chars() {
        chars += 1.0;
        match c {
            ',' | '，' | '、' => commas += 1.0,
            '$' | '€' | '£' | '¥' | '₹' => money = true,
            '|' | '•' | '·' | '»' | '›' | '«' => bar = true,
            _ if c.is_ascii_digit() => digits += 1.0,
            _ if c.is_alphabetic() => {
                letters += 1.0;
                upper += if c.is_uppercase() { 1.0 } else { 0.0 };
            }
            _ => {}
        }
    }
    let (mut seen, mut stops, mut in_title) = (0.0_f32, 0.0_f32, 0.0_f32);
    let lower = super::super::text::head(text, 2_000).to_lowercase();
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(200) {
        seen += 1.0;
        stops += if STOPS.binary_search(&word).is_ok() { 1.0 } else { 0.0 };
        in_title += if title.contains(&word) { 1.0 } else { 0.0 };
    }
    let words = f32::from(u16::try_from(words(text)).unwrap_or(u16::MAX));
    let bytes = number(text.len()).max(1.0);
    let link = (number(draft.link_bytes) / bytes).min(1.0);
    let ends = match text.trim_end_matches(['"', '”', '’', ')', '\'']).chars().next_back() {
        Some('.' | '!' | '?' | '。' | '！' | '？') if !text.ends_with("...") => 3.0,
        Some(':' | '：') => 2.0,
        Some('…' | '.' | '→' | '›' | '»' | '>') => 1.0,
        _ => 0.0,
    };
    Measured {
        words,
        chars,
        link,
        upper: upper / letters.max(1.0),
        digits: digits / (letters + digits).max(1.0),
        commas,
        stops: stops / seen.max(1.0),
        ends,
        capital: text.chars().next().is_some_and(char::is_uppercase),
        money,
        bar,
        title: in_title / seen.max(1.0),
        good: words >= 10.0 && link < 0.3,
        kept: draft.block.dropped.is_none(),
        signs: text_signs(text),
        ..Measured::default()
    }
}
