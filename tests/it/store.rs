//! Conformance: every statement of the store runs on both databases, with one text.

use std::collections::BTreeSet;

use magnetite::model::ids::NodeId;
use magnetite::model::job::Phase;
use magnetite::store::{jobs, keys, projects, setup, workspaces};
use serde_json::json;

use crate::support::app::{On, TestApp};

/// Walks through all that the program does with its database.
async fn everything(on: On) -> BTreeSet<String> {
    let app = TestApp::start(on, &[]).await;
    let (db, now) = (&app.app.db, app.app.now());
    let body = app.generate(json!({"email": "jane@firm.example"})).await;
    app.api_key().get(&format!("/api/generation/{}/status", body["jobId"].as_str().unwrap())).await;
    app.api_key().get(&format!("/api/leads/{}/job-status", body["leadId"].as_str().unwrap())).await;
    app.run_jobs().await;
    app.anonymous().get(&format!("/go/acme/{}", body["leadId"].as_str().unwrap())).await;
    magnetite::store::events::events_of_lead(db, &app.first.workspace.id, &body["leadId"].as_str().unwrap().parse().unwrap()).await.unwrap();

    app.generate(json!({"email": "joe@firm.example"})).await;
    let node = NodeId::new(&magnetite::app::SystemRandom);
    let job = jobs::claim(db, &node, now).await.unwrap().unwrap();
    assert!(jobs::heartbeat(db, &job, 10, now).await.unwrap());
    let mut tx = db.begin().await.unwrap();
    assert!(jobs::retry_later(&mut tx, &job, now, ("X", "x"), now).await.unwrap());
    magnetite::store::steps::fail_step(&mut tx, &job, Phase::Research, "x", now).await.unwrap();
    tx.commit().await.unwrap();
    let job = jobs::claim(db, &node, now).await.unwrap().unwrap();
    assert!(jobs::hand_back(db, &job, now, now).await.unwrap());
    jobs::claim(db, &node, now).await.unwrap().unwrap();
    assert_eq!(jobs::release_node(db, &node, now).await.unwrap(), 1);
    app.run_jobs().await;
    app.assert_idle().await;

    // While the key still works.
    crate::store_accounts::everything(&app).await;
    crate::usage::statements(&app).await;
    crate::leads::statements(&app).await;
    crate::once::statements(&app).await;
    crate::credits::statements(&app).await;
    crate::api_leads::statements(&app).await;
    crate::limits::statements(&app).await;
    crate::webhooks::statements(&app).await;
    crate::deliver::statements(&app).await;
    crate::drift::statements(&app).await;
    crate::links::statements(&app).await;
    crate::domains::statements(&app).await;
    crate::kept_answers::statements(&app).await;
    crate::writer_model::statements(&app).await;
    crate::golden::statements(&app).await;
    crate::review::statements(&app).await;
    crate::views::statements(&app).await;

    // Some have let time pass.
    let now = app.app.now();
    let key = &app.first.key;
    assert!(keys::key_by_id(db, &key.id).await.unwrap().is_some());
    assert_eq!(keys::keys_of_project(db, &key.workspace_id, &key.project_id).await.unwrap().len(), 1);
    keys::note_uses(db, &[(key.id.clone(), now, "127.0.0.1".into())]).await.unwrap();
    crate::keys::rotate(&app, key, now + 5).await;
    let stored = keys::key_by_id(db, &key.id).await.unwrap().unwrap();
    assert_eq!((stored.last_used_at, stored.last_used_from.as_deref(), stored.expires_at), (Some(now), Some("127.0.0.1"), Some(now + 5)));
    let entry = crate::keys::entry(key, now);
    assert!(keys::revoke_key(db, &magnetite::app::SystemRandom, &key.id, &entry).await.unwrap());
    assert!(!keys::revoke_key(db, &magnetite::app::SystemRandom, &key.id, &entry).await.unwrap(), "revoked twice");

    assert_eq!(projects::projects_named(db, "spring").await.unwrap().len(), 1);
    crate::rights::statements(&app).await;
    crate::template::store_calls(&app).await;
    assert!(workspaces::has_owner(db).await.unwrap());
    assert!(workspaces::slugs(db).await.unwrap().contains(&"acme".to_owned()));
    crate::credits::first_line(&app).await;
    setup::put_setup_link(db, "hash", now).await.unwrap();
    assert!(setup::setup_link_exists(db, "hash").await.unwrap());
    let other = magnetite::model::first::FirstOwner::check("x@y.example", "correct horse battery", "w", "p").unwrap_or_else(|_| panic!());
    let other = other.prepare(&magnetite::app::SystemRandom, now).unwrap();
    assert!(!setup::found_by_link(db, &other, "hash").await.unwrap(), "a second first owner");
    assert!(setup::setup_link_exists(db, "hash").await.unwrap(), "a refused set-up must leave everything as it was");
    assert_eq!(db.migrate().await.unwrap(), 0);
    crate::offer::statements(&app).await;
    crate::projects::statements(&app).await;
    db.seen()
}

#[tokio::test]
async fn every_statement_runs_on_both_databases() {
    let sqlite = everything(On::Sqlite).await;
    let postgres = everything(On::Postgres).await;
    let plain =
        |seen: &BTreeSet<String>| -> BTreeSet<String> { seen.iter().map(|sql| sql.replace(" FOR UPDATE SKIP LOCKED", "").replace(" )", ")")).collect() };
    assert_eq!(plain(&sqlite), plain(&postgres), "one text for both");
    let seen = plain(&sqlite);
    let missing: Vec<String> = statements_in_source().into_iter().filter(|sql| !seen.iter().any(|seen| seen.starts_with(sql))).collect();
    assert!(missing.is_empty(), "statements that the conformance suite does not cover:\n{}", missing.join("\n"));
}

/// The beginning of each SQL text in `src/store`, up to the first place that is filled in.
fn statements_in_source() -> Vec<String> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/store")).unwrap().map(|entry| entry.unwrap().path());
    // The folder beside the files is the objects', which know no database.
    for path in entries.filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(path).unwrap();
        for verb in ["SELECT ", "INSERT ", "UPDATE ", "DELETE "] {
            for (at, _) in text.match_indices(&format!("\"{verb}")) {
                let rest = &text[at + 1..];
                let end = rest.find(['"', '{', '\\']).unwrap();
                found.push(rest[..end].split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
    }
    assert!(found.len() > 25, "the source is read wrongly: {}", found.len());
    found
}

#[tokio::test]
async fn migrations_have_equal_numbers_and_names_on_both_sides() {
    let list = |side: &str| -> BTreeSet<String> {
        std::fs::read_dir(format!("{}/migrations/{side}", env!("CARGO_MANIFEST_DIR")))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    assert_eq!(list("sqlite"), list("postgres"));
}

#[tokio::test]
async fn many_leads_at_once_are_all_stored() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let client = app.api_key();
        let client = &client;
        let posts = (0..300).map(|n| async move { client.post("/api/projects/generate", &json!({"email": format!("a{n}@gmail.com")})).await });
        for answer in futures_util::future::join_all(posts).await {
            assert_eq!(answer.status, 200, "{}", answer.text);
        }
        assert_eq!(jobs::unfinished(&app.app.db).await.unwrap(), 300);
    }
}

#[tokio::test]
async fn a_database_that_is_gone_gives_503_and_stores_nothing() {
    let app = TestApp::new().await;
    assert_eq!(app.api_key().get("/api/health").await.status, 200);
    app.app.db.close().await;
    let answer = app.api_key().post("/api/projects/generate", &json!({"email": "jane@firm.example"})).await;
    assert_eq!((answer.error().0, answer.error().1, answer.header("retry-after")), (503, "SERVICE_UNAVAILABLE".into(), "2"));
    assert_eq!(app.anonymous().get("/readyz").await.status, 503);
    assert_eq!(app.anonymous().get("/healthz").await.status, 200);
}

#[tokio::test]
async fn a_locked_database_gives_503_and_no_half_written_lead() {
    let app = TestApp::start(On::Sqlite, &[]).await;
    let holder = magnetite::store::Db::open(&app.app.settings.database_url, false).await.unwrap();
    let lock = holder.begin().await.unwrap();
    let answer = app.api_key().post("/api/projects/generate", &json!({"email": "jane@firm.example"})).await;
    assert_eq!(answer.error().1, "SERVICE_UNAVAILABLE");
    drop(lock);
    let answer = app.api_key().post("/api/projects/generate", &json!({"email": "jane@firm.example"})).await;
    assert_eq!(answer.status, 200);
    assert_eq!(jobs::unfinished(&app.app.db).await.unwrap(), 1);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_full_database_gives_503_and_works_again_when_there_is_room() {
    let app = TestApp::new().await;
    let db = &app.app.db;
    let post = async |n: i32| app.api_key().post("/api/projects/generate", &json!({"email": format!("a{n}@gmail.com"), "notes": "x".repeat(60_000)})).await;
    let pages: Vec<(i64,)> = db.fetch_all("PRAGMA page_count", vec![]).await.unwrap();
    db.execute(&format!("PRAGMA max_page_count = {}", pages[0].0 + 60), vec![]).await.unwrap();
    let mut stored = 0;
    for n in 0..20 {
        let answer = post(n).await;
        if answer.status != 200 {
            assert_eq!(answer.error().1, "SERVICE_UNAVAILABLE");
            break;
        }
        stored += 1;
    }
    assert!(stored < 20, "the database was never full");
    let _ = db.execute("PRAGMA max_page_count = 1000000", vec![]).await;
    assert_eq!(post(99).await.status, 200, "the database is of no use after it was full");
    assert_eq!(jobs::unfinished(db).await.unwrap(), stored + 1);
    let rows: Vec<(i64, i64)> = db.fetch_all("SELECT (SELECT COUNT(*) FROM leads), (SELECT COUNT(*) FROM events)", vec![]).await.unwrap();
    assert_eq!(rows, [(stored + 1, stored + 1)]);
}

#[tokio::test]
async fn a_locked_table_of_postgresql_gives_503_and_lost_connections_are_made_anew() {
    let app = TestApp::start(On::Postgres, &[]).await;
    let post = async || app.api_key().post("/api/projects/generate", &json!({"email": "jane@gmail.com"})).await;
    let other = magnetite::store::Db::open(&app.app.settings.database_url, false).await.unwrap();
    let mut lock = other.begin().await.unwrap();
    lock.execute("LOCK TABLE leads IN ACCESS EXCLUSIVE MODE", vec![]).await.unwrap();
    assert_eq!(post().await.error().1, "SERVICE_UNAVAILABLE");
    drop(lock);
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    other.execute(cut, vec![]).await.unwrap();
    assert_eq!(post().await.status, 200);
    assert_eq!(jobs::unfinished(&app.app.db).await.unwrap(), 1);
}

#[tokio::test]
async fn a_nul_in_a_text_is_no_error_of_the_database() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        assert_eq!(app.anonymous().get("/go/%00/lead_0000000000000000000000").await.status, 404);
        let named = app.api_key().send("PATCH", "/api/projects/spring", &[], Some(b"{\"name\": \"a\\u0000b\"}".to_vec())).await;
        assert_eq!(named.status, 200, "{}", named.text);
    }
}

#[tokio::test]
async fn of_first_owners_at_the_same_time_one_is_stored() {
    let folder = tempfile::tempdir().unwrap();
    for url in [format!("sqlite://{}/m.db", folder.path().display()), crate::support::postgres::fresh().await] {
        let dbs = futures_util::future::join_all((0..4).map(|_| magnetite::store::Db::open(&url, false))).await;
        let dbs: Vec<_> = dbs.into_iter().map(Result::unwrap).collect();
        for migrated in futures_util::future::join_all(dbs.iter().map(magnetite::store::Db::migrate)).await {
            migrated.unwrap();
        }
        let owners: Vec<_> = (0..4)
            .map(|n| magnetite::model::first::FirstOwner::check(&format!("o{n}@y.example"), "correct horse battery", &format!("w{n}"), "p"))
            .map(|owner| owner.unwrap_or_else(|_| panic!()).prepare(&magnetite::app::SystemRandom, 1).unwrap())
            .collect();
        let stored = futures_util::future::join_all(dbs.iter().zip(&owners).map(|(db, owner)| setup::found(db, owner))).await;
        assert_eq!(stored.into_iter().filter(|stored| *stored.as_ref().unwrap()).count(), 1);
        let owners: Vec<(String,)> = dbs[0].fetch_all("SELECT id FROM users", vec![]).await.unwrap();
        assert_eq!(owners.len(), 1);
    }
}
