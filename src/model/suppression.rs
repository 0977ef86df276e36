//! Whom an objection covers: one mailbox, or everybody under a host. What is hashed stands here; the hashing itself is `generation/suppress.rs`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SuppressionKind {
    Email,
    /// A host with all hosts below it.
    Domain,
}

impl SuppressionKind {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            SuppressionKind::Email => "email",
            SuppressionKind::Domain => "domain",
        }
    }
}

impl std::str::FromStr for SuppressionKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Self::Email, Self::Domain].into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| format!("unknown kind {text:?}"))
    }
}

/// One mailbox reads the same however its address is written: lower case, and without what stands behind a `+`.
#[must_use]
pub fn normal_email(email: &str) -> String {
    let email = email.trim().to_lowercase();
    let Some((local, host)) = email.rsplit_once('@') else { return email };
    let mailbox = local.split_once('+').map_or(local, |(mailbox, _)| mailbox);
    format!("{}@{host}", if mailbox.is_empty() { local } else { mailbox })
}

/// The host and every host above it that has a dot, the longest first.
#[must_use]
pub fn hosts_above(host: &str) -> Vec<String> {
    let mut host = host.trim_end_matches('.').to_lowercase();
    let mut hosts = Vec::new();
    while host.contains('.') {
        hosts.push(host.clone());
        host = host.split_once('.').map(|(_, above)| above.to_owned()).unwrap_or_default();
    }
    hosts
}

#[cfg(test)]
mod tests {
    use super::{hosts_above, normal_email};

    #[test]
    fn one_mailbox_is_one_text_and_a_host_has_those_above_it() {
        assert_eq!(normal_email(" Jane+News@Firm.Example"), "jane@firm.example");
        assert_eq!(normal_email("+x@firm.example"), "+x@firm.example");
        assert_eq!(hosts_above("Mail.Firm.Example"), ["mail.firm.example", "firm.example"]);
        assert!(hosts_above("localhost").is_empty());
    }
}
