//! Many spellings of every refused range: none is let out, by any door. And a thousand public addresses: all are.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use reqwest::dns::{Name, Resolve};
use url::Url;

use super::server::{Server, ok};
use crate::guard::{Route, route};
use crate::resolver::{Guarded, Lookup};
use crate::{Ask, FetchError, Fetcher, Overrides, Settings, is_public};

/// The IANA IPv4 special-purpose registry with the multicast space, first and last address of each row, written down apart from the code under test.
/// The last row is a cloud's host agent on an address that looks public.
const V4_ROWS: &[(&str, &str)] = &[
    ("0.0.0.0", "0.255.255.255"),
    ("10.0.0.0", "10.255.255.255"),
    ("100.64.0.0", "100.127.255.255"),
    ("127.0.0.0", "127.255.255.255"),
    ("169.254.0.0", "169.254.255.255"),
    ("172.16.0.0", "172.31.255.255"),
    ("192.0.0.0", "192.0.0.255"),
    ("192.0.2.0", "192.0.2.255"),
    ("192.31.196.0", "192.31.196.255"),
    ("192.52.193.0", "192.52.193.255"),
    ("192.88.99.0", "192.88.99.255"),
    ("192.168.0.0", "192.168.255.255"),
    ("192.175.48.0", "192.175.48.255"),
    ("198.18.0.0", "198.19.255.255"),
    ("198.51.100.0", "198.51.100.255"),
    ("203.0.113.0", "203.0.113.255"),
    ("224.0.0.0", "239.255.255.255"),
    ("240.0.0.0", "255.255.255.255"),
    ("168.63.129.16", "168.63.129.16"),
];

/// The IANA IPv6 special-purpose registry with unique local, link-local, old site-local and multicast space.
const V6_ROWS: &[(&str, &str)] = &[
    ("::", "::1"),
    ("::ffff:0:0:0", "::ffff:0:ffff:ffff"),
    ("64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff"),
    ("100::", "100::ffff:ffff:ffff:ffff"),
    ("100:0:0:1::", "100:0:0:1:ffff:ffff:ffff:ffff"),
    ("2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("2001:1::1", "2001:1::3"),
    ("2001:2::", "2001:2:0:ffff:ffff:ffff:ffff:ffff"),
    ("2001:3::", "2001:3:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("2001:4:112::", "2001:4:112:ffff:ffff:ffff:ffff:ffff"),
    ("2001:10::", "2001:1f:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("2001:20::", "2001:2f:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("2001:30::", "2001:3f:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff"),
    ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ("ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
];

fn v4(text: &str) -> Ipv4Addr {
    text.parse().unwrap()
}

fn v6(text: &str) -> Ipv6Addr {
    text.parse().unwrap()
}

/// Every way that people and parsers write one IPv4 address, as a host of a URL.
fn spellings(address: Ipv4Addr) -> Vec<String> {
    let [a, b, c, d] = address.octets();
    let bits = u32::from(address);
    let (low16, low24) = (bits & 0xffff, bits & 0xff_ffff);
    let dotted = address.to_string();
    let map = |from: char, to: u32| char::from_u32(to + u32::from(from) - u32::from('0')).unwrap();
    let digits = |to: u32| dotted.chars().map(|letter| if letter.is_ascii_digit() { map(letter, to) } else { letter }).collect::<String>();
    let percent = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    vec![
        dotted.clone(),
        format!("{dotted}."),
        bits.to_string(),
        format!("{bits}."),
        format!("0x{bits:x}"),
        format!("0X{bits:X}"),
        format!("0{bits:o}"),
        format!("0000{bits:o}"),
        format!("{a}.{low24}"),
        format!("{a}.{b}.{low16}"),
        format!("0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}"),
        format!("0{a:o}.0{b:o}.0{c:o}.0{d:o}"),
        format!("000{a:o}.000{b:o}.000{c:o}.000{d:o}"),
        format!("0x{a:x}.{b}.0{c:o}.{d}"),
        format!("0x{a:x}.{low24}"),
        format!("0{a:o}.0x{low24:x}"),
        dotted.replace('.', "。"),
        dotted.replace('.', "．"),
        dotted.replace('.', "｡"),
        dotted.replace('.', "%2e"),
        digits(0xff10),
        digits(0x1d7ce),
        digits(0x1d7ec).replace('.', "。"),
        percent(&dotted),
        format!("example.com@{dotted}"),
        format!("example.com:80@{dotted}"),
        format!("user:pass@0x{bits:x}"),
        format!("example.com%40@{dotted}"),
        format!("{dotted}:80"),
        format!("{dotted}:443"),
        format!("[::{dotted}]"),
        format!("[::ffff:{dotted}]"),
        format!("[::ffff:{:x}:{:x}]", bits >> 16, low16),
        format!("[0:0:0:0:0:FFFF:{:X}:{:X}]", bits >> 16, low16),
        format!("[::ffff:0:{dotted}]"),
        format!("[64:ff9b::{dotted}]"),
        format!("[64:ff9b:1::{dotted}]"),
        format!("[2002:{:x}:{:x}::1]", bits >> 16, low16),
        format!("[2002:{:x}:{:x}:1:2:3:4:5]", bits >> 16, low16),
        format!("[2001:0:4136:e378:8000:63bf:{:x}:{:x}]", !(bits >> 16) & 0xffff, !low16 & 0xffff),
        format!("[2a00:1450::5efe:{dotted}]"),
        format!("[2a00:1450::200:5efe:{dotted}]"),
        format!("[fe80::5efe:{dotted}]"),
        format!("[fe80::1%25eth0]@{dotted}"),
    ]
}

/// Each row's first, last and a middle address in every spelling, and the known bad addresses.
fn probes() -> BTreeSet<String> {
    let mut probes = BTreeSet::new();
    for (first, last) in V4_ROWS {
        let (first, last) = (u32::from(v4(first)), u32::from(v4(last)));
        for bits in [first, first + (last - first) / 2, last] {
            for host in spellings(Ipv4Addr::from(bits)) {
                for scheme in ["http", "https"] {
                    probes.insert(format!("{scheme}://{host}/"));
                }
            }
            probes.insert(format!("http:\\\\{}\\", Ipv4Addr::from(bits)));
            probes.insert(format!("http:/{}/", Ipv4Addr::from(bits)));
            probes.insert(format!("http://{}\\@example.com/", Ipv4Addr::from(bits)));
            probes.insert(format!("http:\t//{}\n/", Ipv4Addr::from(bits)));
        }
    }
    for (first, last) in V6_ROWS {
        let (first, last) = (u128::from(v6(first)), u128::from(v6(last)));
        for bits in [first, first + (last - first) / 2, last] {
            let address = Ipv6Addr::from(bits);
            let long = address.segments().map(|segment| format!("{segment:04X}")).join(":");
            probes.insert(format!("http://[{address}]/"));
            probes.insert(format!("https://[{long}]/"));
            probes.insert(format!("http://example.com@[{address}]/"));
            probes.insert(format!("http://[{address}%25lo]/"));
        }
    }
    for name in super::walls::HOSTILE {
        probes.insert((*name).to_owned());
    }
    probes
}

#[tokio::test]
async fn no_probe_reaches_refused_space() {
    let inside = Server::always(ok("inside")).await;
    let looked_up = Arc::new(AtomicUsize::new(0));
    let counted = looked_up.clone();
    // Whatever is taken for a name leads to loopback, and must be refused there.
    let lookup: Lookup = Arc::new(move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        Box::pin(std::future::ready(Ok(vec![IpAddr::from([127, 0, 0, 1])])))
    });
    let settings = Settings { pace: std::time::Duration::ZERO, ..Settings::default() };
    let direct = Fetcher::with_lookup(settings.clone(), lookup).unwrap();
    let everything = format!("*=http://{}", inside.address).parse::<Overrides>().unwrap();
    let overridden = Fetcher::new(Settings { overrides: everything, ..settings }).unwrap();
    let (mut tried, mut unreadable) = (0, 0);
    for text in probes() {
        let Ok(url) = Url::parse(&text) else {
            unreadable += 1;
            continue;
        };
        tried += 1;
        let error = direct.get(&url, &Ask::get()).await.unwrap_err().error;
        assert!(matches!(error, FetchError::PrivateAddress | FetchError::BadUrl | FetchError::BadPort), "{text} as {url}: {error:?}");
        // An override for every name is no way to an address.
        let error = overridden.get(&url, &Ask::get()).await.unwrap_err().error;
        assert!(matches!(error, FetchError::PrivateAddress | FetchError::BadUrl | FetchError::BadPort), "{text} as {url}: {error:?}");
        let mut ported = url.clone();
        if ported.set_port(Some(inside.address.port())).is_ok() {
            assert!(direct.get(&ported, &Ask::get()).await.is_err(), "{text} with a port");
        }
    }
    assert!(tried >= 2_000, "only {tried} of the probes are addresses at all ({unreadable} are none)");
    assert_eq!(inside.connections(), 0);
    assert_eq!(looked_up.load(Ordering::SeqCst), 0, "an address is never taken for a name");
}

#[tokio::test]
async fn no_redirect_of_any_status_leads_inside() {
    let inside = Server::always(ok("inside")).await;
    for status in [301, 302, 303, 307, 308] {
        let targets: Vec<String> = ["127.0.0.1", "169.254.169.254", "10.1.2.3", "192.168.1.1"].iter().flat_map(|address| spellings(v4(address))).collect();
        let targets = Arc::new(targets);
        let known = targets.clone();
        let outside = Server::start(move |head, mut stream| {
            let targets = known.clone();
            async move {
                let at: usize = head.split(['/', ' ']).nth(2).and_then(|number| number.parse().ok()).unwrap_or(0);
                let target = targets.get(at).map_or("http://127.0.0.1/", String::as_str);
                let answer = format!("HTTP/1.1 {status} Moved\r\nLocation: http://{target}/\r\nContent-Length: 0\r\n\r\n");
                let _ = tokio::io::AsyncWriteExt::write_all(&mut stream, answer.as_bytes()).await;
            }
        })
        .await;
        let fetcher = outside.fetcher(|settings| settings.overrides = format!("site.example=http://{}", outside.address).parse().unwrap());
        for (number, target) in targets.iter().enumerate() {
            let url = Url::parse(&format!("http://site.example/{number}")).unwrap();
            let failure = fetcher.get(&url, &Ask::get()).await.unwrap_err();
            assert!(matches!(failure.error, FetchError::PrivateAddress | FetchError::BadUrl), "{status} to {target}: {failure}");
            assert_eq!(failure.hops.len(), 1);
        }
    }
    assert_eq!(inside.connections(), 0);
}

/// A lookup that gives these answers, one after another, and the last for ever.
fn answers(lists: &'static [&'static [&'static str]]) -> (Lookup, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let lookup: Lookup = Arc::new(move |_| {
        let at = count.fetch_add(1, Ordering::SeqCst).min(lists.len() - 1);
        Box::pin(std::future::ready(Ok(lists[at].iter().map(|address| address.parse().unwrap()).collect())))
    });
    (lookup, asked)
}

#[tokio::test]
async fn a_name_that_changes_its_answer_is_judged_at_each_connection() {
    let (lookup, asked) = answers(&[&["93.184.216.34"], &["127.0.0.1"]]);
    let guarded = Guarded { lookup };
    let name = || "rebind.example".parse::<Name>().unwrap();
    // What is handed to the client is what was judged: there is no second look-up between judging and connecting.
    let first: Vec<_> = guarded.resolve(name()).await.unwrap().map(|socket| socket.ip().to_string()).collect();
    assert_eq!((first, asked.load(Ordering::SeqCst)), (vec![String::from("93.184.216.34")], 1));
    assert!(guarded.resolve(name()).await.is_err());
}

#[tokio::test]
async fn one_refused_address_among_public_ones_refuses_the_name() {
    for (first, last) in V4_ROWS {
        for inner in [first, last] {
            let inner: IpAddr = inner.parse().unwrap();
            let lookup: Lookup = Arc::new(move |_| Box::pin(std::future::ready(Ok(vec![IpAddr::from([8, 8, 8, 8]), inner, IpAddr::from([1, 1, 1, 1])]))));
            let fetcher = Fetcher::with_lookup(Settings::default(), lookup).unwrap();
            let failure = fetcher.get(&Url::parse("https://mixed.example/").unwrap(), &Ask::get()).await.unwrap_err();
            assert_eq!(failure.error, FetchError::PrivateAddress, "{inner}");
        }
    }
}

fn in_rows(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => V4_ROWS.iter().any(|(first, last)| (v4(first)..=v4(last)).contains(&address)),
        IpAddr::V6(address) => V6_ROWS.iter().any(|(first, last)| (v6(first)..=v6(last)).contains(&address)),
    }
}

fn is_let_out(address: IpAddr) -> bool {
    let host = if address.is_ipv6() { format!("[{address}]") } else { address.to_string() };
    let out = |scheme: &str| route(&Url::parse(&format!("{scheme}://{host}/")).unwrap(), &Overrides::default()) == Ok(Route::Public);
    is_public(address) && out("http") && out("https")
}

#[test]
fn every_row_of_the_registries_is_refused_from_its_first_to_its_last_address() {
    for (first, last) in V4_ROWS {
        for address in [first, last] {
            assert!(!is_let_out(IpAddr::V4(v4(address))), "{address}");
        }
    }
    for (first, last) in V6_ROWS {
        for address in [first, last] {
            assert!(!is_let_out(IpAddr::V6(v6(address))), "{address}");
        }
    }
}

#[test]
fn the_neighbours_of_every_row_are_let_out() {
    let mut tried = 0;
    for (first, last) in V4_ROWS {
        for neighbour in [u32::from(v4(first)).checked_sub(1), u32::from(v4(last)).checked_add(1)].into_iter().flatten() {
            let address = IpAddr::V4(Ipv4Addr::from(neighbour));
            if !in_rows(address) {
                tried += 1;
                assert!(is_let_out(address), "{address}");
            }
        }
    }
    assert!(tried > 25, "{tried}");
    for text in ["2001:200::", "2001:db7:ffff::1", "2001:db9::1", "2620:4f:7fff::1", "2620:4f:8001::1", "3ffd:ffff::1", "3fff:1000::1", "2003::1"] {
        assert!(is_let_out(IpAddr::V6(v6(text))), "{text}");
    }
}

#[test]
fn a_thousand_public_addresses_are_let_out() {
    // Seeded, so that a failure can be seen again (SplitMix64).
    let mut state: u64 = 0x6d61_676e_6574_6974;
    let mut next = move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    // The blocks that the registries have handed out.
    const GIVEN: [u16; 9] = [0x2001, 0x2003, 0x2400, 0x2600, 0x2620, 0x2800, 0x2a00, 0x2a03, 0x2c0f];
    let (mut four, mut six) = (0, 0);
    while four < 1_000 {
        let address = IpAddr::V4(Ipv4Addr::from(u32::try_from(next() >> 32).unwrap()));
        if !in_rows(address) {
            four += 1;
            assert!(is_let_out(address), "{address}");
        }
    }
    while six < 1_000 {
        let (high, low) = (next(), next());
        let block = GIVEN[usize::try_from(low % 9).unwrap()];
        let bits = (u128::from(block) << 112) | (u128::from(high >> 16) << 64) | u128::from(next());
        let address = IpAddr::V6(Ipv6Addr::from(bits));
        if !in_rows(address) {
            six += 1;
            assert!(is_let_out(address), "{address}");
        }
    }
}
