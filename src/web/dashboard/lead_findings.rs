//! Every check of a lead's site: status, severity, what was seen and where, what would be right, and how anybody can see it. Filtered by area and status.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::frame::{Frame, show as send};
use super::in_lead::InLead;
use super::lead_head::{LeadHead, Tab};
use super::lead_live::is_running;
use super::refusal::Screen;
use super::seen::{Seen, Sources};
use crate::model::finding::{Analysis, Area, Finding, Severity, Status};
use crate::model::research_words::because;
use crate::model::told::{self, Language, Told, told};
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
    /// Of the owner's sentences; a tag of BCP 47.
    language: String,
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
    status: String,
    status_class: &'static str,
    failed: bool,
    severity: &'static str,
    severity_class: &'static str,
    effort: &'static str,
    sample: Option<String>,
    /// What was seen, why it matters, what to do and how to see it, in the owner's words.
    saw: String,
    why: String,
    fix: String,
    look: String,
    seen: Vec<Seen>,
    more: usize,
    verify: Vec<String>,
    /// What would be right, as the check has it.
    expected: String,
}

struct First {
    href: String,
    title: String,
    saw: String,
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
    language_choices: Vec<Choice>,
    /// Tag of the language of the sentences.
    language: &'static str,
    filtered: bool,
    all: usize,
    lines: Vec<Line>,
}

pub async fn show(of: InLead, State(web): State<Web>, asked: Result<Query<Asked>, QueryRejection>) -> Screen {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let researched = newest(&web, &of.member.workspace.id, &of.lead.id).await?;
    let language = Language::of(&asked.language);
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
        language_choices: languages(language),
        language: language.tag(),
        filtered: area.is_some() || status.is_some(),
        all: 0,
        lines: Vec::new(),
    };
    if let Some(Researched { dossier, analysis: Some(analysis) }) = &researched {
        let path = of.path();
        let sources = Sources::of(dossier, analysis, &path);
        page.known = true;
        page.all = analysis.findings.len();
        page.overall = analysis.scores.overall.map(|percent| (percent, told::score(percent, Language::English)));
        page.areas = areas(analysis, area, &path);
        page.first = first(analysis, language, &path);
        (page.area_choices, page.status_choices) = choices(analysis, area, status);
        let mut shown: Vec<&Finding> = analysis.findings.iter().filter(|one| area.is_none_or(|area| one.area == area)).collect();
        shown.retain(|one| status.is_none_or(|status| one.status == status));
        let rank = |status: Status| STATUSES.iter().position(|(known, _)| *known == status);
        shown.sort_by(|a, b| rank(a.status).cmp(&rank(b.status)).then(b.severity.cmp(&a.severity)).then(a.number.cmp(&b.number)));
        page.lines = shown.into_iter().map(|finding| line(finding, &sources, language)).collect();
    }
    Ok(send(StatusCode::OK, &page))
}

fn areas(analysis: &Analysis, chosen: Option<Area>, path: &str) -> Vec<AreaLine> {
    let line = |score: &crate::model::finding::AreaScore| {
        let id = AREAS.iter().find(|(area, _)| *area == score.area).map_or("", |(_, id)| *id);
        let here = chosen == Some(score.area);
        AreaLine {
            href: if here { format!("{path}/findings") } else { format!("{path}/findings?area={id}#checks") },
            name: told::area(score.area, Language::English),
            percent: score.percent,
            word: score.word(),
            detail: format!("{} of {} checks", score.passed, score.measured),
            here,
        }
    };
    analysis.scores.areas.iter().map(line).collect()
}

fn first(analysis: &Analysis, language: Language, path: &str) -> Vec<First> {
    let findings = analysis.priorities.iter().filter_map(|check| analysis.findings.iter().find(|finding| finding.check == *check));
    let line = |finding: &Finding| {
        let Told { headline, saw, .. } = told(finding, language);
        // A job of before has no reasons.
        let why = analysis.ranking.iter().find(|one| one.check == finding.check).map(|one| told::because(one, language)).unwrap_or_default();
        First { href: format!("{path}/findings?language={}#check-{}", language.tag(), finding.number), title: headline, saw, why }
    };
    findings.take(PRIORITIES).map(line).collect()
}

fn languages(chosen: Language) -> Vec<Choice> {
    let name = |language: Language| match language {
        Language::English => "English",
        Language::German => "Deutsch",
        Language::French => "Français",
        Language::Spanish => "Español",
    };
    Language::ALL.map(|language| Choice { value: language.tag(), label: name(language).into(), chosen: language == chosen }).into()
}

fn choices(analysis: &Analysis, area: Option<Area>, status: Option<Status>) -> (Vec<Choice>, Vec<Choice>) {
    let count = |area: Option<Area>, status: Option<Status>| {
        let fits = |one: &&Finding| area.is_none_or(|area| one.area == area) && status.is_none_or(|status| one.status == status);
        analysis.findings.iter().filter(fits).count()
    };
    let mut areas = vec![Choice { value: "", label: format!("All areas ({})", count(None, status)), chosen: area.is_none() }];
    areas.extend(AREAS.iter().map(|(one, value)| Choice {
        value,
        label: format!("{} ({})", told::area(*one, Language::English), count(Some(*one), status)),
        chosen: area == Some(*one),
    }));
    let mut statuses = vec![Choice { value: "", label: format!("Every status ({})", count(area, None)), chosen: status.is_none() }];
    statuses.extend(STATUSES.iter().map(|(one, value)| Choice {
        value,
        label: format!("{} ({})", capital(told::status(*one, Language::English)), count(area, Some(*one))),
        chosen: status == Some(*one),
    }));
    (areas, statuses)
}

fn line(finding: &Finding, sources: &Sources<'_>, language: Language) -> Line {
    let words = told(finding, language);
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
        title: words.headline,
        check: finding.check.clone(),
        area: told::area(finding.area, Language::English),
        status: capital(told::status(finding.status, Language::English)),
        status_class: match finding.status {
            Status::Pass => "good",
            Status::Fail => "warn",
            Status::NotApplicable | Status::NotMeasured => "",
        },
        failed,
        severity: told::severity(finding.severity, Language::English),
        severity_class: if failed && finding.severity >= Severity::High { "bad" } else { "" },
        effort: told::effort(finding.effort, Language::English),
        sample: finding.sample.filter(|sample| sample.of > 1).map(|sample| format!("{} of {} pages", sample.hits, sample.of)),
        saw: words.saw,
        why: words.why,
        fix: words.fix,
        look: words.check,
        more: finding.evidence.len().saturating_sub(seen.len()),
        expected,
        seen,
        verify,
    }
}

/// `to improve` as `To improve`.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
