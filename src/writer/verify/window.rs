//! Rules 2 to 5 together: one window of at most three sentences of the evidence must cover the words of a sentence, hold its numbers and names, and negate
//! and compare as it does. Other texts that are cited too may lend numbers and names, what was posted only names and dates.

use std::collections::BTreeSet;

use super::Refusal;
use super::names::{self, Texts};
use super::numbers::{Figures, Style, without_names};
use super::ones::One;
use super::read::{Sentence, Source};
use super::tongue::{Sign, parts, stem};
use super::{order, signs};
use crate::model::told::Language;

/// Share of content words that one window must cover.
const COVERAGE: f64 = 0.8;
/// Sentences of a window.
const SENTENCES: usize = 3;

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
        self.stems.iter().filter(|stem| !self.is_there(stem, have)).cloned().collect()
    }

    fn is_there(&self, stem: &str, have: &BTreeSet<&str>) -> bool {
        have.contains(stem) || self.lent.contains(stem) || self.language == Language::German && compounds(stem, have)
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
        if let Some(sign) = signs::disagreement(&wanted.read, self.sentences(), &wanted.lent, wanted.language) {
            return Err(Refusal::Negation(sign.name().to_owned()));
        }
        let anywhere = |stem: &str| {
            let held = |source: &Source| source.sentences.iter().flat_map(|sentence| &sentence.tokens).any(|token| token.key == stem);
            wanted.is_there(stem, &self.stems()) || sources.iter().any(held)
        };
        if let Some(number) = order::miscounted(&wanted.read, self.sentences(), &anywhere, wanted.language) {
            return Err(Refusal::Number(number));
        }
        order::misplaced(&wanted.read, self.sentences(), wanted.language).map_or(Ok(()), |word| Err(Refusal::Order(word)))
    }
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
