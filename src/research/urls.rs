//! Addresses: resolving, what belongs to one site, and which spellings mean the same page.

use url::Url;

/// Query parameters that say where a visitor came from, not which page it is.
const TRACKING: [&str; 18] = [
    "fbclid",
    "gclid",
    "gbraid",
    "wbraid",
    "dclid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "_ga",
    "_gl",
    "ref",
    "source",
    "sessionid",
    "phpsessid",
];

/// File names that stand for their folder, without extension. `home` and `start` are often the page behind a title page.
const INDEX_NAMES: [&str; 2] = ["index", "default"];
const PAGE_EXTENSIONS: [&str; 11] = ["html", "htm", "shtml", "xhtml", "php", "php5", "asp", "aspx", "jsp", "cfm", "cgi"];
/// Files that are never pages.
const FILE_EXTENSIONS: [&str; 48] = [
    "pdf", "jpg", "jpeg", "png", "gif", "webp", "svg", "ico", "avif", "bmp", "tif", "tiff", "mp3", "mp4", "m4a", "mov", "avi", "webm", "ogg", "wav", "zip",
    "gz", "tar", "rar", "7z", "exe", "dmg", "apk", "msi", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "csv", "ics", "vcf", "css", "js", "mjs", "json",
    "xml", "rss", "atom", "woff2", "swf",
];

/// Absolute http(s) address without fragment and user name; `None` for anything else.
#[must_use]
pub fn resolve(base: &Url, href: &str) -> Option<Url> {
    let mut url = base.join(href.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return None;
    }
    url.set_fragment(None);
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    Some(url)
}

/// Host in lower case without a trailing dot; empty when there is none.
#[must_use]
pub fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().trim_end_matches('.').to_ascii_lowercase()
}

/// The registrable domain of a host (public suffix list), or the host itself where there is none, as of an address.
#[must_use]
pub fn registrable(host: &str) -> String {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if host.starts_with('[') || host.parse::<std::net::Ipv4Addr>().is_ok() {
        return host;
    }
    psl::domain_str(&host).map_or_else(|| host.clone(), str::to_owned)
}

/// The name before the public suffix: `firm` of `www.firm.co.uk`; the host itself where there is none.
#[must_use]
pub fn name(host: &str) -> String {
    let domain = registrable(host);
    let suffix = psl::suffix_str(&domain).filter(|_| psl::domain_str(&domain) == Some(domain.as_str()));
    suffix.and_then(|suffix| domain.strip_suffix(suffix)?.strip_suffix('.')).unwrap_or(&domain).to_owned()
}

/// Whether an address is its host's home page, in whatever language.
#[must_use]
pub fn is_home(url: &Url) -> bool {
    let plain = language(url).map_or_else(|| key(url), |(_, plain)| plain);
    let path = plain.split('?').next().unwrap_or_default();
    path.split_once('/').is_none_or(|(_, path)| matches!(path, "home" | "start" | "welcome"))
}

#[must_use]
pub fn same_site(one: &Url, other: &Url) -> bool {
    registrable(&host(one)) == registrable(&host(other))
}

/// The same host, `www.` aside.
#[must_use]
pub fn same_host(one: &Url, other: &Url) -> bool {
    bare(&host(one)) == bare(&host(other))
}

fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether the path ends in a file type that is never a page.
#[must_use]
pub fn is_file(url: &Url) -> bool {
    extension(url.path()).is_some_and(|extension| FILE_EXTENSIONS.contains(&extension.as_str()))
}

fn extension(path: &str) -> Option<String> {
    let (_, extension) = path.rsplit('/').next()?.rsplit_once('.')?;
    (extension.len() <= 5).then(|| extension.to_ascii_lowercase())
}

/// Two addresses with the same key are the same page: scheme, `www.`, default port, index file, trailing slash, doubled slashes, fragment and
/// tracking parameters do not count. The case of the path does.
#[must_use]
pub fn key(url: &Url) -> String {
    let mut key = bare(&host(url)).to_owned();
    if let Some(port) = url.port().filter(|port| !matches!(port, 80 | 443)) {
        key.push_str(&format!(":{port}"));
    }
    let mut segments: Vec<&str> = url.path().split('/').filter(|segment| !segment.is_empty()).collect();
    if segments.last().is_some_and(|last| is_index(last)) {
        segments.pop();
    }
    for segment in segments {
        key.push('/');
        key.push_str(segment);
    }
    let query: Vec<&str> = url.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty() && !is_tracking(pair)).collect();
    if !query.is_empty() {
        key.push('?');
        key.push_str(&query.join("&"));
    }
    key
}

fn is_index(segment: &str) -> bool {
    let lower = segment.to_ascii_lowercase();
    match lower.rsplit_once('.') {
        Some((name, extension)) => INDEX_NAMES.contains(&name) && PAGE_EXTENSIONS.contains(&extension),
        None => lower == "index",
    }
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.starts_with("utm_") || name.starts_with("pk_") || name.starts_with("mtm_") || TRACKING.contains(&name.as_str())
}

/// Languages that sites name in their addresses, ISO 639-1.
const LANGUAGES: [&str; 52] = [
    "ar", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "ga", "gl", "he", "hi", "hr", "hu", "id", "is", "it", "ja",
    "jp", "ko", "lt", "lv", "ms", "nb", "ne", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "th", "tl", "tr", "uk", "vi", "zh", "cn", "tw",
];

/// The language an address names (`/en/…`, `/de-at/…`, `?lang=fr`, `page_en.html`, `en.host`), as its two letters, and the key of the address
/// without it, by which translations of one page meet.
#[must_use]
pub fn language(url: &Url) -> Option<(String, String)> {
    for (name, value) in url.query_pairs().take(16) {
        if matches!(name.as_ref(), "lang" | "language" | "hl" | "locale" | "l")
            && let Some(tag) = language_tag(&value)
        {
            let mut plain = url.clone();
            plain.set_query(None);
            return Some((tag, key(&plain)));
        }
    }
    let segments: Vec<&str> = url.path().split('/').filter(|segment| !segment.is_empty()).collect();
    if let Some(first) = segments.first().copied() {
        let stem = strip_page_extension(first);
        if let Some(tag) = language_tag(stem)
            && (segments.len() > 1 || stem == first || segments.len() == 1)
        {
            let mut plain = url.clone();
            plain.set_path(&segments.get(1..).unwrap_or_default().join("/"));
            return Some((tag, key(&plain)));
        }
    }
    if let Some(last) = segments.last().copied() {
        let stem = strip_page_extension(last);
        if stem.len() < last.len()
            && let Some((name, tail)) = stem.rsplit_once(['_', '-', '.'])
            && !name.is_empty()
            && let Some(tag) = language_tag(tail)
        {
            let mut plain = url.clone();
            let path = url.path().strip_suffix(last).unwrap_or_default();
            let extension = last.get(stem.len()..).unwrap_or_default();
            plain.set_path(&format!("{path}{name}{extension}"));
            return Some((tag, key(&plain)));
        }
    }
    let host = host(url);
    let (label, rest) = host.split_once('.')?;
    let tag = language_tag(label)?;
    if registrable(&host) == host {
        return None;
    }
    let mut plain = url.clone();
    plain.set_host(Some(rest)).ok()?;
    Some((tag, key(&plain)))
}

fn strip_page_extension(segment: &str) -> &str {
    match segment.rsplit_once('.') {
        Some((stem, extension)) if PAGE_EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str()) => stem,
        _ => segment,
    }
}

/// `en`, `EN`, `en-gb`, `zh_TW` → two letters in lower case.
#[must_use]
pub fn language_tag(text: &str) -> Option<String> {
    let lower = text.trim().to_ascii_lowercase();
    let (primary, region) = match lower.split_once(['-', '_']) {
        Some((primary, region)) => (primary, Some(region)),
        None => (lower.as_str(), None),
    };
    let known =
        LANGUAGES.contains(&primary) && region.is_none_or(|region| (2..=4).contains(&region.len()) && region.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    known.then(|| match primary {
        "jp" => String::from("ja"),
        "cn" | "tw" => String::from("zh"),
        other => other.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn spellings_of_one_page_share_a_key() {
        let same = [
            "https://firm.example/about/",
            "http://www.firm.example/about",
            "https://firm.example/about/index.html",
            "https://firm.example:443//about/?utm_source=x&gclid=1#team",
            "https://FIRM.example./about/index.php",
        ];
        for text in same {
            assert_eq!(key(&url(text)), "firm.example/about", "{text}");
        }
        assert_eq!(key(&url("https://firm.example/index.htm")), key(&url("https://www.firm.example")));
        assert_ne!(key(&url("https://firm.example/page?id=1")), key(&url("https://firm.example/page?id=2")));
        assert_ne!(key(&url("https://shop.firm.example/")), key(&url("https://firm.example/")));
    }

    #[test]
    fn a_site_is_its_registrable_domain() {
        assert!(same_site(&url("https://a.firm.co.uk/"), &url("https://firm.co.uk/")));
        assert!(!same_site(&url("https://firm.co.uk/"), &url("https://other.co.uk/")));
        assert!(!same_site(&url("https://one.github.io/"), &url("https://two.github.io/")));
    }

    #[test]
    fn a_name_is_known_under_every_suffix_and_a_home_page_in_every_language() {
        assert_eq!((name("www.firm.co.uk"), name("firm.de"), name("one.github.io")), ("firm".into(), "firm".into(), "one".into()));
        assert_eq!((name("localhost"), name("127.0.0.1")), ("localhost".into(), "127.0.0.1".into()));
        for home in [
            "https://firm.example/",
            "https://firm.example/de/",
            "https://firm.example/en/index.html",
            "https://firm.example/home",
            "https://firm.example/?x=1",
        ] {
            assert!(is_home(&url(home)), "{home}");
        }
        for inner in ["https://firm.example/brands/other", "https://firm.example/other", "https://firm.example/de/ueber-uns"] {
            assert!(!is_home(&url(inner)), "{inner}");
        }
    }

    #[test]
    fn only_web_addresses_resolve() {
        let base = url("https://firm.example/a/b");
        for href in ["javascript:void(0)", "mailto:a@firm.example", "tel:1", "data:text/html,x", "http://", "file:///etc/passwd"] {
            assert_eq!(resolve(&base, href), None, "{href}");
        }
        assert_eq!(resolve(&base, " ../c#d ").unwrap().as_str(), "https://firm.example/c");
        assert_eq!(resolve(&base, "//u:p@other.example/x").unwrap().as_str(), "https://other.example/x");
    }

    #[test]
    fn translations_of_one_page_meet() {
        let plain = key(&url("https://firm.example/about"));
        for (text, tag) in [
            ("https://firm.example/en/about", "en"),
            ("https://firm.example/de-at/about/", "de"),
            ("https://firm.example/zh_TW/about", "zh"),
            ("https://firm.example/about?lang=fr", "fr"),
            ("https://nl.firm.example/about", "nl"),
        ] {
            assert_eq!(language(&url(text)), Some((tag.to_owned(), plain.clone())), "{text}");
        }
        assert_eq!(language(&url("https://firm.example/price_en.html")).unwrap().1, key(&url("https://firm.example/price.html")));
        for text in ["https://firm.example/about", "https://it.example/about", "https://firm.example/blog/en", "https://firm.example/log-in"] {
            assert_eq!(language(&url(text)), None, "{text}");
        }
    }
}
