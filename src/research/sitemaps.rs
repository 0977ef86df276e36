//! Which sitemaps of a site are asked for: those that robots.txt and the home page name, the usual places, and of an index the first few.

use std::time::Duration;

use magnetite_fetch::{Ask, Overflow};
use url::Url;

use super::sitemap::{self, Entry};
use super::urls;
use super::visit::{Visit, hex};
use crate::model::dossier::Sitemap;
use crate::model::page::Page;

const SITEMAP_TIMEOUT: Duration = Duration::from_secs(5);
/// Sitemaps asked for in all.
const SITEMAPS_MAX: usize = 4;
/// Sitemap addresses kept in the dossier.
const URLS_KEPT: usize = 500;
/// A rest between two requests that costs as much as a page.
const LONG_REST: Duration = Duration::from_secs(2);
/// With fewer links than this the menu may be one that only a sitemap reveals: then one more usual place is tried.
const LINKS_FEW: usize = 5;

/// The sitemaps that robots.txt or the home page names, else `/sitemap.xml`; of an index the first few, those of pages before those of posts and products.
/// Returns what the dossier keeps, and all addresses. `pages` begins with the home page.
pub(crate) async fn read(visit: &mut Visit<'_>, home: &Url, pages: &[Page]) -> (Sitemap, Vec<Entry>) {
    let mut sitemap = Sitemap::default();
    let mut entries: Vec<Entry> = Vec::new();
    let own = |text: &str| urls::resolve(home, text).filter(|url| urls::same_site(url, home));
    let mut queue: Vec<Url> = visit.sitemaps_named(home).iter().filter_map(|text| own(text)).take(SITEMAPS_MAX).collect();
    let from = if queue.is_empty() { "/sitemap.xml" } else { "robots.txt" };
    let linked = pages.iter().flat_map(|page| &page.head_links).filter(|link| link.rel.split(' ').any(|rel| rel == "sitemap"));
    queue.extend(linked.filter_map(|link| own(link.href.as_deref()?)).filter(|_| from == "/sitemap.xml").take(1));
    let few_links = pages.iter().map(|page| page.links.len()).sum::<usize>() < LINKS_FEW;
    // Where every request costs a long rest, the links that are there are enough.
    if !few_links && visit.delay(home).is_some_and(|delay| delay > LONG_REST) {
        return (sitemap, entries);
    }
    let mut usual = vec!["/sitemap.xml"];
    usual.extend(few_links.then_some("/sitemap_index.xml"));
    let mut usual = usual.into_iter();
    let mut asked = 0;
    let mut at = 0;
    while asked < SITEMAPS_MAX && visit.time_left() >= SITEMAP_TIMEOUT {
        if at == queue.len() {
            // Nothing was found so far: the next usual place.
            let Some(place) = usual.next().filter(|_| entries.is_empty()).and_then(|place| home.join(place).ok()) else { break };
            if !queue.contains(&place) {
                queue.push(place);
            }
            continue;
        }
        let Some(url) = queue.get(at).cloned() else { break };
        at += 1;
        if !visit.may(&url).await {
            continue;
        }
        asked += 1;
        let ask = Ask::get().accept("application/xml,text/xml,*/*;q=0.5").at_most(sitemap::MAX_BYTES, Overflow::Truncate);
        let first = sitemap.url.is_none();
        if first {
            sitemap.url = Some(url.to_string());
            sitemap.from = Some(from.to_owned());
            sitemap.fetched_at = visit.now();
        }
        let Ok(answer) = visit.ask("sitemap", &url, ask, SITEMAP_TIMEOUT).await else { continue };
        if first {
            sitemap.status = Some(answer.status);
            sitemap.fetched_at = visit.fetched_at();
        }
        if answer.status != 200 {
            continue;
        }
        if first {
            sitemap.body_sha256 = Some(hex(&answer.body));
            sitemap.bytes = answer.content_length().filter(|_| answer.truncated).unwrap_or(answer.body_bytes);
        }
        let (body, base, cut) = (answer.body.clone(), answer.url.clone(), answer.truncated);
        let parse = tokio::task::spawn_blocking(move || sitemap::parse(&body, &base, cut));
        let Ok(Ok(mut parsed)) = tokio::time::timeout(visit.time_left(), parse).await else { continue };
        sitemap.parse_error = sitemap.parse_error.take().or(parsed.error.map(|error| if first { error } else { format!("{url}: {error}") }));
        sitemap.newest_lastmod = sitemap.newest_lastmod.take().max(parsed.newest_lastmod);
        parsed.children.sort_by_key(child_rank);
        queue.extend(parsed.children);
        entries.extend(parsed.urls);
    }
    sitemap.urls = entries.iter().take(URLS_KEPT).map(|entry| entry.url.to_string()).collect();
    (sitemap, entries)
}

fn child_rank(url: &Url) -> u8 {
    let path = url.path().to_ascii_lowercase();
    match () {
        () if path.contains("page") => 0,
        () if ["image", "video", "news", "tag", "categor", "author"].iter().any(|kind| path.contains(kind)) => 3,
        () if path.contains("post") || path.contains("product") => 2,
        () => 1,
    }
}
