//! Usable by everyone: zoom on phones, alternatives for images, names of fields, links and buttons (rows 33–36, after axe).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::outcome::Outcome;
use super::sample::{Hit, by_page, measured};
use super::site::{LOOK_AT_MOST, Site, is_enquiry};
use super::{text, verify};
use crate::model::evidence::Kind;
use crate::model::finding::Severity;
use crate::model::page::{Field, Form, Page, Region};
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
        return Outcome::not_applicable(site.none_read("no page read has an image"));
    }
    let mut on_page: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, lack) in &found {
        *on_page.entry(lack.page.url.as_str()).or_default() += 1;
    }
    // One with an address is found again, a picture of the content says more than an icon of the navigation, and the page with most of them is where to begin.
    found.sort_by_key(|(order, lack)| (*order, Reverse(on_page.get(lack.page.url.as_str()).copied())));
    let found = found.into_iter().map(|(_, lack)| lack).collect();
    let see = |url: &str| verify::tags_without(url, "img", "alt");
    Lacks { found, total, what: "images have no alt attribute", expected: "an alt text, or alt=\"\" on decoration", slot: "example", see }.outcome(site, ledger)
}

/// Judged form by form: the counts are those of the form that is told.
pub fn label(site: &Site, ledger: &mut Ledger) -> Outcome {
    let forms: Vec<(&Page, &Form)> = site.pages.iter().flat_map(|page| page.forms.iter().take(100).map(move |form| (*page, form))).collect();
    let of = site.pages.len();
    let see = |url: &str| verify::matches(url, "<\\(input\\|select\\|textarea\\|label\\)[^>]*>");
    let bare = |form: &Form| shown(form).filter(is_nameless).count();
    // One of an enquiry form leads, then the form that lacks most.
    let worst = forms.iter().enumerate().filter(|(_, (_, form))| bare(form) > 0).max_by_key(|(n, (_, form))| (is_enquiry(form), bare(form), Reverse(*n)));
    let Some((_, (page, form))) = worst else {
        let total = fields_in_all(&forms);
        if total == 0 {
            return Outcome::not_applicable(site.none_read("no page read has a form field"));
        }
        let observed = format!("0 of {total} visible form fields have no label, on 0 of {} read", text::pages(of));
        let note = measured(site.home, Kind::Html, "all pages read", observed).verify(see(&site.home.url));
        return Outcome::pass().sample(0, of).slot("total", total).shown(ledger.add(note));
    };
    let (count, total) = (bare(form), shown(form).count());
    let hits = forms.iter().filter(|(_, form)| bare(form) > 0).map(|(page, _)| page.url.as_str()).collect::<BTreeSet<_>>().len();
    let expected = "a label tied to the field, aria-label or title";
    let observed = format!("{count} of {total} visible fields of this form have no label; such a form stands on {hits} of {} read", text::pages(of));
    let summary = measured(page, Kind::Html, form.locator.clone(), observed).expected(expected).verify(see(&page.url));
    let (severity, variant) = if is_enquiry(form) { (Severity::High, "enquiry") } else { (Severity::Medium, "other") };
    let mut outcome = Outcome::fail().severity(severity).sample(hits, of).slot("count", count).slot("total", total).slot("page", &page.url);
    outcome = outcome.slot("variant", variant).shown(ledger.add(summary));
    for (n, field) in shown(form).filter(is_nameless).take(5).enumerate() {
        let (kind, name) = name_of(field);
        let observed = match kind {
            "beside" => format!("{name} (words before the field that are not tied to it)"),
            "placeholder" => format!("{name} (grey text inside the field)"),
            _ => name.to_owned(),
        };
        if n == 0 {
            outcome = outcome.slot("field", name).slot(kind, name);
        }
        outcome = outcome.shown(ledger.add(measured(page, Kind::Html, field.locator.clone(), observed).expected(expected).verify(see(&page.url))));
    }
    outcome
}

/// Fields that a visitor sees.
fn shown(form: &Form) -> impl Iterator<Item = &Field> {
    form.fields.iter().take(200).filter(|field| !field.hidden)
}

fn is_nameless(field: &&Field) -> bool {
    field.label.as_deref().is_none_or(|label| label.trim().is_empty())
}

/// A form that stands on many pages counts once.
fn fields_in_all(forms: &[(&Page, &Form)]) -> usize {
    let mut known = BTreeSet::new();
    let names = |form: &Form| shown(form).map(|field| (field.kind.clone(), field.name.clone())).collect::<Vec<_>>();
    forms.iter().filter(|(_, form)| known.insert((form.action.clone(), names(form)))).map(|(_, form)| shown(form).count()).sum()
}

/// What a person would call the field, and where that stands: in words `beside` it, in its `placeholder`, or as the name of the `field` in the code.
fn name_of(field: &Field) -> (&'static str, &str) {
    let beside = field.beside.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let placeholder = field.placeholder.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let (kind, name) = match (beside, placeholder) {
        (Some(words), _) => ("beside", words),
        (None, Some(words)) => ("placeholder", words),
        (None, None) if field.name.is_empty() => ("field", field.kind.as_str()),
        (None, None) => ("field", field.name.as_str()),
    };
    (kind, text::head(name, 80))
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
        return Outcome::not_applicable(site.none_read("no page read has a link or button"));
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
