//! The sources of a lead's magnet on its page: which facts have changed since, asking for another look, and putting a withdrawn magnet out again.

use axum::extract::State;

use super::form::Typed;
use super::frame::{machine_time, see_other, when};
use super::in_lead::{InLead, by};
use super::logout::Nothing;
use super::refusal::Screen;
use crate::generation::drift::{self, Fact, Standing};
use crate::model::drift::State as SourceState;
use crate::model::role::Right;
use crate::web::state::Web;

/// Longest text of a fact that is shown, in characters.
const SHOWN: usize = 240;

/// The card on the lead's page.
pub struct SourcesView {
    pub waiting: bool,
    /// When they were looked at last, for machines and for people.
    pub checked: Option<(String, String)>,
    pub withdrawn: Option<String>,
    /// Facts that changed or are gone.
    pub changed: Vec<ChangedFact>,
    /// How many stand, and how many could not be judged.
    pub standing: usize,
    pub unjudged: usize,
    /// Pages that did not answer, each with the reason.
    pub unreachable: Vec<(String, String)>,
}

pub struct ChangedFact {
    pub url: String,
    /// What the document says.
    pub then: String,
    /// What became of it, in words.
    pub state: &'static str,
    pub now: String,
}

impl SourcesView {
    #[must_use]
    pub fn of(standing: Standing) -> Self {
        let count = |states: &[SourceState]| standing.facts.iter().filter(|fact| states.contains(&fact.sighting.state)).count();
        let mut unreachable: Vec<(String, String)> = Vec::new();
        for fact in standing.facts.iter().filter(|fact| fact.sighting.state == SourceState::Unreachable) {
            let url = fact.evidence.url.clone().unwrap_or_default();
            if !unreachable.iter().any(|(known, _)| *known == url) {
                unreachable.push((url, fact.sighting.now.clone().unwrap_or_default()));
            }
        }
        Self {
            waiting: standing.waiting,
            checked: standing.checked_at.map(|at| (machine_time(at), when(at))),
            withdrawn: standing.withdrawn_at.map(when),
            standing: count(&[SourceState::Same, SourceState::Moved]),
            unjudged: count(&[SourceState::Unknown, SourceState::Unreachable]),
            unreachable,
            changed: standing.facts.into_iter().filter(|fact| fact.sighting.state.is_drift()).map(changed).collect(),
        }
    }
}

fn changed(fact: Fact) -> ChangedFact {
    let short = |text: String| if text.chars().count() > SHOWN { text.chars().take(SHOWN).chain(['…']).collect() } else { text };
    ChangedFact {
        url: fact.evidence.url.unwrap_or_default(),
        then: short(fact.evidence.quote.or(fact.evidence.observed).unwrap_or_default()),
        state: if fact.sighting.state == SourceState::Gone { "The page is gone" } else { "No longer there" },
        now: short(fact.sighting.now.unwrap_or_default()),
    }
}

/// Asks for a look.
pub async fn recheck(of: InLead, State(web): State<Web>, Typed(_): Typed<Nothing>) -> Screen {
    of.member.require(Right::WorkOnLeads)?;
    drift::want(&web.app, by(&of.member), &of.lead).await?;
    Ok(see_other(&format!("{}?done=rechecked", of.path())))
}

/// Puts the withdrawn magnet out again as it is.
pub async fn restore(of: InLead, State(web): State<Web>, Typed(_): Typed<Nothing>) -> Screen {
    of.member.require(Right::WorkOnLeads)?;
    drift::restore(&web.app, by(&of.member), &of.lead).await?;
    Ok(see_other(&format!("{}?done=restored", of.path())))
}
