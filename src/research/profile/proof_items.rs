//! Proof that is no sentence: ratings in JSON-LD, clients by the names of their logos, case studies by their titles.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

use super::{Candidate, Site, facts, host_of, in_block, in_meta, sight, words};
use crate::model::evidence::Kind;
use crate::model::page::{BlockKind, Page, Region, Role};
use crate::model::profile::{Fact, Proof, ProofKind};
use crate::research::ledger::{Ledger, Note};

const ITEMS_MAX: usize = 10;
/// Whose logos stand for a mention or a rating.
const PRESS: &[&str] = &[
    "cnn",
    "bbc",
    "forbes",
    "new york times",
    "abc news",
    "nbc",
    "cbs",
    "fox news",
    "business insider",
    "techcrunch",
    "wall street journal",
    "usa today",
    "guardian",
    "handelsblatt",
    "spiegel",
    "le monde",
    "les echos",
    "trustpilot",
    "capterra",
    "yelp",
    "tripadvisor",
    "provenexpert",
    "google",
    "facebook",
    "app store",
    "mastercard",
    "paypal",
];
/// Fewer logos than this are somebody else's.
const LOGOS_MIN: usize = 3;
const IMAGES_MAX: usize = 200;
const TITLE_CHARS: std::ops::RangeInclusive<usize> = 12..=110;

/// A heading over logos or names of clients.
static CLIENTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:our |some of our |selected |happy )*(?:clients|customers)\b|trusted by|who we(?:'ve| have)? work(?:ed)? (?:with|for)|unsere kunden|kunden (?:von uns|vertrauen)|ils nous font confiance|nos clients|nuestros clientes|confían en nosotros|i nostri clienti|導入企業",
    )
});
/// A heading over logos that are not clients.
static OTHERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)partner|featured|as seen|\bsay|saying|testimonial|review|stor(?:y|ies)|press\b|in the media|integrat|works with|powered|sponsor|supplier|brands? we|marken|marques|marcas|payment|accredit|certif|member",
    )
});
/// The folder of case studies.
static STUDIES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)/(?:case-?stud(?:y|ies)|success-stor(?:y|ies)|customer-stor(?:y|ies)|client-stories|kundenstories|erfolgsgeschichten|fallstudien|etudes?-de-cas|cas-clients?|casos?-de-(?:exito|estudio)|casi-studio)/[^/?#]{3,}",
    )
});

/// At most ten.
pub fn proof_items(site: &Site, name: &str, ledger: &mut Ledger) -> Vec<Fact<Proof>> {
    let mut found: Vec<Candidate<Proof>> = Vec::new();
    ratings(site, &mut found);
    for page in site.of_roles(&[Role::Home, Role::Proof, Role::About]) {
        logos(page, name, &mut found);
    }
    for page in &site.pages {
        studies(page, site, &mut found);
    }
    facts(found, 0.7, ITEMS_MAX, ledger)
}

fn item(kind: ProofKind, text: &str, url: Option<&str>) -> Proof {
    Proof { kind, text: text.to_owned(), url: url.map(str::to_owned) }
}

/// The rating of the company itself; ratings of products are others'.
fn ratings(site: &Site, found: &mut Vec<Candidate<Proof>>) {
    for thing in &site.things {
        for rating in thing.objects("aggregateRating") {
            let count = number(rating, "reviewCount").or_else(|| number(rating, "ratingCount"));
            let (Some(value), Some(count)) = (number(rating, "ratingValue"), count) else { continue };
            let best = number(rating, "bestRating").unwrap_or_else(|| "5".to_owned());
            let in_range = matches!((value.replace(',', ".").parse::<f64>(), best.parse::<f64>()), (Ok(value), Ok(best)) if value > 0.0 && value <= best);
            if in_range && count.parse::<u64>().is_ok_and(|count| count > 0) {
                let text = format!("{value} / {best} ({count})");
                let quote = format!("ratingValue: {value}, reviewCount: {count}");
                sight(found, text.clone(), 0.85, || item(ProofKind::Review, &text, None), || in_meta(thing.page, "json-ld: aggregateRating", &quote, &quote));
            }
        }
    }
}

/// A number, or a text of one.
fn number(object: &Map<String, Value>, key: &str) -> Option<String> {
    let text = match object.get(key)? {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        _ => return None,
    };
    (text.len() <= 10 && text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))).then_some(text)
}

/// `Acme logo`, on a page whose headings speak of clients and of no partners.
fn logos(page: &Page, name: &str, found: &mut Vec<Candidate<Proof>>) {
    let headings = || page.main_blocks().filter(|block| block.kind == BlockKind::Heading && block.text.chars().count() <= 80);
    let of_clients = headings().any(|block| CLIENTS.as_ref().is_some_and(|re| re.is_match(&block.text)));
    let of_others = headings().any(|block| OTHERS.as_ref().is_some_and(|re| re.is_match(&block.text)));
    if !of_clients || of_others {
        return;
    }
    let own = words::key(name);
    let mut clients: Vec<(&str, &crate::model::page::Image)> = Vec::new();
    for image in page.images.iter().take(IMAGES_MAX).filter(|image| matches!(image.region, Region::Main | Region::Body)) {
        let Some(client) = image.alt.as_deref().and_then(of_logo) else { continue };
        let key = words::key(client);
        let same = own.len() >= 3 && (key.contains(&own) || own.contains(&key));
        if !same && !clients.iter().any(|(known, _)| words::key(known) == key) {
            clients.push((client, image));
        }
    }
    // a row of papers and review sites is no row of clients
    let press = clients.iter().filter(|(client, _)| words::has_any(&client.to_lowercase(), PRESS)).count();
    if clients.len() < LOGOS_MIN || press > 0 {
        return;
    }
    for (client, image) in clients {
        let note = || Note::on(page, Kind::Html, image.locator.clone()).quote(image.alt.clone().unwrap_or_default());
        sight(found, words::key(client), 0.76, || item(ProofKind::Client, client, None), note);
    }
}

/// The name in an image's text that says it is a logo.
fn of_logo(alt: &str) -> Option<&str> {
    let alt = alt.trim();
    let lower = alt.to_lowercase();
    if lower.len() != alt.len() || alt.chars().count() > 50 {
        return None;
    }
    let name = if lower.ends_with(" logo") {
        alt.get(..alt.len() - 5)
    } else if lower.starts_with("logo of ") {
        alt.get(8..)
    } else if lower.starts_with("logo ") {
        alt.get(5..)
    } else {
        None
    }?;
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | ':' | '|')).trim_end_matches("company").trim();
    let plain = matches!(
        name.to_lowercase().as_str(),
        "client" | "customer" | "company" | "brand" | "partner" | "our" | "site" | "google" | "facebook" | "header" | "footer" | "white" | "black"
    );
    (name.chars().count() >= 2 && !plain && name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())).then_some(name)
}

/// Without the label before a title and the invitation behind it.
fn headline(text: &str) -> &str {
    const LABELS: &[&str] = &["Case Study", "Case study", "Customer Story", "Success Story"];
    const INVITATIONS: &[&str] = &["Learn more", "Read more", "Learn More", "Read More", "Read the case study", "Download"];
    let text = LABELS.iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text).trim_end();
    let text = INVITATIONS.iter().find_map(|label| text.strip_suffix(label)).unwrap_or(text);
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '|' | '–' | '-' | '→'))
}

/// Pages of case studies that were read, and links to others.
fn studies(page: &Page, site: &Site, found: &mut Vec<Candidate<Proof>>) {
    let is_study = |url: &str| STUDIES.as_ref().is_some_and(|re| re.is_match(url));
    let fits = |text: &str| TITLE_CHARS.contains(&text.chars().count()) && text.split_whitespace().count() >= 2 && !super::labels::is_call_to_action(text);
    let key = |url: &str| url.trim_end_matches('/').to_lowercase();
    if is_study(&page.url)
        && let Some(title) = page.main_blocks().find(|block| block.kind == BlockKind::Heading && fits(&block.text))
    {
        sight(found, key(&page.url), 0.84, || item(ProofKind::CaseStudy, &title.text, Some(&page.url)), || in_block(page, title, &title.text));
    }
    const NO_TITLES: &[&str] = &["project details", "their story", "client story", "customer story", "full story", "case stud", "success stor"];
    for link in page.links.iter().filter(|link| !link.hidden) {
        let title = headline(&link.text);
        let href = link.href.as_deref().filter(|href| is_study(href) && host_of(href).is_some_and(|host| site.is_own_host(&host)));
        if let Some(href) = href.filter(|_| fits(title) && !words::has_any(&title.to_lowercase(), NO_TITLES)) {
            let note = || Note::on(page, Kind::Html, link.locator.clone()).quote(title);
            sight(found, key(href), 0.78, || item(ProofKind::CaseStudy, title, Some(href)), note);
        }
    }
}
