//! Rule 5: a sentence negates, compares, bounds its numbers and tells of how many and when as the window does, and has no word in place of its contrary.

use std::collections::BTreeSet;

use super::ones::{is_number, value};
use super::read::{Sentence, Token};
use super::tongue::{Sense, Sign, Tongue, exclusive, stem};
use crate::model::told::Language;

/// How many words with content may stand between a word and what turns it.
const NEAR: usize = 4;
/// The same, where a negation must not be lost.
const CLOSE: usize = 2;

/// The sign by which the sentence says something else than the window; `lent` are stems that posted data lend.
#[must_use]
pub fn disagreement(sentence: &Sentence, window: &[Sentence], lent: &BTreeSet<String>, language: Language) -> Option<Sign> {
    let own: Vec<&Token> = sentence.tokens.iter().collect();
    let tokens: Vec<&Token> = window.iter().flat_map(|sentence| &sentence.tokens).collect();
    put_in(&own, &tokens)
        .or_else(|| taken_out(&own, &tokens))
        .or_else(|| contrary(&own, &tokens, lent, language).then_some(Sign::No))
        .or_else(|| overstated(&own, window).then_some(Sign::All))
        .or_else(|| bounds(&own, &tokens, language))
}

/// A sign of the sentence that the window does not have at the same word.
fn put_in(own: &[&Token], tokens: &[&Token]) -> Option<Sign> {
    // `Before and after` is one of each.
    let strict = |tokens: &[&Token], sign| places(tokens, sign).into_iter().filter(|at| sign == Sign::No || !tokens[*at].loose).count();
    let signs = [Sign::No, Sign::Up, Sign::Down, Sign::Before, Sign::After];
    if let Some(sign) = signs.into_iter().find(|sign| strict(own, *sign) > strict(tokens, *sign)) {
        return Some(sign);
    }
    for (at, token) in own.iter().enumerate() {
        let Some(sign) = token.sign else { continue };
        let same: Vec<usize> = places(tokens, sign);
        if token.loose && sign != Sign::No {
            let about = head(own, at);
            let heads = |sign| places(tokens, sign).into_iter().any(|place| head(tokens, place) == about);
            if !heads(sign) && heads(sign.reverse()) {
                return Some(sign);
            }
            continue;
        }
        let head_of = head(own, at).filter(|head| tokens.iter().any(|token| token.key == *head));
        let close = head_of.is_none_or(|wanted| match sign {
            Sign::No | Sign::All | Sign::Only => same.iter().any(|place| around(tokens, *place, NEAR).contains(&wanted)),
            _ => same.iter().any(|place| head(tokens, *place) == Some(wanted)),
        });
        if same.is_empty() || !close {
            return Some(sign);
        }
    }
    None
}

/// A negation of the window that the sentence has lost.
fn taken_out(own: &[&Token], tokens: &[&Token]) -> Option<Sign> {
    let mut due = 0;
    for at in places(tokens, Sign::No) {
        if tokens[at].loose {
            // Of `not only` no `only` may be left.
            let merely = tokens.get(at + 1).map(|token| token.word.as_str());
            let alone = own
                .iter()
                .enumerate()
                .any(|(at, token)| Some(token.word.as_str()) == merely && at.checked_sub(1).is_none_or(|before| own[before].sign != Some(Sign::No)));
            if alone {
                return Some(Sign::No);
            }
            continue;
        }
        let Some(lost) = head(tokens, at) else { continue };
        let said = own.iter().any(|token| token.key == lost);
        let negated = || places(own, Sign::No).into_iter().any(|place| head(own, place) == Some(lost) || around(own, place, CLOSE).contains(&lost));
        if said && !negated() {
            return Some(Sign::No);
        }
        due += usize::from(said);
    }
    // `Nicht ohne` is two.
    (due > places(own, Sign::No).len()).then_some(Sign::No)
}

/// `Some rooms have a view` told as `The rooms have a view`.
fn overstated(own: &[&Token], window: &[Sentence]) -> bool {
    let first = own.iter().find(|token| !token.key.is_empty()).filter(|token| token.sign.is_none()).map(|token| token.key.as_str());
    let part = |sentence: &Sentence| {
        let tokens: Vec<&Token> = sentence.tokens.iter().collect();
        tokens.first().is_some_and(|token| token.sign == Some(Sign::Part)) && head(&tokens, 0) == first
    };
    first.is_some() && places(own, Sign::Part).is_empty() && window.iter().any(part)
}

/// A word of the sentence that the window has only as its contrary: `possible` and `impossible`, `morning` and `evening`.
fn contrary(own: &[&Token], tokens: &[&Token], lent: &BTreeSet<String>, language: Language) -> bool {
    let have: BTreeSet<&str> = tokens.iter().map(|token| token.key.as_str()).filter(|key| !key.is_empty()).collect();
    let opposites = Tongue::of(language).opposites;
    let new = own.iter().filter(|token| !token.key.is_empty() && !have.contains(token.key.as_str()) && !lent.contains(&token.key));
    new.clone().any(|token| {
        opposites.iter().any(|prefix| {
            let bare = token.word.strip_prefix(prefix).filter(|bare| bare.chars().count() >= 4).map(|bare| stem(bare, language));
            bare.is_some_and(|bare| have.contains(bare.as_str())) || have.contains(stem(&format!("{prefix}{}", token.word), language).as_str())
        })
    }) || new.flat_map(|token| exclusive(&token.key, language)).any(|(set, member)| {
        let held = || have.iter().flat_map(|key| exclusive(key, language)).filter(|(of, _)| of == set).map(|(_, held)| held);
        held().next().is_some() && held().all(|held| held != member)
    })
}

/// A bound that the window puts to a number and the sentence does not, or the other way round: `up to 12` told as `12`.
fn bounds(own: &[&Token], tokens: &[&Token], language: Language) -> Option<Sign> {
    let sense = Sense::of(language);
    // What begins with a zero is dialled.
    let counts = |token: &Token| is_number(token, language) && !token.word.starts_with('0');
    for (at, number) in own.iter().enumerate().filter(|(_, token)| counts(token)) {
        let wanted = value(number, language);
        let same = tokens.iter().enumerate().filter(|(_, token)| value(token, language) == wanted).map(|(at, _)| at);
        let known: Vec<Option<Sign>> = same.map(|place| bound(tokens, place, sense, language)).collect();
        let said = bound(own, at, sense, language);
        if !known.is_empty() && !known.contains(&said) {
            return said.or_else(|| known.into_iter().flatten().next());
        }
    }
    None
}

/// The direction in which the number is open; `from 9 to 12` has none.
fn bound(tokens: &[&Token], at: usize, sense: &Sense, language: Language) -> Option<Sign> {
    let ends = |phrase: &&str| {
        let words = phrase.split(' ').count();
        let from = at.checked_sub(words)?;
        let stands = phrase.split(' ').zip(&tokens[from..at]).all(|(word, token)| token.word == word);
        let range = tokens[from.saturating_sub(2)..from].iter().any(|token| is_number(token, language));
        stands.then_some(!range)
    };
    let longest = |phrases: &'static [&'static str]| phrases.iter().filter(|phrase| ends(phrase) == Some(true)).map(|phrase| phrase.len()).max();
    match (longest(sense.least), longest(sense.most)) {
        (None, None) => None,
        (least, most) if least > most => Some(Sign::Up),
        _ => Some(Sign::Down),
    }
}

fn places(tokens: &[&Token], sign: Sign) -> Vec<usize> {
    tokens.iter().enumerate().filter(|(_, token)| token.sign == Some(sign)).map(|(at, _)| at).collect()
}

/// What a sign is about: the next word with content in its clause, else the one before it.
fn head<'a>(tokens: &[&'a Token], at: usize) -> Option<&'a str> {
    let keyed = |token: &&&'a Token| !token.key.is_empty() && token.sign.is_none();
    let mut open = !tokens[at].ends;
    let behind = tokens[at + 1..].iter().take_while(|token| std::mem::replace(&mut open, !token.ends)).find(keyed);
    behind.or_else(|| tokens[..at].iter().rev().find(keyed)).map(|token| token.key.as_str())
}

/// The words with content near a place.
fn around<'a>(tokens: &[&'a Token], at: usize, most: usize) -> BTreeSet<&'a str> {
    let keyed = |token: &&&'a Token| !token.key.is_empty();
    let before = tokens[..at].iter().rev().filter(keyed).take(most);
    let behind = tokens[at + 1..].iter().filter(keyed).take(most);
    before.chain(behind).map(|token| token.key.as_str()).collect()
}
