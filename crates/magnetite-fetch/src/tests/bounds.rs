//! Size, time, encoding and pace: each bad server gives its typed failure, in time.

use std::io::Write as _;
use std::time::{Duration, Instant};

use tokio::io::AsyncWriteExt;
use url::Url;

use super::server::{Server, ok};
use crate::gate::Gates;
use crate::{Answer, Ask, FetchError, Keep, Overflow, Settings};

const SHORT: Duration = Duration::from_millis(300);

fn url(path: &str) -> Url {
    Url::parse("http://site.example").unwrap().join(path).unwrap()
}

async fn get(server: &Server, ask: &Ask, change: impl FnOnce(&mut Settings)) -> Result<Answer, FetchError> {
    let started = Instant::now();
    let result = server.fetcher(change).get(&url("/"), ask).await.map_err(|failure| failure.error);
    assert!(started.elapsed() < Duration::from_secs(5), "took {:?}", started.elapsed());
    result
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut out = gzipped(body);
    let mut answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", out.len()).into_bytes();
    answer.append(&mut out);
    answer
}

fn gzipped(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn a_plain_answer_is_told_in_full() {
    let server = Server::always(ok("<p>hello")).await;
    let answer = get(&server, &Ask::get(), |_| ()).await.unwrap();
    assert_eq!((answer.status, answer.body.as_ref(), answer.wire_bytes, answer.truncated), (200, b"<p>hello".as_ref(), 8, false));
    assert_eq!(answer.header("content-type"), Some("text/html"));
    assert_eq!(answer.hops.len(), 1);
}

#[tokio::test]
async fn an_encoded_body_is_decoded_and_its_encoding_told() {
    let page = "<p>hello</p>".repeat(200);
    let answer = get(&Server::always(gzip(page.as_bytes())).await, &Ask::get(), |_| ()).await.unwrap();
    assert_eq!(answer.body.as_ref(), page.as_bytes());
    assert_eq!(answer.content_encoding.as_deref(), Some("gzip"));
    assert!(answer.wire_bytes < answer.body_bytes);
}

#[tokio::test]
async fn a_bare_and_a_zlib_deflate_are_both_read() {
    let mut bare = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    bare.write_all(b"hello").unwrap();
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    zlib.write_all(b"hello").unwrap();
    for body in [bare.finish().unwrap(), zlib.finish().unwrap()] {
        let mut bytes = format!("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: {}\r\n\r\n", body.len()).into_bytes();
        bytes.extend(body);
        assert_eq!(get(&Server::always(bytes).await, &Ask::get(), |_| ()).await.unwrap().body.as_ref(), b"hello");
    }
}

#[tokio::test]
async fn a_gzip_bomb_stops_early() {
    let bomb = Server::always(gzip(&vec![0_u8; 12 << 20])).await;
    assert_eq!(get(&bomb, &Ask::get(), |_| ()).await.unwrap_err(), FetchError::TooLarge);
    let cut = get(&bomb, &Ask::get().at_most(8 << 20, Overflow::Truncate), |_| ()).await.unwrap();
    assert!(cut.truncated);
    assert!(cut.body_bytes <= 2 << 20, "the ratio stops it long before the byte limit: {}", cut.body_bytes);
}

#[tokio::test]
async fn a_bomb_inside_a_bomb_stops_early() {
    let mut inner = gzipped(&gzipped(&vec![0_u8; 12 << 20]));
    let mut bytes = format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\nContent-Length: {}\r\n\r\n", inner.len()).into_bytes();
    bytes.append(&mut inner);
    assert_eq!(get(&Server::always(bytes).await, &Ask::get(), |_| ()).await.unwrap_err(), FetchError::TooLarge);
}

async fn endless() -> Server {
    Server::start(|_, mut stream| async move {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n").await;
        while stream.write_all(&[b'x'; 65_536]).await.is_ok() {}
    })
    .await
}

#[tokio::test]
async fn an_endless_body_stops_at_the_limit() {
    let server = endless().await;
    assert_eq!(get(&server, &Ask::get(), |settings| settings.max_bytes = 1 << 20).await.unwrap_err(), FetchError::TooLarge);
    let cut = get(&server, &Ask::get().at_most(100_000, Overflow::Truncate), |_| ()).await.unwrap();
    assert_eq!((cut.body.len(), cut.truncated), (100_000, true));
    let counted = get(&server, &Ask::get().at_most(100_000, Overflow::Truncate).keep(Keep::Count), |_| ()).await.unwrap();
    assert_eq!((counted.body.len(), counted.body_bytes), (0, 100_000));
    let unread = get(&server, &Ask::get().keep(Keep::Nothing), |_| ()).await.unwrap();
    assert_eq!((unread.status, unread.body_bytes), (200, 0));
}

#[tokio::test]
async fn a_picture_is_not_read_when_text_is_wanted() {
    let server = Server::always("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 3\r\n\r\nabc").await;
    assert_eq!(get(&server, &Ask::get().keep(Keep::Text), |_| ()).await.unwrap().body_bytes, 0);
}

#[tokio::test]
async fn a_hanging_server_times_out() {
    let server = Server::start(|_, stream| async move {
        std::future::pending::<()>().await;
        drop(stream);
    })
    .await;
    assert_eq!(get(&server, &Ask::get(), |settings| settings.request_timeout = SHORT).await.unwrap_err(), FetchError::Timeout);
    let ask = Ask::get().until(Instant::now() + SHORT);
    assert_eq!(get(&server, &ask, |_| ()).await.unwrap_err(), FetchError::Timeout);
}

#[tokio::test]
async fn a_dripping_body_and_dripping_headers_time_out() {
    for start in ["HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "HTTP/1.1 200 OK\r\nX-Long: "] {
        let server = Server::start(move |_, mut stream| async move {
            let _ = stream.write_all(start.as_bytes()).await;
            while stream.write_all(b"x").await.is_ok() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        })
        .await;
        assert_eq!(get(&server, &Ask::get(), |settings| settings.request_timeout = SHORT).await.unwrap_err(), FetchError::Timeout);
    }
}

#[tokio::test]
async fn a_reset_and_a_cut_body_are_told_as_reset() {
    let reset = Server::start(|_, stream| async move { stream.set_zero_linger().unwrap() }).await;
    assert_eq!(get(&reset, &Ask::get(), |_| ()).await.unwrap_err(), FetchError::Reset);
    let closed = Server::always("").await;
    assert_eq!(get(&closed, &Ask::get(), |_| ()).await.unwrap_err(), FetchError::Reset);
    let cut = Server::always("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc").await;
    assert_eq!(get(&cut, &Ask::get(), |_| ()).await.unwrap_err(), FetchError::Reset);
}

#[tokio::test]
async fn a_closed_port_is_told_as_refused() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let server = Server::always("").await;
    let result = get(&server, &Ask::get(), |settings| settings.overrides = format!("*=http://{address}").parse().unwrap()).await;
    assert_eq!(result.unwrap_err(), FetchError::Refused);
}

#[tokio::test]
async fn garbage_is_told_as_protocol() {
    let answers: [&[u8]; 4] = [
        b"\x16\x03\x01\x02\x00 this is not HTTP\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: made-up\r\nContent-Length: 1\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ];
    for bytes in answers {
        let error = get(&Server::always(bytes).await, &Ask::get(), |_| ()).await.unwrap_err();
        assert_eq!(error.word(), "protocol", "{error:?}");
    }
}

#[tokio::test]
async fn headers_without_end_are_refused() {
    let many = Server::start(|_, mut stream| async move {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n").await;
        while stream.write_all(b"X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n").await.is_ok() {}
    })
    .await;
    assert_eq!(get(&many, &Ask::get(), |_| ()).await.unwrap_err(), FetchError::TooLarge);
    let big = Server::always(format!("HTTP/1.1 200 OK\r\nX-Big: {}\r\nContent-Length: 0\r\n\r\n", "x".repeat(70_000))).await;
    assert_eq!(get(&big, &Ask::get(), |_| ()).await.unwrap_err(), FetchError::TooLarge);
}

#[tokio::test]
async fn redirects_are_followed_told_and_counted() {
    let server = Server::start(|head, mut stream| async move {
        let answer = if head.starts_with("GET /a ") {
            String::from("HTTP/1.1 301 Moved\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n")
        } else if head.starts_with("GET /b ") {
            String::from("HTTP/1.1 302 Found\r\nLocation: http://www.site.example/c#top\r\nContent-Length: 0\r\n\r\n")
        } else if let Some(step) = head.strip_prefix("GET /n").and_then(|rest| rest.split(' ').next()).and_then(|step| step.parse::<u32>().ok()) {
            format!("HTTP/1.1 302 Found\r\nLocation: /n{}\r\nContent-Length: 0\r\n\r\n", step + 1)
        } else if head.starts_with("GET /circle ") {
            String::from("HTTP/1.1 302 Found\r\nLocation: /circle\r\nContent-Length: 0\r\n\r\n")
        } else {
            ok("end")
        };
        let _ = stream.write_all(answer.as_bytes()).await;
    })
    .await;
    let fetcher = server.fetcher(|_| ());
    let answer = fetcher.get(&url("/a"), &Ask::get()).await.unwrap();
    let walked: Vec<(&str, u16)> = answer.hops.iter().map(|hop| (hop.url.as_str(), hop.status)).collect();
    assert_eq!(walked, [("http://site.example/a", 301), ("http://site.example/b", 302), ("http://www.site.example/c", 200)]);
    assert_eq!(answer.url.as_str(), "http://www.site.example/c");
    let endless = fetcher.get(&url("/n0"), &Ask::get()).await.unwrap_err();
    assert_eq!((endless.error, endless.hops.len()), (FetchError::Redirects, 6));
    let circle = fetcher.get(&url("/circle"), &Ask::get()).await.unwrap_err();
    assert_eq!((circle.error, circle.hops.len()), (FetchError::Redirects, 1));
    assert_eq!(fetcher.get(&url("/a"), &Ask::get().no_redirects()).await.unwrap().status, 301);
}

#[tokio::test]
async fn a_head_request_has_no_body_even_when_encoded() {
    let server = Server::always("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 500\r\n\r\n").await;
    let answer = get(&server, &Ask::head(), |_| ()).await.unwrap();
    assert_eq!((answer.status, answer.body_bytes, answer.content_length()), (200, 0, Some(500)));
}

#[tokio::test(start_paused = true)]
async fn one_host_is_asked_once_at_a_time_and_at_its_pace() {
    let gates = Gates::new(Duration::from_millis(250));
    let start = tokio::time::Instant::now();
    drop(gates.enter("a.example", Duration::ZERO).await);
    drop(gates.enter("b.example", Duration::ZERO).await);
    assert_eq!(start.elapsed(), Duration::ZERO, "hosts do not wait for one another");
    let held = gates.enter("a.example", Duration::ZERO).await;
    assert!(start.elapsed() >= Duration::from_millis(250));
    assert!(tokio::time::timeout(Duration::from_secs(9), gates.enter("a.example", Duration::ZERO)).await.is_err(), "the turn is taken");
    drop(held);
    let released = tokio::time::Instant::now();
    drop(gates.enter("a.example", Duration::ZERO).await);
    let waited = released.elapsed();
    assert!(waited >= Duration::from_millis(250) && waited < Duration::from_millis(300), "the given-up place costs nothing: {waited:?}");
    let released = tokio::time::Instant::now();
    drop(gates.enter("a.example", Duration::from_secs(3)).await);
    assert!(released.elapsed() >= Duration::from_secs(3), "a longer rest on request");
}

#[tokio::test]
async fn the_table_of_hosts_is_bounded() {
    let gates = Gates::new(Duration::ZERO);
    for number in 0..5000 {
        drop(gates.enter(&format!("h{number}.example"), Duration::ZERO).await);
    }
    assert!(gates.len() <= 2048, "{}", gates.len());
}
