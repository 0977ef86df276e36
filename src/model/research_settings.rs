//! How a project researches, and what it does when the sources change later.

use serde::{Deserialize, Serialize};

/// Stored as JSON with the project; fields that are left out have their defaults.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ResearchSettings {
    /// Reads the prospect's own site. Off: no request leaves the server, and only what was posted is known.
    pub own_site: bool,
    pub thin: Thin,
    pub drift: Drift,
}

impl Default for ResearchSettings {
    fn default() -> Self {
        Self { own_site: true, thin: Thin::default(), drift: Drift::default() }
    }
}

/// What becomes of a lead whose site could not be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Thin {
    /// A shorter document that says so.
    #[default]
    Write,
    /// The same, held back until a person approves it.
    Review,
    /// The job fails.
    Fail,
}

/// When the sources of published magnets are looked at again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Drift {
    /// Days between two looks; 0: never.
    pub every_days: u16,
    pub then: Then,
}

/// What happens to a magnet when a fact is no longer at its source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Then {
    /// The facts are marked, nothing else.
    #[default]
    Keep,
    /// And the sender is told.
    Flag,
    /// And readers no longer get it.
    Withdraw,
}
