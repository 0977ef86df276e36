//! Importing a table: looked at, laid on fields, confirmed once, told row by row.

use magnetite::generation::import as importing;
use magnetite::model::ids::ImportId;
use magnetite::model::role::Role;
use magnetite::store::imports;
use serde_json::json;

use crate::leads::LEADS;
use crate::support::app::{On, TestApp};
use crate::support::browser::Browser;
use crate::support::people::logged_in;

/// Every statement of this part, for the conformance suite.
pub async fn statements(app: &TestApp) {
    let member = logged_in(app, Role::Member).await;
    for confirm in ["confirm", "map", "discard"] {
        let path = upload(&member, b"email\na@firm.example\nnobody\n").await;
        member.post(&path, &[("target", "email"), ("do", confirm)]).await;
    }
    app.run_jobs().await;
    let id: ImportId = upload(&member, b"email\na@firm.example\n").await.rsplit('/').next().unwrap().parse().unwrap();
    imports::import_content(&app.app.db, &app.first.workspace.id, &id).await.unwrap().unwrap();
    imports::import_rejects(&app.app.db, &app.first.workspace.id, &id).await.unwrap();
    imports::purge_imports(&app.app.db, app.app.now() + 1).await.unwrap();
    assert!(imports::import(&app.app.db, &app.first.workspace.id, &app.first.project.id, &id).await.unwrap().is_none(), "an old upload is kept");
}

/// Uploads a file; the path of its preview.
async fn upload(browser: &Browser, file: &[u8]) -> String {
    browser.get(&format!("{LEADS}/import")).await;
    let answer = browser.upload(&format!("{LEADS}/import"), &[], &[("file", "leads.csv", file)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    answer.header("location").to_owned()
}

async fn emails(app: &TestApp) -> Vec<String> {
    let rows: Vec<(String,)> = app.app.db.fetch_all("SELECT email FROM leads ORDER BY email", vec![]).await.unwrap();
    rows.into_iter().map(|(email,)| email).collect()
}

#[tokio::test]
async fn a_table_comes_in_as_leads_and_its_bad_rows_go_back() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let member = logged_in(&app, Role::Member).await;
        let file = encoding_rs::WINDOWS_1252.encode("Name;Mail;Firma;Notes\nJürgen;j@firm.example;Müller;hi\n=1+1;nobody;+x;y\nAnn;J@firm.example;;\n").0.into_owned();
        let path = upload(&member, &file).await;
        let page = member.get(&path).await.text;
        for text in ["Jürgen", "Müller", "<option value=\"email\" selected>", "<option value=\"fullName\" selected>", "has the same e-mail address as line 2", "Import 1 lead"] {
            assert!(page.contains(text), "{text} is missing: {page}");
        }
        assert!(emails(&app).await.is_empty(), "something came in before it was confirmed");
        // Another choice, kept.
        let again = member.post(&path, &[("target", "fullName"), ("target", "email"), ("target", "company"), ("target", "context"), ("do", "map")]).await;
        assert_eq!((again.status, again.header("location")), (303, path.as_str()));
        assert!(member.get(&path).await.text.contains("<option value=\"context\" selected>"));

        let choice = [("target", "fullName"), ("target", "email"), ("target", "company"), ("target", "context"), ("do", "confirm")];
        assert_eq!(member.post(&path, &choice).await.status, 303);
        assert_eq!(member.post(&path, &choice).await.status, 303, "confirmed twice");
        let running = member.get(&path).await.text;
        assert!(running.contains("Importing") && running.contains("hx-trigger=\"every 1s\""));
        assert_eq!(app.run_jobs().await, 1);
        assert_eq!(emails(&app).await, ["j@firm.example"]);
        let page = member.get(&path).await.text;
        assert!(page.contains("1 lead came in.") && page.contains("2 rows were left out") && !page.contains("hx-trigger"), "{page}");
        let csv = member.get(&format!("{path}/rejects.csv")).await;
        assert!(csv.header("content-type").starts_with("text/csv"));
        assert_eq!(
            csv.text,
            "\u{feff}Name,Mail,Firma,Notes,Line,Reason\r\n'=1+1,nobody,'+x,y,3,E-mail must be a valid e-mail address like jane@example.com\r\nAnn,J@firm.example,,,4,has the same e-mail address as line 2\r\n"
        );
        let fields: Vec<(String,)> = app.app.db.fetch_all("SELECT fields FROM leads", vec![]).await.unwrap();
        let fields: serde_json::Value = serde_json::from_str(&fields[0].0).unwrap();
        assert_eq!((&fields["fullName"], &fields["company"], &fields["extra"]), (&json!("Jürgen"), &json!("Müller"), &json!({"Notes": "hi"})));
        let kept: Vec<(i64, i64)> = app.app.db.fetch_all("SELECT COUNT(*), COUNT(content) FROM imports", vec![]).await.unwrap();
        assert_eq!(kept, [(1, 0)], "the file is kept");
        app.advance(2 * 86_400_000);
        app.run_jobs().await;
        let member = logged_in(&app, Role::Member).await;
        assert_eq!(member.get(&format!("{path}/rejects.csv")).await.status, 404);
        assert!(member.get(&path).await.text.contains("are gone now"));
        let audit: Vec<(String,)> = app.app.db.fetch_all("SELECT action FROM audit_log", vec![]).await.unwrap();
        assert_eq!(audit, [("leads.imported".to_owned(),)]);
        app.assert_idle().await;
    }
}

#[tokio::test]
async fn an_import_that_was_killed_goes_on_and_takes_no_row_twice() {
    for on in [On::Sqlite, On::Postgres] {
        let app = TestApp::start(on, &[]).await;
        let member = logged_in(&app, Role::Member).await;
        let mut file = String::from("email\n");
        for n in 0..500 {
            file.push_str(&if n % 5 == 0 { format!("bad{n}\n") } else { format!("a{n:03}@gmail.com\n") });
        }
        let path = upload(&member, file.as_bytes()).await;
        member.post(&path, &[("target", "email"), ("do", "confirm")]).await;
        // The second portion fails once, as if the process had been killed in it.
        let stop = match on {
            On::Sqlite => "CREATE TRIGGER t BEFORE INSERT ON leads WHEN NEW.email = 'a301@gmail.com' BEGIN SELECT RAISE(ABORT, 'killed'); END",
            On::Postgres => "ALTER TABLE leads ADD CONSTRAINT t CHECK (email <> 'a301@gmail.com')",
        };
        app.app.db.execute(stop, vec![]).await.unwrap();
        assert!(importing::run_one(&app.app).await.is_err());
        assert_eq!(emails(&app).await.len(), 160);
        let state: Vec<(i64, i64, i64)> = app.app.db.fetch_all("SELECT next_row, accepted, rejected FROM imports", vec![]).await.unwrap();
        assert_eq!(state, [(200, 160, 40)]);
        let go_on = match on {
            On::Sqlite => "DROP TRIGGER t",
            On::Postgres => "ALTER TABLE leads DROP CONSTRAINT t",
        };
        app.app.db.execute(go_on, vec![]).await.unwrap();
        // Two workers at it.
        let (one, two) = tokio::join!(importing::run_one(&app.app), importing::run_one(&app.app));
        let _ = (one, two);
        while importing::run_one(&app.app).await.unwrap() {}
        let all = emails(&app).await;
        assert_eq!(all.len(), 400);
        assert!(all.windows(2).all(|pair| pair[0] != pair[1]), "a row came in twice");
        assert!(member.get(&path).await.text.contains("400 leads came in."));
        app.app.db.execute("UPDATE jobs SET status = 'cancelled'", vec![]).await.unwrap();
    }
}

#[tokio::test]
async fn what_cannot_be_imported_is_said_at_the_form() {
    let app = TestApp::new().await;
    let member = logged_in(&app, Role::Member).await;
    member.get(&format!("{LEADS}/import")).await;
    let zip = b"PK\x03\x04\x00\x00".as_slice();
    for (files, text) in [(vec![], "Choose a file"), (vec![("file", "a.csv", b"".as_slice())], "Choose a file"), (vec![("file", "a.xlsx", zip)], "no text file"), (vec![("file", "a.csv", b"email\n".as_slice())], "no rows")] {
        let answer = member.upload(&format!("{LEADS}/import"), &[], &files).await;
        assert_eq!(answer.status, 422, "{text}");
        assert!(answer.text.contains(text) && answer.text.contains("aria-invalid"), "{text}: {}", answer.text);
    }
    let large = vec![b'a'; (5 << 20) + 1];
    let answer = member.upload(&format!("{LEADS}/import"), &[], &[("file", "a.csv", &large)]).await;
    assert!(answer.status == 422 && answer.text.contains("larger than 5 MB"));
    let path = upload(&member, b"name,firm\nJane,Firm\n").await;
    let page = member.get(&path).await.text;
    assert!(page.contains("Choose the column that holds the e-mail address."));
    let answer = member.post(&path, &[("target", "fullName"), ("target", "fullName"), ("do", "confirm")]).await;
    assert!(answer.status == 422 && answer.text.contains("Two columns"), "{}", answer.text);
    assert_eq!(member.post(&path, &[("do", "discard")]).await.header("location"), LEADS);
    assert_eq!(member.get(&path).await.status, 404);
    let script = upload(&member, b"email,\"<script>alert(1)</script>\"\na@firm.example,<img src=x>\n<script>,b\n").await;
    let page = member.get(&script).await.text;
    assert!(!page.contains("<script>alert") && !page.contains("<img src=x>"));
    assert!(emails(&app).await.is_empty());
}
