//! How long the forms of a document take: `cargo bench -p magnetite-document --bench document -- FILE…`, where each FILE is a document as JSON;
//! without one, the samples. The first PDF of the process is the cold one. Each later round sets a document whose every text differs from all
//! before, so that nothing is remembered but templates and fonts. With Chromium at `/usr/bin/chromium`, it prints the same page, for comparison.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::Instant;

use magnetite_document::brand::{Brand, Theme};
use magnetite_document::{Document, Links, Paper, page, pdf_on, share_image, share_square, slides};
use serde_json::Value;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: u32 = 12;
const PRINTS: u32 = 3;
const CHROMIUM: &str = "/usr/bin/chromium";

fn main() {
    let mut files: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if files.is_empty() {
        let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples");
        files = std::fs::read_dir(samples).unwrap().flatten().map(|entry| entry.path().to_string_lossy().into_owned()).collect();
        files.sort();
    }
    let documents: Vec<(String, Document)> =
        files.iter().map(|file| (file.rsplit('/').next().unwrap().to_owned(), serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap())).collect();
    let (first, document) = documents.first().unwrap();
    let begun = Instant::now();
    let size = pdf_on(document, Paper::A4).unwrap().len();
    println!("cold: {first} {:.0} ms, {} kB", begun.elapsed().as_secs_f64() * 1e3, size / 1000);
    for (name, document) in &documents {
        for theme in [Theme::Journal, Theme::Ledger, Theme::Signal] {
            let brand = Some(Brand { theme, ..document.brand.clone().unwrap_or_default() });
            let document = Document { brand, ..document.clone() };
            show(&format!("{name} {} PDF", theme.as_str()), &document, |document| pdf_on(document, Paper::A4).unwrap().len());
        }
        show(&format!("{name} slides"), document, |document| slides(document).unwrap().len());
        show(&format!("{name} image"), document, |document| share_image(document).unwrap().len());
        show(&format!("{name} square"), document, |document| share_square(document).unwrap().len());
        if std::path::Path::new(CHROMIUM).exists() {
            print(name, document);
        }
    }
}

/// The document with a word of its own in every running text.
fn fresh(document: &Document, round: u32) -> Document {
    fn walk(value: &mut Value, key: &str, round: u32) {
        match value {
            Value::String(text)
                if ["text", "strong", "heading", "title", "subtitle", "label", "quote", "locator", "observed", "expected", "verify"].contains(&key) =>
            {
                text.push_str(&format!(" {round}"))
            }
            Value::Array(items) => items.iter_mut().for_each(|item| walk(item, key, round)),
            Value::Object(members) => members.iter_mut().for_each(|(key, member)| walk(member, key, round)),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(document).unwrap();
    walk(&mut value, "", round);
    serde_json::from_value(value).unwrap()
}

fn show(name: &str, document: &Document, set: impl Fn(&Document) -> usize) {
    let (mut times, mut size) = (Vec::new(), 0);
    let begun = on_processor();
    for round in 0..ROUNDS {
        let document = fresh(document, round);
        let begun = Instant::now();
        size = black_box(set(&document));
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    let processor = (on_processor() - begun) / f64::from(ROUNDS);
    times.sort_by(f64::total_cmp);
    println!(
        "{name:40} median {:6.1} ms   least {:6.1} ms   most {:6.1} ms   processor {processor:6.1} ms   {:4} kB",
        times[times.len() / 2],
        times[0],
        times[times.len() - 1],
        size / 1000
    );
}

/// Milliseconds that all threads of this process have run for, in ticks of ten.
fn on_processor() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap().split_whitespace().collect();
    fields[11..13].iter().map(|ticks| ticks.parse::<f64>().unwrap() * 10.0).sum()
}

fn print(name: &str, document: &Document) {
    let folder = std::env::temp_dir().join(format!("magnetite-print-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (from, to) = (folder.join("page.html"), folder.join("page.pdf"));
    std::fs::write(&from, page(document, &Links::default()).unwrap()).unwrap();
    let mut times: Vec<f64> = (0..PRINTS)
        .map(|_| {
            let begun = Instant::now();
            let done = Command::new(CHROMIUM)
                .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"])
                .arg(format!("--user-data-dir={}", folder.join("profile").display()))
                .arg(format!("--print-to-pdf={}", to.display()))
                .arg(format!("file://{}", from.display()))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
            assert!(done.unwrap().success() && to.exists(), "Chromium did not print");
            begun.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{name:40} median {:6.0} ms   least {:6.0} ms   Chromium prints the page", times[times.len() / 2], times[0]);
    std::fs::remove_dir_all(&folder).unwrap();
}
