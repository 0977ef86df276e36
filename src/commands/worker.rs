//! `magnetite worker`: job workers alone, for further machines on one PostgreSQL.

use std::sync::Arc;

use anyhow::ensure;
use clap::Args;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::open;
use super::serve::{cancel_on_signal, close};
use crate::app::hosts;
use crate::config::Settings;
use crate::worker::{node::Node, runner};

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  magnetite worker --database-url postgres://…")]
pub struct Worker {
    /// One JSON object on standard output instead of a line.
    #[arg(long)]
    json: bool,
}

impl Worker {
    /// # Errors
    /// When the folders or the database cannot be used.
    pub async fn run(self, settings: Settings) -> anyhow::Result<()> {
        ensure!(settings.workers > 0, "MAGNETITE_WORKERS is 0: this process would do nothing");
        let app = open(settings).await?;
        let node = Arc::new(Node::take(&app).await?);
        if self.json {
            say!("{}", json!({"worker": node.id}));
        } else {
            say!("working as {}", node.id);
        }
        let stop = CancellationToken::new();
        tokio::spawn(cancel_on_signal(stop.clone()));
        tokio::spawn(hosts::follow(app.clone(), stop.clone()));
        runner::work(app.clone(), node, stop).await;
        close(&app.db).await;
        Ok(())
    }
}
