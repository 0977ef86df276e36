//! Settings → Research: whether prospects' own sites are read, what becomes of a lead whose site says too little, and when sources are looked at again.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::form::Typed;
use super::frame::{Frame, Place, Settings, see_other, show as send};
use super::general::entry;
use super::member::{InProject, Member};
use super::refusal::{Refusal, Screen};
use crate::model::project::Project;
use crate::model::research_settings::{Drift, ResearchSettings, Then, Thin};
use crate::model::role::Right;
use crate::store::projects::{change_research, project as project_now};
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ResearchForm {
    /// The settings as they were when the form was shown.
    seen: String,
    own_site: String,
    thin: String,
    /// Days, as typed.
    every_days: String,
    then: String,
}

impl ResearchForm {
    fn of(research: &ResearchSettings) -> Self {
        Self {
            seen: seen(research),
            own_site: if research.own_site { "yes".into() } else { String::new() },
            thin: research.thin.as_str().into(),
            every_days: research.drift.every_days.to_string(),
            then: research.drift.then.as_str().into(),
        }
    }

    fn own_site(&self) -> bool {
        !self.own_site.is_empty()
    }

    fn thin(&self) -> Option<Thin> {
        Thin::ALL.into_iter().find(|thin| thin.as_str() == self.thin)
    }

    fn then(&self) -> Option<Then> {
        Then::ALL.into_iter().find(|then| then.as_str() == self.then)
    }

    /// Nothing typed is never.
    fn days(&self) -> Option<u16> {
        let typed = self.every_days.trim();
        if typed.is_empty() { Some(0) } else { typed.parse().ok().filter(|days| *days <= Drift::DAYS_MAX) }
    }
}

/// One of the answers to a thin site, or to changed sources.
struct Answer {
    id: String,
    value: &'static str,
    label: &'static str,
    hint: &'static str,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "dashboard/research_settings.html")]
struct Page {
    frame: Frame,
    base: String,
    seen: String,
    own_site: bool,
    answers: Vec<Answer>,
    every_days: String,
    effects: Vec<Answer>,
    thin_fault: Option<&'static str>,
    days_fault: Option<&'static str>,
    then_fault: Option<&'static str>,
    /// What somebody else did meanwhile.
    stale: Option<String>,
}

/// What identifies the settings in the form.
fn seen(research: &ResearchSettings) -> String {
    format!("{}:{}:{}:{}", research.own_site, research.thin.as_str(), research.drift.every_days, research.drift.then.as_str())
}

fn answer(thin: Thin, chosen: Option<Thin>) -> Answer {
    let (label, hint) = match thin {
        Thin::Write => ("Write a shorter magnet", "It says plainly what could not be read, and uses only what you sent and general advice."),
        Thin::Review => ("Write it, and wait for approval", "The same magnet, held back until somebody approves it here."),
        Thin::Fail => ("Write nothing", "The lead fails and its credit is given back. It can be tried again at any time."),
    };
    Answer { id: format!("thin-{}", thin.as_str()), value: thin.as_str(), label, hint, chosen: chosen == Some(thin) }
}

fn effect(then: Then, chosen: Option<Then>) -> Answer {
    let (label, hint) = match then {
        Then::Keep => ("Mark the facts", "On the lead’s page, and nothing else."),
        Then::Flag => ("Mark them and tell us", "The project’s overview counts such magnets, and a magnet.drifted event is written once for each."),
        Then::Withdraw => {
            ("Withdraw the magnet", "Readers get a quiet page that says it is no longer there, until somebody puts it out again or makes it anew.")
        }
    };
    Answer { id: format!("then-{}", then.as_str()), value: then.as_str(), label, hint, chosen: chosen == Some(then) }
}

/// The form as typed, or as stored.
fn page(member: &Member, project: &Project, form: ResearchForm) -> Page {
    Page {
        frame: Frame::in_project(member, project, "Research", Place::Settings(Settings::Research)),
        base: format!("/dashboard/projects/{}/settings/research", project.slug),
        answers: Thin::ALL.into_iter().map(|one| answer(one, form.thin())).collect(),
        effects: Then::ALL.into_iter().map(|one| effect(one, form.then())).collect(),
        own_site: form.own_site(),
        seen: form.seen,
        every_days: form.every_days,
        thin_fault: None,
        days_fault: None,
        then_fault: None,
        stale: None,
    }
}

pub async fn show(InProject { member, project }: InProject, Query(asked): Query<Asked>) -> Screen {
    member.require(Right::EditProject)?;
    let mut screen = page(&member, &project, ResearchForm::of(&project.research));
    screen.frame = screen.frame.saying(asked.done.as_deref(), &[("saved", "Saved. It holds for leads whose work begins from now on.")]);
    Ok(send(StatusCode::OK, &screen))
}

pub async fn save(InProject { member, project }: InProject, State(web): State<Web>, Typed(typed): Typed<ResearchForm>) -> Screen {
    member.require(Right::EditProject)?;
    let (Some(thin), Some(then), Some(every_days)) = (typed.thin(), typed.then(), typed.days()) else {
        let (thin, then, days) = (typed.thin(), typed.then(), typed.days());
        let screen = Page {
            thin_fault: thin.is_none().then_some("must be one of these three"),
            then_fault: then.is_none().then_some("must be one of these three"),
            days_fault: days.is_none().then_some("must be a number of days from 0 to 365"),
            ..page(&member, &project, typed)
        };
        return Ok(send(StatusCode::UNPROCESSABLE_ENTITY, &screen));
    };
    let own_site = typed.own_site();
    let mut before = project;
    // Of others' changes only those to the same settings matter; a second look is for one that came between.
    for _ in 0..2 {
        if typed.seen != seen(&before.research) {
            break;
        }
        let research = ResearchSettings { own_site, thin, drift: Drift { every_days, then } };
        let (detail, at) = (json!({"changes": before.research.changes(&research)}), web.app.now());
        let after = Project { research, ..before.clone() };
        let same = after.research == before.research;
        if same || change_research(&web.app.db, &*web.app.random, &after, &entry(&member, &before, "research.changed", detail, at)).await? {
            web.keys.clear();
            return Ok(see_other(&format!("/dashboard/projects/{}/settings/research?done=saved", before.slug)));
        }
        before = project_now(&web.app.db, &member.workspace.id, before.id.as_str()).await?.ok_or(Refusal::NotFound)?;
    }
    let site = if before.research.own_site { "sites are read" } else { "sites are not read" };
    let thin_now = answer(before.research.thin, None).label.to_lowercase();
    let looks = match before.research.drift.every_days {
        0 => "sources are not looked at again".to_owned(),
        days => format!("sources are looked at again every {days} days (“{}”)", effect(before.research.drift.then, None).label.to_lowercase()),
    };
    let stale = format!(
        "Somebody changed this in the meantime: {site}, for a site that says too little the answer is “{thin_now}”, and {looks}. Below is what you chose; save to put it in place."
    );
    let form = ResearchForm { seen: seen(&before.research), ..typed };
    let screen = Page { stale: Some(stale), ..page(&member, &before, form) };
    Ok(send(StatusCode::CONFLICT, &screen))
}
