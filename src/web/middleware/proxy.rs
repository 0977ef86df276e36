//! Who asks where a reverse proxy stands in front: the last address of `X-Forwarded-For` that is no proxy of the operator's.
//! Throttling, sessions, the audit log and the last use of keys go by it.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;

/// An address, and how many of its leading bits count.
pub type Network = (IpAddr, u8);

/// `peer` is who holds the connection; what it says of others is believed only where it is one of `proxies`.
#[must_use]
pub fn client(peer: SocketAddr, headers: &HeaderMap, proxies: &[Network]) -> SocketAddr {
    let mut client = peer;
    let given: Vec<&str> = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(',')).collect();
    for address in given.iter().rev() {
        if !proxies.iter().any(|network| holds(*network, client.ip())) {
            break;
        }
        let address = address.trim();
        let Some(ip) = address.parse().ok().or_else(|| address.parse::<SocketAddr>().ok().map(|address| address.ip())) else { break };
        client = SocketAddr::new(ip, 0);
    }
    client
}

fn holds((network, bits): Network, address: IpAddr) -> bool {
    match (network.to_canonical(), address.to_canonical()) {
        (IpAddr::V4(network), IpAddr::V4(address)) => same_start(network.to_bits().into(), address.to_bits().into(), 32, bits),
        (IpAddr::V6(network), IpAddr::V6(address)) => same_start(network.to_bits(), address.to_bits(), 128, bits),
        _ => false,
    }
}

fn same_start(one: u128, other: u128, width: u32, bits: u8) -> bool {
    (one ^ other).checked_shr(width.saturating_sub(bits.into())).unwrap_or(0) == 0
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn asked(peer: &str, forwarded: &[&str]) -> String {
        let proxies = [("127.0.0.0".parse().unwrap(), 8), ("::1".parse().unwrap(), 128), ("10.1.0.0".parse().unwrap(), 16)];
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        client(SocketAddr::new(peer.parse().unwrap(), 1), &headers, &proxies).ip().to_string()
    }

    #[test]
    fn only_proxies_are_believed_and_only_to_the_first_stranger() {
        assert_eq!(asked("192.0.2.1", &["198.51.100.7"]), "192.0.2.1", "a stranger names another address");
        assert_eq!(asked("127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(asked("127.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(asked("::1", &["6.6.6.6, 198.51.100.7"]), "198.51.100.7", "what the client itself sent is believed");
        assert_eq!(asked("127.0.0.1", &["6.6.6.6", "198.51.100.7, 10.1.2.3"]), "198.51.100.7");
        assert_eq!(asked("10.2.0.1", &["198.51.100.7"]), "10.2.0.1");
        assert_eq!(asked("127.0.0.1", &["2001:db8::1"]), "2001:db8::1");
        assert_eq!(asked("127.0.0.1", &["198.51.100.7:4711"]), "198.51.100.7");
        assert_eq!(asked("127.0.0.1", &["unknown"]), "127.0.0.1");
        assert_eq!(asked("127.0.0.1", &["10.1.0.9"]), "10.1.0.9");
    }
}
