//! `magnetite setup`: the first owner, workspace, project and key without a browser.

use std::io::Read;

use anyhow::{Context, anyhow, bail, ensure};
use clap::Args;
use serde_json::json;

use super::open;
use crate::app::App;
use crate::config::Settings;
use crate::model::first::FirstOwner;
use crate::model::lead::{LeadFields, parse_host};
use crate::model::offer::Offer;
use crate::research::{self, Limits, Subject};
use crate::store::setup::found;
use crate::store::workspaces::has_owner;

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  printf '%s' \"$PASSWORD\" | magnetite setup --email me@acme.example --password-stdin --workspace Acme --project Spring --json"
)]
pub struct Setup {
    /// The owner's address.
    #[arg(long)]
    email: String,
    /// Read the password from standard input (up to the end, a last line break left out).
    #[arg(long, required = true)]
    password_stdin: bool,
    /// Name of the workspace: your company.
    #[arg(long)]
    workspace: String,
    /// Name of the first project.
    #[arg(long)]
    project: String,
    /// Your own site: name and offer are drafted from it.
    #[arg(long, value_name = "DOMAIN")]
    offer_domain: Option<String>,
    /// One JSON object on standard output.
    #[arg(long)]
    json: bool,
}

impl Setup {
    /// # Errors
    /// Wrong values, an owner that exists already, or a database that cannot be used.
    pub async fn run(self, settings: Settings) -> anyhow::Result<()> {
        let mut password = String::new();
        std::io::stdin().take(4_096).read_to_string(&mut password).context("cannot read the password from standard input")?;
        let password = password.trim_end_matches(['\r', '\n']);
        let mut owner = FirstOwner::check(&self.email, password, &self.workspace, &self.project).map_err(|faults| {
            let told: Vec<String> = faults.iter().map(|fault| format!("{} {}", fault.field, fault.reason)).collect();
            anyhow!(told.join("; "))
        })?;
        owner.credits = settings.default_credits;
        let app = open(settings).await?;
        ensure!(!has_owner(&app.db).await?, "this server has an owner already");
        if let Some(domain) = &self.offer_domain {
            let domain = parse_host(domain).map_err(|reason| anyhow!("--offer-domain {reason}"))?;
            owner.offer = draft_offer(&app, &domain, owner.offer).await;
        }
        let new = owner.prepare(&*app.random, app.now()).map_err(|error| anyhow!(error))?;
        if !found(&app.db, &new).await? {
            bail!("this server has an owner already");
        }
        if self.json {
            let told = json!({"workspace": new.workspace.slug, "projectId": new.project.id, "projectSlug": new.project.slug, "apiKey": new.plain_key.reveal()});
            say!("{told}");
        } else {
            say!("workspace  {} ({})", new.workspace.name, new.workspace.slug);
            say!("project    {} ({}, {})", new.project.name, new.project.slug, new.project.id);
            say!("API key    {}", new.plain_key.reveal());
            say!("           shown this once; it cannot be shown again");
        }
        app.db.close().await;
        Ok(())
    }
}

/// What the seller's own site says of itself. A site that cannot be read leaves the offer as it is, with the link.
async fn draft_offer(app: &App, domain: &str, mut offer: Offer) -> Offer {
    let settings = &app.settings.research;
    let clock = app.clock.clone();
    let limits = Limits { max_pages: settings.max_pages, deadline: settings.deadline, ..Limits::default() };
    let subject = Subject { domain: Some(domain.to_owned()) };
    let dossier = research::research(&app.fetcher, &subject, &limits, &move || clock.now(), &|_| {}).await;
    let profile = research::analyse(&dossier, &LeadFields::default(), &offer).profile;
    offer.url = Some(dossier.home_url.unwrap_or_else(|| format!("https://{domain}/")));
    if let Some(name) = profile.name {
        offer.company = name.value;
    }
    if let Some(description) = profile.description {
        offer.sells = description.value;
    }
    offer
}
