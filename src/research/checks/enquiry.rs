//! Turns visitors into enquiries: what to do next, how to reach the firm, how long the form is, whether numbers agree (rows 48–51, 57).

use std::collections::BTreeSet;

use super::markup::{objects, types};
use super::outcome::Outcome;
use super::sample::measured;
use super::site::{LOOK_AT_MOST, Site, is_enquiry, seen_blocks, seen_links};
use super::text::{self, Folded};
use super::{lexicon, verify};
use crate::model::evidence::Kind;
use crate::model::finding::SiteType;
use crate::model::page::{Form, Link, Page, Region, Role};
use crate::model::profile::Phone;
use crate::research::ledger::{Ledger, Note};

/// Share of the home page in which a stranger should meet the first call to action.
const EARLY: f64 = 0.305;

/// So many links of the content count as its beginning, wherever they stand in the markup.
const FIRST_LINKS: u32 = 8;

/// With fewer links and buttons than this, the navigation is made by scripts.
const FEW_LINKS: usize = 5;

/// More visible fields than this cost enquiries.
const FIELDS_MAX: usize = 7;

pub fn call_to_action(site: &Site, ledger: &mut Ledger) -> Outcome {
    let mut later: Option<(&Page, &Link)> = None;
    let mut candidates = 0;
    for page in &site.opening {
        let mut in_content = 0;
        for link in seen_links(page).filter(|link| link.href.is_some()) {
            candidates += 1;
            in_content += u32::from(matches!(link.region, Region::Main | Region::Body));
            if !asks_for_action(site, link) {
                continue;
            }
            // A long menu pushes the content down in the markup, not on the screen. In a frameset each frame has a beginning of its own.
            if matches!(link.region, Region::Header | Region::Nav) || link.position <= EARLY || in_content <= FIRST_LINKS || site.opening.len() > 1 {
                return shown_action(page, &link.locator, label_of(link), ledger);
            }
            later = later.or(Some((page, link)));
        }
        for button in page.buttons.iter().take(LOOK_AT_MOST).filter(|button| !button.hidden) {
            candidates += 1;
            if Folded::new(&button.name).has_any(lexicon::ACTION).is_some() {
                return shown_action(page, &button.locator, &button.name, ledger);
            }
        }
        if let Some(form) = page.forms.iter().take(100).find(|form| is_enquiry(form)) {
            return shown_action(page, &form.locator, "a form to write to the firm", ledger);
        }
    }
    let scripted = site.opening.iter().any(|page| !page.scripts.is_empty());
    if candidates == 0 || (scripted && candidates < FEW_LINKS) {
        return Outcome::not_measured("the home page as sent holds hardly a link or button; scripts may add them");
    }
    if !site.speaks_ours() {
        return Outcome::not_measured("no word list for the site's language");
    }
    let note = measured(site.home, Kind::Html, "a, button", format!("no call to action among {candidates} links and buttons in the header or the first 30 %"));
    let note = note.expected("a link or button near the top that says what to do next").verify(verify::address(&site.home.url));
    let outcome = Outcome::fail().sure(0.8).shown(ledger.add(note));
    let Some((page, link)) = later else { return outcome };
    let (label, position) = (text::head(label_of(link), 80), format!("{:.0} %", link.position.clamp(0.0, 1.0) * 100.0));
    let note = measured(page, Kind::Html, link.locator.clone(), format!("\"{label}\" stands {position} down the page")).verify(verify::address(&page.url));
    outcome.slot("example", label).slot("position", position).shown(ledger.add(note))
}

fn shown_action(page: &Page, locator: &str, label: &str, ledger: &mut Ledger) -> Outcome {
    let label = text::head(label, 80);
    let note = measured(page, Kind::Html, locator, label).verify(verify::address(&page.url));
    Outcome::pass().slot("example", label).sure(0.85).shown(ledger.add(note))
}

fn label_of(link: &Link) -> &str {
    let shown = if link.text.trim().is_empty() { link.name.trim() } else { link.text.trim() };
    if shown.is_empty() { link.href.as_deref().unwrap_or(&link.raw_href) } else { shown }
}

fn asks_for_action(site: &Site, link: &Link) -> bool {
    let href = link.href.as_deref().unwrap_or_default();
    let lower = text::head(href, 300).to_ascii_lowercase();
    let direct = lower.starts_with("tel:") || lower.starts_with("mailto:") || is_chat(&lower);
    let path = if site.is_own(href) { lower.splitn(4, '/').nth(3).unwrap_or_default() } else { "" };
    direct
        || Folded::new(&link.text).has_any(lexicon::ACTION).is_some()
        || Folded::new(&link.name).has_any(lexicon::ACTION).is_some()
        || lexicon::ACTION_PATHS.iter().any(|part| path.contains(part))
}

fn is_chat(address: &str) -> bool {
    lexicon::CHAT.iter().any(|part| address.contains(part))
}

pub fn contact_path(site: &Site, ledger: &mut Ledger) -> Outcome {
    for page in site.everything() {
        if let Some((way, locator, seen)) = way_of(page) {
            let observed = if seen.is_empty() { way.to_owned() } else { format!("{way}: {seen}") };
            let note = measured(page, Kind::Html, locator, observed).verify(verify::address(&page.url));
            return Outcome::pass().slot("way", way).slot("page", &page.url).shown(ledger.add(note));
        }
    }
    // A number that only search engines are told is on no page.
    let shows = |text: &str, phone: &Phone| text.contains(&phone.display) || digits(text).contains(tail(&digits(&phone.digits)));
    let on_a_page = |phone: &Phone| site.everything().flat_map(seen_blocks).any(|block| shows(&block.text, phone));
    let (phones, marked): (Vec<_>, Vec<_>) = site.profile.phones.iter().filter(|fact| !fact.value.fax).partition(|fact| on_a_page(&fact.value));
    let (emails, coded): (Vec<_>, Vec<_>) = site.profile.emails.iter().partition(|fact| !is_only_in_markup(site, &fact.value));
    let printed = phones.into_iter().map(|fact| ("a printed telephone number", fact.value.display.as_str(), &fact.evidence));
    let printed = printed.chain(emails.into_iter().map(|fact| ("a printed e-mail address", fact.value.as_str(), &fact.evidence))).next();
    if let Some((way, shown, evidence)) = printed {
        let note = measured(site.home, Kind::Text, "all pages read", format!("{way}: {shown}")).verify(verify::address(&site.home.url));
        let outcome = evidence.iter().take(1).fold(Outcome::pass(), |outcome, id| outcome.shown(id.clone()));
        return outcome.slot("way", way).slot("page", &site.home.url).sure(0.8).shown(ledger.add(note));
    }
    let read: BTreeSet<String> = site.everything().map(|page| super::site::fold_url(&page.url)).collect();
    let unread = site.everything().flat_map(seen_links).any(|link| {
        let href = link.href.as_deref().unwrap_or_default();
        asks_for_action(site, link) && !read.contains(&super::site::fold_url(href))
    });
    if unread {
        return Outcome::not_measured("a contact page is linked, but was not read");
    }
    let of = site.everything().count();
    let note = measured(site.home, Kind::Html, "a, form", format!("no telephone, mail, form or chat on {} read", text::pages(of)));
    let note = note.expected("a way to reach the firm on every page").verify(verify::matches(&site.home.url, "\\(tel:\\|mailto:\\|<form\\)"));
    if site.everything().any(|page| page.role == Role::Contact) {
        return Outcome::not_measured("the contact page may make its form by script");
    }
    let bare = site.opening.iter().all(|page| page.links.is_empty() && page.buttons.is_empty());
    if (bare || !marked.is_empty() || !coded.is_empty()) && site.opening.iter().any(|page| !page.scripts.is_empty()) {
        return Outcome::not_measured("the home page as sent holds hardly a link or button; scripts may add them");
    }
    Outcome::fail().slot("of", of).sure(0.75).shown(ledger.add(note))
}

/// Whether the address stands in the structured data and in no text of a page. One that is spelled out in a text is not in that data.
fn is_only_in_markup(site: &Site, address: &str) -> bool {
    let address = address.to_lowercase();
    let mut blocks = site.everything().flat_map(seen_blocks);
    let mut data = site.everything().flat_map(|page| &page.json_ld).filter_map(|block| block.value.as_ref());
    !blocks.any(|block| block.text.to_lowercase().contains(&address)) && data.any(|value| value.to_string().to_lowercase().contains(&address))
}

/// Kind of way, place, and what is seen of it.
fn way_of(page: &Page) -> Option<(&'static str, String, String)> {
    let cut = |text: &str| text::head(text, 120).to_owned();
    for link in page.links.iter().take(LOOK_AT_MOST) {
        let href = link.href.as_deref().unwrap_or_default();
        let lower = text::head(href, 300).to_ascii_lowercase();
        let way = if lower.starts_with("tel:") {
            "a telephone link"
        } else if lower.starts_with("mailto:") {
            "an e-mail link"
        } else if is_chat(&lower) {
            "a chat"
        } else {
            continue;
        };
        return Some((way, link.locator.clone(), cut(href)));
    }
    if let Some(form) = page.forms.iter().take(100).find(|form| is_enquiry(form)) {
        return Some(("a form", form.locator.clone(), String::new()));
    }
    let scripts = page.scripts.iter().take(200).flat_map(|script| [script.src.as_deref(), script.inline.as_deref()]).flatten();
    let frames = page.frames.iter().take(50).filter_map(|frame| frame.src.as_deref());
    let chat = scripts.chain(frames).find_map(|address| {
        let address = text::head(address, 2_000).to_ascii_lowercase();
        lexicon::CHAT.iter().find(|part| address.contains(*part))
    });
    chat.map(|part| ("a chat", "script, iframe".to_owned(), (*part).to_owned()))
}

pub fn phone_link(site: &Site, ledger: &mut Ledger) -> Outcome {
    if site.site_type != SiteType::LocalService {
        return Outcome::not_applicable("not a local firm that people call");
    }
    let dial = site.everything().flat_map(|page| page.links.iter().take(LOOK_AT_MOST).map(move |link| (page, link)));
    let dial =
        dial.filter_map(|(page, link)| link.href.as_deref().filter(|href| text::head(href, 4).eq_ignore_ascii_case("tel:")).map(|href| (page, link, href)));
    if let Some((page, link, href)) = dial.into_iter().next() {
        let phone = text::head(href.get(4..).unwrap_or_default().trim(), 40);
        let note = measured(page, Kind::Html, link.locator.clone(), format!("tel:{phone}")).verify(verify::matches(&page.url, "tel:[^\"]*"));
        return Outcome::pass().slot("phone", phone).shown(ledger.add(note));
    }
    for fact in site.profile.phones.iter().filter(|fact| !fact.value.fax) {
        let phone = text::head(&fact.value.display, 40);
        let found = site.everything().find_map(|page| seen_blocks(page).find(|block| block.text.contains(phone)).map(|block| (page, block)));
        if let Some((page, block)) = found {
            let note = Note::on(page, Kind::Text, block.locator.clone())
                .quote(around(&block.text, phone, 300))
                .expected(format!("<a href=\"tel:{}\">", fact.value.digits));
            let note = note.verify(verify::matches(&page.url, "tel:[^\"]*"));
            return Outcome::fail().slot("phone", phone).slot("page", &page.url).sure(fact.confidence.min(0.95)).shown(ledger.add(note));
        }
    }
    Outcome::not_applicable("no telephone number is printed on the pages read")
}

/// A piece of the text with the needle in it, at most about that many characters, cut at words.
#[must_use]
pub fn around<'t>(text: &'t str, needle: &str, max_chars: usize) -> &'t str {
    if text.chars().count() <= max_chars {
        return text;
    }
    let Some(at) = text.find(needle) else { return text::head(text, max_chars) };
    let before = text.get(..at).unwrap_or_default();
    let start = before.char_indices().rev().nth(max_chars / 3).map_or(0, |(n, _)| n);
    let start = before.get(start..).and_then(|piece| piece.find(' ')).map_or(at.min(start.max(if start == 0 { 0 } else { at })), |space| start + space + 1);
    text::head(text.get(start..).unwrap_or(text), max_chars)
}

pub fn form_friction(site: &Site, ledger: &mut Ledger) -> Outcome {
    let likely = |page: &Page| matches!(page.role, Role::Home | Role::About | Role::Contact | Role::Pricing);
    let asks = |form: &Form| is_enquiry(form) && form.fields.iter().all(|field| field.kind != "file");
    let all = || site.pages.iter().flat_map(|page| page.forms.iter().take(100).map(move |form| (*page, form))).filter(|(_, form)| asks(form));
    // Where no such page has a form, one elsewhere is the way to write to the firm.
    let mut forms: Vec<(&Page, &Form)> = all().filter(|(page, _)| likely(page)).collect();
    if forms.is_empty() {
        forms = all().collect();
    }
    let Some((page, form)) = forms.iter().min_by_key(|(_, form)| questions(form).len()) else {
        return Outcome::not_applicable("no enquiry form was found");
    };
    let asked = questions(form);
    let count = asked.len();
    let names = asked.iter().take(5).map(|name| text::head(name, 40)).collect::<Vec<_>>().join(", ");
    let note = measured(page, Kind::Html, form.locator.clone(), format!("{count} visible fields: {names}"))
        .verify(verify::matches(&page.url, "<\\(input\\|select\\|textarea\\)[^>]*>"));
    let sensitive = asked.iter().find(|name| Folded::new(name).has_any(lexicon::SENSITIVE).is_some());
    let base = |outcome: Outcome| outcome.slot("count", count).slot("page", &page.url);
    if let Some(field) = sensitive {
        let field = text::head(field, 40);
        let note = Note { observed: Some(format!("{count} visible fields, one asks for {field}")), ..note }.expected("only what a first answer needs");
        return base(Outcome::fail().slot("variant", "sensitive").slot("field", field).sure(0.8)).shown(ledger.add(note));
    }
    if count > FIELDS_MAX {
        return base(Outcome::fail().slot("variant", "long").slot("fields_list", names).sure(0.9)).shown(ledger.add(note.expected("at most 7 fields")));
    }
    base(Outcome::pass()).shown(ledger.add(note))
}

/// Names of the questions a form asks: options of one question and boxes of consent are not counted one by one.
fn questions(form: &Form) -> Vec<String> {
    let mut groups = BTreeSet::new();
    let mut names = Vec::new();
    for field in form.fields.iter().take(200).filter(|field| !field.hidden && field.kind != "checkbox") {
        if field.kind == "radio" && !groups.insert(field.name.as_str()) {
            continue;
        }
        let told = [field.label.as_deref(), field.placeholder.as_deref(), Some(field.name.as_str())]
            .into_iter()
            .flatten()
            .map(str::trim)
            .find(|name| !name.is_empty());
        names.push(told.unwrap_or(&field.kind).to_owned());
    }
    names
}

pub fn nap_consistency(site: &Site, ledger: &mut Ledger) -> Outcome {
    let dialled: Vec<(&Page, &Link, String)> = site
        .everything()
        .flat_map(|page| page.links.iter().take(LOOK_AT_MOST).map(move |link| (page, link)))
        .filter_map(|(page, link)| link.href.as_deref().filter(|href| text::head(href, 4).eq_ignore_ascii_case("tel:")).map(|href| (page, link, digits(href))))
        .filter(|(_, _, number)| number.len() >= 7)
        .collect();
    for (page, link, number) in &dialled {
        let shown = digits(&link.text);
        if !(7..=15).contains(&shown.len()) || shown.contains(tail(number)) || number.contains(tail(&shown)) {
            continue;
        }
        let (first, second) = (text::head(&link.text, 60), dialled_as(link.href.as_deref().unwrap_or_default()));
        let note = measured(page, Kind::Html, link.locator.clone(), format!("the link shows {first} and dials {second}"))
            .expected("one number")
            .verify(verify::matches(&page.url, "tel:[^<]*"));
        return Outcome::fail().slot("variant", "link").slot("first", first).slot("second", second).slot("page", &page.url).sure(0.9).shown(ledger.add(note));
    }
    let mut marked: Vec<(&Page, &str)> = Vec::new();
    for page in site.everything() {
        for object in page.json_ld.iter().filter_map(|block| block.value.as_ref()).flat_map(objects) {
            let business = types(object).any(|name| lexicon::LOCAL_BUSINESS_TYPES.contains(&name) || lexicon::ORGANIZATION_TYPES.contains(&name));
            if let Some(number) = object.get("telephone").and_then(serde_json::Value::as_str).filter(|number| business && digits(number).len() >= 7) {
                marked.push((page, number));
            }
        }
    }
    let different: BTreeSet<String> = marked.iter().map(|(_, number)| tail(&digits(number)).to_owned()).collect();
    let (Some((page, number)), 1) = (marked.first(), different.len()) else {
        return match (marked.is_empty(), dialled.is_empty()) {
            (false, _) => Outcome::not_applicable("the structured data gives several numbers"),
            (true, true) => Outcome::not_applicable("there is no dialling link and no structured data to compare the number with"),
            (true, false) => agreed(dialled.first(), ledger),
        };
    };
    let wanted = digits(number);
    let printed = site.everything().flat_map(seen_blocks).any(|block| digits(&block.text).contains(tail(&wanted)));
    let linked = dialled.iter().any(|(_, _, dialled)| dialled.contains(tail(&wanted)));
    let first = text::head(number, 60);
    if printed || linked {
        let way = "the entry for search engines and the site";
        let note = measured(page, Kind::Meta, "json-ld: telephone", format!("{first}, the same number in {way}"));
        return Outcome::pass().slot("phone", first).slot("way", way).shown(ledger.add(note.verify(verify::matches(&page.url, "telephone[^,]*"))));
    }
    let other = site.profile.phones.iter().map(|fact| &fact.value).find(|phone| !phone.fax && tail(&digits(&phone.digits)) != tail(&wanted));
    let Some(other) = other else {
        return Outcome::not_applicable("no second number stands on the site");
    };
    let seen_on = site.everything().find_map(|page| seen_blocks(page).find(|block| block.text.contains(&other.display)).map(|block| (page, block)));
    let Some((where_seen, block)) = seen_on else {
        return Outcome::not_applicable("no second number stands on the site");
    };
    let second = text::head(&other.display, 60);
    let told = measured(page, Kind::Meta, "json-ld: telephone", format!("telephone: {first}"))
        .expected("the number that the pages show")
        .verify(verify::matches(&page.url, "telephone[^,]*"));
    let shown = Note::on(where_seen, Kind::Text, block.locator.clone()).quote(around(&block.text, second, 300)).verify(verify::address(&where_seen.url));
    let outcome = Outcome::fail().slot("variant", "markup").slot("first", first).slot("second", second).slot("page", &page.url).sure(0.8);
    outcome.shown(ledger.add(told)).shown(ledger.add(shown))
}

/// The number of a `tel:` address as a person would write it.
fn dialled_as(href: &str) -> String {
    let number = href.split_once(':').map_or(href, |(_, number)| number).replace("%20", " ").replace("%2B", "+");
    text::head(number.trim(), 60).to_owned()
}

fn agreed(dialled: Option<&(&Page, &Link, String)>, ledger: &mut Ledger) -> Outcome {
    let Some((page, link, _)) = dialled.filter(|(_, link, number)| digits(&link.text).contains(tail(number))) else {
        return Outcome::not_applicable("the dialling link shows no number, and no structured data give one to compare");
    };
    let phone = text::head(&link.text, 60);
    let way = "what a link shows and what it dials";
    let note = measured(page, Kind::Html, link.locator.clone(), format!("{phone}, the same number in {way}")).verify(verify::matches(&page.url, "tel:[^<]*"));
    Outcome::pass().slot("phone", phone).slot("way", way).shown(ledger.add(note))
}

/// Digits of a text or `tel:` address; percent-coded characters such as `%20` are none.
fn digits(text: &str) -> String {
    let mut pieces = text::head(text, 4_000).split('%');
    let first = pieces.next().unwrap_or_default();
    let coded = |piece: &'_ str| piece.get(..2).is_some_and(|code| code.chars().all(|c| c.is_ascii_hexdigit()));
    let rest = pieces.map(|piece| if coded(piece) { piece.get(2..).unwrap_or_default() } else { piece });
    std::iter::once(first).chain(rest).flat_map(str::chars).filter(char::is_ascii_digit).collect()
}

/// The last seven digits, which country and trunk prefixes do not touch.
fn tail(digits: &str) -> &str {
    digits.get(digits.len().saturating_sub(7)..).unwrap_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_around_a_number_keeps_the_number() {
        let long = format!("{} 0117 496 0123 {}", "wood ".repeat(200), "oak ".repeat(200));
        let piece = around(&long, "0117 496 0123", 300);
        assert!(piece.contains("0117 496 0123") && piece.chars().count() <= 300 && long.contains(piece), "{piece}");
        let wide = format!("{}0117 496 0123{}", "木".repeat(500), "木".repeat(500));
        assert!(around(&wide, "0117 496 0123", 300).contains("0117 496 0123"));
    }
}
