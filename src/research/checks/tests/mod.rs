//! Every check against fixtures of each kind, and what must hold of every finding whatever it says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod enquiry;
mod name_server;
mod network;
mod owner;
mod page;
mod ranking;
mod reach;
mod search;
mod told;
mod traps;
mod whole;
mod zones;

use std::collections::BTreeSet;

use super::testing::{Stage, stage};
use super::{CHECKS, Site, finding};
use crate::model::evidence::Evidence;
use crate::model::finding::Finding;
use crate::model::finding::Status::{self, Fail, NotApplicable, NotMeasured, Pass};
use crate::research::ledger::Ledger;

/// A bent stage, the check to run on it, and what it must say. `variant` is empty where none is expected.
struct Fixture(u8, Status, &'static str, fn(&mut Stage));

fn fixtures() -> impl Iterator<Item = &'static Fixture> {
    [reach::FIXTURES, search::FIXTURES, page::FIXTURES, network::FIXTURES, enquiry::FIXTURES].into_iter().flatten()
}

/// One check on the sound stage as bent.
fn judge(number: u8, bend: impl FnOnce(&mut Stage)) -> (Finding, Vec<Evidence>) {
    let mut stage = stage();
    bend(&mut stage);
    let mut ledger = Ledger::default();
    let site = Site::new(&stage.dossier, &stage.profile, stage.site_type).unwrap();
    let check = CHECKS.iter().find(|check| check.number == number).unwrap();
    let finding = finding(check, &site, &mut ledger);
    (finding, ledger.into_evidence())
}

#[test]
fn every_fixture_gets_its_status_and_variant() {
    let mut wrong = Vec::new();
    for Fixture(number, status, variant, bend) in fixtures() {
        let (finding, _) = judge(*number, bend);
        let said = finding.slots.get("variant").map_or("", String::as_str);
        if finding.status != *status || said != *variant {
            wrong.push(format!(
                "{number} {}: wanted {status:?} {variant}, got {:?} {said} {:?} {:?}",
                finding.check, finding.status, finding.reason, finding.slots
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Rows that decide on every page there is: no "not applicable" and no "not measured".
const ALWAYS_DECIDED: [u8; 6] = [5, 22, 29, 30, 33, 41];

#[test]
fn every_check_has_a_fixture_of_each_kind() {
    for check in &CHECKS {
        let kinds: Vec<Status> = fixtures().filter(|Fixture(number, ..)| *number == check.number).map(|Fixture(_, status, ..)| *status).collect();
        assert!(kinds.contains(&Pass), "{} has no fixture that passes", check.id);
        assert!(kinds.contains(&Fail), "{} has no fixture that fails", check.id);
        let open = kinds.iter().any(|kind| matches!(kind, NotApplicable | NotMeasured));
        assert_eq!(open, !ALWAYS_DECIDED.contains(&check.number), "{} and its fixture without a verdict", check.id);
    }
}

#[test]
fn every_slot_stands_in_the_evidence() {
    for Fixture(number, _, variant, bend) in fixtures() {
        let (finding, evidence) = judge(*number, bend);
        let own: Vec<&Evidence> = evidence.iter().filter(|one| finding.evidence.contains(&one.id)).collect();
        let text = own.iter().flat_map(|one| [&one.quote, &one.observed, &one.url]).flatten().cloned().collect::<Vec<_>>().join("\n");
        for (name, value) in finding.slots.iter().filter(|(name, _)| *name != "variant") {
            let parts: Vec<&str> = if name.ends_with("_list") { value.split(", ").collect() } else { vec![value] };
            for part in parts {
                assert!(text.contains(part), "{} ({variant}): {name}={part} is not in\n{text}", finding.check);
            }
        }
    }
}

#[test]
fn every_verdict_rests_on_evidence_and_every_silence_has_a_reason() {
    for Fixture(number, _, variant, bend) in fixtures() {
        let (finding, evidence) = judge(*number, bend);
        match finding.status {
            Pass | Fail => {
                assert!(!finding.evidence.is_empty(), "{} {variant} shows nothing", finding.check);
                assert!(finding.reason.is_none() && (0.0..=1.0).contains(&finding.confidence));
                let own = || evidence.iter().filter(|one| finding.evidence.contains(&one.id));
                assert!(own().all(|one| one.verify.as_ref().is_some_and(|line| !line.is_empty())), "{} {variant}", finding.check);
                assert!(finding.status == Pass || own().any(|one| one.expected.is_some()), "{} {variant} does not say what would be right", finding.check);
            }
            NotApplicable | NotMeasured => {
                assert!(finding.reason.as_ref().is_some_and(|reason| !reason.is_empty()), "{}", finding.check);
                assert!(finding.evidence.is_empty() && finding.slots.is_empty(), "{}", finding.check);
            }
        }
        if let Some(sample) = finding.sample {
            assert_eq!(finding.slots["hits"], sample.hits.to_string());
            assert_eq!(finding.slots["of"], sample.of.to_string());
        }
    }
}

#[test]
fn the_reference_lists_every_check_with_its_area_and_every_slot() {
    let reference = include_str!("../../../../docs/reference/checks.md");
    for check in &CHECKS {
        let start = format!("| {} | `{}` | {} |", check.number, check.id, format!("{:?}", check.area).to_lowercase());
        let row = reference.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("no row {start}"));
        let used: BTreeSet<String> = fixtures()
            .filter(|Fixture(number, ..)| *number == check.number)
            .flat_map(|Fixture(_, _, _, bend)| judge(check.number, bend).0.slots.into_keys())
            .collect();
        for slot in used {
            assert!(
                row.contains(&format!("`{slot}`")) || row.contains(&format!("`{slot}=")) || slot == "variant" && row.contains("`variant"),
                "{} does not tell of {slot}",
                check.id
            );
        }
    }
}
