//! Who does what to whom, and which number belongs to which thing: a sentence of the window's own words may still have put one part in another's place.

use std::collections::BTreeSet;

use super::ones::{is_number, value};
use super::read::{Sentence, Token};
use super::tongue::Sense;
use super::units;
use crate::model::told::Language;
use crate::writer::text::stands_whole;

/// How far apart, in words with content, two parts are still of one statement.
const REACH: usize = 4;
/// What a comma or an `and` adds to the way from a word to a number.
const PAUSE: usize = 3;

/// The first word that stands where another belongs.
#[must_use]
pub fn misplaced(sentence: &Sentence, window: &[Sentence], language: Language) -> Option<String> {
    window.iter().find_map(|known| exchanged(sentence, known, language).or_else(|| of_another(sentence, known, language)))
}

/// The first number that counts a thing of which no text says so; `has` tells whether some text has a stem.
#[must_use]
pub fn miscounted(sentence: &Sentence, window: &[Sentence], has: &dyn Fn(&str) -> bool, language: Language) -> Option<String> {
    let counted = sentence.tokens.windows(2).filter(|pair| is_number(&pair[0], language) && !pair[0].ends && is_thing(&pair[1], language));
    for pair in counted {
        let (number, thing) = (&pair[0], &pair[1]);
        if !has(&thing.key) {
            return Some(number.word.clone());
        }
        let places =
            || window.iter().flat_map(|known| (1..known.tokens.len()).filter(move |at| known.tokens[*at].key == thing.key).map(move |at| (&known.tokens, at)));
        let right =
            |(tokens, at): (&Vec<Token>, usize)| tokens[at.saturating_sub(REACH)..at].iter().any(|token| value(token, language) == value(number, language));
        let other = |(tokens, at): (&Vec<Token>, usize)| is_number(&tokens[at - 1], language) && !tokens[at - 1].ends;
        if places().any(other) && !places().any(right) {
            return Some(number.word.clone());
        }
    }
    None
}

/// Two words that have changed places around a third: `A owns B` told as `B owns A`.
fn exchanged(sentence: &Sentence, known: &Sentence, language: Language) -> Option<String> {
    let (own, there) = (keyed(&sentence.tokens), keyed(&known.tokens));
    // Words that stand once in both, with their places.
    let once: Vec<(usize, usize)> =
        own.iter().enumerate().filter_map(|(at, token)| place(&own, token).zip(place(&there, token)).filter(|(first, _)| *first == at)).collect();
    for (pivot, pivot_there) in &once {
        let crossed = |(at, there): &&(usize, usize)| at > pivot && there < pivot_there;
        let back = |(at, there): &&(usize, usize)| at < pivot && there > pivot_there;
        for (after, after_there) in once.iter().filter(crossed) {
            for (before, before_there) in once.iter().filter(back) {
                // A name of two words for one of one is an exchange as well; of numbers the places are exact.
                let slack = usize::from(!is_number(own[*before], language) && !is_number(own[*after], language));
                let as_far = |here: usize, there: usize| here.abs_diff(there) <= slack;
                let same = as_far(pivot - before, pivot_there - after_there) && as_far(after - pivot, before_there - pivot_there);
                let voices = || by(sentence, *pivot, *after, language) == by(known, *pivot_there, *before_there, language);
                let word = &own[*pivot].word;
                let between = || turns(sentence, *pivot, word, language) && turns(known, *pivot_there, word, language);
                if same && after - before <= 2 * REACH && between() && voices() {
                    return Some(own[*before].word.clone());
                }
            }
        }
    }
    None
}

/// Words with content, each with its place among all.
fn keyed(tokens: &[Token]) -> Vec<&Token> {
    tokens.iter().filter(|token| !token.key.is_empty()).collect()
}

/// Where the word stands, when it stands once.
fn place(tokens: &[&Token], wanted: &Token) -> Option<usize> {
    let mut places = tokens.iter().enumerate().filter(|(_, token)| token.key == wanted.key).map(|(at, _)| at);
    places.next().filter(|_| places.next().is_none())
}

/// True for a word that may stand between who acts and what is acted on: no member of a list, no noun with a genitive behind it.
fn turns(sentence: &Sentence, at: usize, word: &str, language: Language) -> bool {
    const OF: [&str; 8] = ["of", "von", "vom", "des", "de", "du", "d", "del"];
    let sense = Sense::of(language);
    let places: Vec<usize> = (0..sentence.tokens.len()).filter(|at| !sentence.tokens[*at].key.is_empty()).collect();
    let here = places[at];
    let pause = |from: usize, to: usize| {
        let between = sentence.tokens.get(from + 1..to).unwrap_or_default();
        sentence.tokens[from].ends || between.iter().any(|token| token.ends || sense.joins.contains(&token.word.as_str()))
    };
    let before = at.checked_sub(1).is_some_and(|before| pause(places[before], here));
    let after = places.get(at + 1).is_none_or(|after| pause(here, *after));
    let genitive = sentence.tokens.get(here + 1).is_some_and(|next| OF.contains(&next.word.as_str()));
    let noun = language == Language::German && !stands_whole(&sentence.text, word);
    let owned = noun && sentence.tokens.get(here + 1).is_some_and(|next| next.word == "der");
    !(before && after || genitive || owned)
}

/// The word before who acts stands between the two.
fn by(sentence: &Sentence, from: usize, to: usize, language: Language) -> bool {
    let places: Vec<usize> = (0..sentence.tokens.len()).filter(|at| !sentence.tokens[*at].key.is_empty()).collect();
    let between = places.get(from).zip(places.get(to)).and_then(|(from, to)| sentence.tokens.get(*from..*to)).unwrap_or_default();
    between.iter().any(|token| Sense::of(language).by.contains(&token.word.as_str()))
}

/// A number that stands only with words that belong to another number there: of two plans, the large one at the price of the small.
fn of_another(sentence: &Sentence, known: &Sentence, language: Language) -> Option<String> {
    let numbers = |sentence: &Sentence| -> Vec<usize> { (0..sentence.tokens.len()).filter(|at| is_number(&sentence.tokens[*at], language)).collect() };
    let own = numbers(sentence);
    let there = if own.is_empty() { Vec::new() } else { numbers(known) };
    if there.len() < 2 {
        return None;
    }
    let mine = owners(sentence, &own, language);
    let theirs = owners(known, &there, language);
    let once = |number: &str| there.iter().filter(|at| value(&known.tokens[**at], language) == number).count() == 1;
    let told: BTreeSet<String> = own.iter().map(|at| value(&sentence.tokens[*at], language)).filter(|number| once(number)).collect();
    told.into_iter().find(|number| {
        let has_own = theirs.iter().any(|(_, owner)| owner == number);
        let mut words = mine.iter().filter(|(_, owner)| owner == number).filter_map(|(word, _)| theirs.iter().find(|(known, _)| known == word)).peekable();
        has_own && words.peek().is_some() && words.all(|(_, owner)| owner != number)
    })
}

/// The words that stand once and nearer to one number than to any other, with that number.
fn owners<'a>(sentence: &'a Sentence, numbers: &[usize], language: Language) -> Vec<(&'a str, String)> {
    let tokens = &sentence.tokens;
    let joins = Sense::of(language).joins;
    let way = |from: usize, to: usize| {
        let (low, high) = (from.min(to), from.max(to));
        let pauses = tokens[low..high].iter().filter(|token| token.ends || joins.contains(&token.word.as_str())).count();
        high - low + PAUSE * pauses
    };
    let all = keyed(tokens);
    let words = (0..tokens.len()).filter(|at| is_thing(&tokens[*at], language) && place(&all, &tokens[*at]).is_some());
    let owned = words.filter_map(|at| {
        let nearest = numbers.iter().map(|number| way(at, *number)).min()?;
        let mut near = numbers.iter().filter(|number| way(at, **number) == nearest);
        let owner = near.next().filter(|_| near.next().is_none())?;
        Some((tokens[at].key.as_str(), value(&tokens[*owner], language)))
    });
    owned.collect()
}

/// A word with content that is neither a number nor a unit.
fn is_thing(token: &Token, language: Language) -> bool {
    let unit = || units::read(&[&token.word]).is_some() || units::scale(&token.word).is_some();
    !token.key.is_empty() && token.sign.is_none() && token.word.chars().count() > 2 && !is_number(token, language) && !unit()
}
