//! The calculators: counts that are cited, figures of ours that say so, results that follow.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::model::blueprint::{Blueprint, MagnetKind};
use crate::model::profile::{Fact, Price};
use crate::writer::testing::{Case, joinery};
use crate::writer::{draft, measure};

fn calculators(case: &Case) -> Vec<Calculator> {
    let document = draft(&case.brief()).document;
    let section = document.sections.into_iter().find(|section| section.id == "estimate");
    let blocks = section.map(|section| section.blocks).unwrap_or_default();
    blocks.into_iter().filter_map(|block| if let Block::Calculator(calculator) = block { Some(*calculator) } else { None }).collect()
}

fn case() -> Case {
    let mut case = joinery();
    case.blueprint = Blueprint { kind: MagnetKind::Calculator, ..Blueprint::default() };
    case.analysis.profile.phones[0].value.e164 = Some("+441632960418".into());
    case
}

fn with_price(case: &mut Case, amount: &str, currency: &str) {
    let mut item = case.analysis.evidence[0].clone();
    item.id = EvidenceId(format!("ev_{}", case.analysis.evidence.len() + 1));
    item.quote = Some(format!("Sash window repair {amount} {currency}"));
    let value = Price { name: "Sash window repair".into(), amount: amount.into(), currency: currency.into(), per: None, from: false };
    case.analysis.profile.prices = vec![Fact { value, evidence: vec![item.id.clone()], confidence: 0.9 }];
    case.analysis.evidence.push(item);
}

#[test]
fn the_repairs_are_counted_by_effort_and_each_count_is_cited() {
    let case = case();
    let document = draft(&case.brief()).document;
    let made = calculators(&case);
    assert_eq!(made.len(), 1);
    let counts: f64 = made[0].inputs.iter().filter(|input| input.unit.is_empty()).map(|input| input.value).sum();
    let failed = case.analysis.findings.iter().filter(|finding| finding.status == Status::Fail).count();
    assert_eq!(counts, f64::from(u32::try_from(failed).unwrap()));
    for input in &made[0].inputs {
        match &input.source {
            InputSource::Claim(id) => {
                let claim = document.claims.iter().find(|claim| claim.id == *id).unwrap();
                assert!(claim.text.contains(&format!("{}", input.value)) && !claim.evidence.is_empty(), "{claim:?}");
            }
            InputSource::Assumption(note) => assert!(!note.is_empty() && input.high.is_some_and(|high| high > input.value), "{input:?}"),
        }
    }
    let hours = &made[0].results[0];
    assert!(hours.low > 0.0 && hours.high > hours.low && hours.unit == "h");
    assert!([hours.low, hours.high].iter().all(|end| (end * 2.0).fract() < 1e-9), "in half hours: {hours:?}");
    assert_eq!(made[0].results[1].unit, "GBP", "by the calling code of the site's own number");
    assert_eq!(document.writer.coverage, Some(1.0));
}

#[test]
fn where_no_currency_is_known_no_money_is_spoken_of() {
    let mut case = case();
    case.analysis.profile.phones.clear();
    let made = calculators(&case);
    assert_eq!(made[0].results.iter().map(|result| result.unit.as_str()).collect::<Vec<_>>(), ["h"]);
    case.blueprint.calculator = Some(CalculatorSpec { rate: Some("80..120 EUR/h".into()), ..CalculatorSpec::default() });
    let made = calculators(&case);
    assert_eq!(made[0].results[1].unit, "EUR");
    let rate = made[0].inputs.iter().find(|input| input.name == "rate").unwrap();
    assert_eq!((rate.value, rate.high, &rate.source), (80.0, Some(120.0), &InputSource::Assumption("the figure of the sender".into())));
}

#[test]
fn what_an_enquiry_is_worth_is_told_only_from_a_price_that_the_site_states() {
    let mut case = case();
    with_price(&mut case, "1,250.50", "GBP");
    let made = calculators(&case);
    assert_eq!(made.len(), 2);
    let price = &made[1].inputs[0];
    assert!(matches!(price.source, InputSource::Claim(_)));
    assert_eq!(price.value, 1250.5);
    assert_eq!((made[1].results[0].low, made[1].results[0].high), (125.05, 375.15));
    for odd in [("a lot", "GBP"), ("1,250", "pounds"), ("0", "GBP"), ("12.50", "GBP")] {
        with_price(&mut case, odd.0, odd.1);
        assert_eq!(calculators(&case).len(), 1, "{odd:?}");
    }
    // Neither the least it costs nor the price of an hour is the price of an order.
    for (per, from) in [(None, true), (Some("per hour".to_owned()), false)] {
        with_price(&mut case, "120", "GBP");
        let price = &mut case.analysis.profile.prices[0].value;
        (price.per, price.from) = (per, from);
        assert_eq!(calculators(&case).len(), 1);
        assert!(!draft(&case.brief()).document.claims.iter().any(|claim| claim.text.contains("120")));
    }
}

#[test]
fn an_owner_s_own_calculator_takes_what_the_site_says_and_marks_the_rest() {
    let mut case = case();
    with_price(&mut case, "90", "EUR");
    case.blueprint.calculator = serde_json::from_value(serde_json::json!({
        "caption": "What a fuller week brings",
        "inputs": [
            {"name": "price", "label": "Price of a repair", "unit": "EUR", "default": "60", "from": "prices.first"},
            {"name": "faults", "label": "Faults found", "unit": "", "default": "3", "from": "checks.failed"},
            {"name": "visits", "label": "Repairs a week", "unit": "", "default": "2..5"}],
        "results": [{"name": "total", "label": "In a week", "unit": "EUR", "formula": "price * visits"}]
    }))
    .unwrap();
    assert!(case.blueprint.faults().is_empty());
    let made = calculators(&case);
    let sources: Vec<bool> = made[0].inputs.iter().map(|input| matches!(input.source, InputSource::Claim(_))).collect();
    assert_eq!(sources, [true, true, false]);
    assert_eq!((made[0].results[0].low, made[0].results[0].high), (180.0, 450.0));
    with_price(&mut case, "90", "€");
    assert_eq!(calculators(&case)[0].results[0].low, 180.0, "a sign is its code");
    with_price(&mut case, "90", "USD");
    assert_eq!(calculators(&case)[0].results[0].low, 120.0, "the default stands in, as an assumption");
    assert!(!draft(&case.brief()).document.claims.iter().any(|claim| claim.text.contains("90 USD")), "nothing is told that is not used");
}

#[test]
fn what_is_known_to_be_none_is_cited_as_none_and_pages_are_cited_by_themselves() {
    let mut case = case();
    case.analysis.findings.retain(|finding| finding.effort != Effort::Days || finding.status != Status::Fail);
    case.blueprint.calculator = serde_json::from_value(serde_json::json!({
        "caption": "Work",
        "inputs": [
            {"name": "days", "label": "Changes of days", "unit": "", "default": "3", "from": "checks.days"},
            {"name": "pages", "label": "Pages", "unit": "", "default": "5", "from": "pages.read"}],
        "results": [{"name": "total", "label": "In all", "unit": "", "formula": "days + pages"}]
    }))
    .unwrap();
    let document = draft(&case.brief()).document;
    let made = calculators(&case);
    assert_eq!(made[0].inputs[0].value, 0.0);
    assert!(matches!(made[0].inputs[0].source, InputSource::Claim(_)));
    if let InputSource::Claim(id) = &made[0].inputs[1].source {
        let claim = document.claims.iter().find(|claim| claim.id == *id).unwrap();
        for item in document.evidence.iter().filter(|item| claim.evidence.contains(&item.id)) {
            assert!(case.brief().pages.iter().any(|page| item.url.as_deref() == Some(page.url)), "{item:?}");
        }
    }
}

#[test]
fn an_owner_s_label_that_states_something_gives_way_to_the_name() {
    let mut case = case();
    case.blueprint.calculator = serde_json::from_value(serde_json::json!({
        "caption": "What your slow site costs you",
        "inputs": [{"name": "lost_orders", "label": "Orders your site loses", "unit": "", "default": "3"}],
        "results": [{"name": "total", "label": "In all", "unit": "", "formula": "lost_orders"}]
    }))
    .unwrap();
    let made = calculators(&case);
    assert_eq!((made[0].caption.as_str(), made[0].inputs[0].label.as_str()), ("In all", "lost orders"));
}

#[test]
fn amounts_are_read_as_they_are_written() {
    for (written, wanted) in [
        ("1 200,50", 1200.5),
        ("1,200", 1200.0),
        ("9.99", 9.99),
        ("50 000", 50_000.0),
        ("1.200", 1200.0),
        ("1’250.-", f64::NAN),
        ("12,5", 12.5),
        ("1’250", 1250.0),
        ("1.250.000,5", 1_250_000.5),
        ("0.125", f64::NAN),
        ("12 50", f64::NAN),
        ("1,20,300", f64::NAN),
        ("1.200.50", f64::NAN),
        ("0", 0.0),
        ("", f64::NAN),
        (",5", f64::NAN),
    ] {
        assert!(prices::amount(written).map_or(wanted.is_nan(), |amount| (amount - wanted).abs() < 1e-9), "{written}: {:?}", prices::amount(written));
    }
}

#[test]
fn the_document_is_of_a_readable_length_in_each_language() {
    for language in ["en", "de", "fr", "es"] {
        let mut case = case();
        case.blueprint.language = language.into();
        let draft = draft(&case.brief());
        let words = measure::page_words(&draft.document);
        assert!((400..=900).contains(&words), "{language} {words}");
    }
}
