//! The fields of the offer's form: to an offer and back, faults put beside their inputs, suggestions filled in with their sources.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::site_draft::ShownSource;
use super::stamp::stamp;
use crate::model::offer::{CallToAction, Offer};
use crate::model::schema::Fault;
use crate::model::site_draft::{Found, Suggestion};

/// Areas of the scorecard with a plain name and what is looked at.
pub const AREAS: [(&str, &str, &str); 7] = [
    ("reach", "Reachable and findable", "Addresses, redirects, sitemap, broken links."),
    ("search", "Search and shares", "Titles, descriptions, headings, pictures of shared links."),
    ("speed", "Speed", "Weight of pages, compression, caching."),
    ("access", "Usable by everyone", "Alternative texts, labels, language, zoom."),
    ("trust", "Safe and trustworthy", "Secure connection, imprint, privacy, freshness."),
    ("email", "E-mail works", "Addresses that can be written to."),
    ("enquiry", "Turns visitors into enquiries", "Calls to action, forms, phone numbers, prices."),
];

/// As typed. Lists stand one entry a line.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct OfferForm {
    /// `save` or empty, `rollout` once the golden leads were looked at, `back` from there, or a button of the texts.
    #[serde(rename = "do")]
    pub action: String,
    pub company: String,
    pub url: String,
    pub sender_name: String,
    pub sender_email: String,
    pub sells: String,
    pub audience: String,
    pub proof: String,
    pub cta_label: String,
    pub cta_url: String,
    pub cta_text: String,
    pub focus: Vec<String>,
    pub words_to_avoid: String,
    pub claims_not_to_make: String,
    /// The lists of the texts go side by side, `material_form.rs`. Ticked boxes carry their row: `0:search`.
    pub material_kind: Vec<String>,
    pub material_title: Vec<String>,
    pub material_text: Vec<String>,
    pub material_url: Vec<String>,
    /// Words with commas between.
    pub material_checks: Vec<String>,
    pub material_industries: Vec<String>,
    pub material_areas: Vec<String>,
    pub material_roles: Vec<String>,
    pub material_sizes: Vec<String>,
    pub material_sites: Vec<String>,
    /// The stamp of the offer that the form was rendered from.
    pub seen: String,
}

/// Where suggestions stand, by input; a list has several.
#[derive(Debug, Default)]
pub struct Sources(HashMap<&'static str, Vec<ShownSource>>);

impl Sources {
    #[must_use]
    pub fn of(&self, input: &str) -> &[ShownSource] {
        self.0.get(input).map_or(&[], Vec::as_slice)
    }

    /// Suggestions in all.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }
}

/// One thing that a good offer has.
#[derive(Debug, Clone)]
pub struct Point {
    pub input: &'static str,
    pub label: &'static str,
    /// Why it matters.
    pub why: &'static str,
    pub done: bool,
}

/// What is there and what is missing.
#[must_use]
pub fn points(typed: &OfferForm) -> Vec<Point> {
    let point = |input, label, why, value: &str| Point { input, label, why, done: !value.trim().is_empty() };
    vec![
        point("sells", "What you sell", "Without it the reader does not learn what you do.", &typed.sells),
        point("audience", "Whom it is for", "A reader who finds themselves in it reads on.", &typed.audience),
        point("proof", "Proof", "One line that can be checked is worth more than any adjective.", &typed.proof),
        point("ctaUrl", "Call to action", "A reader who is convinced needs one next step.", &typed.cta_url),
        point("senderName", "A person", "A document from a person is answered more often than one from a firm.", &typed.sender_name),
        point("senderEmail", "Where to write", "Readers ask, correct and object there; the law wants such an address, too.", &typed.sender_email),
        point("url", "Your site", "Readers look you up before they answer.", &typed.url),
    ]
}

impl OfferForm {
    #[must_use]
    pub fn of(offer: &Offer) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let cta = offer.cta.clone();
        let mut form = Self {
            company: offer.company.clone(),
            url: text(&offer.url),
            sender_name: text(&offer.sender_name),
            sender_email: text(&offer.sender_email),
            sells: offer.sells.clone(),
            audience: offer.audience.clone(),
            proof: offer.proof.join("\n"),
            cta_label: cta.as_ref().map(|cta| cta.label.clone()).unwrap_or_default(),
            cta_url: cta.as_ref().map(|cta| cta.url.clone()).unwrap_or_default(),
            cta_text: cta.and_then(|cta| cta.text).unwrap_or_default(),
            focus: offer.focus.clone(),
            words_to_avoid: offer.words_to_avoid.join("\n"),
            claims_not_to_make: offer.claims_not_to_make.join("\n"),
            seen: stamp(offer),
            ..Self::default()
        };
        form.set_material(&offer.material);
        form
    }

    #[must_use]
    pub fn offer(&self) -> Offer {
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let cta = [&self.cta_label, &self.cta_url, &self.cta_text].iter().any(|part| !part.trim().is_empty());
        Offer {
            company: self.company.trim().to_owned(),
            url: text(&self.url),
            sender_name: text(&self.sender_name),
            sender_email: text(&self.sender_email),
            sells: folded(&self.sells),
            audience: folded(&self.audience),
            proof: lines(&self.proof),
            cta: cta.then(|| CallToAction {
                label: self.cta_label.trim().to_owned(),
                url: self.cta_url.trim().to_owned(),
                text: text(&self.cta_text).map(|text| folded(&text)),
            }),
            focus: self.focus.clone(),
            words_to_avoid: lines(&self.words_to_avoid),
            claims_not_to_make: lines(&self.claims_not_to_make),
            material: self.material(),
        }
    }

    /// The model's faults under the names of the inputs; a line of a list is named in the sentence.
    #[must_use]
    pub fn placed(faults: Vec<Fault>) -> Vec<Fault> {
        let place = |fault: Fault| {
            let field = fault.field.strip_prefix("offer.").unwrap_or(&fault.field);
            let (input, reason) = match (field, field.split_once('.')) {
                ("cta.label", _) => ("ctaLabel", fault.reason.clone()),
                ("cta.url", _) => ("ctaUrl", fault.reason.clone()),
                ("cta.text", _) => ("ctaText", fault.reason.clone()),
                // A text of the seller's: the fault stands in its row.
                (field, Some(("material", _))) => (field, fault.reason.clone()),
                (_, Some((list, line))) => match line.parse::<usize>() {
                    Ok(line) => (list, format!("line {}: {}", line + 1, fault.reason)),
                    Err(_) => (list, fault.reason.clone()),
                },
                (field, None) => (field, fault.reason.clone()),
            };
            Fault { field: input.to_owned(), reason }
        };
        faults.into_iter().map(place).collect()
    }

    /// Fills in what was found on the owner's site. What has no suggestion stays as it is saved; lists keep their lines.
    pub fn fill(&mut self, found: &Found, saved: &Offer) -> Sources {
        let mut sources = HashMap::new();
        let saved = OfferForm::of(saved);
        let single: [(&'static str, &Option<Suggestion>, &mut String, &str); 5] = [
            ("company", &found.company, &mut self.company, &saved.company),
            ("url", &found.url, &mut self.url, &saved.url),
            ("senderEmail", &found.sender_email, &mut self.sender_email, &saved.sender_email),
            ("sells", &found.sells, &mut self.sells, &saved.sells),
            ("audience", &found.audience, &mut self.audience, &saved.audience),
        ];
        for (input, suggestion, field, saved) in single {
            if let Some(suggestion) = suggestion {
                field.clone_from(&suggestion.value);
                sources.insert(input, vec![ShownSource::of(&suggestion.source, &suggestion.value, saved)]);
            }
        }
        let mut known = lines(&self.proof);
        for suggestion in &found.proof {
            if !known.contains(&suggestion.value) {
                known.push(folded(&suggestion.value));
                let place = ShownSource { quote: suggestion.source.quote.clone(), ..ShownSource::of(&suggestion.source, &suggestion.value, &suggestion.value) };
                sources.entry("proof").or_default().push(place);
            }
        }
        self.proof = known.join("\n");
        if let Some(cta) = found.cta.as_ref().filter(|_| saved.cta_url.is_empty()) {
            self.cta_url.clone_from(&cta.value);
            self.cta_label = if cta.value.starts_with("mailto:") { "Write to us".into() } else { "Get in touch".into() };
            sources.insert("ctaUrl", vec![ShownSource::of(&cta.source, &cta.value, "")]);
        }
        Sources(sources)
    }

    /// Where this form and an offer differ: label, what the offer says, what the form says.
    #[must_use]
    pub fn differences(&self, offer: &Offer) -> Vec<(&'static str, String, String)> {
        let (own, other) = (OfferForm::of(&self.offer()), OfferForm::of(offer));
        let list = |form: &OfferForm| {
            form.focus.iter().filter_map(|area| AREAS.iter().find(|(id, ..)| id == area)).map(|(_, name, _)| *name).collect::<Vec<_>>().join(", ")
        };
        let fields: [(&'static str, String, String); 14] = [
            ("Company", other.company.clone(), own.company.clone()),
            ("Your site", other.url.clone(), own.url.clone()),
            ("Sender's name", other.sender_name.clone(), own.sender_name.clone()),
            ("Sender's e-mail", other.sender_email.clone(), own.sender_email.clone()),
            ("What you sell", other.sells.clone(), own.sells.clone()),
            ("Whom it is for", other.audience.clone(), own.audience.clone()),
            ("Proof", other.proof.clone(), own.proof.clone()),
            ("Button", other.cta_label.clone(), own.cta_label.clone()),
            ("Where the button leads", other.cta_url.clone(), own.cta_url.clone()),
            ("Sentence above the button", other.cta_text.clone(), own.cta_text.clone()),
            ("Focus", list(&other), list(&own)),
            ("Your texts", other.material_told(), own.material_told()),
            ("Words to avoid", other.words_to_avoid.clone(), own.words_to_avoid.clone()),
            ("Claims not to make", other.claims_not_to_make.clone(), own.claims_not_to_make.clone()),
        ];
        fields.into_iter().filter(|(_, theirs, own)| theirs != own).collect()
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(folded).filter(|line| !line.is_empty()).collect()
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::site_draft::Source;

    #[test]
    fn an_offer_goes_through_the_form_and_back() {
        let offer = Offer {
            company: "Acme".into(),
            proof: vec!["One".into(), "Two".into()],
            cta: Some(CallToAction { label: "Write".into(), url: "mailto:a@b.example".into(), text: None }),
            focus: vec!["speed".into()],
            ..Offer::default()
        };
        assert_eq!(OfferForm::of(&offer).offer(), offer);
        assert_eq!(OfferForm::of(&Offer::default()).offer(), Offer::default());
        assert_eq!(OfferForm::of(&offer).differences(&offer), []);
    }

    #[test]
    fn faults_stand_beside_their_inputs() {
        let fault = |field: &str| Fault { field: field.into(), reason: "is wrong".into() };
        let placed = OfferForm::placed(vec![
            fault("offer.cta.url"),
            fault("offer.proof.1"),
            fault("offer.senderEmail"),
            fault("offer.focus.magic"),
            fault("offer.material.1.when.checks"),
        ]);
        let placed: Vec<(&str, &str)> = placed.iter().map(|fault| (fault.field.as_str(), fault.reason.as_str())).collect();
        assert_eq!(
            placed,
            [("ctaUrl", "is wrong"), ("proof", "line 2: is wrong"), ("senderEmail", "is wrong"), ("focus", "is wrong"), ("material.1.when.checks", "is wrong")]
        );
    }

    #[test]
    fn suggestions_fill_the_form_and_what_is_saved_is_told() {
        let suggest = |value: &str| Some(Suggestion { value: value.into(), source: Source { url: "https://a.example/".into(), quote: "words".into() } });
        let saved = Offer { company: "Old".into(), proof: vec!["Kept".into()], sells: "Doors".into(), ..Offer::default() };
        let found =
            Found { company: suggest("New"), cta: suggest("https://a.example/contact"), proof: suggest("Added").into_iter().collect(), ..Found::default() };
        let mut form = OfferForm::of(&saved);
        let sources = form.fill(&found, &saved);
        assert_eq!((form.company.as_str(), form.sells.as_str(), form.proof.as_str(), form.cta_label.as_str()), ("New", "Doors", "Kept\nAdded", "Get in touch"));
        assert_eq!(sources.of("company")[0].saved, "Old");
        assert_eq!((sources.count(), sources.of("sells").len()), (3, 0));
    }
}
