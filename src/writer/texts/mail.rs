//! Subject lines, the line for directories, the signature.

use crate::writer::Brief;
use crate::writer::builtin::Line;
use crate::writer::builtin::texts::JOINED;
use crate::writer::plan::Plan;
use crate::writer::text::quotable;

use super::{ABOUT, After, Candidate, Material, Values, with};

/// Longest subject line, in characters.
const SUBJECT: usize = 60;

/// Subject lines, the line for directories, the signature.
pub(super) fn mail<'a>(brief: &Brief<'a>, plan: &Plan<'_>, material: &Material<'_>) -> Vec<Candidate<'a>> {
    let one = |kind: &'static str, (lines, variant): (&'static [Line], &'static str), values: Values, room: usize| Candidate {
        kind,
        values: Values::new(),
        before: None,
        after: After::Lines { lines, variant, values, room },
        note: kind.to_owned(),
        basis: Vec::new(),
        finding: None,
    };
    let mut made = Vec::new();
    for fact in brief.analysis.profile.news.iter().take(2) {
        if let (Some(title), Some(id)) = (quotable(&fact.value.title, 56).filter(|title| !title.ends_with('…')), fact.evidence.first()) {
            made.push(one("news", (material.joining, "news"), with(&material.values, "news", title, id.clone()), SUBJECT));
        }
    }
    for turn in 0..plan.offers.len().min(3) {
        let mut values = material.values.clone();
        plan.offer_into(&mut values, turn);
        // The name says it already: the service twice in one line reads like a slip.
        let lower = |name: &str| values.get(name).map(|value| value.slot.value.to_lowercase());
        if lower("company").zip(lower("offer")).is_some_and(|(company, offer)| company.contains(&offer)) {
            values.remove("company");
        }
        made.push(one("reply", (material.joining, "reply"), values, SUBJECT));
    }
    let description = material.values.get("description").map(|value| value.slot.value.to_lowercase());
    let named = description.zip(material.company).is_some_and(|(description, company)| description.contains(&company.to_lowercase()));
    made.push(one("about", (JOINED, if named { "about_named" } else { "about" }), material.values.clone(), ABOUT));
    made.push(one("signature", (JOINED, "signature"), material.values.clone(), ABOUT));
    made
}
