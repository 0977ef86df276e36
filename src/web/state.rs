//! What every handler can reach.

use std::sync::{Arc, OnceLock};

use super::addresses::Addresses;
use super::api::reference::Reference;
use super::counters::Counters;
use super::key_cache::KeyCache;
use super::limiter::Limiter;
use super::pages::readable::Readable;
use super::visits::Visits;
use super::watch::Watchers;
use crate::app::App;

#[derive(Clone)]
pub struct Web {
    pub app: Arc<App>,
    pub keys: Arc<KeyCache>,
    pub counters: Arc<Counters>,
    reference: Arc<OnceLock<Reference>>,
    pub watchers: Arc<Watchers>,
    /// Limits of those with a good key …
    pub limiter: Arc<Limiter>,
    /// … and of those without one.
    pub addresses: Arc<Addresses>,
    /// What readers have just asked for …
    pub readable: Arc<Readable>,
    /// … who opens magnets just now …
    pub visits: Arc<Visits>,
    /// … and how often the scripts of their pages may report.
    pub reporters: Arc<Addresses>,
}

impl Web {
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        Self {
            app,
            keys: Arc::default(),
            counters: Arc::default(),
            watchers: Arc::default(),
            reference: Arc::default(),
            limiter: Arc::default(),
            addresses: Arc::default(),
            readable: Arc::default(),
            visits: Arc::default(),
            reporters: Arc::default(),
        }
    }

    /// The reference, built at its first use: it names the address that links begin with.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        self.reference.get_or_init(|| Reference::build(self.app.public_url()))
    }
}
