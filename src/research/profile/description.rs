//! What the company does, in one sentence of its own.

use std::sync::LazyLock;

use regex::Regex;

use super::{Site, fact, in_block, in_meta, prose, words};
use crate::model::page::{BlockKind, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

const CHARS_MIN: usize = 28;
const CHARS_MAX: usize = 280;

static SAYS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:is an?|is the|are an?|we (?:are|make|build|design|sell|offer|provide|help|supply|install|repair|develop|deliver|run|teach|print|bake|grow|train|write|fit)|provid\w+|offers?|offering|designs?|speciali[sz]\w+|manufactur\w+|makes?|builds?|supplies|supports?|helps?|delivers?|sells?|develops?|serves?|platform|produces?|installs?|bieten|bietet|baut|bauen|fertig(?:t|en)|stell(?:t|en)|entwickel[nt]+|verkauf(?:t|en)|liefer[nt]+|plan(?:t|en)|ist (?:ein|eine|der|die|das|spezialisiert)|sind (?:ein|eine|spezialisiert)|proposons|propose|conçoi\w+|accompagn\w+|spécialis\w+|est (?:une?|le|la)|fabriqu\w+|cultivons|vendons|réalis\w+|ofrec\w+|especial\w+|somos|es una?|fabric\w+|vend(?:e|emos)|distribu\w+|maker|shop|store|restaurant|agency|agence|agentur|empresa|bufete|studio|workshop|clinic)\b|です|ます|クリニック|会社|診療",
    )
});

/// Begins with the company and its verb.
static OWN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)^(?:(?:since|seit|depuis|desde) [0-9]{4},? )?(?:we (?:\w+ )?(?:make|build|design|sell|offer|provide|supply|install|repair|develop|deliver|teach|print|bake|grow|train|fit|measure|are an?)|wir (?:\w+ )?(?:bauen|bieten|fertigen|liefern|entwickeln|verkaufen|planen|drucken|reparieren|montieren|beraten|sind (?:ein|eine))|nous (?:concevons|fabriquons|proposons|réalisons|vendons|cultivons|développons|installons|accompagnons|sommes une?)|ofrecemos|fabricamos|vendemos|distribuimos|somos una?)\b|^(?:当社|当院|弊社|私たち)は",
    )
});

/// The home page's description, else the organisation's in JSON-LD, else the first substantial sentence of home or about.
pub fn description(site: &Site, name: &str, ledger: &mut Ledger) -> Option<Fact<String>> {
    let home = site.home()?;
    let mut best: Option<(f64, f64, String, Note)> = None;
    let mut offer = |text: &str, confidence: f64, note: &dyn Fn(&str) -> Note| {
        let Some(value) = sentence(text, name) else { return };
        let says = says_what(value);
        let named = !name.is_empty() && words::key(value).contains(&words::key(name));
        if !says && !named && is_talk(value) {
            return;
        }
        let score = confidence + if says { 0.1 } else { 0.0 };
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
    let framed = site.pages.iter().copied().filter(|page| home.frames.iter().any(|frame| frame.src.as_deref() == Some(page.url.as_str())));
    for page in std::iter::once(home).chain(framed).chain(site.of_roles(&[Role::About, Role::Home])) {
        let blocks = page.main_blocks().filter(|block| !matches!(block.kind, BlockKind::Heading | BlockKind::Quote | BlockKind::Address));
        for block in blocks.filter(|block| block.text.chars().count() >= 50).take(12) {
            let named = !name.is_empty() && block.text.contains(name);
            let confidence = if named { 0.66 } else { 0.55 };
            let whole = block.text.ends_with(['.', '!', '。', '”', '"']) || is_statement(&block.text);
            // among all the text only a sentence in which the company says what it does will do
            let fit = sentence(&block.text, name)
                .is_some_and(|said| !is_aside(said) && (if named { says_what(said) } else { OWN.as_ref().is_some_and(|re| re.is_match(said)) }));
            if whole && fit {
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
        (least..=CHARS_MAX).contains(&length) && (wide || sentence.split_whitespace().count() >= 5) && is_fit(sentence, name)
    })?;
    // a very short one says more together with the next
    let (short, at) = (if wide { 22 } else { 40 }, text.find(found)?);
    let rest = text.get(at + found.len()..).unwrap_or_default();
    let next = words::sentences(rest)
        .first()
        .filter(|next| found.chars().count() < short && is_fit(next, name))
        .and_then(|next| rest.find(next).map(|from| at + found.len() + from + next.len()));
    let longer = next.and_then(|end| text.get(at..end)).filter(|longer| longer.chars().count() <= CHARS_MAX);
    Some(longer.unwrap_or(found))
}

/// May stand as what the company says of itself, whatever it says.
fn is_fit(sentence: &str, name: &str) -> bool {
    words::key(sentence) != words::key(name)
        && !prose::is_invitation(sentence)
        && !sentence.ends_with('?')
        && !sentence.ends_with("...")
        && !sentence.ends_with('…')
        && !prose::is_not_a_fact(sentence)
        && !prose::is_contact_line(sentence)
        && !prose::is_legal_notice(sentence)
        && !prose::is_of_a_person(sentence)
        && !prose::leans_back(sentence)
        && !is_mission(sentence)
        && !is_stuffed(sentence)
}

/// Speaks to the reader or of the writer, and not of the company.
fn is_talk(sentence: &str) -> bool {
    const MARKS: &[&str] = &[
        " you ",
        " your ",
        " you’",
        " you'",
        " i ",
        " i'",
        " i’",
        " my ",
        " me ",
        " here ",
        " today ",
        "in this article",
        " ihr ",
        " ihre ",
        " ihnen ",
        " ich ",
        " hier ",
        " votre ",
        " vos ",
        " vous ",
        " ici ",
        " tu ",
        " tus ",
        " usted ",
        " aquí ",
        "start at",
        "starts at",
        "starting at",
        "from $",
        "% off",
        "discount",
    ];
    words::has_any(&format!(" {} ", sentence.to_lowercase()), MARKS)
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

/// Sets an aim, with a verb that has no subject: `To be the first`, `Consolidar`, `Être`.
fn is_mission(sentence: &str) -> bool {
    let first = sentence.split_whitespace().next().unwrap_or_default().to_lowercase();
    let infinitive = first.chars().count() >= 5 && ["ar", "er", "ir"].iter().any(|end| first.ends_with(end)) && sentence.starts_with(char::is_uppercase);
    let spanish_or_french = words::has_any(&sentence.to_lowercase(), &[" de ", " la ", " les ", " el "]);
    matches!(first.as_str(), "to" | "ser" | "être" | "our" | "unser" | "unsere") && !words::has_any(sentence, &[" is ", " are ", " make", " ist "])
        || (infinitive && spanish_or_french)
}

/// Excuses, conditions and history rather than what the company does.
fn is_aside(sentence: &str) -> bool {
    const MARKS: &[&str] = &[
        " because ",
        " if ",
        " when ",
        " but ",
        " unfortunately",
        " sorry",
        "thank you",
        "founded",
        " born ",
        " was ",
        " were ",
        "da wir ",
        "weil ",
        "wenn ",
        " leider ",
        "gegründet",
        " wurde ",
        "danke",
        "vielen dank",
        "parce que",
        " si ",
        " mais ",
        "fondée",
        "porque ",
        " pero ",
        "fundada",
        "解散",
        "ましたが",
    ];
    words::has_any(&format!(" {} ", sentence.to_lowercase()), MARKS)
}

/// Says what is made, sold or done, rather than greeting.
fn says_what(sentence: &str) -> bool {
    SAYS.as_ref().is_some_and(|re| re.is_match(sentence))
        && !words::has_any(&sentence.to_lowercase(), &["variety of services", "range of services", "vielfalt an leistungen"])
}
