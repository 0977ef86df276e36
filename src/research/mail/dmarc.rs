//! DMARC (RFC 7489): reads the texts at one `_dmarc` name.

use crate::model::mail::Dmarc;

/// The texts that are or mean to be records.
#[must_use]
pub fn candidates(texts: &[String]) -> Vec<String> {
    let meant = |text: &&String| {
        let head: String = text.chars().filter(|c| !c.is_whitespace()).take(7).collect();
        head.eq_ignore_ascii_case("v=dmarc")
    };
    texts.iter().filter(meant).cloned().collect()
}

/// Judges the candidates at `name`. `inherited`: the name is that of the domain above, so `sp` applies where it is given (§6.3).
#[must_use]
pub fn judge(name: String, records: Vec<String>, inherited: bool) -> Dmarc {
    let mut dmarc = Dmarc { name, records, inherited, ..Dmarc::default() };
    match dmarc.records.as_slice() {
        [] => {}
        [record] => match parse(record) {
            Ok(policies) => {
                dmarc.fault = policies.fault;
                let policy = if inherited { policies.subdomains.or(policies.domain) } else { policies.domain };
                dmarc.policy = policy.map(str::to_owned);
            }
            Err(fault) => dmarc.fault = Some(fault),
        },
        several => dmarc.fault = Some(format!("{} records, of which none counts", several.len())),
    }
    dmarc
}

struct Policies {
    domain: Option<&'static str>,
    subdomains: Option<&'static str>,
    fault: Option<String>,
}

/// # Errors
/// The text does not count as a record.
fn parse(record: &str) -> Result<Policies, String> {
    let mut parts = record.split(';').map(str::trim);
    let version = parts.next().unwrap_or_default().split_once('=').map(|(name, value)| (name.trim(), value.trim()));
    if version.is_none_or(|(name, value)| !name.eq_ignore_ascii_case("v") || value != "DMARC1") {
        return Err("it does not begin with v=DMARC1;".to_owned());
    }
    let mut policies = Policies { domain: None, subdomains: None, fault: None };
    let mut named_p = false;
    for part in parts.filter(|part| !part.is_empty()).take(50) {
        let shown: String = part.chars().take(60).collect();
        let Some((name, value)) = part.split_once('=') else {
            policies.fault.get_or_insert(format!("\"{shown}\" is no tag"));
            continue;
        };
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
        let sound = match name.as_str() {
            "p" => {
                let again = std::mem::replace(&mut named_p, true);
                policies.domain = policies.domain.or(policy(value));
                !again && policy(value).is_some()
            }
            "sp" => {
                policies.subdomains = policy(value);
                policies.subdomains.is_some()
            }
            "adkim" | "aspf" => matches!(value.to_ascii_lowercase().as_str(), "r" | "s"),
            "pct" => value.parse::<u8>().is_ok_and(|percent| percent <= 100),
            "ri" => value.parse::<u32>().is_ok(),
            "rua" | "ruf" => value.split(',').all(|uri| uri.trim().split_once(':').is_some_and(|(scheme, rest)| !scheme.is_empty() && !rest.is_empty())),
            _ => true,
        };
        if !sound {
            policies.fault.get_or_insert(format!("\"{shown}\" is not valid"));
        }
    }
    if !named_p {
        policies.fault.get_or_insert("the tag p is not there".to_owned());
    }
    Ok(policies)
}

fn policy(value: &str) -> Option<&'static str> {
    ["none", "quarantine", "reject"].into_iter().find(|known| known.eq_ignore_ascii_case(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(record: &str, inherited: bool) -> (Option<String>, bool) {
        let dmarc = judge("_dmarc.firm.example".into(), candidates(&[record.to_owned()]), inherited);
        (dmarc.policy, dmarc.fault.is_some())
    }

    #[test]
    fn policies_are_read_and_faults_told() {
        for (record, policy, fault) in [
            ("v=DMARC1; p=none", Some("none"), false),
            ("v=DMARC1;p=Reject;", Some("reject"), false),
            (" v = DMARC1 ; p = quarantine ; rua=mailto:d@firm.example", Some("quarantine"), false),
            ("v=DMARC1; p=reject; sp=none; adkim=s; aspf=r; pct=50; fo=1; ri=86400; x=y", Some("reject"), false),
            ("v=DMARC1; p=reject; pct=250", Some("reject"), true),
            ("v=DMARC1; p=block", None, true),
            ("v=DMARC1; rua=mailto:d@firm.example", None, true),
            ("v=DMARC1 p=none", None, true),
            ("v=dmarc1; p=none", None, true),
            ("v=DMARC1; p=none; rua=d@firm.example", Some("none"), true),
            ("v=DMARC1; p=none; p=reject", Some("none"), true),
            ("v=DMARC1; p=none; quarantine", Some("none"), true),
        ] {
            assert_eq!(of(record, false), (policy.map(str::to_owned), fault), "{record}");
        }
        assert_eq!(of("v=DMARC1; p=reject; sp=none", true).0.as_deref(), Some("none"));
        assert_eq!(of("v=DMARC1; p=reject", true).0.as_deref(), Some("reject"));
    }

    #[test]
    fn other_texts_are_no_candidates() {
        assert!(candidates(&["v=spf1 -all".into(), "".into(), "DMARC1".into(), "é".repeat(9)]).is_empty());
        let both = judge("_dmarc.firm.example".into(), vec!["v=DMARC1; p=none".into(), "v=DMARC1; p=reject".into()], false);
        assert!(both.policy.is_none() && both.fault.is_some());
    }
}
