//! How a document was written, in plain words, and the texts that go with it to the reader: subject lines, an e-mail, a note.

use magnetite_document::tree::{Document, Outreach, Writer};

/// Sentences about the writer's work.
#[must_use]
pub fn report(writer: &Writer) -> Vec<String> {
    let Writer { name, version, sentences, refused, replaced, coverage } = writer;
    let by = match name.as_str() {
        "builtin" => format!("Written by the built-in writer, version {version}."),
        model => format!("Written with a language model: {model}, version {version}."),
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

/// Texts for the sender to copy.
pub struct Texts {
    pub subjects: Vec<String>,
    /// The e-mail as text.
    pub email: String,
    /// The same as HTML, with the picture of the document.
    pub email_html: String,
    pub linkedin: String,
}

impl Texts {
    /// `url`: address of the document's page. `None` when none were written.
    #[must_use]
    pub fn of(document: &Document, url: &str) -> Option<Self> {
        let Outreach { subjects, email, linkedin } = document.outreach.as_ref()?;
        let paragraphs: String = email.iter().map(|text| format!("<p>{}</p>\n", linked(text))).collect();
        let (url, title) = (escaped(url), escaped(&document.title));
        Some(Self {
            subjects: subjects.clone(),
            email: email.join("\n\n"),
            email_html: format!("{paragraphs}<p><a href=\"{url}\"><img src=\"{url}.png\" width=\"480\" alt=\"{title}\"></a></p>\n"),
            linkedin: linkedin.clone(),
        })
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A paragraph in which each address of the web is a link.
fn linked(text: &str) -> String {
    let word = |word: &str| {
        let bare = word.trim_end_matches(['.', ',', ';', ':', ')']);
        let is_link = bare.starts_with("https://") || bare.starts_with("http://");
        let (link, rest) = (escaped(bare), escaped(word.strip_prefix(bare).unwrap_or_default()));
        if is_link { format!("<a href=\"{link}\">{link}</a>{rest}") } else { escaped(word) }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_link_and_markup_stays_text() {
        assert_eq!(
            linked("See https://a.example/x?a=1&b=2, <b>"),
            "See <a href=\"https://a.example/x?a=1&amp;b=2\">https://a.example/x?a=1&amp;b=2</a>, &lt;b&gt;"
        );
        assert_eq!(linked("\"javascript:x\""), "&quot;javascript:x&quot;");
    }

    #[test]
    fn the_report_says_who_wrote_and_what_the_gate_did() {
        let writer = Writer { name: "builtin".into(), version: "1.0".into(), sentences: 60, refused: 1, replaced: 1, coverage: Some(0.956) };
        let told = report(&writer).join(" ");
        assert_eq!(
            told,
            "Written by the built-in writer, version 1.0. 60 sentences went through the gate: 1 was refused, and 1 was put in their place. 96 % of the graver findings are told."
        );
        assert!(report(&Writer { refused: 0, coverage: None, ..writer })[1].ends_with("none was refused."));
    }
}
