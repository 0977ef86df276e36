//! `magnetite keys`: create, list, rotate and revoke the API keys of a project.

use anyhow::{anyhow, bail};
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::open;
use crate::app::App;
use crate::config::Settings;
use crate::model::api_key::{ApiKey, KeyMode, KeyState, PlainKey, Scope, parse_key_name};
use crate::model::first::new_key;
use crate::model::ids::KeyId;
use crate::model::project::Project;
use crate::store::audit::Entry;
use crate::store::keys::{Rotated, create_key, key_by_id, keys_of_project, revoke_key, rotate_key};
use crate::store::projects::{project, projects_named};

/// After a rotation both keys work for a day.
const OVERLAP_MS: i64 = 24 * 3_600_000;

#[derive(Debug, Subcommand)]
pub enum Keys {
    /// Make a key; it is shown once.
    #[command(after_help = "Example:\n  magnetite keys create --project spring --name n8n --expires-in 90d")]
    Create(Create),
    /// List a project's keys.
    #[command(after_help = "Example:\n  magnetite keys list --project spring")]
    List(List),
    /// Make a new key in place of one; both work for 24 hours.
    #[command(after_help = "Example:\n  magnetite keys rotate key_…")]
    Rotate(ById),
    /// End a key at once.
    #[command(after_help = "Example:\n  magnetite keys revoke key_…")]
    Revoke(ById),
}

#[derive(Debug, Args)]
pub struct Create {
    /// Id or slug.
    #[arg(long)]
    project: String,
    #[arg(long, default_value = "API key")]
    name: String,
    /// A test key: the whole flow on a built-in sample, no request leaves the server.
    #[arg(long)]
    test: bool,
    /// Such as 90d, 12h; without it the key does not expire.
    #[arg(long, value_parser = parse_span)]
    expires_in: Option<i64>,
    /// Narrower rights: generate, read, manage.
    #[arg(long, value_delimiter = ',')]
    scopes: Vec<Scope>,
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct List {
    /// Id or slug.
    #[arg(long)]
    project: String,
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct ById {
    /// The key's id, as `keys list` shows it.
    id: String,
    #[arg(long)]
    json: bool,
}

impl Keys {
    /// # Errors
    /// An unknown project or key, or a database that cannot be used.
    pub async fn run(self, settings: Settings) -> anyhow::Result<()> {
        let app = open(settings).await?;
        match self {
            Keys::Create(command) => command.run(&app).await?,
            Keys::List(command) => command.run(&app).await?,
            Keys::Rotate(command) => command.rotate(&app).await?,
            Keys::Revoke(command) => command.revoke(&app).await?,
        }
        app.db.close().await;
        Ok(())
    }
}

impl Create {
    async fn run(self, app: &App) -> anyhow::Result<()> {
        let project = one_project(app, &self.project).await?;
        let mode = if self.test { KeyMode::Test } else { KeyMode::Live };
        let scopes = if self.scopes.is_empty() { Scope::ALL.to_vec() } else { self.scopes };
        let now = app.now();
        let name = parse_key_name(&self.name).map_err(|reason| anyhow!("--name {reason}"))?;
        let (key, plain) = new_key(&project, &name, mode, scopes, "command line", self.expires_in.map(|span| now + span), &*app.random, now);
        let entry = entry(&key, "key.created", json!({"last_four": key.last_four, "mode": mode}), now);
        if !create_key(&app.db, &*app.random, &key, plain.hash(), &entry).await? {
            bail!("the key could not be stored; try again");
        }
        show_once(&key, &plain, self.json);
        Ok(())
    }
}

impl List {
    async fn run(self, app: &App) -> anyhow::Result<()> {
        let project = one_project(app, &self.project).await?;
        let keys = keys_of_project(&app.db, &project.workspace_id, &project.id).await?;
        if self.json {
            say!("{}", Value::from(keys.iter().map(describe).collect::<Vec<_>>()));
            return Ok(());
        }
        if keys.is_empty() {
            say!("no keys yet; magnetite keys create --project {} makes one", project.slug);
        }
        for key in keys {
            let state = match key.state(app.now()) {
                KeyState::Revoked(at) => format!("revoked {}", instant(at)),
                KeyState::Expired(at) => format!("expired {}", instant(at)),
                KeyState::Rotated(at) => format!("rotated, until {}", instant(at)),
                KeyState::Until(at) => format!("until {}", instant(at)),
                KeyState::Active => "active".into(),
            };
            let used = key.last_used_at.map_or("never used".into(), |at| format!("used {} from {}", instant(at), key.last_used_from.as_deref().unwrap_or("?")));
            say!("{}  {}…{}  {}  {state}  {used}", key.id, key.prefix, key.last_four, key.name);
        }
        Ok(())
    }
}

impl ById {
    async fn find(&self, app: &App) -> anyhow::Result<ApiKey> {
        let id: KeyId = self.id.parse().map_err(|_| anyhow!("{:?} is not the id of a key; magnetite keys list shows them", self.id))?;
        key_by_id(&app.db, &id).await?.ok_or_else(|| anyhow!("there is no key {id}"))
    }

    async fn rotate(self, app: &App) -> anyhow::Result<()> {
        let old = self.find(app).await?;
        let project = project(&app.db, &old.workspace_id, old.project_id.as_str()).await?.ok_or_else(|| anyhow!("the key's project no longer exists"))?;
        let now = app.now();
        let (key, plain) = new_key(&project, &old.name, old.mode, old.scopes.clone(), "command line", old.expires_at, &*app.random, now);
        let entry = entry(&old, "key.rotated", json!({"last_four": old.last_four, "new": key.last_four, "until": now + OVERLAP_MS}), now);
        let rotated = rotate_key(&app.db, &*app.random, &old.id, (&key, plain.hash()), now + OVERLAP_MS, &entry).await?;
        if rotated != Rotated::Done {
            bail!("{} has ended or was rotated before; magnetite keys create makes a new one", old.id);
        }
        show_once(&key, &plain, self.json);
        Ok(())
    }

    async fn revoke(self, app: &App) -> anyhow::Result<()> {
        let key = self.find(app).await?;
        let entry = entry(&key, "key.revoked", json!({"last_four": key.last_four}), app.now());
        if !revoke_key(&app.db, &*app.random, &key.id, &entry).await? {
            bail!("{} was revoked before", key.id);
        }
        if self.json {
            say!("{}", json!({"id": key.id, "revoked": true}));
        } else {
            say!("{} is revoked", key.id);
        }
        Ok(())
    }
}

/// The line in the audit log.
fn entry<'a>(key: &'a ApiKey, action: &'a str, detail: Value, at: i64) -> Entry<'a> {
    Entry { workspace_id: &key.workspace_id, project_id: Some(&key.project_id), actor: "command line", address: "", action, target: &key.name, detail, at }
}

async fn one_project(app: &App, id_or_slug: &str) -> anyhow::Result<Project> {
    let mut found = projects_named(&app.db, id_or_slug).await?;
    match (found.pop(), found.is_empty()) {
        (Some(project), true) => Ok(project),
        (Some(_), false) => bail!("several workspaces have a project {id_or_slug:?}; name it by its id"),
        (None, _) => bail!("there is no project {id_or_slug:?}"),
    }
}

fn show_once(key: &ApiKey, plain: &PlainKey, as_json: bool) {
    if as_json {
        let mut told = describe(key);
        told["apiKey"] = json!(plain.reveal());
        say!("{told}");
    } else {
        say!("{}\n{} · shown this once; it cannot be shown again", plain.reveal(), key.id);
    }
}

fn describe(key: &ApiKey) -> Value {
    json!({
        "id": key.id, "projectId": key.project_id, "name": key.name, "mode": key.mode, "prefix": key.prefix, "lastFour": key.last_four, "scopes": key.scopes,
        "createdBy": key.created_by, "createdAt": key.created_at, "expiresAt": key.expires_at, "lastUsedAt": key.last_used_at,
        "lastUsedFrom": key.last_used_from, "revokedAt": key.revoked_at,
    })
}

/// `90d`, `12h`, `30m` in milliseconds.
fn parse_span(text: &str) -> Result<i64, String> {
    let wrong = || format!("{text:?} is not a time like 90d, 12h or 30m");
    let (number, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or_else(wrong)?;
    let number: i64 = number.parse().ok().filter(|number| (1..=100_000).contains(number)).ok_or_else(wrong)?;
    match unit {
        "d" => Ok(number * 86_400_000),
        "h" => Ok(number * 3_600_000),
        "m" => Ok(number * 60_000),
        _ => Err(wrong()),
    }
}

/// `2026-03-31 14:05` (UTC).
fn instant(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at).map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
}
