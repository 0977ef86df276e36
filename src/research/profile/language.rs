//! The site's languages: what its pages say (`lang`), what their text is, and what `hreflang` offers.

use super::{EVIDENCE_MAX, Site, round};
use crate::model::evidence::Kind;
use crate::model::page::{Page, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

/// The main language and the others.
pub fn languages(site: &Site, ledger: &mut Ledger) -> (Option<Fact<String>>, Vec<Fact<String>>) {
    let mut votes: Vec<(String, f64)> = Vec::new();
    let mut vote = |code: &str, weight: f64| match votes.iter_mut().find(|(known, _)| known == code) {
        Some((_, sum)) => *sum += weight,
        None => votes.push((code.to_owned(), weight)),
    };
    for page in &site.pages {
        let weight = if page.role == Role::Home { 2.0 } else { 1.0 };
        if let Some((code, confidence)) = &page.detected_language {
            vote(code, weight * (0.4 + confidence));
        }
        if let Some(code) = page.html_lang.as_deref().and_then(primary) {
            vote(&code, weight * 0.7);
        }
    }
    votes.sort_by(|a, b| b.1.total_cmp(&a.1));
    let total: f64 = votes.iter().map(|(_, sum)| sum).sum();
    let main = votes.first().map(|(code, sum)| {
        let evidence = site.pages.iter().filter_map(|page| seen_on(page, code, ledger)).take(EVIDENCE_MAX).collect();
        Fact { value: code.clone(), evidence, confidence: round(0.4 + 0.55 * sum / total.max(0.1)) }
    });
    let main = main.filter(|fact| !fact.evidence.is_empty());
    let main_code = main.as_ref().map(|fact| fact.value.clone()).unwrap_or_default();
    let mut others: Vec<Fact<String>> = Vec::new();
    for page in &site.pages {
        for link in page.head_links.iter().filter(|link| link.rel.split(' ').any(|rel| rel == "alternate")) {
            let Some(code) = link.hreflang.as_deref().and_then(primary).filter(|code| *code != main_code && code != "x") else { continue };
            if !others.iter().any(|known| known.value == code) {
                let hreflang = link.hreflang.clone().unwrap_or_default();
                let note = Note::on(page, Kind::Html, format!("link[hreflang={hreflang}]")).observed(hreflang.clone());
                others.push(Fact { value: code, evidence: vec![ledger.add(note)], confidence: 0.85 });
            }
        }
        if let Some((code, confidence)) = &page.detected_language
            && *code != main_code
            && *confidence >= 0.9
            && page.html_lang.as_deref().and_then(primary).as_ref() == Some(code)
            && !others.iter().any(|known| known.value == *code)
        {
            others.push(Fact { value: code.clone(), evidence: seen_on(page, code, ledger).into_iter().collect(), confidence: 0.7 });
        }
    }
    (main, others)
}

fn seen_on(page: &Page, code: &str, ledger: &mut Ledger) -> Option<crate::model::evidence::EvidenceId> {
    if let Some(lang) = page.html_lang.as_deref().filter(|lang| primary(lang).as_deref() == Some(code)) {
        return Some(ledger.add(Note::on(page, Kind::Html, "html[lang]").observed(lang)));
    }
    let (detected, confidence) = page.detected_language.as_ref()?;
    (detected == code).then(|| ledger.add(Note::on(page, Kind::Text, "text").observed(format!("{detected}, confidence {confidence:.2}"))))
}

/// `de-AT` → `de`.
fn primary(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    ((2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}
