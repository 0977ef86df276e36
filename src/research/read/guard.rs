//! Keeps hostile markup from costing more than a page may: HTML5 parsing is quadratic in nesting, in formatting elements left open and in
//! attributes of one tag. The text is cut where a cheap estimate of that work runs out.

/// Deeper than any page written by people.
const DEPTH_MAX: usize = 512;
/// Start tags × depth.
const WALK_MAX: usize = 60_000_000;
/// Start tags × formatting elements that each of them may have to reopen.
const REOPEN_MAX: usize = 2_000_000;
const TAGS_MAX: usize = 400_000;
const ATTRIBUTES_MAX: usize = 1_000;

/// The longest beginning of `html` that is safe to parse; all of it for every page written by people.
#[must_use]
pub fn bounded(html: &str) -> &str {
    let bytes = html.as_bytes();
    let (mut at, mut tags, mut walk, mut reopen) = (0_usize, 0_usize, 0_usize, 0_usize);
    let (mut depth, mut formatting) = (0_usize, 0_usize);
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|&b| b == b'<')) {
        let start = at + found;
        at = start + 1;
        let closing = bytes.get(at) == Some(&b'/');
        let name_at = if closing { at + 1 } else { at };
        if !bytes.get(name_at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let name_end = name_at + bytes[name_at..].iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/')).unwrap_or(bytes.len() - name_at);
        let (tag_end, attributes) = tag_end(bytes, name_end);
        tags += 1;
        let name = bytes.get(name_at..name_end.min(name_at + 12)).unwrap_or_default().to_ascii_lowercase();
        if is_formatting(&name) {
            formatting = if closing { formatting.saturating_sub(1) } else { formatting + 1 };
        } else if nests(&name) {
            depth = if closing { depth.saturating_sub(1) } else { depth + 1 };
        }
        walk = walk.saturating_add(depth + formatting);
        reopen = reopen.saturating_add(formatting);
        if depth + formatting > DEPTH_MAX || walk > WALK_MAX || reopen > REOPEN_MAX || tags > TAGS_MAX || attributes > ATTRIBUTES_MAX {
            return &html[..html.floor_char_boundary(start)];
        }
        at = tag_end;
        if !closing && matches!(name.as_slice(), b"script" | b"style") {
            at = raw_end(bytes, at, &name);
        }
    }
    html
}

/// Where the tag that began before `at` ends, and how many attributes it seems to have.
fn tag_end(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let (mut attributes, mut quote, mut blank) = (0_usize, 0_u8, false);
    while let Some(&b) = bytes.get(at) {
        at += 1;
        if quote != 0 {
            if b == quote {
                quote = 0;
                blank = true;
            }
        } else if b == b'>' {
            break;
        } else if b.is_ascii_whitespace() || b == b'/' {
            blank = true;
        } else {
            if blank {
                attributes += 1;
                blank = false;
            }
            if (b == b'"' || b == b'\'') && bytes.get(at.saturating_sub(2)) == Some(&b'=') {
                quote = b;
            }
        }
    }
    (at, attributes)
}

fn raw_end(bytes: &[u8], mut at: usize, name: &[u8]) -> usize {
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|&b| b == b'<')) {
        at += found + 1;
        if bytes.get(at) == Some(&b'/') && bytes.get(at + 1..at + 1 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            return at - 1;
        }
    }
    bytes.len()
}

fn is_formatting(name: &[u8]) -> bool {
    matches!(name, b"a" | b"b" | b"big" | b"code" | b"em" | b"font" | b"i" | b"nobr" | b"s" | b"small" | b"strike" | b"strong" | b"tt" | b"u")
}

/// Elements that neither are void nor close by themselves.
fn nests(name: &[u8]) -> bool {
    !matches!(
        name,
        b"area" | b"base" | b"br" | b"col" | b"embed" | b"hr" | b"img" | b"input" | b"link" | b"meta" | b"param" | b"source" | b"track" | b"wbr"
            | b"p" | b"li" | b"dd" | b"dt" | b"td" | b"th" | b"tr" | b"tbody" | b"thead" | b"tfoot" | b"option" | b"optgroup" | b"colgroup" | b"html" | b"head" | b"body"
            // SVG shapes are closed with `/>`
            | b"path" | b"circle" | b"rect" | b"line" | b"polyline" | b"polygon" | b"ellipse" | b"use" | b"stop" | b"g"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_page_is_left_whole() {
        let page = format!("<body>{}</body>", "<div><p>One <b>two</b><br><img src=x><ul><li>a<li>b</ul></div>".repeat(2_000));
        assert_eq!(bounded(&page), page);
    }

    #[test]
    fn bottomless_nesting_is_cut() {
        assert!(bounded(&"<div>".repeat(1_000_000)).len() < 4_000);
        assert!(bounded(&"<b><p>".repeat(1_000_000)).len() < 40_000);
        let forms: String = (0..400).map(|n| format!("<font size={n}>")).collect();
        assert!(bounded(&format!("{forms}{}", "<p>x".repeat(500_000))).len() < 60_000);
    }

    #[test]
    fn a_tag_with_endless_attributes_is_cut() {
        let page = format!("<p>Hello</p><a {}>", "x1 ".repeat(100_000));
        assert_eq!(bounded(&page), "<p>Hello</p>");
    }
}
