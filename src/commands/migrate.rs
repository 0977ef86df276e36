//! `magnetite migrate`: brings the database up to date. `serve` does the same at its start.

use clap::Args;
use serde_json::json;

use crate::config::Settings;
use crate::store::Db;

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  magnetite migrate --database-url postgres://…")]
pub struct Migrate {
    /// One JSON object on standard output.
    #[arg(long)]
    json: bool,
}

impl Migrate {
    /// # Errors
    /// When the database cannot be reached or a migration fails.
    pub async fn run(self, settings: Settings) -> anyhow::Result<()> {
        std::fs::create_dir_all(&settings.data_dir)?;
        let db = Db::open(&settings.database_url, false).await?;
        let applied = db.migrate().await?;
        if self.json {
            say!("{}", json!({"applied": applied}));
        } else if applied == 0 {
            say!("the database is up to date");
        } else {
            say!("applied {applied} migration(s)");
        }
        Ok(())
    }
}
