//! Documents in every language that has sentences.

use super::*;

/// Languages with a library of their own.
fn tongues() -> impl Iterator<Item = Language> {
    Language::ALL.into_iter().filter(|language| crate::writer::builtin::Library::of(*language).language == *language)
}

fn in_language(tag: &str) -> [Case; 3] {
    full().map(|mut case| {
        case.blueprint.language = tag.into();
        case
    })
}

#[test]
fn a_document_keeps_every_measure_in_every_language() {
    for language in tongues() {
        let drafts: Vec<Draft> = in_language(language.tag()).iter().map(|case| draft(&case.brief())).collect();
        for draft in &drafts {
            let title = &draft.document.title;
            assert_eq!(draft.document.language, language.tag());
            let words = measure::page_words(&draft.document);
            assert!((450..=900).contains(&words), "{title}: {words} words");
            let summary = section_words(draft, "summary");
            assert!((40..=70).contains(&summary), "{title}: {summary} words of summary");
            assert!(measure::mean_sentence(draft) <= 18.0, "{title}: {}", measure::mean_sentence(draft));
            assert!(measure::specific(draft) >= 0.6, "{title}: {}", measure::specific(draft));
            assert!(measure::facts(draft) >= 8, "{title}: {}", measure::facts(draft));
            assert_eq!(draft.document.writer.coverage, Some(1.0), "{title}");
            for text in texts(&draft.document) {
                assert!(!text.contains(['{', '}', '!']) && !text.contains("  "), "{text}");
            }
            for other in drafts.iter().filter(|other| other.document.title != *title) {
                assert!(measure::shared(draft, other) <= 0.35, "{title} / {}: {}", other.document.title, measure::shared(draft, other));
            }
        }
    }
}

#[test]
fn a_missing_slot_or_an_unread_site_leaves_no_hole_in_any_language() {
    for language in tongues() {
        for mut case in in_language(language.tag()) {
            for finding in &mut case.analysis.findings {
                finding.slots.retain(|name, _| name == "variant");
                finding.sample = None;
            }
            case.analysis.profile = Profile::default();
            case.lead.company = None;
            let document = write(&case.brief());
            for text in texts(&document) {
                assert!(!text.contains(['{', '}']) && !text.contains("„“") && !text.contains("«\u{a0}\u{a0}»") && !text.contains("  "), "{text}");
            }
            assert_eq!(findings(document.sections.iter().find(|section| section.id == "priorities").unwrap()), 3, "{language:?}");
            assert_eq!(document.writer.coverage, Some(1.0), "{language:?}");
        }
        for reason in [Reason::NoDomain, Reason::ResearchOff, Reason::Timeout, Reason::Parked, Reason::ScriptOnly] {
            let mut case = unreadable(reason);
            case.blueprint.language = language.tag().into();
            let document = write(&case.brief());
            assert_eq!(document.mode, Mode::Thin);
            assert!(document.reading.text.is_some() && measure::page_words(&document) < 420, "{language:?} {reason:?}");
        }
    }
}

#[test]
fn no_english_words_of_ours_stand_in_a_german_document() {
    // The site's own words, and those of the sender, stay as they are.
    let ours = ["summary", "score", "priorities", "quick-wins", "plan", "method", "appendix"];
    for case in in_language("de") {
        let mut document = write(&case.brief());
        document.sections.retain(|section| ours.contains(&section.id.as_str()));
        let said: Vec<String> = document
            .sections
            .iter()
            .flat_map(|section| &section.blocks)
            .flat_map(|block| match block {
                Block::Table { header, rows, .. } => {
                    // Reasons why something was not measured are told elsewhere.
                    let passed = rows.iter().filter(|row| row.iter().any(|cell| cell.words() == "In Ordnung"));
                    passed.flatten().map(magnetite_document::tree::Text::words).chain(header.clone()).collect::<Vec<_>>()
                }
                other => {
                    let mut alone = Document { sections: Vec::new(), ..document.clone() };
                    alone.sections.push(magnetite_document::tree::Section {
                        id: "x".into(),
                        heading: String::new(),
                        appendix: false,
                        blocks: vec![other.clone()],
                    });
                    texts(&alone)
                }
            })
            .collect();
        assert!(said.len() > 60, "{}", said.len());
        for text in said {
            let mut plain = String::new();
            for (at, piece) in text.split('„').enumerate() {
                plain.push_str(if at == 0 { piece } else { piece.split_once('“').map_or("", |(_, behind)| behind) });
            }
            let english = plain.split(|c: char| !c.is_alphanumeric()).find(|word| ["the", "of", "and", "with", "your", "is", "are", "read"].contains(word));
            assert_eq!(english, None, "{text}");
        }
    }
}

#[test]
fn a_document_in_the_site_s_language_follows_the_site() {
    use crate::model::profile::Fact;
    let mut case = heating();
    case.blueprint.language = "site".into();
    let mut told = |site: Option<&str>| {
        case.analysis.profile.language = site.map(|tag| Fact { value: tag.into(), evidence: Vec::new(), confidence: 0.9 });
        write(&case.brief()).language
    };
    assert_eq!(told(Some("de")), "de");
    assert_eq!(told(Some("de-AT")), "de");
    assert_eq!(told(Some("ja")), "en", "there is no library for it");
    assert_eq!(told(None), "en", "a site whose language is not known is told in English");
}

#[test]
fn the_sender_gets_texts_to_send_it_with_in_every_language() {
    for mut case in full().into_iter().chain([unreadable(Reason::Blocked)]) {
        for language in Language::ALL {
            case.blueprint.language = language.tag().into();
            let document = write(&case.brief());
            let outreach = document.outreach.expect("there are texts");
            let least = if document.mode == Mode::Full { 3 } else { 2 };
            assert!(outreach.subjects.len() >= least, "{:?}", outreach.subjects);
            assert!(outreach.subjects.iter().all(|subject| subject.chars().count() <= 60 && !subject.contains('!')));
            assert_eq!(outreach.email.iter().filter(|paragraph| paragraph.contains("{link}")).count(), 1, "{:?}", outreach.email);
            assert!(outreach.linkedin.ends_with("{link}") && outreach.linkedin.chars().count() <= 210, "{}", outreach.linkedin);
            let words: usize = outreach.email.iter().map(|paragraph| text::words(paragraph).count()).sum();
            assert!((20..=130).contains(&words), "{words}: {:?}", outreach.email);
        }
    }
}
