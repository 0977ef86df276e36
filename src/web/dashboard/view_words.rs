//! How views are told on screens: what was opened, by whom, why that is believed, and what the visitor did.

use std::collections::HashMap;

use super::frame::{lasting, machine_time, when};
use crate::model::usage::{Viewed, Visitor};
use crate::store::views::WrittenView;

/// One view as a line.
pub struct ViewLine {
    pub what: &'static str,
    pub by: ByTag,
    /// A sentence.
    pub why: String,
    /// In sight, what was opened, device, where from; empty where nothing is known.
    pub did: Vec<String>,
    /// Headings of the sections that were in sight.
    pub sections: Vec<String>,
    pub when: String,
    pub machine_time: String,
    pub lead: Option<LeadLink>,
}

pub struct LeadLink {
    pub name: String,
    pub company: String,
    pub href: String,
}

#[derive(Clone, Copy)]
pub struct ByTag {
    pub label: &'static str,
    pub class: &'static str,
}

/// A link that shows one class alone, or all.
pub struct ClassLink {
    pub label: &'static str,
    pub href: String,
    pub here: bool,
}

#[must_use]
pub fn by_tag(class: Visitor) -> ByTag {
    let (label, class) = match class {
        Visitor::Human => ("a person", "good"),
        Visitor::Scanner => ("a scanner", ""),
        Visitor::Preview => ("a link preview", ""),
        Visitor::Unknown => ("not known yet", "busy"),
    };
    ByTag { label, class }
}

#[must_use]
pub fn what_words(what: Viewed) -> &'static str {
    match what {
        Viewed::Page => "Page",
        Viewed::Pdf => "PDF",
        Viewed::Cta => "Call to action",
    }
}

/// `headings`: of the document's sections, by id.
#[must_use]
pub fn view_line(view: &WrittenView, headings: &HashMap<String, String>, lead: Option<LeadLink>) -> ViewLine {
    let facts = &view.facts;
    let count = |number: u32, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    let mut did = Vec::new();
    if view.dwell_ms > 0 {
        did.push(format!("in sight for {}", lasting(view.dwell_ms)));
    }
    if facts.sources > 0 {
        did.push(format!("{} opened", count(facts.sources, "source", "sources")));
    }
    if facts.ticks > 0 {
        did.push(format!("{} ticked", count(facts.ticks, "box", "boxes")));
    }
    if facts.mails > 0 {
        did.push("mail address followed".to_owned());
    }
    if !facts.device.is_empty() {
        did.push(format!("on a {}", facts.device));
    }
    if !facts.referrer.is_empty() {
        did.push(format!("from {}", facts.referrer));
    }
    ViewLine {
        what: what_words(view.what),
        by: by_tag(view.class),
        why: view.reasons.iter().map(|reason| reason.words()).collect::<Vec<_>>().join("; "),
        did,
        sections: facts.sections.iter().map(|id| headings.get(id).unwrap_or(id).clone()).collect(),
        when: when(view.created_at),
        machine_time: machine_time(view.created_at),
        lead,
    }
}

/// `base` is a path with a query that may go on.
#[must_use]
pub fn class_links(base: &str, here: Option<Visitor>) -> Vec<ClassLink> {
    let all = [
        ("All", None),
        ("People", Some(Visitor::Human)),
        ("Scanners", Some(Visitor::Scanner)),
        ("Previews", Some(Visitor::Preview)),
        ("Unknown", Some(Visitor::Unknown)),
    ];
    all.into_iter()
        .map(|(label, class)| {
            let ending = class.map(|class| format!("class={}", class.as_str())).unwrap_or_default();
            ClassLink { label, href: format!("{base}{ending}"), here: class == here }
        })
        .collect()
}
