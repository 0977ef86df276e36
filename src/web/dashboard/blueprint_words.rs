//! A blueprint in a person's words: the names of its settings, and what differs between two of them.

use crate::model::blueprint::{Blueprint, Length, MagnetKind, SectionName, Tone};

/// A setting of a blueprint and its value, as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub label: &'static str,
    pub value: String,
}

/// A setting that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub label: &'static str,
    pub before: String,
    pub after: String,
}

/// Name of a kind, and what it is in one sentence.
#[must_use]
pub fn kind(kind: MagnetKind) -> (&'static str, &'static str) {
    match kind {
        MagnetKind::Scorecard => ("Scorecard", "How the site does in seven areas, and what to change first."),
        MagnetKind::Checklist => ("Checklist", "What to do, in order, each point to be ticked off."),
        MagnetKind::Playbook => ("Playbook", "A short plan built from what the site says of the firm."),
        MagnetKind::Calculator => ("Calculator", "An estimate with its formula, which the reader can change."),
        MagnetKind::Swipe => ("Texts to copy", "Titles, descriptions and other texts, rewritten from the site's own."),
    }
}

/// Name of a language, by its tag.
#[must_use]
pub fn language(tag: &str) -> &'static str {
    match tag {
        "en" => "English",
        "de" => "German",
        "fr" => "French",
        "es" => "Spanish",
        _ => "The language of the prospect's site",
    }
}

/// Name of a section and what it holds.
#[must_use]
pub fn section(name: SectionName) -> (&'static str, &'static str) {
    match name {
        SectionName::Score => ("Score", "Each area as so many checks passed, and what already works"),
        SectionName::Priorities => ("What to change first", "The findings told in full"),
        SectionName::QuickWins => ("Quick wins", "Small repairs of a few minutes each"),
        SectionName::Plan => ("A short plan", "This week, this month, afterwards"),
        SectionName::Actions => ("What to do", "Actions in order of effect, each to be ticked off"),
        SectionName::Plays => ("The playbook", "A short plan built from what the site says"),
        SectionName::Estimate => ("The calculator", "An estimate with its formula, which the reader can change"),
        SectionName::Texts => ("Texts to copy", "Titles, descriptions and more, before and after"),
        SectionName::Known => ("What the site tells a stranger", "Offers, place, contacts as the site has them"),
        SectionName::Checks => ("Appendix: every check", "Each check with its result and what was seen"),
        SectionName::Pages => ("Appendix: pages read", "The addresses that were read"),
    }
}

#[must_use]
pub fn length(length: Length) -> &'static str {
    match length {
        Length::Short => "Short: the priorities, tersely",
        Length::Standard => "Standard: about three pages",
        Length::Full => "Full: more quick wins and strengths",
    }
}

#[must_use]
pub fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "Plain: to the matter, no greeting",
        Tone::Warm => "Warm: a greeting by first name, and an invitation to answer",
        Tone::Formal => "Formal: the whole name, no first names",
    }
}

/// Every setting in the order of the form.
#[must_use]
pub fn rows(blueprint: &Blueprint) -> Vec<Row> {
    let none = || "–".to_owned();
    let list = |items: &[String]| if items.is_empty() { none() } else { items.join(" · ") };
    let sections: Vec<String> = blueprint.sections().iter().map(|name| section(*name).0.to_owned()).collect();
    let cta = blueprint.cta.as_ref();
    vec![
        Row { label: "Kind", value: kind(blueprint.kind).0.into() },
        Row { label: "Language", value: language(&blueprint.language).into() },
        Row { label: "Title", value: blueprint.title.clone().unwrap_or_else(|| "from the first priority".into()) },
        Row { label: "Sections", value: sections.join(" → ") },
        Row { label: "Priorities", value: blueprint.priorities.to_string() },
        Row { label: "Length", value: length(blueprint.length).into() },
        Row { label: "Tone", value: tone(blueprint.tone).into() },
        Row { label: "Call to action", value: cta.map_or_else(|| "the offer's own".into(), |cta| format!("{} → {}", cta.label, cta.url)) },
        Row { label: "Sentence beside it", value: cta.and_then(|cta| cta.text.clone()).unwrap_or_else(none) },
        Row { label: "Words to avoid", value: list(&blueprint.words_to_avoid) },
        Row { label: "Claims not to make", value: list(&blueprint.claims_not_to_make) },
        Row { label: "Calculator", value: blueprint.calculator.as_ref().map_or_else(none, |own| serde_json::to_string(own).unwrap_or_default()) },
    ]
}

/// The settings in which two blueprints differ.
#[must_use]
pub fn differences(before: &Blueprint, after: &Blueprint) -> Vec<Difference> {
    let pairs = rows(before).into_iter().zip(rows(after));
    pairs
        .filter(|(before, after)| before.value != after.value)
        .map(|(before, after)| Difference { label: before.label, before: before.value, after: after.value })
        .collect()
}
