//! What the company does, in one sentence of its own.

use super::{Site, fact, in_block, in_meta, prose, words};
use crate::model::page::{BlockKind, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

const CHARS_MIN: usize = 28;
const CHARS_MAX: usize = 280;

/// The home page's description, else the organisation's in JSON-LD, else the first substantial sentence of home or about.
pub fn description(site: &Site, name: &str, ledger: &mut Ledger) -> Option<Fact<String>> {
    let home = site.home()?;
    let mut best: Option<(f64, f64, String, Note)> = None;
    let mut offer = |text: &str, confidence: f64, note: &dyn Fn(&str) -> Note| {
        let Some(value) = sentence(text, name) else { return };
        let score = confidence + if says_what(value) { 0.1 } else { 0.0 };
        if best.as_ref().is_none_or(|(known, ..)| score > *known) {
            best = Some((score, confidence, value.to_owned(), note(value)));
        }
    };
    for (meta, confidence) in [("description", 0.85), ("og:description", 0.8), ("twitter:description", 0.7)] {
        if let Some(text) = home.meta(meta) {
            offer(text, confidence, &|value| in_meta(home, &format!("meta[{meta}]"), text, value));
        }
    }
    for thing in site.things.iter().take(5) {
        if let Some(text) = thing.text("description") {
            offer(text, 0.82, &|value| in_meta(thing.page, "json-ld: description", text, value));
        }
    }
    for page in std::iter::once(home).chain(site.of_roles(&[Role::About, Role::Home])) {
        let blocks = page.main_blocks().filter(|block| !matches!(block.kind, BlockKind::Heading | BlockKind::Quote | BlockKind::Address));
        for block in blocks.filter(|block| block.text.chars().count() >= 50).take(12) {
            let named = !name.is_empty() && block.text.contains(name);
            let confidence = if named { 0.66 } else { 0.55 };
            if block.text.ends_with(['.', '!', '。', '…', '”', '"']) || is_statement(&block.text) {
                offer(&block.text, confidence, &|value| in_block(page, block, value));
            }
        }
    }
    let (_, confidence, value, note) = best?;
    Some(fact(value, confidence, note, ledger))
}

/// The first sentence that says something, as a slice of the text.
fn sentence<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let text = text.trim();
    if is_generic(text) || is_stuffed(text) {
        return None;
    }
    let wide = text.chars().filter(|&c| c >= '\u{3000}').count() * 2 > text.chars().count();
    let least = if wide { 12 } else { CHARS_MIN };
    let found = words::sentences(text).into_iter().take(4).find(|sentence| {
        let length = sentence.chars().count();
        (least..=CHARS_MAX).contains(&length)
            && (wide || sentence.split_whitespace().count() >= 5)
            && words::key(sentence) != words::key(name)
            && !prose::is_invitation(sentence)
            && !sentence.ends_with('?')
            && !sentence.to_lowercase().starts_with("welcome")
            && !prose::is_not_a_fact(sentence)
            && !prose::is_contact_line(sentence)
            && !prose::is_legal_notice(sentence)
            && !is_stuffed(sentence)
    })?;
    // a very short one says more together with the next
    let (short, at) = (if wide { 22 } else { 40 }, text.find(found)?);
    let rest = text.get(at + found.len()..).unwrap_or_default();
    let next = words::sentences(rest)
        .first()
        .filter(|_| found.chars().count() < short)
        .and_then(|next| rest.find(next).map(|from| at + found.len() + from + next.len()));
    let longer = next.and_then(|end| text.get(at..end)).filter(|longer| longer.chars().count() <= CHARS_MAX);
    Some(longer.unwrap_or(found))
}

fn is_generic(text: &str) -> bool {
    const MARKS: &[&str] = &[
        "just another wordpress",
        "lorem ipsum",
        "powered by",
        "create a website",
        "website builder",
        "wix.com",
        "squarespace",
        "coming soon",
        "under construction",
        "javascript",
        "cookie",
        "your browser",
        "this site uses",
        "official website of",
        "website template",
        "default description",
        "meta description",
        "html5 template",
        "bootstrap",
        "gatsby starter",
        "all rights reserved",
        "nous recherchons",
        "we are looking for",
        "wir suchen",
        "buscamos",
        "we are hiring",
        "404",
        "page not found",
        "starter project",
        "frames",
        "flash player",
        "©",
    ];
    words::has_any(&text.to_lowercase(), MARKS)
}

/// A list of keywords, not a sentence.
fn is_stuffed(text: &str) -> bool {
    let commas = text.chars().filter(|c| matches!(c, ',' | '、' | ';' | '|')).count();
    let words = text.split_whitespace().count().max(text.chars().filter(|&c| c >= '\u{3000}').count() / 3);
    commas >= 5 && words < commas * 4
}

/// Has the verb of a statement, though no full stop.
fn is_statement(text: &str) -> bool {
    words::has_any(
        &format!(" {} ", text.to_lowercase()),
        &[" is ", " are ", " we ", " ist ", " sind ", " wir ", " est ", " sont ", " nous ", " es ", " somos ", " son ", "です", "ます"],
    )
}

/// Says what is made, sold or done, rather than greeting.
fn says_what(sentence: &str) -> bool {
    const MARKS: &[&str] = &[
        " is a",
        " is the",
        " are a",
        " we ",
        "provid",
        "offer",
        "design",
        "special",
        "manufactur",
        "help",
        "build",
        "deliver",
        "sell",
        "develop",
        "serv",
        "platform",
        "bieten",
        "ist ",
        "sind ",
        "unser",
        "propose",
        "conçoi",
        "accompagn",
        "spécial",
        "agence",
        "entreprise",
        "ofrec",
        "especial",
        "empresa",
        "somos",
        "です",
        "ます",
        "クリニック",
        "会社",
        "maker",
        "shop",
        "store",
        "restaurant",
    ];
    words::has_any(&format!(" {}", sentence.to_lowercase()), MARKS)
}
