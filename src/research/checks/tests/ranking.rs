//! What is told first, and whether the reasons given for it are true.

use super::super::testing::stage;
use super::super::{CHECKS, rank};
use super::*;
use crate::model::finding::{Area, Because, Effort, Ranked, Sample, Severity};
use crate::model::lead::LeadFields;
use crate::model::offer::Offer;
use crate::research::analyse::analyse;

/// Every check of the set fails, each with its usual severity and the same confidence.
fn everything_fails(confidence: f64) -> Vec<Finding> {
    let failed = CHECKS.iter().map(|check| Finding {
        check: check.id.into(),
        number: check.number,
        area: check.area,
        status: Fail,
        severity: check.severity,
        slots: std::collections::BTreeMap::new(),
        evidence: Vec::new(),
        sample: None,
        effort: check.effort,
        confidence,
        reason: None,
    });
    failed.collect()
}

fn sells(text: &str) -> Offer {
    Offer { sells: text.into(), ..Offer::default() }
}

fn first_three(findings: &[Finding], offer: &Offer) -> Vec<String> {
    rank::priorities(&rank::ranking(findings, offer)).into_iter().take(3).collect()
}

/// A site of which many small things are amiss, none of them grave.
fn middling() -> Vec<Finding> {
    everything_fails(0.9).into_iter().filter(|finding| finding.severity == Severity::Medium).collect()
}

#[test]
fn different_offers_lead_to_different_priorities_on_the_same_site() {
    let site = middling();
    let offers = ["Web accessibility audits", "SEO for craftsmen", "Webhosting und schnelle Ladezeiten", "Sécurité informatique", "Redacción web"];
    let told: Vec<Vec<String>> = offers.iter().map(|offer| first_three(&site, &sells(offer))).collect();
    for (n, one) in told.iter().enumerate() {
        assert!(told[n + 1..].iter().all(|other| other != one), "{told:#?}");
    }
    let area = |check: &String| CHECKS.iter().find(|row| row.id == check).unwrap().area;
    let subjects = [Area::Access, Area::Search, Area::Speed, Area::Trust, Area::Search];
    for (three, subject) in told.iter().zip(subjects) {
        assert!(three.iter().any(|check| area(check) == subject), "{subject:?}: {three:?}");
    }
}

#[test]
fn an_offer_outside_the_web_changes_nothing() {
    let site = everything_fails(0.9);
    for offer in ["Office cleaning", "Steuerberatung für den Mittelstand", "Nettoyage de bureaux", "Contabilidad para autónomos"] {
        assert_eq!(rank::ranking(&site, &sells(offer)), rank::ranking(&site, &Offer::default()), "{offer}");
    }
    assert!(rank::ranking(&site, &sells("Office cleaning")).iter().all(|one| (one.fit - 1.0).abs() < 1e-9));
}

#[test]
fn no_offer_lifts_a_lesser_finding_over_a_critical_one() {
    let offers = ["Websites, SEO, Google Ads, photography, copywriting and IT security", "Web accessibility", "Newsletter"];
    for offer in offers {
        for focus in [vec![], vec!["search".to_owned()], vec!["enquiry".to_owned(), "access".to_owned()]] {
            let mut findings = everything_fails(0.95);
            // The critical ones are the least certain that the checks allow.
            findings.iter_mut().filter(|finding| finding.severity == Severity::Critical).for_each(|finding| finding.confidence = 0.7);
            let ranking = rank::ranking(&findings, &Offer { focus, ..sells(offer) });
            let last_critical = ranking.iter().rposition(|one| one.severity == Severity::Critical).unwrap();
            let first_lesser = ranking.iter().position(|one| one.severity <= Severity::Medium).unwrap();
            assert!(last_critical < first_lesser, "{offer}: {ranking:#?}");
            let order: Vec<bool> = ranking.iter().map(|one| one.severity < Severity::Medium).collect();
            assert!(order.is_sorted(), "a trifle stands before a finding that counts");
        }
    }
}

#[test]
fn with_all_else_equal_fit_never_outweighs_a_step_of_severity() {
    let mut findings = everything_fails(0.9);
    findings.iter_mut().for_each(|finding| finding.effort = Effort::Hours);
    let ranking = rank::ranking(&findings, &Offer { focus: vec!["enquiry".into()], ..sells("SEO and web design") });
    assert!(ranking.is_sorted_by_key(|one| std::cmp::Reverse(one.severity)));
}

#[test]
fn a_lesser_finding_comes_first_only_where_it_is_one_step_less_and_minutes_against_days() {
    let of = |number: u8, severity: Severity, effort: Effort| {
        let finding = everything_fails(if number == 43 { 0.8 } else { 0.95 }).into_iter().find(|finding| finding.number == number).unwrap();
        Finding { severity, effort, ..finding }
    };
    let focus = Offer { focus: vec!["search".into()], ..Offer::default() };
    let hours = [of(43, Severity::High, Effort::Hours), of(18, Severity::Medium, Effort::Minutes)];
    assert_eq!(first_three(&hours, &focus), ["dated-software", "open-graph"]);
    let days = [of(43, Severity::High, Effort::Days), of(18, Severity::Medium, Effort::Minutes)];
    assert_eq!(first_three(&days, &focus), ["open-graph", "dated-software"]);
    let critical = [of(43, Severity::Critical, Effort::Days), of(18, Severity::Medium, Effort::Minutes)];
    assert_eq!(first_three(&critical, &focus), ["dated-software", "open-graph"]);
}

#[test]
fn what_is_amiss_on_one_page_of_many_weighs_less_than_on_all() {
    let on = |hits: u32| {
        let finding = everything_fails(0.9).into_iter().find(|finding| finding.check == "meta-description").unwrap();
        let findings = [Finding { sample: Some(Sample { hits, of: 6 }), ..finding }];
        rank::ranking(&findings, &Offer::default())[0].score
    };
    assert!(on(1) < on(6) * 0.6, "{} {}", on(1), on(6));
}

#[test]
fn every_failed_finding_has_its_place_and_the_leaders_are_the_priorities() {
    let findings = everything_fails(0.9);
    let ranking = rank::ranking(&findings, &Offer::default());
    assert_eq!(ranking.len(), findings.len());
    let priorities = rank::priorities(&ranking);
    for (n, check) in priorities.iter().enumerate() {
        let own = ranking.iter().find(|one| one.check == *check).unwrap();
        assert_eq!((usize::try_from(own.rank).unwrap(), own.grouped_under.as_ref()), (n + 1, None));
    }
    for one in ranking.iter().filter(|one| one.grouped_under.is_some()) {
        let leader = ranking.iter().find(|other| Some(&other.check) == one.grouped_under.as_ref()).unwrap();
        assert!(leader.rank == one.rank && leader.grouped_under.is_none() && leader.score >= one.score || leader.severity > Severity::Low);
    }
    assert!(ranking.iter().filter(|one| one.severity == Severity::Info).all(|one| !priorities.contains(&one.check)));
}

/// The reasons of a place, checked against finding and offer.
fn check_reasons(one: &Ranked, finding: &Finding, offer: &Offer) {
    for because in &one.because {
        let so = match because {
            Because::Severity => finding.severity >= Severity::High,
            Because::Sure => finding.confidence >= 0.9,
            Because::Quick => finding.effort == Effort::Minutes,
            Because::Focus { area } => *area == finding.area && offer.focus.iter().any(|focus| focus.eq_ignore_ascii_case(&format!("{area:?}"))),
            Because::Words { word } => {
                let texts = offer.proof.iter().chain([&offer.sells, &offer.audience]);
                !word.is_empty() && texts.into_iter().any(|text| text.contains(word.as_str())) && one.fit > 1.0
            }
        };
        assert!(so, "{one:?}");
    }
    let about_the_offer = one.because.iter().any(|because| matches!(because, Because::Focus { .. } | Because::Words { .. }));
    assert_eq!(about_the_offer, one.fit > 1.0, "{one:?}");
    let product = f64::from(one.severity.weight()) * one.confidence * one.ease * one.fit;
    assert!((one.score - product).abs() < 1e-6, "{one:?}");
}

#[test]
fn every_reason_that_is_given_is_true() {
    let mut findings = everything_fails(0.9);
    findings.iter_mut().step_by(3).for_each(|finding| finding.confidence = 0.85);
    let offers = [
        Offer { focus: vec!["Trust".into()], ..sells("Wir bauen Websites und sorgen für Barrierefreiheit.") },
        Offer { proof: vec!["240 firms found more customers with our SEO".into()], audience: "local firms".into(), ..sells("Copywriting for the web") },
        Offer::default(),
    ];
    for offer in &offers {
        for one in rank::ranking(&findings, offer) {
            check_reasons(&one, findings.iter().find(|finding| finding.check == one.check).unwrap(), offer);
        }
    }
}

#[test]
fn an_analysis_carries_its_ranking_and_older_ones_without_it_are_read() {
    let mut stage = stage();
    stage.home().metas.clear();
    stage.home().titles = vec!["Home".into()];
    let analysis = analyse(&stage.dossier, &LeadFields::default(), &sells("SEO"));
    assert_eq!(analysis.ranking.first().map(|one| one.check.as_str()), analysis.priorities.first().map(String::as_str));
    assert_eq!(analysis.ranking.len(), analysis.findings.iter().filter(|finding| finding.status == Fail).count());
    let mut stored = serde_json::to_value(&analysis).unwrap();
    assert_eq!(stored["ranking"][0]["because"][0], serde_json::json!({"kind": "words", "word": "SEO"}));
    stored.as_object_mut().unwrap().remove("ranking");
    let older: crate::model::finding::Analysis = serde_json::from_value(stored).unwrap();
    assert!(older.ranking.is_empty() && older.priorities == analysis.priorities);
}
