//! The sentences themselves: plain, short, and set as each language sets them.

use super::*;

/// Every text of a language with its place, and whether it is made of whole sentences.
fn texts(book: &'static Book) -> Vec<(String, &'static str, bool)> {
    let mut texts = Vec::new();
    for (check, entry) in &book.check {
        let mut add = |part: &str, text: &'static str, whole: bool| texts.push((format!("{check} {part}"), text, whole));
        add("name", &entry.name, false);
        add("headline", &entry.headline, false);
        for (part, text) in [("fail", &entry.fail), ("why", &entry.why), ("fix", &entry.fix), ("check", &entry.check), ("pass", &entry.pass)] {
            add(part, text, true);
        }
        for (variant, special) in &entry.when {
            special.headline.iter().for_each(|text| add(&format!("{variant} headline"), text, false));
            for (part, text) in [("fail", &special.fail), ("why", &special.why), ("fix", &special.fix), ("check", &special.check)] {
                text.iter().for_each(|text| add(&format!("{variant} {part}"), text, true));
            }
        }
    }
    for (name, words) in [("reason", &book.reason), ("term", &book.term), ("frame", &book.frame), ("area", &book.area)] {
        texts.extend(words.iter().map(|(key, text)| (format!("{name} {key}"), text.as_str(), false)));
    }
    texts
}

/// A pattern as a reader meets it, the many of each choice, a word for each slot.
fn read(pattern: &str) -> String {
    let mut text = String::new();
    for (n, part) in pattern.split(['{', '}']).enumerate() {
        match (n % 2, part.split_once('?')) {
            (0, _) => text.push_str(part),
            (_, None) => text.push_str("Wert"),
            (_, Some((_, words))) => text.push_str(words.split_once(':').unwrap().1),
        }
    }
    text
}

#[test]
fn the_four_languages_say_the_same_things() {
    let keys = |book: &'static Book| {
        let words =
            [&book.severity, &book.status, &book.effort, &book.area, &book.score, &book.frame, &book.term, &book.tongue, &book.reason, &book.number.unit];
        let words: Vec<Vec<String>> = words.into_iter().map(|table| table.keys().cloned().collect()).collect();
        let checks: Vec<String> = texts(book).into_iter().map(|(place, _, _)| place).filter(|place| !place.ends_with("fail")).collect();
        (words, checks, book.months.len())
    };
    let english = keys(book(Language::English));
    assert_eq!(english.2, 12);
    for language in Language::ALL {
        let own = keys(book(language));
        assert_eq!(own.0, english.0, "{language:?}");
        // A language may need its own word order for a variant, never fewer variants.
        let missing: Vec<&String> = english.1.iter().filter(|place| !own.1.contains(place)).collect();
        assert!(missing.is_empty() && own.2 == 12, "{language:?} {missing:?}");
        let variants =
            |book: &Book| book.check.iter().map(|(check, entry)| (check.clone(), entry.when.keys().cloned().collect::<Vec<_>>())).collect::<Vec<_>>();
        assert_eq!(variants(book(language)), variants(book(Language::English)), "{language:?}");
    }
}

#[test]
fn sentences_are_short_and_plain() {
    let banned = [
        "leverage",
        "unlock",
        "game-changer",
        "seamless",
        "boost",
        "skyrocket",
        "revolution",
        "optimier",
        "maximier",
        "booster",
        "incontournable",
        "potenciar",
        "impulsar",
    ];
    for language in Language::ALL {
        let (mut sentences, mut words) = (0, 0);
        for (place, text, whole) in texts(book(language)) {
            let place = format!("{language:?} {place}: {text}");
            assert!(!text.contains('!') && !banned.iter().any(|word| text.to_lowercase().contains(word)), "{place}");
            if !whole {
                let most = if place.contains("headline") { 70 } else { 95 };
                assert!(text.chars().count() <= most && !text.ends_with('.') || place.contains("frame"), "{place}");
                continue;
            }
            for sentence in text.split('|') {
                let sentence = read(sentence);
                for sentence in sentence.split(['?', ';']).flat_map(|part| part.split(". ")).filter(|part| part.chars().any(char::is_alphabetic)) {
                    let count = sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
                    assert!(count <= 24, "{count} words: {place}");
                    sentences += 1;
                    words += count;
                }
                let first = sentence.chars().find(|c| c.is_alphabetic()).unwrap();
                assert!(first.is_uppercase() || sentence.starts_with("Wert"), "{place}");
                assert!(sentence.trim_end_matches(['»', '“', '”']).ends_with(['.', '?']), "{place}");
            }
        }
        assert!(words <= 14 * sentences, "{language:?}: {words} words in {sentences} sentences");
    }
}

#[test]
fn each_language_is_set_in_its_own_marks() {
    for language in Language::ALL {
        for (place, text, _) in texts(book(language)) {
            let plain = read(text);
            let place = format!("{language:?} {place}: {text}");
            assert!(
                !plain.contains(['"', '\'', '`']) && !plain.contains("  ") && !plain.contains(" .") && !plain.contains(" ,") && plain.trim() == plain,
                "{place}"
            );
            let count = |mark: char| plain.matches(mark).count();
            match language {
                Language::English => assert!(count('“') == count('”') && count('„') + count('«') == 0, "{place}"),
                Language::German => assert!(count('„') == count('“') && count('”') + count('«') == 0, "{place}"),
                Language::French => {
                    assert!(count('«') == count('»') && count('“') + count('„') == 0, "{place}");
                    assert!(plain.split('«').skip(1).all(|rest| rest.starts_with('\u{202f}')), "{place}");
                    let codes = ["://", "tel:", "site:", "og:"];
                    let bare = codes.iter().fold(plain.clone(), |text, code| text.replace(code, ""));
                    let marks = bare.match_indices(['»', ':', ';', '?']);
                    assert!(marks.into_iter().all(|(at, _)| bare[..at].ends_with('\u{202f}')), "{place}");
                }
                Language::Spanish => {
                    assert!(count('«') == count('»') && count('“') + count('„') == 0, "{place}");
                    assert_eq!(count('¿'), count('?'), "{place}");
                }
            }
        }
    }
}

#[test]
fn owners_are_addressed_politely() {
    let familiar: [(Language, &[&str]); 3] = [
        (Language::German, &["du", "dein", "deine", "deiner", "dir", "dich", "euch", "euer"]),
        (Language::French, &["tu", "ton", "ta", "tes", "toi"]),
        (Language::Spanish, &["tú", "tu", "tus", "vosotros", "vuestro", "vuestra", "te"]),
    ];
    for (language, words) in familiar {
        for (place, text, _) in texts(book(language)) {
            let said = text.to_lowercase();
            let found = said.split(|c: char| !c.is_alphabetic()).find(|word| words.contains(word));
            assert!(found.is_none(), "{language:?} {place}: {text}");
        }
    }
}

#[test]
fn a_page_is_named_only_where_its_words_fit() {
    let before: [(Language, &[&str]); 4] = [
        (Language::English, &["on", "of", "for"]),
        (Language::German, &["auf", "von"]),
        (Language::French, &["sur", "de"]),
        (Language::Spanish, &["en", "de"]),
    ];
    for (language, words) in before {
        for (place, text, _) in texts(book(language)) {
            for (at, _) in text.match_indices("{page") {
                let word = text[..at].trim_end().rsplit([' ', '|']).next().unwrap().to_lowercase();
                assert!(words.contains(&word.as_str()), "{language:?} {place}: {text}");
            }
        }
    }
}
