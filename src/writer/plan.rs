//! The plan: which findings are told where, and every value that may stand in a sentence, with its evidence. Nothing is phrased here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use magnetite_document::tree;

use crate::model::base_rates::BaseRate;
use crate::model::blueprint::Tone;
use crate::model::dossier::Reason;
use crate::model::evidence::{Evidence, EvidenceId, Kind, Source};
use crate::model::finding::{Area, Effort, Finding, Severity, Status};
use crate::model::told;

use super::actions::Actions;
use super::builtin::{self, Library};
use super::material::{Fitting, fitting};
use super::order::{self, Why};
use super::pen::{Value, Values};
use super::plays::Told;
use super::text::{calm, fold, quotable};
use super::values::{ended, finding_value, is_home, is_sure, offers, people, profile, rooms};
use super::verify::{Allowed, Formula, Slot};
use super::{Brief, Room};

/// Values that name a service.
const OFFERS: [&str; 3] = ["offer", "offer_2", "offer_3"];

/// Checks about the words of one page.
const PAGE_WORDS: [&str; 4] = ["document-title", "title-length", "meta-description", "h1"];

pub(super) struct Plan<'a> {
    /// The sentences of the document's language.
    pub lib: &'static Library,
    /// Values that any sentence may use.
    pub values: Values,
    /// Names of services fit for a sentence; one is chosen per finding.
    pub offers: Vec<Value>,
    pub priorities: Vec<&'a Finding>,
    /// Why the priorities stand in this order, where the reader changed it.
    pub why: Option<Why>,
    /// All others that failed, information aside, best first.
    pub rest: Vec<&'a Finding>,
    /// What the checklist and the playbook tell; filled by `actions` and `plays`.
    pub actions: Actions<'a>,
    pub plays: Vec<Told>,
    pub quick_wins: Vec<&'a Finding>,
    /// Failed findings beyond those, of low severity and above.
    pub later: Vec<&'a Finding>,
    pub strengths: Vec<&'a Finding>,
    /// Evidence of the analysis and of the posted fields in use.
    pub evidence: Arc<Vec<Evidence>>,
    pub allowed: Allowed,
    /// The company's name as the document uses it.
    pub company: Option<String>,
    pub reader: Option<String>,
    /// The seller's texts that fit, the closest first.
    pub material: Vec<Fitting>,
    pub room: Room,
    /// The texts to copy, made before anything is said of them.
    pub texts: Option<tree::Section>,
}

impl<'a> Plan<'a> {
    #[must_use]
    pub fn of(brief: &Brief<'a>, room: Room) -> Self {
        let analysis = brief.analysis;
        let lib = Library::of(brief.language());
        let find = |check: &String| analysis.findings.iter().find(|finding| finding.check == *check && lib.text_for(check).is_some());
        // Nobody enquires of a firm that has ended, and it sells nothing.
        let open = is_open(brief);
        let asked = |finding: &Finding| open || !draws_custom(finding);
        // A title that says nothing is told once, though several pages share it.
        let empty = analysis.findings.iter().find(|finding| finding.check == "document-title" && finding.status == Status::Fail);
        let empty = empty.and_then(|finding| finding.slots.get("title"));
        let told_already = |finding: &Finding| finding.check == "duplicate-titles" && empty.is_some() && finding.slots.get("title") == empty;
        let failed = |finding: &&Finding| finding.status == Status::Fail && asked(finding) && !told_already(finding);
        let told_in_full = usize::from(brief.blueprint.priorities);
        let (leading, why) = order::ordered(brief, analysis.priorities.iter().filter_map(find).filter(failed).collect(), told_in_full);
        let priorities: Vec<&Finding> = leading.iter().copied().take(told_in_full).collect();
        let told = |finding: &&Finding, told: &[&Finding]| told.iter().any(|other| other.check == finding.check);
        let mut rest = leading.clone();
        let others: Vec<&Finding> = analysis.findings.iter().filter(failed).filter(|f| !told(f, &rest) && lib.text_for(&f.check).is_some()).collect();
        rest.extend(others);
        rest.retain(|finding| !told(finding, &priorities) && finding.severity > Severity::Info);
        let quick_wins: Vec<&Finding> = rest.iter().copied().filter(|finding| finding.effort == Effort::Minutes).take(room.quick_wins).collect();
        let later: Vec<&Finding> = rest.iter().copied().filter(|finding| !told(finding, &quick_wins)).collect();
        let strengths = analysis.strengths.iter().filter_map(find).filter(|finding| finding.status == Status::Pass).collect();

        let mut evidence = analysis.evidence.clone();
        let mut posted = Posted { evidence: &mut evidence, at: brief.created_at };
        let mut values = Values::new();
        let company = company(brief, &mut posted, &mut values);
        let reader = brief.lead.full_name.as_deref().and_then(|name| quotable(name, 60));
        people(brief, &mut values);
        if brief.blueprint.tone == Tone::Formal {
            values.remove("first_name");
        }
        // A site that nobody looked at is not spoken of by name.
        if let Some(domain) = brief.domain.filter(|_| brief.outcome.reason != Some(Reason::ResearchOff)) {
            values.insert("domain".into(), Value { slot: Slot::of(domain), evidence: Vec::new(), fact: true, sender: false });
        }
        profile(brief, &mut values);
        rooms(brief, &mut values);
        let offers = if open { offers(brief, company.as_deref()) } else { Vec::new() };
        let material = {
            let mut values = values.clone();
            put_offers(&offers, &mut values, 0);
            fitting(brief, &values)
        };
        let mut allowed = allowed(brief, company.as_deref(), priorities.len());
        allowed.sender.extend(material.iter().flat_map(|fitting| [fitting.text.clone(), fitting.title.clone()]));
        allowed.urls.extend(material.iter().filter_map(|fitting| fitting.url.clone()));
        measures(&allowed, lib, &mut values);
        Self {
            lib,
            values,
            offers,
            priorities,
            why,
            rest,
            actions: Actions::default(),
            plays: Vec::new(),
            quick_wins,
            later,
            strengths,
            evidence: Arc::new(evidence),
            allowed,
            company,
            reader,
            material,
            room,
            texts: None,
        }
    }

    /// Values for the sentences about one finding; `turn` chooses which services they mention.
    #[must_use]
    pub fn values_for(&self, brief: &Brief<'_>, finding: &Finding, turn: usize) -> Values {
        let mut values = self.values.clone();
        self.offer_into(&mut values, turn);
        for (name, value) in &finding.slots {
            if name == "variant" || (name == "example" && told::is_our_word(value)) {
                continue;
            }
            if let Some(value) = finding_value(brief, &self.evidence, finding, name, value) {
                values.insert(name.clone(), value);
            }
        }
        // `9 of 9 pages` are `all 9`.
        if finding.sample.is_some_and(|sample| sample.hits == sample.of)
            && let Some(all) = values.get("of").filter(|_| values.contains_key("hits")).cloned()
        {
            values.remove("hits");
            values.insert("all".into(), all);
        }
        // Where the site's own words already name the service, no sentence may say that they do not.
        let shown = ["title", "description", "heading", "opening"]
            .iter()
            .filter_map(|name| finding.slots.get(*name))
            .map(|text| text.to_lowercase())
            .collect::<Vec<_>>();
        let names = |value: &Value| shown.iter().any(|text| text.contains(&value.slot.value.to_lowercase()));
        // Title, description and heading of another page than the home page are about that page, not about a service chosen by turn.
        let elsewhere = PAGE_WORDS.contains(&finding.check.as_str()) && finding.slots.get("page").is_some_and(|page| !is_home(brief, page));
        let unsure = |value: &Value| finding.slots.contains_key("offer") && !is_sure(brief, &value.slot.value);
        if elsewhere || values.get("offer").is_some_and(|value| names(value) || unsure(value)) {
            values.retain(|name, _| !OFFERS.contains(&name.as_str()));
        }
        values
    }

    /// Puts `offer`, `offer_2`, `offer_3` in, beginning with the service of this turn.
    pub fn offer_into(&self, values: &mut Values, turn: usize) {
        put_offers(&self.offers, values, turn);
    }
}

/// Whether mending it would bring a firm customers, and nothing else: words that say what it offers, and what stands beside its links.
pub(super) fn draws_custom(finding: &Finding) -> bool {
    const CHECKS: [&str; 5] = ["meta-description", "title-length", "open-graph", "organization-markup", "h1"];
    finding.area == Area::Enquiry || CHECKS.contains(&finding.check.as_str())
}

/// Whether nothing on the site says that the firm has ended.
pub(super) fn is_open(brief: &Brief<'_>) -> bool {
    brief.analysis.profile.closed.is_none()
}

fn put_offers(offers: &[Value], values: &mut Values, turn: usize) {
    for (at, name) in OFFERS.into_iter().enumerate().take(offers.len()) {
        if let Some(offer) = offers.get((turn + at) % offers.len()) {
            values.insert(name.into(), offer.clone());
        }
    }
}

/// Only values short enough to be said more than once: a long title is quoted where it was seen, not in every advice.
#[must_use]
pub fn short(values: &Values) -> Values {
    const SHORT: usize = 44;
    let mut values = values.clone();
    values.retain(|name, value| name == "company" || value.slot.value.chars().count() <= SHORT);
    values
}

/// The variant of a finding, `""` when it has none.
#[must_use]
pub fn variant(finding: &Finding) -> &str {
    finding.slots.get("variant").map_or("", String::as_str)
}

/// Adds evidence for posted fields that the document uses.
struct Posted<'e> {
    evidence: &'e mut Vec<Evidence>,
    at: i64,
}

impl Posted<'_> {
    fn id(&mut self, field: &str, value: &str) -> EvidenceId {
        let known = self.evidence.iter().find(|item| item.source == Source::Provided && item.locator == field);
        if let Some(item) = known {
            return item.id.clone();
        }
        let id = EvidenceId(format!("ev_{}", self.evidence.len() + 1));
        self.evidence.push(Evidence {
            id: id.clone(),
            source: Source::Provided,
            kind: Kind::Posted,
            url: None,
            fetched_at: self.at,
            body_sha256: None,
            locator: field.to_owned(),
            quote: Some(fold(value)),
            observed: None,
            expected: None,
            verify: None,
        });
        id
    }
}

/// The name the document uses: from the site, else as posted, else the domain. The domain alone is no `{company}` value.
fn company(brief: &Brief<'_>, posted: &mut Posted<'_>, values: &mut Values) -> Option<String> {
    let fit = |name: &str| quotable(name, 70).filter(|name| !name.ends_with('…'));
    let posted_name = brief.lead.company.as_deref().and_then(fit);
    // A name the site itself is unsure about gives way to the posted one.
    if let Some(fact) = brief.analysis.profile.name.as_ref().filter(|fact| fact.confidence >= 0.7 || posted_name.is_none())
        && let Some(name) = fit(&fact.value)
    {
        values.insert("company".into(), Value { slot: Slot::of(name.clone()), evidence: fact.evidence.clone(), fact: true, sender: false });
        return Some(name);
    }
    let name = posted_name?;
    let id = posted.id("company", &name);
    values.insert("company".into(), Value { slot: Slot::of(name.clone()), evidence: vec![id], fact: true, sender: false });
    Some(name)
}

fn allowed(brief: &Brief<'_>, company: Option<&str>, priorities: usize) -> Allowed {
    let lead = brief.lead;
    let mut posted: Vec<String> = [&lead.full_name, &lead.company, &lead.domain, &lead.industry, &lead.title].into_iter().flatten().cloned().collect();
    posted.extend(brief.domain.map(str::to_owned));
    posted.extend(company.map(str::to_owned));
    let reasons = || brief.analysis.findings.iter().filter_map(|finding| finding.reason.as_deref());
    posted.extend(reasons().map(str::to_owned));
    posted.extend(reasons().filter_map(|reason| told::reason(reason, brief.language())).map(str::to_owned));
    let offer = brief.offer;
    let mut sender = vec![offer.company.clone(), ended(&calm(&offer.sells)), ended(&calm(&offer.audience))];
    sender.extend(offer.proof.iter().map(|proof| ended(&calm(proof))));
    sender.extend([&offer.sender_name, &offer.sender_email].into_iter().flatten().cloned());
    let cta = brief.cta();
    if let Some(cta) = cta {
        sender.extend([Some(calm(&cta.label)), cta.text.as_deref().map(calm)].into_iter().flatten());
    }
    let found = brief.analysis.profile.technology.iter().filter(|fact| !brief.analysis.is_provided(&fact.evidence));
    let detected = found.map(|fact| fold(&fact.value)).collect();
    let mut urls: BTreeSet<String> = brief.pages.iter().map(|page| page.url.to_owned()).collect();
    urls.extend([brief.home_url, brief.about_url, offer.url.as_deref(), cta.map(|cta| cta.url.as_str())].into_iter().flatten().map(str::to_owned));
    let mut measures = BTreeMap::new();
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    measures.insert("pages".to_owned(), count(brief.pages.len()));
    measures.insert("requests".to_owned(), count(brief.requests));
    measures.insert("priorities".to_owned(), count(priorities));
    measures.extend(brief.outcome.words().map(|words| ("words_read".to_owned(), words)));
    let others = brief.analysis.profile.other_languages.len();
    if others > 0 {
        measures.insert("languages".to_owned(), count(others + 1));
    }
    let (mut passed, mut measured) = (0, 0);
    for score in &brief.analysis.scores.areas {
        let area = builtin::frame::area_id(score.area);
        measures.insert(format!("{area}.passed"), u64::from(score.passed));
        measures.insert(format!("{area}.measured"), u64::from(score.measured));
        passed += u64::from(score.passed);
        measured += u64::from(score.measured);
    }
    measures.insert("overall.passed".into(), passed);
    measures.insert("overall.measured".into(), measured);
    for finding in &brief.analysis.findings {
        if let Some(sample) = finding.sample {
            measures.insert(format!("{}.hits", finding.check), u64::from(sample.hits));
            measures.insert(format!("{}.of", finding.check), u64::from(sample.of));
        }
    }
    Allowed {
        language: brief.language(),
        posted,
        sender,
        sender_names: [Some(&offer.company), offer.sender_name.as_ref()].into_iter().flatten().filter(|name| !name.is_empty()).cloned().collect(),
        urls,
        home_url: brief.home_url.map(str::to_owned),
        measures,
        detected,
        dates: vec![super::day(brief.created_at, brief.language())],
        figures: figures(brief),
        words_to_avoid: offer.words_to_avoid.iter().chain(&brief.blueprint.words_to_avoid).cloned().collect(),
        claims_not_to_make: offer.claims_not_to_make.iter().chain(&brief.blueprint.claims_not_to_make).cloned().collect(),
    }
}

/// The public figures of the failed checks, in their parts.
fn figures(brief: &Brief<'_>) -> Vec<String> {
    let failed = brief.analysis.findings.iter().filter(|finding| finding.status == Status::Fail);
    let rates = failed.filter_map(|finding| brief.rates.of(&finding.check, variant(finding)));
    let share = |rate: &BaseRate| rate.share(brief.language());
    rates.flat_map(|rate| [share(rate), fold(&rate.who), fold(&rate.what), fold(&rate.source), rate.year.to_string()]).collect()
}

/// Our own counts as values: pages, requests and words read in digits, priorities in words.
fn measures(allowed: &Allowed, lib: &Library, values: &mut Values) {
    let mut put = |name: &str, value: String, formula: Option<Formula>| {
        values.insert(name.into(), Value { slot: Slot { value, formula }, evidence: Vec::new(), fact: false, sender: false });
    };
    for name in ["pages", "requests", "words_read"] {
        if let Some(count) = allowed.measures.get(name).filter(|count| **count > 0) {
            put(name, count.to_string(), Some(Formula::Measure(name.into())));
        }
    }
    if let Some(word) = allowed.measures.get("priorities").and_then(|count| lib.frame.numbers.get(usize::try_from(count.checked_sub(2)?).ok()?)) {
        put("priorities", (*word).to_owned(), Some(Formula::Measure("priorities".into())));
    }
    if let Some(date) = allowed.dates.first() {
        put("date", date.clone(), None);
    }
}
