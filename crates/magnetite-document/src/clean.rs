//! Text from outside, made safe to set: which characters may be shown, which addresses may be links, where a long word may break.

use url::Url;

/// Longest run of characters without a space before [`breakable`] offers a break.
const LONG_WORD: usize = 24;

/// The text without control characters, bidirectional overrides and other invisible characters that change how neighbours are read.
/// Line breaks and tabs become a space.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|character| match character {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
            // Embeddings, overrides, isolates and deprecated format characters (UAX 9), byte order mark, interlinear marks, tags, noncharacters.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => None,
            '\u{fffe}' | '\u{ffff}' | '\u{fdd0}'..='\u{fdef}' => None,
            '\u{200b}' | '\u{2060}' | '\u{ad}' => None,
            other if other.is_control() => None,
            other => Some(other),
        })
        .collect()
}

/// The same for a text whose lines count: each line cleaned, at most 200 of them.
#[must_use]
pub fn clean_lines(text: &str) -> String {
    text.lines().take(200).map(clean).collect::<Vec<_>>().join("\n")
}

/// The address if it may be a link: `http`, `https` (with a host) or `mailto`, as the WHATWG URL parser writes it. `None` for every other scheme.
#[must_use]
pub fn safe_href(href: &str) -> Option<String> {
    let url = Url::parse(href.trim()).ok()?;
    match url.scheme() {
        "http" | "https" if url.host().is_some() => Some(url.into()),
        "mailto" if !url.path().is_empty() => Some(url.into()),
        _ => None,
    }
}

/// An address of our own: as [`safe_href`], or a plain path relative to the page, like `report.pdf` or `/go/a/b.pdf`.
#[must_use]
pub fn own_href(href: &str) -> Option<String> {
    let path = !href.is_empty() && !href.starts_with("//") && href.chars().all(|character| character.is_ascii_alphanumeric() || "._~/-".contains(character));
    if path { Some(href.to_owned()) } else { safe_href(href) }
}

/// An address as a reader likes to see it: no scheme, no trailing slash on a bare host.
#[must_use]
pub fn shown_address(href: &str) -> String {
    let bare = href.strip_prefix("https://").or_else(|| href.strip_prefix("http://")).or_else(|| href.strip_prefix("mailto:")).unwrap_or(href);
    let bare = match bare.find('/') {
        Some(slash) if slash + 1 == bare.len() => bare.get(..slash).unwrap_or(bare),
        _ => bare,
    };
    clean(bare)
}

/// The text with zero-width spaces inside words that no line can hold: for layout engines that never break inside a word.
#[must_use]
pub fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        if word.chars().nth(LONG_WORD).is_none() {
            out.push_str(word);
            continue;
        }
        let mut run = 0_usize;
        for character in word.chars() {
            out.push(character);
            run += 1;
            if run >= LONG_WORD || matches!(character, '/' | '@' | '-' | '_' | '.' | '?' | '&' | '=' | ',' | ';' | ':') {
                out.push('\u{200b}');
                run = 0;
            }
        }
    }
    out
}

/// A language code of two or three lower-case letters; `en` when it is anything else.
#[must_use]
pub fn language(code: &str) -> String {
    let primary: String = code.chars().take_while(char::is_ascii_alphabetic).take(4).collect::<String>().to_ascii_lowercase();
    if (2..=3).contains(&primary.len()) { primary } else { "en".to_owned() }
}

/// Writing direction of a language: `rtl` or `ltr`.
#[must_use]
pub fn direction(language: &str) -> &'static str {
    match language {
        "ar" | "he" | "fa" | "ur" | "yi" | "ps" | "dv" | "ckb" | "sd" | "ug" => "rtl",
        _ => "ltr",
    }
}

/// Letters, digits and single hyphens of the text, for anchors; may be empty.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars().take(60) {
        if character.is_ascii_alphanumeric() {
            out.push(character.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_web_and_mail_addresses_become_links() {
        for good in ["https://harbourpine.example/a?b=c", "http://harbourpine.example", "mailto:ana@harbourpine.example"] {
            assert!(safe_href(good).is_some(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            " jAvaScript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//host",
            "/path",
            "vbscript:x",
            "",
        ] {
            assert_eq!(safe_href(bad), None, "{bad}");
        }
    }

    #[test]
    fn our_own_addresses_may_be_relative() {
        assert_eq!(own_href("report.pdf").as_deref(), Some("report.pdf"));
        assert_eq!(own_href("//elsewhere.example/x"), None);
        assert_eq!(own_href("javascript:alert(1)"), None);
    }

    #[test]
    fn an_override_that_turns_text_around_is_dropped_and_letters_of_any_script_stay() {
        assert_eq!(clean("inv\u{202e}fdp.exe\u{2066}\0 株式会社 שלום\n🚀"), "invfdp.exe 株式会社 שלום 🚀");
    }

    #[test]
    fn a_long_word_gets_breaks_and_a_normal_one_does_not() {
        assert_eq!(breakable("an ordinary sentence"), "an ordinary sentence");
        let long = breakable(&"x".repeat(10_000));
        assert!(long.split('\u{200b}').all(|part| part.chars().count() <= LONG_WORD));
        assert_eq!(long.replace('\u{200b}', ""), "x".repeat(10_000));
    }

    #[test]
    fn a_language_is_two_or_three_letters() {
        assert_eq!(language("de-AT"), "de");
        assert_eq!(language("\"><script>"), "en");
        assert_eq!(direction("ar"), "rtl");
    }
}
