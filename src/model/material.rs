//! What is wrong with a seller's text: its title, its words and slots, its link, and the words that say when it fits.

use super::offer::{FOCUS_AREAS, LINES_MAX, Material, MaterialKind, TEXT_MAX_CHARS, is_link};
use super::schema::Fault;
use super::told::{self, Language};

/// Longest title, in characters.
pub const TITLE_MAX_CHARS: usize = 120;
/// Longest word of a trade, in characters.
const TRADE_MAX_CHARS: usize = 60;

/// What may stand in braces in a text, and what it becomes.
pub const SLOTS: [(&str, &str); 4] = [
    ("company", "name of the prospect's company"),
    ("domain", "host name of their site"),
    ("first_name", "first name of the reader"),
    ("offer", "what you sell"),
];

/// Whose place in the firm a text may ask for, in words.
pub const ROLES: [(&str, &str); 4] = [("head", "Owner or director"), ("marketing", "Marketing"), ("technical", "Technical"), ("sales", "Sales")];
/// How many people work at the firm.
pub const SIZES: [(&str, &str); 3] = [("small", "Up to 10 people"), ("middle", "11 to 200 people"), ("large", "More than 200 people")];
/// Kinds of site.
pub const SITE_TYPES: [(&str, &str); 6] = [
    ("local_service", "Local service"),
    ("shop", "Shop"),
    ("saas", "Software"),
    ("content", "Articles and news"),
    ("portfolio", "Portfolio"),
    ("business", "Other business"),
];

impl MaterialKind {
    pub const ALL: [MaterialKind; 3] = [MaterialKind::Text, MaterialKind::CaseStudy, MaterialKind::Page];

    /// As it stands in JSON and forms.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            MaterialKind::Text => "text",
            MaterialKind::CaseStudy => "caseStudy",
            MaterialKind::Page => "page",
        }
    }

    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

/// Says what is wrong with a list of texts; fields are named `offer.material.0.title`.
#[must_use]
pub fn faults(material: &[Material]) -> Vec<Fault> {
    let mut faults = Vec::new();
    if material.len() > LINES_MAX {
        faults.push(Fault { field: "offer.material".into(), reason: format!("must be at most {LINES_MAX} texts") });
    }
    for (at, one) in material.iter().enumerate() {
        faults.extend(one.faults().into_iter().map(|(field, reason)| Fault { field: format!("offer.material.{at}.{field}"), reason }));
    }
    faults
}

impl Material {
    /// Field and reason of each fault.
    fn faults(&self) -> Vec<(String, String)> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, reason: String| faults.push((field.to_owned(), reason));
        if self.title.trim().is_empty() || self.title.chars().count() > TITLE_MAX_CHARS {
            fault("title", format!("must be a text of 1 to {TITLE_MAX_CHARS} characters"));
        }
        if self.text.trim().is_empty() || self.text.chars().count() > TEXT_MAX_CHARS {
            fault("text", format!("must be a text of 1 to {TEXT_MAX_CHARS} characters"));
        } else if let Some(reason) = slots_fault(&self.text) {
            fault("text", reason);
        }
        if self.url.as_deref().is_some_and(|link| !is_link(link, &["http", "https"])) {
            fault("url", "must be a URL like https://example.com/".into());
        }
        let when = &self.when;
        if let Some(unknown) = when.checks.iter().find(|check| told::name(check, Language::English).is_none()) {
            fault("when.checks", format!("knows no check {unknown}; names are like document-title"));
        }
        let areas = FOCUS_AREAS.map(|area| (area, ""));
        let lists: [(&str, &[String], &[(&str, &str)]); 4] = [
            ("when.areas", &when.areas, &areas),
            ("when.roles", &when.roles, &ROLES),
            ("when.sizes", &when.sizes, &SIZES),
            ("when.siteTypes", &when.site_types, &SITE_TYPES),
        ];
        for (field, given, known) in lists {
            if given.iter().any(|word| !known.iter().any(|(name, _)| name == word)) {
                let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
                fault(field, format!("must be among {}", names.join(", ")));
            }
        }
        if when.industries.iter().any(|word| word.trim().is_empty() || word.chars().count() > TRADE_MAX_CHARS || word.contains(['\r', '\n'])) {
            fault("when.industries", format!("must be words of 1 to {TRADE_MAX_CHARS} characters, on one line each"));
        }
        for (field, list) in [("when.checks", &when.checks), ("when.industries", &when.industries)] {
            if list.len() > LINES_MAX {
                fault(field, format!("must be at most {LINES_MAX} words"));
            }
        }
        faults
    }
}

/// What is wrong with the slots of a text.
fn slots_fault(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        if before.contains('}') {
            break;
        }
        let Some((name, next)) = behind.split_once('}') else { return Some("has a { without its }".into()) };
        if !SLOTS.iter().any(|(known, _)| *known == name) {
            let known: Vec<String> = SLOTS.iter().map(|(known, _)| format!("{{{known}}}")).collect();
            return Some(format!("knows no {{{name}}}; there are {}", known.join(", ")));
        }
        rest = next;
    }
    rest.contains('}').then(|| "has a } without its {".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::offer::When;

    fn good() -> Material {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        Material {
            kind: MaterialKind::CaseStudy,
            title: "How a joinery got found".into(),
            text: "We gave {company} and {first_name} a page for each service.".into(),
            url: Some("https://acme.example/joinery".into()),
            when: When {
                checks: words(&["document-title"]),
                areas: words(&["search"]),
                industries: words(&["joinery"]),
                roles: words(&["head"]),
                sizes: words(&["small"]),
                site_types: words(&["local_service", "shop"]),
            },
        }
    }

    #[test]
    fn a_text_that_fits_has_no_fault_and_each_fault_names_its_place() {
        assert_eq!(faults(&[good(), good()]), []);
        let wrong = |word: &str| vec![word.to_owned()];
        let bad = Material {
            title: " ".into(),
            text: "{firm}".into(),
            url: Some("javascript:alert(1)".into()),
            when: When {
                checks: wrong("no-such-check"),
                areas: wrong("magic"),
                industries: wrong(" "),
                roles: wrong("boss"),
                sizes: wrong("tiny"),
                site_types: wrong("blog"),
            },
            ..good()
        };
        let fields: Vec<String> = faults(&[good(), bad]).into_iter().map(|fault| fault.field).collect();
        let names = ["title", "text", "url", "when.checks", "when.areas", "when.roles", "when.sizes", "when.siteTypes", "when.industries"];
        assert_eq!(fields, names.map(|name| format!("offer.material.1.{name}")));
        assert_eq!(faults(&vec![good(); 51])[0].field, "offer.material");
    }

    #[test]
    fn braces_must_hold_a_slot_that_is_known() {
        for (text, fine) in
            [("{company}, {offer}", true), ("plain", true), ("{company", false), ("company}", false), ("} {company}", false), ("{Company}", false)]
        {
            assert_eq!(slots_fault(text).is_none(), fine, "{text}");
        }
    }
}
