//! A profile as a list to be read: every fact with its name, its value in words and its evidence, in groups. Drawn from the stored form, so that no fact of it is left out.

use serde_json::Value;

use super::evidence::EvidenceId;
use super::profile::Profile;

/// One fact of a profile in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub group: Group,
    /// `Name`, `What it does`, `Phone`.
    pub name: String,
    pub value: String,
    /// 0–1.
    pub confidence: f64,
    pub evidence: Vec<EvidenceId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Company,
    Offer,
    Contact,
    Trust,
    Technology,
    Further,
}

impl Group {
    pub const ALL: [Group; 6] = [Group::Company, Group::Offer, Group::Contact, Group::Trust, Group::Technology, Group::Further];

    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Group::Company => "The company",
            Group::Offer => "What it offers",
            Group::Contact => "How to reach it",
            Group::Trust => "People and proof",
            Group::Technology => "Technology",
            Group::Further => "Further",
        }
    }
}

/// Members of the stored profile in the order in which they are read, with group and name. Others follow at the end.
const MEMBERS: [(&str, Group, &str); 26] = [
    ("name", Group::Company, "Name"),
    ("legalName", Group::Company, "Legal name"),
    ("closed", Group::Company, "Closed"),
    ("description", Group::Company, "What it does"),
    ("industry", Group::Company, "Industry"),
    ("audience", Group::Company, "For whom"),
    ("place", Group::Company, "Place"),
    ("founded", Group::Company, "Founded"),
    ("size", Group::Company, "Size"),
    ("language", Group::Company, "Language"),
    ("otherLanguages", Group::Company, "Further language"),
    ("offers", Group::Offer, "Offer"),
    ("prices", Group::Offer, "Price"),
    ("pricingPage", Group::Offer, "Page with prices"),
    ("contact", Group::Contact, "Contact person"),
    ("emails", Group::Contact, "E-mail"),
    ("phones", Group::Contact, "Phone"),
    ("addresses", Group::Contact, "Address"),
    ("hours", Group::Contact, "Hours"),
    ("socials", Group::Contact, "Elsewhere"),
    ("people", Group::Trust, "Person"),
    ("certifications", Group::Trust, "Certificate"),
    ("proof", Group::Trust, "Proof"),
    ("news", Group::Trust, "News"),
    ("careers", Group::Trust, "Careers"),
    ("technology", Group::Technology, "Built with"),
];

/// Members of a value that are read, in this order, where it is more than a text.
const PARTS: [&str; 13] = ["network", "display", "name", "label", "title", "text", "role", "amount", "currency", "period", "date", "openings", "url"];

impl Profile {
    /// Every fact, in the order of the groups.
    #[must_use]
    pub fn listed(&self) -> Vec<Listed> {
        let Ok(Value::Object(stored)) = serde_json::to_value(self) else { return Vec::new() };
        let known = MEMBERS.iter().filter_map(|(key, group, name)| Some((*group, (*name).to_owned(), stored.get(*key)?)));
        let others = stored.iter().filter(|(key, _)| MEMBERS.iter().all(|(known, ..)| known != key));
        let others = others.map(|(key, value)| (Group::Further, in_words(key), value));
        let mut listed = Vec::new();
        for (group, name, value) in known.chain(others) {
            match value {
                Value::Array(facts) => facts.iter().for_each(|value| fact(group, &name, value, &mut listed)),
                value => fact(group, &name, value, &mut listed),
            }
        }
        listed.sort_by_key(|one| one.group);
        listed
    }
}

/// A fact, or several that stand together under a topic.
fn fact(group: Group, name: &str, stored: &Value, into: &mut Vec<Listed>) {
    if let (Some(topic), Some(values)) = (stored.get("topic").and_then(Value::as_str), stored.get("values").and_then(Value::as_array)) {
        values.iter().for_each(|value| fact(group, &format!("{name}: {topic}"), value, into));
        return;
    }
    let (Some(value), Some(evidence)) = (stored.get("value"), stored.get("evidence").and_then(Value::as_array)) else { return };
    let text = text(value);
    if text.is_empty() {
        return;
    }
    let fax = value.get("fax") == Some(&Value::Bool(true));
    into.push(Listed {
        group,
        name: if fax { "Fax".to_owned() } else { name.to_owned() },
        value: text,
        confidence: stored.get("confidence").and_then(Value::as_f64).unwrap_or(0.0),
        evidence: evidence.iter().filter_map(|id| Some(EvidenceId(id.as_str()?.to_owned()))).collect(),
    });
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => items.iter().map(text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", "),
        Value::Object(members) => {
            let parts = PARTS.iter().filter_map(|name| members.get(*name)).map(text).filter(|text| !text.is_empty());
            parts.collect::<Vec<_>>().join(" · ")
        }
        Value::Bool(_) | Value::Null => String::new(),
    }
}

/// `pricingPage` as `Pricing page`.
fn in_words(key: &str) -> String {
    let mut words = String::new();
    for c in key.chars() {
        if c.is_uppercase() {
            words.push(' ');
            words.extend(c.to_lowercase());
        } else if words.is_empty() {
            words.extend(c.to_uppercase());
        } else {
            words.push(c);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::model::profile::{Contact, Fact, Phone, Social};

    fn fact<T>(value: T) -> Fact<T> {
        Fact { value, evidence: vec![EvidenceId("ev_1".into())], confidence: 0.9 }
    }

    #[test]
    fn every_fact_is_listed_in_words_and_in_the_order_of_reading() {
        let phone = |fax| fact(Phone { display: "01632 960 001".into(), digits: "01632960001".into(), e164: None, fax });
        let profile = Profile {
            technology: vec![fact("WordPress".to_owned())],
            phones: vec![phone(false), phone(true)],
            socials: vec![fact(Social { network: "linkedin".into(), url: "https://linkedin.com/company/x".into() })],
            contact: Some(fact(Contact { name: "Ann Moor".into(), role: Some("Owner".into()) })),
            name: Some(fact("Old Kiln".to_owned())),
            ..Profile::default()
        };
        let told: Vec<String> = profile.listed().into_iter().map(|one| format!("{}: {}", one.name, one.value)).collect();
        let wanted = [
            "Name: Old Kiln",
            "Contact person: Ann Moor · Owner",
            "Phone: 01632 960 001",
            "Fax: 01632 960 001",
            "Elsewhere: linkedin · https://linkedin.com/company/x",
            "Built with: WordPress",
        ];
        assert_eq!(told, wanted);
    }

    #[test]
    fn a_member_without_a_name_of_its_own_is_listed_all_the_same() {
        let stored = serde_json::json!({"value": {"name": "Starter", "amount": "9", "currency": "EUR"}, "evidence": ["ev_2"], "confidence": 0.7});
        let mut listed = Vec::new();
        super::fact(Group::Further, &in_words("sparePlans"), &stored, &mut listed);
        assert_eq!((listed[0].name.as_str(), listed[0].value.as_str()), ("Spare plans", "Starter · 9 · EUR"));
    }
}
