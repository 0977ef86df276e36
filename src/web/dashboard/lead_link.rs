//! The link of one lead: the card on its page, the form that changes what it allows, withdrawing it and putting it back.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::faults::Faults;
use super::form::Typed;
use super::frame::{Frame, see_other, show as send, when};
use super::in_lead::{InLead, by, leads_path};
use super::lead_head::{LeadHead, Tab};
use super::link_form::{LinkFields, LinkForm, expiry_text, gate_text};
use super::logout::Nothing;
use super::refusal::{Refusal, Screen};
use crate::generation::control::Refused;
use crate::generation::links;
use crate::model::ids::LeadId;
use crate::model::link::{Gate, LinkOverrides, LinkRules, Lock, parse_slug};
use crate::model::role::Right;
use crate::store::StoreError;
use crate::store::links::{StoredLink, link as stored};
use crate::web::link_view::{LinkState, LinkView, link_view};
use crate::web::state::Web;

/// One line of the card: what holds, and whose it is.
pub struct RuleLine {
    pub name: &'static str,
    pub value: String,
    pub whose: &'static str,
}

/// The card on the lead's page.
pub struct LinkCard {
    pub url: String,
    pub state: &'static str,
    /// Class of the tag.
    pub class: &'static str,
    pub lines: Vec<RuleLine>,
    pub withdrawn: Option<String>,
    /// Page of the lead that readers are led on to.
    pub replaced_by: Option<String>,
    /// Readers get the magnet, at once or after what they are asked for.
    pub open: bool,
}

impl LinkCard {
    /// # Errors
    /// When the database cannot be read.
    pub async fn of(web: &Web, of: &InLead) -> Result<Self, StoreError> {
        let view = link_view(&web.app, &of.member.workspace, &of.project, &of.lead).await?;
        let (state, class) = match view.state {
            LinkState::Open if view.rules.asks() => ("Open, to who can show what it asks for", "good"),
            LinkState::Open => ("Open to who has it", "good"),
            LinkState::Waiting => ("Shows the waiting page", "busy"),
            LinkState::Expired => ("Expired", "warn"),
            LinkState::Spent => ("All views are used up", "warn"),
            LinkState::Withdrawn => ("Withdrawn", "bad"),
            LinkState::Replaced => ("Leads on to a newer one", ""),
        };
        let list = leads_path(&of.project);
        Ok(Self {
            lines: lines(&view),
            open: matches!(view.state, LinkState::Open | LinkState::Waiting),
            withdrawn: view.link.withdrawn_at.map(when),
            replaced_by: view.link.replaced_by.as_ref().map(|id| format!("{list}/{id}")),
            url: view.url,
            state,
            class,
        })
    }
}

/// What applies and why; what is as if there were no rules is left out, but for the end.
fn lines(view: &LinkView) -> Vec<RuleLine> {
    let (rules, own, plain) = (&view.rules, &view.link.overrides, LinkRules::default());
    let whose = |own: bool, plain: bool| match (own, plain) {
        (true, _) => "this lead",
        (false, true) => "",
        (false, false) => "the project",
    };
    let expiry = view.expires_at.map_or_else(|| expiry_text(rules.expiry), when);
    let views =
        if rules.views_max == 0 { "no limit".to_owned() } else { format!("{} of {}", view.link.views.min(i64::from(rules.views_max)), rules.views_max) };
    let mut lines = vec![RuleLine { name: "Ends", value: expiry, whose: whose(own.expiry.is_some(), rules.expiry == plain.expiry) }];
    let mut add = |name, value, own: bool, plain: bool| {
        if own || !plain {
            lines.push(RuleLine { name, value, whose: whose(own, plain) });
        }
    };
    add("Views", views, own.views_max.is_some(), rules.views_max == 0);
    add("Password", if rules.lock.is_set() { "asked for".into() } else { "none".into() }, own.lock.is_some(), !rules.lock.is_set());
    add("Code by e-mail", gate_text(rules.gate).into(), own.gate.is_some(), rules.gate == Gate::Off);
    add("Downloads", if rules.downloads { "PDF and text".into() } else { "none".into() }, own.downloads.is_some(), rules.downloads);
    lines
}

#[derive(Template)]
#[template(path = "dashboard/lead_link.html")]
struct Page {
    frame: Frame,
    head: LeadHead,
    fields: LinkFields,
    faults: Faults,
    /// What the address begins with.
    base: String,
    /// Why nothing was changed.
    refused: Option<&'static str>,
}

fn page(web: &Web, of: &InLead, typed: LinkForm, own: &LinkOverrides, faults: Faults) -> Page {
    let locked = own.lock.as_ref().is_some_and(Lock::is_set);
    Page {
        frame: LeadHead::frame(of, "Link", None),
        head: LeadHead::of(of, Tab::Overview),
        fields: LinkFields::new(typed, Some(&of.project.links), locked, web.app.mailer.is_some()),
        faults,
        base: format!("{}/", web.app.magnet_base(&of.member.workspace.slug, &of.project.id)),
        refused: None,
    }
}

pub async fn form(of: InLead, State(web): State<Web>) -> Screen {
    of.member.require(Right::WorkOnLeads)?;
    let link = stored(&web.app.db, &of.member.workspace.id, &of.lead.id).await?;
    let typed = LinkForm {
        seen: link.updated_at.to_string(),
        slug: link.slug.clone().unwrap_or_default(),
        replaced_by: link.replaced_by.as_ref().map(LeadId::to_string).unwrap_or_default(),
        ..LinkForm::of_lead(&link.overrides)
    };
    Ok(send(StatusCode::OK, &page(&web, &of, typed, &link.overrides, Faults::default())))
}

pub async fn save(of: InLead, State(web): State<Web>, Typed(typed): Typed<LinkForm>) -> Screen {
    of.member.require(Right::WorkOnLeads)?;
    let before = stored(&web.app.db, &of.member.workspace.id, &of.lead.id).await?;
    let locked = before.overrides.lock.as_ref().is_some_and(Lock::is_set);
    let mut faults = Faults::default();
    let slug = faults.take("slug", optional(&typed.slug, parse_slug));
    let parse_lead = |text: &str| text.parse::<LeadId>().map_err(|_| "must be the id of a lead, like lead_…");
    let replaced_by = faults.take("replaced_by", optional(&typed.replaced_by, parse_lead));
    let change = typed.read(&web.app, true, locked, &mut faults).await?;
    let (Some(slug), Some(replaced_by), true) = (slug, replaced_by, faults.is_empty()) else {
        return Ok(send(StatusCode::UNPROCESSABLE_ENTITY, &page(&web, &of, typed, &before.overrides, faults)));
    };
    let next = StoredLink { overrides: change.of_lead(&before.overrides), slug, replaced_by, ..before.clone() };
    let seen = typed.seen.parse().unwrap_or(-1);
    match links::change(&web.app, by(&of.member), &of.lead, seen, next).await {
        Ok(()) => Ok(see_other(&format!("{}?done=link", of.path()))),
        Err(Refused::State(sentence)) => {
            // A second try is for who has read what is there now.
            let typed = LinkForm { seen: before.updated_at.to_string(), ..typed };
            let screen = Page { refused: Some(sentence), ..page(&web, &of, typed, &before.overrides, Faults::default()) };
            Ok(send(StatusCode::CONFLICT, &screen))
        }
        Err(other) => Err(other.into()),
    }
}

/// Nothing typed is nothing wanted.
fn optional<T>(text: &str, parse: impl FnOnce(&str) -> Result<T, &'static str>) -> Result<Option<T>, &'static str> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { parse(text).map(Some) }
}

pub async fn withdraw(of: InLead, State(web): State<Web>, Typed(_): Typed<Nothing>) -> Screen {
    set(&web, &of, true).await
}

pub async fn put_back(of: InLead, State(web): State<Web>, Typed(_): Typed<Nothing>) -> Screen {
    set(&web, &of, false).await
}

async fn set(web: &Web, of: &InLead, withdrawn: bool) -> Result<Response, Refusal> {
    of.member.require(Right::WorkOnLeads)?;
    links::set_withdrawn(&web.app, by(&of.member), &of.lead, withdrawn).await?;
    Ok(see_other(&format!("{}?done={}", of.path(), if withdrawn { "link_withdrawn" } else { "link_back" })))
}
