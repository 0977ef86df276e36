//! What is done to pages once they are laid out. Links inside the document: the template writes the name of a label, and the link is led to where the label
//! came to stand; resolved by Typst itself, each such link would make its paragraph be laid out twice. Marks that only layout needs are taken out, so that
//! nobody copies them.

use std::ops::Range;

use typst::foundations::Label;
use typst::introspection::{Introspector, Location};
use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, Document};
use typst::utils::PicoStr;
use typst_layout::{Page, PagedDocument};

/// Places at which a long word may break, and the bounds of text that runs the other way (UAX 9).
const LAYOUT_MARKS: [char; 5] = ['\u{200b}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'];

/// The same document with every link to a name led to its label, and without the marks of layout. A name that no label bears loses its link and keeps its
/// words.
pub fn finish(document: &PagedDocument) -> PagedDocument {
    let introspector = document.introspector();
    let place = |name: &str| Label::new(PicoStr::intern(name)).and_then(|label| introspector.query_label(label).ok()).and_then(|element| element.location());
    let pages = document.pages().iter().map(|page| Page { frame: finished(&page.frame, &place), ..page.clone() }).collect();
    PagedDocument::new(pages, document.info().clone())
}

/// Frames nest as deep as the template and not as the data, so the recursion is bounded.
fn finished(frame: &Frame, place: &dyn Fn(&str) -> Option<Location>) -> Frame {
    let mut out = frame.clone();
    out.retain(|item| match item {
        FrameItem::Group(group) => {
            group.frame = finished(&group.frame, place);
            true
        }
        FrameItem::Text(text) if text.text.contains(LAYOUT_MARKS) => {
            let said = text.text.clone();
            text.glyphs.retain_mut(|glyph| without_marks(&said, &mut glyph.range));
            !text.glyphs.is_empty()
        }
        FrameItem::Link(destination, _) => {
            let Destination::Url(url) = &*destination else { return true };
            // An address from outside always has a scheme.
            if url.as_str().contains(':') {
                return true;
            }
            match place(url.as_str()) {
                Some(location) => {
                    *destination = Destination::Location(location);
                    true
                }
                None => false,
            }
        }
        _ => true,
    });
    out
}

/// Leaves the marks of layout out of what a glyph says, a range of bytes of `text`; whether it says anything else.
fn without_marks(text: &str, range: &mut Range<u16>) -> bool {
    let Some(part) = text.get(usize::from(range.start)..usize::from(range.end)).filter(|part| part.contains(LAYOUT_MARKS)) else { return true };
    let bytes = |length: usize| u16::try_from(length).unwrap_or(0);
    let begun = part.trim_start_matches(LAYOUT_MARKS);
    range.start = range.start.saturating_add(bytes(part.len() - begun.len()));
    range.end = range.start.saturating_add(bytes(begun.trim_end_matches(LAYOUT_MARKS).len()));
    range.start < range.end
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::typeset::paper::Paper;
    use crate::typeset::world::{Template, lay_out};

    #[test]
    fn every_link_to_a_name_is_led_to_its_place() {
        let laid = lay_out(Template::Report(Paper::A4), &crate::view::View::of(&crate::fixture::rich())).unwrap();
        let (mut led, mut open): (usize, Vec<&Frame>) = (0, laid.document.pages().iter().map(|page| &page.frame).collect());
        while let Some(frame) = open.pop() {
            for (_, item) in frame.items() {
                match item {
                    FrameItem::Group(group) => open.push(&group.frame),
                    FrameItem::Link(Destination::Location(_), _) => led += 1,
                    FrameItem::Link(Destination::Url(url), _) => assert!(url.as_str().contains(':'), "{}", url.as_str()),
                    _ => {}
                }
            }
        }
        assert!(led > 20, "{led}");
    }

    #[test]
    fn what_is_copied_from_a_page_holds_no_marks_of_layout() {
        for language in ["en", "he"] {
            let document = crate::Document { language: language.into(), ..crate::fixture::rich() };
            for template in [Template::Report(Paper::A4), Template::Slides] {
                let items = crate::typeset::pieces_set(&document, template);
                let copied: String = items.iter().flat_map(|item| item.glyphs.iter().filter_map(|glyph| item.text.get(glyph.range()))).collect();
                assert!(copied.contains("curl -s") || matches!(template, Template::Slides));
                assert!(!copied.contains(LAYOUT_MARKS), "{language}");
            }
        }
    }
}
