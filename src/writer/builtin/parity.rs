//! Beside the house rules of `tests`: plain last lines, the words of every kind, measures of whole documents, and what may stand before a name.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use super::frame::KindWords;
use super::tests::lists;
use super::{Library, Line, sentences};
use crate::model::told::Language;
use crate::writer::testing::{heating, joinery, saas};
use crate::writer::{Draft, draft, measure, pattern};

fn kinds(library: &Library) -> [(&'static str, &KindWords); 4] {
    let frame = library.frame;
    [("checklist", &frame.checklist), ("playbook", &frame.playbook), ("calculator", &frame.calculator), ("swipe", &frame.swipe)]
}

fn slots(lines: &'static [Line]) -> BTreeSet<&'static str> {
    lines.iter().flat_map(|line| pattern::slots(line.1)).collect()
}

/// The other library that is written out, each with English.
fn others() -> impl Iterator<Item = (&'static Library, &'static Library)> {
    let english = Library::of(Language::English);
    Language::ALL.into_iter().map(Library::of).filter(|library| library.language != Language::English).map(move |library| (library, english))
}

#[test]
fn the_last_line_of_a_list_about_a_prospect_asks_for_no_more_than_english_does() {
    for (library, english) in others() {
        for text in library.all() {
            let known = english.text_for(text.check).unwrap();
            for ((name, lines), (_, theirs)) in lists(text).into_iter().zip(lists(known)) {
                let (Some(line), Some(other)) = (lines.last(), theirs.last()) else { continue };
                let fewest = |line: &Line| sentences(line.1).next().map_or(0, |first| pattern::slots(first).collect::<BTreeSet<_>>().len());
                assert!(fewest(line) <= fewest(other).max(1), "{:?} {} {name}: {}", library.language, text.check, line.1);
            }
        }
    }
}

#[test]
fn the_frame_has_a_line_for_every_kind_and_the_words_of_its_link() {
    for (library, english) in others() {
        for ((name, own), (_, theirs)) in kinds(library).into_iter().zip(kinds(english)) {
            let pairs = [
                (own.title, theirs.title),
                (own.subtitle, theirs.subtitle),
                (own.closing, theirs.closing),
                (own.closing_long, theirs.closing_long),
                (own.closing_short, theirs.closing_short),
            ];
            for (lines, others) in pairs {
                assert!(lines.len() >= others.len() && slots(lines).is_subset(&slots(others)), "{name} {:?}", library.language);
                assert!(lines.last().is_some_and(|line| pattern::slots(line.1).next().is_none()), "{name} {:?}", library.language);
            }
        }
        let frame = library.frame;
        assert!(frame.about.iter().all(|line| line.1.contains(frame.about_words)), "{:?}", library.language);
        assert!(frame.page.contains("{path}") && !frame.home.contains('{'), "{:?}", library.language);
        for lines in
            [frame.title, frame.praise_plain, frame.closing, frame.closing_long, frame.closing_short, frame.plan_after_text, frame.why_you, frame.limits]
        {
            assert!(lines.last().is_some_and(|line| pattern::slots(line.1).all(|slot| slot == "priorities")), "{:?}", library.language);
        }
    }
}

#[test]
fn a_document_in_each_language_is_as_long_plain_and_specific_as_an_english_one() {
    for (library, _) in others() {
        let drafts: Vec<Draft> = [joinery(), saas(), heating()]
            .into_iter()
            .map(|mut case| {
                case.blueprint.language = library.language.tag().into();
                draft(&case.brief())
            })
            .collect();
        for (at, one) in drafts.iter().enumerate() {
            let title = &one.document.title;
            assert!((450..=900).contains(&measure::page_words(&one.document)), "{title}: {} words", measure::page_words(&one.document));
            assert!(measure::mean_sentence(one) <= 18.0, "{title}: {}", measure::mean_sentence(one));
            assert!(measure::specific(one) >= 0.6, "{title}: {}", measure::specific(one));
            assert!(measure::facts(one) >= 8, "{title}: {}", measure::facts(one));
            assert_eq!(one.document.writer.coverage, Some(1.0), "{title}");
            for (_, other) in drafts.iter().enumerate().filter(|(other, _)| *other != at) {
                assert!(measure::shared(one, other) <= 0.35, "{title}: {}", measure::shared(one, other));
            }
        }
    }
}

/// A slot is put in as it is: before a vowel an elided or contracted word would be wrong.
#[test]
fn no_word_before_a_name_depends_on_how_the_name_begins() {
    let names = ["{company}", "{domain}", "{sender}", "{place}", "{host}", "{other_host}", "{from}", "{to}", "{url}", "{email}", "{mail_host}", "{cookie}"];
    let wrong = |language| match language {
        Language::French => &[" de ", " que ", " le ", " la ", " du ", " au ", "d’", "l’", "qu’"][..],
        Language::Spanish => &[" al ", " del "][..],
        Language::English | Language::German => &[],
    };
    for (library, _) in others() {
        for pattern in library.patterns() {
            for name in names {
                for before in pattern.split(name).collect::<Vec<_>>().split_last().map_or(&[][..], |(_, before)| before) {
                    let padded = format!(" {before}");
                    assert!(!wrong(library.language).iter().any(|word| padded.ends_with(word)), "{:?}: {pattern}", library.language);
                }
            }
        }
    }
}
