//! Sentences of the thin document, one table a language: what could not be read and why, and advice that holds for almost any site.

use crate::model::dossier::Reason;
use crate::model::finding::Area;

use super::Line;
use super::frame::AREAS;

/// The variant of the honest sentence where something was measured all the same.
pub const SEEN: &str = "seen";

/// The thin document in one language.
#[derive(Debug)]
pub struct Thin {
    pub title: &'static [Line],
    /// What happened, for each reason; the variant is the reason's name.
    pub reason: &'static [Line],
    /// How short it is and what follows; the variant is [`SEEN`], else the reason's name.
    pub honest: &'static [Line],
    pub callout: &'static [Line],
    pub next: &'static [Line],
    /// General advice in the order of [`AREAS`]: heading, text.
    pub advice: [(&'static [Line], &'static [Line]); 7],
}

impl Thin {
    /// General advice by area: heading, text.
    #[must_use]
    pub fn advice(&self, area: Area) -> (&'static [Line], &'static [Line]) {
        AREAS.iter().position(|one| *one == area).and_then(|at| self.advice.get(at)).copied().unwrap_or((&[], &[]))
    }

    pub fn patterns(&self) -> impl Iterator<Item = &'static str> {
        let lines = [self.title, self.reason, self.honest, self.callout, self.next];
        let advice = self.advice.into_iter().flat_map(|(heading, text)| [heading, text]);
        lines.into_iter().chain(advice).flatten().map(|line| line.1)
    }
}

/// The name of a reason, as in the stored outcome.
#[must_use]
pub fn reason_name(reason: Reason) -> &'static str {
    match reason {
        Reason::NoDomain => "no_domain",
        Reason::ResearchOff => "research_off",
        Reason::NoSuchHost => "no_such_host",
        Reason::Refused => "refused",
        Reason::Timeout => "timeout",
        Reason::Tls => "tls",
        Reason::PrivateAddress => "private_address",
        Reason::TooLarge => "too_large",
        Reason::RedirectLoop => "redirect_loop",
        Reason::Blocked => "blocked",
        Reason::RobotsRefused => "robots_refused",
        Reason::HttpError => "http_error",
        Reason::NotHtml => "not_html",
        Reason::Empty => "empty",
        Reason::ScriptOnly => "script_only",
        Reason::Parked => "parked",
        Reason::UnderConstruction => "under_construction",
        Reason::Login => "login",
        Reason::Moved => "moved",
        Reason::LittleText => "little_text",
        Reason::Frames => "frames",
        Reason::Scripts => "scripts",
    }
}
