//! Addresses that most sites have, tried only where a site's menu cannot be read (Flash, pictures, scripts).

use std::collections::BTreeMap;

use url::Url;

use super::frontier::{Candidate, Frontier};
use super::urls;
use crate::model::page::{Page, Role};

/// A site with more links than this has a menu that can be read.
const LINKS_MAX: usize = 3;
/// A site with more words than this may well be one page.
const WORDS_MAX: u32 = 220;

/// Names by language, the most telling first; the last row is for every other language.
const NAMES: [(&str, [(Role, &str); 4]); 7] = [
    ("de", [(Role::Contact, "kontakt"), (Role::Legal, "impressum"), (Role::Offer, "leistungen"), (Role::About, "ueber-uns")]),
    ("fr", [(Role::Contact, "contact"), (Role::Offer, "services"), (Role::About, "a-propos"), (Role::Legal, "mentions-legales")]),
    ("es", [(Role::Contact, "contacto"), (Role::Offer, "servicios"), (Role::About, "nosotros"), (Role::Legal, "aviso-legal")]),
    ("it", [(Role::Contact, "contatti"), (Role::Offer, "servizi"), (Role::About, "chi-siamo"), (Role::Legal, "privacy")]),
    ("nl", [(Role::Contact, "contact"), (Role::Offer, "diensten"), (Role::About, "over-ons"), (Role::Legal, "privacy")]),
    ("pt", [(Role::Contact, "contato"), (Role::Offer, "servicos"), (Role::About, "sobre"), (Role::Legal, "privacidade")]),
    ("", [(Role::Contact, "contact"), (Role::Offer, "services"), (Role::About, "about"), (Role::Pricing, "pricing")]),
];

impl Frontier {
    /// Addresses of kinds of page that were not read, spelled as this site spells its own. Empty where the pages link to one another.
    pub(crate) fn guesses(&self, pages: &[Page]) -> Vec<Candidate> {
        let Some(home) = pages.first().and_then(|page| Url::parse(&page.url).ok()) else { return Vec::new() };
        if own_links(pages, &home) > LINKS_MAX || pages.iter().map(|page| page.visible_words).fold(0, u32::saturating_add) > WORDS_MAX {
            return Vec::new();
        }
        let of_host = urls::host(&home).rsplit('.').next().map(|end| if matches!(end, "at" | "ch") { "de" } else { end }.to_owned());
        let language = self.language().map(str::to_owned).or(of_host).unwrap_or_default();
        let names = NAMES.iter().find(|(tag, _)| *tag == language).or(NAMES.last()).map(|(_, names)| names.as_slice()).unwrap_or_default();
        let ending = ending(pages);
        let missing = names.iter().filter(|(role, _)| !pages.iter().any(|page| page.role == *role));
        missing.filter_map(|(role, name)| Some(Candidate::guessed(home.join(&format!("{name}{ending}")).ok()?, *role))).collect()
    }
}

fn own_links(pages: &[Page], home: &Url) -> usize {
    let links = pages.iter().flat_map(|page| &page.links).filter_map(|link| urls::resolve(home, link.href.as_deref()?));
    let keys: std::collections::BTreeSet<String> = links.filter(|url| urls::same_site(url, home)).map(|url| urls::key(&url)).collect();
    keys.len()
}

/// What the addresses of most pages end in: `.htm`, or nothing.
fn ending(pages: &[Page]) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter().skip(1) {
        let path = Url::parse(&page.url).map(|url| url.path().to_owned()).unwrap_or_default();
        let ending = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| format!(".{ending}")).filter(|ending| ending.len() <= 6);
        *counts.entry(ending.unwrap_or_default()).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(ending, _)| ending).unwrap_or_default()
}
