//! Webhooks of a real process that is killed or stopped: none is lost, and each keeps its id. The receiver answers while the test waits for the process.

use std::path::Path;
use std::time::Duration;

use magnetite::app::{Clock, SystemClock, SystemRandom};
use magnetite::seal::Sealer;
use magnetite::store::Db;
use serde_json::json;

use crate::crash::{Server, key};
use crate::support::client::Client;
use crate::support::receiver::{Receiver, Wish, insert_endpoint};

const SETTINGS: [(&str, &str); 1] = [("MAGNETITE_WEBHOOK_ALLOW_PRIVATE", "true")];

async fn database(folder: &Path) -> Db {
    Db::open(&format!("sqlite://{}/magnetite.db", folder.display()), false).await.unwrap()
}

async fn endpoint(folder: &Path, url: String) {
    let db = database(folder).await;
    let sealer = Sealer::open(None, folder, &SystemRandom).unwrap();
    let row: (String, String) = db.fetch_optional("SELECT workspace_id, id FROM projects", vec![]).await.unwrap().unwrap();
    let wish = Wish { events: ",lead.created,", ..Wish::all(url) };
    insert_endpoint(&db, &sealer, &row.0, &row.1, &wish, SystemClock.now()).await;
}

async fn states(folder: &Path) -> Vec<(String, i64)> {
    database(folder).await.fetch_all("SELECT state, total_tries FROM deliveries", vec![]).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_process_loses_no_webhook_and_sends_it_again_under_the_same_id() {
    let folder = tempfile::tempdir().unwrap();
    let (key, receiver) = (key(folder.path()), Receiver::start().await);
    endpoint(folder.path(), receiver.url("/hang")).await;
    let server = Server::start_with(folder.path(), &SETTINGS);
    let client = Client::new(&server.base, Some(format!("Bearer {key}")));
    for n in 0..3 {
        assert_eq!(client.post("/api/projects/generate", &json!({"email": format!("jane{n}@gmail.com")})).await.status, 200);
    }
    receiver.wait("/hang", 2).await;
    server.kill();
    let first: Vec<String> = receiver.at("/hang").iter().map(|got| got.header("webhook-id").to_owned()).collect();
    let db = database(folder.path()).await;
    db.execute("UPDATE webhook_endpoints SET url = $1", vec![receiver.url("/200").into()]).await.unwrap();
    let server = Server::start_with(folder.path(), &SETTINGS);
    receiver.wait("/200", 3).await;
    let again: Vec<String> = receiver.at("/200").iter().map(|got| got.header("webhook-id").to_owned()).collect();
    assert!(first.iter().all(|id| again.contains(id)), "{first:?} {again:?}");
    assert_eq!(server.terminate(), Some(0));
    assert_eq!(states(folder.path()).await, vec![("delivered".to_owned(), 1); 3]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stopped_process_waits_for_what_is_under_way_and_gives_its_endpoints_back() {
    let folder = tempfile::tempdir().unwrap();
    let (key, receiver) = (key(folder.path()), Receiver::start().await);
    endpoint(folder.path(), receiver.url("/late")).await;
    let server = Server::start_with(folder.path(), &SETTINGS);
    let client = Client::new(&server.base, Some(format!("Bearer {key}")));
    client.post("/api/projects/generate", &json!({"email": "jane@gmail.com"})).await;
    receiver.wait("/late", 1).await;
    assert_eq!(server.terminate(), Some(0));
    assert_eq!(states(folder.path()).await, [("delivered".to_owned(), 1)]);
    let held: Vec<(String,)> = database(folder.path()).await.fetch_all("SELECT id FROM webhook_endpoints WHERE leased_by IS NOT NULL", vec![]).await.unwrap();
    assert!(held.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_event_of_another_process_is_sent_too() {
    let folder = tempfile::tempdir().unwrap();
    let (key, receiver) = (key(folder.path()), Receiver::start().await);
    endpoint(folder.path(), receiver.url("/200")).await;
    let sender = Server::start_with(folder.path(), &SETTINGS);
    let api = Server::start_with(folder.path(), &[("MAGNETITE_WORKERS", "0")]);
    let client = Client::new(&api.base, Some(format!("Bearer {key}")));
    client.post("/api/projects/generate", &json!({"email": "jane@gmail.com"})).await;
    receiver.wait("/200", 1).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    sender.kill();
    api.kill();
    assert_eq!(receiver.got().len(), 1);
}
