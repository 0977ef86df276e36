//! Services that the home page's title or description counts up: `Practice for A, B and C`.

use std::sync::LazyLock;

use regex::Regex;

use super::offer_label::label;
use super::words;

/// Words after which a company counts up what it does; `for` alone would name whom it serves.
static LEAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)(?:\b(?:praxis|fachbetrieb|meisterbetrieb|spezialist(?:en)?|experten|kanzlei|zentrum|betrieb|fachgeschäft|werkstatt|partner) für|\bspezialisiert auf|\bwir bieten|\bbietet|\bhersteller von|\b(?:specialists?|experts?|specialis(?:es|ed|ing)|specializ(?:es|ed|ing)|specialis[ei]|specialize) in|\b(?:suppliers?|manufacturers?|makers?|distributors?|providers?) of|\b(?:offers|offering|including|makes|sells)|\bspécialis\w+ (?:en|dans)|\b(?:vente|fabrication|fabricant|création) de|\bproposons|\bpropose|\b(?:distribuidor(?:es)?(?: líder)?|venta|fabricantes?|servicios) de|\bespecialistas? en|\bofrecemos|\bvendita di|\bproduzione di)\s",
    )
});
static SEGMENT: LazyLock<Option<Regex>> = LazyLock::new(|| words::pattern(r"\s[-–—:·]\s|[|｜／。]|[.:]\s"));
static ITEM: LazyLock<Option<Regex>> = LazyLock::new(|| words::pattern(r",\s*(?:(?:und|and|et|y|sowie|e) )?|\s(?:und|and|et|y|sowie|&|e)\s|[・、]"));
/// What follows the last item.
static TAIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| words::pattern(r"(?i)\s(?:in|im|en|à|au|aux|near|bei|nahe|at|from|dans|sur|desde|on|with|mit|avec|con|for|für|pour|since|seit)\s.*$"));

const ITEMS_MIN: usize = 3;
const ITEM_WORDS_MAX: usize = 4;

/// The items, as slices of the text. `alone` takes a part of a title that is nothing but a list, too.
pub fn items<'t>(text: &'t str, name: &str, alone: bool) -> Vec<&'t str> {
    for segment in SEGMENT.iter().flat_map(|re| re.split(text)).take(12) {
        let lead = LEAD.as_ref().and_then(|re| re.find(segment));
        let wide = segment.chars().filter(|&c| c >= '\u{3000}').count() * 2 > segment.chars().count();
        let list = match lead {
            Some(lead) => &segment[lead.end()..],
            None if alone && (!wide || segment.contains('・')) => segment,
            None => continue,
        };
        let found: Option<Vec<&str>> = ITEM
            .iter()
            .flat_map(|re| re.split(list))
            .map(str::trim)
            .filter(|item| !item.is_empty() && !is_rest(item))
            .take_while(|item| !tells_more(item))
            .map(|item| {
                let item = TAIL.as_ref().and_then(|re| re.find(item)).map_or(item, |tail| &item[..tail.start()]);
                let fits = item.split_whitespace().count() <= ITEM_WORDS_MAX && item.chars().count() <= 40 && !item.chars().any(|c| c.is_ascii_digit());
                label(without_article(item), name).filter(|_| fits)
            })
            .collect();
        // one item that is no label makes the whole list doubtful
        if let Some(found) = found.filter(|found| found.len() >= ITEMS_MIN && !are_qualities(list, found)) {
            return found;
        }
    }
    Vec::new()
}

/// A company that speaks of itself, with the verb after which it names what it sells.
static SPEAKS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:we|wir|nous|our (?:company|team|shop|firm|mission is to)|(?:the|this) (?:company|shop|firm|business|workshop))\b[^.:;]{0,24}?\b(?:provide|offer|sell|make|manufacture|supply|produce|stock|carry|build|repair|install|design|deliver|specializ(?:e|es) in|specialis(?:e|es) in|print|bake|brew|grow|teach|rent(?: out)?|bieten|verkaufen|fertigen|bauen|liefern|produzieren|reparieren|montieren|proposons|vendons|fabriquons|concevons|réalisons|installons|livrons)s?\s|\b(?:ofrecemos|fabricamos|vendemos|distribuimos|realizamos|offriamo|produciamo|vendiamo|realizziamo)\s|^(?:also|along with [^,]{3,30},) we (?:also )?(?:give|provide|offer|sell)\s",
    )
});
/// Where the things named end and the rest of the sentence begins.
static REST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\s(?:in|im|to|that|which|so|by|from|at|on|with|without|for|through|using|since|as|because|who|where|across|throughout|into|within|under|all|you|your|mit|für|aus|die|das|der|dass|damit|von|bei|nach|an|auf|zu|pour|dans|avec|qui|que|à|aux|sur|depuis|par|con|para|en|desde|por|per|da|che)\s.*$",
    )
});

/// `a wide range of`, before what is meant.
static RANGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)^(?:(?:a|an|the|une?|la|eine?|una?)\s)?(?:(?:wide|full|large|broad|complete|finest|highest|best|great|breite|große|large|vaste|amplia)\s){0,2}(?:range|variety|selection|quality|line|array|auswahl|gamme|sélection|gama|variedad)\s(?:of|an|de)\s",
    )
});

/// Things that a sentence about the company itself names, as slices of it; empty when one of them is no label.
pub fn spoken<'t>(sentence: &'t str, name: &str) -> Vec<&'t str> {
    const VAGUE: &[&str] = &[
        "solution",
        "service",
        "product",
        "quality",
        "range",
        "variety",
        "help",
        "support",
        "everything",
        "experience",
        "best",
        "great",
        "professional",
        "sure",
        "way",
        "value",
        "information",
        "access",
        "wide",
        "many",
        "difference",
        "people",
        "customers",
        "clients",
        " it ",
        "them",
        "lösung",
        "leistung",
        "qualität",
        "beratung",
        "solutions",
        "accompagnement",
        "qualité",
        "calidad",
        "servicio",
        " use ",
        " one ",
        "decision",
        "recommendation",
        "tailored",
        "commitment",
        "level",
        "peace of",
        "protection",
        "ensur",
        "security of",
        "opportunit",
        "result",
        "reputation",
        "home",
        "business",
    ];
    let Some(lead) = SPEAKS.as_ref().and_then(|re| re.find(sentence)) else { return Vec::new() };
    let list = &sentence[lead.end()..];
    let list =
        RANGE.as_ref().and_then(|re| re.find(list)).map_or(list, |range| &list[range.end()..]).split(['.', ';', ':', '!', '(', '–']).next().unwrap_or_default();
    let list = REST.as_ref().and_then(|re| re.find(list)).map_or(list, |rest| &list[..rest.start()]);
    let items = ITEM.iter().flat_map(|re| re.split(list)).map(str::trim).filter(|item| !item.is_empty() && !is_rest(item)).take_while(|item| !tells_more(item));
    let found: Option<Vec<&str>> = items
        .map(|item| {
            let item = without_article(item);
            let lower = format!(" {} ", item.to_lowercase());
            let joint = ["on ", "to ", "up ", "out ", "in ", "off ", "us ", "auf ", "sur ", "en "].iter().any(|joint| lower[1..].starts_with(joint));
            let fits = !joint && item.split_whitespace().count() <= ITEM_WORDS_MAX && item.chars().count() >= 5 && !words::has_any(&lower, VAGUE);
            label(item, name).filter(|_| fits)
        })
        .collect();
    // a single word says little
    found.filter(|found| !are_qualities(list, found)).filter(|found| found.len() >= 2 || found.iter().any(|item| item.contains(' '))).unwrap_or_default()
}

/// `prompt, accurate and detailed proposals`: an English list with an adjective among its items.
fn are_qualities(list: &str, items: &[&str]) -> bool {
    let quality = |item: &&str| item.bytes().all(|byte| byte.is_ascii_lowercase()) && !item.ends_with(['s', 'g']);
    list.contains(" and ") && items.iter().any(quality)
}

/// Says how the items before are, rather than naming another: `adaptados a la industria`, `a combustión`.
fn tells_more(item: &str) -> bool {
    let first = item.split_whitespace().next().unwrap_or_default().to_lowercase();
    ["ados", "adas", "idos", "idas", "ables", "ibles", "ing", "ideales", "ideal"].iter().any(|end| first.ends_with(end)) && first.len() > 3
        || matches!(first.as_str(), "a" | "de" | "con" | "para" | "zu" | "mit" | "à" | "en" | "for" | "with" | "to" | "all")
}

fn is_rest(item: &str) -> bool {
    let lower = item.to_lowercase();
    matches!(lower.trim_end_matches('.'), "u.v.m" | "uvm" | "etc" | "u.a" | "usw" | "more" | "mehr" | "más" | "plus")
        || words::has_any(&lower, &["u.v.m", "und mehr", "and more"])
}

fn without_article(item: &str) -> &str {
    ["Shop ", "shop ", "Buy ", "Order ", "the ", "die ", "der ", "das ", "les ", "la ", "le ", "los ", "las ", "el ", "our ", "und ", "unsere "]
        .iter()
        .find_map(|article| item.strip_prefix(article))
        .unwrap_or(item)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_title_counts_up_is_offered() {
        assert_eq!(items("Kiln - Ihre Praxis für Massage, Lymphdrainage, Fango, u.v.m.", "Kiln", true), ["Massage", "Lymphdrainage", "Fango"]);
        assert_eq!(
            items("Makers: supplier of floor tiles, roof tiles and hand-made bricks in Claytown.", "Kiln", false),
            ["floor tiles", "roof tiles", "hand-made bricks"]
        );
        assert_eq!(items("窯クリニック｜内科・外科・皮膚科｜東市", "Kiln", true), ["内科", "外科", "皮膚科"]);
        assert_eq!(items("Kiln - Heizung, Sanitär, Solar", "Kiln", true), ["Heizung", "Sanitär", "Solar"]);
    }

    #[test]
    fn a_sentence_of_the_company_names_what_it_sells() {
        assert_eq!(spoken("Our mission is to provide hand-made bricks to listed houses.", "Kiln"), ["hand-made bricks"]);
        assert_eq!(spoken("In Kiln, we provide the finest quality of roof tiles from our own clay.", "Kiln"), ["roof tiles"]);
        assert_eq!(spoken("We make bread ovens, kilns and chimney pots for bakeries.", "Kiln"), ["bread ovens", "kilns", "chimney pots"]);
        assert_eq!(spoken("Wir bauen Kachelöfen und Herde nach Maß.", "Kiln"), ["Kachelöfen", "Herde"]);
        for vague in ["We provide the best service in town.", "We offer you peace of mind.", "We build on trust.", "They make ovens and pots."] {
            assert!(spoken(vague, "Kiln").is_empty(), "{vague}");
        }
    }

    #[test]
    fn a_list_of_people_or_keywords_is_not() {
        assert!(items("Bricks for architects, builders and owners.", "Kiln", false).is_empty());
        assert!(items("Kiln, bricks, Jane Miller, River Lane 4, 12345 Claytown", "Kiln", false).is_empty());
    }
}
