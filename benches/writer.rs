//! Processor time of the built-in writer. `cargo bench --bench writer -- FOLDER`, where FOLDER holds JSON files with a `dossier` and its `analysis`. Each is
//! written in every kind and language: once to warm up, then in rounds, and the mean of the rounds is its time.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

use magnetite::model::blueprint::{Blueprint, MagnetKind};
use magnetite::model::dossier::Dossier;
use magnetite::model::finding::Analysis;
use magnetite::model::lead::LeadFields;
use magnetite::model::offer::Offer;
use magnetite::model::told::Language;
use magnetite::writer::{Brief, write};
use serde_json::Value;

/// Documents of one brief that share a reading of the clock, which ticks in milliseconds.
const ROUNDS: u32 = 10;

fn main() {
    let Some(folder) = std::env::args().skip(1).find(|word| word != "--bench") else {
        println!("which folder of dossiers?");
        return;
    };
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    files.sort();
    let cases: Vec<(Dossier, Analysis)> = files.iter().filter_map(|file| read(&std::fs::read_to_string(file).unwrap())).collect();
    let offer = Offer { company: "Larch & Lantern".into(), sells: "We look after small web sites.".into(), ..Offer::default() };
    let mut all = Vec::new();
    for kind in MagnetKind::ALL {
        for language in Language::ALL {
            let blueprint = Blueprint { kind, language: language.tag().into(), ..Blueprint::default() };
            let mut times: Vec<f64> = cases.iter().map(|(dossier, analysis)| time(dossier, analysis, &offer, &blueprint)).collect();
            all.extend(times.iter().copied());
            show(&format!("{} {}", kind.as_str(), language.tag()), &mut times);
        }
    }
    show("all", &mut all);
}

fn read(text: &str) -> Option<(Dossier, Analysis)> {
    let json: Value = serde_json::from_str(text).ok()?;
    Some((serde_json::from_value(json["dossier"].clone()).ok()?, serde_json::from_value(json["analysis"].clone()).ok()?))
}

/// Milliseconds of one document.
fn time(dossier: &Dossier, analysis: &Analysis, offer: &Offer, blueprint: &Blueprint) -> f64 {
    let lead = LeadFields { email: "reader@reader.example".into(), full_name: Some("Robin Reader".into()), ..LeadFields::default() };
    let brief = Brief::of(&lead, dossier, analysis, offer, blueprint, 1_764_000_000_000);
    std::hint::black_box(write(&brief));
    let begun = on_processor();
    for _ in 0..ROUNDS {
        std::hint::black_box(write(&brief));
    }
    (on_processor() - begun) / f64::from(ROUNDS)
}

/// Milliseconds that this thread has run for, without those in which others had the processor.
fn on_processor() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e6
}

fn show(name: &str, times: &mut [f64]) {
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times.get((times.len() * share).div_ceil(100).saturating_sub(1)).copied().unwrap_or(0.0);
    println!("{name:16} {:4} documents   median {:6.2} ms   p95 {:6.2} ms   most {:6.2} ms", times.len(), at(50), at(95), at(100));
}
