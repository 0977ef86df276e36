//! Visits that are drawn, always the same ones: of 500 programs none is taken for a person, of 500 people hardly any is missed.

use std::collections::BTreeMap;

use crate::support::app::{On, TestApp};
use crate::support::visitor::{Step, Trace, replay, settle};
use crate::views::{app, magnet, trace};

const VISITS: u64 = 500;

/// xorshift64* (Vigna 2016).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % below
    }

    fn ms(&mut self, from: u64, to: u64) -> i64 {
        i64::try_from(from + self.roll(to - from)).unwrap()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[usize::try_from(self.roll(of.len() as u64)).unwrap()]
    }

    fn address(&mut self, network: &str) -> String {
        format!("{network}.{}.{}", self.roll(256), 1 + self.roll(254))
    }
}

const PEOPLE: [&str; 5] = ["person_chromium", "person_safari_phone", "person_without_script", "person_tor", "person_brave"];
const PROGRAMS: [&str; 14] = [
    "curl/8.5.0",
    "Wget/1.21",
    "python-requests/2.32",
    "Go-http-client/2.0",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0)",
    "Twitterbot/1.0",
    "facebookexternalhit/1.1",
    "WhatsApp/2.24",
    "Mozilla/5.0 (compatible; Barracuda Sentinel (EE))",
    "Java/17.0.2",
    "axios/1.7",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/139.0.0.0 Safari/537.36",
    "",
];

/// Headers of one of the browsers of people.
fn browser(dice: &mut Dice) -> BTreeMap<String, String> {
    trace(dice.one(&PEOPLE)).headers
}

fn by_hand() -> BTreeMap<String, String> {
    [("sec-fetch-site", "same-origin"), ("sec-fetch-user", "?1")].map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

fn visit(address: String, headers: BTreeMap<String, String>, request: Vec<Step>) -> Trace {
    Trace { class: String::new(), events: Vec::new(), address, headers, request }
}

/// A program's visit; `kind` says of which sort.
fn program(dice: &mut Dice, kind: u64) -> Trace {
    let address = dice.address("198.18");
    let mut headers = browser(dice);
    headers.remove("sec-fetch-user");
    headers.entry("sec-fetch-site".into()).and_modify(|site| *site = "none".into());
    let page = Step::new("page", dice.ms(0, 5_000));
    let follow = |dice: &mut Dice, from, to| Step::new(dice.one(&["pdf", "cta"]), dice.ms(from, to));
    match kind {
        // Says what it is, and does what it likes.
        0 => {
            let headers = [("user-agent".to_owned(), dice.one(&PROGRAMS).to_owned()), ("accept".to_owned(), "*/*".to_owned())].into();
            let head = Step { method: dice.one(&["GET", "HEAD"]).into(), ..page.clone() };
            visit(address, headers, vec![head, page, follow(dice, 0, 9_000), Step::new("hello", 500), report(dice, 15_000, &["wheel"])])
        }
        // A browser by name that lacks its headers.
        1 => {
            for name in ["accept-language", "sec-fetch-dest", "sec-fetch-mode", "sec-fetch-site"] {
                headers.remove(name);
            }
            visit(address, headers, vec![page, follow(dice, 0, 8_000), follow(dice, 0, 8_000)])
        }
        // All headers right, links followed at once, or without a hand.
        2 => visit(address, headers, vec![page, follow(dice, 0, 1_500), follow(dice, 0, 1_500)]),
        3 => visit(address, headers, vec![page, follow(dice, 4_000, 60_000), follow(dice, 4_000, 60_000)]),
        // Driven browsers that run the script.
        4 => {
            let end = dice.ms(50, 30_000);
            visit(address, headers, vec![page, Step::new("hello", 200), Step { driven: true, ..report(dice, end, &["pointermove"]) }])
        }
        // Browsers in a box that nobody touches.
        5 => {
            let end = dice.ms(100, 9_000);
            visit(address, headers, vec![page, Step::new("hello", 300), Step { gone: true, ..report(dice, end, &[]) }, follow(dice, 0, 2_000)])
        }
        // The same in the networks of mail filters, as long as they like.
        6 => {
            let network = dice.one(&["67.231.150", "205.139.110", "209.222.82", "104.47.20", "62.209.50", "66.249.70"]).to_owned();
            let (address, end) = (format!("{network}.{}", 1 + dice.roll(254)), dice.ms(2_000, 120_000));
            visit(address, headers, vec![page, Step::new("hello", 300), report(dice, end, &[]), follow(dice, 4_000, 9_000)])
        }
        // The head first, then the page, for as long as a person would stay.
        7 => {
            let head = Step { method: "HEAD".into(), ..page };
            visit(address, headers, vec![head, Step::new("page", dice.ms(0, 5_000)), Step::new("hello", 300), report(dice, 14_000, &[])])
        }
        // Made-up reports.
        8 => {
            let forged = Step { forged: true, ..report(dice, 20_000, &["wheel", "keydown"]) };
            let early = Step { after_ms: 10, sight: 60_000, ..report(dice, 60_000, &[]) };
            visit(address, headers, vec![page, Step::new("hello", 10), early, forged])
        }
        // Links that look as if they were clicked, faster than anybody reads.
        _ => {
            let fast = |dice: &mut Dice| Step { headers: by_hand(), ..follow(dice, 0, 1_000) };
            visit(address, headers, vec![page, fast(dice), fast(dice)])
        }
    }
}

fn report(dice: &mut Dice, sight: i64, signs: &[&str]) -> Step {
    Step { sight, signs: signs.iter().map(|sign| (*sign).to_owned()).collect(), ..Step::new("report", sight + dice.ms(0, 300)) }
}

/// A person's visit.
fn person(dice: &mut Dice) -> Trace {
    let address = dice.address("203.0");
    let kind = dice.roll(1_000);
    // Every sixth without script.
    let headers = if kind < 160 { trace(dice.one(&["person_chromium", "person_without_script", "person_brave"])).headers } else { browser(dice) };
    let mut steps = Vec::new();
    if dice.roll(20) == 0 {
        steps.push(Step { method: "HEAD".into(), ..Step::new("page", 0) });
        steps.push(Step::new("page", dice.ms(10_500, 60_000)));
    } else {
        steps.push(Step::new("page", 0));
    }
    let click = |dice: &mut Dice| Step { headers: by_hand(), ..Step::new(dice.one(&["pdf", "cta"]), dice.ms(3_000, 900_000)) };
    match kind {
        0..160 => steps.push(click(dice)),
        // Nobody can tell a glance of a second from a program.
        160..166 => steps.extend([Step::new("hello", 400), Step { gone: true, ..report(dice, 1_200, &["pointermove"]) }]),
        // Reads without moving.
        166..190 => steps.extend([Step::new("hello", 400), report(dice, 16_000, &[])]),
        _ => {
            let hand = dice.one(&["pointermove", "touchmove", "wheel", "keydown"]);
            let (delay, end) = (dice.ms(150, 4_000), dice.ms(2_050, 240_000));
            steps.extend([Step::new("hello", delay), report(dice, end, &[hand])]);
            if dice.roll(4) == 0 {
                steps.push(click(dice));
            }
        }
    }
    visit(address, headers, steps)
}

/// Addresses of the visits that ended as a person's, by lead.
async fn human_pages(app: &TestApp) -> i64 {
    let rows: Vec<(i64,)> = app.app.db.fetch_all("SELECT COUNT(DISTINCT visit_id) FROM views WHERE class = 'human'", vec![]).await.unwrap();
    rows[0].0
}

#[tokio::test]
async fn of_five_hundred_programs_none_is_taken_for_a_person() {
    let app = app(On::Sqlite, &[]).await;
    let mut pages = Vec::new();
    for n in 0..6 {
        pages.push(magnet(&app, &format!("p{n}@firm.example")).await.1);
    }
    let mut dice = Dice(0x5EED);
    for n in 0..VISITS {
        let visit = program(&mut dice, n % 11);
        if n % 11 == 10 {
            // Several links of one sender within a second, then what a person would do.
            for page in &pages {
                let first = Trace { request: vec![Step::new("page", 100)], ..visit.clone() };
                replay(&app, page, &first).await;
            }
            let rest = Trace { request: vec![Step::new("hello", 400), report(&mut dice, 14_000, &[])], ..visit };
            replay(&app, &pages[0], &rest).await;
        } else {
            replay(&app, &pages[usize::try_from(n % 6).unwrap()], &visit).await;
        }
        if n % 50 == 0 {
            app.web.counters.flush(&app.app).await.unwrap();
        }
    }
    settle(&app).await;
    let rows: Vec<(String, String, String)> = app.app.db.fetch_all("SELECT what, reasons, facts FROM views WHERE class = 'human'", vec![]).await.unwrap();
    assert_eq!(rows, [], "{} views of programs count as a person's", rows.len());
    let all: Vec<(i64,)> = app.app.db.fetch_all("SELECT COUNT(*) FROM views", vec![]).await.unwrap();
    assert!(all[0].0 > 1_000, "{}", all[0].0);
}

#[tokio::test]
async fn of_five_hundred_people_hardly_any_is_missed() {
    let app = app(On::Sqlite, &[]).await;
    let (_, page) = magnet(&app, "jane@firm.example").await;
    let mut dice = Dice(0xFACE);
    for n in 0..VISITS {
        let mut visit = person(&mut dice);
        // One address each.
        visit.address = format!("203.0.{}.{}", 113 + n / 250, 1 + n % 250);
        replay(&app, &page, &visit).await;
        if n % 50 == 0 {
            app.web.counters.flush(&app.app).await.unwrap();
        }
    }
    settle(&app).await;
    let (seen, all) = (human_pages(&app).await, i64::try_from(VISITS).unwrap());
    assert!(seen * 100 >= all * 98 && seen <= all, "{seen} of {all} people were seen");
}
