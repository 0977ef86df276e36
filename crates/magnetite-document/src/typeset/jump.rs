//! Links inside the document: the template writes the name of a label, and after layout the link is led to where the label came to stand.
//! Resolved by Typst itself, each such link would make its paragraph be laid out twice.

use typst::foundations::Label;
use typst::introspection::{Introspector, Location};
use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, Document};
use typst::utils::PicoStr;
use typst_layout::{Page, PagedDocument};

/// The same document with every link to a name led to its label. A name that no label bears loses its link and keeps its words.
pub fn lead(document: &PagedDocument) -> PagedDocument {
    let introspector = document.introspector();
    let place = |name: &str| Label::new(PicoStr::intern(name)).and_then(|label| introspector.query_label(label).ok()).and_then(|element| element.location());
    let pages = document.pages().iter().map(|page| Page { frame: led(&page.frame, &place), ..page.clone() }).collect();
    PagedDocument::new(pages, document.info().clone())
}

/// Frames nest as deep as the template and not as the data, so the recursion is bounded.
fn led(frame: &Frame, place: &dyn Fn(&str) -> Option<Location>) -> Frame {
    let mut out = frame.clone();
    out.retain(|item| match item {
        FrameItem::Group(group) => {
            group.frame = led(&group.frame, place);
            true
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::typeset::paper::Paper;
    use crate::typeset::world::{Template, lay_out};

    #[test]
    fn every_link_to_a_name_is_led_to_its_place_after_layout() {
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
}
