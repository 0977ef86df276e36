//! The commands of the program: one file each. The only room that may use `anyhow` and print.

/// One line on standard output. A reader that went away (`| head`) is no reason to stop.
macro_rules! say {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($text)*);
    }};
}

/// One line on standard error: how far long work is, while standard output carries its result.
macro_rules! note {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($text)*);
    }};
}

pub mod credits;
pub mod doctor;
pub mod generate;
pub mod import;
pub mod keys;
pub mod lint;
pub mod migrate;
pub mod openapi;
pub mod research;
pub mod serve;
pub mod setup;
pub mod users;
pub mod worker;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};

use crate::app::App;
use crate::config::{self, Settings};

/// One POST with a prospect's data becomes one researched, sourced, personal lead magnet.
#[derive(Debug, Parser)]
#[command(
    name = "magnetite",
    version,
    about,
    after_help = "Without a command: serve.\n\nExample:\n  magnetite generate --email jane@harbourpine.example --out out/"
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Settings that every command takes; each goes over the environment and the file.
#[derive(Debug, Args)]
pub struct Global {
    /// Settings file instead of magnetite.toml.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Folder of the embedded database and the artefacts.
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<String>,
    /// sqlite:///path/to/file.db or postgres://…
    #[arg(long, global = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// What links begin with.
    #[arg(long, global = true, value_name = "URL")]
    pub public_url: Option<String>,
    /// Address and port; port 0 picks a free one.
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub listen: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// API, pages and worker in one process.
    Serve(serve::Serve),
    /// First owner, workspace, project and key without a browser.
    Setup(setup::Setup),
    /// The main job with no server and no database.
    Generate(generate::Generate),
    /// What one site says: pages, facts with their sources, checks.
    Research(research::Research),
    /// Checks a document, a blueprint or an offer against the rules.
    Lint(lint::Lint),
    /// API keys of a project.
    #[command(subcommand, after_help = "Example:\n  magnetite keys create --project spring --name n8n")]
    Keys(keys::Keys),
    /// People who log in to the dashboard.
    #[command(subcommand, after_help = "Example:\n  magnetite users list")]
    Users(users::Users),
    /// One lead for each row of a table, through the API.
    Import(import::Import),
    /// What a workspace may spend.
    #[command(subcommand, after_help = "Example:\n  magnetite credits grant --workspace acme-corp 500")]
    Credits(credits::Credits),
    /// Job workers alone.
    Worker(worker::Worker),
    /// Bring the database up to date.
    Migrate(migrate::Migrate),
    /// Print the OpenAPI document.
    Openapi(openapi::Openapi),
    /// Check settings, database, network, disk, and say what to do.
    Doctor(doctor::Doctor),
}

impl Global {
    /// # Errors
    /// Names the setting that is unknown or malformed.
    pub fn settings(&self) -> anyhow::Result<Settings> {
        let given = [("data_dir", &self.data_dir), ("database_url", &self.database_url), ("public_url", &self.public_url), ("listen", &self.listen)];
        let flags: Vec<(&str, String)> = given.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))).collect();
        Ok(config::load(self.config.as_deref(), std::env::vars_os(), &flags)?)
    }
}

/// Runs one command.
///
/// # Errors
/// One clear line for standard error.
pub async fn run(cli: Cli) -> anyhow::Result<()> {
    let settings = cli.global.settings()?;
    let command = cli.command.unwrap_or(Command::Serve(serve::Serve::default()));
    let server = matches!(command, Command::Serve(_) | Command::Worker(_));
    start_log(&settings, server)?;
    match command {
        Command::Serve(command) => command.run(settings).await,
        Command::Worker(command) => command.run(settings).await,
        Command::Setup(command) => command.run(settings).await,
        Command::Generate(command) => command.run(settings).await,
        Command::Research(command) => command.run(settings).await,
        Command::Lint(command) => command.run(),
        Command::Keys(command) => command.run(settings).await,
        Command::Users(command) => command.run(settings).await,
        Command::Import(command) => command.run(settings).await,
        Command::Credits(command) => command.run(settings).await,
        Command::Migrate(command) => command.run(settings).await,
        Command::Openapi(command) => command.run(&settings),
        Command::Doctor(command) => command.run(settings).await,
    }
}

/// Servers log as the setting says; other commands only what goes wrong. Always to standard error.
fn start_log(settings: &Settings, server: bool) -> anyhow::Result<()> {
    let filter = if server { settings.log.as_str() } else { "error" };
    let filter = tracing_subscriber::EnvFilter::try_new(filter)
        .with_context(|| format!("MAGNETITE_LOG: {filter:?} is not a filter like info or magnetite=debug,info"))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second log in one process (tests) is no error.
    let _ = if settings.log_json { log.json().flatten_event(true).try_init() } else { log.try_init() };
    Ok(())
}

async fn open(settings: Settings) -> anyhow::Result<Arc<App>> {
    Ok(App::open(settings).await?)
}
