//! Public facts about programs that open links: parts of their names, and networks that mail filters and crawlers state as theirs.
//! Read by `visit.rs`.

use std::net::{IpAddr, Ipv4Addr};

/// Programs that fetch a page to draw a preview of it, in lower case.
const PREVIEW_AGENTS: [&str; 24] = [
    "slackbot",
    "slack-imgproxy",
    "twitterbot",
    "facebookexternalhit",
    "facebot",
    "linkedinbot",
    "whatsapp",
    "telegrambot",
    "discordbot",
    "skypeuripreview",
    "microsoftpreview",
    "bingpreview",
    "googleimageproxy",
    "yahoomailproxy",
    "google-pagerenderer",
    "embedly",
    "iframely",
    "pinterestbot",
    "redditbot",
    "mastodon",
    "mattermost",
    "vkshare",
    "snapchat",
    "bitlybot",
];

/// Parts of the names of crawlers, scanners and scripts, in lower case.
const SCANNER_AGENTS: [&str; 46] = [
    "crawler",
    "spider",
    "curl/",
    "wget/",
    "python-",
    "python/",
    "aiohttp",
    "httpx",
    "go-http-client",
    "java/",
    "apache-httpclient",
    "okhttp",
    "libwww",
    "guzzle",
    "php/",
    "ruby",
    "perl",
    "headlesschrome",
    "phantomjs",
    "puppeteer",
    "playwright",
    "selenium",
    "electron",
    "barracuda",
    "proofpoint",
    "mimecast",
    "safelinks",
    "symantec",
    "trendmicro",
    "forcepoint",
    "cloudmark",
    "fireeye",
    "paloaltonetworks",
    "urlscan",
    "virustotal",
    "censys",
    "scan",
    "lighthouse",
    "node-fetch",
    "undici",
    "axios/",
    "monitor",
    "uptime",
    "winhttp",
    "postman",
    "powershell",
];

/// Networks from which links in mails are looked at, as their owners state them in their guides for firewalls and mail routing.
const SCANNER_NETWORKS: [(Ipv4Addr, u32); 22] = [
    // Proofpoint.
    (Ipv4Addr::new(62, 209, 50, 0), 24),
    (Ipv4Addr::new(67, 231, 144, 0), 20),
    (Ipv4Addr::new(91, 209, 104, 0), 24),
    (Ipv4Addr::new(148, 163, 128, 0), 19),
    (Ipv4Addr::new(208, 84, 64, 0), 22),
    (Ipv4Addr::new(208, 86, 200, 0), 22),
    // Mimecast.
    (Ipv4Addr::new(91, 220, 42, 0), 24),
    (Ipv4Addr::new(146, 101, 78, 0), 24),
    (Ipv4Addr::new(170, 10, 128, 0), 24),
    (Ipv4Addr::new(185, 58, 84, 0), 22),
    (Ipv4Addr::new(195, 130, 217, 0), 24),
    (Ipv4Addr::new(205, 139, 110, 0), 24),
    (Ipv4Addr::new(207, 211, 30, 0), 24),
    (Ipv4Addr::new(216, 205, 24, 0), 24),
    // Barracuda.
    (Ipv4Addr::new(64, 235, 144, 0), 20),
    (Ipv4Addr::new(209, 222, 80, 0), 21),
    // Microsoft Exchange Online Protection.
    (Ipv4Addr::new(40, 92, 0, 0), 15),
    (Ipv4Addr::new(40, 107, 0, 0), 16),
    (Ipv4Addr::new(52, 100, 0, 0), 14),
    (Ipv4Addr::new(104, 47, 0, 0), 17),
    // Google's crawlers and image proxies.
    (Ipv4Addr::new(66, 249, 64, 0), 19),
    (Ipv4Addr::new(66, 102, 0, 0), 20),
];

/// `agent` in lower case.
#[must_use]
pub fn is_preview(agent: &str) -> bool {
    PREVIEW_AGENTS.iter().any(|name| agent.contains(name))
}

/// A program that says so, or does not say what it is. `agent` in lower case.
#[must_use]
pub fn is_scanner(agent: &str) -> bool {
    // Cubot is a make of telephones.
    let agent = agent.replace("cubot", "");
    agent.trim().is_empty() || agent.contains("bot") || SCANNER_AGENTS.iter().any(|name| agent.contains(name))
}

/// Whether links in mails are looked at from there.
#[must_use]
pub fn is_scanner_network(address: IpAddr) -> bool {
    let IpAddr::V4(address) = address.to_canonical() else { return false };
    SCANNER_NETWORKS.iter().any(|(network, bits)| (address.to_bits() ^ network.to_bits()).checked_shr(32 - bits).unwrap_or(0) == 0)
}
