//! E-mail: who may send it (SPF, row 45), what becomes of forgeries (DMARC, row 46), and the published addresses (row 47). Asked in `research/mail`.

use super::outcome::Outcome;
use super::site::{Site, registrable};
use super::{lexicon, text, verify};
use crate::model::evidence::{Kind, Source};
use crate::model::finding::Severity;
use crate::model::mail::MailDns;
use crate::research::ledger::{Ledger, Note};
use crate::research::mail::spf::LOOKUPS_MAX;

/// Longest record in a slot; the evidence's quotation holds more.
const RECORD_CHARS: usize = 200;

const NOT_ASKED: &str = "the domain name system was not asked about mail";
const NO_ANSWER: &str = "the name server gave no answer";
const NO_MAIL: &str = "the domain takes no mail";

/// The answers about a domain that takes mail, or why there is nothing to judge.
fn mail_domain<'s>(site: &'s Site) -> Result<&'s MailDns, Outcome> {
    let mail = site.dossier.mail.as_ref().ok_or_else(|| Outcome::not_measured(NOT_ASKED))?;
    match mail.takes_mail() {
        None => Err(Outcome::not_measured(NO_ANSWER)),
        Some(false) => Err(Outcome::not_applicable(NO_MAIL)),
        Some(true) => Ok(mail),
    }
}

pub fn spf(site: &Site, ledger: &mut Ledger) -> Outcome {
    let mail = match mail_domain(site) {
        Ok(mail) => mail,
        Err(outcome) => return outcome,
    };
    let Some(spf) = &mail.spf else { return Outcome::not_measured(NO_ANSWER) };
    let domain = &mail.domain;
    let note = |observed: String| dns_note(mail, "TXT", domain, observed);
    let expected = format!("one record v=spf1 that names the senders, with at most {LOOKUPS_MAX} look-ups");
    let [record] = spf.records.as_slice() else {
        let count = spf.records.len();
        return if count == 0 {
            let note = note(format!("{domain} takes mail, but has no TXT record v=spf1")).expected(expected);
            Outcome::fail().slot("variant", "missing").slot("domain", domain).shown(ledger.add(note))
        } else {
            let note = note(format!("{count} records of {domain}: {}", spf.records.join(" | "))).expected(expected);
            Outcome::fail().slot("variant", "several").slot("domain", domain).slot("count", count).shown(ledger.add(note))
        };
    };
    let shown = text::head(record, RECORD_CHARS);
    let fail = |variant: &str, observed: String, ledger: &mut Ledger| {
        let note = note(observed).quote(record.as_str()).expected(expected.clone());
        Outcome::fail().slot("variant", variant).slot("domain", domain).slot("record", shown).shown(ledger.add(note))
    };
    if let Some(place) = &spf.pass_all {
        return fail("pass_all", format!("{domain}: +all in the record of {place} lets every sender pass"), ledger);
    }
    if spf.lookups > LOOKUPS_MAX {
        let path: Vec<&str> = spf.followed.iter().map(|step| step.term.as_str()).take(12).collect();
        let observed = format!("{domain}: {} look-ups, of which receivers do {LOOKUPS_MAX}; it leads to {}", spf.lookups, path.join(", "));
        return fail("too_many_lookups", observed, ledger).slot("count", spf.lookups);
    }
    if let Some(fault) = &spf.fault {
        return fail("syntax", format!("{domain}: {fault}"), ledger).sure(0.9);
    }
    if spf.incomplete {
        return Outcome::not_measured("a part of the SPF record could not be asked for");
    }
    let note = note(format!("{domain}: {} look-ups of at most {LOOKUPS_MAX}", spf.lookups)).quote(record.as_str());
    Outcome::pass().slot("domain", domain).slot("record", shown).shown(ledger.add(note))
}

/// DKIM cannot be seen from outside without its selector, so `p=none` counts the least whether SPF was seen or not:
/// it is the right beginning, and to be raised once reports show that SPF and DKIM pass.
pub fn dmarc(site: &Site, ledger: &mut Ledger) -> Outcome {
    let mail = match mail_domain(site) {
        Ok(mail) => mail,
        Err(outcome) => return outcome,
    };
    let Some(dmarc) = &mail.dmarc else { return Outcome::not_measured(NO_ANSWER) };
    let domain = &mail.domain;
    let note = |observed: String| dns_note(mail, "TXT", &dmarc.name, observed);
    let Some(record) = dmarc.records.first() else {
        let note = note(format!("no DMARC record for {domain}, asked last at {}", dmarc.name)).expected("v=DMARC1; p=quarantine or p=reject");
        return Outcome::fail().slot("variant", "missing").slot("domain", domain).shown(ledger.add(note));
    };
    let shown = text::head(record, RECORD_CHARS);
    let with = |outcome: Outcome| outcome.slot("domain", domain).slot("record", shown);
    if let Some(fault) = &dmarc.fault {
        let note = note(format!("{domain}, record at {}: {fault}", dmarc.name)).quote(record.as_str()).expected("one record v=DMARC1; p=…; of RFC 7489");
        return with(Outcome::fail().severity(Severity::Medium).slot("variant", "syntax").sure(0.9)).shown(ledger.add(note));
    }
    let policy = dmarc.policy.as_deref().unwrap_or("none");
    let above = if dmarc.inherited { ", inherited from the domain above" } else { "" };
    let note = note(format!("{domain}: policy {policy}{above}, record at {}", dmarc.name)).quote(record.as_str());
    if policy == "none" {
        let note = note.expected("p=quarantine or p=reject, once reports show that SPF and DKIM pass");
        return with(Outcome::fail().severity(Severity::Low).slot("variant", "none_policy")).slot("policy", policy).shown(ledger.add(note));
    }
    with(Outcome::pass()).slot("policy", policy).shown(ledger.add(note))
}

pub fn contact_domain(site: &Site, ledger: &mut Ledger) -> Outcome {
    let Some(own) = registrable(&site.home.url) else {
        return Outcome::not_measured("the site's domain could not be read");
    };
    let emails: Vec<_> = site.profile.emails.iter().filter_map(|fact| fact.value.rsplit_once('@').map(|(_, host)| (fact, host.to_ascii_lowercase()))).collect();
    let free = |host: &str| lexicon::FREE_MAIL.contains(&host);
    let within = |host: &str, domain: &str| host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let at_home = emails.iter().find(|(_, host)| within(host, &own));
    let Some((first, host)) = at_home.or(emails.iter().find(|(_, host)| !free(host))).or(emails.first()) else {
        return Outcome::not_applicable("no e-mail address was found on the site");
    };
    let Some(mail) = &site.dossier.mail else { return Outcome::not_measured(NOT_ASKED) };
    let email = text::head(&first.value, 120);
    let elsewhere = !free(host) && !within(host, &own);
    let takes = mail.takes_mail();
    if takes.is_none() && !elsewhere {
        return Outcome::not_measured(NO_ANSWER);
    }
    let domain = mail.domain.as_str();
    let servers = match (takes, mail.null_mx) {
        (Some(true), _) => format!("MX of {domain}: {}", mail.mx.iter().flatten().take(3).cloned().collect::<Vec<_>>().join(", ")),
        (_, true) => format!("{domain} says that it takes no mail (null MX)"),
        (Some(false), _) => format!("{domain} has no MX record"),
        (None, _) => format!("MX of {domain} is not known"),
    };
    let note = dns_note(mail, "MX", domain, format!("{email} is at {host}; {servers}"));
    let with = |outcome: Outcome| {
        let quoted = first.evidence.iter().take(2).fold(outcome, |outcome, id| outcome.shown(id.clone()));
        quoted.slot("email", email).slot("address", email)
    };
    if free(host) && takes == Some(true) {
        let note = note.expected(format!("an address at {domain}"));
        let outcome = Outcome::fail().slot("variant", "free_mail").slot("mail_host", host).slot("domain", domain).sure(first.confidence.min(0.9));
        return with(outcome).shown(ledger.add(note));
    }
    // A subdomain may have mail servers of its own, which were not asked for.
    if takes == Some(false) && host == domain {
        let note = note.expected(format!("an MX record of {domain}, or no address at it"));
        // Without an MX record, mail may still find a server at the address of the site (RFC 5321 §5.1).
        let outcome = Outcome::fail().slot("variant", "no_mx").slot("domain", domain).sure(if mail.null_mx { 0.95 } else { 0.7 });
        return with(outcome).shown(ledger.add(note));
    }
    if free(host) {
        return Outcome::not_applicable(NO_MAIL);
    }
    with(Outcome::pass()).shown(ledger.add(note))
}

/// An answer of the domain name system, with the question that gives it again.
fn dns_note(mail: &MailDns, kind: &str, name: &str, observed: String) -> Note {
    Note {
        source: Source::Measured,
        kind: Kind::Dns,
        url: None,
        fetched_at: mail.fetched_at,
        body_sha256: None,
        locator: format!("{kind} {name}"),
        quote: None,
        observed: Some(observed),
        expected: None,
        verify: Some(verify::dns(kind, name)),
    }
}
