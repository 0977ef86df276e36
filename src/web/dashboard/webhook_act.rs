//! What is done to a webhook endpoint by a button: switch, rotate the secret, delete, test, send many again.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;

use super::form::Typed;
use super::frame::{Frame, see_other, show as send};
use super::in_webhook::{InWebhook, list_path};
use super::key_end::Nothing;
use super::refusal::{Refusal, Screen};
use super::webhook_form::shown;
use super::webhooks::SAID;
use crate::store::delivery_log::Again;
use crate::web::hooks::{self, Wanted};
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SwitchForm {
    /// `on` or `off`.
    to: String,
}

pub async fn switch(of: InWebhook, State(web): State<Web>, Typed(form): Typed<SwitchForm>) -> Screen {
    of.require_manage()?;
    let (on, done) = match form.to.as_str() {
        "on" => (true, "on"),
        "off" => (false, "off"),
        _ => return Err(Refusal::BadForm("Go back and send it once more.".into())),
    };
    let mut tx = web.app.db.begin().await?;
    hooks::change(&web.app, &mut tx, of.by(), &of.endpoint, Wanted { on, ..Wanted::of(&of.endpoint) }).await?;
    web.app.commit(tx).await?;
    Ok(see_other(&format!("{}?done={done}", of.path())))
}

/// A page that asks before something is done.
#[derive(Template)]
#[template(path = "dashboard/webhook_ask.html")]
struct Ask<'a> {
    frame: Frame,
    path: String,
    url: &'a str,
    /// Rotate; else delete.
    rotate: bool,
    overlaps: bool,
}

fn ask(of: &InWebhook, title: &str, rotate: bool, now: i64) -> Screen {
    of.require_manage()?;
    let overlaps = of.endpoint.overlap_until(now).is_some();
    Ok(send(StatusCode::OK, &Ask { frame: of.frame(title), path: of.path(), url: &of.endpoint.url, rotate, overlaps }))
}

pub async fn ask_rotate(of: InWebhook, State(web): State<Web>) -> Screen {
    ask(&of, "Rotate a secret", true, web.app.now())
}

pub async fn rotate(of: InWebhook, State(web): State<Web>, Typed(_): Typed<Nothing>) -> Screen {
    of.require_manage()?;
    let mut tx = web.app.db.begin().await?;
    let (endpoint, secret) = hooks::rotate(&web.app, &mut tx, of.by(), &of.endpoint).await?;
    web.app.commit(tx).await?;
    Ok(shown(&of, &secret, endpoint.old_secret_until))
}

pub async fn ask_delete(of: InWebhook, State(web): State<Web>) -> Screen {
    ask(&of, "Delete a webhook", false, web.app.now())
}

pub async fn delete(of: InWebhook, State(web): State<Web>, Typed(_): Typed<Nothing>) -> Screen {
    of.require_manage()?;
    let mut tx = web.app.db.begin().await?;
    hooks::delete(&web.app, &mut tx, of.by(), &of.endpoint).await?;
    web.app.commit(tx).await?;
    let list = list_path(&of.member, &of.project);
    let (page, place) = list.split_once('#').map_or((list.as_str(), String::new()), |(page, place)| (page, format!("#{place}")));
    Ok(see_other(&format!("{page}?done={}{place}", SAID.0)))
}

/// Sends a test and goes to its page, which shows how it goes.
pub async fn test(of: InWebhook, State(web): State<Web>, Typed(_): Typed<Nothing>) -> Screen {
    of.require_manage()?;
    let mut tx = web.app.db.begin().await?;
    let id = hooks::test(&web.app, &mut tx, of.by(), &of.member.workspace.slug, &of.endpoint).await?;
    web.app.commit(tx).await?;
    Ok(see_other(&format!("{}/deliveries/{id}", of.path())))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReplayForm {
    /// `failed` or `range`.
    which: String,
    from: String,
    to: String,
}

pub async fn replay(of: InWebhook, State(web): State<Web>, Typed(form): Typed<ReplayForm>) -> Screen {
    of.require_manage()?;
    let again = match form.which.as_str() {
        "failed" => Again::Failed,
        "range" => match (instant(&form.from), instant(&form.to)) {
            (Some(from), Some(to)) if from < to => Again::Between(from, to),
            _ => return Err(Refusal::BadForm("Enter both times, the earlier one first.".into())),
        },
        _ => return Err(Refusal::BadForm("Go back and send it once more.".into())),
    };
    let mut tx = web.app.db.begin().await?;
    let count = hooks::send_many_again(&web.app, &mut tx, of.by(), &of.endpoint, again).await?;
    web.app.commit(tx).await?;
    Ok(see_other(&format!("{}?again={count}#log", of.path())))
}

/// `2026-11-24T17:30`, as browsers send it, in UTC; in epoch milliseconds.
pub(super) fn instant(text: &str) -> Option<i64> {
    let at: jiff::civil::DateTime = text.trim().parse().ok()?;
    Some(at.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond())
}
