//! A reader's request for a magnet: whose, which, on what host, from where.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;

use super::views::Asking;
use crate::model::ids::LeadId;
use crate::web::middleware::magnet_host::OnMagnetHost;
use crate::web::state::Web;

pub struct Asked {
    /// The workspace's slug.
    pub workspace: String,
    /// Last part of the address: a lead's id or its link's other name, perhaps with an ending. Empty where the address is no text.
    pub file: String,
    pub on: Option<OnMagnetHost>,
    pub by: Asking,
}

impl FromRequestParts<Web> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Infallible> {
        let path = RawPathParams::from_request_parts(parts, web).await.ok();
        let segment = |name: &str| path.iter().flatten().find(|(given, _)| *given == name).map_or_else(String::new, |(_, value)| value.to_owned());
        Ok(Self {
            workspace: segment("workspace"),
            file: segment("lead"),
            on: parts.extensions.get::<OnMagnetHost>().cloned(),
            by: Asking::from_request_parts(parts, web).await?,
        })
    }
}

impl Asked {
    /// Path of a page as the reader's browser has it, by the lead's id or its link's other name.
    #[must_use]
    pub fn path_of(&self, name: &str) -> String {
        if self.on.is_some() { format!("/{name}") } else { format!("/go/{}/{name}", self.workspace) }
    }

    /// The name without its ending.
    #[must_use]
    pub fn name(&self) -> &str {
        self.file.split_once('.').map_or(self.file.as_str(), |(name, _)| name)
    }

    /// Whether the link is used by another name than the lead's id.
    #[must_use]
    pub fn is_by_slug(&self) -> bool {
        self.name().parse::<LeadId>().is_err()
    }
}
