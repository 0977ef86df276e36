//! `magnetite serve`: API, pages and worker in one process, until SIGTERM or Ctrl-C.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::middleware::from_fn;
use clap::Args;
use serde_json::json;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::open;
use crate::app::{App, hosts};
use crate::config::{self, Settings};
use crate::model::ids::random_base62;
use crate::store::Db;
use crate::store::setup::put_setup_link;
use crate::store::workspaces::has_owner;
use crate::tls::{self, Tls};
use crate::web::listen::Front;
use crate::web::middleware::{hsts, magnet_host::HostRules};
use crate::web::{self, Web};
use crate::worker::{node::Node, runner};

/// How long open requests may take to end after the stop signal.
const CLOSE: Duration = Duration::from_secs(15);
/// Counts and last uses of keys are written this often.
const FLUSH: Duration = Duration::from_secs(2);
const FLUSH_TIME: Duration = Duration::from_secs(1);
/// How long a normal stop waits for the last counts.
const LAST_FLUSH: Duration = Duration::from_secs(10);

#[derive(Debug, Default, Args)]
#[command(after_help = "Example:\n  magnetite serve --listen 127.0.0.1:8080")]
pub struct Serve {
    /// One JSON object on standard output instead of lines.
    #[arg(long)]
    json: bool,
}

impl Serve {
    /// # Errors
    /// When the address, the folders or the database cannot be used.
    pub async fn run(self, settings: Settings) -> anyhow::Result<()> {
        let listener = TcpListener::bind(&settings.listen).await.with_context(|| format!("cannot listen on {} (MAGNETITE_LISTEN)", settings.listen))?;
        let address = listener.local_addr()?;
        let plain = match settings.tls.as_ref().and_then(|tls| tls.redirect.as_ref()) {
            Some(redirect) => Some(TcpListener::bind(redirect).await.with_context(|| format!("cannot listen on {redirect} (MAGNETITE_TLS_REDIRECT)"))?),
            None => None,
        };
        let app = open(settings).await?;
        app.set_port(address.port());
        let tls = app.settings.tls.as_ref().map(|tls| Tls::open(&app.settings.data_dir, authority(tls))).transpose()?;
        let scheme = if tls.is_some() { "https" } else { "http" };
        let link = if has_owner(&app.db).await? { None } else { Some(setup_link(&app).await?) };
        if self.json {
            say!("{}", json!({"listening": format!("{scheme}://{address}"), "setupLink": link}));
        } else {
            say!("listening on {scheme}://{address}");
            if let Some(link) = link {
                say!("set up this server: {link}");
            }
        }

        let stop = CancellationToken::new();
        let working = if app.settings.workers > 0 {
            let node = Arc::new(Node::take(&app).await?);
            tokio::spawn(runner::work(app.clone(), node, stop.clone()))
        } else {
            tokio::spawn(std::future::ready(()))
        };
        tokio::spawn(cancel_on_signal(stop.clone()));
        tokio::spawn(hosts::follow(app.clone(), stop.clone()));
        if let Some(tls) = &tls {
            tokio::spawn(keep_certificates(tls.clone(), app.clone(), stop.clone()));
            if let Some(plain) = plain {
                let front = Front { hosts: None, proxies: Arc::from([]), tls: None };
                tokio::spawn(web::listen::serve(plain, web::redirect::router(tls.clone()), front, stop.clone(), CLOSE));
            }
        }

        let web = Web::new(app.clone());
        let flushing = tokio::spawn(flush_often(web.clone(), stop.clone()));
        serve_by(tls, listener, web.clone(), stop.clone()).await;
        stop.cancel();
        working.await?;
        // Not before the last request has ended.
        let last = async {
            flushing.await?;
            flush(&web).await;
            anyhow::Ok(())
        };
        match tokio::time::timeout(LAST_FLUSH, last).await {
            Ok(flushed) => flushed?,
            Err(_) => tracing::error!("the last counts of requests could not be written in time"),
        }
        close(&app.db).await;
        Ok(())
    }
}

/// Closes the database; one that does not answer is left to itself.
pub(super) async fn close(db: &Db) {
    if tokio::time::timeout(Duration::from_secs(1), db.close()).await.is_err() {
        tracing::warn!("the database could not be closed in time");
    }
}

/// Answers requests by plain http until `stop`, then lets open ones end.
pub async fn serve(listener: TcpListener, web: Web, stop: CancellationToken) {
    serve_by(None, listener, web, stop).await;
}

async fn serve_by(tls: Option<Arc<Tls>>, listener: TcpListener, web: Web, stop: CancellationToken) {
    let proxies = web.app.settings.trusted_proxies.clone().into();
    let hosts = Some(HostRules(web.app.clone()));
    let secure = tls.is_some() || web.app.public_url().starts_with("https://");
    let router = web::router(web);
    let router = if secure { router.layer(from_fn(hsts::tell)) } else { router };
    web::listen::serve(listener, router, Front { hosts, proxies, tls }, stop, CLOSE).await;
}

fn authority(tls: &config::Tls) -> tls::Authority {
    tls::Authority { directory: tls.directory.clone(), contact: tls.contact.clone(), roots: tls.roots.clone() }
}

async fn keep_certificates(tls: Arc<Tls>, app: Arc<App>, stop: CancellationToken) {
    tls::keep(tls, || hosts::certified(&app.settings, &app.db), stop).await;
}

/// Makes a new one-time link; an earlier one is void.
///
/// # Errors
/// When the database cannot be written.
pub async fn setup_link(app: &App) -> anyhow::Result<String> {
    let token = random_base62(&*app.random, 32);
    put_setup_link(&app.db, &web::dashboard::cookie::hash(&token), app.now()).await?;
    Ok(format!("{}/setup/{token}", app.public_url()))
}

async fn flush_often(web: Web, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(FLUSH) => flush(&web).await,
        }
    }
}

async fn flush(web: &Web) {
    match tokio::time::timeout(FLUSH_TIME, web.keys.flush_uses(&web.app.db)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "last uses of keys could not be written"),
        Err(_) => tracing::warn!("last uses of keys could not be written in time"),
    }
    // Never broken off: a commit that was under way would be counted twice.
    if let Err(error) = web.counters.flush(&web.app).await {
        tracing::warn!(%error, "counts of requests could not be written; they are kept for the next time");
    }
}

/// SIGTERM or Ctrl-C.
pub async fn cancel_on_signal(stop: CancellationToken) {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = terminated => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    tracing::info!("stopping");
    stop.cancel();
}
