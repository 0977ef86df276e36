//! What a sentence is: a fact about the company, or a target, an invitation, a notice of hours, a line of contact data.

use std::sync::LazyLock;

use regex::Regex;

use super::words::{self, has_any};
use super::{hours, labels};

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| words::pattern(r"[0-9０-９][0-9０-９ ()/.\-–]{5,}[0-9０-９]"));

/// A goal, a forecast, a general statistic or sample text: not a fact about the company.
pub fn is_not_a_fact(sentence: &str) -> bool {
    const MARKS: &[&str] = &[
        "target",
        " aim ",
        " aims ",
        " aim to",
        "goal",
        "up to ",
        "lorem ipsum",
        "vision is",
        "we want to",
        "we hope",
        "will be",
        "objectif",
        "jusqu'",
        "jusqu’",
        "ziel ist",
        "bis zu ",
        "objetivo",
        "hasta ",
        "目標",
        "example",
        "beispiel",
        "exemple",
        "ejemplo",
        "sample",
        "demo",
        "according to",
        "studies show",
        "research shows",
        "statistics",
        "survey",
        "of all companies",
        "of businesses",
        "of companies",
        "on average",
        "worldwide",
        "of consumers",
        "of people",
        "percent of",
        "did you know",
    ];
    has_any(&format!(" {} ", sentence.to_lowercase()), MARKS)
}

/// One person's career.
static CAREER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:he|she|his|her|degree|universit\w*|graduat\w*|bachelor\w*|master(?:'s)? (?:of|in|degree)|phd|ph\.d\w*|diplom\w*|studi(?:um|ed|erte)|ausbildung|staatsexamen|licenciad[oa]|licenciatura|maestría|doctorad[oa]|egresad[oa]|colegiad[oa]|notari[oa] desde|abogad[oa] desde|diplômée? d|titulaire d|il est|elle est|médico|professor|dozent\w*|dr|mr|mrs|ms|ceo|founder of|co-founder|managing director|geschäftsführerin?|gérante?|joined (?:us|the))\b|大学|卒業|学位|専門医",
    )
});

/// Tells of one person: a career, a degree, a post.
pub fn is_of_a_person(sentence: &str) -> bool {
    CAREER.as_ref().is_some_and(|re| re.is_match(sentence))
}

/// Speaks of something that the sentence before has named.
pub fn leans_back(sentence: &str) -> bool {
    const STARTS: &[&str] = &[
        "It ", "It's ", "It’s ", "This ", "These ", "Those ", "They ", "That ", "And ", "But ", "So ", "Also ", "Es ", "Dies", "Das ist ", "Und ", "Aber ",
        "Auch ", "Er ", "Il ", "Elle ", "Ils ", "Elles ", "Cela ", "Ce ", "Cette ", "Et ", "Mais ", "Esto ", "Este ", "Esta ", "Y ", "Pero ", "これ", "それ",
        "また",
    ];
    STARTS.iter().any(|start| sentence.starts_with(start))
}

/// Asks or invites the reader, in any part of the sentence.
pub fn is_invitation(sentence: &str) -> bool {
    const MARKS: &[&str] = &[
        " please",
        "contact us",
        "call us",
        "call now",
        "call today",
        "book now",
        "book a",
        "book your",
        "book online",
        "book an",
        "appointment",
        " click",
        "sign up",
        "get in touch",
        "get started",
        "find out",
        "learn more",
        "read more",
        "order online",
        "order now",
        "visit us",
        "join us",
        "subscribe",
        "follow us",
        "check out",
        "feel free",
        "don't hesitate",
        "don’t hesitate",
        "look no further",
        "bitte ",
        "kontaktieren sie",
        "rufen sie",
        "vereinbaren sie",
        "besuchen sie",
        "erfahren sie",
        "entdecken sie",
        "telefonisch",
        "nehmen sie",
        "schreiben sie",
        "klicken",
        "zögern sie",
        "melden sie",
        "informieren sie sich",
        "wir freuen uns auf",
        "veuillez",
        "s'il vous",
        "s’il vous",
        "contactez",
        "appelez",
        "réservez",
        "découvrez",
        "demandez",
        "inscrivez",
        "cliquez",
        "rejoignez",
        "profitez",
        "n'hésitez",
        "n’hésitez",
        "prenez rendez",
        "por favor",
        "contáct",
        "contacte ",
        "llám",
        "llame",
        "llama ",
        "visít",
        "descubr",
        "reserve ",
        "reserva tu",
        "solicit",
        "haga clic",
        "haz clic",
        "no dude",
        "お問い合わせ",
        "ご予約",
        "お電話",
        "ご覧",
        "ください",
        "下さい",
    ];
    let lower = sentence.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    // `Order Management for Small Shops` names, `Order now` asks
    let all = sentence.split_whitespace().count();
    let names = sentence.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count() * 5 >= all * 3;
    // French asks with a verb in -ez
    (labels::IMPERATIVES.contains(&first) && !names) || (first.len() > 4 && first.ends_with("ez")) || has_any(&format!(" {lower} "), MARKS)
}

/// Opening hours, closed days, a number to call or an address to write to.
pub fn is_contact_line(sentence: &str) -> bool {
    const MARKS: &[&str] = &[
        "@",
        "telephone",
        "phone:",
        " tel.",
        " tel:",
        " fax",
        "telefon",
        "téléphone",
        "teléfono",
        "電話",
        "opening hours",
        "hours of operation",
        "business hours",
        "open daily",
        "closed on",
        "öffnungszeiten",
        "sprechzeiten",
        "geöffnet",
        "geschlossen",
        "horaires",
        "ouvert du",
        "fermé",
        "horario",
        "abierto de",
        "cerrado",
        "診療時間",
        "営業時間",
        "休診",
        "定休",
    ];
    let lower = format!(" {} ", sentence.to_lowercase());
    has_any(&lower, MARKS) || hours::opens(sentence) || NUMBER.as_ref().is_some_and(|re| re.find_iter(sentence).any(|hit| digits(hit.as_str()) >= 7))
}

/// Words about data protection, cookies and the terms of the site.
pub fn is_legal_notice(sentence: &str) -> bool {
    const MARKS: &[&str] = &[
        "cookie",
        "privacy",
        "personal data",
        "gdpr",
        "consent",
        "terms of",
        "all rights reserved",
        "datenschutz",
        "dsgvo",
        "personenbezogen",
        "einwilligung",
        "alle rechte",
        "confidentialité",
        "rgpd",
        "données personnelles",
        "droits réservés",
        "privacidad",
        "datos personales",
        "derechos reservados",
        "個人情報",
        "©",
    ];
    has_any(&sentence.to_lowercase(), MARKS)
}

/// The company speaks of itself: `we`, `our`, its name, or a word for itself.
pub fn is_of_itself(sentence: &str, name: &str) -> bool {
    const MARKS: &[&str] = &[
        " we ",
        "the company ",
        "the firm ",
        "family-owned",
        "family owned",
        "family-run",
        "this family",
        "family business",
        " we’ve ",
        " we've ",
        " we’re ",
        " we're ",
        " our ",
        " us ",
        " wir ",
        " uns ",
        " unser",
        " firma",
        " unternehmen",
        " betrieb",
        " praxis",
        " kanzlei",
        " familienbetrieb",
        " nous ",
        " notre ",
        " nos ",
        " entreprise",
        " société",
        " cabinet",
        " agence",
        " nosotros",
        " nuestr",
        " empresa",
        " somos ",
        " tenemos ",
        " contamos ",
        " bufete",
        " equipo",
        " noi ",
        " nostr",
        " azienda",
        "当社",
        "弊社",
        "当院",
        "私たち",
        "私ども",
        "当店",
        "当クリニック",
    ];
    let lower = format!(" {} ", sentence.to_lowercase().replace([',', '.', '!', ':', ';', '(', ')'], " "));
    let own = words::key(&name.replace('&', "and"));
    has_any(&lower, MARKS) || (own.len() >= 3 && words::key(&sentence.replace('&', "and")).contains(&own))
}

/// Written without spaces between words.
pub fn is_wide(text: &str) -> bool {
    text.chars().filter(|&c| c >= '\u{3000}').count() * 2 > text.chars().count()
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_not_facts() {
        assert!(is_not_a_fact("95%+ on-time delivery target"));
        assert!(!is_not_a_fact("We have fired bricks since 1970."));
    }

    #[test]
    fn notices_and_invitations_are_told_from_statements() {
        for sentence in
            ["Please book by telephone under the number below.", "Vereinbaren Sie einen Termin.", "Contactez-nous pour un devis.", "ご予約はお電話で。"]
        {
            assert!(is_invitation(sentence), "{sentence}");
        }
        for line in ["Open Mon–Fri 8:00–17:00.", "Kiln Works, 0599 120 707", "office@kiln.example"] {
            assert!(is_contact_line(line), "{line}");
        }
        for sentence in ["We fire bricks for listed buildings.", "Unsere Ziegelei brennt seit 1921 von Hand.", "Since 1921, four generations."] {
            assert!(!is_invitation(sentence) && !is_contact_line(sentence) && !is_legal_notice(sentence), "{sentence}");
        }
        assert!(is_legal_notice("We use cookies to improve your visit."));
    }
}
