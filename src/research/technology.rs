//! Which technology a page shows, from the vendors' public markers in `technology_table`. A version only where it is printed.

use crate::model::page::Page;
use crate::research::technology_table::SIGNATURES;

/// Where a marker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// `<meta name="generator">` begins with the pattern; a version may follow.
    Meta,
    /// The address of a script, style sheet, image or frame contains the pattern.
    Address,
    /// An inline script contains the pattern.
    Inline,
    /// A response header `name: value` contains the pattern.
    Header,
    /// A cookie's name begins with the pattern.
    Cookie,
}

/// One marker of one technology. Patterns are lower case, but for `Inline`, which is compared as written.
#[derive(Debug, Clone, Copy)]
pub struct Signature {
    pub name: &'static str,
    pub category: &'static str,
    pub place: Place,
    pub pattern: &'static str,
}

/// A technology that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detection {
    pub name: &'static str,
    pub category: &'static str,
    /// As printed.
    pub version: Option<String>,
    pub place: Place,
    pub locator: String,
    /// The marker as it stands on the page.
    pub seen: String,
}

/// Every technology of the table that the page shows, in the order of the table, each once.
#[must_use]
pub fn detect(page: &Page) -> Vec<Detection> {
    let addresses = addresses(page);
    let mut found: Vec<Detection> = Vec::new();
    for signature in SIGNATURES {
        let Some((locator, seen, version)) = sighting(page, &addresses, signature) else { continue };
        match found.iter_mut().find(|known| known.name == signature.name) {
            Some(known) if known.version.is_none() && version.is_some() => {
                (known.version, known.locator, known.seen, known.place) = (version, locator, seen, signature.place);
            }
            Some(_) => {}
            None => found.push(Detection { name: signature.name, category: signature.category, version, place: signature.place, locator, seen }),
        }
    }
    found
}

/// Locator, lower-case address and address as written of all that the page loads.
fn addresses(page: &Page) -> Vec<(&'static str, String, &str)> {
    let scripts = page.scripts.iter().filter_map(|script| script.src.as_deref()).map(|src| ("script[src]", src));
    let sheets = page
        .head_links
        .iter()
        .filter(|link| link.rel.contains("stylesheet") || link.rel.contains("preload") || link.rel.contains("preconnect"))
        .filter_map(|link| link.href.as_deref())
        .map(|href| ("link[href]", href));
    let frames = page.frames.iter().filter_map(|frame| frame.src.as_deref()).map(|src| ("iframe[src]", src));
    let images = page.images.iter().take(50).filter_map(|image| image.src.as_deref()).map(|src| ("img[src]", src));
    scripts.chain(sheets).chain(frames).chain(images).take(600).map(|(locator, address)| (locator, address.to_lowercase(), address)).collect()
}

fn sighting(page: &Page, addresses: &[(&'static str, String, &str)], signature: &Signature) -> Option<(String, String, Option<String>)> {
    let pattern = signature.pattern;
    match signature.place {
        Place::Meta => page.metas.iter().filter(|meta| meta.name == "generator").find_map(|meta| {
            let rest = meta.content.to_lowercase().strip_prefix(pattern).map(|rest| meta.content.len() - rest.len()).and_then(|at| meta.content.get(at..))?;
            // `WordPressish` is something else
            (!rest.starts_with(|c: char| c.is_alphabetic())).then(|| ("meta[name=generator]".to_owned(), meta.content.clone(), version_after(rest)))
        }),
        Place::Address => addresses.iter().find_map(|(locator, lower, address)| {
            let at = lower.find(pattern)?;
            let version = address.get(at..).and_then(|rest| version_in_file(rest, pattern));
            Some(((*locator).to_owned(), (*address).to_owned(), version))
        }),
        Place::Inline => page
            .scripts
            .iter()
            .filter_map(|script| script.inline.as_deref())
            .find(|text| text.contains(pattern))
            .map(|_| ("script".to_owned(), pattern.to_owned(), None)),
        Place::Header => page.headers.iter().find_map(|(name, value)| {
            let line = format!("{name}: {value}");
            let at = line.to_lowercase().find(pattern)?;
            let version = line.get(at + pattern.len()..).filter(|rest| rest.starts_with('/')).and_then(version_after);
            Some((format!("header: {name}"), line, version))
        }),
        Place::Cookie => page.headers.iter().filter(|(name, _)| name == "set-cookie").find_map(|(_, value)| {
            let cookie = value.split('=').next().unwrap_or_default().trim();
            cookie.to_lowercase().starts_with(pattern).then(|| ("header: set-cookie".to_owned(), cookie.to_owned(), None))
        }),
    }
}

/// ` 6.4.2 …` or `/8.1` → the number.
fn version_after(rest: &str) -> Option<String> {
    let rest = rest.trim_start_matches([' ', '/', 'v', '-', '(']);
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
    let version = rest[..end].trim_matches('.');
    (version.contains(|c: char| c.is_ascii_digit()) && version.len() <= 20).then(|| version.to_owned())
}

/// `jquery-3.6.0.min.js`, `jquery/3.6.0/…`, `vue@3.2.1/…`: only a number with a dot that directly follows the name counts.
fn version_in_file(rest: &str, pattern: &str) -> Option<String> {
    let rest = rest.get(pattern.len()..)?;
    let rest = rest.strip_prefix("js").unwrap_or(rest);
    let rest = if pattern.ends_with(['-', '@', '/']) { rest } else { rest.strip_prefix(['-', '@', '/'])? };
    version_after(rest).filter(|version| version.contains('.'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use crate::model::page::Role;
    use crate::research::read::{Fetched, read};

    fn page(html: &str, headers: &[(&str, &str)]) -> Page {
        let url = url::Url::parse("https://kiln.example/").unwrap();
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        read(&Fetched { url: &url, status: 200, headers, fetched_at: 1, body: html.as_bytes(), html, charset: "utf-8", role: Role::Home })
    }

    /// A page that shows the marker, and one that only talks about it.
    fn fixtures(signature: &Signature) -> (Page, Page) {
        let pattern = signature.pattern;
        let positive = match signature.place {
            Place::Meta => page(&format!("<head><meta name=generator content='{pattern} 1.2.3'></head>"), &[]),
            Place::Address if pattern.starts_with('/') => page(&format!("<head><script src='https://kiln.example{pattern}'></script></head>"), &[]),
            Place::Address => page(&format!("<head><script src='https://{pattern}'></script></head>"), &[]),
            Place::Inline => page(&format!("<body><script>{pattern}</script>"), &[]),
            Place::Header => {
                let (name, value) = pattern.split_once(": ").unwrap();
                page("<p>x", &[(name, if value.is_empty() { "1" } else { value })])
            }
            Place::Cookie => page("<p>x", &[("set-cookie", &format!("{pattern}x=secret; Path=/"))]),
        };
        let negative = page(
            &format!(
                "<head><title>{pattern}</title><meta name=description content='{pattern}'></head><p>We like {pattern} and <a href='https://blog.example/'>{pattern}</a>."
            ),
            &[("x-note", "none")],
        );
        (positive, negative)
    }

    #[test]
    fn each_marker_is_seen_where_it_stands_and_not_where_it_is_told_of() {
        for signature in SIGNATURES {
            let (positive, negative) = fixtures(signature);
            assert!(detect(&positive).iter().any(|seen| seen.name == signature.name), "{signature:?}");
            assert!(!detect(&negative).iter().any(|seen| seen.name == signature.name), "{signature:?}");
        }
        assert!(SIGNATURES.len() >= 80);
    }

    #[test]
    fn a_version_is_told_only_where_it_is_printed() {
        let version = |html: &str, name: &str| detect(&page(html, &[])).into_iter().find(|seen| seen.name == name).unwrap().version;
        assert_eq!(version("<head><meta name=generator content='WordPress 6.4.2'>", "WordPress").as_deref(), Some("6.4.2"));
        assert_eq!(version("<head><meta name=generator content='WordPress'>", "WordPress"), None);
        assert_eq!(version("<head><script src='/js/jquery-3.6.0.min.js'></script>", "jQuery").as_deref(), Some("3.6.0"));
        assert_eq!(version("<head><script src='/js/jquery.min.js?ver=9.9'></script>", "jQuery"), None);
        let php = page("<p>x", &[("X-Powered-By", "PHP/8.1.2")]);
        assert_eq!(detect(&php)[0].version.as_deref(), Some("8.1.2"));
    }

    #[test]
    fn a_cookie_is_known_by_its_name_and_its_value_is_never_shown() {
        let seen = detect(&page("<p>x", &[("Set-Cookie", "PHPSESSID=topsecret; HttpOnly")]));
        assert!(seen.iter().any(|seen| seen.name == "PHP") && !format!("{seen:?}").contains("topsecret"));
    }
}
