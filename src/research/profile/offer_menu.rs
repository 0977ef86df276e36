//! What the menus of a site say it sells: sub-menus below a label like "Services", and links below a folder of offers.

use url::Url;

use super::offer_heading::opens_offers;
use super::offer_words::TRADES;
use super::{Site, labels, words};
use crate::model::page::{Button, Link, Page, Region, Role};

/// Folder names that hold the offer.
const FOLDERS: &[&str] = &[
    "service",
    "services",
    "product",
    "products",
    "solution",
    "solutions",
    "leistung",
    "leistungen",
    "angebot",
    "angebote",
    "produkt",
    "produkte",
    "prestation",
    "prestations",
    "produit",
    "produits",
    "servicio",
    "servicios",
    "producto",
    "productos",
    "soluciones",
    "practice",
    "practices",
    "treatments",
    "treatment",
    "behandlung",
    "behandlungen",
    "therapie",
    "therapien",
    "capabilities",
    "capability",
    "competences",
    "expertise",
    "expertises",
    "savoir",
    "what",
    "shop",
    "catalog",
    "catalogue",
    "servizi",
    "prodotti",
    "diensten",
    "producten",
    "tjenester",
    "servicos",
    "serviços",
    "produtos",
    "courses",
    "kurse",
    "formations",
    "cursos",
    "corsi",
    "programs",
    "programmes",
    "診療",
    "事業",
    "サービス",
    "製品",
];
/// Menus that sort the same offer by who buys it, or tell of the company.
const NOT_OFFERS: &[&str] = &[
    "industr",
    "who we serve",
    "by role",
    "by size",
    "branchen",
    "secteur",
    "sector",
    "use case",
    "resource",
    "company",
    "about",
    "location",
    "area",
    "partner",
    "learn",
    "support",
    "customer",
    "unternehmen",
    "über",
    "entreprise",
    "empresa",
    "ressourc",
    "recurso",
];

/// A link of a menu that names an offer, and how sure that is.
pub struct Entry<'a> {
    pub page: &'a Page,
    pub link: &'a Link,
    pub score: f64,
}

/// Entries of the first pages, in order; a page's second menu with the same entries counts once more.
pub fn entries<'a>(site: &Site<'a>) -> Vec<Entry<'a>> {
    let folders = folders(site);
    let hubs = hubs(site);
    let mut found = Vec::new();
    for page in site.pages.iter().copied().take(3) {
        let menu: Vec<&Link> = page.links.iter().filter(|link| !link.hidden && matches!(link.region, Region::Nav | Region::Header)).collect();
        let other = |link: &Link| own_page(site, link).is_some_and(|url| is_home(site, &url) || is_other_page(site, &url));
        let owned = owners(&menu, &page.buttons, &hubs, &other);
        for link in page.links.iter().filter(|link| !link.hidden && link.region != Region::Aside) {
            let Some(url) = own_page(site, link) else { continue };
            let in_menu = matches!(link.region, Region::Nav | Region::Header);
            let below = below(&url, &folders);
            let owner = owned.iter().find(|(entry, _)| std::ptr::eq(*entry, link)).map(|(_, owner)| *owner);
            let score = match (owner, below) {
                (Some(Owner::Offers), _) if !is_other_page(site, &url) => 0.82,
                (Some(Owner::Offer), _) => 0.64,
                (Some(Owner::Other), _) => continue,
                (_, Some(1)) => {
                    if in_menu {
                        0.8
                    } else {
                        0.7
                    }
                }
                // a page below another page of the folder is a part of that offer
                (_, Some(_)) => 0.64,
                _ => continue,
            };
            found.push(Entry { page, link, score });
        }
    }
    found
}

/// What stands above an entry of a sub-menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// A label like "Services".
    Offers,
    /// An entry that is an offer itself.
    Offer,
    /// Industries, company, resources.
    Other,
}

/// The owner of each entry that stands in a sub-menu. Links of one list share their path but for the number of the item; a list whose path holds the
/// item of the link before it hangs below that link, and a list whose first entry leads to the offers' own page belongs to it.
fn owners<'l>(menu: &[&'l Link], buttons: &[Button], hubs: &[String], other: &dyn Fn(&Link) -> bool) -> Vec<(&'l Link, Owner)> {
    let mut out: Vec<(&Link, Owner)> = Vec::new();
    let mut open: Vec<(&str, Option<Owner>)> = Vec::new();
    let mut previous: Option<&Link> = None;
    for link in menu.iter().copied() {
        let path = list_of(&link.locator);
        match open.iter().position(|(known, _)| *known == path) {
            Some(at) => open.truncate(at + 1),
            None => {
                let above = previous.filter(|above| hangs_below(path, &above.locator));
                let owner = above.map(|above| owner_of(&above.text, out.iter().find(|(entry, _)| std::ptr::eq(*entry, above)).map(|(_, owner)| *owner)));
                // or below a button that opens it
                let opened = || buttons.iter().find(|button| hangs_below(path, &button.locator)).map(|button| owner_of(&button.name, None));
                let owner = owner.or_else(opened);
                if owner.is_none() {
                    open.clear();
                }
                let owner = owner.map(|owner| if for_whom(menu, path) { Owner::Other } else { owner });
                let led = || {
                    let list = || menu.iter().filter(|link| list_of(&link.locator) == path);
                    // the main menu begins with the offers, too, and goes on to the company
                    let first = list().next().filter(|_| !list().any(|link| other(link)));
                    first.filter(|first| !opens_offers(&first.text) && is_hub(first, hubs)).map(|_| Owner::Offers)
                };
                open.push((path, owner.or_else(led)));
            }
        }
        if let Some(owner) = open.last().and_then(|(_, owner)| *owner) {
            out.push((link, owner));
        }
        previous = Some(link);
    }
    out
}

/// A menu's list of trades and customers.
fn for_whom(menu: &[&Link], path: &str) -> bool {
    let list: Vec<&str> = menu.iter().filter(|link| list_of(&link.locator) == path).map(|link| link.text.as_str()).collect();
    names_trades(&list)
}

/// A list of trades and customers rather than of what is sold to them.
pub fn names_trades(list: &[&str]) -> bool {
    let named = list.iter().filter(|text| TRADES.contains(&text.trim().to_lowercase().as_str())).count();
    named >= 2 && named * 3 >= list.len()
}

fn owner_of(above: &str, its_own: Option<Owner>) -> Owner {
    let lower = above.to_lowercase();
    match its_own {
        Some(Owner::Offers) => Owner::Offer,
        Some(owner) => owner,
        None if words::has_any(&lower, NOT_OFFERS) => Owner::Other,
        None if opens_offers(above) => Owner::Offers,
        None => Owner::Other,
    }
}

fn is_hub(link: &Link, hubs: &[String]) -> bool {
    link.href.as_deref().is_some_and(|href| hubs.iter().any(|hub| hub == href.trim_end_matches('/')))
}

/// Addresses that a menu leads to by a label like "Our services".
pub fn hubs(site: &Site) -> Vec<String> {
    let mut hubs: Vec<String> = Vec::new();
    for page in site.pages.iter().take(3) {
        let first = page.role == Role::Home;
        for link in page.links.iter().filter(|link| !link.hidden && (first || matches!(link.region, Region::Nav | Region::Header | Region::Footer))) {
            let Some(href) = link.href.as_deref().map(|href| href.trim_end_matches('/').to_owned()) else { continue };
            let home = site.home().is_some_and(|home| home.url.trim_end_matches('/') == href);
            if !home
                && own_page(site, link).is_some()
                && opens_offers(&link.text)
                && !words::has_any(&link.text.to_lowercase(), NOT_OFFERS)
                && !hubs.contains(&href)
            {
                hubs.push(href);
            }
        }
    }
    // or a page that calls itself so
    for page in site.pages.iter().filter(|page| matches!(page.role, Role::Offer | Role::Other)) {
        let title = page
            .titles
            .first()
            .map_or("", |title| title.split(['|', '｜', '–', '—', ':']).next().unwrap_or_default().split(" - ").next().unwrap_or_default().trim());
        let heading = page.headings.iter().find(|heading| heading.level == 1).map_or("", |heading| heading.text.as_str());
        // or begins with a line that says so
        let first =
            page.main_blocks().next().filter(|block| page.role == Role::Offer && block.text.chars().count() <= 40).map_or("", |block| block.text.as_str());
        let address = page.url.trim_end_matches('/').to_owned();
        if (opens_offers(title) || opens_offers(heading) || opens_offers(first)) && !hubs.contains(&address) {
            hubs.push(address);
        }
    }
    hubs
}

/// The path without the number of its last item: `nav:1>ul:1>li`.
fn list_of(locator: &str) -> &str {
    let at = locator.rfind(">li:").or_else(|| locator.rfind(">a:")).unwrap_or(locator.len());
    locator.get(..at).unwrap_or(locator)
}

/// The item that the link stands in: `li:3>`.
fn item_of(locator: &str) -> Option<&str> {
    let at = locator.rfind(">li:")? + 1;
    let end = locator[at..].find('>').map(|end| at + end + 1)?;
    locator.get(at..end)
}

/// Whether a list hangs in the item of that link. Paths are cut to their last steps, so the item may be the first step that is left.
fn hangs_below(path: &str, above: &str) -> bool {
    let Some(item) = item_of(above) else { return false };
    let beside = list_of(above);
    let whole = format!("{}>{item}", beside.rsplit('>').next().unwrap_or_default());
    let rest = |path: &str| path.split_once('>').map(|(first, rest)| (first.starts_with("li:"), rest.to_owned()));
    path.contains(&whole) || (path.starts_with(item) && rest(path) != rest(beside))
}

fn own_page(site: &Site, link: &Link) -> Option<Url> {
    let url = Url::parse(link.href.as_deref()?).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| site.is_own_host(host))).then_some(url)
}

fn is_home(site: &Site, url: &Url) -> bool {
    site.home().is_some_and(|home| home.url.trim_end_matches('/') == url.as_str().trim_end_matches('/'))
}

/// A page that was read and is about something else.
fn is_other_page(site: &Site, url: &Url) -> bool {
    let path = url.as_str().trim_end_matches('/');
    site.pages
        .iter()
        .any(|page| page.url.trim_end_matches('/') == path && matches!(page.role, Role::Contact | Role::Legal | Role::Careers | Role::About | Role::Post))
}

/// First folders of the site whose pages are offers: `/services/`, `/leistungen/`.
fn folders(site: &Site) -> Vec<String> {
    let mut folders = Vec::new();
    for link in site.pages.iter().flat_map(|page| &page.links) {
        let Some(url) = own_page(site, link) else { continue };
        let first = url.path_segments().and_then(|mut segments| segments.next().map(str::to_lowercase)).unwrap_or_default();
        // where the company comes, not what it does
        let other = ["areas-", "service-area", "-location", "product-categor", "product-tag", "shop-"].iter().any(|mark| first.contains(mark));
        let folder = format!("/{first}/");
        if !other && first.split(['-', '_', '.']).next().is_some_and(|word| FOLDERS.contains(&word)) && !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    folders
}

/// How many steps below such a folder an address is; a page of a list or a filter is none.
fn below(url: &Url, folders: &[String]) -> Option<usize> {
    let path = url.path().to_lowercase();
    let rest = folders.iter().find_map(|folder| path.strip_prefix(folder.as_str()))?;
    let steps: Vec<&str> = rest.split('/').filter(|step| !step.is_empty() && !step.starts_with("index.")).collect();
    let listed =
        steps.iter().any(|step| matches!(*step, "page" | "tag" | "tags" | "category" | "feed" | "author" | "cart" | "checkout") || labels::is_furniture(step));
    (!steps.is_empty() && !listed).then_some(steps.len())
}
