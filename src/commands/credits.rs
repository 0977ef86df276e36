//! `magnetite credits`: what a workspace may spend, and its ledger.

use anyhow::{anyhow, ensure};
use clap::{Args, Subcommand};
use serde_json::json;

use super::open;
use crate::app::App;
use crate::config::Settings;
use crate::model::project::Workspace;
use crate::store::audit::{Entry, insert_audit};
use crate::store::credits::{self, Wanted};
use crate::store::workspaces::workspace_by_slug;

/// Lines of the ledger that `show` prints.
const SHOWN: i64 = 20;

#[derive(Debug, Subcommand)]
pub enum Credits {
    /// Add credits, or take some away with a negative number. From the first grant on the workspace has no more than its balance.
    #[command(after_help = "Example:\n  magnetite credits grant --workspace acme-corp 500", allow_negative_numbers = true)]
    Grant(Grant),
    /// Lift the limit.
    #[command(after_help = "Example:\n  magnetite credits unlimited --workspace acme-corp")]
    Unlimited(Of),
    /// The balance and the last lines of the ledger.
    #[command(after_help = "Example:\n  magnetite credits show --workspace acme-corp")]
    Show(Of),
}

#[derive(Debug, Args)]
pub struct Grant {
    /// Slug.
    #[arg(long, value_name = "SLUG")]
    workspace: String,
    amount: i64,
    /// Why, for the ledger.
    #[arg(long, default_value = "")]
    note: String,
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct Of {
    /// Slug.
    #[arg(long, value_name = "SLUG")]
    workspace: String,
    #[arg(long)]
    json: bool,
}

impl Credits {
    /// # Errors
    /// An unknown workspace, or a database that cannot be used.
    pub async fn run(self, settings: Settings) -> anyhow::Result<()> {
        let app = open(settings).await?;
        match self {
            Credits::Grant(command) => command.run(&app).await?,
            Credits::Unlimited(command) => command.lift(&app).await?,
            Credits::Show(command) => command.show(&app).await?,
        }
        app.db.close().await;
        Ok(())
    }
}

impl Grant {
    async fn run(self, app: &App) -> anyhow::Result<()> {
        ensure!(self.amount != 0 && self.amount.abs() <= 1_000_000_000, "grant a number between 1 and 1,000,000,000, or take as many away");
        ensure!(self.note.chars().count() <= 200 && !self.note.chars().any(char::is_control), "--note must be at most 200 characters");
        let workspace = workspace(app, &self.workspace).await?;
        let now = app.now();
        let mut tx = app.db.begin().await?;
        insert_audit(&mut tx, &*app.random, &entry(&workspace, "credits.granted", json!({"amount": self.amount}), now)).await?;
        let balance = credits::grant(&mut tx, &*app.random, &workspace.id, self.amount, &self.note, now).await?;
        app.commit(tx).await?;
        if self.json {
            say!("{}", json!({"workspace": workspace.slug, "granted": self.amount, "balance": balance}));
        } else {
            say!("{} has {} credits", workspace.slug, balance.unwrap_or_default());
        }
        Ok(())
    }
}

impl Of {
    async fn lift(self, app: &App) -> anyhow::Result<()> {
        let workspace = workspace(app, &self.workspace).await?;
        let mut tx = app.db.begin().await?;
        insert_audit(&mut tx, &*app.random, &entry(&workspace, "credits.unlimited", json!({}), app.now())).await?;
        credits::set_unlimited(&mut tx, &workspace.id).await?;
        app.commit(tx).await?;
        if self.json {
            say!("{}", json!({"workspace": workspace.slug, "unlimited": true}));
        } else {
            say!("{} has unlimited credits", workspace.slug);
        }
        Ok(())
    }

    async fn show(self, app: &App) -> anyhow::Result<()> {
        let workspace = workspace(app, &self.workspace).await?;
        let (balance, unlimited) = credits::balance(&app.db, &workspace.id).await?.unwrap_or_default();
        let lines = credits::entries(&app.db, &workspace.id, Wanted { project: None, before: None, limit: SHOWN }).await?;
        if self.json {
            let lines: Vec<_> = lines.into_iter().map(|(_, line)| line).collect();
            say!("{}", json!({"workspace": workspace.slug, "unlimited": unlimited, "balance": balance, "ledger": lines}));
            return Ok(());
        }
        say!("{}: {}", workspace.slug, if unlimited { "unlimited".to_owned() } else { format!("{balance} credits") });
        for (_, line) in lines {
            let at = jiff::Timestamp::from_millisecond(line.created_at).map_or_else(|_| String::new(), |at| at.strftime("%Y-%m-%d %H:%M").to_string());
            say!("{at}  {:>+6}  {:<9}  {}", line.amount, line.kind.as_str(), line.job_id.unwrap_or(line.note));
        }
        Ok(())
    }
}

async fn workspace(app: &App, slug: &str) -> anyhow::Result<Workspace> {
    workspace_by_slug(&app.db, slug).await?.ok_or_else(|| anyhow!("there is no workspace {slug:?}"))
}

fn entry<'a>(workspace: &'a Workspace, action: &'a str, detail: serde_json::Value, at: i64) -> Entry<'a> {
    Entry { workspace_id: &workspace.id, project_id: None, actor: "command line", address: "", action, target: &workspace.slug, detail, at }
}
