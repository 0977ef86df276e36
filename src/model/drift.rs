//! Drift: whether what a document rests on still stands at its sources, as seen at a later look.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::evidence::EvidenceId;
use super::research_settings::Then;

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
    /// Of drift: what has come of it.
    pub settled: Settled,
}

/// What has come of drift that was seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Settled {
    #[default]
    No,
    /// The sender was told.
    Told,
    /// A person put the magnet out again as it is.
    Kept,
}

impl Settled {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Settled::No => "",
            Settled::Told => "told",
            Settled::Kept => "kept",
        }
    }
}

impl FromStr for Settled {
    type Err = NotAState;

    fn from_str(text: &str) -> Result<Self, NotAState> {
        [Settled::No, Settled::Told, Settled::Kept].into_iter().find(|settled| settled.as_str() == text).ok_or(NotAState)
    }
}

/// What a look leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// The event is written.
    pub tell: bool,
    /// Readers no longer get the magnet.
    pub withdraw: bool,
}

/// Carries over from the look before what has come of each drift, and says what is to be done now: each drift is told of once, and what a person
/// has kept is never withdrawn again.
#[must_use]
pub fn settle(now: &mut [Sighting], before: &[Sighting], then: Then) -> Act {
    for sighting in now.iter_mut() {
        let known = before.iter().find(|old| old.evidence == sighting.evidence);
        // A look that could not tell does not make one forget what came of the look before.
        let seen_again = matches!(sighting.state, State::Same | State::Moved);
        sighting.settled = known.filter(|_| !seen_again).map_or(Settled::No, |old| old.settled);
    }
    let any = |settled: &[Settled]| now.iter().any(|sighting| sighting.state.is_drift() && settled.contains(&sighting.settled));
    let withdraw = then == Then::Withdraw && any(&[Settled::No, Settled::Told]);
    let act = Act { tell: then != Then::Keep && any(&[Settled::No]), withdraw };
    if act.tell {
        for sighting in now.iter_mut().filter(|sighting| sighting.state.is_drift() && sighting.settled == Settled::No) {
            sighting.settled = Settled::Told;
        }
    }
    act
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(id: &str, state: State) -> Sighting {
        Sighting { evidence: EvidenceId(id.into()), state, now: None, settled: Settled::No }
    }

    #[test]
    fn a_state_is_read_back_by_its_name_and_only_what_is_not_there_any_more_is_drift() {
        for state in State::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
        let drift: Vec<State> = State::ALL.into_iter().filter(|state| state.is_drift()).collect();
        assert_eq!(drift, [State::Changed, State::Gone]);
    }

    #[test]
    fn drift_is_told_of_once_and_again_when_there_is_more() {
        let mut first = vec![seen("ev_1", State::Changed), seen("ev_2", State::Same)];
        assert_eq!(settle(&mut first, &[], Then::Flag), Act { tell: true, withdraw: false });
        let mut second = vec![seen("ev_1", State::Gone), seen("ev_2", State::Same)];
        assert_eq!(settle(&mut second, &first, Then::Flag), Act { tell: false, withdraw: false });
        let mut third = vec![seen("ev_1", State::Gone), seen("ev_2", State::Changed)];
        assert_eq!(settle(&mut third, &second, Then::Flag), Act { tell: true, withdraw: false });
    }

    #[test]
    fn a_page_that_does_not_answer_leads_to_nothing() {
        let mut now = vec![seen("ev_1", State::Unreachable), seen("ev_2", State::Unknown), seen("ev_3", State::Moved)];
        assert_eq!(settle(&mut now, &[], Then::Withdraw), Act { tell: false, withdraw: false });
    }

    #[test]
    fn where_the_facts_are_only_marked_nobody_is_told_until_the_project_wants_it() {
        let mut first = vec![seen("ev_1", State::Changed)];
        assert_eq!(settle(&mut first, &[], Then::Keep), Act { tell: false, withdraw: false });
        let mut second = vec![seen("ev_1", State::Changed)];
        assert_eq!(settle(&mut second, &first, Then::Withdraw), Act { tell: true, withdraw: true });
    }

    #[test]
    fn an_outage_between_two_looks_makes_nobody_forget_what_a_person_decided() {
        let kept = vec![Sighting { settled: Settled::Kept, ..seen("ev_1", State::Changed) }];
        let mut outage = vec![seen("ev_1", State::Unreachable)];
        assert_eq!(settle(&mut outage, &kept, Then::Withdraw), Act { tell: false, withdraw: false });
        let mut after = vec![seen("ev_1", State::Changed)];
        assert_eq!(settle(&mut after, &outage, Then::Withdraw), Act { tell: false, withdraw: false });
        let mut mended = vec![seen("ev_1", State::Same)];
        let _ = settle(&mut mended, &after, Then::Withdraw);
        assert_eq!(mended[0].settled, Settled::No);
    }

    #[test]
    fn what_a_person_put_out_again_is_withdrawn_only_for_something_new() {
        let kept = vec![Sighting { settled: Settled::Kept, ..seen("ev_1", State::Changed) }];
        let mut same = vec![seen("ev_1", State::Changed)];
        assert_eq!(settle(&mut same, &kept, Then::Withdraw), Act { tell: false, withdraw: false });
        let mut more = vec![seen("ev_1", State::Changed), seen("ev_2", State::Gone)];
        assert_eq!(settle(&mut more, &kept, Then::Withdraw), Act { tell: true, withdraw: true });
    }
}
