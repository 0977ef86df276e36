//! The sender's look in every rendering, and that a document without one is what it was.

#![allow(clippy::unwrap_used)]

use crate::brand::{Brand, Fonts, LegalLink, Paint};
use crate::fixture::{HOSTILE, brand, rich};
use crate::typeset::words_set;
use crate::{Document, Links, json, markdown, page, page_csp, page_csp_of, pdf, share_image};

fn branded(brand: Brand) -> Document {
    Document { brand: Some(brand), ..rich() }
}

fn hash_of(style: &str) -> String {
    use base64::Engine;
    use sha2::Digest;
    base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style.as_bytes()))
}

#[test]
fn a_document_without_a_brand_has_no_trace_of_one() {
    assert!(!json(&rich()).contains("brand"));
    let html = page(&rich(), &Links::default()).unwrap();
    assert_eq!(html.matches("<style>").count(), 1);
    let style = html.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    assert!(page_csp_of(html.as_bytes(), "'none'").contains(&format!("style-src 'sha256-{}';", hash_of(style))));
    assert!(html.contains("fill='%230f5c57'") && html.contains("<p class=\"from\">Lantern Street Studio</p>"));
}

#[test]
fn the_policy_of_a_branded_page_allows_both_of_its_style_sheets_and_no_other() {
    let html = page(&branded(brand()), &Links::default()).unwrap();
    let styles: Vec<&str> = html.split("<style>").skip(1).map(|rest| rest.split_once("</style>").unwrap().0).collect();
    assert_eq!(styles.len(), 2);
    let policy = page_csp_of(html.as_bytes(), "'none'");
    assert!(policy.contains(&format!("style-src 'sha256-{}' 'sha256-{}';", hash_of(styles[0]), hash_of(styles[1]))), "{policy}");
    assert!(policy.ends_with("frame-ancestors 'none'") && !policy.contains("unsafe"));
    assert!(styles[1].contains("--accent:#7a1f5c") && styles[1].contains("prefers-color-scheme:dark"));
    assert_eq!(page_csp_of(b"<p>no policy", "'self'"), page_csp().replace("'none'; frame-ancestors 'none'", "'none'; frame-ancestors 'self'"));
}

#[test]
fn name_logo_footer_and_legal_links_stand_in_page_pdf_and_text() {
    let document = branded(brand());
    let html = page(&document, &Links::default()).unwrap();
    assert!(html.contains("<img class=\"logo\" src=\"data:image/png;base64,") && html.contains("alt=\"Lantern &#38; Street\""));
    assert!(html.contains("Bristol.<br>Registered in England no. 00000143.") && html.contains("href=\"https://lanternstreet.example/imprint\""));
    for loader in ["<script src", "url(http", " style=\"", "@import"] {
        assert!(!html.contains(loader), "{loader}");
    }
    let text = markdown(&document);
    assert!(text.contains("no. 00000143") && text.contains("https://lanternstreet.example/privacy"));
    let set = words_set(&document);
    assert!(set.contains("00000143") && set.contains("Privacy"));
    assert!(pdf(&document).unwrap().windows(10).any(|part| part == b"/Subtype/I" || part == b"/Subtype /"));
    assert_ne!(share_image(&document).unwrap(), share_image(&rich()).unwrap());
}

#[test]
fn without_the_bytes_of_the_logo_the_name_is_set() {
    let stored: Document = serde_json::from_str(&json(&branded(brand()))).unwrap();
    assert!(stored.brand.as_ref().unwrap().logo.as_ref().unwrap().png.is_none());
    let html = page(&stored, &Links::default()).unwrap();
    assert!(!html.contains("<img") && html.contains("<p class=\"from\">Lantern &#38; Street</p>"));
    assert!(pdf(&stored).is_ok() && share_image(&stored).is_ok());
}

#[test]
fn the_three_pairings_differ_in_every_rendering() {
    let set = |fonts: Fonts| {
        let document = branded(Brand { fonts, ..brand() });
        (page(&document, &Links::default()).unwrap(), pdf(&document).unwrap())
    };
    let (report, plain, editorial) = (set(Fonts::Report), set(Fonts::Plain), set(Fonts::Editorial));
    assert!(report.0 != plain.0 && plain.0 != editorial.0 && report.1 != plain.1 && plain.1 != editorial.1);
}

#[test]
fn hostile_values_stay_text_and_colours_that_are_none_are_left_out() {
    for hostile in HOSTILE {
        let paint = Some(Paint { accent: hostile.into(), on_accent: "#fff}body{display:none".into(), wash: "red".into() });
        let brand = Brand {
            name: Some(hostile.into()),
            light: paint.clone(),
            dark: paint,
            footer: Some(hostile.into()),
            links: vec![
                LegalLink { label: hostile.into(), url: "javascript:alert(1)".into() },
                LegalLink { label: hostile.into(), url: "mailto:a@b.example".into() },
            ],
            ..Brand::default()
        };
        let document = branded(brand);
        let html = page(&document, &Links::default()).unwrap();
        assert_eq!(html.matches("<script").count(), 1, "our own");
        for bad in ["<img", "<svg onload", "\"javascript:", "display:none}", "#fff}"] {
            assert!(!html.split_once("</style>").unwrap().1.contains(bad), "{bad} of {hostile}");
        }
        assert!(pdf(&document).is_ok() && share_image(&document).is_ok());
    }
}
