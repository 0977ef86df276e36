//! Reads one body: undoes the content encoding while streaming, and stops at the byte limit and at a decompression ratio no page reaches.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use async_compression::tokio::bufread::{BrotliDecoder, DeflateDecoder, GzipDecoder, ZlibDecoder, ZstdDecoder};
use async_compression::zstd::DParameter;
use bytes::Bytes;
use futures_util::TryStreamExt;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};
use tokio_util::io::StreamReader;

use crate::error::{Carried, classify};
use crate::{FetchError, Overflow};

/// Decoded bytes below which the ratio is not looked at.
const RATIO_FREE_BYTES: u64 = 1024 * 1024;
/// Decoded bytes per wire byte. Very repetitive pages reach about 100; deflate's own limit is 1032.
const RATIO_MAX: u64 = 250;
/// Content encodings on top of one another.
const CODINGS_MAX: usize = 3;
/// Largest zstd window, as log2 of bytes (RFC 9659: 8 MiB).
const ZSTD_WINDOW_LOG_MAX: u32 = 23;
const BUFFER_BYTES: usize = 16 * 1024;

pub(crate) struct Body {
    pub(crate) kept: Bytes,
    pub(crate) decoded_bytes: u64,
    pub(crate) wire_bytes: u64,
    pub(crate) truncated: bool,
}

impl Body {
    pub(crate) fn none() -> Self {
        Self { kept: Bytes::new(), decoded_bytes: 0, wire_bytes: 0, truncated: false }
    }
}

/// `keep`: whether the bytes are returned or only counted.
pub(crate) async fn read(response: reqwest::Response, encoding: Option<&str>, max_bytes: u64, overflow: Overflow, keep: bool) -> Result<Body, FetchError> {
    let wire = Arc::new(AtomicU64::new(0));
    let counter = wire.clone();
    let stream = response.bytes_stream().map_err(io::Error::other).and_then(move |chunk| {
        let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        let seen = counter.fetch_add(length, Ordering::Relaxed).saturating_add(length);
        // A decoder that swallows for ever without giving anything must end as well.
        let ended = seen > max_bytes.saturating_add(RATIO_FREE_BYTES).saturating_add(length);
        std::future::ready(if ended { Err(io::Error::other(Carried(FetchError::TooLarge))) } else { Ok(chunk) })
    });
    let mut reader = decoder(Box::new(StreamReader::new(Box::pin(stream))), encoding).await?;

    let mut kept = Vec::new();
    let mut decoded_bytes: u64 = 0;
    let mut buffer = vec![0_u8; BUFFER_BYTES];
    let mut truncated = false;
    loop {
        let count = match reader.read(&mut buffer).await {
            Ok(0) => break,
            Ok(count) => count,
            // An encoding was announced for a body that is empty.
            Err(error) if wire.load(Ordering::Relaxed) == 0 && !error.get_ref().is_some_and(|inner| inner.is::<reqwest::Error>()) => break,
            Err(error) => match (read_error(&error), overflow) {
                (FetchError::TooLarge, Overflow::Truncate) => {
                    truncated = true;
                    break;
                }
                (error, _) => return Err(error),
            },
        };
        let room = usize::try_from(max_bytes.saturating_sub(decoded_bytes)).unwrap_or(usize::MAX);
        let taken = count.min(room);
        decoded_bytes = decoded_bytes.saturating_add(u64::try_from(taken).unwrap_or(u64::MAX));
        if keep {
            kept.extend_from_slice(buffer.get(..taken).unwrap_or_default());
        }
        let bomb = decoded_bytes > RATIO_FREE_BYTES && decoded_bytes / RATIO_MAX > wire.load(Ordering::Relaxed);
        if taken < count || bomb {
            truncated = true;
            break;
        }
    }
    if truncated && overflow == Overflow::Fail {
        return Err(FetchError::TooLarge);
    }
    Ok(Body { kept: Bytes::from(kept), decoded_bytes, wire_bytes: wire.load(Ordering::Relaxed), truncated })
}

fn read_error(error: &io::Error) -> FetchError {
    match classify(error) {
        // Said by a decoder, not by the connection.
        FetchError::Protocol(detail) => FetchError::Protocol(format!("damaged body: {detail}")),
        other => other,
    }
}

type Source = Box<dyn AsyncBufRead + Send + Unpin>;

async fn decoder(source: Source, encoding: Option<&str>) -> Result<Box<dyn AsyncRead + Send + Unpin>, FetchError> {
    let codings: Vec<String> =
        encoding.unwrap_or_default().split(',').map(|coding| coding.trim().to_ascii_lowercase()).filter(|coding| !coding.is_empty()).collect();
    if codings.len() > CODINGS_MAX {
        return Err(FetchError::Protocol(String::from("too many content encodings")));
    }
    let mut source = source;
    for coding in codings.iter().rev() {
        source = match coding.as_str() {
            "identity" | "none" | "utf-8" => source,
            "gzip" | "x-gzip" => {
                let mut gzip = GzipDecoder::new(source);
                gzip.multiple_members(true);
                buffered(gzip)
            }
            "br" => buffered(BrotliDecoder::new(source)),
            "zstd" => buffered(ZstdDecoder::with_params(source, &[DParameter::window_log_max(ZSTD_WINDOW_LOG_MAX)])),
            "deflate" => {
                // "deflate" means zlib (RFC 9110), but some servers send it bare.
                let first = source.fill_buf().await.map_err(|error| read_error(&error))?.first().copied();
                if first.is_none_or(|byte| byte & 0x0f == 8) { buffered(ZlibDecoder::new(source)) } else { buffered(DeflateDecoder::new(source)) }
            }
            other => return Err(FetchError::Protocol(format!("unknown content encoding {}", other.chars().take(32).collect::<String>()))),
        };
    }
    Ok(Box::new(source))
}

fn buffered(decoder: impl AsyncRead + Send + Unpin + 'static) -> Source {
    Box::new(BufReader::with_capacity(BUFFER_BYTES, decoder))
}
