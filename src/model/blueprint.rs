//! The blueprint: which kind of magnet, and how it should read. Data, not code; each setting acts in the built-in writer (`writer/`).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::calculator::CalculatorSpec;
use super::offer::{CallToAction, is_link};
use super::schema::Fault;

/// Which kind of document, and how it should read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Blueprint {
    pub kind: MagnetKind,
    /// The document's language: `en`, `de`, `fr`, `es`, or `site` for that of the prospect's site (English where it is none of these).
    #[schema(pattern = "^(en|de|fr|es|site)$")]
    pub language: String,
    /// The title of a full document, with placeholders of [`PLACEHOLDERS`]; `None` lets the first priority give it.
    #[schema(pattern = "^[A-Za-z ,.]*[A-Za-z][A-Za-z ,.]*(\\{(company|domain|reader|sender|date)\\}[A-Za-z ,.]*)*$", max_length = 120)]
    pub title: Option<String>,
    /// What stands between the summary and the part about the sender, in this order, and the appendix. Empty: what the kind has by itself.
    #[schema(max_items = 11)]
    pub sections: Vec<SectionName>,
    /// Findings told in full, [`PRIORITIES`].
    #[schema(minimum = 3, maximum = 7)]
    pub priorities: u8,
    pub length: Length,
    pub tone: Tone,
    /// In place of the offer's own.
    pub cta: Option<CallToAction>,
    /// Beside the offer's own.
    #[schema(max_items = 100)]
    pub words_to_avoid: Vec<String>,
    /// Beside the offer's own.
    #[schema(max_items = 100)]
    pub claims_not_to_make: Vec<String>,
    /// For the section `estimate`; `None` for the built-in estimate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calculator: Option<CalculatorSpec>,
}

impl Default for Blueprint {
    fn default() -> Self {
        Self {
            kind: MagnetKind::Scorecard,
            language: "en".into(),
            title: None,
            sections: Vec::new(),
            priorities: *PRIORITIES.start(),
            length: Length::Standard,
            tone: Tone::Plain,
            cta: None,
            words_to_avoid: Vec::new(),
            claims_not_to_make: Vec::new(),
            calculator: None,
        }
    }
}

/// Stands for the language of the prospect's site.
pub const SITE_LANGUAGE: &str = "site";

/// What [`Blueprint::language`] may be.
pub const LANGUAGES: [&str; 5] = ["en", "de", "fr", "es", SITE_LANGUAGE];

/// How many findings may be told in full.
pub const PRIORITIES: std::ops::RangeInclusive<u8> = 3..=7;

/// What may stand in braces in a title, and what it becomes.
pub const PLACEHOLDERS: [(&str, &str); 5] = [
    ("company", "name of the prospect's company"),
    ("domain", "host name of their site"),
    ("reader", "name of the person"),
    ("sender", "your company, as the offer names it"),
    ("date", "day of the reading"),
];

const TITLE_MAX_CHARS: usize = 120;
const RULES_MAX: usize = 100;
const RULE_MAX_CHARS: usize = 200;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "camelCase")]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            pub const ALL: [$name; [$($text),+].len()] = [$($name::$variant),+];

            /// As it stands in JSON and forms.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            #[must_use]
            pub fn of(text: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.as_str() == text)
            }
        }
    };
}

words! {
    /// A section that may be left out or moved. The summary stands first; the sender, and how the document was made, close the main part.
    SectionName {
        Score = "score",
        Priorities = "priorities",
        QuickWins = "quickWins",
        Plan = "plan",
        /// What to do, in order, each to be ticked off.
        Actions = "actions",
        /// A short plan built from what the site says.
        Plays = "plays",
        /// The calculator.
        Estimate = "estimate",
        /// Texts to copy, before and after.
        Texts = "texts",
        Known = "known",
        Checks = "checks",
        Pages = "pages",
    }
}

words! {
    /// How much of the lesser things is told.
    Length { Short = "short", Standard = "standard", Full = "full" }
}

words! {
    /// How the reader is spoken to at the beginning and at the end.
    Tone {
        /// To the matter, without a greeting.
        Plain = "plain",
        /// A greeting by first name, and an invitation to answer.
        Warm = "warm",
        /// The whole name, and no first name anywhere.
        Formal = "formal",
    }
}

words! {
    #[derive(Default)]
    MagnetKind {
        /// The checks by area, and what to change first.
        #[default]
        Scorecard = "scorecard",
        /// Ordered actions, each with its reason.
        Checklist = "checklist",
        /// A plan built from what the site says.
        Playbook = "playbook",
        /// An estimate that the reader can change.
        Calculator = "calculator",
        /// Ready-to-use texts, rewritten from the site's own.
        Swipe = "swipe",
    }
}

impl MagnetKind {
    /// The sections of a document of this kind, where the blueprint names none.
    #[must_use]
    pub fn sections(self) -> &'static [SectionName] {
        use SectionName::{Actions, Checks, Estimate, Known, Pages, Plan, Plays, Priorities, QuickWins, Score, Texts};
        match self {
            MagnetKind::Scorecard => &[Score, Priorities, QuickWins, Plan, Known, Checks, Pages],
            MagnetKind::Checklist => &[Actions, Known, Checks, Pages],
            MagnetKind::Playbook => &[Known, Plays, Priorities, Checks, Pages],
            MagnetKind::Calculator => &[Estimate, Priorities, Known, Checks, Pages],
            MagnetKind::Swipe => &[Texts, Known, Checks, Pages],
        }
    }

    /// The section that makes the kind what it is: it cannot be left out.
    #[must_use]
    pub fn heart(self) -> SectionName {
        match self {
            MagnetKind::Scorecard => SectionName::Priorities,
            MagnetKind::Checklist => SectionName::Actions,
            MagnetKind::Playbook => SectionName::Plays,
            MagnetKind::Calculator => SectionName::Estimate,
            MagnetKind::Swipe => SectionName::Texts,
        }
    }
}

impl SectionName {
    /// Set behind the main part.
    #[must_use]
    pub fn is_appendix(self) -> bool {
        matches!(self, SectionName::Checks | SectionName::Pages)
    }
}

impl Blueprint {
    /// Says what is wrong with the blueprint; fields are named `blueprint.…`.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, reason: String| faults.push(Fault { field: format!("blueprint.{field}"), reason });
        if !LANGUAGES.contains(&self.language.as_str()) {
            fault("language", "must be one of en, de, fr, es, site".into());
        }
        if let Some(reason) = self.title.as_deref().and_then(title_fault) {
            fault("title", reason);
        }
        if let Some(reason) = sections_fault(self.kind, self.sections()) {
            fault("sections", reason);
        }
        if !PRIORITIES.contains(&self.priorities) {
            fault("priorities", format!("must be {} to {}", PRIORITIES.start(), PRIORITIES.end()));
        }
        if let Some(cta) = &self.cta {
            if !is_link(&cta.url, &["http", "https", "mailto"]) {
                fault("cta.url", "must be a URL like https://example.com/ or mailto:jane@example.com".into());
            }
            if cta.label.trim().is_empty() || cta.label.chars().count() > 60 {
                fault("cta.label", "must be a text of 1 to 60 characters".into());
            }
            if cta.text.as_ref().is_some_and(|text| text.chars().count() > 200) {
                fault("cta.text", "must be at most 200 characters".into());
            }
        }
        for (name, rules) in [("wordsToAvoid", &self.words_to_avoid), ("claimsNotToMake", &self.claims_not_to_make)] {
            if rules.len() > RULES_MAX || rules.iter().any(|rule| rule.chars().count() > RULE_MAX_CHARS) {
                fault(name, "must be at most 100 entries of at most 200 characters".into());
            }
            if rules.iter().any(|rule| !rule.chars().any(char::is_alphanumeric)) {
                fault(name, "must not have empty entries".into());
            }
        }
        for (name, reason) in self.calculator.iter().flat_map(CalculatorSpec::faults) {
            fault(&format!("calculator.{name}"), reason);
        }
        faults
    }

    /// The sections in their order: those that are named, else those of the kind.
    #[must_use]
    pub fn sections(&self) -> &[SectionName] {
        if self.sections.is_empty() { self.kind.sections() } else { &self.sections }
    }

    /// Whether the document has this section.
    #[must_use]
    pub fn has(&self, section: SectionName) -> bool {
        self.sections().contains(&section)
    }
}

/// A title is one wording for every lead: it may hold no fact but what the placeholders bring.
fn title_fault(title: &str) -> Option<String> {
    if title.trim().is_empty() || title.chars().count() > TITLE_MAX_CHARS {
        return Some(format!("must be a text of 1 to {TITLE_MAX_CHARS} characters"));
    }
    let mut fixed = String::new();
    let mut rest = title;
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((name, next)) = behind.split_once('}') else { return Some("has a { without its }".into()) };
        if !PLACEHOLDERS.iter().any(|(known, _)| *known == name) {
            let known: Vec<String> = PLACEHOLDERS.iter().map(|(known, _)| format!("{{{known}}}")).collect();
            return Some(format!("knows no {{{name}}}; there are {}", known.join(", ")));
        }
        fixed.push_str(before);
        rest = next;
    }
    fixed.push_str(rest);
    if fixed.contains('}') {
        return Some("has a } without its {".into());
    }
    if fixed.contains(['!', '！', '“', '”', '"', '<', '>']) || fixed.chars().any(char::is_control) {
        return Some("must do without exclamation marks, quotation marks and angle brackets".into());
    }
    if fixed.chars().any(char::is_numeric) || fixed.contains("://") {
        return Some("must do without numbers and addresses: they would not be true for every lead".into());
    }
    None
}

fn sections_fault(kind: MagnetKind, sections: &[SectionName]) -> Option<String> {
    let at = |name: SectionName| sections.iter().position(|section| *section == name);
    if sections.iter().enumerate().any(|(here, name)| at(*name) != Some(here)) {
        return Some("must not name a section twice".into());
    }
    if at(kind.heart()).is_none() {
        return Some(format!("must have {}: the document is about it", kind.heart().as_str()));
    }
    let above = |name: SectionName, plan: usize| at(name).is_none_or(|at| at < plan);
    if at(SectionName::Plan).is_some_and(|plan| !above(SectionName::Priorities, plan) || !above(SectionName::QuickWins, plan)) {
        return Some("must have the plan below priorities and quick wins, which it sums up".into());
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serde_json::json;

    use super::*;

    fn faults(value: serde_json::Value) -> Vec<String> {
        serde_json::from_value::<Blueprint>(value).unwrap().faults().into_iter().map(|fault| fault.field).collect()
    }

    #[test]
    fn an_old_stored_blueprint_is_today_s_default() {
        let old: Blueprint = serde_json::from_value(json!({"kind": "scorecard", "language": "en"})).unwrap();
        assert_eq!(old, Blueprint::default());
        assert!(old.faults().is_empty());
        assert!(serde_json::from_value::<Blueprint>(json!({"colour": "red"})).is_err());
    }

    #[test]
    fn each_setting_is_checked() {
        assert_eq!(faults(json!({"language": "xx"})), ["blueprint.language"]);
        for language in LANGUAGES {
            assert!(faults(json!({"language": language})).is_empty());
        }
        for kind in MagnetKind::ALL {
            assert!(faults(json!({"kind": kind})).is_empty());
            assert_eq!(faults(json!({"kind": kind, "sections": ["known"]})), ["blueprint.sections"]);
        }
        assert_eq!(faults(json!({"priorities": 2})), ["blueprint.priorities"]);
        assert_eq!(faults(json!({"cta": {"label": "", "url": "javascript:alert(1)"}})), ["blueprint.cta.url", "blueprint.cta.label"]);
        assert_eq!(faults(json!({"wordsToAvoid": [" "]})), ["blueprint.wordsToAvoid"]);
        assert!(faults(json!({"title": "{company}: what to change first"})).is_empty());
        for bad in ["{firm}", "{company", "company}", "5 things", "Act now!", "", "<b>x</b>", "x “y”", "see https:// x"] {
            assert_eq!(faults(json!({"title": bad})), ["blueprint.title"], "{bad}");
        }
    }

    #[test]
    fn the_plan_stands_below_what_it_sums_up() {
        assert!(faults(json!({"sections": ["known", "priorities", "plan"]})).is_empty());
        for bad in [json!(["score"]), json!(["plan", "priorities"]), json!(["priorities", "plan", "quickWins"]), json!(["priorities", "priorities"])] {
            assert_eq!(faults(json!({"sections": bad})), ["blueprint.sections"]);
        }
    }
}
