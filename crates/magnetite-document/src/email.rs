//! The e-mail that a document is sent with, as plain text and as HTML that old mail programs set as well: tables, styles on the elements, no script.

use askama::Template;
use serde::Serialize;

use crate::clean::{clean, clean_lines, language, safe_href};
use crate::tree::Document;
use crate::words::words;
use crate::{RenderError, html};

/// Stands in the texts where the address of the document goes.
const LINK: &str = "{link}";
/// The program's own colour of links.
const ACCENT: &str = "#0f5c57";

/// The texts of [`crate::tree::Outreach`] with the address in them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mail {
    pub subjects: Vec<String>,
    pub text: String,
    /// A fragment to paste into a message, not a whole page.
    pub html: String,
    pub linkedin: String,
}

#[derive(Template)]
#[template(path = "email.html")]
struct Fragment<'a> {
    language: &'a str,
    direction: &'static str,
    title: &'a str,
    link: Option<String>,
    image: Option<String>,
    accent: &'a str,
    on_accent: &'a str,
    /// The side on which lines begin.
    start: &'static str,
    open: &'static str,
    paragraphs: Vec<(String, bool)>,
}

/// The mail of a document; `None` when it has no such texts. Of `links`, page and image are used; an address that may be no link is left out.
///
/// # Errors
/// [`RenderError`] for a defect of the template.
pub fn mail(document: &Document, links: &html::Links) -> Result<Option<Mail>, RenderError> {
    let Some(outreach) = &document.outreach else { return Ok(None) };
    let link = links.page.as_deref().and_then(safe_href);
    let address = link.clone().unwrap_or_default();
    let with_link = |text: String| text.replace(LINK, &address).trim().to_owned();
    let put = |text: &String| with_link(clean(text));
    let title = clean(&document.title);
    // The link stands under its paragraph as a button, so the words before it end with a full stop.
    let paragraphs = outreach.email.iter().map(|text| match clean(text).split_once(LINK) {
        Some((before, _)) => (format!("{}.", before.trim_end().trim_end_matches([':', '\u{a0}', ' '])), true),
        None => (clean(text), false),
    });
    let paint = document.brand.as_ref().and_then(|brand| brand.light.as_ref()).filter(|paint| is_color(&paint.accent) && is_color(&paint.on_accent));
    let (accent, on_accent) = paint.map_or((ACCENT, "#ffffff"), |paint| (&paint.accent, &paint.on_accent));
    let language = language(&document.language);
    let direction = crate::clean::direction(&language);
    let fragment = Fragment {
        direction,
        start: if direction == "rtl" { "right" } else { "left" },
        open: words(&language).open,
        language: &language,
        title: &title,
        image: links.image.as_deref().and_then(safe_href),
        accent,
        on_accent,
        paragraphs: paragraphs.collect(),
        link,
    };
    Ok(Some(Mail {
        subjects: outreach.subjects.iter().map(put).collect(),
        text: outreach.email.iter().map(put).collect::<Vec<_>>().join("\n\n"),
        html: fragment.render()?,
        linkedin: with_link(clean_lines(&outreach.linkedin)),
    }))
}

/// `#0f5c57`.
fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::html::Links;
    use crate::tree::Outreach;

    #[test]
    fn the_mail_carries_one_address_and_no_markup_of_others() {
        let mut document = crate::fixture::rich();
        document.title = "A <b>title</b> & more".into();
        document.outreach = Some(Outreach {
            subjects: vec!["A page".into()],
            email: vec!["Hello Ann,".into(), "Your title says “<script>”.".into(), "The rest is here: {link}".into()],
            linkedin: "Hello.\nThe rest: {link}".into(),
        });
        let links = Links { page: Some("https://go.example/a/lead_1".into()), image: Some("https://go.example/a/lead_1.png".into()), ..Links::default() };
        let mail = mail(&document, &links).unwrap().unwrap();
        assert!(mail.text.ends_with("The rest is here: https://go.example/a/lead_1"), "{}", mail.text);
        assert_eq!(mail.linkedin, "Hello.\nThe rest: https://go.example/a/lead_1");
        assert!(mail.html.contains("&#60;script&#62;") || mail.html.contains("&lt;script&gt;"), "{}", mail.html);
        assert!(!mail.html.contains("<script") && !mail.html.contains("<b>title"));
        // What Outlook and clients without pictures need: sizes, a ground that is an attribute, words in the button, no style sheet of others.
        for part in [
            "width=\"600\" height=\"315\"",
            "alt=\"A &#60;b&#62;title&#60;/b&#62; &#38; more\"",
            "bgcolor=\"#0f5c57\"",
            "role=\"presentation\"",
            "Open the page",
            "color-scheme",
        ] {
            assert!(mail.html.contains(part), "{part}: {}", mail.html);
        }
        for never in ["<div", "position:", "flex", "background-image", "<link"] {
            assert!(!mail.html.contains(never), "{never}");
        }
        assert!(mail.html.contains("The rest is here.") && !mail.html.contains("{link}"));
        assert_eq!(mail.html.matches("<img ").count(), 1);
        document.language = "ar".into();
        let mail = super::mail(&document, &links).unwrap().unwrap();
        assert!(mail.html.contains("dir=\"rtl\"") && mail.html.contains("<td align=\"right\">") && !mail.html.contains("align=\"left\""));
        document.outreach = None;
        assert_eq!(super::mail(&document, &links).unwrap(), None);
    }
}
