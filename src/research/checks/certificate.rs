//! The certificate that the site's host shows: is it trusted, and for how long yet (row 37).

use super::outcome::Outcome;
use super::reach::OVERRIDDEN;
use super::site::{Site, day};
use super::{text, verify};
use crate::model::dossier::{Certificate, CertificateProbe, Trust};
use crate::model::evidence::{Kind, Source};
use crate::model::finding::Severity;
use crate::research::ledger::{Ledger, Note};

const DAY_MS: i64 = 86_400_000;
/// Days left below which the severity is high, and below which it is low.
const SOON_DAYS: (i64, i64) = (14, 30);
/// Certificates that live shorter than this are renewed by machine: of them a sixth and a third of the life count instead.
const FULL_LIFE_DAYS: i64 = 90;

pub fn certificate(site: &Site, ledger: &mut Ledger) -> Outcome {
    let Some(probe) = &site.dossier.probes.certificate else {
        return Outcome::not_measured(if site.overridden() { OVERRIDDEN } else { "the certificate was not looked at" });
    };
    let Some(seen) = &probe.seen else {
        // Whoever has no https at all is told so by row 2.
        let nothing_there = matches!(probe.failure.as_deref(), Some("refused" | "reset" | "dns" | "tls")) && !site.is_https();
        return if nothing_there { Outcome::not_applicable("the site does not come over https") } else { Outcome::not_measured("no certificate was seen") };
    };
    let issuer = if seen.issuer.trim().is_empty() { "an issuer without a name" } else { text::head(&seen.issuer, 80) };
    let date = day(seen.not_after).map(|day| day.to_string()).unwrap_or_default();
    let left = (seen.not_after - probe.fetched_at).div_euclid(DAY_MS);
    let (variant, severity, said) = match judge(seen, left) {
        None => {
            let note = note(probe, format!("valid until {date} ({left} days), issued by {issuer}"));
            return Outcome::pass().slot("date", date).slot("days", left).slot("issuer", issuer).shown(ledger.add(note));
        }
        Some(("expired", severity)) => ("expired", severity, format!("expired on {date}, issued by {issuer}")),
        Some(("expires_soon", severity)) => ("expires_soon", severity, format!("valid until {date} ({left} days), issued by {issuer}")),
        Some(("wrong_host", severity)) => {
            let names = seen.names.iter().take(5).map(|name| text::head(name, 80)).collect::<Vec<_>>().join(", ");
            ("wrong_host", severity, format!("made out for {names}, not for {}; valid until {date}, issued by {issuer}", probe.host))
        }
        Some(("self_signed", severity)) => ("self_signed", severity, format!("signed by its own key; valid until {date}, issued by {issuer}")),
        Some((variant, severity)) => (variant, severity, format!("not trusted; valid until {date}, issued by {issuer}")),
    };
    let note = note(probe, format!("{}: {said}", probe.host)).expected("a trusted certificate for this host, renewed in time");
    let outcome = Outcome::fail().severity(severity).slot("variant", variant).slot("host", &probe.host).slot("date", date).slot("issuer", issuer);
    let outcome = if variant == "expires_soon" { outcome.slot("days", left) } else { outcome };
    outcome.sure(if variant == "untrusted" { 0.8 } else { 0.95 }).shown(ledger.add(note))
}

/// Variant and severity of what is wrong.
fn judge(seen: &Certificate, left: i64) -> Option<(&'static str, Severity)> {
    match seen.trust {
        Trust::Expired => return Some(("expired", Severity::Critical)),
        Trust::WrongHost => return Some(("wrong_host", Severity::Critical)),
        Trust::SelfSigned => return Some(("self_signed", Severity::Critical)),
        Trust::Untrusted | Trust::NotYetValid => return Some(("untrusted", Severity::Critical)),
        Trust::Valid => {}
    }
    let life = (seen.not_after - seen.not_before).div_euclid(DAY_MS);
    let (high, low) = if life >= FULL_LIFE_DAYS - 1 { SOON_DAYS } else { (life / 6, life / 3) };
    if left <= high {
        Some(("expires_soon", Severity::High))
    } else if left <= low {
        Some(("expires_soon", Severity::Low))
    } else {
        None
    }
}

fn note(probe: &CertificateProbe, observed: String) -> Note {
    Note {
        source: Source::Measured,
        kind: Kind::Tls,
        url: Some(format!("https://{}/", probe.host)),
        fetched_at: probe.fetched_at,
        body_sha256: None,
        locator: "certificate".to_owned(),
        quote: None,
        observed: Some(observed),
        expected: None,
        verify: Some(verify::certificate(&probe.host)),
    }
}
