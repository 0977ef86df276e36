//! Usable by everyone: zoom on phones, alternatives for images, names of fields, links and buttons (rows 33–36, after axe).

use std::collections::BTreeSet;

use super::outcome::Outcome;
use super::sample::{Hit, by_page, measured};
use super::site::{LOOK_AT_MOST, Site, is_enquiry};
use super::{text, verify};
use crate::model::evidence::Kind;
use crate::model::finding::Severity;
use crate::model::page::{Field, Page, Region};
use crate::research::ledger::{Ledger, Note};

pub fn meta_viewport(site: &Site, ledger: &mut Ledger) -> Outcome {
    by_page(ledger, &site.pages, "a page that does not fit or zoom on phones", |page| {
        let see = verify::matches(&page.url, "<meta[^>]*viewport[^>]*>");
        let Some(content) = page.meta("viewport").map(str::trim).filter(|content| !content.is_empty()) else {
            let note = measured(page, Kind::Meta, "meta[name=viewport]", "no viewport").expected("width=device-width, initial-scale=1").verify(see);
            return Some(Hit::new("missing", Severity::High, "no viewport for phones", note));
        };
        let seen = text::head(content, 160);
        let hit = |variant, severity, what, expected: &str| {
            let note = measured(page, Kind::Meta, "meta[name=viewport]", seen).expected(expected.to_owned()).verify(see.clone());
            Some(Hit::new(variant, severity, what, note).slot("content", seen))
        };
        let lower = content.to_ascii_lowercase();
        let value = |name: &str| {
            let pairs = lower.split([',', ';']).filter_map(|pair| pair.split_once('='));
            pairs.map(|(key, value)| (key.trim(), value.trim())).filter(|(key, _)| *key == name).map(|(_, value)| value).next_back()
        };
        let number = |value: &str| value.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect::<String>().parse::<f64>().ok();
        let fixed = value("user-scalable").is_some_and(|value| value == "no" || number(value).is_some_and(|n| n > -1.0 && n < 1.0));
        let capped = value("maximum-scale").and_then(number).is_some_and(|scale| (0.0..2.0).contains(&scale));
        if value("width").is_none() && value("initial-scale").is_none() {
            return hit("no-width", Severity::High, "a viewport without a width", "width=device-width, initial-scale=1");
        }
        if fixed || capped {
            return hit("no-zoom", Severity::Medium, "a viewport that forbids zooming", "no user-scalable=no and no maximum-scale below 2");
        }
        None
    })
}

/// One thing that lacks its name, on one page.
struct Lack<'p> {
    page: &'p Page,
    locator: &'p str,
    /// What stands in the evidence and in the slot `example`.
    example: String,
    /// What shows this one alone, where there is such a command.
    see: Option<String>,
}

/// Counts of things that lack something become an outcome with up to five shown.
struct Lacks<'p> {
    found: Vec<Lack<'p>>,
    total: usize,
    /// `images have no alt attribute`.
    what: &'static str,
    expected: &'static str,
    slot: &'static str,
    see: fn(&str) -> String,
}

impl Lacks<'_> {
    fn outcome(self, site: &Site, ledger: &mut Ledger) -> Outcome {
        let of = site.pages.len();
        let (count, total) = (self.found.len(), self.total);
        let pages: BTreeSet<&str> = self.found.iter().map(|lack| lack.page.url.as_str()).collect();
        let hits = pages.len();
        let first = self.found.first().map_or(site.home, |lack| lack.page);
        let observed = format!("{count} of {total} {}, on {hits} of {} read", self.what, text::pages(of));
        let summary = measured(first, Kind::Html, "all pages read", observed).expected(self.expected).verify((self.see)(&first.url));
        let Some(lead) = self.found.first() else {
            return Outcome::pass().sample(0, of).slot("total", total).shown(ledger.add(Note { expected: None, ..summary }));
        };
        let mut outcome = Outcome::fail().sample(hits, of).slot("count", count).slot("total", total).slot("page", &first.url).slot(self.slot, &lead.example);
        outcome = outcome.shown(ledger.add(summary));
        for lack in self.found.iter().take(5) {
            let note = measured(lack.page, Kind::Html, lack.locator, lack.example.clone())
                .expected(self.expected)
                .verify(lack.see.clone().unwrap_or_else(|| (self.see)(&lack.page.url)));
            outcome = outcome.shown(ledger.add(note));
        }
        outcome
    }
}

pub fn image_alt(site: &Site, ledger: &mut Ledger) -> Outcome {
    let mut total = 0;
    let mut found = Vec::new();
    for page in &site.pages {
        for image in page.images.iter().take(LOOK_AT_MOST).filter(|image| !image.named_or_decorative || image.alt.is_some()) {
            total += 1;
            if image.alt.is_none() {
                let example = text::head(image.src.as_deref().unwrap_or(&image.locator), 200).to_owned();
                let furniture = !matches!(image.region, Region::Main | Region::Body);
                found.push(((image.src.is_none(), furniture), Lack { page, locator: &image.locator, example, see: None }));
            }
        }
    }
    if total == 0 {
        return Outcome::not_applicable("no page read has an image");
    }
    // One with an address is found again, and a picture of the content says more than an icon of the navigation.
    found.sort_by_key(|(order, _)| *order);
    let found = found.into_iter().map(|(_, lack)| lack).collect();
    let see = |url: &str| verify::tags_without(url, "img", "alt");
    Lacks { found, total, what: "images have no alt attribute", expected: "an alt text, or alt=\"\" on decoration", slot: "example", see }.outcome(site, ledger)
}

pub fn label(site: &Site, ledger: &mut Ledger) -> Outcome {
    let mut total = 0;
    let mut found: Vec<(bool, Lack)> = Vec::new();
    for page in &site.pages {
        for form in page.forms.iter().take(100) {
            let enquiry = is_enquiry(form);
            for field in form.fields.iter().take(200).filter(|field| !field.hidden) {
                total += 1;
                if field.label.as_deref().is_none_or(|label| label.trim().is_empty()) {
                    found.push((enquiry, Lack { page, locator: &field.locator, example: name_of(field), see: None }));
                }
            }
        }
    }
    if total == 0 {
        return Outcome::not_applicable("no page read has a form field");
    }
    // A field of an enquiry form leads.
    found.sort_by_key(|(enquiry, lack)| (!enquiry, site.pages.iter().position(|page| std::ptr::eq(*page, lack.page))));
    let enquiry = found.first().is_some_and(|(enquiry, _)| *enquiry);
    let found: Vec<Lack> = found.into_iter().map(|(_, lack)| lack).collect();
    let failed = !found.is_empty();
    let see = |url: &str| verify::matches(url, "<\\(input\\|select\\|textarea\\|label\\)[^>]*>");
    let lacks = Lacks { found, total, what: "visible form fields have no label", expected: "a label, aria-label or title", slot: "field", see };
    let outcome = lacks.outcome(site, ledger);
    if !failed {
        return outcome;
    }
    let (severity, variant) = if enquiry { (Severity::High, "enquiry") } else { (Severity::Medium, "other") };
    outcome.severity(severity).slot("variant", variant)
}

/// The field's name as a person knows it: its placeholder, its name in the form, or its kind.
fn name_of(field: &Field) -> String {
    let placeholder = field.placeholder.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let name = placeholder.unwrap_or_else(|| if field.name.is_empty() { &field.kind } else { &field.name });
    text::head(name, 80).to_owned()
}

pub fn link_name(site: &Site, ledger: &mut Ledger) -> Outcome {
    let mut total = 0;
    // Links that lead somewhere make the clearest example, then those to a place of the page itself, then buttons.
    let mut found: Vec<(&'static str, Lack)> = Vec::new();
    for page in &site.pages {
        for link in page.links.iter().take(LOOK_AT_MOST).filter(|link| !link.hidden && !link.area) {
            total += 1;
            if link.name.trim().is_empty() && link.text.trim().is_empty() {
                let raw = link.raw_href.trim();
                let nowhere = raw.is_empty() || raw.starts_with('#');
                let whole = link.href.as_deref().filter(|href| !href.is_empty() && !nowhere);
                let example = text::head(whole.unwrap_or(if raw.is_empty() { &link.locator } else { raw }), 200).to_owned();
                let see = (!raw.is_empty()).then(|| verify::element_with(&page.url, "a", text::head(raw, 200)));
                found.push((if nowhere { "fragment" } else { "link" }, Lack { page, locator: &link.locator, example, see }));
            }
        }
        for button in page.buttons.iter().take(LOOK_AT_MOST).filter(|button| !button.hidden) {
            total += 1;
            if button.name.trim().is_empty() {
                let example = text::head(&button.locator, 200).to_owned();
                found.push(("button", Lack { page, locator: &button.locator, example, see: Some(verify::nameless(&page.url)) }));
            }
        }
    }
    if total == 0 {
        return Outcome::not_applicable("no page read has a link or button");
    }
    found.sort_by_key(|(variant, _)| ["link", "fragment", "button"].iter().position(|one| one == variant));
    let variant = found.first().map(|(variant, _)| *variant);
    let found = found.into_iter().map(|(_, lack)| lack).collect();
    let expected = "text, an alt text or an aria-label";
    let lacks = Lacks { found, total, what: "links and buttons have no name", expected, slot: "example", see: verify::nameless };
    let outcome = lacks.outcome(site, ledger);
    match variant {
        Some(variant) => outcome.slot("variant", variant),
        None => outcome,
    }
}
