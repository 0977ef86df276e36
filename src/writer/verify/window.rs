//! Rules 2 to 5 together: one window of at most three sentences of the evidence must cover the words of a sentence, hold its numbers and names, and negate
//! and compare as it does. Other texts that are cited too may lend numbers and names, what was posted only names and dates.

use std::collections::BTreeSet;

use super::Refusal;
use super::names::{self, Texts};
use super::numbers::{Figures, Style, without_names};
use super::ones::One;
use super::read::{Sentence, Source, Token};
use super::tongue::{Sign, Tongue, parts, stem};
use crate::model::told::Language;

/// Share of content words that one window must cover.
const COVERAGE: f64 = 0.8;
/// Sentences of a window.
const SENTENCES: usize = 3;
/// How many words with content may stand between a word and what turns it.
const NEAR: usize = 4;
/// The same, where a negation must not be lost.
const CLOSE: usize = 2;

/// Judges a sentence (quotations taken out) against the texts of its evidence; `context` are posted data and the like.
///
/// # Errors
/// The rule that the window that fits best breaks.
pub fn check(sentence: &str, texts: &[String], context: &[String], language: Language) -> Result<(), Refusal> {
    let sources: Vec<Source> = texts.iter().map(|text| Source::of(text, language)).collect();
    let mut lent: Vec<Source> = context.iter().map(|text| Source::of(text, language)).collect();
    lent.iter_mut().flat_map(|source| &mut source.figures).for_each(|figures| figures.numbers.clear());
    let wanted = Wanted::of(sentence, &lent, context, language);
    let all = || sources.iter().chain(&lent).flat_map(|source| &source.figures);
    if let Some(number) = wanted.figures.missing_from(all()) {
        return Err(Refusal::Number(number.to_owned()));
    }
    if let Some(name) = names::unsupported(sentence, &Texts::of(texts.iter().chain(context).map(String::as_str)), language) {
        return Err(Refusal::Name(name));
    }
    let negates = wanted.read.tokens.iter().any(|token| token.sign == Some(Sign::No));
    // "That is not so" leans on another sentence: alone it cannot be compared with anything.
    if wanted.stems.is_empty() || (wanted.stems.len() < 2 && negates) {
        return Err(Refusal::Coverage("(nothing to compare)".into()));
    }
    let candidates = candidates(&sources, &wanted)?;
    let mut refusal = None;
    for window in candidates {
        match window.agrees(sentence, &wanted, texts, context, &sources, &lent) {
            Ok(()) => return Ok(()),
            Err(found) => refusal = refusal.or(Some(found)),
        }
    }
    refusal.map_or(Ok(()), Err)
}

/// What a sentence asks of a window.
struct Wanted {
    read: Sentence,
    stems: BTreeSet<String>,
    figures: Figures,
    /// Things of which the sentence has one.
    ones: Vec<One>,
    /// Stems that posted data lend.
    lent: BTreeSet<String>,
    language: Language,
}

impl Wanted {
    fn of(sentence: &str, lent: &[Source], context: &[String], language: Language) -> Self {
        let read = Sentence::of(sentence, language, language);
        let stems = read.stems();
        let figures = Figures::of(&without_names(sentence, context, language), Style::Own(language));
        let lent = lent.iter().flat_map(|source| &source.sentences).flat_map(Sentence::stems).collect();
        let ones = One::of(&read.tokens, language);
        Self { read, stems, figures, ones, lent, language }
    }

    /// Content words that the window does not have.
    fn missing(&self, have: &BTreeSet<&str>) -> Vec<String> {
        let has = |stem: &str| have.contains(stem) || self.lent.contains(stem);
        self.stems.iter().filter(|stem| !(has(stem) || self.language == Language::German && compounds(stem, have))).cloned().collect()
    }
}

/// A compound is covered by its parts, and a part by a compound.
fn compounds(wanted: &str, have: &BTreeSet<&str>) -> bool {
    const LEAST: usize = 4;
    let part = |part: &str| {
        have.contains(part)
            || have.contains(stem(part, Language::German).as_str())
            || part.len() >= LEAST && have.iter().any(|word| word.len() > part.len() + 2 && (word.starts_with(part) || word.ends_with(part)))
    };
    part(wanted) || parts(wanted).any(|(head, tail)| part(head) && part(tail))
}

/// Sentences of one source, one behind the other.
#[derive(Debug, Clone, Copy)]
struct Window<'a> {
    source: &'a Source,
    /// Place of the source among the texts.
    at: usize,
    from: usize,
    to: usize,
}

/// The windows that cover the words well enough: single sentences where some do, else wider ones.
fn candidates<'a>(sources: &'a [Source], wanted: &Wanted) -> Result<Vec<Window<'a>>, Refusal> {
    let mut best: Option<Vec<String>> = None;
    for width in [1, SENTENCES] {
        let mut covering = Vec::new();
        for (at, source) in sources.iter().enumerate() {
            let count = source.sentences.len();
            for from in 0..=count.saturating_sub(width) {
                let window = Window { source, at, from, to: count.min(from + width) };
                let missing = wanted.missing(&window.stems());
                let covered = 1.0 - ratio(missing.len(), wanted.stems.len());
                if covered >= COVERAGE {
                    covering.push((missing.len(), window));
                }
                if best.as_ref().is_none_or(|best| missing.len() < best.len()) {
                    best = Some(missing);
                }
            }
        }
        if !covering.is_empty() {
            covering.sort_by_key(|(missing, _)| *missing);
            return Ok(covering.into_iter().map(|(_, window)| window).collect());
        }
    }
    Err(Refusal::Coverage(best.map_or_else(|| "(no text)".into(), |missing| missing.join(", "))))
}

impl Window<'_> {
    fn sentences(&self) -> &[Sentence] {
        self.source.sentences.get(self.from..self.to).unwrap_or_default()
    }

    fn tokens(&self) -> Vec<&Token> {
        self.sentences().iter().flat_map(|sentence| &sentence.tokens).collect()
    }

    fn stems(&self) -> BTreeSet<&str> {
        self.sentences().iter().flat_map(|sentence| &sentence.tokens).map(|token| token.key.as_str()).filter(|key| !key.is_empty()).collect()
    }

    /// The window with its neighbours, up to three sentences around one.
    fn wide(&self) -> std::ops::Range<usize> {
        let single = self.to - self.from == 1;
        let from = if single { self.from.saturating_sub(1) } else { self.from };
        let to = if single { (self.to + 1).min(self.source.sentences.len()) } else { self.to };
        from..to
    }

    fn agrees(&self, sentence: &str, wanted: &Wanted, texts: &[String], context: &[String], sources: &[Source], lent: &[Source]) -> Result<(), Refusal> {
        let others = || sources.iter().enumerate().filter(|(at, _)| *at != self.at).map(|(_, source)| source).chain(lent);
        let near = self.source.figures.get(self.from..self.to).unwrap_or_default();
        if let Some(number) = wanted.figures.missing_from(near.iter().chain(others().flat_map(|source| &source.figures))) {
            return Err(Refusal::Number(number.to_owned()));
        }
        if let Some(one) = wanted.ones.iter().find(|one| !one.stands(self.sentences(), sources, wanted.language)) {
            return Err(Refusal::Number(one.word.clone()));
        }
        let here = self.source.sentences.get(self.wide()).unwrap_or_default().iter().map(|sentence| sentence.text.as_str());
        let elsewhere = texts.iter().enumerate().filter(|(at, _)| *at != self.at).map(|(_, text)| text).chain(context).map(String::as_str);
        if let Some(name) =
            names::unsupported(sentence, &Texts::of([here.collect::<Vec<_>>().join(" ").as_str()].into_iter().chain(elsewhere)), wanted.language)
        {
            return Err(Refusal::Name(name));
        }
        self.disagreement(wanted).map_or(Ok(()), |sign| Err(Refusal::Negation(sign.name().to_owned())))
    }

    /// The sign by which sentence and window say different things.
    fn disagreement(&self, wanted: &Wanted) -> Option<Sign> {
        let own: Vec<&Token> = wanted.read.tokens.iter().collect();
        let tokens = self.tokens();
        if places(&own, Sign::No).len() > places(&tokens, Sign::No).len() {
            return Some(Sign::No);
        }
        for (at, token) in own.iter().enumerate() {
            let Some(sign) = token.sign else { continue };
            let same: Vec<usize> = places(&tokens, sign);
            if token.loose && sign != Sign::No {
                let about = self::head(&own, at);
                let heads = |sign| places(&tokens, sign).into_iter().any(|place| self::head(&tokens, place) == about);
                if !heads(sign) && heads(sign.reverse()) {
                    return Some(sign);
                }
                continue;
            }
            let head = head(&own, at).filter(|head| tokens.iter().any(|token| token.key == *head));
            let close = head.is_none_or(|wanted| match sign {
                Sign::No | Sign::All => same.iter().any(|place| around(&tokens, *place, NEAR).contains(&wanted)),
                _ => same.iter().any(|place| self::head(&tokens, *place) == Some(wanted)),
            });
            if same.is_empty() || !close {
                return Some(sign);
            }
        }
        let mut due = 0;
        for at in places(&tokens, Sign::No) {
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
            let Some(head) = head(&tokens, at) else { continue };
            let said = own.iter().any(|token| token.key == head);
            let negated =
                || places(&own, Sign::No).into_iter().any(|place| self::head(&own, place) == Some(head) || around(&own, place, CLOSE).contains(&head));
            if said && !negated() {
                return Some(Sign::No);
            }
            due += usize::from(said);
        }
        // `Nicht ohne` is two.
        if due > places(&own, Sign::No).len() {
            return Some(Sign::No);
        }
        self.opposite(wanted).then_some(Sign::No).or_else(|| self.overstated(&own).then_some(Sign::All))
    }

    /// `Some rooms have a view` told as `The rooms have a view`.
    fn overstated(&self, own: &[&Token]) -> bool {
        let first = own.iter().find(|token| !token.key.is_empty()).filter(|token| token.sign.is_none()).map(|token| token.key.as_str());
        let part = |sentence: &Sentence| {
            let tokens: Vec<&Token> = sentence.tokens.iter().collect();
            tokens.first().is_some_and(|token| token.sign == Some(Sign::Part)) && head(&tokens, 0) == first
        };
        first.is_some() && places(own, Sign::Part).is_empty() && self.sentences().iter().any(part)
    }

    /// A word of the sentence that the window has only as its opposite: `possible` and `impossible`.
    fn opposite(&self, wanted: &Wanted) -> bool {
        let have = self.stems();
        let tongue = Tongue::of(wanted.language);
        wanted.read.tokens.iter().filter(|token| !token.key.is_empty() && !have.contains(token.key.as_str()) && !wanted.lent.contains(&token.key)).any(
            |token| {
                tongue.opposites.iter().any(|prefix| {
                    let bare = token.word.strip_prefix(prefix).filter(|bare| bare.chars().count() >= 4).map(|bare| stem(bare, wanted.language));
                    bare.is_some_and(|bare| have.contains(bare.as_str())) || have.contains(stem(&format!("{prefix}{}", token.word), wanted.language).as_str())
                })
            },
        )
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

fn ratio(part: usize, whole: usize) -> f64 {
    let part = u32::try_from(part).unwrap_or(u32::MAX);
    let whole = u32::try_from(whole).unwrap_or(u32::MAX);
    f64::from(part) / f64::from(whole.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(sentence: &str, text: &str, language: Language) -> Result<(), Refusal> {
        check(sentence, &[text.to_owned()], &[], language)
    }

    #[test]
    fn a_sentence_of_other_words_is_not_covered() {
        let text = "We build fitted kitchens and wardrobes in oak. Our workshop stands by the harbour.";
        assert_eq!(judge("The workshop builds fitted wardrobes in oak.", text, Language::English), Ok(()));
        assert!(matches!(judge("The firm sells garden furniture online.", text, Language::English), Err(Refusal::Coverage(_))));
    }

    #[test]
    fn a_negation_put_in_or_taken_out_disagrees() {
        for (language, text, good, bad) in [
            (Language::English, "We build fitted kitchens in oak.", "They build fitted kitchens in oak.", "They do not build fitted kitchens in oak."),
            (Language::English, "We do not deliver pianos on Sunday.", "They do not deliver pianos on Sunday.", "They deliver pianos on Sunday."),
            (Language::English, "We repair boats, not cars.", "They repair boats.", "They repair cars."),
            (
                Language::English,
                "Late cancellation is possible by telephone.",
                "Late cancellation is possible.",
                "Late cancellation is impossible by telephone.",
            ),
            (Language::German, "Wir liefern sonntags keine Klaviere aus.", "Sie liefern sonntags keine Klaviere.", "Sie liefern sonntags Klaviere aus."),
            (Language::German, "Wir liefern nicht ohne Auftrag.", "Sie liefern nicht ohne Auftrag.", "Sie liefern ohne Auftrag."),
            (Language::German, "Wir planen nicht nur Bäder.", "Sie planen Bäder.", "Sie planen nur Bäder."),
            (Language::German, "Wir behandeln Kinder und Hunde.", "Sie behandeln Kinder und Hunde.", "Sie behandeln Kinder und keine Hunde."),
            (Language::French, "Nous livrons les pianos le samedi.", "Ils livrent les pianos le samedi.", "Ils ne livrent jamais les pianos le samedi."),
            (Language::French, "Nous ne livrons pas les pianos.", "Ils ne livrent pas les pianos.", "Ils livrent les pianos."),
            (Language::Spanish, "No entregamos pianos grandes.", "No entregan pianos grandes.", "Entregan pianos grandes."),
        ] {
            assert_eq!(judge(good, text, language), Ok(()), "{good}");
            assert!(judge(bad, text, language).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_turned_comparison_disagrees() {
        for (language, text, bad) in [
            (Language::English, "More than 40 households trust us.", "Fewer than 40 households trust them."),
            (Language::German, "Mehr als 40 Haushalte vertrauen uns.", "Weniger als 40 Haushalte vertrauen ihnen."),
            (Language::French, "Plus de 40 foyers nous font confiance.", "Moins de 40 foyers leur font confiance."),
            (Language::Spanish, "Más de 40 hogares confían en nosotros.", "Menos de 40 hogares confían en ellos."),
            (Language::English, "More than 40 households wait less than 2 days.", "Less than 40 households wait 2 days."),
        ] {
            assert_eq!(judge(text, text, language), Ok(()), "{text}");
            assert!(matches!(judge(bad, text, language), Err(Refusal::Negation(_))), "{bad}: {:?}", judge(bad, text, language));
        }
    }

    #[test]
    fn a_number_from_another_part_of_the_text_does_not_stand() {
        let text = "We bake 14 kinds of bread. Our oven is old. It came from Lille. We bought it long ago. In all 36 people work here.";
        assert_eq!(judge("They bake 14 kinds of bread.", text, Language::English), Ok(()));
        assert_eq!(judge("They bake 36 kinds of bread.", text, Language::English), Err(Refusal::Number("36".into())));
    }

    #[test]
    fn one_of_a_thing_is_not_several() {
        for (language, text, good, bad) in [
            (Language::English, "We have three vans in Ware.", "They have three vans in Ware.", "They have one van in Ware."),
            (Language::English, "We have white vans in Ware.", "They have white vans in Ware.", "They have one white van in Ware."),
            (Language::English, "We have a van and three boats.", "They have one van and three boats.", "They have a van and one boat."),
            (Language::German, "Wir haben drei Wagen in Ware.", "Sie haben drei Wagen in Ware.", "Sie haben einen Wagen in Ware."),
            (Language::German, "Wir haben drei weiße Wagen in Ware.", "Sie haben drei weiße Wagen.", "Sie haben einen weißen Wagen."),
            (Language::German, "Wir geben 7 Jahre Garantie auf Türen.", "Sie geben eine Garantie auf Türen.", "Sie geben 8 Jahre Garantie auf Türen."),
            (Language::German, "Seit 2003 steht unsere Werkstatt in Ware.", "Sie haben eine Werkstatt in Ware.", "Sie haben zwei Werkstatt in Ware."),
            (Language::French, "Nous avons trois fours à Ware.", "Ils ont trois fours à Ware.", "Ils ont un four à Ware."),
            (Language::Spanish, "Tenemos tres hornos en Ware.", "Tienen tres hornos en Ware.", "Tienen un horno en Ware."),
        ] {
            assert_eq!(judge(good, text, language), Ok(()), "{good}");
            assert!(matches!(judge(bad, text, language), Err(Refusal::Number(_))), "{bad}: {:?}", judge(bad, text, language));
        }
    }

    #[test]
    fn some_are_not_all() {
        for (language, some, all, bare) in [
            (Language::English, "Some rooms have a sea view.", "All rooms have a sea view.", "The rooms have a sea view."),
            (Language::English, "Several of our rooms have a sea view.", "Every one of the rooms has a sea view.", "Rooms have a sea view."),
            (Language::German, "Einige Zimmer haben Meerblick.", "Alle Zimmer haben Meerblick.", "Die Zimmer haben Meerblick."),
            (Language::French, "Certaines chambres ont vue sur la mer.", "Toutes les chambres ont vue sur la mer.", "Les chambres ont vue sur la mer."),
            (
                Language::Spanish,
                "Algunas habitaciones tienen vista al mar.",
                "Todas las habitaciones tienen vista al mar.",
                "Las habitaciones tienen vista al mar.",
            ),
        ] {
            for text in [some, all] {
                assert_eq!(judge(text, text, language), Ok(()), "{text}");
            }
            assert_eq!(judge(bare, all, language), Ok(()), "{bare}");
            for (told, from) in [(all, some), (all, bare), (bare, some), (some, all)] {
                assert!(judge(told, from, language).is_err(), "{told} from {from}");
            }
        }
    }

    #[test]
    fn a_german_compound_costs_no_coverage() {
        let text = "Wir bauen Fenster aus Holz und Türen für Wohnungen.";
        assert_eq!(judge("Sie bauen Holzfenster und Wohnungstüren.", text, Language::German), Ok(()));
    }
}
