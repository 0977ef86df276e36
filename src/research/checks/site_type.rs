//! What kind of site it is, which decides what may be asked of it. Points from structured data, markers and words; the most wins.

use std::collections::BTreeSet;

use super::lexicon;
use super::markup::{objects, types};
use super::site::{seen_blocks, seen_links};
use super::text::{self, Folded};
use crate::model::dossier::Dossier;
use crate::model::finding::SiteType;
use crate::model::page::{Page, Role};
use crate::model::profile::Profile;

/// A type needs this many points, or the site is just a business.
const POINTS_NEEDED: u32 = 3;

const SHOP_WORDS: &[&str] = &[
    "add to cart",
    "add to basket",
    "cart",
    "basket",
    "checkout",
    "my bag",
    "in den warenkorb",
    "warenkorb",
    "kasse",
    "ajouter au panier",
    "panier",
    "añadir al carrito",
    "carrito",
    "aggiungi al carrello",
    "carrello",
    "in winkelwagen",
    "winkelwagen",
    "adicionar ao carrinho",
    "carrinho",
    "カートに入れる",
    "カート",
];
const SHOP_MARKERS: &[&str] = &["woocommerce", "cdn.shopify.com", "prestashop", "magento", "bigcommerce", "shopware", "opencart", "snipcart", "ecwid"];
const SAAS_WORDS: &[&str] = &[
    "free trial",
    "start free trial",
    "start your free trial",
    "sign up",
    "sign up free",
    "log in",
    "login",
    "api",
    "api docs",
    "integrations",
    "changelog",
    "request a demo",
    "book a demo",
    "watch demo",
    "pricing",
    "features",
    "docs",
    "status",
    "kostenlos testen",
    "essai gratuit",
    "prueba gratis",
];
const LOCAL_WORDS: &[&str] = &[
    "opening hours",
    "opening times",
    "our hours",
    "hours",
    "find us",
    "directions",
    "get directions",
    "call us",
    "visit us",
    "walk ins",
    "appointments",
    "service area",
    "öffnungszeiten",
    "anfahrt",
    "sprechzeiten",
    "sprechstunden",
    "termine",
    "horaires",
    "horaires d ouverture",
    "nous trouver",
    "horario",
    "horarios",
    "dónde estamos",
    "orari",
    "orari di apertura",
    "dove siamo",
    "openingstijden",
    "route",
    "horário de funcionamento",
    "onde estamos",
    "営業時間",
    "診療時間",
    "アクセス",
    "交通案内",
    "診療",
];
/// Trades that serve the place where they are, as their titles name them.
const LOCAL_TRADES: &[&str] = &[
    "restaurant",
    "pizza*",
    "bakery",
    "café",
    "cafe",
    "bistro",
    "bar",
    "hair salon",
    "barber*",
    "dentist*",
    "dental",
    "clinic",
    "physio*",
    "osteopath*",
    "veterinary",
    "plumb*",
    "electrician*",
    "roofing",
    "joinery",
    "carpent*",
    "landscap*",
    "garage",
    "florist",
    "hotel",
    "guesthouse",
    "law firm",
    "solicitors",
    "attorney*",
    "praxis",
    "zahnarzt*",
    "physiotherapie",
    "friseur*",
    "bäckerei",
    "metzgerei",
    "gasthof",
    "gasthaus",
    "heizung*",
    "sanitär*",
    "elektro*",
    "tischlerei",
    "schreinerei",
    "malerbetrieb",
    "dachdecker*",
    "installation*",
    "rechtsanw*",
    "kanzlei",
    "boulangerie",
    "coiffeur",
    "plombier",
    "menuiserie",
    "cabinet dentaire",
    "avocat*",
    "abogad*",
    "dentista",
    "clínica",
    "peluquería",
    "fontanero*",
    "panadería",
    "ristorante",
    "parrucchiere",
    "idraulico",
    "tandarts",
    "kapper",
    "loodgieter",
    "bakkerij",
    "restaurante",
    "encanador",
    "cleaning",
    "locksmith*",
    "pest control",
    "law office*",
    "lawyer*",
    "gebäudereinigung",
    "reinigung",
    "rechtsanwaltskanzlei",
    "anwaltskanzlei",
    "steuerberater*",
    "schlüsseldienst",
    "umzüge",
    "gartenbau",
    "nettoyage",
    "dératisation",
    "serrurier*",
    "électricien*",
    "paysagiste*",
    "institut de beauté",
    "estudio jurídico",
    "estudio legal",
    "bufete",
    "cerrajer*",
    "electricista*",
    "limpiezas",
    "studio legale",
    "impresa di pulizie",
    "advogad*",
    "advocaten*",
    "法律事務所",
    "医院",
    "クリニック",
    "歯科",
    "美容室",
    "整骨院",
    "食堂",
];
const PORTFOLIO_WORDS: &[&str] = &[
    "portfolio",
    "my work",
    "selected work",
    "my projects",
    "about me",
    "hire me",
    "resume",
    "cv",
    "mes projets",
    "meine arbeiten",
    "mis proyectos",
    "lebenslauf",
];

/// Judges from what was read; ties go to the type named first in the table.
#[must_use]
pub fn site_type(dossier: &Dossier, profile: &Profile) -> SiteType {
    let points = [
        (SiteType::Shop, shop(dossier)),
        (SiteType::LocalService, local(dossier, profile)),
        (SiteType::Saas, saas(dossier)),
        (SiteType::Content, content(dossier)),
        (SiteType::Portfolio, portfolio(dossier)),
    ];
    let best = points.iter().enumerate().max_by_key(|(n, (_, points))| (*points, std::cmp::Reverse(*n)));
    match best {
        Some((_, (kind, points))) if *points >= POINTS_NEEDED => *kind,
        _ => SiteType::Business,
    }
}

fn typed(dossier: &Dossier, wanted: impl Fn(&str) -> bool) -> bool {
    let blocks = dossier.pages.iter().flat_map(|page| &page.json_ld).filter_map(|block| block.value.as_ref());
    blocks.flat_map(objects).any(|object| types(object).any(&wanted))
}

/// Different words of the list that links, buttons and headings of the site say, at most `max`.
fn said(dossier: &Dossier, words: &[&'static str], max: u32) -> u32 {
    let mut found: BTreeSet<&str> = BTreeSet::new();
    for page in dossier.pages.iter() {
        let labels = seen_links(page).map(|link| link.text.as_str()).chain(page.buttons.iter().take(500).map(|button| button.name.as_str()));
        for label in labels.chain(page.headings.iter().take(500).map(|heading| heading.text.as_str())).filter(|label| label.len() < 80) {
            found.extend(Folded::new(label).has_any(words));
        }
    }
    u32::try_from(found.len()).unwrap_or(max).min(max)
}

fn shop(dossier: &Dossier) -> u32 {
    let marked = dossier.pages.iter().any(|page| {
        let addresses =
            page.scripts.iter().take(200).filter_map(|script| script.src.as_deref()).chain(page.head_links.iter().filter_map(|link| link.href.as_deref()));
        addresses.chain(page.metas.iter().filter(|meta| meta.name == "generator").map(|meta| meta.content.as_str())).any(|address| {
            let address = text::head(address, 500).to_ascii_lowercase();
            SHOP_MARKERS.iter().any(|marker| address.contains(marker))
        })
    });
    let typed = typed(dossier, |name| matches!(name, "OnlineStore"));
    u32::from(typed) * 3 + u32::from(marked) * 2 + said(dossier, SHOP_WORDS, 2) * 2
}

fn local(dossier: &Dossier, profile: &Profile) -> u32 {
    // Some site builders put an entry without a value on every site.
    let filled = |value: &serde_json::Value| value.as_str().map_or(!value.is_null(), |text| !text.trim().is_empty());
    let tells = |object: &serde_json::Map<String, serde_json::Value>| ["address", "telephone", "geo"].iter().any(|name| object.get(*name).is_some_and(filled));
    let entries = dossier.pages.iter().flat_map(|page| &page.json_ld).filter_map(|block| block.value.as_ref()).flat_map(objects);
    let typed = entries
        .filter(|object| tells(object))
        .any(|object| types(object).any(|name| lexicon::LOCAL_BUSINESS_TYPES.contains(&name) && name != "ProfessionalService"));
    let reachable = !profile.phones.is_empty() && !profile.addresses.is_empty();
    let trade = dossier.pages.first().is_some_and(|home| {
        let named = home
            .titles
            .iter()
            .take(1)
            .map(String::as_str)
            .chain(home.headings.iter().filter(|heading| heading.level == 1).map(|heading| heading.text.as_str()));
        named.chain(profile.name.iter().map(|fact| fact.value.as_str())).any(|text| Folded::new(text).has_any(LOCAL_TRADES).is_some())
    });
    // A trade that serves a place, and somebody to call there.
    let called = trade && !profile.phones.is_empty();
    u32::from(trade) * 2
        + u32::from(called)
        + u32::from(typed) * 4
        + u32::from(!profile.hours.is_empty()) * 2
        + u32::from(reachable)
        + said(dossier, LOCAL_WORDS, 2)
        + heading_of_hours(dossier)
}

/// Opening hours stand in the text, whatever the label is made of.
fn heading_of_hours(dossier: &Dossier) -> u32 {
    let hours = |text: &str| {
        text.len() < 400
            && Folded::new(text)
                .has_any(&["opening hours", "öffnungszeiten", "sprechzeiten", "horaires d ouverture", "horario", "営業時間", "診療時間", "openingstijden"])
                .is_some()
    };
    u32::from(dossier.pages.iter().any(|page| seen_blocks(page).any(|block| hours(&block.text))))
}

fn saas(dossier: &Dossier) -> u32 {
    let typed = typed(dossier, |name| matches!(name, "SoftwareApplication" | "WebApplication" | "MobileApplication"));
    let signup = dossier.pages.iter().flat_map(seen_links).any(|link| {
        let href = text::head(link.href.as_deref().unwrap_or_default(), 300).to_ascii_lowercase();
        ["/signup", "/sign-up", "//app.", "/trial"].iter().any(|part| href.contains(part))
    });
    u32::from(typed) * 3 + u32::from(signup) * 2 + said(dossier, SAAS_WORDS, 3).saturating_sub(1)
}

fn content(dossier: &Dossier) -> u32 {
    let posts = dossier.pages.iter().filter(|page| page.role == Role::Post).count();
    let articles = typed(dossier, |name| matches!(name, "NewsArticle" | "NewsMediaOrganization" | "Blog"));
    let sells = dossier.pages.iter().any(|page: &Page| matches!(page.role, Role::Offer | Role::Pricing));
    u32::from(articles) * 2 + u32::from(posts * 2 > dossier.pages.len()) * 3 + u32::from(posts > 0 && !sells)
}

fn portfolio(dossier: &Dossier) -> u32 {
    let person = typed(dossier, |name| name == "Person") && !typed(dossier, |name| name == "Organization" || lexicon::LOCAL_BUSINESS_TYPES.contains(&name));
    u32::from(person) + said(dossier, PORTFOLIO_WORDS, 3).saturating_sub(1) * 2
}
