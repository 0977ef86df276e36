//! The fields of what a link allows, as a form has them: for a project, and for one lead, which may leave each to its project.

use serde::Deserialize;

use super::faults::Faults;
use super::frame::when;
use super::prove::hash_password;
use super::refusal::Refusal;
use crate::app::App;
use crate::model::link::{DAYS_MAX, Expiry, Gate, LinkChange, LinkOverrides, LinkRules, Lock, VIEWS_MAX, check_link_password};
use crate::web::api::link_rules::NO_MAIL;

/// Value of a choice that is left to the project.
const AS_PROJECT: &str = "project";

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    /// What the form was made from.
    pub seen: String,
    /// `project`, `never`, `days` or `date`.
    pub expiry: String,
    pub days: String,
    /// `2026-12-24`: the link ends with that day (UTC).
    pub date: String,
    /// A number; empty: no limit, or of a lead as its project has it.
    pub views: String,
    /// `project`, `keep`, `none` or `new`.
    pub lock: String,
    pub password: String,
    pub gate: String,
    /// `project`, `yes` or `no`.
    pub downloads: String,
    /// Of a lead alone.
    pub slug: String,
    pub replaced_by: String,
}

/// Choices of one field: value and label.
pub type Choices = Vec<(&'static str, String)>;

/// What the template asks for beside the typed values.
pub struct LinkFields {
    pub typed: LinkForm,
    pub expiry: Choices,
    pub lock: Choices,
    pub gate: Choices,
    pub downloads: Choices,
    pub views_hint: String,
    pub gate_hint: &'static str,
}

impl LinkForm {
    #[must_use]
    pub fn of_project(rules: &LinkRules) -> Self {
        let own = LinkOverrides {
            expiry: Some(rules.expiry),
            views_max: Some(rules.views_max),
            lock: Some(rules.lock.clone()),
            gate: Some(rules.gate),
            downloads: Some(rules.downloads),
        };
        let form = Self::of_lead(&own);
        Self { views: if rules.views_max == 0 { String::new() } else { form.views }, ..form }
    }

    #[must_use]
    pub fn of_lead(own: &LinkOverrides) -> Self {
        let (mut days, mut date) = (String::new(), String::new());
        let expiry = match own.expiry {
            None => AS_PROJECT,
            Some(Expiry::Never) => "never",
            Some(Expiry::Days(given)) => {
                days = given.to_string();
                "days"
            }
            Some(Expiry::At(at)) => {
                date = jiff::Timestamp::from_millisecond(at - 1).map(|at| at.strftime("%Y-%m-%d").to_string()).unwrap_or_default();
                "date"
            }
        };
        let lock = match &own.lock {
            None => AS_PROJECT,
            Some(lock) if lock.is_set() => "keep",
            Some(_) => "none",
        };
        Self {
            expiry: expiry.into(),
            days,
            date,
            views: own.views_max.map(|max| max.to_string()).unwrap_or_default(),
            lock: lock.into(),
            gate: own.gate.map_or(AS_PROJECT, Gate::as_str).into(),
            downloads: own.downloads.map_or(AS_PROJECT, |on| if on { "yes" } else { "no" }).into(),
            ..Self::default()
        }
    }

    /// Reads the rules. `of_lead`: choices may be left to the project. The password is hashed where it is a new one.
    ///
    /// # Errors
    /// When too many passwords are being hashed.
    pub async fn read(&self, app: &App, of_lead: bool, locked: bool, faults: &mut Faults) -> Result<LinkChange, Refusal> {
        let mut change = LinkChange {
            expiry: self.read_expiry(faults),
            views_max: self.read_views(of_lead, faults),
            lock: None,
            gate: match Gate::of(&self.gate) {
                Some(gate) if gate != Gate::Off && app.mailer.is_none() => {
                    faults.add("gate", NO_MAIL);
                    None
                }
                gate => Some(gate),
            },
            downloads: Some(match self.downloads.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            }),
        };
        match self.lock.as_str() {
            "keep" if locked => {}
            "new" | "keep" => {
                if faults.take("password", check_link_password(&self.password)).is_some() && faults.is_empty() {
                    change.lock = Some(Some(Lock::of(hash_password(self.password.clone()).await?)));
                }
            }
            "none" => change.lock = Some(Some(Lock::default())),
            _ => change.lock = Some(None),
        }
        Ok(change)
    }

    fn read_expiry(&self, faults: &mut Faults) -> Option<Option<Expiry>> {
        match self.expiry.as_str() {
            "never" => Some(Some(Expiry::Never)),
            "days" => {
                let days = self.days.trim().parse().ok().filter(|days| (1..=DAYS_MAX).contains(days)).ok_or("must be a number of days from 1 to 3650");
                faults.take("days", days).map(|days| Some(Expiry::Days(days)))
            }
            "date" => faults.take("date", end_of(&self.date)).map(|at| Some(Expiry::At(at))),
            _ => Some(None),
        }
    }

    fn read_views(&self, of_lead: bool, faults: &mut Faults) -> Option<Option<u32>> {
        let typed = self.views.trim();
        if typed.is_empty() {
            return Some(if of_lead { None } else { Some(0) });
        }
        let views = typed.parse().ok().filter(|views| *views <= VIEWS_MAX).ok_or("must be a number from 0 to 1000000, or empty");
        faults.take("views", views).map(Some)
    }
}

/// The first instant after a day, in epoch milliseconds.
fn end_of(date: &str) -> Result<i64, &'static str> {
    let wrong = "must be a day like 2026-12-24";
    let day: jiff::civil::Date = date.trim().parse().map_err(|_| wrong)?;
    let next = day.tomorrow().map_err(|_| wrong)?;
    let at = next.to_zoned(jiff::tz::TimeZone::UTC).map_err(|_| wrong)?.timestamp().as_millisecond();
    if (0..=4_102_444_800_000).contains(&at) { Ok(at) } else { Err(wrong) }
}

impl LinkFields {
    /// `project`: what holds where a lead has nothing of its own; `None` in the project's own form. `locked`: a password can be kept.
    #[must_use]
    pub fn new(typed: LinkForm, project: Option<&LinkRules>, locked: bool, mail: bool) -> Self {
        let with = |own: Option<String>, more: Vec<(&'static str, &str)>| -> Choices {
            let own = own.map(|label| (AS_PROJECT, format!("As in the project: {label}")));
            own.into_iter().chain(more.into_iter().map(|(value, label)| (value, label.to_owned()))).collect()
        };
        let keep = locked.then_some(("keep", "Keep the present one"));
        Self {
            expiry: with(
                project.map(|rules| expiry_text(rules.expiry)),
                vec![("never", "Never"), ("days", "Some days after publication"), ("date", "At the end of a day")],
            ),
            lock: with(
                project.map(|rules| if rules.lock.is_set() { "a password".into() } else { "none".into() }),
                keep.into_iter().chain([("none", "No password"), ("new", if locked { "Another one" } else { "A password" })]).collect(),
            ),
            gate: with(project.map(|rules| gate_text(rules.gate).to_lowercase()), Gate::ALL.map(|gate| (gate.as_str(), gate_text(gate))).to_vec()),
            downloads: with(project.map(|rules| if rules.downloads { "yes".into() } else { "no".into() }), vec![("yes", "Yes"), ("no", "No: the page alone")]),
            views_hint: match project.map(|rules| rules.views_max) {
                None => "Empty for no limit.".into(),
                Some(0) => "Empty: as in the project, which has no limit.".into(),
                Some(max) => format!("Empty: as in the project, {max}. 0 for no limit."),
            },
            gate_hint: if mail {
                "The reader types an address and gets a code of six digits there."
            } else {
                "Needs a mail server, which this one has none of (MAGNETITE_SMTP_URL)."
            },
            typed,
        }
    }
}

/// When links end, in words.
#[must_use]
pub fn expiry_text(expiry: Expiry) -> String {
    match expiry {
        Expiry::Never => "never".into(),
        Expiry::At(at) => when(at),
        Expiry::Days(1) => "1 day after publication".into(),
        Expiry::Days(days) => format!("{days} days after publication"),
    }
}

/// Who is asked for a code, in words.
#[must_use]
pub fn gate_text(gate: Gate) -> &'static str {
    match gate {
        Gate::Off => "Nobody is asked",
        Gate::Lead => "The lead’s own address",
        Gate::Company => "Any address at the lead’s company",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_day_is_shown_as_it_was_typed_and_ends_at_midnight() {
        let at = end_of("2026-12-24").unwrap();
        assert_eq!(jiff::Timestamp::from_millisecond(at).unwrap().to_string(), "2026-12-25T00:00:00Z");
        assert_eq!(LinkForm::of_lead(&LinkOverrides { expiry: Some(Expiry::At(at)), ..LinkOverrides::default() }).date, "2026-12-24");
        for bad in ["", "soon", "2026-13-01", "9999-12-31", "1960-01-01"] {
            assert!(end_of(bad).is_err(), "{bad}");
        }
    }
}
