//! Bodies about webhook endpoints: each member is read for itself, so that all faults of a body come back at once.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::app::App;
use crate::model::event::EventKind;
use crate::model::schema::Fault;
use crate::model::webhook::{DESCRIPTION_MAX_CHARS, EventChoice, URL_MAX_CHARS, parse_description};
use crate::store::delivery_log::Again;
use crate::web::error::ApiError;
use crate::web::hooks::Wanted;

/// Largest instant that is taken: the end of the year 9999.
pub const INSTANT_MAX: i64 = 253_402_300_799_999;
const EVENTS_MAX: usize = 50;

/// Whether an endpoint is sent anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Switch {
    On,
    Off,
}

/// Name of an event that can be chosen, or `*` for all, those still to come included.
pub struct WantedEvent;

impl PartialSchema for WantedEvent {
    fn schema() -> RefOr<Schema> {
        let names = EventKind::ALL.iter().filter(|kind| kind.is_choosable()).map(|kind| kind.as_str());
        let names: Vec<&str> = std::iter::once("*").chain(names).collect();
        let description = "Name of an event, or `*` for all, those still to come included";
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names)).description(Some(description)).into()
    }
}

impl ToSchema for WantedEvent {}

/// Where deliveries are sent: `https` and a public host, without user name, password and fragment.
pub struct WebhookUrl;

impl PartialSchema for WebhookUrl {
    fn schema() -> RefOr<Schema> {
        let description = "Where deliveries are sent: https and a public host, without user name, password and fragment";
        let text = ObjectBuilder::new().schema_type(Type::String).pattern(Some(URL_PATTERN)).max_length(Some(URL_MAX_CHARS));
        text.description(Some(description)).examples([json!("https://example.com/hooks/magnetite")]).into()
    }
}

impl ToSchema for WebhookUrl {}

/// One line for people.
pub struct WebhookDescription;

impl PartialSchema for WebhookDescription {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(Type::String).pattern(Some(LINE_PATTERN)).max_length(Some(DESCRIPTION_MAX_CHARS));
        text.description(Some("One line for people")).examples([json!("CRM")]).into()
    }
}

impl ToSchema for WebhookDescription {}

/// A webhook endpoint to be made.
#[derive(Debug, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWebhook {
    #[schema(value_type = WebhookUrl)]
    pub url: String,
    /// Default: all.
    #[schema(value_type = Option<Vec<WantedEvent>>, min_items = 1, max_items = 50, example = json!(["lead.completed", "lead.failed"]))]
    pub events: Option<Vec<String>>,
    #[schema(value_type = Option<WebhookDescription>)]
    pub description: Option<String>,
    /// One delivery per lead at a time, in the order of the events. Default: false.
    pub ordered: Option<bool>,
    /// Default: on.
    pub state: Option<Switch>,
}

/// What is to be changed; what is not given stays.
#[derive(Debug, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookChange {
    #[schema(value_type = Option<WebhookUrl>)]
    pub url: Option<String>,
    #[schema(value_type = Option<Vec<WantedEvent>>, min_items = 1, max_items = 50, example = json!(["*"]))]
    pub events: Option<Vec<String>>,
    #[schema(value_type = Option<WebhookDescription>)]
    pub description: Option<String>,
    pub ordered: Option<bool>,
    /// One that was switched off is sent what waited for it when it is switched on again.
    pub state: Option<Switch>,
}

/// A host name with a dot, a port, a path.
const URL_PATTERN: &str = concat!(
    r"^https://([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,3}[A-Za-z]{2,24}",
    r"(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?([/?][!$-;=?-Z_a-z~]*)?$"
);
/// No control characters.
const LINE_PATTERN: &str = r"^[^\x00-\x1f\x7f-\x9f]*$";

/// Which ended deliveries are sent again: all that failed, or those written in a time range.
#[derive(ToSchema)]
#[serde(untagged)]
pub enum Replay {
    /// All that failed for good.
    Failed(ReplayFailed),
    /// Those written at or after `from` and before `to`, delivered or failed.
    Between(ReplayBetween),
}

#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplayFailed {
    #[schema(schema_with = only_true)]
    pub failed: bool,
}

#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplayBetween {
    /// Epoch milliseconds.
    #[schema(minimum = 0, maximum = 253402300799999i64, example = 1795500000000i64)]
    pub from: i64,
    /// Epoch milliseconds.
    #[schema(minimum = 0, maximum = 253402300799999i64, example = 1795586400000i64)]
    pub to: i64,
}

fn only_true() -> Schema {
    ObjectBuilder::new().schema_type(Type::Boolean).enum_values(Some([true])).build().into()
}

/// Members of a body, taken one by one; what is left or wrong is a fault.
struct Members {
    members: Map<String, Value>,
    faults: Vec<Fault>,
}

impl Members {
    /// `None` when it is not given, null, or not what is wanted.
    fn take<T: DeserializeOwned>(&mut self, name: &str, wanted: &str) -> Option<T> {
        let value = self.members.remove(name).filter(|value| !value.is_null())?;
        let read = serde_json::from_value(value).ok();
        if read.is_none() {
            self.fault(name, wanted);
        }
        read
    }

    fn check<T>(&mut self, name: &str, checked: Option<Result<T, &'static str>>) -> Option<T> {
        match checked? {
            Ok(value) => Some(value),
            Err(reason) => {
                self.fault(name, reason);
                None
            }
        }
    }

    fn fault(&mut self, name: &str, reason: &str) {
        self.faults.push(Fault { field: name.to_owned(), reason: reason.to_owned() });
    }

    /// # Errors
    /// All faults, unknown members among them.
    fn end<T>(mut self, value: Option<T>) -> Result<T, ApiError> {
        let unknown: Vec<String> = self.members.keys().cloned().collect();
        for name in unknown {
            self.fault(&name, "is not a member of this request");
        }
        value.filter(|_| self.faults.is_empty()).ok_or_else(|| ApiError::faults(&self.faults))
    }
}

/// An endpoint to be made.
///
/// # Errors
/// All faults of the body.
pub fn new_webhook(app: &App, body: Map<String, Value>) -> Result<Wanted, ApiError> {
    let given = body.get("url").is_some_and(|url| !url.is_null());
    let (mut members, change) = read(body);
    if !given {
        members.fault("url", "Missing required field: url");
    }
    let new = NewWebhook {
        url: change.url.unwrap_or_default(),
        events: change.events.or_else(|| Some(vec!["*".into()])),
        description: change.description,
        ordered: change.ordered,
        state: change.state,
    };
    let url = given.then(|| app.webhook_url(&new.url)).filter(|_| members.faults.iter().all(|fault| fault.field != "url"));
    let url = members.check("url", url);
    let events = members.check("events", new.events.as_deref().map(choice));
    let description = members.check("description", Some(parse_description(new.description.as_deref().unwrap_or_default())));
    let wanted = match (url, events, description) {
        (Some(url), Some(events), Some(description)) => {
            Some(Wanted { url, description, events, ordered: new.ordered.unwrap_or(false), on: new.state != Some(Switch::Off) })
        }
        _ => None,
    };
    members.end(wanted)
}

/// `now` with the members of the body in place of its own.
///
/// # Errors
/// All faults of the body.
pub fn changed(app: &App, now: Wanted, body: Map<String, Value>) -> Result<Wanted, ApiError> {
    let (mut members, change) = read(body);
    let url = members.check("url", change.url.map(|url| app.webhook_url(&url)));
    let events = members.check("events", change.events.as_deref().map(choice));
    let description = members.check("description", change.description.map(|text| parse_description(&text)));
    let wanted = Wanted {
        url: url.unwrap_or(now.url),
        description: description.unwrap_or(now.description),
        events: events.unwrap_or(now.events),
        ordered: change.ordered.unwrap_or(now.ordered),
        on: change.state.map_or(now.on, |state| state == Switch::On),
    };
    members.end(Some(wanted))
}

fn read(body: Map<String, Value>) -> (Members, WebhookChange) {
    let mut members = Members { members: body, faults: Vec::new() };
    let change = WebhookChange {
        url: members.take("url", "must be a text"),
        events: members.take("events", "must be a list of names of events"),
        description: members.take("description", "must be a text"),
        ordered: members.take("ordered", "must be true or false"),
        state: members.take("state", "must be on or off"),
    };
    (members, change)
}

fn choice(names: &[String]) -> Result<EventChoice, &'static str> {
    if names.len() > EVENTS_MAX {
        return Err("must have at most 50 members");
    }
    EventChoice::parse(names.iter().map(String::as_str))
}

/// What is to be sent again.
///
/// # Errors
/// All faults of the body.
pub fn replay(body: Map<String, Value>) -> Result<Again, ApiError> {
    let mut members = Members { members: body, faults: Vec::new() };
    if members.members.contains_key("failed") {
        if members.members.remove("failed") != Some(Value::Bool(true)) {
            members.fault("failed", "must be true");
        }
        return members.end(Some(Again::Failed));
    }
    let mut instant = |name| {
        let at = members.members.remove(name).as_ref().and_then(whole).filter(|at| (0..=INSTANT_MAX).contains(at));
        if at.is_none() {
            members.fault(name, "must be an instant in epoch milliseconds; or send failed: true");
        }
        at.unwrap_or_default()
    };
    let again = Again::Between(instant("from"), instant("to"));
    members.end(Some(again))
}

/// A whole number, however it is written: `1`, `1.0`, `1e3`.
fn whole(value: &Value) -> Option<i64> {
    let float = || value.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 9e15).and_then(|number| format!("{number:.0}").parse().ok());
    value.as_i64().or_else(float)
}
