//! Whether the DNS says that a domain is a project's: the TXT record with the project's token, and an address for the name itself.

use std::time::{Duration, Instant};

use magnetite_fetch::{Dns, DnsError, DnsSource};

use crate::model::domain::{Domain, Seen};

/// For all questions about one domain.
const WITHIN: Duration = Duration::from_secs(10);
/// Longest foreign text that a reason quotes, in characters.
const QUOTED_MAX: usize = 80;

/// Asks for the proof, then for the address. `server`: the host that the domain should lead to; empty where that is not known.
pub async fn look(dns: &Dns, domain: &Domain, server: &str) -> Seen {
    if dns.source() == DnsSource::Off {
        return Seen::Unanswered("DNS look-ups are switched off on this server (MAGNETITE_RESEARCH_DNS).".into());
    }
    let until = Instant::now() + WITHIN;
    let name = domain.proof_name();
    match dns.txt(&name, until).await {
        Err(error) => return unanswered("TXT", &name, &error),
        Ok(found) if found.records.iter().any(|text| text.trim() == domain.token) => {}
        Ok(found) => {
            return Seen::Wrong(match found.records.first() {
                None => format!("There is no TXT record at {name} yet. New records can take an hour to be seen everywhere."),
                Some(other) => format!("The TXT record at {name} says “{}” and not the text below.", short(other)),
            });
        }
    }
    let found = match dns.addresses(&domain.host, until).await {
        Err(error) => return unanswered("A", &domain.host, &error),
        Ok(found) => found.records,
    };
    let Some(first) = found.first() else {
        return Seen::Wrong(format!("{} leads nowhere yet: it has neither a CNAME nor an address.", domain.host));
    };
    // A proxy or content network in front of us has addresses of its own: told, but no fault.
    let ours = if server.is_empty() { None } else { dns.addresses(server, until).await.ok().map(|found| found.records).filter(|ours| !ours.is_empty()) };
    let note = match ours {
        Some(ours) if !found.iter().any(|address| ours.contains(address)) => {
            format!("{} leads to {first}, and {server} does not. That is right only where a proxy of yours stands in between.", domain.host)
        }
        _ => String::new(),
    };
    Seen::Proved { note }
}

fn unanswered(kind: &str, name: &str, error: &DnsError) -> Seen {
    Seen::Unanswered(format!("The question for {kind} of {name} got no answer: {error}."))
}

fn short(text: &str) -> String {
    let mut plain = text.chars().filter(|letter| !letter.is_control());
    let start: String = plain.by_ref().take(QUOTED_MAX).collect();
    if plain.next().is_some() { format!("{start}…") } else { start }
}
