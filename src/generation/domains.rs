//! A project's own domains: adding one, looking at its DNS, and what follows: from the moment that one is verified its pages answer there.

use serde_json::json;

use super::control::By;
use crate::app::App;
use crate::model::domain::{DOMAINS_MAX, Domain, DomainState, parse_domain};
use crate::model::ids::{DomainId, random_base62};
use crate::model::project::Project;
use crate::research::domain::look;
use crate::store::audit::Entry;
use crate::store::workspaces::workspace_by_id;
use crate::store::{StoreError, domains};

/// Characters of a token: 24 of base 62 are 142 bits.
const TOKEN_CHARS: usize = 24;
/// Domains looked at in one round, at the same time.
const ROUND: i64 = 8;
/// A domain is looked at again after this long.
const AGAIN_MS: i64 = 24 * 3_600_000;
/// One whose records are just being set, …
const SOON_MS: i64 = 10 * 60_000;
/// … for so long.
const NEW_MS: i64 = 3 * 24 * 3_600_000;

/// The host that a project's domains should lead to: the workspace's magnet host, else the server's own; empty where that is this machine alone.
#[must_use]
pub fn server_of(app: &App, workspace: &str) -> String {
    let host = app
        .settings
        .magnet_host
        .as_ref()
        .map_or_else(|| app.public_host().to_owned(), |host| format!("{workspace}.{}", host.split(':').next().unwrap_or(host)));
    if host == "localhost" { String::new() } else { host }
}

/// Adds a domain and looks at its DNS at once. The first of a project becomes the one that its links begin with, as soon as it is verified.
///
/// # Errors
/// `Ok(Err(_))`: a sentence for the field. `Err`: when the database cannot be used.
pub async fn add(app: &App, by: By<'_>, project: &Project, typed: &str) -> Result<Result<Domain, &'static str>, StoreError> {
    let host = match parse_domain(typed, app.public_host(), app.settings.magnet_host.as_deref()) {
        Ok(host) => host,
        Err(reason) => return Ok(Err(reason)),
    };
    let known = domains::domains_of(&app.db, &by.workspace.id, &project.id).await?;
    if known.len() >= DOMAINS_MAX {
        return Ok(Err("cannot be added: a project has at most 20 domains"));
    }
    let domain = Domain {
        id: DomainId::new(&*app.random),
        workspace_id: by.workspace.id.clone(),
        project_id: project.id.clone(),
        host,
        token: format!("magnetite-domain={}", random_base62(&*app.random, TOKEN_CHARS)),
        state: DomainState::Pending,
        reason: String::new(),
        main: !known.iter().any(|domain| domain.main),
        created_at: app.now(),
        checked_at: None,
    };
    match domains::add_domain(&app.db, &*app.random, &domain, &entry(app, by, &domain, "domain.added")).await {
        Err(StoreError::Taken) => return Ok(Err("is a domain of this workspace already")),
        added => added?,
    }
    check(app, &by.workspace.slug, &domain).await?;
    Ok(Ok(domain))
}

/// Looks at the DNS of a domain and keeps what it says.
///
/// # Errors
/// When the database cannot be used.
pub async fn check(app: &App, workspace: &str, domain: &Domain) -> Result<DomainState, StoreError> {
    let seen = look(app.fetcher.dns(), domain, &server_of(app, workspace)).await;
    let (state, reason) = domain.after(&seen);
    let state = match domains::conclude(&app.db, domain, state, &reason, app.now()).await {
        Err(StoreError::Taken) => {
            let state = if domain.state == DomainState::Pending { DomainState::Pending } else { DomainState::Failing };
            domains::conclude(&app.db, domain, state, "Another project on this server has this domain. It must be removed there first.", app.now()).await?;
            state
        }
        written => written.map(|()| state)?,
    };
    if state != domain.state {
        tracing::info!(domain.host = %domain.host, domain.state = %state, "a domain has another state");
        app.hosts.refresh(&app.db).await?;
    }
    Ok(state)
}

/// Makes this one the domain that the project's links begin with.
///
/// # Errors
/// When the database cannot be used.
pub async fn make_main(app: &App, by: By<'_>, domain: &Domain) -> Result<(), StoreError> {
    domains::set_main(&app.db, &*app.random, domain, &entry(app, by, domain, "domain.made_main")).await?;
    app.hosts.refresh(&app.db).await
}

/// Pages answer there no more.
///
/// # Errors
/// When the database cannot be used.
pub async fn remove(app: &App, by: By<'_>, domain: &Domain) -> Result<(), StoreError> {
    domains::remove_domain(&app.db, &*app.random, domain, &entry(app, by, domain, "domain.removed")).await?;
    app.hosts.refresh(&app.db).await
}

/// Looks at domains again that were not looked at for a day, or for ten minutes where they are new and wait for their proof; how many.
///
/// # Errors
/// When the database cannot be used.
pub async fn check_due(app: &App) -> Result<usize, StoreError> {
    let due = domains::due(&app.db, app.now() - AGAIN_MS, (app.now() - SOON_MS, app.now() - NEW_MS), ROUND).await?;
    let looks = due.iter().map(|domain| async move {
        let workspace = workspace_by_id(&app.db, &domain.workspace_id).await?;
        check(app, workspace.as_ref().map_or("", |workspace| workspace.slug.as_str()), domain).await
    });
    for looked in futures_util::future::join_all(looks).await {
        looked?;
    }
    Ok(due.len())
}

fn entry<'a>(app: &App, by: By<'a>, domain: &'a Domain, action: &'a str) -> Entry<'a> {
    Entry {
        workspace_id: &by.workspace.id,
        project_id: Some(&domain.project_id),
        actor: by.actor,
        address: by.address,
        action,
        target: &domain.host,
        detail: json!({}),
        at: app.now(),
    }
}
