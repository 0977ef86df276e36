//! What somebody asks for about their own data: four kinds, and the states from the form to the end.

use serde::Serialize;
use utoipa::ToSchema;

/// The link in a mail works for so long, in milliseconds: 48 hours.
pub const LINK_MS: i64 = 48 * 3_600_000;
/// Longest right value and longest words, in characters.
pub const VALUE_MAX_CHARS: usize = 500;
pub const WORDS_MAX_CHARS: usize = 2_000;
/// Longest reason of a refusal, in characters.
pub const REASON_MAX_CHARS: usize = 500;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum RequestKind {
    /// A value is wrong.
    Correct,
    /// No more processing: on the list of those who objected, page withdrawn, jobs stopped.
    Object,
    Erase,
    /// All that is held, as one file.
    Export,
}

impl RequestKind {
    pub const ALL: [RequestKind; 4] = [RequestKind::Correct, RequestKind::Object, RequestKind::Erase, RequestKind::Export];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            RequestKind::Correct => "correct",
            RequestKind::Object => "object",
            RequestKind::Erase => "erase",
            RequestKind::Export => "export",
        }
    }
}

impl std::str::FromStr for RequestKind {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or("not a kind of request")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum RequestState {
    /// A link was mailed and not opened yet.
    Mail,
    /// Proved by the link, and waits for a decision.
    Confirmed,
    /// Waits for a decision; this server sends no mail, so nobody proved who asks.
    Waiting,
    Done,
    /// With a reason.
    Refused,
}

impl RequestState {
    pub const ALL: [RequestState; 5] = [RequestState::Mail, RequestState::Confirmed, RequestState::Waiting, RequestState::Done, RequestState::Refused];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            RequestState::Mail => "mail",
            RequestState::Confirmed => "confirmed",
            RequestState::Waiting => "waiting",
            RequestState::Done => "done",
            RequestState::Refused => "refused",
        }
    }

    /// Whether somebody of the workspace has to decide.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, RequestState::Confirmed | RequestState::Waiting)
    }
}

impl std::str::FromStr for RequestState {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or("not a state of a request")
    }
}
