//! Objects as they are sent over HTTP: with an entity tag, and packed once for every client that takes it. In memory, never more than it is given.

use std::future::Future;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use moka::future::Cache;
use sha2::{Digest, Sha256};

use super::Form;
use crate::store::StoreError;

/// How long an object stays that nobody asks for. Another process that erases a lead cannot reach this memory.
const IDLE: Duration = Duration::from_secs(120);
const LIFE: Duration = Duration::from_secs(900);
/// Brotli: nearly as small as the hardest level, in a tenth of its time.
const BROTLI: i32 = 9;
const ZSTD: i32 = 15;

/// Content codings (RFC 9110 8.4.1, RFC 7932, RFC 8878), the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    Brotli,
    Zstd,
    Gzip,
}

impl Coding {
    pub const ALL: [Coding; 3] = [Coding::Brotli, Coding::Zstd, Coding::Gzip];

    /// As `Content-Encoding` names it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Coding::Brotli => "br",
            Coding::Zstd => "zstd",
            Coding::Gzip => "gzip",
        }
    }

    fn pack(self, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
        match self {
            Coding::Brotli => {
                let mut packed = Vec::new();
                let params = brotli::enc::BrotliEncoderParams { quality: BROTLI, size_hint: bytes.len(), ..Default::default() };
                brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
                Ok(packed)
            }
            Coding::Zstd => zstd::bulk::compress(bytes, ZSTD),
            Coding::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
                encoder.write_all(bytes)?;
                encoder.finish()
            }
        }
    }
}

/// One object, ready to be sent.
#[derive(Debug)]
pub struct Packed {
    /// Of the plain bytes: 24 hexadecimal digits of their SHA-256.
    pub hash: String,
    pub plain: Bytes,
    codings: Vec<(Coding, Bytes)>,
}

impl Packed {
    /// Text is packed; PDFs and pictures are packed in themselves. Some milliseconds of work.
    #[must_use]
    pub fn new(bytes: Vec<u8>, form: Form) -> Self {
        let hash = Sha256::digest(&bytes).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        let is_text = !matches!(form, Form::Pdf | Form::Image);
        let codings = Coding::ALL.into_iter().filter(|_| is_text).filter_map(|coding| {
            let packed = coding.pack(&bytes).ok()?;
            (packed.len() < bytes.len()).then(|| (coding, Bytes::from(packed)))
        });
        Self { hash, codings: codings.collect(), plain: Bytes::from(bytes) }
    }

    /// `None` where the object is not sent in this coding.
    #[must_use]
    pub fn coded(&self, coding: Coding) -> Option<&Bytes> {
        self.codings.iter().find(|(own, _)| *own == coding).map(|(_, bytes)| bytes)
    }

    /// Bytes in memory.
    fn weight(&self) -> u32 {
        let all = self.plain.len() + self.codings.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() + 512;
        u32::try_from(all).unwrap_or(u32::MAX)
    }
}

/// What was asked for lately, by key.
#[derive(Debug, Clone)]
pub struct Memory(Cache<String, Arc<Packed>>);

impl Memory {
    pub fn new(bytes: u64) -> Self {
        let cache = Cache::builder()
            .max_capacity(bytes)
            .weigher(|key: &String, packed: &Arc<Packed>| packed.weight().saturating_add(u32::try_from(key.len()).unwrap_or(u32::MAX)))
            .time_to_idle(IDLE)
            .time_to_live(LIFE)
            .support_invalidation_closures();
        Self(cache.build())
    }

    /// From memory, or read by one of those who ask for it and packed off the async threads.
    pub async fn get(&self, key: &str, form: Form, read: impl Future<Output = Result<Option<Vec<u8>>, StoreError>>) -> Result<Option<Arc<Packed>>, StoreError> {
        let load = async {
            let Some(bytes) = read.await.map_err(Some)? else { return Err(None) };
            let packed = tokio::task::spawn_blocking(move || Packed::new(bytes, form)).await;
            packed.map(Arc::new).map_err(|error| Some(StoreError::Damaged(error.to_string())))
        };
        match self.0.try_get_with_by_ref(key, load).await {
            Ok(packed) => Ok(Some(packed)),
            Err(error) => match error.as_ref() {
                None => Ok(None),
                Some(StoreError::Io(error)) => Err(StoreError::Io(std::io::Error::new(error.kind(), error.to_string()))),
                Some(error) => Err(StoreError::Objects(error.to_string())),
            },
        }
    }

    /// Forgets all that is kept under keys that begin so.
    pub fn forget(&self, prefix: &str) {
        let prefix = prefix.to_owned();
        // Takes effect at once for readers; refused only where closures are not supported, and they are.
        let _ = self.0.invalidate_entries_if(move |key, _| key.starts_with(&prefix));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Read;

    use super::*;

    fn unpacked(coding: Coding, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        match coding {
            Coding::Brotli => brotli::BrotliDecompress(&mut &bytes[..], &mut out).unwrap(),
            Coding::Zstd => out = zstd::bulk::decompress(bytes, 1 << 20).unwrap(),
            Coding::Gzip => {
                flate2::read::GzDecoder::new(bytes).read_to_end(&mut out).unwrap();
            }
        }
        out
    }

    #[test]
    fn a_page_is_packed_in_every_coding_and_comes_out_as_it_went_in() {
        let page = "<p>Every sentence has its source.</p>\n".repeat(200).into_bytes();
        let packed = Packed::new(page.clone(), Form::Page);
        for coding in Coding::ALL {
            let bytes = packed.coded(coding).unwrap();
            assert!(bytes.len() * 10 < page.len(), "{coding:?}: {}", bytes.len());
            assert_eq!(unpacked(coding, bytes), page);
        }
        assert!(Coding::ALL.into_iter().all(|coding| Packed::new(page.clone(), Form::Pdf).coded(coding).is_none()));
    }

    #[tokio::test]
    async fn what_was_read_once_is_not_read_again_until_it_is_forgotten() {
        let memory = Memory::new(1 << 20);
        let read = |text: &'static str| async move { Ok(Some(text.as_bytes().to_vec())) };
        let plain = async |text| memory.get("ws_1/lead_1/a.html", Form::Page, read(text)).await.unwrap().unwrap().plain.clone();
        assert_eq!(plain("first").await, "first");
        assert_eq!(plain("second").await, "first");
        memory.forget("ws_1/lead_1/");
        assert_eq!(plain("third").await, "third");
    }

    #[tokio::test]
    async fn what_is_missing_or_cannot_be_read_is_asked_for_again() {
        let memory = Memory::new(1 << 20);
        assert!(memory.get("k", Form::Page, async { Ok(None) }).await.unwrap().is_none());
        assert!(memory.get("k", Form::Page, async { Err(StoreError::Objects("away".into())) }).await.is_err());
        assert!(memory.get("k", Form::Page, async { Ok(Some(vec![1])) }).await.unwrap().is_some());
    }
}
