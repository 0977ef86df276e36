//! Settings → Credits: what is left, what the project may spend, and the ledger.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::chart::grouped;
use super::form::Typed;
use super::frame::{Frame, Place, Settings, machine_time, see_other, show as send, when};
use super::general::entry;
use super::member::{InProject, Member};
use super::refusal::{Refusal, Screen};
use crate::model::credits::{Caps, Entry, EntryKind, Standing};
use crate::model::project::Project;
use crate::model::role::Right;
use crate::store::audit::insert_audit;
use crate::store::credits::{Wanted, entries, set_caps, standing};
use crate::web::state::Web;

/// Lines of one page of the ledger.
const PAGE_ROWS: i64 = 50;
/// Largest allowance or cap.
const MOST: i64 = 1_000_000_000;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    done: Option<String>,
    /// Time and id of the last line seen: `1795500000000-cre_…`.
    #[serde(default)]
    before: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CapsForm {
    allowance: String,
    cap: String,
}

#[derive(Template)]
#[template(path = "dashboard/credits.html")]
struct Credits {
    frame: Frame,
    base: String,
    workspace: String,
    left: String,
    balance: String,
    this_month: String,
    in_all: String,
    allowance: String,
    cap: String,
    wrong_allowance: Option<&'static str>,
    wrong_cap: Option<&'static str>,
    lines: Vec<Line>,
    older: Option<String>,
}

/// One line of the ledger.
struct Line {
    at: String,
    machine_at: String,
    what: &'static str,
    amount: String,
    note: String,
    lead: Option<String>,
}

pub async fn show(InProject { member, project }: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    member.require(Right::EditProject)?;
    let mut screen = page(&member, &project, &web, &asked).await?;
    screen.frame = screen.frame.saying(asked.done.as_deref(), &[("saved", "Saved. It counts from the next lead on.")]);
    Ok(send(StatusCode::OK, &screen))
}

pub async fn save(InProject { member, project }: InProject, State(web): State<Web>, Typed(typed): Typed<CapsForm>) -> Screen {
    member.require(Right::EditProject)?;
    let (allowance, cap) = match (number(&typed.allowance), number(&typed.cap)) {
        (Ok(allowance), Ok(cap)) => (allowance, cap),
        (allowance, cap) => return wrong(&member, &project, &web, typed, (allowance.err(), cap.err())).await,
    };
    let now = web.app.now();
    let mut tx = web.app.db.begin().await?;
    if !set_caps(&mut tx, &member.workspace.id, &project.id, Caps { allowance, cap }).await? {
        return Err(Refusal::NotFound);
    }
    let detail = json!({"allowance": allowance, "cap": cap});
    insert_audit(&mut tx, &*web.app.random, &entry(&member, &project, "credits.caps_changed", detail, now)).await?;
    tx.commit().await?;
    web.keys.clear();
    Ok(see_other(&format!("/dashboard/projects/{}/settings/credits?done=saved", project.slug)))
}

async fn wrong(
    member: &Member,
    project: &Project,
    web: &Web,
    typed: CapsForm,
    faults: (Option<&'static str>, Option<&'static str>),
) -> Result<Response, Refusal> {
    let screen = page(member, project, web, &Asked::default()).await?;
    let screen = Credits { allowance: typed.allowance, cap: typed.cap, wrong_allowance: faults.0, wrong_cap: faults.1, ..screen };
    Ok(send(StatusCode::UNPROCESSABLE_ENTITY, &screen))
}

async fn page(member: &Member, project: &Project, web: &Web, asked: &Asked) -> Result<Credits, Refusal> {
    let (db, workspace) = (&web.app.db, &member.workspace.id);
    let before = asked.before.split_once('-').and_then(|(at, id)| Some((at.parse().ok()?, id)));
    let wanted = Wanted { project: Some(&project.id), before, limit: PAGE_ROWS + 1 };
    let (standing, mut lines) = tokio::try_join!(standing(db, workspace, &project.id, web.app.now()), entries(db, workspace, wanted))?;
    let standing = standing.ok_or(Refusal::NotFound)?;
    let more = i64::try_from(lines.len()).is_ok_and(|count| count > PAGE_ROWS);
    lines.truncate(usize::try_from(PAGE_ROWS).unwrap_or_default());
    let older = lines.last().filter(|_| more).map(|(id, line)| format!("?before={}-{id}", line.created_at));
    let base = format!("/dashboard/projects/{}", project.slug);
    Ok(Credits {
        frame: Frame::in_project(member, project, "Credits", Place::Settings(Settings::Credits)),
        workspace: member.workspace.slug.clone(),
        left: standing.available().map_or_else(|| "Unlimited".to_owned(), grouped),
        balance: balance(&standing),
        this_month: grouped(standing.used_this_month),
        in_all: grouped(standing.used_in_all),
        allowance: standing.caps.allowance.map(|limit| limit.to_string()).unwrap_or_default(),
        cap: standing.caps.cap.map(|limit| limit.to_string()).unwrap_or_default(),
        wrong_allowance: None,
        wrong_cap: None,
        lines: lines.into_iter().map(|(_, entry)| line(entry, &base)).collect(),
        older,
        base,
    })
}

fn balance(standing: &Standing) -> String {
    if standing.unlimited { "the workspace has no limit".into() } else { format!("{} of the workspace", grouped(standing.balance)) }
}

fn line(entry: Entry, base: &str) -> Line {
    Line {
        at: when(entry.created_at),
        machine_at: machine_time(entry.created_at),
        what: match entry.kind {
            EntryKind::Grant if entry.amount < 0 => "Taken away",
            EntryKind::Grant => "Granted",
            EntryKind::Reserve => "Reserved",
            EntryKind::Keep => "Spent",
            EntryKind::GiveBack => "Given back",
        },
        amount: if entry.amount > 0 { format!("+{}", grouped(entry.amount)) } else { grouped(entry.amount).replace('-', "−") },
        note: entry.note,
        lead: entry.lead_id.map(|lead| format!("{base}/leads/{lead}")),
    }
}

/// Empty: no limit.
fn number(text: &str) -> Result<Option<i64>, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse().ok().filter(|number| (0..=MOST).contains(number));
    number.map(Some).ok_or("must be a whole number of 0 or more, or nothing")
}
