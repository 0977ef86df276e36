//! The reader beside two rivals, on pages with marked main text: word-F1, snippets, time. See README.md.
//!   reader-bench PAGES OUT         scores all three and writes the texts to OUT/<reader>/<page>.txt
//!   reader-bench PAGES OUT --rows  writes what the judge sees of each block to OUT, for train.py
#![allow(dead_code, unused_imports)]

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::path::Path;
use cpu_time::ThreadTime;

use anyhow::{Context, Result};
use serde_json::Value;
use url::Url;

mod model;
mod research;
mod score;

use model::page::Role;
use research::read::Fetched;

/// As in the server.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Times that each page is read; the median counts.
const RUNS: usize = 3;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [pages, out, rest @ ..] = arguments.as_slice() else { anyhow::bail!("usage: reader-bench PAGES OUT [--rows]") };
    let (pages, out) = (Path::new(pages), Path::new(out));
    let corpus = score::corpus(pages)?;
    if rest.iter().any(|argument| argument == "--rows") {
        std::fs::create_dir_all(out)?;
        return corpus.iter().try_for_each(|page| rows(page, out));
    }
    let readers: [(&str, fn(&score::Page) -> String); 3] = [("magnetite", ours), ("rs-trafilatura", trafilatura), ("dom_smoothie", smoothie)];
    std::panic::set_hook(Box::new(|_| ()));
    for (name, read) in readers {
        let folder = out.join(name);
        std::fs::create_dir_all(&folder)?;
        let mut table = score::Table::default();
        for page in &corpus {
            let mut times = Vec::new();
            let mut text = String::new();
            for _ in 0..RUNS {
                let started = ThreadTime::now();
                // a reader that panics has read nothing
                text = std::panic::catch_unwind(|| read(page)).unwrap_or_default();
                times.push(started.elapsed().as_secs_f64() * 1000.0);
            }
            times.sort_by(f64::total_cmp);
            table.add(page, &text, times[RUNS / 2]);
            std::fs::write(folder.join(format!("{}.txt", page.id)), text)?;
        }
        table.print(name);
    }
    Ok(())
}

fn fetched<'a>(page: &'a score::Page, html: &'a str, charset: &'a str) -> Fetched<'a> {
    Fetched { url: &page.url, status: 200, headers: Vec::new(), fetched_at: 0, body: &page.body, html, charset, role: Role::Other }
}

/// All that the product does with a page: decoding, parsing, the walk for checks and facts, the main text.
fn ours(page: &score::Page) -> String {
    let decoded = research::decode::decode(&page.body, None, None);
    let read = research::read::read(&fetched(page, &decoded.text, &decoded.charset));
    read.main_blocks().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn trafilatura(page: &score::Page) -> String {
    rs_trafilatura::extract_bytes(&page.body).map(|result| result.content_text).unwrap_or_default()
}

fn smoothie(page: &score::Page) -> String {
    let html = String::from_utf8_lossy(&page.body);
    let configuration = dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..Default::default() };
    let article = dom_smoothie::Readability::new(html.as_ref(), Some(page.url.as_str()), Some(configuration)).and_then(|mut reader| reader.parse());
    article.map(|article| article.text_content.to_string()).unwrap_or_default()
}

/// `<page>.tsv`: locator and text of each block; `<page>.f32`: its features, little endian.
fn rows(page: &score::Page, out: &Path) -> Result<()> {
    let decoded = research::decode::decode(&page.body, None, None);
    let blocks = research::read::judged(&fetched(page, &decoded.text, &decoded.charset));
    let mut table = String::new();
    let mut numbers = Vec::new();
    for (block, row) in &blocks {
        table.push_str(&format!("{}\t{}\n", block.locator, block.text));
        numbers.extend(row.iter().flat_map(|value| value.to_le_bytes()));
    }
    std::fs::write(out.join(format!("{}.tsv", page.id)), table)?;
    std::fs::write(out.join(format!("{}.f32", page.id)), numbers).context("rows")
}
