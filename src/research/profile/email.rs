//! E-mail addresses of the company: from `mailto:` links (image maps and coded addresses too), visible text and JSON-LD.

use std::sync::LazyLock;

use regex::Regex;

use super::{Candidate, Site, facts, host_of, in_line, in_meta, is_notice, registrable, seen, sight, words};
use crate::model::evidence::Kind;
use crate::model::page::{BlockKind, Page, Region, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

const EMAILS_MAX: usize = 10;
const LINKING_PAGES_MIN: usize = 3;

static ADDRESS: LazyLock<Option<Regex>> =
    LazyLock::new(|| words::pattern(r"[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){0,4}\.[A-Za-z]{2,24}"));
static SPELLED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)([a-z0-9][a-z0-9._%+\-]{0,63}) ?(?:[\[({<]\s?(?:at|ät|@|arobase|arroba|chiocciola|apenstaartje)\s?[\])}>]|\s(?:at|ät|arobase|arroba|chiocciola)\s) ?([a-z0-9\-]{1,63}(?:(?:\.| ?[\[({<]\s?(?:dot|punkt|point|punto|\.)\s?[\])}>] ?|\s(?:dot|punkt|point|punto)\s)[a-z0-9\-]{2,63}){1,3})",
    )
});

static DOT: LazyLock<Option<Regex>> =
    LazyLock::new(|| words::pattern(r"(?i) ?[\[({<]\s?(?:dot|punkt|point|punto|\.)\s?[\])}>] ?|\s(?:dot|punkt|point|punto)\s"));
/// An address that a script puts together from two pieces: `'info' + '@' + 'kiln.example'`.
static SCRIPTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r#"['"](?:mailto:)?([A-Za-z0-9][A-Za-z0-9._%+\-]{0,63})['"]\s*\+\s*(?:['"](?:@|&#64;|\\x40|%40)['"]|String\.fromCharCode\(64\))\s*\+\s*['"]([A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{2,63}){1,4})['"]"#,
    )
});

/// At most ten, the company's own domain first.
pub fn emails(site: &Site, name: &str, ledger: &mut Ledger) -> Vec<Fact<String>> {
    let mut found: Vec<Candidate<String>> = Vec::new();
    for thing in &site.things {
        let points = thing.objects("contactPoint").into_iter().filter_map(|point| point.get("email").and_then(|value| value.as_str()));
        for email in thing.texts("email").into_iter().chain(points) {
            let address = email.trim().trim_start_matches("mailto:");
            if let Some(score) = judge(site, name, thing.page, address, Region::Footer, "") {
                sight(&mut found, address.to_lowercase(), score, || address.to_owned(), || in_meta(thing.page, "json-ld: email", email, address));
            }
        }
    }
    for page in &site.pages {
        in_links(site, name, page, &mut found);
        in_text(site, name, page, &mut found);
        in_scripts(site, page, &mut found);
    }
    drop_glued(&mut found);
    let least = if found.iter().any(|candidate| candidate.score >= 0.58) { 0.55 } else { 0.44 };
    facts(found, least, EMAILS_MAX, ledger)
}

/// An address that ran into what stood before it, `12 34info@…`, where the site has it alone too.
fn drop_glued(found: &mut Vec<Candidate<String>>) {
    let keys: Vec<String> = found.iter().map(|known| known.key.clone()).collect();
    let glued = |key: &str| {
        keys.iter().any(|other| key.len() > other.len() && key.ends_with(other.as_str()) && !key[..key.len() - other.len()].ends_with(['.', '-', '_', '+']))
    };
    found.retain(|known| !glued(&known.key));
}

fn in_links(site: &Site, name: &str, page: &Page, found: &mut Vec<Candidate<String>>) {
    for link in page.links.iter().filter(|link| !link.hidden) {
        let Some(target) = link.href.as_deref().and_then(|href| href.get(..7).filter(|head| head.eq_ignore_ascii_case("mailto:")).and(href.get(7..))) else {
            continue;
        };
        for address in target.split('?').next().unwrap_or_default().replace("%20", " ").replace("%40", "@").split([',', ';']) {
            let address = address.trim();
            if !is_whole(address) {
                continue;
            }
            let block = seen(page).find(|block| block.text.contains(address));
            let context = block.filter(|block| block.text.len() < 2_000).map_or(link.text.as_str(), |block| block.text.as_str());
            let Some(score) = judge(site, name, page, address, link.region, context) else { continue };
            sight(
                found,
                address.to_lowercase(),
                score + 0.05,
                || address.to_owned(),
                || match block {
                    Some(block) => in_line(page, block, address),
                    None if link.raw_href.contains(address) => Note::on(page, Kind::Html, link.locator.clone()).quote(link.raw_href.clone()),
                    // coded on the page: seen, but not in these letters
                    None => Note::on(page, Kind::Html, link.locator.clone()).observed(address),
                },
            );
        }
    }
}

/// The word with which old pages break up an address for robots, hidden from readers by a style sheet: `info<i>null</i>@<i>null</i>kiln.example`.
const MASK: &str = "null";

fn in_text(site: &Site, name: &str, page: &Page, found: &mut Vec<Candidate<String>>) {
    for block in seen(page).filter(|block| block.kind != BlockKind::Quote) {
        if block.text.contains('@') {
            for hit in ADDRESS.iter().flat_map(|re| re.find_iter(&block.text)).take(20) {
                let address = hit.as_str();
                if address.contains(&format!("{MASK}@")) || address.contains(&format!("@{MASK}")) {
                    let bare = address.replace(MASK, "");
                    if let Some(score) = judge(site, name, page, &bare, block.region, &block.text).filter(|_| is_whole(&bare)) {
                        let note = in_line(page, block, address).observed(bare.clone());
                        sight(found, bare.to_lowercase(), score - 0.05, || bare.clone(), || note);
                    }
                    continue;
                }
                if let Some(score) = judge(site, name, page, address, block.region, &block.text) {
                    sight(found, address.to_lowercase(), score, || address.to_owned(), || in_line(page, block, address));
                }
            }
        }
        let coded = block.text.contains(['[', '(', '{', '<']);
        if !coded && !words::has_any(&block.text.to_lowercase(), &[" at ", " ät ", " arobase ", " arroba ", " chiocciola "]) {
            continue;
        }
        for hit in SPELLED.iter().flat_map(|re| re.captures_iter(&block.text)).take(5) {
            let (Some(whole), Some(local), Some(host)) = (hit.get(0), hit.get(1), hit.get(2)) else { continue };
            let host = DOT.as_ref().map(|re| re.replace_all(host.as_str(), ".").into_owned()).unwrap_or_default();
            // words without brackets are an address only where they spell the company's own
            let spelled = DOT.as_ref().is_some_and(|re| re.is_match(hit.get(2).map_or("", |host| host.as_str())));
            let bracketed = whole.as_str().contains(['[', '(', '{', '<']);
            let own = spelled && site.is_own_host(&host);
            if !bracketed && !own {
                continue;
            }
            let address = format!("{}@{}", local.as_str(), host.replace(' ', ""));
            if let Some(score) = judge(site, name, page, &address, block.region, &block.text).filter(|_| is_whole(&address)) {
                let note = Note::on(page, Kind::Text, block.locator.clone()).quote(words::part_of_line(&block.text, whole.as_str())).observed(address.clone());
                sight(found, address.to_lowercase(), score - 0.1, || address.clone(), || note);
            }
        }
    }
}

/// Certain only where the pieces make an address of the company's own domain.
fn in_scripts(site: &Site, page: &Page, found: &mut Vec<Candidate<String>>) {
    for (at, script) in page.scripts.iter().enumerate() {
        let Some(text) = script.inline.as_deref().filter(|text| text.contains("@") || text.contains("64")) else { continue };
        for hit in SCRIPTED.iter().flat_map(|re| re.captures_iter(text)).take(5) {
            let (local, host) = (&hit[1], &hit[2]);
            let address = format!("{local}@{host}");
            if site.is_own_host(host) && is_whole(&address) && !is_placeholder(&local.to_lowercase(), &host.to_lowercase()) {
                let note = Note::on(page, Kind::Html, format!("script {}", at + 1)).observed(address.clone());
                sight(found, address.to_lowercase(), 0.8, || address.clone(), || note);
            }
        }
    }
}

fn is_whole(address: &str) -> bool {
    ADDRESS.as_ref().and_then(|re| re.find(address)).is_some_and(|hit| hit.as_str() == address)
}

/// A text that asks the reader to write.
const ASKS: &[&str] =
    &["contact", "email", "e-mail", "write to", "reach ", "kontakt", "schreib", "écri", "courriel", "correo", "escrib", "scriv", "連絡", "問い合わせ"];

/// How sure we are that this address is the company's own; `None` when it is not.
fn judge(site: &Site, name: &str, page: &Page, address: &str, region: Region, context: &str) -> Option<f64> {
    let lower = address.to_lowercase();
    let (local, host) = lower.split_once('@')?;
    if is_placeholder(local, host) {
        return None;
    }
    let context = context.to_lowercase();
    let furniture = matches!(region, Region::Footer | Region::Header | Region::Nav | Region::Aside);
    let privacy = matches!(local, "dpo" | "privacy" | "datenschutz" | "dataprotection" | "gdpr" | "compliance" | "legal" | "abuse" | "rgpd" | "dsgvo");
    if site.is_own_host(host) {
        return Some(if privacy { 0.6 } else { 0.9 });
    }
    let made_by = [
        "webdesign",
        "web design",
        "website by",
        "designed by",
        "developed by",
        "realisation",
        "réalisation",
        "umsetzung",
        "programmierung",
        "hosting",
        "héberg",
        "gehostet",
        "webmaster",
    ];
    if privacy || words::has_any(&context, &made_by) || page.role == Role::Post {
        return None;
    }
    if is_related(site, name, host) {
        return Some(0.85);
    }
    if is_notice(page) {
        return None;
    }
    if page.role == Role::Careers {
        return None;
    }
    match page.role {
        Role::Legal => (is_free_mail(host) && context.len() < 600).then_some(0.6),
        Role::Home | Role::Contact | Role::About => Some(if is_free_mail(host) || furniture { 0.75 } else { 0.6 }),
        _ if (furniture && region != Region::Aside) || is_linked(site, host) => Some(0.6),
        // taken only where the site gives nothing better, and never from a page off its face
        _ if is_free_mail(host) && site.is_near(page) => Some(0.45),
        _ if site.is_near(page) && words::has_any(&context, ASKS) => Some(0.4),
        _ => None,
    }
}

/// Pages of the site link to the mail domain as to a house of its own.
fn is_linked(site: &Site, host: &str) -> bool {
    let mail = registrable(host);
    let leads = |page: &&&Page| page.links.iter().any(|link| link.href.as_deref().and_then(host_of).is_some_and(|host| registrable(&host) == mail));
    !is_free_mail(host) && site.pages.iter().filter(leads).take(LINKING_PAGES_MIN).count() == LINKING_PAGES_MIN
}

/// The mail domain shares its name with the site or the company.
fn is_related(site: &Site, name: &str, host: &str) -> bool {
    let label = words::key(registrable(host).split('.').next().unwrap_or_default());
    let own = words::key(&site.label);
    let name = words::key(name);
    let close = |a: &str, b: &str| a.len() >= 4 && b.len() >= 4 && (a.contains(b) || b.contains(a));
    close(&label, &own) || close(&label, &name)
}

fn is_free_mail(host: &str) -> bool {
    const HOSTS: &[&str] = &[
        "gmail.",
        "googlemail.",
        "yahoo.",
        "hotmail.",
        "outlook.",
        "live.",
        "icloud.",
        "aol.",
        "gmx.",
        "web.de",
        "t-online.",
        "orange.fr",
        "wanadoo.",
        "free.fr",
        "laposte.",
        "sfr.",
        "proton",
        "mail.ru",
        "yandex.",
        "163.com",
        "qq.com",
        "naver.",
        "libero.",
        "bluewin.",
        "me.com",
        "msn.",
        "comcast.",
        "verizon.",
        "att.net",
        "btinternet.",
        "freenet.",
        "aon.at",
    ];
    HOSTS.iter().any(|free| host.starts_with(free))
}

/// Addresses that stand for an address, in forms and samples, or are file names.
fn is_placeholder(local: &str, host: &str) -> bool {
    const HOSTS: &[&str] = &[
        "example.com",
        "example.org",
        "example.net",
        "company.com",
        "domain.com",
        "yourdomain.com",
        "yourcompany.com",
        "email.com",
        "mysite.com",
        "website.com",
        "test.com",
        "site.com",
        "sentry.io",
        "wixpress.com",
        "acme.com",
        "mail.com",
        "domain.tld",
        "firma.de",
        "beispiel.de",
        "exemple.com",
        "exemple.fr",
        "ejemplo.com",
        "mydomain.com",
        "yoursite.com",
        "address.com",
        "schema.org",
        "business.com",
        "entreprise.com",
        "empresa.com",
        "unternehmen.de",
        "correo.com",
        "youremail.com",
    ];
    const LOCALS: &[&str] = &[
        "you",
        "your",
        "yourname",
        "your.name",
        "youremail",
        "your.email",
        "name",
        "user",
        "username",
        "firstname.lastname",
        "first.last",
        "john.doe",
        "jane.doe",
        "johndoe",
        "janedoe",
        "max.mustermann",
        "mustermann",
        "xxx",
        "xx",
        "someone",
        "somebody",
        "email",
        "e-mail",
        "nom",
        "prenom.nom",
        "tu",
        "tucorreo",
        "vous",
        "votre",
        "votre.nom",
        "noreply",
        "no-reply",
        "donotreply",
        "test",
    ];
    let file =
        host.rsplit('.').next().is_some_and(|end| matches!(end, "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp" | "css" | "js" | "avif" | "html" | "php"));
    let label = host.split('.').next().unwrap_or_default();
    let sample = [
        "sample",
        "yourdomain",
        "yourcompany",
        "yoursite",
        "yourwebsite",
        "companyname",
        "domainname",
        "sitename",
        "mycompany",
        "mydomain",
        "demo",
        "placeholder",
    ];
    file || sample.iter().any(|mark| label.starts_with(mark))
        || HOSTS.iter().any(|bad| host == *bad || host.ends_with(&format!(".{bad}")))
        || LOCALS.contains(&local)
        || host.ends_with("sentry.io")
        || host_of(&format!("https://{host}/")).is_none()
}
