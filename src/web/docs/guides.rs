//! The guides, compiled in. Their links are relative, so that they work in the repository, as pages, and as plain Markdown.

pub struct Guide {
    /// Last part of the address: `/docs/{slug}`.
    pub slug: &'static str,
    pub part: Part,
    pub text: &'static str,
}

/// The headings of the list of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Start,
    Guides,
    Recipes,
    Reference,
}

impl Part {
    pub const ALL: [Self; 4] = [Self::Start, Self::Guides, Self::Recipes, Self::Reference];

    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Start => "Start",
            Self::Guides => "Guides",
            Self::Recipes => "Recipes",
            Self::Reference => "Reference",
        }
    }
}

macro_rules! guides {
    ($($part:ident $slug:literal)*) => {
        /// In reading order.
        pub const GUIDES: &[Guide] =
            &[$(Guide { slug: $slug, part: Part::$part, text: include_str!(concat!("../../../docs/guides/", $slug, ".md")) }),*];
    };
}

guides! {
    Start "quickstart"
    Start "authentication"
    Guides "generate"
    Guides "research"
    Guides "writing"
    Guides "writer"
    Guides "status"
    Guides "webhooks"
    Guides "idempotency"
    Guides "rate-limits"
    Guides "credits"
    Guides "batches"
    Guides "sources"
    Guides "review"
    Guides "links"
    Guides "views"
    Guides "privacy"
    Recipes "n8n"
    Recipes "clay"
    Recipes "zapier"
    Recipes "self-hosting"
    Recipes "storage"
    Recipes "tls"
    Recipes "reverse-proxy"
    Reference "errors"
    Reference "events"
}
