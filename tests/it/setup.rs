//! The one-time set-up link: works once, keeps what was typed, shows the key once.

use magnetite::app::App;
use magnetite::commands::serve;
use magnetite::web::Web;
use tokio_util::sync::CancellationToken;

use crate::support::browser::{Browser, value_of};
use crate::support::client::Client;

async fn empty_server() -> (tempfile::TempDir, Client, String, CancellationToken) {
    let folder = tempfile::tempdir().unwrap();
    let settings = magnetite::config::load(None, [("MAGNETITE_DATA_DIR".into(), folder.path().into())].into_iter(), &[]).unwrap();
    let app = App::open(settings).await.unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    app.set_port(port);
    let link = serve::setup_link(&app).await.unwrap();
    let stop = CancellationToken::new();
    tokio::spawn(serve::serve(listener, Web::new(app), stop.clone()));
    let path = link.split_once(&port.to_string()).unwrap().1.to_owned();
    (folder, Client::new(&format!("http://127.0.0.1:{port}"), None), path, stop)
}

const FORM: &[(&str, &str)] = &[("content-type", "application/x-www-form-urlencoded")];

#[tokio::test]
async fn the_link_makes_the_first_owner_who_is_led_to_a_key_and_a_magnet() {
    let (_folder, client, link, _stop) = empty_server().await;
    let browser = Browser::new(&client.base);
    assert_eq!(browser.get(&link).await.status, 200);
    let typed = [("email", "me@acme.example"), ("password", "correct horse battery"), ("workspace", "Acme Corp"), ("project", "Spring")];
    let (at, page) = browser.submit(&link, &typed).await;
    assert_eq!((at.as_str(), page.status), ("/dashboard/projects/spring/welcome", 200), "{}", page.text);
    let offer = [("company", "Acme"), ("sells", "Kites"), ("cta_label", "Talk to us"), ("cta_url", "https://acme.example/")];
    let (at, _) = browser.submit(&at, &offer).await;
    assert_eq!(at, "/dashboard/projects/spring/welcome/key");
    let nonce = value_of(&browser.get(&at).await.text, "nonce").unwrap();
    let shown = browser.post(&at, &[("nonce", &nonce)]).await;
    assert_eq!((shown.status, shown.header("cache-control")), (200, "no-store"), "the key would stand in the browser's cache");
    let begin = shown.text.find("sk_mag_live_").unwrap();
    let key = &shown.text[begin..begin + 50];
    assert_eq!(Client::new(&client.base, Some(format!("Bearer {key}"))).get("/api/health").await.status, 200);
    let again = browser.post(&at, &[("nonce", &nonce)]).await;
    assert!(again.status == 409 && !again.text.contains("sk_mag_live_"), "a form that is sent twice makes two keys");

    let step = "/dashboard/projects/spring/welcome/magnet";
    let wrong = browser.fill(step, &[("email", "a@b"), ("company", "<script>")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("valid e-mail") && wrong.text.contains("value=\"a@b\"") && wrong.text.contains("&#60;script&#62;"));
    let (at, lead) = browser.submit(step, &[("email", "jane@firm.example"), ("with", "sample")]).await;
    assert!(at.starts_with("/dashboard/projects/spring/leads/lead_") && lead.status == 200, "{at}");

    assert_eq!(client.get(&link).await.status, 404, "the link works twice");
    assert_eq!(client.send("POST", &link, FORM, Some(b"email=a%40b.example".to_vec())).await.status, 404);
}

#[tokio::test]
async fn a_bad_form_keeps_what_was_typed_and_says_what_is_wrong() {
    let (_folder, client, link, _stop) = empty_server().await;
    let again = client.send("POST", &link, FORM, Some(b"email=a%40b&password=short&workspace=%3Cscript%3E&project=".to_vec())).await;
    assert_eq!(again.status, 422);
    for wanted in ["must be a valid e-mail address", "must have at least 10 characters", "must be a name", "value=\"a@b\"", "&#60;script&#62;"] {
        assert!(again.text.contains(wanted), "{wanted}");
    }
    assert!(!again.text.contains("short\""), "the password stands on the page");
    let json = client.send("POST", &link, &[("content-type", "application/json")], Some(b"{}".to_vec())).await;
    assert!(json.status == 415 && json.header("content-type").starts_with("text/html"));
    assert_eq!(client.get(&link).await.status, 200, "a refused form must not use up the link");
}

#[tokio::test]
async fn a_made_up_link_is_refused() {
    let (_folder, client, _, _stop) = empty_server().await;
    assert_eq!(client.get("/setup/made-up").await.status, 404);
}
