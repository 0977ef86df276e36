//! The baseline: three requests to the control address, once in ten minutes.

use std::time::{Duration, Instant};

use url::Url;

use super::server::Server;
use crate::{DnsSource, Fetcher, Settings};

#[tokio::test]
async fn the_baseline_is_measured_once_and_remembered() {
    let server = Server::always("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n").await;
    let overrides = format!("control.example=http://{}", server.address).parse().unwrap();
    let control = Some(Url::parse("https://control.example/").unwrap());
    let fetcher = Fetcher::new(Settings { overrides, control, pace: Duration::ZERO, ..Settings::default() }).unwrap();
    let until = || Instant::now() + Duration::from_secs(5);
    let first = fetcher.baseline_ms(until()).await;
    assert!(first.is_some());
    assert_eq!(fetcher.baseline_ms(until()).await, first);
    assert_eq!(server.connections(), 3);
}

#[test]
fn a_source_of_dns_is_read_as_written() {
    assert_eq!("system".parse(), Ok(DnsSource::System));
    assert_eq!(" off ".parse(), Ok(DnsSource::Off));
    assert_eq!("127.0.0.1:5353".parse(), Ok(DnsSource::Server("127.0.0.1:5353".parse().unwrap())));
    for wrong in ["", "on", "127.0.0.1", "ns.example:53"] {
        assert!(wrong.parse::<DnsSource>().is_err(), "{wrong}");
    }
}
