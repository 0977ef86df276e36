//! Erasing a lead: no byte about the person stays, in no table, no packed result, no file.

use std::io::Read;
use std::path::Path;
use std::sync::{Arc, Mutex};

use magnetite::model::ids::LeadId;
use magnetite::store::events::events_of_lead;
use magnetite::store::steps;
use magnetite::worker::chores;
use serde_json::{Value, json};

use crate::leads::{LEADS, kinds, lead, press};
use crate::support::app::{On, TestApp};
use crate::support::people::first_owner;

/// Everything that the database holds, as text and as what its packed columns unpack to.
async fn dump(app: &TestApp, on: On) -> String {
    let db = &app.app.db;
    let tables: Vec<(String,)> = match on {
        On::Sqlite => db.fetch_all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", vec![]).await.unwrap(),
        On::Postgres => db.fetch_all("SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'", vec![]).await.unwrap(),
    };
    let mut text = String::new();
    for (table,) in tables {
        let columns: Vec<(String,)> = match on {
            On::Sqlite => db.fetch_all(&format!("SELECT name FROM pragma_table_info('{table}')"), vec![]).await.unwrap(),
            On::Postgres => db
                .fetch_all("SELECT CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_name = $1", vec![table.as_str().into()])
                .await
                .unwrap(),
        };
        for (column,) in columns {
            let cast = match (on, column.as_str()) {
                (On::Postgres, "word") => "convert_from(word, 'UTF8')".to_owned(),
                _ => format!("CAST({column} AS TEXT)"),
            };
            let rows: Vec<(Option<String>,)> = db.fetch_all(&format!("SELECT {cast} FROM {table}"), vec![]).await.unwrap_or_default();
            text.extend(rows.into_iter().filter_map(|(value,)| value).map(|value| format!("{table}.{column}: {value}\n")));
        }
    }
    let packed: Vec<(Vec<u8>,)> = db.fetch_all("SELECT result FROM steps WHERE result IS NOT NULL", vec![]).await.unwrap();
    for (bytes,) in packed {
        text.push_str(&steps::unpack::<Value>(&bytes).unwrap().to_string());
    }
    text
}

#[tokio::test]
async fn nothing_of_an_erased_person_is_left() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let owner = first_owner(&app).await;
        let body = json!({"email": "zanzibar@quixote.example", "fullName": "Zanzibar Quixote", "phone": "+44 117 555 0199", "customFields": {"k": "xylophone"}, "notes": "xylophone"});
        let one: LeadId = app.generate(body).await["leadId"].as_str().unwrap().parse().unwrap();
        let other = lead(&app, "jane@firm.example").await;
        app.run_jobs().await;
        press(&owner, &one, "regenerate").await;
        app.run_jobs().await;
        app.anonymous().get(&format!("/go/acme/{one}")).await;
        let folder = app.app.settings.objects.folder.join(app.first.workspace.id.as_str()).join(one.as_str());
        let words = ["zanzibar", "quixote", "555 0199", "xylophone"];
        let before = dump(&app, on).await.to_lowercase();
        assert!(folder.exists() && words.iter().all(|word| before.contains(word)), "the test looks in the wrong place");

        let path = format!("{LEADS}/{one}/erase");
        let page = owner.fill(&path, &[("email", "somebody@else.example")]).await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains("is not the address of this lead") && page.text.contains("somebody@else.example"));
        assert_eq!(owner.post(&path, &[("email", " Zanzibar@quixote.example ")]).await.status, 303);

        app.run_jobs().await;
        let after = dump(&app, on).await.to_lowercase();
        for word in words {
            assert!(!after.contains(word), "{word} is still there: {}", after.lines().find(|line| line.contains(word)).unwrap());
        }
        assert!(!folder.exists(), "files are left");
        assert_eq!(kinds(&app, &one).await, ["lead.erased"]);
        assert_eq!(app.anonymous().get(&format!("/go/acme/{one}")).await.status, 404);
        assert_eq!(owner.get(&format!("{LEADS}/{one}")).await.status, 404);
        assert_eq!(owner.post(&path, &[("email", "zanzibar@quixote.example")]).await.status, 404, "erased twice");
        assert_eq!(app.anonymous().get(&format!("/go/acme/{other}")).await.status, 200, "another lead went too");
        let number = &events_of_lead(&app.app.db, &app.first.workspace.id, &one).await.unwrap()[0].1["sequence"];
        assert!(number.as_i64().unwrap() > 5, "numbers begin anew: {number}");
    }
}

/// What the program logs, at every level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Every file under the data folder that has one of the words, in whatever case. What is packed (gzip) is looked into.
fn files_with(folder: &Path, words: &[&str], found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_with(&path, words, found);
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let mut texts = vec![String::from_utf8_lossy(&bytes).to_lowercase()];
        for (at, _) in bytes.windows(3).enumerate().filter(|(_, head)| *head == [0x1f, 0x8b, 0x08]) {
            let mut text = Vec::new();
            // What is cut or is no gzip after all gives what it has.
            let _ = flate2::read::GzDecoder::new(&bytes[at..]).take(8 << 20).read_to_end(&mut text);
            texts.push(String::from_utf8_lossy(&text).to_lowercase());
        }
        for word in words.iter().filter(|word| texts.iter().any(|text| text.contains(**word))) {
            found.push(format!("{}: {word}", path.display()));
        }
    }
}

/// In a process of its own: what other tests log, and what of theirs decides what is logged, would be in the way.
#[test]
fn no_byte_of_an_erased_person_is_left_in_any_file_or_log() {
    let test = ["--exact", "--ignored", "--nocapture", "erase::of_an_erased_person_every_byte_goes"];
    let output = std::process::Command::new(std::env::current_exe().unwrap()).args(test).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

#[tokio::test]
#[ignore = "run by the test above, alone in a process"]
async fn of_an_erased_person_every_byte_goes() {
    let log = Log::default();
    let writer = log.clone();
    let filter = tracing_subscriber::EnvFilter::new("magnetite=trace,magnetite_document=trace,magnetite_fetch=trace,sqlx=debug");
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(move || writer.clone()).finish();
    let _logging = tracing::subscriber::set_default(subscriber);

    let receiver = crate::support::receiver::Receiver::start().await;
    let app = TestApp::start(On::Sqlite, &[("WEBHOOK_ALLOW_PRIVATE", "true")]).await;
    let (owner, key) = (first_owner(&app).await, app.api_key());
    let data = app.app.settings.data_dir.clone();
    let made = key.post("/api/webhooks", &json!({"url": receiver.url("/200"), "events": ["*"]})).await;
    assert_eq!(made.status, 200, "{}", made.text);
    // Rows all around, so that pages split and rows move within the file.
    for n in 0..12 {
        app.generate(json!({"email": format!("n{n}@gmail.com"), "notes": "x".repeat(250 * n)})).await;
    }
    let person = json!({"email": "zanzibar@quixote.example", "fullName": "Zanzibar Umbridge", "company": "Quixote Marmalade", "domain": "quixote.example",
        "phone": "+44 117 555 0199", "title": "Chief Umbrellist", "customFields": {"k": "xylophone", "long": "zanzibar ".repeat(400)}, "notes": "xylophone"});
    let send = async |key_text: &str| {
        let headers = [("content-type", "application/json"), ("idempotency-key", key_text)];
        key.send("POST", "/api/projects/generate", &headers, Some(person.to_string().into_bytes())).await.json()["leadId"].as_str().unwrap().to_owned()
    };
    let one: LeadId = send("once").await.parse().unwrap();
    for n in 12..24 {
        app.generate(json!({"email": format!("n{n}@gmail.com"), "notes": "x".repeat(150 * n)})).await;
    }
    // Review, an edit, a second version, golden, texts to send it with, views, webhooks.
    app.app.db.execute("UPDATE projects SET review = TRUE", vec![]).await.unwrap();
    app.run_jobs().await;
    press(&owner, &one, "approve").await;
    let edit = key.patch(&format!("/api/leads/{one}/magnet"), &json!({"version": 1, "remove": "advice.0"})).await;
    assert_eq!(edit.status, 200, "{}", edit.text);
    app.app.db.execute("UPDATE projects SET review = FALSE", vec![]).await.unwrap();
    press(&owner, &one, "regenerate").await;
    app.run_jobs().await;
    assert_eq!(key.get(&format!("/api/leads/{one}/outreach")).await.status, 200);
    key.send("PUT", "/api/projects/spring/golden-leads", &[("content-type", "application/json")], Some(json!({"leadIds": [one]}).to_string().into_bytes()))
        .await;
    app.anonymous().get(&format!("/go/acme/{one}")).await;
    app.web.counters.flush(&app.app).await.unwrap();
    let batch = key
        .post(
            "/api/projects/spring/generate/batch",
            &json!([person, {"email": "Zanzibar+b@quixote.example", "fullName": "Zanzibar Umbridge"}, {"email": "zanzibar"}]),
        )
        .await;
    assert_eq!(batch.status, 200, "{}", batch.text);
    key.post("/api/suppressions", &json!({"email": "other@else.example", "reason": "like zanzibar@quixote.example"})).await;
    // One import that is stored, with a row that is not taken, and one that is only looked at.
    let table = "email,fullName,k\nzanzibar@quixote.example,Zanzibar Umbridge,xylophone\nzanzibar@quixote.example nobody,Zanzibar Umbridge,xylophone\njoe@firm.example,Joe,x\n";
    for confirm in [true, false] {
        owner.open(&format!("{LEADS}/import")).await;
        let uploaded = owner.upload(&format!("{LEADS}/import"), &[], &[("file", "people.csv", table.as_bytes())]).await;
        assert_eq!(uploaded.status, 303, "{}", uploaded.text);
        let preview = uploaded.header("location").to_owned();
        if confirm {
            let choice = [("target", "email"), ("target", "fullName"), ("target", "context"), ("do", "confirm")];
            assert_eq!(owner.post(&preview, &choice).await.status, 303);
            chores::run_due(&app.app).await.unwrap();
        }
    }
    app.run_jobs().await;
    app.deliver().await;
    // What the person asked for themselves.
    crate::rights::ask(
        &app,
        &json!(one),
        &[("request", "correct"), ("email", "zanzibar@quixote.example"), ("field", "fullName"), ("value", "Zanzibar Umbrage")],
    )
    .await;
    let words = ["zanzibar", "umbridge", "umbrage", "quixote", "555 0199", "xylophone", "umbrellist", "marmalade"];
    let mut before = Vec::new();
    files_with(&data, &words, &mut before);
    assert!(words.iter().all(|word| before.iter().any(|line| line.ends_with(word))), "the test looks in the wrong place: {before:?}");
    assert!(before.iter().any(|line| line.contains("objects")) && before.iter().any(|line| line.contains(".db")), "{before:?}");

    // As the person would have it: all leads with the address, in one go. The worker freed the file of earlier deletions just now; a while has passed since.
    app.advance(10_000);
    let erased = owner.post("/dashboard/projects/spring/settings/data/erase", &[("email", "Zanzibar@Quixote.example")]).await;
    assert_eq!((erased.status, erased.header("location").ends_with("?done=erased")), (303, true), "{}", erased.text);
    let mut after = Vec::new();
    files_with(&data, &words, &mut after);
    assert!(after.is_empty(), "{after:#?}");
    let log = String::from_utf8_lossy(&log.0.lock().unwrap()).to_lowercase();
    assert!(log.contains("phase done") && log.contains("job completed"), "nothing was logged");
    for word in words {
        assert!(!log.contains(word), "{word} was logged: {}", log.lines().find(|line| line.contains(word)).unwrap());
    }
    assert!(dump(&app, On::Sqlite).await.to_lowercase().lines().all(|line| !words.iter().any(|word| line.contains(word))));
    // Everybody else is still there.
    let left: Vec<(i64,)> = app.app.db.fetch_all("SELECT COUNT(*) FROM leads", vec![]).await.unwrap();
    assert_eq!(left[0].0, 25);
}
