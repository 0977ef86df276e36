//! Drift: whether what a document rests on still stands at its sources, as seen at a later look.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::evidence::EvidenceId;

/// What became of one piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = SourceState)]
pub enum State {
    /// The quotation stands where it stood, or the measured value is the same.
    Same,
    /// The quotation stands on the same page in another place.
    Moved,
    /// The page answers, and what was seen is not there any more.
    Changed,
    /// The page answers 404 or 410.
    Gone,
    /// No answer, a refusal, or a page that only keeps readers out for now: nothing can be said.
    Unreachable,
    /// Not looked at again: it cannot be judged by reading a page.
    Unknown,
}

impl State {
    pub const ALL: [State; 6] = [State::Same, State::Moved, State::Changed, State::Gone, State::Unreachable, State::Unknown];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            State::Same => "same",
            State::Moved => "moved",
            State::Changed => "changed",
            State::Gone => "gone",
            State::Unreachable => "unreachable",
            State::Unknown => "unknown",
        }
    }

    /// The document says something that its source says no more.
    #[must_use]
    pub fn is_drift(self) -> bool {
        matches!(self, State::Changed | State::Gone)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a state of a source")]
pub struct NotAState;

impl FromStr for State {
    type Err = NotAState;

    fn from_str(text: &str) -> Result<Self, NotAState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(NotAState)
    }
}

/// One piece of evidence, looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    pub evidence: EvidenceId,
    pub state: State,
    /// What stands there now, where that can be told, at most 400 bytes: the new title, `HTTP 404`.
    pub now: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::State;

    #[test]
    fn a_state_is_read_back_by_its_name_and_only_what_is_not_there_any_more_is_drift() {
        for state in State::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
        let drift: Vec<State> = State::ALL.into_iter().filter(|state| state.is_drift()).collect();
        assert_eq!(drift, [State::Changed, State::Gone]);
    }
}
