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

/// Whether the address stands in the text, in whatever case, and not as a part of a longer one: `ann@firm.example` is neither in
/// `joann@firm.example` nor in `ann@firm.example.org`.
#[must_use]
pub fn holds(text: &str, email: &str) -> bool {
    places_of(&text.to_lowercase(), &email.to_lowercase()).next().is_some()
}

/// Where the address begins; both in lower case.
pub fn places_of<'t>(text: &'t str, email: &'t str) -> impl Iterator<Item = usize> + 't {
    let part = |c: char| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
    text.match_indices(email).map(|(at, _)| at).filter(move |at| {
        let (before, after) = (&text[..*at], &text[at + email.len()..]);
        // A quotation mark belongs to a name only behind a letter of it, and in JSON a line ends with `\n`.
        let quoted = before.strip_suffix(['\'', '`']).is_some_and(|before| !before.ends_with(char::is_alphanumeric));
        let escaped = ["\\n", "\\r", "\\t"].iter().any(|escape| before.ends_with(*escape));
        let after = after.strip_prefix('.').unwrap_or(after);
        !email.is_empty() && (quoted || escaped || !before.ends_with(part)) && !after.starts_with(|c: char| c.is_alphanumeric() || c == '-')
    })
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
    use super::{holds, hosts_above, normal_email};

    #[test]
    fn one_mailbox_is_one_text_and_a_host_has_those_above_it() {
        assert_eq!(normal_email(" Jane+News@Firm.Example"), "jane@firm.example");
        assert_eq!(normal_email("+x@firm.example"), "+x@firm.example");
        assert_eq!(hosts_above("Mail.Firm.Example"), ["mail.firm.example", "firm.example"]);
        assert!(hosts_above("localhost").is_empty());
    }

    #[test]
    fn an_address_is_found_where_it_stands_for_itself() {
        let ann = "ann@firm.example";
        for text in [
            "Ann@Firm.example",
            "<ann@firm.example>",
            "Mail ann@firm.example.",
            "mailto:ann@firm.example, x",
            "'ann@firm.example'",
            r#""x\nann@firm.example\n""#,
        ] {
            assert!(holds(text, ann), "{text}");
        }
        for text in [
            "joann@firm.example",
            "jo.ann@firm.example",
            "jo-ann@firm.example",
            "o'ann@firm.example",
            "ann@firm.example.au",
            "ann@firm.example-x.org",
            "ann@firm.examples",
            "ann@firm",
            "",
        ] {
            assert!(!holds(text, ann), "{text}");
        }
        assert!(!holds("anything", ""));
    }
}
