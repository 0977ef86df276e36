//! A corpus of pages with marked main text, and how near a text comes to it.

use super::*;

/// A page with its marks.
pub struct Page {
    pub id: String,
    pub kind: String,
    pub url: Url,
    pub body: Vec<u8>,
    wanted: HashMap<String, usize>,
    with: Vec<String>,
    without: Vec<String>,
}

/// Reads `index.json`, `html/<id>.html.gz` and `truth/<id>.json` of a folder.
pub fn corpus(folder: &Path) -> Result<Vec<Page>> {
    let index: BTreeMap<String, Value> = serde_json::from_slice(&std::fs::read(folder.join("index.json"))?)?;
    let page = |(id, about): (String, Value)| {
        let mut body = Vec::new();
        flate2::read::GzDecoder::new(std::fs::File::open(folder.join(format!("html/{id}.html.gz")))?).read_to_end(&mut body)?;
        let truth: Value = serde_json::from_slice(&std::fs::read(folder.join(format!("truth/{id}.json")))?)?;
        let marks = &truth["ground_truth"];
        let list = |name: &str| marks[name].as_array().into_iter().flatten().filter_map(|snippet| snippet.as_str().map(flat)).collect();
        let url = truth["url"].as_str().and_then(|url| Url::parse(url).ok()).unwrap_or(Url::parse("https://page.example/")?);
        let kind = about["page_type"].as_str().unwrap_or("other").to_owned();
        Ok(Page { id, kind, url, body, wanted: words(marks["main_content"].as_str().unwrap_or_default()), with: list("with"), without: list("without") })
    };
    index.into_iter().map(page).collect()
}

/// Runs of letters, digits and underscores, in lower case, counted.
fn words(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

fn flat(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn f1(found: &HashMap<String, usize>, wanted: &HashMap<String, usize>) -> f64 {
    if found.is_empty() || wanted.is_empty() {
        return if found.is_empty() && wanted.is_empty() { 1.0 } else { 0.0 };
    }
    let common: usize = found.iter().map(|(word, times)| times.min(wanted.get(word).unwrap_or(&0))).sum();
    2.0 * common as f64 / (found.values().sum::<usize>() + wanted.values().sum::<usize>()) as f64
}

/// Scores by page type.
#[derive(Default)]
pub struct Table {
    rows: BTreeMap<String, Vec<[Option<f64>; 3]>>,
    times: Vec<f64>,
}

impl Table {
    pub fn add(&mut self, page: &Page, text: &str, ms: f64) {
        let text_flat = flat(text);
        let share = |snippets: &[String]| (!snippets.is_empty()).then(|| snippets.iter().filter(|snippet| text_flat.contains(*snippet)).count() as f64 / snippets.len() as f64);
        let row = [Some(f1(&words(text), &page.wanted)), share(&page.with), share(&page.without)];
        for kind in [page.kind.as_str(), "all"] {
            self.rows.entry(kind.to_owned()).or_default().push(row);
        }
        self.times.push(ms);
    }

    pub fn print(&mut self, name: &str) {
        self.times.sort_by(f64::total_cmp);
        let at = |share: usize| self.times.get(self.times.len() * share / 100).copied().unwrap_or_default();
        println!("{name}: {:.2} ms of processor time a page at the median, {:.2} at p95", at(50), at(95));
        for (kind, rows) in &self.rows {
            let mean = |column: usize| {
                let values: Vec<f64> = rows.iter().filter_map(|row| row[column]).collect();
                values.iter().sum::<f64>() / values.len().max(1) as f64
            };
            println!("  {kind:14} {:4} pages  word-F1 {:.4}  wanted {:.3}  unwanted {:.3}", rows.len(), mean(0), mean(1), mean(2));
        }
    }
}
