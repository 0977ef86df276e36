//! What a page is for, judged from its address, the text of links to it and its title, in eight languages.

use url::Url;

use super::role_words::WORDS;
use crate::model::page::Role;

/// Points for a word in the last path segment or the link's text; earlier segments and the title count less.
const STRONG: u32 = 4;
const MIDDLING: u32 = 2;
const WEAK: u32 = 1;

/// `link_text` and `title` may be empty. Never `Home`: that is decided by the address.
#[must_use]
pub fn role(url: &Url, link_text: &str, title: &str) -> Role {
    let path = decoded_path(url);
    let segments: Vec<String> = path.split('/').filter(|segment| !segment.is_empty()).map(normal).collect();
    let (mut last, earlier) = segments.split_last().map_or((String::new(), String::new()), |(last, earlier)| (last.clone(), earlier.join(" ")));
    for (_, value) in url.query_pairs().take(4).filter(|(_, value)| value.len() <= 40 && !value.bytes().any(|byte| byte.is_ascii_digit())) {
        last.push(' ');
        last.push_str(&normal(&value));
    }
    let text = normal(&first_chars(link_text, 80));
    let title = normal(&first_chars(title, 60));
    // A long link text is a headline: its words say what it tells of, not what the page is for.
    let text_weight = if text.split(' ').count() > 6 { WEAK } else { STRONG };
    let mut best = (0, Role::Other);
    for (role, words) in WORDS {
        let hit = |place: &str, weight: u32| if contains(place, words) { weight } else { 0 };
        let mut points = hit(&last, STRONG) + hit(&earlier, MIDDLING) + hit(&text, text_weight) + hit(&title, WEAK);
        // A page under /blog/ or with a date in its path is a post, whatever its words.
        if role == Role::Post && (is_dated(&path) || hit(&earlier, 1) > 0) {
            points += 8;
        }
        // An offer of work is none of the firm's offers.
        if role == Role::Careers && [&last, &text, &title].iter().any(|place| contains(place, &OFFERS_OF_WORK)) {
            points += 10;
        }
        if points > best.0 {
            best = (points, role);
        }
    }
    if best.0 >= STRONG.min(MIDDLING) { best.1 } else { Role::Other }
}

const OFFERS_OF_WORK: [&str; 11] = [
    "job offer*",
    "job opening*",
    "open position*",
    "open positions",
    "stellenangebot*",
    "offenen stellen",
    "offene stellen",
    "offre d emploi",
    "offres d emploi",
    "oferta* de empleo",
    "offerte di lavoro",
];

/// As [`role`], where the site's language (two letters) tells what a word in an address means there: English ones of Japanese sites.
#[must_use]
pub(crate) fn role_in(language: Option<&str>, url: &Url, link_text: &str) -> Role {
    const JAPANESE: [(&str, Role); 6] = [
        ("access", Role::Contact),
        ("recruit", Role::Careers),
        ("voice", Role::Proof),
        ("greeting", Role::About),
        ("works", Role::Proof),
        ("topics", Role::Post),
    ];
    let role = role(url, link_text, "");
    if role != Role::Other || language != Some("ja") {
        return role;
    }
    let path = normal(&decoded_path(url));
    JAPANESE.iter().find(|(word, _)| contains(&path, &[word])).map_or(role, |(_, role)| *role)
}

/// The contact page by name, not a booking form or a map.
#[must_use]
pub(crate) fn is_contact(url: &Url, link_text: &str) -> bool {
    const NAMES: [&str; 8] = ["contact*", "kontakt*", "contatti*", "contato*", "contatto*", "お問い合わせ", "お問合せ", "問い合わせ"];
    contains(&normal(&decoded_path(url)), &NAMES) || contains(&normal(&first_chars(link_text, 80)), &NAMES)
}

/// `/2024/05/` or `2024-05-17` somewhere in the path.
#[must_use]
pub fn is_dated(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.windows(8).enumerate().any(|(at, window)| {
        let bounded = at == 0 || bytes.get(at - 1).is_none_or(|before| !before.is_ascii_digit());
        bounded
            && matches!(window.get(..2), Some(b"19" | b"20"))
            && window.get(2..4).is_some_and(|digits| digits.iter().all(u8::is_ascii_digit))
            && matches!(window.get(4), Some(b'/' | b'-'))
            && window.get(5..7).is_some_and(|digits| digits.iter().all(u8::is_ascii_digit))
            && matches!(window.get(7), Some(b'/' | b'-'))
    })
}

fn decoded_path(url: &Url) -> String {
    let path: String = url.path().chars().take(300).collect();
    let wrapped = format!("p={}", path.replace('+', "%2B").replace('&', "%26"));
    url::form_urlencoded::parse(wrapped.as_bytes()).next().map_or(path, |(_, value)| value.into_owned())
}

fn contains(place: &str, words: &[&str]) -> bool {
    !place.is_empty()
        && words.iter().any(|word| match word.strip_suffix('*') {
            Some(prefix) => stands_in(place, prefix, false),
            None if word.is_ascii() => stands_in(place, word, true),
            None => place.contains(word),
        })
}

/// From the beginning of a word, and to the end of one where `whole`.
fn stands_in(place: &str, word: &str, whole: bool) -> bool {
    let bytes = place.as_bytes();
    place.match_indices(word).any(|(at, _)| {
        let begins = at == 0 || bytes.get(at - 1) == Some(&b' ');
        begins && (!whole || matches!(bytes.get(at + word.len()), None | Some(b' ')))
    })
}

fn first_chars(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

/// Lower case, accents off, everything but letters and digits a single space, page extensions off.
#[must_use]
pub fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        let folded = fold(letter);
        if folded.is_empty() && !letter.is_alphanumeric() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if folded.is_empty() {
            out.push(letter);
        } else {
            out.push_str(folded);
        }
    }
    let out = out.trim();
    for extension in [" html", " htm", " php", " aspx", " asp", " shtml", " jsp"] {
        if let Some(stem) = out.strip_suffix(extension) {
            return stem.to_owned();
        }
    }
    out.to_owned()
}

fn fold(letter: char) -> &'static str {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ý' | 'ÿ' => "y",
        'ß' => "ss",
        'œ' => "oe",
        'æ' => "ae",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn of(path: &str, text: &str, title: &str) -> Role {
        role(&Url::parse("https://firm.example").unwrap().join(path).unwrap(), text, title)
    }

    #[test]
    fn pages_are_known_by_address_in_eight_languages() {
        for (path, expected) in [
            ("/about-us.html", Role::About),
            ("/ueber-uns/", Role::About),
            ("/%C3%BCber-uns", Role::About),
            ("/qui-sommes-nous", Role::About),
            ("/quienes-somos/", Role::About),
            ("/chi-siamo", Role::About),
            ("/over-ons", Role::About),
            ("/quem-somos", Role::About),
            ("/会社概要.html", Role::About),
            ("/services/roofing", Role::Offer),
            ("/leistungen.php", Role::Offer),
            ("/nos-prestations", Role::Offer),
            ("/preise", Role::Pricing),
            ("/tarifs.html", Role::Pricing),
            ("/precios", Role::Pricing),
            ("/kontakt.htm", Role::Contact),
            ("/contatti", Role::Contact),
            ("/impressum.html", Role::Legal),
            ("/mentions-legales", Role::Legal),
            ("/privacy-policy", Role::Legal),
            ("/referenzen", Role::Proof),
            ("/case-studies/x", Role::Proof),
            ("/jobs", Role::Careers),
            ("/blog/pricing-mistakes", Role::Post),
            ("/2024/05/contact-lenses/", Role::Post),
            ("/index.php?page=kontakt", Role::Contact),
            ("/?seite=leistungen", Role::Offer),
            ("/index.php?id=12", Role::Other),
            ("/xyz", Role::Other),
        ] {
            assert_eq!(of(path, "", ""), expected, "{path}");
        }
    }

    #[test]
    fn link_text_helps_where_the_address_is_mute() {
        assert_eq!(of("/p/12", "料金表", ""), Role::Pricing);
        assert_eq!(of("/page_id=7", "Über uns", ""), Role::About);
        assert_eq!(of("/offres.html", "Nos offres d'emploi", ""), Role::Careers);
        assert_eq!(of("/offres.html", "Nos offres", ""), Role::Offer);
        assert_eq!(of("/offres.html", "", "Nos offres d'emploi"), Role::Careers);
        let access = Url::parse("https://firm.example/access.html").unwrap();
        assert_eq!((role_in(Some("ja"), &access, ""), role_in(Some("en"), &access, "")), (Role::Contact, Role::Other));
        assert_eq!(of("/n7", "", "Contact"), Role::Other, "a title alone is weak");
    }

    #[test]
    fn a_date_in_the_path_is_seen() {
        assert!(is_dated("/2024/05/x") && is_dated("/a/2023-11-02-news"));
        assert!(!is_dated("/12024/05/") && !is_dated("/product-2024") && !is_dated("/tel/2024567"));
    }
}
