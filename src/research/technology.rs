//! Which technology a page shows, from the vendors' public markers in `technology_table`. A version only where it is printed.
//! What a page tells of a product in its text, in a link or in a form field is no sign of it.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use url::Url;

use super::urls;
use crate::model::page::Page;
use crate::research::technology_table::SIGNATURES;

/// Where a marker stands. All patterns are lower case and compared without regard to ASCII case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// `<meta name="generator">` begins with the pattern; a version may follow.
    Generator,
    /// A meta tag `name=content` begins with the pattern.
    Meta,
    /// `<link rel>` equals the pattern.
    Rel,
    /// The address of a script, style sheet, image, frame or form: a host with or without a path, or, from a leading `/`, a piece of the path.
    Address,
    /// As `Address`, or an inline script that loads from there.
    Loaded,
    /// An inline script contains the pattern.
    Inline,
    /// A response header `name: value` contains the pattern.
    Header,
    /// A cookie's name begins with the pattern.
    Cookie,
    /// An attribute of that name stands in the markup; its value may be a version.
    Attribute,
    /// A comment of the markup contains the pattern; a version may follow.
    Comment,
}

/// One marker of one technology.
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

/// Locator, marker as it stands, printed version.
type Sighting = (String, String, Option<String>);

/// Characters of a generator's or a header's value that are shown: the name and its version, not what else was written there.
const SHOWN_MAX_CHARS: usize = 60;
const ADDRESSES_MAX: usize = 600;
const IMAGES_MAX: usize = 50;

/// The patterns of some places in one automaton, with their rows in the table.
struct Matcher {
    rows: Vec<usize>,
    automaton: AhoCorasick,
}

impl Matcher {
    /// `None` only when the table were too large for an automaton.
    fn of(places: &[Place]) -> Option<Self> {
        let rows: Vec<usize> = SIGNATURES.iter().enumerate().filter(|(_, row)| places.contains(&row.place)).map(|(at, _)| at).collect();
        let patterns = rows.iter().filter_map(|&at| SIGNATURES.get(at)).map(|row| row.pattern);
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(patterns).ok()?;
        Some(Self { rows, automaton })
    }

    /// Row of the table and byte position of each hit.
    fn hits<'m>(&'m self, text: &'m str) -> impl Iterator<Item = (usize, usize)> + 'm {
        self.automaton.find_overlapping_iter(text).filter_map(|hit| Some((*self.rows.get(hit.pattern().as_usize())?, hit.start())))
    }
}

static ADDRESSES: LazyLock<Option<Matcher>> = LazyLock::new(|| Matcher::of(&[Place::Address, Place::Loaded]));
static SCRIPTS: LazyLock<Option<Matcher>> = LazyLock::new(|| Matcher::of(&[Place::Loaded, Place::Inline]));

/// Every technology of the table that the page shows, in the order of the table, each once.
#[must_use]
pub fn detect(page: &Page) -> Vec<Detection> {
    let mut sightings: Vec<Option<Sighting>> = vec![None; SIGNATURES.len()];
    look_at_addresses(page, &mut sightings);
    look_at_scripts(page, &mut sightings);
    for (signature, sighting) in SIGNATURES.iter().zip(&mut sightings) {
        if sighting.is_none() {
            *sighting = elsewhere(page, signature);
        }
    }
    let mut found: Vec<Detection> = Vec::new();
    for (signature, sighting) in SIGNATURES.iter().zip(sightings) {
        let Some((locator, seen, version)) = sighting else { continue };
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

fn look_at_addresses(page: &Page, sightings: &mut [Option<Sighting>]) {
    let Some(matcher) = ADDRESSES.as_ref() else { return };
    let base = Url::parse(&page.url).ok();
    let scripts = page.scripts.iter().filter_map(|script| script.src.as_deref()).map(|src| ("script[src]", src, true));
    let sheets = page
        .head_links
        .iter()
        .filter(|link| ["stylesheet", "preload", "preconnect", "modulepreload"].iter().any(|rel| link.rel.contains(rel)))
        .filter_map(|link| link.href.as_deref())
        .map(|href| ("link[href]", href, true));
    let frames = page.frames.iter().filter_map(|frame| frame.src.as_deref()).map(|src| ("iframe[src]", src, false));
    let images = page.images.iter().take(IMAGES_MAX).filter_map(|image| image.src.as_deref()).map(|src| ("img[src]", src, false));
    let forms = page.forms.iter().filter_map(|form| form.action.as_deref()).map(|action| ("form[action]", action, false));
    for (locator, address, is_code) in scripts.chain(sheets).chain(frames).chain(forms).chain(images).take(ADDRESSES_MAX) {
        let Some((host, path)) = parts(address) else { continue };
        // a picture or a frame from elsewhere shows that site's software
        let own = is_code || base.as_ref().is_some_and(|base| Url::parse(address).is_ok_and(|url| urls::same_site(base, &url)));
        for (row, at) in matcher.hits(address) {
            let Some(signature) = SIGNATURES.get(row) else { continue };
            let stands = if signature.pattern.starts_with('/') {
                // a picture shows who keeps it, not which script runs
                own && path.contains(&at) && (locator != "img[src]" || matches!(signature.category, "cms" | "shop"))
            } else {
                host.contains(&at) && (at == host.start || address.as_bytes().get(at.wrapping_sub(1)) == Some(&b'.') || signature.pattern.starts_with('.'))
            };
            // `jquery-` stands before a version; `jquery-ui` is something else
            let rest = address.as_bytes().get(at + signature.pattern.len());
            let stands = stands && (!signature.pattern.ends_with('-') || rest.is_some_and(u8::is_ascii_digit) || signature.pattern.contains('='));
            let Some(sighting) = sightings.get_mut(row).filter(|_| stands) else { continue };
            let version = address.get(at..).and_then(|rest| version_in_file(rest, signature.pattern));
            if sighting.as_ref().is_none_or(|(.., known)| known.is_none() && version.is_some()) {
                *sighting = Some((locator.to_owned(), address.to_owned(), version));
            }
        }
    }
}

/// Byte ranges of the host and of the path, query and fragment left out.
fn parts(address: &str) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let host = address.find("://")? + 3;
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let path = address.get(host..end)?.find('/').map_or(end, |at| host + at);
    Some((host..path, path..end))
}

fn look_at_scripts(page: &Page, sightings: &mut [Option<Sighting>]) {
    let Some(matcher) = SCRIPTS.as_ref() else { return };
    for text in page.scripts.iter().filter_map(|script| script.inline.as_deref()) {
        for (row, at) in matcher.hits(text) {
            let Some(signature) = SIGNATURES.get(row) else { continue };
            if signature.place == Place::Loaded && !follows_scheme(text, at) {
                continue;
            }
            if let Some(sighting) = sightings.get_mut(row).filter(|sighting| sighting.is_none()) {
                let seen = text.get(at..at + signature.pattern.len()).unwrap_or(signature.pattern);
                *sighting = Some(("script".to_owned(), seen.to_owned(), None));
            }
        }
    }
}

/// A host in a script counts where an address begins: `//`, sub-domains, host.
fn follows_scheme(text: &str, at: usize) -> bool {
    const HOST_MAX: usize = 64;
    let before = text.as_bytes().get(at.saturating_sub(HOST_MAX)..at).unwrap_or_default();
    let labels = before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')).count();
    let before_host = before.get(..before.len() - labels).unwrap_or_default();
    before_host.ends_with(b"//") && (labels == 0 || before.ends_with(b"."))
}

fn elsewhere(page: &Page, signature: &Signature) -> Option<Sighting> {
    let pattern = signature.pattern;
    match signature.place {
        Place::Address | Place::Loaded | Place::Inline => None,
        Place::Generator => page.metas.iter().filter(|meta| meta.name == "generator").find_map(|meta| {
            let rest = rest_of(&meta.content, pattern)?;
            // `WordPressish` is something else
            (!rest.starts_with(|c: char| c.is_alphabetic())).then(|| ("meta[name=generator]".to_owned(), shown(&meta.content), version_after(rest)))
        }),
        Place::Meta => page.metas.iter().find_map(|meta| {
            let line = format!("{}={}", meta.name, meta.content);
            rest_of(&line, pattern).map(|_| (format!("meta[name={}]", meta.name), shown(&line), None))
        }),
        Place::Rel => page.head_links.iter().find(|link| link.rel == pattern).map(|link| ("link[rel]".to_owned(), link.rel.clone(), None)),
        Place::Header => page.headers.iter().find_map(|(name, value)| {
            let line = format!("{name}: {value}");
            let at = line.to_ascii_lowercase().find(pattern)?;
            let version = line.get(at + pattern.len()..).filter(|rest| rest.starts_with('/')).and_then(version_after);
            Some((format!("header: {name}"), shown(&line), version))
        }),
        Place::Cookie => page.headers.iter().filter(|(name, _)| name == "set-cookie").find_map(|(_, value)| {
            let cookie = value.split('=').next().unwrap_or_default().trim();
            rest_of(cookie, pattern).map(|_| ("header: set-cookie".to_owned(), cookie.to_owned(), None))
        }),
        Place::Attribute => page.markers.iter().find(|marker| marker.attribute.as_deref() == Some(pattern)).map(|marker| {
            let version = version_after(&marker.text).filter(|version| *version == marker.text);
            let seen = version.as_ref().map_or_else(|| pattern.to_owned(), |version| format!("{pattern}=\"{version}\""));
            (format!("[{pattern}]"), seen, version)
        }),
        Place::Comment => page.markers.iter().filter(|marker| marker.attribute.is_none()).find_map(|marker| {
            let at = marker.text.to_ascii_lowercase().find(pattern)?;
            let end = at + pattern.len();
            let version = marker.text.get(end..).and_then(version_after).filter(|version| version.contains('.'));
            let seen = marker.text.get(at..end)?;
            Some(("comment".to_owned(), version.as_ref().map_or_else(|| seen.to_owned(), |version| format!("{seen} {version}")), version))
        }),
    }
}

/// What follows the pattern at the beginning of the text.
fn rest_of<'t>(text: &'t str, pattern: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(pattern.len())?;
    start.eq_ignore_ascii_case(pattern).then_some(rest)
}

fn shown(text: &str) -> String {
    text.split(';').next().unwrap_or(text).chars().take(SHOWN_MAX_CHARS).collect()
}

/// ` 6.4.2 …` or `/8.1` → the number.
fn version_after(rest: &str) -> Option<String> {
    let rest = rest.trim_start_matches([' ', '/', 'v', '-', '(', '!']);
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
mod tests;
