//! Who the company is, as far as its own site says so: one file per family of facts, each fact with its evidence.

use crate::model::dossier::Dossier;
use crate::model::evidence::{Kind, Source};
use crate::model::lead::LeadFields;
use crate::model::page::{Block, Dropped, Page, Role};
use crate::model::profile::{Fact, Profile};
use crate::research::ledger::{Ledger, Note};

mod address;
mod audience;
mod careers;
mod certifications;
mod closed;
mod contradictions;
mod description;
mod dial;
mod email;
mod founded;
mod given_names;
mod guest;
mod hours;
mod industry;
#[rustfmt::skip]
mod industry_table;
mod labels;
mod language;
mod legal;
mod money;
mod name;
mod name_text;
mod news;
mod offer_cards;
mod offer_heading;
mod offer_label;
mod offer_list;
mod offer_menu;
mod offer_sections;
mod offer_words;
mod offers;
mod people;
mod person_words;
mod phone;
mod price_name;
mod prices;
mod pricing;
pub(super) mod printed_date;
mod proof;
mod proof_items;
mod prose;
mod social;
mod structured;
mod technology;
mod week;
mod words;

#[cfg(test)]
mod more_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_contact;
#[cfg(test)]
mod tests_offers;
#[cfg(test)]
mod tests_prices;

/// Draws the profile from all pages that answered; what the site does not say stays empty.
#[must_use]
pub fn profile(dossier: &Dossier, lead: &LeadFields, ledger: &mut Ledger) -> Profile {
    let site = Site::of(dossier, lead);
    let name = name::name(&site, lead, ledger);
    let legal_name = legal::legal_name(&site, name.as_ref(), ledger);
    let known = name.as_ref().map(|fact| fact.value.clone()).unwrap_or_default();
    let (language, other_languages) = language::languages(&site, ledger);
    let (place, addresses) = address::addresses(&site, ledger);
    let places: Vec<&str> = place.iter().chain(&addresses).map(|fact| fact.value.as_str()).collect();
    let priced = prices::read(&site);
    let (founded, years) = founded::founded(&site, &known, ledger);
    let phones = phone::phones(&site, &places, ledger);
    let places = places.join(" ");
    let (industry, industry_slug) = industry::industry(&site, lead, ledger);
    let (proof, mut proof_items) = proof::proof(&site, &known, ledger);
    proof_items.extend(proof_items::proof_items(&site, &known, ledger));
    let mut profile = Profile {
        closed: closed::closed(&site, &known, ledger),
        description: description::description(&site, &known, ledger),
        offers: offers::offers(&site, &known, &places, &priced, ledger),
        audience: audience::audience(&site, ledger),
        industry,
        industry_slug,
        emails: email::emails(&site, &known, ledger),
        phones,
        socials: social::socials(&site, &known, ledger),
        pricing_page: pricing::pricing_page(&site, ledger),
        prices: prices::facts(&priced, ledger),
        founded,
        hours: hours::hours(&site, ledger),
        proof,
        proof_items,
        people: people::people(&site, &known, ledger),
        certifications: certifications::certifications(&site, &known, ledger),
        news: news::news(&site, ledger),
        careers: careers::careers(&site, &known, ledger),
        technology: technology::technology(&site, ledger),
        contradictions: Vec::new(),
        size: None,
        contact: None,
        name,
        legal_name,
        language,
        other_languages,
        place,
        addresses,
    };
    contradictions::contradictions(&site, &known, &mut profile, years, &priced, ledger);
    profile
}

/// The pages worth drawing facts from, and what belongs to the company itself.
struct Site<'a> {
    pages: Vec<&'a Page>,
    /// Registrable domain, lower case; empty when there is none.
    domain: String,
    /// The domain's own label: `kiln` of `kiln.example`.
    label: String,
    things: Vec<structured::Thing<'a>>,
}

impl<'a> Site<'a> {
    fn of(dossier: &'a Dossier, lead: &LeadFields) -> Self {
        let home = dossier.pages.first();
        let host = home.and_then(|page| host_of(&page.url)).or_else(|| dossier.domain.clone()).or_else(|| lead.domain.clone()).unwrap_or_default();
        let domain = registrable(&host);
        let label = domain.split('.').next().unwrap_or_default().to_owned();
        let pages: Vec<&Page> = dossier
            .pages
            .iter()
            .filter(|page| page.status < 400)
            .filter(|page| !is_sample(page) && !is_orphan(page, dossier) && !guest::is_guest(page, dossier, &label))
            .collect();
        let things = pages.iter().flat_map(|page| structured::company(page)).collect();
        Self { pages, domain, label, things }
    }

    fn home(&self) -> Option<&'a Page> {
        self.pages.iter().copied().find(|page| page.role == Role::Home).or_else(|| self.pages.first().copied())
    }

    /// Pages of these roles, in the order of the roles.
    fn of_roles(&self, roles: &[Role]) -> Vec<&'a Page> {
        roles.iter().flat_map(|role| self.pages.iter().copied().filter(move |page| page.role == *role)).collect()
    }

    /// Belongs to the face of the site: the home page, what it leads to or frames, and pages whose role is known.
    fn is_near(&self, page: &Page) -> bool {
        let Some(home) = self.home() else { return true };
        let here = page.url.trim_end_matches('/');
        let same = |href: Option<&str>| href.is_some_and(|href| href.trim_end_matches('/') == here);
        let framed = || self.pages.iter().any(|other| other.frames.iter().any(|frame| same(frame.src.as_deref())));
        page.role != Role::Other || home.url == page.url || home.links.iter().any(|link| same(link.href.as_deref())) || framed()
    }

    fn is_own_host(&self, host: &str) -> bool {
        !self.domain.is_empty() && registrable(host) == self.domain
    }
}

/// A notice of privacy or terms: it names processors, authorities and hosts with their addresses.
fn is_notice(page: &Page) -> bool {
    const MARKS: &[&str] = &[
        "datenschutz",
        "privacy",
        "privacid",
        "confidential",
        "données personnelles",
        "donnees-personnelles",
        "cookie",
        "terms",
        "rgpd",
        "gdpr",
        "dsgvo",
        "agb",
        "cgu",
        "cgv",
        "conditions",
        "condiciones",
        "個人情報",
        "プライバシー",
    ];
    let path = url::Url::parse(&page.url).map(|url| url.path().to_lowercase()).unwrap_or_default();
    let title = page.titles.first().map(|title| title.to_lowercase()).unwrap_or_default();
    let imprint = ["impressum", "imprint", "mentions", "legal-notice", "aviso"].iter().any(|mark| path.contains(mark) || title.contains(mark));
    page.role == Role::Legal && !imprint && (words::has_any(&path, MARKS) || words::has_any(&title, MARKS))
}

/// Blocks that a reader can see, furniture included: phone and address live there.
fn seen(page: &Page) -> impl Iterator<Item = &Block> {
    page.blocks.iter().filter(|block| block.dropped != Some(Dropped::Hidden))
}

fn host_of(url: &str) -> Option<String> {
    url::Url::parse(url).ok()?.host_str().map(|host| host.trim_start_matches("www.").to_ascii_lowercase())
}

fn registrable(host: &str) -> String {
    let host = host.trim_start_matches("www.").to_ascii_lowercase();
    psl::domain_str(&host).map_or_else(|| host.clone(), str::to_owned)
}

/// Text of a theme or a template that nobody replaced.
fn is_sample(page: &Page) -> bool {
    let marks = ["lorem ipsum", "dolor sit amet", "bacon ipsum", "this is an example page", "hello world!", "sample page"];
    let hits = page.main_blocks().filter(|block| words::has_any(&block.text.to_lowercase(), &marks)).count();
    page.role != Role::Home && hits > 0 && hits * 8 >= page.main_blocks().count()
}

/// A page that no other page links to, on a site whose pages do link to one another.
fn is_orphan(page: &Page, dossier: &Dossier) -> bool {
    let Some(home) = dossier.pages.first() else { return false };
    if page.role == Role::Home || page.url == home.url || home.links.len() < 8 {
        return false;
    }
    let same = |href: &str| href.trim_end_matches('/') == page.url.trim_end_matches('/');
    let framed = |other: &Page| other.frames.iter().any(|frame| frame.src.as_deref().is_some_and(same));
    let linked = |other: &Page| other.links.iter().any(|link| link.href.as_deref().is_some_and(same));
    !dossier.pages.iter().any(|other| other.url != page.url && (linked(other) || framed(other))) && page.role == Role::Other
}

/// A value that stands in a block; the quotation is a piece of the block around it.
fn in_block(page: &Page, block: &Block, value: &str) -> Note {
    Note::on(page, Kind::Text, block.locator.clone()).quote(words::around(&block.text, value))
}

/// A value that stands in a line of many things (address, numbers, links): the quotation is its own part of the line.
fn in_line(page: &Page, block: &Block, value: &str) -> Note {
    Note::on(page, Kind::Text, block.locator.clone()).quote(words::part_of_line(&block.text, value))
}

/// A value of the head, of JSON-LD or of an attribute.
fn in_meta(page: &Page, locator: &str, text: &str, value: &str) -> Note {
    Note::on(page, Kind::Meta, locator).quote(words::around(text, value))
}

/// A field of the posted lead.
fn posted(field: &str, value: &str) -> Note {
    Note {
        source: Source::Provided,
        kind: Kind::Posted,
        url: None,
        fetched_at: 0,
        body_sha256: None,
        locator: field.to_owned(),
        quote: Some(value.to_owned()),
        observed: None,
        expected: None,
        verify: None,
    }
}

/// One value with what speaks for it best, while facts are gathered.
struct Candidate<T> {
    value: T,
    key: String,
    evidence: Vec<(f64, Note)>,
    score: f64,
}

/// Candidates of one family.
const CANDIDATES_MAX: usize = 120;
/// Pieces of evidence of one fact: a reader who follows two has seen enough.
const EVIDENCE_MAX: usize = 2;

impl<T> Candidate<T> {
    fn new(value: T, key: String) -> Self {
        Self { value, key, evidence: Vec::new(), score: 0.0 }
    }

    /// Keeps the note when it is among the best.
    fn shown(&mut self, weight: f64, note: impl FnOnce() -> Note) {
        if self.evidence.len() >= EVIDENCE_MAX && self.evidence.iter().all(|(known, _)| *known >= weight) {
            return;
        }
        let note = note();
        if self.evidence.iter().any(|(_, known)| *known == note) {
            return;
        }
        self.evidence.push((weight, note));
        self.evidence.sort_by(|a, b| b.0.total_cmp(&a.0));
        self.evidence.truncate(EVIDENCE_MAX);
    }

    fn into_fact(self, ledger: &mut Ledger) -> Fact<T> {
        let evidence = self.evidence.into_iter().map(|(_, note)| ledger.add(note)).collect();
        Fact { value: self.value, evidence, confidence: round(self.score) }
    }
}

/// Adds a sighting to the candidate of the same key, or a new one. Another spelling of it raises the score but is no evidence for the spelling kept.
fn sight<T: PartialEq>(candidates: &mut Vec<Candidate<T>>, key: String, score: f64, make: impl FnOnce() -> T, note: impl FnOnce() -> Note) {
    let value = make();
    let Some(found) = candidates.iter_mut().find(|candidate| candidate.key == key) else {
        if candidates.len() < CANDIDATES_MAX {
            let mut new = Candidate::new(value, key);
            new.score = score;
            new.shown(score, note);
            candidates.push(new);
        }
        return;
    };
    if found.value == value {
        found.shown(score, note);
    }
    found.score = (found.score.max(score) + 0.02).min(0.99);
}

/// The best candidates become facts; only their evidence enters the ledger.
fn facts<T>(mut candidates: Vec<Candidate<T>>, least: f64, most: usize, ledger: &mut Ledger) -> Vec<Fact<T>> {
    candidates.retain(|candidate| candidate.score >= least);
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    candidates.truncate(most);
    candidates.into_iter().map(|candidate| candidate.into_fact(ledger)).collect()
}

/// A fact with one piece of evidence.
fn fact(value: String, confidence: f64, note: Note, ledger: &mut Ledger) -> Fact<String> {
    Fact { value, evidence: vec![ledger.add(note)], confidence: round(confidence) }
}

fn round(confidence: f64) -> f64 {
    (confidence.clamp(0.0, 1.0) * 100.0).round() / 100.0
}
