//! What stands around every screen: head, navigation, notice. And how a screen goes out.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::member::Member;
use crate::model::project::Project;
use crate::model::role::Right;
use crate::web::pages::{assets, broken, with_headers};

/// Nothing from outside, no inline script or style; frames only of our own pages.
pub const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Where a screen stands in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Projects,
    Overview,
    Leads,
    Template,
    Views,
    Usage,
    Review,
    Requests,
    Settings(Settings),
    Members,
    Audit,
    Account,
    /// Of a project, but no entry of the navigation.
    Elsewhere,
}

/// The pages of a project's settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settings {
    General,
    Offer,
    Brand,
    Fields,
    Research,
    Writer,
    Links,
    Domains,
    Alerts,
    Api,
    /// Of those who may see webhooks, but no keys.
    Webhooks,
    Credits,
    Limits,
    Data,
    Danger,
}

impl Settings {
    /// With label, path and the right that the page needs.
    const ALL: [(Settings, &'static str, &'static str, Right); 15] = [
        (Settings::General, "General", "settings", Right::EditProject),
        (Settings::Offer, "Offer", "settings/offer", Right::EditProject),
        (Settings::Brand, "Brand", "settings/brand", Right::EditProject),
        (Settings::Fields, "Fields", "settings/fields", Right::EditProject),
        (Settings::Research, "Research", "settings/research", Right::EditProject),
        (Settings::Writer, "Writer", "settings/writer", Right::EditProject),
        (Settings::Links, "Links", "settings/links", Right::EditProject),
        (Settings::Domains, "Domains", "settings/domains", Right::EditProject),
        (Settings::Alerts, "Alerts", "settings/alerts", Right::EditProject),
        (Settings::Api, "API & Integrations", "settings/api", Right::ManageKeys),
        (Settings::Webhooks, "Webhooks", "settings/webhooks", Right::SeeWebhooks),
        (Settings::Credits, "Credits", "settings/credits", Right::EditProject),
        (Settings::Limits, "Limits", "settings/limits", Right::EditProject),
        (Settings::Data, "Data", "settings/data", Right::EditProject),
        (Settings::Danger, "Danger zone", "settings/danger", Right::Own),
    ];
}

/// A link of the navigation.
#[derive(Debug, Clone)]
pub struct NavLink {
    pub label: String,
    pub href: String,
    pub here: bool,
    /// Things that wait there.
    pub waiting: i64,
}

#[derive(Debug, Clone)]
pub struct Nav {
    pub workspace: String,
    /// Name and role of the person.
    pub person: String,
    pub role: &'static str,
    /// Name of the project that the screen belongs to.
    pub project: Option<String>,
    pub projects: Vec<NavLink>,
    pub may_create_project: bool,
    pub main: Vec<NavLink>,
    /// Empty outside the settings.
    pub settings: Vec<NavLink>,
    pub workspace_links: Vec<NavLink>,
    pub account_here: bool,
}

#[derive(Debug, Clone)]
pub struct Frame {
    pub title: String,
    pub style: &'static str,
    pub script: &'static str,
    pub htmx: &'static str,
    pub form_token: String,
    /// `None` for screens of nobody in particular.
    pub nav: Option<Nav>,
    /// A sentence at the head of the page: what has just been done.
    pub notice: Option<String>,
}

impl Frame {
    /// Without navigation, for log-in, refusals and the like.
    #[must_use]
    pub fn bare(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            style: assets::path("dashboard.css"),
            script: assets::path("dashboard.js"),
            htmx: assets::path("htmx.js"),
            form_token: String::new(),
            nav: None,
            notice: None,
        }
    }

    /// A bare screen with forms: `token` is that of `cookie::form_token`.
    #[must_use]
    pub fn with_form(title: &str, token: String) -> Self {
        Self { form_token: token, ..Self::bare(title) }
    }

    /// A member's screen outside any project.
    #[must_use]
    pub fn of(member: &Member, title: &str) -> Self {
        Self { form_token: member.form_token().to_owned(), nav: Some(nav(member, None, Place::Elsewhere)), ..Self::bare(title) }
    }

    /// A member's screen outside any project that stands in the navigation.
    #[must_use]
    pub fn at(member: &Member, title: &str, place: Place) -> Self {
        Self { form_token: member.form_token().to_owned(), nav: Some(nav(member, None, place)), ..Self::bare(title) }
    }

    /// A screen of one project.
    #[must_use]
    pub fn in_project(member: &Member, project: &Project, title: &str, place: Place) -> Self {
        let nav = nav(member, Some(project), place);
        Self { title: format!("{title} · {}", project.name), form_token: member.form_token().to_owned(), nav: Some(nav), ..Self::bare(title) }
    }

    /// Says what has just been done: `done` is the query's code, looked up in the screen's own table of sentences.
    #[must_use]
    pub fn saying(mut self, done: Option<&str>, sentences: &[(&str, &str)]) -> Self {
        self.notice = done.and_then(|code| sentences.iter().find(|(known, _)| *known == code)).map(|(_, sentence)| (*sentence).to_owned());
        self
    }
}

fn nav(member: &Member, project: Option<&Project>, place: Place) -> Nav {
    let mut main = Vec::new();
    let mut settings = Vec::new();
    if let Some(project) = project {
        let base = format!("/dashboard/projects/{}", project.slug);
        let link = |label: &str, path: &str, here: bool| NavLink { label: label.into(), href: format!("{base}{path}"), here, waiting: 0 };
        main.push(link("Overview", "", place == Place::Overview));
        main.push(link("Leads", "/leads", place == Place::Leads));
        main.push(review(member, Some(&project.slug), place == Place::Review));
        main.push(link("Views", "/views", place == Place::Views));
        let asked = member.projects.iter().filter(|one| one.slug == project.slug).map(|one| one.requests).sum();
        main.push(NavLink { waiting: asked, ..link("Requests", "/requests", place == Place::Requests) });
        main.push(link("Template", "/template", place == Place::Template));
        main.push(link("Usage", "/usage", place == Place::Usage));
        let allowed: Vec<_> =
            Settings::ALL.iter().filter(|(one, .., right)| member.may(*right) && (*one != Settings::Webhooks || !member.may(Right::ManageKeys))).collect();
        if let Some((_, label, first, _)) = allowed.first() {
            // Who may see but one page finds it by its own name.
            let label = if allowed.len() == 1 { label } else { "Settings" };
            main.push(link(label, &format!("/{first}"), matches!(place, Place::Settings(_))));
        }
        if let Place::Settings(here) = place
            && allowed.len() > 1
        {
            settings = allowed.iter().map(|(one, label, path, _)| link(label, &format!("/{path}"), *one == here)).collect();
        }
    } else {
        main.push(NavLink { label: "Projects".into(), href: "/dashboard/projects".into(), here: place == Place::Projects, waiting: 0 });
        main.push(review(member, None, place == Place::Review));
    }
    let mut workspace_links = Vec::new();
    if member.may(Right::ManageMembers) {
        workspace_links.push(NavLink { label: "Members".into(), href: "/dashboard/members".into(), here: place == Place::Members, waiting: 0 });
    }
    if member.may(Right::SeeAudit) {
        workspace_links.push(NavLink { label: "Audit log".into(), href: "/dashboard/audit".into(), here: place == Place::Audit, waiting: 0 });
    }
    let switch = |one: &crate::store::projects::ProjectName| NavLink {
        label: one.name.clone(),
        href: format!("/dashboard/projects/{}", one.slug),
        here: project.is_some_and(|project| project.slug == one.slug),
        waiting: 0,
    };
    Nav {
        workspace: member.workspace.name.clone(),
        person: member.user.shown().to_owned(),
        role: member.user.role.as_str(),
        project: project.map(|project| project.name.clone()),
        projects: member.projects.iter().filter(|one| !one.archived).map(switch).collect(),
        may_create_project: member.may(Right::CreateProject),
        main,
        settings,
        workspace_links,
        account_here: place == Place::Account,
    }
}

/// The queue of magnets that wait for approval, of one project or of all.
fn review(member: &Member, project: Option<&str>, here: bool) -> NavLink {
    let waiting = member.projects.iter().filter(|one| project.is_none_or(|slug| one.slug == slug)).map(|one| one.waiting).sum();
    let href = project.map_or_else(|| "/dashboard/review".to_owned(), |slug| format!("/dashboard/review?project={slug}"));
    NavLink { label: "Review".into(), href, here, waiting }
}

/// Sends a screen; nothing of it is stored by caches.
#[must_use]
pub fn show(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => html_page(status, html, CSP),
        Err(error) => {
            tracing::error!(%error, "a screen could not be rendered");
            broken()
        }
    }
}

/// Sends a piece of a screen or a page that is HTML already, under a policy of its own.
#[must_use]
pub fn html_page(status: StatusCode, html: String, csp: &str) -> Response {
    let mut response = with_headers((status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(), csp);
    // With an old browser's back button, too, a screen is asked for anew.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A magnet's page inside a frame of ours, which is closed to scripts.
#[must_use]
pub fn magnet_page(html: &str) -> Response {
    let html = magnetite_document::without_scripts(html);
    let policy = magnetite_document::page_csp_of(html.as_bytes(), "'self'");
    let is_of_scripts = |part: &&str| part.starts_with("script-src ") || part.starts_with("connect-src ");
    let policy: Vec<&str> = policy.split("; ").filter(|part| !is_of_scripts(part)).collect();
    html_page(StatusCode::OK, html, &policy.join("; "))
}

/// After a POST: the browser fetches `path` by GET. `path` is our own, beginning with `/`.
#[must_use]
pub fn see_other(path: &str) -> Response {
    match HeaderValue::from_str(path) {
        Ok(location) if path.starts_with('/') && !path.starts_with("//") => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        _ => broken(),
    }
}

/// `24 Nov 2026, 17:30 UTC`.
#[must_use]
pub fn when(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).map_or_else(|_| "–".into(), |at| at.strftime("%-d %b %Y, %H:%M UTC").to_string())
}

/// For `datetime` attributes (RFC 3339).
#[must_use]
pub fn machine_time(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).map_or_else(|_| String::new(), |at| at.to_string())
}

/// `just now`, `5 minutes ago`, `3 days ago`; beyond 30 days the date.
#[must_use]
pub fn ago(ms: i64, now: i64) -> String {
    let seconds = (now - ms).max(0) / 1_000;
    let count = |number: i64, unit: &str| format!("{number} {unit}{} ago", if number == 1 { "" } else { "s" });
    match seconds {
        0..45 => "just now".into(),
        45..3_600 => count((seconds / 60).max(1), "minute"),
        3_600..86_400 => count(seconds / 3_600, "hour"),
        86_400..2_592_000 => count(seconds / 86_400, "day"),
        _ => jiff::Timestamp::from_millisecond(ms).map_or_else(|_| "–".into(), |at| at.strftime("%-d %b %Y").to_string()),
    }
}

/// A duration in words: `0.8 s`, `12 s`, `3 min 20 s`, `2 h 5 min`.
#[must_use]
pub fn lasting(ms: i64) -> String {
    let ms = ms.max(0);
    match ms {
        0..10_000 => format!("{}.{} s", ms / 1_000, ms % 1_000 / 100),
        10_000..120_000 => format!("{} s", ms / 1_000),
        120_000..7_200_000 => format!("{} min {} s", ms / 60_000, ms % 60_000 / 1_000),
        _ => format!("{} h {} min", ms / 3_600_000, ms % 3_600_000 / 60_000),
    }
}
