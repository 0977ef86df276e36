//! A lead: the person, as posted.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The cleaned fields of the POST. `domain` is a host name in lower case without a port.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LeadFields {
    pub email: String,
    pub full_name: Option<String>,
    pub company: Option<String>,
    pub domain: Option<String>,
    pub industry: Option<String>,
    pub company_size: Option<String>,
    pub title: Option<String>,
    pub phone: Option<String>,
    pub custom_fields: Map<String, Value>,
    /// Unknown top-level fields of the POST, kept as further context.
    pub extra: Map<String, Value>,
}
