//! The members `links` of a project and `link` of a lead: how they are shown, and how a change of them is read. A password goes in and never comes out.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::app::App;
use crate::model::ids::LeadId;
use crate::model::link::{DAYS_MAX, Expiry, Gate, LinkChange, LinkOverrides, LinkRules, Lock, VIEWS_MAX, check_link_password};
use crate::model::schema::Fault;
use crate::web::dashboard::prove::hash_password;
use crate::web::error::{self, ApiError};

/// Latest instant that a link may end: the year 2100, in epoch milliseconds.
const AT_MAX: i64 = 4_102_444_800_000;

/// What links of the project's leads allow, where a lead has nothing of its own.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = LinkRules)]
pub struct RulesView {
    /// Epoch milliseconds; null: on no fixed day.
    #[schema(required)]
    expires_at: Option<i64>,
    /// Days after the publication of the version that readers get; null: not counted.
    #[schema(required, minimum = 1, maximum = 3650)]
    expires_after_days: Option<u16>,
    /// Views that are no scanner's or preview's; null: no limit.
    #[schema(required, minimum = 1, maximum = 1_000_000)]
    views_max: Option<u32>,
    /// Readers are asked for a password.
    password_set: bool,
    /// Whose address must be shown by a code: nobody's, the lead's own, or any at the lead's company.
    email_gate: Gate,
    /// Readers can take PDF and text along.
    downloads: bool,
}

impl From<&LinkRules> for RulesView {
    fn from(rules: &LinkRules) -> Self {
        let (expires_at, expires_after_days) = match rules.expiry {
            Expiry::Never => (None, None),
            Expiry::At(at) => (Some(at), None),
            Expiry::Days(days) => (None, Some(days)),
        };
        Self {
            expires_at,
            expires_after_days,
            views_max: (rules.views_max > 0).then_some(rules.views_max),
            password_set: rules.lock.is_set(),
            email_gate: rules.gate,
            downloads: rules.downloads,
        }
    }
}

/// A change of what links allow. Members that are not given stay; null gives the default back.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LinkRulesChange {
    /// Epoch milliseconds; 0: never. Not together with `expiresAfterDays`.
    #[schema(minimum = 0, maximum = 4_102_444_800_000_i64)]
    pub expires_at: Option<i64>,
    /// Days after publication; 0: never.
    #[schema(minimum = 0, maximum = 3650)]
    pub expires_after_days: Option<u16>,
    /// Views that are no scanner's or preview's; 0: no limit.
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub views_max: Option<u32>,
    /// 6 to 200 characters; an empty text: none. Stored as a hash.
    #[schema(max_length = 200)]
    pub password: Option<String>,
    /// Needs a mail server.
    pub email_gate: Option<Gate>,
    pub downloads: Option<bool>,
}

/// A change of one lead's link. Members that are not given stay; null in one of the rules gives what the project has.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LeadLinkChange {
    /// Epoch milliseconds; 0: never. Not together with `expiresAfterDays`.
    #[schema(minimum = 0, maximum = 4_102_444_800_000_i64)]
    pub expires_at: Option<i64>,
    /// Days after publication; 0: never.
    #[schema(minimum = 0, maximum = 3650)]
    pub expires_after_days: Option<u16>,
    /// Views that are no scanner's or preview's; 0: no limit.
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub views_max: Option<u32>,
    /// 6 to 200 characters; an empty text: none. Stored as a hash.
    #[schema(max_length = 200)]
    pub password: Option<String>,
    /// Needs a mail server.
    pub email_gate: Option<Gate>,
    pub downloads: Option<bool>,
    /// Another name in the address; null: none. The address with the id goes on working.
    #[schema(pattern = "^[a-z0-9][a-z0-9-]{1,78}[a-z0-9]$", example = "spring-review")]
    pub slug: Option<String>,
    /// true: readers get nothing; false: as before.
    #[schema(nullable = false)]
    pub withdrawn: Option<bool>,
    /// A newer lead of the project that readers are led on to; null: none.
    #[schema(value_type = Option<String>, pattern = "^lead_[0-9A-Za-z]{22}$")]
    pub replaced_by: Option<LeadId>,
}

/// A [`LinkRulesChange`] as it was read; the password is still to be hashed.
#[derive(Debug, Default)]
pub struct Given {
    change: LinkChange,
    password: Option<Option<String>>,
}

impl Given {
    /// The change, with the password's hash.
    ///
    /// # Errors
    /// When too many passwords are being hashed.
    pub async fn hashed(self) -> Result<LinkChange, ApiError> {
        let lock = match self.password {
            None => None,
            Some(None) => Some(None),
            Some(Some(password)) if password.is_empty() => Some(Some(Lock::default())),
            Some(Some(password)) => Some(Some(Lock::of(hash_password(password).await.map_err(|_| ApiError::new(&error::SERVICE_UNAVAILABLE))?))),
        };
        Ok(LinkChange { lock, ..self.change })
    }
}

/// Reads the members of a [`LinkRulesChange`] by hand, so that every fault is named; members named in `also` are left to the caller.
pub fn read(app: &App, path: &str, given: &Map<String, Value>, also: &[&str], faults: &mut Vec<Fault>) -> Given {
    let (mut read, mut at, mut days) = (Given::default(), None, None);
    for (name, value) in given {
        let mut wrong = |reason: &str| faults.push(Fault { field: format!("{path}.{name}"), reason: reason.into() });
        match name.as_str() {
            "expiresAt" => match number(value, AT_MAX) {
                Some(given) => at = Some(given.map(|at| if at == 0 { Expiry::Never } else { Expiry::At(at) })),
                None => wrong("must be an instant in epoch milliseconds before the year 2100, 0 for never, or null"),
            },
            "expiresAfterDays" => match number(value, i64::from(DAYS_MAX)).map(|given| given.map(u16::try_from)) {
                Some(None) => days = Some(None),
                Some(Some(Ok(given))) => days = Some(Some(if given == 0 { Expiry::Never } else { Expiry::Days(given) })),
                _ => wrong("must be a whole number of days from 0 to 3650, or null"),
            },
            "viewsMax" => match number(value, i64::from(VIEWS_MAX)).map(|given| given.map(u32::try_from)) {
                Some(None) => read.change.views_max = Some(None),
                Some(Some(Ok(given))) => read.change.views_max = Some(Some(given)),
                _ => wrong("must be a whole number from 0 to 1000000, or null"),
            },
            "password" => match value {
                Value::Null => read.password = Some(None),
                Value::String(text) if text.is_empty() => read.password = Some(Some(String::new())),
                Value::String(text) => match check_link_password(text) {
                    Ok(()) => read.password = Some(Some(text.clone())),
                    Err(reason) => wrong(reason),
                },
                _ => wrong("must be a text, or null"),
            },
            "emailGate" => match (value, value.as_str().and_then(Gate::of)) {
                (Value::Null, _) => read.change.gate = Some(None),
                (_, Some(gate)) if gate != Gate::Off && app.mailer.is_none() => wrong(NO_MAIL),
                (_, Some(gate)) => read.change.gate = Some(Some(gate)),
                _ => wrong("must be one of off, lead, company, or null"),
            },
            "downloads" => match value {
                Value::Null => read.change.downloads = Some(None),
                Value::Bool(given) => read.change.downloads = Some(Some(*given)),
                _ => wrong("must be true, false, or null"),
            },
            other if also.contains(&other) => {}
            _ => wrong("is not a member that can be changed"),
        }
    }
    let kind = |given: &Option<Option<Expiry>>| matches!(given, Some(Some(_)));
    if kind(&at) && kind(&days) {
        faults.push(Fault { field: format!("{path}.expiresAfterDays"), reason: "must not be given together with expiresAt".into() });
    }
    read.change.expiry = if kind(&at) { at } else { days.or(at) };
    read
}

/// Why a gate is refused.
pub const NO_MAIL: &str = "needs a mail server for the codes: the operator sets MAGNETITE_SMTP_URL";

/// A whole number from 0 to `max`; `Some(None)` for null. `7.0` is one too, as JSON Schema has it.
fn number(value: &Value, max: i64) -> Option<Option<i64>> {
    if value.is_null() {
        return Some(None);
    }
    let text = value.as_number()?.to_string();
    text.strip_suffix(".0").unwrap_or(&text).parse().ok().filter(|number| (0..=max).contains(number)).map(Some)
}

/// Names of the members that a lead has of its own.
#[must_use]
pub fn own(overrides: &LinkOverrides) -> Vec<&'static str> {
    let all = [
        ("expires", overrides.expiry.is_some()),
        ("viewsMax", overrides.views_max.is_some()),
        ("password", overrides.lock.is_some()),
        ("emailGate", overrides.gate.is_some()),
        ("downloads", overrides.downloads.is_some()),
    ];
    all.into_iter().filter(|(_, own)| *own).map(|(name, _)| name).collect()
}
