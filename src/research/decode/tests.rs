//! Bytes of every kind.
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
    for (name, encoding) in
        [("x-sjis", "shift_jis"), ("cp932", "shift_jis"), ("utf8", "utf-8"), ("latin1", "windows-1252"), ("Windows-31J", "shift_jis"), ("x-euc-jp", "euc-jp")]
    {
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

const JAPANESE: &str = "<title>窯元の案内</title><p>株式会社窯元の案内ページです。ようこそ。お問い合わせはこちらからどうぞ。煉瓦を手で焼いています。</p>";
const KOREAN: &str = "<title>벽돌 공장</title><p>안녕하세요. 우리는 강가의 오래된 가마에서 벽돌을 손으로 굽습니다. 언제든지 방문해 주세요.</p>";
const CHINESE: &str = "<title>砖窑</title><p>我们在河边的老窑里手工烧制砖块，已经三代人了。欢迎随时来访，联系我们了解更多信息。</p>";
const TRADITIONAL: &str = "<title>磚窯</title><p>我們在河邊的老窯裡手工燒製磚塊，已經三代人了。歡迎隨時來訪，聯繫我們了解更多資訊。</p>";

fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

#[test]
fn every_name_of_an_east_asian_encoding_is_read() {
    for (names, encoding, text) in [
        (&["Shift_JIS", "x-sjis", "sjis", "Windows-31J", "cp932", "ms_kanji", "shift-jis", "MS932"][..], SHIFT_JIS, JAPANESE),
        (&["euc-jp", "x-euc-jp", "eucJP-win", "EUC_JP"], EUC_JP, JAPANESE),
        (&["iso-2022-jp"], ISO_2022_JP, JAPANESE),
        (&["euc-kr", "ks_c_5601-1987", "cp949", "windows-949"], EUC_KR, KOREAN),
        (&["gbk", "gb2312", "GB18030", "cp936", "x-gbk"], GBK, CHINESE),
        (&["big5", "Big5-HKSCS", "cp950", "x-x-big5"], BIG5, TRADITIONAL),
    ] {
        for name in names {
            let body = encoded(encoding, text);
            assert_eq!(decode(&body, Some(&format!("text/html; charset={name}")), None).text, text, "{name} in the header");
            let body = [format!("<meta charset='{name}'>").as_bytes(), &body].concat();
            assert!(decode(&body, None, None).text.ends_with(text), "{name} in a meta");
        }
    }
}

#[test]
fn what_is_not_declared_is_recognised_by_its_bytes() {
    for (encoding, text) in [(SHIFT_JIS, JAPANESE), (EUC_JP, JAPANESE), (ISO_2022_JP, JAPANESE), (EUC_KR, KOREAN), (GBK, CHINESE), (BIG5, TRADITIONAL)] {
        assert_eq!(decode(&encoded(encoding, &text.repeat(3)), None, None).text, text.repeat(3), "{}", encoding.name());
    }
}

#[test]
fn utf_16_is_read_with_a_bom_and_without_one_and_is_not_believed_of_anything_else() {
    let text = "<html><head><title>Grüße</title></head><body><p>Ziegel aus Köln</p></body></html>";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for header in [None, Some("text/html; charset=utf-16"), Some("text/html; charset=utf-8"), Some("text/html")] {
        assert_eq!(decode(&little, header, None).text, text);
        assert_eq!(decode(&big, header, None).text, text);
        assert_eq!(decode(&[&b"\xff\xfe"[..], &little].concat(), header, None).text, text);
        assert_eq!(decode(&[&b"\xfe\xff"[..], &big].concat(), header, None).text, text);
    }
    for declared in ["text/html; charset=utf-16", "text/html; charset=utf-16le"] {
        assert_eq!(told(text.as_bytes(), Some(declared)), ("utf-8 (bytes)".into(), text.into()));
    }
    let meta = format!("<meta charset=utf-16>{text}");
    assert_eq!(told(meta.as_bytes(), None).1, meta);
}

#[test]
fn of_header_and_page_the_one_is_believed_that_the_bytes_bear_out() {
    let japanese = [&b"<meta charset=shift_jis>"[..], &encoded(SHIFT_JIS, JAPANESE)].concat();
    assert_eq!(told(&japanese, Some("text/html; charset=ISO-8859-1")).0, "shift_jis (meta)");
    assert_eq!(told(&japanese, Some("text/html; charset=utf-8")).0, "shift_jis (meta)");
    let euc = [&b"<meta charset=shift_jis>"[..], &encoded(EUC_JP, &JAPANESE.repeat(4))].concat();
    assert!(told(&euc, None).1.ends_with(JAPANESE), "declared Shift_JIS, being EUC-JP");
    let undeclared = encoded(SHIFT_JIS, &JAPANESE.repeat(3));
    assert!(told(&undeclared, Some("text/html; charset=ISO-8859-1")).1.contains("煉瓦"), "latin-1 from the server, Japanese from the page");
    let utf8 = format!("<meta charset=euc-jp>{JAPANESE}");
    assert_eq!(told(utf8.as_bytes(), Some("text/html; charset=shift_jis")).1, utf8);
}

#[test]
fn a_late_declaration_is_found_and_one_in_a_script_is_not() {
    let late = [&b"<script>'<meta charset=koi8-r>'</script>"[..], " ".repeat(20_000).as_bytes(), b"<meta charset=iso-8859-2><p>\xb1"].concat();
    assert_eq!(told(&late, None).0, "iso-8859-2 (meta)");
}

#[test]
fn names_that_browsers_refuse_are_no_reason_for_an_empty_page() {
    assert!(told(&encoded(GBK, &CHINESE.repeat(3)), Some("text/html; charset=hz-gb-2312")).1.contains("砖块"));
    assert_eq!(told(b"<meta charset=x-user-defined><p>caf\xe9", None).1, "<meta charset=x-user-defined><p>café");
    assert_eq!(told("<p>Köln, süß".as_bytes(), Some("text/html; charset=nonsense")).1, "<p>Köln, süß");
}

#[test]
fn text_that_was_encoded_twice_is_repaired_when_that_is_certain() {
    let plain = "<meta charset=utf-8><p>Grüße aus Köln – schöne Töne, 5 € “gut”";
    let twice: String = encoding_rs::mem::decode_latin1(plain.as_bytes()).into_owned();
    assert_eq!(told(twice.as_bytes(), None), ("utf-8 (meta, encoded twice)".into(), plain.into()));
    let (windows, _) = WINDOWS_1252.decode_without_bom_handling(plain.as_bytes());
    assert_eq!(told(windows.as_bytes(), None).1, plain);
    for right in [plain, "<meta charset=utf-8>SÃO PAULO, AMANHÃ, ÂNGULO, «Â» – não, coração", "<meta charset=utf-8>Ã© once"] {
        assert_eq!(told(right.as_bytes(), None).1, right);
    }
}
