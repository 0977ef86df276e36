//! The whole analysis: scores, order of priorities, praise, the same bytes again, and hostile pages.

use super::super::testing::{block, image, link, meta, stage};
use super::super::{Site, rank, run, score};
use crate::model::finding::{Area, Effort, Finding, Severity, Status};
use crate::model::lead::LeadFields;
use crate::model::offer::Offer;
use crate::model::page::{BlockKind, Heading, Region};
use crate::research::analyse::analyse;
use crate::research::ledger::Ledger;

fn finding(number: u8, area: Area, severity: Severity, effort: Effort, status: Status) -> Finding {
    Finding {
        check: format!("check-{number}"),
        number,
        area,
        status,
        severity,
        slots: std::collections::BTreeMap::new(),
        evidence: Vec::new(),
        sample: None,
        effort,
        confidence: 0.9,
        reason: None,
    }
}

#[test]
fn an_area_earns_its_weights_and_the_whole_is_the_mean_of_areas() {
    let findings = [
        finding(12, Area::Search, Severity::High, Effort::Minutes, Status::Pass),
        finding(15, Area::Search, Severity::Medium, Effort::Minutes, Status::Fail),
        finding(16, Area::Search, Severity::Medium, Effort::Minutes, Status::NotMeasured),
        finding(25, Area::Search, Severity::Info, Effort::Minutes, Status::Fail),
        finding(34, Area::Access, Severity::Medium, Effort::Hours, Status::Fail),
    ];
    let scores = score::score(&findings);
    let told: Vec<_> = scores.areas.iter().map(|area| (area.area, area.percent, area.passed, area.measured)).collect();
    assert_eq!(told, [(Area::Search, 67, 1, 3), (Area::Access, 0, 0, 1)]);
    assert_eq!(scores.overall, Some(34));
    assert_eq!(score::score(&[]).overall, None);
}

fn top(findings: &[Finding], offer: &Offer) -> Vec<String> {
    rank::priorities(&rank::ranking(findings, offer))
}

#[test]
fn priorities_are_ranked_grouped_and_fit_the_offer() {
    let findings = [
        finding(12, Area::Search, Severity::High, Effort::Minutes, Status::Fail),
        finding(15, Area::Search, Severity::Medium, Effort::Minutes, Status::Fail),
        finding(10, Area::Reach, Severity::Low, Effort::Minutes, Status::Fail),
        finding(34, Area::Access, Severity::Medium, Effort::Hours, Status::Fail),
        finding(43, Area::Trust, Severity::Medium, Effort::Days, Status::Fail),
        finding(58, Area::Enquiry, Severity::Info, Effort::Minutes, Status::Fail),
    ];
    assert_eq!(top(&findings, &Offer::default()), ["check-12", "check-34", "check-43", "check-10"]);
    let focus = Offer { focus: vec!["Trust".into()], ..Offer::default() };
    assert_eq!(top(&findings, &focus), ["check-12", "check-34", "check-43", "check-10"]);
    let focus = Offer { focus: vec!["access".into(), "trust".into()], ..Offer::default() };
    assert_eq!(top(&findings[3..], &focus), ["check-34", "check-43"]);
    let even =
        [finding(44, Area::Trust, Severity::Medium, Effort::Hours, Status::Fail), finding(34, Area::Access, Severity::Medium, Effort::Hours, Status::Fail)];
    assert_eq!(top(&even, &Offer::default()), ["check-34", "check-44"]);
    assert_eq!(top(&even, &Offer { focus: vec!["trust".into()], ..Offer::default() }), ["check-44", "check-34"]);
}

#[test]
fn the_sound_site_passes_everything_that_was_measured() {
    let stage = stage();
    let analysis = analyse(&stage.dossier, &LeadFields::default(), &Offer::default());
    let failed: Vec<&str> = analysis.findings.iter().filter(|finding| finding.status == Status::Fail).map(|finding| finding.check.as_str()).collect();
    assert!(failed.is_empty(), "{failed:?}");
    assert_eq!(analysis.findings.len(), 58);
    assert!(analysis.scores.areas.iter().all(|area| area.percent == 100));
    assert!(analysis.priorities.is_empty());
    assert_eq!(analysis.strengths.first().map(String::as_str), Some("proof"));
}

#[test]
fn a_strength_says_something() {
    let mut stage = stage();
    let few = analyse(&stage.dossier, &LeadFields::default(), &Offer::default()).strengths;
    assert!(!few.iter().any(|check| matches!(check.as_str(), "image-alt" | "document-title" | "http-status-code")), "{few:?}");
    for n in 0..9 {
        stage.home().images.push(image(&format!("https://oakandlime.example/{n}.webp"), Some("A drawer front in ash")));
    }
    let many = analyse(&stage.dossier, &LeadFields::default(), &Offer::default()).strengths;
    assert!(many.contains(&"image-alt".to_owned()));
}

#[test]
fn the_same_dossier_gives_the_same_analysis() {
    let mut stage = stage();
    stage.home().metas.clear();
    stage.home().images.push(image("https://oakandlime.example/x.webp", None));
    let once = serde_json::to_string(&analyse(&stage.dossier, &LeadFields::default(), &Offer::default())).unwrap();
    let again = serde_json::to_string(&analyse(&stage.dossier, &LeadFields::default(), &Offer::default())).unwrap();
    assert_eq!(once, again);
}

#[test]
fn hostile_pages_neither_panic_nor_take_long() {
    let mut stage = stage();
    let odd = ["\u{202e}ßẞİ'$(id)`\"\\\n", "株式会社🚀", "©", "© 99999999999999999999", "tel:", "http://[", "%", "\u{0}", "€5€5€", "(c) ２０２０"];
    let home = stage.home();
    home.titles = odd.iter().map(|text| (*text).to_owned()).collect();
    home.url.push('\'');
    for n in 0..40_000 {
        let text = odd[n % odd.len()];
        home.links.push(link(text, &text.repeat(3), Region::Nav, f64::NAN));
        home.blocks.push(block(n, BlockKind::Paragraph, &text.repeat(40), Region::Main));
        home.images.push(image(text, None));
        home.metas.push(meta("viewport", text));
        home.headings.push(Heading { level: u8::try_from(n % 256).unwrap(), text: text.into(), locator: String::new() });
    }
    for text in odd {
        home.headers.push(("set-cookie".into(), format!("sess{text}")));
        home.headers.push(("x-robots-tag".into(), text.into()));
        home.metas.push(meta("generator", &format!("WordPress {text}")));
    }
    stage.dossier.robots.text = format!("{}\nAllow:{}", odd.join(":"), "*".repeat(60_000));
    stage.dossier.sitemap.newest_lastmod = Some("２０２０-01-01".into());
    stage.dossier.started_at = i64::MAX;
    let start = std::time::Instant::now();
    let mut ledger = Ledger::default();
    let site = Site::new(&stage.dossier, &stage.profile, stage.site_type).unwrap();
    let findings = run(&site, &mut ledger);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    assert_eq!(findings.len(), 58);
    let lines = ledger.into_evidence().into_iter().filter_map(|one| one.verify);
    assert!(lines.into_iter().all(|line| !line.contains('\n') && line.matches('\'').count() % 2 == 0));
}
