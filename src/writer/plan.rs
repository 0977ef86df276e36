//! The plan: which findings are told where, and every value that may stand in a sentence, with its evidence. Nothing is phrased here.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use crate::model::evidence::{Evidence, EvidenceId, Kind, Source};
use crate::model::finding::{Effort, Finding, Severity, SiteType, Status};
use crate::model::profile::Fact;

use super::builtin;
use super::pattern;
use super::pen::{Value, Values};
use super::text::{calm, cut, fold, quotable, stands_whole};
use super::verify::{Allowed, Formula, Slot};
use super::{Brief, Room};

/// Findings told in full.
const PRIORITIES: usize = 3;
pub(super) struct Plan<'a> {
    /// Values that any sentence may use.
    pub values: Values,
    /// Names of services fit for a sentence; one is chosen per finding.
    pub offers: Vec<Value>,
    pub priorities: Vec<&'a Finding>,
    pub quick_wins: Vec<&'a Finding>,
    /// Failed findings beyond those, of low severity and above.
    pub later: Vec<&'a Finding>,
    pub strengths: Vec<&'a Finding>,
    /// Evidence of the analysis and of the posted fields in use.
    pub evidence: Vec<Evidence>,
    pub allowed: Allowed,
    /// The company's name as the document uses it.
    pub company: Option<String>,
    pub reader: Option<String>,
    pub room: Room,
}

impl<'a> Plan<'a> {
    #[must_use]
    pub fn of(brief: &Brief<'a>, room: Room) -> Self {
        let analysis = brief.analysis;
        let find = |check: &String| analysis.findings.iter().find(|finding| finding.check == *check && builtin::text_for(check).is_some());
        let failed = |finding: &&Finding| finding.status == Status::Fail;
        let priorities: Vec<&Finding> = analysis.priorities.iter().filter_map(find).filter(failed).take(PRIORITIES).collect();
        let told = |finding: &&Finding, told: &[&Finding]| told.iter().any(|other| other.check == finding.check);
        let rest = || {
            let mut ranked: Vec<&Finding> = analysis.priorities.iter().filter_map(find).filter(failed).collect();
            let others: Vec<&Finding> =
                analysis.findings.iter().filter(failed).filter(|f| !told(f, &ranked) && builtin::text_for(&f.check).is_some()).collect();
            ranked.extend(others);
            ranked.retain(|finding| !told(finding, &priorities) && finding.severity > Severity::Info);
            ranked
        };
        let quick_wins: Vec<&Finding> = rest().into_iter().filter(|finding| finding.effort == Effort::Minutes).take(room.quick_wins).collect();
        let later: Vec<&Finding> = rest().into_iter().filter(|finding| !told(finding, &quick_wins)).collect();
        let strengths = analysis.strengths.iter().filter_map(find).filter(|finding| finding.status == Status::Pass).collect();

        let mut evidence = analysis.evidence.clone();
        let mut posted = Posted { evidence: &mut evidence, at: brief.created_at };
        let mut values = Values::new();
        let company = company(brief, &mut posted, &mut values);
        let reader = brief.lead.full_name.as_deref().and_then(|name| quotable(name, 60));
        people(brief, &mut values);
        if let Some(domain) = brief.domain {
            values.insert("domain".into(), Value { slot: Slot::of(domain), evidence: Vec::new(), fact: true, sender: false });
        }
        profile(brief, &mut values);
        rooms(brief, &mut values);
        let offers = offers(brief, company.as_deref());
        let allowed = allowed(brief, company.as_deref(), priorities.len());
        measures(&allowed, &mut values);
        Self { values, offers, priorities, quick_wins, later, strengths, evidence, allowed, company, reader, room }
    }

    /// Values for the sentences about one finding; `turn` chooses which services they mention.
    #[must_use]
    pub fn values_for(&self, brief: &Brief<'_>, finding: &Finding, turn: usize) -> Values {
        let mut values = self.values.clone();
        self.offer_into(&mut values, turn);
        for (name, value) in &finding.slots {
            if name == "variant" {
                continue;
            }
            if let Some(value) = finding_value(brief, &self.evidence, finding, name, value) {
                values.insert(name.clone(), value);
            }
        }
        // Where the site's own words already name the service, no sentence may say that they do not.
        let shown = ["title", "description", "heading", "opening"]
            .iter()
            .filter_map(|name| finding.slots.get(*name))
            .map(|text| text.to_lowercase())
            .collect::<Vec<_>>();
        let names = |value: &Value| shown.iter().any(|text| text.contains(&value.slot.value.to_lowercase()));
        if values.get("offer").is_some_and(names) {
            for name in ["offer", "offer_2", "offer_3"] {
                values.remove(name);
            }
        }
        values
    }

    /// Puts `offer`, `offer_2`, `offer_3` in, beginning with the service of this turn.
    pub fn offer_into(&self, values: &mut Values, turn: usize) {
        for (at, name) in ["offer", "offer_2", "offer_3"].into_iter().enumerate().take(self.offers.len()) {
            if let Some(offer) = self.offers.get((turn + at) % self.offers.len()) {
                values.insert(name.into(), offer.clone());
            }
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

fn people(brief: &Brief<'_>, values: &mut Values) {
    let mut put = |name: &str, value: Option<String>, sender: bool| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            values.insert(name.into(), Value { slot: Slot::of(value), evidence: Vec::new(), fact: false, sender });
        }
    };
    let reader = brief.lead.full_name.as_deref().and_then(|name| quotable(name, 60));
    let first = reader
        .as_deref()
        .and_then(|name| name.split(' ').next())
        .filter(|first| first.chars().count() >= 2 && !first.ends_with('.') && reader.as_deref() != Some(first));
    put("first_name", first.map(str::to_owned), false);
    put("reader", reader.clone(), false);
    let offer = brief.offer;
    put("sender", quotable(&offer.company, 80), true);
    put("sells", Some(ended(&cut(&calm(&offer.sells), 300))).filter(|text| text.len() > 1), true);
    put("audience", Some(ended(&cut(&calm(&offer.audience), 200))).filter(|text| text.len() > 1), true);
    put("proof_of_sender", offer.proof.first().map(|proof| ended(&cut(&calm(proof), 240))), true);
    put("sender_email", offer.sender_email.as_deref().map(fold).filter(|email| email.contains('@') && !email.contains(' ')), true);
}

/// With a full stop at the end, unless some mark stands there.
fn ended(text: &str) -> String {
    if text.is_empty() || text.ends_with(['.', '?', '…', '。', ':']) { text.to_owned() } else { format!("{text}.") }
}

fn profile(brief: &Brief<'_>, values: &mut Values) {
    let profile = &brief.analysis.profile;
    let mut put = |name: &str, fact: Option<&Fact<String>>, fit: &dyn Fn(&str) -> Option<String>| {
        if let Some(fact) = fact.filter(|fact| !fact.evidence.is_empty())
            && let Some(value) = fit(&fact.value)
        {
            values.insert(name.into(), Value { slot: Slot::of(value), evidence: fact.evidence.clone(), fact: true, sender: false });
        }
    };
    let whole =
        |value: &str, max: usize| quotable(value, max).filter(|quote| !quote.ends_with('…')).map(|quote| quote.trim_end_matches(['.', '。']).to_owned());
    put("description", profile.description.as_ref(), &|value| whole(value, 170).or_else(|| whole(first_sentence(value), 170)));
    let worth = |fact: &&Fact<String>| {
        let small_print = brief.analysis.evidence.iter().any(|item| fact.evidence.contains(&item.id) && item.url.as_deref().is_some_and(small_print));
        fact.confidence >= 0.7 && !small_print && whole(&fact.value, 110).is_some_and(|quote| quote.split(' ').count() >= 4 && !personal(&quote))
    };
    put("proof", profile.proof.iter().find(worth), &|value| whole(value, 110));
    if matches!(brief.analysis.site_type, SiteType::LocalService | SiteType::Shop | SiteType::Business | SiteType::Portfolio) {
        put("place", profile.place.as_ref().filter(|fact| fact.confidence >= 0.75), &town);
    }
}

/// How many characters search results show, by the script of the site.
fn rooms(brief: &Brief<'_>, values: &mut Values) {
    let language = brief.analysis.profile.language.as_ref().map_or("", |fact| fact.value.as_str());
    let wide = matches!(language.get(..2), Some("ja" | "zh" | "ko"));
    let (title, description) = if wide { ("30", "80") } else { ("60", "150") };
    for (name, room) in [("title_room", title), ("description_room", description)] {
        values.insert(name.into(), Value { slot: Slot::by(room, Formula::Fixed(room)), evidence: Vec::new(), fact: false, sender: false });
    }
}

fn first_sentence(text: &str) -> &str {
    let end = text.find(". ").into_iter().chain(text.find('。')).min();
    end.map_or(text, |end| &text[..end])
}

/// Legal and privacy pages speak of many things that are no praise.
fn small_print(url: &str) -> bool {
    const WORDS: [&str; 11] = ["privacy", "legal", "datenschutz", "mentions", "terms", "cookie", "impressum", "imprint", "condition", "agb", "privacidad"];
    let url = url.to_lowercase();
    WORDS.iter().any(|word| url.contains(word))
}

/// One person's tale rather than a statement of the firm.
fn personal(text: &str) -> bool {
    text.split(' ').any(|word| matches!(word.to_lowercase().as_str(), "i" | "my" | "me" | "ich" | "mein" | "meine" | "je" | "mon"))
}

/// The first part of a place as written, when it reads as the name of a town in a sentence.
pub(super) fn town(place: &str) -> Option<String> {
    const STREET: [&str; 16] =
        ["street", "st", "st.", "road", "rd", "rd.", "avenue", "ave", "ave.", "lane", "drive", "strasse", "straße", "str.", "rue", "fax"];
    let first = fold(place.split([',', '(', '·', '|']).next().unwrap_or(place));
    if first.to_lowercase().split(' ').any(|word| STREET.contains(&word) || word.ends_with("straße") || word.ends_with("strasse")) {
        return None;
    }
    let fits = first.chars().count() <= 32 && !first.chars().any(|c| c.is_numeric() || matches!(c, '"' | '“' | '!')) && first.chars().any(char::is_alphabetic);
    (fits && !first.is_empty()).then_some(first)
}

/// Services with names short enough for a sentence.
fn offers(brief: &Brief<'_>, company: Option<&str>) -> Vec<Value> {
    let mut seen = BTreeSet::new();
    let facts = brief.analysis.profile.offers.iter().filter(|fact| fact.confidence >= 0.5 && !fact.evidence.is_empty());
    facts
        .filter_map(|fact| {
            let name = quotable(&fact.value, 42).filter(|name| !name.ends_with('…') && name.split(' ').count() <= 6)?;
            let fresh = seen.insert(name.to_lowercase()) && company.is_none_or(|company| !company.eq_ignore_ascii_case(&name));
            fresh.then(|| Value { slot: Slot::of(name), evidence: fact.evidence.iter().take(1).cloned().collect(), fact: true, sender: false })
        })
        .take(6)
        .collect()
}

/// One slot of a finding, made fit for a sentence, with those pieces of evidence that show it.
fn finding_value(brief: &Brief<'_>, evidence: &[Evidence], finding: &Finding, name: &str, raw: &str) -> Option<Value> {
    let all = || finding.evidence.clone();
    if matches!(name, "hits" | "of") {
        let count = finding.sample.map(|sample| if name == "of" { sample.of } else { sample.hits });
        // A sample of one page is not worth counting.
        let single = finding.slots.get("of").is_none_or(|of| of == "1");
        let slot = match count {
            _ if single => return None,
            Some(count) if count.to_string() == raw => Slot::by(raw, Formula::Measure(format!("{}.{name}", finding.check))),
            _ => Slot::of(raw),
        };
        return Some(Value { slot, evidence: finding.evidence.iter().take(3).cloned().collect(), fact: true, sender: false });
    }
    let folded = fold(raw);
    if matches!(name, "page" | "page_2") {
        let at = evidence.iter().find(|item| finding.evidence.contains(&item.id) && item.url.as_deref() == Some(folded.as_str()));
        let id = at.map(|item| vec![item.id.clone()]).unwrap_or_else(all);
        let slot = page_name(brief, &folded)?;
        return Some(Value { slot, evidence: id, fact: true, sender: false });
    }
    let shouts = folded.contains(['!', '！', '“', '”', '"']);
    let value = if shouts { quotable(&folded, 90)? } else { cut(&folded, 90) };
    let value = if value.starts_with("http") { short_address(&value)? } else { value };
    let value = if value.contains(' ') { value.trim_end_matches(['.', '。']).to_owned() } else { value };
    let bare = value.strip_suffix('…').unwrap_or(&value).trim().to_owned();
    let shows = |item: &&Evidence| {
        finding.evidence.contains(&item.id) && [&item.quote, &item.observed, &item.url].into_iter().flatten().any(|text| stands_whole(&fold(text), &bare))
    };
    let shown: Vec<EvidenceId> = evidence.iter().filter(shows).take(1).map(|item| item.id.clone()).collect();
    let evidence = if shown.is_empty() { all() } else { shown };
    (!value.is_empty()).then(|| Value { slot: Slot::of(value), evidence, fact: true, sender: false })
}

/// `your home page`, or the path of the address when it is short and plain.
fn page_name(brief: &Brief<'_>, address: &str) -> Option<Slot> {
    let url = Url::parse(address).ok()?;
    let home = brief.home_url.is_some_and(|home| same_address(home, address));
    if home {
        return Some(Slot::by(pattern::HOME_NAMES[0], Formula::HomePage));
    }
    let path = url.path().trim_end_matches('/');
    let plain = path.len() > 1 && path.len() <= 42 && !path.contains('%');
    plain.then(|| Slot::of(path))
}

fn same_address(a: &str, b: &str) -> bool {
    a.trim_end_matches('/') == b.trim_end_matches('/')
}

/// An address inside a sentence without its scheme, so that it reads as a name and is no link.
fn short_address(address: &str) -> Option<String> {
    let bare = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?.trim_end_matches('/');
    (bare.chars().count() <= 60 && !bare.contains('%') && !bare.contains('…')).then(|| bare.to_owned())
}

fn allowed(brief: &Brief<'_>, company: Option<&str>, priorities: usize) -> Allowed {
    let lead = brief.lead;
    let mut posted: Vec<String> = [&lead.full_name, &lead.company, &lead.domain, &lead.industry, &lead.title].into_iter().flatten().cloned().collect();
    posted.extend(brief.domain.map(str::to_owned));
    posted.extend(company.map(str::to_owned));
    posted.extend(brief.analysis.findings.iter().filter_map(|finding| finding.reason.clone()));
    let offer = brief.offer;
    let mut sender = vec![offer.company.clone(), ended(&calm(&offer.sells)), ended(&calm(&offer.audience))];
    sender.extend(offer.proof.iter().map(|proof| ended(&calm(proof))));
    sender.extend([&offer.sender_name, &offer.sender_email].into_iter().flatten().cloned());
    if let Some(cta) = &offer.cta {
        sender.extend([Some(calm(&cta.label)), cta.text.as_deref().map(calm)].into_iter().flatten());
    }
    let detected = brief.analysis.profile.technology.iter().map(|fact| fold(&fact.value)).collect();
    let mut urls: BTreeSet<String> = brief.pages.iter().map(|page| page.url.to_owned()).collect();
    urls.extend(
        [brief.home_url, brief.about_url, offer.url.as_deref(), offer.cta.as_ref().map(|cta| cta.url.as_str())].into_iter().flatten().map(str::to_owned),
    );
    let mut measures = BTreeMap::new();
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    measures.insert("pages".to_owned(), count(brief.pages.len()));
    measures.insert("requests".to_owned(), count(brief.requests));
    measures.insert("priorities".to_owned(), count(priorities));
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
        posted,
        sender,
        urls,
        home_url: brief.home_url.map(str::to_owned),
        measures,
        detected,
        dates: vec![super::day(brief.created_at)],
        words_to_avoid: offer.words_to_avoid.clone(),
        claims_not_to_make: offer.claims_not_to_make.clone(),
    }
}

/// Our own counts as values: pages and requests in digits, priorities in words.
fn measures(allowed: &Allowed, values: &mut Values) {
    let mut put = |name: &str, value: String, formula: Option<Formula>| {
        values.insert(name.into(), Value { slot: Slot { value, formula }, evidence: Vec::new(), fact: false, sender: false });
    };
    for name in ["pages", "requests"] {
        if let Some(count) = allowed.measures.get(name).filter(|count| **count > 0) {
            put(name, count.to_string(), Some(Formula::Measure(name.into())));
        }
    }
    if let Some(word) = allowed.measures.get("priorities").and_then(|count| ["two", "three"].get(usize::try_from(count.checked_sub(2)?).ok()?)) {
        put("priorities", (*word).to_owned(), Some(Formula::Measure("priorities".into())));
    }
    if let Some(date) = allowed.dates.first() {
        put("date", date.clone(), None);
    }
}
