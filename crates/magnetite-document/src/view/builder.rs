//! From the blocks of the tree to those of the view: text cleaned, links checked, claims numbered.

use std::collections::{HashMap, HashSet};

use super::tools::around;
use super::{Bar, ChecklistItem, Finding, Item, ScoreLine, Section, Span, Step};
use crate::clean::{clean, safe_href, slug};
use crate::tree::{self, Block, Document, Inline, Tone};
use crate::words::Words;

/// Reads the blocks in order and numbers claims as they are met.
pub struct Builder<'a> {
    pub(super) words: &'static Words,
    claims: HashMap<&'a str, &'a tree::Claim>,
    /// Verdict and evidence → number: claims that rest on the same sources share one.
    numbers: HashMap<(tree::Verdict, &'a [String]), u32>,
    /// The first claim of each number, in order.
    pub order: Vec<&'a tree::Claim>,
    /// Calculators so far.
    pub(super) calculators: u32,
}

impl<'a> Builder<'a> {
    pub fn new(document: &'a Document, words: &'static Words) -> Self {
        Self {
            words,
            claims: document.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect(),
            numbers: HashMap::new(),
            order: Vec::new(),
            calculators: 0,
        }
    }

    pub fn section(&mut self, section: &'a tree::Section, ids: &mut HashSet<String>) -> Section {
        Section { id: unique(&section.id, ids), heading: clean(&section.heading), blocks: self.items(&section.blocks), cta: None }
    }

    fn items(&mut self, blocks: &'a [Block]) -> Vec<Item> {
        let mut findings = 0_u32;
        blocks.iter().map(|block| self.item(block, &mut findings)).collect()
    }

    fn item(&mut self, block: &'a Block, findings: &mut u32) -> Item {
        match block {
            Block::Paragraph { text } => Item::Paragraph { text: self.spans(text) },
            Block::Quote { text, attribution, claim } => {
                Item::Quote { text: clean(text), attribution: clean(attribution), note: claim.as_deref().and_then(|id| self.note(id)).into_iter().collect() }
            }
            Block::Score { overall, areas } => Item::Score { overall: score_line(overall), areas: areas.iter().map(score_line).collect() },
            Block::Finding(finding) => {
                *findings = findings.saturating_add(1);
                Item::Finding(Box::new(self.finding(finding, *findings)))
            }
            Block::Checklist { items } => Item::Checklist {
                items: items
                    .iter()
                    .map(|item| ChecklistItem {
                        key: slug(&item.id),
                        text: self.spans(&item.text),
                        why: item.why.as_ref().map(|why| self.spans(why)).unwrap_or_default(),
                        effort: item.effort.as_deref().map(|effort| self.words.effort_word(effort)).unwrap_or_default(),
                    })
                    .collect(),
            },
            Block::Table { caption, header, rows } => Item::Table {
                caption: caption.as_deref().map(clean).unwrap_or_default(),
                header: header.iter().map(|cell| clean(cell)).collect(),
                rows: rows
                    .iter()
                    .map(|row| (0..header.len().max(1)).map(|column| row.get(column).map(|cell| self.spans(cell)).unwrap_or_default()).collect())
                    .collect(),
            },
            Block::BarChart { caption, unit, bars } => Item::BarChart { caption: clean(caption), bars: bars_of(bars, &clean(unit), self.words) },
            Block::Steps { items } => Item::Steps {
                items: items
                    .iter()
                    .map(|step| Step { heading: clean(&step.heading), when: step.when.as_deref().map(clean).unwrap_or_default(), text: self.spans(&step.text) })
                    .collect(),
            },
            Block::Callout { tone, heading, text } => {
                let (tone, default) = match tone {
                    Tone::Strength => ("strength", self.words.strength),
                    Tone::Note => ("note", self.words.note),
                    Tone::Limit => ("limit", self.words.limit),
                };
                Item::Callout {
                    tone,
                    heading: heading.as_deref().map(clean).filter(|heading| !heading.trim().is_empty()).unwrap_or_else(|| default.to_owned()),
                    text: self.spans(text),
                }
            }
            Block::Swipe { items } => Item::Swipe { items: items.iter().map(|item| self.swipe_item(item)).collect() },
            Block::Calculator(calculator) => Item::Calculator(Box::new(self.calculator(calculator))),
        }
    }

    fn finding(&mut self, finding: &'a tree::Finding, number: u32) -> Finding {
        let words = self.words;
        let facts = [
            (words.area, words.area_word(&finding.area)),
            (words.weight, words.severity_word(&finding.severity)),
            (words.effort, words.effort_word(&finding.effort)),
            (words.who, clean(&finding.who)),
        ];
        Finding {
            number,
            heading: clean(&finding.heading),
            parts: [(words.saw, &finding.saw), (words.matters, &finding.matters), (words.fix, &finding.fix)]
                .into_iter()
                .map(|(label, text)| (label, self.spans(text)))
                .filter(|(_, text)| !text.is_empty())
                .collect(),
            facts: facts.into_iter().filter(|(_, fact)| !fact.is_empty()).collect(),
            verify: finding.verify.as_deref().map(clean).unwrap_or_default(),
        }
    }

    pub(super) fn spans(&mut self, text: &'a tree::Text) -> Vec<Span> {
        text.0
            .iter()
            .filter_map(|part| match part {
                Inline::Text(text) => Some(Span::Text { text: clean(text) }),
                Inline::Strong(text) => Some(Span::Strong { text: clean(text) }),
                Inline::Em(text) => Some(Span::Em { text: clean(text) }),
                Inline::Code(text) => Some(Span::Code { text: clean(text) }),
                Inline::Link { text, href } => match safe_href(href) {
                    Some(href) if !text.trim().is_empty() => Some(Span::Link { text: clean(text), href }),
                    _ => Some(Span::Text { text: clean(text) }),
                },
                Inline::Claim(id) => self.note(id),
            })
            .collect()
    }

    /// The marker of a claim. A marker that names no claim of the document is left out: it would lead nowhere.
    pub(super) fn note(&mut self, id: &'a str) -> Option<Span> {
        let claim = *self.claims.get(id)?;
        let sources = (claim.verdict, claim.evidence.as_slice());
        if let Some(number) = self.numbers.get(&sources) {
            return Some(Span::Note { number: *number, first: false });
        }
        self.order.push(claim);
        let number = u32::try_from(self.order.len()).ok()?;
        self.numbers.insert(sources, number);
        Some(Span::Note { number, first: true })
    }
}

fn score_line(line: &tree::ScoreLine) -> ScoreLine {
    ScoreLine { label: clean(&line.label), percent: line.percent.map(|percent| percent.min(100)), word: clean(&line.word), detail: clean(&line.detail) }
}

fn bars_of(bars: &[tree::Bar], unit: &str, words: &'static Words) -> Vec<Bar> {
    let longest = bars.iter().map(|bar| bar.value).filter(|value| value.is_finite()).fold(0.0_f64, f64::max);
    bars.iter()
        .map(|bar| {
            let value = if bar.value.is_finite() { bar.value } else { 0.0 };
            let length = if longest > 0.0 { (value.max(0.0) / longest * 1000.0).round() / 10.0 } else { 0.0 };
            let number = words.number(value);
            let (before, behind) = around(unit, words);
            let shown = format!("{before}{number}{behind}");
            Bar { label: clean(&bar.label), shown, length }
        })
        .collect()
}

fn unique(id: &str, taken: &mut HashSet<String>) -> String {
    let base = match slug(id) {
        slug if slug.is_empty() || ["source-", "ref-", "calc-"].iter().any(|ours| slug.starts_with(ours)) => {
            format!("part-{slug}").trim_end_matches('-').to_owned()
        }
        slug => slug,
    };
    let mut candidate = base.clone();
    let mut count = 2_u32;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{base}-{count}");
        count = count.saturating_add(1);
    }
    candidate
}
