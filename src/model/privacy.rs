//! What a project tells the people it holds data on: who decides, whom to write to, what for, on which legal ground, and how long what is kept.

use serde::{Deserialize, Serialize};

use super::lead::parse_email;
use super::schema::Fault;

/// Longest text, in characters.
pub const TEXT_MAX_CHARS: usize = 1_000;
/// Longest time that something is kept when it is not kept for ever: ten years, in days.
pub const DAYS_MAX: u32 = 3_650;
const DAY_MS: i64 = 24 * 3_600_000;

/// Stored as JSON with the project; what is left out is empty, and the page says something honest in its place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Privacy {
    /// Name and postal address of the company that decides on the data. Empty: the name that the offer has, else the workspace's.
    pub controller: String,
    /// Address for questions about data. Empty: the offer's sender.
    pub contact: String,
    /// What the data is used for. Empty: for this one document.
    pub purpose: String,
    /// The legal ground, in the project's own words. Empty: the page says that none was stated.
    pub ground: String,
    pub retention: Retention,
}

/// Days that things are kept for; 0: for ever.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Retention {
    /// A lead with all that hangs on it, from the day it was posted.
    pub leads: u32,
    /// Pages that were read and what was made of them, from the day of reading. The document keeps its quotations.
    pub evidence: u32,
    pub views: u32,
    /// Events with what was sent of them, but for the last one of a lead that is still there.
    pub events: u32,
}

impl Retention {
    /// Nothing is ever removed.
    #[must_use]
    pub fn is_for_ever(self) -> bool {
        self == Self::default()
    }
}

/// The instant before which things that are kept for `days` are removed, epoch milliseconds; `None` when they are kept for ever.
#[must_use]
pub fn before(days: u32, now: i64) -> Option<i64> {
    (days > 0).then(|| now - i64::from(days) * DAY_MS)
}

impl Privacy {
    /// What is wrong with it, by field.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, reason: &str| faults.push(Fault { field: field.into(), reason: reason.into() });
        for (name, text) in [("controller", &self.controller), ("purpose", &self.purpose), ("ground", &self.ground)] {
            if text.chars().count() > TEXT_MAX_CHARS {
                fault(name, "must be at most 1000 characters");
            }
        }
        if !self.contact.is_empty()
            && let Err(reason) = parse_email(&self.contact)
        {
            fault("contact", reason);
        }
        let Retention { leads, evidence, views, events } = self.retention;
        for (name, days) in [("leads", leads), ("evidence", evidence), ("views", views), ("events", events)] {
            if days > DAYS_MAX {
                fault(name, "must be a number of days from 0 to 3650");
            }
        }
        faults
    }

    /// Names of what is otherwise in `next`, for the audit log. Empty when nothing is.
    #[must_use]
    pub fn changes(&self, next: &Self) -> String {
        let mut words: Vec<String> = Vec::new();
        let texts = [
            ("controller", self.controller != next.controller),
            ("contact", self.contact != next.contact),
            ("purpose", self.purpose != next.purpose),
            ("ground", self.ground != next.ground),
        ];
        words.extend(texts.iter().filter(|(_, changed)| *changed).map(|(name, _)| (*name).to_owned()));
        let (old, new) = (self.retention, next.retention);
        for (name, old, new) in
            [("leads", old.leads, new.leads), ("evidence", old.evidence, new.evidence), ("views", old.views, new.views), ("events", old.events, new.events)]
        {
            if old != new {
                words.push(if new == 0 { format!("{name} for ever") } else { format!("{name} {new} days") });
            }
        }
        words.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::{Privacy, Retention, before};

    #[test]
    fn what_is_kept_for_ever_has_no_end_and_a_wrong_contact_is_told() {
        assert_eq!(before(0, 1_000), None);
        assert_eq!(before(2, 1_795_500_000_000), Some(1_795_500_000_000 - 2 * 86_400_000));
        let wrong = Privacy { contact: "nobody".into(), retention: Retention { leads: 9_999, ..Retention::default() }, ..Privacy::default() };
        assert_eq!(wrong.faults().iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>(), ["contact", "leads"]);
        assert_eq!(Privacy::default().changes(&wrong), "contact, leads 9999 days");
    }
}
