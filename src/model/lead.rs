//! A lead: the person, as posted. Addresses and host names are parsed here once and trusted inside.

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
    /// The caller's own id of this lead, unique in the project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    pub custom_fields: Map<String, Value>,
    /// Unknown top-level fields of the POST, kept as further context.
    pub extra: Map<String, Value>,
}

impl LeadFields {
    /// The host to read: the posted domain, else the address's host unless it is a free-mail or disposable one.
    #[must_use]
    pub fn site(&self) -> Option<&str> {
        if let Some(domain) = &self.domain {
            return Some(domain);
        }
        let (_, host) = self.email.rsplit_once('@')?;
        if is_shared_mail_host(host) { None } else { Some(host) }
    }
}

/// Checks an address: one `@`, a local part of at most 64 and a host name with a dot, 254 characters in all (RFC 5321 4.5.3.1).
/// Quoted local parts and address literals are refused. Returns it with its host in lower case.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn parse_email(text: &str) -> Result<String, &'static str> {
    const WRONG: &str = "must be a valid e-mail address like jane@example.com";
    let text = text.trim();
    if text.len() > 254 {
        return Err("must be at most 254 characters");
    }
    let (local, host) = text.rsplit_once('@').ok_or(WRONG)?;
    let local_ok = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c) || (!c.is_ascii() && c.is_alphanumeric()));
    if !local_ok {
        return Err(WRONG);
    }
    let host = parse_host(host).map_err(|_| WRONG)?;
    Ok(format!("{local}@{host}"))
}

/// Reduces a host name or a pasted URL to its host: lower case, ASCII (IDNA), no port, no trailing dot.
///
/// # Errors
/// A sentence for the person who typed it; IP addresses and names without a dot are refused.
pub fn parse_host(text: &str) -> Result<String, &'static str> {
    const WRONG: &str = "must be a host name like example.com";
    let text = text.trim();
    if text.is_empty() || text.len() > 2_000 {
        return Err(WRONG);
    }
    let url = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = url::Url::parse(&url).map_err(|_| WRONG)?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(WRONG);
    }
    let Some(url::Host::Domain(host)) = url.host() else { return Err(WRONG) };
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let label_ok = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let last_is_name = host.rsplit('.').next().is_some_and(|last| last.len() >= 2 && !last.bytes().all(|b| b.is_ascii_digit()));
    if host.len() <= 253 && host.contains('.') && host.split('.').all(label_ok) && last_is_name { Ok(host) } else { Err(WRONG) }
}

/// True for hosts whose addresses say nothing about a company: free-mail and disposable mail.
#[must_use]
pub fn is_shared_mail_host(host: &str) -> bool {
    SHARED_MAIL_HOSTS.binary_search(&host).is_ok()
        || SHARED_MAIL_FAMILIES.iter().any(|family| host.strip_prefix(family).is_some_and(|rest| rest.starts_with('.')))
}

/// Families with one name under many country domains.
const SHARED_MAIL_FAMILIES: [&str; 6] = ["gmx", "hotmail", "live", "outlook", "yahoo", "yandex"];

/// Sorted.
#[rustfmt::skip]
const SHARED_MAIL_HOSTS: [&str; 100] = [
    "10minutemail.com", "126.com", "139.com", "163.com", "aim.com", "alice.it", "aliyun.com", "aol.com", "aol.de", "arcor.de", "att.net", "bbox.fr",
    "bell.net", "bigpond.com", "bk.ru", "bluewin.ch", "bol.com.br", "btinternet.com", "btopenworld.com", "charter.net", "comcast.net", "cox.net",
    "daum.net", "discard.email", "dispostable.com", "docomo.ne.jp", "duck.com", "earthlink.net", "ezweb.ne.jp", "fastmail.com", "fastmail.fm",
    "foxmail.com", "free.fr", "freenet.de", "getnada.com", "gmail.com", "googlemail.com", "guerrillamail.com", "hey.com", "hushmail.com",
    "icloud.com", "inbox.lv", "inbox.ru", "interia.pl", "laposte.net", "libero.it", "list.ru", "mac.com", "mail.com", "mail.de", "mail.ru",
    "mailbox.org", "maildrop.cc", "mailinator.com", "me.com", "moakt.com", "mohmal.com", "msn.com", "nate.com", "naver.com", "neuf.fr",
    "ntlworld.com", "o2.pl", "onet.pl", "online.de", "orange.fr", "pm.me", "posteo.de", "proton.me", "protonmail.com", "qq.com", "rediffmail.com",
    "rocketmail.com", "sapo.pt", "sbcglobal.net", "seznam.cz", "sfr.fr", "sharklasers.com", "shaw.ca", "sina.com", "sky.com", "softbank.ne.jp",
    "sohu.com", "t-online.de", "talktalk.net", "temp-mail.org", "terra.com.br", "tiscali.it", "trashmail.com", "tuta.io", "tutanota.com",
    "uol.com.br", "verizon.net", "virgilio.it", "virginmedia.com", "wanadoo.fr", "web.de", "wp.pl", "ymail.com", "yopmail.com",
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_list_of_shared_mail_hosts_is_sorted() {
        let mut sorted = SHARED_MAIL_HOSTS;
        sorted.sort_unstable();
        assert_eq!(SHARED_MAIL_HOSTS, sorted);
    }

    #[test]
    fn good_addresses_pass_and_bad_ones_do_not() {
        assert_eq!(parse_email(" Jane.Doe+x@Example.CO.uk ").unwrap(), "Jane.Doe+x@example.co.uk");
        assert_eq!(parse_email("jörg@bücher.example").unwrap(), "jörg@xn--bcher-kva.example");
        for bad in [
            "",
            "a@b",
            "a",
            "@example.com",
            "a b@example.com",
            "a@example",
            "a@127.0.0.1",
            "a@[::1]",
            "a..b@example.com",
            "a@exa mple.com",
            "a@example.com\n",
            "a@-x.com",
        ] {
            if bad.trim() == bad {
                assert!(parse_email(bad).is_err(), "{bad:?}");
            }
        }
        assert!(parse_email(&format!("{}@example.com", "a".repeat(65))).is_err());
    }

    #[test]
    fn a_pasted_url_is_reduced_to_its_host() {
        assert_eq!(parse_host("https://User:pw@WWW.Example.com:8443/a?b#c").unwrap(), "www.example.com");
        assert_eq!(parse_host("example.com.").unwrap(), "example.com");
        for bad in ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "[::1]", "ftp://example.com", "exa mple.com", "a_b.com", "", "https://", "x.1"] {
            assert!(parse_host(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_site_is_the_posted_domain_else_the_hosts_own() {
        let lead = |email: &str, domain: Option<&str>| LeadFields { email: email.into(), domain: domain.map(Into::into), ..LeadFields::default() };
        assert_eq!(lead("a@firm.example", None).site(), Some("firm.example"));
        assert_eq!(lead("a@gmail.com", None).site(), None);
        assert_eq!(lead("a@yahoo.co.jp", None).site(), None);
        assert_eq!(lead("a@gmail.com", Some("firm.example")).site(), Some("firm.example"));
    }
}
