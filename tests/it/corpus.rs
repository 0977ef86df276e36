//! Whole sites, from the fixtures and from the folder that `MAGNETITE_TEST_SITES` names: no panic, the right outcome, nothing claimed
//! that must not be, every quotation found on the page it names, and the same bytes twice.

use std::collections::BTreeMap;
use std::path::PathBuf;

use magnetite::model::blueprint::Blueprint;
use magnetite::model::lead::LeadFields;
use magnetite::model::offer::Offer;
use magnetite::research::{self, Limits, Subject};
use magnetite::writer::{self, Brief};
use magnetite_document::Document;
use serde_json::Value;

use crate::support::client::Client;
use crate::support::sites::Sites;

const NOW: i64 = 1_795_500_000_000;

async fn document(sites: &Sites, domain: &str) -> Document {
    let lead = LeadFields { email: format!("jane@{domain}"), full_name: Some("Jane Miller".into()), domain: Some(domain.to_owned()), ..LeadFields::default() };
    let offer = Offer { company: "Northlight Studio".into(), sells: "Web sites for small firms".into(), ..Offer::default() };
    let dossier = research::research(&sites.fetcher(), &Subject { domain: Some(domain.to_owned()) }, &Limits::default(), &|| NOW, &|_| {}).await;
    let analysis = research::analyse(&dossier, &lead, &offer);
    writer::write(&Brief::of(&lead, &dossier, &analysis, &offer, &Blueprint::default(), NOW))
}

/// Domain → truth, where there is one.
fn all_sites() -> BTreeMap<String, Option<Value>> {
    let mut found = BTreeMap::new();
    let fixtures = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sites"));
    let further = std::env::var_os("MAGNETITE_TEST_SITES").map(PathBuf::from);
    for root in [Some(fixtures), further].into_iter().flatten() {
        for entry in std::fs::read_dir(&root).unwrap().flatten().filter(|entry| entry.path().is_dir()) {
            let name = entry.file_name().into_string().unwrap();
            let truth = std::fs::read(root.join(format!("{name}.truth.json"))).ok().map(|text| serde_json::from_slice(&text).unwrap());
            found.insert(name, truth);
        }
    }
    found
}

#[tokio::test]
async fn every_site_gives_the_right_outcome_and_claims_nothing_that_it_must_not() {
    let sites = Sites::start().await;
    let all = all_sites();
    assert!(all.len() >= 7, "the fixtures are missing");
    for (domain, truth) in all {
        let document = document(&sites, &domain).await;
        let told = magnetite_document::markdown(&document);
        if let Some(truth) = truth {
            assert_eq!(document.reading.outcome, truth["expected_outcome"].as_str().unwrap(), "{domain}");
            // Values can be looked for; statements were read by eye.
            for bait in truth["must_not_claim"].as_array().unwrap().iter().filter_map(Value::as_str) {
                let is_value = !bait.contains(' ') && bait.chars().any(|c| c.is_ascii_digit() || c == '@');
                assert!(!is_value || !told.contains(bait), "{domain} claims {bait}");
            }
        }
        assert!(!document.sections.is_empty() && !told.contains("{}") && !told.contains("{{"), "{domain}");
        for claim in &document.claims {
            assert!(!claim.evidence.is_empty(), "{domain}: no evidence for {}", claim.text);
            assert!(claim.evidence.iter().all(|id| document.evidence.iter().any(|evidence| evidence.id == *id)), "{domain}: lost evidence of {}", claim.text);
        }
    }
}

#[tokio::test]
async fn every_quotation_stands_on_the_page_it_names() {
    let sites = Sites::start().await;
    let mut checked = 0;
    for (domain, _) in all_sites() {
        let document = document(&sites, &domain).await;
        let mut pages: BTreeMap<String, String> = BTreeMap::new();
        for evidence in document.evidence.iter().filter(|evidence| evidence.source == "site" && evidence.kind == "text") {
            let (Some(url), Some(quote)) = (&evidence.url, &evidence.quote) else { continue };
            if !pages.contains_key(url) {
                pages.insert(url.clone(), text_of(&sites, url).await);
            }
            assert!(pages[url].contains(&squeezed(quote)), "{url} does not say {quote:?} ({})", evidence.locator);
            checked += 1;
        }
    }
    let least = if std::env::var_os("MAGNETITE_TEST_SITES").is_some() { 50 } else { 30 };
    assert!(checked > least, "only {checked} quotations were looked at");
}

/// All text of a page without white space, by another way than the reader's: whole tree, tags dropped.
async fn text_of(sites: &Sites, url: &str) -> String {
    let url = url.split_once("://").unwrap().1;
    let (host, path) = url.split_once('/').unwrap_or((url, ""));
    let answer = Client::new(&sites.origin(), None).send("GET", &format!("/{path}"), &[("host", host)], None).await;
    let head = String::from_utf8_lossy(&answer.bytes[..answer.bytes.len().min(2_048)]).to_lowercase();
    let label = head
        .split("charset=")
        .nth(1)
        .map(|rest| rest.trim_start_matches(['"', '\'', ' ']).split(['"', '\'', ' ', '>', '/', ';']).next().unwrap_or(""))
        .unwrap_or("");
    let encoding = encoding_rs::Encoding::for_label(label.trim_start_matches("x-").as_bytes());
    let encoding = encoding.unwrap_or(if std::str::from_utf8(&answer.bytes).is_ok() { encoding_rs::UTF_8 } else { encoding_rs::WINDOWS_1252 });
    let (html, _, _) = encoding.decode(&answer.bytes);
    let tree = dom_query::Document::from(html.as_ref());
    squeezed(&format!("{}{html}", tree.select("html").text()))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{AD}' | '\u{FEFF}')).collect()
}

#[tokio::test]
async fn the_same_site_gives_the_same_bytes() {
    let sites = Sites::start().await;
    for domain in ["harbourpine.example", "kesselbau-muster.example"] {
        let (one, two) = (document(&sites, domain).await, document(&sites, domain).await);
        assert_eq!(magnetite_document::json(&one), magnetite_document::json(&two), "{domain}");
    }
}
