//! The way out for webhooks: what is let out, what each kind of bad receiver does to a POST, and that connections are used again.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

use super::server::Server;
use super::walls::HOSTILE;
use crate::{ANSWER_KEPT_BYTES, ANSWER_MAX_BYTES, FetchError, PostFailure, PostSettings, Posted, Poster};

fn poster(allow_private: bool, deadline_ms: u64) -> Poster {
    let settings = PostSettings { user_agent: "Magnetite/test".into(), allow_private, deadline: Duration::from_millis(deadline_ms) };
    Poster::new(settings).unwrap()
}

/// A poster for which every name has these addresses, and the number of look-ups.
fn resolving(addresses: &[&str], allow_private: bool) -> (Poster, Arc<AtomicUsize>) {
    let addresses: Vec<IpAddr> = addresses.iter().map(|address| address.parse().unwrap()).collect();
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    let settings = PostSettings { user_agent: "Magnetite/test".into(), allow_private, deadline: Duration::from_secs(5) };
    let lookup = Arc::new(move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        let found = addresses.clone();
        Box::pin(std::future::ready(Ok(found))) as std::pin::Pin<Box<dyn Future<Output = std::io::Result<Vec<IpAddr>>> + Send>>
    });
    (Poster::with_lookup(settings, lookup).unwrap(), count)
}

async fn post(poster: &Poster, url: &str) -> Result<Posted, PostFailure> {
    poster.post(&Url::parse(url).unwrap(), &[("content-type", "application/json")], Bytes::from_static(b"{}")).await
}

async fn error(poster: &Poster, url: &str) -> FetchError {
    post(poster, url).await.unwrap_err().error
}

#[tokio::test]
async fn every_spelling_of_a_private_address_is_refused() {
    let poster = poster(false, 2_000);
    let mut tried = 0;
    for url in HOSTILE.iter().filter_map(|url| Url::parse(&url.replacen("http:", "https:", 1)).ok()) {
        let error = poster.post(&url, &[], Bytes::from_static(b"{}")).await.unwrap_err().error;
        assert!(matches!(error, FetchError::PrivateAddress | FetchError::BadUrl), "{url}: {error:?}");
        assert!(poster.check(&url).await.is_err(), "{url}");
        tried += 1;
    }
    assert!(tried > 50, "{tried}");
    for url in ["http://example.com/", "ftp://example.com/", "file:///etc/passwd"] {
        assert_eq!(error(&poster, url).await, FetchError::BadScheme, "{url}");
    }
}

#[tokio::test]
async fn a_name_that_resolves_to_a_private_address_is_refused_at_each_connection() {
    for addresses in [&["127.0.0.1"][..], &["93.184.216.34", "10.0.0.1"], &["::1"], &["169.254.169.254"]] {
        let (poster, count) = resolving(addresses, false);
        for _ in 0..2 {
            assert_eq!(error(&poster, "https://hooks.example.com/").await, FetchError::PrivateAddress);
        }
        assert_eq!(count.load(Ordering::SeqCst), 2);
        assert_eq!(poster.check(&Url::parse("https://hooks.example.com/").unwrap()).await, Err(FetchError::PrivateAddress));
    }
    let (public, _) = resolving(&["93.184.216.34"], false);
    assert_eq!(public.check(&Url::parse("https://hooks.example.com/").unwrap()).await, Ok(()));
    let (nowhere, _) = resolving(&[], true);
    assert_eq!(error(&nowhere, "https://hooks.example.com/").await, FetchError::Dns);
}

/// Reads the whole request, answers with these bytes and closes.
async fn always(bytes: impl Into<Vec<u8>>) -> Server {
    let bytes = Arc::new(bytes.into());
    Server::start(move |_, mut stream| {
        let bytes = bytes.clone();
        async move {
            // What is left unread would reset the connection.
            let _ = stream.read_exact(&mut [0; 2]).await;
            let _ = stream.write_all(&bytes).await;
        }
    })
    .await
}

/// Answers each request of a connection with `200` and its own body.
async fn echo(_: String, mut stream: TcpStream) {
    loop {
        let mut body = [0; 2];
        if stream.read_exact(&mut body).await.is_err() {
            return;
        }
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Two: a\r\nX-Two: b\r\n\r\n{}", String::from_utf8_lossy(&body));
        stream.write_all(answer.as_bytes()).await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let Ok(byte) = stream.read_u8().await else { return };
            head.push(byte);
        }
    }
}

#[tokio::test]
async fn a_connection_is_used_again_and_goes_to_the_address_that_was_checked() {
    let server = Server::start(echo).await;
    let (poster, count) = resolving(&["127.0.0.1"], true);
    for _ in 0..5 {
        let posted = post(&poster, &format!("http://hooks.example.com:{}/", server.address.port())).await.unwrap();
        assert_eq!((posted.status, posted.body.as_slice(), posted.body_bytes), (200, &b"{}"[..], 2));
        assert_eq!(posted.headers.iter().filter(|(name, _)| name == "x-two").count(), 2);
    }
    assert_eq!((server.connections(), count.load(Ordering::SeqCst)), (1, 1));
}

#[tokio::test]
async fn of_a_long_answer_the_beginning_is_kept_and_a_longer_one_is_refused() {
    let poster = poster(true, 5_000);
    for (status, length, too_large) in [(200, 100_000, false), (200, 2_000_000, true), (500, 2_000_000, false), (204, 0, false)] {
        let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {length}\r\n\r\n");
        let server = always([head.into_bytes(), vec![b'a'; length]].concat()).await;
        let result = post(&poster, &format!("http://{}/", server.address)).await;
        let (posted, failed) = match result {
            Ok(posted) => (posted, false),
            Err(failure) => {
                assert_eq!(failure.error, FetchError::TooLarge);
                (failure.got.unwrap(), true)
            }
        };
        assert_eq!((posted.status, failed, posted.body.len()), (status, too_large, length.min(ANSWER_KEPT_BYTES)), "{length}");
        assert!(posted.body_bytes <= ANSWER_MAX_BYTES + 64 * 1024);
    }
    let long_head = always(format!("HTTP/1.1 200 OK\r\nX-Long: {}\r\n\r\n", "a".repeat(100_000))).await;
    assert_eq!(error(&poster, &format!("http://{}/", long_head.address)).await, FetchError::TooLarge);
}

#[tokio::test]
async fn a_redirect_is_an_answer_like_any_other() {
    let server = always("HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n").await;
    let posted = post(&poster(true, 5_000), &format!("http://{}/", server.address)).await.unwrap();
    assert_eq!((posted.status, posted.header("location")), (301, Some("http://127.0.0.1:1/")));
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn each_failure_has_its_word() {
    let poster = poster(true, 300);
    // Held and not listened on: nobody else can get it meanwhile.
    let away = tokio::net::TcpSocket::new_v4().unwrap();
    away.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    assert_eq!(error(&poster, &format!("http://{}/", away.local_addr().unwrap())).await, FetchError::Refused);
    let mute = Server::start(|_, stream| async move {
        tokio::time::sleep(Duration::from_secs(60)).await;
        drop(stream);
    })
    .await;
    assert_eq!(error(&poster, &format!("http://{}/", mute.address)).await, FetchError::Timeout);
    let closing = Server::start(|_, stream| async move { drop(stream) }).await;
    assert_eq!(error(&poster, &format!("http://{}/", closing.address)).await, FetchError::Reset);
    let plain = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = plain.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = plain.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        tokio::time::sleep(Duration::from_secs(60)).await;
    });
    assert_eq!(error(&poster, &format!("https://{address}/")).await.word(), "tls");
    let noise = always("hello\r\n\r\n").await;
    assert_eq!(error(&poster, &format!("http://{}/", noise.address)).await.word(), "protocol");
    let cut = always("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort").await;
    let failure = post(&poster, &format!("http://{}/", cut.address)).await.unwrap_err();
    assert_eq!((failure.error, failure.got.unwrap().body.as_slice()), (FetchError::Reset, &b"short"[..]));
}

#[tokio::test]
async fn an_answer_that_trickles_or_never_ends_is_given_up_in_time() {
    let trickle = Server::start(|_, mut stream| async move {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").await;
        while stream.write_all(b"1\r\na\r\n").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    let failure = post(&poster(true, 300), &format!("http://{}/", trickle.address)).await.unwrap_err();
    assert_eq!(failure.error, FetchError::Timeout);
    assert_eq!(failure.got.unwrap().status, 200);
    let endless = Server::start(|_, mut stream| async move {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await;
        while stream.write_all(&[b'a'; 4_096]).await.is_ok() {}
    })
    .await;
    let failure = post(&poster(true, 10_000), &format!("http://{}/", endless.address)).await.unwrap_err();
    assert_eq!((failure.error, failure.got.unwrap().body.len()), (FetchError::TooLarge, ANSWER_KEPT_BYTES));
}
