//! Many leads in one request, by API and by `magnetite import`.

use serde_json::{Value, json};

use crate::crash::{Server, key};
use crate::support::app::{On, TestApp};
use crate::support::client::{Answer, Client};

const BATCH: &str = "/api/projects/spring/generate/batch";

async fn send(client: &Client, media: &str, body: &str) -> Answer {
    client.send("POST", BATCH, &[("content-type", media)], Some(body.as_bytes().to_vec())).await
}

#[tokio::test]
async fn good_rows_are_taken_and_bad_ones_are_told_by_their_place() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let body = json!([
            {"email": "jane@firm.example", "externalId": "1"}, {"fullName": "Nobody"}, 7, {"email": "joe@firm.example"},
            {"email": "jane@firm.example", "externalId": "1"}, {"email": "else@firm.example", "externalId": "1"},
        ]);
        let answer = app.api_key().post(BATCH, &body).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let answer = answer.json();
        let count = |name: &str| answer[name].as_u64().unwrap();
        assert_eq!((count("total"), count("accepted"), count("duplicates"), count("rejected")), (6, 2, 1, 3), "{answer}");
        let rows: Vec<(u64, &str)> =
            answer["errors"].as_array().unwrap().iter().map(|error| (error["row"].as_u64().unwrap(), error["code"].as_str().unwrap())).collect();
        assert_eq!(rows, [(2, "INVALID_REQUEST"), (3, "INVALID_REQUEST"), (6, "CONFLICT")]);
        assert_eq!(answer["errors"][0]["fields"]["email"], "Missing required field: email");
        assert_eq!(answer["leads"][2]["leadId"], answer["leads"][0]["leadId"], "the row with the same externalId names the same lead");
        let path = format!("/api/batches/{}", answer["batchId"].as_str().unwrap());
        let waiting = app.api_key().get(&path).await.json()["batch"].clone();
        assert_eq!((&waiting["done"], &waiting["statuses"]["queued"], &waiting["rejected"]), (&json!(false), &json!(2), &json!(3)));
        app.run_jobs().await;
        let done = app.api_key().get(&path).await.json()["batch"].clone();
        assert_eq!((&done["done"], &done["statuses"]["completed"]), (&json!(true), &json!(2)));
        let stranger = app.other_tenant().await;
        assert_eq!(app.with_key(stranger.plain_key.reveal()).get(&path).await.status, 404);
        let lead = answer["leads"][0]["leadId"].as_str().unwrap();
        assert_eq!(app.api_key().get(&format!("/api/leads/{lead}/job-status")).await.json()["job"]["status"], "completed");
    }
}

#[tokio::test]
async fn lines_and_tables_are_batches_too() {
    let app = TestApp::new().await;
    let lines = send(&app.api_key(), "application/x-ndjson", "{\"email\":\"a@firm.example\"}\nnonsense\n").await.json();
    assert_eq!((&lines["accepted"], &lines["errors"][0]["row"]), (&json!(1), &json!(2)));
    let table = send(&app.api_key(), "text/csv; charset=utf-8", "E-Mail;Firma\r\nb@firm.example;Müller\r\nnobody;x\r\n").await.json();
    assert_eq!((&table["accepted"], &table["errors"][0]["row"]), (&json!(1), &json!(2)), "{table}");
    assert_eq!(send(&app.api_key(), "application/xml", "<leads/>").await.error().1, "UNSUPPORTED_MEDIA_TYPE");
    for (media, body) in [("application/json", "{}"), ("application/json", "[]"), ("application/json", "[{"), ("text/csv", ""), ("application/x-ndjson", "\n")]
    {
        assert_eq!(send(&app.api_key(), media, body).await.error().1, "INVALID_REQUEST", "{body:?}");
    }
    let many = format!("[{}0]", "0,".repeat(10_000));
    assert_eq!(send(&app.api_key(), "application/json", &many).await.error().1, "PAYLOAD_TOO_LARGE");
    let dry = app.api_key().post(&format!("{BATCH}?dryRun=true"), &json!([{"email": "c@firm.example"}, {}])).await.json();
    assert_eq!((&dry["acceptable"], &dry["rejected"], &dry["credits"]["required"]), (&json!(1), &json!(1), &json!(1)));
    app.run_jobs().await;
}

#[tokio::test]
async fn a_batch_sent_again_is_one_batch_and_one_without_credits_is_none() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let body = json!([{"email": "a@firm.example"}, {"email": "b@firm.example"}]).to_string();
        let headers = [("content-type", "application/json"), ("idempotency-key", "monday")];
        let first = app.api_key().send("POST", BATCH, &headers, Some(body.clone().into_bytes())).await;
        let again = app.api_key().send("POST", BATCH, &headers, Some(body.into_bytes())).await;
        assert_eq!((again.text, again.headers.contains_key("idempotent-replayed")), (first.text, true));
        let mut tx = app.app.db.begin().await.unwrap();
        magnetite::store::credits::grant(&mut tx, &magnetite::app::SystemRandom, &app.first.workspace.id, 1, "", app.app.now()).await.unwrap();
        tx.commit().await.unwrap();
        let refused = app.api_key().post(BATCH, &json!([{"email": "c@firm.example"}, {"email": "d@firm.example"}])).await;
        assert_eq!(refused.error().2, "Insufficient credits. Required: 2, Available: 1");
        let row: Option<(i64, i64)> = app
            .app
            .db
            .fetch_optional("SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM leads), (SELECT CAST(COUNT(*) AS BIGINT) FROM batches)", vec![])
            .await
            .unwrap();
        assert_eq!(row, Some((2, 1)));
        app.run_jobs().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_imported_through_the_api_and_what_is_not_taken_comes_back_as_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let key = key(folder.path());
    let server = Server::start(folder.path(), "*=http://127.0.0.1:9");
    let file = folder.path().join("leads.csv");
    std::fs::write(&file, "Mail;Name;External ID;Plan\njane@firm.example;Jane;1;gold\nnobody;=x;2;\njoe@firm.example;Joe;3;\n").unwrap();
    let import = |args: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_magnetite"))
            .current_dir(folder.path())
            .env("MAGNETITE_DATA_DIR", folder.path())
            .args(["import", "leads.csv", "--project", "spring", "--url", &server.base, "--json"])
            .args(args)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let told = tokio::task::block_in_place(|| import(&["--key", &key]));
    assert_eq!((&told["accepted"], &told["rejected"]), (&json!(2), &json!(1)), "{told}");
    let rejects = std::fs::read_to_string(folder.path().join("leads.rejected.csv")).unwrap();
    assert!(rejects.contains("nobody,'=x,2,,3,") && rejects.contains("must be a valid e-mail address"), "{rejects}");
    // The key of this machine's own database, and the same file again: no lead twice.
    let again = tokio::task::block_in_place(|| import(&[]));
    assert_eq!(again["accepted"], 2, "the first answer again: {again}");
    let client = Client::new(&server.base, Some(format!("Bearer {key}")));
    let db = magnetite::store::Db::open(&format!("sqlite://{}", folder.path().join("magnetite.db").display()), false).await.unwrap();
    let count: Option<(i64,)> = db.fetch_optional("SELECT COUNT(*) FROM leads", vec![]).await.unwrap();
    assert_eq!(count, Some((2,)));
    let keys: Vec<(String, Option<i64>)> = db.fetch_all("SELECT name, revoked_at FROM api_keys WHERE name = 'import'", vec![]).await.unwrap();
    assert!(keys.len() == 1 && keys[0].1.is_some(), "the key of an import has ended: {keys:?}");
    assert_eq!(client.get("/api/health").await.status, 200);
    server.kill();
}
