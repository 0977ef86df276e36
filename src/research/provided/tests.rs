//! Posted data as evidence: what is kept, what becomes a fact, and that the site's own word stays.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use serde_json::{Value, json};

use super::super::unread;
use super::{add, leaves};
use crate::model::evidence::{Evidence, Kind, Source};
use crate::model::finding::Disputed;
use crate::model::lead::LeadFields;
use crate::model::profile::{Fact, Profile};
use crate::research::ledger::{Ledger, Note};

fn lead(extra: Value) -> LeadFields {
    let Value::Object(extra) = extra else { panic!("not an object") };
    LeadFields { email: "ann@quietfield.example".into(), extra, ..LeadFields::default() }
}

fn added_to(mut profile: Profile, mut ledger: Ledger, lead: &LeadFields) -> (Profile, Vec<Disputed>, Vec<Evidence>) {
    let dossier = unread(Some("quietfield.example".into()), 7);
    let disputed = add(&mut profile, &dossier, lead, &mut ledger);
    (profile, disputed, ledger.into_evidence())
}

fn added(extra: Value) -> (Profile, Vec<Disputed>, Vec<Evidence>) {
    added_to(Profile::default(), Ledger::default(), &lead(extra))
}

fn said(fact: &Option<Fact<String>>) -> &str {
    fact.as_ref().map_or("", |fact| fact.value.as_str())
}

/// A profile in which the site itself says this name.
fn named(name: &str) -> (Profile, Ledger) {
    let mut ledger = Ledger::default();
    let id = ledger.add(Note { source: Source::Site, kind: Kind::Text, url: Some("https://quietfield.example/".into()), ..super::note("#b1", name, 1) });
    let fact = Fact { value: name.to_owned(), evidence: vec![id], confidence: 0.9 };
    (Profile { name: Some(fact), ..Profile::default() }, ledger)
}

#[test]
fn each_posted_value_is_evidence_with_its_path() {
    let (_, _, evidence) = added(json!({
        "notes": "Met at the fair.\u{200b}\n Wants a quote", "researchData": {"technologies": ["WordPress", {"name": "HubSpot"}], "odd": {"deep": [true, null, 3.5, ""]}}
    }));
    let told: Vec<(&str, &str)> = evidence.iter().map(|item| (item.locator.as_str(), item.quote.as_deref().unwrap())).collect();
    assert_eq!(
        told,
        [
            ("notes", "Met at the fair. Wants a quote"),
            ("researchData.odd.deep[0]", "true"),
            ("researchData.odd.deep[2]", "3.5"),
            ("researchData.technologies[0]", "WordPress"),
            ("researchData.technologies[1].name", "HubSpot"),
        ]
    );
    assert!(evidence.iter().all(|item| item.source == Source::Provided && item.kind == Kind::Posted && item.url.is_none() && item.fetched_at == 7));
}

#[test]
fn known_names_become_facts_where_the_site_says_nothing() {
    let (profile, disputed, evidence) = added(json!({
        "contact": {"name": "Ann Moor", "title": "Owner", "email": "ann@quietfield.example"},
        "researchData": {
            "company": {"name": "Quietfield Ceramics", "summary": "Hand-thrown tableware.", "industry": "Ceramics", "employee_count": 12, "foundedYear": "1998",
                "location": {"city": "Kelso", "country": "Scotland"}, "phone": "+44 1573 496 000", "linkedin_url": "linkedin.com/company/quietfield"},
            "technologies": ["Shopify", "shopify", "Klaviyo"], "products": [{"name": "Bowls"}, {"name": "Mugs"}], "email": "office@quietfield.example"
        }
    }));
    assert_eq!((said(&profile.name), said(&profile.description), said(&profile.industry)), ("Quietfield Ceramics", "Hand-thrown tableware.", "Ceramics"));
    assert_eq!((said(&profile.size), said(&profile.founded), said(&profile.place)), ("12", "1998", "Kelso, Scotland"));
    let values = |facts: &[Fact<String>]| facts.iter().map(|fact| fact.value.clone()).collect::<Vec<_>>();
    assert_eq!(
        (values(&profile.technology), values(&profile.offers), values(&profile.emails)),
        (vec!["Shopify".to_owned(), "Klaviyo".into()], vec!["Bowls".to_owned(), "Mugs".into()], vec!["office@quietfield.example".to_owned()])
    );
    assert_eq!((profile.phones[0].value.digits.as_str(), profile.socials[0].value.url.as_str()), ("+441573496000", "https://linkedin.com/company/quietfield"));
    let contact = profile.contact.unwrap();
    assert_eq!((contact.value.name.as_str(), contact.value.role.as_deref(), contact.evidence.len()), ("Ann Moor", Some("Owner"), 2));
    assert!(disputed.is_empty());
    assert!(evidence.iter().all(|item| item.source == Source::Provided));
}

#[test]
fn the_sites_own_word_stays_and_what_contradicts_it_is_noted() {
    let (profile, ledger) = named("Quietfield Ceramics");
    let (profile, disputed, evidence) = added_to(profile, ledger, &lead(json!({"researchData": {"name": "Loudfield Ltd", "industry": "Ceramics"}})));
    assert_eq!((said(&profile.name), said(&profile.industry)), ("Quietfield Ceramics", "Ceramics"));
    assert_eq!(disputed.len(), 1);
    assert_eq!((disputed[0].fact.as_str(), disputed[0].posted.as_str(), disputed[0].site.as_str()), ("name", "Loudfield Ltd", "Quietfield Ceramics"));
    let sources: Vec<Source> = disputed[0].evidence.iter().map(|id| evidence.iter().find(|item| item.id == *id).unwrap().source).collect();
    assert_eq!(sources, [Source::Provided, Source::Site]);
    let (profile, ledger) = named("Quietfield Ceramics");
    let same = LeadFields { company: Some("QUIETFIELD".into()), ..lead(json!({"company_name": "Quietfield Ceramics Ltd."})) };
    assert!(added_to(profile, ledger, &same).1.is_empty(), "a shorter name or a legal form is no contradiction");
}

#[test]
fn names_of_other_things_are_not_the_companys() {
    let (profile, disputed, evidence) = added(json!({
        "researchData": {"competitors": [{"name": "Rival Ltd", "phone": "+44 1573 496 111"}], "founders": [{"name": "Joe Bloggs"}], "parent": {"location": "Paris"}},
        "notes": {"name": "a note"}, "contact": {"phone": "+44 1573 496 222"}
    }));
    assert_eq!(profile, Profile::default());
    assert_eq!((disputed.len(), evidence.len()), (0, 6));
}

#[test]
fn values_that_cannot_be_what_they_are_called_stay_evidence_alone() {
    let (profile, _, evidence) = added(json!({"researchData": {
        "phone": "call us", "email": "not an address", "linkedin": "https://evil.example/linkedin.com", "founded": "between 1990 and 1998", "name": "x".repeat(500), "facebook": "javascript:alert(1)"
    }}));
    assert_eq!(profile, Profile::default());
    assert_eq!(evidence.len(), 6);
}

#[test]
fn whatever_is_posted_is_bounded() {
    let many: Vec<Value> = (0..5_000).map(|n| json!({"text": format!("{n} {}", "é".repeat(4_000))})).collect();
    let mut deep = json!("bottom");
    for _ in 0..60 {
        deep = json!({"a": deep});
    }
    let leaves = leaves::of(&lead(json!({"many": many, "deep": deep, "x".repeat(300): 1, "list": [[[[[["six"]]]]]]})));
    assert_eq!(leaves.len(), 200);
    assert!(leaves.iter().all(|leaf| leaf.value.len() <= 2_000 && leaf.path.len() <= 200 && !leaf.path.starts_with("deep") && !leaf.path.starts_with("list")));
}

#[test]
fn a_text_that_holds_json_is_taken_apart_like_json() {
    let (profile, _, evidence) = added(json!({"researchData": "{\"industry\": \"Ceramics\", \"tags\": [\"a\"]}", "notes": "{not json}"}));
    assert_eq!(said(&profile.industry), "Ceramics");
    let paths: Vec<&str> = evidence.iter().map(|item| item.locator.as_str()).collect();
    assert_eq!(paths, ["notes", "researchData.industry", "researchData.tags[0]"]);
}

#[test]
fn the_same_data_in_another_order_gives_the_same_evidence() {
    let one: Value = serde_json::from_str(r#"{"b": 1, "a": {"y": 2, "x": 3}}"#).unwrap();
    let other: Value = serde_json::from_str(r#"{"a": {"x": 3, "y": 2}, "b": 1}"#).unwrap();
    assert_eq!(added(one).2, added(other).2);
}
