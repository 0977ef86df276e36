//! What research did, in plain words for people: the outcome, why a request brought nothing, how sure a fact is. Used by the dashboard and the command line.

use super::dossier::{Dossier, Outcome, Reading, Reason, Request};
use super::page::{BlockKind, Dropped, Region, Role};

/// How well the site could be read, in one sentence.
#[must_use]
pub fn outcome_sentence(dossier: &Dossier) -> String {
    let pages = count(dossier.pages.len(), "page", "pages");
    match dossier.outcome.reading {
        Reading::Ok => format!("The site was read well: {pages}."),
        Reading::Thin => format!("There was little to go on: {pages} read."),
        Reading::Insufficient if dossier.outcome.reason == Some(Reason::ResearchOff) => "The site was not read.".into(),
        Reading::Insufficient if dossier.outcome.reason == Some(Reason::NoDomain) => "There was no site to read.".into(),
        Reading::Insufficient => "The site could not be read.".into(),
    }
}

/// Why it was not read whole; `None` when it was.
#[must_use]
pub fn because(outcome: &Outcome) -> Option<&'static str> {
    Some(match outcome.reason? {
        Reason::NoDomain => "The lead names no site, and its e-mail address is at a host that many share.",
        Reason::ResearchOff => "This project does not read the sites of its leads; only what was sent is known.",
        Reason::NoSuchHost => "The name leads to no server.",
        Reason::Refused => "The server turned the connection down. It may be out of order.",
        Reason::Timeout => "The server did not answer in time.",
        Reason::Tls => "Its certificate is not valid, so it was not read.",
        Reason::PrivateAddress => "The name leads to an address that is not public, so it was not asked.",
        Reason::TooLarge => "The home page is larger than we read.",
        Reason::RedirectLoop => "The address redirects in a circle, or too often.",
        Reason::Blocked => "The site turned our reader away. People may well see it; this says nothing about its quality.",
        Reason::RobotsRefused => "Its robots.txt asks readers like ours to stay away, and we kept to it.",
        Reason::HttpError => "The server answered with an error.",
        Reason::NotHtml => "What the server sent is no web page.",
        Reason::Empty => "The home page came back empty.",
        Reason::ScriptOnly => "Its text is made by scripts in the browser, so only head and headers could be read.",
        Reason::Parked => "Somebody has registered the name, and there is no site of its own yet.",
        Reason::UnderConstruction => "The site says that it is still being built.",
        Reason::Login => "The site asks for a log-in first.",
        Reason::Moved => "It sends its visitors to another address, which may be another firm's.",
        Reason::LittleText => "There is too little text on it to know the company by.",
        Reason::Frames => "Its content stands in frames, so only little text could be read.",
        Reason::Scripts => "Much of it is made by scripts in the browser, so only little text could be read.",
    })
}

/// What a request was for: `home` → `Home page`.
#[must_use]
pub fn purpose(word: &str) -> &str {
    match word {
        "home" => "Home page",
        "robots" => "robots.txt",
        "sitemap" => "Sitemap",
        "page" => "Page",
        "frame" => "Frame",
        "probe" => "Check",
        other => other,
    }
}

/// Why a request brought nothing, in words; `None` when it brought what was asked for.
#[must_use]
pub fn trouble(request: &Request) -> Option<String> {
    if let Some(failure) = &request.failure {
        return Some(failed(failure).to_owned());
    }
    match request.status? {
        ..=399 => None,
        401 | 407 => Some("asks for a log-in".into()),
        403 => Some("turned us away".into()),
        404 => Some("no such page".into()),
        410 => Some("page was taken away".into()),
        429 => Some("asked us to slow down".into()),
        451 => Some("withheld for legal reasons".into()),
        status @ 500.. => Some(format!("error of the server ({status})")),
        status => Some(format!("answered {status}")),
    }
}

/// One-word failures of requests as clauses; an unknown one as it is.
#[must_use]
pub fn failed(failure: &str) -> &str {
    match failure {
        "dns" => "no such host",
        "refused" => "connection refused",
        "unreachable" => "not reachable",
        "reset" => "connection broken off",
        "tls" => "certificate not valid",
        "timeout" => "no answer in time",
        "private_address" => "address not public",
        "too_large" => "larger than we read",
        "redirects" => "redirects in a circle, or too often",
        "bad_scheme" => "not a web address",
        "bad_port" => "a port we do not use",
        "bad_url" => "an address that cannot be",
        "protocol" => "answer damaged",
        other => other,
    }
}

/// How sure we are, in a word.
#[must_use]
pub fn sure(confidence: f64) -> &'static str {
    match confidence {
        0.85.. => "sure",
        0.65.. => "likely",
        _ => "unsure",
    }
}

#[must_use]
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Home => "Home",
        Role::About => "About",
        Role::Offer => "Offer",
        Role::Pricing => "Prices",
        Role::Proof => "Proof",
        Role::Contact => "Contact",
        Role::Legal => "Legal",
        Role::Careers => "Careers",
        Role::Post => "Post",
        Role::Other => "Other",
    }
}

#[must_use]
pub fn region(region: Region) -> &'static str {
    match region {
        Region::Header => "header",
        Region::Nav => "navigation",
        Region::Main => "main",
        Region::Aside => "aside",
        Region::Footer => "footer",
        Region::Body => "body",
    }
}

#[must_use]
pub fn block_kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list item",
        BlockKind::Cell => "table cell",
        BlockKind::Quote => "quotation",
        BlockKind::Address => "address",
        BlockKind::Other => "text",
    }
}

/// Why a block is not main text.
#[must_use]
pub fn dropped(why: Dropped) -> &'static str {
    match why {
        Dropped::Landmark => "header, navigation, aside or footer",
        Dropped::Hidden => "not visible, never used",
        Dropped::Repeated => "stands on most pages",
        Dropped::Furniture => "cookie notice, share buttons and the like",
        Dropped::Beside => "beside the main text",
    }
}

/// `1 page`, `3 pages`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Bytes as people say them: `640 B`, `12.4 kB`, `1.2 MB` (powers of ten).
#[must_use]
pub fn size(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        ..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

/// Milliseconds as people say them: `84 ms`, `1.2 s`.
#[must_use]
pub fn took(ms: u64) -> String {
    if ms < 1_000 { format!("{ms} ms") } else { format!("{}.{} s", ms / 1_000, ms % 1_000 / 100) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times_are_said_in_the_unit_that_fits() {
        assert_eq!([0, 999, 1_000, 12_449, 999_999, 1_250_000].map(size), ["0 B", "999 B", "1.0 kB", "12.4 kB", "999.9 kB", "1.2 MB"]);
        assert_eq!([0, 84, 999, 1_000, 12_345].map(took), ["0 ms", "84 ms", "999 ms", "1.0 s", "12.3 s"]);
    }

    #[test]
    fn an_answer_that_brought_something_is_no_trouble() {
        let request = |status, failure: Option<&str>| Request {
            url: "https://firm.example/".into(),
            purpose: "page".into(),
            hops: Vec::new(),
            status,
            failure: failure.map(str::to_owned),
            fetched_at: 0,
            body_bytes: 0,
            ttfb_ms: 0,
            took_ms: 0,
            from_cache: false,
            not_modified: false,
        };
        assert_eq!(trouble(&request(Some(200), None)), None);
        assert_eq!(trouble(&request(Some(304), None)), None);
        assert_eq!(trouble(&request(Some(503), None)).as_deref(), Some("error of the server (503)"));
        assert_eq!(trouble(&request(None, Some("timeout"))).as_deref(), Some("no answer in time"));
        assert_eq!(trouble(&request(None, Some("new_word"))).as_deref(), Some("new_word"));
    }
}
