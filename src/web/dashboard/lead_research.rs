//! What research and analysis found out about a lead's company: the findings with their evidence, and the dossier behind them.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use magnetite_document::Document;
use magnetite_document::tree::Block;
use serde::de::DeserializeOwned;

use super::frame::{Frame, show as send, when};
use super::in_lead::InLead;
use super::lead_head::{LeadHead, Tab};
use super::refusal::{Refusal, Screen};
use crate::model::dossier::Dossier;
use crate::model::evidence::{Evidence, EvidenceId};
use crate::model::finding::{Analysis, Finding, Severity, Status};
use crate::model::job::Phase;
use crate::model::profile::{Fact, Profile};
use crate::store::magnets::newest_magnet;
use crate::store::{StoreError, jobs, steps};
use crate::web::state::Web;

/// Where something was seen.
struct Seen {
    /// The words of the page, or the value that was measured.
    text: String,
    /// Only web addresses become links.
    url: Option<String>,
    locator: String,
}

struct FindingLine {
    title: String,
    check: String,
    area: String,
    severity: &'static str,
    class: &'static str,
    sample: Option<String>,
    seen: Vec<Seen>,
    fix: String,
    reason: String,
}

struct AreaLine {
    area: String,
    percent: u8,
    word: &'static str,
    detail: String,
}

#[derive(Template)]
#[template(path = "dashboard/lead_findings.html")]
struct Findings {
    frame: Frame,
    head: LeadHead,
    known: bool,
    overall: Option<u8>,
    areas: Vec<AreaLine>,
    failed: Vec<FindingLine>,
    passed: Vec<FindingLine>,
    left_out: Vec<FindingLine>,
}

pub async fn findings(of: InLead, State(web): State<Web>) -> Screen {
    let analysis: Option<Analysis> = newest_result(&web, &of, Phase::Analysis).await?;
    let told = told_by_the_magnet(&web, &of).await?;
    let mut page = Findings {
        frame: LeadHead::frame(&of, "Findings", None),
        head: LeadHead::of(&of, Tab::Findings),
        known: analysis.is_some(),
        overall: None,
        areas: Vec::new(),
        failed: Vec::new(),
        passed: Vec::new(),
        left_out: Vec::new(),
    };
    if let Some(mut analysis) = analysis {
        page.overall = analysis.scores.overall;
        page.areas = analysis
            .scores
            .areas
            .iter()
            .map(|score| AreaLine {
                area: area_name(score.area).to_owned(),
                percent: score.percent,
                word: score.word(),
                detail: format!("{} of {} checks", score.passed, score.measured),
            })
            .collect();
        let evidence: HashMap<&EvidenceId, &Evidence> = analysis.evidence.iter().map(|evidence| (&evidence.id, evidence)).collect();
        analysis.findings.sort_by(|a, b| b.severity.cmp(&a.severity).then(a.number.cmp(&b.number)));
        for finding in &analysis.findings {
            let line = line(finding, &evidence, &told);
            match finding.status {
                Status::Fail => page.failed.push(line),
                Status::Pass => page.passed.push(line),
                Status::NotApplicable | Status::NotMeasured => page.left_out.push(line),
            }
        }
    }
    Ok(send(StatusCode::OK, &page))
}

/// The result of a phase from the newest job that has one.
async fn newest_result<T: DeserializeOwned + Send + 'static>(web: &Web, of: &InLead, phase: Phase) -> Result<Option<T>, Refusal> {
    let workspace = &of.member.workspace.id;
    for job in jobs::jobs_of_lead(&web.app.db, workspace, &of.lead.id).await? {
        if let Some(packed) = steps::step_result(&web.app.db, workspace, &job.id, phase).await? {
            let result = tokio::task::spawn_blocking(move || steps::unpack::<T>(&packed)).await;
            return Ok(Some(result.map_err(|error| Refusal::Broken(error.to_string()))??));
        }
    }
    Ok(None)
}

/// Heading and repair of the checks that the magnet tells.
async fn told_by_the_magnet(web: &Web, of: &InLead) -> Result<HashMap<String, (String, String)>, Refusal> {
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

fn line(finding: &Finding, evidence: &HashMap<&EvidenceId, &Evidence>, told: &HashMap<String, (String, String)>) -> FindingLine {
    let (severity, class) = severity(finding.severity);
    let seen: Vec<&&Evidence> = finding.evidence.iter().filter_map(|id| evidence.get(id)).take(4).collect();
    let expected = || seen.iter().find_map(|evidence| evidence.expected.clone());
    let told = told.get(&finding.check).filter(|_| finding.status == Status::Fail);
    FindingLine {
        title: told.map_or_else(|| in_words(&finding.check), |(heading, _)| heading.clone()),
        check: finding.check.clone(),
        area: area_name(finding.area).to_owned(),
        severity,
        class,
        sample: finding.sample.filter(|sample| sample.of > 1).map(|sample| format!("{} of {} pages", sample.hits, sample.of)),
        fix: told.map(|(_, fix)| fix.clone()).or_else(expected).unwrap_or_default(),
        seen: seen.iter().map(|evidence| seen_of(evidence)).collect(),
        reason: finding.reason.clone().unwrap_or_default(),
    }
}

fn seen_of(evidence: &Evidence) -> Seen {
    let text = evidence.quote.as_ref().map(|quote| format!("“{quote}”")).or_else(|| evidence.observed.clone()).unwrap_or_default();
    Seen { text, url: evidence.url.as_deref().and_then(web_address), locator: evidence.locator.clone() }
}

/// An address of the web; any other scheme is shown as text alone.
fn web_address(url: &str) -> Option<String> {
    let parsed = url::Url::parse(url).ok()?;
    matches!(parsed.scheme(), "http" | "https").then(|| parsed.to_string())
}

fn severity(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Critical => ("critical", "bad"),
        Severity::High => ("high", "bad"),
        Severity::Medium => ("medium", "warn"),
        Severity::Low => ("low", ""),
        Severity::Info => ("info", ""),
    }
}

fn area_name(area: crate::model::finding::Area) -> &'static str {
    use crate::model::finding::Area;
    match area {
        Area::Reach => "Reachable and findable",
        Area::Search => "Search and shares",
        Area::Speed => "Speed",
        Area::Access => "Usable by everyone",
        Area::Trust => "Safe and trustworthy",
        Area::Email => "E-mail",
        Area::Enquiry => "Enquiries",
    }
}

/// `document-title` as `Document title`.
fn in_words(name: &str) -> String {
    let text = name.replace(['-', '_'], " ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

struct FactLine {
    name: &'static str,
    value: String,
    confidence: String,
    seen: Vec<Seen>,
}

struct RequestLine {
    url: String,
    link: Option<String>,
    purpose: String,
    answer: String,
    bytes: String,
    when: String,
}

#[derive(Template)]
#[template(path = "dashboard/lead_dossier.html")]
struct DossierPage {
    frame: Frame,
    head: LeadHead,
    known: bool,
    reading: String,
    detail: String,
    domain: String,
    facts: Vec<FactLine>,
    technology: Vec<String>,
    requests: Vec<RequestLine>,
}

pub async fn dossier(of: InLead, State(web): State<Web>) -> Screen {
    let dossier: Option<Dossier> = newest_result(&web, &of, Phase::Research).await?;
    let analysis: Option<Analysis> = newest_result(&web, &of, Phase::Analysis).await?;
    let (mut facts, mut technology) = (Vec::new(), Vec::new());
    if let Some(analysis) = &analysis {
        let evidence: HashMap<&EvidenceId, &Evidence> = analysis.evidence.iter().map(|evidence| (&evidence.id, evidence)).collect();
        facts = facts_of(&analysis.profile, &evidence);
        technology = analysis.profile.technology.iter().map(|fact| fact.value.clone()).collect();
    }
    let page = DossierPage {
        frame: LeadHead::frame(&of, "Dossier", None),
        head: LeadHead::of(&of, Tab::Dossier),
        known: dossier.is_some(),
        reading: dossier.as_ref().map(reading).unwrap_or_default(),
        detail: dossier.as_ref().map(|dossier| dossier.outcome.detail.clone()).unwrap_or_default(),
        domain: dossier.as_ref().and_then(|dossier| dossier.domain.clone()).unwrap_or_else(|| "no site".into()),
        requests: dossier.map(|dossier| dossier.requests.into_iter().map(request_line).collect()).unwrap_or_default(),
        facts,
        technology,
    };
    Ok(send(StatusCode::OK, &page))
}

fn reading(dossier: &Dossier) -> String {
    use crate::model::dossier::Reading;
    let pages = dossier.pages.len();
    let pages = format!("{pages} {}", if pages == 1 { "page" } else { "pages" });
    match dossier.outcome.reading {
        Reading::Ok => format!("Read well: {pages}."),
        Reading::Thin => format!("Little to go on: {pages}."),
        Reading::Insufficient => "The site could not be read, and the magnet says so.".into(),
    }
}

fn request_line(request: crate::model::dossier::Request) -> RequestLine {
    let answer = request.status.map(|status| status.to_string()).or(request.failure).unwrap_or_else(|| "no answer".into());
    RequestLine {
        link: web_address(&request.url),
        url: request.url,
        purpose: request.purpose,
        answer: if request.hops.len() > 1 { format!("{answer} after {} redirects", request.hops.len() - 1) } else { answer },
        bytes: if request.body_bytes >= 1_000 { format!("{} KB", request.body_bytes / 1_000) } else { format!("{} B", request.body_bytes) },
        when: when(request.fetched_at),
    }
}

fn facts_of(profile: &Profile, evidence: &HashMap<&EvidenceId, &Evidence>) -> Vec<FactLine> {
    let mut lines = Vec::new();
    let mut add = |name: &'static str, value: String, confidence: f64, ids: &[EvidenceId]| {
        let seen = ids.iter().filter_map(|id| evidence.get(id)).take(2).map(|evidence| seen_of(evidence)).collect();
        lines.push(FactLine { name, value, confidence: format!("{:.0} %", confidence * 100.0), seen });
    };
    let mut text = |name: &'static str, fact: &Fact<String>| add(name, fact.value.clone(), fact.confidence, &fact.evidence);
    let one: [(&'static str, &Option<Fact<String>>); 10] = [
        ("Name", &profile.name),
        ("Legal name", &profile.legal_name),
        ("What it does", &profile.description),
        ("Closed", &profile.closed),
        ("For whom", &profile.audience),
        ("Industry", &profile.industry),
        ("Place", &profile.place),
        ("Language", &profile.language),
        ("Founded", &profile.founded),
        ("Prices", &profile.pricing_page),
    ];
    for (name, fact) in one {
        fact.iter().for_each(|fact| text(name, fact));
    }
    let several: [(&'static str, &Vec<Fact<String>>); 6] = [
        ("Offers", &profile.offers),
        ("Proof", &profile.proof),
        ("E-mail", &profile.emails),
        ("Address", &profile.addresses),
        ("Hours", &profile.hours),
        ("Further language", &profile.other_languages),
    ];
    for (name, facts) in several {
        facts.iter().for_each(|fact| text(name, fact));
    }
    for fact in &profile.phones {
        add(if fact.value.fax { "Fax" } else { "Phone" }, fact.value.display.clone(), fact.confidence, &fact.evidence);
    }
    for fact in &profile.socials {
        add("Elsewhere", format!("{}: {}", fact.value.network, fact.value.url), fact.confidence, &fact.evidence);
    }
    lines
}
