//! Pages of each kind, and everyday pages that look a little like one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::model::page::Role;
use crate::research::read::{Fetched, read};

fn page(html: &str) -> Page {
    let url = Url::parse("https://firm.example/").unwrap();
    read(&Fetched { url: &url, status: 200, headers: Vec::new(), fetched_at: 0, body: html.as_bytes(), html, charset: "utf-8 (meta)", role: Role::Home })
}

fn reason(html: &str) -> Option<Reason> {
    of_pages(&[page(html)]).reason
}

/// Sixty words of a small firm.
const PLUMBER: &str = "<p>Tom Ashby has mended taps, boilers and drains in Dunmore and the valley since he left school. No job is too small. He comes the same day when water \
    is running where it should not, and tells you the price before he starts. Ring him before eight in the morning or after five, or leave a note at the hardware shop on the square.</p>";

#[test]
fn each_kind_of_holding_page_is_known() {
    for (html, expected) in [
        ("<title>firm.example</title><h1>firm.example</h1><p>This domain is for sale. Make an offer.", Reason::Parked),
        ("<title>firm.example</title><p>This domain name has been registered with a registrar.", Reason::Parked),
        ("<title>firm.example</title><p>Dieser Domainname ist vergeben. Diese Domain kaufen.", Reason::Parked),
        ("<title>firm.example</title><p>Ce nom de domaine est à vendre", Reason::Parked),
        ("<title>x</title><script src='https://www.parkingcrew.net/jsparkcaf.js'></script><p>Related searches", Reason::Parked),
        ("<title>x</title><iframe src='https://sedoparking.com/frmpark/firm.example/x'></iframe>", Reason::Parked),
        ("<title>Coming soon</title><h1>Acme</h1><p>Something good is on its way.", Reason::UnderConstruction),
        ("<title>Acme</title><h1>Acme joiners</h1><p>Our website is under construction. Ring us on 555 0100.", Reason::UnderConstruction),
        ("<title>Acme</title><p>Site en construction</p><p>Revenez bientôt", Reason::UnderConstruction),
        ("<title>Acme</title><h1>En construction</h1>", Reason::UnderConstruction),
        ("<title>Acme</title><p>Nuestra página web está en construcción", Reason::UnderConstruction),
        ("<title>Acme</title><h1>Hier entsteht unsere neue Webseite</h1>", Reason::UnderConstruction),
        ("<title>Acme</title><p>Questo sito è in costruzione", Reason::UnderConstruction),
        ("<title>Acme</title><p>ただいま工事中です。", Reason::UnderConstruction),
        ("<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>If you see this page, the server is installed.", Reason::UnderConstruction),
        ("<title>Index of /</title><h1>Index of /</h1><a href=a.txt>a.txt</a>", Reason::UnderConstruction),
        ("<title>Acme is down for maintenance</title><p>Back in an hour.", Reason::UnderConstruction),
        ("<title>Portal</title><h1>Sign in</h1><form><input type=text name=u><input type=password name=p><button>Log in</button></form>", Reason::Login),
        ("<title>Just a moment...</title><p>Checking your browser", Reason::Blocked),
        ("<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>", Reason::Blocked),
        ("<title>firm.example</title><script src='https://geo.captcha-delivery.com/captcha/x.js'></script><p>Please enable JS", Reason::Blocked),
        ("<title>Old site</title><p>Our website has moved to <a href='https://newfirm.example/'>newfirm.example</a>", Reason::Moved),
        ("<title>Umzug</title><p>Unsere neue Website finden Sie unter <a href='https://neu.example/'>neu.example</a>", Reason::Moved),
        (
            "<title>App</title><div id=root></div><script src=/app.js></script><noscript>You need to enable JavaScript to run this app.</noscript>",
            Reason::ScriptOnly,
        ),
        ("", Reason::Empty),
        ("<title>Acme</title><p>Acme makes anvils.", Reason::LittleText),
    ] {
        assert_eq!(reason(html), Some(expected), "{html}");
    }
}

#[test]
fn a_thin_site_says_whether_frames_or_scripts_hold_its_text() {
    let home = page(&format!("<title>Acme</title>{PLUMBER}"));
    let reason = |second: &str| of_pages(&[home.clone(), page(second)]).reason;
    assert_eq!(reason("<title>Work</title><p>Taps, boilers, drains."), Some(Reason::LittleText));
    assert_eq!(reason("<title>Work</title><script type=module src=/app.js></script><p>Tom Ashby</p><img src=logo.png>"), Some(Reason::Scripts));
    assert_eq!(
        reason("<title>Work</title><script src=https://elsewhere.example/count.js></script><p>Tom Ashby</p><img src=logo.png>"),
        Some(Reason::LittleText)
    );
    assert_eq!(reason("<title>Work</title><frameset cols='20%,80%'><frame src=menu.htm><frame src=text.htm></frameset>"), Some(Reason::Frames));
    let outcome = of_pages(&[home.clone(), page("<title>Work</title><p>Taps.")]);
    assert!(outcome.words().is_some_and(|words| (60..100).contains(&words)), "{}", outcome.detail);
}

#[test]
fn everyday_pages_are_not_taken_for_holding_pages() {
    let menu = "<nav><a href=/about>About</a><a href=/prices>Prices</a><a href=/work>Work</a><a href=/contact>Contact</a><a href=/news>News</a><a href=/faq>FAQ</a></nav>";
    for html in [
        // Sixty words are few and enough.
        format!("<title>Tom Ashby, plumber</title><h1>Tom Ashby</h1>{PLUMBER}"),
        // The van, the shop and the course come soon, the site is there.
        format!("<title>Tom Ashby, plumber</title><h1>Tom Ashby</h1>{PLUMBER}<p>A second van is coming soon!</p>"),
        format!(
            "<title>Tom Ashby, plumber</title><h1>Tom Ashby</h1>{PLUMBER}<p>Opening soon: our little shop for taps and seals in Mill Lane, next to the baker.</p>"
        ),
        format!("{menu}<title>Tom Ashby</title><h1>Coming soon</h1>{PLUMBER}"),
        // Builders build.
        format!("<title>Experts en construction bois</title><h1>Experts en construction bois</h1>{PLUMBER}"),
        format!("<title>Empresa líder en construcción</title><h1>Empresa líder en construcción</h1>{PLUMBER}"),
        format!("<title>Homes under construction</title><h1>Homes under construction</h1>{PLUMBER}"),
        format!("<title>Ashby</title><h1>Hier entsteht Ihr neues Zuhause</h1>{PLUMBER}"),
        format!("<title>Ashby</title><p>Unser Laden ist im Umbau, die Werkstatt ist offen.</p>{PLUMBER}"),
        format!("<title>Ashby</title><h1>Scheduled maintenance for boilers</h1>{PLUMBER}"),
        // Who sells domains or estates is not for sale.
        format!("<title>Hosting by Ashby</title><p>Domain kaufen, Webspace mieten, E-Mail einrichten.</p>{PLUMBER}{PLUMBER}"),
        format!("{menu}<title>Ashby hosting</title><h1>Buy this domain and get a year of hosting</h1>{PLUMBER}"),
        format!("<title>Ashby immobilier</title><h1>Domaine à vendre en Bourgogne</h1>{PLUMBER}"),
        // A log-in in the corner.
        format!("{menu}<form><input type=text name=u><input type=password name=p><button>Log in</button></form><title>Club</title>{PLUMBER}"),
        format!("<a href=/login>Log in</a><title>Tom Ashby</title>{PLUMBER}"),
        // A guarded form, a watched visitor, a security firm.
        format!("<title>Tom Ashby</title>{PLUMBER}<script src='https://challenges.cloudflare.com/turnstile/v0/api.js'></script><form><input name=q></form>"),
        format!("<title>Tom Ashby</title>{PLUMBER}<script>a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script>"),
        format!("{menu}<title>Security check for your home</title>{PLUMBER}"),
        format!("<title>Ashby alarms: security check for home and shop</title>{PLUMBER}"),
        // The shop moved, the site did not.
        format!("<title>Tom Ashby</title>{PLUMBER}<p>We have moved to 12 High Street. <a href='https://maps.example/x'>Map</a></p>"),
        // A wall of words about cookies stands before the page.
        format!(
            "<div class=cookie-banner><p>We use cookies to make this website work. Accept all or choose.</p><button>Accept</button></div><title>Tom Ashby</title>{PLUMBER}"
        ),
    ] {
        assert!(matches!(reason(&html), None | Some(Reason::LittleText)), "{:?}: {html}", of_pages(&[page(&html)]));
    }
}

#[test]
fn each_failure_of_the_connection_has_its_reason() {
    for (error, expected) in [
        (FetchError::Dns, Reason::NoSuchHost),
        (FetchError::BadUrl, Reason::NoSuchHost),
        (FetchError::Refused, Reason::Refused),
        (FetchError::Reset, Reason::Refused),
        (FetchError::Unreachable, Reason::Refused),
        (FetchError::Timeout, Reason::Timeout),
        (FetchError::Tls("certificate expired".into()), Reason::Tls),
        (FetchError::PrivateAddress, Reason::PrivateAddress),
        (FetchError::BadPort, Reason::PrivateAddress),
        (FetchError::TooLarge, Reason::TooLarge),
        (FetchError::Redirects, Reason::RedirectLoop),
        (FetchError::Protocol("x".into()), Reason::NotHtml),
    ] {
        let outcome = of_failure(&error, "https://firm.example/");
        assert_eq!((outcome.reading, outcome.reason), (Reading::Insufficient, Some(expected)));
        assert!(outcome.detail.contains("https://firm.example/"));
    }
}

#[test]
fn a_host_is_a_parking_place_by_whole_labels() {
    for host in ["www.parkingcrew.net", "ww1.sedoparking.com", "dan.com", "www.hugedomains.com"] {
        assert!(is_parking(host), "{host}");
    }
    for host in ["jordan.com", "www.sudan.com", "carparkingcrew.example", "myvoodoo.com"] {
        assert!(!is_parking(host), "{host}");
    }
}

#[test]
fn an_unavailable_site_is_paused_busy_guarded_or_broken() {
    let url = Url::parse("https://firm.example/").unwrap();
    let answer = |headers: &[(&str, &str)], body: &str| Answer {
        url: url.clone(),
        hops: Vec::new(),
        status: 503,
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        body: body.to_owned().into(),
        body_bytes: 9,
        wire_bytes: 9,
        content_encoding: None,
        ttfb_ms: 1,
        took_ms: 1,
        truncated: false,
    };
    for (headers, body, expected) in [
        (&[("retry-after", "600")][..], "<h1>Briefly unavailable for scheduled maintenance.", Reason::UnderConstruction),
        (&[("retry-after", "600")], "<h1>Too busy", Reason::Blocked),
        (&[], "<title>Just a moment...</title>", Reason::Blocked),
        (&[("cf-mitigated", "challenge")], "", Reason::Blocked),
        (&[], "unable to service your request due to maintenance downtime or capacity problems", Reason::HttpError),
        (&[], "", Reason::HttpError),
    ] {
        assert_eq!(of_answer(&answer(headers, body), true).unwrap().reason, Some(expected), "{headers:?} {body}");
    }
}
