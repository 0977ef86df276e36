//! What the pages say: the offer at a glance, proof, how hard it reads (rows 52, 53, 56).

use std::collections::BTreeSet;

use super::enquiry::around;
use super::markup::{objects, types};
use super::outcome::Outcome;
use super::sample::measured;
use super::site::{LOOK_AT_MOST, Site, seen_blocks, seen_links};
use super::text::{self, Folded, is_wide, mostly_wide};
use super::{lexicon, verify};
use crate::model::evidence::Kind;
use crate::model::finding::SiteType;
use crate::model::page::{Block, BlockKind, Page, Region, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

/// What a stranger reads in five seconds.
const OPENING_WORDS: usize = 60;
const WORDS_NEEDED: u32 = 150;
const GRADE_MAX: f64 = 14.0;
const SENTENCE_MAX_WORDS: f64 = 28.0;
/// Below this, a high grade comes from long words of the trade, which its customers know.
const GRADE_NEEDS_WORDS: f64 = 14.0;

pub fn offer_clarity(site: &Site, ledger: &mut Ledger) -> Outcome {
    let offers = &site.profile.offers;
    let Some(first_offer) = offers.first().filter(|_| offers.len() >= 2) else {
        return Outcome::not_measured("too little is known of what the firm offers");
    };
    let opening = opening(site);
    let Some((_, _, lead)) = opening.iter().find(|(_, locator, _)| locator != "title").or(opening.last()) else {
        return Outcome::not_measured("the home page opens with no text");
    };
    if mostly_wide(lead) || mostly_wide(&first_offer.value) {
        return Outcome::not_measured("words cannot be told apart by spaces in this script");
    }
    // A part of a place's name is no trade, whichever service is named for it.
    let places: BTreeSet<String> = site.profile.place.iter().chain(&site.profile.addresses).flat_map(|fact| stems(&fact.value)).collect();
    let services = offers.iter().take(12).chain(&site.profile.industry).flat_map(|fact| stems(&fact.value));
    let services: BTreeSet<String> = services.filter(|stem| !places.contains(stem)).collect();
    // What the navigation and the other pages call their subjects, and the place of a local firm, are enough not to complain, too little to praise;
    // the firm's own name is not even that.
    let subjects = site.home.links.iter().take(200).filter(|link| matches!(link.region, Region::Nav | Region::Header)).map(|link| link.text.as_str());
    let subjects = subjects.chain(site.pages.iter().skip(1).flat_map(|page| page.headings.iter().take(40).map(|heading| heading.text.as_str())));
    let name: BTreeSet<String> = site.profile.name.iter().flat_map(|fact| stems(&fact.value)).collect();
    let mut near: BTreeSet<String> = subjects.filter(|text| text.len() < 80).flat_map(stems).filter(|stem| !name.contains(stem)).collect();
    if site.site_type == SiteType::LocalService {
        near.extend(places);
    }
    let said_in = |words: &BTreeSet<String>| {
        opening.iter().filter(|(_, _, text)| !is_age(text)).find_map(|(page, locator, text)| {
            let word = text.split(|c: char| !c.is_alphanumeric()).find(|word| stem(word).is_some_and(|stem| words.contains(&stem)))?;
            let quote = around(text, word, 300);
            Some((around(quote, word, 160), Note::on(page, Kind::Text, locator.clone()).quote(quote).verify(verify::address(&page.url))))
        })
    };
    if let Some((line, note)) = said_in(&services) {
        return Outcome::pass().slot("said", line).sure(0.8).shown(ledger.add(note));
    }
    // Words in which the firm describes itself further down, or to search engines, are its trade too, though none that could be named as such.
    let told = site.opening.iter().flat_map(|page| page.headings.iter().filter(|heading| heading.level > 1).take(40).map(|heading| heading.text.as_str()));
    near.extend(told.chain(site.home.meta("description")).flat_map(|text| stems(text::head(text, 400))));
    if let Some((_, note)) = said_in(&near) {
        return Outcome::pass().sure(0.6).shown(ledger.add(note));
    }
    let mut outcome = Outcome::fail().slot("offer", text::head(&first_offer.value, 120)).sure(0.7);
    for id in first_offer.evidence.iter().take(1) {
        outcome = outcome.shown(id.clone());
    }
    let said = measured(site.home, Kind::Text, "offers", format!("not named in title, main heading or first words: {}", text::head(&first_offer.value, 120)));
    outcome =
        outcome.shown(ledger.add(said.expected("the service, and the place of a local firm, in the first words").verify(verify::address(&site.home.url))));
    for (page, locator, text) in &opening {
        let note = Note::on(page, Kind::Text, locator.clone()).quote(text::head(text, 300)).verify(verify::address(&page.url));
        outcome = outcome.shown(ledger.add(note));
    }
    outcome.slot("opening", text::head(lead, 160))
}

/// Title, main heading and first words of the home page, in this order, with their places.
fn opening<'s>(site: &'s Site) -> Vec<(&'s Page, String, &'s str)> {
    let mut parts = Vec::new();
    if let Some(title) = site.home.titles.first().filter(|title| !title.trim().is_empty()) {
        parts.push((site.home, "title".to_owned(), title.as_str()));
    }
    for page in &site.opening {
        if let Some(heading) = page.headings.iter().find(|heading| heading.level == 1 && !heading.text.trim().is_empty()) {
            parts.push((*page, heading.locator.clone(), heading.text.as_str()));
        }
        let main = page.main_blocks().take(LOOK_AT_MOST);
        let mut words = 0;
        for block in main.filter(|block| !block.text.trim().is_empty()) {
            parts.push((*page, block.locator.clone(), text::head(&block.text, 400)));
            words += block.text.split_whitespace().take(OPENING_WORDS).count();
            if words >= OPENING_WORDS {
                break;
            }
        }
    }
    parts
}

/// Letters of a beginning of a word that must be the same.
const STEM: usize = 6;

/// Beginnings of the words of four letters and more: endings differ between a service's name and a sentence about it.
fn stems(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter_map(stem).collect()
}

fn stem(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    (word.chars().count() >= 4 && !lexicon::SAYS_NO_TRADE.contains(&lower.as_str())).then(|| lower.chars().take(STEM).collect())
}

/// How many days ago something was posted, as a list of posts says: no words about the firm.
fn is_age(text: &str) -> bool {
    const AGO: &[&str] = &["ago", "il y a", "vor", "hace", "published", "posted"];
    const DAYS: &[&str] = &["day", "days", "tag", "tage", "tagen", "jour", "jours", "día", "días", "dias"];
    let folded = Folded::new(text);
    let words: Vec<&str> = folded.as_str().split(' ').collect();
    let counted = words.windows(2).any(|pair| matches!(pair, [count, unit] if count.chars().all(|c| c.is_ascii_digit()) && DAYS.contains(unit)));
    counted && folded.has_any(AGO).is_some()
}

pub fn proof(site: &Site, ledger: &mut Ledger) -> Outcome {
    let told = |fact: &Fact<String>, confidence: f64, ledger: &mut Ledger| {
        let example = text::head(&fact.value, 200);
        let outcome = fact.evidence.iter().take(1).fold(Outcome::pass(), |outcome, id| outcome.shown(id.clone()));
        let note = measured(site.home, Kind::Text, "proof", example).verify(verify::address(&site.home.url));
        outcome.slot("example", example).sure(confidence).shown(ledger.add(note))
    };
    if let Some(fact) = site.profile.proof.iter().find(|fact| Folded::new(&fact.value).has_any(lexicon::STRONG_PROOF).is_some()) {
        return told(fact, 0.9, ledger);
    }
    let found = site.everything().find_map(strong_proof).map(|found| (found, 0.9));
    // A word alone may stand there for another reason: enough not to complain, too little to praise.
    let in_prose: Vec<&str> = lexicon::PROOF.iter().copied().filter(|entry| !lexicon::PROOF_AS_LABEL.contains(entry)).collect();
    let found = found.or_else(|| site.everything().find_map(|page| weak_proof(page, &in_prose)).map(|found| (found, 0.7)));
    if let Some(((page, example, note), confidence)) = found {
        let note = note.verify(verify::address(&page.url));
        let outcome = Outcome::pass().slot("page", &page.url).sure(confidence).shown(ledger.add(note));
        return if confidence < 0.9 { outcome } else { outcome.slot("example", example) };
    }
    if let Some(fact) = site.profile.proof.first().or(site.profile.founded.as_ref()) {
        return told(fact, 0.7, ledger);
    }
    if !site.speaks_ours() {
        return Outcome::not_measured("no word list for the site's language");
    }
    let slogan = |block: &Block| Folded::new(&block.text).has_any(lexicon::PROOF_AS_LABEL).is_some();
    if site.everything().flat_map(seen_blocks).any(slogan) {
        return Outcome::not_measured("the pages speak of customers or work, but name none");
    }
    let of = site.everything().count();
    let note =
        measured(site.home, Kind::Text, "all pages read", format!("no testimonial, review, client, case, year or certificate on {} read", text::pages(of)));
    Outcome::fail()
        .slot("of", of)
        .sure(0.7)
        .shown(ledger.add(note.expected("one reason to trust, with a name or a number").verify(verify::address(&site.home.url))))
}

/// Page, words, and the note that shows them.
type Proof<'p> = (&'p Page, &'p str, Note);

/// A review in the markup, words of praise set as a quotation, or a certificate, client or year by name.
fn strong_proof(page: &Page) -> Option<Proof<'_>> {
    let mut reviews = page.json_ld.iter().filter_map(|block| block.value.as_ref()).flat_map(objects);
    if let Some(kind) = reviews.find_map(|object| types(object).find(|name| matches!(*name, "Review" | "AggregateRating"))) {
        return Some((page, kind, measured(page, Kind::Meta, format!("json-ld: {kind}"), kind)));
    }
    let strong = |block: &&Block| {
        let of_itself = |word: &str| Folded::new(word).has_any(lexicon::OF_ITSELF).is_some();
        let mut words = block.text.split_whitespace();
        let praise = block.kind == BlockKind::Quote && words.clone().count() >= 5 && !words.next().is_some_and(of_itself);
        praise || (block.text.len() < 400 && is_strong(&block.text))
    };
    seen_blocks(page).find(strong).map(|block| quoted(page, block))
}

/// Words that hardly stand there for another reason. A course that ends with a certificate is an offer, no proof.
fn is_strong(text: &str) -> bool {
    let folded = Folded::new(text);
    folded.has_any(lexicon::STRONG_PROOF).is_some_and(|entry| !lexicon::CERTIFIED.contains(&entry) || folded.has_any(lexicon::COURSE).is_none())
}

/// Longest text, in bytes, that is a heading or a label and no prose.
const LABEL_BYTES: usize = 60;

/// Any word of the list in a link, a label or, where it proves something in prose too, in a text; or a page whose place on the site is proof.
fn weak_proof<'p>(page: &'p Page, in_prose: &[&str]) -> Option<Proof<'p>> {
    let weak = |text: &str| Folded::new(text).has_any(if text.len() <= LABEL_BYTES { lexicon::PROOF } else { in_prose }).is_some();
    if let Some(link) = seen_links(page).find(|link| weak(&link.text)) {
        return Some((page, text::head(&link.text, 120), Note::on(page, Kind::Text, link.locator.clone()).quote(link.text.as_str())));
    }
    if let Some(block) = seen_blocks(page).find(|block| weak(&block.text)) {
        return Some(quoted(page, block));
    }
    let title = page.titles.first().map_or(page.url.as_str(), |title| text::head(title, 120));
    (page.role == Role::Proof).then(|| (page, title, measured(page, Kind::Html, "title", title)))
}

fn quoted<'p>(page: &'p Page, block: &'p Block) -> Proof<'p> {
    (page, text::head(&block.text, 120), Note::on(page, Kind::Text, block.locator.clone()).quote(text::head(&block.text, 300)))
}

pub fn readability(site: &Site, ledger: &mut Ledger) -> Outcome {
    let Some(language) = site.language.as_deref().filter(|language| !matches!(*language, "ja" | "zh" | "ko" | "th")) else {
        return Outcome::not_measured("sentences cannot be measured in words in this language");
    };
    let blocks: Vec<(&Page, &Block)> = site.opening.iter().flat_map(|page| page.main_blocks().take(LOOK_AT_MOST).map(move |block| (*page, block))).collect();
    let prose = blocks.into_iter().filter(|(_, block)| matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote) && block.text.contains(['.', '!', '?']));
    let (mut words, mut sentences, mut syllables) = (0_u32, 0_u32, 0_u32);
    let mut longest: Option<(&Page, &Block, &str, usize)> = None;
    for (page, block) in prose {
        for sentence in sentences_of(&block.text) {
            let count = sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
            if count == 0 || sentence.chars().any(is_wide) {
                continue;
            }
            sentences += 1;
            words += u32::try_from(count).unwrap_or(u32::MAX);
            syllables += sentence.split_whitespace().map(syllables_of).fold(0, u32::saturating_add);
            if longest.is_none_or(|(_, _, _, most)| count > most) {
                longest = Some((page, block, sentence, count));
            }
        }
    }
    let Some((page, block, sentence, _)) = longest.filter(|_| words >= WORDS_NEEDED && sentences > 0) else {
        return Outcome::not_applicable("the home page has too little running text to judge");
    };
    let mean = f64::from(words) / f64::from(sentences);
    let grade = 0.39 * mean + 11.8 * f64::from(syllables) / f64::from(words) - 15.59;
    let english = language == "en";
    let (mean_text, grade_text) = (format!("{mean:.1}"), format!("{grade:.1}"));
    let seen = if english {
        format!("{words} words, {mean_text} words a sentence, grade {grade_text}")
    } else {
        format!("{words} words, {mean_text} words a sentence")
    };
    let note = measured(site.home, Kind::Text, "main text", seen).verify(verify::address(&site.home.url));
    let base = |outcome: Outcome| if english { outcome.slot("grade", &grade_text) } else { outcome }.slot("words_per_sentence", &mean_text).sure(0.8);
    let variant = if english && grade > GRADE_MAX && mean >= GRADE_NEEDS_WORDS {
        "grade"
    } else if mean > SENTENCE_MAX_WORDS {
        "sentences"
    } else {
        return base(Outcome::pass()).shown(ledger.add(note));
    };
    let example = text::head(sentence, 240);
    let quote = Note::on(page, Kind::Text, block.locator.clone()).quote(example).verify(verify::address(&page.url));
    let note = note.expected("grade 14 or lower and 28 words a sentence or fewer");
    base(Outcome::fail()).slot("variant", variant).slot("example", example).shown(ledger.add(note)).shown(ledger.add(quote))
}

/// Pieces that end with a full stop, question or exclamation mark before a space.
fn sentences_of(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let ends = rest.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…')).map(|(at, c)| at + c.len_utf8());
        let end =
            ends.into_iter().find(|end| rest.get(*end..).is_none_or(|after| after.is_empty() || after.starts_with(char::is_whitespace))).unwrap_or(rest.len());
        let (sentence, after) = rest.split_at(end);
        rest = after;
        Some(sentence.trim())
    })
    .filter(|piece| piece.chars().any(char::is_alphabetic))
}

/// English syllables, roughly: groups of vowels, without a silent e at the end.
fn syllables_of(word: &str) -> u32 {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).take(40).flat_map(char::to_lowercase).collect();
    if letters.is_empty() {
        return 0;
    }
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö' | 'ü' | 'é' | 'è' | 'á' | 'í' | 'ó' | 'ú');
    let mut groups = 0_u32;
    let mut inside = false;
    for letter in &letters {
        let now = vowel(letter);
        groups += u32::from(now && !inside);
        inside = now;
    }
    let silent = letters.len() > 2 && letters.ends_with(&['e']) && !letters.ends_with(&['l', 'e']);
    if silent { groups.saturating_sub(1) } else { groups }.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_posting_says_nothing_of_the_firm() {
        assert!(is_age("Publiée il y a : 2 jours") && is_age("Posted 3 days ago") && is_age("vor 5 Tagen"));
        assert!(!is_age("Open 7 days a week") && !is_age("Kitchens in 30 days"));
        assert_eq!((stem("Publiée"), stem("public")), (Some("publié".into()), Some("public".into())));
    }

    #[test]
    fn syllables_are_roughly_right() {
        let counted: Vec<u32> = ["table", "house", "joinery", "a", "organisation", "the"].iter().map(|word| syllables_of(word)).collect();
        assert_eq!(counted, [2, 1, 3, 1, 5, 1]);
    }
}
