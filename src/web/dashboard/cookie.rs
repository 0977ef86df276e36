//! The two cookies of the dashboard, and the form token that is computed from either. Names and flags follow the public URL's scheme.

use axum::http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::app::{App, SystemRandom};
use crate::model::ids::random_base62;

/// Characters of a token: 32 of base 62 are 190 bits.
const TOKEN_CHARS: usize = 32;

/// Characters of a form token that are drawn anew for each page.
const SALT_CHARS: usize = 16;

/// Which cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// The session of a logged-in person.
    Session,
    /// For the forms of somebody who is not logged in, so that they carry a token too.
    Visitor,
}

impl Cookie {
    /// `__Host-` (RFC 6265bis 4.1.3.2) binds the cookie to this host over https; browsers refuse the prefix on plain http.
    #[must_use]
    pub fn name(self, https: bool) -> &'static str {
        match (self, https) {
            (Cookie::Session, true) => "__Host-magnetite",
            (Cookie::Session, false) => "magnetite",
            (Cookie::Visitor, true) => "__Host-magnetite-visitor",
            (Cookie::Visitor, false) => "magnetite-visitor",
        }
    }

    /// The token that the request carries.
    #[must_use]
    pub fn token(self, headers: &HeaderMap, https: bool) -> Option<&str> {
        let name = self.name(https);
        let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(';'));
        let found = pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(given, _)| *given == name).map(|(_, value)| value);
        found.filter(|token| token.len() == TOKEN_CHARS && token.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    }

    /// `Set-Cookie` for a new token, or for none (which removes it). `life_s`: seconds, none for the browser's session.
    #[must_use]
    pub fn set(self, token: Option<&str>, https: bool, life_s: Option<i64>) -> Option<HeaderValue> {
        let secure = if https { "; Secure" } else { "" };
        let age = match (token, life_s) {
            (None, _) => "; Max-Age=0".to_owned(),
            (_, Some(seconds)) => format!("; Max-Age={seconds}"),
            (_, None) => String::new(),
        };
        HeaderValue::from_str(&format!("{}={}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", self.name(https), token.unwrap_or(""))).ok()
    }
}

/// Whether people reach this server over https, as its public URL says.
#[must_use]
pub fn is_https(app: &App) -> bool {
    app.public_url().starts_with("https://")
}

#[must_use]
pub fn new_token(app: &App) -> String {
    random_base62(&*app.random, TOKEN_CHARS)
}

/// SHA-256 in hex: how secrets of links and cookies are stored.
#[must_use]
pub fn hash(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The token that forms carry: who can make one knows the cookie's token, which no other site can read. Salted anew each time, so that it
/// cannot be guessed from the length of packed pages.
#[must_use]
pub fn form_token(cookie_token: &str) -> String {
    let salt = random_base62(&SystemRandom, SALT_CHARS);
    format!("{salt}{}", proof(&salt, cookie_token))
}

/// Whether a form's token was made for this cookie's token; in constant time.
#[must_use]
pub fn is_form_token(given: &str, cookie_token: &str) -> bool {
    let Some((salt, given)) = given.split_at_checked(SALT_CHARS) else { return false };
    given.as_bytes().ct_eq(proof(salt, cookie_token).as_bytes()).into()
}

fn proof(salt: &str, cookie_token: &str) -> String {
    hash(&format!("form:{salt}:{cookie_token}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn cookies_are_closed_to_scripts_and_bound_to_the_host_on_https() {
        let set = |https| Cookie::Session.set(Some("abc"), https, Some(60)).unwrap().to_str().unwrap().to_owned();
        assert_eq!(set(true), "__Host-magnetite=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60");
        assert_eq!(set(false), "magnetite=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60");
    }

    #[test]
    fn a_form_token_is_new_each_time_and_good_for_its_cookie_alone() {
        let (one, two) = (form_token("cookie"), form_token("cookie"));
        assert_ne!(one, two);
        assert!(is_form_token(&one, "cookie") && is_form_token(&two, "cookie"));
        assert!(!is_form_token(&one, "another") && !is_form_token("", "cookie") && !is_form_token("ä", "cookie"));
    }

    #[test]
    fn a_token_is_found_among_other_cookies_and_only_in_its_form() {
        let token = "a".repeat(32);
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, format!("x=1; magnetite={token}; y=2").parse().unwrap());
        assert_eq!(Cookie::Session.token(&headers, false), Some(token.as_str()));
        assert_eq!(Cookie::Session.token(&headers, true), None);
        headers.insert(header::COOKIE, "magnetite=../../etc".parse().unwrap());
        assert_eq!(Cookie::Session.token(&headers, false), None);
    }
}
