//! Rules 4, 5 and 7 for free sentences, and the house words for all: coverage of content words, negation and comparison, superlatives and causes,
//! shouting and clichés, the seller's words to avoid and claims not to make.

use std::collections::BTreeSet;

use crate::writer::text::{stands_whole, words};

/// Share of content words that one window must cover.
const COVERAGE: f64 = 0.8;

/// Content words of the sentence (quotations taken out) that no window of three evidence sentences covers well enough; `None` when one does.
#[must_use]
pub fn uncovered(sentence: &str, texts: &[String], known: &[String]) -> Option<String> {
    let wanted = content(sentence);
    // "That is not so" leans on another sentence: alone it cannot be compared with anything.
    if wanted.is_empty() || (wanted.len() < 2 && signs(sentence).contains(&"no")) {
        return Some("(nothing to compare)".into());
    }
    let known: BTreeSet<String> = known.iter().flat_map(|text| content(text)).collect();
    let missing = |window: &str| {
        let window = content(window);
        wanted.iter().filter(|word| !window.contains(*word) && !known.contains(*word)).cloned().collect::<Vec<_>>()
    };
    let best = windows(texts).into_iter().map(|window| missing(&window)).min_by_key(Vec::len)?;
    let covered = 1.0 - ratio(best.len(), wanted.len());
    (covered < COVERAGE).then(|| best.join(", "))
}

/// The word that negates or compares otherwise than every well covering window does; `None` when one agrees.
#[must_use]
pub fn disagreement(sentence: &str, texts: &[String], known: &[String]) -> Option<String> {
    let wanted = content(sentence);
    let known: BTreeSet<String> = known.iter().flat_map(|text| content(text)).collect();
    let signs = signs(sentence);
    let mut refused = signs.first().map_or_else(|| "negation".to_owned(), |sign| (*sign).to_owned());
    let covers = |window: &String| {
        let have = content(window);
        wanted.is_empty() || ratio(wanted.iter().filter(|word| have.contains(*word) || known.contains(*word)).count(), wanted.len()) >= COVERAGE
    };
    // One sentence that covers it decides; only when none does, the wider window is asked.
    let mut candidates: Vec<String> = singles(texts).into_iter().filter(covers).collect();
    if candidates.is_empty() {
        candidates = windows(texts);
    }
    for window in candidates {
        let found = self::signs(&window);
        match signs.iter().find(|sign| !found.contains(sign)).or_else(|| (found.contains(&"no") && !signs.contains(&"no")).then_some(&"no")) {
            Some(sign) => refused = (*sign).to_owned(),
            None => return None,
        }
    }
    Some(refused)
}

/// First superlative, or promise or cause that the evidence does not make itself: those come only from the vetted library.
#[must_use]
pub fn vetted_only(sentence: &str, texts: &[String]) -> Option<String> {
    let lower = sentence.to_lowercase();
    let said = |phrase: &str| texts.iter().any(|text| stands_whole(&text.to_lowercase(), phrase));
    if let Some(phrase) = CAUSES.iter().find(|phrase| stands_whole(&lower, phrase) && !said(phrase)) {
        return Some((*phrase).to_owned());
    }
    words(&lower)
        .map(trim)
        .find(|word| SUPERLATIVES.contains(word) || (word.len() > 5 && word.ends_with("est") && !NOT_SUPERLATIVE.contains(word)))
        .map(str::to_owned)
}

/// First shout or cliché.
#[must_use]
pub fn shout(sentence: &str) -> Option<String> {
    if sentence.contains(['!', '！']) {
        return Some("exclamation mark".into());
    }
    let lower = sentence.to_lowercase();
    CLICHES.iter().find(|word| stands_whole(&lower, word)).map(|word| (*word).to_owned())
}

/// First of the seller's words to avoid that the sentence holds, in any case.
#[must_use]
pub fn avoided(sentence: &str, words_to_avoid: &[String]) -> Option<String> {
    let lower = sentence.to_lowercase();
    words_to_avoid.iter().find(|word| !word.trim().is_empty() && stands_whole(&lower, word.trim().to_lowercase().as_str())).cloned()
}

/// First claim not to make that the sentence makes: it holds the phrase, or all its content words.
#[must_use]
pub fn forbidden(sentence: &str, claims_not_to_make: &[String]) -> Option<String> {
    let lower = sentence.to_lowercase();
    let have = content(sentence);
    claims_not_to_make
        .iter()
        .find(|claim| {
            let words = content(claim);
            let phrase = claim.trim().to_lowercase();
            !phrase.is_empty() && (stands_whole(&lower, &phrase) || (words.len() >= 2 && words.iter().all(|word| have.contains(word))))
        })
        .cloned()
}

fn ratio(part: usize, whole: usize) -> f64 {
    let part = u32::try_from(part).unwrap_or(u32::MAX);
    let whole = u32::try_from(whole).unwrap_or(u32::MAX);
    f64::from(part) / f64::from(whole.max(1))
}

/// Windows of up to three sentences, text by text.
fn windows(texts: &[String]) -> Vec<String> {
    let mut windows = Vec::new();
    for text in texts {
        let sentences: Vec<&str> = text.split_inclusive(['.', '?', '!', '。', '\n']).collect();
        match sentences.len() {
            0 => {}
            1..=3 => windows.push(text.clone()),
            _ => windows.extend(sentences.windows(3).map(<[&str]>::concat)),
        }
    }
    windows
}

fn singles(texts: &[String]) -> Vec<String> {
    texts.iter().flat_map(|text| text.split_inclusive(['.', '?', '!', '。', '\n'])).map(str::to_owned).collect()
}

/// Signs of negation (`no`) and comparison (`up`, `down`) of a text.
fn signs(text: &str) -> Vec<&'static str> {
    let lower = text.to_lowercase().replace('’', "'");
    let mut signs = Vec::new();
    for word in words(&lower).map(trim) {
        let sign = if NEGATIONS.contains(&word) || word.ends_with("n't") {
            "no"
        } else if UP.contains(&word) {
            "up"
        } else if DOWN.contains(&word) {
            "down"
        } else {
            continue;
        };
        if !signs.contains(&sign) {
            signs.push(sign);
        }
    }
    signs
}

fn content(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase().replace('’', "'");
    lower
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .filter(|word| word.chars().any(char::is_alphabetic) && !FUNCTION.contains(word) && !NEGATIONS.contains(word))
        .map(stem)
        .collect()
}

/// A light English stem: plural, possessive, -ing, -ed, -ly, final e.
fn stem(word: &str) -> String {
    let mut stem = word.strip_suffix("'s").unwrap_or(word).trim_matches('\'');
    for suffix in ["ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "ly", "s", "e", "y"] {
        if let Some(cut) = stem.strip_suffix(suffix)
            && cut.chars().count() >= 3
        {
            stem = cut;
            break;
        }
    }
    let mut chars: Vec<char> = stem.chars().collect();
    if chars.len() > 3 && chars[chars.len() - 1] == chars[chars.len() - 2] {
        chars.pop();
    }
    chars.into_iter().collect()
}

fn trim(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

const NEGATIONS: &[&str] = &[
    "no", "not", "never", "none", "without", "cannot", "neither", "nor", "nothing", "nobody", "nowhere", "lacks", "lack", "lacking", "missing", "absent",
    "empty", "hardly", "kein", "keine", "keinen", "keiner", "nicht", "nie", "ohne", "pas", "sans", "jamais", "sin", "nunca", "non", "senza", "niet", "geen",
    "zonder", "refuses", "denies",
];
const UP: &[&str] =
    &["more", "over", "above", "higher", "larger", "bigger", "greater", "exceeds", "increase", "increased", "grew", "longer", "faster", "better"];
const DOWN: &[&str] = &["less", "fewer", "under", "below", "lower", "smaller", "decrease", "decreased", "fell", "shorter", "slower", "worse"];
const SUPERLATIVES: &[&str] = &[
    "best",
    "most",
    "worst",
    "least",
    "leading",
    "guaranteed",
    "guarantee",
    "unique",
    "unrivalled",
    "unmatched",
    "perfect",
    "top",
    "premier",
    "number-one",
    "world-class",
    "first-class",
];
const NOT_SUPERLATIVE: &[&str] = &[
    "interest",
    "request",
    "forest",
    "honest",
    "modest",
    "invest",
    "suggest",
    "protest",
    "contest",
    "harvest",
    "latest",
    "northwest",
    "southwest",
    "budapest",
];
const CAUSES: &[&str] = &[
    "only",
    "always",
    "because",
    "therefore",
    "thus",
    "hence",
    "due to",
    "thanks to",
    "leads to",
    "led to",
    "results in",
    "resulted in",
    "causes",
    "caused by",
    "as a result",
    "so that",
    "will",
    "would",
    "makes sure",
    "ensures",
    "which means",
    "that means",
    "improves",
    "boosts",
    "increases",
    "reduces",
];
const CLICHES: &[&str] = &[
    "unlock",
    "unlocks",
    "leverage",
    "leveraging",
    "game-changer",
    "game changer",
    "game-changing",
    "supercharge",
    "skyrocket",
    "revolutionise",
    "revolutionize",
    "cutting-edge",
    "next level",
    "seamless",
    "seamlessly",
    "synergy",
    "elevate",
    "dive in",
    "deep dive",
    "in today's",
    "robust solution",
    "best-in-class",
    "low-hanging fruit",
    "act now",
    "don't miss",
    "alarming",
    "disaster",
];
const FUNCTION: &[&str] = &[
    "a", "an", "the", "and", "or", "but", "if", "of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "is", "are", "was", "were", "be", "been",
    "being", "it", "its", "this", "that", "these", "those", "they", "their", "them", "we", "our", "us", "you", "your", "he", "she", "his", "her", "who",
    "which", "what", "there", "here", "has", "have", "had", "do", "does", "did", "so", "than", "then", "also", "into", "about", "can", "may", "will", "would",
    "i", "my", "over", "under", "more", "less", "fewer", "up", "out", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "s", "t",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        vec![text.to_owned()]
    }

    #[test]
    fn a_sentence_of_other_words_is_not_covered() {
        let evidence = texts("We build fitted kitchens and wardrobes in oak. Our workshop stands by the harbour.");
        assert_eq!(uncovered("The workshop builds fitted wardrobes in oak.", &evidence, &[]), None);
        assert!(uncovered("The firm sells garden furniture online.", &evidence, &[]).is_some());
    }

    #[test]
    fn an_inserted_negation_disagrees() {
        let evidence = texts("We build fitted kitchens in oak.");
        assert_eq!(disagreement("They build fitted kitchens in oak.", &evidence, &[]), None);
        assert_eq!(disagreement("They do not build fitted kitchens in oak.", &evidence, &[]).as_deref(), Some("no"));
        assert_eq!(disagreement("They never build kitchens.", &evidence, &[]).as_deref(), Some("no"));
        assert!(disagreement("They deliver.", &texts("We do not deliver."), &[]).is_some());
    }

    #[test]
    fn a_turned_comparison_disagrees() {
        let evidence = texts("More than 40 households trust us.");
        assert_eq!(disagreement("More than 40 households trust them.", &evidence, &[]), None);
        assert!(disagreement("Fewer than 40 households trust them.", &evidence, &[]).is_some());
    }

    #[test]
    fn superlatives_and_causes_are_for_the_library() {
        assert!(vetted_only("They are the oldest firm in town.", &texts("the oldest firm")).is_some());
        assert!(vetted_only("This will bring orders.", &texts("orders")).is_some());
        assert_eq!(vetted_only("They took an honest interest in the forest.", &[]), None);
    }

    #[test]
    fn the_sellers_words_and_claims_are_obeyed() {
        assert!(avoided("A Cheap way.", &["cheap".into()]).is_some());
        assert!(avoided("A cheaper way.", &["cheap".into()]).is_none());
        assert!(forbidden("We guarantee the first rank on Google.", &["guaranteed first rank".into()]).is_some());
        assert!(forbidden("The first page is short.", &["guaranteed first rank".into()]).is_none());
    }
}
