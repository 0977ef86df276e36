//! Closes what `<noscript>` leaves open. With scripts, browsers take its inside for plain text; we parse it, and an `<iframe …/>` in it, which HTML
//! does not know as closed, would swallow the rest of the page, and an `<img>` in one of the head would end the head.

use std::borrow::Cow;

use super::visible::find_tag;

/// Elements whose inside is text up to their end tag.
const SWALLOWING: [(&str, &str); 8] = [
    ("<iframe", "</iframe"),
    ("<style", "</style"),
    ("<textarea", "</textarea"),
    ("<title", "</title"),
    ("<xmp", "</xmp"),
    ("<noframes", "</noframes"),
    ("<noembed", "</noembed"),
    ("<!--", "-->"),
];

/// The page with an end tag for each such element that begins in a `<noscript>` and does not end there, and without what would end the head.
/// Cost: linear.
#[must_use]
pub fn closed(html: &str) -> Cow<'_, str> {
    let (mut out, mut copied, mut at) = (String::new(), 0, 0);
    let body = find_tag(html, "<body").unwrap_or(0);
    while let Some(start) = html.get(at..).and_then(|rest| find_tag(rest, "<noscript")).map(|start| at + start) {
        let Some(end) = html.get(start..).and_then(|rest| find_tag(rest, "</noscript")).map(|end| start + end) else { break };
        let inside = html.get(start..end).unwrap_or_default();
        at = end;
        if end < body && ends_head(inside) {
            out.push_str(html.get(copied..start).unwrap_or_default());
            out.push_str("<noscript>");
            copied = end;
        } else if let Some(close) = open_at_end(inside) {
            out.push_str(html.get(copied..end).unwrap_or_default());
            out.push_str(close);
            out.push_str(if close == "-->" { "" } else { ">" });
            copied = end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(html.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// Holds an element that has no place in a head (HTML, 13.2.6.4.5: in a noscript of the head, only `link`, `meta` and `style` go).
fn ends_head(inside: &str) -> bool {
    let elements =
        inside.match_indices('<').skip(1).filter_map(|(at, _)| inside.get(at + 1..)).filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    elements
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase())
        .any(|name| !matches!(name.as_str(), "link" | "meta" | "style" | "basefont" | "bgsound" | "noframes"))
}

/// The end tag of the element that is still open at the end.
fn open_at_end(inside: &str) -> Option<&'static str> {
    let mut rest = inside;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at..)?;
        let begins = |open: &str| rest.as_bytes().get(..open.len()).is_some_and(|head| head.eq_ignore_ascii_case(open.as_bytes()));
        let Some((open, close)) = SWALLOWING.iter().find(|(open, _)| begins(open)) else {
            rest = rest.get(1..)?;
            continue;
        };
        let after = rest.get(open.len()..)?;
        let end = if *close == "-->" { after.find(close) } else { find_tag(after, close) };
        let Some(end) = end else { return Some(close) };
        rest = after.get(end..)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_noscript_leaves_open_is_closed() {
        assert_eq!(closed("<NOSCRIPT><iframe src=x /></NOSCRIPT><p>Page"), "<NOSCRIPT><iframe src=x /></iframe></NOSCRIPT><p>Page");
        assert_eq!(closed("<noscript><!-- a</noscript>b"), "<noscript><!-- a--></noscript>b");
        assert_eq!(closed("<head><noscript><img src=x></noscript><title>T</title><body>"), "<head><noscript></noscript><title>T</title><body>");
        for right in [
            "<head><noscript><style>a</style></noscript><body>",
            "<body><noscript><img></noscript>",
            "<noscript><iframe></iframe></noscript>",
            "<iframe/>",
            "<noscript>",
            "<noscript><style>a</style><img></noscript>",
        ] {
            assert!(matches!(closed(right), Cow::Borrowed(_)), "{right}");
        }
    }
}
