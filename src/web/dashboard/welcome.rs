//! The first steps of a project: its offer, its first key, its first magnet. Each can be left out, and each is an ordinary screen of the dashboard too.
//! Last stop: the lead's page, where the magnet is watched being made.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::faults::Faults;
use super::form::Typed;
use super::frame::{Frame, Place, see_other, show};
use super::in_lead::by;
use super::member::{InProject, Member};
use super::offer::write as write_offer;
use super::offer_form::{OfferForm, Sources};
use super::refusal::{Refusal, Screen};
use super::site_draft::{DraftBox, Fills};
use crate::generation::accept::accept_by;
use crate::model::api_key::{KeyMode, Scope};
use crate::model::first::new_key;
use crate::model::ids::{KeyId, LeadId};
use crate::model::offer::{CallToAction, Offer};
use crate::model::project::Project;
use crate::model::role::Right;
use crate::model::site_draft::{DraftStatus, SiteDraft};
use crate::store::audit::Entry;
use crate::store::keys::create_key;
use crate::store::site_drafts::site_draft;
use crate::web::state::Web;

/// The steps, as the head of each page counts them.
const STEPS: [(&str, &str); 3] = [("Your offer", ""), ("Your API key", "/key"), ("Your first magnet", "/magnet")];

/// The three steps with the one that is open.
struct Steps {
    base: String,
    at: usize,
}

impl Steps {
    fn of(project: &Project, at: usize) -> Self {
        Self { base: path(project, ""), at }
    }

    /// (label, address, state) of each step.
    fn all(&self) -> Vec<(&'static str, String, &'static str)> {
        let state = |at| match usize::cmp(&at, &self.at) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater => "",
        };
        STEPS.iter().enumerate().map(|(at, (label, path))| (*label, format!("{}{path}", self.base), state(at))).collect()
    }
}

fn path(project: &Project, step: &str) -> String {
    format!("/dashboard/projects/{}/welcome{step}", project.slug)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypedOffer {
    company: String,
    sells: String,
    audience: String,
    proof: String,
    cta_label: String,
    cta_url: String,
}

#[derive(Template)]
#[template(path = "dashboard/welcome_offer.html")]
struct OfferStep {
    frame: Frame,
    steps: Steps,
    typed: TypedOffer,
    faults: Faults,
    draft: DraftBox,
    sources: Sources,
    /// The site that the fields are filled from.
    drafted: Option<String>,
}

impl OfferStep {
    fn of(member: &Member, project: &Project, typed: TypedOffer, faults: Faults, draft: Option<&SiteDraft>, now: i64) -> Self {
        Self {
            frame: Frame::in_project(member, project, "Your offer", Place::Elsewhere),
            steps: Steps::of(project, 0),
            typed,
            faults,
            draft: DraftBox::of(Fills::FirstOffer, project, draft, &member.user.email, None, now),
            sources: Sources::default(),
            drafted: None,
        }
    }
}

pub async fn offer(InProject { member, project }: InProject, State(web): State<Web>, Query(asked): Query<AskedOffer>) -> Screen {
    member.require(Right::EditProject)?;
    let (mut form, now) = (OfferForm::of(&project.offer), web.app.now());
    let draft = site_draft(&web.app.db, &project.workspace_id, &project.id).await?;
    let found = draft.as_ref().filter(|draft| asked.from.as_deref() == Some("site") && draft.status_at(now) == DraftStatus::Done);
    let sources = found.map(|draft| form.fill(&draft.found, &project.offer)).unwrap_or_default();
    let typed =
        TypedOffer { company: form.company, sells: form.sells, audience: form.audience, proof: form.proof, cta_label: form.cta_label, cta_url: form.cta_url };
    let mut step = OfferStep::of(&member, &project, typed, Faults::default(), draft.as_ref(), now);
    (step.sources, step.drafted) = (sources, found.map(|draft| draft.domain.clone()));
    if let Some(domain) = asked.domain {
        step.draft.wrong = Some("must be a host name like example.com".into());
        step.draft.domain = domain;
    }
    Ok(show(StatusCode::OK, &step))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AskedOffer {
    /// `site`: fill in what was found there.
    from: Option<String>,
    /// A name that could not be read, to be put right.
    domain: Option<String>,
}

pub async fn save_offer(State(web): State<Web>, InProject { member, project }: InProject, Typed(typed): Typed<TypedOffer>) -> Screen {
    member.require(Right::EditProject)?;
    let (offer, faults) = checked(&project.offer, &typed);
    if !faults.is_empty() {
        let draft = site_draft(&web.app.db, &project.workspace_id, &project.id).await?;
        return Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &OfferStep::of(&member, &project, typed, faults, draft.as_ref(), web.app.now())));
    }
    if !write_offer(&web, &member, &project, &offer).await? {
        return Err(Refusal::Conflict("Somebody else changed this project at the same moment. Go back and send the form again.".into()));
    }
    web.keys.clear();
    Ok(see_other(&path(&project, "/key")))
}

/// The offer with what was typed in place of its own, and what is wrong with it.
fn checked(before: &Offer, typed: &TypedOffer) -> (Offer, Faults) {
    let mut faults = Faults::default();
    let mut offer = before.clone();
    let text = |text: &str| text.trim().to_owned();
    (offer.company, offer.sells, offer.audience) = (text(&typed.company), text(&typed.sells), text(&typed.audience));
    offer.proof = typed.proof.lines().map(text).filter(|line| !line.is_empty()).collect();
    if offer.company.is_empty() {
        faults.add("company", "is needed: it stands on each document as the sender");
    }
    let (label, url) = (text(&typed.cta_label), text(&typed.cta_url));
    offer.cta = match (label.is_empty(), url.is_empty()) {
        (true, true) => None,
        (true, false) => {
            faults.add("cta_label", "is needed with an address");
            None
        }
        (false, true) => {
            faults.add("cta_url", "is needed with a label");
            None
        }
        (false, false) => Some(CallToAction { label, url, text: before.cta.as_ref().and_then(|cta| cta.text.clone()) }),
    };
    for fault in offer.faults() {
        let field = match fault.field.as_str() {
            "offer.cta.url" => "cta_url",
            "offer.cta.label" => "cta_label",
            field if field.starts_with("offer.proof") => "proof",
            "offer.sells" => "sells",
            "offer.audience" => "audience",
            _ => "company",
        };
        faults.add(field, &fault.reason);
    }
    (offer, faults)
}

#[derive(Template)]
#[template(path = "dashboard/welcome_key.html")]
struct KeyStep {
    frame: Frame,
    steps: Steps,
    /// Makes one key of a form that is sent twice.
    nonce: KeyId,
    /// Shown once.
    made: Option<String>,
    base: String,
}

pub async fn key(State(web): State<Web>, InProject { member, project }: InProject) -> Screen {
    member.require(Right::ManageKeys)?;
    let frame = Frame::in_project(&member, &project, "Your API key", Place::Elsewhere);
    let nonce = KeyId::new(&*web.app.random);
    Ok(show(StatusCode::OK, &KeyStep { frame, steps: Steps::of(&project, 1), nonce, made: None, base: web.app.public_url().to_owned() }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypedKey {
    nonce: String,
}

pub async fn make_key(State(web): State<Web>, InProject { member, project }: InProject, Typed(typed): Typed<TypedKey>) -> Screen {
    member.require(Right::ManageKeys)?;
    let app = &web.app;
    let nonce: KeyId = typed.nonce.parse().map_err(|_| Refusal::BadForm("Go back and load the page again.".into()))?;
    let (mut key, plain) = new_key(&project, "First key", KeyMode::Live, Scope::ALL.to_vec(), &member.user.email, None, &*app.random, app.now());
    key.id = nonce;
    let target = key.shown();
    let entry = Entry {
        workspace_id: &member.workspace.id,
        project_id: Some(&project.id),
        actor: &member.user.email,
        address: member.address(),
        action: "key.created",
        target: &target,
        detail: json!({"name": key.name, "mode": key.mode.as_str()}),
        at: app.now(),
    };
    if !create_key(&app.db, &*app.random, &key, plain.hash(), &entry).await? {
        return Err(Refusal::Conflict("This key was made already, and is shown once only. Make another one if you did not keep it.".into()));
    }
    let frame = Frame::in_project(&member, &project, "Your API key", Place::Elsewhere);
    let made = Some(plain.reveal().to_owned());
    Ok(show(StatusCode::OK, &KeyStep { frame, steps: Steps::of(&project, 1), nonce: key.id, made, base: app.public_url().to_owned() }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TypedLead {
    email: String,
    #[serde(rename = "fullName")]
    full_name: String,
    company: String,
    domain: String,
    /// `sample`: the built-in company instead of a site.
    with: String,
}

#[derive(Template)]
#[template(path = "dashboard/welcome_magnet.html")]
struct MagnetStep {
    frame: Frame,
    steps: Steps,
    typed: TypedLead,
    faults: Faults,
}

pub async fn magnet(InProject { member, project }: InProject) -> Screen {
    member.require(Right::WorkOnLeads)?;
    let frame = Frame::in_project(&member, &project, "Your first magnet", Place::Elsewhere);
    Ok(show(StatusCode::OK, &MagnetStep { frame, steps: Steps::of(&project, 2), typed: TypedLead::default(), faults: Faults::default() }))
}

pub async fn make_magnet(State(web): State<Web>, InProject { member, project }: InProject, Typed(typed): Typed<TypedLead>) -> Result<Response, Refusal> {
    member.require(Right::WorkOnLeads)?;
    let given = [("email", &typed.email), ("fullName", &typed.full_name), ("company", &typed.company), ("domain", &typed.domain)];
    let body: Map<String, Value> =
        given.into_iter().filter(|(_, text)| !text.trim().is_empty()).map(|(name, text)| (name.to_owned(), json!(text.trim()))).collect();
    let lead = match project.fields.check(body) {
        Ok(lead) => lead,
        Err(list) => {
            let mut faults = Faults::default();
            for fault in list {
                // A project whose schema asks for more has its own form.
                let shown = given.iter().any(|(name, _)| *name == fault.field);
                faults.add(if shown { &fault.field } else { "email" }, &fault.reason);
            }
            let frame = Frame::in_project(&member, &project, "Your first magnet", Place::Elsewhere);
            return Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &MagnetStep { frame, steps: Steps::of(&project, 2), typed, faults }));
        }
    };
    let id = LeadId::new(&*web.app.random);
    let accepted = accept_by(&web.app, by(&member), &project, &lead, &id, typed.with == "sample").await?;
    Ok(see_other(&format!("/dashboard/projects/{}/leads/{}", project.slug, accepted.lead_id)))
}
