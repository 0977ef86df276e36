//! The form of a blueprint: from the stored one, and back with every fault under the name of its input. Its screen is `template.rs`.

use serde::{Deserialize, Serialize};

use crate::model::blueprint::{Blueprint, Length, MagnetKind, SectionName, Tone};
use crate::model::offer::CallToAction;
use crate::model::schema::Fault;

/// The form as typed.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct BlueprintForm {
    /// The version that the form was made from.
    pub seen: i64,
    /// `save`, `rollout` once the golden leads were looked at, `back` from there, `kind`, `up:known`, `down:known`.
    #[serde(rename = "do")]
    pub action: String,
    pub kind: String,
    /// The kind whose sections the form lists.
    pub kind_listed: String,
    pub language: String,
    pub title: String,
    /// Every section, in order.
    pub order: Vec<String>,
    /// Those that the document has.
    pub shown: Vec<String>,
    pub priorities: String,
    pub length: String,
    pub tone: String,
    pub cta_label: String,
    pub cta_url: String,
    pub cta_text: String,
    /// One a line.
    pub words_to_avoid: String,
    pub claims_not_to_make: String,
    /// The owner's own calculator as JSON; empty for the built-in ones.
    pub calculator: String,
    pub note: String,
    /// Whom the preview is for: empty for the sample.
    pub subject: String,
}

impl BlueprintForm {
    #[must_use]
    pub fn of(blueprint: &Blueprint, seen: i64) -> Self {
        let mut order = blueprint.sections().to_vec();
        order.extend(SectionName::ALL.into_iter().filter(|name| !blueprint.has(*name)));
        let cta = blueprint.cta.clone();
        Self {
            seen,
            kind: blueprint.kind.as_str().into(),
            kind_listed: blueprint.kind.as_str().into(),
            language: blueprint.language.clone(),
            title: blueprint.title.clone().unwrap_or_default(),
            order: order.into_iter().map(|name| name.as_str().to_owned()).collect(),
            shown: blueprint.sections().iter().map(|name| name.as_str().to_owned()).collect(),
            priorities: blueprint.priorities.to_string(),
            length: blueprint.length.as_str().into(),
            tone: blueprint.tone.as_str().into(),
            cta_label: cta.as_ref().map(|cta| cta.label.clone()).unwrap_or_default(),
            cta_url: cta.as_ref().map(|cta| cta.url.clone()).unwrap_or_default(),
            cta_text: cta.and_then(|cta| cta.text).unwrap_or_default(),
            words_to_avoid: blueprint.words_to_avoid.join("\n"),
            claims_not_to_make: blueprint.claims_not_to_make.join("\n"),
            calculator: blueprint.calculator.as_ref().and_then(|own| serde_json::to_string_pretty(own).ok()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The kind that was chosen.
    #[must_use]
    pub fn kind(&self) -> MagnetKind {
        MagnetKind::of(&self.kind).unwrap_or_default()
    }

    /// After another kind was chosen, its own sections stand in place of those that were listed.
    pub fn follow_kind(&mut self) {
        let kind = self.kind();
        if !self.kind_listed.is_empty() && self.kind_listed != kind.as_str() {
            self.order = kind.sections().iter().map(|name| name.as_str().to_owned()).collect();
            self.shown.clone_from(&self.order);
        }
        self.kind_listed = kind.as_str().into();
    }

    /// Sections in the typed order, each once, the missing ones behind.
    #[must_use]
    pub fn order(&self) -> Vec<SectionName> {
        let mut order: Vec<SectionName> = Vec::new();
        for name in self.order.iter().filter_map(|name| SectionName::of(name)).chain(SectionName::ALL) {
            if !order.contains(&name) {
                order.push(name);
            }
        }
        order.sort_by_key(|name| name.is_appendix());
        order
    }

    /// Moves a section by one place among those of its kind.
    pub fn moved(&mut self) {
        let Some((way, name)) = self.action.split_once(':').and_then(|(way, name)| Some((way, SectionName::of(name)?))) else { return };
        let mut order = self.order();
        let Some(at) = order.iter().position(|one| *one == name) else { return };
        let other = if way == "up" { at.checked_sub(1) } else { Some(at + 1) };
        if let Some(other) = other.filter(|other| order.get(*other).is_some_and(|one| one.is_appendix() == name.is_appendix())) {
            order.swap(at, other);
        }
        self.order = order.into_iter().map(|name| name.as_str().to_owned()).collect();
    }

    /// The blueprint as typed.
    ///
    /// # Errors
    /// Every fault, under the name of its input.
    pub fn blueprint(&self) -> Result<Blueprint, Vec<Fault>> {
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let lines = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        let heart = self.kind().heart();
        let shown = |name: &SectionName| *name == heart || self.shown.iter().any(|one| one == name.as_str());
        let cta = (!self.cta_label.trim().is_empty() || !self.cta_url.trim().is_empty() || !self.cta_text.trim().is_empty()).then(|| CallToAction {
            label: self.cta_label.trim().to_owned(),
            url: self.cta_url.trim().to_owned(),
            text: text(&self.cta_text),
        });
        let unreadable = |error: serde_json::Error| vec![Fault { field: "calculator".into(), reason: format!("must be a calculator as JSON: {error}") }];
        let calculator = text(&self.calculator).map(|text| serde_json::from_str(&text)).transpose().map_err(unreadable)?;
        let blueprint = Blueprint {
            kind: self.kind(),
            calculator,
            language: if self.language.is_empty() { Blueprint::default().language } else { self.language.clone() },
            title: text(&self.title),
            sections: self.order().into_iter().filter(shown).collect(),
            priorities: self.priorities.trim().parse().unwrap_or(0),
            length: Length::of(&self.length).unwrap_or(Length::Standard),
            tone: Tone::of(&self.tone).unwrap_or(Tone::Plain),
            cta,
            words_to_avoid: lines(&self.words_to_avoid),
            claims_not_to_make: lines(&self.claims_not_to_make),
        };
        let faults: Vec<Fault> = blueprint.faults().into_iter().map(|fault| Fault { field: input_of(&fault.field).into(), reason: fault.reason }).collect();
        if faults.is_empty() { Ok(blueprint) } else { Err(faults) }
    }
}

/// The input at which a fault of the model is shown.
fn input_of(field: &str) -> &'static str {
    match field {
        "blueprint.language" => "language",
        "blueprint.title" => "title",
        "blueprint.sections" => "sections",
        "blueprint.priorities" => "priorities",
        "blueprint.cta.url" => "cta_url",
        "blueprint.cta.label" => "cta_label",
        "blueprint.cta.text" => "cta_text",
        "blueprint.wordsToAvoid" => "words_to_avoid",
        "blueprint.claimsNotToMake" => "claims_not_to_make",
        field if field.starts_with("blueprint.calculator") => "calculator",
        _ => "blueprint",
    }
}
