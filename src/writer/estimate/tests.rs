//! The calculators: counts that are cited, figures of ours that say so, results that follow.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::model::blueprint::{Blueprint, MagnetKind};
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
    item.quote = Some(format!("Sash window repair from {amount} {currency}"));
    let value = Price { name: "Sash window repair".into(), amount: amount.into(), currency: currency.into(), per: None, from: true };
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
    for odd in [("a lot", "GBP"), ("1,250", "pounds"), ("0", "GBP")] {
        with_price(&mut case, odd.0, odd.1);
        assert_eq!(calculators(&case).len(), 1, "{odd:?}");
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
    case.analysis.profile.prices.clear();
    assert_eq!(calculators(&case)[0].results[0].low, 120.0, "the default stands in, as an assumption");
}

#[test]
fn amounts_are_read_as_they_are_written() {
    for (written, wanted) in
        [("1 200,50", 1200.5), ("1,200", 1200.0), ("9.99", 9.99), ("50 000", 50_000.0), ("1.200", 1200.0), ("1’250.-", f64::NAN), ("12,5", 12.5)]
    {
        assert!(amount(written).map_or(wanted.is_nan(), |amount| (amount - wanted).abs() < 1e-9), "{written}: {:?}", amount(written));
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
