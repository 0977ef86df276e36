//! `/projects/{project}/leads/{lead}/magnet`: the document block by block, each sentence of fact beside its source. Editing is in `magnet_edit.rs`, the
//! versions are in `magnet_versions.rs`.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use magnetite_document::tree::{self, Block, Document, Verdict};
use serde::Deserialize;

use super::frame::{Frame, Place as NavPlace, machine_time, magnet_page, show as show_page, when};
use super::member::InProject;
use super::refusal::{Refusal, Screen};
use crate::generation::revise::{Place, ReviseError, claims_of, document, fields, is_removable, lines, marker};
use crate::model::role::Right;
use crate::store::leads::{self, StoredLead};
use crate::store::objects::Form;
use crate::store::versions::{self, Origin, VersionLine};
use crate::web::state::Web;

const DONE: [(&str, &str); 4] = [
    ("edited", "Saved as a new version. Page, PDF and picture were made anew."),
    ("removed", "Taken out. The version before is kept."),
    ("same", "Nothing was different, so no version was made."),
    ("back", "Brought back as a new version. Page, PDF and picture were made anew."),
];

/// A lead of the project in the path, with the versions of its magnet, newest first.
pub(super) struct Opened {
    pub here: InProject,
    pub lead: StoredLead,
    pub versions: Vec<VersionLine>,
}

impl Opened {
    /// # Errors
    /// `NotFound` when the lead is not of this project.
    pub async fn of(web: &Web, here: InProject, lead: &str) -> Result<Self, Refusal> {
        let id = lead.parse().map_err(|_| Refusal::NotFound)?;
        let lead =
            leads::lead(&web.app.db, &here.member.workspace.id, &id).await?.filter(|lead| lead.project_id == here.project.id).ok_or(Refusal::NotFound)?;
        let versions = versions::versions(&web.app.db, &here.member.workspace.id, &lead.id).await?;
        Ok(Self { here, lead, versions })
    }

    pub fn newest(&self) -> i64 {
        self.versions.first().map_or(0, |version| version.version)
    }

    pub async fn document(&self, web: &Web, version: i64) -> Result<Document, Refusal> {
        document(&web.app.db, &self.here.member.workspace, &self.lead.id, version).await.map_err(refused)
    }

    pub fn lead_path(&self) -> String {
        format!("/dashboard/projects/{}/leads/{}", self.here.project.slug, self.lead.id)
    }

    pub fn base(&self) -> String {
        format!("{}/magnet", self.lead_path())
    }

    /// What the lead is called in headings.
    pub fn name(&self) -> String {
        let fields = &self.lead.fields;
        fields.company.clone().or_else(|| fields.full_name.clone()).unwrap_or_else(|| fields.email.clone())
    }

    pub fn frame(&self, title: &str) -> Frame {
        Frame::in_project(&self.here.member, &self.here.project, title, NavPlace::Leads)
    }

    pub fn may_edit(&self) -> bool {
        self.here.member.may(Right::WorkOnLeads)
    }
}

/// A fault of revising as an answer; conflicts and faulty texts are handled before.
pub(super) fn refused(error: ReviseError) -> Refusal {
    match error {
        ReviseError::Missing | ReviseError::NotRevised(_) => Refusal::NotFound,
        ReviseError::Stale(version) => Refusal::Conflict(format!("Version {version} was made meanwhile. Nothing was changed; look at it first.")),
        ReviseError::Objected => Refusal::Conflict("This person has objected to the processing of their data. Nothing was changed.".into()),
        ReviseError::Store(error) => error.into(),
        ReviseError::Render(error) => Refusal::Broken(error),
    }
}

/// One claim with what it rests on.
pub(super) struct ClaimView {
    /// As it stands in the text: `[3]`.
    pub number: String,
    pub text: String,
    pub verdict: &'static str,
    pub sources: Vec<SourceView>,
}

pub(super) struct SourceView {
    pub from: &'static str,
    /// Address as a link, when it is one of the web.
    pub href: Option<String>,
    pub address: String,
    pub quote: String,
    pub observed: String,
    pub place: String,
    pub when: String,
    pub machine_time: String,
}

/// The claims with these ids, in this order.
pub(super) fn claims(document: &Document, ids: &[String]) -> Vec<ClaimView> {
    ids.iter().filter_map(|id| document.claims.iter().find(|claim| claim.id == *id)).map(|claim| claim_view(document, claim)).collect()
}

fn claim_view(document: &Document, claim: &tree::Claim) -> ClaimView {
    let sources = claim.evidence.iter().filter_map(|id| document.evidence.iter().find(|item| item.id == *id));
    ClaimView {
        number: format!("[{}]", marker(&claim.id)),
        text: claim.text.clone(),
        verdict: match claim.verdict {
            Verdict::Supported => "stands in its source",
            Verdict::Computed => "follows from its source by a rule",
        },
        sources: sources.map(source_view).collect(),
    }
}

fn source_view(item: &tree::Evidence) -> SourceView {
    let address = item.url.clone().unwrap_or_default();
    SourceView {
        from: match item.source.as_str() {
            "provided" => "came with the request",
            "measured" => "measured",
            _ => "on the site",
        },
        href: Some(address.clone()).filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        address,
        quote: item.quote.clone().unwrap_or_default(),
        observed: item.observed.clone().unwrap_or_default(),
        place: item.locator.clone(),
        when: when(item.fetched_at),
        machine_time: machine_time(item.fetched_at),
    }
}

struct BlockView {
    place: String,
    kind: &'static str,
    lines: Vec<String>,
    claims: Vec<ClaimView>,
    editable: bool,
    removable: bool,
}

struct SectionView {
    heading: String,
    appendix: bool,
    blocks: Vec<BlockView>,
}

#[derive(Template)]
#[template(path = "dashboard/magnet.html")]
struct MagnetScreen {
    frame: Frame,
    base: String,
    lead_path: String,
    name: String,
    version: i64,
    newest: i64,
    line: String,
    published: bool,
    may_edit: bool,
    title: String,
    subtitle: String,
    sections: Vec<SectionView>,
    cta: Option<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "dashboard/magnet_none.html")]
struct NoMagnet {
    frame: Frame,
    lead_path: String,
    name: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    version: String,
    done: Option<String>,
}

impl Asked {
    /// The version asked for, else the newest.
    fn version(&self, newest: i64) -> Result<i64, Refusal> {
        if self.version.is_empty() { Ok(newest) } else { self.version.parse().map_err(|_| Refusal::NotFound) }
    }
}

pub async fn show(here: InProject, State(web): State<Web>, Path((_, lead)): Path<(String, String)>, Query(asked): Query<Asked>) -> Screen {
    let opened = Opened::of(&web, here, &lead).await?;
    let Some(newest) = opened.versions.first() else {
        let page = NoMagnet { frame: opened.frame("Document"), lead_path: opened.lead_path(), name: opened.name() };
        return Ok(show_page(StatusCode::OK, &page));
    };
    let wanted = asked.version(newest.version)?;
    let line = opened.versions.iter().find(|line| line.version == wanted).ok_or(Refusal::NotFound)?;
    let document = opened.document(&web, wanted).await?;
    let may_edit = opened.may_edit() && wanted == newest.version;
    let page = MagnetScreen {
        frame: opened.frame(&format!("Document for {}", opened.name())).saying(asked.done.as_deref(), &DONE),
        base: opened.base(),
        lead_path: opened.lead_path(),
        name: opened.name(),
        version: wanted,
        newest: newest.version,
        line: told(line),
        published: line.published_at.is_some(),
        may_edit,
        title: document.title.clone(),
        subtitle: document.subtitle.clone(),
        sections: document.sections.iter().map(|section| section_view(&document, section, may_edit)).collect(),
        cta: document.cta.as_ref().map(|cta| (cta.label.clone(), cta.url.clone(), cta.text.clone().unwrap_or_default())),
    };
    Ok(show_page(StatusCode::OK, &page))
}

/// Who made a version and when, in words.
pub(super) fn told(line: &VersionLine) -> String {
    let what = match line.origin {
        Origin::Job => "written",
        Origin::Edit => "edited",
        Origin::Rollback => "brought back",
    };
    let by = if line.created_by.is_empty() { String::new() } else { format!(" by {}", line.created_by) };
    format!("{what}{by} on {}", when(line.created_at))
}

fn section_view(document: &Document, section: &tree::Section, may_edit: bool) -> SectionView {
    let blocks = section.blocks.iter().enumerate().map(|(at, block)| {
        let place = Place::Block { section: section.id.clone(), block: at };
        BlockView {
            editable: may_edit && fields(document, &place).is_some_and(|fields| !fields.is_empty()),
            removable: may_edit && is_removable(document, &place),
            place: place.to_string(),
            kind: kind(block),
            lines: lines(block),
            claims: claims(document, &claims_of(block)),
        }
    });
    SectionView { heading: section.heading.clone(), appendix: section.appendix, blocks: blocks.collect() }
}

/// What a block is called.
pub(super) fn kind(block: &Block) -> &'static str {
    match block {
        Block::Paragraph { .. } => "Paragraph",
        Block::Quote { .. } => "Words of the site",
        Block::Score { .. } => "Score",
        Block::Finding(_) => "Finding",
        Block::Checklist { .. } => "Checklist",
        Block::Table { .. } => "Table",
        Block::BarChart { .. } => "Chart",
        Block::Steps { .. } => "Steps",
        Block::Callout { .. } => "Callout",
        Block::Swipe { .. } => "Texts to copy",
        Block::Calculator(_) => "Calculator",
    }
}

/// The page of one version, for a frame.
pub async fn page(here: InProject, State(web): State<Web>, Path((_, lead)): Path<(String, String)>, Query(asked): Query<Asked>) -> Screen {
    let opened = Opened::of(&web, here, &lead).await?;
    let (workspace, wanted) = (&opened.here.member.workspace, asked.version(opened.newest())?);
    let (_, object) = versions::version(&web.app.db, &workspace.id, &opened.lead.id, wanted).await?.ok_or(Refusal::NotFound)?;
    let bytes = web.app.objects.get(&workspace.id, &opened.lead.id, &object, Form::Page).await?.ok_or(Refusal::NotFound)?;
    Ok(magnet_page(&String::from_utf8_lossy(&bytes)))
}
