//! Every check of a lead's site: status, severity, what was seen and where, what would be right, and how anybody can see it. Filtered by area and status.

use std::collections::HashMap;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use magnetite_document::Document;
use magnetite_document::tree::Block;
use serde::Deserialize;

use super::frame::{Frame, show as send};
use super::in_lead::InLead;
use super::lead_head::{LeadHead, Tab};
use super::lead_live::is_running;
use super::refusal::{Refusal, Screen};
use super::seen::{Seen, Sources};
use crate::model::finding::{Analysis, Area, Finding, Severity, Status, score_word};
use crate::model::offer::Offer;
use crate::model::research_words::{area as area_name, because, effort, severity, status as status_name, why_first};
use crate::store::StoreError;
use crate::store::magnets::newest_magnet;
use crate::web::research::{Researched, newest};
use crate::web::state::Web;

/// Pieces of evidence of one check.
const SEEN_MAX: usize = 6;
/// Lines with which it can be seen; those for further pages differ in the address alone.
const VERIFY_MAX: usize = 2;
/// What is told as the most important.
const PRIORITIES: usize = 3;

const AREAS: [(Area, &str); 7] = [
    (Area::Reach, "reach"),
    (Area::Search, "search"),
    (Area::Speed, "speed"),
    (Area::Access, "access"),
    (Area::Trust, "trust"),
    (Area::Email, "email"),
    (Area::Enquiry, "enquiry"),
];
const STATUSES: [(Status, &str); 4] =
    [(Status::Fail, "fail"), (Status::Pass, "pass"), (Status::NotMeasured, "not_measured"), (Status::NotApplicable, "not_applicable")];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    area: String,
    status: String,
}

struct Choice {
    value: &'static str,
    label: String,
    chosen: bool,
}

struct AreaLine {
    href: String,
    name: &'static str,
    percent: u8,
    word: &'static str,
    detail: String,
    here: bool,
}

struct Line {
    number: u8,
    title: String,
    check: String,
    area: &'static str,
    status: &'static str,
    status_class: &'static str,
    failed: bool,
    severity: &'static str,
    severity_class: &'static str,
    effort: &'static str,
    sample: Option<String>,
    /// What was seen, in a few words, beside the title.
    first: String,
    seen: Vec<Seen>,
    more: usize,
    verify: Vec<String>,
    fix: String,
    reason: String,
}

struct First {
    href: String,
    title: String,
    why: String,
}

#[derive(Template)]
#[template(path = "dashboard/lead_findings.html")]
struct Findings {
    frame: Frame,
    head: LeadHead,
    running: bool,
    known: bool,
    /// Why nothing was checked, where nothing was.
    because: Option<&'static str>,
    overall: Option<(u8, &'static str)>,
    areas: Vec<AreaLine>,
    first: Vec<First>,
    area_choices: Vec<Choice>,
    status_choices: Vec<Choice>,
    filtered: bool,
    all: usize,
    lines: Vec<Line>,
}

pub async fn show(of: InLead, State(web): State<Web>, asked: Result<Query<Asked>, QueryRejection>) -> Screen {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let researched = newest(&web, &of.member.workspace.id, &of.lead.id).await?;
    let told = told_by_the_magnet(&web, &of).await?;
    let area = AREAS.iter().find(|(_, name)| *name == asked.area).map(|(area, _)| *area);
    let status = STATUSES.iter().find(|(_, name)| *name == asked.status).map(|(status, _)| *status);
    let mut page = Findings {
        frame: LeadHead::frame(&of, "Findings", None),
        head: LeadHead::of(&of, Tab::Findings),
        running: is_running(of.job.status),
        known: false,
        because: researched.as_ref().and_then(|researched| because(&researched.dossier.outcome)),
        overall: None,
        areas: Vec::new(),
        first: Vec::new(),
        area_choices: Vec::new(),
        status_choices: Vec::new(),
        filtered: area.is_some() || status.is_some(),
        all: 0,
        lines: Vec::new(),
    };
    if let Some(Researched { dossier, analysis: Some(analysis) }) = &researched {
        let path = of.path();
        let sources = Sources::of(dossier, analysis, &path);
        page.known = true;
        page.all = analysis.findings.len();
        page.overall = analysis.scores.overall.map(|percent| (percent, score_word(percent)));
        page.areas = areas(analysis, area, &path);
        page.first = first(analysis, &of.project.offer, &told, &path);
        (page.area_choices, page.status_choices) = choices(analysis, area, status);
        let mut shown: Vec<&Finding> = analysis.findings.iter().filter(|one| area.is_none_or(|area| one.area == area)).collect();
        shown.retain(|one| status.is_none_or(|status| one.status == status));
        let rank = |status: Status| STATUSES.iter().position(|(known, _)| *known == status);
        shown.sort_by(|a, b| rank(a.status).cmp(&rank(b.status)).then(b.severity.cmp(&a.severity)).then(a.number.cmp(&b.number)));
        page.lines = shown.into_iter().map(|finding| line(finding, &sources, &told)).collect();
    }
    Ok(send(StatusCode::OK, &page))
}

/// Heading and repair of the checks that the magnet tells.
type Told = HashMap<String, (String, String)>;

async fn told_by_the_magnet(web: &Web, of: &InLead) -> Result<Told, Refusal> {
    let Some(magnet) = newest_magnet(&web.app.db, &of.member.workspace.id, &of.lead.id).await? else { return Ok(HashMap::new()) };
    let document: Document = serde_json::from_str(&magnet.document).map_err(StoreError::from)?;
    let blocks = document.sections.into_iter().flat_map(|section| section.blocks);
    Ok(blocks
        .filter_map(|block| match block {
            Block::Finding(finding) => Some((finding.check, (finding.heading, finding.fix.words()))),
            _ => None,
        })
        .collect())
}

fn areas(analysis: &Analysis, chosen: Option<Area>, path: &str) -> Vec<AreaLine> {
    let line = |score: &crate::model::finding::AreaScore| {
        let id = AREAS.iter().find(|(area, _)| *area == score.area).map_or("", |(_, id)| *id);
        let here = chosen == Some(score.area);
        AreaLine {
            href: if here { format!("{path}/findings") } else { format!("{path}/findings?area={id}#checks") },
            name: area_name(score.area),
            percent: score.percent,
            word: score.word(),
            detail: format!("{} of {} checks", score.passed, score.measured),
            here,
        }
    };
    analysis.scores.areas.iter().map(line).collect()
}

fn first(analysis: &Analysis, offer: &Offer, told: &Told, path: &str) -> Vec<First> {
    let findings = analysis.priorities.iter().filter_map(|check| analysis.findings.iter().find(|finding| finding.check == *check));
    let line =
        |finding: &Finding| First { href: format!("{path}/findings#check-{}", finding.number), title: title(finding, told), why: why_first(finding, offer) };
    findings.take(PRIORITIES).map(line).collect()
}

fn choices(analysis: &Analysis, area: Option<Area>, status: Option<Status>) -> (Vec<Choice>, Vec<Choice>) {
    let count = |area: Option<Area>, status: Option<Status>| {
        let fits = |one: &&Finding| area.is_none_or(|area| one.area == area) && status.is_none_or(|status| one.status == status);
        analysis.findings.iter().filter(fits).count()
    };
    let mut areas = vec![Choice { value: "", label: format!("All areas ({})", count(None, status)), chosen: area.is_none() }];
    areas.extend(AREAS.iter().map(|(one, value)| Choice {
        value,
        label: format!("{} ({})", area_name(*one), count(Some(*one), status)),
        chosen: area == Some(*one),
    }));
    let mut statuses = vec![Choice { value: "", label: format!("Every status ({})", count(area, None)), chosen: status.is_none() }];
    statuses.extend(STATUSES.iter().map(|(one, value)| Choice {
        value,
        label: format!("{} ({})", status_name(*one), count(area, Some(*one))),
        chosen: status == Some(*one),
    }));
    (areas, statuses)
}

fn title(finding: &Finding, told: &Told) -> String {
    told.get(&finding.check).filter(|_| finding.status == Status::Fail).map_or_else(|| in_words(&finding.check), |(heading, _)| heading.clone())
}

fn line(finding: &Finding, sources: &Sources<'_>, told: &Told) -> Line {
    let seen = sources.lines(&finding.evidence, SEEN_MAX);
    let mut verify: Vec<String> = Vec::new();
    for seen in &seen {
        if verify.len() < VERIFY_MAX && !seen.verify.is_empty() && !verify.contains(&seen.verify) {
            verify.push(seen.verify.clone());
        }
    }
    let failed = finding.status == Status::Fail;
    let expected = seen.iter().map(|seen| seen.expected.clone()).find(|text| !text.is_empty()).unwrap_or_default();
    Line {
        number: finding.number,
        title: title(finding, told),
        check: finding.check.clone(),
        area: area_name(finding.area),
        status: status_name(finding.status),
        status_class: match finding.status {
            Status::Pass => "good",
            Status::Fail => "warn",
            Status::NotApplicable | Status::NotMeasured => "",
        },
        failed,
        severity: severity(finding.severity),
        severity_class: if failed && finding.severity >= Severity::High { "bad" } else { "" },
        effort: effort(finding.effort),
        sample: finding.sample.filter(|sample| sample.of > 1).map(|sample| format!("{} of {} pages", sample.hits, sample.of)),
        first: seen.first().map(|seen| if seen.observed.is_empty() { seen.quote.clone() } else { seen.observed.clone() }).unwrap_or_default(),
        more: finding.evidence.len().saturating_sub(seen.len()),
        fix: told.get(&finding.check).filter(|_| failed).map_or(expected, |(_, fix)| fix.clone()),
        seen,
        verify,
        reason: finding.reason.clone().unwrap_or_default(),
    }
}

/// `document-title` as `Document title`, `spf` as `SPF`.
fn in_words(name: &str) -> String {
    const LETTERS: [&str; 14] = ["ai", "dmarc", "h1", "hsts", "html", "http", "https", "id", "json", "ld", "nap", "og", "spf", "xml"];
    let words = name.split(['-', '_']).enumerate().map(|(at, word)| {
        if LETTERS.contains(&word) {
            return word.to_uppercase();
        }
        let mut letters = word.chars();
        let first = letters.next().filter(|_| at == 0).map(|first| first.to_uppercase().chain(letters.clone()).collect::<String>());
        first.unwrap_or_else(|| word.to_owned())
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn names_of_checks_become_words() {
        assert_eq!(["document-title", "spf", "json-ld-valid", "is-on-https", ""].map(in_words), ["Document title", "SPF", "JSON LD valid", "Is on HTTPS", ""]);
    }
}
