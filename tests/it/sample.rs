//! The sample that test keys run on is what research reads of the fixture site, kept in the repository.

use magnetite::model::dossier::Dossier;
use magnetite::research::{Limits, Subject, research};

use crate::support::sites::Sites;

const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/generation/sample_dossier.json");

#[tokio::test]
async fn the_built_in_sample_is_what_research_reads_of_the_fixture() {
    let sites = Sites::start().await;
    let subject = Subject { domain: Some("harbourpine.example".into()) };
    let mut dossier = research(&sites.fetcher(), &subject, &Limits::default(), &|| 1_795_500_000_000, &|_| {}).await;
    for request in &mut dossier.requests {
        (request.ttfb_ms, request.took_ms) = (1, 1);
    }
    for page in &mut dossier.pages {
        page.headers.retain(|(name, _)| name != "date");
    }
    for request in [&mut dossier.probes.http, &mut dossier.probes.other_host, &mut dossier.probes.random_path].into_iter().flatten() {
        (request.ttfb_ms, request.took_ms) = (1, 1);
    }
    let read = serde_json::to_string(&dossier).unwrap() + "\n";
    // MAGNETITE_TEST_UPDATE=1 writes it anew after a change of the reader.
    if std::env::var_os("MAGNETITE_TEST_UPDATE").is_some() {
        std::fs::write(KEPT, &read).unwrap();
    }
    let kept = std::fs::read_to_string(KEPT).unwrap();
    assert!(serde_json::from_str::<Dossier>(&kept).is_ok());
    assert!(kept == read, "the kept sample is not what the reader makes of the fixture; run this test with MAGNETITE_TEST_UPDATE=1 and look at the difference");
}
