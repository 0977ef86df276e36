//! Rows 45–47 against a name server on loopback: one zone for each case, kept as data.

use std::time::{Duration, Instant};

use magnetite_fetch::{Dns, DnsSource};
use serde::Deserialize;

use super::super::testing::{VISIT, fact};
use super::name_server::{Zone, start};
use super::{judge, stage};
use crate::model::finding::Status;
use crate::research::mail::mail;

/// One case; a verdict is a status, and the variant where there is one.
#[derive(Deserialize)]
struct Case {
    says: String,
    host: String,
    #[serde(default)]
    email: Option<String>,
    zone: Zone,
    spf: String,
    dmarc: String,
    contact: String,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("zones.json")).unwrap()
}

#[tokio::test]
async fn each_zone_gets_its_verdicts() {
    let mut wrong = Vec::new();
    for case in cases() {
        let address = start(case.zone).await;
        let silent = case.says.contains("silent");
        let until = Instant::now() + Duration::from_millis(if silent { 700 } else { 8_000 });
        let asked = mail(&Dns::new(DnsSource::Server(address)), &case.host, VISIT, until).await;
        for (number, wanted) in [(45, &case.spf), (46, &case.dmarc), (47, &case.contact)] {
            let (finding, evidence) = judge(number, |stage| {
                stage.home().url = format!("https://{}/", case.host);
                let email = case.email.clone().unwrap_or_else(|| format!("hello@{}", case.host));
                stage.profile.emails = vec![fact(email)];
                stage.dossier.mail = asked.clone();
            });
            let variant = finding.slots.get("variant").map(|variant| format!(" {variant}")).unwrap_or_default();
            let got = format!("{}{variant}", serde_json::to_value(finding.status).unwrap().as_str().unwrap());
            if got != *wanted {
                wrong.push(format!("{}: row {number}: wanted {wanted}, got {got} {:?}\n{asked:#?}", case.says, finding.reason));
            }
            let verdict = matches!(finding.status, Status::Pass | Status::Fail);
            assert_eq!(verdict, evidence.iter().any(|one| one.verify.as_ref().is_some_and(|line| line.starts_with("dig +short "))), "{}", case.says);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_are_forty_zones_and_every_verdict_of_the_mail_rows_is_among_them() {
    let cases = cases();
    assert!(cases.len() >= 40, "{}", cases.len());
    let has = |verdict: &str, of: fn(&Case) -> &String| cases.iter().any(|case| of(case) == verdict);
    for verdict in ["pass", "fail missing", "fail several", "fail pass_all", "fail too_many_lookups", "fail syntax", "not_applicable", "not_measured"] {
        assert!(has(verdict, |case| &case.spf), "SPF: {verdict}");
    }
    for verdict in ["pass", "fail missing", "fail none_policy", "fail syntax", "not_applicable", "not_measured"] {
        assert!(has(verdict, |case| &case.dmarc), "DMARC: {verdict}");
    }
    for verdict in ["pass", "fail free_mail", "fail no_mx", "not_applicable", "not_measured"] {
        assert!(has(verdict, |case| &case.contact), "contact: {verdict}");
    }
}

#[tokio::test]
async fn with_the_source_off_nothing_is_asked() {
    let dns = Dns::new(DnsSource::Off);
    assert_eq!(mail(&dns, "firm.example", VISIT, Instant::now() + Duration::from_secs(1)).await, None);
    assert!(stage().dossier.mail.is_some());
}
