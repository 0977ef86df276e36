//! Dossier, findings and offer in, document out. The built-in writer: plan (`plan`), phrase and gate (`pen`, `verify`), tree (one file per section).
//! Needs no model and no network; the same brief gives the same bytes.

mod actions;
mod appendix;
mod builtin;
pub mod claims;
mod closing;
mod estimate;
mod facts;
mod known;
pub mod lint;
pub mod llm;
mod material;
pub mod measure;
mod order;
mod outreach;
mod pattern;
mod pen;
mod phrases;
mod plan;
mod plays;
mod priorities;
pub mod revise;
mod role;
mod score;
mod summary;
mod swipe_pages;
mod text;
mod texts;
mod thin;
mod values;
pub mod verify;

#[cfg(test)]
mod kinds_tests;
#[cfg(test)]
mod mutations;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use magnetite_document::tree;

use crate::model::base_rates::BaseRates;
use crate::model::blueprint::{Blueprint, Length, MagnetKind, PRIORITIES, SITE_LANGUAGE, SectionName};
use crate::model::dossier::{Dossier, Outcome, Reading};
use crate::model::finding::{Analysis, Severity, Status};
use crate::model::lead::LeadFields;
use crate::model::offer::{CallToAction, Offer};
use crate::model::page::Page;
use crate::model::told::Language;

use pen::{Pen, Said};
use phrases::{Phrases, Spoken};
use plan::Plan;
use swipe_pages::file_words;

/// All that the writer knows.
#[derive(Debug, Clone)]
pub struct Brief<'a> {
    pub lead: &'a LeadFields,
    /// Host of the prospect's site; `None` when the lead names none.
    pub domain: Option<&'a str>,
    pub home_url: Option<&'a str>,
    pub outcome: &'a Outcome,
    /// Pages read, the home page first.
    pub pages: Vec<PageRead<'a>>,
    /// Requests made in all.
    pub requests: usize,
    pub analysis: &'a Analysis,
    pub offer: &'a Offer,
    pub blueprint: &'a Blueprint,
    /// Epoch milliseconds.
    pub created_at: i64,
    /// Made from the built-in sample: every rendering says so.
    pub sample: bool,
    /// Where the reader sees, corrects and erases what is held.
    pub about_url: Option<&'a str>,
    /// Public figures for the appendix.
    pub rates: &'a BaseRates,
}

#[derive(Debug, Clone, Copy)]
pub struct PageRead<'a> {
    pub url: &'a str,
    /// The page itself, where the dossier is at hand: texts to copy are made from it.
    pub page: Option<&'a Page>,
}

impl<'a> Brief<'a> {
    /// From a dossier and its analysis; `sample` is false, `about_url` empty, and the rates are those that come with the program.
    #[must_use]
    pub fn of(lead: &'a LeadFields, dossier: &'a Dossier, analysis: &'a Analysis, offer: &'a Offer, blueprint: &'a Blueprint, created_at: i64) -> Self {
        let pages = dossier.pages.iter().map(|page| PageRead { url: &page.url, page: Some(page) });
        Self {
            lead,
            domain: dossier.domain.as_deref(),
            home_url: dossier.home_url.as_deref(),
            outcome: &dossier.outcome,
            pages: pages.collect(),
            requests: dossier.requests.len(),
            analysis,
            offer,
            blueprint,
            created_at,
            sample: false,
            about_url: None,
            rates: BaseRates::built_in(),
        }
    }
}

impl Brief<'_> {
    /// The language of the document: the blueprint's, or the site's own where the blueprint says so and there is a library for it.
    #[must_use]
    pub fn language(&self) -> Language {
        match self.blueprint.language.as_str() {
            SITE_LANGUAGE => self.analysis.profile.language.as_ref().map_or(Language::English, |fact| Language::of(&fact.value)),
            tag => Language::of(tag),
        }
    }

    /// The blueprint's call to action, else the offer's.
    #[must_use]
    pub fn cta(&self) -> Option<&CallToAction> {
        self.blueprint.cta.as_ref().or(self.offer.cta.as_ref())
    }
}

/// Writes the document. Never fails: what cannot be said truly is left out, and a site that could not be read gives the thin document.
#[must_use]
pub fn write(brief: &Brief<'_>) -> tree::Document {
    draft(brief).document
}

/// A document together with the sentences it is made of, for the measures.
#[derive(Debug)]
pub struct Draft {
    pub document: tree::Document,
    pub(crate) said: Vec<Said>,
    /// What a language model may phrase.
    spoken: Vec<Spoken>,
    room: Room,
}

/// Words that each priority beyond the usual ones may add.
const PRIORITY_WORDS: usize = 130;

/// Words left free below the most, so that a person's edit does not break the rule.
const EDIT_WORDS: usize = 20;

/// Fewest words of a usual document before the appendix, where the site gives enough.
const FEWEST_WORDS: usize = 450;

/// Most words before the appendix.
fn most_words(blueprint: &Blueprint) -> usize {
    let usual = match blueprint.length {
        Length::Short => 750,
        Length::Standard => 900,
        Length::Full => 1_500,
    };
    usual + PRIORITY_WORDS * usize::from(blueprint.priorities.saturating_sub(*PRIORITIES.start()))
}

/// [`write()`], keeping the sentences. Long material gets less room until the page is short enough.
#[must_use]
pub fn draft(brief: &Brief<'_>) -> Draft {
    with_outreach(brief, shortened(brief))
}

/// With the texts to send it with, by a pen of their own: they are no part of the document and its counts.
fn with_outreach(brief: &Brief<'_>, mut draft: Draft) -> Draft {
    let plan = Plan::of(brief, draft.room);
    let full = draft.document.mode == tree::Mode::Full;
    draft.document.outreach = outreach::outreach(brief, &plan, &mut new_pen(brief, &plan), full);
    draft
}

fn shortened(brief: &Brief<'_>) -> Draft {
    let most = most_words(brief.blueprint) - EDIT_WORDS;
    let rooms: &[Room] = match brief.blueprint.length {
        Length::Short => &Room::SHORT,
        Length::Standard => &Room::ALL,
        Length::Full => &Room::FULL,
    };
    let draft = draft_in(brief, rooms[0], Phrases::new());
    let little = measure::page_words(&draft.document) < FEWEST_WORDS + EDIT_WORDS;
    if brief.blueprint.length == Length::Standard && draft.document.mode == tree::Mode::Full && little {
        return draft_in(brief, Room::WIDE, Phrases::new());
    }
    if measure::page_words(&draft.document) <= most {
        return draft;
    }
    // The roomiest that is short enough, else the smallest; less room means fewer words.
    let (mut from, mut to) = (1, rooms.len());
    let mut fitting = None;
    while from < to {
        let middle = usize::midpoint(from, to);
        let draft = draft_in(brief, rooms[middle], Phrases::new());
        if measure::page_words(&draft.document) <= most {
            to = middle;
            fitting = Some(draft);
        } else {
            from = middle + 1;
        }
    }
    match fitting {
        Some(draft) => draft,
        None => draft_in(brief, rooms[rooms.len() - 1], Phrases::new()),
    }
}

/// How much of the lesser things is told.
#[derive(Debug, Clone, Copy)]
struct Room {
    quick_wins: usize,
    strengths: usize,
    known: usize,
    /// Findings in the checklist.
    actions: usize,
    plays: usize,
    /// What a priority means and how it is mended: one sentence each.
    terse: bool,
}

impl Room {
    /// For a site with few faults: more of what works.
    const WIDE: Room = Room { quick_wins: 8, strengths: 8, known: 9, actions: 20, plays: 6, terse: false };
    const FULL: [Room; 3] = [
        Room { quick_wins: 10, strengths: 8, known: 9, actions: 17, plays: 5, terse: false },
        Room { quick_wins: 8, strengths: 6, known: 9, actions: 15, plays: 5, terse: false },
        Room { quick_wins: 6, strengths: 4, known: 9, actions: 12, plays: 4, terse: false },
    ];
    const SHORT: [Room; 2] = [
        Room { quick_wins: 2, strengths: 0, known: 5, actions: 8, plays: 3, terse: true },
        Room { quick_wins: 1, strengths: 0, known: 5, actions: 6, plays: 3, terse: true },
    ];
    const ALL: [Room; 8] = [
        Room { quick_wins: 4, strengths: 3, known: 9, actions: 13, plays: 5, terse: false },
        Room { quick_wins: 3, strengths: 2, known: 7, actions: 12, plays: 4, terse: false },
        Room { quick_wins: 3, strengths: 1, known: 5, actions: 11, plays: 4, terse: false },
        Room { quick_wins: 2, strengths: 1, known: 5, actions: 10, plays: 3, terse: false },
        Room { quick_wins: 2, strengths: 0, known: 5, actions: 9, plays: 3, terse: false },
        Room { quick_wins: 1, strengths: 0, known: 5, actions: 7, plays: 3, terse: false },
        Room { quick_wins: 1, strengths: 0, known: 5, actions: 6, plays: 3, terse: true },
        Room { quick_wins: 1, strengths: 0, known: 5, actions: 6, plays: 2, terse: true },
    ];
}

fn draft_in(brief: &Brief<'_>, room: Room, phrases: Phrases) -> Draft {
    // Beside plays the findings are the lesser part, unless there is room for everything.
    let lesser = brief.blueprint.kind == MagnetKind::Playbook && room.plays < Room::WIDE.plays;
    let room = Room { terse: room.terse || lesser, ..room };
    let mut plan = Plan::of(brief, room);
    let mut pen = new_pen(brief, &plan);
    let full = brief.outcome.reading == Reading::Ok && brief.analysis.findings.iter().any(|finding| finding.status != Status::NotMeasured);
    if full && brief.blueprint.has(SectionName::Actions) {
        actions::choose(brief, &mut plan, &mut pen);
    }
    if full && brief.blueprint.has(SectionName::Plays) {
        plays::choose(brief, &mut plan, &mut pen);
    }
    if full && brief.blueprint.has(SectionName::Texts) {
        texts::prepare(brief, &mut plan, &mut pen);
    }
    pen.phrases = phrases;
    let (head, sections) = if full { full_document(brief, &plan, &mut pen) } else { thin::sections(brief, &plan, &mut pen) };
    let coverage = coverage(brief, &pen);
    let reading_text = (!full).then(|| thin::reason(brief, &plan, &mut pen)).flatten();
    let cta = closing::cta(brief, &mut pen);
    let spoken = std::mem::take(&mut pen.spoken);
    let (claims, evidence, [sentences, refused, replaced], said) = pen.finish();
    let document = tree::Document {
        schema: tree::SCHEMA.into(),
        kind: brief.blueprint.kind.as_str().into(),
        mode: if full { tree::Mode::Full } else { tree::Mode::Thin },
        sample: brief.sample,
        // Quotations stay in the site's language.
        language: brief.language().tag().into(),
        title: head.title,
        subtitle: head.subtitle,
        prepared_for: tree::Reader {
            name: plan.reader.clone(),
            title: brief.lead.title.as_deref().map(text::fold).filter(|title| !title.is_empty()),
            company: plan.company.clone(),
            domain: brief.domain.map(str::to_owned),
        },
        prepared_by: tree::Sender {
            company: text::fold(&brief.offer.company),
            name: brief.offer.sender_name.as_deref().map(text::fold),
            url: brief.offer.url.clone(),
            email: brief.offer.sender_email.clone(),
        },
        created_at: brief.created_at,
        reading: tree::ReadingNote {
            outcome: reading_name(brief.outcome.reading).into(),
            reason: brief.outcome.reason.map(|reason| builtin::thin::reason_name(reason).into()),
            text: reading_text,
        },
        sections,
        claims,
        evidence: evidence.iter().map(appendix::evidence).collect(),
        cta,
        brand: None,
        outreach: None,
        writer: tree::Writer { name: "builtin".into(), version: env!("CARGO_PKG_VERSION").into(), sentences, refused, replaced, coverage, model: None },
    };
    Draft { document, said, spoken, room }
}

/// The choice of words varies with the reader and the site.
fn new_pen(brief: &Brief<'_>, plan: &Plan<'_>) -> Pen {
    let seed = format!("{} {}", brief.lead.email, brief.domain.unwrap_or(""));
    Pen::new(seed, role::situation(brief), plan.evidence.clone(), plan.allowed.clone())
}

/// Title and subtitle.
struct Head {
    title: String,
    subtitle: String,
}

/// The full document, section by section in reading order. A section with nothing true to say is left out.
fn full_document(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> (Head, Vec<tree::Section>) {
    let head = summary::head(brief, plan, pen);
    let mut sections = vec![summary::section(brief, plan, pen)];
    let chosen = |appendix: bool| brief.blueprint.sections().iter().copied().filter(move |name| name.is_appendix() == appendix);
    sections.extend(chosen(false).map(|name| section(brief, plan, pen, name)));
    sections.push(material::section(brief, plan, pen));
    sections.push(closing::sender(brief, plan, pen));
    sections.push(closing::method(brief, plan, pen));
    sections.extend(chosen(true).map(|name| section(brief, plan, pen, name)));
    (head, sections.into_iter().flatten().collect())
}

fn section(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen, name: SectionName) -> Option<tree::Section> {
    match name {
        SectionName::Score => score::section(brief, plan, pen),
        SectionName::Priorities => priorities::section(brief, plan, pen),
        SectionName::QuickWins => priorities::quick_wins(brief, plan, pen),
        SectionName::Plan => priorities::plan_section(brief, plan, pen),
        SectionName::Actions => actions::section(brief, plan, pen),
        SectionName::Plays => plays::section(brief, plan, pen),
        SectionName::Estimate => estimate::section(brief, plan, pen),
        SectionName::Texts => plan.texts.clone(),
        SectionName::Known => known::section(brief, plan, pen),
        SectionName::Checks => appendix::checks(brief, plan, pen),
        SectionName::Pages => appendix::pages(brief, plan, pen),
    }
}

/// Share of failed findings of medium severity and above that some section tells; `None` when there is none.
fn coverage(brief: &Brief<'_>, pen: &Pen) -> Option<f64> {
    let due = brief.analysis.findings.iter().filter(|finding| finding.status == Status::Fail && finding.severity >= Severity::Medium);
    let (mut told, mut all) = (0u32, 0u32);
    for finding in due {
        all += 1;
        told += u32::from(pen.told.contains(&finding.check));
    }
    (all > 0).then(|| f64::from(told) / f64::from(all))
}

fn reading_name(reading: Reading) -> &'static str {
    match reading {
        Reading::Ok => "ok",
        Reading::Thin => "thin",
        Reading::Insufficient => "insufficient",
    }
}

/// `24 November 2026`, in UTC, as the language writes it; empty for an instant beyond the calendar.
fn day(at_ms: i64, language: Language) -> String {
    magnetite_document::day(at_ms, language.tag())
}
