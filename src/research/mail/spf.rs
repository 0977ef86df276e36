//! SPF (RFC 7208): reads one record, and walks through the records that it leads to, in the way of a receiver for whom no term matches.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::time::Instant;

use magnetite_fetch::{Dns, DnsError};

use crate::model::mail::{Spf, SpfStep};

/// Look-ups that a receiver does (§4.6.4).
pub const LOOKUPS_MAX: u32 = 10;
/// Look-ups that may find nothing (§4.6.4).
pub const VOIDS_MAX: u32 = 2;
/// Where counting ends.
const COUNTED_MAX: u32 = 25;
/// Terms of one record.
const TERMS_MAX: usize = 200;

/// One term that matters for the walk. Domains: `None` for the domain of the record itself.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Term {
    /// `true`: every sender passes.
    All(bool),
    /// The domain, and whether its pass is a pass of the whole.
    Include(String, bool),
    Redirect(String),
    A(Option<String>),
    Mx(Option<String>),
    Ptr,
    Exists(String),
    /// Costs no look-up: `ip4`, `ip6`, `exp`, modifiers that are not known.
    Free,
}

/// Whether a text is an SPF record: the version alone, or followed by a space (§4.5).
#[must_use]
pub fn is_spf(text: &str) -> bool {
    text.get(..6).is_some_and(|version| version.eq_ignore_ascii_case("v=spf1")) && matches!(text.as_bytes().get(6), None | Some(b' '))
}

/// The terms that count, in order: what follows `all` is never looked at, and `redirect` only where there is no `all`.
///
/// # Errors
/// What is wrong, in a few words with the term.
fn parse(record: &str) -> Result<Vec<Term>, String> {
    let mut terms = Vec::new();
    let mut redirect = None;
    for (n, word) in record.split(' ').filter(|word| !word.is_empty()).skip(1).enumerate() {
        if n >= TERMS_MAX {
            return Err(format!("more than {TERMS_MAX} terms"));
        }
        let shown: String = word.chars().take(60).collect();
        match term(word).ok_or_else(|| format!("\"{shown}\" is no term of SPF"))? {
            Term::Redirect(domain) => {
                if redirect.replace(domain).is_some() {
                    return Err("redirect stands twice".to_owned());
                }
            }
            term => terms.push(term),
        }
    }
    match terms.iter().position(|term| matches!(term, Term::All(_))) {
        Some(end) => terms.truncate(end + 1),
        None => terms.extend(redirect.map(Term::Redirect)),
    }
    Ok(terms)
}

fn term(word: &str) -> Option<Term> {
    let lower = word.to_ascii_lowercase();
    if let Some((name, value)) = lower.split_once('=').filter(|(name, _)| !name.contains([':', '/'])) {
        let named = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
        return match name {
            "redirect" => is_domain(value).then(|| Term::Redirect(value.to_owned())),
            "exp" => is_domain(value).then_some(Term::Free),
            _ => named.then_some(Term::Free),
        };
    }
    let (passes, rest) = match lower.strip_prefix(['+', '-', '~', '?']) {
        Some(rest) => (lower.starts_with('+'), rest),
        None => (true, lower.as_str()),
    };
    let (name, value) = match rest.find([':', '/']) {
        Some(at) if rest.as_bytes().get(at) == Some(&b':') => (rest.get(..at)?, Some(rest.get(at + 1..)?)),
        _ => (rest, None),
    };
    let domain = |value: &str| is_domain(value).then(|| value.to_owned());
    match (name, value) {
        ("all", None) => Some(Term::All(passes)),
        ("include", Some(value)) => Some(Term::Include(domain(value)?, passes)),
        ("exists", Some(value)) => Some(Term::Exists(domain(value)?)),
        ("ptr", None) => Some(Term::Ptr),
        ("ptr", Some(value)) => is_domain(value).then_some(Term::Ptr),
        ("ip4", Some(value)) => network(value, 32, |address| address.parse::<Ipv4Addr>().is_ok()).then_some(Term::Free),
        ("ip6", Some(value)) => network(value, 128, |address| address.parse::<Ipv6Addr>().is_ok()).then_some(Term::Free),
        ("a" | "mx", Some(value)) => {
            let (host, lengths) = value.split_once('/').map_or((value, None), |(host, lengths)| (host, Some(lengths)));
            let host = Some(domain(host)?).filter(|_| lengths.is_none_or(are_lengths))?;
            Some(if name == "a" { Term::A(Some(host)) } else { Term::Mx(Some(host)) })
        }
        (name, None) => {
            let (name, lengths) = name.split_once('/').map_or((name, None), |(name, lengths)| (name, Some(lengths)));
            let sound = lengths.is_none_or(are_lengths);
            match name {
                "a" if sound => Some(Term::A(None)),
                "mx" if sound => Some(Term::Mx(None)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// `24`, `24//64`, `/64`: what follows the first slash of `a` and `mx`.
fn are_lengths(text: &str) -> bool {
    let fits = |digits: &str, most: u8| digits.parse::<u8>().is_ok_and(|length| length <= most);
    match text.split_once("//") {
        Some((four, six)) => fits(four, 32) && fits(six, 128),
        None => text.strip_prefix('/').map_or_else(|| fits(text, 32), |six| fits(six, 128)),
    }
}

fn network(text: &str, most: u8, is_address: impl Fn(&str) -> bool) -> bool {
    match text.split_once('/') {
        Some((address, length)) => is_address(address) && length.parse::<u8>().is_ok_and(|length| length <= most),
        None => is_address(text),
    }
}

/// A domain name that may hold macros (§7.1).
fn is_domain(text: &str) -> bool {
    if text.is_empty() || text.len() > 255 || !text.bytes().all(|byte| (0x21..=0x7e).contains(&byte)) {
        return false;
    }
    if let Some((_, after)) = text.split_once('%') {
        return macros_are_sound(after);
    }
    let text = text.strip_suffix('.').unwrap_or(text);
    text.contains('.') && text.split('.').all(|label| !label.is_empty() && label.len() <= 63)
}

/// `after` begins behind the first `%`.
fn macros_are_sound(after: &str) -> bool {
    let mut rest = after;
    loop {
        rest = match rest.as_bytes().first() {
            Some(b'%' | b'_' | b'-') => rest.get(1..).unwrap_or_default(),
            Some(b'{') => {
                let Some((inside, tail)) = rest.get(1..).and_then(|rest| rest.split_once('}')) else { return false };
                if !inside.starts_with(|c| "slodiphcrtv".contains(c)) {
                    return false;
                }
                tail
            }
            _ => return false,
        };
        match rest.split_once('%') {
            Some((_, next)) => rest = next,
            None => return true,
        }
    }
}

/// The record of a domain still to be walked through.
struct Visit {
    domain: String,
    record: String,
    /// A pass here is a pass of the whole.
    passes: bool,
}

/// Follows the one record of `domain`. `failures`: questions without an answer are added.
pub async fn walk(dns: &Dns, domain: &str, records: Vec<String>, until: Instant, failures: &mut Vec<String>) -> Spf {
    let mut spf = Spf { records, ..Spf::default() };
    let [record] = spf.records.as_slice() else { return spf };
    let mut waiting = VecDeque::from([Visit { domain: domain.to_owned(), record: record.clone(), passes: true }]);
    while let Some(visit) = waiting.pop_front() {
        let terms = match parse(&visit.record) {
            Ok(terms) => terms,
            Err(fault) => {
                let place = if visit.domain == domain { String::new() } else { format!(" in the record of {}", visit.domain) };
                spf.fault.get_or_insert(format!("{fault}{place}"));
                continue;
            }
        };
        for term in terms {
            if spf.lookups >= COUNTED_MAX {
                return spf;
            }
            follow(dns, &visit, term, until, &mut spf, &mut waiting, failures).await;
        }
    }
    if spf.voids > VOIDS_MAX {
        let told = format!("{} look-ups find nothing, of which receivers allow {VOIDS_MAX}", spf.voids);
        spf.fault.get_or_insert(told);
    }
    spf
}

async fn follow(dns: &Dns, visit: &Visit, term: Term, until: Instant, spf: &mut Spf, waiting: &mut VecDeque<Visit>, failures: &mut Vec<String>) {
    let (target, passes, shown) = match term {
        Term::Free => return,
        Term::All(every) => {
            if every && visit.passes {
                spf.pass_all.get_or_insert_with(|| visit.domain.clone());
            }
            return;
        }
        Term::Ptr | Term::Exists(_) => {
            // What they ask for depends on the sender.
            spf.lookups += 1;
            return;
        }
        Term::A(host) | Term::Mx(host) if host.as_deref().is_some_and(|host| host.contains('%')) => {
            spf.lookups += 1;
            return;
        }
        Term::A(host) => {
            spf.lookups += 1;
            let host = host.unwrap_or_else(|| visit.domain.clone());
            let found = dns.has_address(&host, until).await;
            return note_void(spf, failures, &format!("A {host}"), found);
        }
        Term::Mx(host) => {
            spf.lookups += 1;
            let host = host.unwrap_or_else(|| visit.domain.clone());
            let found = dns.mx(&host, until).await.map(|found| !found.records.is_empty());
            return note_void(spf, failures, &format!("MX {host}"), found);
        }
        Term::Include(target, passes) => {
            let shown = format!("include:{target}");
            (target, visit.passes && passes, shown)
        }
        Term::Redirect(target) => {
            let shown = format!("redirect={target}");
            (target, visit.passes, shown)
        }
    };
    spf.lookups += 1;
    if target.contains('%') {
        spf.incomplete = true;
        spf.followed.push(SpfStep { term: shown, record: None });
        return;
    }
    match dns.txt(&target, until).await {
        Err(error) => {
            spf.incomplete = true;
            spf.followed.push(SpfStep { term: shown, record: None });
            failures.push(format!("TXT {target}: {error}"));
        }
        Ok(found) => {
            spf.voids += u32::from(found.records.is_empty());
            let mut records: Vec<String> = found.records.into_iter().filter(|text| is_spf(text)).collect();
            let record = if records.len() == 1 { records.pop() } else { None };
            spf.followed.push(SpfStep { term: shown.clone(), record: record.clone() });
            match record {
                Some(record) => waiting.push_back(Visit { domain: target, record, passes }),
                None => {
                    let told = if records.is_empty() { "no SPF record stands" } else { "more than one SPF record stands" };
                    spf.fault.get_or_insert(format!("{told} where {shown} leads"));
                }
            }
        }
    }
}

fn note_void(spf: &mut Spf, failures: &mut Vec<String>, question: &str, found: Result<bool, DnsError>) {
    match found {
        Ok(found) => spf.voids += u32::from(!found),
        // A name that cannot be asked for finds nothing either.
        Err(DnsError::BadName) => spf.voids += 1,
        Err(error) => failures.push(format!("{question}: {error}")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_record_is_known_by_its_version_alone() {
        for (text, expected) in [
            ("v=spf1", true),
            ("V=SPF1 -all", true),
            ("v=spf1-all", false),
            ("v=spf10 -all", false),
            (" v=spf1", false),
            ("spf1", false),
            ("v=spf2.0/pra", false),
        ] {
            assert_eq!(is_spf(text), expected, "{text}");
        }
    }

    #[test]
    fn terms_are_read_as_the_standard_has_them() {
        for sound in [
            "a",
            "mx",
            "a/24",
            "a//64",
            "a/24//64",
            "mx:mail.firm.example/28",
            "-a:firm.example",
            "ptr",
            "ptr:firm.example",
            "ip4:192.0.2.0/24",
            "ip6:2001:db8::/32",
            "ip6:2001:db8::1",
            "include:_spf.host.example",
            "INCLUDE:_SPF.host.example",
            "exists:%{i}._spf.%{d2}",
            "exp=why.%{d}",
            "redirect=_spf.host.example",
            "~all",
            "?all",
            "+all",
            "x-other=1",
            "exists:%{ir}.sbl.%{d}.example",
        ] {
            assert!(term(sound).is_some(), "{sound}");
        }
        for broken in [
            "include:",
            "include",
            "all:x.example",
            "ip4:192.0.2.256",
            "ip4:192.0.2.0/33",
            "ip6:zz::1",
            "a/33",
            "a//129",
            "mail.firm.example",
            "-",
            "include:host",
            "exists:%{z}",
            "exists:%x",
            "include:a..example",
            "ipv4:192.0.2.1",
            "mx:firm.example/",
            "%",
            "a:",
            "=x",
        ] {
            assert_eq!(term(broken), None, "{broken}");
        }
    }

    #[test]
    fn nothing_counts_behind_all_and_redirect_only_without_it() {
        assert_eq!(parse("v=spf1 a -all mx redirect=b.example").unwrap(), [Term::A(None), Term::All(false)]);
        assert_eq!(parse("v=spf1 redirect=b.example mx").unwrap(), [Term::Mx(None), Term::Redirect("b.example".into())]);
        assert!(parse("v=spf1 redirect=b.example redirect=c.example").is_err());
    }

    #[test]
    fn any_text_is_read_without_a_panic() {
        for odd in ["v=spf1 %%%%{", "v=spf1 ＋all", "v=spf1 a:\u{0}", "v=spf1 é=é", "v=spf1 ////", "v=spf1 :::", "v=spf1 ==="] {
            assert!(parse(odd).is_err(), "{odd}");
        }
        assert!(parse(&format!("v=spf1{}", " a".repeat(5_000))).is_err());
    }
}
