//! `magnetite import`: a table of leads through the API, in portions. Broken off and begun again it makes no lead twice: each portion has an
//! idempotency key made of the file's own bytes.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use reqwest::header::RETRY_AFTER;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::open;
use crate::app::App;
use crate::config::Settings;
use crate::model::api_key::{ApiKey, KeyMode, Scope};
use crate::model::first::new_key;
use crate::model::ids::hex;
use crate::model::schema::{CustomField, FieldKind, InputSchema};
use crate::model::table::{Reject, Row, Table, Target, read_table, rejects_csv, row_body, targets_by_name};
use crate::store::audit::Entry;
use crate::store::keys::{create_key, revoke_key};
use crate::store::projects::projects_named;

/// Rows of one request. A batch counts as one request of the limit.
const PORTION: usize = 1_000;
/// Longest time for one answer.
const ANSWER_TIME: Duration = Duration::from_secs(120);
/// How often a portion is sent again when the server is away, and the longest wait between.
const TRIES: u32 = 10;
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// A key that was made for this import ends by itself, should the command be killed.
const KEY_LIFE_MS: i64 = 24 * 3_600_000;

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  magnetite import leads.csv --project spring\n  magnetite import leads.csv --project spring --url https://magnets.example.com --key sk_mag_live_…"
)]
pub struct Import {
    /// A table with a head: comma, semicolon or tab, in whatever encoding.
    file: PathBuf,
    /// Id or slug.
    #[arg(long)]
    project: String,
    /// The server; without it the one of these settings.
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// A key of the project; without it one is made in the database of these settings, and ended afterwards.
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    #[arg(long)]
    json: bool,
}

/// The server and the right to use it.
struct Api {
    client: reqwest::Client,
    base: String,
    key: String,
}

#[derive(Default)]
struct Tally {
    accepted: usize,
    duplicates: usize,
    rejects: Vec<Reject>,
}

impl Import {
    /// # Errors
    /// A file that is no table, a server that cannot be reached or refuses, or a table of which no row was taken.
    pub async fn run(self, settings: Settings) -> anyhow::Result<()> {
        let bytes = std::fs::read(&self.file).with_context(|| format!("cannot read {}", self.file.display()))?;
        let table = read_table(&bytes).map_err(|reason| anyhow!("{}: {reason}", self.file.display()))?;
        let base = self.url.clone().or_else(|| settings.public_url.clone()).unwrap_or_else(|| local(&settings.listen));
        // Also installs the cryptography that TLS needs.
        crate::app::fetcher(&settings)?;
        let client = reqwest::Client::builder().timeout(ANSWER_TIME).redirect(reqwest::redirect::Policy::none()).build()?;
        let lent = match &self.key {
            Some(_) => None,
            None => Some(lend_key(settings, &self.project).await?),
        };
        let key = self.key.clone().or_else(|| lent.as_ref().map(|lent| lent.plain.clone())).unwrap_or_default();
        let api = Api { client, base: base.trim_end_matches('/').to_owned(), key };
        let sent = self.send(&api, &table, &bytes).await;
        if let Some(lent) = lent {
            lent.end().await?;
        }
        self.tell(&table, sent?)
    }

    async fn send(&self, api: &Api, table: &Table, bytes: &[u8]) -> anyhow::Result<Tally> {
        let schema = api.schema(&self.project).await?;
        let targets = targets_by_name(table, &schema);
        let file = hex(&Sha256::digest(bytes));
        let bar = progress(table.rows.len());
        let mut tally = Tally::default();
        for (number, rows) in table.rows.chunks(PORTION).enumerate() {
            let answer = api.batch(&self.project, &body_of(table, &targets, rows), &format!("import-{}-{number}", &file[..32])).await?;
            match answer {
                Answer::Taken(answer) => tally.add(&answer, rows),
                Answer::Refused(reason) => {
                    let left = table.rows.iter().skip(number * PORTION);
                    tally.rejects.extend(left.map(|row| Reject { line: row.line, cells: row.cells.clone(), reason: reason.clone() }));
                    bar.finish_and_clear();
                    return Ok(tally);
                }
            }
            bar.inc(u64::try_from(rows.len()).unwrap_or(0));
            if bar.is_hidden() && !self.json {
                say!("{} of {} rows sent", (number * PORTION + rows.len()).min(table.rows.len()), table.rows.len());
            }
        }
        bar.finish_and_clear();
        Ok(tally)
    }

    fn tell(&self, table: &Table, tally: Tally) -> anyhow::Result<()> {
        let rejected = rejects_path(&self.file);
        if tally.rejects.is_empty() {
            // What an earlier run left is no longer true.
            let _ = std::fs::remove_file(&rejected);
        } else {
            std::fs::write(&rejected, rejects_csv(&table.columns, &tally.rejects)).with_context(|| format!("cannot write {}", rejected.display()))?;
        }
        let file = (!tally.rejects.is_empty()).then(|| rejected.display().to_string());
        if self.json {
            say!(
                "{}",
                json!({"rows": table.rows.len(), "accepted": tally.accepted, "duplicates": tally.duplicates, "rejected": tally.rejects.len(), "rejectsFile": file})
            );
        } else {
            say!("{} leads accepted", tally.accepted);
            if tally.duplicates > 0 {
                say!("{} rows had their lead already", tally.duplicates);
            }
            if let Some(file) = &file {
                say!("{} rows not taken; see {file}", tally.rejects.len());
            }
        }
        if tally.accepted + tally.duplicates == 0 {
            bail!("no row was taken: {}", tally.rejects.first().map_or("the table is empty", |reject| reject.reason.as_str()));
        }
        Ok(())
    }
}

impl Tally {
    fn add(&mut self, answer: &Value, rows: &[Row]) {
        let count = |name: &str| answer[name].as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
        self.accepted += count("accepted");
        self.duplicates += count("duplicates");
        for error in answer["errors"].as_array().into_iter().flatten() {
            let Some(row) = error["row"].as_u64().and_then(|row| rows.get(usize::try_from(row).ok()?.checked_sub(1)?)) else { continue };
            let fields = error["fields"].as_object().map(|fields| fields.iter().map(|(name, reason)| format!("{name}: {}", reason.as_str().unwrap_or(""))));
            let reason = fields.map_or_else(|| error["message"].as_str().unwrap_or("").to_owned(), |fields| fields.collect::<Vec<_>>().join("; "));
            self.rejects.push(Reject { line: row.line, cells: row.cells.clone(), reason });
        }
    }
}

/// What the server said to a portion.
enum Answer {
    Taken(Value),
    /// Not now and not later: the sentence.
    Refused(String),
}

impl Api {
    /// The fields that the project knows.
    async fn schema(&self, project: &str) -> anyhow::Result<InputSchema> {
        let url = format!("{}/api/projects/{project}/generate", self.base);
        let answer = self.client.get(&url).bearer_auth(&self.key).send().await.with_context(|| format!("cannot reach {}", self.base))?;
        let status = answer.status();
        let body: Value = serde_json::from_str(&answer.text().await?).with_context(|| format!("{url} does not answer as a Magnetite server does"))?;
        if !status.is_success() {
            bail!("the server refused: {}", body["error"]["message"].as_str().unwrap_or(status.as_str()));
        }
        let custom = body["fields"].as_array().into_iter().flatten().filter_map(|field| {
            let name = field["name"].as_str()?.strip_prefix("customFields.")?.to_owned();
            let label = field["label"].as_str().map(str::to_owned);
            Some(CustomField { name, kind: FieldKind::String, required: false, label, description: None, example: None, options: Vec::new() })
        });
        Ok(InputSchema { required: Vec::new(), custom: custom.collect() })
    }

    /// Sends a portion until the server has answered for good.
    async fn batch(&self, project: &str, body: &str, once: &str) -> anyhow::Result<Answer> {
        let url = format!("{}/api/projects/{project}/generate/batch", self.base);
        let mut last = String::new();
        for attempt in 0..TRIES {
            let request = self.client.post(&url).bearer_auth(&self.key).header("content-type", "application/x-ndjson").header("idempotency-key", once);
            let mut wait = Duration::from_secs(1 << attempt.min(5)).min(LONGEST_WAIT);
            match request.body(body.to_owned()).send().await {
                Ok(answer) => {
                    let status = answer.status();
                    let after = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok()).map(Duration::from_secs);
                    wait = after.unwrap_or(wait);
                    let body: Value = serde_json::from_str(&answer.text().await.unwrap_or_default()).unwrap_or_default();
                    if status.is_success() {
                        return Ok(Answer::Taken(body));
                    }
                    last = body["error"]["message"].as_str().unwrap_or(status.as_str()).to_owned();
                    if status.is_client_error() && status.as_u16() != 429 {
                        return Ok(Answer::Refused(last));
                    }
                }
                Err(error) => last = error.to_string(),
            }
            tokio::time::sleep(wait).await;
        }
        bail!("gave up after {TRIES} tries: {last}. Start the same command again: no lead is made twice")
    }
}

/// A key that lives as long as the import.
struct Lent {
    app: std::sync::Arc<App>,
    key: ApiKey,
    plain: String,
}

async fn lend_key(settings: Settings, project: &str) -> anyhow::Result<Lent> {
    let app = open(settings).await?;
    let mut found = projects_named(&app.db, project).await?;
    let project = match found.len() {
        1 => found.remove(0),
        0 => bail!("there is no project {project:?}; for another server give --url and --key"),
        _ => bail!("several workspaces have a project {project:?}; name it by its id"),
    };
    let now = app.now();
    let scopes = vec![Scope::Generate, Scope::Read];
    let (key, plain) = new_key(&project, "import", KeyMode::Live, scopes, "command line", Some(now + KEY_LIFE_MS), &*app.random, now);
    if !create_key(&app.db, &*app.random, &key, plain.hash(), &entry(&key, "key.created", now)).await? {
        bail!("the key could not be stored; try again");
    }
    let plain = plain.reveal().to_owned();
    Ok(Lent { app, key, plain })
}

impl Lent {
    async fn end(self) -> anyhow::Result<()> {
        let now = self.app.now();
        revoke_key(&self.app.db, &*self.app.random, &self.key.id, &entry(&self.key, "key.revoked", now)).await?;
        self.app.db.close().await;
        Ok(())
    }
}

fn entry<'a>(key: &'a ApiKey, action: &'a str, at: i64) -> Entry<'a> {
    Entry {
        workspace_id: &key.workspace_id,
        project_id: Some(&key.project_id),
        actor: "command line",
        address: "",
        action,
        target: &key.name,
        detail: json!({"key": key.id, "last_four": key.last_four}),
        at,
    }
}

/// One JSON object a line.
fn body_of(table: &Table, targets: &[Target], rows: &[Row]) -> String {
    rows.iter().fold(String::new(), |mut text, row| {
        // More cells than the head has cannot be told apart: the server refuses an empty row by name.
        let body = if row.cells.len() > table.columns.len() { serde_json::Map::new() } else { row_body(table, targets, row) };
        text.push_str(&Value::Object(body).to_string());
        text.push('\n');
        text
    })
}

/// `leads.csv` → `leads.rejected.csv`.
fn rejects_path(file: &Path) -> PathBuf {
    file.with_extension("rejected.csv")
}

fn local(listen: &str) -> String {
    format!("http://127.0.0.1:{}", listen.rsplit_once(':').map_or("8080", |(_, port)| port))
}

/// On a terminal a bar; elsewhere nothing.
fn progress(rows: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:32} {pos} of {len} rows, {eta} left").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(u64::try_from(rows).unwrap_or(0)).with_style(style)
}
