//! Cloudflare's e-mail coding: hexadecimal, the first byte is the key for all others.

/// Decodes the value of `data-cfemail` or the fragment of `/cdn-cgi/l/email-protection#…`; `None` when that gives no address.
#[must_use]
pub fn decode(hex: &str) -> Option<String> {
    let hex = hex.trim();
    if hex.len() < 8 || hex.len() > 600 || !hex.is_ascii() {
        return None;
    }
    let mut bytes = hex.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()));
    let key = bytes.next()??;
    let plain: Option<Vec<u8>> = bytes.map(|byte| byte.map(|byte| byte ^ key)).collect();
    let plain = String::from_utf8(plain?).ok()?;
    let clean = plain.contains('@') && !plain.chars().any(|c| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '"'));
    clean.then_some(plain)
}

/// The address behind a link to Cloudflare's protection page.
#[must_use]
pub fn from_href(href: &str) -> Option<String> {
    href.split_once("/cdn-cgi/l/email-protection#").and_then(|(_, hex)| decode(hex.split('?').next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(plain: &str) -> String {
        let mut out = String::from("5a");
        for byte in plain.bytes() {
            out.push_str(&format!("{:02x}", byte ^ 0x5a));
        }
        out
    }

    #[test]
    fn a_coded_address_is_read() {
        assert_eq!(decode(&code("hello@kiln.example")).as_deref(), Some("hello@kiln.example"));
        assert_eq!(from_href(&format!("/cdn-cgi/l/email-protection#{}", code("a@b.example"))).as_deref(), Some("a@b.example"));
    }

    #[test]
    fn rubbish_is_refused() {
        for bad in ["", "zz", "5a5", "zzzzzzzzzz", "é5a5a5a5a", "0000000000"] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }
}
