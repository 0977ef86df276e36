//! The rules of a webhook's delivery: how it is signed, what counts as a failure, and when it is tried again. `worker/deliver` acts by them.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::ids::{DeliveryId, EndpointId, EventId, Random, hex};

/// Waits after the first, second, … failed try; each ±20 %. After the last of them a delivery has failed for good.
pub const WAITS_MS: [i64; 7] = [5_000, 60_000, 300_000, 1_800_000, 7_200_000, 28_800_000, 86_400_000];
/// Longest wait that a receiver may ask for.
pub const RETRY_AFTER_MAX_MS: i64 = 86_400_000;
/// Shortest wait for a receiver that is overrun or hangs.
const SLOW_WAIT_MS: i64 = 60_000;
/// An endpoint that has had no success for so long, and a failure at the beginning of that time, is switched off.
pub const FAILING_MS: i64 = 5 * 86_400_000;
/// Deliveries that ended, and their tries, are kept so long.
pub const KEPT_MS: i64 = 30 * 86_400_000;
/// What a secret begins with.
const SECRET_PREFIX: &str = "whsec_";

/// The id of an event's delivery to an endpoint: the same whenever it is drawn, and as hard to guess as the two ids it is made from.
#[must_use]
pub fn delivery_id(endpoint: &EndpointId, event: &EventId) -> DeliveryId {
    DeliveryId::new(&Digested(Sha256::digest(format!("{endpoint}/{event}")).into()))
}

struct Digested([u8; 32]);

impl Random for Digested {
    fn fill(&self, bytes: &mut [u8]) {
        for (byte, own) in bytes.iter_mut().zip(self.0.iter().cycle()) {
            *byte = *own;
        }
    }
}

/// An endpoint's secret, ready to sign: `whsec_` and standard base 64 of the key's bytes. Does not print itself.
pub struct SigningSecret {
    text: String,
    key: Vec<u8>,
}

impl fmt::Debug for SigningSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningSecret(…)")
    }
}

impl SigningSecret {
    /// `None` for a text that is no secret.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let key = STANDARD.decode(text.strip_prefix(SECRET_PREFIX)?).ok()?;
        Some(Self { text: text.to_owned(), key })
    }

    /// HMAC-SHA256 of the raw body under the bytes of the whole secret text, in hex.
    fn plain(&self, body: &[u8]) -> String {
        format!("sha256={}", hex(&hmac(self.text.as_bytes(), &[body])))
    }

    /// Standard Webhooks: HMAC-SHA256 of `id.timestamp.body` under the decoded part of the secret, in base 64.
    fn standard(&self, id: &str, timestamp: &str, body: &[u8]) -> String {
        format!("v1,{}", STANDARD.encode(hmac(&self.key, &[id.as_bytes(), b".", timestamp.as_bytes(), b".", body])))
    }
}

fn hmac(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    // Keys of any length are taken.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().to_vec()
}

/// One try of one delivery, before it is signed.
pub struct Parcel<'a> {
    /// Stable over all tries, and of a replay too: receivers know by it what they have seen.
    pub event_id: &'a str,
    pub delivery_id: &'a str,
    pub kind: &'a str,
    /// When this try is made, in epoch milliseconds.
    pub at: i64,
    /// Exactly the bytes that are sent.
    pub body: &'a [u8],
}

impl Parcel<'_> {
    /// All headers of the request but those of HTTP itself. While a rotated secret is still good, `webhook-signature` holds both signatures,
    /// `X-Magnetite-Signature` the new secret's and `X-Magnetite-Signature-Old` the former one's.
    #[must_use]
    pub fn headers(&self, secret: &SigningSecret, old: Option<&SigningSecret>) -> Vec<(&'static str, String)> {
        let seconds = self.at.div_euclid(1_000).to_string();
        let mut standard = secret.standard(self.event_id, &seconds, self.body);
        let mut headers = vec![
            ("content-type", "application/json".to_owned()),
            ("x-magnetite-event", self.kind.to_owned()),
            ("x-magnetite-delivery", self.delivery_id.to_owned()),
            ("x-magnetite-timestamp", self.at.to_string()),
            ("x-magnetite-signature", secret.plain(self.body)),
        ];
        if let Some(old) = old {
            standard = format!("{standard} {}", old.standard(self.event_id, &seconds, self.body));
            headers.push(("x-magnetite-signature-old", old.plain(self.body)));
        }
        headers.extend([("webhook-id", self.event_id.to_owned()), ("webhook-timestamp", seconds), ("webhook-signature", standard)]);
        headers
    }
}

/// One word for what went wrong; `None` for a success. `status`: as far as an answer came; `error`: the word of what broke the request off.
/// A status that is no success says more than what happened to its body.
#[must_use]
pub fn failure(status: Option<u16>, error: Option<&str>) -> Option<String> {
    match (status, error) {
        (Some(301 | 302 | 303 | 307 | 308), _) => Some("redirect".into()),
        (Some(status), _) if !(200..300).contains(&status) => Some(format!("http_{status}")),
        (_, Some(word)) => Some(word.into()),
        (Some(_), None) => None,
        (None, None) => Some("protocol".into()),
    }
}

/// The receiver is overrun or hangs: it gets fewer requests at a time, and a longer wait.
#[must_use]
pub fn is_slow(failure: &str) -> bool {
    matches!(failure, "timeout" | "http_429" | "http_502" | "http_504")
}

/// How long to wait after a failed try, in milliseconds; `None` when it was the last. `tries`: those of this round, this one included.
/// `retry_after`: of [`retry_after`]; counts for 429 and 503, and never shortens the schedule, so that a receiver cannot use up the tries in seconds.
/// `chance`: a random byte, for the ±20 %.
#[must_use]
pub fn wait_ms(tries: i64, failure: &str, retry_after: Option<i64>, chance: u8) -> Option<i64> {
    let wait = usize::try_from(tries - 1).ok().and_then(|index| WAITS_MS.get(index))?;
    let spread = wait * 4 / 5 + wait * 2 / 5 * i64::from(chance) / 255;
    let least = if is_slow(failure) { SLOW_WAIT_MS } else { 0 };
    let asked = retry_after.filter(|_| matches!(failure, "http_429" | "http_503")).unwrap_or(0);
    Some(spread.max(least).max(asked))
}

/// Reads `Retry-After` (RFC 9110): seconds, or a date. In milliseconds from `now` (epoch milliseconds), at most [`RETRY_AFTER_MAX_MS`].
#[must_use]
pub fn retry_after(text: &str, now: i64) -> Option<i64> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let seconds: i64 = text.parse().unwrap_or(i64::MAX);
        return Some(seconds.saturating_mul(1_000).min(RETRY_AFTER_MAX_MS));
    }
    let at = jiff::fmt::rfc2822::parse(text).ok()?.timestamp().as_millisecond();
    Some(at.saturating_sub(now).clamp(0, RETRY_AFTER_MAX_MS))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    fn header<'a>(headers: &'a [(&'static str, String)], name: &str) -> Option<&'a str> {
        headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    #[test]
    fn both_signatures_are_those_of_the_published_examples() {
        // The example of the Standard Webhooks specification.
        let body = br#"{"test": 2432232314}"#;
        let parcel = Parcel { event_id: "msg_p5jXN8AQM9LWM0D4loKWxJek", delivery_id: "dlv_1", kind: "webhook.test", at: 1_614_265_330_999, body };
        let secret = SigningSecret::parse(SECRET).unwrap();
        let headers = parcel.headers(&secret, None);
        assert_eq!(header(&headers, "webhook-signature"), Some("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
        assert_eq!(header(&headers, "webhook-timestamp"), Some("1614265330"));
        assert_eq!(header(&headers, "x-magnetite-timestamp"), Some("1614265330999"));
        let plain = header(&headers, "x-magnetite-signature").unwrap();
        assert!(plain.len() == 71 && plain.starts_with("sha256="), "{plain}");
        assert_eq!(header(&headers, "x-magnetite-signature-old"), None);
        // RFC 4231, test case 2.
        let jefe = SigningSecret { text: "Jefe".into(), key: Vec::new() };
        assert_eq!(jefe.plain(b"what do ya want for nothing?"), "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    #[test]
    fn a_rotated_secret_signs_beside_the_new_one() {
        let (new, old) = (SigningSecret::parse(SECRET).unwrap(), SigningSecret::parse("whsec_AAAA").unwrap());
        let parcel = Parcel { event_id: "evt_1", delivery_id: "dlv_1", kind: "lead.created", at: 5_000, body: b"{}" };
        let (both, alone) = (parcel.headers(&new, Some(&old)), parcel.headers(&old, None));
        let signatures: Vec<&str> = header(&both, "webhook-signature").unwrap().split(' ').collect();
        assert_eq!(signatures.len(), 2);
        assert_eq!(Some(signatures[1]), header(&alone, "webhook-signature"));
        assert_eq!(header(&both, "x-magnetite-signature-old"), header(&alone, "x-magnetite-signature"));
        assert_eq!(format!("{new:?}"), "SigningSecret(…)");
        for bad in ["", "whsec_", "sk_AAAA", "whsec_~"] {
            assert!(SigningSecret::parse(bad).is_none_or(|secret| secret.key.is_empty()), "{bad}");
        }
    }

    #[test]
    fn the_schedule_is_the_contracts_for_every_failure() {
        // (tries, failure, Retry-After in ms, shortest wait, longest wait)
        let rows = [
            (1, "http_500", None, 4_000, 6_000),
            (2, "refused", None, 48_000, 72_000),
            (3, "http_400", None, 240_000, 360_000),
            (4, "dns", None, 1_440_000, 2_160_000),
            (5, "tls", None, 5_760_000, 8_640_000),
            (6, "reset", None, 23_040_000, 34_560_000),
            (7, "http_404", None, 69_120_000, 103_680_000),
            (1, "timeout", None, 60_000, 60_000),
            (1, "http_502", None, 60_000, 60_000),
            (1, "http_504", None, 60_000, 60_000),
            (1, "http_429", None, 60_000, 60_000),
            (2, "timeout", None, 60_000, 72_000),
            (1, "http_429", Some(90_000), 90_000, 90_000),
            (1, "http_503", Some(90_000), 90_000, 90_000),
            (1, "http_503", Some(1_000), 4_000, 6_000),
            (1, "http_429", Some(RETRY_AFTER_MAX_MS), RETRY_AFTER_MAX_MS, RETRY_AFTER_MAX_MS),
            (1, "http_500", Some(90_000), 4_000, 6_000),
        ];
        for (tries, failure, asked, least, most) in rows {
            assert_eq!((wait_ms(tries, failure, asked, 0), wait_ms(tries, failure, asked, 255)), (Some(least), Some(most)), "{tries} {failure} {asked:?}");
        }
        assert_eq!(wait_ms(8, "http_500", None, 0), None);
        assert_eq!(wait_ms(8, "http_503", Some(1_000), 0), None);
    }

    #[test]
    fn each_answer_has_its_word() {
        let rows = [
            (Some(200), None, None),
            (Some(204), None, None),
            (Some(200), Some("too_large"), Some("too_large")),
            (Some(200), Some("timeout"), Some("timeout")),
            (Some(301), None, Some("redirect")),
            (Some(304), None, Some("http_304")),
            (Some(400), None, Some("http_400")),
            (Some(410), Some("timeout"), Some("http_410")),
            (Some(500), None, Some("http_500")),
            (None, Some("dns"), Some("dns")),
            (None, None, Some("protocol")),
        ];
        for (status, error, word) in rows {
            assert_eq!(failure(status, error).as_deref(), word, "{status:?} {error:?}");
        }
    }

    #[test]
    fn retry_after_is_read_as_seconds_and_as_a_date() {
        let now = 784_111_777_000; // Sun, 06 Nov 1994 08:49:37 GMT
        let rows = [
            ("120", Some(120_000)),
            (" 0 ", Some(0)),
            ("99999999999999999999", Some(RETRY_AFTER_MAX_MS)),
            ("Sun, 06 Nov 1994 08:51:37 GMT", Some(120_000)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("Mon, 06 Nov 2000 08:49:37 GMT", Some(RETRY_AFTER_MAX_MS)),
            ("soon", None),
            ("-5", None),
            ("", None),
        ];
        for (text, wait) in rows {
            assert_eq!(retry_after(text, now), wait, "{text}");
        }
    }

    #[test]
    fn a_delivery_has_one_id_however_often_it_is_drawn() {
        let endpoint = |text: &str| format!("we_{text:0>22}").parse::<EndpointId>().unwrap();
        let event = "evt_0000000000000000000007".parse().unwrap();
        let id = delivery_id(&endpoint("1"), &event);
        assert_eq!(id, delivery_id(&endpoint("1"), &event));
        assert_ne!(id, delivery_id(&endpoint("2"), &event));
        assert!(id.as_str().parse::<DeliveryId>().is_ok());
    }
}
