//! Asks the domain name system about a site's mail: MX, then the SPF record with all it leads to, then DMARC with the domain above. Judged in `checks/email.rs`.

mod dmarc;
pub mod spf;

use std::time::Instant;

use magnetite_fetch::{Dns, DnsError, DnsSource};

use crate::model::mail::{MailDns, Spf};

/// `host`: of the site, lower case. `None` when the source is off, or the host has no organisational domain (an address, a public suffix).
pub async fn mail(dns: &Dns, host: &str, fetched_at: i64, until: Instant) -> Option<MailDns> {
    if dns.source() == DnsSource::Off || host.parse::<std::net::IpAddr>().is_ok() {
        return None;
    }
    let host = host.trim_end_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);
    let above = psl::domain_str(host)?.to_owned();
    let mut mail = MailDns { domain: above.clone(), fetched_at, mx: None, null_mx: false, spf: None, dmarc: None, failures: Vec::new() };
    ask_mx(dns, host, &above, until, &mut mail).await;
    mail.spf = ask_spf(dns, &mail.domain, until, &mut mail.failures).await;
    mail.dmarc = ask_dmarc(dns, &mail.domain, &above, until, &mut mail.failures).await;
    Some(mail)
}

/// A host that takes mail itself is a mail domain of its own; else that is the domain above.
async fn ask_mx(dns: &Dns, host: &str, above: &str, until: Instant, mail: &mut MailDns) {
    let mut names = vec![above];
    if host != above {
        names.insert(0, host);
    }
    for name in names {
        match dns.mx(name, until).await {
            Ok(found) if name == above || found.records.iter().any(|mx| !mx.host.is_empty()) => {
                mail.domain = name.to_owned();
                mail.null_mx = !found.records.is_empty() && found.records.iter().all(|mx| mx.host.is_empty());
                mail.mx = Some(found.records.into_iter().map(|mx| mx.host).filter(|host| !host.is_empty()).collect());
                return;
            }
            Ok(_) => {}
            Err(error) => mail.failures.push(told("MX", name, &error)),
        }
    }
}

async fn ask_spf(dns: &Dns, domain: &str, until: Instant, failures: &mut Vec<String>) -> Option<Spf> {
    match dns.txt(domain, until).await {
        Ok(found) => {
            let records = found.records.into_iter().filter(|text| spf::is_spf(text)).collect();
            Some(spf::walk(dns, domain, records, until, failures).await)
        }
        Err(error) => {
            failures.push(told("TXT", domain, &error));
            None
        }
    }
}

/// At the domain itself, then at the organisational domain (RFC 7489 §6.6.3).
async fn ask_dmarc(dns: &Dns, domain: &str, above: &str, until: Instant, failures: &mut Vec<String>) -> Option<crate::model::mail::Dmarc> {
    let mut last = None;
    for owner in if domain == above { vec![domain] } else { vec![domain, above] } {
        let name = format!("_dmarc.{owner}");
        let texts = match dns.txt(&name, until).await {
            Ok(found) => found.records,
            Err(error) => {
                failures.push(told("TXT", &name, &error));
                return None;
            }
        };
        let found = dmarc::judge(name, dmarc::candidates(&texts), owner != domain);
        if !found.records.is_empty() {
            return Some(found);
        }
        last = Some(found);
    }
    last
}

fn told(kind: &str, name: &str, error: &DnsError) -> String {
    format!("{kind} {name}: {error}")
}
