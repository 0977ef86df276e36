//! The reader: what their job, their trade and the size of their firm change in a document.

use std::collections::BTreeSet;

use crate::model::finding::SiteType;

use super::Brief;

/// What the reader's job says about who makes a repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Owner, founder, managing director.
    Head,
    Marketing,
    Technical,
    Unknown,
}

impl Role {
    /// From a posted job title, by plain words of several languages.
    #[must_use]
    pub fn of(title: Option<&str>) -> Self {
        let title = title.unwrap_or("").to_lowercase();
        let has = |words: &[&str]| title.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word));
        if has(&["cto", "developer", "engineer", "webmaster", "it", "technik", "entwickler", "développeur", "software", "technical", "technology"]) {
            Role::Technical
        } else if has(&["marketing", "content", "communications", "growth", "brand", "cmo", "seo", "kommunikation", "communication"]) {
            Role::Marketing
        } else if has(&[
            "owner",
            "founder",
            "ceo",
            "director",
            "managing",
            "partner",
            "inhaber",
            "inhaberin",
            "geschäftsführer",
            "geschäftsführerin",
            "gérant",
            "fondateur",
            "president",
            "proprietor",
            "dueño",
        ]) {
            Role::Head
        } else {
            Role::Unknown
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
/// `@technical` for the reader; `@small`, `@middle`, `@large` for the firm.
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
