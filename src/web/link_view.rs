//! How one lead's link stands: the address to give away, what holds for it, and what readers meet. For API and dashboard alike.

use crate::app::App;
use crate::model::link::{LinkRules, VIEW_MS};
use crate::model::project::{Project, Workspace};
use crate::store::leads::StoredLead;
use crate::store::links::{StoredLink, link};
use crate::store::{StoreError, magnets};

/// What a reader meets at the link, before password and code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    Open,
    /// Nothing is published yet.
    Waiting,
    Expired,
    /// As many views as there may be.
    Spent,
    Withdrawn,
    Replaced,
}

impl LinkState {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            LinkState::Open => "open",
            LinkState::Waiting => "waiting",
            LinkState::Expired => "expired",
            LinkState::Spent => "spent",
            LinkState::Withdrawn => "withdrawn",
            LinkState::Replaced => "replaced",
        }
    }
}

pub struct LinkView {
    /// The address with the link's own name, where it has one.
    pub url: String,
    pub state: LinkState,
    pub link: StoredLink,
    pub rules: LinkRules,
    /// When it ends, as far as that is known.
    pub expires_at: Option<i64>,
}

/// How the link of a lead stands now.
///
/// # Errors
/// When the database cannot be read.
pub async fn link_view(app: &App, workspace: &Workspace, project: &Project, lead: &StoredLead) -> Result<LinkView, StoreError> {
    let stored = link(&app.db, &workspace.id, &lead.id).await?;
    let magnet = magnets::magnet(&app.db, &workspace.id, &lead.id).await?;
    let rules = project.links.with(&stored.overrides);
    let published_at = magnet.as_ref().and_then(|magnet| magnet.published_at);
    let (expires_at, now) = (rules.expiry.at(published_at), app.now());
    let spent = rules.views_max > 0 && stored.views >= i64::from(rules.views_max) && now - stored.viewed_at >= VIEW_MS;
    let state = if stored.replaced_by.is_some() {
        LinkState::Replaced
    } else if stored.withdrawn_at.is_some() || magnet.as_ref().is_some_and(|magnet| magnet.withdrawn_at.is_some()) {
        LinkState::Withdrawn
    } else if expires_at.is_some_and(|at| at <= now) {
        LinkState::Expired
    } else if magnet.is_none() {
        LinkState::Waiting
    } else if spent {
        LinkState::Spent
    } else {
        LinkState::Open
    };
    let base = app.magnet_base(&workspace.slug, &project.id);
    let url = format!("{base}/{}", stored.slug.as_deref().unwrap_or(lead.id.as_str()));
    Ok(LinkView { url, state, link: stored, rules, expires_at })
}
