//! The reader: what their job, their trade and the size of their firm change in a document.

use std::collections::BTreeSet;

use crate::model::finding::SiteType;

use super::Brief;

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

/// Words for lines of the library to ask for: `@local`, `@shop`, `@saas`, `@content`, `@portfolio`, `@business` for the kind of site; `@head`, `@marketing`,
/// `@technical`, `@sales` for the reader; `@small`, `@middle`, `@large` for the firm.
#[must_use]
pub fn situation(brief: &Brief<'_>) -> BTreeSet<&'static str> {
    let site = match brief.analysis.site_type {
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
    [Some(site), role, size].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
