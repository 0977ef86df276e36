//! Phone and fax numbers of the company: `tel:` links, JSON-LD, and text near a word like phone, Tel or Fon.

use std::sync::LazyLock;

use regex::Regex;

use super::{Candidate, Site, dial, facts, in_line, in_meta, is_notice, seen, sight, words};
use crate::model::evidence::Kind;
use crate::model::page::{Block, BlockKind, Page, Region, Role};
use crate::model::profile::{Fact, Phone};
use crate::research::ledger::{Ledger, Note};

const PHONES_MAX: usize = 10;
/// Text before a number that is looked through for whose it is.
const SENTENCE_MAX_CHARS: usize = 240;

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| words::pattern(r"(?:\+|00|＋)?[(（]?[0-9０-９][0-9０-９ \u{a0}().\-/–‐−－（）・]{4,24}[0-9０-９]"));
/// A number that needs no word beside it: international, North American, Japanese.
static PLAIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"^(?:\+[1-9][0-9 ().\-/–]{7,20}|(?:\+?1[ .\-])?(?:\([2-9][0-9]{2}\)[ .\-–]{0,3}[2-9][0-9]{2}[ .\-–]{1,3}[0-9]{4}|[2-9][0-9]{2}-[2-9][0-9]{2}-[0-9]{4}|[2-9][0-9]{2}\.[2-9][0-9]{2}\.[0-9]{4}|[2-9][0-9]{2} [2-9][0-9]{2}[ -][0-9]{4}|[2-9][0-9]{2} – [2-9][0-9]{2} – [0-9]{4})|\(?0[0-9]{1,4}\)?[\-‐−－][0-9]{1,4}[\-‐−－][0-9]{3,4}|\(\+?[0-9]{2,3}\) ?[0-9]{4}[ \-][0-9]{4})$",
    )
});
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)(?:\b(?:tel|tél|t[eé]l[eé]phone|telefon|tel[eé]fono|telefoon|telephone|phone|ph|fon|call(?: us)?|mobile?|m[oó]vil|mobil|handy|cell|whats ?app|hotline|appel\w*|ll[aá]m[ae]\w*|ring|text|office|central|celular|toll[ -]?free|free ?phone|voice)|☎|📞|電話|電話番号|ＴＥＬ|お電話)[^0-9+]{0,18}$",
    )
});
static FAX: LazyLock<Option<Regex>> =
    LazyLock::new(|| words::pattern(r"(?i)(?:\b(?:tele)?fax(?:nummer)?|t[eé]l[eé]copie|ファックス|ファクス|ＦＡＸ|FAX)[^0-9+]{0,18}$"));
static OTHER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)(?:vat|ust|uid|tva|siret|siren|rcs|ape|naf|nif|cif|hrb|iban|bic|isbn|issn|konto|blz|cnpj|reg\b|registr\w*|company n\w*|order|part|art\w*|model|ref\w*|id|nr|no|n°|#|certificate|license|licence|zip|plz|cedex|p\.?o\.? ?box|bp|c[eé]dula|ruc|rfc|nit|v|version|[€$£¥])[ .:#°/\-]{0,4}$",
    )
});

/// Somebody's postal address: beside a number on a page that is not the company's contact data, it is another's.
static POSTAL: LazyLock<Option<Regex>> = LazyLock::new(|| words::pattern(r"[0-9]{3}-[0-9]{4}[ 　]?\p{Han}|\b[0-9]{5} \p{Lu}\p{Ll}"));

/// At most ten, each with its digits folded; numbers of the same last nine digits are one. `place` and `addresses` help to tell the country.
pub fn phones(site: &Site, located: &[&str], ledger: &mut Ledger) -> Vec<Fact<Phone>> {
    let mut found: Vec<Candidate<Phone>> = Vec::new();
    for thing in &site.things {
        let points = thing.objects("contactPoint");
        let of = |key: &str| -> Vec<&str> {
            thing.texts(key).into_iter().chain(points.iter().filter_map(|point| point.get(key).and_then(|value| value.as_str()))).collect()
        };
        for (key, fax) in [("telephone", false), ("faxNumber", true)] {
            for text in of(key) {
                let evidence = || in_meta(thing.page, &format!("json-ld: {key}"), text, text.trim());
                add(&mut found, text.trim(), fax, 0.9, evidence);
            }
        }
    }
    for page in site.pages.iter().filter(|page| page.role != Role::Post && !is_notice(page)) {
        in_links(page, &mut found);
        if !is_directory(page) {
            in_text(site, page, &mut found);
        }
    }
    // the same number as it is dialled at home
    let abroad: Vec<String> = found.iter().map(|known| known.value.digits.clone()).filter(|digits| digits.starts_with('+')).collect();
    found.retain(|known| {
        let home = known.value.digits.strip_prefix('0').filter(|rest| rest.len() >= 8 && !rest.starts_with('0'));
        home.is_none_or(|home| !abroad.iter().any(|digits| digits.ends_with(home) && digits.len() <= home.len() + 4))
    });
    // beside a clear number, one in the text of some page may be anybody's
    let least = if found.iter().any(|known| known.score >= 0.8) { 0.66 } else { 0.5 };
    let country = country(site, located, &found);
    for known in &mut found {
        known.value.e164 = dial::e164(&known.value.digits, country);
    }
    facts(found, least, PHONES_MAX, ledger)
}

/// The company's country, where all that tells it agrees: address, domain, the code of another number.
fn country(site: &Site, located: &[&str], found: &[Candidate<Phone>]) -> Option<&'static str> {
    let stated = site.things.iter().flat_map(|thing| thing.objects("address")).filter_map(|address| match address.get("addressCountry") {
        Some(serde_json::Value::String(name)) => dial::of_name(name),
        Some(serde_json::Value::Object(country)) => country.get("name").and_then(|name| name.as_str()).and_then(dial::of_name),
        _ => None,
    });
    let language = site.home().and_then(|home| home.detected_language.as_ref()).map_or("", |(code, _)| code.as_str());
    let written = located
        .iter()
        .filter_map(|line| dial::of_name(line.rsplit(',').next().unwrap_or_default()).or_else(|| american(line)).or_else(|| by_postcode(line, language)));
    let messengers = site.pages.iter().flat_map(|page| &page.links).filter(|link| !link.hidden).filter_map(|link| messenger(link.href.as_deref()?));
    let messengers: Vec<String> = messengers.filter(|number| found.iter().any(|known| same(&known.value.digits, number))).collect();
    let by_code = found.iter().map(|known| &known.value.digits).chain(&messengers).filter_map(|digits| dial::of_code(digits));
    let mut countries: Vec<&str> = stated.chain(written).chain(dial::of_domain(&site.domain)).chain(by_code).collect();
    countries.sort_unstable();
    countries.dedup();
    match countries.as_slice() {
        [country] => Some(country),
        [] => by_language(site, found),
        _ => None,
    }
}

/// A language that is one country's alone; English with numbers as North America writes them.
fn by_language(site: &Site, found: &[Candidate<Phone>]) -> Option<&'static str> {
    const LANGUAGES: &[(&str, &str)] = &[
        ("ja", "jp"),
        ("ko", "kr"),
        ("pl", "pl"),
        ("cs", "cz"),
        ("hu", "hu"),
        ("tr", "tr"),
        ("vi", "vn"),
        ("th", "th"),
        ("bg", "bg"),
        ("ro", "ro"),
        ("da", "dk"),
    ];
    let language = site.home()?.detected_language.as_ref().filter(|(_, confidence)| *confidence >= 0.8).map(|(code, _)| code.as_str())?;
    let american = language == "en"
        && found.iter().all(|known| known.value.digits.starts_with('+') || AMERICAN_FORM.as_ref().is_some_and(|re| re.is_match(&known.value.display)));
    LANGUAGES.iter().find(|(code, _)| *code == language).map(|(_, country)| *country).or(american.then_some("us"))
}

static AMERICAN_FORM: LazyLock<Option<Regex>> =
    LazyLock::new(|| words::pattern(r"^(?:\+?1[ .\-]?)?\(?[2-9][0-9]{2}\)?[ .\-–]{0,3}[2-9][0-9]{2}[ .\-–]{0,3}[0-9]{4}$"));

/// The number of a WhatsApp link, which is always international.
fn messenger(href: &str) -> Option<String> {
    let number = href.split_once("wa.me/").or_else(|| href.split_once("whatsapp.com/send?phone=")).map(|(_, rest)| rest)?;
    let digits: String = number.trim_start_matches('+').chars().take_while(char::is_ascii_digit).collect();
    (digits.len() >= 8).then(|| format!("+{digits}"))
}

/// Of the countries of a language one alone has codes of five digits before the town.
fn by_postcode(line: &str, language: &str) -> Option<&'static str> {
    const COUNTRIES: &[(&str, &str)] = &[("de", "de"), ("fr", "fr"), ("it", "it")];
    let country = COUNTRIES.iter().find(|(code, _)| *code == language).map(|(_, country)| *country);
    country.filter(|_| FIVE_DIGITS.as_ref().is_some_and(|re| re.is_match(line)))
}

static FIVE_DIGITS: LazyLock<Option<Regex>> = LazyLock::new(|| words::pattern(r"(?:^|[ ,])[0-9]{5} \p{Lu}\p{L}+"));
static AMERICAN: LazyLock<Option<Regex>> = LazyLock::new(|| words::pattern(r", ?[A-Z]{2},? [0-9]{5}(?:-[0-9]{4})?$"));

/// A line that ends with a state and a ZIP code.
fn american(line: &str) -> Option<&'static str> {
    AMERICAN.as_ref().is_some_and(|re| re.is_match(line.trim())).then_some("us")
}

fn in_links(page: &Page, found: &mut Vec<Candidate<Phone>>) {
    for link in page.links.iter().filter(|link| !link.hidden) {
        let Some(href) = link.href.as_deref().filter(|href| href.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("tel:"))) else { continue };
        let number = href.get(4..).unwrap_or_default().replace("%20", " ");
        let number = number.trim().trim_start_matches('/');
        let shown = NUMBER.as_ref().and_then(|re| re.find(&link.text)).map(|hit| hit.as_str().trim()).filter(|shown| same(&digits(shown), &digits(number)));
        let display = shown.unwrap_or(number).to_owned();
        let block = seen(page).find(|block| block.text.contains(&display));
        let before = block.and_then(|block| block.text.find(&display).map(|at| &block.text[..at])).unwrap_or_default();
        let fax = FAX.as_ref().is_some_and(|re| re.is_match(before)) || link.name.to_lowercase().contains("fax");
        let own =
            matches!(link.region, Region::Header | Region::Footer | Region::Nav) || matches!(page.role, Role::Home | Role::Contact | Role::Legal | Role::About);
        add(found, &display, fax, if own { 0.92 } else { 0.7 }, || match block {
            Some(block) => in_line(page, block, &display),
            None => Note::on(page, Kind::Html, link.locator.clone()).quote(href),
        });
    }
}

/// A list of dealers or partners: numbers of three areas and more in the text of a page that is not about contact.
fn is_directory(page: &Page) -> bool {
    if matches!(page.role, Role::Home | Role::Contact | Role::Legal) {
        return false;
    }
    let mut areas: Vec<String> = Vec::new();
    for block in page.main_blocks() {
        for hit in NUMBER.iter().flat_map(|re| re.find_iter(&block.text)).take(10) {
            let digits = digits(hit.as_str());
            let plain = PLAIN.as_ref().is_some_and(|re| re.is_match(tidy(hit.as_str())))
                || LABEL.as_ref().is_some_and(|re| re.is_match(words_tail(&block.text[..hit.start()])));
            let area: String = digits.chars().take(4).collect();
            if plain && digits.len() >= 9 && !areas.contains(&area) {
                areas.push(area);
            }
        }
    }
    areas.len() >= 3
}

/// The part of a legal notice that names who runs the server.
fn names_host(text: &str) -> bool {
    const MARKS: &[&str] = &["héberg", "hosting", "hosted", "gehostet", "hoster", "alojamiento", "alojado", "hospedaje"];
    words::has_any(&text.to_lowercase(), MARKS)
}

/// Numbers of one page that are looked at; telling whether one stands elsewhere too has its price.
const NUMBERS_MAX: usize = 120;

fn in_text(site: &Site, page: &Page, found: &mut Vec<Candidate<Phone>>) {
    let mut looked = 0;
    let mut previous: Option<&Block> = None;
    let near = site.is_near(page);
    let country = dial::of_domain(&site.domain);
    let others = page.main_blocks().any(|block| POSTAL.as_ref().is_some_and(|re| re.is_match(&block.text)));
    let mut hosted = false;
    for block in seen(page) {
        if page.role == Role::Legal
            && (block.kind == BlockKind::Heading || block.text.chars().count() <= 40)
            && !block.text.contains(|c: char| c.is_ascii_digit())
        {
            hosted = names_host(&block.text);
        }
        let lead = previous.filter(|previous| previous.text.len() <= 24).map(|previous| previous.text.as_str()).unwrap_or_default();
        previous = Some(block);
        if block.kind == BlockKind::Quote || block.text.bytes().filter(u8::is_ascii_digit).count() < 6 && block.text.is_ascii() {
            continue;
        }
        let mut fax_before = false;
        for hit in numbers(&block.text) {
            looked += 1;
            if looked > NUMBERS_MAX {
                return;
            }
            let shown = tidy(block.text.get(hit.clone()).unwrap_or_default());
            let is_plain = |text: &str| PLAIN.as_ref().is_some_and(|re| re.is_match(text));
            // a postcode ran into the number
            let shown = match shown.split_once(' ') {
                Some((postcode, rest)) if postcode.len() == 5 && !is_plain(shown) && is_plain(rest) => rest,
                _ => shown,
            };
            let before = &block.text[..hit.start];
            let before = if before.trim().is_empty() { lead } else { before };
            let tail = words_tail(before);
            let recent = before.char_indices().rev().nth(SENTENCE_MAX_CHARS).map_or(before, |(at, _)| &before[at..]);
            if page.role == Role::Legal && (hosted || words::sentences(recent).last().is_some_and(|sentence| names_host(sentence))) {
                continue;
            }
            let is = |re: &LazyLock<Option<Regex>>| re.as_ref().is_some_and(|re| re.is_match(tail));
            let (fax, label, other) = (is(&FAX), is(&LABEL), is(&OTHER));
            let continues = block.text[..hit.start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '#' | ',' | '='))
                || block.text[hit.end..].starts_with(|c: char| c.is_alphanumeric() && c.is_ascii() || c == '%');
            let alone = block.text.trim() == shown && shown.starts_with('0') && dial::e164(&digits(shown), country).is_some();
            let plain = is_plain(shown) || alone;
            let listed = before.trim_end().ends_with(['/', '|', ',', '·', '•']) && found.iter().any(|known| before.contains(&known.value.display));
            let own = matches!(block.region, Region::Header | Region::Footer | Region::Nav)
                || block.kind == BlockKind::Address
                || matches!(page.role, Role::Home | Role::Contact | Role::Legal | Role::About);
            let score = match (fax || label, plain || listed) {
                _ if continues || (other && !fax && !label) || looks_like_date(shown) => continue,
                (true, _) => 0.85,
                (false, true) => 0.7,
                _ => continue,
            };
            // the number of an office or a charity that the page is about
            let advice = !own && page.role == Role::Other && is_free_of_charge(shown) && !is_repeated(site, shown);
            if advice || !own && (others || !(near || is_repeated(site, shown))) {
                continue;
            }
            let score = if own { score } else { score - 0.22 };
            let fax = fax || (fax_before && listed);
            fax_before = fax;
            add(found, shown, fax, score, || in_line(page, block, shown));
        }
    }
}

/// A free or shared-cost number of Germany, France, the United Kingdom or North America, or a European helpline (116…).
fn is_free_of_charge(shown: &str) -> bool {
    let digits = digits(shown);
    ["080", "1800", "1888", "1877", "116", "+3380", "+49800", "+44800", "+44808", "+1800"].iter().any(|start| digits.starts_with(start))
}

/// Stands on two pages at least, in the same spelling.
fn is_repeated(site: &Site, shown: &str) -> bool {
    site.pages.iter().filter(|page| seen(page).any(|block| block.text.contains(shown))).take(2).count() == 2
}

/// Where numbers stand, at most thirty. `a / b` is two numbers when `a` alone is long enough for one.
fn numbers(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(hit) = NUMBER.as_ref().and_then(|re| re.find_at(text, at)).filter(|_| found.len() < 30) {
        let first = [" / ", " - (", " · "].iter().filter_map(|cut| hit.as_str().find(cut)).min().filter(|&cut| digits(&hit.as_str()[..cut]).len() >= 7);
        let end = first.map_or(hit.end(), |cut| hit.start() + cut);
        found.push(hit.start()..end);
        at = end.max(hit.start() + 1);
    }
    found
}

fn words_tail(text: &str) -> &str {
    let start = text.char_indices().rev().nth(39).map_or(0, |(at, _)| at);
    &text[start..]
}

/// Cuts an unbalanced bracket and loose punctuation from the ends.
fn tidy(text: &str) -> &str {
    let mut text = text.trim();
    if text.matches('(').count() > text.matches(')').count() && text.starts_with('(') && !text.contains(')') {
        text = &text[1..];
    }
    text.trim()
}

fn looks_like_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let year = |part: &&str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let day = |n: usize| n == 1 || n == 2;
    match (parts.as_slice(), lengths.as_slice()) {
        ([a, b], _) if year(a) && year(b) => true,
        ([a, _, _], [4, m, d]) if year(a) && day(*m) && day(*d) => true,
        ([_, _, c], [d, m, 4]) if year(c) && day(*m) && day(*d) => true,
        ([_, _, c, ..], [d, m, 4, ..]) if year(c) && day(*m) && day(*d) => true,
        _ => false,
    }
}

fn add(found: &mut Vec<Candidate<Phone>>, shown: &str, fax: bool, score: f64, evidence: impl FnOnce() -> Note) {
    let digits = digits(shown);
    if is_placeholder(&digits) || shown.chars().count() > 40 {
        return;
    }
    let known = found.iter().find(|known| same(&known.value.digits, &digits)).map(|known| known.key.clone());
    let key = known.unwrap_or_else(|| digits.clone());
    sight(found, key.clone(), score, || Phone { display: shown.to_owned(), digits: digits.clone(), e164: None, fax }, evidence);
    if let Some(known) = found.iter_mut().find(|known| known.key == key) {
        known.value.fax |= fax;
        if digits.starts_with('+') && !known.value.digits.starts_with('+') {
            known.value.digits = digits;
        }
    }
}

/// ASCII digits with a leading `+` where one is written; an optional `(0)` is left out.
fn digits(text: &str) -> String {
    let text = text.trim().replace("(0)", "");
    let plus = text.starts_with(['+', '＋']) || text.starts_with("(+");
    let mut out = String::from(if plus { "+" } else { "" });
    out.extend(text.chars().filter_map(|c| match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => None,
    }));
    match out.strip_prefix("00") {
        Some(rest) if !plus => format!("+{rest}"),
        _ => out,
    }
}

fn same(a: &str, b: &str) -> bool {
    let tail = |text: &str| text.chars().rev().filter(char::is_ascii_digit).take(9).collect::<String>();
    let (a, b) = (tail(a), tail(b));
    let shorter = a.len().min(b.len());
    shorter >= 7 && a[..shorter] == b[..shorter]
}

/// Whether two spellings are of one number.
pub fn same_number(a: &str, b: &str) -> bool {
    same(&digits(a), &digits(b))
}

/// Whether a text shows the number.
pub fn stands_in(text: &str, number: &str) -> bool {
    numbers(text).into_iter().any(|range| text.get(range).is_some_and(|shown| same(&digits(shown), number)))
}

/// Too short, too long, or digits that nobody was given.
fn is_placeholder(digits: &str) -> bool {
    let bare = digits.trim_start_matches('+');
    let run = bare.as_bytes().chunk_by(|a, b| a == b).map(<[u8]>::len).max().unwrap_or(0);
    !(7..=15).contains(&bare.len()) || run >= 7 || bare.contains("1234567") || (bare.len() == 10 && bare.get(3..8) == Some("55501")) || bare.contains("0123456")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_number_are_the_same() {
        assert!(same(&digits("+49 (0)599 120 707"), &digits("0599-120707")));
        assert_eq!(digits("０９９－１２３－７６５４"), "0991237654");
        assert_eq!(digits("0043 512 1234"), "+435121234");
    }

    #[test]
    fn dates_and_placeholders_are_no_numbers() {
        for date in ["2019-05-12", "12.05.2019", "2010 - 2015"] {
            assert!(looks_like_date(date), "{date}");
        }
        for bad in ["999000000000", "1234567890", "12345"] {
            assert!(is_placeholder(bad), "{bad}");
        }
    }
}
