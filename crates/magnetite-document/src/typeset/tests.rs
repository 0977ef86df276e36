//! What the themes, papers and slides promise.

#![allow(clippy::unwrap_used)]

use super::paper::Paper;
use super::pieces_set;
use super::world::{Canvas, Template, lay_out};
use crate::brand::{Brand, Theme};
use crate::fixture::{calculator, hostile, pieces, rich, squeezed, swipe};
use crate::tree::{Block, Document};
use crate::view::View;
use crate::{pdf_on, share_square, slides};

const THEMES: [Theme; 3] = [Theme::Journal, Theme::Ledger, Theme::Signal];

fn in_theme(document: &Document, theme: Theme) -> Document {
    Document { brand: Some(Brand { theme, ..Brand::default() }), ..document.clone() }
}

fn conforms(pdf: &[u8]) -> bool {
    let find = |needle: &[u8]| pdf.windows(needle.len()).any(|window| window == needle);
    find(b"<pdfuaid:part>1</pdfuaid:part>") && find(b"<pdfaid:part>2</pdfaid:part>") && find(b"<pdfaid:conformance>A</pdfaid:conformance>")
}

fn set(document: &Document, template: Template) -> String {
    squeezed(&pieces_set(document, template).into_iter().map(|item| item.text.to_string()).collect::<String>())
}

#[test]
fn every_theme_says_the_same_words_in_a_look_of_its_own() {
    let document = rich();
    let mut looks = std::collections::HashSet::new();
    for theme in THEMES {
        let document = in_theme(&document, theme);
        let words = set(&document, Template::Report(Paper::A4));
        let lost: Vec<String> = pieces(&document).into_iter().filter(|piece| !words.contains(&squeezed(piece))).collect();
        assert_eq!(lost, Vec::<String>::new(), "{theme:?}");
        let bytes = pdf_on(&document, Paper::A4).unwrap();
        assert!(conforms(&bytes) && bytes.len() <= 400_000, "{theme:?} {}", bytes.len());
        looks.insert(bytes);
    }
    assert_eq!(looks.len(), THEMES.len());
}

#[test]
fn the_first_page_has_title_names_summary_and_score_on_both_papers() {
    for (paper, height) in [(Paper::A4, 842.0), (Paper::Letter, 792.0)] {
        for theme in THEMES {
            let document = in_theme(&rich(), theme);
            let laid = lay_out(Template::Report(paper), &View::of(&document)).unwrap();
            assert!((laid.document.pages()[0].frame.height().to_pt() - height).abs() < 0.5, "{paper:?}");
            assert!((4..=7).contains(&laid.document.pages().len()), "{paper:?} {theme:?} {}", laid.document.pages().len());
            let first = Document { sections: document.sections[..2].to_vec(), ..document.clone() };
            assert!(matches!(first.sections[1].blocks[0], Block::Score { .. }));
            let alone = lay_out(Template::Report(paper), &View::of(&Document { claims: Vec::new(), cta: None, ..first })).unwrap();
            assert_eq!(alone.document.pages().len(), 1, "{paper:?} {theme:?}");
        }
    }
}

#[test]
fn the_title_that_programs_read_holds_no_breaks() {
    let document = Document { title: "Anmeldeformularüberarbeitungsvorschläge".to_owned(), ..rich() };
    for pdf in [pdf_on(&document, Paper::A4).unwrap(), slides(&document).unwrap()] {
        assert!(String::from_utf8_lossy(&pdf).contains(&format!(">{}<", document.title)));
    }
}

#[test]
fn slides_are_wide_and_large_and_leave_out_the_appendix_alone() {
    for document in [rich(), calculator(), swipe()] {
        let document = in_theme(&document, Theme::Signal);
        let laid = lay_out(Template::Slides, &View::of(&document)).unwrap();
        for page in laid.document.pages() {
            assert!((page.frame.width().to_pt() - 960.0).abs() < 0.1 && (page.frame.height().to_pt() - 540.0).abs() < 0.1);
        }
        for item in pieces_set(&document, Template::Slides) {
            let (text, size) = (&item.text, item.size.to_pt());
            // Marks of sources and words of code within a sentence are smaller than it.
            assert!(size >= 15.8 || text.trim().chars().all(|character| character.is_ascii_digit()), "{text} {size}");
        }
        let words = set(&document, Template::Slides);
        for section in &document.sections {
            assert_eq!(words.contains(&squeezed(&section.heading)), !section.appendix, "{}", section.heading);
        }
        for block in document.sections.iter().flat_map(|section| &section.blocks) {
            if let Block::Finding(finding) = block {
                for told in [finding.heading.clone(), finding.saw.words(), finding.matters.words(), finding.fix.words()] {
                    let told = squeezed(&told);
                    assert!(words.contains(&told) || told.split(['.', ';', '”']).all(|part| words.contains(part)), "{told}");
                }
            }
        }
        assert!(conforms(&slides(&document).unwrap()), "{}", document.kind);
    }
}

#[test]
fn hostile_text_gives_slides_and_a_square_image_all_the_same() {
    let document = in_theme(&hostile(), Theme::Ledger);
    assert!(slides(&document).unwrap().starts_with(b"%PDF-"));
    let png = share_square(&document).unwrap();
    assert_eq!(&png[16..24], [0, 0, 4, 176, 0, 0, 4, 176]);
}

#[test]
fn korean_is_set_in_whole_syllables_and_emoji_in_whole_signs() {
    for (text, family, glyphs) in
        [("한강", "Noto Sans CJK KR", 2), ("👩\u{200d}💻", "Noto Emoji", 1), ("🇩🇪", "Noto Emoji", 1), ("1\u{fe0f}\u{20e3}", "Noto Emoji", 1)]
    {
        let document = Document { title: text.to_owned(), ..rich() };
        let items = pieces_set(&document, Template::Share(Canvas::Wide));
        let title = items.iter().find(|item| item.text == text).unwrap();
        assert_eq!((title.font.info().family.as_str(), title.glyphs.len()), (family, glyphs), "{text}");
    }
}
