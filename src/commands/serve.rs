//! `magnetite serve`: API, pages and worker in one process, until SIGTERM or Ctrl-C.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::ServiceExt;
use axum::extract::Request;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower::Layer;
use tower::util::MapRequestLayer;

use super::open;
use crate::app::App;
use crate::config::Settings;
use crate::model::ids::random_base62;
use crate::store::setup::put_setup_link;
use crate::store::workspaces::has_owner;
use crate::web::{self, Web};
use crate::worker::{node::Node, runner};

/// How long open requests may take to end after the stop signal.
const CLOSE: Duration = Duration::from_secs(18);
/// Last uses of keys are written this often.
const FLUSH: Duration = Duration::from_secs(5);

/// # Errors
/// When the address, the folders or the database cannot be used.
pub async fn run(settings: Settings) -> anyhow::Result<()> {
    let listener = TcpListener::bind(&settings.listen).await.with_context(|| format!("cannot listen on {} (MAGNETITE_LISTEN)", settings.listen))?;
    let address = listener.local_addr()?;
    let app = open(settings).await?;
    app.set_port(address.port());
    println!("listening on http://{address}");
    if !has_owner(&app.db).await? {
        println!("set up this server: {}", setup_link(&app).await?);
    }

    let stop = CancellationToken::new();
    let working = if app.settings.workers > 0 {
        let node = Arc::new(Node::take(&app).await?);
        tokio::spawn(runner::work(app.clone(), node, stop.clone()))
    } else {
        tokio::spawn(std::future::ready(()))
    };
    tokio::spawn(cancel_on_signal(stop.clone()));

    let web = Web::new(app.clone());
    let flushing = tokio::spawn(flush_uses(web.clone(), stop.clone()));
    serve(listener, web, stop.clone()).await?;
    stop.cancel();
    working.await?;
    flushing.await?;
    app.db.close().await;
    Ok(())
}

/// Answers requests until `stop`, then lets open ones end.
///
/// # Errors
/// When the listener fails.
pub async fn serve(listener: TcpListener, web: Web, stop: CancellationToken) -> anyhow::Result<()> {
    let magnet_host = web.app.settings.magnet_host.clone();
    let rewrite = MapRequestLayer::new(move |request: Request| web::middleware::magnet_host::rewrite(magnet_host.as_deref(), request));
    let service = ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(rewrite.layer(web::router(web)));
    let closing = stop.clone();
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move { closing.cancelled().await });
    tokio::select! {
        served = async { serving.await } => served?,
        () = async { stop.cancelled().await; tokio::time::sleep(CLOSE).await } => tracing::warn!("some requests did not end in time"),
    }
    Ok(())
}

/// Makes a new one-time link; an earlier one is void.
///
/// # Errors
/// When the database cannot be written.
pub async fn setup_link(app: &App) -> anyhow::Result<String> {
    let token = random_base62(&*app.random, 32);
    put_setup_link(&app.db, &web::pages::setup::hash(&token), app.now()).await?;
    Ok(format!("{}/setup/{token}", app.public_url()))
}

async fn flush_uses(web: Web, stop: CancellationToken) {
    loop {
        let stopping = tokio::select! {
            () = stop.cancelled() => true,
            () = tokio::time::sleep(FLUSH) => false,
        };
        if let Err(error) = web.keys.flush_uses(&web.app.db).await {
            tracing::warn!(%error, "last uses of keys could not be written");
        }
        if stopping {
            return;
        }
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
