//! Judges a person's sentences: what stood there already stays; what cites a source must stand in it; what cites nothing may state nothing about the
//! prospect. A sentence that the writer wrote on the same sources counts as known, so that it can be said in other words, but never as more.

use std::cell::Cell;
use std::collections::BTreeSet;

use magnetite_document::tree::{self, Claim, Document, Inline, Text, Verdict};

use super::sentences::{self, Piece};
use super::{Ground, notation};
use crate::model::evidence::{Evidence, EvidenceId, Kind, Source};
use crate::model::told::Language;
use crate::writer::text::fold;
use crate::writer::verify::{self, Allowed, Origin, Refusal, Sentence};

/// Longest heading or line, and longest running text, in characters.
const LINE_MAX: usize = 200;
const TEXT_MAX: usize = 3_000;

/// Sentences with the reason against each; the sentence is empty when the field as a whole is at fault.
type Faults = Vec<(String, String)>;

pub struct Judge<'a> {
    document: &'a Document,
    ground: &'a Ground<'a>,
    allowed: Allowed,
    /// Names the prospect goes by.
    prospect: Vec<String>,
    /// Number of the next new claim.
    next: Cell<u32>,
}

impl<'a> Judge<'a> {
    pub fn new(document: &'a Document, ground: &'a Ground<'a>) -> Self {
        let reader = &document.prepared_for;
        let mut prospect: Vec<String> = [&reader.company, &reader.domain].into_iter().flatten().cloned().collect();
        // What people call it for short.
        let parts = prospect.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric())).filter(|part| part.chars().count() >= 4);
        let parts: Vec<String> = parts.map(str::to_owned).collect();
        prospect.extend(parts);
        let number = |claim: &Claim| claim.id.strip_prefix('c').and_then(|number| number.parse::<u32>().ok()).unwrap_or(0);
        let highest = document.claims.iter().chain(&ground.written.claims).map(number).max().unwrap_or(0);
        Self { allowed: allowed(document, ground), document, ground, prospect, next: Cell::new(highest.saturating_add(1)) }
    }

    /// A heading or title: rests on the sources that its block cites.
    pub fn line(&self, name: &str, before: &str, value: &str, claims: &[String]) -> Result<String, Faults> {
        let line = fold(value);
        if line == before {
            return Ok(line);
        }
        if line.is_empty() || line.chars().count() > LINE_MAX {
            return Err(whole(format!("must be a text of 1 to {LINE_MAX} characters")));
        }
        let stood = if name == "title" { self.ground.written.title == line } else { false };
        let unsourced = if stood { Ok(()) } else { verify::check_heading(&line, &self.prospect, &self.allowed) };
        let Err(refusal) = unsourced else { return Ok(line) };
        let supported = self.supported(&line, claims).is_ok();
        if supported { Ok(line) } else { Err(vec![(line, reason(&refusal, true))]) }
    }

    /// A text to copy. Where a claim names what it is made of, the new text needs the sources of that claim and makes a new one, added to `claims`.
    pub fn made(&self, name: &str, before: &str, value: &str, made_of: &mut Option<String>, claims: &mut Vec<Claim>) -> Result<String, Faults> {
        let line = fold(value);
        let Some(id) = made_of.as_mut().filter(|_| line != before && !line.is_empty() && line.chars().count() <= LINE_MAX) else {
            return self.line(name, before, value, &[]);
        };
        let evidence = self.supported(&line, std::slice::from_ref(id)).map_err(|reason| vec![(line.clone(), reason)])?;
        *id = format!("c{}", self.next.get());
        self.next.set(self.next.get().saturating_add(1));
        claims.push(Claim { id: id.clone(), text: line.clone(), evidence, verdict: Verdict::Supported });
        Ok(line)
    }

    /// The sender's own words: calm, and within the offer's rules.
    pub fn sender(&self, value: &str) -> Result<String, Faults> {
        let line = fold(value);
        if line.is_empty() || line.chars().count() > LINE_MAX {
            return Err(whole(format!("must be a text of 1 to {LINE_MAX} characters")));
        }
        verify::house(&line, &self.allowed).map_err(|refusal| vec![(line.clone(), reason(&refusal, true))])?;
        Ok(line)
    }

    /// Running text. Claims that are new are added to `claims`.
    pub fn text(&self, before: &Text, value: &str, may_be_empty: bool, claims: &mut Vec<Claim>) -> Result<Text, Faults> {
        if value.chars().count() > TEXT_MAX {
            return Err(whole(format!("must be at most {TEXT_MAX} characters")));
        }
        let text = tidy(notation::read(value));
        if text.words().trim().is_empty() {
            return if may_be_empty { Ok(Text::default()) } else { Err(whole("must not be empty; take the whole block out instead".into())) };
        }
        let stood = sentences::split(&tidy(before.clone()));
        let mut faults = Vec::new();
        let mut kept = Vec::new();
        for mut piece in sentences::split(&text) {
            match self.piece(&piece, &stood) {
                Ok(None) => {}
                Ok(Some(claim)) => {
                    let known = claims.iter().chain(&self.document.claims).find(|known| known.text == claim.text && known.evidence == claim.evidence);
                    piece.claims = vec![known.map_or_else(|| claim.id.clone(), |known| known.id.clone())];
                    if known.is_none() {
                        self.next.set(self.next.get().saturating_add(1));
                        claims.push(claim);
                    }
                }
                Err(refusal) => faults.push((piece.words(), refusal)),
            }
            kept.push(piece);
        }
        if faults.is_empty() { Ok(sentences::join(kept)) } else { Err(faults) }
    }

    /// `None` when the sentence may stand as it is, else the claim that it makes.
    fn piece(&self, piece: &Piece, stood: &[Piece]) -> Result<Option<Claim>, String> {
        let words = piece.words();
        if stood.iter().any(|one| one.words() == words && one.claims == piece.claims) {
            return self.links(piece).map(|()| None);
        }
        self.links(piece)?;
        if words.is_empty() {
            return Err("a marker stands behind no sentence".into());
        }
        if piece.claims.is_empty() {
            verify::check_unsourced(&words, &self.prospect, &self.allowed).map_err(|refusal| reason(&refusal, false))?;
            return Ok(None);
        }
        let evidence = self.supported(&words, &piece.claims)?;
        Ok(Some(Claim { id: format!("c{}", self.next.get()), text: words, evidence, verdict: Verdict::Supported }))
    }

    /// Ids of the evidence behind these claims, when it supports the sentence.
    fn supported(&self, words: &str, claims: &[String]) -> Result<Vec<String>, String> {
        let mut ids: Vec<String> = Vec::new();
        for id in claims {
            let Some(claim) = self.document.claims.iter().find(|claim| claim.id == *id) else {
                return Err(format!("cites [{}], which is no source of this document", notation::marker(id)));
            };
            for id in &claim.evidence {
                if !ids.contains(id) {
                    ids.push(id.clone());
                }
            }
        }
        let mut cited: Vec<Evidence> = ids.iter().filter_map(|id| self.document.evidence.iter().find(|item| item.id == *id)).map(evidence).collect();
        let known: BTreeSet<&String> = ids.iter().collect();
        let said = self.ground.written.claims.iter().filter(|claim| !claim.evidence.is_empty() && claim.evidence.iter().all(|id| known.contains(id)));
        cited.extend(said.enumerate().map(|(at, claim)| verify::said_before(at, &claim.text)));
        let sentence =
            Sentence { text: words.to_owned(), evidence: cited.iter().map(|item| item.id.clone()).collect(), origin: Origin::Free, about_sender: false };
        let cited: Vec<&Evidence> = cited.iter().filter(|item| item.quote.is_some() || item.observed.is_some()).collect();
        let sentence = Sentence { evidence: sentence.evidence.into_iter().filter(|id| cited.iter().any(|item| item.id == *id)).collect(), ..sentence };
        verify::check(&sentence, &cited, &self.allowed).map_err(|refusal| reason(&refusal, true))?;
        Ok(ids)
    }

    /// Links lead only where the document leads already.
    fn links(&self, piece: &Piece) -> Result<(), String> {
        let strange = piece.parts.iter().find_map(|part| match part {
            Inline::Link { href, .. } if !self.allowed.urls.contains(href) => Some(href),
            _ => None,
        });
        strange.map_or(Ok(()), |href| Err(format!("links to {href}, an address that stands nowhere else in this document or offer")))
    }
}

/// The address of the call to action.
pub fn address(value: &str) -> Result<String, Faults> {
    let value = value.trim();
    let good = url::Url::parse(value).is_ok_and(|url| matches!(url.scheme(), "https" | "http" | "mailto"));
    let plain = !value.chars().any(|c| c.is_whitespace() || c.is_control());
    if good && plain { Ok(value.to_owned()) } else { Err(whole("must be a URL like https://example.com/ or mailto:jane@example.com".into())) }
}

fn whole(reason: String) -> Faults {
    vec![(String::new(), reason)]
}

/// White space folded inside each part, none at the ends.
fn tidy(text: Text) -> Text {
    let mut parts: Vec<Inline> = Vec::new();
    for part in text.0 {
        let part = match part {
            Inline::Text(text) => {
                let (front, back) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
                let folded = fold(&text);
                let front = if front && !parts.is_empty() { " " } else { "" };
                let back = if back && !folded.is_empty() { " " } else { "" };
                Inline::Text(format!("{front}{folded}{back}"))
            }
            other => other,
        };
        parts.push(part);
    }
    // A space before a marker would push the marker away from its sentence.
    for at in 1..parts.len() {
        if matches!(parts.get(at), Some(Inline::Claim(_)))
            && let Some(Inline::Text(text)) = parts.get_mut(at - 1)
        {
            text.truncate(text.trim_end().len());
        }
    }
    if let Some(Inline::Text(text)) = parts.last_mut() {
        text.truncate(text.trim_end().len());
    }
    parts.retain(|part| !matches!(part, Inline::Text(text) if text.is_empty()));
    Text(parts)
}

fn allowed(document: &Document, ground: &Ground<'_>) -> Allowed {
    let (lead, offer) = (ground.lead, ground.offer);
    let reader = &document.prepared_for;
    let posted = [&lead.full_name, &lead.company, &lead.domain, &lead.industry, &lead.title, &reader.company, &reader.domain, &reader.name];
    let mut sender = vec![offer.company.clone(), offer.sells.clone(), offer.audience.clone(), document.prepared_by.company.clone()];
    sender.extend(offer.proof.iter().cloned());
    sender.extend([&offer.sender_name, &offer.sender_email].into_iter().flatten().cloned());
    let mut urls: BTreeSet<String> = document.evidence.iter().filter_map(|item| item.url.clone()).collect();
    let blocks = document.sections.iter().chain(&ground.written.sections).flat_map(|section| &section.blocks);
    urls.extend(blocks.flat_map(links_of));
    let ctas = [document.cta.as_ref().map(|cta| &cta.url), offer.cta.as_ref().map(|cta| &cta.url), ground.blueprint.cta.as_ref().map(|cta| &cta.url)];
    urls.extend(ctas.into_iter().chain([offer.url.as_ref()]).flatten().cloned());
    Allowed {
        language: Language::of(&document.language),
        posted: posted.into_iter().flatten().cloned().collect(),
        sender: sender.into_iter().filter(|text| !text.is_empty()).collect(),
        sender_names: [Some(&offer.company), offer.sender_name.as_ref()].into_iter().flatten().filter(|name| !name.is_empty()).cloned().collect(),
        urls,
        dates: vec![crate::writer::day(document.created_at, Language::of(&document.language))],
        words_to_avoid: offer.words_to_avoid.iter().chain(&ground.blueprint.words_to_avoid).cloned().collect(),
        claims_not_to_make: offer.claims_not_to_make.iter().chain(&ground.blueprint.claims_not_to_make).cloned().collect(),
        ..Allowed::default()
    }
}

fn links_of(block: &tree::Block) -> Vec<String> {
    let link = |part: &Inline| if let Inline::Link { href, .. } = part { Some(href.clone()) } else { None };
    match block {
        tree::Block::Paragraph { text } | tree::Block::Callout { text, .. } => text.0.iter().filter_map(link).collect(),
        tree::Block::Table { rows, .. } => rows.iter().flatten().flat_map(|cell| &cell.0).filter_map(link).collect(),
        _ => Vec::new(),
    }
}

/// The document's evidence as the gate takes it; the gate reads identity, quotation, observation and address alone.
fn evidence(item: &tree::Evidence) -> Evidence {
    Evidence {
        id: EvidenceId(item.id.clone()),
        source: if item.source == "provided" { Source::Provided } else { Source::Site },
        kind: Kind::Text,
        url: item.url.clone(),
        fetched_at: item.fetched_at,
        body_sha256: None,
        locator: item.locator.clone(),
        quote: item.quote.clone(),
        observed: item.observed.clone(),
        expected: None,
        verify: None,
    }
}

/// The refusal in words for the person who wrote the sentence.
fn reason(refusal: &Refusal, cites: bool) -> String {
    let source = if cites { "the source it cites" } else { "anything that it cites; put the marker of its source behind it, like [3], or leave it out" };
    match refusal {
        Refusal::Evidence(_) => "cites nothing that can be checked".into(),
        Refusal::Number(number) => format!("the number {number} does not stand in {source}"),
        Refusal::Name(name) => format!("the name {name} does not stand in {source}"),
        Refusal::Coverage(words) => format!("the source does not say: {words}"),
        Refusal::Negation(_) => "says the opposite of its source, or compares where the source does not".into(),
        Refusal::Order(word) => format!("{word} stands where the source has something else"),
        Refusal::Quotation(quotation) => format!("“{quotation}” is not what the source says, letter by letter"),
        Refusal::Url(url) => format!("names {url}, an address that stands nowhere else in this document or offer"),
        Refusal::Vetted(word) => format!("“{word}” promises, ranks or gives a cause that no source shows"),
        Refusal::Value(value) => format!("{value} does not stand in {source}"),
        Refusal::Style(word) => format!("house style: do without {word}"),
        Refusal::Offer(rule) => format!("your own rules forbid “{rule}”"),
        Refusal::Unsourced(word) => {
            format!("says something about the prospect (“{word}”) and cites nothing; put the marker of its source behind it, like [3], or leave it out")
        }
    }
}
