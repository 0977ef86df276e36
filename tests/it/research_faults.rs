//! Every way in which a server can misbehave: each gives its word, within the deadline and the byte limit, and costs no page but its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write as _;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use magnetite::model::dossier::{Dossier, Reading, Reason};
use magnetite::research::{Limits, Subject, research};
use magnetite_fetch::{Fetcher, Settings};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const NOW: i64 = 1_790_000_000_000;
const MAX_BYTES: u64 = 256 * 1024;
const WORDS: &str = "<p>We mend clocks and watches of every age in our workshop by the old bridge, and collect them from your door.</p>";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Slow,
    Drip,
    DripHead,
    Status(u16),
    /// Status with `Retry-After` in seconds.
    Later(u16, u32),
    Reset,
    Close,
    Truncate,
    Hang,
    Garbage,
    BadEncoding,
    Endless,
    EndlessHead,
    Bomb,
    Loop,
    Chain,
    Inward,
}

/// One host, where `path` has the fault.
struct Faulty {
    fault: Fault,
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Faulty {
    async fn start(fault: Fault, path: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let log = asked.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let log = log.clone();
                tokio::spawn(async move {
                    let mut head = Vec::new();
                    while !head.ends_with(b"\r\n\r\n") {
                        let Ok(byte) = stream.read_u8().await else { return };
                        head.push(byte);
                    }
                    let head = String::from_utf8_lossy(&head).into_owned();
                    let asked = head.split(' ').nth(1).unwrap_or_default().to_owned();
                    log.lock().unwrap().push(asked.clone());
                    if asked.split('?').next() == Some(path) || (fault == Fault::Chain && asked.starts_with("/chain")) {
                        misbehave(fault, &asked, stream).await;
                    } else {
                        let _ = stream.write_all(good(&asked).as_bytes()).await;
                    }
                });
            }
        });
        Self { fault, port, asked }
    }

    fn count(&self, path: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|asked| *asked == path).count()
    }

    async fn read(&self, deadline: Duration) -> Dossier {
        let overrides = format!("*=http://127.0.0.1:{}", self.port).parse().unwrap();
        let fetcher = Fetcher::new(Settings { overrides, pace: Duration::ZERO, max_bytes: MAX_BYTES, ..Settings::default() }).unwrap();
        let limits = Limits { deadline, max_links: 2, max_assets: 0, ..Limits::default() };
        let started = Instant::now();
        let dossier = research(&fetcher, &Subject { domain: Some("firm.example".into()) }, &limits, &|| NOW, &|_| ()).await;
        assert!(started.elapsed() < deadline, "{:?}: {:?}", self.fault, started.elapsed());
        assert!(dossier.requests.iter().all(|request| request.body_bytes <= MAX_BYTES));
        dossier
    }
}

fn ok(html: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{html}", html.len())
}

fn good(path: &str) -> String {
    let named = |title: &str, text: &str| ok(&format!("<title>{title}</title><h1>{title}</h1>{}<p>{text}", WORDS.repeat(3)));
    match path {
        "/" => named(
            "Clocks",
            "<a href=/about>About</a> <a href=/prices>Prices</a> <a href=/contact>Contact</a> <a href=/odd>Odd things</a> A clock is never too old.",
        ),
        "/about" => named("About us", "Three people, two benches and a cat have worked here since the bridge was built."),
        "/prices" => named("Prices", "A new spring costs little, a new wheel costs more, and we tell you before we begin."),
        "/contact" => named("Contact", "Ring before noon, or come by in the afternoon when the door stands open."),
        _ => String::from("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
    }
}

async fn misbehave(fault: Fault, path: &str, mut stream: TcpStream) {
    let html = ok(&WORDS.repeat(20));
    let _ = match fault {
        Fault::Slow => {
            tokio::time::sleep(Duration::from_millis(200)).await;
            stream.write_all(ok(&format!("<title>Odd</title>{WORDS}<p>Slowly made.")).as_bytes()).await
        }
        Fault::Drip | Fault::DripHead => {
            let start = if fault == Fault::Drip {
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n"
            } else {
                "HTTP/1.1 200 OK\r\nX-Long: "
            };
            let _ = stream.write_all(start.as_bytes()).await;
            while stream.write_all(b"x").await.is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Ok(())
        }
        Fault::Status(status) => stream.write_all(format!("HTTP/1.1 {status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").as_bytes()).await,
        Fault::Later(status, seconds) => {
            stream.write_all(format!("HTTP/1.1 {status} No\r\nRetry-After: {seconds}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").as_bytes()).await
        }
        Fault::Reset => stream.set_zero_linger(),
        Fault::Close => Ok(()),
        Fault::Truncate => stream.write_all(&html.as_bytes()[..html.len() / 2]).await,
        Fault::Hang => {
            std::future::pending::<()>().await;
            Ok(())
        }
        Fault::Garbage => stream.write_all(b"\x16\x03\x01\x02\x00 this is not HTTP\r\n").await,
        Fault::BadEncoding => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!").await
        }
        Fault::Endless => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n").await;
            while stream.write_all(&[b'x'; 65_536]).await.is_ok() {}
            Ok(())
        }
        Fault::EndlessHead => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n").await;
            while stream.write_all(b"X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n").await.is_ok() {}
            Ok(())
        }
        Fault::Bomb => {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(&vec![b'0'; 2 << 20]).unwrap();
            let body = encoder.finish().unwrap();
            let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", body.len());
            let _ = stream.write_all(head.as_bytes()).await;
            stream.write_all(&body).await
        }
        Fault::Loop => stream.write_all(moved(path).as_bytes()).await,
        Fault::Chain => {
            stream.write_all(moved(&format!("/chain{}", path.len())).replace("chain", &format!("chain{}", "n".repeat(path.len()))).as_bytes()).await
        }
        Fault::Inward => stream.write_all(moved("http://127.0.0.1/").as_bytes()).await,
    };
    let _ = stream.shutdown().await;
}

fn moved(to: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
}

const ALL: [(Fault, Option<u16>, Option<&str>, Reason); 19] = [
    (Fault::Drip, None, Some("timeout"), Reason::Timeout),
    (Fault::DripHead, None, Some("timeout"), Reason::Timeout),
    (Fault::Status(500), Some(500), None, Reason::HttpError),
    (Fault::Status(503), Some(503), None, Reason::HttpError),
    (Fault::Status(403), Some(403), None, Reason::Blocked),
    (Fault::Status(410), Some(410), None, Reason::HttpError),
    (Fault::Later(429, 900), Some(429), None, Reason::Blocked),
    (Fault::Later(503, 900), Some(503), None, Reason::Blocked),
    (Fault::Reset, None, Some("reset"), Reason::Refused),
    (Fault::Close, None, Some("reset"), Reason::Refused),
    (Fault::Truncate, None, Some("reset"), Reason::Refused),
    (Fault::Hang, None, Some("timeout"), Reason::Timeout),
    (Fault::Garbage, None, Some("protocol"), Reason::NotHtml),
    (Fault::BadEncoding, None, Some("protocol"), Reason::NotHtml),
    (Fault::Endless, None, Some("too_large"), Reason::TooLarge),
    (Fault::EndlessHead, None, Some("too_large"), Reason::TooLarge),
    (Fault::Bomb, None, Some("too_large"), Reason::TooLarge),
    (Fault::Loop, None, Some("redirects"), Reason::RedirectLoop),
    (Fault::Chain, None, Some("redirects"), Reason::RedirectLoop),
];

/// One visit for each fault at this path, all at the same time, so that the slow ones cost their deadline once.
async fn each(path: &'static str, deadline: Duration) -> Vec<(Fault, Dossier)> {
    let visits = ALL.map(|(fault, ..)| tokio::spawn(async move { (fault, Faulty::start(fault, path).await.read(deadline).await) }));
    let mut read = Vec::new();
    for visit in visits {
        read.push(visit.await.unwrap());
    }
    read
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_a_fault_costs_no_other_page() {
    for ((fault, dossier), (_, status, failure, _)) in each("/odd", Duration::from_secs(12)).await.into_iter().zip(ALL) {
        let mut read: Vec<&str> = dossier.pages.iter().map(|page| page.url.split("firm.example").nth(1).unwrap()).collect();
        read.sort_unstable();
        assert_eq!(read, ["/", "/about", "/contact", "/prices"], "{fault:?}");
        assert_eq!((dossier.outcome.reading, dossier.outcome.reason), (Reading::Ok, None), "{fault:?}");
        let asked = dossier.requests.iter().find(|request| request.purpose == "page" && request.url.ends_with("/odd")).expect("the page was asked for");
        assert_eq!((asked.status, asked.failure.as_deref()), (status, failure), "{fault:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_home_page_with_a_fault_has_its_word() {
    for ((fault, dossier), (.., reason)) in each("/", Duration::from_secs(12)).await.into_iter().zip(ALL) {
        assert_eq!((dossier.outcome.reading, dossier.outcome.reason), (Reading::Insufficient, Some(reason)), "{fault:?}: {}", dossier.outcome.detail);
        assert!(dossier.pages.is_empty() && !dossier.outcome.detail.is_empty() && !dossier.requests.is_empty());
    }
}

#[tokio::test]
async fn a_robots_txt_with_a_fault_is_a_refusal_or_no_file() {
    for (fault, reason) in [
        (Fault::Status(500), Some(Reason::RobotsRefused)),
        (Fault::Status(404), None),
        (Fault::Status(403), None),
        (Fault::Loop, None),
        (Fault::Chain, None),
        (Fault::Endless, None),
        (Fault::Hang, Some(Reason::Timeout)),
        (Fault::Reset, Some(Reason::Refused)),
        (Fault::Garbage, Some(Reason::NotHtml)),
        (Fault::Inward, Some(Reason::PrivateAddress)),
        (Fault::Later(429, 900), Some(Reason::Blocked)),
    ] {
        let site = Faulty::start(fault, "/robots.txt").await;
        let dossier = site.read(Duration::from_secs(6)).await;
        assert_eq!(dossier.outcome.reason, reason, "{fault:?}: {}", dossier.outcome.detail);
        assert_eq!(site.count("/") == 0, reason.is_some(), "{fault:?}");
    }
}

#[tokio::test]
async fn a_slow_site_is_read_whole_when_time_allows() {
    let dossier = Faulty::start(Fault::Slow, "/odd").await.read(Duration::from_secs(10)).await;
    assert_eq!((dossier.outcome.reading, dossier.pages.len()), (Reading::Ok, 5));
}

#[tokio::test]
async fn a_page_that_leads_inside_is_refused_and_the_rest_kept() {
    let dossier = Faulty::start(Fault::Inward, "/odd").await.read(Duration::from_secs(10)).await;
    assert_eq!((dossier.outcome.reading, dossier.pages.len()), (Reading::Ok, 4));
    let asked = dossier.requests.iter().find(|request| request.purpose == "page" && request.url.ends_with("/odd")).unwrap();
    assert_eq!((asked.failure.as_deref(), asked.hops.len()), (Some("private_address"), 1));
}

#[tokio::test]
async fn a_site_that_is_too_busy_is_asked_once_more_after_its_wait_and_then_left_alone() {
    let site = Faulty::start(Fault::Later(429, 0), "/about").await;
    let dossier = site.read(Duration::from_secs(10)).await;
    assert_eq!(site.count("/about"), 2);
    // `/about` comes first: nothing more was asked after it.
    assert_eq!(dossier.pages.len(), 1);
    assert_eq!(site.asked.lock().unwrap().last().map(String::as_str), Some("/about"));
    assert!(dossier.probes.links.iter().all(|link| link.failure.is_none()), "what was not asked is not broken");
    let far = Faulty::start(Fault::Later(503, 120), "/about").await;
    far.read(Duration::from_secs(10)).await;
    assert_eq!(far.count("/about"), 1, "a wait that does not fit is no second try");
}
