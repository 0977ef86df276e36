//! Research against whole sites on loopback: which pages it reads, what it finds out beside them, and what it says of sites it cannot read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use magnetite::model::dossier::{Dossier, Reading, Reason};
use magnetite::model::page::Role;
use magnetite::research::{Limits, Progress, Subject, research};
use magnetite_fetch::{Fetcher, Settings};

use crate::support::sites::{Sites, page, redirect};

const NOW: i64 = 1_790_000_000_000;

async fn read_with(fetcher: &Fetcher, domain: &str, limits: &Limits) -> Dossier {
    research(fetcher, &Subject { domain: Some(domain.to_owned()) }, limits, &|| NOW, &|_| ()).await
}

async fn read(sites: &Sites, domain: &str) -> Dossier {
    read_with(&sites.fetcher(), domain, &Limits::default()).await
}

/// A server on which one host answers as told and everything else is a plain 404.
async fn host(answer: impl Fn(&str) -> Option<Response> + Send + Sync + 'static) -> Sites {
    Sites::with(move |_, path| Some(answer(path).unwrap_or_else(|| StatusCode::NOT_FOUND.into_response()))).await
}

async fn outcome_of(answer: impl Fn(&str) -> Option<Response> + Send + Sync + 'static) -> (Reading, Option<Reason>) {
    let dossier = read(&host(answer).await, "firm.example").await;
    (dossier.outcome.reading, dossier.outcome.reason)
}

fn paths(dossier: &Dossier) -> Vec<&str> {
    dossier.pages.iter().map(|page| page.url.split(".example").nth(1).unwrap()).collect()
}

fn home_only(html: &'static str) -> impl Fn(&str) -> Option<Response> + Send + Sync + 'static {
    move |path| (path == "/").then(|| page(html))
}

#[tokio::test]
async fn a_small_site_is_read_whole_with_its_roles() {
    let sites = Sites::start().await;
    let dossier = read(&sites, "harbourpine.example").await;
    assert_eq!(dossier.outcome.reading, Reading::Ok, "{}", dossier.outcome.detail);
    assert_eq!(dossier.home_url.as_deref(), Some("https://harbourpine.example/"));
    let mut read = paths(&dossier);
    assert_eq!(read[0], "/");
    read.sort_unstable();
    let all = [
        "/",
        "/about.html",
        "/contact.html",
        "/prices.html",
        "/privacy.html",
        "/services/kitchens.html",
        "/services/staircases.html",
        "/services/windows.html",
        "/work.html",
    ];
    assert_eq!(read, all);
    let role = |path: &str| dossier.pages.iter().find(|page| page.url.ends_with(path)).unwrap().role;
    assert_eq!((role("/"), role("/about.html"), role("/prices.html"), role("/contact.html")), (Role::Home, Role::About, Role::Pricing, Role::Contact));
    assert_eq!((role("/work.html"), role("/privacy.html"), role("/kitchens.html")), (Role::Proof, Role::Legal, Role::Offer));
}

#[tokio::test]
async fn what_is_beside_the_pages_is_found_out() {
    let sites = Sites::start().await;
    let dossier = read(&sites, "harbourpine.example").await;
    assert_eq!((dossier.robots.status, dossier.robots.text.contains("Disallow: /send")), (Some(200), true));
    assert_eq!((dossier.sitemap.from.as_deref(), dossier.sitemap.urls.len(), dossier.sitemap.parse_error.as_deref()), (Some("robots.txt"), 9, None));
    assert_eq!(dossier.sitemap.newest_lastmod.as_deref(), Some("2022-03-14"));
    let dead = dossier.probes.links.iter().find(|link| link.url.ends_with("/open-workshop.html")).expect("the dead link is told");
    assert_eq!((dead.status, dead.in_nav, dead.text.as_str()), (Some(404), true, "Open workshop days"));
    assert_eq!(sites.asked().iter().filter(|line| line.contains("/open-workshop.html")).count(), 2, "a dead link is asked twice");
    assert_eq!(dossier.probes.random_path.as_ref().unwrap().status, Some(404));
    assert!(!dossier.probes.random_path_is_home && dossier.probes.overridden && dossier.probes.http.is_none());
    let icon = dossier.probes.favicon.as_ref().unwrap();
    assert_eq!((icon.status, icon.width), (Some(200), Some(32)));
    assert_eq!(dossier.probes.assets[0].content_type.as_deref(), Some("text/css"));
    let requests: Vec<&str> = dossier.requests.iter().map(|request| request.purpose.as_str()).collect();
    assert_eq!(requests[..3], ["robots", "home", "sitemap"]);
}

#[tokio::test]
async fn a_frameset_in_an_old_encoding_is_read_through_its_frames() {
    let sites = Sites::start().await;
    let dossier = read(&sites, "kesselbau-muster.example").await;
    assert_eq!(dossier.outcome.reading, Reading::Ok, "{}", dossier.outcome.detail);
    assert_eq!(paths(&dossier)[..3], ["/", "/menue.htm", "/start.htm"]);
    assert_eq!(dossier.pages.len(), 9, "{:?}", paths(&dossier));
    assert!(dossier.pages.iter().all(|page| page.charset == "windows-1252 (meta)"));
    let text: String = dossier.pages.iter().flat_map(|page| page.main_blocks()).map(|block| block.text.as_str()).collect();
    assert!(text.contains("Wärmepumpen") && text.contains("gründete"));
}

#[tokio::test]
async fn one_fresh_post_and_the_share_image_are_taken() {
    let sites = Sites::start().await;
    let dossier = read(&sites, "tidelog.example").await;
    assert_eq!(dossier.outcome.reading, Reading::Ok);
    let image = dossier.probes.og_image.as_ref().unwrap();
    assert_eq!((image.status, image.width, image.height), (Some(200), Some(1200), Some(630)));
    let small = read_with(&sites.fetcher(), "tidelog.example", &Limits { max_pages: 8, ..Limits::default() }).await;
    assert_eq!(small.pages.len(), 8);
    for path in ["/pricing", "/about", "/contact", "/features", "/customers", "/blog/2026-09-14-neap-tide-planning"] {
        assert!(paths(&small).contains(&path), "{path} is missing: {:?}", paths(&small));
    }
}

#[tokio::test]
async fn a_french_shop_is_read() {
    let dossier = read(&Sites::start().await, "verger-du-lac.example").await;
    let role = |path: &str| dossier.pages.iter().find(|page| page.url.ends_with(path)).unwrap().role;
    assert_eq!((role("/notre-histoire.html"), role("/boutique.html"), role("/mentions-legales.html")), (Role::About, Role::Offer, Role::Legal));
    assert_eq!(dossier.outcome.reading, Reading::Ok);
}

#[tokio::test]
async fn a_site_without_text_says_why() {
    let sites = Sites::start().await;
    for (domain, reason) in [("shell.example", Reason::ScriptOnly), ("parked.example", Reason::Parked), ("empty.example", Reason::Empty)] {
        let dossier = read(&sites, domain).await;
        assert_eq!((dossier.outcome.reading, dossier.outcome.reason), (Reading::Insufficient, Some(reason)), "{domain}: {}", dossier.outcome.detail);
    }
}

#[tokio::test]
async fn each_kind_of_closed_door_has_its_word() {
    let status = |code: u16| move |path: &str| (path == "/").then(|| (StatusCode::from_u16(code).unwrap(), page("<p>no")).into_response());
    let refused = |reason| (Reading::Insufficient, Some(reason));
    assert_eq!(outcome_of(status(401)).await, refused(Reason::Login));
    assert_eq!(outcome_of(status(403)).await, refused(Reason::Blocked));
    assert_eq!(outcome_of(status(429)).await, refused(Reason::Blocked));
    assert_eq!(outcome_of(status(404)).await, refused(Reason::HttpError));
    assert_eq!(outcome_of(status(503)).await, refused(Reason::HttpError));
    let challenge = "<title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/x.js></script><p>Checking your browser";
    assert_eq!(
        outcome_of(move |path| (path == "/").then(|| (StatusCode::SERVICE_UNAVAILABLE, page(challenge)).into_response())).await,
        refused(Reason::Blocked)
    );
    assert_eq!(outcome_of(home_only(challenge)).await, refused(Reason::Blocked));
    assert_eq!(outcome_of(home_only("<title>Willkommen</title><h1>Hier entsteht eine neue Internetpräsenz</h1>")).await, refused(Reason::UnderConstruction));
    assert_eq!(
        outcome_of(home_only("<form><label>User<input></label><input type=password><button>Log in</button></form><p>Please log in.")).await,
        refused(Reason::Login)
    );
    assert_eq!(outcome_of(home_only("<title>Acme</title><p>Acme makes anvils.")).await, refused(Reason::LittleText));
    assert_eq!(outcome_of(|path| (path == "/").then(|| ([("content-type", "application/pdf")], "%PDF-1.4").into_response())).await, refused(Reason::NotHtml));
    assert_eq!(outcome_of(|path| (path == "/").then(|| ([("content-type", "text/html")], vec![0_u8; 500]).into_response())).await, refused(Reason::NotHtml));
    assert_eq!(outcome_of(|path| (path == "/").then(|| redirect("/"))).await, refused(Reason::RedirectLoop));
    assert_eq!(outcome_of(|path| (path == "/").then(|| redirect("http://127.0.0.1/"))).await, refused(Reason::PrivateAddress));
}

#[tokio::test]
async fn a_modest_page_is_thin() {
    let html = "<title>Acme anvils</title><h1>Acme</h1><p>Acme makes anvils in Dunmore for smiths and schools. Each one is cast, ground and proved by hand in our own foundry near the canal. \
        We repair old anvils as well, and collect them from your forge. Call us on weekdays.";
    assert_eq!(outcome_of(home_only(html)).await, (Reading::Thin, Some(Reason::LittleText)));
}

#[tokio::test]
async fn no_domain_means_no_request() {
    let sites = Sites::start().await;
    let dossier = research(&sites.fetcher(), &Subject { domain: None }, &Limits::default(), &|| NOW, &|_| ()).await;
    assert_eq!((dossier.outcome.reason, dossier.requests.len(), sites.asked().len()), (Some(Reason::NoDomain), 0, 0));
}

#[tokio::test]
async fn robots_txt_is_obeyed() {
    let robots = |text: &'static str| {
        move |path: &str| match path {
            "/robots.txt" => Some(text.into_response()),
            "/" => Some(page("<a href=/about>About</a><a href=/private/team>Team</a>")),
            _ => None,
        }
    };
    let sites = host(robots("User-agent: *\nDisallow: /private\n")).await;
    read(&sites, "firm.example").await;
    assert!(!sites.asked().iter().any(|line| line.contains("/private")), "{:?}", sites.asked());
    let closed = host(robots("User-agent: MagnetiteBot\nDisallow: /\n")).await;
    assert_eq!(read(&closed, "firm.example").await.outcome.reason, Some(Reason::RobotsRefused));
    assert_eq!(closed.asked(), ["GET firm.example/robots.txt"]);
    let broken = host(|path| (path == "/robots.txt").then(|| StatusCode::BAD_GATEWAY.into_response())).await;
    assert_eq!(read(&broken, "firm.example").await.outcome.reason, Some(Reason::RobotsRefused));
    assert!(broken.asked().iter().all(|line| line.ends_with("/robots.txt")));
}

#[tokio::test]
async fn refresh_tags_scripts_and_image_maps_lead_on() {
    let sites = host(|path| match path {
        "/" => Some(page("<meta http-equiv=refresh content='0; url=/en/'>")),
        "/en/" => Some(page("<script>window.location.href = '/start.html';</script>")),
        "/start.html" => Some(page("<title>Start</title><p>We are a firm of surveyors with a map of all our work in the valley.<img usemap=#m><map name=m><area href=/area.html alt=Contact></map>")),
        "/area.html" => Some(page("<p>Write to us or come by the office in the old station at any time of day.")),
        _ => None,
    })
    .await;
    let dossier = read(&sites, "firm.example").await;
    assert_eq!(dossier.home_url.as_deref(), Some("https://firm.example/start.html"));
    assert_eq!(paths(&dossier), ["/start.html", "/area.html"]);
}

#[tokio::test]
async fn copies_and_translations_are_read_once() {
    let german = "<html lang=de><title>Firma</title><a href=/leistungen>Leistungen</a><a href=/en/>English</a><a href=/en/services>Services</a><a href=/fr/services>Services</a>\
        <a href=/leistungen/?utm_source=x>Mehr</a><a href=/print>Druck</a><a href=/kopie>Kopie</a><p>Wir bauen Brücken und Stege aus Holz für Gemeinden und Wanderwege im ganzen Land.";
    let offer = "<html lang=de><title>Leistungen</title><p>Brücken aus Lärche, Stege aus Eiche, Geländer nach Maß, geplant und gebaut von acht Zimmerleuten aus dem Tal.";
    let sites = host(move |path| match path {
        "/" => Some(page(german)),
        "/leistungen" | "/leistungen/?utm_source=x" | "/kopie" => Some(page(offer)),
        "/en/" | "/en/services" | "/fr/services" => Some(page("<html lang=en><p>We build wooden bridges for towns and trails across the whole country.")),
        _ => None,
    })
    .await;
    assert_eq!(paths(&read(&sites, "firm.example").await), ["/", "/leistungen"]);
}

#[tokio::test]
async fn a_slow_site_is_answered_before_the_deadline() {
    let sites = Sites::start().await;
    let fetcher = sites.fetcher();
    let limits = Limits { deadline: Duration::from_secs(4), ..Limits::default() };
    let slow = host(|path| match path {
        "/robots.txt" => None,
        "/" => Some(page(&format!("<p>{}<a href=/about>About</a><a href=/contact>Contact</a>", "We make clocks and mend them. ".repeat(60)))),
        _ => Some(Response::new(axum::body::Body::from_stream(futures_util::stream::pending::<Result<bytes::Bytes, std::io::Error>>()))),
    })
    .await;
    let started = Instant::now();
    let dossier = read_with(&slow.fetcher(), "firm.example", &limits).await;
    assert!(started.elapsed() < limits.deadline, "{:?}", started.elapsed());
    assert_eq!((dossier.outcome.reading, dossier.pages.len()), (Reading::Ok, 1), "what was read in time counts");
    let hang =
        Sites::with(|_, _| Some(Response::new(axum::body::Body::from_stream(futures_util::stream::pending::<Result<bytes::Bytes, std::io::Error>>())))).await;
    let started = Instant::now();
    let dossier = read_with(&hang.fetcher(), "firm.example", &limits).await;
    assert!(started.elapsed() < limits.deadline, "{:?}", started.elapsed());
    assert_eq!(dossier.outcome.reason, Some(Reason::Timeout));
    drop(fetcher);
}

#[tokio::test]
async fn the_same_site_gives_the_same_dossier() {
    let sites = Sites::start().await;
    let plain = |mut dossier: Dossier| {
        for request in dossier.requests.iter_mut().chain(&mut dossier.probes.other_host).chain(&mut dossier.probes.random_path) {
            (request.ttfb_ms, request.took_ms) = (0, 0);
        }
        // The server's own clock.
        dossier.pages.iter_mut().for_each(|page| page.headers.retain(|(name, _)| name != "date"));
        serde_json::to_string(&dossier).unwrap()
    };
    let first = plain(read(&sites, "tidelog.example").await);
    assert!(first == plain(read(&sites, "tidelog.example").await));
}

#[tokio::test]
async fn a_private_host_is_refused_and_progress_is_told() {
    let fetcher = Fetcher::new(Settings::default()).unwrap();
    for domain in ["localhost", "127.0.0.1", "printer.local", "169.254.169.254", "[::1]"] {
        assert_eq!(read_with(&fetcher, domain, &Limits::default()).await.outcome.reason, Some(Reason::PrivateAddress), "{domain}");
    }
    let sites = Sites::start().await;
    let seen = std::sync::Mutex::new(Vec::new());
    let told = |progress| {
        if let Progress::Read { pages, .. } = progress {
            seen.lock().unwrap().push(pages);
        }
    };
    research(&sites.fetcher(), &Subject { domain: Some(String::from("verger-du-lac.example")) }, &Limits::default(), &|| NOW, &told).await;
    assert_eq!(*seen.lock().unwrap(), [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn research_can_run_on_a_worker_thread() {
    fn sendable<T: Send>(_: T) {}
    let fetcher = Fetcher::new(Settings::default()).unwrap();
    sendable(research(&fetcher, &Subject::default(), &Limits::default(), &|| NOW, &|_| ()));
}
