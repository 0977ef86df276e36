//! What the HTTP library answers by itself (a head too long, an address too long, no HTTP at all) has no body and never reaches the router.
//! This wrapper of the connection sees such an answer on its way out and sends the contract's envelope in its place.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::error;
use crate::app::SystemRandom;
use crate::model::ids::random_base62;

/// A connection whose bare errors get a body.
pub struct Enveloped<S> {
    stream: S,
    received: Arc<AtomicUsize>,
    /// The answer that is sent instead, how much of it is out, and how long the replaced one was.
    instead: Option<(Vec<u8>, usize, usize)>,
}

impl<S> Enveloped<S> {
    pub fn new(stream: S) -> Self {
        Self { stream, received: Arc::default(), instead: None }
    }

    /// How many bytes have come in so far, to be looked at from beside the connection.
    pub fn received(&self) -> Arc<AtomicUsize> {
        self.received.clone()
    }
}

/// Answers of our own all carry `X-Request-Id`; a short head of an error without it is the library's.
fn is_bare_error(answer: &[u8]) -> bool {
    answer.len() < 400
        && (answer.starts_with(b"HTTP/1.1 4") || answer.starts_with(b"HTTP/1.0 4"))
        && answer.ends_with(b"\r\n\r\n")
        && !answer.to_ascii_lowercase().windows(12).any(|part| part == b"x-request-id")
}

fn envelope(bare: &[u8]) -> Vec<u8> {
    let status_line = bare.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let message = match status_line.get(9..12) {
        Some(b"431") => "The request's header fields are too large",
        Some(b"414") => "The request's address is too long",
        _ => "The request is not valid HTTP",
    };
    let id = random_base62(&SystemRandom, 20);
    tracing::info!(request.id = %id, http.status = %String::from_utf8_lossy(status_line), "a request could not be read");
    let body = error::envelope(&error::INVALID_REQUEST, message);
    let head = format!(
        "\r\ncontent-type: application/json\r\ncontent-length: {}\r\nx-content-type-options: nosniff\r\nx-request-id: {id}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    [status_line, head.as_bytes(), body.as_bytes()].concat()
}

impl<S: AsyncRead + Unpin> AsyncRead for Enveloped<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        self.received.fetch_add(buffer.filled().len().saturating_sub(before), Ordering::Relaxed);
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> Enveloped<S> {
    /// Sends the rest of the answer that stands in for another, and then tells how long that one was.
    fn poll_instead(&mut self, context: &mut Context<'_>) -> Poll<io::Result<usize>> {
        while let Some((answer, sent, replaced)) = &mut self.instead {
            let rest = answer.get(*sent..).unwrap_or_default();
            if rest.is_empty() {
                let replaced = *replaced;
                self.instead = None;
                return Poll::Ready(Ok(replaced));
            }
            match ready!(Pin::new(&mut self.stream).poll_write(context, rest))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                count => *sent += count,
            }
        }
        Poll::Ready(Ok(0))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Enveloped<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.instead.is_none() && is_bare_error(bytes) {
            self.instead = Some((envelope(bytes), 0, bytes.len()));
        }
        if self.instead.is_some() { self.poll_instead(context) } else { Pin::new(&mut self.stream).poll_write(context, bytes) }
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, context: &mut Context<'_>, parts: &[io::IoSlice<'_>]) -> Poll<io::Result<usize>> {
        match parts.first() {
            Some(first) if self.instead.is_some() || is_bare_error(first) => self.poll_write(context, first),
            _ => Pin::new(&mut self.stream).poll_write_vectored(context, parts),
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
