//! What the domain name system says about a site's mail: who takes it (MX), who may send it (SPF, RFC 7208), and what is to become of the rest (DMARC, RFC 7489).

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MailDns {
    /// The domain whose mail this is: the site's host where it takes mail itself, else its organisational domain by the public suffix list.
    pub domain: String,
    /// Epoch milliseconds.
    pub fetched_at: i64,
    /// By preference; empty where the domain takes no mail; `None` when no answer came.
    pub mx: Option<Vec<String>>,
    /// The domain says that it takes no mail (RFC 7505).
    pub null_mx: bool,
    /// `None` when no answer came.
    pub spf: Option<Spf>,
    /// `None` when no answer came.
    pub dmarc: Option<Dmarc>,
    /// Questions without an answer, like `TXT firm.example: the name server did not answer in time`.
    pub failures: Vec<String>,
}

impl MailDns {
    /// The domain takes mail; `None` when it is not known.
    #[must_use]
    pub fn takes_mail(&self) -> Option<bool> {
        self.mx.as_ref().map(|hosts| !self.null_mx && !hosts.is_empty())
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Spf {
    /// The texts that begin with `v=spf1`.
    pub records: Vec<String>,
    /// Records of other domains that `include` and `redirect` led to, in order of evaluation.
    pub followed: Vec<SpfStep>,
    /// Terms that cost a look-up, when none before them matches; counting ends at 25.
    pub lookups: u32,
    /// Look-ups that found nothing.
    pub voids: u32,
    /// Domain whose record lets every sender pass (`+all`), reached by terms that pass its result on.
    pub pass_all: Option<String>,
    /// The first reason for which receivers give up on the record, beside the number of look-ups.
    pub fault: Option<String>,
    /// A record further down could not be asked for: what it adds is not known.
    pub incomplete: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SpfStep {
    /// As written: `include:_spf.host.example`.
    pub term: String,
    /// What stands there; `None` when there is no SPF record or no answer.
    pub record: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dmarc {
    /// Where the record stands, like `_dmarc.firm.example`; the last name asked when there is none.
    pub name: String,
    /// The texts there that are or mean to be DMARC records.
    pub records: Vec<String>,
    /// `none`, `quarantine` or `reject`, as it applies to the domain; `None` without a usable record.
    pub policy: Option<String>,
    /// The record is that of the organisational domain above.
    pub inherited: bool,
    /// What is wrong with the record.
    pub fault: Option<String>,
}
