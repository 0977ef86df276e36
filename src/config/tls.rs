//! Automatic certificates: for which hosts, and who signs them. Naming hosts changes what two other settings are where nobody has set them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{ConfigError, Raw, Reader};

/// Where a server that faces the internet itself listens by default.
const LISTEN: &str = "0.0.0.0:443";
/// A name may have 253 bytes, a file's name 255; what is put behind it for the files of a certificate needs room.
const NAME_MAX: usize = 240;

#[derive(Debug, Clone)]
pub struct Tls {
    /// In lower case, in the order given, at least one.
    pub domains: Vec<String>,
    /// Address of the authority's ACME directory.
    pub directory: String,
    /// Mail address that the authority is told.
    pub contact: Option<String>,
    /// PEM file of the roots of a private authority.
    pub roots: Option<PathBuf>,
    /// Address and port that lead plain http to https.
    pub redirect: Option<String>,
}

/// With `tls_domains` set, `listen` is the port of https and `public_url` the first of them, unless they are set too.
pub(super) fn imply(layers: &mut BTreeMap<String, Raw>) {
    let Some(first) = layers.get("tls_domains").and_then(|raw| domains(&raw.value)).and_then(|domains| domains.into_iter().next()) else { return };
    let implied = |value: String| Raw { value, origin: "tls_domains".into() };
    if layers.get("listen").is_some_and(|raw| raw.origin == "default") {
        layers.insert("listen".into(), implied(LISTEN.into()));
    }
    if layers.get("public_url").is_some_and(|raw| raw.value.trim().is_empty()) {
        layers.insert("public_url".into(), implied(format!("https://{first}")));
    }
}

pub(super) fn tls(read: &Reader<'_>) -> Result<Option<Tls>, ConfigError> {
    let domains = read.optional(
        "tls_domains",
        "host names like magnets.example.com, files.example.com, without wildcards, addresses, ports and https://; other scripts as xn--…",
        domains,
    )?;
    let directory = read.parse("tls_directory", "the https URL of an ACME directory", |value| {
        let url = url::Url::parse(value).ok()?;
        (url.scheme() == "https" && url.host().is_some() && url.username().is_empty() && url.password().is_none()).then(|| value.to_owned())
    })?;
    let contact = read.optional("tls_contact", "a mail address like admin@example.com", |value| {
        let (name, host) = value.split_once('@')?;
        let visible = value.bytes().all(|byte| byte.is_ascii_graphic() && !b",?<>\"".contains(&byte));
        (visible && !name.is_empty() && host.contains('.') && !host.contains('@')).then(|| value.to_owned())
    })?;
    let redirect = read.optional("tls_redirect", "an address and a port like 0.0.0.0:80", |value| {
        let (host, port) = value.rsplit_once(':')?;
        (!host.is_empty() && port.parse::<u16>().is_ok()).then(|| value.to_owned())
    })?;
    match (domains, redirect) {
        (None, Some(_)) => Err(read.malformed("tls_redirect", "it leads to https, which needs tls_domains")),
        (None, None) => Ok(None),
        (Some(domains), redirect) => Ok(Some(Tls { domains, directory, contact, roots: read.text("tls_roots").map(PathBuf::from), redirect })),
    }
}

/// `a.example, b.example` or `a.example b.example`; each once.
fn domains(text: &str) -> Option<Vec<String>> {
    let mut domains = Vec::new();
    for name in text.split(|c: char| c == ',' || c.is_whitespace()).filter(|name| !name.is_empty()) {
        let name = name.to_ascii_lowercase();
        if !is_host(&name) {
            return None;
        }
        if !domains.contains(&name) {
            domains.push(name);
        }
    }
    (!domains.is_empty()).then_some(domains)
}

/// At least two labels of letters, digits and inner hyphens (RFC 1123 2.1), the last of them no number: that would be an address.
fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = name.rsplit('.').next().unwrap_or_default();
    name.len() <= NAME_MAX && name.contains('.') && name.split('.').all(is_label) && !last.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{ConfigError, Settings, load};
    use std::ffi::OsString;

    fn with(pairs: &[(&str, &str)]) -> Result<Settings, ConfigError> {
        load(None, pairs.iter().map(|(name, value)| (OsString::from(format!("MAGNETITE_{name}")), OsString::from(value))), &[])
    }

    #[test]
    fn hosts_are_parted_by_commas_or_spaces_and_counted_once() {
        for text in ["a.example,b.example", " A.example  b.example ", "a.example, b.example,\n a.example,"] {
            let tls = with(&[("TLS_DOMAINS", text)]).unwrap().tls.unwrap();
            assert_eq!(tls.domains, ["a.example", "b.example"], "{text}");
            assert_eq!(tls.directory, "https://acme-v02.api.letsencrypt.org/directory");
        }
        assert!(with(&[("TLS_DOMAINS", " ")]).unwrap().tls.is_none());
    }

    #[test]
    fn what_is_no_host_is_refused_with_what_would_be_right() {
        let long = format!("{}example", "a.".repeat(120));
        for text in
            ["*.example.com", "localhost", "192.0.2.1", "[::1]", "a.example:443", "https://a.example", "a..example", "-a.example", "ä.example", ",", &long]
        {
            let error = with(&[("TLS_DOMAINS", text)]).unwrap_err().to_string();
            assert!(error.contains("MAGNETITE_TLS_DOMAINS") && error.contains("without wildcards"), "{text}: {error}");
        }
    }

    #[test]
    fn with_hosts_the_port_of_https_and_the_first_host_are_the_defaults() {
        let settings = with(&[("TLS_DOMAINS", "a.example,b.example")]).unwrap();
        assert_eq!((settings.listen.as_str(), settings.public_url.as_deref()), ("0.0.0.0:443", Some("https://a.example")));
        let given = [("TLS_DOMAINS", "a.example"), ("LISTEN", "127.0.0.1:8443"), ("PUBLIC_URL", "https://b.example")];
        let settings = with(&given).unwrap();
        assert_eq!((settings.listen.as_str(), settings.public_url.as_deref()), ("127.0.0.1:8443", Some("https://b.example")));
        let settings = with(&[]).unwrap();
        assert_eq!((settings.listen.as_str(), settings.public_url), ("127.0.0.1:8080", None));
    }

    #[test]
    fn the_authority_is_reached_by_https_alone_and_a_redirect_needs_hosts() {
        for (name, value) in [
            ("TLS_DIRECTORY", "http://ca.example/directory"),
            ("TLS_DIRECTORY", "ca.example"),
            ("TLS_CONTACT", "admin"),
            ("TLS_CONTACT", "a@b.example,c@d.example"),
            ("TLS_REDIRECT", "80"),
        ] {
            let error = with(&[("TLS_DOMAINS", "a.example"), (name, value)]).unwrap_err().to_string();
            assert!(error.contains(name) && error.contains("is not right"), "{error}");
        }
        let error = with(&[("TLS_REDIRECT", "0.0.0.0:80")]).unwrap_err().to_string();
        assert!(error.contains("MAGNETITE_TLS_REDIRECT") && error.contains("tls_domains"), "{error}");
    }
}
