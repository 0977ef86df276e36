//! The claim plan: what a document states, block by block, with the evidence of each claim and the sentence that the library has for it. Made by one walk of
//! the built-in writer, so that a model writes the same claims in the same order.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::evidence::EvidenceId;
use crate::model::finding::Severity;

use super::{Brief, Draft};
use magnetite_document::Document;

/// One passage of the document that a language model may phrase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlannedBlock {
    /// `b1`, `b2`, … in the order of the document.
    pub id: String,
    /// Where the pen says it; the same in each walk over the same brief.
    pub key: String,
    pub section: String,
    /// The check that it is about, and how severe its finding is; `None` for a text about the company or the document as a whole.
    pub check: Option<String>,
    pub severity: Option<Severity>,
    pub claims: Vec<PlannedClaim>,
}

/// One thing to be said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlannedClaim {
    /// `b1.1`: of its block, from 1.
    pub id: String,
    /// The built-in sentence, which passed the gate.
    pub statement: String,
    /// Values in it by the name of their slot.
    pub slots: BTreeMap<String, String>,
    /// Values in it that tell something about the prospect.
    pub facts: Vec<String>,
    /// One of its values follows by a named formula.
    pub computed: bool,
    /// What it rests on; empty for advice that tells nothing about the prospect.
    pub evidence: Vec<EvidenceId>,
}

/// The plan of a draft. What speaks of the sender is left out: those are the sender's words.
#[must_use]
pub fn plan(brief: &Brief<'_>, draft: &Draft) -> Vec<PlannedBlock> {
    let mut blocks: Vec<PlannedBlock> = Vec::new();
    let shown = shown(&draft.document);
    for spoken in &draft.spoken {
        let said = draft.said.get(spoken.said.clone()).unwrap_or_default();
        if said.is_empty() || said.iter().any(|said| said.sentence.about_sender) {
            continue;
        }
        let id = format!("b{}", blocks.len() + 1);
        let finding = brief.analysis.findings.iter().find(|finding| finding.check == spoken.salt);
        let claims = said.iter().filter(|said| shown.contains(&said.text)).enumerate().map(|(at, said)| {
            let slots = said.sentence.slots();
            PlannedClaim {
                id: format!("{id}.{}", at + 1),
                statement: said.text.clone(),
                computed: slots.values().any(|slot| slot.formula.is_some()),
                slots: slots.iter().map(|(name, slot)| (name.clone(), slot.value.clone())).collect(),
                facts: said.facts.clone(),
                evidence: said.sentence.evidence.clone(),
            }
        });
        let claims: Vec<PlannedClaim> = claims.collect();
        if claims.is_empty() {
            continue;
        }
        blocks.push(PlannedBlock {
            claims,
            id,
            key: spoken.key.clone(),
            section: spoken.section.to_owned(),
            check: finding.map(|finding| finding.check.clone()),
            severity: finding.map(|finding| finding.severity),
        });
    }
    blocks
}

/// Everything that the page says: some sentences are said and then cut for length.
pub(super) fn shown(document: &Document) -> String {
    fn walk(value: &Value, out: &mut String) {
        match value {
            Value::String(text) => {
                out.push_str(text);
                out.push('\n');
            }
            Value::Array(items) => items.iter().for_each(|item| walk(item, out)),
            Value::Object(members) => members.values().for_each(|member| walk(member, out)),
            _ => {}
        }
    }
    let mut out = String::new();
    walk(&serde_json::to_value(&document.sections).unwrap_or_default(), &mut out);
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeSet;

    use super::super::testing::{heating, joinery, saas};
    use super::super::{draft, draft_in, with_outreach};
    use super::*;
    use crate::writer::phrases::Phrases;

    #[test]
    fn a_plan_holds_what_the_page_tells_and_nothing_of_the_sender() {
        for case in [joinery(), saas(), heating()] {
            let draft = draft(&case.brief());
            let blocks = plan(&case.brief(), &draft);
            let page = shown(&draft.document);
            let claims: Vec<&PlannedClaim> = blocks.iter().flat_map(|block| &block.claims).collect();
            assert!(claims.len() >= 20, "{}", claims.len());
            assert!(claims.iter().all(|claim| page.contains(&claim.statement) && !claim.statement.contains(&case.offer.company)));
            // What tells a fact of the site names where it was seen; the site's own address needs no source.
            let address = |fact: &String| case.domain.as_ref() == Some(fact);
            assert!(claims.iter().all(|claim| !claim.evidence.is_empty() || claim.facts.iter().all(address)));
            let keys: BTreeSet<&str> = blocks.iter().map(|block| block.key.as_str()).collect();
            assert_eq!(keys.len(), blocks.len());
            let told: BTreeSet<&String> = blocks.iter().filter_map(|block| block.check.as_ref()).collect();
            assert!(case.analysis.priorities.iter().take(3).all(|check| told.contains(check)));
            let json = serde_json::to_string(&blocks).unwrap();
            assert_eq!(serde_json::from_str::<Vec<PlannedBlock>>(&json).unwrap(), blocks);
        }
    }

    #[test]
    fn a_walk_over_the_same_brief_has_the_same_plan() {
        let case = joinery();
        let first = draft(&case.brief());
        let again = with_outreach(&case.brief(), draft_in(&case.brief(), first.room, Phrases::new()));
        assert_eq!(plan(&case.brief(), &first), plan(&case.brief(), &again));
        assert_eq!(first.document, again.document);
    }
}
