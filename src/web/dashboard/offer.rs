//! `…/settings/offer`: who sends, what is sold, to whom, with which proof, and what may not be said. Its fields are turned into an offer in `offer_form.rs`.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::form::Typed;
use super::frame::{Frame, see_other, show as send};
use super::golden_try::{self, Trial, fields_of};
use super::material_form::KINDS;
use super::member::{InProject, Member};
use super::offer_form::{AREAS, OfferForm, Point, Sources, points};
use super::refusal::{Refusal, Screen};
use super::site_draft::{DraftBox, Drafted, Fills};
use super::stamp::{Conflict, stamp};
use crate::model::material::SLOTS;
use crate::model::offer::Offer;
use crate::model::project::Project;
use crate::model::role::Right;
use crate::model::schema::Fault;
use crate::model::site_draft::{DraftStatus, SiteDraft};
use crate::store::audit::{Entry, insert_audit};
use crate::store::golden_leads::golden_count;
use crate::store::projects;
use crate::store::sender::set_offer;
use crate::store::site_drafts::site_draft;
use crate::web::state::Web;

/// How often a save is tried while other parts of the project change.
const TRIES: usize = 3;
const SAID: [(&str, &str); 2] = [("saved", "Saved. The next document uses it."), ("same", "Nothing was different, so nothing was changed.")];

/// In the order of the page.
const INPUTS: [&str; 12] =
    ["company", "url", "senderName", "senderEmail", "sells", "audience", "proof", "ctaLabel", "ctaUrl", "ctaText", "wordsToAvoid", "claimsNotToMake"];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: Option<String>,
    /// `site`: fill in what was found there.
    from: Option<String>,
    /// A name that could not be read, to be put right.
    domain: Option<String>,
}

#[derive(Template)]
#[template(path = "dashboard/offer.html")]
struct OfferScreen {
    frame: Frame,
    path: String,
    typed: OfferForm,
    /// By the name of the input.
    faults: Vec<Fault>,
    sources: Sources,
    /// Filled in from the site, not saved.
    drafted: Option<Drafted>,
    conflict: Option<Conflict>,
    points: Vec<Point>,
    draft: DraftBox,
    workspace: String,
    /// Golden leads of the project.
    golden: usize,
}

impl OfferScreen {
    /// What is wrong with a part of one of the texts.
    fn wrong_in(&self, at: &usize, part: &str) -> Option<&str> {
        let field = format!("material.{at}.{part}");
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.reason.as_str())
    }

    fn wrong(&self, input: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == input).map(|fault| fault.reason.as_str())
    }

    /// Attributes of an input; the first one that is wrong has the focus.
    fn extra(&self, input: &str, more: &str) -> String {
        let first = INPUTS.iter().find(|one| self.wrong(one).is_some());
        if first.is_some_and(|first| *first == input) { format!("{more} autofocus") } else { more.to_owned() }
    }

    /// The same of a part that says when it fits.
    fn wrong_when(&self, at: &usize, part: &str) -> Option<&str> {
        self.wrong_in(at, &format!("when.{part}"))
    }

    /// What may stand in braces in a text.
    fn slots(&self) -> String {
        SLOTS.iter().map(|(name, meaning)| format!("{{{name}}}, {meaning}")).collect::<Vec<_>>().join("; ")
    }

    fn has(&self, area: &str) -> bool {
        self.typed.focus.iter().any(|one| one == area)
    }

    fn done(&self) -> usize {
        self.points.iter().filter(|point| point.done).count()
    }
}

pub async fn show(asker: InProject, Query(asked): Query<Asked>, State(web): State<Web>) -> Screen {
    asker.member.require(Right::EditProject)?;
    let draft = last_draft(&web, &asker.project).await?;
    let mut screen = screen(&web, &asker, OfferForm::of(&asker.project.offer), draft.as_ref()).await?;
    screen.frame = screen.frame.saying(asked.done.as_deref(), &SAID);
    if let Some(domain) = asked.domain {
        screen.draft.wrong = Some("must be a host name like example.com".into());
        screen.draft.domain = domain;
    }
    let found = draft.filter(|draft| asked.from.as_deref() == Some("site") && draft.status_at(web.app.now()) == DraftStatus::Done);
    if let Some(draft) = found {
        screen.sources = screen.typed.fill(&draft.found, &asker.project.offer);
        screen.points = points(&screen.typed);
        screen.drafted = Some(Drafted::of(&draft));
    }
    Ok(send(StatusCode::OK, &screen))
}

pub async fn save(asker: InProject, State(web): State<Web>, Typed(mut typed): Typed<OfferForm>) -> Screen {
    asker.member.require(Right::EditProject)?;
    if typed.follow() || typed.action == "back" {
        return again(&web, &asker, typed, StatusCode::OK, Vec::new(), None).await;
    }
    let (path, offer) = (Fills::Offer.path(&asker.project), typed.offer());
    let faults = OfferForm::placed(offer.faults());
    if !faults.is_empty() {
        return again(&web, &asker, typed, StatusCode::UNPROCESSABLE_ENTITY, faults, None).await;
    }
    if typed.action != "rollout" && offer != asker.project.offer && typed.seen == stamp(&asker.project.offer) {
        let after = Project { offer: offer.clone(), ..asker.project.clone() };
        let trial = Trial { path: path.clone(), fields: fields_of(&typed)?, place: Fills::Offer.place(), what: "offer" };
        if let Some(screen) = golden_try::screen(&web, &asker, after, trial).await? {
            return Ok(screen);
        }
    }
    let mut project = asker.project.clone();
    for _ in 0..TRIES {
        if offer == project.offer {
            return Ok(see_other(&format!("{path}?done=same")));
        }
        if typed.seen != stamp(&project.offer) {
            let differences = typed.differences(&project.offer);
            let conflict = Conflict::find(&web.app.db, &project, "offer.changed", differences, web.app.now()).await?;
            let asker = InProject { project, ..asker };
            return again(&web, &asker, typed, StatusCode::CONFLICT, Vec::new(), Some(conflict)).await;
        }
        if write(&web, &asker.member, &project, &offer).await? {
            web.keys.clear();
            return Ok(see_other(&format!("{path}?done=saved")));
        }
        // Another part of the project was changed in this very moment.
        project = projects::project(&web.app.db, &project.workspace_id, project.id.as_str()).await?.ok_or(Refusal::NotFound)?;
    }
    Err(Refusal::Conflict("The project is being changed by somebody else. Please go back and save once more.".into()))
}

/// Stores the offer with its line in the audit log; false when the project is not as it was read.
pub(super) async fn write(web: &Web, member: &Member, project: &Project, offer: &Offer) -> Result<bool, Refusal> {
    let app = &web.app;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if !set_offer(&mut tx, project, offer, now).await? {
        return Ok(false);
    }
    let changed: Vec<&str> = OfferForm::of(offer).differences(&project.offer).into_iter().map(|(label, ..)| label).collect();
    let entry = Entry {
        workspace_id: &project.workspace_id,
        project_id: Some(&project.id),
        actor: &member.user.email,
        address: member.address(),
        action: "offer.changed",
        target: &project.name,
        detail: json!({"changed": changed}),
        at: now,
    };
    insert_audit(&mut tx, &*app.random, &entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// The form as it was typed, with what is wrong or what somebody else did.
async fn again(web: &Web, asker: &InProject, typed: OfferForm, status: StatusCode, faults: Vec<Fault>, conflict: Option<Conflict>) -> Screen {
    let draft = last_draft(web, &asker.project).await?;
    // After a conflict the next save is meant to go over what the other one did.
    let seen = if conflict.is_some() { stamp(&asker.project.offer) } else { typed.seen.clone() };
    let mut screen = screen(web, asker, OfferForm { seen, ..typed }, draft.as_ref()).await?;
    (screen.faults, screen.conflict) = (faults, conflict);
    Ok(send(status, &screen))
}

async fn last_draft(web: &Web, project: &Project) -> Result<Option<SiteDraft>, Refusal> {
    Ok(site_draft(&web.app.db, &project.workspace_id, &project.id).await?)
}

async fn screen(web: &Web, asker: &InProject, typed: OfferForm, draft: Option<&SiteDraft>) -> Result<OfferScreen, Refusal> {
    let (member, project) = (&asker.member, &asker.project);
    Ok(OfferScreen {
        frame: Frame::in_project(member, project, "Offer", Fills::Offer.place()),
        path: Fills::Offer.path(project),
        points: points(&typed),
        typed,
        faults: Vec::new(),
        sources: Sources::default(),
        drafted: None,
        conflict: None,
        draft: DraftBox::of(Fills::Offer, project, draft, &member.user.email, None, web.app.now()),
        workspace: member.workspace.name.clone(),
        golden: golden_count(&web.app.db, project).await?,
    })
}
