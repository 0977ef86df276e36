//! `/dashboard/projects/{project}/leads/{lead}`: how far it is, live; who it is; the magnet in a frame, its files and its address.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use magnetite_document::{Document, Mail};
use serde::Deserialize;

use super::chart::grouped;
use super::frame::{Frame, machine_time, show as send, when};
use super::in_lead::InLead;
use super::lead_files::EXTRAS;
use super::lead_head::{LeadHead, Tab};
use super::lead_link::LinkCard;
use super::lead_live::{LeadState, is_running};
use super::lead_sources::SourcesView;
use super::lead_writing::{report, texts};
use super::refusal::{Refusal, Screen};
use crate::generation::drift::standing;
use crate::model::job::{JobStatus, Phase};
use crate::model::research_settings::Thin;
use crate::model::role::Right;
use crate::store::golden_leads::is_golden;
use crate::store::magnets::{StoredMagnet, magnet, newest_magnet};
use crate::store::objects::Form;
use crate::store::steps;
use crate::web::pages::about_held::posted;
use crate::web::state::Web;
use crate::web::writer::{LeadWriter, of_lead};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub done: String,
}

struct FileLink {
    label: &'static str,
    href: String,
}

struct MagnetView {
    title: String,
    version: i64,
    machine_time: String,
    when: String,
    /// The version on show is not out yet.
    unpublished: bool,
    files: Vec<FileLink>,
}

/// Who wrote the document, and what that took.
struct WriterView {
    /// Why the built-in writer wrote in the model's place.
    instead: Option<&'static str>,
    /// Calls, tokens and cost; `None` where no model was called.
    used: Option<String>,
}

impl WriterView {
    fn of(writer: LeadWriter) -> Self {
        let (tokens_in, tokens_out) = writer.used.tokens();
        let used =
            format!("{} calls, {} tokens in, {} out, cost {}", grouped(writer.used.calls()), grouped(tokens_in), grouped(tokens_out), writer.used.cost());
        Self { instead: writer.instead_message, used: (writer.used.calls() > 0).then_some(used) }
    }
}

#[derive(Template)]
#[template(path = "dashboard/lead.html")]
struct Lead {
    frame: Frame,
    head: LeadHead,
    state: String,
    running: bool,
    advice: Option<&'static str>,
    posted: Vec<(String, String)>,
    sample: bool,
    machine_time: String,
    when: String,
    magnet: Option<MagnetView>,
    /// Its address, which works from the first moment, and what that allows.
    link: LinkCard,
    /// Something is out.
    public: bool,
    sources: Option<SourcesView>,
    writer: Option<WriterView>,
    /// Sentences about the writer's work; empty while there is no document.
    report: Vec<String>,
    /// Texts for the sender to copy.
    texts: Option<Mail>,
    /// Whether it is a golden lead; `None` for who may not change that, and while nothing is known about it.
    golden: Option<bool>,
}

pub async fn show(of: InLead, State(web): State<Web>, asked: Result<Query<Asked>, QueryRejection>) -> Screen {
    let done = asked.map(|Query(asked)| asked.done).unwrap_or_default();
    let (db, workspace) = (&web.app.db, &of.member.workspace);
    let steps = steps::steps_of(db, &workspace.id, &of.job.id).await?;
    let newest = newest_magnet(db, &workspace.id, &of.lead.id).await?;
    let public = match &newest {
        Some(newest) if newest.published_at.is_none() => magnet(db, &workspace.id, &of.lead.id).await?.is_some_and(|out| out.withdrawn_at.is_none()),
        newest => newest.as_ref().is_some_and(|newest| newest.withdrawn_at.is_none()),
    };
    let state = LeadState::of(&of.job, &steps).render().map_err(|error| Refusal::Broken(error.to_string()))?;
    let url = web.app.magnet_url(&workspace.slug, &of.project.id, &of.lead.id);
    let document: Option<Document> = newest.as_ref().and_then(|newest| serde_json::from_str(&newest.document).ok());
    let golden = match document.is_some() && of.member.may(Right::EditProject) {
        true => Some(is_golden(db, &workspace.id, &of.lead.id).await?),
        false => None,
    };
    let lead = Lead {
        frame: LeadHead::frame(&of, "Lead", Some(&done)),
        head: LeadHead::of(&of, Tab::Overview),
        state,
        running: is_running(of.job.status),
        advice: if refused_thin(&of) { Some(THIN) } else { advice(of.job.status, newest.is_some()) },
        posted: posted(&of.lead.fields),
        sample: of.job.sample,
        machine_time: machine_time(of.lead.created_at),
        when: when(of.lead.created_at),
        magnet: newest.map(|newest| magnet_view(&of, newest)),
        report: document.as_ref().map(|document| report(&document.writer)).unwrap_or_default(),
        texts: document.as_ref().and_then(|document| texts(document, &url)),
        golden,
        link: LinkCard::of(&web, &of).await?,
        public,
        writer: of_lead(&web.app, &workspace.id, &of.lead.id).await?.map(WriterView::of),
        sources: standing(&web.app, workspace, &of.lead.id).await?.map(SourcesView::of),
    };
    Ok(send(StatusCode::OK, &lead))
}

/// The job was given up at once because the project writes nothing about a site that says too little.
fn refused_thin(of: &InLead) -> bool {
    of.job.status == JobStatus::Failed && of.job.phase == Some(Phase::Content) && of.job.retry_count == 0 && of.project.research.thin == Thin::Fail
}

const THIN: &str = "This project writes nothing when a site says too little. What could be read stands under Research; “Regenerate” reads the site anew. Admins can change the answer to such sites in the settings, then “Try again” goes on.";

/// What to do about a state that does not end by itself.
fn advice(status: JobStatus, has_magnet: bool) -> Option<&'static str> {
    match (status, has_magnet) {
        (JobStatus::Failed, _) => Some(
            "It was tried four times. “Try again” goes on with the step that failed; “Regenerate” reads the site anew. What went wrong stands under History.",
        ),
        (JobStatus::Cancelled, false) => Some("Nothing is made until somebody tries it again."),
        (JobStatus::Cancelled, true) => Some("The last run was cancelled, or its magnet was turned down at review. “Try again” goes on where it stopped."),
        (JobStatus::NeedsReview, _) => {
            Some("The magnet is finished and waits for approval. Until then its address shows the waiting page, or the version that was out before.")
        }
        _ => None,
    }
}

fn magnet_view(of: &InLead, magnet: StoredMagnet) -> MagnetView {
    let label = |form| match form {
        Form::Page => "HTML",
        Form::Pdf => "PDF",
        Form::Image => "Image",
        Form::Markdown => "Markdown",
        Form::Json => "JSON",
    };
    let path = of.path();
    let files = Form::ALL.into_iter().map(|form| (label(form), form.ending()));
    let extras = ["PDF on Letter", "Slides", "Square image"].into_iter().zip(EXTRAS.map(|(_, ending, _)| ending));
    MagnetView {
        title: magnet.title,
        version: magnet.version,
        machine_time: machine_time(magnet.created_at),
        when: when(magnet.created_at),
        unpublished: magnet.published_at.is_none(),
        files: files.chain(extras).map(|(label, ending)| FileLink { label, href: format!("{path}/files/report.{ending}") }).collect(),
    }
}
