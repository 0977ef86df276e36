//! Accepts connections, plain or by TLS, and serves the router on each. Unlike `axum::serve` it bounds how long a handshake and a request's head may
//! take and how long a head may be, and gives the HTTP library's own refusals the contract's envelope (`bare_error.rs`).

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Bytes, HttpBody};
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::future::RouteFuture;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tower::Service;

use super::bare_error::Enveloped;
use super::middleware::magnet_host::{self, HostRules};
use super::middleware::proxy::{Network, client};
use crate::tls::Tls;

/// Longest time for the head of a request to come in, and for a connection to lie idle between two requests.
const HEAD_TIME: Duration = Duration::from_secs(30);
/// Largest head of a request, in bytes; beyond it the answer is 431.
const HEAD_MAX_BYTES: usize = 64 << 10;
/// Length of the preface of HTTP/2 (RFC 9113 3.4): with so many bytes the version is known.
const PREFACE_BYTES: usize = 24;
/// Pause after an accept that failed for want of file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// How the world reaches this server.
#[derive(Clone)]
pub struct Front {
    /// `None`: every host gets the router as it is.
    pub hosts: Option<HostRules>,
    pub proxies: Arc<[Network]>,
    /// `None`: plain http.
    pub tls: Option<Arc<Tls>>,
}

/// Answers requests until `stop`; then every open one may end within `close`.
pub async fn serve(listener: TcpListener, router: Router, front: Front, stop: CancellationToken, close: Duration) {
    let (mut open, stopping) = (JoinSet::new(), Arc::new(stop.clone()));
    loop {
        while open.try_join_next().is_some() {}
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                let service = PerConnection { router: router.clone(), front: front.clone(), peer, stop: Stopping(stopping.clone()) };
                open.spawn(connection(stream, service, stop.clone()));
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(close, async { while open.join_next().await.is_some() {} }).await.is_err() {
        tracing::warn!(requests = open.len(), "some requests did not end in time");
    }
}

async fn connection(stream: TcpStream, service: PerConnection, stop: CancellationToken) {
    let _ = stream.set_nodelay(true);
    let Some(tls) = service.front.tls.clone() else { return talk(stream, service, stop).await };
    let shaken = tokio::select! {
        () = stop.cancelled() => return,
        shaken = tls.accept(stream) => shaken,
    };
    if let Some(stream) = shaken {
        talk(stream, service, stop).await;
    }
}

async fn talk(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, service: PerConnection, stop: CancellationToken) {
    let stream = Enveloped::new(stream);
    let received = stream.received();
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(HEAD_MAX_BYTES);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(HEAD_TIME);
    let mut serving = std::pin::pin!(builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service)));
    // The library's own clock starts when it knows which HTTP it is spoken to in.
    let silent = async {
        tokio::time::sleep(HEAD_TIME).await;
        if received.load(Ordering::Relaxed) >= PREFACE_BYTES {
            std::future::pending::<()>().await;
        }
    };
    let ended = tokio::select! {
        ended = serving.as_mut() => ended,
        () = silent => return,
        () = stop.cancelled() => {
            serving.as_mut().graceful_shutdown();
            serving.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(error, "a connection broke off");
    }
}

/// The router as one connection sees it: with the client's address, and pages on hosts of their own put in their place.
#[derive(Clone)]
struct PerConnection {
    router: Router,
    front: Front,
    peer: SocketAddr,
    stop: Stopping,
}

/// In each request's extensions: answers that would go on for long end when this is cancelled.
#[derive(Debug, Clone)]
pub struct Stopping(pub Arc<CancellationToken>);

impl Stopping {
    /// Ends when the server stops; never where nobody stops it.
    pub async fn over(stopping: Option<&Self>) {
        match stopping {
            Some(Self(stop)) => stop.cancelled().await,
            None => std::future::pending().await,
        }
    }
}

impl<B> Service<Request<B>> for PerConnection
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = RouteFuture<Infallible>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Service::<Request<B>>::poll_ready(&mut self.router, context)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        name_host(&mut request);
        if let Some(hosts) = &self.front.hosts {
            request = magnet_host::rewrite(hosts, request);
        }
        let client = client(self.peer, request.headers(), &self.front.proxies);
        request.extensions_mut().insert(ConnectInfo(client));
        request.extensions_mut().insert(self.stop.clone());
        self.router.call(request)
    }
}

/// HTTP/2 names the host in the address (RFC 9113 8.3.1); whoever asks for it finds it in `Host`, as in HTTP/1.1.
fn name_host<B>(request: &mut Request<B>) {
    if request.headers().contains_key(header::HOST) {
        return;
    }
    let host = request.uri().authority().and_then(|authority| HeaderValue::from_str(authority.as_str()).ok());
    if let Some(host) = host {
        request.headers_mut().insert(header::HOST, host);
    }
}
