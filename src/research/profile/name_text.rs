//! A name as it is cut out of titles, notices and images: what belongs to it and what does not.

use super::{labels, words};

/// Without `GmbH`, `Ltd.` and the like at its end.
pub fn without_suffix(name: &str) -> &str {
    const SUFFIXES: &[&str] = &[
        "gmbh & co. kg",
        "gmbh",
        "ltd.",
        "ltd",
        "limited",
        "llc",
        "inc.",
        "inc",
        "plc",
        "sas",
        "sarl",
        "ag",
        "kg",
        "corp.",
        "s.l.",
        "s.a.",
        "srl",
        "b.v.",
        "bv",
        "pty ltd",
    ];
    let lower = name.to_lowercase();
    for suffix in SUFFIXES {
        if let Some(rest) = lower.strip_suffix(suffix)
            && rest.ends_with([' ', ','])
            && let Some(bare) = name.get(..rest.len())
        {
            return bare.trim_end_matches([' ', ',']);
        }
    }
    name
}

/// Without the year of a copyright line behind it.
pub fn bare(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((rest, year)) if year.len() == 4 && year.starts_with("20") && year.bytes().all(|b| b.is_ascii_digit()) => rest.trim_end_matches([',', ' ']),
        _ => name,
    }
}

/// Without the word logo around it.
pub fn strip_logo(alt: &str) -> &str {
    let alt = alt.trim();
    for word in [" logo", " Logo", " LOGO"] {
        if let Some(bare) = alt.strip_suffix(word) {
            return bare;
        }
    }
    for word in ["Logo of ", "Logo von ", "Logo de ", "Logo ", "logo "] {
        if let Some(bare) = alt.strip_prefix(word) {
            return bare;
        }
    }
    alt
}

/// Says nothing that is one company's own.
pub fn is_generic(text: &str) -> bool {
    const MARKS: &[&str] = &[
        "just another",
        "wordpress",
        "all rights reserved",
        "your company",
        "company name",
        "untitled",
        "navigation",
        "skip to",
        "welcome to",
        "website",
        "home page",
        "wix",
        "squarespace",
        "webpage",
        "copyright",
        "new tab",
        "logo",
        "menu",
        "404",
        "not found",
        "template",
        "theme by",
        "powered by",
    ];
    let lower = text.to_lowercase();
    words::has_any(&lower, MARKS) || labels::is_call_to_action(text)
}
