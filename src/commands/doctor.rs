//! `magnetite doctor`: settings with their origin, then database, data folder, certificates, writer and network; each line says what to do.

use std::time::Duration;

use clap::Args;
use serde_json::json;
use tokio::net::lookup_host;

use crate::app::{Clock, SystemClock, SystemRandom, caller, fetcher, hosts, operator_llm};
use crate::config::{Secret, Settings};
use crate::model::llm::CallOutcome;
use crate::model::writer_settings::advice;
use crate::store::Db;
use crate::store::workspaces::has_owner;
use crate::tls::{self, Standing};
use crate::writer::{self, llm::Model};

/// What the call to the model may take.
const MODEL_TIME: Duration = Duration::from_secs(30);
const MODEL_TOKENS: u32 = 4_000;

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  magnetite doctor --json")]
pub struct Doctor {
    /// One JSON object on standard output.
    #[arg(long)]
    json: bool,
}

/// One thing looked at: its name, whether it is well, and what was seen or is to be done.
struct Check {
    name: &'static str,
    ok: bool,
    told: String,
}

impl Doctor {
    /// # Errors
    /// When something is not well; the lines have said what.
    pub async fn run(self, settings: Settings) -> anyhow::Result<()> {
        let mut checks = vec![folder(&settings), objects(&settings).await, database(&settings).await];
        checks.extend(certificates(&settings).await);
        checks.extend([network(&settings), names().await, writer(&settings).await]);
        let ok = checks.iter().all(|check| check.ok);
        if self.json {
            let settings: Vec<_> = settings.origins.iter().map(|origin| json!({"name": origin.name, "value": origin.value, "from": origin.origin})).collect();
            let checks: Vec<_> = checks.iter().map(|check| json!({"name": check.name, "ok": check.ok, "told": check.told})).collect();
            say!("{}", json!({"ok": ok, "settings": settings, "checks": checks}));
        } else {
            say!("settings");
            for origin in &settings.origins {
                let value = if origin.value.is_empty() { "(not set)" } else { &origin.value };
                say!("  {:<28}{:<44}{}", origin.name, value, origin.origin);
            }
            say!("checks");
            for check in &checks {
                say!("  {:<10}{:<8}{}", check.name, if check.ok { "ok" } else { "FAILS" }, check.told);
            }
        }
        anyhow::ensure!(ok, "something needs attention");
        Ok(())
    }
}

/// A file is written, flushed and read back.
fn folder(settings: &Settings) -> Check {
    let path = settings.data_dir.join(".doctor");
    let tried = std::fs::create_dir_all(&settings.data_dir)
        .and_then(|()| std::fs::write(&path, [0_u8; 65_536]))
        .and_then(|()| std::fs::File::open(&path)?.sync_all())
        .and_then(|()| std::fs::remove_file(&path));
    match tried {
        Ok(()) => Check { name: "folder", ok: true, told: format!("{} can be written", settings.data_dir.display()) },
        Err(error) => Check { name: "folder", ok: false, told: format!("{}: {error}; make room or give this user the folder", settings.data_dir.display()) },
    }
}

/// An object is written and removed again where artefacts are kept.
async fn objects(settings: &Settings) -> Check {
    let place = match &settings.objects.bucket {
        None => settings.objects.folder.display().to_string(),
        Some(s3) => format!("s3://{}/{}", s3.bucket, s3.prefix),
    };
    let tried = match crate::app::objects(&settings.objects) {
        Ok(objects) => tokio::task::spawn_blocking(move || objects.try_out())
            .await
            .map_err(|error| error.to_string())
            .and_then(|done| done.map_err(|error| error.to_string())),
        Err(error) => Err(error.to_string()),
    };
    match tried {
        Ok(()) => Check { name: "objects", ok: true, told: format!("{place} can be written") },
        Err(error) => {
            Check { name: "objects", ok: false, told: format!("{place}: {error}; look at object_store and the s3_… settings, and at the rights of the key") }
        }
    }
}

async fn database(settings: &Settings) -> Check {
    let tried = async {
        let db = Db::open(&settings.database_url, false).await?;
        db.migrate().await?;
        let owner = has_owner(&db).await?;
        Ok::<_, crate::store::StoreError>((db.is_postgres(), owner))
    };
    match tried.await {
        Ok((postgres, owner)) => {
            let kind = if postgres { "PostgreSQL" } else { "SQLite" };
            let told = if owner {
                "reachable, up to date".into()
            } else {
                "reachable, up to date; no owner yet: magnetite setup, or the link that serve prints".to_owned()
            };
            Check { name: "database", ok: true, told: format!("{kind} {told}") }
        }
        Err(error) => Check { name: "database", ok: false, told: format!("{error}; check MAGNETITE_DATABASE_URL and that the server runs") },
    }
}

/// One line for each host that needs a certificate, from the files of the data folder; without `tls_domains` none.
async fn certificates(settings: &Settings) -> Vec<Check> {
    let Some(setting) = &settings.tls else { return Vec::new() };
    let names = async { hosts::certified(settings, &Db::open(&settings.database_url, false).await?).await };
    // Of a database that cannot be read its own line tells.
    let names = names.await.unwrap_or_else(|_| setting.domains.iter().cloned().collect());
    let now = SystemClock.now() / 1_000;
    let check = |name: &String| {
        let (ok, told) = match tls::standing(&settings.data_dir, &setting.directory, name) {
            Standing::Until(until, failed) => {
                let day = jiff::Timestamp::from_second(until).map_or_else(|_| until.to_string(), |until| until.strftime("%-d %B %Y").to_string());
                let renewal = failed.map(|why| format!("; its renewal failed: {why}")).unwrap_or_default();
                (until > now, format!("valid until {day}{renewal}"))
            }
            Standing::Failed(why) => (false, format!("no certificate: {why}; its DNS must lead here, and port 443 to this server")),
            Standing::Unasked => (true, "no certificate yet: magnetite serve gets it".into()),
        };
        Check { name: "tls", ok, told: format!("{name}: {told}") }
    };
    names.iter().map(check).collect()
}

fn network(settings: &Settings) -> Check {
    match fetcher(settings) {
        Ok(_) if settings.research.origin_overrides.is_empty() => Check { name: "research", ok: true, told: "public addresses only".into() },
        Ok(_) => Check { name: "research", ok: true, told: format!("origin overrides are on: {}", settings.research.origin_overrides) },
        Err(error) => Check { name: "research", ok: false, told: error.to_string() },
    }
}

/// Without names no site can be read, but magnets are made all the same.
async fn names() -> Check {
    match lookup_host(("example.com", 443)).await {
        Ok(_) => Check { name: "dns", ok: true, told: "names resolve".into() },
        Err(error) => Check { name: "dns", ok: true, told: format!("example.com does not resolve ({error}): sites cannot be read, magnets will be thin") },
    }
}

/// Calls the operator's model once. One that is named and does not write is no failure when it is away.
async fn writer(settings: &Settings) -> Check {
    let check = |ok, told| Check { name: "writer", ok, told };
    let (Some(llm), Some(model)) = (operator_llm(settings), &settings.llm.model) else {
        return check(true, "built-in: needs no model and no network".into());
    };
    let caller = match caller(settings) {
        Ok(caller) => caller,
        Err(error) => return check(false, error.to_string()),
    };
    let call = writer::llm::test(&Model {
        caller: &caller,
        settings: &llm,
        key: model.api_key.as_ref().map(Secret::reveal),
        private_ok: true,
        deadline: settings.llm.deadline.min(MODEL_TIME),
        tokens_left: MODEL_TOKENS,
        clock: &|| SystemClock.now(),
        random: &SystemRandom,
        heard: &|_| {},
    })
    .await;
    let name = format!("{} ({} at {})", llm.model, llm.provider.as_str(), llm.base_url.as_deref().unwrap_or(llm.provider.base_url()));
    let came = format!(
        "{}; {:.1} s, {} tokens",
        advice(call.outcome),
        Duration::from_millis(u64::try_from(call.duration_ms).unwrap_or(0)).as_secs_f64(),
        u64::from(call.tokens_in) + u64::from(call.tokens_out)
    );
    match (settings.llm.writes, call.outcome == CallOutcome::Ok) {
        (true, ok) => check(ok, format!("the model {name}: {came}{}", if ok { "" } else { "; until then the built-in writer writes" })),
        (false, _) => check(true, format!("built-in; the model {name} is set and does not write (MAGNETITE_WRITER=llm would let it): {came}")),
    }
}
