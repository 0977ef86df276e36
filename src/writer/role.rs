//! The reader: what their job, their trade and the size of their firm change in a document.

use std::collections::BTreeSet;

use crate::model::finding::SiteType;

use super::Brief;
use super::order;

/// What the reader's job says about who makes a repair, and what they ask about first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Owner, founder, managing director.
    Head,
    Marketing,
    Technical,
    Sales,
    Unknown,
}

/// Words of titles; `*` at the end stands for any ending.
const ASSISTING: &[&str] = &["assist*", "asist*", "secretar*", "secrétaire", "sekret*", "praktik*", "intern", "stagiaire", "trainee", "werkstudent*", "azubi"];
const SALES: &[&str] = &[
    "sales",
    "salesman",
    "saleswoman",
    "vertrieb*",
    "verkauf*",
    "verkäufer*",
    "außendienst*",
    "akquise",
    "commercial",
    "commerciale",
    "vente",
    "ventes",
    "ventas",
    "vendedor*",
    "comercial",
    "bdr",
    "sdr",
    "akquisition",
    "kundenberat*",
    "accounts",
];
const TECHNICAL: &[&str] = &[
    "cto",
    "cio",
    "ciso",
    "developer",
    "dev",
    "devops",
    "engineer",
    "webmaster",
    "webmistress",
    "sysadmin",
    "administrator",
    "it",
    "edv",
    "technik*",
    "technisch*",
    "entwickl*",
    "systemadmin*",
    "informatik*",
    "développeur",
    "développeuse",
    "developpeur",
    "informatique",
    "technique",
    "software",
    "technical",
    "technology",
    "desarroll*",
    "informátic*",
    "informatic*",
    "técnic*",
    "tecnic*",
    "tecnología",
    "sistemas",
    "programador*",
    "programmier*",
];
const MARKETING: &[&str] = &[
    "marketing*",
    "content",
    "communications",
    "communication",
    "growth",
    "brand",
    "cmo",
    "seo",
    "sea",
    "digital",
    "pr",
    "press",
    "presse",
    "social",
    "advertising",
    "editor",
    "kommunikation*",
    "öffentlichkeitsarbeit",
    "redakt*",
    "werbung",
    "werbeleit*",
    "rédact*",
    "publicité",
    "comunicación",
    "publicidad",
    "mercadotecnia",
    "contenidos",
    "marca",
];
const HEAD: &[&str] = &[
    "owner",
    "co-owner",
    "founder",
    "cofounder",
    "ceo",
    "coo",
    "director",
    "managing",
    "partner",
    "president",
    "proprietor",
    "chairman",
    "chairwoman",
    "principal",
    "entrepreneur",
    "inhaber*",
    "mitinhaber*",
    "praxisinhaber*",
    "kanzleiinhaber*",
    "geschäftsführer*",
    "geschaeftsfuehrer*",
    "geschäftsleit*",
    "geschäftsführend*",
    "gf",
    "gründer*",
    "chefin",
    "vorstand*",
    "eigentümer*",
    "gérant*",
    "gerant*",
    "fondateur",
    "fondatrice",
    "directeur",
    "directrice",
    "dirigeant*",
    "patron",
    "patronne",
    "président*",
    "associé",
    "associée",
    "propriétaire",
    "dueño",
    "dueña",
    "propietari*",
    "fundador*",
    "gerente",
    "directora",
    "socio",
    "socia",
    "presidente",
    "presidenta",
    "titular",
];

impl Role {
    /// From a posted job title, by plain words of several languages. Who assists somebody has none of their roles.
    #[must_use]
    pub fn of(title: Option<&str>) -> Self {
        let title = title.unwrap_or("").to_lowercase();
        let words = || title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let matches = |word: &str, known: &str| known.strip_suffix('*').map_or(word == known, |stem| word.starts_with(stem));
        let has = |known: &[&str]| words().any(|word| known.iter().any(|one| matches(word, one)));
        let phrase = |text: &str| words().collect::<Vec<_>>().join(" ").contains(text);
        if has(ASSISTING) {
            Role::Unknown
        } else if has(TECHNICAL) {
            Role::Technical
        } else if has(MARKETING) {
            Role::Marketing
        } else if has(SALES) || ["business development", "account manager", "account executive", "key account"].into_iter().any(phrase) {
            Role::Sales
        } else if has(HEAD) || phrase("general manager") {
            Role::Head
        } else {
            Role::Unknown
        }
    }

    /// As lines of the library and a seller's conditions name it; `None` when nothing is known.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        match self {
            Role::Head => Some("head"),
            Role::Marketing => Some("marketing"),
            Role::Technical => Some("technical"),
            Role::Sales => Some("sales"),
            Role::Unknown => None,
        }
    }
}

/// How many work at the firm, as posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// At most 10.
    Small,
    /// 11 to 200.
    Middle,
    /// More.
    Large,
    Unknown,
}

impl Size {
    /// From text like `1-10`, `51-200`, `1000+`, `12`: the last number decides.
    #[must_use]
    pub fn of(posted: Option<&str>) -> Self {
        let digits: String = posted.unwrap_or("").chars().filter(|c| !matches!(c, ',' | '.' | ' ' | '\'')).collect();
        match digits.split(|c: char| !c.is_ascii_digit()).rfind(|part| !part.is_empty()).and_then(|part| part.parse::<u64>().ok()) {
            None => Size::Unknown,
            Some(0..=10) => Size::Small,
            Some(11..=200) => Size::Middle,
            Some(_) => Size::Large,
        }
    }
}

/// Words of a maker for other firms, in lower case.
const MAKERS: &[&str] = &[
    "aerospace",
    "b2b",
    "oem",
    "wholesale",
    "prototyp",
    "manufacturer of",
    "contract manufactur",
    "supply chain",
    "luftfahrt",
    "großhandel",
    "zulieferer",
    "serienfertigung",
    "aéronautique",
    "sous-traitance",
    "grossiste",
    "aeronáutic",
    "aeroespacial",
    "mayorista",
];

/// Words of those who ask for gifts or hands rather than orders, in lower case.
const GIVING: &[&str] = &[
    "donate",
    "donation",
    "volunteer",
    "nonprofit",
    "non-profit",
    "charity",
    "spenden",
    "gemeinnützig",
    "ehrenamt",
    "faire un don",
    "bénévol",
    "but non lucratif",
    "donar",
    "donativ",
    "voluntari",
    "sin ánimo de lucro",
    "sin fines de lucro",
];

/// Whether people look for the firm by its town: a trade, a table or a practice, and no maker for other firms.
#[must_use]
pub fn is_sought_nearby(brief: &Brief<'_>) -> bool {
    brief.analysis.site_type == SiteType::LocalService && !is_maker(brief)
}

fn is_maker(brief: &Brief<'_>) -> bool {
    let profile = &brief.analysis.profile;
    let mut told = profile.description.iter().chain(&profile.offers).map(|fact| fact.value.to_lowercase());
    told.any(|text| MAKERS.iter().any(|word| holds(&text, word)))
}

/// Whether the site is that of a charity, a school, a church or an office: who writes to it is no customer.
#[must_use]
pub fn is_for_the_public(brief: &Brief<'_>) -> bool {
    let asks = |text: &str| GIVING.iter().any(|word| holds(&text.to_lowercase(), word));
    let home = brief.pages.first().and_then(|read| read.page);
    let linked = home.is_some_and(|page| page.links.iter().any(|link| !link.hidden && asks(&link.text)));
    let told = brief.analysis.profile.description.as_ref().is_some_and(|fact| asks(&fact.value));
    // A shop may pass on a donation; it sells all the same.
    let sells = matches!(brief.analysis.site_type, SiteType::Shop | SiteType::Saas);
    order::trade(brief) == Some("public") || (!sells && (told || linked))
}

/// Whether a line of the library speaks of customers and orders, which a charity or an office has none of.
#[must_use]
pub fn speaks_of_trade(pattern: &str) -> bool {
    const WORDS: &[&str] = &[
        "customer",
        "buyer",
        "enquir",
        "finished job",
        "kund",
        "anfrage",
        "auftrag",
        "client",
        "commande",
        "acheteu",
        "cliente",
        "consulta",
        "pedido",
        "comprador",
    ];
    let pattern = pattern.to_lowercase();
    WORDS.iter().any(|word| holds(&pattern, word))
}

/// Whether a word of the text begins so.
fn holds(text: &str, beginning: &str) -> bool {
    text.match_indices(beginning).any(|(at, _)| !text.get(..at).unwrap_or_default().ends_with(char::is_alphanumeric))
}

/// The word of the situation for who sells nothing.
pub const PUBLIC: &str = "@public";
/// The same for who looks after people: there nobody is a customer who could be asked for praise.
pub const CARE: &str = "@care";

/// Words for lines of the library to ask for: `@local`, `@shop`, `@saas`, `@content`, `@portfolio`, `@business` for the kind of site; `@head`, `@marketing`,
/// `@technical`, `@sales` for the reader; `@small`, `@middle`, `@large` for the firm; `@public` for a charity, a school or an office,
/// `@care` for a practice or a home.
#[must_use]
pub fn situation(brief: &Brief<'_>) -> BTreeSet<&'static str> {
    let site = match brief.analysis.site_type {
        SiteType::LocalService if !is_sought_nearby(brief) => "@business",
        SiteType::LocalService => "@local",
        SiteType::Shop => "@shop",
        SiteType::Saas => "@saas",
        SiteType::Content => "@content",
        SiteType::Portfolio => "@portfolio",
        SiteType::Business => "@business",
    };
    let role = match Role::of(brief.lead.title.as_deref()) {
        Role::Head => Some("@head"),
        Role::Marketing => Some("@marketing"),
        Role::Technical => Some("@technical"),
        Role::Sales => Some("@sales"),
        Role::Unknown => None,
    };
    let size = match Size::of(brief.lead.company_size.as_deref()) {
        Size::Small => Some("@small"),
        Size::Middle => Some("@middle"),
        Size::Large => Some("@large"),
        Size::Unknown => None,
    };
    let public = is_for_the_public(brief).then_some(PUBLIC);
    let care = (order::trade(brief) == Some("care")).then_some(CARE);
    [Some(site), role, size, public, care].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]

    use super::*;

    #[test]
    fn a_line_about_customers_is_known_in_four_languages() {
        for line in ["When a happy customer sends {domain}", "Ein zufriedener Kunde", "Le prochain client content", "Un cliente contento", "Fewer enquiries."] {
            assert!(speaks_of_trade(line), "{line}");
        }
        for line in ["People pass on {domain} in chats.", "Nach drei Sekunden", "Demandez un devis", "Quien pasa el enlace"] {
            assert!(!speaks_of_trade(line), "{line}");
        }
    }

    #[test]
    fn a_maker_for_other_firms_is_not_sought_by_its_town_and_a_charity_sells_nothing() {
        use super::super::testing::joinery;
        use crate::model::finding::SiteType;
        let mut case = joinery();
        assert!(is_sought_nearby(&case.brief()) && !is_for_the_public(&case.brief()));
        case.analysis.profile.description.as_mut().expect("there is one").value = "Coils in small batches for aerospace firms.".into();
        assert!(!is_sought_nearby(&case.brief()) && situation(&case.brief()).contains("@business"));
        case.analysis.profile.description.as_mut().expect("there is one").value = "We are a nonprofit that lends tools.".into();
        case.analysis.site_type = SiteType::Business;
        assert!(is_for_the_public(&case.brief()) && situation(&case.brief()).contains(PUBLIC));
    }

    #[test]
    fn a_practice_is_not_told_to_ask_its_customers_for_praise() {
        use super::super::builtin::Library;
        use super::super::testing::joinery;
        use crate::model::told::Language;
        let mut case = joinery();
        assert!(!situation(&case.brief()).contains(CARE));
        case.analysis.profile.industry_slug = Some("physiotherapy".into());
        assert!(situation(&case.brief()).contains(CARE));
        for text in Language::ALL.into_iter().filter_map(|language| Library::of(language).text_for("proof")) {
            for lines in [text.heading, text.opening, text.matters, text.fix, text.task] {
                let mut of_care = lines.iter().filter(|line| line.0 == CARE).peekable();
                assert!(of_care.peek().is_some() && of_care.all(|line| !speaks_of_trade(line.1)), "{lines:?}");
            }
        }
    }

    #[test]
    fn a_title_names_a_role_in_four_languages() {
        let titles = [
            ("Owner", Role::Head),
            ("Inhaberin", Role::Head),
            ("Geschäftsführender Gesellschafter", Role::Head),
            ("Directrice générale", Role::Head),
            ("Propietaria", Role::Head),
            ("General Manager", Role::Head),
            ("Head of Marketing", Role::Marketing),
            ("Marketingleiter", Role::Marketing),
            ("Responsable de la communication", Role::Marketing),
            ("Directora de Comunicación", Role::Marketing),
            ("IT-Leiter", Role::Technical),
            ("Directeur technique", Role::Technical),
            ("Desarrollador web", Role::Technical),
            ("Sales Director", Role::Sales),
            ("Vertriebsleiterin", Role::Sales),
            ("Directeur commercial", Role::Sales),
            ("Jefa de ventas", Role::Sales),
            ("Business Development Manager", Role::Sales),
            ("Assistentin der Geschäftsführung", Role::Unknown),
            ("Executive Assistant to the CEO", Role::Unknown),
            ("Nurse", Role::Unknown),
            ("", Role::Unknown),
        ];
        for (title, role) in titles {
            assert_eq!(Role::of(Some(title)), role, "{title}");
        }
    }
}
