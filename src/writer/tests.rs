//! The written document as a whole: shape, length, plain words, obedience to the offer, and how specific it is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::testing::{heating, joinery, saas};
use super::{Draft, draft, measure};

fn show(draft: &Draft) -> String {
    use magnetite_document::tree::{Block, Text};
    let mut out = format!("# {}\n{}\n", draft.document.title, draft.document.subtitle);
    let w = |text: &Text| text.words();
    for section in &draft.document.sections {
        out.push_str(&format!("\n## {} [{}]\n", section.heading, section.id));
        for block in &section.blocks {
            match block {
                Block::Paragraph { text } => out.push_str(&format!("{}\n", w(text))),
                Block::Quote { text, attribution, .. } => out.push_str(&format!("> {text} -- {attribution}\n")),
                Block::Score { overall, areas } => {
                    areas.iter().chain([overall]).for_each(|l| out.push_str(&format!("  {}: {} {:?} ({})\n", l.label, l.word, l.percent, l.detail)))
                }
                Block::Finding(f) => out.push_str(&format!(
                    "### {}\nsaw: {}\nmatters: {}\nfix: {}\n({}, {}) {:?}\n",
                    f.heading,
                    w(&f.saw),
                    w(&f.matters),
                    w(&f.fix),
                    f.effort,
                    f.who,
                    f.verify
                )),
                Block::Checklist { items } => {
                    items.iter().for_each(|i| out.push_str(&format!(" [ ] {} -- {}\n", w(&i.text), i.why.as_ref().map(w).unwrap_or_default())))
                }
                Block::Table { caption, rows, .. } => {
                    out.push_str(&format!("table {caption:?}\n"));
                    rows.iter().for_each(|r| out.push_str(&format!("  | {}\n", r.iter().map(w).collect::<Vec<_>>().join(" | "))));
                }
                Block::Steps { items } => items.iter().for_each(|s| out.push_str(&format!(" - {:?} {}: {}\n", s.when, s.heading, w(&s.text)))),
                Block::Callout { heading, text, .. } => out.push_str(&format!("! {heading:?} {}\n", w(text))),
                Block::BarChart { .. } => {}
            }
        }
    }
    out
}

#[test]
fn dump() {
    for case in [joinery(), saas(), heating(), super::testing::unreadable(crate::model::dossier::Reason::Blocked)] {
        let d = draft(&case.brief());
        println!("{}", show(&d));
        let dd = &d.document;
        println!("cta {:?} writer {:?}", dd.cta, dd.writer);
        println!(
            "words {} mean {:.1} grade {:.1} specific {:.2} facts {} sentences {}",
            measure::page_words(dd),
            measure::mean_sentence(&d),
            measure::grade(&d),
            measure::specific(&d),
            measure::facts(&d),
            d.said.len()
        );
    }
    let (a, b, c) = (joinery(), saas(), heating());
    let (a, b, c) = (draft(&a.brief()), draft(&b.brief()), draft(&c.brief()));
    println!("shared {:.2} {:.2} {:.2}", measure::shared(&a, &b), measure::shared(&a, &c), measure::shared(&c, &a));
}
