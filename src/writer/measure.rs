//! Measures of a draft: length, ease of reading, specificity, and how much two documents share.

use std::collections::BTreeSet;

use magnetite_document::tree::{Block, Document, Text};

use crate::model::blueprint::{MagnetKind, SectionName};

use super::Draft;
use super::pen::Said;
use super::text::{fold, stands_whole, words};
use super::verify::Origin;

/// Sections behind the main part, and the frame that is the same for everybody.
const APPENDIX: [&str; 2] = ["appendix", "pages"];

const PRIORITIES: &str = "priorities";

/// Words of every block before the appendix, headings included.
#[must_use]
pub fn page_words(document: &Document) -> usize {
    document
        .sections
        .iter()
        .filter(|section| !section.appendix)
        .map(|section| words(&section.heading).count() + section.blocks.iter().map(block_words).sum::<usize>())
        .sum()
}

fn block_words(block: &Block) -> usize {
    let count = |text: &Text| words(&text.words()).count();
    match block {
        Block::Paragraph { text } => count(text),
        Block::Quote { text, attribution, .. } => words(text).count() + words(attribution).count(),
        Block::Score { overall, areas } => {
            areas.iter().chain([overall]).map(|line| words(&line.label).count() + words(&line.detail).count() + words(&line.word).count()).sum()
        }
        Block::Finding(finding) => {
            count(&finding.saw)
                + count(&finding.matters)
                + count(&finding.fix)
                + words(&finding.heading).count()
                + words(&finding.who).count()
                + words(&finding.effort).count()
        }
        Block::Checklist { items } => items.iter().map(|item| count(&item.text) + item.why.as_ref().map_or(0, count)).sum(),
        Block::Table { caption, header, rows } => {
            caption.as_deref().map_or(0, |text| words(text).count())
                + header.iter().map(|cell| words(cell).count()).sum::<usize>()
                + rows.iter().flatten().map(count).sum::<usize>()
        }
        Block::BarChart { caption, bars, .. } => words(caption).count() + bars.iter().map(|bar| words(&bar.label).count()).sum::<usize>(),
        Block::Steps { items } => {
            items.iter().map(|step| words(&step.heading).count() + step.when.as_deref().map_or(0, |when| words(when).count()) + count(&step.text)).sum()
        }
        Block::Callout { heading, text, .. } => heading.as_deref().map_or(0, |heading| words(heading).count()) + count(text),
        Block::Swipe { items } => items
            .iter()
            .map(|item| {
                let after = if item.code { 0 } else { words(&item.after).count() };
                after + words(&item.label).count() + words(&item.place).count() + [&item.before, &item.note].into_iter().flatten().map(count).sum::<usize>()
            })
            .sum(),
        Block::Calculator(calculator) => {
            let label = |text: &String| words(text).count();
            label(&calculator.caption)
                + calculator.inputs.iter().map(|input| label(&input.label)).sum::<usize>()
                + calculator.results.iter().map(|result| label(&result.label)).sum::<usize>()
        }
    }
}

/// Running sentences before the appendix: no headings, no cells.
fn running(draft: &Draft) -> impl Iterator<Item = &Said> {
    draft.said.iter().filter(|said| !said.label && !APPENDIX.contains(&said.section) && words(&said.text).count() > 3)
}

/// Mean words of the running sentences before the appendix.
#[must_use]
pub fn mean_sentence(draft: &Draft) -> f64 {
    mean_words(&running(draft).map(|said| said.text.clone()).collect::<Vec<_>>())
}

/// Mean words of these sentences.
#[must_use]
pub fn mean_words(sentences: &[String]) -> f64 {
    ratio(sentences.iter().map(|sentence| words(sentence).count()).sum(), sentences.len())
}

/// Flesch–Kincaid grade of the running sentences before the appendix (Kincaid et al. 1975), quotations left out: they are the site's words, not ours.
#[must_use]
pub fn grade(draft: &Draft) -> f64 {
    grade_of(&running(draft).map(|said| said.text.clone()).collect::<Vec<_>>())
}

/// The same of these sentences.
#[must_use]
pub fn grade_of(sentences: &[String]) -> f64 {
    let sentences: Vec<String> = sentences.iter().map(|sentence| super::verify::without_quotations(sentence)).collect();
    let total: usize = sentences.iter().map(|text| words(text).count()).sum();
    let syllables: usize = sentences.iter().flat_map(|text| words(text)).map(syllables).sum();
    0.39 * ratio(total, sentences.len()) + 11.8 * ratio(syllables, total) - 15.59
}

/// Vowel groups of a word, a silent final e left out; at least one.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let vowel = |c: char| "aeiouyäöüáéíóúàèìòùâêîôû".contains(c);
    let mut groups = 0;
    let mut inside = false;
    for c in word.chars() {
        groups += usize::from(vowel(c) && !inside);
        inside = vowel(c);
    }
    let letters = word.trim_matches(|c: char| !c.is_alphabetic());
    let silent = letters.ends_with('e') && !letters.ends_with("le") && groups > 1
        || letters.ends_with("ed") && !letters.ends_with("ted") && !letters.ends_with("ded") && groups > 1;
    groups.saturating_sub(usize::from(silent)).max(1)
}

/// Share of sentences, fixed legends left out, that hold a fact of the prospect.
#[must_use]
pub fn specific(draft: &Draft) -> f64 {
    let own: Vec<&Said> = running(draft).filter(|said| !said.legend).collect();
    ratio(own.iter().filter(|said| !said.facts.is_empty()).count(), own.len())
}

/// The section that makes the kind of this draft what it is; the priorities where there was nothing of the kind to tell.
fn heart(draft: &Draft) -> &'static str {
    let own = MagnetKind::of(&draft.document.kind).unwrap_or_default().heart().as_str();
    if draft.said.iter().any(|said| said.section == own) { own } else { PRIORITIES }
}

/// Different facts of the prospect in summary, heart section and priorities.
#[must_use]
pub fn facts(draft: &Draft) -> usize {
    let counted = ["summary", heart(draft), PRIORITIES];
    draft.said.iter().filter(|said| counted.contains(&said.section)).flat_map(|said| &said.facts).collect::<BTreeSet<_>>().len()
}

/// A text made of the site's words to be copied, and no quotation of what stands there now.
fn to_copy(said: &Said) -> bool {
    let quoted = matches!(said.sentence.origin, Origin::Library { pattern: "{seen}", .. });
    said.label && said.section == SectionName::Texts.as_str() && !quoted
}

/// Share of the first draft's own sentences and texts to copy in its heart section that would not stand on the second's evidence.
#[must_use]
pub fn broken(a: &Draft, b: &Draft) -> f64 {
    let heart = heart(a);
    let evidence = b.document.evidence.iter().flat_map(|item| [&item.quote, &item.observed, &item.url]).flatten();
    let reader = [&b.document.prepared_for.company, &b.document.prepared_for.domain].into_iter().flatten();
    let texts: Vec<String> = evidence.chain(reader).map(|text| fold(text)).collect();
    let copied = a.said.iter().filter(|said| to_copy(said));
    let own: Vec<&Said> = running(a).chain(copied).filter(|said| said.section == heart && !said.legend).collect();
    // Everybody has a home page.
    let foreign = |fact: &&String| !super::builtin::is_home_name(fact) && !texts.iter().any(|text| stands_whole(text, fact.trim_end_matches([' ', '…'])));
    ratio(own.iter().filter(|said| said.facts.iter().any(|fact| foreign(&fact))).count(), own.len())
}

/// Share of the first draft's 5-word shingles, fixed legends left out, that the second has too.
#[must_use]
pub fn shared(a: &Draft, b: &Draft) -> f64 {
    let (a, b) = (shingles(a), shingles(b));
    ratio(a.intersection(&b).count(), a.len())
}

/// For each draft the largest share of its shingles that another one has, as [`shared`]; `None` where there is no other.
#[must_use]
pub fn most_shared(drafts: &[Draft]) -> Vec<Option<f64>> {
    let all: Vec<_> = drafts.iter().map(shingles).collect();
    let others = |at: usize| all.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, one)| one);
    let share = |(at, own): (usize, &BTreeSet<Vec<String>>)| others(at).map(|other| ratio(own.intersection(other).count(), own.len())).max_by(f64::total_cmp);
    all.iter().enumerate().map(share).collect()
}

fn shingles(draft: &Draft) -> BTreeSet<Vec<String>> {
    let own = draft.said.iter().filter(|said| !said.legend && !APPENDIX.contains(&said.section));
    own.flat_map(|said| {
        let words: Vec<String> = words(&said.text).flat_map(pieces).collect();
        words.windows(5).map(<[String]>::to_vec).collect::<Vec<_>>()
    })
    .collect()
}

/// The word in small letters without marks; of a script without spaces, each letter by itself.
fn pieces(word: &str) -> Vec<String> {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if bare.contains(|c: char| c > '\u{2e80}') { bare.chars().map(String::from).collect() } else { vec![bare] }
}

fn ratio(part: usize, whole: usize) -> f64 {
    let part = u32::try_from(part).unwrap_or(u32::MAX);
    let whole = u32::try_from(whole).unwrap_or(u32::MAX);
    f64::from(part) / f64::from(whole.max(1))
}
