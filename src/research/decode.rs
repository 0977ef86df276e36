//! Bytes → text, whatever they are. Order: BOM, header, meta or XML declaration, then the bytes themselves (chardetng); a wrong declaration is overruled.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far a declaration is searched for. Browsers stop at 1,024 bytes, but real pages put it later.
const PRESCAN_BYTES: usize = 8 * 1024;
/// Bytes shown to the detector; more does not change its mind.
const SNIFF_BYTES: usize = 256 * 1024;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    /// WHATWG name in lower case, and how it was found: `windows-1252 (meta)`.
    pub charset: String,
}

/// Never fails: bytes that mean nothing become U+FFFD. `tld`: last label of the host, a hint for the detector.
#[must_use]
pub fn decode(body: &[u8], content_type: Option<&str>, tld: Option<&str>) -> Decoded {
    let (encoding, how) = choose(body, content_type, tld);
    let (text, _) = encoding.decode_with_bom_removal(body);
    Decoded { text: text.into_owned(), charset: format!("{} ({how})", encoding.name().to_ascii_lowercase()) }
}

fn choose(body: &[u8], content_type: Option<&str>, tld: Option<&str>) -> (&'static Encoding, &'static str) {
    if let Some((encoding, _)) = Encoding::for_bom(body) {
        return (encoding, "bom");
    }
    let declared = content_type
        .and_then(header_charset)
        .map(|encoding| (encoding, "header"))
        .or_else(|| meta_charset(body).map(|encoding| (encoding, "meta")))
        .or_else(|| xml_charset(body).map(|encoding| (encoding, "xml")));
    match declared {
        Some((encoding, how)) if encoding == UTF_8 => {
            if mostly_utf8(body) {
                (UTF_8, how)
            } else {
                (sniff(body, tld, Utf8Detection::Deny), "bytes")
            }
        }
        // A template said latin-1, the text is UTF-8: valid sequences of several bytes do not happen by chance.
        Some((encoding, _)) if encoding.is_single_byte() && proves_utf8(body) => (UTF_8, "bytes"),
        Some(found) => found,
        None if is_utf16(body, 1) => (UTF_16LE, "bytes"),
        None if is_utf16(body, 0) => (UTF_16BE, "bytes"),
        None => (sniff(body, tld, Utf8Detection::Allow), "bytes"),
    }
}

fn header_charset(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    let at = lower.find("charset")?;
    let rest = lower.get(at + "charset".len()..)?.trim_start().strip_prefix('=')?;
    label(rest.split([';', ',']).next()?)
}

/// WHATWG labels, and a few more that servers send.
fn label(text: &str) -> Option<&'static Encoding> {
    let name = text.trim().trim_matches(['"', '\'', ' ']);
    let alias = match name.to_ascii_lowercase().as_str() {
        "utf8mb4" | "utf-8mb4" | "utf_8" | "utf-8-sig" | "unicode" => "utf-8",
        "cp932" | "shift-jis-2004" | "shift_jis-2004" | "ms_kanji_932" | "sjis-win" => "shift_jis",
        "eucjp-win" | "ujis" | "euc_jp" => "euc-jp",
        "cp936" | "gb2312-80" => "gbk",
        "cp949" | "uhc" => "euc-kr",
        "cp950" | "big5-eten" => "big5",
        "latin-1" | "iso8859-1-windows" | "ansi" | "windows1252" | "win-1252" | "iso-latin-1" => "windows-1252",
        "windows1251" | "win-1251" => "windows-1251",
        _ => name,
    };
    Encoding::for_label(alias.as_bytes())
}

/// The HTML standard's prescan, in short: `<meta charset=…>` and `<meta … content="…charset=…">` outside comments.
fn meta_charset(body: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(body.get(..PRESCAN_BYTES).unwrap_or(body)).to_ascii_lowercase();
    let mut rest = head.as_str();
    while let Some(at) = rest.find('<') {
        rest = rest.get(at..)?;
        if rest.starts_with("<!--") {
            rest = rest.get(rest.find("-->")?..)?;
            continue;
        }
        let end = rest.find('>').unwrap_or(rest.len());
        if rest.starts_with("<meta")
            && let Some(found) = rest.get(..end).and_then(charset_in)
        {
            // What is ASCII enough to be read this far cannot be UTF-16.
            return Some(if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found });
        }
        rest = rest.get(1..)?;
    }
    None
}

fn charset_in(tag: &str) -> Option<&'static Encoding> {
    let mut rest = tag;
    while let Some(at) = rest.find("charset") {
        rest = rest.get(at + "charset".len()..)?;
        if let Some(value) = rest.trim_start().strip_prefix('=') {
            let value = value.trim_start().trim_start_matches(['"', '\'']);
            let end = value.find(|letter: char| matches!(letter, '"' | '\'' | ';' | ' ' | '/' | '>') || letter.is_whitespace()).unwrap_or(value.len());
            return label(value.get(..end)?);
        }
    }
    None
}

fn xml_charset(body: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(body.get(..256).unwrap_or(body)).to_ascii_lowercase();
    let declaration = head.trim_start().strip_prefix("<?xml")?;
    let declaration = declaration.get(..declaration.find("?>")?)?;
    let value = declaration.get(declaration.find("encoding")? + "encoding".len()..)?.trim_start().strip_prefix('=')?.trim_start();
    label(value.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?)
}

/// Bytes that begin UTF-8 sequences of several bytes, and bytes that are not UTF-8. A sequence cut off at the end is no error.
fn utf8_census(body: &[u8]) -> (usize, usize) {
    let mut wide = 0;
    let mut wrong = 0;
    for chunk in body.utf8_chunks() {
        wide += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    let cut = std::str::from_utf8(body).is_err_and(|error| error.error_len().is_none());
    (wide, wrong - usize::from(cut && wrong > 0))
}

fn mostly_utf8(body: &[u8]) -> bool {
    let (wide, wrong) = utf8_census(body);
    wrong == 0 || wide > wrong.saturating_mul(20)
}

fn proves_utf8(body: &[u8]) -> bool {
    let (wide, wrong) = utf8_census(body);
    wide >= 2 && wrong == 0
}

/// Every second byte of the start is zero: `at` 1 for little endian, 0 for big.
fn is_utf16(body: &[u8], at: usize) -> bool {
    let head = body.get(..64).unwrap_or_default();
    !head.is_empty() && head.iter().skip(at).step_by(2).all(|byte| *byte == 0) && head.iter().skip(1 - at).step_by(2).all(|byte| *byte != 0)
}

fn sniff(body: &[u8], tld: Option<&str>, utf8: Utf8Detection) -> &'static Encoding {
    if matches!(utf8, Utf8Detection::Allow) && proves_utf8(body) {
        return UTF_8;
    }
    if body.is_ascii() && !body.contains(&0x1b) {
        return if matches!(utf8, Utf8Detection::Allow) { UTF_8 } else { WINDOWS_1252 };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(body.get(..SNIFF_BYTES).unwrap_or(body), body.len() <= SNIFF_BYTES);
    // The detector wants a plain lower-case label.
    let tld = tld.filter(|tld| !tld.is_empty() && tld.bytes().all(|byte| byte.is_ascii_lowercase()));
    detector.guess(tld.map(str::as_bytes), utf8)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn told(body: &[u8], content_type: Option<&str>) -> (String, String) {
        let decoded = decode(body, content_type, None);
        (decoded.charset, decoded.text)
    }

    #[test]
    fn each_declaration_is_heard_in_its_order() {
        assert_eq!(told(b"\xef\xbb\xbfcaf\xc3\xa9", Some("text/html; charset=iso-8859-1")), ("utf-8 (bom)".into(), "café".into()));
        assert_eq!(told(b"<meta charset=koi8-r>caf\xe9", Some("text/html; Charset=\"ISO-8859-1\"")).0, "windows-1252 (header)");
        assert_eq!(told(b"<html><META http-equiv=Content-Type content='text/html; charset=iso-8859-15'>\xa4", None).0, "iso-8859-15 (meta)");
        assert_eq!(told(b"<?xml version='1.0' encoding='windows-1250'?><html>\x9c", None).0, "windows-1250 (xml)");
        assert_eq!(told(b"\xff\xfeh\0i\0", None), ("utf-16le (bom)".into(), "hi".into()));
        assert_eq!(told(b"<!-- <meta charset=koi8-r> --><meta charset='windows-1252'>\xe9", None).0, "windows-1252 (meta)");
    }

    #[test]
    fn odd_labels_are_known() {
        for (name, encoding) in [
            ("x-sjis", "shift_jis"),
            ("cp932", "shift_jis"),
            ("utf8", "utf-8"),
            ("latin1", "windows-1252"),
            ("Windows-31J", "shift_jis"),
            ("x-euc-jp", "euc-jp"),
        ] {
            assert_eq!(label(name).unwrap().name().to_ascii_lowercase(), encoding, "{name}");
        }
    }

    #[test]
    fn a_wrong_declaration_is_overruled_by_the_bytes() {
        let latin = b"<meta charset=utf-8><p>Gr\xfc\xdfe aus K\xf6ln, sch\xf6ne T\xf6ne und gr\xfcne W\xe4lder</p>";
        assert_eq!(told(latin, None).0, "windows-1252 (bytes)");
        assert!(told(latin, None).1.contains("Grüße aus Köln"));
        assert_eq!(
            told("<meta charset=iso-8859-1><p>Grüße aus Köln".as_bytes(), None),
            ("utf-8 (bytes)".into(), "<meta charset=iso-8859-1><p>Grüße aus Köln".into())
        );
    }

    #[test]
    fn undeclared_japanese_is_recognised() {
        let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode("<p>株式会社の案内ページです。ようこそ。お問い合わせはこちら。</p>");
        assert_eq!(told(&sjis, None).0, "shift_jis (bytes)");
    }

    #[test]
    fn a_character_cut_at_the_end_does_not_change_the_verdict() {
        let body = "<meta charset=utf-8>Preis: 5 €".as_bytes();
        assert_eq!(told(&body[..body.len() - 1], None).0, "utf-8 (meta)");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_decode(body: Vec<u8>, header: Option<String>, tld: Option<String>) {
            let _ = decode(&body, header.as_deref(), tld.as_deref());
        }

        #[test]
        fn any_markup_decodes(body in "(<|<!--|-->|meta|charset|=|\"|'|>|é|\\PC){0,40}") {
            let _ = decode(body.as_bytes(), Some(&body), Some("de"));
        }
    }
}
