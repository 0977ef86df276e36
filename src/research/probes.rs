//! Single questions for the checks, asked after the pages are read and only while time is left: answering time, plain http, the other host, a random path,
//! icon, share image, unread links, style sheets, scripts, images, sitemap addresses. The certificate and DNS are asked at the same time.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use magnetite_fetch::{Answer, Ask, DnsSource, FetchFailure, Fetcher, Keep, Overflow};
use url::Url;

use super::checks::noindex;
use super::crawl::Limits;
use super::dedupe::Fingerprint;
use super::frontier::Candidate;
use super::image_size;
use super::mail::mail;
use super::urls;
use super::visit::{Visit, hex, is_html};
use crate::model::dossier::{Certificate, CertificateProbe, LinkProbe, ListedProbe, Probe, Probes, Request, Timing, Trust};
use crate::model::mail::MailDns;
use crate::model::page::{Page, Region, Role};

/// A probe is not worth more time than this.
const PROBE_TIMEOUT: Duration = Duration::from_secs(6);
/// All samples together: politeness and patience end before the deadline does.
const SAMPLES_TIMEOUT: Duration = Duration::from_secs(12);
/// Certificate and DNS.
const BESIDE_TIMEOUT: Duration = Duration::from_secs(10);
/// Enough for the header of any picture.
const IMAGE_BYTES: u64 = 1024 * 1024;
const ASSET_BYTES: u64 = 2 * 1024 * 1024;
/// Requests for the home page of which the median counts.
const TIMINGS: usize = 3;
/// A slower median is held against the site, if our own way is quick: web-vitals' "good" for the time to the first byte.
pub const SLOW_MS: u64 = 800;

/// `dead`: links that were tried as pages and did not answer with one. `listed`: addresses of the sitemap.
pub(crate) async fn probe(
    visit: &mut Visit<'_>,
    pages: &[Page],
    dead: Vec<LinkProbe>,
    unread: &[Candidate],
    listed: &[String],
    limits: &Limits,
) -> (Probes, Option<MailDns>) {
    let Some((home, home_url)) = pages.first().and_then(|home| Some((home, Url::parse(&home.url).ok()?))) else { return (Probes::default(), None) };
    let fetcher = visit.fetcher();
    let host = urls::host(&home_url);
    let overridden = fetcher.is_overridden(&host);
    let until = Instant::now() + visit.time_left().min(BESIDE_TIMEOUT);
    let at = visit.now();
    let dns = async {
        // Of a host that is not the real one nothing can be asked, unless the name server is not the real one either.
        if overridden && fetcher.dns().source() == DnsSource::System { None } else { mail(fetcher.dns(), &host, at, until).await }
    };
    let tls = async { if overridden { None } else { Some(certificate(fetcher, &host, at, until).await) } };
    let asked = async {
        let mut probes = Probes { overridden, timing: timing(visit, &home_url, overridden).await, ..Probes::default() };
        if !overridden {
            probes.http = plain_http(visit, &home_url).await;
        }
        other_host(visit, &home_url, &mut probes).await;
        random_path(visit, home, &home_url, &mut probes).await;
        probes.favicon = favicon(visit, home, &home_url).await;
        probes.og_image = og_image(visit, home, &home_url).await;
        samples(visit, pages, dead, unread, listed, limits, &home_url, &mut probes).await;
        probes
    };
    let (probes, mail, certificate) = tokio::join!(asked, dns, tls);
    (Probes { certificate, ..probes }, mail)
}

/// Each kind of sample has its share of the time, so that one slow kind does not use up the others'.
#[expect(clippy::too_many_arguments, reason = "everything there is to sample from")]
async fn samples(
    visit: &mut Visit<'_>,
    pages: &[Page],
    dead: Vec<LinkProbe>,
    unread: &[Candidate],
    listed: &[String],
    limits: &Limits,
    home: &Url,
    probes: &mut Probes,
) {
    let end = Instant::now() + visit.time_left().min(SAMPLES_TIMEOUT);
    let share = |percent: u32| Instant::now() + end.saturating_duration_since(Instant::now()) * percent / 100;
    probes.links = links(visit, dead, unread, limits.max_links, share(40)).await;
    let mut seen = BTreeSet::new();
    probes.assets = files(visit, sheets_and_scripts(pages), home, limits.max_assets, share(40), &mut seen).await;
    let mut images = files(visit, content_images(pages), home, limits.max_images, share(50), &mut seen).await;
    probes.assets.append(&mut images);
    probes.listed = sitemap_addresses(visit, pages, listed, limits.max_listed, end).await;
}

fn has_time(visit: &Visit<'_>) -> bool {
    visit.time_left() > Duration::from_millis(400)
}

async fn certificate(fetcher: &Fetcher, host: &str, fetched_at: i64, until: Instant) -> CertificateProbe {
    let (seen, failure) = match fetcher.certificate(host, until).await {
        Ok(seen) => (Some(seen), None),
        Err(error) => (None, Some(error.word().to_owned())),
    };
    let seen = seen.map(|seen| Certificate {
        trust: match seen.trust {
            magnetite_fetch::Trust::Valid => Trust::Valid,
            magnetite_fetch::Trust::Expired => Trust::Expired,
            magnetite_fetch::Trust::NotYetValid => Trust::NotYetValid,
            magnetite_fetch::Trust::WrongHost => Trust::WrongHost,
            magnetite_fetch::Trust::SelfSigned => Trust::SelfSigned,
            magnetite_fetch::Trust::Untrusted => Trust::Untrusted,
        },
        not_before: seen.not_before,
        not_after: seen.not_after,
        issuer: seen.issuer,
        names: seen.names,
    });
    CertificateProbe { host: host.to_owned(), fetched_at, seen, failure }
}

/// `None` when not every request was answered with a page. Under an override only with a control address: tests set both.
async fn timing(visit: &mut Visit<'_>, home: &Url, overridden: bool) -> Option<Timing> {
    let fetcher = visit.fetcher();
    if overridden && !fetcher.has_control() {
        return None;
    }
    let mut ttfb_ms = Vec::with_capacity(TIMINGS);
    for _ in 0..TIMINGS {
        if !has_time(visit) {
            return None;
        }
        let answer = visit.ask("timing", home, Ask::get().keep(Keep::Nothing), PROBE_TIMEOUT).await.ok()?;
        if answer.status != 200 || answer.hops.len() > 1 {
            return None;
        }
        ttfb_ms.push(answer.ttfb_ms);
    }
    let mut timing = Timing { url: home.to_string(), fetched_at: visit.now(), ttfb_ms, baseline_ms: None };
    // A quick answer needs no excuse.
    if timing.median_ms().is_some_and(|median| median > SLOW_MS) {
        timing.baseline_ms = fetcher.baseline_ms(Instant::now() + visit.time_left().min(PROBE_TIMEOUT)).await;
    }
    Some(timing)
}

/// The bare domain first, because that is what people type; a domain without an address of its own is asked as `www.`.
async fn plain_http(visit: &mut Visit<'_>, home: &Url) -> Option<Request> {
    let host = urls::host(home);
    let bare = host.strip_prefix("www.").unwrap_or(&host);
    let mut last = None;
    for name in if bare == host { vec![bare] } else { vec![bare, &host] } {
        if !has_time(visit) {
            break;
        }
        let url = Url::parse(&format!("http://{name}/")).ok()?;
        if !visit.fits(&url) {
            break;
        }
        // The answer, or why there was none, is in the list of requests.
        let answered = visit.ask("probe", &url, Ask::get().keep(Keep::Nothing), PROBE_TIMEOUT).await.is_ok();
        last = visit.requests.last().cloned();
        if answered {
            break;
        }
    }
    last
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
        fetched_at: if result.is_ok() { visit.fetched_at() } else { visit.now() },
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

async fn links(visit: &mut Visit<'_>, dead: Vec<LinkProbe>, unread: &[Candidate], max_links: usize, end: Instant) -> Vec<LinkProbe> {
    let mut probes = Vec::new();
    for mut link in dead {
        // A second opinion, so that a hiccup is not told as a dead link.
        if let Ok(url) = Url::parse(&link.url)
            && has_time(visit)
            && visit.fits(&url)
        {
            let first = link.status;
            (link.status, link.failure) = status(visit, &url, Ask::get().keep(Keep::Nothing)).await;
            link.twice = is_same_error(first, link.status);
            link.fetched_at = visit.now();
        }
        probes.push(link);
    }
    for candidate in unread.iter().take(max_links) {
        if !has_time(visit) || Instant::now() >= end {
            break;
        }
        if !visit.may(&candidate.url).await {
            continue;
        }
        let (mut code, mut failure) = status(visit, &candidate.url, Ask::head()).await;
        let mut twice = false;
        // Some servers do not know HEAD; and an error is worth a second look.
        if code.is_none_or(|code| code >= 400) && has_time(visit) && visit.fits(&candidate.url) {
            let first = code;
            (code, failure) = status(visit, &candidate.url, Ask::get().keep(Keep::Nothing)).await;
            twice = is_same_error(first, code);
        }
        probes.push(LinkProbe {
            found_on: candidate.found_on.clone().unwrap_or_default(),
            url: candidate.url.to_string(),
            text: candidate.text.clone(),
            in_nav: candidate.in_nav,
            status: code,
            twice,
            failure,
            fetched_at: visit.now(),
        });
    }
    probes
}

/// Both are "not there", or both are failures of the server.
fn is_same_error(first: Option<u16>, second: Option<u16>) -> bool {
    let kind = |status: Option<u16>| match status {
        Some(404 | 410) => 1,
        Some(500..=599) => 2,
        _ => 0,
    };
    kind(first) != 0 && kind(first) == kind(second)
}

async fn status(visit: &mut Visit<'_>, url: &Url, ask: Ask) -> (Option<u16>, Option<String>) {
    match visit.ask("probe", url, ask, PROBE_TIMEOUT).await {
        Ok(answer) => (Some(answer.status), None),
        Err(failure) => (None, Some(failure.error.word().to_owned())),
    }
}

fn sheets_and_scripts(pages: &[Page]) -> impl Iterator<Item = &str> {
    pages.iter().flat_map(|page| {
        let sheets = page.head_links.iter().filter(|link| link.rel.split(' ').any(|rel| rel == "stylesheet")).filter_map(|link| link.href.as_deref());
        sheets.chain(page.scripts.iter().filter_map(|script| script.src.as_deref()))
    })
}

fn content_images(pages: &[Page]) -> impl Iterator<Item = &str> {
    let of_content = |region: Region| matches!(region, Region::Main | Region::Body | Region::Aside);
    pages.iter().flat_map(move |page| page.images.iter().take(500).filter(move |image| of_content(image.region)).filter_map(|image| image.src.as_deref()))
}

/// Files of the site itself, in the order in which pages name them, each once.
async fn files<'p>(
    visit: &mut Visit<'_>,
    addresses: impl Iterator<Item = &'p str>,
    home: &Url,
    most: usize,
    end: Instant,
    seen: &mut BTreeSet<String>,
) -> Vec<Probe> {
    let mut probes = Vec::new();
    for href in addresses {
        if probes.len() >= most || !has_time(visit) || Instant::now() >= end {
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
    probes
}

/// Addresses of the site's own host that were not asked for yet, spread evenly over the sitemap.
async fn sitemap_addresses(visit: &mut Visit<'_>, pages: &[Page], listed: &[String], most: usize, end: Instant) -> Vec<ListedProbe> {
    let known: BTreeSet<&str> = visit.requests.iter().map(|request| request.url.as_str()).chain(pages.iter().map(|page| page.url.as_str())).collect();
    let home = pages.first().and_then(|page| Url::parse(&page.url).ok());
    let own = |url: &Url| home.as_ref().is_some_and(|home| urls::same_host(url, home));
    let fresh: Vec<Url> = listed.iter().filter(|url| !known.contains(url.as_str())).filter_map(|url| Url::parse(url).ok()).filter(own).collect();
    let step = fresh.len().div_ceil(most.max(1)).max(1);
    let mut probes = Vec::new();
    for url in fresh.into_iter().step_by(step).take(most) {
        if !has_time(visit) || Instant::now() >= end {
            break;
        }
        if !visit.may(&url).await {
            continue;
        }
        let mut result = visit.page("probe", &url, Role::Other, PROBE_TIMEOUT).await;
        if result.as_ref().is_ok_and(|(answer, _)| answer.status >= 500) && has_time(visit) {
            result = visit.page("probe", &url, Role::Other, PROBE_TIMEOUT).await;
        }
        let fetched_at = if result.is_ok() { visit.fetched_at() } else { visit.now() };
        probes.push(match result {
            Ok((answer, page)) => ListedProbe {
                moved_to: (answer.hops.len() > 1 && urls::key(&answer.url) != urls::key(&url)).then(|| answer.url.to_string()),
                url: url.to_string(),
                status: Some(answer.status),
                noindex: page.is_some_and(|page| noindex(&page).is_some()),
                fetched_at,
            },
            Err(_) => ListedProbe { url: url.to_string(), status: None, moved_to: None, noindex: false, fetched_at },
        });
    }
    probes
}
