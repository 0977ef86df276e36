//! Rule 7 for free sentences, and the house words for all: superlatives, causes and promises, shouting and clichés, the seller's words to avoid and
//! claims not to make.

use std::collections::BTreeSet;

use super::read;
use super::tongue::Tongue;
use crate::model::told::Language;
use crate::writer::text::{stands_whole, words};

/// First superlative, or promise or cause that the evidence does not make itself: those come only from the vetted library.
#[must_use]
pub fn vetted_only(sentence: &str, texts: &[String], language: Language) -> Option<String> {
    let tongue = Tongue::of(language);
    let lower = sentence.to_lowercase().replace('’', "'");
    let said = |phrase: &str| texts.iter().any(|text| stands_whole(&text.to_lowercase().replace('’', "'"), phrase));
    let at_bounds = |phrase: &str| {
        let spread: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let bound = |at: usize| at.checked_sub(1).is_some_and(|before| spread[before] == "at");
        let each = || spread.iter().enumerate().filter(|(_, word)| **word == phrase).all(|(at, _)| bound(at));
        language == Language::English && matches!(phrase, "most" | "least") && said(&format!("at {phrase}")) && each()
    };
    if let Some(phrase) = tongue.causes.iter().find(|phrase| stands_whole(&lower, phrase) && !said(phrase)) {
        return Some((*phrase).to_owned());
    }
    if let Some(phrase) = tongue.superlatives.iter().find(|phrase| stands_whole(&lower, phrase) && !at_bounds(phrase)) {
        return Some((*phrase).to_owned());
    }
    // German nouns end like superlatives, and have a capital.
    let small = |word: &&str| language != Language::German || word.starts_with(char::is_lowercase);
    let ranks = |word: &String| {
        word.chars().count() > 5 && tongue.superlative_endings.iter().any(|ending| word.ends_with(ending)) && !tongue.no_superlatives.contains(&word.as_str())
    };
    words(sentence).map(trim).filter(small).map(str::to_lowercase).find(ranks)
}

/// First shout or cliché.
#[must_use]
pub fn shout(sentence: &str, language: Language) -> Option<String> {
    if sentence.contains(['!', '！', '¡']) {
        return Some("exclamation mark".into());
    }
    let lower = sentence.to_lowercase();
    Tongue::of(language).cliches.iter().find(|word| stands_whole(&lower, word)).map(|word| (*word).to_owned())
}

/// First of the seller's words to avoid that the sentence holds, in any case.
#[must_use]
pub fn avoided(sentence: &str, words_to_avoid: &[String]) -> Option<String> {
    let lower = sentence.to_lowercase();
    words_to_avoid.iter().find(|word| !word.trim().is_empty() && stands_whole(&lower, word.trim().to_lowercase().as_str())).cloned()
}

/// First claim not to make that the sentence makes: it holds the phrase, or all its content words.
#[must_use]
pub fn forbidden(sentence: &str, claims_not_to_make: &[String], language: Language) -> Option<String> {
    if claims_not_to_make.is_empty() {
        return None;
    }
    let lower = sentence.to_lowercase();
    let content = |text: &str| read::Sentence::of(text, language, language).stems();
    let have = content(sentence);
    claims_not_to_make
        .iter()
        .find(|claim| {
            let words: BTreeSet<String> = content(claim);
            let phrase = claim.trim().to_lowercase();
            !phrase.is_empty() && (stands_whole(&lower, &phrase) || (words.len() >= 2 && words.iter().all(|word| have.contains(word))))
        })
        .cloned()
}

fn trim(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        vec![text.to_owned()]
    }

    #[test]
    fn superlatives_and_causes_are_for_the_library() {
        let english = |sentence: &str, text: &str| vetted_only(sentence, &texts(text), Language::English);
        assert!(english("They are the oldest firm in town.", "the oldest firm").is_some());
        assert!(english("This will bring orders.", "orders").is_some());
        assert_eq!(english("They took an honest interest in the forest.", ""), None);
        assert_eq!(english("It takes at least 3 days.", "It takes at least 3 days."), None);
        for ranked in ["Most guests stay at most 3 days.", "The guests that most come stay 3 days."] {
            assert!(english(ranked, "Guests stay at most 3 days.").is_some(), "{ranked}");
        }
        for (language, sentence) in [
            (Language::German, "Das ist der älteste Betrieb am Ort."),
            (Language::German, "Das steigert die Anfragen."),
            (Language::German, "Es ist die zuverlässigste Werkstatt."),
            (Language::French, "C'est la plus ancienne maison."),
            (Language::French, "Cela améliore les ventes."),
            (Language::Spanish, "Es el mejor taller."),
            (Language::Spanish, "Eso aumenta las ventas."),
        ] {
            assert!(vetted_only(sentence, &[], language).is_some(), "{sentence}");
        }
        for (language, sentence) in [
            (Language::German, "Die letzten Gäste kosten die meiste Ernte."),
            (Language::French, "La première maison ouvre à midi."),
            (Language::Spanish, "El primer taller abre a mediodía."),
        ] {
            assert_eq!(vetted_only(sentence, &[], language), None, "{sentence}");
        }
    }

    #[test]
    fn shouts_and_cliches_are_known_in_each_language() {
        assert!(shout("Una solución de vanguardia.", Language::Spanish).is_some());
        assert!(shout("Eine nahtlose Lösung.", Language::German).is_some());
        assert!(shout("¡Hola", Language::Spanish).is_some());
        assert_eq!(shout("Eine kurze Liste.", Language::German), None);
    }

    #[test]
    fn the_sellers_words_and_claims_are_obeyed() {
        assert!(avoided("A Cheap way.", &["cheap".into()]).is_some());
        assert!(avoided("A cheaper way.", &["cheap".into()]).is_none());
        let forbidden = |sentence: &str, claim: &str, language| forbidden(sentence, &[claim.to_owned()], language);
        assert!(forbidden("We guarantee the first rank on Google.", "guaranteed first rank", Language::English).is_some());
        assert!(forbidden("The first page is short.", "guaranteed first rank", Language::English).is_none());
        assert!(forbidden("Wir garantieren den ersten Platz.", "erster Platz garantiert", Language::German).is_some());
    }
}
