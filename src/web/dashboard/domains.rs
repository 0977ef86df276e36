//! Settings → Domains: hosts of the project's own, what their DNS must say, and whether it does.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::faults::Faults;
use super::form::Typed;
use super::frame::{Frame, Place, Settings, machine_time, see_other, show as send, when};
use super::in_lead::by;
use super::logout::Nothing;
use super::member::{InProject, Member};
use super::refusal::{Refusal, Screen};
use crate::generation::domains;
use crate::model::domain::{Domain, DomainState};
use crate::model::project::Project;
use crate::model::role::Right;
use crate::store::StoreError;
use crate::store::domains as rows;
use crate::web::state::Web;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct DomainForm {
    host: String,
}

struct Line {
    path: String,
    host: String,
    state: &'static str,
    class: &'static str,
    reason: String,
    main: bool,
    verified: bool,
    proof_name: String,
    token: String,
    /// For machines and for people.
    checked: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "dashboard/domains.html")]
struct Page {
    frame: Frame,
    base: String,
    /// What links begin with now.
    links: String,
    /// The host that a domain should lead to; empty where this server has none that others know.
    server: String,
    /// It is an address, and no name.
    is_address: bool,
    /// This server ends TLS itself.
    own_tls: bool,
    lines: Vec<Line>,
    typed: String,
    faults: Faults,
}

impl Page {
    /// Of the host's field.
    fn hint(&self) -> &'static str {
        if self.own_tls {
            "A name that nothing else answers on yet. This server gets a certificate for it."
        } else {
            "A name that nothing else answers on yet. The proxy in front of this server must have a certificate for it."
        }
    }
}

const SAID: [(&str, &str); 4] = [
    ("added", "Added. Set the records below; this page shows when they are seen."),
    ("checked", "The DNS was asked just now."),
    ("main", "New links begin with this domain as soon as it is verified. Links that are out go on working."),
    ("removed", "Removed. Links that begin with it lead here no more."),
];

fn base(project: &Project) -> String {
    format!("/dashboard/projects/{}/settings/domains", project.slug)
}

async fn page(member: &Member, project: &Project, web: &Web, typed: String, faults: Faults) -> Result<Page, StoreError> {
    let domains = rows::domains_of(&web.app.db, &member.workspace.id, &project.id).await?;
    let server = domains::server_of(&web.app, &member.workspace.slug);
    let base = base(project);
    Ok(Page {
        frame: Frame::in_project(member, project, "Domains", Place::Settings(Settings::Domains)),
        links: web.app.magnet_base(&member.workspace.slug, &project.id),
        is_address: server.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok(),
        server,
        own_tls: web.app.settings.tls.is_some(),
        lines: domains.into_iter().map(|domain| line(&base, domain)).collect(),
        base,
        typed,
        faults,
    })
}

fn line(base: &str, domain: Domain) -> Line {
    let (state, class) = match domain.state {
        DomainState::Pending => ("Waiting for DNS", "busy"),
        DomainState::Verified => ("Verified", "good"),
        DomainState::Failing => ("Failing", "bad"),
    };
    Line {
        path: format!("{base}/{}", domain.id),
        proof_name: domain.proof_name(),
        verified: domain.state == DomainState::Verified,
        checked: domain.checked_at.map(|at| (machine_time(at), when(at))),
        host: domain.host,
        reason: domain.reason,
        main: domain.main,
        token: domain.token,
        state,
        class,
    }
}

pub async fn show(InProject { member, project }: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    member.require(Right::EditProject)?;
    let mut screen = page(&member, &project, &web, String::new(), Faults::default()).await?;
    screen.frame = screen.frame.saying(asked.done.as_deref(), &SAID);
    Ok(send(StatusCode::OK, &screen))
}

pub async fn add(InProject { member, project }: InProject, State(web): State<Web>, Typed(typed): Typed<DomainForm>) -> Screen {
    member.require(Right::EditProject)?;
    match domains::add(&web.app, by(&member), &project, &typed.host).await? {
        Ok(_) => Ok(see_other(&format!("{}?done=added", base(&project)))),
        Err(reason) => {
            let screen = page(&member, &project, &web, typed.host, Faults::one("host", reason)).await?;
            Ok(send(StatusCode::UNPROCESSABLE_ENTITY, &screen))
        }
    }
}

/// The project's domain that the path names.
async fn named(member: &Member, project: &Project, web: &Web, id: &str) -> Result<Domain, Refusal> {
    member.require(Right::EditProject)?;
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    rows::domain(&web.app.db, &member.workspace.id, &project.id, &id).await?.ok_or(Refusal::NotFound)
}

/// Last segments of the address.
type Segments = Path<(String, String)>;

pub async fn check(InProject { member, project }: InProject, State(web): State<Web>, Path((_, id)): Segments, Typed(_): Typed<Nothing>) -> Screen {
    let domain = named(&member, &project, &web, &id).await?;
    domains::check(&web.app, &member.workspace.slug, &domain).await?;
    Ok(see_other(&format!("{}?done=checked", base(&project))))
}

pub async fn make_main(InProject { member, project }: InProject, State(web): State<Web>, Path((_, id)): Segments, Typed(_): Typed<Nothing>) -> Screen {
    let domain = named(&member, &project, &web, &id).await?;
    domains::make_main(&web.app, by(&member), &domain).await?;
    Ok(see_other(&format!("{}?done=main", base(&project))))
}

pub async fn remove(InProject { member, project }: InProject, State(web): State<Web>, Path((_, id)): Segments, Typed(_): Typed<Nothing>) -> Screen {
    let domain = named(&member, &project, &web, &id).await?;
    domains::remove(&web.app, by(&member), &domain).await?;
    Ok(see_other(&format!("{}?done=removed", base(&project))))
}
