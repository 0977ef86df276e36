//! `magnetite openapi`: the document that the server gives under `/api/openapi.json`.

use clap::Args;

use crate::config::Settings;
use crate::web::api::reference::document;

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  magnetite openapi --public-url https://magnets.example.com > openapi.json")]
pub struct Openapi {
    /// On one line.
    #[arg(long)]
    json: bool,
}

impl Openapi {
    /// # Errors
    /// When the document cannot be written as JSON, which does not happen.
    pub fn run(self, settings: &Settings) -> anyhow::Result<()> {
        let document = document(settings.public_url.as_deref().unwrap_or("http://localhost:8080"));
        say!("{}", if self.json { document.to_string() } else { serde_json::to_string_pretty(&document)? });
        Ok(())
    }
}
