//! How a site looks: colours from its own style sheets, pictures that may be its logo. Asked with the manners of `visit.rs`, judged by `palette.rs`.

use std::time::{Duration, Instant};

use magnetite_fetch::{Ask, Fetcher, Overflow};
use url::Url;

use super::crawl::Progress;
use super::palette::{self, is_colorful, palette};
use super::robots::Rules;
use super::urls;
use super::visit::Visit;
use crate::model::color::Color;
use crate::model::dossier::Dossier;
use crate::model::page::{Page, Region};

/// Style sheets asked for, and how much of each is read.
const SHEETS_MAX: usize = 3;
const SHEET_MAX_BYTES: u64 = 512 * 1024;
const PAGE_MAX_BYTES: u64 = 1024 * 1024;
/// Largest picture that is fetched.
const PICTURE_MAX_BYTES: u64 = 1024 * 1024;
const PICTURES_MAX: usize = 5;
const COLORS_MAX: usize = 6;
const WITHIN: Duration = Duration::from_secs(6);
/// The page says itself what its colour is.
const THEME_WEIGHT: u32 = 20;

/// Something seen, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting<T> {
    pub value: T,
    /// Page or style sheet.
    pub url: String,
    pub quote: String,
}

/// Looks at one site that has been read.
pub struct Looker<'a> {
    visit: Visit<'a>,
    dossier: &'a Dossier,
    home: Option<(&'a Page, Url)>,
}

impl<'a> Looker<'a> {
    #[must_use]
    pub fn new(
        fetcher: &'a Fetcher,
        dossier: &'a Dossier,
        within: Duration,
        now: &'a (dyn Fn() -> i64 + Send + Sync),
        progress: &'a (dyn Fn(Progress) + Send + Sync),
    ) -> Self {
        let mut visit = Visit::new(fetcher, None, now, progress, Instant::now() + within);
        let home = dossier.pages.first().and_then(|page| Some((page, Url::parse(&page.url).ok()?)));
        if let Some((_, url)) = &home {
            visit.know(url, Rules::of(&dossier.robots));
        }
        Self { visit, dossier, home }
    }

    /// Colours that may be the accent, likeliest first.
    pub async fn colors(&mut self) -> Vec<Sighting<Color>> {
        let Some((page, home)) = self.home.clone() else { return Vec::new() };
        let mut seen: Vec<(u32, Sighting<Color>)> = Vec::new();
        for name in ["theme-color", "msapplication-tilecolor"] {
            if let Some(color) = page.meta(name).and_then(|text| text.parse::<Color>().ok()).filter(|color| is_colorful(*color)) {
                add(&mut seen, THEME_WEIGHT, Sighting { value: color, url: page.url.clone(), quote: format!("<meta name=\"{name}\" content=\"{color}\">") });
            }
        }
        let sheets = page.head_links.iter().filter(|link| link.rel.split(' ').any(|rel| rel == "stylesheet")).filter_map(|link| link.href.as_deref());
        let sheets: Vec<Url> = sheets.filter_map(|href| urls::resolve(&home, href)).filter(|url| urls::same_site(url, &home)).take(SHEETS_MAX).collect();
        for url in sheets {
            if let Some(css) = self.text(&url, SHEET_MAX_BYTES).await {
                gather(&mut seen, &url, css).await;
            }
        }
        // Many sites carry their style inside the page, of which the dossier keeps the words alone.
        if let Some(html) = self.text(&home, PAGE_MAX_BYTES).await {
            gather(&mut seen, &home, styles_within(&html)).await;
        }
        seen.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        seen.into_iter().map(|(_, sighting)| sighting).take(COLORS_MAX).collect()
    }

    /// Addresses of pictures that may be the logo, likeliest first.
    #[must_use]
    pub fn logos(&self) -> Vec<Sighting<Url>> {
        let Some((page, home)) = &self.home else { return Vec::new() };
        let mut found: Vec<(u8, Sighting<Url>)> = Vec::new();
        let mut add = |rank: u8, src: &str, quote: String| {
            if let Some(url) = urls::resolve(home, src).filter(|url| !found.iter().any(|(_, known)| known.value == *url)) {
                found.push((rank, Sighting { value: url, url: page.url.clone(), quote }));
            }
        };
        let host = urls::registrable(&urls::host(home));
        let label = host.split('.').next().unwrap_or_default().to_owned();
        for image in &page.images {
            let (Some(src), alt) = (image.src.as_deref(), image.alt.as_deref().unwrap_or_default()) else { continue };
            let in_head = matches!(image.region, Region::Header | Region::Nav);
            let named = format!("{} {alt}", src.rsplit('/').next().unwrap_or_default()).to_lowercase();
            let rank = match (named.contains("logo"), in_head) {
                (true, true) => 9,
                (true, false) if named.contains(&label) => 7,
                (false, true) => 6,
                (true, false) => 3,
                (false, false) => continue,
            };
            add(rank, src, if alt.is_empty() { format!("<img src=\"{src}\">") } else { format!("<img alt=\"{alt}\">") });
        }
        for src in page.json_ld.iter().filter_map(|block| block.value.as_ref()).filter_map(logo_in) {
            add(8, src, format!("\"logo\": \"{src}\""));
        }
        for link in page.head_links.iter().filter(|link| link.rel.contains("icon")) {
            let touch = link.rel.contains("apple-touch-icon");
            add(if touch { 5 } else { 2 }, &link.raw_href, format!("<link rel=\"{}\">", link.rel));
        }
        if let Some(src) = page.meta("og:image").filter(|src| src.to_lowercase().contains("logo")) {
            add(4, src, format!("<meta property=\"og:image\" content=\"{src}\">"));
        }
        found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        found.into_iter().map(|(_, sighting)| sighting).take(PICTURES_MAX).collect()
    }

    /// The bytes of a picture; `None` when it may not or cannot be had.
    pub async fn picture(&mut self, url: &Url) -> Option<Vec<u8>> {
        if !self.visit.may(url).await {
            return None;
        }
        let ask = Ask::get().accept("image/png,image/webp,image/jpeg,image/*;q=0.5").at_most(PICTURE_MAX_BYTES, Overflow::Fail);
        let answer = self.visit.ask("picture", url, ask, WITHIN).await.ok()?;
        (answer.status == 200).then(|| answer.body.to_vec())
    }

    async fn text(&mut self, url: &Url, max_bytes: u64) -> Option<String> {
        if !self.visit.may(url).await {
            return None;
        }
        let ask = Ask::get().accept("text/css,text/html,*/*;q=0.1").at_most(max_bytes, Overflow::Truncate);
        let answer = self.visit.ask("style", url, ask, WITHIN).await.ok()?;
        (answer.status == 200 && urls::same_site(&answer.url, url)).then(|| String::from_utf8_lossy(&answer.body).into_owned())
    }

    #[must_use]
    pub fn dossier(&self) -> &'a Dossier {
        self.dossier
    }
}

/// Reading a sheet of half a megabyte takes some tens of milliseconds.
async fn gather(seen: &mut Vec<(u32, Sighting<Color>)>, url: &Url, css: String) {
    let found: Vec<palette::Seen> = tokio::task::spawn_blocking(move || palette(&css)).await.unwrap_or_default();
    for color in found.into_iter().take(COLORS_MAX * 4) {
        add(seen, color.weight, Sighting { value: color.color, url: url.to_string(), quote: color.quote });
    }
}

fn add(seen: &mut Vec<(u32, Sighting<Color>)>, weight: u32, sighting: Sighting<Color>) {
    match seen.iter_mut().find(|(_, known)| known.value == sighting.value) {
        Some((known, _)) => *known = known.saturating_add(weight),
        None => seen.push((weight, sighting)),
    }
}

/// What stands between `<style …>` and `</style>`.
fn styles_within(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let (mut out, mut at) = (String::new(), 0);
    while let Some(open) = lower.get(at..).and_then(|rest| rest.find("<style")).map(|found| at + found) {
        let Some(start) = lower.get(open..).and_then(|rest| rest.find('>')).map(|found| open + found + 1) else { break };
        let end = lower.get(start..).and_then(|rest| rest.find("</style")).map_or(lower.len(), |found| start + found);
        out.push_str(html.get(start..end).unwrap_or_default());
        out.push('\n');
        at = end;
    }
    out
}

/// The first `logo` of a JSON-LD block, as an address or as an object with one. Three levels are enough for a graph.
fn logo_in(value: &serde_json::Value) -> Option<&str> {
    fn within(value: &serde_json::Value, depth: u8) -> Option<&str> {
        match value {
            serde_json::Value::Array(items) if depth > 0 => items.iter().take(50).find_map(|item| within(item, depth - 1)),
            serde_json::Value::Object(members) => match members.get("logo") {
                Some(serde_json::Value::String(src)) => Some(src),
                Some(serde_json::Value::Object(logo)) => logo.get("url").or_else(|| logo.get("contentUrl")).and_then(serde_json::Value::as_str),
                _ if depth > 0 => members.get("@graph").or_else(|| members.get("publisher")).and_then(|inner| within(inner, depth - 1)),
                _ => None,
            },
            _ => None,
        }
    }
    within(value, 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_found_within_a_page() {
        assert_eq!(styles_within("<STYLE type=x>a{}</STYLE>b<style>c{}</style>").trim(), "a{}\nc{}");
        assert_eq!(styles_within("<style>a{"), "a{\n");
        assert_eq!(styles_within("<style"), "");
        let began = Instant::now();
        styles_within(&"<style>".repeat(100_000));
        styles_within(&"<style></style".repeat(50_000));
        assert!(began.elapsed().as_secs() < 2);
    }

    #[test]
    fn a_logo_is_found_in_a_graph() {
        let graph = serde_json::json!({"@graph": [{"@type": "WebSite"}, {"@type": "Organization", "logo": {"url": "/l.png"}}]});
        assert_eq!(logo_in(&graph), Some("/l.png"));
        assert_eq!(logo_in(&serde_json::json!({"logo": "https://a.example/x.svg"})), Some("https://a.example/x.svg"));
        assert_eq!(logo_in(&serde_json::json!([[[[[{"logo": "x"}]]]]])), None);
    }
}
