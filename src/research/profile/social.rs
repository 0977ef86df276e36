//! Profiles of the company on social networks: a real account path, not a share button, a post or a placeholder.

use url::Url;

use super::{Candidate, Site, facts, in_meta, registrable, sight, words};
use crate::model::evidence::Kind;
use crate::model::page::{Region, Role};
use crate::model::profile::{Fact, Social};
use crate::research::ledger::{Ledger, Note};

const SOCIALS_MAX: usize = 12;

/// Registrable domain → network.
const NETWORKS: &[(&str, &str)] = &[
    ("linkedin.com", "linkedin"),
    ("facebook.com", "facebook"),
    ("fb.com", "facebook"),
    ("fb.me", "facebook"),
    ("instagram.com", "instagram"),
    ("twitter.com", "twitter"),
    ("x.com", "twitter"),
    ("youtube.com", "youtube"),
    ("youtu.be", "youtube"),
    ("tiktok.com", "tiktok"),
    ("pinterest.com", "pinterest"),
    ("pinterest.de", "pinterest"),
    ("pinterest.fr", "pinterest"),
    ("pinterest.co.uk", "pinterest"),
    ("github.com", "github"),
    ("gitlab.com", "gitlab"),
    ("xing.com", "xing"),
    ("wa.me", "whatsapp"),
    ("whatsapp.com", "whatsapp"),
    ("t.me", "telegram"),
    ("telegram.me", "telegram"),
    ("yelp.com", "yelp"),
    ("tripadvisor.com", "tripadvisor"),
    ("tripadvisor.co.uk", "tripadvisor"),
    ("tripadvisor.fr", "tripadvisor"),
    ("tripadvisor.de", "tripadvisor"),
    ("vimeo.com", "vimeo"),
    ("vk.com", "vk"),
    ("threads.net", "threads"),
    ("threads.com", "threads"),
    ("bsky.app", "bluesky"),
    ("medium.com", "medium"),
    ("behance.net", "behance"),
    ("dribbble.com", "dribbble"),
    ("discord.gg", "discord"),
    ("discord.com", "discord"),
    ("line.me", "line"),
    ("lin.ee", "line"),
    ("plus.google.com", "google+"),
    ("trustpilot.com", "trustpilot"),
    ("crunchbase.com", "crunchbase"),
    ("soundcloud.com", "soundcloud"),
    ("snapchat.com", "snapchat"),
    ("twitch.tv", "twitch"),
    ("flickr.com", "flickr"),
    ("tumblr.com", "tumblr"),
    ("slideshare.net", "slideshare"),
    ("houzz.com", "houzz"),
    ("m.me", "messenger"),
    ("mastodon.social", "mastodon"),
    ("angi.com", "angi"),
    ("producthunt.com", "producthunt"),
];

/// At most twelve; per network the account that looks most like the company's own comes first.
pub fn socials(site: &Site, name: &str, ledger: &mut Ledger) -> Vec<Fact<Social>> {
    let mut found: Vec<Candidate<Social>> = Vec::new();
    for thing in &site.things {
        for text in thing.texts("sameAs") {
            if let Some((network, url, _)) = account(text) {
                sight(
                    &mut found,
                    key(&url),
                    0.92,
                    || Social { network: network.to_owned(), url: url.clone() },
                    || in_meta(thing.page, "json-ld: sameAs", text, text),
                );
            }
        }
    }
    for page in &site.pages {
        for link in page.links.iter().filter(|link| !link.hidden) {
            let Some((network, url, handle)) = link.href.as_deref().and_then(account) else { continue };
            let furniture = matches!(link.region, Region::Header | Region::Footer | Region::Nav | Region::Aside);
            let alike = is_alike(site, name, &handle);
            let person = url.contains("linkedin.com/in/");
            let repository = network == "github" && Url::parse(&url).is_ok_and(|url| url.path().trim_matches('/').contains('/'));
            let score = match (alike, furniture, page.role) {
                _ if person && !(furniture || (alike && site.label.len() >= 5)) => continue,
                _ if repository && !alike => 0.45,
                (true, _, Role::Post) => 0.7,
                (true, _, _) => 0.92,
                (false, true, _) => 0.85,
                (false, false, Role::Home | Role::Contact | Role::About) => 0.7,
                (false, false, Role::Post | Role::Careers | Role::Legal) => continue,
                (false, false, _) => 0.5,
            };
            let raw = link.raw_href.trim();
            sight(
                &mut found,
                key(&url),
                score,
                || Social { network: network.to_owned(), url: url.clone() },
                || Note::on(page, Kind::Html, link.locator.clone()).quote(if raw.contains(&url) { raw } else { url.as_str() }),
            );
        }
    }
    // beside a clear account, a doubtful one of the same network is somebody else's
    let clear: Vec<String> = found.iter().filter(|candidate| candidate.score >= 0.8).map(|candidate| candidate.value.network.clone()).collect();
    found.retain(|candidate| candidate.score >= 0.8 || !clear.contains(&candidate.value.network));
    facts(found, 0.5, SOCIALS_MAX, ledger)
}

fn key(url: &str) -> String {
    url.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.").trim_end_matches('/').to_lowercase()
}

fn is_alike(site: &Site, name: &str, handle: &str) -> bool {
    let handle = words::key(handle);
    let close = |own: &str| own.len() >= 3 && handle.len() >= 3 && (handle.contains(own) || own.contains(&handle));
    close(&words::key(&site.label)) || close(&words::key(name))
}

/// Network, address and account name of a link that leads to an account.
fn account(href: &str) -> Option<(&'static str, String, String)> {
    let href = href.trim();
    let mut url = Url::parse(if href.starts_with("//") { return account(&format!("https:{href}")) } else { href }).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = url.host_str()?.trim_start_matches("www.").to_ascii_lowercase();
    let registrable = registrable(&host);
    let (_, network) = NETWORKS.iter().find(|(domain, _)| host == *domain || registrable == *domain)?;
    let segments: Vec<String> = url.path_segments()?.filter(|segment| !segment.is_empty()).map(str::to_owned).collect();
    let first = segments.first().map(|segment| segment.to_lowercase()).unwrap_or_default();
    let second = segments.get(1).cloned();
    let query = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let handle = match *network {
        "linkedin" => match first.as_str() {
            "company" | "company-beta" | "in" | "school" | "showcase" | "organization" | "groups" => second,
            _ => None,
        },
        "facebook" => match first.as_str() {
            "profile.php" => query("id"),
            "pages" | "pg" | "people" | "groups" | "p" => second,
            "sharer" | "sharer.php" | "share" | "share.php" | "dialog" | "plugins" | "tr" | "events" | "login" | "login.php" | "photo" | "photo.php"
            | "watch" | "hashtag" | "policies" | "privacy" | "help" | "" | "business" | "legal" | "home.php" | "story.php" | "permalink.php" | "v2.0" => None,
            _ => Some(first.clone()),
        },
        "twitter" => (!matches!(first.as_str(), "intent" | "share" | "home" | "search" | "hashtag" | "i" | "privacy" | "tos" | "")
            && second.as_deref() != Some("status"))
        .then(|| first.clone()),
        "instagram" => {
            (!matches!(first.as_str(), "p" | "reel" | "reels" | "explore" | "stories" | "tv" | "accounts" | "legal" | "about" | "")).then(|| first.clone())
        }
        "youtube" => match first.as_str() {
            "channel" | "c" | "user" => second,
            "watch"
            | "embed"
            | "results"
            | "playlist"
            | "shorts"
            | "live"
            | "feed"
            | "hashtag"
            | "t"
            | "about"
            | "subscription_center"
            | "premium"
            | "gaming"
            | "" => None,
            _ if registrable == "youtu.be" => None,
            _ => Some(first.clone()),
        },
        "tiktok" | "threads" => first.starts_with('@').then(|| first.clone()),
        "medium" => (first.starts_with('@') || host != "medium.com").then(|| first.clone()),
        "pinterest" => (!matches!(first.as_str(), "pin" | "search" | "")).then(|| first.clone()),
        "github" | "gitlab" => (!matches!(first.as_str(), "login" | "features" | "about" | "explore" | "topics" | "sponsors" | "orgs" | "")
            && segments.len() <= 2)
            .then(|| first.clone()),
        "xing" => matches!(first.as_str(), "companies" | "pages" | "profile" | "company").then_some(second).flatten(),
        "whatsapp" => match (host.as_str(), first.as_str()) {
            ("wa.me", "message" | "c") => second,
            ("wa.me", _) => Some(first.clone()),
            (_, "channel" | "catalog") => second,
            (_, "send") => query("phone"),
            _ => None,
        },
        "telegram" => (!matches!(first.as_str(), "share" | "")).then(|| first.clone()),
        "yelp" => (first == "biz").then_some(second).flatten(),
        "tripadvisor" => first.contains("review").then(|| first.clone()),
        "bluesky" => (first == "profile").then_some(second).flatten(),
        "trustpilot" => (first == "review").then_some(second).flatten(),
        "crunchbase" => (first == "organization").then_some(second).flatten(),
        "discord" => (host == "discord.gg" || first == "invite").then(|| second.unwrap_or_else(|| first.clone())),
        "vimeo" => (!first.is_empty() && !first.bytes().all(|b| b.is_ascii_digit()) && first != "channels").then(|| first.clone()),
        _ => (!first.is_empty() && !matches!(first.as_str(), "share" | "sharing" | "intent" | "submit")).then(|| first.clone()),
    }?;
    if is_placeholder(&handle, network) {
        return None;
    }
    url.set_fragment(None);
    // tracking, not the account
    match first.as_str() {
        "profile.php" => {}
        "send" => url.set_query(Some(&format!("phone={handle}"))),
        _ => url.set_query(None),
    }
    Some((network, url.into(), handle))
}

fn is_placeholder(handle: &str, network: &str) -> bool {
    const HANDLES: &[&str] = &[
        "username",
        "yourpage",
        "yourusername",
        "yourcompany",
        "your-company",
        "yourprofile",
        "yourname",
        "your-profile",
        "company",
        "wordpress",
        "envato",
        "wix",
        "squarespace",
        "shopify",
        "example",
        "#",
        "yourhandle",
        "user",
        "page",
        "profile",
        "account",
        "your_username",
        "webflow",
        "jekyll",
        "twitter",
        "facebook",
        "instagram",
        "linkedin",
        "youtube",
        "github",
        "wixcom",
        "templatemo",
        "bootstrap",
        "getbootstrap",
        "xxx",
        "xxxxx",
        "themeforest",
        "automattic",
        "mobirise",
        "elementor",
        "jimdo",
        "webnode",
        "godaddy",
        "weebly",
        "duda",
        "colorlib",
        "bootstrapmade",
        "html5up",
        "ajlkn",
        "divi",
        "elegantthemes",
        "wpastra",
    ];
    let lower = handle.trim_start_matches('@').to_lowercase();
    if HANDLES.contains(&lower.as_str()) {
        return true;
    }
    let digits: String = handle.chars().filter(char::is_ascii_digit).collect();
    network == "whatsapp"
        && !digits.is_empty()
        && (digits.len() < 8 || digits.ends_with("000000") || digits.contains("1234567") || digits.to_lowercase().contains("xxx"))
        || lower.contains("xxxx")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_accounts_count() {
        for (href, network) in [
            ("https://www.linkedin.com/company/kiln-works?trk=x", "linkedin"),
            ("https://facebook.com/kilnworks", "facebook"),
            ("//twitter.com/kilnworks", "twitter"),
            ("https://youtube.com/@kilnworks", "youtube"),
            ("https://wa.me/4915112345098", "whatsapp"),
            ("https://www.yelp.com/biz/kiln", "yelp"),
        ] {
            assert_eq!(account(href).unwrap().0, network, "{href}");
        }
        for href in [
            "https://www.facebook.com/sharer/sharer.php?u=x",
            "https://twitter.com/intent/tweet?text=x",
            "https://www.linkedin.com/",
            "https://wa.me/999000000000",
            "https://facebook.com/yourpage",
            "https://www.youtube.com/watch?v=1",
            "https://www.instagram.com/p/abc/",
            "https://www.youtube.com/c/mobirise",
            "https://notlinkedin.example/company/kiln",
        ] {
            assert_eq!(account(href), None, "{href}");
        }
    }
}
