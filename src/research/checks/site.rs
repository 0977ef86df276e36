//! What the checks look at: the dossier, the profile, and the questions most of them ask of both.

use std::collections::BTreeSet;

use url::Url;

use super::lexicon;
use super::text::Folded;
use crate::model::dossier::{Dossier, Reason};
use crate::model::finding::SiteType;
use crate::model::page::{Block, Dropped, Field, Form, Link, Page, Region};
use crate::model::profile::Profile;

/// Most links and blocks of one page that a check looks at: hostile pages have millions.
pub const LOOK_AT_MOST: usize = 5_000;

/// Text of one page that word look-ups go through: word lists times text is the dearest thing here.
const SEEN_BYTES: usize = 300_000;

/// Fewer words than this, beside a sign that scripts add the rest, make a page a shell.
pub const SHELL_WORDS: u32 = 50;

/// Why nothing was found on the pages of a frameset.
const FRAMES: &str = "the home page is made of frames; what stands in them was not counted here";

pub struct Site<'a> {
    pub dossier: &'a Dossier,
    pub profile: &'a Profile,
    pub site_type: SiteType,
    /// The first page read.
    pub home: &'a Page,
    /// The pages a visitor can open by address: frames' contents and error pages are left out.
    pub pages: Vec<&'a Page>,
    /// The home page and, where it is a frameset or loads frames of its own site, what stands in the frames.
    pub opening: Vec<&'a Page>,
    /// ISO 639-1 of the site's main language.
    pub language: Option<String>,
    /// The home page is made by scripts: most of what it lacks cannot be known.
    pub shell: bool,
    nav: BTreeSet<String>,
    /// Scheme, host and port of the home page.
    origin: Option<String>,
    domain: Option<String>,
}

impl<'a> Site<'a> {
    /// `None` when no page was read.
    #[must_use]
    pub fn new(dossier: &'a Dossier, profile: &'a Profile, site_type: SiteType) -> Option<Self> {
        let home = dossier.pages.first()?;
        let framed: BTreeSet<String> =
            dossier.pages.iter().flat_map(|page| page.frames.iter().take(50).filter_map(|frame| frame.src.as_deref())).map(fold_url).collect();
        let home_key = fold_url(&home.url);
        let is_framed = |page: &Page| {
            let key = fold_url(&page.url);
            key != home_key && framed.contains(&key)
        };
        let pages = dossier.pages.iter().enumerate().filter(|(n, page)| *n == 0 || (page.status == 200 && !is_framed(page))).map(|(_, page)| page).collect();
        let opening: Vec<&Page> = dossier.pages.iter().enumerate().filter(|(n, page)| *n == 0 || is_framed(page)).map(|(_, page)| page).collect();
        let nav = opening
            .iter()
            .flat_map(|page| page.links.iter().take(LOOK_AT_MOST))
            .filter(|link| !link.hidden && matches!(link.region, Region::Nav | Region::Header))
            .filter_map(|link| link.href.as_deref())
            .map(fold_url)
            .collect();
        let origin = Url::parse(&home.url).ok().map(|url| url.origin().ascii_serialization());
        let shell = dossier.outcome.reason == Some(Reason::ScriptOnly) || is_shell(home);
        Some(Self { dossier, profile, site_type, home, pages, opening, language: language(profile, home), shell, nav, origin, domain: registrable(&home.url) })
    }

    /// Stands among the links of the home page's header or navigation, or is the home page.
    #[must_use]
    pub fn in_nav(&self, page: &Page) -> bool {
        std::ptr::eq(page, self.home) || self.nav.contains(&fold_url(&page.url))
    }

    /// Pages that may appear in search results as far as their own markup and headers say.
    #[must_use]
    pub fn indexable(&self) -> Vec<&'a Page> {
        self.pages.iter().copied().filter(|page| noindex(page).is_none()).collect()
    }

    /// Same registrable domain as the home page.
    #[must_use]
    pub fn is_own(&self, url: &str) -> bool {
        let in_origin = self.origin.as_deref().and_then(|origin| url.strip_prefix(origin)).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
        in_origin || (self.domain.is_some() && registrable(url) == self.domain)
    }

    /// Why something was counted on no page. Of a frameset, most of what a visitor sees was not counted.
    #[must_use]
    pub fn none_read(&self, reason: &'static str) -> &'static str {
        let frameset = self.opening.len() > 1 && self.home.frames.iter().any(|frame| !frame.inline);
        if frameset { FRAMES } else { reason }
    }

    /// Requests went to an origin override: nothing can be said about the real host.
    #[must_use]
    pub fn overridden(&self) -> bool {
        self.dossier.probes.overridden
    }

    #[must_use]
    pub fn is_https(&self) -> bool {
        self.home.url.starts_with("https://")
    }

    /// All pages read, frames' contents included.
    pub fn everything(&self) -> impl Iterator<Item = &'a Page> {
        self.dossier.pages.iter()
    }

    /// The word lists speak the site's language.
    #[must_use]
    pub fn speaks_ours(&self) -> bool {
        self.language.as_deref().is_some_and(|language| lexicon::LANGUAGES.contains(&language))
    }

    /// Year of the visit, UTC.
    #[must_use]
    pub fn year(&self) -> i16 {
        day(self.dossier.started_at).map_or(1970, |day| day.year())
    }
}

/// The calendar day, UTC, of epoch milliseconds.
#[must_use]
pub fn day(epoch_ms: i64) -> Option<jiff::civil::Date> {
    jiff::Timestamp::from_millisecond(epoch_ms).ok().map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date())
}

fn language(profile: &Profile, home: &Page) -> Option<String> {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().trim().to_ascii_lowercase();
    let told = profile.language.as_ref().map(|fact| primary(&fact.value));
    let seen = home.detected_language.as_ref().filter(|(_, confidence)| *confidence >= 0.8).map(|(language, _)| primary(language));
    let declared = home.html_lang.as_deref().map(primary);
    told.or(seen).or(declared).filter(|language| !language.is_empty())
}

/// As sent, the page has hardly a word, and an empty root for scripts to fill or scripts that it asks to be switched on.
#[must_use]
pub fn is_shell(page: &Page) -> bool {
    let by_script = page.empty_app_root || (page.asks_for_script && !page.scripts.is_empty());
    by_script && page.visible_words < SHELL_WORDS
}

/// The directive that keeps a page out of search results, with where it stands (`meta[name=robots]`, `header: x-robots-tag`).
#[must_use]
pub fn noindex(page: &Page) -> Option<(&'static str, &str)> {
    let says_so = |content: &str| content.split([',', ' ', ';']).any(|word| matches!(word.trim().to_ascii_lowercase().as_str(), "noindex" | "none"));
    for (name, locator) in [("robots", "meta[name=robots]"), ("googlebot", "meta[name=googlebot]")] {
        if let Some(meta) = page.metas.iter().find(|meta| meta.name == name && says_so(&meta.content)) {
            return Some((locator, &meta.content));
        }
    }
    let for_everybody = |value: &str| match value.split_once(':') {
        Some((agent, _)) => agent.trim().eq_ignore_ascii_case("googlebot"),
        None => true,
    };
    let header = page.headers.iter().find(|(name, value)| name == "x-robots-tag" && for_everybody(value) && says_so(value.rsplit(':').next().unwrap_or(value)));
    header.map(|(_, value)| ("header: x-robots-tag", value.as_str()))
}

/// An address as its duplicates share it: no scheme, www, fragment, index file or closing slash.
#[must_use]
pub fn fold_url(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let (path, query) = rest.split_once('?').map_or((rest, ""), |(path, query)| (path, query));
    let mut path = path;
    if let Some((folder, file)) = path.rsplit_once('/')
        && (file.starts_with("index.") || file.starts_with("default."))
    {
        path = folder;
    }
    let path = path.trim_end_matches('/');
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// Host of an absolute address, lower case, without `www.`.
#[must_use]
pub fn host(url: &str) -> Option<String> {
    let host = Url::parse(url).ok()?.host_str()?.to_ascii_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

/// Registrable domain by the public suffix list; the host itself where there is none.
#[must_use]
pub fn registrable(url: &str) -> Option<String> {
    let host = host(url)?;
    Some(psl::domain_str(&host).map_or_else(|| host.clone(), str::to_owned))
}

/// Text that a visitor can see, main text and furniture alike, up to about 300,000 bytes of a page and never less than its last 50 blocks.
pub fn seen_blocks(page: &Page) -> impl Iterator<Item = &Block> {
    let mut bytes = 0_usize;
    let last = page.blocks.len().saturating_sub(50);
    let budgeted = page.blocks.iter().enumerate().filter(move |(n, block)| {
        bytes = bytes.saturating_add(block.text.len());
        *n >= last || (bytes < SEEN_BYTES && *n < LOOK_AT_MOST)
    });
    budgeted.map(|(_, block)| block).filter(|block| block.dropped != Some(Dropped::Hidden))
}

/// Links that a visitor can see.
pub fn seen_links(page: &Page) -> impl Iterator<Item = &Link> {
    page.links.iter().take(LOOK_AT_MOST).filter(|link| !link.hidden)
}

/// A form to write to the firm with: neither search nor login nor a lone newsletter field.
#[must_use]
pub fn is_enquiry(form: &Form) -> bool {
    if form.is_search || form.is_login {
        return false;
    }
    let mut visible = form.fields.iter().take(200).filter(|field| !field.hidden);
    if visible.clone().any(|field| field.kind == "password") {
        return false;
    }
    let reaches_back = |field: &Field| {
        matches!(field.kind.as_str(), "email" | "tel")
            || Folded::new(&format!("{} {}", field.name, field.label.as_deref().unwrap_or_default())).has_any(REACH_BACK).is_some()
    };
    visible.clone().any(|field| field.kind == "textarea") || (visible.clone().count() >= 2 && visible.any(reaches_back))
}

/// Names of fields by which somebody can be answered.
const REACH_BACK: &[&str] =
    &["email", "mail", "phone", "tel", "telefon", "telephone", "téléphone", "telefono", "teléfono", "telefone", "courriel", "correo", "メール", "電話"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duplicates_fold_to_one_address() {
        let all = ["https://www.a.example/x/", "http://a.example/x", "https://a.example/x/index.html#top"];
        assert!(all.iter().all(|url| fold_url(url) == "a.example/x"));
        assert_eq!(fold_url("https://a.example/?p=3"), "a.example?p=3");
    }

    #[test]
    fn the_registrable_domain_heeds_public_suffixes() {
        assert_eq!(registrable("https://shop.firm.co.uk/x").as_deref(), Some("firm.co.uk"));
        assert_eq!(registrable("https://www.firm.github.io/").as_deref(), Some("firm.github.io"));
    }
}
