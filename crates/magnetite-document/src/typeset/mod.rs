//! The typesetter behind PDF, slides and share images: Typst with our own templates, fonts and one data file, all in memory. Next: `world`.

mod finish;
pub mod image;
pub mod paper;
pub mod pdf;
mod world;

#[cfg(test)]
mod tests;

/// The words of the PDF in the order in which they were set, for tests.
#[cfg(test)]
pub(crate) fn words_set(document: &crate::tree::Document) -> String {
    pieces_set(document, world::Template::Report(paper::Paper::A4)).into_iter().map(|item| item.text.to_string()).collect()
}

/// Each run of text, in the order in which they were set.
#[cfg(test)]
fn pieces_set(document: &crate::tree::Document, template: world::Template) -> Vec<typst::text::TextItem> {
    #![allow(clippy::unwrap_used)]
    use typst::layout::{Frame, FrameItem};
    let laid = world::lay_out(template, &crate::view::View::of(document)).unwrap();
    let mut out = Vec::new();
    for page in laid.document.pages() {
        let mut open: Vec<(&Frame, usize)> = vec![(&page.frame, 0)];
        while let Some((frame, at)) = open.pop() {
            let Some((_, item)) = frame.items().nth(at) else { continue };
            open.push((frame, at + 1));
            match item {
                FrameItem::Group(group) => open.push((&group.frame, 0)),
                FrameItem::Text(text) => out.push(text.clone()),
                _ => {}
            }
        }
    }
    out
}
