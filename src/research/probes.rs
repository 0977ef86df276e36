//! Single questions for the checks, asked after the pages are read and only while time is left: plain http, the other host, a random path,
//! icon, share image, unread links, style sheets and scripts.

use std::collections::BTreeSet;
use std::time::Duration;

use magnetite_fetch::{Answer, Ask, FetchFailure, Keep, Overflow};
use url::Url;

use super::crawl::Limits;
use super::dedupe::Fingerprint;
use super::frontier::Candidate;
use super::image_size;
use super::urls;
use super::visit::{Visit, hex, is_html};
use crate::model::dossier::{LinkProbe, Probe, Probes, Request};
use crate::model::page::{Page, Role};

/// A probe is not worth more time than this.
const PROBE_TIMEOUT: Duration = Duration::from_secs(6);
/// Enough for the header of any picture.
const IMAGE_BYTES: u64 = 1024 * 1024;
const ASSET_BYTES: u64 = 2 * 1024 * 1024;

/// `dead`: links that were tried as pages and did not answer with one.
pub(crate) async fn probe(visit: &mut Visit<'_>, pages: &[Page], dead: Vec<LinkProbe>, unread: &[Candidate], limits: &Limits) -> Probes {
    let mut probes = Probes::default();
    let Some((home, home_url)) = pages.first().and_then(|home| Some((home, Url::parse(&home.url).ok()?))) else { return probes };
    let overridden = visit.fetcher().is_overridden(&urls::host(&home_url));
    probes.overridden = overridden;
    if !overridden {
        probes.http = plain_http(visit, &home_url).await;
    }
    other_host(visit, &home_url, &mut probes).await;
    random_path(visit, home, &home_url, &mut probes).await;
    probes.favicon = favicon(visit, home, &home_url).await;
    probes.og_image = og_image(visit, home, &home_url).await;
    probes.links = links(visit, dead, unread, limits.max_links).await;
    probes.assets = assets(visit, pages, &home_url, limits.max_assets).await;
    probes
}

fn has_time(visit: &Visit<'_>) -> bool {
    visit.time_left() > Duration::from_millis(400)
}

async fn plain_http(visit: &mut Visit<'_>, home: &Url) -> Option<Request> {
    let url = Url::parse(&format!("http://{}/", urls::host(home))).ok()?;
    if !has_time(visit) || !visit.fits(&url) {
        return None;
    }
    // The answer, or why there was none, is in the list of requests.
    let _ = visit.ask("probe", &url, Ask::get().keep(Keep::Nothing), PROBE_TIMEOUT).await;
    visit.requests.last().cloned()
}

async fn other_host(visit: &mut Visit<'_>, home: &Url, probes: &mut Probes) {
    let host = urls::host(home);
    let other = match host.strip_prefix("www.") {
        Some(bare) => bare.to_owned(),
        // A subdomain has no twin that anybody types.
        None if urls::registrable(&host) == host => format!("www.{host}"),
        None => return,
    };
    let Ok(url) = Url::parse(&format!("{}://{other}/", home.scheme())) else { return };
    if !has_time(visit) || !visit.may(&url).await {
        return;
    }
    let result = visit.page("probe", &url, Role::Home, PROBE_TIMEOUT).await;
    probes.other_host = visit.requests.last().cloned();
    let Ok((answer, Some(page))) = result else { return };
    if answer.status == 200 && urls::host(&answer.url) == other {
        probes.other_host_canonical = canonical(&page);
    }
}

/// The first canonical link, absolute.
pub(crate) fn canonical(page: &Page) -> Option<String> {
    page.head_links.iter().find(|link| link.rel.split(' ').any(|rel| rel == "canonical")).and_then(|link| link.href.clone())
}

/// The same for every visit to this host, so that a visit can be repeated; long enough not to exist.
async fn random_path(visit: &mut Visit<'_>, home: &Page, home_url: &Url, probes: &mut Probes) {
    let name = hex(format!("no such page on {}", urls::host(home_url)).as_bytes());
    let Ok(url) = home_url.join(&format!("/{}", name.get(..24).unwrap_or("no-such-page"))) else { return };
    if !has_time(visit) || !visit.may(&url).await {
        return;
    }
    let result = visit.page("probe", &url, Role::Other, PROBE_TIMEOUT).await;
    probes.random_path = visit.requests.last().cloned();
    if let Ok((answer, Some(page))) = result {
        let home_again = urls::key(&answer.url) == urls::key(home_url) || Fingerprint::of(&page).alike(&Fingerprint::of(home));
        probes.random_path_is_home = answer.status == 200 && home_again;
    }
}

async fn favicon(visit: &mut Visit<'_>, home: &Page, home_url: &Url) -> Option<Probe> {
    let linked = home.head_links.iter().filter(|link| link.rel.split(' ').any(|rel| rel == "icon")).find_map(|link| link.href.as_deref());
    let url = match linked {
        Some(href) => urls::resolve(home_url, href)?,
        None => home_url.join("/favicon.ico").ok()?,
    };
    picture(visit, url, home_url).await
}

async fn og_image(visit: &mut Visit<'_>, home: &Page, home_url: &Url) -> Option<Probe> {
    let named = ["og:image", "og:image:secure_url", "og:image:url", "twitter:image"]
        .iter()
        .find_map(|name| home.meta(name).filter(|value| !value.trim().is_empty()))?;
    picture(visit, urls::resolve(home_url, named)?, home_url).await
}

async fn picture(visit: &mut Visit<'_>, url: Url, home: &Url) -> Option<Probe> {
    if !has_time(visit) || (urls::same_site(&url, home) && !visit.may(&url).await) {
        return None;
    }
    let ask = Ask::get().accept("image/avif,image/webp,image/*,*/*;q=0.5").at_most(IMAGE_BYTES, Overflow::Truncate);
    let result = visit.ask("probe", &url, ask, PROBE_TIMEOUT).await;
    let pixels = result.as_ref().ok().and_then(|answer| image_size::pixels(&answer.body));
    let mut told = told(visit, &url, result);
    (told.width, told.height) = pixels.unzip();
    Some(told)
}

fn told(visit: &Visit<'_>, url: &Url, result: Result<Answer, FetchFailure>) -> Probe {
    let mut probe = Probe {
        url: url.to_string(),
        status: None,
        failure: None,
        fetched_at: visit.now(),
        content_type: None,
        content_encoding: None,
        cache_control: None,
        body_bytes: 0,
        width: None,
        height: None,
    };
    match result {
        Ok(answer) => {
            probe.status = Some(answer.status);
            probe.content_type = answer.header("content-type").map(str::to_owned);
            probe.cache_control = answer.header("cache-control").map(str::to_owned);
            // A cut body: the server's own count is nearer the truth, where the body is not encoded.
            let announced = answer.content_length().filter(|_| answer.truncated && answer.content_encoding.is_none());
            probe.body_bytes = announced.unwrap_or(answer.body_bytes);
            probe.content_encoding = answer.content_encoding;
        }
        Err(failure) => probe.failure = Some(failure.error.word().to_owned()),
    }
    probe
}

async fn links(visit: &mut Visit<'_>, dead: Vec<LinkProbe>, unread: &[Candidate], max_links: usize) -> Vec<LinkProbe> {
    let mut probes = Vec::new();
    for mut link in dead {
        // A second opinion, so that a hiccup is not told as a dead link.
        if let Ok(url) = Url::parse(&link.url)
            && has_time(visit)
            && visit.fits(&url)
        {
            (link.status, link.failure) = status(visit, &url, Ask::get().keep(Keep::Nothing)).await;
            link.fetched_at = visit.now();
        }
        probes.push(link);
    }
    for candidate in unread.iter().take(max_links) {
        if !has_time(visit) {
            break;
        }
        if !visit.may(&candidate.url).await {
            continue;
        }
        let (mut code, mut failure) = status(visit, &candidate.url, Ask::head()).await;
        // Some servers do not know HEAD; and an error is worth a second look.
        if code.is_none_or(|code| code >= 400) && has_time(visit) && visit.fits(&candidate.url) {
            (code, failure) = status(visit, &candidate.url, Ask::get().keep(Keep::Nothing)).await;
        }
        probes.push(LinkProbe {
            found_on: candidate.found_on.clone().unwrap_or_default(),
            url: candidate.url.to_string(),
            text: candidate.text.clone(),
            in_nav: candidate.in_nav,
            status: code,
            failure,
            fetched_at: visit.now(),
        });
    }
    probes
}

async fn status(visit: &mut Visit<'_>, url: &Url, ask: Ask) -> (Option<u16>, Option<String>) {
    match visit.ask("probe", url, ask, PROBE_TIMEOUT).await {
        Ok(answer) => (Some(answer.status), None),
        Err(failure) => (None, Some(failure.error.word().to_owned())),
    }
}

/// Style sheets and scripts of the site itself, in the order in which pages name them.
async fn assets(visit: &mut Visit<'_>, pages: &[Page], home: &Url, max_assets: usize) -> Vec<Probe> {
    let mut seen = BTreeSet::new();
    let mut probes = Vec::new();
    for page in pages {
        let sheets = page.head_links.iter().filter(|link| link.rel.split(' ').any(|rel| rel == "stylesheet")).filter_map(|link| link.href.as_deref());
        let scripts = page.scripts.iter().filter_map(|script| script.src.as_deref());
        for href in sheets.chain(scripts) {
            if probes.len() >= max_assets || !has_time(visit) {
                return probes;
            }
            let Some(url) = urls::resolve(home, href).filter(|url| urls::same_site(url, home)) else { continue };
            if !seen.insert(url.to_string()) || !visit.may(&url).await {
                continue;
            }
            let ask = Ask::get().accept("*/*").keep(Keep::Count).at_most(ASSET_BYTES, Overflow::Truncate);
            let result = visit.ask("probe", &url, ask, PROBE_TIMEOUT).await;
            // A missing file that answers with an error page is no style sheet.
            if result.as_ref().is_ok_and(|answer| answer.status == 200 && is_html(answer)) {
                continue;
            }
            probes.push(told(visit, &url, result));
        }
    }
    probes
}
