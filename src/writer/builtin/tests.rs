//! House rules of the library, in every language that has one: plain, short, complete.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use super::{CheckText, Library, Line, sentences, vetted};
use crate::model::told::Language;
use crate::writer::pattern;
use crate::writer::text::words;

/// The named checks a writer must be able to tell.
const SET: &str = "http-status-code redirects-http host-canonical redirect-chain is-crawlable robots-txt sitemap sitemap-health broken-links soft-404 canonical \
    document-title title-length duplicate-titles meta-description h1 heading-order open-graph json-ld-valid organization-markup link-text html-lang favicon \
    content-without-script ai-crawlers server-response-time text-compression cache-policy page-weight render-blocking unsized-images image-delivery meta-viewport image-alt \
    label link-name certificate mixed-content form-https hsts framing cookies dated-software privacy-notice spf dmarc contact-domain call-to-action contact-path phone-link \
    form-friction offer-clarity proof price-signal freshness readability nap-consistency measurement";

/// What a language may not say, how it quotes, and what may stand before `{page}`.
struct House {
    cliches: &'static [&'static str],
    quotes: [char; 2],
    /// Everyday words that no other of our languages has.
    own_words: &'static [&'static str],
    /// Where the case of a page's name depends on the word before it: the words that it may follow.
    before_page: &'static [&'static str],
    longest: usize,
}

fn house(language: Language) -> House {
    match language {
        Language::English => House {
            cliches: &[
                "unlock",
                "leverage",
                "seamless",
                "boost",
                "critical",
                "alarming",
                "guarantee",
                "skyrocket",
                "best-in-class",
                "immediately",
                "error count",
            ],
            quotes: ['“', '”'],
            own_words: &["the", "with", "your", "you", "what", "not", "they", "of"],
            before_page: &[],
            longest: 26,
        },
        Language::German => House {
            cliches: &[
                "potenzial",
                "nahtlos",
                "revolution",
                "game-changer",
                "kritisch",
                "alarmierend",
                "garantier",
                "sofort",
                "durchstarten",
                "entfesseln",
                "maßgeschneidert",
                "ganzheitlich",
                "innovativ",
                "synergie",
                "nächste level",
                "nächstes level",
                "mehrwert",
                "im handumdrehen",
            ],
            quotes: ['„', '“'],
            own_words: &["und", "nicht", "ist", "sie", "ihre", "auf", "eine", "wird"],
            before_page: &["auf", "von", "mit", "an"],
            longest: 26,
        },
        Language::French => House {
            cliches: &["booster", "révolution", "incontournable", "critique", "alarmant", "garanti", "immédiatement", "clé en main", "sur-mesure", "synergie"],
            quotes: ['«', '»'],
            own_words: &["les", "votre", "vous", "est", "dans", "une", "avec", "sont"],
            before_page: &[],
            longest: 28,
        },
        Language::Spanish => House {
            cliches: &["potenciar", "revolucion", "imprescindible", "crítico", "alarmante", "garantiz", "inmediatamente", "sinergia", "a otro nivel"],
            quotes: ['«', '»'],
            own_words: &["los", "su", "usted", "una", "del", "con", "cada", "página"],
            before_page: &[],
            longest: 28,
        },
    }
}

fn running(text: &CheckText) -> impl Iterator<Item = &'static Line> {
    [text.opening, text.saw, text.matters, text.fix, text.task, text.praise].into_iter().flatten()
}

/// The lists of a check by name.
pub(super) fn lists(text: &CheckText) -> [(&'static str, &'static [Line]); 8] {
    [
        ("title", text.title),
        ("heading", text.heading),
        ("opening", text.opening),
        ("saw", text.saw),
        ("matters", text.matters),
        ("fix", text.fix),
        ("task", text.task),
        ("praise", text.praise),
    ]
}

/// Each library once: a language without one of its own is told in another's.
fn libraries() -> impl Iterator<Item = &'static Library> {
    Language::ALL
        .into_iter()
        .map(|language| (language, Library::of(language)))
        .filter(|(language, library)| library.language == *language)
        .map(|(_, library)| library)
}

/// The variant of the finding that a line asks for, whatever it asks of the situation.
fn variant(line: &Line) -> &'static str {
    line.0.split_whitespace().find(|word| !word.starts_with('@')).map_or("", |word| word.trim_start_matches('!'))
}

/// Whether a line may be said of this variant to everybody.
fn fits(line: &Line, variant: &str) -> bool {
    line.0.split_whitespace().all(|word| word.strip_prefix('!').map_or(word == variant, |other| other != variant))
}

fn others() -> impl Iterator<Item = &'static Library> {
    libraries().filter(|library| library.language != Language::English)
}

/// The words outside the slots, in small letters.
fn own_words(pattern: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = pattern;
    while let Some((fixed, behind)) = rest.split_once('{') {
        let (slot, next) = behind.split_once('}').unwrap();
        plain.push_str(fixed);
        plain.push_str(&slot.split_once('?').map_or(" ".into(), |(_, words)| words.replace(':', " ")));
        rest = next;
    }
    plain.push_str(rest);
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[test]
fn every_named_check_has_its_words_once() {
    for library in libraries() {
        let known: Vec<&str> = library.all().map(|text| text.check).collect();
        for check in SET.split_whitespace() {
            assert_eq!(known.iter().filter(|known| **known == check).count(), 1, "{check} {:?}", library.language);
        }
        assert_eq!(known.len(), 58);
    }
}

#[test]
fn sentences_are_short_end_with_a_full_stop_and_do_not_shout() {
    for library in libraries() {
        let house = house(library.language);
        for text in library.all() {
            for sentence in running(text).flat_map(|line| sentences(line.1)) {
                assert!(sentence.ends_with(['.', house.quotes[1]]), "{}: {sentence}", text.check);
                assert!(words(sentence).count() <= house.longest, "{}: {sentence}", text.check);
            }
        }
        for pattern in library.patterns() {
            assert!(!pattern.contains('!'), "{pattern}");
            let lower = pattern.to_lowercase();
            for word in house.cliches {
                assert!(!lower.contains(word), "{word}: {pattern}");
            }
        }
    }
}

#[test]
fn a_language_speaks_its_own_words_and_uses_its_own_quotation_marks() {
    for library in libraries() {
        let own = house(library.language);
        for other in Language::ALL.into_iter().filter(|language| *language != library.language).map(house) {
            for pattern in library.patterns() {
                let foreign = own_words(pattern).into_iter().find(|word| other.own_words.contains(&word.as_str()));
                assert_eq!(foreign, None, "{:?}: {pattern}", library.language);
                let mark = other.quotes.into_iter().find(|mark| !own.quotes.contains(mark) && pattern.contains(*mark));
                assert_eq!(mark, None, "{:?}: {pattern}", library.language);
            }
        }
    }
}

#[test]
fn braces_are_balanced_and_slots_are_plain_words() {
    for pattern in vetted() {
        assert_eq!(pattern.matches('{').count(), pattern.matches('}').count(), "{pattern}");
        for slot in pattern::slots(pattern) {
            assert!(slot.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit()), "{pattern}: {slot}");
        }
        let filled = pattern::fill(pattern, |name| Some(name.replace('_', " "))).unwrap();
        assert!(!filled.contains(['{', '}']), "{filled}");
    }
}

#[test]
fn quotation_marks_in_a_sentence_about_the_prospect_hold_one_value_and_nothing_else() {
    let ours = ["domain", "sender", "date", "because", "title_room", "description_room"];
    for library in libraries() {
        let [open, close] = house(library.language).quotes;
        for pattern in library.patterns().filter(|pattern| pattern::slots(pattern).any(|slot| !ours.contains(&slot))) {
            for quoted in pattern.split(open).skip(1).filter_map(|rest| rest.split(close).next()).map(|quoted| quoted.trim_matches('\u{a0}')) {
                assert!(quoted.starts_with('{') && quoted.find('}') == Some(quoted.len() - 1), "{pattern}");
            }
        }
    }
}

/// Slots that every failed finding of these checks has, and those the writer can always fill itself.
#[test]
fn advice_can_always_be_given_in_some_words() {
    let variants = |lines: &'static [Line]| lines.iter().map(|line| variant(line)).collect::<BTreeSet<_>>();
    for library in libraries() {
        for text in library.all() {
            let all_variants: BTreeSet<&str> =
                [text.heading, text.saw, text.matters, text.fix].into_iter().flat_map(variants).filter(|variant| !variant.is_empty()).collect();
            for (name, lines) in [("matters", text.matters), ("fix", text.fix)] {
                let plain = |variant: &str| {
                    lines.iter().any(|line| {
                        fits(line, variant)
                            && pattern::slots(sentences(line.1).next().unwrap())
                                .all(|slot| matches!(slot, "company" | "domain" | "title_room" | "description_room"))
                    })
                };
                for variant in all_variants.iter().copied().chain(all_variants.is_empty().then_some("")) {
                    assert!(plain(variant), "{:?} {} {name} {variant}", library.language, text.check);
                }
            }
        }
    }
}

#[test]
fn every_language_tells_what_english_tells_from_the_same_slots_in_several_wordings() {
    let english = Library::of(Language::English);
    for library in others() {
        for text in library.all() {
            let model = english.text_for(text.check).unwrap();
            assert_eq!(text.who, model.who, "{}", text.check);
            let slots: BTreeSet<&str> = lists(model).into_iter().flat_map(|(_, lines)| lines).flat_map(|line| pattern::slots(line.1)).collect();
            let always = ["company", "domain", "offer", "place"];
            for ((name, own), (_, theirs)) in lists(text).into_iter().zip(lists(model)) {
                let place = format!("{:?} {} {name}", library.language, text.check);
                assert_eq!(own.is_empty(), theirs.is_empty(), "{place}");
                for wanted in theirs.iter().map(variant).filter(|wanted| !wanted.is_empty()) {
                    assert!(own.iter().any(|line| fits(line, wanted)), "{place}: nothing for the variant {wanted:?}");
                }
                for slot in own.iter().flat_map(|line| pattern::slots(line.1)) {
                    assert!(slots.contains(slot) || always.contains(&slot), "{place}: {slot}");
                }
            }
            for (name, lines) in [("saw", text.saw), ("matters", text.matters), ("fix", text.fix)] {
                assert!(lines.len() > 1, "{:?} {} {name}: a single wording", library.language, text.check);
            }
        }
        let frame_slots = |library: &Library| {
            let patterns: Vec<&str> = library.frame.patterns().chain(library.thin.patterns()).collect();
            patterns.into_iter().flat_map(pattern::slots).collect::<BTreeSet<_>>()
        };
        let strange: Vec<&str> = frame_slots(library).difference(&frame_slots(english)).copied().filter(|slot| *slot != "path").collect();
        assert!(strange.is_empty(), "{:?}: {strange:?}", library.language);
    }
}

#[test]
fn a_page_stands_only_behind_a_word_whose_case_its_name_has() {
    for library in others() {
        let house = house(library.language);
        for pattern in library.patterns() {
            for before in ["{page}", "{page_2}"].into_iter().flat_map(|slot| pattern.match_indices(slot)).map(|(at, _)| &pattern[..at]) {
                let word = before.trim_end().rsplit(' ').next().unwrap_or("").to_lowercase();
                let fits = house.before_page.is_empty() || house.before_page.contains(&word.as_str());
                assert!(before.ends_with(' ') && fits, "{:?}: {pattern}", library.language);
            }
        }
    }
}

#[test]
fn no_letter_touches_a_slot() {
    for library in libraries() {
        for pattern in library.patterns() {
            for (at, _) in pattern.match_indices('}') {
                assert!(!pattern[at + 1..].starts_with(char::is_alphabetic), "{:?}: {pattern}", library.language);
            }
        }
    }
}

#[test]
fn the_words_of_the_link_to_the_reader_s_rights_stand_in_their_sentence() {
    for library in libraries() {
        assert!(library.frame.about.iter().all(|line| line.1.contains(library.frame.about_words)), "{:?}", library.language);
        assert!(library.frame.page.contains("{path}"));
    }
}

#[test]
fn there_are_hundreds_of_patterns_in_english() {
    let english = Library::of(Language::English);
    let checks: BTreeSet<&str> = english.patterns().collect();
    assert!(checks.len() >= 700, "{}", checks.len());
    let lines = english.all().flat_map(|text| [text.opening, text.saw, text.matters, text.fix, text.task]).flatten();
    let situational = lines.filter(|line| line.0.contains('@')).count();
    assert!(situational >= 150, "{situational}");
}

/// Words that a line may ask of the situation.
const SITUATION: [&str; 14] =
    ["@local", "@shop", "@saas", "@content", "@portfolio", "@business", "@head", "@marketing", "@technical", "@sales", "@small", "@middle", "@large", "@care"];

#[test]
fn a_line_asks_only_for_situations_that_there_are() {
    for line in libraries().flat_map(Library::all).flat_map(running) {
        for word in line.0.split_whitespace().filter(|word| word.starts_with('@')) {
            assert!(SITUATION.contains(&word), "{word}: {}", line.1);
        }
    }
}

#[test]
fn plays_and_upkeep_have_their_words_in_every_language() {
    use super::actions::Actions;
    use super::plays::{PLAYS, Plays};
    assert!(PLAYS.len() >= 12);
    let slots = |patterns: Vec<&'static str>| patterns.into_iter().flat_map(pattern::slots).collect::<BTreeSet<&str>>();
    for language in Language::ALL {
        let [open, close] = house(language).quotes;
        for play in PLAYS {
            let parts = |language: Language| {
                let text = Plays::of(language).text(play.name).unwrap_or_else(|| panic!("{} {language:?}", play.name));
                let steps = text.steps.into_iter().flat_map(|(heading, text)| [heading, text]);
                let parts: Vec<&'static [Line]> = [text.heading, text.says, text.matters, text.sign].into_iter().chain(steps).collect();
                parts.into_iter().flatten().map(|line| line.1).collect::<Vec<_>>()
            };
            assert_eq!(slots(parts(language)), slots(parts(Language::English)), "{} {language:?}", play.name);
        }
        let names = |language: Language| Actions::of(language).upkeep.iter().map(|one| one.name).collect::<Vec<_>>();
        assert_eq!(names(language), names(Language::English));
        for sentence in Plays::of(language).patterns().chain(Actions::of(language).patterns()) {
            assert!(words(sentence).count() <= 28, "{sentence}");
            assert_eq!(sentence.matches(open).count(), sentence.matches(close).count(), "{sentence}");
            for (at, _) in sentence.match_indices(open) {
                let inner = sentence[at + open.len_utf8()..].split(close).next().unwrap().trim_matches('\u{a0}');
                assert!(inner.starts_with('{') && inner.find('}') == Some(inner.len() - 1), "{sentence}");
            }
        }
    }
}
