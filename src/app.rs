//! The shared handle: settings, store, clock, randomness, the way out, and the signal that wakes the worker.

pub mod hosts;

use std::sync::Arc;
use std::sync::OnceLock;

use magnetite_fetch::{Caller, Fetcher, PostSettings, Poster, Settings as FetchSettings};
use tokio::sync::Notify;

use self::hosts::Hosts;
use crate::config::{ObjectStore, Secret, Settings};
use crate::generation::accept::AcceptQueue;
use crate::mail::{MailError, Mailer};
use crate::model::base_rates::BaseRates;
use crate::model::ids::{LeadId, ProjectId, Random};
use crate::model::llm::{LlmSettings, Provider};
use crate::model::webhook;
use crate::seal::{SealError, Sealer};
use crate::store::objects::{Access, Bucket, Disk, Objects, Place};
use crate::store::{Db, StoreError, Tx, rate_windows};

/// Where instants come from: the system's clock, or a test's.
pub trait Clock: Send + Sync {
    /// Epoch milliseconds.
    fn now(&self) -> i64;
}

pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }
}

pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        rand::fill(bytes);
    }
}

/// Rung after a commit, for those in this process who wait for its effects. Others look by themselves now and then.
#[derive(Debug, Clone, Default)]
pub struct Bells {
    /// A job may be waiting.
    pub jobs: Arc<Notify>,
    /// A delivery may be due.
    pub deliveries: Arc<Notify>,
    /// A job or an event may have changed; for those who watch.
    pub changes: Arc<Notify>,
}

impl Bells {
    pub fn ring(&self) {
        self.jobs.notify_one();
        self.deliveries.notify_one();
        self.changes.notify_waiters();
    }
}

pub struct App {
    pub settings: Settings,
    pub db: Db,
    /// For what is counted at every request.
    pub light: Db,
    pub objects: Objects,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub fetcher: Fetcher,
    /// The way out for webhooks.
    pub poster: Poster,
    /// The way out to language models.
    pub caller: Arc<Caller>,
    pub bells: Bells,
    pub accept: AcceptQueue,
    /// Seals what must be read back, with the master key.
    pub sealer: Sealer,
    /// Where the operator has set a mail server.
    pub mailer: Option<Mailer>,
    /// Public figures that documents quote.
    pub base_rates: Arc<BaseRates>,
    /// Verified domains of projects.
    pub hosts: Hosts,
    /// Set once the address in use is known.
    public_url: OnceLock<String>,
    public_host: OnceLock<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum AppError {
    #[error("cannot open the database: {0}")]
    Database(StoreError),
    #[error("cannot open limits.db in the data folder: {0}")]
    Light(StoreError),
    #[error("cannot use the object store: {0}")]
    Objects(StoreError),
    #[error("cannot use the data folder {0}: {1}")]
    DataDir(String, std::io::Error),
    #[error("cannot use the master key: {0}")]
    MasterKey(#[from] SealError),
    #[error(transparent)]
    Mail(#[from] MailError),
    #[error("cannot use base_rates_file {0}: {1}")]
    BaseRates(String, String),
    #[error("{0}")]
    Fetch(String),
}

impl App {
    /// Opens folders and database and brings the database up to date.
    ///
    /// # Errors
    /// One sentence that says what cannot be used.
    pub async fn open(settings: Settings) -> Result<Arc<Self>, AppError> {
        Self::open_with(settings, Arc::new(SystemClock), Arc::new(SystemRandom), false).await
    }

    /// Like [`App::open`], with a clock and randomness of the caller's, and a record of all statements on request.
    pub async fn open_with(settings: Settings, clock: Arc<dyn Clock>, random: Arc<dyn Random>, record: bool) -> Result<Arc<Self>, AppError> {
        std::fs::create_dir_all(&settings.data_dir).map_err(|error| AppError::DataDir(settings.data_dir.display().to_string(), error))?;
        let (fetcher, poster, caller) = (fetcher(&settings)?, poster(&settings)?, Arc::new(caller(&settings)?));
        let base_rates = Arc::new(base_rates(&settings)?);
        let sealer = Sealer::open(settings.master_key.as_ref().map(Secret::reveal), &settings.data_dir, &*random)?;
        let mailer = settings.smtp_url.as_ref().map(|url| Mailer::open(url.reveal(), settings.smtp_from.as_deref())).transpose()?;
        let db = Db::open(&settings.database_url, record).await.map_err(AppError::Database)?;
        db.migrate().await.map_err(AppError::Database)?;
        let light = db.open_light(&settings.data_dir.join("limits.db"), rate_windows::SCHEMA).await.map_err(AppError::Light)?;
        let objects = objects(&settings.objects).map_err(AppError::Objects)?;
        let bells = Bells::default();
        let hosts = Hosts::default();
        hosts.refresh(&db).await.map_err(AppError::Database)?;
        let accept = AcceptQueue::start(db.clone(), random.clone(), bells.clone());
        Ok(Arc::new(Self {
            settings,
            db,
            light,
            objects,
            clock,
            random,
            fetcher,
            poster,
            caller,
            bells,
            accept,
            sealer,
            mailer,
            base_rates,
            hosts,
            public_url: OnceLock::new(),
            public_host: OnceLock::new(),
        }))
    }

    /// Tells the port that is listened on, for links where no public URL is set.
    pub fn set_port(&self, port: u16) {
        if self.settings.public_url.is_none() {
            let _ = self.public_url.set(format!("http://localhost:{port}"));
        }
    }

    /// What links begin with, without a trailing slash.
    #[must_use]
    pub fn public_url(&self) -> &str {
        match (&self.settings.public_url, self.public_url.get()) {
            (Some(url), _) => url,
            (None, Some(url)) => url,
            (None, None) => "http://localhost:8080",
        }
    }

    /// Address of a magnet's page: the project's own domain, else the workspace's magnet host, else a path of the server's.
    #[must_use]
    pub fn magnet_url(&self, workspace: &str, project: &ProjectId, lead: &LeadId) -> String {
        format!("{}/{lead}", self.magnet_base(workspace, project))
    }

    /// What the addresses of a project's magnets begin with, without a trailing slash.
    #[must_use]
    pub fn magnet_base(&self, workspace: &str, project: &ProjectId) -> String {
        match (self.hosts.main_of(project), &self.settings.magnet_host) {
            (Some(host), _) => format!("https://{host}"),
            (None, Some(host)) => format!("https://{workspace}.{host}"),
            (None, None) => format!("{}/go/{workspace}", self.public_url()),
        }
    }

    /// The host that people reach this server on, in lower case, without a port.
    #[must_use]
    pub fn public_host(&self) -> &str {
        let read = || url::Url::parse(self.public_url()).ok()?.host_str().map(str::to_ascii_lowercase);
        self.public_host.get_or_init(|| read().unwrap_or_default())
    }

    /// Checks the address of a webhook endpoint as the settings want it; returns it as it is requested.
    ///
    /// # Errors
    /// A sentence for the field.
    pub fn webhook_url(&self, text: &str) -> Result<String, &'static str> {
        webhook::parse_url(text, self.settings.webhook_allow_private, magnetite_fetch::is_public_host)
    }

    /// Checks the address of a project's model as the settings want it; returns it as it is called, without a slash at the end.
    ///
    /// # Errors
    /// A sentence for the field.
    pub fn model_url(&self, text: &str) -> Result<String, &'static str> {
        let url = webhook::parse_url(text, self.settings.llm.allow_private, magnetite_fetch::is_public_host)?;
        if url.contains('?') { Err("must not have a query (?…)") } else { Ok(url.trim_end_matches('/').to_owned()) }
    }

    /// Commits, and rings for those who wait for the effects.
    ///
    /// # Errors
    /// When the database cannot commit.
    pub async fn commit(&self, tx: Tx) -> Result<(), StoreError> {
        tx.commit().await?;
        self.bells.ring();
        Ok(())
    }

    #[must_use]
    pub fn now(&self) -> i64 {
        self.clock.now()
    }
}

/// The way out as the settings want it; used without an [`App`] by `magnetite generate`.
///
/// # Errors
/// Names the setting that cannot be used.
pub fn fetcher(settings: &Settings) -> Result<Fetcher, AppError> {
    let research = &settings.research;
    let overrides = research.origin_overrides.parse().map_err(|error| AppError::Fetch(format!("MAGNETITE_RESEARCH_ORIGIN_OVERRIDES: {error}")))?;
    let dns = research.dns.parse().map_err(|error| AppError::Fetch(format!("MAGNETITE_RESEARCH_DNS: {error}")))?;
    let control = research.control_url.clone();
    let bot = settings.public_url.as_deref().unwrap_or("http://localhost:8080");
    let user_agent = research.user_agent.clone().unwrap_or_else(|| format!("MagnetiteBot/{} (+{bot}/bot)", env!("CARGO_PKG_VERSION")));
    Fetcher::new(FetchSettings { user_agent, overrides, dns, control, max_bytes: research.max_bytes, pace: research.pace, ..FetchSettings::default() })
        .map_err(|error| AppError::Fetch(format!("the HTTP client cannot start: {error}")))
}

/// The public figures as the settings want them; used without an [`App`] by `magnetite generate`.
///
/// # Errors
/// Names the file and what is wrong with it.
pub fn base_rates(settings: &Settings) -> Result<BaseRates, AppError> {
    let Some(path) = &settings.research.base_rates_file else { return Ok(BaseRates::built_in().clone()) };
    let wrong = |why: String| AppError::BaseRates(path.display().to_string(), why);
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    BaseRates::parse(&text).map_err(wrong)
}

/// How requests that are not for a prospect's site name themselves.
fn user_agent(settings: &Settings) -> String {
    let about = settings.public_url.as_deref().map(|url| format!(" (+{url})")).unwrap_or_default();
    format!("Magnetite/{}{about}", env!("CARGO_PKG_VERSION"))
}

/// The way out to language models; used without an [`App`] by `magnetite generate` and `doctor`.
///
/// # Errors
/// When the client cannot start.
pub fn caller(settings: &Settings) -> Result<Caller, AppError> {
    Caller::new(user_agent(settings)).map_err(|error| AppError::Fetch(format!("the HTTP client for models cannot start: {error}")))
}

/// The operator's model, whether or not it is to write; `None` where none is named.
#[must_use]
pub fn operator_llm(settings: &Settings) -> Option<LlmSettings> {
    let model = settings.llm.model.as_ref()?;
    Some(LlmSettings {
        provider: Provider::of(&model.provider)?,
        base_url: model.base_url.clone(),
        model: model.name.clone(),
        price_in: model.price_in,
        price_out: model.price_out,
        job_tokens_max: model.job_tokens_max,
        month_cost_max: model.month_cost_max,
    })
}

fn poster(settings: &Settings) -> Result<Poster, AppError> {
    let user_agent = user_agent(settings);
    Poster::new(PostSettings { user_agent, allow_private: settings.webhook_allow_private, deadline: settings.webhook_timeout })
        .map_err(|error| AppError::Fetch(format!("the HTTP client for webhooks cannot start: {error}")))
}

/// The place of artefacts. A bucket is not spoken to before it is needed.
///
/// # Errors
/// When the folder cannot be made, or bucket and endpoint make no address.
pub fn objects(settings: &ObjectStore) -> Result<Objects, StoreError> {
    let place = match &settings.bucket {
        None => Place::Disk(Disk::open(&settings.folder)?),
        Some(s3) => Place::Bucket(Bucket::open(&Access {
            bucket: s3.bucket.clone(),
            prefix: s3.prefix.clone(),
            endpoint: s3.endpoint.clone(),
            region: s3.region.clone(),
            key_id: s3.access_key_id.clone(),
            secret: s3.secret_access_key.as_ref().map(|secret| secret.reveal().to_owned()),
        })?),
    };
    Ok(Objects::new(place, settings.memory))
}
