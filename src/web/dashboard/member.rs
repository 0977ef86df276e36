//! Who is asking: the logged-in person, and the project in the path. `gate.rs` has found the session before any handler runs.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::Method;
use axum::http::request::Parts;

use super::gate::AskedPath;
use super::refusal::Refusal;
use crate::model::project::{Project, Workspace};
use crate::model::role::Right;
use crate::store::projects;
use crate::store::projects::ProjectName;
use crate::store::sessions::Session;
use crate::store::users::User;
use crate::web::state::Web;

/// A logged-in person on one request.
#[derive(Debug, Clone)]
pub struct Member(Arc<Known>);

/// What [`Member`] gives access to.
#[derive(Debug)]
pub struct Known {
    pub user: User,
    pub workspace: Workspace,
    pub session: Session,
    /// The workspace's projects by name, for the switcher.
    pub projects: Vec<ProjectName>,
    pub(super) form_token: String,
    pub(super) address: String,
}

impl std::ops::Deref for Member {
    type Target = Known;

    fn deref(&self) -> &Known {
        &self.0
    }
}

impl Member {
    pub(super) fn new(known: Known) -> Self {
        Self(Arc::new(known))
    }

    #[must_use]
    pub fn may(&self, right: Right) -> bool {
        self.user.role.may(right)
    }

    /// # Errors
    /// `Forbidden` with a sentence that says who could.
    pub fn require(&self, right: Right) -> Result<(), Refusal> {
        if self.may(right) {
            return Ok(());
        }
        Err(Refusal::Forbidden(match right.least() {
            crate::model::role::Role::Owner => "Only an owner of this workspace can do this.",
            crate::model::role::Role::Admin => "An admin or an owner of this workspace can do this.",
            _ => "Somebody with at least the role of a member can do this.",
        }))
    }

    /// The hidden field that every form carries.
    #[must_use]
    pub fn form_token(&self) -> &str {
        &self.form_token
    }

    /// IP address of the request.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl FromRequestParts<Web> for Member {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Refusal> {
        parts
            .extensions
            .get::<Member>()
            .cloned()
            .ok_or_else(|| Refusal::LoggedOut(if parts.method == Method::GET { AskedPath::of(&parts.extensions) } else { "/dashboard".into() }))
    }
}

/// A member and the project of the path segment `{project}` (slug or id), which is of the member's own workspace.
#[derive(Debug, Clone)]
pub struct InProject {
    pub member: Member,
    pub project: Project,
}

impl FromRequestParts<Web> for InProject {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refusal> {
        let member = Member::from_request_parts(parts, web).await?;
        let Ok(Path(segments)) = Path::<HashMap<String, String>>::from_request_parts(parts, web).await else { return Err(Refusal::NotFound) };
        let Some(id) = segments.get("project") else { return Err(Refusal::NotFound) };
        let project = projects::project(&web.app.db, &member.workspace.id, id).await?.ok_or(Refusal::NotFound)?;
        Ok(Self { member, project })
    }
}
