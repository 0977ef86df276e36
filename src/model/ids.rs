//! Identifiers: a short prefix and 22 random base-62 characters (131 bits), so that no id can be guessed.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Digits, upper case, lower case: the order that base-62 numbers use throughout the program.
pub const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

const RANDOM_CHARS: usize = 22;

/// Source of random bytes; the system's in the program, a counter in tests.
pub trait Random: Send + Sync {
    fn fill(&self, bytes: &mut [u8]);
}

/// `count` base-62 characters, each drawn evenly (values of 248 and above are drawn again).
#[must_use]
pub fn random_base62(random: &dyn Random, count: usize) -> String {
    let mut out = String::with_capacity(count);
    let mut buffer = [0_u8; 32];
    while out.len() < count {
        random.fill(&mut buffer);
        for byte in buffer {
            if byte < 248 && out.len() < count {
                out.push(char::from(BASE62[usize::from(byte % 62)]));
            }
        }
    }
    out
}

/// Two lower-case digits a byte.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Refusal of a text that is no id of the wanted kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of this kind")]
pub struct NotAnId;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            pub const PREFIX: &'static str = $prefix;

            #[must_use]
            pub fn new(random: &dyn Random) -> Self {
                Self(format!("{}{}", $prefix, random_base62(random, RANDOM_CHARS)))
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let rest = text.strip_prefix($prefix).ok_or(NotAnId)?;
                if rest.len() == RANDOM_CHARS && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()) { Ok(Self(text.to_owned())) } else { Err(NotAnId) }
            }
        }
    };
}

id!(WorkspaceId, "ws_");
id!(ProjectId, "proj_");
id!(KeyId, "key_");
id!(UserId, "user_");
id!(LeadId, "lead_");
id!(JobId, "job_");
id!(EventId, "evt_");
id!(SessionId, "sess_");
id!(InvitationId, "inv_");
id!(AuditId, "audit_");
id!(ViewId, "view_");
id!(ImportId, "imp_");
id!(BatchId, "batch_");
id!(EndpointId, "we_");
id!(DeliveryId, "dlv_");
id!(SuppressionId, "sup_");
id!(CreditEntryId, "cre_");
id!(PersonRequestId, "preq_");
id!(CallId, "call_");
id!(DomainId, "dom_");
id!(
    /// One process that works on jobs; kept in the data folder, so that a restart knows what it left behind.
    NodeId,
    "node_"
);

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting(std::sync::atomic::AtomicU8);
    impl Random for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            }
        }
    }

    #[test]
    fn an_id_reads_back_and_another_kind_does_not() {
        let id = LeadId::new(&Counting(0.into()));
        assert_eq!(id.as_str().parse::<LeadId>(), Ok(id.clone()));
        assert_eq!(id.as_str().parse::<JobId>(), Err(NotAnId));
        assert_eq!("lead_../../etc/passwd12345678".parse::<LeadId>(), Err(NotAnId));
    }

    #[test]
    fn every_base62_character_is_equally_likely() {
        let text = random_base62(&Counting(0.into()), 248);
        for digit in BASE62 {
            assert_eq!(text.bytes().filter(|byte| byte == digit).count(), 4);
        }
    }
}
