//! The figures that need the inside of the program: CPU of one magnet phase by phase, the time of a key check and of an admission.
//! `cargo bench --bench measure -- magnets HOST…` (with MAGNETITE_RESEARCH_ORIGIN_OVERRIDES) `-- keys` or `-- limits`. `benches/bench.py` runs all.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a benchmark"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use magnetite::app::{App, SystemRandom, fetcher};
use magnetite::config;
use magnetite::generation::finalise::Artefacts;
use magnetite::model::blueprint::Blueprint;
use magnetite::model::first::FirstOwner;
use magnetite::model::lead::LeadFields;
use magnetite::model::limits::Group;
use magnetite::model::offer::Offer;
use magnetite::model::project::Project;
use magnetite::model::quota::Quota;
use magnetite::research::{self, Limits, Subject};
use magnetite::store::setup;
use magnetite::web::key_cache::KeyCache;
use magnetite::web::limiter::Limiter;
use magnetite::writer::{self, Brief};
use magnetite_document::Links;

// As the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    match words.split_first() {
        Some((what, hosts)) if what == "magnets" => runtime.block_on(magnets(hosts)),
        Some((what, _)) if what == "keys" => runtime.block_on(keys()),
        Some((what, _)) if what == "limits" => runtime.block_on(limits()),
        _ => println!("what to measure: magnets HOST…, keys or limits"),
    }
}

/// CPU time of all threads of this process (`/proc/self/task/*/schedstat`, nanoseconds).
fn cpu() -> Duration {
    let mut total = 0;
    for task in std::fs::read_dir("/proc/self/task").unwrap().flatten() {
        let stat = std::fs::read_to_string(task.path().join("schedstat")).unwrap_or_default();
        total += stat.split(' ').next().and_then(|first| first.parse::<u64>().ok()).unwrap_or(0);
    }
    Duration::from_nanos(total)
}

/// For each host: milliseconds of CPU for research (parsing, with the HTTP client's share), analysis, content, artefacts. The first run of a process warms fonts and caches.
async fn magnets(hosts: &[String]) {
    let mut settings = config::load(None, std::env::vars_os(), &[]).unwrap();
    settings.research.pace = Duration::ZERO;
    let fetcher = fetcher(&settings).unwrap();
    let (offer, blueprint) = (Offer::default(), Blueprint::default());
    for host in hosts {
        let lead = LeadFields { email: format!("jane@{host}"), domain: Some(host.clone()), ..LeadFields::default() };
        let at = [cpu()].to_vec();
        let dossier = research::research(&fetcher, &Subject { domain: Some(host.clone()) }, &Limits::default(), &|| 1_795_500_000_000, &|_| {}).await;
        let (mut at, parsed) = (at, cpu());
        at.push(parsed);
        let analysis = research::analyse(&dossier, &lead, &offer);
        at.push(cpu());
        let document = writer::write(&Brief::of(&lead, &dossier, &analysis, &offer, &blueprint, 1_795_500_000_000));
        at.push(cpu());
        let artefacts = Artefacts::render(&document, &Links::default()).unwrap();
        at.push(cpu());
        let ms: Vec<String> = at.windows(2).map(|pair| format!("{:.1}", (pair[1] - pair[0]).as_secs_f64() * 1_000.0)).collect();
        println!("{host} {} {} pages {} pdf_bytes", ms.join(" "), dossier.pages.len(), artefacts.pdf.len());
    }
}

/// Microseconds of an admission by the limits, as the API does it: copy in memory, one conditional write. Alone, with 8 callers of one project, and of 8 projects.
/// MAGNETITE_DATABASE_URL names an empty PostgreSQL; without it, SQLite.
async fn limits() {
    let folder = std::env::temp_dir().join(format!("magnetite-bench-{}", std::process::id()));
    let given = [("MAGNETITE_DATA_DIR".into(), folder.as_os_str().to_owned())];
    let url = std::env::var_os("MAGNETITE_DATABASE_URL").map(|url| ("MAGNETITE_DATABASE_URL".into(), url));
    let app = App::open(config::load(None, given.into_iter().chain(url), &[]).unwrap()).await.unwrap();
    let limiter = Arc::new(Limiter::default());
    for (callers, projects, limit) in [(1, 1, 120), (1, 1, 1_000_000), (8, 1, 1_000_000), (8, 8, 1_000_000)] {
        let projects: Vec<Project> = (0..projects).map(|_| project(&app, limit)).collect();
        let asking = (0..callers).map(|caller| {
            let (app, limiter, project) = (app.clone(), limiter.clone(), projects[caller % projects.len()].clone());
            tokio::spawn(async move {
                let mut times = Vec::new();
                let started = Instant::now();
                while started.elapsed() < Duration::from_secs(5) {
                    let at = Instant::now();
                    limiter.admit(&app, &project, Group::Other).await;
                    times.push(at.elapsed().as_nanos() as f64 / 1_000.0);
                }
                times
            })
        });
        let mut times: Vec<f64> = futures_util::future::join_all(asking.collect::<Vec<_>>()).await.into_iter().flat_map(Result::unwrap).collect();
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        println!("{callers} {} {limit} {:.1} {:.1} {}", projects.len(), at(0.5), at(0.99), times.len());
    }
    app.light.close().await;
    std::fs::remove_dir_all(folder).unwrap();
}

fn project(app: &App, limit: u32) -> Project {
    let owner = FirstOwner::check("me@acme.example", "correct horse battery", "Acme", "Spring").unwrap_or_else(|_| unreachable!());
    let mut project = owner.prepare(&SystemRandom, app.now()).unwrap().project;
    project.limits.set(Group::Other, Quota { limit, burst: limit });
    project
}

/// Microseconds of a key check as the API does it: checksum, SHA-256, cache, and the database once a second.
async fn keys() {
    let folder = std::env::temp_dir().join(format!("magnetite-bench-{}", std::process::id()));
    let settings = config::load(None, [("MAGNETITE_DATA_DIR".into(), folder.as_os_str().to_owned())].into_iter(), &[]).unwrap();
    let app = App::open(settings).await.unwrap();
    let owner = FirstOwner::check("me@acme.example", "correct horse battery", "Acme", "Spring").unwrap_or_else(|_| unreachable!());
    let new = owner.prepare(&SystemRandom, app.now()).unwrap();
    assert!(setup::found(&app.db, &new).await.unwrap());
    let cache = KeyCache::default();
    let text = new.plain_key.reveal();
    let mut times = Vec::new();
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(5) {
        let at = Instant::now();
        let key: magnetite::model::api_key::PlainKey = text.parse().unwrap();
        assert!(cache.caller(&app.db, key.hash()).await.unwrap().is_some());
        times.push(at.elapsed().as_nanos() as f64 / 1_000.0);
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("{:.1} {:.1} {:.1} {}", at(0.5), at(0.99), times[times.len() - 1], times.len());
    std::fs::remove_dir_all(folder).unwrap();
}
