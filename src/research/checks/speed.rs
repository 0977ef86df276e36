//! Speed as far as it shows without a browser: compression, caching, weight, blocking files, images (rows 26–32).

use std::collections::BTreeMap;

use super::outcome::Outcome;
use super::reach::OVERRIDDEN;
use super::sample::{Hit, by_page, measured};
use super::share::probe_note;
use super::site::Site;
use super::{text, verify};
use crate::model::dossier::Probe;
use crate::model::evidence::Kind;
use crate::model::finding::Severity;
use crate::model::page::{Image, Page, Region};
use crate::research::ledger::{Ledger, Note};
use crate::research::probes::SLOW_MS;

/// Below one network packet, compression gains nothing.
const COMPRESS_FROM_BYTES: u64 = 1_400;
/// Seven days.
const CACHE_MIN_SECONDS: u64 = 604_800;
const HTML_MAX_BYTES: u64 = 500_000;
const ELEMENTS_MAX: u32 = 1_400;
const ASSETS_MAX_BYTES: u64 = 5_000_000;
const STYLES_MAX: usize = 4;
const IMAGE_MAX_BYTES: u64 = 500_000;
const OLD_FORMAT_MAX_BYTES: u64 = 200_000;
/// A share of fewer images than this says nothing.
const SIZES_FROM_IMAGES: usize = 3;
/// From so many images on a page, some should load lazily.
const LAZY_FROM_IMAGES: usize = 10;

/// A median above this is of high severity.
const VERY_SLOW_MS: u64 = 1_800;
/// With a longer way to the control address, a slow answer may be our own network's fault.
const BASELINE_MAX_MS: u64 = 150;

/// A quick answer passes from anywhere; a slow one is held against the site only if a near host answers quickly from the same place.
pub fn server_response_time(site: &Site, ledger: &mut Ledger) -> Outcome {
    let Some((timing, median)) = site.dossier.probes.timing.as_ref().and_then(|timing| Some((timing, timing.median_ms()?))) else {
        return Outcome::not_measured(if site.overridden() { OVERRIDDEN } else { "the home page was not asked often enough to time it" });
    };
    let timings: Vec<String> = timing.ttfb_ms.iter().map(|ms| format!("{ms} ms")).collect();
    let timings = timings.join(", ");
    let note = |observed: String| Note {
        url: Some(timing.url.clone()),
        fetched_at: timing.fetched_at,
        body_sha256: None,
        ..measured(site.home, Kind::Http, "time to the first byte", observed).verify(verify::first_byte(&timing.url))
    };
    if median <= SLOW_MS {
        let note = note(format!("{timings} until the first byte, seen from this server; the median is {median} ms"));
        return Outcome::pass().slot("ms", median).slot("timings_list", timings).shown(ledger.add(note));
    }
    match timing.baseline_ms {
        None => Outcome::not_measured("the answer was slow, but how quick our own network was is not known"),
        Some(baseline) if baseline >= BASELINE_MAX_MS => Outcome::not_measured("our own network was slow at the time"),
        Some(baseline) => {
            let (variant, severity) = if median > VERY_SLOW_MS { ("very_slow", Severity::High) } else { ("slow", Severity::Medium) };
            let observed = format!("{timings} until the first byte, the median is {median} ms; a control host took {baseline} ms from the same place");
            let note = note(observed).expected(format!("at most {SLOW_MS} ms"));
            let outcome = Outcome::fail().severity(severity).slot("variant", variant).sure(0.85);
            outcome.slot("ms", median).slot("timings_list", timings).shown(ledger.add(note))
        }
    }
}

pub fn text_compression(site: &Site, ledger: &mut Ledger) -> Outcome {
    if site.overridden() {
        return Outcome::not_measured(OVERRIDDEN);
    }
    let mut tried: Vec<(Note, String, u64, Option<String>)> = Vec::new();
    for page in site.pages.iter().filter(|page| page.body_bytes > COMPRESS_FROM_BYTES) {
        let encoding = page.header("content-encoding").map(str::to_owned);
        tried.push((measured(page, Kind::Http, "header: content-encoding", ""), page.url.clone(), page.body_bytes, encoding));
    }
    for asset in site
        .dossier
        .probes
        .assets
        .iter()
        .filter(|asset| asset.status == Some(200) && asset.body_bytes > COMPRESS_FROM_BYTES && is_text(asset) && site.is_own(&asset.url))
    {
        tried.push((probe_note(asset, "header: content-encoding", String::new()), asset.url.clone(), asset.body_bytes, asset.content_encoding.clone()));
    }
    let total = tried.len();
    if total == 0 {
        return Outcome::not_applicable("nothing large enough to compress was read");
    }
    let plain = |encoding: &Option<String>| encoding.as_deref().is_none_or(|encoding| encoding.trim().is_empty() || encoding.trim() == "identity");
    let bare: Vec<&(Note, String, u64, Option<String>)> = tried.iter().filter(|(_, _, _, encoding)| plain(encoding)).collect();
    let count = bare.len();
    let see = |url: &str| format!("{} -H 'Accept-Encoding: gzip, br, zstd'", verify::headers(url));
    let Some((note, url, bytes, _)) = bare.iter().max_by_key(|(_, url, bytes, _)| (*bytes, std::cmp::Reverse(url.clone()))) else {
        let encoding = tried.iter().find_map(|(_, _, _, encoding)| encoding.clone()).unwrap_or_default();
        let observed = format!("content-encoding: {encoding}; {total} of {total} texts compressed");
        let note = measured(site.home, Kind::Http, "header: content-encoding", observed).verify(see(&site.home.url));
        return Outcome::pass().slot("encoding", encoding).slot("total", total).shown(ledger.add(note));
    };
    let size = text::size(*bytes);
    let note = Note { observed: Some(format!("{size}, no content-encoding; {count} of {total} texts come uncompressed")), ..note.clone() };
    let note = note.expected("content-encoding: gzip, br or zstd").verify(see(url));
    Outcome::fail().slot("url", url).slot("size", size).slot("count", count).slot("total", total).shown(ledger.add(note))
}

fn kind_of(asset: &Probe) -> &str {
    asset.content_type.as_deref().unwrap_or_default().split(';').next().unwrap_or_default().trim()
}

fn is_text(asset: &Probe) -> bool {
    let kind = kind_of(asset);
    kind.starts_with("text/") || kind.ends_with("javascript") || kind.ends_with("json") || kind == "image/svg+xml"
}

pub fn cache_policy(site: &Site, ledger: &mut Ledger) -> Outcome {
    if site.overridden() {
        return Outcome::not_measured(OVERRIDDEN);
    }
    let assets: Vec<&Probe> = site.dossier.probes.assets.iter().filter(|asset| asset.status == Some(200) && site.is_own(&asset.url)).collect();
    let total = assets.len();
    let Some(any) = assets.first() else {
        return Outcome::not_measured("no style sheet, script or image of the site was asked for");
    };
    let short: Vec<&&Probe> = assets.iter().filter(|asset| asset.cache_control.as_deref().is_some_and(is_short)).collect();
    let count = short.len();
    let Some(first) = short.first() else {
        let note = measured(site.home, Kind::Http, "header: cache-control", format!("0 of {total} files may be kept for less than 7 days or not at all"))
            .verify(verify::headers(&any.url));
        return Outcome::pass().slot("total", total).shown(ledger.add(note));
    };
    let policy = text::head(first.cache_control.as_deref().unwrap_or_default(), 120);
    let observed = format!("cache-control: {policy}; so or shorter than 7 days on {count} of {total} files");
    let note = probe_note(first, "header: cache-control", observed).expected("cache-control: max-age=604800 or more").verify(verify::headers(&first.url));
    Outcome::fail().slot("url", &first.url).slot("cache_control", policy).slot("count", count).slot("total", total).shown(ledger.add(note))
}

fn is_short(policy: &str) -> bool {
    let policy = policy.to_ascii_lowercase();
    let directives = || policy.split(',').map(str::trim);
    if directives().any(|directive| directive == "no-store") {
        return true;
    }
    directives()
        .find_map(|directive| directive.strip_prefix("max-age="))
        .and_then(|age| age.trim_matches('"').parse::<u64>().ok())
        .is_some_and(|age| age < CACHE_MIN_SECONDS)
}

pub fn page_weight(site: &Site, ledger: &mut Ledger) -> Outcome {
    let assets: u64 = site.dossier.probes.assets.iter().map(|asset| asset.body_bytes).fold(0, u64::saturating_add);
    let heaviest = site.pages.iter().copied().max_by_key(|page| (page.body_bytes, page.elements)).unwrap_or(site.home);
    let found = by_page(ledger, &site.pages, "a very heavy page", |page| {
        let see = format!("{} | wc -c", verify::body(&page.url));
        let (size, elements) = (text::size(page.body_bytes), page.elements);
        let observed = format!("{size} of HTML, {elements} elements");
        let hit = |variant, what, expected: &str, see| {
            let note = measured(page, Kind::Html, "html", observed.clone()).expected(expected.to_owned()).verify(see);
            Some(Hit::new(variant, Severity::Medium, what, note).slot("size", &size).slot("elements", elements))
        };
        if page.body_bytes > HTML_MAX_BYTES {
            return hit("html", "a page of over 500 KB of HTML", "at most 500 KB", see);
        }
        if elements > ELEMENTS_MAX {
            let see = format!("{} | grep -ao '<[a-zA-Z]' | wc -l", verify::body(&page.url));
            return hit("elements", "a page of over 1400 elements", "at most 1400 elements", see);
        }
        None
    });
    if found.status == crate::model::finding::Status::Fail {
        return found;
    }
    if assets > ASSETS_MAX_BYTES {
        let size = text::size(assets);
        let count = site.dossier.probes.assets.len();
        let note =
            measured(site.home, Kind::Http, "assets", format!("{size} in {count} files")).expected("at most 5 MB").verify(verify::address(&site.home.url));
        let mut outcome = Outcome::fail().slot("variant", "assets").slot("page", &site.home.url).slot("size", size).shown(ledger.add(note));
        let mut largest: Vec<&Probe> = site.dossier.probes.assets.iter().collect();
        largest.sort_by_key(|asset| std::cmp::Reverse(asset.body_bytes));
        for asset in largest.into_iter().take(5) {
            let note = probe_note(asset, "size", format!("{} of {}", text::size(asset.body_bytes), asset.url));
            outcome = outcome.shown(ledger.add(note.verify(format!("{} | wc -c", verify::body(&asset.url)))));
        }
        return outcome;
    }
    // What is in order is not told to the byte: then nothing of the document hangs on what nobody sees of a page.
    let observed = format!("the heaviest page has at most 500 KB of HTML and {ELEMENTS_MAX} elements");
    let note = measured(heaviest, Kind::Html, "html", observed).verify(format!("{} | wc -c", verify::body(&heaviest.url)));
    found.slot("page", &heaviest.url).shown(ledger.add(note))
}

pub fn render_blocking(site: &Site, ledger: &mut Ledger) -> Outcome {
    let page = site.home;
    let scripts: Vec<&str> = page.scripts.iter().filter(|script| script.blocking && script.in_head).filter_map(|script| script.src.as_deref()).collect();
    let rels = |rel: &str| {
        let mut words = rel.split(' ');
        words.clone().any(|word| word == "stylesheet") && !words.any(|word| word == "alternate")
    };
    let styles = page.head_links.iter().filter(|link| rels(&link.rel)).count();
    if let Some(first) = scripts.first() {
        let (count, example) = (scripts.len(), text::head(first, 200));
        let note = measured(page, Kind::Html, "head script[src]", format!("{count} blocking scripts in the head, the first is {example}"))
            .expected("async, defer or type=module")
            .verify(verify::matches(&page.url, "<script[^>]*src=[^>]*>"));
        return Outcome::fail().slot("variant", "script").slot("count", count).slot("example", example).shown(ledger.add(note));
    }
    let note = measured(page, Kind::Html, "head", format!("0 blocking scripts and {styles} style sheets in the head"))
        .verify(verify::matches(&page.url, "<link[^>]*stylesheet[^>]*>"));
    if styles > STYLES_MAX {
        return Outcome::fail().slot("variant", "styles").slot("count", styles).shown(ledger.add(note.expected("at most 4 style sheets")));
    }
    Outcome::pass().shown(ledger.add(note))
}

/// Images that belong to the content: with an address, outside header, navigation and footer.
fn content_images(page: &Page) -> impl Iterator<Item = &Image> + Clone {
    page.images
        .iter()
        .take(super::site::LOOK_AT_MOST)
        .filter(|image| image.src.is_some() && matches!(image.region, Region::Main | Region::Body | Region::Aside))
}

/// Icons drawn as SVG, or written into the page itself: to let them wait saves nothing worth telling.
fn is_drawing(image: &Image) -> bool {
    let address = image.src.as_deref().unwrap_or_default();
    let path = address.split(['?', '#']).next().unwrap_or_default();
    text::head(path, 5).eq_ignore_ascii_case("data:") || path.get(path.len().saturating_sub(4)..).is_some_and(|ending| ending.eq_ignore_ascii_case(".svg"))
}

pub fn unsized_images(site: &Site, ledger: &mut Ledger) -> Outcome {
    let images: Vec<(&Page, &Image)> = site.pages.iter().flat_map(|page| content_images(page).map(|image| (*page, image))).collect();
    let total = images.len();
    if total < SIZES_FROM_IMAGES {
        return Outcome::not_applicable(site.none_read("fewer than three content images were found"));
    }
    let bare: Vec<&(&Page, &Image)> = images.iter().filter(|(_, image)| !image.sized).collect();
    let of = site.pages.len();
    let mut pages: Vec<&str> = bare.iter().map(|(page, _)| page.url.as_str()).collect();
    pages.dedup();
    let (count, hits) = (bare.len(), pages.len());
    let first = bare.first().map_or(site.home, |(page, _)| *page);
    let observed = format!("{count} of {total} content images name no width and height, on {hits} of {} read", text::pages(of));
    let note = measured(first, Kind::Html, "img", observed).expected("width and height on each image").verify(verify::tags_without(&first.url, "img", "width"));
    if count * 2 <= total {
        return Outcome::pass().sample(hits, of).slot("count", count).slot("total", total).shown(ledger.add(note));
    }
    let mut outcome = Outcome::fail().sample(hits, of).slot("count", count).slot("total", total).slot("page", &first.url).sure(0.9).shown(ledger.add(note));
    if let Some((page, image)) = bare.first() {
        let example = text::head(image.src.as_deref().unwrap_or_default(), 200);
        let note = measured(page, Kind::Html, image.locator.clone(), format!("no width and height: {example}")).verify(verify::address(&page.url));
        outcome = outcome.slot("example", example).shown(ledger.add(note));
    }
    outcome
}

pub fn image_delivery(site: &Site, ledger: &mut Ledger) -> Outcome {
    let mut by_address: BTreeMap<&str, (&Page, &Image)> = BTreeMap::new();
    for page in &site.pages {
        for image in content_images(page) {
            by_address.entry(image.src.as_deref().unwrap_or_default()).or_insert((page, image));
        }
    }
    let fetched = site.dossier.probes.assets.iter().chain(&site.dossier.probes.og_image);
    let mut known: Vec<(&Probe, &Page, &Image)> = fetched
        .filter(|probe| probe.status == Some(200) && kind_of(probe).starts_with("image/"))
        .filter_map(|probe| by_address.get(probe.url.as_str()).map(|(page, image)| (probe, *page, *image)))
        .collect();
    known.sort_by_key(|(probe, _, _)| std::cmp::Reverse(probe.body_bytes));
    let too_large = |probe: &Probe, image: &Image| {
        if probe.body_bytes > IMAGE_MAX_BYTES {
            Some(("large", "at most 500 KB"))
        } else if probe.body_bytes > OLD_FORMAT_MAX_BYTES && matches!(kind_of(probe), "image/jpeg" | "image/png") && !image.modern_source {
            Some(("format", "WebP or AVIF, or under 200 KB"))
        } else {
            None
        }
    };
    if let Some((probe, page, (variant, expected))) = known.iter().find_map(|(probe, page, image)| too_large(probe, image).map(|why| (probe, page, why))) {
        let (size, kind) = (text::size(probe.body_bytes), kind_of(probe));
        let note = probe_note(probe, "img", format!("{size}, {kind}, on {}", page.url)).expected(expected).verify(verify::headers(&probe.url));
        let outcome = Outcome::fail().slot("variant", variant).slot("page", &page.url).slot("image", &probe.url);
        return outcome.slot("size", size).slot("content_type", kind).shown(ledger.add(note));
    }
    let eager = site.pages.iter().find_map(|page| {
        let mut weighty = content_images(page).filter(|image| !is_drawing(image));
        let count = weighty.clone().count();
        (count >= LAZY_FROM_IMAGES && weighty.all(|image| !image.lazy)).then_some((*page, count))
    });
    if let Some((page, count)) = eager {
        let note =
            measured(page, Kind::Html, "img", format!("{count} content images, 0 with loading=\"lazy\"")).expected("loading=\"lazy\" on images further down");
        let note = note.verify(verify::matches(&page.url, "<img[^>]*>"));
        return Outcome::fail().slot("variant", "eager").slot("page", &page.url).slot("count", count).sure(0.85).shown(ledger.add(note));
    }
    let total = by_address.len();
    if total == 0 {
        return Outcome::not_applicable(site.none_read("no page read has a content image"));
    }
    let note =
        measured(site.home, Kind::Html, "img", format!("{total} different content images; none weighed is too large, and no page loads ten or more at once"))
            .verify(verify::address(&site.home.url));
    Outcome::pass().slot("total", total).sure(0.7).shown(ledger.add(note))
}
