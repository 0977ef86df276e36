//! Pages below the company's own address that belong to somebody else: a client's site shown as a sample, a template left on the server.

use super::words;
use crate::model::dossier::Dossier;
use crate::model::page::{Page, Region, Role};

/// Links of a menu of its own.
const MENU_MIN: usize = 3;
/// A shorter label of the domain stands in too many words by chance.
const LABEL_MIN: usize = 4;

/// Whether the page is a guest: it has a menu of its own, leads to no other page of the site outside its folder, and shows neither the site's name nor
/// one of the contacts of its other pages. Frames, landing pages and pages without a menu are the company's. `label`: the domain's own label.
pub fn is_guest(page: &Page, dossier: &Dossier, label: &str) -> bool {
    let Some(home) = dossier.pages.first() else { return false };
    if page.role == Role::Home || page.url == home.url || page.frames.iter().any(|frame| !frame.inline) {
        return false;
    }
    let folder = page.url.rfind('/').map_or(page.url.as_str(), |at| &page.url[..=at]);
    // beside the home page all pages share its folder
    let below = (!home.url.starts_with(folder)).then_some(folder);
    let stays = |href: &str| trim(href) == trim(&page.url) || below.is_some_and(|folder| href.starts_with(folder));
    let other = |href: &str| dossier.pages.iter().any(|read| trim(&read.url) == trim(href)) || root_of(&home.url).is_some_and(|root| trim(href) == root);
    let hrefs = || page.links.iter().filter_map(|link| link.href.as_deref());
    if hrefs().any(|href| !stays(href) && other(href)) {
        return false;
    }
    let menu = page.links.iter().filter(|link| !link.hidden && matches!(link.region, Region::Nav | Region::Header));
    if menu.filter(|link| link.href.as_deref().is_some_and(stays)).take(MENU_MIN).count() < MENU_MIN {
        return false;
    }
    // several frames inside a page show samples
    let framed = |read: &Page| {
        read.frames.iter().any(|frame| (!frame.inline || read.frames.len() == 1) && frame.src.as_deref().is_some_and(|src| trim(src) == trim(&page.url)))
    };
    !dossier.pages.iter().any(framed) && !names(page, label) && !shares_contact(page, dossier)
}

fn trim(url: &str) -> &str {
    url.trim_end_matches("index.html").trim_end_matches('/')
}

fn root_of(url: &str) -> Option<&str> {
    let host = url.find("://")? + 3;
    Some(url[host..].find('/').map_or(url, |at| &url[..host + at]))
}

/// The label of the domain stands in its texts or titles, however it is spelled.
fn names(page: &Page, label: &str) -> bool {
    let label = words::key(label);
    let says = |text: &str| words::key(text).contains(&label);
    label.len() < LABEL_MIN || page.titles.iter().any(|title| says(title)) || page.blocks.iter().any(|block| says(&block.text))
}

/// A mailbox or a number of another page.
fn shares_contact(page: &Page, dossier: &Dossier) -> bool {
    let contacts = |page: &Page| -> Vec<String> {
        let hrefs = page.links.iter().filter_map(|link| link.href.as_deref()).filter(|href| href.starts_with("mailto:") || href.starts_with("tel:"));
        let linked = hrefs.map(|href| href.split('?').next().unwrap_or_default().split_once(':').map_or("", |(_, rest)| rest).to_lowercase());
        let written = page.blocks.iter().flat_map(|block| block.text.split_whitespace()).filter(|word| word.contains('@')).map(str::to_lowercase);
        linked.chain(written).map(|contact| contact.chars().filter(|c| c.is_alphanumeric() || *c == '@').collect::<String>()).take(60).collect()
    };
    let here = contacts(page);
    !here.is_empty() && dossier.pages.iter().filter(|read| read.url != page.url).any(|read| contacts(read).iter().any(|contact| here.contains(contact)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{draw, page};
    use crate::model::lead::LeadFields;
    use crate::model::page::Role;

    #[test]
    fn a_clients_page_below_the_own_address_is_not_the_companys() {
        let home = "<title>Kiln Works</title><nav><a href=/>Home</a><a href=/web>Web</a></nav><p><a href=tel:+441632960001>Call</a> <a href=/samples/oven.html>A site that we made</a>";
        let web = "<title>Web</title><nav><a href=/>Home</a><a href=/web>Web</a></nav><p>Sites for bakers.";
        let menu = "<header><nav><a href=#a>About</a><a href=#b>Bread</a><a href=#c>Contact</a></nav></header>";
        let guest = format!("<title>Baker Miller</title>{menu}<main><h1>Bread</h1><p><a href=tel:+441632960002>Call</a></main>");
        let phones = |guest: &str| {
            let pages = vec![
                page("https://kiln.example/", Role::Home, home),
                page("https://kiln.example/web", Role::Other, web),
                page("https://kiln.example/samples/oven.html", Role::Other, guest),
            ];
            draw(pages, &LeadFields::default()).0.phones.into_iter().map(|fact| fact.value.digits).collect::<Vec<_>>()
        };
        assert_eq!(phones(&guest), ["+441632960001"]);
        // a landing page that names the company, and one that leads back, are its own
        for own in [guest.replace("Baker Miller", "Bread by Kiln"), guest.replace("<main>", "<main><a href=/>Home</a>"), guest.replace(menu, "")] {
            assert_eq!(phones(&own).len(), 2, "{own}");
        }
    }
}
