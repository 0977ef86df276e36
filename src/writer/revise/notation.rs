//! Running text as a person edits it: plain words, `[3]` for the marker of claim `c3`, `[words](address)` for a link, `**strong**`, `*em*`, `` `code` ``,
//! and a backslash before a character that should stand for itself. Whatever is written reads back as it was.

use magnetite_document::tree::{Inline, Text};

/// The text in the notation.
#[must_use]
pub fn write(text: &Text) -> String {
    text.0
        .iter()
        .map(|part| match part {
            Inline::Text(text) => escape(text),
            Inline::Strong(text) => format!("**{}**", escape(text)),
            Inline::Em(text) => format!("*{}*", escape(text)),
            Inline::Code(text) => format!("`{}`", escape(text)),
            Inline::Link { text, href } => format!("[{}]({href})", escape(text)),
            Inline::Claim(id) => format!("[{}]", marker(id)),
        })
        .collect()
}

/// The text as a person reads it, with the markers of claims in brackets: for lists and comparisons, not to be read back.
#[must_use]
pub fn shown(text: &Text) -> String {
    text.0
        .iter()
        .map(|part| match part {
            Inline::Text(text) | Inline::Strong(text) | Inline::Em(text) | Inline::Code(text) => text.clone(),
            Inline::Link { text, href } if text == href => text.clone(),
            Inline::Link { text, href } => format!("{text} ({href})"),
            Inline::Claim(id) => format!("[{}]", marker(id)),
        })
        .collect()
}

/// How the marker of a claim stands between its brackets: `3` for `c3`.
#[must_use]
pub fn marker(id: &str) -> &str {
    id.strip_prefix('c').filter(|number| is_number(number)).unwrap_or(id)
}

/// The notation read back. Line breaks count as spaces; a mark without its partner stands for itself.
#[must_use]
pub fn read(text: &str) -> Text {
    let chars: Vec<char> = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let found = match c {
            '\\' => chars.get(at + 1).map(|next| {
                plain.push(*next);
                (None, at + 2)
            }),
            '[' => bracket(&chars, at),
            '*' if chars.get(at + 1) == Some(&'*') => enclosed(&chars, at, "**").map(|(text, next)| (Some(Inline::Strong(text)), next)),
            '*' => enclosed(&chars, at, "*").map(|(text, next)| (Some(Inline::Em(text)), next)),
            '`' => enclosed(&chars, at, "`").map(|(text, next)| (Some(Inline::Code(text)), next)),
            _ => None,
        };
        let Some((part, next)) = found else {
            plain.push(*c);
            at += 1;
            continue;
        };
        if let Some(part) = part {
            push_plain(&mut parts, &mut plain);
            parts.push(part);
        }
        at = next;
    }
    push_plain(&mut parts, &mut plain);
    Text(parts)
}

fn push_plain(parts: &mut Vec<Inline>, plain: &mut String) {
    if !plain.is_empty() {
        parts.push(Inline::Text(std::mem::take(plain)));
    }
}

/// A claim's marker, or a link.
fn bracket(chars: &[char], at: usize) -> Option<(Option<Inline>, usize)> {
    let (text, end) = until(chars, at + 1, &[']'])?;
    if chars.get(end) == Some(&'(') {
        let (href, end) = until(chars, end + 1, &[')'])?;
        let href = href.trim().to_owned();
        return (!text.trim().is_empty() && !href.is_empty()).then_some((Some(Inline::Link { text, href }), end));
    }
    let id = text.trim();
    let whole = !id.is_empty() && id.len() <= 12 && id.chars().all(|c| c.is_ascii_alphanumeric());
    let id = if is_number(id) { format!("c{id}") } else { id.to_owned() };
    (whole && id.chars().any(|c| c.is_ascii_digit())).then_some((Some(Inline::Claim(id)), end))
}

/// The text between two equal marks, and the place behind the second.
fn enclosed(chars: &[char], at: usize, mark: &str) -> Option<(String, usize)> {
    let mark: Vec<char> = mark.chars().collect();
    let (text, end) = until(chars, at + mark.len(), &mark)?;
    (!text.trim().is_empty()).then_some((text, end))
}

fn until(chars: &[char], from: usize, mark: &[char]) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut at = from;
    while let Some(c) = chars.get(at) {
        if *c == '\\' {
            text.extend(chars.get(at + 1));
            at += 2;
        } else if chars[at..].starts_with(mark) {
            return Some((text, at + mark.len()));
        } else {
            text.push(*c);
            at += 1;
        }
    }
    None
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 9 && text.chars().all(|c| c.is_ascii_digit())
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '[' | ']' | '*' | '`') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_written_reads_back() {
        let text = Text(vec![
            Inline::Text("We read 4 * 3 [sic] pages of a\\b.".into()),
            Inline::Claim("c12".into()),
            Inline::Text(" See ".into()),
            Inline::Link { text: "about [this]".into(), href: "https://go.example/x/about-this-page".into() },
            Inline::Strong("now".into()),
            Inline::Em("here".into()),
            Inline::Code("curl *".into()),
            Inline::Claim("x1".into()),
        ]);
        assert_eq!(read(&write(&text)), text);
        assert_eq!(write(&read("Six pages.[3] Nice.")), "Six pages.[3] Nice.");
    }

    #[test]
    fn a_mark_without_its_partner_stands_for_itself() {
        for text in ["5 * 3", "[", "a [b", "`x", "**", "[](x)", "[]", "\\", "[a b c]", "***"] {
            assert_eq!(read(text).words().replace('\\', ""), text.replace('\\', ""), "{text}");
        }
    }
}
