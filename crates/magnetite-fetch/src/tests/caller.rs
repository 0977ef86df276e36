//! The way out to a model's server: what is let out, and the bounds of an answer.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use url::Url;

use super::server::Server;
use super::walls::HOSTILE;
use crate::{ANSWER_KEPT_BYTES, CallLimits, Caller, FetchError, PostFailure, Posted};

const LIMITS: CallLimits = CallLimits { deadline: Duration::from_secs(5), max_bytes: 100_000, private_ok: true };

async fn call(url: &str, limits: CallLimits) -> Result<Posted, PostFailure> {
    let headers = [("authorization", "Bearer sk-1"), ("accept-encoding", "gzip")];
    Caller::new("Magnetite/test").unwrap().call(&Url::parse(url).unwrap(), &headers, Bytes::from_static(b"{}"), limits).await
}

/// Reads the body, answers with these bytes and closes.
async fn always(bytes: Vec<u8>) -> Server {
    let bytes = Arc::new(bytes);
    Server::start(move |_, mut stream| {
        let bytes = bytes.clone();
        async move {
            let _ = stream.read_exact(&mut [0; 2]).await;
            let _ = stream.write_all(&bytes).await;
        }
    })
    .await
}

#[tokio::test]
async fn private_addresses_are_for_those_who_may() {
    let limits = CallLimits { private_ok: false, deadline: Duration::from_secs(2), ..LIMITS };
    let mut tried = 0;
    for url in HOSTILE.iter().map(|url| url.replacen("http:", "https:", 1)).filter(|url| Url::parse(url).is_ok()) {
        let error = call(&url, limits).await.unwrap_err().error;
        assert!(matches!(error, FetchError::PrivateAddress | FetchError::BadUrl), "{url}: {error:?}");
        tried += 1;
    }
    assert!(tried > 50, "{tried}");
    assert_eq!(call("http://models.example.com/v1", limits).await.unwrap_err().error, FetchError::BadScheme);
    let server = always(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".to_vec()).await;
    let url = format!("http://{}/v1", server.address);
    assert!(call(&url, limits).await.is_err() && server.connections() == 0);
    assert_eq!(call(&url, LIMITS).await.unwrap().body, b"{}");
}

#[tokio::test]
async fn a_name_that_resolves_to_a_private_address_is_refused() {
    for addresses in [&["127.0.0.1"][..], &["93.184.216.34", "10.0.0.1"], &["169.254.169.254"]] {
        let addresses: Vec<IpAddr> = addresses.iter().map(|address| address.parse().unwrap()).collect();
        let lookup: crate::resolver::Lookup = Arc::new(move |_| Box::pin(std::future::ready(Ok(addresses.clone()))));
        let caller = Caller::with_lookup("Magnetite/test".into(), &lookup).unwrap();
        let url = Url::parse("https://models.example.com/v1").unwrap();
        let error = caller.call(&url, &[], Bytes::new(), CallLimits { private_ok: false, ..LIMITS }).await.unwrap_err().error;
        assert_eq!(error, FetchError::PrivateAddress);
    }
}

#[tokio::test]
async fn an_answer_is_kept_whole_within_its_bounds() {
    for (status, length, kept) in [(200, 90_000, Ok(90_000)), (200, 200_000, Err(FetchError::TooLarge)), (500, 90_000, Ok(ANSWER_KEPT_BYTES))] {
        let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {length}\r\n\r\n");
        let server = always([head.into_bytes(), vec![b'a'; length]].concat()).await;
        let got = call(&format!("http://{}/", server.address), LIMITS).await;
        assert_eq!(got.map(|posted| posted.body.len()).map_err(|failure| failure.error), kept);
    }
}

#[tokio::test]
async fn an_encoded_answer_and_a_redirect_are_not_followed_up() {
    let bomb = {
        use std::io::Write;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(&vec![0; 30_000_000]).unwrap();
        gzip.finish().unwrap()
    };
    let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", bomb.len());
    let server = always([head.into_bytes(), bomb].concat()).await;
    assert_eq!(call(&format!("http://{}/", server.address), LIMITS).await.unwrap_err().error.word(), "protocol");
    let moved = always(b"HTTP/1.1 307 X\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n".to_vec()).await;
    assert_eq!(call(&format!("http://{}/", moved.address), LIMITS).await.unwrap().status, 307);
    assert_eq!(moved.connections(), 1);
}

#[tokio::test]
async fn a_server_that_says_nothing_is_left_at_the_deadline() {
    let mute = Server::start(|_, stream| async move {
        tokio::time::sleep(Duration::from_secs(60)).await;
        drop(stream);
    })
    .await;
    let limits = CallLimits { deadline: Duration::from_millis(200), ..LIMITS };
    assert_eq!(call(&format!("http://{}/", mute.address), limits).await.unwrap_err().error, FetchError::Timeout);
}

#[tokio::test]
async fn the_request_is_json_that_asks_for_no_encoding() {
    let server = Server::start(|head, mut stream| async move {
        let _ = stream.read_exact(&mut [0; 2]).await;
        let head = head.to_lowercase();
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{head}", head.len());
        let _ = stream.write_all(answer.as_bytes()).await;
    })
    .await;
    let head = String::from_utf8(call(&format!("http://{}/v1", server.address), LIMITS).await.unwrap().body).unwrap();
    for line in ["post /v1 http/1.1", "content-type: application/json", "accept-encoding: identity", "authorization: bearer sk-1", "user-agent: magnetite/test"]
    {
        assert!(head.lines().any(|known| known == line), "{line} in {head}");
    }
}
