//! The brand: on its screen, in the documents that are made with it, and taken from the owner's own site.

use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use magnetite::model::brand::{Brand, FontPair};
use magnetite::model::role::Role;
use magnetite::store::audit::{Wanted, audit_entries};
use magnetite::store::projects::project;
use serde_json::json;

use crate::offer::{reading, wait_for_draft};
use crate::support::app::{On, TestApp};
use crate::support::browser::value_of;
use crate::support::sites::{Sites, page};

const BRAND: &str = "/dashboard/projects/spring/settings/brand";
const PICTURE: &[u8] = include_bytes!("../sites/harbourpine.example/img/mark.png");

async fn stored(app: &TestApp) -> Brand {
    project(&app.app.db, &app.first.workspace.id, "spring").await.unwrap().unwrap().brand
}

#[tokio::test]
async fn a_brand_stands_in_page_pdf_and_image_of_the_next_document_and_not_in_those_before() {
    let app = TestApp::new().await;
    let admin = app.logged_in(Role::Admin).await;
    let before = app.generate(json!({"email": "jane@gmail.com"})).await;
    app.run_jobs().await;
    let seen = value_of(&admin.get(BRAND).await.text, "seen").unwrap();
    let fields = [
        ("seen", seen.as_str()),
        ("name", "Acme Works"),
        ("accent", "#7A1F5C"),
        ("font", "plain"),
        ("footer", "Acme Works Ltd\r\nBristol"),
        ("links.0.label", "Privacy"),
        ("links.0.url", "https://acme.example/privacy"),
        ("links.1.label", ""),
        ("links.1.url", ""),
    ];
    let saved = admin.upload(BRAND, &fields, &[("picture", "logo.png", PICTURE)]).await;
    assert_eq!((saved.status, saved.header("location")), (303, format!("{BRAND}?done=saved").as_str()), "{}", saved.text);
    let brand = stored(&app).await;
    assert_eq!((brand.name.as_deref(), brand.font, brand.footer.as_deref()), (Some("Acme Works"), FontPair::Plain, Some("Acme Works Ltd\nBristol")));
    assert!(brand.logo.as_ref().is_some_and(|logo| (logo.width, logo.height) == (48, 48)) && brand.links.len() == 1);
    let logo = admin.get("/dashboard/projects/spring/logo").await;
    assert!(logo.status == 200 && logo.header("content-type") == "image/png" && logo.bytes.starts_with(b"\x89PNG"));

    let after = app.generate(json!({"email": "joe@gmail.com"})).await;
    app.run_jobs().await;
    let shown = app.anonymous().get(&format!("/go/acme/{}", after["leadId"].as_str().unwrap())).await;
    assert!(shown.text.contains("--accent:#7a1f5c") && shown.text.contains("src=\"data:image/png;base64,"), "{}", shown.status);
    assert!(shown.text.contains("alt=\"Acme Works\"") && shown.text.contains("href=\"https://acme.example/privacy\""));
    let policy = shown.header("content-security-policy");
    assert!(policy.matches("'sha256-").count() == 3 && policy.ends_with("frame-ancestors 'none'"), "{policy}");
    for form in ["pdf", "png", "md"] {
        assert_eq!(app.anonymous().get(&format!("/go/acme/{}.{form}", after["leadId"].as_str().unwrap())).await.status, 200);
    }
    let old = app.anonymous().get(&format!("/go/acme/{}", before["leadId"].as_str().unwrap())).await;
    assert!(!old.text.contains("#7a1f5c") && old.header("content-security-policy").matches("'sha256-").count() == 2);
    let log = audit_entries(&app.app.db, &app.first.workspace.id, &Wanted::default(), 10).await.unwrap();
    assert!(log.iter().any(|entry| entry.action == "brand.changed" && entry.detail.to_string().contains("Accent")));
    app.assert_idle().await;
}

#[tokio::test]
async fn an_accent_that_cannot_be_read_is_not_saved_and_a_button_offers_the_nearest() {
    let app = TestApp::new().await;
    let admin = app.logged_in(Role::Admin).await;
    admin.get(BRAND).await;
    let bad =
        admin.upload(BRAND, &[("accent", "#ffd400"), ("footer", "Kept words"), ("links.0.label", "x"), ("links.0.url", "javascript:alert(1)")], &[]).await;
    assert_eq!(bad.status, 422);
    assert!(bad.text.contains("has a contrast of 1.3 : 1 on light paper") && bad.text.contains("Kept words"), "{}", bad.text);
    assert!(bad.text.contains("id=\"links.0.url-wrong\""));
    let near = value_of(&bad.text, "use_accent").unwrap();
    let filled = admin.upload(BRAND, &[("accent", "#ffd400"), ("footer", "Kept words"), ("use_accent", &near)], &[]).await;
    assert_eq!((filled.status, value_of(&filled.text, "accent").as_deref()), (200, Some(near.as_str())));
    assert!(filled.text.contains("Kept words") && filled.text.contains("4.5 : 1 on light paper, good"), "{}", filled.text);
    assert!(stored(&app).await.is_default());
    let seen = value_of(&filled.text, "seen").unwrap();
    let seen = if seen.is_empty() { value_of(&admin.get(BRAND).await.text, "seen").unwrap() } else { seen };
    assert_eq!(admin.upload(BRAND, &[("seen", &seen), ("accent", &near)], &[]).await.status, 303);
    let told = admin.get(&format!("{BRAND}/contrast?accent=%23000000&accent_dark=")).await;
    assert!(told.text.contains("on light paper, very good") && told.text.contains("worked out from the accent"), "{}", told.text);
    assert_eq!(admin.get(&format!("{BRAND}/contrast?accent=%22%3E%3Cscript%3E&accent_dark=x")).await.text.matches("<script").count(), 0);
}

#[tokio::test]
async fn pictures_that_are_none_or_dangerous_are_refused_with_a_sentence_and_the_rest_is_kept() {
    let app = TestApp::new().await;
    let admin = app.logged_in(Role::Admin).await;
    admin.get(BRAND).await;
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".as_slice();
    let large = vec![0_u8; 1024 * 1024 + 1];
    let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\x06\0\0\0".to_vec();
    bomb.extend_from_slice(&[0; 40]);
    for (file, sentence) in
        [(svg, "is an SVG"), (large.as_slice(), "larger than 1 MB"), (bomb.as_slice(), "The picture "), (b"GIF89a", "The picture is damaged")]
    {
        let answer = admin.upload(BRAND, &[("name", "Kept")], &[("picture", "x.png", file)]).await;
        assert!(answer.status == 422 && answer.text.contains(sentence), "{sentence}: {}", answer.status);
        assert!(answer.text.contains("id=\"picture-wrong\"") && value_of(&answer.text, "name").as_deref() == Some("Kept"));
    }
    // A good picture beside a bad field need not be chosen again.
    let half = admin.upload(BRAND, &[("accent", "reddish")], &[("picture", "x.png", PICTURE)]).await;
    let (kept, seen) = (value_of(&half.text, "logo").unwrap(), value_of(&admin.get(BRAND).await.text, "seen").unwrap());
    assert!(half.status == 422 && kept.len() == 24);
    assert_eq!(admin.get(&format!("/dashboard/projects/spring/logo/{kept}")).await.status, 200);
    assert_eq!(admin.upload(BRAND, &[("seen", &seen), ("logo", &kept)], &[]).await.status, 303);
    assert_eq!(stored(&app).await.logo.map(|logo| (logo.object, logo.width)), Some((kept, 48)));
    let seen = value_of(&admin.get(BRAND).await.text, "seen").unwrap();
    assert_eq!(admin.upload(BRAND, &[("seen", &seen), ("logo", "../../../etc/passwd")], &[]).await.status, 303);
    assert_eq!(stored(&app).await.logo, None);
    for name in ["..%2f..%2fx", "0123456789abcdef01234567", "x"] {
        assert_eq!(admin.get(&format!("/dashboard/projects/spring/logo/{name}")).await.status, 404, "{name}");
    }
}

#[tokio::test]
async fn the_preview_shows_what_is_typed_under_a_policy_that_lets_our_own_page_frame_it() {
    let app = TestApp::new().await;
    let admin = app.logged_in(Role::Admin).await;
    admin.get(BRAND).await;
    let shown =
        admin.upload(&format!("{BRAND}/preview"), &[("accent", "#7a1f5c"), ("name", "<script>alert(1)</script>")], &[("picture", "x.png", PICTURE)]).await;
    assert_eq!(shown.status, 200, "{}", shown.text);
    assert!(shown.text.contains("--accent:#7a1f5c") && shown.text.contains("data:image/png;base64,") && !shown.text.contains("<script>alert"));
    assert!(shown.header("content-security-policy").ends_with("frame-ancestors 'self'"));
    assert!(stored(&app).await.is_default());
    let unready = admin.upload(&format!("{BRAND}/preview"), &[("accent", "#7a1f"), ("links.0.url", "javascript:alert(1)"), ("links.0.label", "x")], &[]).await;
    assert!(unready.status == 200 && !unready.text.contains("javascript:"), "{}", unready.status);
}

#[tokio::test]
async fn of_two_people_who_set_the_brand_the_second_is_told() {
    let app = TestApp::new().await;
    let (one, two) = (app.logged_in(Role::Owner).await, app.logged_in(Role::Admin).await);
    let seen = value_of(&one.get(BRAND).await.text, "seen").unwrap();
    two.get(BRAND).await;
    assert_eq!(one.upload(BRAND, &[("seen", &seen), ("accent", "#7a1f5c")], &[]).await.status, 303);
    let told = two.upload(BRAND, &[("seen", &seen), ("accent", "#0f5c57")], &[]).await;
    assert_eq!(told.status, 409);
    assert!(told.text.contains("owner@acme.example saved this") && told.text.contains("<td>#7a1f5c</td><td>#0f5c57</td>"), "{}", told.text);
    assert_eq!(stored(&app).await.accent.map(|color| color.to_string()).as_deref(), Some("#7a1f5c"));
}

#[tokio::test]
async fn scripts_in_every_field_of_the_brand_stay_text() {
    let app = TestApp::new().await;
    let admin = app.logged_in(Role::Admin).await;
    let seen = value_of(&admin.get(BRAND).await.text, "seen").unwrap();
    let script = "</textarea>\"><script>alert(1)</script>";
    let fields = [
        ("seen", seen.as_str()),
        ("name", script),
        ("footer", script),
        ("links.0.label", script),
        ("links.0.url", "https://acme.example/\"><script>alert(1)</script>"),
    ];
    assert_eq!(admin.upload(BRAND, &fields, &[]).await.status, 303);
    assert!(!admin.get(BRAND).await.text.contains("<script>alert"));
    let lead = app.generate(json!({"email": "jane@gmail.com"})).await;
    app.run_jobs().await;
    let shown = app.anonymous().get(&format!("/go/acme/{}", lead["leadId"].as_str().unwrap())).await;
    assert!(shown.status == 200 && !shown.text.contains("<script>alert"));
    let bad = [("accent", script), ("accent_dark", script), ("font", script), ("logo", script), ("links.1.url", script), ("use_accent", script)];
    let answer = admin.upload(BRAND, &bad, &[]).await;
    assert!(!answer.text.contains("<script>alert"), "{}", answer.status);
    app.assert_idle().await;
}

#[tokio::test]
async fn logo_and_colour_are_taken_from_the_site_and_nothing_is_saved_before_a_person_does() {
    let sites = Sites::start().await;
    let app = reading(&sites).await;
    let admin = app.logged_in(Role::Admin).await;
    admin.get(BRAND).await;
    assert_eq!(admin.post(&format!("{BRAND}/draft"), &[("domain", "harbourpine.example")]).await.status, 303);
    let last = wait_for_draft(&admin, BRAND).await;
    assert_eq!(last.header("hx-redirect"), format!("{BRAND}?from=site"), "{}", last.text);
    let filled = admin.get(&format!("{BRAND}?from=site")).await;
    assert_eq!(value_of(&filled.text, "accent").as_deref(), Some("#6b4a21"), "{}", filled.text);
    assert!(filled.text.contains("nav a, footer a { color: #6b4a21 }"));
    let logo = value_of(&filled.text, "logo").unwrap();
    assert!(logo.len() == 24 && filled.text.contains("&#60;img alt=&#34;Harbour Pine Joinery&#34;&#62;"), "{logo}");
    assert_eq!(admin.get(&format!("/dashboard/projects/spring/logo/{logo}")).await.status, 200);
    assert_eq!(value_of(&filled.text, "links.0.label").as_deref(), Some("Privacy"));
    assert!(value_of(&filled.text, "links.0.url").unwrap().ends_with("harbourpine.example/privacy.html"));
    assert!(stored(&app).await.is_default());
    let seen = value_of(&filled.text, "seen").unwrap();
    assert_eq!(admin.upload(BRAND, &[("seen", &seen), ("accent", "#6b4a21"), ("logo", &logo)], &[]).await.status, 303);
    assert_eq!(stored(&app).await.logo.map(|logo| (logo.width, logo.height)), Some((48, 48)));
}

#[tokio::test]
async fn hostile_style_sheets_and_pictures_of_a_site_do_no_harm() {
    let sites = Sites::with(|host, path| match (host, path) {
        ("evil.example", "/") => Some(page(&format!(
            "<html><head><title>Evil Doors</title><link rel=stylesheet href=/huge.css><link rel=stylesheet href=https://elsewhere.example/x.css><link rel=icon href=/icon.svg>\
             <style>.btn{{background:#ff6600}}</style></head><body><header><img class=logo alt='Evil logo' src=/logo.png></header><main><h1>Doors</h1><p>{}</p></main></body></html>",
            "We make doors and windows for old houses and have done so for many years. ".repeat(20)
        ))),
        ("evil.example", "/huge.css") => Some(([(header::CONTENT_TYPE, "text/css")], "a{color:#".repeat(200_000)).into_response()),
        ("evil.example", "/logo.png") => {
            let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\x06\0\0\0".to_vec();
            bomb.extend(vec![0_u8; 1000]);
            Some(([(header::CONTENT_TYPE, "image/png")], bomb).into_response())
        }
        ("evil.example", "/icon.svg") => Some(([(header::CONTENT_TYPE, "image/svg+xml")], "<svg onload='alert(1)'/>").into_response()),
        ("evil.example", "/robots.txt") => Some(StatusCode::NOT_FOUND.into_response()),
        ("evil.example", _) => Some((StatusCode::NOT_FOUND, page("no")).into_response()),
        ("elsewhere.example", _) => Some(([(header::CONTENT_TYPE, "text/css")], ".btn{background:#00ff99}").into_response()),
        _ => None,
    })
    .await;
    let app = reading(&sites).await;
    let admin = app.logged_in(Role::Admin).await;
    admin.get(BRAND).await;
    admin.post(&format!("{BRAND}/draft"), &[("domain", "evil.example")]).await;
    wait_for_draft(&admin, BRAND).await;
    let filled = admin.get(&format!("{BRAND}?from=site")).await;
    assert!(filled.text.contains("Your site&#39;s #ff6600 has a contrast of 2.8 : 1 on light paper"), "{}", filled.text);
    assert_eq!(value_of(&filled.text, "logo").as_deref(), Some(""));
    assert!(!sites.asked().iter().any(|asked| asked.contains("elsewhere.example")), "a sheet of another host was asked for");
}

#[tokio::test]
async fn the_brand_is_kept_on_both_databases() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let admin = app.logged_in(Role::Admin).await;
        let seen = value_of(&admin.get(BRAND).await.text, "seen").unwrap();
        assert_eq!(admin.upload(BRAND, &[("seen", &seen), ("accent", "#0f5c57"), ("accent_dark", "#83cbbf")], &[]).await.status, 303);
        assert_eq!(stored(&app).await.accent_dark.map(|color| color.to_string()).as_deref(), Some("#83cbbf"));
    }
}
