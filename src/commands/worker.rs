//! `magnetite worker`: job workers alone, for further machines on one PostgreSQL.

use std::sync::Arc;

use anyhow::ensure;
use tokio_util::sync::CancellationToken;

use super::open;
use super::serve::cancel_on_signal;
use crate::config::Settings;
use crate::worker::{node::Node, runner};

/// # Errors
/// When the folders or the database cannot be used.
pub async fn run(settings: Settings) -> anyhow::Result<()> {
    ensure!(settings.workers > 0, "MAGNETITE_WORKERS is 0: this process would do nothing");
    let app = open(settings).await?;
    let node = Arc::new(Node::take(&app).await?);
    println!("working as {}", node.id);
    let stop = CancellationToken::new();
    tokio::spawn(cancel_on_signal(stop.clone()));
    runner::work(app.clone(), node, stop).await;
    app.db.close().await;
    Ok(())
}
