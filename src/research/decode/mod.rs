//! Bytes → text, whatever they are. Order: BOM, header, meta or XML declaration, then the bytes themselves (chardetng); a wrong declaration is overruled.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

mod twice;

/// How far a declaration is searched for. Browsers stop at 1,024 bytes, but real pages put it later.
const PRESCAN_BYTES: usize = 64 * 1024;
/// Bytes shown to the detector; more does not change its mind.
const SNIFF_BYTES: usize = 256 * 1024;
/// Chinese, Japanese or Korean characters that prove that latin-1 was declared wrongly.
const WIDE_MIN: usize = 20;

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
    let name = encoding.name().to_ascii_lowercase();
    match if encoding == UTF_8 { twice::repaired(&text) } else { None } {
        Some(text) => Decoded { text, charset: format!("{name} ({how}, encoded twice)") },
        None => Decoded { text: text.into_owned(), charset: format!("{name} ({how})") },
    }
}

fn choose(body: &[u8], content_type: Option<&str>, tld: Option<&str>) -> (&'static Encoding, &'static str) {
    if let Some((encoding, _)) = Encoding::for_bom(body) {
        return (encoding, "bom");
    }
    if let Some(encoding) = utf16_by_zeros(body) {
        let declared = content_type.and_then(header_charset).is_some_and(is_utf16);
        return (encoding, if declared { "header" } else { "bytes" });
    }
    let header = content_type.and_then(header_charset).map(|encoding| (encoding, "header"));
    let meta = meta_charset(body).map(|encoding| (encoding, "meta")).or_else(|| xml_charset(body).map(|encoding| (encoding, "xml")));
    if header.is_none() && meta.is_none() {
        return (sniff(body, tld, Utf8Detection::Allow), "bytes");
    }
    if body.is_ascii() && !body.contains(&0x1b) {
        // What is ASCII cannot be UTF-16, and is the same in all others.
        return header.or(meta).filter(|(encoding, _)| !is_utf16(encoding)).unwrap_or((UTF_8, "bytes"));
    }
    let mut guess = None;
    let mut guess = || *guess.get_or_insert_with(|| sniff(body, tld, Utf8Detection::Deny));
    // A server's general setting says latin-1, the page says what the bytes say too.
    if let (Some((first, _)), Some((second, how))) = (header, meta)
        && first == WINDOWS_1252
        && second != first
        && fits(second, body)
        && (second == UTF_8 || guess() == second)
    {
        return (second, how);
    }
    for (encoding, how) in header.into_iter().chain(meta) {
        if !fits(encoding, body) {
            continue;
        }
        if encoding == WINDOWS_1252 && is_wide(guess()) && fits(guess(), body) && wide_characters(guess(), body) >= WIDE_MIN {
            break;
        }
        return (encoding, how);
    }
    (if mostly_utf8(body) { UTF_8 } else { guess() }, "bytes")
}

fn is_utf16(encoding: &Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// Encodings of Chinese, Japanese and Korean.
fn is_wide(encoding: &Encoding) -> bool {
    [SHIFT_JIS, EUC_JP, ISO_2022_JP, EUC_KR, GBK, GB18030, BIG5].contains(&encoding)
}

/// Whether the bytes can be what a declaration says.
fn fits(encoding: &'static Encoding, body: &[u8]) -> bool {
    if encoding == UTF_8 {
        return mostly_utf8(body);
    }
    // UTF-16 was told by its zeros before. Valid UTF-8 sequences of several bytes do not happen by chance in anything else.
    if is_utf16(encoding) || proves_utf8(body) {
        return false;
    }
    if !is_wide(encoding) {
        return true;
    }
    let (text, _) = encoding.decode_without_bom_handling(body.get(..SNIFF_BYTES).unwrap_or(body));
    let (mut wide, mut wrong, mut narrow) = (0_usize, 0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        wide += 1;
        wrong += usize::from(c == char::REPLACEMENT_CHARACTER);
        narrow += usize::from(matches!(c, '\u{FF61}'..='\u{FF9F}'));
    }
    // Half-width katakana all over is EUC-JP read as Shift_JIS.
    wrong * 100 <= wide + 100 && (narrow * 2 <= wide || wide < WIDE_MIN)
}

fn wide_characters(encoding: &'static Encoding, body: &[u8]) -> usize {
    let (text, _) = encoding.decode_without_bom_handling(body.get(..SNIFF_BYTES).unwrap_or(body));
    text.chars().filter(|c| matches!(c, '\u{3000}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')).count()
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
        "utf8mb4" | "utf-8mb4" | "utf_8" | "utf-8-sig" | "unicode" | "utf-8;" => "utf-8",
        "cp932" | "x-ms-cp932" | "windows-932" | "shift-jis-2004" | "shift_jis-2004" | "ms_kanji_932" | "sjis-win" => "shift_jis",
        "eucjp-win" | "ujis" | "euc_jp" => "euc-jp",
        "cp936" | "gb2312-80" | "windows-936" | "ms936" => "gbk",
        "cp949" | "uhc" | "ms949" => "euc-kr",
        "cp950" | "big5-eten" | "windows-950" => "big5",
        "latin-1" | "iso8859-1-windows" | "ansi" | "windows1252" | "win-1252" | "iso-latin-1" => "windows-1252",
        "windows1251" | "win-1251" => "windows-1251",
        _ => name,
    };
    // Without those that browsers answer with an empty page (hz-gb-2312, iso-2022-kr): better a guess.
    Encoding::for_label_no_replacement(alias.as_bytes()).map(|encoding| if encoding == encoding_rs::X_USER_DEFINED { WINDOWS_1252 } else { encoding })
}

/// The HTML standard's prescan, in short: `<meta charset=…>` and `<meta … content="…charset=…">` outside comments.
fn meta_charset(body: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(body.get(..PRESCAN_BYTES).unwrap_or(body)).to_ascii_lowercase();
    let mut rest = head.as_str();
    while let Some(at) = rest.find('<') {
        rest = rest.get(at..)?;
        if rest.starts_with("<!--") {
            rest = rest.get(rest.find("-->")? + 3..)?;
            continue;
        }
        let end = rest.find('>').unwrap_or(rest.len());
        if let Some(end) = ["script", "style", "title"].iter().find(|name| rest.get(1..).is_some_and(|rest| rest.starts_with(**name))) {
            rest = rest.get(rest.find(&format!("</{end}"))? + 2..)?;
            continue;
        }
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

/// Text in UTF-16 without a BOM: of the first bytes nearly every second one is zero, and hardly any of the others.
fn utf16_by_zeros(body: &[u8]) -> Option<&'static Encoding> {
    let head = body.get(..512).unwrap_or(body);
    if head.len() < 4 {
        return None;
    }
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 >= pairs * 7 && even * 10 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 7 && odd * 10 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
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
mod tests;
