//! The order in which pages are read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;

fn frontier(language: &str) -> Frontier {
    Frontier::new(&Url::parse("https://firm.example/").unwrap(), Some(language.to_owned()))
}

fn add(frontier: &mut Frontier, paths: &[&str]) {
    for path in paths {
        let url = Url::parse("https://firm.example/").unwrap().join(path).unwrap();
        frontier.add(url, Some("https://firm.example/"), "", false, true, false, None);
    }
}

fn order(frontier: &mut Frontier) -> Vec<String> {
    let mut order = Vec::new();
    while let Some(next) = frontier.next() {
        frontier.count(next.role, &next.url);
        order.push(next.url.path().to_owned());
    }
    order
}

#[test]
fn one_page_of_each_kind_comes_before_a_second_of_any() {
    let mut frontier = frontier("en");
    add(
        &mut frontier,
        &["/blog/a", "/random", "/services/one", "/services/two", "/contact", "/privacy", "/testimonials", "/pricing", "/about", "/cart", "/x.pdf", "/"],
    );
    assert_eq!(order(&mut frontier), ["/about", "/pricing", "/contact", "/services/one", "/testimonials", "/privacy", "/services/two", "/blog/a", "/random"]);
}

#[test]
fn spellings_of_one_page_are_offered_once() {
    let mut frontier = frontier("en");
    add(&mut frontier, &["/about", "/about/", "http://www.firm.example/about/index.html?utm_source=a", "#x", "/index.html"]);
    assert_eq!(order(&mut frontier), ["/about"]);
}

#[test]
fn translations_are_left_alone() {
    let mut german = frontier("de");
    add(&mut german, &["/ueber-uns", "/en/about", "/fr/a-propos", "/de/kontakt", "/en/", "/kontakt"]);
    assert_eq!(order(&mut german), ["/ueber-uns", "/kontakt"]);
    let mut topic = frontier("de");
    add(&mut topic, &["/it/beratung", "/kontakt"]);
    assert_eq!(order(&mut topic), ["/kontakt", "/it/beratung"], "two letters alone may be a topic");
}

#[test]
fn other_sites_are_not_candidates() {
    let mut frontier = frontier("en");
    add(&mut frontier, &["https://other.example/about", "https://shop.firm.example/a", "mailto:a@firm.example"]);
    assert_eq!(order(&mut frontier), ["/a"]);
}

#[test]
fn the_contact_page_comes_before_other_ways_to_get_in_touch() {
    let mut frontier = frontier("en");
    add(&mut frontier, &["/book", "/request-a-quote", "/directions", "/contact"]);
    assert_eq!(order(&mut frontier)[0], "/contact");
}

#[test]
fn a_sitemap_of_another_host_means_this_one_when_it_names_no_other() {
    let entry = |text: &str, language: Option<&str>| Entry { url: Url::parse(text).unwrap(), lastmod: None, language: language.map(str::to_owned) };
    let mut staged = frontier("en");
    staged.add_sitemap(&[entry("http://staging.firm.example/about", None), entry("http://staging.firm.example/prices", None)]);
    assert_eq!(staged.next().unwrap().url.as_str(), "https://firm.example/about");
    let mut mixed = frontier("en");
    mixed.add_sitemap(&[entry("https://shop.firm.example/about", None), entry("https://firm.example/prices", None)]);
    let read: Vec<String> = std::iter::from_fn(|| mixed.next()).map(|next| next.url.to_string()).collect();
    assert_eq!(read, ["https://firm.example/prices", "https://shop.firm.example/about"]);
    let mut spoken = frontier("de");
    spoken.add_sitemap(&[entry("https://firm.example/preise", Some("de")), entry("https://firm.example/prices", Some("en"))]);
    assert_eq!(order(&mut spoken), ["/preise"]);
}

#[test]
fn the_newest_post_is_the_one_read() {
    let mut frontier = frontier("en");
    let entry = |path: &str, lastmod: &str| Entry {
        url: Url::parse("https://firm.example").unwrap().join(path).unwrap(),
        lastmod: Some(lastmod.to_owned()),
        language: None,
    };
    add(&mut frontier, &["/blog/"]);
    frontier.add_sitemap(&[entry("/blog/old", "2020-01-01"), entry("/blog/new", "2024-06-01"), entry("/blog/mid", "2022-01-01")]);
    assert_eq!(frontier.next().unwrap().url.path(), "/blog/new");
}
