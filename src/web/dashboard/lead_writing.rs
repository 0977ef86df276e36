//! How a document was written, in plain words, and the texts that go with it to the reader: subject lines, an e-mail, a note.

use magnetite_document::tree::{Document, Writer};
use magnetite_document::{Links, Mail};

/// Sentences about the writer's work.
#[must_use]
pub fn report(writer: &Writer) -> Vec<String> {
    let Writer { name, version, sentences, refused, replaced, coverage, model } = writer;
    let by = match name.as_str() {
        "builtin" => format!("Written by the built-in writer, version {version}."),
        _ => match model {
            Some(model) => format!("Written with the model {}: {} of its sentences stand in the document, each checked.", model.name, model.kept),
            None => "Written with a language model.".to_owned(),
        },
    };
    let were = |count: u32| if count == 1 { "was" } else { "were" };
    let gate = match refused {
        0 => format!("{sentences} sentences went through the gate, and none was refused."),
        _ => {
            format!("{sentences} sentences went through the gate: {refused} {} refused, and {replaced} {} put in their place.", were(*refused), were(*replaced))
        }
    };
    let told = match coverage {
        Some(share) => format!("{:.0} % of the graver findings are told.", share * 100.0),
        None => "There was no grave finding to tell.".to_owned(),
    };
    vec![by, gate, told]
}

/// Texts for the sender to copy; `url` is the address of the document's page. `None` when none were written.
#[must_use]
pub fn texts(document: &Document, url: &str) -> Option<Mail> {
    let links = Links { page: Some(url.to_owned()), image: Some(format!("{url}.png")), ..Links::default() };
    magnetite_document::mail(document, &links).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_says_who_wrote_and_what_the_gate_did() {
        let writer = Writer { name: "builtin".into(), version: "1.0".into(), sentences: 60, refused: 1, replaced: 1, coverage: Some(0.956), model: None };
        let told = report(&writer).join(" ");
        assert_eq!(
            told,
            "Written by the built-in writer, version 1.0. 60 sentences went through the gate: 1 was refused, and 1 was put in their place. 96 % of the graver findings are told."
        );
        assert!(report(&Writer { refused: 0, coverage: None, ..writer })[1].ends_with("none was refused."));
    }
}
