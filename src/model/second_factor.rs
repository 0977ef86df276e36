//! The second factor: codes of an authenticator app (TOTP, RFC 6238) and the recovery codes for a lost phone.

use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

use super::ids::{Random, UserId};

/// Seconds for which a code holds (RFC 6238 5.2).
const STEP_S: i64 = 30;
/// Codes of one step before and after are taken, for clocks that go wrong (RFC 6238 5.2).
const STEPS_AROUND: i64 = 1;
/// As RFC 4226 4 recommends.
const SECRET_BYTES: usize = 20;
/// Shown by authenticator apps above the address.
const ISSUER: &str = "Magnetite";

/// How many recovery codes a person has.
pub const RECOVERY_CODES: usize = 10;
/// 16 characters of 32 are 80 bits: too many to try, so that a plain hash is enough.
const RECOVERY_CHARS: usize = 16;
/// Without characters that look like others.
const RECOVERY_ALPHABET: &[u8; 32] = b"23456789abcdefghjkmnpqrstuvwxyz0";

/// What an authenticator app and the server share. Does not print itself; stored sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret([u8; SECRET_BYTES]);

impl TotpSecret {
    #[must_use]
    pub fn new(random: &dyn Random) -> Self {
        let mut bytes = [0; SECRET_BYTES];
        random.fill(&mut bytes);
        Self(bytes)
    }

    /// `None` for bytes of another length.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// For typing it by hand: base 32 (RFC 4648) in groups of four.
    #[must_use]
    pub fn text(&self) -> String {
        let text = Secret::new_stack(self.0).to_base32();
        let groups: Vec<&str> = (0..text.len()).step_by(4).filter_map(|at| text.get(at..(at + 4).min(text.len()))).collect();
        groups.join(" ")
    }

    /// Reads [`TotpSecret::text`] back.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let plain: String = text.split_whitespace().collect();
        Self::from_bytes(Secret::try_from_base32(plain).ok()?.as_bytes())
    }

    /// What the QR code says: `otpauth://totp/…`.
    #[must_use]
    pub fn url(&self, email: &str) -> Option<String> {
        self.totp(email)?.to_url().ok()
    }

    /// The time step that a code belongs to, if it holds at `now` (epoch ms) and is newer than `last_step`, the step of the last code that was taken.
    #[must_use]
    pub fn step_of(&self, code: &str, now: i64, last_step: Option<i64>) -> Option<i64> {
        let code: String = code.chars().filter(|char| !char.is_whitespace()).collect();
        let totp = self.totp("-")?;
        let current = now / 1_000 / STEP_S;
        let steps = current - STEPS_AROUND..=current + STEPS_AROUND;
        steps.into_iter().filter(|step| last_step.is_none_or(|last| *step > last)).find(|step| {
            let seconds = u64::try_from(step * STEP_S).unwrap_or_default();
            totp.check(&code, seconds).is_some()
        })
    }

    /// The code at an instant: what the app shows.
    #[must_use]
    pub fn code_at(&self, now: i64) -> Option<String> {
        Some(self.totp("-")?.generate(u64::try_from(now / 1_000).ok()?).to_string())
    }

    fn totp(&self, email: &str) -> Option<Totp> {
        Builder::new().with_secret(Secret::new_stack(self.0)).with_skew(0).with_account_name(email).with_issuer(Some(ISSUER)).build().ok()
    }
}

impl std::fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TotpSecret(…)")
    }
}

/// Ten new codes, `xxxx-xxxx-xxxx-xxxx`. Shown once.
#[must_use]
pub fn new_recovery_codes(random: &dyn Random) -> Vec<String> {
    (0..RECOVERY_CODES)
        .map(|_| {
            let mut bytes = [0; RECOVERY_CHARS];
            random.fill(&mut bytes);
            let chars: Vec<char> = bytes.iter().map(|byte| char::from(RECOVERY_ALPHABET[usize::from(byte % 32)])).collect();
            chars.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
        })
        .collect()
}

/// What is stored of a recovery code. Case, spaces and hyphens do not matter; `None` when it is none.
#[must_use]
pub fn recovery_hash(user_id: &UserId, code: &str) -> Option<String> {
    let plain: String = code.chars().filter(|char| !char.is_whitespace() && *char != '-').flat_map(char::to_lowercase).collect();
    if plain.len() != RECOVERY_CHARS || !plain.bytes().all(|byte| RECOVERY_ALPHABET.contains(&byte)) {
        return None;
    }
    Some(Sha256::digest(format!("{user_id}:{plain}").as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    struct System;
    impl Random for System {
        fn fill(&self, bytes: &mut [u8]) {
            rand::fill(bytes);
        }
    }

    #[test]
    fn the_codes_are_those_of_the_rfc() {
        let secret = TotpSecret::from_bytes(b"12345678901234567890").unwrap();
        // RFC 6238, appendix B, the last six of eight digits.
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (2_000_000_000, "279037")] {
            assert_eq!(secret.code_at(seconds * 1_000).unwrap(), code);
            assert_eq!(secret.step_of(code, seconds * 1_000, None), Some(seconds / 30));
        }
    }

    #[test]
    fn a_code_holds_one_step_around_and_only_once() {
        let secret = TotpSecret::new(&System);
        let now = 1_795_500_000_000;
        let code = secret.code_at(now).unwrap();
        let step = secret.step_of(&format!(" {} {}", &code[..3], &code[3..]), now, None).unwrap();
        assert_eq!(secret.step_of(&code, now + 30_000, None), Some(step));
        assert_eq!(secret.step_of(&code, now - 30_000, None), Some(step));
        assert_eq!(secret.step_of(&code, now + 60_000, None), None);
        assert_eq!(secret.step_of(&code, now, Some(step)), None, "a code is taken twice");
        for bad in ["", "12345", "1234567", "abcdef", "１２３４５６", "-12345"] {
            assert_eq!(secret.step_of(bad, now, None), None, "{bad}");
        }
    }

    #[test]
    fn a_secret_reads_back_from_its_text_and_does_not_print_itself() {
        let secret = TotpSecret::new(&System);
        assert_eq!(secret.text().len(), 39);
        assert!(TotpSecret::from_text(&secret.text()).unwrap() == secret);
        let url = secret.url("jane+x@acme.example").unwrap();
        assert!(url.starts_with("otpauth://totp/Magnetite:jane%2Bx%40acme.example?secret=") && url.contains("issuer=Magnetite"), "{url}");
        assert_eq!(format!("{secret:?}"), "TotpSecret(…)");
    }

    #[test]
    fn a_recovery_code_is_known_however_it_is_typed_and_to_one_person_alone() {
        let (jane, joe) = (UserId::new(&System), UserId::new(&System));
        let codes = new_recovery_codes(&System);
        assert_eq!(codes.iter().collect::<std::collections::BTreeSet<_>>().len(), RECOVERY_CODES);
        let code = &codes[0];
        assert_eq!(code.len(), 19);
        assert_eq!(recovery_hash(&jane, code), recovery_hash(&jane, &code.to_uppercase().replace('-', " ")));
        assert_ne!(recovery_hash(&jane, code), recovery_hash(&joe, code));
        assert_eq!(recovery_hash(&jane, "123456"), None);
    }
}
