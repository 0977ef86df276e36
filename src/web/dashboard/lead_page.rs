//! The saved text of one page that was read, block by block as it was understood, with what was left out and why. A piece of evidence is marked in it.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::frame::{Frame, machine_time, show as send, when};
use super::in_lead::InLead;
use super::lead_head::{LeadHead, Tab};
use super::page_parts::{Part, Row, head_rows, link_rows, parts, shown_at};
use super::refusal::{Refusal, Screen};
use super::seen::{Seen, Sources, saved_page, web_address};
use crate::model::dossier::Dossier;
use crate::model::evidence::{Evidence, EvidenceId};
use crate::model::finding::Analysis;
use crate::model::page::Page;
use crate::model::research_words::{role, size};
use crate::web::research::{Researched, newest};
use crate::web::state::Web;

/// Pieces of evidence listed beside the page.
const LISTED_MAX: usize = 60;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Id of the evidence to be marked.
    ev: String,
}

/// The evidence that is marked, and what rests on it.
struct Marked {
    seen: Seen,
    used_for: Vec<String>,
    /// It stands in the page as it is shown below; otherwise in the markup alone.
    found: bool,
}

struct OnPage {
    href: String,
    text: String,
    place: String,
    here: bool,
}

struct PageFacts {
    url: String,
    link: Option<String>,
    role: &'static str,
    status: u16,
    size: String,
    machine_time: String,
    when: String,
    charset: String,
    language: String,
    sha256: String,
}

#[derive(Template)]
#[template(path = "dashboard/lead_page.html")]
struct SavedPage {
    frame: Frame,
    head: LeadHead,
    title: String,
    number: usize,
    of: usize,
    previous: Option<String>,
    next: Option<String>,
    page: PageFacts,
    /// Language of the text, for the browser; empty when it is not known.
    lang: String,
    marked: Option<Marked>,
    parts: Vec<Part>,
    kept: usize,
    dropped: usize,
    head_rows: Vec<Row>,
    head_open: bool,
    links: Vec<Row>,
    links_open: bool,
    on_page: Vec<OnPage>,
    more: usize,
}

pub async fn show(
    of: InLead,
    State(web): State<Web>,
    Path((_, _, number)): Path<(String, String, String)>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Screen {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let Researched { dossier, analysis } = newest(&web, &of.member.workspace.id, &of.lead.id).await?.ok_or(Refusal::NotFound)?;
    let number: usize = number.parse().map_err(|_| Refusal::NotFound)?;
    let page = number.checked_sub(1).and_then(|at| dossier.pages.get(at)).ok_or(Refusal::NotFound)?;
    let analysis = analysis.unwrap_or_else(Analysis::none);
    Ok(send(StatusCode::OK, &saved_page_of(&of, &dossier, &analysis, page, number, &EvidenceId(asked.ev))))
}

fn saved_page_of(of: &InLead, dossier: &Dossier, analysis: &Analysis, page: &Page, number: usize, id: &EvidenceId) -> SavedPage {
    let path = of.path();
    let sources = Sources::of(dossier, analysis, &path);
    let here: Vec<&Evidence> = analysis.evidence.iter().filter(|item| item.url.as_deref() == Some(&page.url)).collect();
    let wanted = here.iter().copied().find(|item| item.id == *id);
    let (mut head_rows, mut links) = (head_rows(page), link_rows(page));
    let shown = wanted.and_then(|item| shown_at(page, item, &mut head_rows, &mut links));
    let is_marked = |rows: &[Row]| rows.iter().any(|row| row.marked);
    let (head_open, links_open) = (is_marked(&head_rows), is_marked(&links));
    let found = shown.is_some() || head_open || links_open;
    let parts = parts(page, shown.as_ref());
    let title = page.titles.first().filter(|title| !title.is_empty()).cloned().unwrap_or_else(|| "No title".into());
    let neighbour = |number: usize| (1..=dossier.pages.len()).contains(&number).then(|| format!("{path}/pages/{number}"));
    SavedPage {
        frame: LeadHead::frame(of, &title, None),
        head: LeadHead::of(of, Tab::Research),
        number,
        of: dossier.pages.len(),
        previous: number.checked_sub(1).and_then(neighbour),
        next: neighbour(number + 1),
        page: facts(page),
        lang: page.detected_language.as_ref().map(|(language, _)| language.clone()).unwrap_or_default(),
        marked: wanted.map(|item| Marked { seen: sources.line(item), used_for: used_for(analysis, &item.id), found }),
        kept: page.main_blocks().count(),
        dropped: page.blocks.len() - page.main_blocks().count(),
        parts,
        head_rows,
        head_open,
        links,
        links_open,
        more: here.len().saturating_sub(LISTED_MAX),
        on_page: here.iter().take(LISTED_MAX).map(|item| on_page(&sources, item, &path, number, id)).collect(),
        title,
    }
}

fn on_page(sources: &Sources<'_>, item: &Evidence, path: &str, number: usize, wanted: &EvidenceId) -> OnPage {
    let seen = sources.line(item);
    OnPage {
        href: saved_page(path, number, &item.id),
        text: if seen.quote.is_empty() { seen.observed } else { format!("“{}”", seen.quote) },
        place: super::seen::locator(&item.locator),
        here: item.id == *wanted,
    }
}

fn facts(page: &Page) -> PageFacts {
    PageFacts {
        url: page.url.clone(),
        link: web_address(&page.url),
        role: role(page.role),
        status: page.status,
        size: size(page.body_bytes),
        machine_time: machine_time(page.fetched_at),
        when: when(page.fetched_at),
        charset: page.charset.clone(),
        language: match (&page.detected_language, &page.html_lang) {
            (Some((language, sure)), _) => format!("{language}, {:.0} % sure from the text", sure * 100.0),
            (None, Some(lang)) => format!("{lang}, as the page says"),
            (None, None) => "not known".into(),
        },
        sha256: page.body_sha256.clone(),
    }
}

/// Names of the facts and checks that rest on a piece of evidence.
fn used_for(analysis: &Analysis, id: &EvidenceId) -> Vec<String> {
    let facts = analysis.profile.listed().into_iter().filter(|one| one.evidence.contains(id)).map(|one| format!("{}: {}", one.name, one.value));
    let checks = analysis.findings.iter().filter(|finding| finding.evidence.contains(id)).map(|finding| format!("check {}", finding.check));
    facts.chain(checks).take(6).collect()
}
