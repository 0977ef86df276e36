//! The rooms keep to themselves: the `use` lines are read against the table in `docs/ARCHITECTURE.md`.

use std::path::{Path, PathBuf};

/// Room → what it may import of ours.
const RULES: [(&str, &[&str]); 13] = [
    ("model", &["model"]),
    ("config", &[]),
    ("seal", &["model"]),
    ("mail", &[]),
    ("tls", &["tls", "magnetite_fetch"]),
    ("store", &["store", "model"]),
    ("research", &["research", "model", "magnetite_fetch"]),
    ("writer", &["writer", "model", "magnetite_document", "magnetite_fetch"]),
    ("generation", &["generation", "model", "store", "research", "writer", "magnetite_document", "app"]),
    ("app", &["app", "config", "model", "store", "generation", "seal", "mail", "magnetite_fetch"]),
    ("worker", &["worker", "app", "model", "store", "generation"]),
    (
        "web",
        &[
            "web",
            "app",
            "model",
            "store",
            "magnetite_document",
            "seal",
            "tls",
            "generation::accept",
            "generation::batch",
            "generation::control",
            "generation::import",
            "generation::revise",
            "generation::suppress",
            "generation::phrase",
            "generation::preview",
            "generation::draft",
            "generation::dress",
            "generation::drift",
            "generation::viewed",
            "generation::golden",
            "generation::links",
            "generation::domains",
            "generation::person",
            "generation::person_data",
        ],
    ),
    (
        "commands",
        &["commands", "app", "config", "model", "store", "research", "writer", "generation", "web", "worker", "tls", "magnetite_document", "magnetite_fetch"],
    ),
];

fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let mut found: Vec<PathBuf> = std::fs::read_dir(path).unwrap().flat_map(|entry| files(&entry.unwrap().path())).collect();
    // What only tests use may borrow from other rooms.
    let for_tests = |file: &Path| file.components().any(|part| ["tests", "tests.rs", "testing.rs"].iter().any(|name| part.as_os_str() == *name));
    found.retain(|file| file.extension().is_some_and(|ending| ending == "rs") && !for_tests(file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap()));
    found
}

fn room(name: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    // A room is a folder, a file, or a file with a folder beside it.
    [root.join(name), root.join(format!("{name}.rs"))].iter().filter(|path| path.exists()).flat_map(|path| files(path)).collect()
}

#[test]
fn every_room_imports_only_what_the_table_allows() {
    for (name, allowed) in RULES {
        for file in room(name) {
            let text = std::fs::read_to_string(&file).unwrap();
            for (start, _) in text.match_indices("crate::").chain(text.match_indices("magnetite_fetch::")).chain(text.match_indices("magnetite_document::")) {
                let path = text[start..].strip_prefix("crate::").unwrap_or(&text[start..]);
                let word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
                let path: String = path.chars().take_while(|c| word(*c)).collect();
                let ok = allowed.iter().any(|room| path == *room || path.starts_with(&format!("{room}::")));
                assert!(ok, "{} imports {path}: the room {name} may import {allowed:?} alone", file.display());
            }
        }
    }
}

#[test]
fn sql_stands_only_in_the_store() {
    for (name, _) in RULES.iter().filter(|(name, _)| *name != "store") {
        for file in room(name) {
            let text = std::fs::read_to_string(&file).unwrap();
            for verb in ["\"SELECT ", "\"INSERT INTO", "\"UPDATE ", "\"DELETE FROM"] {
                assert!(!text.contains(verb), "{} has SQL", file.display());
            }
        }
    }
}
