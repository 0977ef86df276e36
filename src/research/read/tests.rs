//! Reading whole pages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Read;

use url::Url;

use super::{Fetched, read};
use crate::model::page::{Page, Role};

pub fn page(html: &str) -> Page {
    let url = Url::parse("https://kiln.example/about/").unwrap();
    read(&Fetched { url: &url, status: 200, headers: Vec::new(), fetched_at: 1, body: html.as_bytes(), html, charset: "utf-8 (default)", role: Role::Home })
}

/// Writes the main text of each page of a corpus to a folder, to be scored; runs only where a corpus is named.
#[test]
fn main_text_of_a_corpus_can_be_scored() {
    let (Ok(corpus), Ok(out)) = (std::env::var("MAGNETITE_TEST_PAGES"), std::env::var("MAGNETITE_TEST_OUT")) else { return };
    std::fs::create_dir_all(&out).unwrap();
    let mut files: Vec<_> = std::fs::read_dir(format!("{corpus}/html")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut times = Vec::new();
    for file in files {
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(std::fs::File::open(&file).unwrap()).read_to_end(&mut bytes).unwrap();
        let html = String::from_utf8_lossy(&bytes);
        let started = std::time::Instant::now();
        let page = page(&html);
        times.push(started.elapsed());
        let name = file.file_name().unwrap().to_string_lossy().replace(".html.gz", "");
        let text: Vec<&str> = page.main_blocks().map(|block| block.text.as_str()).collect();
        std::fs::write(format!("{out}/{name}.txt"), text.join("\n")).unwrap();
        let all: Vec<String> = page.blocks.iter().map(|b| format!("{:?}\t{:?}\t{:?}\t{}\t{}", b.dropped, b.region, b.kind, b.locator, b.text)).collect();
        std::fs::write(format!("{out}/{name}.blocks"), all.join("\n")).unwrap();
    }
    times.sort();
    std::fs::write(format!("{out}/times"), format!("median {:?} p95 {:?}", times[times.len() / 2], times[times.len() * 95 / 100])).unwrap();
}
