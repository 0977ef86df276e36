//! The tables and `docs/reference` say the same.

use std::fmt::Write as _;
use std::path::Path;

use super::*;

#[test]
fn every_check_of_the_reference_is_told_and_no_other() {
    let listed: BTreeSet<String> = rows().into_iter().map(|row| row.check).collect();
    assert_eq!(listed.len(), 58);
    for language in Language::ALL {
        assert_eq!(book(language).check.keys().cloned().collect::<BTreeSet<_>>(), listed, "{language:?}");
    }
}

#[test]
fn every_variant_of_the_reference_is_told_and_no_other() {
    let book = book(Language::English);
    for row in rows() {
        let when = &book.check[&row.check].when;
        for variant in when.keys() {
            let known = row.line.contains(&format!("`variant={variant}`")) || row.line.contains(&format!("`{variant}`"));
            assert!(known, "{} has no variant {variant}", row.check);
        }
        for named in row.line.split("`variant=").skip(1).filter_map(|rest| rest.split_once('`')).map(|(variant, _)| variant) {
            assert!(when.contains_key(named), "{} does not tell of {named}", row.check);
        }
    }
}

#[test]
fn no_sentence_asks_for_a_slot_that_the_reference_does_not_know() {
    for language in Language::ALL {
        for (row, variant, entry) in cases(book(language)) {
            let chosen = Chosen::of(entry, Some(&variant));
            for slot in [chosen.fail, chosen.why, chosen.fix, chosen.check].into_iter().flat_map(pattern::slots) {
                assert!(row.fail.contains(slot), "{language:?} {} {variant} asks for {slot}", row.check);
            }
            for slot in pattern::slots(&entry.pass) {
                assert!(row.pass.contains(slot), "{language:?} {} asks for {slot} on a pass", row.check);
            }
            assert!([chosen.headline, entry.name.as_str()].into_iter().all(|text| !text.contains('{')), "{language:?} {}", row.check);
        }
    }
}

const INTRO: &str = "# What each finding says\n\
\n\
`model::told` puts a finding into words in English, German, French and Spanish (`src/model/told/*.toml`): headline, what was seen, why it matters, what to do, how to see it oneself, and words for status, severity and effort. An unknown language is English.\n\
\n\
- A sentence whose slot is missing is left out; where none is left, the headline stands alone. So a finding of an older version can be told too.\n\
- Text of the site stands in the quotation marks of the language, at most 90 characters, on one line, without characters that cannot be seen. It is never a pattern. Addresses lose `https://`; a `page` becomes its path, or the home page.\n\
- Words of ours in slots (`a form`, `opening hours`, `HTTP 404`) and every `reason` are translated by table; a test finds the reasons in the source and asks for their words.\n\
- Numbers, sizes, dates and plurals follow the language: `1,834`, `1.834`, `1 834`, `1834`.\n\
\n\
Below stand the English sentences with their slots, made by a test from `src/model/told/en.toml`. What the slots hold is told in [checks.md](checks.md), which finding comes first in [ranking.md](ranking.md).\n\
";

/// The English sentences as a page to read.
fn page() -> String {
    let mut page = INTRO.to_owned();
    let told = |text: &str| text.replace('|', " ");
    for row in rows() {
        let entry = &book(Language::English).check[&row.check];
        write!(page, "\n## {}. {} (`{}`)\n\n", row.number, entry.name, row.check).unwrap();
        let variants: Vec<Option<&str>> = if entry.when.is_empty() { vec![None] } else { entry.when.keys().map(|variant| Some(variant.as_str())).collect() };
        for variant in variants {
            let Chosen { headline, fail, why, fix, check } = Chosen::of(entry, variant);
            let label = variant.map_or(String::new(), |variant| format!(" (`{variant}`)"));
            writeln!(page, "- **{headline}**{label}. {} *Why:* {} *Fix:* {} *Look yourself:* {}", told(fail), told(why), told(fix), told(check)).unwrap();
        }
        writeln!(page, "- *Passed:* {}", told(&entry.pass)).unwrap();
    }
    page
}

/// `MAGNETITE_WRITE_REFERENCE=1` writes the page instead of comparing it.
#[test]
fn the_page_of_sentences_is_the_one_that_the_tables_make() {
    let file = Path::new(file!()).ancestors().nth(5).unwrap().join("docs/reference/sentences.md");
    if std::env::var_os("MAGNETITE_WRITE_REFERENCE").is_some() {
        std::fs::write(&file, page()).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == page(), "{} is not what the tables say: run this test with MAGNETITE_WRITE_REFERENCE=1", file.display());
}
