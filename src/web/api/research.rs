//! `GET /leads/{leadId}/research`: what was read, what was found out, and where each thing stands.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::call::Asked;
use super::leads::{LeadView, find};
use crate::model::api_key::Scope;
use crate::model::comparison::Comparison;
use crate::model::dossier::{Outcome, Request};
use crate::model::evidence::Evidence;
use crate::model::finding::{Disputed, Finding, Ranked, Scores, SiteType};
use crate::model::page::{Block, Page, Role};
use crate::model::profile::Profile;
use crate::model::research_words::{because, outcome_sentence};
use crate::model::told::{Language, Told, told};
use crate::web::error::{self, ApiError};
use crate::web::extract::{ApiProject, Segments};
use crate::web::key_cache::Caller;
use crate::web::research::{Researched, newest};
use crate::web::state::Web;

/// What research brought home. While it is being judged `profile`, `siteType` and `scores` are null, and the lists drawn from it empty.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ResearchAnswer {
    #[schema(example = true)]
    success: bool,
    lead: LeadView,
    /// The host that was to be read; null when the lead names none.
    #[schema(required)]
    domain: Option<String>,
    /// Where the home page was found after redirects.
    #[schema(required)]
    home_url: Option<String>,
    outcome: Outcome,
    /// The outcome in a sentence for people.
    summary: String,
    /// Epoch milliseconds.
    started_at: i64,
    /// Every request made, in order.
    requests: Vec<Request>,
    /// Addresses that robots.txt asked us to leave alone.
    left_alone: Vec<String>,
    pages: Vec<PageView>,
    #[schema(required)]
    profile: Option<Profile>,
    #[schema(required)]
    site_type: Option<SiteType>,
    /// Where what was posted and the site contradict one another; the site's word stands in the profile.
    disputed: Vec<Disputed>,
    findings: Vec<FindingView>,
    #[schema(required)]
    scores: Option<Scores>,
    /// Checks that failed, the most important for this project's offer first.
    priorities: Vec<String>,
    /// Every failed check in that order, with what decided its place.
    ranking: Vec<Ranked>,
    /// How the site stands among the project's others; null while there are fewer than 20.
    #[schema(required)]
    comparison: Option<Comparison>,
    /// Checks that are worth praise.
    strengths: Vec<String>,
    /// What the ids in `profile`, `disputed` and `findings` stand for.
    evidence: Vec<Evidence>,
}

/// A check, and what it says to an owner.
#[derive(Serialize, ToSchema)]
#[schema(as = FindingRead)]
struct FindingView {
    #[serde(flatten)]
    finding: Finding,
    /// In plain words, in the language asked for.
    told: Told,
}

/// A page that was read.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PageRead)]
struct PageView {
    /// Place in the list, from 1.
    number: usize,
    /// After redirects.
    url: String,
    role: Role,
    #[schema(required)]
    title: Option<String>,
    status: u16,
    /// Epoch milliseconds.
    fetched_at: i64,
    /// After content decoding.
    body_bytes: u64,
    /// Of the body as received, lower-case hex.
    body_sha256: String,
    /// The encoding that was used, and how it was found.
    charset: String,
    /// ISO 639-1, as told from the text.
    #[schema(required)]
    language: Option<String>,
    /// Words of main text.
    words: usize,
    /// The page's text by blocks, kept and dropped; only with `include=text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    text: Option<Vec<Block>>,
}

impl PageView {
    fn of(number: usize, page: Page, with_text: bool) -> Self {
        Self {
            number,
            words: page.main_blocks().map(|block| block.text.split_whitespace().count()).sum(),
            title: page.titles.into_iter().next(),
            url: page.url,
            role: page.role,
            status: page.status,
            fetched_at: page.fetched_at,
            body_bytes: page.body_bytes,
            body_sha256: page.body_sha256,
            charset: page.charset,
            language: page.detected_language.map(|(language, _)| language),
            text: with_text.then_some(page.blocks),
        }
    }
}

impl ResearchAnswer {
    fn of(lead: LeadView, Researched { dossier, analysis }: Researched, with_text: bool, language: Language) -> Self {
        let summary = [Some(outcome_sentence(&dossier)), because(&dossier.outcome).map(str::to_owned)];
        let mut answer = Self {
            success: true,
            lead,
            summary: summary.into_iter().flatten().collect::<Vec<_>>().join(" "),
            domain: dossier.domain,
            home_url: dossier.home_url,
            outcome: dossier.outcome,
            started_at: dossier.started_at,
            requests: dossier.requests,
            left_alone: dossier.left_alone,
            pages: dossier.pages.into_iter().enumerate().map(|(at, page)| PageView::of(at + 1, page, with_text)).collect(),
            profile: None,
            site_type: None,
            disputed: Vec::new(),
            findings: Vec::new(),
            scores: None,
            priorities: Vec::new(),
            ranking: Vec::new(),
            comparison: None,
            strengths: Vec::new(),
            evidence: Vec::new(),
        };
        if let Some(analysis) = analysis {
            answer.profile = Some(analysis.profile);
            answer.site_type = Some(analysis.site_type);
            answer.disputed = analysis.disputed;
            answer.findings = analysis.findings.into_iter().map(|finding| FindingView { told: told(&finding, language), finding }).collect();
            answer.scores = Some(analysis.scores);
            answer.priorities = analysis.priorities;
            answer.ranking = analysis.ranking;
            answer.comparison = analysis.comparison;
            answer.strengths = analysis.strengths;
            answer.evidence = analysis.evidence;
        }
        answer
    }
}

/// Get a lead's research
///
/// What was fetched, when and how long it took, what was refused, what was found out about the company, every check, and the evidence of each.
/// Of the newest job that got so far; 404 while there is none.
#[utoipa::path(
    get, path = "/leads/{leadId}/research", tag = "Leads", operation_id = "getResearch",
    params(
        ("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$"),
        ("include" = Option<String>, Query, description = "`text`: each page with its text by blocks", pattern = "^text$"),
        ("language" = Option<String>, Query, description = "Of the sentences for owners: `en`, `de`, `fr` or `es`", pattern = "^(en|de|fr|es)$")
    ),
    responses((status = 200, description = "The research", body = ResearchAnswer))
)]
pub async fn show(caller: ApiProject, State(web): State<Web>, Segments(id): Segments<String>, asked: Asked) -> Result<Response, ApiError> {
    caller.require(Scope::Read)?;
    answer(&caller.0, &web, &id, asked).await
}

/// Get a lead's research in a named project
///
/// As `GET /leads/{leadId}/research`; the project must be the key's own.
#[utoipa::path(
    get, path = "/projects/{projectId}/leads/{leadId}/research", tag = "Leads", operation_id = "getResearchInProject",
    params(
        ("projectId" = String, Path, description = "Id or slug of the key's project"),
        ("leadId" = String, Path, description = "Id of the lead", pattern = "^lead_[0-9A-Za-z]{22}$"),
        ("include" = Option<String>, Query, description = "`text`: each page with its text by blocks", pattern = "^text$"),
        ("language" = Option<String>, Query, description = "Of the sentences for owners: `en`, `de`, `fr` or `es`", pattern = "^(en|de|fr|es)$")
    ),
    responses((status = 200, description = "The research", body = ResearchAnswer))
)]
pub async fn in_project(
    caller: ApiProject,
    State(web): State<Web>,
    Segments((project, id)): Segments<(String, String)>,
    asked: Asked,
) -> Result<Response, ApiError> {
    caller.require_project(&project)?;
    caller.require(Scope::Read)?;
    answer(&caller.0, &web, &id, asked).await
}

async fn answer(caller: &Caller, web: &Web, id: &str, mut asked: Asked) -> Result<Response, ApiError> {
    let with_text = asked.choice("include", &[("text", true)]).unwrap_or(false);
    let language = asked.choice("language", &Language::ALL.map(|language| (language.tag(), language))).unwrap_or(Language::English);
    asked.check()?;
    let (lead, _) = find(caller, web, id).await?;
    let researched = newest(web, &caller.workspace.id, &lead.id).await?;
    let Some(researched) = researched else { return Err(ApiError::with_message(&error::NOT_FOUND, "There is no research of this lead yet")) };
    let answer = ResearchAnswer::of(LeadView::of(caller, web, lead), researched, with_text, language);
    Ok(([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Json(answer)).into_response())
}
