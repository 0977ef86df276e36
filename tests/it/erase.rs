//! Erasing a lead: no byte about the person stays, in no table, no packed result, no file.

use magnetite::model::ids::LeadId;
use magnetite::store::events::events_of_lead;
use magnetite::store::steps;
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
