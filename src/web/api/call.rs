//! What handlers take beside the path: the query, read strictly ([`Asked`]), and a request that changes something ([`Call`]).
//! Both note every fault and refuse once, with all of them in `details.fields`.

use std::net::SocketAddr;
use std::ops::RangeInclusive;

use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use serde_json::{Map, Value};

use crate::generation::control::By;
use crate::model::ids::ProjectId;
use crate::model::schema::Fault;
use crate::store::audit::Entry;
use crate::web::error::ApiError;
use crate::web::extract::{ApiProject, read_object};
use crate::web::key_cache::Caller;
use crate::web::once::Once;
use crate::web::state::Web;

/// The parameters of the address. Names that no handler asks for are left alone; one that is given twice is a fault.
pub struct Asked {
    pairs: Vec<(String, String)>,
    faults: Vec<Fault>,
}

impl FromRequestParts<Web> for Asked {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, ApiError> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self { pairs: url::form_urlencoded::parse(query.as_bytes()).into_owned().collect(), faults: Vec::new() })
    }
}

impl Asked {
    /// The value of a parameter that `read` understands; its refusal is the reason told.
    pub fn take<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let mut values = self.pairs.iter().filter(|(given, _)| given == name).map(|(_, value)| value.as_str());
        let read = match (values.next()?, values.next()) {
            (value, None) => read(value),
            (_, Some(_)) => Err("must be given once".into()),
        };
        read.map_err(|reason| self.faults.push(Fault { field: name.into(), reason })).ok()
    }

    /// A whole number within the range, or the default where none is given.
    pub fn number(&mut self, name: &str, range: RangeInclusive<i64>, default: i64) -> i64 {
        let read = |text: &str| {
            let plain = !text.is_empty() && text.len() <= 18 && text.bytes().all(|byte| byte.is_ascii_digit());
            let number = text.parse().ok().filter(|number| plain && range.contains(number));
            number.ok_or_else(|| format!("must be a whole number from {} to {}", range.start(), range.end()))
        };
        self.take(name, read).unwrap_or(default)
    }

    /// One of the choices, by its name.
    pub fn choice<T: Copy>(&mut self, name: &str, choices: &[(&str, T)]) -> Option<T> {
        let known = || choices.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        self.take(name, |text| choices.iter().find(|(name, _)| *name == text).map(|(_, value)| *value).ok_or_else(|| format!("must be one of {}", known())))
    }

    /// # Errors
    /// `INVALID_REQUEST` with every fault so far.
    pub fn check(&self) -> Result<(), ApiError> {
        if self.faults.is_empty() { Ok(()) } else { Err(ApiError::faults(&self.faults)) }
    }
}

/// Reads a place in a list: `{epoch milliseconds}-{id}`.
///
/// # Errors
/// The reason for the parameter.
pub fn place<Id: std::str::FromStr + ToString>(text: &str) -> Result<(i64, String), String> {
    let wrong = || "must be the nextCursor of an earlier answer".to_owned();
    let (at, id) = text.split_once('-').ok_or_else(wrong)?;
    let plain = (1..=15).contains(&at.len()) && at.bytes().all(|byte| byte.is_ascii_digit());
    let id: Id = id.parse().map_err(|_| wrong())?;
    match at.parse() {
        Ok(at) if plain => Ok((at, id.to_string())),
        _ => Err(wrong()),
    }
}

/// A request that changes something: whose, from where, whether it was asked before, and its body, empty where none was sent.
pub struct Call {
    pub caller: ApiProject,
    pub once: Once,
    /// As the audit log names the caller.
    pub actor: String,
    /// The client's IP address.
    pub address: String,
    pub body: Map<String, Value>,
}

impl FromRequest<Web> for Call {
    type Rejection = ApiError;

    async fn from_request(request: Request, web: &Web) -> Result<Self, ApiError> {
        let (mut parts, body) = request.into_parts();
        let caller = ApiProject::from_request_parts(&mut parts, web).await?;
        let once = Once::from_request_parts(&mut parts, web).await?;
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or_else(String::new, |address| address.0.ip().to_string());
        let actor = format!("API key {}", caller.0.key.name);
        let body = read_object(Request::from_parts(parts, body)).await?.unwrap_or_default();
        Ok(Self { caller, once, actor, address, body })
    }
}

impl Call {
    #[must_use]
    pub fn caller(&self) -> &Caller {
        &self.caller.0
    }

    /// Who acts on a lead.
    #[must_use]
    pub fn by(&self) -> By<'_> {
        By { workspace: &self.caller.0.workspace, actor: &self.actor, address: &self.address }
    }

    /// A line of the audit log.
    #[must_use]
    pub fn entry<'a>(&'a self, project: Option<&'a ProjectId>, action: &'a str, target: &'a str, detail: Value, at: i64) -> Entry<'a> {
        Entry { workspace_id: &self.caller.0.workspace.id, project_id: project, actor: &self.actor, address: &self.address, action, target, detail, at }
    }

    /// The members of the body, to be taken one by one.
    #[must_use]
    pub fn members(&self) -> Members {
        Members { left: self.body.clone(), faults: Vec::new() }
    }

    /// # Errors
    /// `INVALID_REQUEST` when the body has any member.
    pub fn without_members(&self) -> Result<(), ApiError> {
        self.members().check()
    }
}

/// The members of a body. `null` counts as not given; a member that nobody takes is a fault.
pub struct Members {
    left: Map<String, Value>,
    faults: Vec<Fault>,
}

impl Members {
    /// The value of a member that `read` understands; its refusal is the reason told.
    pub fn take<T>(&mut self, name: &str, read: impl FnOnce(Value) -> Result<T, String>) -> Option<T> {
        let value = self.left.remove(name).filter(|value| !value.is_null())?;
        read(value).map_err(|reason| self.fault(name, reason)).ok()
    }

    /// Whether the member is given and not taken yet.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.left.get(name).is_some_and(|value| !value.is_null())
    }

    /// A text of at most so many characters.
    pub fn text(&mut self, name: &str, max_chars: usize) -> Option<String> {
        self.take(name, |value| match value {
            Value::String(text) if text.chars().count() <= max_chars => Ok(text),
            _ => Err(format!("must be a string of at most {max_chars} characters")),
        })
    }

    /// A whole number within the range. `7.0` is one too, as JSON Schema has it.
    pub fn number(&mut self, name: &str, range: RangeInclusive<i64>) -> Option<i64> {
        self.take(name, |value| {
            let text = value.as_f64().filter(|number| value.is_f64() && number.fract() == 0.0).map(|number| format!("{number:.0}"));
            let number = value.as_i64().or_else(|| text?.parse().ok()).filter(|number| range.contains(number));
            number.ok_or_else(|| format!("must be a whole number from {} to {}", range.start(), range.end()))
        })
    }

    pub fn fault(&mut self, name: &str, reason: impl Into<String>) {
        self.faults.push(Fault { field: name.into(), reason: reason.into() });
    }

    /// To be called when all members were taken.
    ///
    /// # Errors
    /// `INVALID_REQUEST` with every fault.
    pub fn check(mut self) -> Result<(), ApiError> {
        let strange: Vec<String> = self.left.keys().cloned().collect();
        for name in strange {
            self.fault(&name, "is not a member of this request");
        }
        if self.faults.is_empty() { Ok(()) } else { Err(ApiError::faults(&self.faults)) }
    }
}
