//! How the site looks when it is shared or bookmarked: the Open Graph card (ogp.me) and the icon (rows 18, 23).

use super::outcome::Outcome;
use super::sample::measured;
use super::site::Site;
use super::{text, verify};
use crate::model::dossier::Probe;
use crate::model::evidence::{Kind, Source};
use crate::research::ledger::{Ledger, Note};

/// Networks show no picture below this size, in pixels on each side.
const IMAGE_MIN: u32 = 200;

pub fn open_graph(site: &Site, ledger: &mut Ledger) -> Outcome {
    let page = site.home;
    let filled = |name: &str| page.meta(name).map(str::trim).filter(|content| !content.is_empty());
    let title = filled("og:title");
    let image = filled("og:image").or_else(|| filled("og:image:url")).or_else(|| filled("og:image:secure_url"));
    let see = verify::matches(&page.url, "<meta[^>]*og:[^>]*>");
    let (Some(title), Some(image)) = (title, image) else {
        let missing: Vec<&str> = [("og:title", title), ("og:image", image)].iter().filter(|(_, value)| value.is_none()).map(|(name, _)| *name).collect();
        let missing = missing.join(", ");
        let note = measured(page, Kind::Meta, "meta[property^=og:]", format!("not there: {missing}")).expected("og:title and og:image").verify(see);
        return Outcome::fail().slot("variant", "missing").slot("missing_list", &missing).shown(ledger.add(note));
    };
    let image = text::head(image, 300);
    if let Some(probe) = site.dossier.probes.og_image.as_ref().filter(|probe| !site.overridden() || site.is_own(&probe.url))
        && let Some(outcome) = judge_image(probe, image, ledger)
    {
        return outcome;
    }
    let card = Note::on(page, Kind::Meta, "meta[property=og:title]").quote(title).observed(format!("og:image: {image}")).verify(see);
    Outcome::pass().slot("title", text::head(title, 160)).slot("image", image).shown(ledger.add(card))
}

/// A failure of the image itself; `None` when it is fine or nothing certain is known.
fn judge_image(probe: &Probe, image: &str, ledger: &mut Ledger) -> Option<Outcome> {
    let status = probe.status?;
    let mut fail = |variant: &str, observed: String, expected: &str| {
        let note = probe_note(probe, "og:image", format!("{image}: {observed}")).expected(expected.to_owned()).verify(verify::headers(&probe.url));
        Outcome::fail().slot("variant", variant).slot("image", image).sure(0.9).shown(ledger.add(note))
    };
    // A refusal may be meant for readers like us alone, and a failing server may be well again in a minute.
    if matches!(status, 401 | 403 | 407 | 429 | 500..) {
        return None;
    }
    if status != 200 {
        return Some(fail("dead-image", format!("HTTP {status}"), "an image").slot("status", status));
    }
    let kind = probe.content_type.as_deref().map(|kind| kind.split(';').next().unwrap_or_default().trim()).filter(|kind| !kind.is_empty());
    // Bytes of a picture under another name are shown all the same.
    if let Some(kind) = kind.filter(|kind| !kind.to_ascii_lowercase().starts_with("image/") && probe.width.is_none()) {
        return Some(fail("not-image", kind.to_owned(), "a content type of image/…").slot("content_type", kind));
    }
    let (width, height) = (probe.width?, probe.height?);
    if width < IMAGE_MIN || height < IMAGE_MIN {
        let size = format!("{width} × {height}");
        return Some(fail("small-image", format!("{size} pixels"), "at least 200 × 200 pixels, better 1200 × 630").slot("size", size));
    }
    None
}

pub fn favicon(site: &Site, ledger: &mut Ledger) -> Outcome {
    let icon = site
        .home
        .head_links
        .iter()
        .find(|link| link.rel.split(' ').any(|rel| matches!(rel, "icon" | "apple-touch-icon" | "apple-touch-icon-precomposed" | "mask-icon")));
    if let Some(link) = icon {
        let href = text::head(&link.raw_href, 200);
        let note = measured(site.home, Kind::Html, "link[rel~=icon]", format!("icon: {href}")).verify(verify::matches(&site.home.url, "<link[^>]*icon[^>]*>"));
        return Outcome::pass().shown(ledger.add(note));
    }
    let Some(probe) = &site.dossier.probes.favicon else {
        return Outcome::not_measured("/favicon.ico was not asked for");
    };
    let page = probe.content_type.as_deref().is_some_and(|kind| kind.starts_with("text/html"));
    let see = verify::headers(&probe.url);
    match probe.status {
        Some(200) if !page => Outcome::pass().shown(ledger.add(probe_note(probe, "status", "HTTP 200".to_owned()).verify(see))),
        Some(status @ (200 | 404 | 410)) => {
            let observed = if status == 200 {
                "no icon link; /favicon.ico answers HTTP 200 with a web page".to_owned()
            } else {
                format!("no icon link; /favicon.ico answers HTTP {status}")
            };
            let note = probe_note(probe, "status", observed).expected("an icon link in the head, or an image at /favicon.ico").verify(see);
            Outcome::fail().slot("url", &probe.url).slot("status", status).sure(0.9).shown(ledger.add(note))
        }
        _ => Outcome::not_measured("/favicon.ico gave no clear answer"),
    }
}

/// Something measured on an answer whose body was not kept.
#[must_use]
pub fn probe_note(probe: &Probe, locator: &str, observed: String) -> Note {
    Note {
        source: Source::Measured,
        kind: Kind::Http,
        url: Some(probe.url.clone()),
        fetched_at: probe.fetched_at,
        body_sha256: None,
        locator: locator.to_owned(),
        quote: None,
        observed: Some(observed),
        expected: None,
        verify: None,
    }
}
