//! Prints what the checks say of single pages, for `tests/agreement`: sites behind one origin are read, and each page is judged as if it were the whole site.
//! `agreement ORIGIN PAGES DOMAIN…`: at most so many pages of each domain. One JSON line a page, and with `--site` one line a site with findings and evidence.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::time::Duration;

use magnetite::model::dossier::{Dossier, Outcome, Probes, Reading, Sitemap};
use magnetite::model::finding::{Finding, Status};
use magnetite::model::lead::LeadFields;
use magnetite::model::offer::Offer;
use magnetite::model::page::{Page, Role};
use magnetite::research::{Limits, Subject, analyse, research};
use magnetite_fetch::{Fetcher, Settings};

#[tokio::main]
async fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let whole = arguments.iter().position(|argument| argument == "--site").map(|at| arguments.remove(at)).is_some();
    let [origin, pages, domains @ ..] = arguments.as_slice() else { panic!("agreement [--site] ORIGIN PAGES DOMAIN…") };
    let settings = Settings { overrides: format!("*={origin}").parse().expect("an origin"), pace: Duration::ZERO, ..Settings::default() };
    let fetcher = Fetcher::new(settings).expect("a fetcher");
    let limits = Limits { max_pages: pages.parse().expect("a number"), deadline: Duration::from_secs(120), ..Limits::default() };
    for domain in domains {
        let dossier = research(&fetcher, &Subject { domain: Some(domain.clone()) }, &limits, &|| 1_795_500_000_000, &|_| {}).await;
        if whole {
            let analysis = analyse(&dossier, &LeadFields::default(), &Offer::default());
            println!("{}", serde_json::json!({"domain": domain, "findings": analysis.findings, "evidence": analysis.evidence}));
            continue;
        }
        for page in &dossier.pages {
            let findings = analyse(&alone(&dossier, page), &LeadFields::default(), &Offer::default()).findings;
            let mut told: BTreeMap<u8, serde_json::Value> = findings.iter().map(|finding| (finding.number, short(finding))).collect();
            if let Some(label) = told.get_mut(&35).filter(|_| only_placeholders(page)) {
                // Our rule asks for more than axe's here.
                label["variant"] = "placeholder".into();
            }
            println!("{}", serde_json::json!({"url": page.url, "framed": page.frames.iter().any(|frame| !frame.inline), "rows": told}));
        }
    }
}

/// The page as the home page of a site that has no other.
fn alone(dossier: &Dossier, page: &Page) -> Dossier {
    Dossier {
        domain: dossier.domain.clone(),
        home_url: Some(page.url.clone()),
        moved_to: None,
        outcome: Outcome { reading: Reading::Ok, reason: None, detail: String::new() },
        started_at: dossier.started_at,
        pages: vec![Page { role: Role::Home, ..page.clone() }],
        robots: dossier.robots.clone(),
        sitemap: Sitemap::default(),
        probes: Probes { overridden: true, ..Probes::default() },
        mail: None,
        requests: Vec::new(),
        left_alone: Vec::new(),
    }
}

/// Every visible field that lacks a label has a placeholder.
fn only_placeholders(page: &Page) -> bool {
    let mut bare = page.forms.iter().flat_map(|form| &form.fields).filter(|field| !field.hidden && field.label.is_none()).peekable();
    bare.peek().is_some() && bare.all(|field| field.placeholder.as_deref().is_some_and(|text| !text.trim().is_empty()))
}

fn short(finding: &Finding) -> serde_json::Value {
    let variant = finding.slots.get("variant").cloned().unwrap_or_default();
    let example = finding.slots.get("example").or(finding.slots.get("field")).or(finding.slots.get("href")).cloned();
    serde_json::json!({"status": finding.status, "variant": variant, "example": example.filter(|_| finding.status == Status::Fail)})
}
