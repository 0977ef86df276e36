//! For whom the company works, in the site's own words: `for dentists`, `für Handwerksbetriebe`, `B2B`. Only from the title, the description and the headlines,
//! where a company addresses itself to somebody; running text speaks of many people.

use std::sync::LazyLock;

use regex::Regex;

use super::{Site, fact, in_block, in_meta, words};
use crate::model::page::{BlockKind, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

/// Kept headings of the home page that are looked at.
const HEADINGS_MAX: usize = 12;

static ENGLISH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:for|serving) (?:all |the |our |busy |many )?(?P<who>(?:(?:[a-z][a-z\-]+|B2B|SaaS|&|and) ){0,3}(?:dentists|doctors|physicians|clinicians|lawyers|attorneys|law firms|firms|businesses|companies|enterprises|startups|start-ups|agencies|teams|schools|teachers|educators|students|hospitals|clinics|practices|restaurants|caf[eé]s|hotels|hoteliers|homeowners|landlords|tenants|families|parents|kids|toddlers|teens|seniors|veterans|women|men|couples|brides|developers|engineers|marketers|designers|artists|musicians|photographers|authors|writers|creators|freelancers|consultants|coaches|accountants|bookkeepers|nonprofits|non-profits|charities|churches|municipalities|governments|contractors|builders|architects|tradespeople|plumbers|electricians|roofers|manufacturers|retailers|wholesalers|distributors|suppliers|brands|merchants|sellers|farmers|growers|breeders|airlines|operators|fleets|drivers|truckers|investors|banks|credit unions|insurers|brokers|realtors|athletes|runners|golfers|cyclists|pet owners|dog owners|importers|exporters|recruiters|employers|job seekers|professionals|beginners|entrepreneurs|founders|executives|leaders|organi[sz]ations|institutions|researchers|scientists|laboratories|labs)(?: (?:and|&|or) (?:[a-z\-]+ )?[a-z\-]+s\b)?)(?:$|[\s.,;:|!?–—-])",
    )
});
/// `helps small firms`: what follows the verb must be they at once, or it is what they are helped to do.
static HELPED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:helps?|helping) (?P<who>(?:(?:small|local|growing|independent|young|busy|large|family|medium-sized|mid-sized|SaaS|B2B) ){0,2}(?:businesses|companies|enterprises|startups|agencies|teams|law firms|dentists|doctors|practices|schools|teachers|families|homeowners|landlords|contractors|manufacturers|retailers|brands|restaurants|hotels|nonprofits|organi[sz]ations|entrepreneurs|founders|executives|leaders|farmers|students|investors)(?: and (?:[a-z\-]+ )?[a-z\-]+s\b)?)",
    )
});
static OTHERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:für|speziell für) (?P<de>(?:(?:kleine|große|mittlere|mittelständische|junge|ältere|private|gewerbliche|kleine und mittlere|Privat- und) ){0,2}(?:Handwerker|Handwerksbetriebe|Zahnärzte|Ärzte|Arztpraxen|Praxen|Kliniken|Krankenhäuser|Unternehmen|Unternehmer|Firmen|Firmenkunden|Geschäftskunden|Privatkunden|Privat- und Geschäftskunden|Privat- und Firmenkunden|Agenturen|Kanzleien|Anwälte|Steuerberater|Hotels|Gastronomen|Gastronomie|Restaurants|Händler|Hersteller|Industrie und Handwerk|Kommunen|Schulen|Lehrer|Kinder|Jugendliche|Erwachsene|Senioren|Familien|Frauen|Männer|Paare|Hausbesitzer|Eigentümer|Vermieter|Bauherren|Architekten|Gründer|Start-?ups|Selbstständige|Freiberufler|Vereine|Landwirte|Sportler|Anfänger|KMU)(?: und \p{Lu}[\p{L}]+)?)\b|\b(?:pour|destinée?s? aux?|dédiée?s? aux?) (?:les |des |vos |aux )?(?P<fr>(?:petites |grandes )?(?:entreprises|professionnels|particuliers|artisans|commerçants|TPE|PME|ETI|dentistes|médecins|avocats|notaires|restaurateurs|hôtels|écoles|collectivités|associations|familles|enfants|adultes|seniors|femmes|hommes|étudiants|agriculteurs|industriels|startups|start-ups|indépendants|recruteurs|développeurs)(?: et (?:les |des )?(?:petites |grandes )?(?:PME|TPE|ETI|\p{L}{4,}s)\b)?)|\bpara (?:los |las |sus )?(?P<es>(?:pequeñas |grandes )?(?:empresas|pymes|autónomos|profesionales|particulares|abogados|médicos|dentistas|clínicas|restaurantes|hoteles|escuelas|colegios|familias|niños|niñas|adultos|mujeres|hombres|estudiantes|agricultores|industrias|startups|emprendedores|desarrolladores|talleres)(?: y (?:las |los )?\p{L}{4,}s\b)?)|\bper (?:le |gli |i )?(?P<it>(?:piccole e medie )?(?:imprese|aziende|professionisti|privati|famiglie|bambini|dentisti|medici|avvocati|ristoranti|hotel|scuole|artigiani)(?: e \p{L}+)?)\b|(?P<ja>(?:法人|個人|企業|中小企業|医療機関|歯科医院|飲食店|女性|男性|子ども|高齢者|初心者|事業者)(?:の?(?:お客)?様)?)(?:向け|のための)",
    )
});
static BETWEEN_FIRMS: LazyLock<Option<Regex>> = LazyLock::new(|| words::pattern(r"\b(?P<who>B2B|B2G|B2C)\b"));

/// The site's own words for those it addresses; JSON-LD first.
pub fn audience(site: &Site, ledger: &mut Ledger) -> Option<Fact<String>> {
    for thing in &site.things {
        let named =
            thing.objects("audience").into_iter().find_map(|object| object.get("audienceType").or_else(|| object.get("name")).and_then(|value| value.as_str()));
        if let Some(text) = named.or_else(|| thing.text("audience")) {
            return Some(fact(text.trim().to_owned(), 0.85, in_meta(thing.page, "json-ld: audience", text, text.trim()), ledger));
        }
    }
    let home = site.home().filter(|home| home.role == Role::Home)?;
    let title = home.titles.first().map(|title| (title.as_str(), "title", 0.78));
    let description = home.meta("description").map(|text| (text, "meta[name=description]", 0.75));
    for (text, locator, score) in title.into_iter().chain(description) {
        if let Some(value) = addressed(text) {
            return Some(fact(value.to_owned(), score, in_meta(home, locator, text, value), ledger));
        }
    }
    let headings = home.main_blocks().filter(|block| block.kind == BlockKind::Heading && block.text.len() <= 300).take(HEADINGS_MAX);
    headings
        .filter_map(|block| addressed(&block.text).map(|value| (value.to_owned(), in_block(home, block, value))))
        .next()
        .map(|(value, note): (String, Note)| fact(value, 0.72, note, ledger))
}

/// The words of a text that name somebody to whom it is addressed.
fn addressed(text: &str) -> Option<&str> {
    // a job, a voice of a client or a statistic is no address
    let lower = text.to_lowercase();
    if words::has_any(
        &lower,
        &[
            "looking for",
            "hiring",
            "wanted",
            "searching for",
            "known for",
            "responsible for",
            "voted",
            "thank",
            "lorem ipsum",
            "apply for",
            "open for",
            "for sale",
        ],
    ) {
        return None;
    }
    let english = || [&ENGLISH, &HELPED].into_iter().find_map(|re| re.as_ref()?.captures(text)?.name("who"));
    let others = || OTHERS.as_ref().and_then(|re| re.captures(text)).and_then(|hit| ["de", "fr", "es", "it", "ja"].iter().find_map(|name| hit.name(name)));
    let hit = english().or_else(others).or_else(|| BETWEEN_FIRMS.as_ref()?.captures(text)?.name("who"))?;
    Some(hit.as_str().trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_addressed_are_named_in_the_sites_words() {
        let cases = [
            ("Accounting for small law firms | Kiln", Some("small law firms")),
            ("Software für Handwerksbetriebe", Some("Handwerksbetriebe")),
            ("Le logiciel de devis pour les artisans et les PME", Some("artisans et les PME")),
            ("Contabilidad para autónomos y pymes", Some("autónomos y pymes")),
            ("法人様向けサービス", Some("法人様")),
            ("B2B lead generation", Some("B2B")),
            ("We are known for our bricks", None),
            ("Bricks for every house", None),
            ("We are looking for drivers", None),
        ];
        for (text, who) in cases {
            assert_eq!(addressed(text), who, "{text}");
        }
    }
}
