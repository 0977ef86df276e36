//! The program from outside: exit codes, one-line errors, JSON, and the keys' whole life.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn magnetite(folder: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_magnetite"));
    command
        .current_dir(folder)
        .env("MAGNETITE_DATA_DIR", folder.join("data"))
        .env("MAGNETITE_RESEARCH_ORIGIN_OVERRIDES", "*=http://127.0.0.1:9")
        .env_remove("RUST_LOG");
    command
}

fn setup(folder: &std::path::Path) -> Output {
    let mut child = magnetite(folder)
        .args(["setup", "--email", "me@acme.example", "--password-stdin", "--workspace", "Acme Corp", "--project", "Spring", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"correct horse battery\n").unwrap();
    child.wait_with_output().unwrap()
}

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn setup_tells_scripts_what_they_need_and_works_once() {
    let folder = tempfile::tempdir().unwrap();
    let told = json(&setup(folder.path()));
    assert_eq!((&told["workspace"], &told["projectSlug"]), (&"acme-corp".into(), &"spring".into()));
    assert!(told["projectId"].as_str().unwrap().starts_with("proj_") && told["apiKey"].as_str().unwrap().starts_with("sk_mag_live_"));
    let again = setup(folder.path());
    assert_eq!((again.status.code(), String::from_utf8_lossy(&again.stderr).trim()), (Some(1), "error: this server has an owner already"));
}

#[test]
fn a_key_is_made_listed_rotated_and_revoked() {
    let folder = tempfile::tempdir().unwrap();
    setup(folder.path());
    let keys = |args: &[&str]| magnetite(folder.path()).arg("keys").args(args).arg("--json").output().unwrap();
    let made = json(&keys(&["create", "--project", "spring", "--name", "n8n", "--test", "--expires-in", "90d", "--scopes", "generate,read"]));
    assert!(made["apiKey"].as_str().unwrap().starts_with("sk_mag_test_"));
    let id = made["id"].as_str().unwrap();
    let rotated = json(&keys(&["rotate", id]));
    assert_ne!(rotated["apiKey"], made["apiKey"]);
    assert_eq!((&rotated["name"], &rotated["mode"], &rotated["scopes"]), (&made["name"], &made["mode"], &made["scopes"]));
    let list = json(&keys(&["list", "--project", "spring"]));
    assert_eq!(list.as_array().unwrap().len(), 3);
    assert!(!list.to_string().contains(&made["apiKey"].as_str().unwrap()[12..40]), "a list shows a key");
    assert_eq!(json(&keys(&["revoke", id]))["revoked"], true);
    let again = keys(&["revoke", id]);
    assert_eq!(again.status.code(), Some(1));
}

#[test]
fn people_are_made_listed_and_given_a_link_for_a_new_password() {
    let folder = tempfile::tempdir().unwrap();
    setup(folder.path());
    let users = |args: &[&str]| {
        let mut child =
            magnetite(folder.path()).arg("users").args(args).arg("--json").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let _ = child.stdin.take().unwrap().write_all(b"correct horse battery\n");
        child.wait_with_output().unwrap()
    };
    let jane = ["create", "--email", "Jane@Acme.example", "--role", "admin", "--workspace", "acme-corp", "--password-stdin"];
    let made = json(&users(&jane));
    assert_eq!((&made["email"], &made["role"], &made["workspace"]), (&"jane@acme.example".into(), &"admin".into(), &"acme-corp".into()));
    let again = users(&jane);
    assert!(!again.status.success() && String::from_utf8_lossy(&again.stderr).contains("already"));
    let other = ["create", "--email", "kim@globex.example", "--role", "owner", "--new-workspace", "Globex", "--project", "Autumn", "--password-stdin"];
    let founded = json(&users(&other));
    assert!(founded["workspace"] == "globex" && founded["apiKey"].as_str().unwrap().starts_with("sk_mag_live_"));
    assert_eq!(json(&users(&["list"])).as_array().unwrap().len(), 3);
    assert_eq!(json(&users(&["list", "--workspace", "globex"]))[0]["email"], "kim@globex.example");
    let link = json(&users(&["reset-password", "--email", "jane@acme.example"]));
    assert!(link["link"].as_str().unwrap().contains("/dashboard/reset/"));
    assert!(!users(&["reset-password", "--email", "nobody@acme.example"]).status.success());
    assert_eq!(users(&["create", "--email", "a@b.example", "--role", "king", "--workspace", "acme-corp", "--password-stdin"]).status.code(), Some(2));
}

#[test]
fn wrong_usage_ends_with_2_and_a_wrong_setting_names_itself() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(magnetite(folder.path()).arg("genrate").output().unwrap().status.code(), Some(2));
    assert_eq!(magnetite(folder.path()).args(["keys", "create"]).output().unwrap().status.code(), Some(2));
    let output = magnetite(folder.path()).env("MAGNETITE_LISTN", "x").arg("migrate").output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(told.starts_with("error: unknown setting MAGNETITE_LISTN") && told.trim().lines().count() == 1, "{told}");
}

#[test]
fn generate_without_a_reachable_site_still_writes_a_magnet_that_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let output = magnetite(folder.path()).args(["generate", "--email", "jane@firm.example", "--full-name", "Jane Miller", "--out", "out"]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for phase in ["research", "analysis", "content", "finalizing"] {
        assert!(told.lines().any(|line| line.starts_with(phase) && line.contains(" s  ")), "{told}");
    }
    let page = folder.path().join(told.lines().last().unwrap());
    for ending in ["html", "pdf", "png", "md", "json"] {
        assert!(page.with_extension(ending).exists(), "{ending}");
    }
    let document: Value = serde_json::from_slice(&std::fs::read(page.with_extension("json")).unwrap()).unwrap();
    assert_eq!((&document["mode"], &document["reading"]["outcome"]), (&"thin".into(), &"insufficient".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn research_prints_a_report_for_people_or_one_json_object() {
    let sites = crate::support::sites::Sites::start().await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("offer.toml"), "company = \"Acme\"\nfocus = [\"search\"]\n").unwrap();
    let run = |args: &[&str]| {
        let overrides = format!("*={}", sites.origin());
        let mut command = magnetite(folder.path());
        command.env("MAGNETITE_RESEARCH_ORIGIN_OVERRIDES", overrides).env("MAGNETITE_RESEARCH_PACE", "0 ms").arg("research").args(args);
        command.output().unwrap()
    };
    let output = tokio::task::block_in_place(|| run(&["https://www.harbourpine.example/about", "--offer", "offer.toml"]));
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for line in [
        "The site was read well: 9 pages.",
        "9 pages read",
        "The company",
        "58 checks",
        "What matters first",
        "Reachable and findable",
        "First because:",
        "the offer is about “Look in search and shared links”",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    assert!(String::from_utf8_lossy(&output.stderr).contains("read  1  https://"), "progress is told on standard error");
    let output = tokio::task::block_in_place(|| run(&["harbourpine.example", "--json"]));
    let (told, pages) = (json(&output), |told: &Value| told["dossier"]["pages"].as_array().unwrap().len());
    assert_eq!((pages(&told), told["analysis"]["findings"].as_array().unwrap().len(), output.stderr.len()), (9, 58, 0));
    let german = tokio::task::block_in_place(|| run(&["harbourpine.example", "--language", "de"]));
    assert!(String::from_utf8_lossy(&german.stdout).contains("An erster Stelle, denn:"), "{}", String::from_utf8_lossy(&german.stdout));
    let nobody = tokio::task::block_in_place(|| run(&["nobody-here.example"]));
    assert!(nobody.status.success() && String::from_utf8_lossy(&nobody.stdout).contains("could not be read"));
    for wrong in [&["not a host"][..], &[], &["firm.example", "--email", "a@b"], &["firm.example", "--language", "xx"]] {
        assert_eq!(tokio::task::block_in_place(|| run(wrong)).status.code(), Some(2), "{wrong:?}");
    }
    assert_eq!(tokio::task::block_in_place(|| run(&["firm.example", "--offer", "none.toml"])).status.code(), Some(1));
}

#[test]
fn doctor_tells_every_setting_with_its_origin() {
    let folder = tempfile::tempdir().unwrap();
    let told = json(&magnetite(folder.path()).args(["doctor", "--json", "--listen", "127.0.0.1:0"]).output().unwrap());
    let origin = |name: &str| told["settings"].as_array().unwrap().iter().find(|setting| setting["name"] == name).unwrap()["from"].clone();
    assert_eq!((origin("listen"), origin("data_dir"), origin("workers")), ("--listen".into(), "MAGNETITE_DATA_DIR".into(), "default".into()));
}

#[test]
fn every_command_shows_an_example_and_takes_json() {
    let folder = tempfile::tempdir().unwrap();
    let commands = [
        "",
        "serve",
        "setup",
        "generate",
        "research",
        "keys",
        "keys create",
        "keys list",
        "keys rotate",
        "keys revoke",
        "users",
        "users create",
        "users list",
        "users reset-password",
        "worker",
        "migrate",
        "doctor",
    ];
    for command in commands {
        let output = magnetite(folder.path()).args(command.split_whitespace()).arg("--help").output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && told.contains("Example:"), "{command}: {told}");
        assert!(["", "keys", "users"].contains(&command) || told.contains("--json"), "{command} has no --json");
    }
}

#[test]
fn errors_of_all_kinds_are_one_line_and_exit_code_1() {
    use std::os::unix::ffi::OsStringExt;
    let folder = tempfile::tempdir().unwrap();
    setup(folder.path());
    std::fs::write(folder.path().join("offer.toml"), "company = \"Acme\"\nsells = [1\n").unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let bytes = std::ffi::OsString::from_vec(vec![b'a', 0xff]);
    let mut cases = [
        (magnetite(folder.path()), vec!["serve", "--listen", &address], "MAGNETITE_LISTEN"),
        (magnetite(folder.path()), vec!["generate", "--email", "a@firm.example", "--out", "out", "--offer", "offer.toml"], "offer.toml"),
        (magnetite(folder.path()), vec!["generate", "--email", "a@b", "--out", "out"], "email"),
        (magnetite(folder.path()), vec!["migrate"], "MAGNETITE_LOG"),
        (magnetite(folder.path()), vec!["keys", "list", "--project", "winter"], "winter"),
    ];
    cases[3].0.env("MAGNETITE_LOG", &bytes);
    for (command, args, wanted) in &mut cases {
        let output = command.args(args.iter()).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {told}");
        assert!(told.starts_with("error: ") && told.trim_end().lines().count() == 1 && told.contains(*wanted), "{args:?}: {told}");
    }
    let foreign = magnetite(folder.path()).env("SOMEBODY_ELSES", &bytes).args(["migrate", "--json"]).output().unwrap();
    assert_eq!(json(&foreign)["applied"], 0);
    let span = magnetite(folder.path()).args(["keys", "create", "--project", "spring", "--expires-in", "9€"]).output().unwrap();
    assert_eq!(span.status.code(), Some(2), "{}", String::from_utf8_lossy(&span.stderr));
}

#[test]
fn a_key_that_has_ended_is_not_rotated_back_to_life() {
    let folder = tempfile::tempdir().unwrap();
    setup(folder.path());
    let keys = |args: &[&str]| magnetite(folder.path()).arg("keys").args(args).arg("--json").output().unwrap();
    let made = json(&keys(&["create", "--project", "spring"]));
    let id = made["id"].as_str().unwrap();
    json(&keys(&["revoke", id]));
    let rotated = keys(&["rotate", id]);
    assert_eq!(rotated.status.code(), Some(1));
    assert!(!String::from_utf8_lossy(&rotated.stdout).contains("sk_mag_"), "a revoked key has a successor");
}
