//! Which page to read next. Every link and sitemap address is a candidate; its worth falls with each page of the same role already read.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use super::roles::{self, role_in};
use super::sitemap::Entry;
use super::urls;
use crate::model::page::{Page, Region, Role};

#[cfg(test)]
mod tests;

/// Candidates kept; a link farm has more, and nothing is lost.
const CANDIDATES_MAX: usize = 3_000;
const LINKS_PER_PAGE_MAX: usize = 1_500;

#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) url: Url,
    pub(crate) role: Role,
    pub(crate) found_on: Option<String>,
    pub(crate) text: String,
    pub(crate) in_nav: bool,
    from_home: bool,
    hidden: bool,
    lastmod: Option<String>,
    order: usize,
}

impl Candidate {
    /// An address that nothing leads to.
    pub(crate) fn guessed(url: Url, role: Role) -> Self {
        Self { url, role, found_on: None, text: String::new(), in_nav: false, from_home: false, hidden: false, lastmod: None, order: 0 }
    }
}

#[derive(Debug)]
pub(crate) struct Frontier {
    home: Url,
    language: Option<String>,
    candidates: BTreeMap<String, Candidate>,
    /// Keys of pages that were read, tried or found to be copies, with and without their language.
    done: BTreeSet<String>,
    done_plain: BTreeSet<String>,
    counts: BTreeMap<Role, u32>,
    /// Keys that `hreflang` says are in another language.
    foreign: BTreeSet<String>,
    /// Paths whose queries made no difference.
    copies: BTreeSet<String>,
    /// Languages seen in addresses.
    tags: BTreeSet<String>,
    order: usize,
}

impl Frontier {
    /// `language`: the home page's, as two letters, when known.
    pub(crate) fn new(home: &Url, language: Option<String>) -> Self {
        let language = urls::language(home).map(|(tag, _)| tag).or(language);
        let mut frontier = Self {
            home: home.clone(),
            language,
            candidates: BTreeMap::new(),
            done: BTreeSet::new(),
            done_plain: BTreeSet::new(),
            counts: BTreeMap::new(),
            foreign: BTreeSet::new(),
            copies: BTreeSet::new(),
            tags: BTreeSet::new(),
            order: 0,
        };
        frontier.done(home);
        frontier
    }

    /// What a later page tells, when the home page told no language (a frameset).
    pub(crate) fn learn_language(&mut self, language: Option<String>) {
        self.language = self.language.take().or(language);
    }

    /// Never offer this address again, nor its translations.
    pub(crate) fn done(&mut self, url: &Url) {
        let key = urls::key(url);
        self.done_plain.insert(urls::language(url).map_or_else(|| key.clone(), |(_, plain)| plain));
        self.candidates.remove(&key);
        self.done.insert(key);
    }

    /// Whether this address was read or tried.
    pub(crate) fn is_done(&self, url: &Url) -> bool {
        self.done.contains(&urls::key(url))
    }

    /// This address gave a page that was read already: others that differ from it only in the query will too.
    pub(crate) fn copy(&mut self, url: &Url) {
        if url.query().is_some() {
            self.copies.insert(url.path().to_owned());
        }
    }

    /// A page of this role was read.
    pub(crate) fn count(&mut self, role: Role, url: &Url) {
        // A list of posts leads to the fresh one and does not stand for it.
        if role != Role::Post || !is_post_list(url) {
            *self.counts.entry(role).or_default() += 1;
        }
    }

    pub(crate) fn add_page(&mut self, page: &Page, is_home: bool) {
        let Ok(base) = Url::parse(&page.url) else { return };
        for link in &page.head_links {
            let (Some(lang), Some(href)) = (&link.hreflang, &link.href) else { continue };
            let other = urls::language_tag(lang).is_some_and(|tag| self.language.as_ref().is_some_and(|own| *own != tag));
            if other
                && link.rel.contains("alternate")
                && let Some(url) = urls::resolve(&base, href)
            {
                self.foreign.insert(urls::key(&url));
            }
        }
        for link in page.links.iter().take(LINKS_PER_PAGE_MAX) {
            let Some(url) = link.href.as_deref().and_then(|href| urls::resolve(&base, href)) else { continue };
            let text = if link.text.is_empty() { &link.name } else { &link.text };
            let in_nav = matches!(link.region, Region::Nav | Region::Header) || link.area;
            self.add(url, Some(&page.url), text, in_nav, is_home, link.hidden, None);
        }
    }

    /// Where all addresses stand on one other host of the site (a staging copy, the bare domain), the same pages of the home page's host are meant.
    pub(crate) fn add_sitemap(&mut self, entries: &[Entry]) {
        let first = entries.first().map(|entry| urls::host(&entry.url)).unwrap_or_default();
        let elsewhere = entries.iter().all(|entry| urls::host(&entry.url) == first && !urls::same_host(&entry.url, &self.home));
        for entry in entries {
            let mut url = entry.url.clone();
            if elsewhere && urls::same_site(&url, &self.home) && url.set_host(self.home.host_str()).is_ok() {
                // Fails only between kinds of schemes, and both are of the web.
                let _ = url.set_scheme(self.home.scheme());
            }
            if entry.language.as_ref().is_some_and(|tag| self.language.as_ref().is_some_and(|own| own != tag)) {
                self.foreign.insert(urls::key(&url));
            }
            self.add(url, None, "", false, false, false, entry.lastmod.clone());
        }
    }

    /// The home page's language, as two letters, when known.
    pub(crate) fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    #[allow(clippy::too_many_arguments)]
    fn add(&mut self, url: Url, found_on: Option<&str>, text: &str, in_nav: bool, from_home: bool, hidden: bool, lastmod: Option<String>) {
        if !urls::same_site(&url, &self.home) || urls::is_file(&url) || is_junk(&url) {
            return;
        }
        let key = urls::key(&url);
        if self.done.contains(&key) {
            return;
        }
        if let Some((tag, _)) = urls::language(&url) {
            self.tags.insert(tag);
        }
        if let Some(known) = self.candidates.get_mut(&key) {
            known.in_nav |= in_nav;
            known.from_home |= from_home;
            known.hidden &= hidden;
            known.lastmod = known.lastmod.take().or(lastmod);
            if known.found_on.is_none() {
                known.found_on = found_on.map(str::to_owned);
            }
            if known.text.is_empty() && !text.is_empty() {
                known.text = text.chars().take(120).collect();
                known.role = role_in(self.language.as_deref(), &known.url, &known.text);
            }
            return;
        }
        if self.candidates.len() >= CANDIDATES_MAX {
            return;
        }
        let text: String = text.chars().take(120).collect();
        self.order += 1;
        let candidate = Candidate {
            role: role_in(self.language.as_deref(), &url, &text),
            url,
            found_on: found_on.map(str::to_owned),
            text,
            in_nav,
            from_home,
            hidden,
            lastmod,
            order: self.order,
        };
        self.candidates.insert(key, candidate);
    }

    /// Takes the candidate of most worth. Equal worth: newest post, then the one found first.
    pub(crate) fn next(&mut self) -> Option<Candidate> {
        let best = self
            .candidates
            .iter()
            .filter(|(key, candidate)| self.is_wanted(key, candidate))
            .max_by(|(_, one), (_, other)| {
                let newest = |candidate: &Candidate| if candidate.role == Role::Post { candidate.lastmod.clone() } else { None };
                self.worth(one).cmp(&self.worth(other)).then_with(|| newest(one).cmp(&newest(other))).then(other.order.cmp(&one.order))
            })
            .map(|(key, _)| key.clone())?;
        let candidate = self.candidates.remove(&best)?;
        self.done(&candidate.url);
        Some(candidate)
    }

    /// Linked addresses that were not read, those of the navigation and the home page first.
    pub(crate) fn unread_links(&self) -> Vec<Candidate> {
        let mut rest: Vec<Candidate> = self.candidates.values().filter(|candidate| candidate.found_on.is_some() && !candidate.hidden).cloned().collect();
        rest.sort_by_key(|candidate| (!candidate.in_nav, !candidate.from_home, candidate.order));
        rest
    }

    fn is_wanted(&self, key: &str, candidate: &Candidate) -> bool {
        if self.foreign.contains(key) || (candidate.url.query().is_some() && self.copies.contains(candidate.url.path())) {
            return false;
        }
        let Some((tag, plain)) = urls::language(&candidate.url) else {
            return !self.done_plain.contains(key);
        };
        if self.done_plain.contains(&plain) {
            return false;
        }
        // Two letters are a language when several stand side by side, or when the link says so; else they may be a topic.
        let is_language = self.tags.len() > 1 || urls::language_tag(&candidate.text).is_some() || candidate.url.path().trim_matches('/').len() <= 5;
        !(is_language && self.language.as_ref().is_some_and(|own| *own != tag))
    }

    /// In hundredths of a point.
    fn worth(&self, candidate: &Candidate) -> i64 {
        let (base, decay_percent) = match candidate.role {
            Role::Home => (100, 50),
            Role::About => (100, 55),
            Role::Pricing => (98, 45),
            Role::Contact => (96, 30),
            Role::Offer => (94, 80),
            Role::Proof => (80, 60),
            Role::Legal => (76, 40),
            Role::Post => (50, 30),
            Role::Careers => (60, 20),
            Role::Other => (45, 93),
        };
        let read = self.counts.get(&candidate.role).copied().unwrap_or_default();
        let mut worth: i64 = base * 100;
        for _ in 0..read.min(32) {
            worth = worth * decay_percent / 100;
        }
        let path = candidate.url.path();
        let depth = i64::try_from(path.split('/').filter(|segment| !segment.is_empty()).count()).unwrap_or(99).min(8);
        worth += if candidate.in_nav { 800 } else { 0 };
        worth += if candidate.from_home { 600 } else { 0 };
        worth -= (depth - 1).max(0) * 400;
        worth -= if candidate.url.query().is_some() { 800 } else { 0 };
        worth -= if candidate.found_on.is_none() { 400 } else { 0 };
        worth -= if candidate.hidden { 1_500 } else { 0 };
        worth -= if urls::same_host(&candidate.url, &self.home) { 0 } else { 2_500 };
        worth -= if is_listing(path) { 3_000 } else { 0 };
        // One fresh post is worth more than the list of posts.
        // Booking, directions and quote pages stand for the contact page only where there is none.
        worth -= if candidate.role == Role::Contact && !roles::is_contact(&candidate.url, &candidate.text) { 1_500 } else { 0 };
        worth += match candidate.role {
            Role::Post if is_post_list(&candidate.url) => -1_700,
            Role::Post => 900,
            _ => 0,
        };
        worth
    }
}

/// Never worth a request: carts, log-ins, searches, feeds, machinery.
fn is_junk(url: &Url) -> bool {
    const JUNK: [&str; 42] = [
        "cart",
        "basket",
        "checkout",
        "warenkorb",
        "panier",
        "carrito",
        "login",
        "log-in",
        "signin",
        "sign-in",
        "logout",
        "register",
        "signup",
        "sign-up",
        "anmelden",
        "einloggen",
        "connexion",
        "se-connecter",
        "iniciar-sesion",
        "accedi",
        "inloggen",
        "lost-password",
        "forgot-password",
        "mein-konto",
        "mon-compte",
        "mi-cuenta",
        "404",
        "my-account",
        "account",
        "wp-admin",
        "wp-login.php",
        "wp-json",
        "xmlrpc.php",
        "feed",
        "rss",
        "search",
        "suche",
        "cdn-cgi",
        "password",
        "wishlist",
        "admin",
        "print",
    ];
    let query = url.query().unwrap_or_default();
    let is_junk = |segment: &str| JUNK.contains(&segment) || segment.split_once('.').is_some_and(|(stem, _)| JUNK.contains(&stem));
    url.path().to_ascii_lowercase().split('/').any(is_junk)
        || ["replytocom=", "add-to-cart", "action=", "s=", "sort=", "orderby=", "print="]
            .iter()
            .any(|mark| query.starts_with(mark) || query.contains(&format!("&{mark}")))
}

/// `/blog/`, `/news.html`: a page right below the root, without a date.
fn is_post_list(url: &Url) -> bool {
    urls::key(url).matches('/').count() <= 1 && !roles::is_dated(url.path())
}

/// Lists of posts by tag, author or page number.
fn is_listing(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    ["/tag/", "/tags/", "/category/", "/categories/", "/author/", "/page/", "/archive", "/kategorie/", "/schlagwort/", "/etiqueta/", "/categoria/"]
        .iter()
        .any(|mark| lower.contains(mark))
}
