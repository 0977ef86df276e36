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
    LazyLock::new(|| words::pattern(r"(?i)\s(?:in|im|en|à|au|aux|near|bei|nahe|at|from|dans|sur|desde|with|mit|avec|con|for|für|pour|since|seit)\s.*$"));

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
            .map(|item| {
                let item = TAIL.as_ref().and_then(|re| re.find(item)).map_or(item, |tail| &item[..tail.start()]);
                let fits = item.split_whitespace().count() <= ITEM_WORDS_MAX && item.chars().count() <= 40 && !item.chars().any(|c| c.is_ascii_digit());
                label(without_article(item), name).filter(|_| fits)
            })
            .collect();
        // one item that is no label makes the whole list doubtful
        if let Some(found) = found.filter(|found| found.len() >= ITEMS_MIN) {
            return found;
        }
    }
    Vec::new()
}

fn is_rest(item: &str) -> bool {
    let lower = item.to_lowercase();
    matches!(lower.trim_end_matches('.'), "u.v.m" | "uvm" | "etc" | "u.a" | "usw" | "more" | "mehr" | "más" | "plus")
        || words::has_any(&lower, &["u.v.m", "und mehr", "and more"])
}

fn without_article(item: &str) -> &str {
    ["Shop ", "shop ", "Buy ", "Order ", "the ", "die ", "der ", "das ", "les ", "la ", "le ", "los ", "las ", "el "]
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
    fn a_list_of_people_or_keywords_is_not() {
        assert!(items("Bricks for architects, builders and owners.", "Kiln", false).is_empty());
        assert!(items("Kiln, bricks, Jane Miller, River Lane 4, 12345 Claytown", "Kiln", false).is_empty());
    }
}
