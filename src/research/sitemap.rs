//! Sitemaps: an index or a list of addresses, as XML, gzip or plain text. Bounded, and as much as possible is kept of a broken one.

use std::io::Read as _;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use url::Url;

use super::urls;

/// Bytes of one sitemap after unpacking. The format allows 50 MiB; the first part has more than enough addresses.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;
/// Addresses taken from one sitemap.
const URLS_MAX: usize = 5_000;
/// Translations looked at for one address.
const ALTERNATES_MAX: usize = 100;
/// Longest address, as the sitemap protocol has it.
const LOC_MAX_BYTES: usize = 2_048;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    /// Pages of the same site.
    pub urls: Vec<Entry>,
    /// Further sitemaps, from an index.
    pub children: Vec<Url>,
    pub newest_lastmod: Option<String>,
    pub error: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub url: Url,
    /// As written.
    pub lastmod: Option<String>,
    /// Two letters, where the sitemap says of this address which language it is in (`xhtml:link` with `hreflang`).
    pub language: Option<String>,
}

/// Addresses of other sites than `from`'s are left out. `cut`: the body was ended by our limit, so a missing end is no error.
#[must_use]
pub fn parse(body: &[u8], from: &Url, cut: bool) -> Parsed {
    let (unpacked, cut) = unpack(body, cut);
    let text = String::from_utf8_lossy(&unpacked);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.is_empty() {
        return Parsed { error: Some(String::from("empty")), ..Parsed::default() };
    }
    if text.starts_with('<') { parse_xml(text, from, cut) } else { parse_lines(text, from) }
}

fn unpack(body: &[u8], cut: bool) -> (std::borrow::Cow<'_, [u8]>, bool) {
    if !body.starts_with(&[0x1f, 0x8b]) {
        return (body.into(), cut);
    }
    let mut out = Vec::new();
    // What was unpacked before an error is worth reading.
    let complete = flate2::read::MultiGzDecoder::new(body).take(MAX_BYTES).read_to_end(&mut out).is_ok();
    let full = u64::try_from(out.len()).unwrap_or(u64::MAX) >= MAX_BYTES;
    (out.into(), cut || full || !complete)
}

fn parse_lines(text: &str, from: &Url) -> Parsed {
    let mut parsed = Parsed::default();
    for line in text.lines().take(URLS_MAX) {
        let line = line.trim();
        if line.starts_with("http")
            && let Some(url) = own(line, from)
        {
            parsed.urls.push(Entry { url, lastmod: None, language: None });
        }
    }
    if parsed.urls.is_empty() {
        parsed.error = Some(String::from("neither XML nor a list of addresses"));
    }
    parsed
}

fn own(text: &str, from: &Url) -> Option<Url> {
    let url = if text.len() <= LOC_MAX_BYTES { urls::resolve(from, text)? } else { return None };
    urls::same_site(&url, from).then_some(url)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Loc,
    Lastmod,
}

fn parse_xml(text: &str, from: &Url, cut: bool) -> Parsed {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = false;
    let mut parsed = Parsed::default();
    let mut root: Option<String> = None;
    let mut index = false;
    let mut field: Option<Field> = None;
    let mut value = String::new();
    let (mut loc, mut lastmod) = (None, None);
    let mut alternates: Vec<(String, Url)> = Vec::new();
    let mut ended = false;
    loop {
        let position = reader.buffer_position();
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                if !cut {
                    parsed.error = Some(format!("at byte {position}: {}", error.to_string().chars().take(120).collect::<String>()));
                }
                break;
            }
        };
        if let Event::Start(start) | Event::Empty(start) = &event
            && alternates.len() < ALTERNATES_MAX
            && let Some(alternate) = alternate(start, from)
        {
            alternates.push(alternate);
        }
        match event {
            Event::Start(start) => {
                let name = local(start.local_name().as_ref());
                if root.is_none() {
                    index = name == "sitemapindex";
                    if !index && name != "urlset" {
                        parsed.error = Some(format!("not a sitemap: the root element is <{}>", name.chars().take(40).collect::<String>()));
                        break;
                    }
                    root = Some(name);
                    continue;
                }
                // An image's or video's loc has a prefix and is not a page.
                field = match (name.as_str(), start.name().prefix().is_some()) {
                    ("loc", false) => Some(Field::Loc),
                    ("lastmod", false) => Some(Field::Lastmod),
                    _ => None,
                };
                value.clear();
            }
            Event::Text(text) if field.is_some() => push(&mut value, &text.decode().unwrap_or_default()),
            Event::CData(data) if field.is_some() => push(&mut value, &data.decode().unwrap_or_default()),
            Event::GeneralRef(reference) if field.is_some() => {
                let named = match reference.resolve_char_ref() {
                    Ok(Some(letter)) => Some(letter),
                    _ => match reference.decode().unwrap_or_default().as_ref() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                };
                value.extend(named);
            }
            Event::End(end) => {
                let name = local(end.local_name().as_ref());
                match field.take() {
                    Some(Field::Loc) => loc = own(value.trim(), from),
                    Some(Field::Lastmod) => lastmod = Some(value.trim().to_owned()).filter(|text| text.len() <= 40 && !text.is_empty()),
                    None => {}
                }
                if name == "url" || name == "sitemap" {
                    let others = std::mem::take(&mut alternates);
                    let language = others.into_iter().find(|(_, url)| loc.as_ref() == Some(url)).map(|(language, _)| language);
                    keep(&mut parsed, loc.take(), (lastmod.take(), language), index);
                }
                ended |= root.as_deref() == Some(&name);
                if parsed.urls.len() >= URLS_MAX || parsed.children.len() >= URLS_MAX {
                    break;
                }
            }
            Event::Eof => {
                if !ended && !cut && parsed.error.is_none() {
                    parsed.error = Some(match root {
                        Some(root) => format!("at byte {position}: <{root}> is not closed"),
                        None => String::from("no root element"),
                    });
                }
                break;
            }
            _ => {}
        }
    }
    parsed
}

/// `<xhtml:link rel="alternate" hreflang="de" href="…"/>`: the language and the address.
fn alternate(element: &BytesStart, from: &Url) -> Option<(String, Url)> {
    if element.local_name().as_ref() != b"link" {
        return None;
    }
    let value = |name: &str| {
        let attribute = element.try_get_attribute(name).ok()??;
        Some(String::from_utf8_lossy(&attribute.value).replace("&amp;", "&"))
    };
    Some((urls::language_tag(&value("hreflang")?)?, own(&value("href")?, from)?))
}

fn keep(parsed: &mut Parsed, loc: Option<Url>, (lastmod, language): (Option<String>, Option<String>), index: bool) {
    if let Some(lastmod) = lastmod.as_ref().filter(|text| text.as_bytes().iter().take(4).all(u8::is_ascii_digit) && text.len() >= 10)
        && parsed.newest_lastmod.as_ref().is_none_or(|newest| lastmod > newest)
    {
        parsed.newest_lastmod = Some(lastmod.clone());
    }
    match loc {
        Some(url) if index => parsed.children.push(url),
        Some(url) => parsed.urls.push(Entry { url, lastmod, language }),
        None => {}
    }
}

fn push(value: &mut String, text: &str) {
    if value.len() + text.len() <= LOC_MAX_BYTES {
        value.push_str(text);
    }
}

fn local(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use std::io::Write as _;

    use super::*;

    fn parsed(body: &[u8]) -> Parsed {
        parse(body, &Url::parse("https://firm.example/sitemap.xml").unwrap(), false)
    }

    fn paths(parsed: &Parsed) -> Vec<&str> {
        parsed.urls.iter().map(|entry| entry.url.path()).collect()
    }

    const LIST: &str = "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:image='i'>
        <url><loc> https://firm.example/a?x=1&amp;y=2 </loc><lastmod>2024-02-01</lastmod><image:image><image:loc>https://firm.example/i.jpg</image:loc></image:image></url>
        <url><loc><![CDATA[https://www.firm.example/b]]></loc><lastmod>2025-03-01T10:00:00+01:00</lastmod></url>
        <url><loc>https://elsewhere.example/c</loc></url></urlset>";

    #[test]
    fn a_list_gives_its_own_pages() {
        let list = parsed(LIST.as_bytes());
        assert_eq!(list.urls.iter().map(|entry| entry.url.as_str()).collect::<Vec<_>>(), ["https://firm.example/a?x=1&y=2", "https://www.firm.example/b"]);
        assert_eq!(list.newest_lastmod.as_deref(), Some("2025-03-01T10:00:00+01:00"));
        assert_eq!(list.error, None);
    }

    #[test]
    fn a_packed_list_and_a_plain_one_are_read() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(LIST.as_bytes()).unwrap();
        assert_eq!(paths(&parsed(&packed.finish().unwrap())), ["/a", "/b"]);
        assert_eq!(paths(&parsed(b"\xef\xbb\xbfhttps://firm.example/a\r\nhttps://other.example/b\nhttps://firm.example/c\n")), ["/a", "/c"]);
    }

    #[test]
    fn an_index_gives_its_children() {
        let index = parsed(b"<sitemapindex><sitemap><loc>https://firm.example/s1.xml</loc></sitemap><sitemap><loc>/s2.xml.gz</loc></sitemap></sitemapindex>");
        assert_eq!(index.children.iter().map(Url::path).collect::<Vec<_>>(), ["/s1.xml", "/s2.xml.gz"]);
    }

    #[test]
    fn the_language_of_an_address_is_what_its_alternates_say() {
        let list = parsed(
            b"<urlset xmlns:xhtml='x'><url><loc>https://firm.example/a</loc><xhtml:link rel='alternate' hreflang='x-default' href='https://firm.example/a'/>\
            <xhtml:link rel='alternate' hreflang='pt-BR' href='https://firm.example/a'/><xhtml:link rel='alternate' hreflang='en' href='https://firm.example/b'/></url>\
            <url><loc>https://firm.example/c</loc></url></urlset>",
        );
        assert_eq!(list.urls.iter().map(|entry| entry.language.as_deref()).collect::<Vec<_>>(), [Some("pt"), None]);
        assert_eq!(list.error, None);
    }

    #[test]
    fn what_is_wrong_is_said_and_the_rest_kept() {
        let broken = parsed(b"<urlset><url><loc>https://firm.example/a</loc></url><url><loc>https://firm.example/b</url></urlset>");
        assert_eq!(paths(&broken), ["/a"]);
        assert!(broken.error.unwrap().starts_with("at byte "));
        assert!(parsed(b"<urlset><url><loc>https://firm.example/a</loc></url>").error.unwrap().contains("not closed"));
        assert!(parsed(b"<!doctype html><html><body>404</body></html>").error.unwrap().contains("<html>"));
        assert!(parsed(b"").error.is_some());
        assert!(parsed(b"not found").error.is_some());
    }

    #[test]
    fn a_packed_bomb_is_bounded() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(b"<urlset>").unwrap();
        packed.write_all(&vec![b' '; 16 << 20]).unwrap();
        assert_eq!(parsed(&packed.finish().unwrap()).urls, []);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_can_be_read(body in "(<urlset>|</urlset>|<url>|</url>|<loc>|</loc>|&amp;|&#x;|&|<!\\[CDATA\\[|\\]\\]>|<!--|https://firm.example/|\\PC){0,40}") {
            let _ = parsed(body.as_bytes());
        }
    }
}
