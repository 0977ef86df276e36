//! Facts drawn from small sites of our own making.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::Path;

use url::Url;

use super::profile;
use crate::model::dossier::{Dossier, Outcome, Probes, Reading, Robots, Sitemap};
use crate::model::evidence::Evidence;
use crate::model::lead::LeadFields;
use crate::model::page::{Page, Role};
use crate::model::profile::Profile;
use crate::research::ledger::Ledger;
use crate::research::read::{Fetched, mark_repeated, read};

fn page(url: &str, role: Role, html: &str) -> Page {
    let url = Url::parse(url).unwrap();
    read(&Fetched { url: &url, status: 200, headers: Vec::new(), fetched_at: 1, body: html.as_bytes(), html, charset: "utf-8 (default)", role })
}

fn draw(mut pages: Vec<Page>, lead: &LeadFields) -> (Profile, Vec<Evidence>) {
    mark_repeated(&mut pages);
    let dossier = Dossier {
        domain: None,
        home_url: pages.first().map(|page| page.url.clone()),
        outcome: Outcome { reading: Reading::Ok, reason: None, detail: String::new() },
        started_at: 0,
        pages,
        robots: Robots::default(),
        sitemap: Sitemap::default(),
        probes: Probes::default(),
        requests: Vec::new(),
    };
    let mut ledger = Ledger::default();
    let profile = profile(&dossier, lead, &mut ledger);
    (profile, ledger.into_evidence())
}

/// Role of a page of a corpus, guessed from its path as the crawler does.
fn role_of(path: &str) -> Role {
    let path = path.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| path.contains(word));
    match () {
        () if matches!(path.trim_matches('/'), "" | "index.html" | "index.htm") => Role::Home,
        () if has(&["privacy", "legal", "mentions", "impressum", "terms", "cookie", "datenschutz"]) => Role::Legal,
        () if has(&["contact", "kontakt", "access", "anfahrt"]) => Role::Contact,
        () if has(&["about", "who-we", "profil", "team", "quienes", "connaitre", "company", "kaisha", "story", "konzept"]) => Role::About,
        () if has(&["pricing", "tarif", "preis", "price", "ryokin"]) => Role::Pricing,
        () if has(&["blog", "post", "news", "/20"]) => Role::Post,
        () if has(&["career", "job", "emploi", "offre"]) => Role::Careers,
        () if has(&["service", "product", "leistung", "servicio", "expertise", "what-we", "capabil", "menu", "catering", "solution"]) => Role::Offer,
        () => Role::Other,
    }
}

fn files(folder: &Path, under: &str, out: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{under}/{name}");
        if entry.path().is_dir() {
            files(&entry.path(), &path, out);
        } else if name.ends_with(".html") || name.ends_with(".htm") {
            out.insert(path, std::fs::read(entry.path()).unwrap());
        }
    }
}

/// Draws the profile of each site of a corpus into a folder, to be compared with its truth; runs only where a corpus is named.
#[test]
fn profiles_of_a_corpus_can_be_scored() {
    let (Ok(corpus), Ok(out)) = (std::env::var("MAGNETITE_TEST_SITES"), std::env::var("MAGNETITE_TEST_OUT")) else { return };
    std::fs::create_dir_all(&out).unwrap();
    let mut sites: Vec<_> = std::fs::read_dir(&corpus).unwrap().flatten().filter(|entry| entry.path().is_dir()).collect();
    sites.sort_by_key(std::fs::DirEntry::file_name);
    for site in sites {
        let domain = site.file_name().to_string_lossy().into_owned();
        if domain.starts_with('.') || domain.starts_with("__") {
            continue;
        }
        let mut all = BTreeMap::new();
        files(&site.path(), "", &mut all);
        let shown = |path: &str| path.trim_end_matches("index.html").trim_end_matches("index.htm").to_owned();
        let mut chosen: Vec<(Role, String, Vec<u8>)> = all.into_iter().map(|(path, body)| (role_of(&shown(&path)), shown(&path), body)).collect();
        chosen.sort_by(|a, b| (a.0, a.1.matches('/').count(), a.1.len()).cmp(&(b.0, b.1.matches('/').count(), b.1.len())));
        let mut per_role: BTreeMap<Role, usize> = BTreeMap::new();
        chosen.retain(|(role, ..)| {
            let count = per_role.entry(*role).or_default();
            *count += 1;
            *count <= if *role == Role::Other { 4 } else { 3 }
        });
        let pages: Vec<Page> = chosen
            .iter()
            .take(14)
            .map(|(role, path, body)| {
                let start = String::from_utf8_lossy(&body[..body.len().min(2_000)]).to_lowercase();
                let label = start
                    .split("charset=")
                    .nth(1)
                    .map(|rest| rest.trim_start_matches(['"', '\'']).split(['"', '\'', ' ', '>', ';']).next().unwrap_or_default().to_owned())
                    .unwrap_or_default();
                let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap_or(if std::str::from_utf8(body).is_ok() {
                    encoding_rs::UTF_8
                } else {
                    encoding_rs::WINDOWS_1252
                });
                let (html, ..) = encoding.decode(body);
                let url = Url::parse(&format!("https://{domain}{path}")).unwrap();
                read(&Fetched { url: &url, status: 200, headers: Vec::new(), fetched_at: 1, body, html: &html, charset: "x", role: *role })
            })
            .collect();
        let (profile, evidence) = draw(pages, &LeadFields::default());
        std::fs::write(format!("{out}/{domain}.json"), serde_json::to_string_pretty(&serde_json::json!({"profile": profile, "evidence": evidence})).unwrap())
            .unwrap();
    }
}
