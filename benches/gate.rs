//! The gate against real pages: their sentences as they stand, trimmed, and changed in one number, one name or by a negation, and how many of each are
//! refused. `cargo bench --bench gate -- FOLDER [LANGUAGE]`, where FOLDER holds JSON files: pages with their main text marked (`ground_truth.main_content`),
//! or dossiers (`dossier.pages[].blocks[].text`). LANGUAGE (en, de, fr, es) leaves out pages in others and is English when it is not given.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

use magnetite::model::evidence::{Evidence, EvidenceId, Kind, Source};
use magnetite::model::told::Language;
use magnetite::writer::verify::{Allowed, Origin, Refusal, Sentence, check};
use serde_json::Value;

/// Sentences taken from a page, and from all pages of a site.
const OF_A_PAGE: usize = 12;
const OF_A_SITE: usize = 100;
/// Wrong verdicts shown of each kind.
const SHOWN: usize = 12;

/// One page: the file that it comes from, and its blocks of text.
struct Page {
    file: usize,
    blocks: Vec<String>,
}

#[derive(Default)]
struct Tally {
    tried: u32,
    refused: u32,
    /// Refused for a superlative, a cause, a cliché or an exclamation mark: what the gate keeps out though the page says it.
    puffery: u32,
    wrong: Vec<String>,
    rules: BTreeMap<String, u32>,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let Some(folder) = words.first() else {
        println!("which folder of pages?");
        return;
    };
    let language = Language::of(words.get(1).map_or("en", String::as_str));
    let pages = read(folder, language);
    let mut tallies: BTreeMap<(&str, &str), Tally> = BTreeMap::new();
    let (begun, mut judged) = (Instant::now(), 0_u32);
    let mut told: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        let Some(other) = pages[at..].iter().chain(&pages).find(|other| other.file != page.file) else { continue };
        let names = |text| names(text, language);
        let foreign: Vec<&str> = other.blocks.iter().flat_map(|block| names(block)).collect();
        let own: BTreeSet<String> = page.blocks.iter().flat_map(|block| block.split(|c: char| !c.is_alphanumeric())).map(str::to_lowercase).collect();
        let foreign: Vec<&str> = foreign.into_iter().filter(|name| !name.split(' ').any(|part| own.contains(&part.to_lowercase()))).collect();
        let whole = evidence(&page.blocks.join("\n"));
        let elsewhere = evidence(&other.blocks.join("\n"));
        // What stands on many pages of a site counts once.
        let told = told.entry(page.file).or_default();
        let found = page.blocks.iter().flat_map(|block| sentences(block).map(move |one| (block, one)));
        let room = OF_A_SITE.saturating_sub(told.len()).min(OF_A_PAGE);
        let sentences: Vec<(&String, &str)> = found.filter(|(_, one)| told.insert(one)).take(room).collect();
        for (turn, (block, sentence)) in sentences.into_iter().enumerate() {
            let block = evidence(block);
            for (scope, item) in [("block", &block), ("page", &whole)] {
                let mut note = |kind: &'static str, text: &str, item: &Evidence, wanted: bool| {
                    judged += 1;
                    let verdict = judge(text, item, language);
                    let tally = tallies.entry((kind, scope)).or_default();
                    tally.tried += 1;
                    tally.refused += u32::from(verdict.is_err());
                    let puffery = matches!(verdict, Err(Refusal::Vetted(_) | Refusal::Style(_)));
                    tally.puffery += u32::from(puffery);
                    if verdict.is_err() != wanted && !puffery {
                        tally.wrong.push(format!("{text}   {verdict:?}"));
                    }
                    if let Err(refusal) = &verdict {
                        *tally.rules.entry(rule(refusal)).or_default() += 1;
                    }
                };
                note("true: verbatim", sentence, item, false);
                for text in trimmed(sentence) {
                    note("true: trimmed", &text, item, false);
                }
                for text in numbers(sentence) {
                    note("number changed", &text, item, true);
                }
                for text in renamed(sentence, &names(sentence), &foreign, turn) {
                    note("name swapped", &text, item, true);
                }
                for text in negated(sentence, language) {
                    note("negation put in or out", &text, item, true);
                }
                // Some sentences stand on everybody's pages.
                if !other.blocks.iter().any(|block| block.contains(sentence)) {
                    note("of another firm", sentence, &elsewhere, true);
                }
            }
        }
    }
    let each = begun.elapsed().as_secs_f64() * 1e6 / f64::from(judged.max(1));
    println!("{} pages, {judged} judgements, {each:.0} µs each", pages.len());
    for ((kind, scope), tally) in &tallies {
        let share = |part: u32, whole: u32| 100.0 * f64::from(part) / f64::from(whole.max(1));
        let (refused, tried, puffery) = (tally.refused, tally.tried, tally.puffery);
        let (all, rest) = (share(refused, tried), share(refused - puffery, tried - puffery));
        println!("{kind:22} against the {scope:5} {refused:6} of {tried:6} refused {all:6.2} %, {rest:6.2} % without puffery   {:?}", tally.rules);
        for wrong in tally.wrong.iter().step_by((tally.wrong.len() / SHOWN).max(1)).take(SHOWN) {
            println!("      {wrong}");
        }
    }
}

fn rule(refusal: &Refusal) -> String {
    format!("{refusal:?}").split('(').next().unwrap_or("").to_owned()
}

fn judge(text: &str, item: &Evidence, language: Language) -> Result<(), Refusal> {
    let sentence = Sentence { text: text.to_owned(), evidence: vec![item.id.clone()], origin: Origin::Free, about_sender: false };
    check(&sentence, &[item], &Allowed { language, ..Allowed::default() }).map(|_| ())
}

fn evidence(text: &str) -> Evidence {
    Evidence {
        id: EvidenceId("ev_1".into()),
        source: Source::Site,
        kind: Kind::Text,
        url: None,
        fetched_at: 0,
        body_sha256: None,
        locator: String::new(),
        quote: Some(text.to_owned()),
        observed: None,
        expected: None,
        verify: None,
    }
}

/// The pages of the folder in the language, by file name.
fn read(folder: &str, language: Language) -> Vec<Page> {
    let wanted = match language {
        Language::English => whatlang::Lang::Eng,
        Language::German => whatlang::Lang::Deu,
        Language::French => whatlang::Lang::Fra,
        Language::Spanish => whatlang::Lang::Spa,
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut pages = Vec::new();
    for (at, file) in files.iter().enumerate() {
        pages.extend(json(file).into_iter().map(|blocks| Page { file: at, blocks }));
    }
    pages.retain(|page| whatlang::detect(&page.blocks.join(" ")).is_some_and(|found| found.lang() == wanted));
    pages
}

/// The blocks of each page that a JSON file holds.
fn json(file: &Path) -> Vec<Vec<String>> {
    let Some(json) = std::fs::read(file).ok().and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok()) else { return Vec::new() };
    let marked = json["ground_truth"]["main_content"].as_str().into_iter();
    let marked = marked.map(|text| text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect());
    let blocks = |page: &Value| page["blocks"].as_array().into_iter().flatten().filter_map(|block| block["text"].as_str()).map(str::to_owned).collect();
    marked.chain(json["dossier"]["pages"].as_array().into_iter().flatten().map(blocks)).collect()
}

/// Calm sentences of six to thirty words, without quotations and addresses.
fn sentences(block: &str) -> impl Iterator<Item = &str> {
    let pieces = block.split_inclusive(". ").map(str::trim);
    pieces.filter(|piece| {
        let words = piece.split(' ').count();
        piece.ends_with('.')
            && (6..=30).contains(&words)
            && !piece.contains(['!', '?', '"', '“', '”', '„', '«', '»', '\t'])
            && !piece.contains("://")
            && piece.starts_with(char::is_uppercase)
    })
}

/// Cut behind the last comma, and the same without what stands in brackets.
fn trimmed(sentence: &str) -> Vec<String> {
    let body = sentence.trim_end_matches('.');
    let mut told = Vec::new();
    if let Some((head, _)) = body.rsplit_once(", ").filter(|(head, _)| head.split(' ').count() >= 6) {
        told.push(format!("{head}."));
    }
    if let (Some(from), Some(to)) = (body.find(" ("), body.find(')'))
        && from < to
    {
        told.push(format!("{}{}.", &body[..from], &body[to + 1..]));
    }
    told
}

/// Each digit as another one.
fn numbers(sentence: &str) -> Vec<String> {
    let digits = sentence.char_indices().filter_map(|(at, c)| c.to_digit(10).map(|digit| (at, digit)));
    digits.map(|(at, digit)| format!("{}{}{}", &sentence[..at], (digit + 3) % 10, &sentence[at + 1..])).collect()
}

/// Runs of capitalised words that begin no sentence; in German, where every noun is one, of two or three.
fn names(text: &str, language: Language) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut at = 0;
    let mut first = true;
    for word in text.split(' ') {
        let capital = word.len() > 2 && word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
        if capital && !first {
            start = start.or(Some(at));
        } else if let Some(from) = start.take() {
            found.push(text[from..at].trim_end());
        }
        first = word.ends_with(['.', ':', '?', '!']) || word.is_empty();
        at += word.len() + 1;
    }
    let least = if language == Language::German { 2 } else { 1 };
    found.retain(|name| (least..=3).contains(&name.split(' ').count()) && !name.split(' ').any(|word| no_name(language).contains(&word)));
    found
}

/// Words with a capital that are in no name: of politeness, and in English of speaking of oneself.
fn no_name(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &["You", "Your", "We", "Our", "They", "The", "This", "That", "And", "For"],
        Language::German => &[
            "Sie", "Ihnen", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihrer", "Ihres", "Wir", "Uns", "Unser", "Unsere", "Unserer", "Du", "Dir", "Dich", "Dein",
            "Deine", "Deinen", "Deiner", "Euch", "Der", "Die", "Das", "Und",
        ],
        Language::French => &["Vous", "Votre", "Vos", "Nous", "Notre", "Nos", "Les", "Des", "Une"],
        Language::Spanish => &["Usted", "Ustedes", "Nosotros", "Nuestro", "Nuestra", "Los", "Las", "Una"],
    }
}

/// One name of the sentence as one of another firm.
fn renamed(sentence: &str, names: &[&str], foreign: &[&str], turn: usize) -> Vec<String> {
    if foreign.is_empty() {
        return Vec::new();
    }
    names.iter().enumerate().map(|(at, name)| sentence.replacen(name, foreign[(turn * 7 + at) % foreign.len()], 1)).collect()
}

/// A negation put in behind a verb, taken out, or a comparison turned.
fn negated(sentence: &str, language: Language) -> Vec<String> {
    let pairs: &[(&str, &str)] = match language {
        Language::English => &[
            (" is ", " is not "),
            (" are ", " are not "),
            (" was ", " was never "),
            (" has ", " has never "),
            (" have ", " have not "),
            (" can ", " cannot "),
            (" not ", " "),
            (" never ", " "),
            (" no ", " "),
            (" without ", " with "),
            (" more than ", " less than "),
            (" before ", " after "),
            (" after ", " before "),
        ],
        Language::German => &[
            (" ist ", " ist nicht "),
            (" sind ", " sind nicht "),
            (" wird ", " wird nie "),
            (" werden ", " werden nicht "),
            (" hat ", " hat nie "),
            (" haben ", " haben nicht "),
            (" können ", " können nicht "),
            (" nicht ", " "),
            (" keine ", " "),
            (" ohne ", " mit "),
            (" mehr als ", " weniger als "),
        ],
        Language::French => &[
            (" est ", " n’est pas "),
            (" sont ", " ne sont pas "),
            (" a ", " n’a pas "),
            (" ont ", " n’ont jamais "),
            (" pas ", " "),
            (" sans ", " avec "),
            (" plus de ", " moins de "),
            (" avant ", " après "),
            (" après ", " avant "),
        ],
        Language::Spanish => &[
            (" es ", " no es "),
            (" son ", " no son "),
            (" está ", " no está "),
            (" tiene ", " no tiene "),
            (" puede ", " no puede "),
            (" no ", " "),
            (" sin ", " con "),
            (" más de ", " menos de "),
            (" antes ", " después "),
        ],
    };
    pairs.iter().filter(|(from, _)| sentence.contains(from)).map(|(from, to)| sentence.replacen(from, to, 1)).collect()
}
