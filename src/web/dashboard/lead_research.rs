//! The research report of a lead: what was read, when and how long it took, what was not and why, and what was learned, each fact with the way to its place.
//! Next stop: `lead_page.rs`, the saved text of one page.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;

use super::frame::{Frame, machine_time, show as send, when};
use super::in_lead::InLead;
use super::lead_head::{LeadHead, Tab};
use super::lead_live::is_running;
use super::refusal::Screen;
use super::seen::{Seen, Sources, page_name, web_address};
use crate::model::dossier::{Dossier, Reading, Request};
use crate::model::evidence::{EvidenceId, Source};
use crate::model::finding::{Analysis, Status};
use crate::model::profile_listed::{Group, Listed};
use crate::model::research_words::{because, count, outcome_sentence, purpose, role, size, sure, took, trouble};
use crate::web::research::{Researched, newest};
use crate::web::state::Web;

/// Sources of one fact.
const SOURCES_MAX: usize = 2;

/// One fact, or several of one name that rest on the same evidence.
struct FactLine {
    name: String,
    /// The line above has the same name.
    again: bool,
    values: Vec<FactValue>,
    seen: Vec<Seen>,
    evidence: Vec<EvidenceId>,
}

struct FactValue {
    text: String,
    /// The word for how sure it is, and its class.
    sure: &'static str,
    class: &'static str,
}

struct FactGroup {
    title: &'static str,
    facts: Vec<FactLine>,
}

struct PageLine {
    href: String,
    title: String,
    path: String,
    role: &'static str,
    status: u16,
    size: String,
    took: String,
    language: String,
    words: usize,
    facts: usize,
}

struct RequestLine {
    url: String,
    link: Option<String>,
    purpose: String,
    answer: String,
    class: &'static str,
    size: String,
    took: String,
    machine_time: String,
    clock: String,
}

struct NotRead {
    url: String,
    link: Option<String>,
    why: String,
}

struct DisputedLine {
    fact: &'static str,
    posted: String,
    site: String,
    seen: Vec<Seen>,
}

/// A figure with its label and what stands below.
struct Figure {
    label: &'static str,
    figure: String,
    below: String,
}

/// All of the screen that there is once a site was read.
struct Report {
    domain: String,
    home: Option<String>,
    class: &'static str,
    outcome: String,
    because: Option<&'static str>,
    detail: String,
    machine_time: String,
    when: String,
    figures: Vec<Figure>,
    judged: bool,
    groups: Vec<FactGroup>,
    disputed: Vec<DisputedLine>,
    pages: Vec<PageLine>,
    not_read: Vec<NotRead>,
    requests: Vec<RequestLine>,
    posted: Vec<Seen>,
}

#[derive(Template)]
#[template(path = "dashboard/lead_research.html")]
struct ResearchPage {
    frame: Frame,
    head: LeadHead,
    running: bool,
    sample: bool,
    report: Option<Report>,
}

pub async fn show(of: InLead, State(web): State<Web>) -> Screen {
    let researched = newest(&web, &of.member.workspace.id, &of.lead.id).await?;
    let page = ResearchPage {
        frame: LeadHead::frame(&of, "Research", None),
        head: LeadHead::of(&of, Tab::Research),
        running: is_running(of.job.status),
        sample: of.job.sample,
        report: researched.map(|researched| report(&researched, &of.path())),
    };
    Ok(send(StatusCode::OK, &page))
}

fn report(researched: &Researched, path: &str) -> Report {
    let Researched { dossier, analysis } = researched;
    let none = Analysis::none();
    let judged = analysis.as_ref().unwrap_or(&none);
    let sources = Sources::of(dossier, judged, path);
    let listed = judged.profile.listed();
    Report {
        domain: dossier.domain.clone().unwrap_or_else(|| "No site".into()),
        home: dossier.home_url.as_deref().filter(|_| !dossier.pages.is_empty()).and_then(web_address),
        class: match dossier.outcome.reading {
            Reading::Ok => "good",
            Reading::Thin => "warn",
            Reading::Insufficient => "bad",
        },
        outcome: outcome_sentence(dossier),
        because: because(&dossier.outcome),
        detail: dossier.outcome.detail.clone(),
        machine_time: machine_time(dossier.started_at),
        when: when(dossier.started_at),
        figures: figures(dossier, judged, listed.len()),
        judged: analysis.is_some(),
        groups: groups(&listed, judged, &sources),
        disputed: disputed(judged, &sources),
        pages: pages(dossier, judged, &listed, path),
        not_read: not_read(dossier),
        requests: dossier.requests.iter().map(request_line).collect(),
        posted: judged.evidence.iter().filter(|item| item.source == Source::Provided).map(|item| sources.line(item)).collect(),
    }
}

fn figures(dossier: &Dossier, analysis: &Analysis, facts: usize) -> Vec<Figure> {
    let bytes: u64 = dossier.requests.iter().map(|request| request.body_bytes).sum();
    let last = dossier.requests.iter().map(|request| request.fetched_at).max().unwrap_or(dossier.started_at);
    let lasted = u64::try_from(last - dossier.started_at).unwrap_or(0);
    let passed = analysis.findings.iter().filter(|finding| finding.status == Status::Pass).count();
    let measured = passed + analysis.findings.iter().filter(|finding| finding.status == Status::Fail).count();
    let posted = analysis.evidence.iter().filter(|item| item.source == Source::Provided).count();
    let below = if facts == 0 {
        "nothing certain".to_owned()
    } else if posted == 0 {
        "each with its source".to_owned()
    } else {
        format!("{} sent by you", count(posted, "value", "values"))
    };
    let checks = match analysis.findings.len() {
        0 => Figure { label: "Checks passed", figure: "–".into(), below: "none was made".into() },
        all => Figure { label: "Checks passed", figure: format!("{passed} of {measured}"), below: format!("{all} in the set") },
    };
    vec![
        Figure { label: "Pages read", figure: dossier.pages.len().to_string(), below: size(bytes) + " in all" },
        Figure { label: "Requests", figure: dossier.requests.len().to_string(), below: format!("within {}", took(lasted)) },
        Figure { label: "Facts", figure: facts.to_string(), below },
        checks,
    ]
}

fn groups(listed: &[Listed], analysis: &Analysis, sources: &Sources<'_>) -> Vec<FactGroup> {
    let mut groups = Vec::new();
    for group in Group::ALL {
        let mut facts: Vec<FactLine> = Vec::new();
        for one in listed.iter().filter(|one| one.group == group) {
            let (word, class) = if analysis.is_provided(&one.evidence) { ("as you sent it", "busy") } else { (sure(one.confidence), "") };
            let value = FactValue { text: one.value.clone(), sure: word, class: if word == "unsure" { "warn" } else { class } };
            let again = facts.last().is_some_and(|last| last.name == one.name);
            match facts.last_mut().filter(|last| again && last.evidence == one.evidence) {
                Some(last) => last.values.push(value),
                None => {
                    let mut seen = sources.lines(&one.evidence, SOURCES_MAX);
                    // Words that are the value itself need not stand twice.
                    seen.iter_mut().filter(|seen| one.value.contains(&seen.quote)).for_each(|seen| seen.quote.clear());
                    facts.push(FactLine { name: one.name.clone(), again, values: vec![value], seen, evidence: one.evidence.clone() });
                }
            }
        }
        if !facts.is_empty() {
            groups.push(FactGroup { title: group.title(), facts });
        }
    }
    groups
}

fn disputed(analysis: &Analysis, sources: &Sources<'_>) -> Vec<DisputedLine> {
    let name = |fact: &str| match fact {
        "name" => "Name",
        "founded" => "Founded",
        "place" => "Place",
        "website" => "Web site",
        _ => "Fact",
    };
    let line = |one: &crate::model::finding::Disputed| DisputedLine {
        fact: name(&one.fact),
        posted: one.posted.clone(),
        site: one.site.clone(),
        seen: sources.lines(&one.evidence, SOURCES_MAX),
    };
    analysis.disputed.iter().map(line).collect()
}

fn pages(dossier: &Dossier, analysis: &Analysis, listed: &[Listed], path: &str) -> Vec<PageLine> {
    let evidence_on = |url: &str| analysis.evidence.iter().filter(|item| item.url.as_deref() == Some(url)).map(|item| &item.id).collect::<Vec<_>>();
    let line = |(at, page): (usize, &crate::model::page::Page)| {
        let here = evidence_on(&page.url);
        let request = dossier.requests.iter().rev().find(|request| request.url == page.url || request.hops.last().is_some_and(|hop| hop.url == page.url));
        PageLine {
            href: format!("{path}/pages/{}", at + 1),
            title: page.titles.first().filter(|title| !title.is_empty()).cloned().unwrap_or_else(|| "No title".into()),
            path: page_name(page),
            role: role(page.role),
            status: page.status,
            size: size(page.body_bytes),
            took: request.map(time_of).unwrap_or_default(),
            language: page.detected_language.as_ref().map(|(language, _)| language.clone()).unwrap_or_default(),
            words: page.main_blocks().map(|block| block.text.split_whitespace().count()).sum(),
            facts: listed.iter().filter(|one| one.evidence.iter().any(|id| here.contains(&id))).count(),
        }
    };
    dossier.pages.iter().enumerate().map(line).collect()
}

/// Pages that were wanted and did not come. What a check only tried is in the list of requests.
fn not_read(dossier: &Dossier) -> Vec<NotRead> {
    let entry = |url: &str, why: String| NotRead { url: url.to_owned(), link: web_address(url), why };
    let refused = dossier.left_alone.iter().map(|url| entry(url, "robots.txt asks readers like ours to leave it alone".into()));
    let nothing_there = |request: &Request| matches!(request.purpose.as_str(), "robots" | "sitemap") && matches!(request.status, Some(404 | 410));
    let wanted = dossier.requests.iter().filter(|request| request.purpose != "probe" && !nothing_there(request));
    let failed = wanted.filter_map(|request| Some(entry(&request.url, trouble(request)?)));
    let mut all: Vec<NotRead> = Vec::new();
    for one in refused.chain(failed) {
        if !all.iter().any(|known| known.url == one.url) {
            all.push(one);
        }
    }
    all.retain(|one| !dossier.pages.iter().any(|page| page.url == one.url));
    all
}

fn request_line(request: &Request) -> RequestLine {
    let status = request.status.map(|status| status.to_string());
    let answer = match (&status, trouble(request)) {
        (Some(status), Some(why)) if !why.contains(status.as_str()) => format!("{status}, {why}"),
        (_, Some(why)) => why,
        (Some(status), None) => status.clone(),
        (None, None) => "no answer".into(),
    };
    let redirects = request.hops.len().saturating_sub(1);
    RequestLine {
        link: web_address(&request.url),
        url: request.url.clone(),
        purpose: purpose(&request.purpose).to_owned(),
        answer: if redirects > 0 { format!("{answer}, after {}", count(redirects, "redirect", "redirects")) } else { answer },
        class: if trouble(request).is_some() && request.purpose != "probe" { "wrong" } else { "" },
        size: size(request.body_bytes),
        took: time_of(request),
        machine_time: machine_time(request.fetched_at),
        clock: jiff::Timestamp::from_millisecond(request.fetched_at).map(|at| at.strftime("%H:%M:%S").to_string()).unwrap_or_default(),
    }
}

/// Dossiers from before the whole time was kept have that of the first byte.
fn time_of(request: &Request) -> String {
    took(request.took_ms.max(request.ttfb_ms))
}
