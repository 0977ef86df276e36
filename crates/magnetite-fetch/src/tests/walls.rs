//! The guard: hostile spellings are refused before a connection, public addresses pass, overrides are the only way past.

use std::net::IpAddr;
use std::sync::Arc;

use url::Url;

use super::server::{Server, ok};
use crate::guard::{Route, route};
use crate::{Ask, FetchError, Fetcher, Overrides, Settings, is_public};

pub(super) const HOSTILE: &[&str] = &[
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.255.255.254/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0x0.0x0.0x1/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://0177.0.0.01/",
    "http://017700000001/",
    "http://127.0.0.1./",
    "http://127。0。0。1/",
    "http://127.0.0.1/",
    "http://①②⑦.⓪.⓪.①/",
    "http://%31%32%37.0.0.1/",
    "http://example.com@127.0.0.1/",
    "http://example.com:80@127.0.0.1/",
    "http://user:pass@[::1]/",
    "http://127.0.0.1\\@example.com/",
    "http:\\\\127.0.0.1/",
    "http:/127.0.0.1/",
    "http://127.0.0.1%09/",
    "http://0/",
    "http://0.0.0.0/",
    "http://0.1.2.3/",
    "http://10.0.0.1/",
    "http://10.255.255.255/",
    "http://012.1.2.3/",
    "http://0xa.1.2.3/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.0.1/",
    "http://3232235521/",
    "http://100.64.0.1/",
    "http://100.100.100.200/",
    "http://100.127.255.255/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2852039166/",
    "http://0xa9fea9fe/",
    "http://0251.0376.0251.0376/",
    "http://168.63.129.16/",
    "http://192.0.0.192/",
    "http://192.0.2.1/",
    "http://198.18.0.1/",
    "http://198.19.255.255/",
    "http://198.51.100.7/",
    "http://203.0.113.9/",
    "http://192.88.99.1/",
    "http://224.0.0.1/",
    "http://239.255.255.250/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://[::]/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::127.0.0.1]/",
    "http://[::8.8.8.8]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:a9fe:a9fe]/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[64:ff9b:1::8.8.8.8]/",
    "http://[2002:7f00:1::1]/",
    "http://[2002:c0a8:101::]/",
    "http://[2002:a9fe:a9fe::]/",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    "http://[2001:10::1]/",
    "http://[2001:2::1]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://[100::1]/",
    "http://[5f00::1]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/",
    "http://[fd12:3456::1]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[2a00:1450::5efe:127.0.0.1]/",
    "http://[2a00:1450::200:5efe:10.0.0.1]/",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://a.localhost/",
    "http://printer.local/",
    "http://metadata.google.internal/",
    "http://router.lan/",
    "http://host.docker.internal./",
    "http://intranet/",
    "http://intranet./",
    "http://server.home.arpa/",
    "https://1.0.0.127.in-addr.arpa/",
    "http://ⓛocalhost/",
    "http://loc\u{ad}alhost/",
];

const PUBLIC: &[&str] = &[
    "1.1.1.1",
    "8.8.8.8",
    "9.9.9.9",
    "11.0.0.1",
    "100.63.255.255",
    "100.128.0.1",
    "126.255.255.255",
    "128.0.0.1",
    "151.101.1.140",
    "169.253.255.255",
    "169.255.0.1",
    "172.15.255.255",
    "172.32.0.1",
    "185.199.108.153",
    "192.0.1.1",
    "192.0.3.1",
    "192.167.255.255",
    "192.169.0.1",
    "198.17.255.255",
    "198.20.0.1",
    "198.51.99.1",
    "203.0.112.1",
    "203.0.114.1",
    "223.255.255.255",
    "2001:4860:4860::8888",
    "2606:4700:4700::1111",
    "2620:fe::fe",
    "2a00:1450:4001:81b::200e",
    "2a03:2880:f12f:83:face:b00c:0:25de",
    "2001:200::1",
    "64:ff9b::8.8.8.8",
    "2002:808:808::1",
];

#[test]
fn no_hostile_spelling_is_let_out() {
    let any: Overrides = "*=http://127.0.0.1:9".parse().unwrap();
    for text in HOSTILE {
        let Ok(url) = Url::parse(text) else { continue };
        for overrides in [&Overrides::default(), &any] {
            assert!(route(&url, overrides).is_err(), "{text} was let out as {url}");
        }
        for wrapped in [format!("{text}?q=http://example.com/"), text.replacen("http:", "https:", 1)] {
            if let Ok(url) = Url::parse(&wrapped) {
                assert!(route(&url, &any).is_err(), "{wrapped} was let out as {url}");
            }
        }
    }
}

#[test]
fn public_addresses_are_let_out() {
    for text in PUBLIC {
        let address: IpAddr = text.parse().unwrap();
        assert!(is_public(address), "{text} was refused");
        let url = if address.is_ipv6() { format!("https://[{text}]/") } else { format!("https://{text}/") };
        assert_eq!(route(&Url::parse(&url).unwrap(), &Overrides::default()), Ok(Route::Public), "{url}");
    }
    for text in
        ["https://example.com/", "http://www.example.co.uk:443/x", "https://münchen.example/", "https://local.example.com/", "https://xn--p1ai.example/"]
    {
        assert_eq!(route(&Url::parse(text).unwrap(), &Overrides::default()), Ok(Route::Public), "{text}");
    }
}

#[test]
fn other_schemes_and_ports_are_refused() {
    let refused = |text: &str| route(&Url::parse(text).unwrap(), &Overrides::default()).unwrap_err();
    for text in ["file:///etc/passwd", "ftp://example.com/", "gopher://example.com/", "data:text/html,x", "javascript:alert(1)", "blob:http://example.com/x"] {
        assert_eq!(refused(text), FetchError::BadScheme, "{text}");
    }
    for text in ["http://example.com:22/", "https://example.com:8443/", "http://example.com:6379/", "http://8.8.8.8:8080/", "http://example.com:0/"] {
        assert_eq!(refused(text), FetchError::BadPort, "{text}");
    }
}

#[tokio::test]
async fn hostile_addresses_never_reach_a_listener() {
    let server = Server::always(ok("inside")).await;
    let fetcher = Fetcher::new(Settings::default()).unwrap();
    for text in HOSTILE.iter().filter_map(|text| Url::parse(text).ok()) {
        for port in [None, Some(server.address.port())] {
            let mut url = text.clone();
            url.set_port(port).unwrap();
            let failure = fetcher.get(&url, &Ask::get()).await.unwrap_err();
            assert!(matches!(failure.error, FetchError::PrivateAddress | FetchError::BadPort | FetchError::BadUrl | FetchError::Dns), "{url}: {failure}");
        }
    }
    assert_eq!(server.connections(), 0);
}

/// A fetcher whose names lead to these addresses.
fn with_addresses(addresses: &'static [&'static str]) -> Fetcher {
    let lookup = Arc::new(move |_| {
        let found = addresses.iter().map(|address| address.parse().unwrap()).collect();
        Box::pin(std::future::ready(Ok(found))) as std::pin::Pin<Box<dyn Future<Output = _> + Send>>
    });
    Fetcher::with_lookup(Settings::default(), lookup).unwrap()
}

#[tokio::test]
async fn a_name_with_any_private_address_is_refused() {
    let url = Url::parse("http://rebind.example/").unwrap();
    for addresses in [&["127.0.0.1"][..], &["8.8.8.8", "10.0.0.1"], &["2606:4700::1111", "::1"], &["::ffff:169.254.169.254"]] {
        let failure = with_addresses(addresses).get(&url, &Ask::get()).await.unwrap_err();
        assert_eq!(failure.error, FetchError::PrivateAddress, "{addresses:?}");
    }
    let failure = with_addresses(&[]).get(&url, &Ask::get()).await.unwrap_err();
    assert_eq!(failure.error, FetchError::Dns);
}

#[tokio::test]
async fn a_redirect_inward_is_refused() {
    let inner = Server::always(ok("inside")).await;
    let port = inner.address.port();
    let targets = [
        String::from("http://127.0.0.1/"),
        format!("http://127.0.0.1:{port}/"),
        String::from("//127.1/"),
        String::from("http://localhost/"),
        String::from("http://[::ffff:7f00:1]/"),
        String::from("http://169.254.169.254/latest"),
        String::from("http://user@2130706433/"),
        String::from("file:///etc/passwd"),
        format!("http://other.example:{port}/"),
    ];
    for target in targets {
        let server = Server::always(format!("HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n")).await;
        let failure = server.fetcher(|_| ()).get(&Url::parse("https://site.example/a").unwrap(), &Ask::get()).await.unwrap_err();
        assert!(matches!(failure.error, FetchError::PrivateAddress | FetchError::BadScheme | FetchError::BadPort), "{target}: {failure}");
        assert_eq!(failure.hops.len(), 1);
        assert_eq!(failure.hops[0].url.as_str(), "https://site.example/a");
    }
    assert_eq!(inner.connections(), 0);
}

#[tokio::test]
async fn an_override_sends_the_real_host_and_reports_the_real_address() {
    let server = Server::start(|head, mut stream| async move {
        let _ = tokio::io::AsyncWriteExt::write_all(&mut stream, ok(&head).as_bytes()).await;
    })
    .await;
    let fetcher = server.fetcher(|settings| settings.overrides = format!("site.example=http://{}", server.address).parse().unwrap());
    let answer = fetcher.get(&Url::parse("https://user:secret@www.Site.example/a?b=c#d").unwrap(), &Ask::get().header("X-Own", "1")).await.unwrap();
    assert_eq!(answer.url.as_str(), "https://www.site.example/a?b=c");
    let seen = String::from_utf8(answer.body.to_vec()).unwrap().to_lowercase();
    assert!(seen.starts_with("get /a?b=c http/1.1\r\n"), "{seen}");
    assert!(seen.contains("\r\nhost: www.site.example\r\n"), "{seen}");
    assert!(seen.contains("\r\nx-own: 1\r\n"), "{seen}");
    for absent in ["authorization", "cookie", "referer", "secret"] {
        assert!(!seen.contains(absent), "{seen}");
    }
    assert!(fetcher.is_overridden("site.example") && fetcher.is_overridden("www.site.example"));
    assert!(!fetcher.is_overridden("other.example") && !fetcher.is_overridden("a.site.example"));
    let port = fetcher.get(&Url::parse("http://site.example:8080/").unwrap(), &Ask::get()).await.unwrap_err();
    assert_eq!(port.error, FetchError::BadPort);
}

#[test]
fn the_named_override_wins_over_the_star() {
    let overrides: Overrides = "*=http://127.0.0.1:1, a.example=http://127.0.0.1:2".parse().unwrap();
    let to = |text: &str| match route(&Url::parse(text).unwrap(), &overrides) {
        Ok(Route::Override { to, .. }) => to.port(),
        _ => None,
    };
    assert_eq!((to("https://a.example/"), to("https://b.example/"), to("http://8.8.8.8/")), (Some(2), Some(1), None));
}

#[test]
fn a_user_agent_that_cannot_be_sent_is_refused_at_the_start() {
    let settings = Settings { user_agent: String::from("a\r\nHost: b"), ..Settings::default() };
    assert_eq!(Fetcher::new(settings).unwrap_err().word(), "setup");
}

#[test]
fn a_bad_override_is_named() {
    let bad = [
        "a.example",
        "a.example=",
        "a.example=127.0.0.1:9",
        "a.example=https://127.0.0.1:9",
        "a.example=http://127.0.0.1:9/path",
        "a.example=http://127.0.0.1:9?x",
        "a.example=http://u:p@127.0.0.1:9",
        "127.0.0.1=http://127.0.0.1:9",
        "[::1]=http://127.0.0.1:9",
        "=http://127.0.0.1:9",
        "a b=http://127.0.0.1:9",
        "*=http://127.0.0.1:9,*=http://127.0.0.1:8",
        "a.example=http://127.0.0.1:9,A.example=http://127.0.0.1:8",
    ];
    for text in bad {
        let error = text.parse::<Overrides>().unwrap_err();
        assert!(text.ends_with(&error.part) || text.starts_with(&error.part), "{text}: {error}");
    }
    assert!("".parse::<Overrides>().unwrap().is_empty());
}
