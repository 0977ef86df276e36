//! Routes, OpenAPI document and docs say the same, and nothing in them leads nowhere.

use std::collections::{BTreeMap, BTreeSet};

use magnetite::web::api::reference::{METHODS, document};
use magnetite::web::error::ALL;
use regex::Regex;
use serde_json::Value;

use crate::support::app::TestApp;

const BASE: &str = "https://magnets.example.com";

/// (method, path without the names of its parts) → operation.
fn operations(document: &Value) -> BTreeMap<(String, String), &Value> {
    let mut all = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            assert!(METHODS.contains(&method.as_str()), "{path}: {method}");
            all.insert((method.clone(), nameless(path)), operation);
        }
    }
    all
}

fn nameless(path: &str) -> String {
    Regex::new(r"\{[^}]*\}").unwrap().replace_all(path, "{}").into_owned()
}

/// The routes of the API as `src/web/mod.rs` has them.
fn routes() -> BTreeSet<(String, String)> {
    let source = include_str!("../../src/web/mod.rs");
    let api = source.split_once("let api = Router::new()").unwrap().1.split_once(".fallback(").unwrap().0;
    let one = Regex::new(r#"(?s)\.route\(\s*"([^"]+)",(.*?)\)\s*(?:\.route|$)"#).unwrap();
    let method = Regex::new(r"\b(get|post|put|patch|delete)\(").unwrap();
    let mut found = BTreeSet::new();
    let mut rest = api.trim_end();
    while let Some(route) = one.captures(rest) {
        for method in method.captures_iter(&route[2]) {
            found.insert((method[1].to_owned(), nameless(&route[1])));
        }
        rest = &rest[route.get(2).unwrap().end()..];
    }
    assert_eq!(api.matches(".route(").count(), found.iter().map(|(_, path)| path).collect::<BTreeSet<_>>().len(), "routes were overlooked");
    found
}

#[test]
fn every_route_is_described_and_nothing_else() {
    let document = document(BASE);
    let described: BTreeSet<(String, String)> = operations(&document).into_keys().collect();
    let routes = routes();
    let missing: Vec<_> = routes.difference(&described).collect();
    let invented: Vec<_> = described.difference(&routes).collect();
    assert!(missing.is_empty() && invented.is_empty(), "not described: {missing:?}; no such route: {invented:?}");
}

#[test]
fn every_reference_in_the_document_leads_somewhere() {
    fn walk(value: &Value, document: &Value, count: &mut usize) {
        match value {
            Value::Object(members) => {
                if let Some(target) = members.get("$ref").and_then(Value::as_str) {
                    *count += 1;
                    assert!(document.pointer(target.strip_prefix('#').unwrap()).is_some(), "{target}");
                }
                members.values().for_each(|value| walk(value, document, count));
            }
            Value::Array(values) => values.iter().for_each(|value| walk(value, document, count)),
            _ => {}
        }
    }
    let (document, mut count) = (document(BASE), 0);
    walk(&document, &document, &mut count);
    assert!(count > 50, "{count}");
}

#[test]
fn every_operation_says_what_it_is_for_what_it_takes_and_what_can_come_back() {
    let document = document(BASE);
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    assert_eq!(document["servers"][0]["url"], format!("{BASE}/api"));
    let tags: BTreeSet<&str> = document["tags"].as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap()).collect();
    let mut ids = BTreeSet::new();
    for ((method, path), operation) in operations(&document) {
        let name = format!("{method} {path}");
        assert!(ids.insert(operation["operationId"].as_str().unwrap().to_owned()), "{name}: the id stands twice");
        assert!(operation["summary"].as_str().is_some_and(|text| !text.is_empty() && text.len() < 80), "{name}: summary");
        assert!(tags.contains(operation["tags"][0].as_str().unwrap()), "{name}: tag");
        let answers = operation["responses"].as_object().unwrap();
        assert!(answers.keys().any(|status| status.starts_with('2')), "{name}: no success");
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let named = parameters.iter().filter(|parameter| parameter["in"] == "path").count();
        assert_eq!(named, path.matches("{}").count(), "{name}: parts of the path");
        let needs = |status: &str| assert!(answers.contains_key(status), "{name}: {status} is missing");
        ["429", "500", "503", "504"].into_iter().for_each(needs);
        if operation.get("security").is_none() {
            ["401", "403"].into_iter().for_each(needs);
        }
        if path.contains("{}") {
            ["400", "404"].into_iter().for_each(needs);
        }
        if operation.get("requestBody").is_some() {
            ["400", "413", "415"].into_iter().for_each(needs);
        }
        if method == "post" {
            needs("409");
            assert!(parameters.iter().any(|parameter| parameter["$ref"] == "#/components/parameters/IdempotencyKey"), "{name}: Idempotency-Key");
        }
        for (status, answer) in answers {
            let answer = answer["$ref"].as_str().map_or(answer, |target| document.pointer(&target[1..]).unwrap());
            assert!(answer["headers"]["X-Request-Id"].is_object() && answer["headers"]["X-RateLimit-Limit"].is_object(), "{name} {status}: headers");
            if status.starts_with(['4', '5']) {
                assert!(answer["content"]["application/problem+json"].is_object(), "{name} {status}: both forms of an error");
            }
        }
    }
}

#[test]
fn every_tag_has_its_sentence_and_every_code_stands_in_the_document() {
    let document = document(BASE);
    for tag in document["tags"].as_array().unwrap() {
        assert!(tag["description"].is_string(), "{} is missing in reference/shared.rs", tag["name"]);
    }
    let codes: BTreeSet<&str> = ALL.iter().map(|kind| kind.code).collect();
    let told: BTreeSet<&str> = document["components"]["schemas"]["Error"]["properties"]["error"]["properties"]["code"]["enum"]
        .as_array()
        .unwrap()
        .iter()
        .map(|code| code.as_str().unwrap())
        .collect();
    assert_eq!(codes, told);
}

#[tokio::test]
async fn the_document_is_served_without_a_key_and_told_to_be_the_same() {
    let app = TestApp::new().await;
    let answer = app.anonymous().get("/api/openapi.json").await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    assert_eq!(answer.json(), document(app.app.public_url()));
    let etag = answer.header("etag");
    let again = app.anonymous().send("GET", "/api/v1/openapi.json", &[("if-none-match", etag)], None).await;
    assert_eq!((again.status, again.bytes.len(), again.header("etag")), (304, 0, etag));
    let packed = app.anonymous().send("GET", "/api/openapi.json", &[("accept-encoding", "gzip")], None).await;
    assert!(packed.header("content-encoding") == "gzip" && packed.bytes.len() * 4 < answer.bytes.len());
    let other = app.anonymous().send("GET", "/api/openapi.json", &[("if-none-match", "\"other\"")], None).await;
    assert_eq!(other.status, 200);
}

#[tokio::test]
async fn the_pages_show_every_operation_with_samples_in_four_languages() {
    let app = TestApp::new().await;
    let document = document(BASE);
    let list = app.anonymous().get("/docs/reference").await.text;
    let link = Regex::new("href=\"(/docs/reference/[a-z-]+)#([A-Za-z]+)\"").unwrap();
    let shown: BTreeMap<String, String> = link.captures_iter(&list).map(|found| (found[2].to_owned(), found[1].to_owned())).collect();
    let ids: BTreeSet<String> = operations(&document).values().map(|operation| operation["operationId"].as_str().unwrap().to_owned()).collect();
    assert_eq!(shown.keys().cloned().collect::<BTreeSet<_>>(), ids);
    for (id, path) in shown {
        let page = app.anonymous().get(&path).await.text;
        let part = page.split_once(&format!("<h2 id=\"{id}\">")).unwrap().1.split("<h2").next().unwrap().to_owned();
        for language in ["curl", "javascript", "python", "php"] {
            assert!(part.contains(&format!("lang-{language}")), "{id}: {language}");
        }
        assert!(part.contains("class=\"sample\"><pre") && part.contains("-answers\""), "{id}");
    }
}

/// Every page of the docs: path → HTML.
async fn pages(app: &TestApp) -> BTreeMap<String, String> {
    let link = Regex::new("href=\"(/docs[^\"#]*)").unwrap();
    let (mut pages, mut open) = (BTreeMap::new(), vec!["/docs".to_owned()]);
    while let Some(path) = open.pop() {
        if pages.contains_key(&path) || path.ends_with(".md") {
            continue;
        }
        let answer = app.anonymous().get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        open.extend(link.captures_iter(&answer.text).map(|found| found[1].to_owned()));
        pages.insert(path, answer.text);
    }
    pages
}

#[tokio::test]
async fn every_link_of_the_docs_leads_somewhere_and_nothing_is_loaded_from_outside() {
    let app = TestApp::new().await;
    let pages = pages(&app).await;
    let named = Regex::new(" id=\"([^\"]*)\"").unwrap();
    let link = Regex::new("(href|src)=\"([^\"]*)\"").unwrap();
    let mut others = BTreeSet::new();
    for (path, html) in &pages {
        let mut ids = BTreeSet::new();
        for id in named.captures_iter(html) {
            assert!(ids.insert(id[1].to_owned()), "{path}: the id {} stands twice", &id[1]);
        }
        assert!(!html.contains("<script") && !html.contains("style=\"") && !html.contains("{{"), "{path}");
        for found in link.captures_iter(html) {
            let target = &found[2];
            if target.starts_with("https://") {
                assert_eq!(&found[1], "href", "{path} loads {target}");
                continue;
            }
            let (to, anchor) = target.split_once('#').unwrap_or((target, ""));
            let to = if to.is_empty() { path } else { to };
            match pages.get(to) {
                Some(page) => assert!(anchor.is_empty() || page.contains(&format!(" id=\"{anchor}\"")), "{path}: {target}"),
                None => drop(others.insert(to.to_owned())),
            }
        }
    }
    assert!(others.len() > 20, "{others:?}");
    for path in others {
        assert_eq!(app.anonymous().get(&path).await.status, 200, "{path}");
    }
    assert_eq!(app.anonymous().get("/docs/nothing").await.status, 404);
    assert_eq!(app.anonymous().get("/docs/reference/nothing").await.status, 404);
}

#[tokio::test]
async fn code_that_is_grouped_is_there_in_the_same_languages_all_over_a_page() {
    let app = TestApp::new().await;
    let class = Regex::new("lang lang-([a-z]+)").unwrap();
    for (path, html) in pages(&app).await {
        let languages = |text: &str| class.captures_iter(text).map(|found| found[1].to_owned()).collect::<Vec<_>>();
        let groups: BTreeSet<Vec<String>> =
            html.split("<div class=\"languages\">").skip(1).map(|group| languages(group.split("</div>\n</div>").next().unwrap())).collect();
        assert!(groups.len() < 2, "{path}: {groups:?}");
        for language in groups.iter().flatten() {
            assert!(html.contains(&format!("id=\"lang-{language}\"")), "{path}: {language} cannot be chosen");
        }
    }
}

#[tokio::test]
async fn programs_get_the_pages_as_markdown_and_a_map_of_them() {
    let app = TestApp::new().await;
    let map = app.anonymous().get("/llms.txt").await;
    assert!(map.header("content-type").starts_with("text/plain") && map.text.starts_with("# Magnetite\n\n> "));
    let link = Regex::new(r"\]\(([^)]+)\): \S").unwrap();
    let listed: Vec<String> = link.captures_iter(&map.text).map(|found| found[1].strip_prefix(app.app.public_url()).unwrap().to_owned()).collect();
    assert!(listed.len() > 18, "{listed:?}");
    for path in listed {
        let answer = app.anonymous().get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        if path.ends_with(".md") {
            assert!(answer.header("content-type").starts_with("text/markdown") && answer.text.starts_with("# ") && !answer.text.contains("{{"), "{path}");
        }
    }
    let errors = app.anonymous().get("/docs/errors.md").await.text;
    assert!(ALL.iter().all(|kind| errors.contains(kind.code)));
    assert!(app.anonymous().get("/docs/quickstart").await.text.contains(&format!("export API_URL={}/api", app.app.public_url())));
}
