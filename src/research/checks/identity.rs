//! Who is behind the site and what happens to data: privacy notice and imprint (row 44), and which analytics run (row 58).

use super::outcome::Outcome;
use super::sample::measured;
use super::site::{LOOK_AT_MOST, Site, seen_blocks};
use super::text::{self, Folded};
use super::{lexicon, verify};
use crate::model::evidence::Kind;
use crate::model::page::{BlockKind, Link, Page, Role};
use crate::research::ledger::{Ledger, Note};

/// Hosts whose own notices are linked from other people's pages.
const THIRD_PARTIES: &[&str] = &[
    "google.",
    "facebook.com",
    "cloudflare.com",
    "youtube.com",
    "twitter.com",
    "x.com",
    "instagram.com",
    "linkedin.com",
    "hcaptcha.com",
    "vimeo.com",
    "apple.com",
    "microsoft.com",
    "akismet.com",
    "automattic.com",
    "wordpress.",
    "gravatar.com",
];

/// A script of the page that measures visits, and the tool's name.
pub struct Tool<'p> {
    pub page: &'p Page,
    pub name: &'static str,
    marker: &'static str,
}

pub fn privacy_notice(site: &Site, ledger: &mut Ledger) -> Outcome {
    let of = site.everything().count();
    let imprint = find(site, lexicon::IMPRINT);
    // Legal details may hold the notice; a page that is called one is named first.
    let by_name: Vec<&str> = lexicon::PRIVACY.iter().copied().filter(|word| !lexicon::LEGAL_DETAILS.contains(word)).collect();
    let notice = find(site, &by_name).or_else(|| find(site, lexicon::PRIVACY));
    let consent = site.everything().any(|page| scripts(page).any(|script| lexicon::CONSENT.iter().any(|mark| script.contains(mark))));
    // Frames may hold links that no page read shows.
    let frameset = site.home.frames.iter().any(|frame| !frame.inline);
    if notice.is_none()
        && !consent
        && !frameset
        && let Some((because, note)) = collects(site)
    {
        let searched = measured(site.home, Kind::Html, "a", format!("no link to a privacy notice on {} read", text::pages(of)))
            .expected("a link to the privacy notice on every page")
            .verify(verify::matches(&site.home.url, "<a [^>]*>[^<]*"));
        let outcome = Outcome::fail().slot("variant", "privacy").slot("of", of).slot("because", because).sure(0.85);
        return outcome.shown(ledger.add(searched)).shown(ledger.add(note));
    }
    if must_say_who(site) && imprint.is_none() && !frameset && !says_who(site) {
        let german = site.language.as_deref() == Some("de");
        let searched = measured(site.home, Kind::Html, "a", format!("no link to an imprint and no register or tax number on {} read", text::pages(of)))
            .expected(if german { "a link named Impressum on every page" } else { "a link to the firm's legal details, or its register or tax number" })
            .verify(verify::matches(&site.home.url, "<a [^>]*>[^<]*"));
        return Outcome::fail().slot("variant", "imprint").slot("of", of).sure(if german { 0.85 } else { 0.7 }).shown(ledger.add(searched));
    }
    match notice {
        Some((page, link)) => {
            let shown = if link.text.trim().is_empty() { &link.name } else { &link.text };
            let (label, target) = (text::head(shown, 80), text::head(link.href.as_deref().unwrap_or(&link.raw_href), 200));
            let note = measured(page, Kind::Html, link.locator.clone(), format!("\"{label}\" leads to {target}")).verify(verify::address(target));
            Outcome::pass().slot("text", label).slot("target", target).shown(ledger.add(note))
        }
        None if frameset => Outcome::not_measured("a frameset may hold links that were not read"),
        None if consent => Outcome::not_measured("a consent tool is loaded, which may show the privacy notice by script"),
        None => Outcome::not_applicable("no form and no analytics were found"),
    }
}

/// First link whose text or path matches; one that leads to another site must say so in its text, and those to third parties' own notices do not count.
fn find<'s>(site: &'s Site, words: &[&str]) -> Option<(&'s Page, &'s Link)> {
    let matches = |link: &&Link| {
        let href = link.href.as_deref().unwrap_or(&link.raw_href);
        let path = if href.starts_with("http") { href.splitn(4, '/').nth(3).unwrap_or_default() } else { href };
        let says = |text: &str| Folded::new(text).has_any(words).is_some();
        let own = site.is_own(href) || !href.starts_with("http");
        let third_party = || super::site::host(href).is_some_and(|host| THIRD_PARTIES.iter().any(|third| host.contains(third)));
        if own { says(&link.text) || says(path) } else { says(&link.text) && !third_party() }
    };
    site.everything().find_map(|page| page.links.iter().take(LOOK_AT_MOST).find(matches).map(|link| (page, link)))
}

/// A form that takes personal data, or analytics.
fn collects(site: &Site) -> Option<(String, Note)> {
    for page in &site.pages {
        let personal = |kind: &str| matches!(kind, "email" | "tel" | "text" | "textarea");
        let form = page
            .forms
            .iter()
            .take(100)
            .find(|form| !form.is_search && !form.is_login && form.fields.iter().any(|field| !field.hidden && personal(&field.kind)));
        if let Some(form) = form {
            let fields = form.fields.iter().filter(|field| !field.hidden).count();
            let note = measured(page, Kind::Html, form.locator.clone(), format!("a form with {fields} visible fields"))
                .verify(verify::matches(&page.url, "<form[^>]*>"));
            return Some(("a form".to_owned(), note));
        }
    }
    let tool = analytics(site)?;
    Some((tool.name.to_owned(), tool_note(&tool)))
}

/// Endings of countries whose law asks a firm to say on its site who it is (directive 2000/31/EC, article 5, and its British heirs), with their languages.
const BOUND: &[(&str, &[&str])] = &[
    ("de", &["de"]),
    ("at", &["de"]),
    ("fr", &["fr"]),
    ("es", &["es"]),
    ("it", &["it"]),
    ("nl", &["nl"]),
    ("be", &["nl", "fr"]),
    ("lu", &["fr", "de"]),
    ("pt", &["pt"]),
    ("ie", &["en"]),
    ("uk", &["en"]),
];

/// The ending is that of a country with such a law, and the text is in its language.
fn must_say_who(site: &Site) -> bool {
    let ending = super::site::host(&site.home.url).and_then(|host| host.rsplit('.').next().map(str::to_owned));
    let language = site.language.as_deref().unwrap_or_default();
    BOUND.iter().any(|(country, languages)| ending.as_deref() == Some(country) && languages.contains(&language))
}

/// A legal page, a link or heading that names one, or a register or tax number in the text of any page read.
fn says_who(site: &Site) -> bool {
    let by_text = |text: &str, heading: bool| {
        let folded = Folded::new(text);
        folded.has_any(lexicon::COMPANY_IDS).is_some() || (heading && folded.has_any(lexicon::IMPRINT).is_some())
    };
    site.everything().any(|page| page.role == Role::Legal)
        || find(site, lexicon::LEGAL_DETAILS).is_some()
        || site.everything().flat_map(seen_blocks).any(|block| by_text(&block.text, block.kind == BlockKind::Heading))
}

pub fn measurement(site: &Site, ledger: &mut Ledger) -> Outcome {
    if let Some(tool) = analytics(site) {
        return Outcome::pass().slot("tool", tool.name).shown(ledger.add(tool_note(&tool)));
    }
    if site.everything().all(|page| page.scripts.is_empty()) {
        return Outcome::not_applicable("the pages read load no scripts");
    }
    let unread = site.everything().flat_map(|page| &page.scripts).filter_map(|script| script.src.as_deref()).any(|src| site.is_own(src) && !is_library(src));
    if unread {
        return Outcome::not_measured("the site loads scripts of its own, whose text was not read");
    }
    let of = site.pages.len();
    let note = measured(site.home, Kind::Html, "script", format!("no known analytics in the markup of {} read", text::pages(of)))
        .expected("a tool that counts visits")
        .verify(verify::matches(&site.home.url, "<script[^>]*>"));
    Outcome::fail().slot("of", of).sure(0.7).shown(ledger.add(note))
}

fn is_library(src: &str) -> bool {
    let file = src.split('?').next().unwrap_or_default().rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    ["jquery", "bootstrap", "popper", "swiper", "slick", "modernizr", "fontawesome", "aos", "wow", "lightbox", "html5shiv", "respond"]
        .iter()
        .any(|library| file.starts_with(library))
}

/// The first known analytics or tag manager of the pages read.
#[must_use]
pub fn analytics<'s>(site: &'s Site) -> Option<Tool<'s>> {
    for page in site.everything() {
        for script in scripts(page) {
            if let Some((marker, name)) = lexicon::ANALYTICS.iter().find(|(marker, _)| script.contains(marker)) {
                return Some(Tool { page, name, marker });
            }
        }
    }
    None
}

fn tool_note(tool: &Tool) -> Note {
    let observed = format!("{}: the markup holds {}", tool.name, tool.marker);
    measured(tool.page, Kind::Html, "script", observed).verify(verify::matches(&tool.page.url, "<script[^>]*>[^<]*"))
}

/// Addresses and beginnings of scripts, lower case.
fn scripts(page: &Page) -> impl Iterator<Item = String> {
    page.scripts
        .iter()
        .take(200)
        .flat_map(|script| [script.src.as_deref(), script.inline.as_deref()])
        .flatten()
        .map(|script| text::head(script, 2_000).to_ascii_lowercase())
}
