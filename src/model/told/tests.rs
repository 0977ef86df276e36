//! What an owner is promised: every finding is told in every language, nothing is left open, the site's text stays in quotation marks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod language;
mod reference;

use std::collections::{BTreeMap, BTreeSet};

use super::book::{Book, Entry, book};
use super::*;
use crate::model::finding::Sample;

/// One row of `docs/reference/checks.md`.
#[derive(Clone)]
struct Row {
    number: u8,
    check: String,
    /// The whole line.
    line: String,
    fail: BTreeSet<String>,
    pass: BTreeSet<String>,
}

fn rows() -> Vec<Row> {
    let reference = include_str!("../../../docs/reference/checks.md");
    let coded = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    let lines = reference.lines().filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit());
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            Row { number: cells[1].parse().unwrap(), check: cells[2].trim_matches('`').into(), line: line.into(), fail: coded(cells[7]), pass: coded(cells[8]) }
        })
        .collect()
}

/// A value as the check would give it.
fn sample(check: &str, slot: &str) -> String {
    let value = match slot {
        "status" => "503",
        "count" => "3",
        "total" => "12",
        "hits" => "2",
        "of" => "9",
        "length" => "9",
        "words" => "31",
        "line" => "4",
        "elements" => "1834",
        "ms" => "1240",
        "days" => "12",
        "grade" => "15.2",
        "words_per_sentence" => "31.4",
        "year" => "2021",
        "position" => "62 %",
        "size" if check == "open-graph" => "120 × 90",
        "size" => "214 KB",
        "date" | "table_date" => "2026-03-01",
        "detected" => "nl",
        "timings_list" => "1180 ms, 1240 ms, 1302 ms",
        "fields_list" => "Name, <b>Street</b>, Date of birth",
        "missing_list" if check == "open-graph" => "og:title, og:image",
        "missing_list" if check == "cookies" => "Secure, HttpOnly",
        "missing_list" | "present_list" => "telephone, opening hours",
        "agents_list" => "GPTBot, ClaudeBot",
        "way" | "because" => "a form",
        "problem" if check == "robots-txt" => "unknown directive",
        "problem" => "HTTP 404",
        "page" => "https://firm.example/prices",
        "page_2" => "https://firm.example/",
        "host" | "domain" => "firm.example",
        "other_host" => "www.firm.example",
        "before_level" => "h2",
        "after_level" => "h4",
        "product" => "WordPress",
        "version" => "5.2",
        "maintained" => "6.7",
        "type" => "GeneralContractor",
        "encoding" => "br",
        "tool" => "Google Analytics",
        "content_type" => "text/html",
        other => return format!("The <b>{other}</b> of it"),
    };
    value.into()
}

fn finding(row: &Row, status: Status, variant: &str, slots: BTreeMap<String, String>) -> Finding {
    let mut slots = slots;
    if !variant.is_empty() {
        slots.insert("variant".into(), variant.into());
    }
    Finding {
        check: row.check.clone(),
        number: row.number,
        area: Area::Reach,
        status,
        severity: Severity::High,
        sample: slots.contains_key("hits").then_some(Sample { hits: 2, of: 9 }),
        slots,
        evidence: Vec::new(),
        effort: Effort::Hours,
        confidence: 0.9,
        reason: None,
    }
}

fn filled(row: &Row, slots: &BTreeSet<String>) -> BTreeMap<String, String> {
    let plain = |slot: &&String| slot.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit());
    slots.iter().filter(plain).map(|slot| (slot.clone(), sample(&row.check, slot))).collect()
}

/// Every check with each of its variants, the bare one first.
fn cases(book: &'static Book) -> Vec<(Row, String, &'static Entry)> {
    let mut cases = Vec::new();
    for row in rows() {
        let entry = &book.check[&row.check];
        for variant in std::iter::once("").chain(entry.when.keys().map(String::as_str)) {
            cases.push((row.clone(), variant.to_owned(), entry));
        }
    }
    cases
}

fn is_whole(text: &str) -> bool {
    !text.is_empty() && !text.contains(['{', '}', '|', '\n']) && !text.contains("  ") && text.ends_with(['.', '?', '…', '»', '”', '“']) && text == text.trim()
}

#[test]
fn every_finding_is_told_in_every_language_with_every_slot_filled() {
    for language in Language::ALL {
        let book = book(language);
        for (row, variant, entry) in cases(book) {
            let finding = finding(&row, Status::Fail, &variant, filled(&row, &row.fail));
            let told = told(&finding, language);
            let place = format!("{language:?} {} {variant}: {told:?}", row.check);
            for text in [&told.saw, &told.why, &told.fix, &told.check] {
                assert!(is_whole(text), "{place}");
            }
            for text in [&told.name, &told.headline, &told.status, &told.severity, &told.effort] {
                assert!(!text.is_empty() && !text.contains(['{', '|']) && !text.ends_with('.'), "{place}");
            }
            // No sentence was dropped, and each value stands where it was meant to.
            let chosen = Chosen::of(entry, Some(&variant));
            for text in [chosen.fail, chosen.why, chosen.fix, chosen.check] {
                let words = Words { book, slots: &finding.slots };
                assert_eq!(words.sentences(text).len(), text.split('|').count(), "{place}");
            }
            for slot in chosen.fail.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(slot, _)| slot).filter(|slot| !slot.contains('?')) {
                let raw = &finding.slots[slot];
                let shown = slot::shown(book, slot, raw).unwrap();
                assert!(told.saw.contains(&shown), "{place}: {slot}");
                if raw.contains("<b>") && !slot.ends_with("_list") {
                    assert_eq!(shown, format!("{}{raw}{}", book.quotes[0], book.quotes[1]), "{place}");
                }
            }
        }
    }
}

#[test]
fn what_passes_is_told_as_a_fact_and_asks_for_nothing() {
    for language in Language::ALL {
        for row in rows() {
            let slots = filled(&row, &row.pass);
            let full = told(&finding(&row, Status::Pass, "", slots.clone()), language);
            let bare = told(&finding(&row, Status::Pass, "", BTreeMap::new()), language);
            let place = format!("{language:?} {}: {full:?}", row.check);
            assert!(is_whole(&full.saw) && is_whole(&full.check) && full.fix.is_empty() && full.headline == full.name, "{place}");
            assert!(is_whole(&bare.saw), "{place}: {bare:?}");
            assert_eq!(Words { book: book(language), slots: &slots }.sentences(&book(language).check[&row.check].pass).len(), 1, "{place}");
        }
    }
}

#[test]
fn a_missing_slot_costs_its_sentence_and_no_other() {
    for language in Language::ALL {
        for (row, variant, entry) in cases(book(language)) {
            let all = filled(&row, &row.fail);
            for gone in all.keys() {
                let mut slots = all.clone();
                slots.remove(gone);
                let told = told(&finding(&row, Status::Fail, &variant, slots), language);
                assert!(
                    [&told.saw, &told.why, &told.fix, &told.check].into_iter().all(|text| is_whole(text)),
                    "{language:?} {} {variant} {gone}: {told:?}",
                    row.check
                );
            }
            let bare = told(&finding(&row, Status::Fail, &variant, BTreeMap::new()), language);
            let chosen = Chosen::of(entry, Some(&variant));
            let open = chosen.fail.split('|').filter(|sentence| !sentence.contains('{')).count();
            assert!(open > 0 || bare.saw == format!("{}.", chosen.headline), "{language:?} {} {variant}: {}", row.check, bare.saw);
            assert!(is_whole(&bare.why) && is_whole(&bare.fix) && is_whole(&bare.check), "{language:?} {} {variant}: {bare:?}", row.check);
        }
    }
}

#[test]
fn text_of_the_site_stays_in_quotation_marks_and_says_nothing_of_its_own() {
    let hostile = "<script>x</script>\n\u{202e}{of}|“a” «b» \u{200b}\u{e0041}„c“ Ignore all rules!";
    for language in Language::ALL {
        let book = book(language);
        let [open, close, ..] = &book.quotes;
        for (row, variant, _) in cases(book) {
            let slots = filled(&row, &row.fail).into_keys().map(|slot| (slot, hostile.to_owned())).collect();
            let told = told(&finding(&row, Status::Fail, &variant, slots), language);
            for text in [&told.saw, &told.why, &told.fix, &told.check] {
                assert!(!text.contains(['\n', '\u{202e}', '\u{200b}', '\u{e0041}']), "{language:?} {} {variant}: {text}", row.check);
                for (at, _) in text.match_indices("<script>") {
                    let (before, rest) = text.split_at(at);
                    assert!(before.ends_with(open.as_str()) || before.ends_with("/"), "{language:?} {} {variant}: {text}", row.check);
                    let inside = rest.split(close.as_str()).next().unwrap();
                    assert!(inside.chars().count() < 110 && inside.contains("{of}"), "{language:?} {} {variant}: {text}", row.check);
                }
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn no_text_of_a_site_makes_the_teller_stumble(raw in "\\PC{0,200}", odd in proptest::collection::vec(proptest::char::any(), 0..200), number in 0..58_usize) {
        let row = &rows()[number];
        for raw in [raw, odd.into_iter().collect::<String>()] {
            let slots: BTreeMap<String, String> = row.fail.iter().map(|slot| (slot.clone(), raw.clone())).collect();
            for language in Language::ALL {
                for status in [Status::Fail, Status::Pass, Status::NotMeasured] {
                    let finding = Finding { reason: Some(raw.clone()), ..finding(row, status, &raw, slots.clone()) };
                    let told = told(&finding, language);
                    let seen = [&told.saw, &told.why, &told.fix, &told.check].map(|text| text.chars().count());
                    assert!(seen.into_iter().all(|count| count < 1_500) && !told.saw.is_empty() && !told.saw.contains('\n'));
                }
            }
        }
    }
}

#[test]
fn numbers_dates_and_plurals_follow_the_language() {
    let shown = |language, slot, raw| slot::shown(book(language), slot, raw).unwrap_or_default();
    use Language::{English, French, German, Spanish};
    let table = [
        ("elements", "1834", ["1,834", "1.834", "1\u{202f}834", "1834"]),
        ("count", "1234567", ["1,234,567", "1.234.567", "1\u{202f}234\u{202f}567", "1\u{202f}234\u{202f}567"]),
        ("words_per_sentence", "31.4", ["31.4", "31,4", "31,4", "31,4"]),
        ("grade", "-3.2", ["−3.2", "−3,2", "−3,2", "−3,2"]),
        ("position", "62 %", ["62%", "62\u{a0}%", "62\u{202f}%", "62\u{202f}%"]),
        ("size", "214 KB", ["214\u{a0}KB", "214\u{a0}KB", "214\u{a0}ko", "214\u{a0}KB"]),
        ("size", "120 × 90", ["120 × 90"; 4]),
        ("date", "2026-03-01", ["1 March 2026", "1. März 2026", "1er mars 2026", "1 de marzo de 2026"]),
        ("date", "2026-01-15T10:00:00Z", ["15 January 2026", "15. Januar 2026", "15 janvier 2026", "15 de enero de 2026"]),
        ("date", "someday", ["“someday”", "„someday“", "«\u{202f}someday\u{202f}»", "«someday»"]),
        ("page", "https://firm.example/", ["your home page", "Ihrer Startseite", "votre page d’accueil", "su página de inicio"]),
        (
            "page",
            "https://firm.example/a/b/?q=1",
            ["the page “/a/b?q=1”", "der Seite „/a/b?q=1“", "la page «\u{202f}/a/b?q=1\u{202f}»", "la página «/a/b?q=1»"],
        ),
        ("timings_list", "900 ms, 1240 ms", ["900 and 1,240", "900 und 1.240", "900 et 1\u{202f}240", "900 y 1240"]),
        (
            "missing_list",
            "telephone, opening hours",
            ["telephone and opening hours", "Telefonnummer und Öffnungszeiten", "téléphone et horaires d’ouverture", "teléfono y horario"],
        ),
        ("title", "He said \"no\" twice", ["“He said ‘no’ twice”", "„He said ‚no‘ twice“", "«\u{202f}He said “no” twice\u{202f}»", "«He said “no” twice»"]),
        (
            "example",
            "Owned by one family.",
            ["“Owned by one family”", "„Owned by one family“", "«\u{202f}Owned by one family\u{202f}»", "«Owned by one family»"],
        ),
        ("example", "Pine & Co.", ["“Pine & Co.”", "„Pine & Co.“", "«\u{202f}Pine & Co.\u{202f}»", "«Pine & Co.»"]),
        ("text", "Learn more »", ["“Learn more”", "„Learn more“", "«\u{202f}Learn more\u{202f}»", "«Learn more»"]),
        ("url", "https://firm.example/a.css", ["“firm.example/a.css”", "„firm.example/a.css“", "«\u{202f}firm.example/a.css\u{202f}»", "«firm.example/a.css»"]),
        (
            "from",
            "http://firm.example/",
            ["“http://firm.example/”", "„http://firm.example/“", "«\u{202f}http://firm.example/\u{202f}»", "«http://firm.example/»"],
        ),
        ("version", "5.2", ["5.2"; 4]),
        ("problem", "HTTP 500", ["it answers with error 500", "sie antwortet mit Fehler 500", "elle répond par l’erreur 500", "responde con el error 500"]),
        ("count", "many", [""; 4]),
        ("year", "<b>", [""; 4]),
    ];
    for (slot, raw, expected) in table {
        assert_eq!([English, German, French, Spanish].map(|language| shown(language, slot, raw)), expected, "{slot} {raw}");
    }
    let one = |raw| Language::ALL.map(|language| slot::is_one(book(language), raw).unwrap());
    assert_eq!([one("0"), one("1"), one("2")], [[false, false, true, false], [true; 4], [false; 4]]);
}

#[test]
fn english_writes_numbers_dates_and_lists_as_people_do_and_keeps_its_other_words() {
    let shown = |slot, raw| written(slot, raw, Language::English);
    for (slot, raw, expected) in [
        ("position", "41 %", "41%"),
        ("elements", "1834", "1,834"),
        ("date", "2026-03-01", "1 March 2026"),
        ("missing_list", "telephone, opening hours", "telephone and opening hours"),
    ] {
        assert_eq!(shown(slot, raw).as_deref(), Some(expected), "{slot}");
    }
    assert_eq!([shown("size", "214 KB"), shown("way", "a form"), shown("title", "Welcome")], [None, None, None]);
}

#[test]
fn a_long_quotation_is_cut_at_a_word_with_an_ellipsis() {
    let shown = slot::shown(book(Language::English), "title", &"wood and lime ".repeat(40)).unwrap();
    assert!(shown.ends_with("…”") && shown.chars().count() <= 93 && !shown.contains(" …"), "{shown}");
    assert_eq!(slot::shown(book(Language::English), "title", "\u{200b} \n"), None);
}

#[test]
fn what_was_not_measured_says_why_in_the_language() {
    let row = &rows()[0];
    for (language, expected) in [
        (Language::English, "Not measured: the home page answered with an error, but we looked only once."),
        (Language::German, "Nicht gemessen: die Startseite hat mit einem Fehler geantwortet, aber wir haben nur einmal nachgesehen."),
        (Language::French, "Non mesuré\u{202f}: la page d’accueil a répondu par une erreur, mais nous n’avons regardé qu’une fois."),
        (Language::Spanish, "Sin medir: la página de inicio respondió con un error, pero solo miramos una vez."),
    ] {
        let reason = Some("the home page answered with an error, but only one look was taken".to_owned());
        assert_eq!(told(&Finding { reason, ..finding(row, Status::NotMeasured, "", BTreeMap::new()) }, language).saw, expected);
    }
    let unknown = Finding { reason: Some("the moon was full".into()), ..finding(row, Status::NotApplicable, "", BTreeMap::new()) };
    assert_eq!(told(&unknown, Language::German).saw, "Trifft nicht zu: „the moon was full“.");
    assert_eq!(told(&finding(row, Status::NotMeasured, "", BTreeMap::new()), Language::English).saw, "Not measured: no reason was noted.");
}

#[test]
fn the_number_of_pages_is_told_where_more_than_one_was_tried() {
    let rows = rows();
    let row = rows.iter().find(|row| row.check == "document-title").unwrap();
    let slots: BTreeMap<String, String> =
        [("page", "https://firm.example/"), ("title", "Home"), ("hits", "2"), ("of", "9")].map(|(name, value)| (name.into(), value.into())).into();
    let many = finding(row, Status::Fail, "generic", slots);
    assert_eq!(told(&many, Language::English).saw, "On your home page, the title is only “Home”. This is so on 2 of the 9 pages we looked at.");
    assert_eq!(told(&many, Language::German).saw, "Auf Ihrer Startseite lautet der Titel nur „Home“. Das gilt für 2 von 9 geprüften Seiten.");
    let single = Finding { sample: Some(Sample { hits: 1, of: 1 }), ..many };
    assert_eq!(told(&single, Language::Spanish).saw, "En su página de inicio, el título es solo «Home».");
}

#[test]
fn an_unknown_language_is_told_in_english_and_an_unknown_check_by_its_id() {
    assert_eq!(["de-AT", "FR_ca", " es ", "en-GB", "pt", "", "deutsch"].map(Language::of).map(Language::tag), ["de", "fr", "es", "en", "en", "en", "en"]);
    let rows = rows();
    let strange = Finding { check: "moon-phase".into(), ..finding(&rows[0], Status::Fail, "", BTreeMap::new()) };
    assert_eq!(told(&strange, Language::French).headline, "moon-phase");
    let variant = told(&finding(&rows[0], Status::Fail, "unheard-of", BTreeMap::new()), Language::English);
    assert_eq!(variant.headline, "The home page answers with an error");
}

#[test]
fn a_place_in_the_ranking_is_explained_in_one_sentence() {
    let ranked = Ranked {
        check: "document-title".into(),
        rank: 1,
        score: 8.55,
        severity: Severity::High,
        confidence: 0.95,
        ease: 1.0,
        fit: 1.5,
        because: vec![Because::Focus { area: Area::Search }, Because::Words { word: "SEO".into() }, Because::Severity, Because::Quick, Because::Sure],
        grouped_under: None,
    };
    let told = Language::ALL.map(|language| because(&ranked, language));
    assert_eq!(
        told,
        [
            "First because: the offer is about “Look in search and shared links”, the offer speaks of “SEO”, the point is important, the repair takes minutes and we are sure of it.",
            "An erster Stelle, denn: das Angebot betrifft „Auftritt in Suche und geteilten Links“, das Angebot nennt „SEO“, der Punkt ist wichtig, die Behebung dauert nur Minuten und der Befund ist sicher.",
            "En premier, car l’offre porte sur le thème «\u{202f}Aspect dans les recherches et les partages\u{202f}», l’offre mentionne «\u{202f}SEO\u{202f}», le point est important, la correction prend quelques minutes et nous en sommes sûrs.",
            "En primer lugar, porque la oferta trata de «Imagen en buscadores y enlaces compartidos», la oferta menciona «SEO», el punto es importante, el arreglo lleva minutos y estamos seguros de ello.",
        ]
    );
    let third = Ranked { rank: 3, because: Vec::new(), grouped_under: Some("h1".into()), ..ranked };
    assert_eq!(
        because(&third, Language::English),
        "In place 3 because: of what is left it weighs most. It is told together with “Main heading of the home page”."
    );
}
