//! Texts to copy, made of nothing but the site's own words: titles, descriptions, headings, words of links and buttons, texts of pictures, subject lines,
//! and code to paste. Each stands beside what it replaces, with the places that its parts come from.

mod choice;
mod code;
mod mail;

use magnetite_document::tree::{Block, Section, SwipeItem, Text};

use crate::model::evidence::{EvidenceId, Source};
use crate::model::finding::Finding;
use crate::model::page::{Page, Region};
use crate::model::profile::Fact;
use crate::model::told::Language;

use super::builtin::texts::{BARE, JOINED, Texts};
use super::builtin::{self, Line};
use super::pen::{self, Ask, Choice, Pen, Value, Values};
use super::plan::{Plan, is_open};
use super::priorities::Telling;
use super::summary::{ask, legend};
use super::swipe_pages::{
    description_fault, file_name, file_words, is_empty_word, is_frameset, is_generic, names_company, said_anywhere, seen, sentence, subject, title_fault, worth,
};
use super::text::{fold, quotable};
use super::verify::{Formula, Part, Slot};
use super::{Brief, values};

/// Pages whose title and description are rewritten.
const PAGES: usize = 5;
/// Longest heading and directory line, in characters.
const HEADING: usize = 60;
const ABOUT: usize = 200;

/// Makes the texts, so that title and summary can count them.
pub(super) fn prepare(brief: &Brief<'_>, plan: &mut Plan<'_>, pen: &mut Pen) {
    pen.section = "texts";
    let words = Texts::of(brief.language());
    let made = choice::chosen(candidates(brief, plan, pen), brief.blueprint.length);
    let items: Vec<SwipeItem> = made.into_iter().filter_map(|one| item(brief, plan, pen, words, one)).collect();
    if items.is_empty() {
        return;
    }
    let count = items.len();
    pen.allowed.measures.insert("texts".into(), u64::try_from(count).unwrap_or(u64::MAX));
    let slot = Slot::by(count.to_string(), Formula::Measure("texts".into()));
    plan.values.insert("texts".into(), Value { slot, evidence: Vec::new(), fact: false, sender: false });
    let Some(heading) = pen.label(legend(words.heading, &plan.values)) else { return };
    let variant = if items.iter().any(|item| item.code) { "code" } else { "" };
    let intro = pen.say(Ask { variant, ..legend(words.intro, &plan.values) });
    let mut blocks = Vec::new();
    blocks.extend((!intro.is_empty()).then(|| Block::Paragraph { text: pen::text(&intro) }));
    blocks.push(Block::Swipe { items });
    plan.texts = Some(Section { id: "texts".into(), heading, appendix: false, blocks });
}

/// One text that may be told.
struct Candidate<'a> {
    kind: &'static str,
    /// What it says of the place: `page`, `url`, `file`.
    values: Values,
    /// What stands there now.
    before: Option<(String, EvidenceId)>,
    after: After,
    /// Variant of the note.
    note: String,
    /// What the note rests on, where it tells what was seen.
    basis: Vec<EvidenceId>,
    /// The failed check that it mends.
    finding: Option<&'a Finding>,
}

enum After {
    /// The longest of these lines that fits the room.
    Lines {
        lines: &'static [Line],
        variant: &'static str,
        values: Values,
        room: usize,
    },
    Code {
        parts: Vec<Part>,
        evidence: Vec<EvidenceId>,
    },
}

/// The values that any text may be made of.
struct Material<'a> {
    values: Values,
    company: Option<&'a str>,
    /// Joining words in the site's language, or punctuation alone.
    joining: &'static [Line],
    title_room: usize,
    description_room: usize,
}

fn candidates<'a>(brief: &Brief<'a>, plan: &Plan<'_>, pen: &mut Pen) -> Vec<Candidate<'a>> {
    let material = material(brief, plan);
    let pages = worth(brief);
    // Nobody asks a firm that has ended, and it writes to nobody.
    let open = brief.analysis.profile.closed.is_none();
    let frameset = is_frameset(brief);
    let said = said_anywhere(brief);
    let mut all = Vec::new();
    for page in pages.iter().take(2 * PAGES) {
        all.extend(title(brief, pen, &material, page, &pages));
        all.extend(description(brief, pen, &material, page, &pages));
        all.extend((!frameset).then(|| heading(brief, pen, &material, page)).flatten());
        all.extend(links(brief, pen, &material, page, &pages));
        all.extend((open && !frameset).then(|| button(brief, pen, &material, page)).flatten());
        all.extend(pictures(brief, pen, page, &said));
    }
    if open {
        all.extend(mail::mail(brief, plan, &material));
    }
    all.extend(code::code(brief, plan, pen));
    all
}

fn material<'a>(brief: &Brief<'_>, plan: &'a Plan<'_>) -> Material<'a> {
    let profile = &brief.analysis.profile;
    let found = |fact: &&Fact<String>| !fact.evidence.is_empty() && !brief.analysis.is_provided(&fact.evidence);
    let mut values = plan.values.clone();
    // A name that stands on no page of the site is not put into its texts.
    let is_posted = |id: &EvidenceId| plan.evidence.iter().any(|item| item.id == *id && item.source == Source::Provided);
    values.retain(|_, value| value.evidence.is_empty() || !value.evidence.iter().all(is_posted));
    plan.offer_into(&mut values, 0);
    let mut put = |name: &str, value: Option<String>, evidence: &[EvidenceId]| {
        if let Some(value) = value {
            values.insert(name.into(), Value { slot: Slot::of(value), evidence: evidence.to_vec(), fact: true, sender: false });
        }
    };
    let phone = profile.phones.iter().find(|fact| !fact.value.fax && !brief.analysis.is_provided(&fact.evidence));
    put("phone", phone.map(|fact| fold(&fact.value.display)), phone.map_or(&[], |fact| fact.evidence.as_slice()));
    for (name, facts) in [("email", &profile.emails), ("address", &profile.addresses)] {
        let fact = facts.iter().find(found);
        put(name, fact.and_then(|fact| quotable(&fact.value, 110)).filter(|text| !text.ends_with('…')), fact.map_or(&[], |fact| fact.evidence.as_slice()));
    }
    let site = profile.language.as_ref().map_or("en", |fact| fact.value.get(..2).unwrap_or("en"));
    let known = Language::ALL.into_iter().find(|language| language.tag() == site);
    let wide = matches!(site, "ja" | "zh" | "ko");
    Material {
        values,
        company: plan.company.as_deref(),
        joining: known.map_or(BARE, |language| Texts::of(language).after),
        title_room: if wide { 30 } else { 60 },
        description_room: if wide { 80 } else { 155 },
    }
}

/// `page` and `url` of one page, resting on this piece of evidence of it.
fn place_of(brief: &Brief<'_>, page: &Page, evidence: &EvidenceId) -> Values {
    let mut values = Values::new();
    let mut put = |name: &str, slot: Slot| values.insert(name.into(), Value { slot, evidence: vec![evidence.clone()], fact: true, sender: false });
    if let Some(slot) = values::page_name(brief, &page.url) {
        put("page", slot);
    }
    put("url", Slot::of(page.url.clone()));
    values
}

fn with(values: &Values, name: &str, text: String, evidence: EvidenceId) -> Values {
    let mut values = values.clone();
    values.insert(name.into(), Value { slot: Slot::of(text), evidence: vec![evidence], fact: true, sender: false });
    values
}

/// What a note on the text of a page rests on: what was seen there, and of a text that stands twice the other place.
fn basis(
    pen: &mut Pen,
    (page, pages): (&Page, &[&Page]),
    evidence: &EvidenceId,
    note: &str,
    locator: &str,
    text: impl Fn(&Page) -> Option<String>,
) -> Vec<EvidenceId> {
    let other = pages.iter().find(|other| note.ends_with("_same") && other.url != page.url && text(other) == text(page));
    let other = other.map(|other| pen.note(seen(other, locator, text(other).as_deref(), None)));
    std::iter::once(evidence.clone()).chain(other).collect()
}

fn is_home(brief: &Brief<'_>, page: &Page) -> bool {
    brief.home_url.is_some_and(|home| home.trim_end_matches('/') == page.url.trim_end_matches('/'))
}

fn title<'a>(brief: &Brief<'a>, pen: &mut Pen, material: &Material<'_>, page: &Page, pages: &[&Page]) -> Option<Candidate<'a>> {
    let text = |page: &Page| page.titles.first().map(|title| fold(title)).filter(|title| !title.is_empty());
    let note = title_fault(page, pages, material.title_room, material.company)?;
    let old = text(page);
    let evidence = pen.note(seen(page, "title", old.as_deref(), old.is_none().then_some("no title")));
    let (variant, values) = if is_home(brief, page) {
        ("title", material.values.clone())
    } else {
        // A title that other pages have too tells nothing of this one.
        let (subject, from) = subject(page, material.company).filter(|(_, from)| note != "title_same" || from.locator != "title")?;
        let from = pen.note(from);
        ("title_page", with(&material.values, "subject", subject, from))
    };
    Some(Candidate {
        kind: "title",
        values: place_of(brief, page, &evidence),
        basis: basis(pen, (page, pages), &evidence, note, "title", text),
        before: old.map(|old| (old, evidence)),
        after: After::Lines { lines: JOINED, variant, values, room: material.title_room },
        note: note.to_owned(),
        finding: None,
    })
}

fn description<'a>(brief: &Brief<'a>, pen: &mut Pen, material: &Material<'_>, page: &Page, pages: &[&Page]) -> Option<Candidate<'a>> {
    // Where a firm has ended, its sentences speak of what was.
    let note = description_fault(page, pages, material.description_room).filter(|_| is_open(brief))?;
    let text = |page: &Page| page.meta("description").map(fold).filter(|text| !text.is_empty());
    let old = text(page);
    let evidence = pen.note(seen(page, "meta[name=description]", old.as_deref(), old.is_none().then_some("no description")));
    let mut values = material.values.clone();
    match sentence(page, material.description_room) {
        Some((sentence, from)) => {
            let from = pen.note(from);
            values = with(&values, "sentence", sentence, from);
        }
        // Without a sentence of its own only the home page can be described, by what the firm offers.
        None if !is_home(brief, page) => return None,
        None => {}
    }
    if values.contains_key("sentence") {
        // The page is told in its own words; the services are told on the home page.
        values.remove("offer");
        let named = |company: &&str| values.get("sentence").is_some_and(|value| names_company(&value.slot.value, company));
        if material.company.as_ref().is_some_and(named) {
            values.remove("company");
        }
    }
    Some(Candidate {
        kind: "description",
        values: place_of(brief, page, &evidence),
        basis: basis(pen, (page, pages), &evidence, note, "meta[name=description]", text),
        before: old.map(|old| (old, evidence)),
        after: After::Lines { lines: material.joining, variant: "description", values, room: material.description_room },
        note: note.to_owned(),
        finding: None,
    })
}

fn heading<'a>(brief: &Brief<'a>, pen: &mut Pen, material: &Material<'_>, page: &Page) -> Option<Candidate<'a>> {
    let old = page.headings.iter().find(|heading| heading.level == 1 && !heading.text.trim().is_empty());
    if old.is_some_and(|old| !is_generic(&old.text, material.company)) {
        return None;
    }
    let evidence = match old {
        Some(old) => pen.note(seen(page, &old.locator, Some(&old.text), None)),
        None => pen.note(seen(page, "h1", None, Some("no h1"))),
    };
    let (variant, values) = if is_home(brief, page) {
        ("heading", material.values.clone())
    } else {
        let (subject, from) = subject(page, material.company)?;
        let from = pen.note(from);
        ("heading_page", with(&material.values, "subject", subject, from))
    };
    Some(Candidate {
        kind: "heading",
        values: place_of(brief, page, &evidence),
        basis: vec![evidence.clone()],
        before: old.map(|old| (fold(&old.text), evidence)),
        after: After::Lines { lines: JOINED, variant, values, room: HEADING },
        note: if old.is_some() { "heading_generic" } else { "heading_missing" }.to_owned(),
        finding: None,
    })
}

/// Links that do not say where they lead, to pages that were read.
fn links<'a>(brief: &Brief<'a>, pen: &mut Pen, material: &Material<'_>, page: &Page, pages: &[&Page]) -> Vec<Candidate<'a>> {
    let mut made: Vec<Candidate<'a>> = Vec::new();
    for link in page.links.iter().filter(|link| !link.hidden && is_empty_word(&link.text)) {
        let Some(target) = pages.iter().find(|other| other.url != page.url && link.href.as_deref() == Some(other.url.as_str())) else { continue };
        let Some((subject, from)) = subject(target, material.company) else { continue };
        let from = pen.note(from);
        let evidence = pen.note(seen(page, &link.locator, Some(&link.text), None));
        made.push(Candidate {
            kind: "link",
            values: place_of(brief, page, &evidence),
            basis: Vec::new(),
            before: Some((fold(&link.text), evidence)),
            after: After::Lines { lines: JOINED, variant: "link", values: with(&Values::new(), "subject", subject, from), room: HEADING },
            note: "link".to_owned(),
            finding: None,
        });
        if made.len() >= 2 {
            break;
        }
    }
    made
}

fn button<'a>(brief: &Brief<'a>, pen: &mut Pen, material: &Material<'_>, page: &Page) -> Option<Candidate<'a>> {
    let button = page.buttons.iter().find(|button| !button.hidden && is_empty_word(&button.name));
    // Where no button is weak, the home page can do with one that names the work.
    let evidence = match button {
        Some(button) => pen.note(seen(page, &button.locator, Some(&button.name), None)),
        None if is_home(brief, page) => pen.note(seen(page, "title", page.titles.first().map(String::as_str), page.titles.is_empty().then_some("no title"))),
        None => return None,
    };
    Some(Candidate {
        kind: "button",
        values: place_of(brief, page, &evidence),
        basis: Vec::new(),
        before: button.map(|button| (fold(&button.name), evidence)),
        after: After::Lines { lines: material.joining, variant: "button", values: material.values.clone(), room: HEADING },
        note: "button".to_owned(),
        finding: None,
    })
}

/// Pictures without a text whose file has a telling name, of words that the site uses too: `said` is all that it says.
fn pictures<'a>(brief: &Brief<'a>, pen: &mut Pen, page: &Page, said: &str) -> Vec<Candidate<'a>> {
    let mut made: Vec<Candidate<'a>> = Vec::new();
    for image in page.images.iter().filter(|image| image.alt.is_none() && !image.named_or_decorative && matches!(image.region, Region::Main | Region::Body)) {
        let Some(file) = image.src.as_deref().and_then(file_name) else { continue };
        let Some(words) = file_words(&file).filter(|words| words.to_lowercase().split(' ').all(|word| said.contains(word))) else { continue };
        let evidence = pen.note(seen(page, &image.locator, None, Some(&format!("img {file} without alt"))));
        let mut place = place_of(brief, page, &evidence);
        place = with(&place, "file", file.clone(), evidence.clone());
        let mut values = Values::new();
        values.insert("alt".into(), Value { slot: Slot::by(words, Formula::FileName(file)), evidence: vec![evidence], fact: true, sender: false });
        let after = After::Lines { lines: JOINED, variant: "alt", values, room: ABOUT };
        made.push(Candidate { kind: "alt", values: place, before: None, after, note: "alt".to_owned(), basis: Vec::new(), finding: None });
        if made.len() >= 3 {
            break;
        }
    }
    made
}

/// The candidate in the tree; `None` where its text cannot be made, or is what stands there already.
fn item(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, words: &Texts, candidate: Candidate<'_>) -> Option<SwipeItem> {
    let code = matches!(candidate.after, After::Code { .. });
    let after = match candidate.after {
        After::Code { parts, evidence } => pen.assemble(parts, evidence)?,
        After::Lines { lines, variant, values, room } => {
            let line = longest(pen, lines, variant, &values, room, candidate.before.as_ref().map(|(text, _)| text.as_str()))?;
            pen.compose(Ask { choice: Choice::First, ..ask(line, variant, &values) })?
        }
    };
    let mut values = plan.values.clone();
    values.extend(candidate.values);
    let label = pen.label(Ask { variant: candidate.kind, ..legend(words.label, &values) })?;
    let at = if candidate.kind == "button" && candidate.before.is_none() { "button_new" } else { candidate.kind };
    let place = pen.label(Ask { variant: at, ..legend(words.place, &values) }).unwrap_or_default();
    let before = candidate.before.and_then(|(text, evidence)| {
        let values = with(&Values::new(), "seen", quotable(&text, 240)?, evidence);
        let said = pen.compose(ask(builtin::SEEN, "", &values))?;
        Some(pen::text(&[said]))
    });
    let mut note = Vec::new();
    if let Some((finding, text)) = candidate.finding.and_then(|finding| Some((finding, plan.lib.text_for(&finding.check)?))) {
        let values = plan.values_for(brief, finding, 0);
        note.extend(pen.say(Telling { finding, text, values: &values }.ask(text.saw, Choice::Richest)).into_iter().take(1));
        if !note.is_empty() {
            pen.told.insert(finding.check.clone());
        }
    }
    note.extend(pen.say(Ask { variant: &candidate.note, basis: &candidate.basis, ..legend(words.note, &values) }));
    let id = format!("{}-{}", candidate.kind, pen.said.len());
    let note: Option<Text> = (!note.is_empty()).then(|| pen::text(&note));
    Some(SwipeItem { id, label, place, before, after: after.text, claim: after.claim, note, code })
}

/// The line that makes the longest text within the room, and not the old one again.
fn longest(pen: &Pen, lines: &'static [Line], variant: &str, values: &Values, room: usize, old: Option<&str>) -> Option<&'static [Line]> {
    let mut best: Option<(usize, &'static [Line])> = None;
    for line in lines.iter().filter(|line| line.0 == variant) {
        let line = std::slice::from_ref(line);
        let Some(text) = pen.rehearse(Ask { choice: Choice::First, ..ask(line, variant, values) }).into_iter().next() else { continue };
        let length = text.chars().count();
        let fresh = old.is_none_or(|old| fold(old).to_lowercase() != text.to_lowercase());
        if length <= room && fresh && best.is_none_or(|(most, _)| length > most) {
            best = Some((length, line));
        }
    }
    best.map(|(_, line)| line)
}

#[cfg(test)]
mod tests;
