//! What every handler can reach.

use std::ops::Deref;
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

/// One pointer: each layer of the router clones it at every request.
#[derive(Clone)]
pub struct Web(Arc<Shared>);

pub struct Shared {
    pub app: Arc<App>,
    pub keys: KeyCache,
    pub counters: Counters,
    reference: OnceLock<Reference>,
    pub watchers: Arc<Watchers>,
    /// Limits of those with a good key …
    pub limiter: Limiter,
    /// … and of those without one.
    pub addresses: Addresses,
    /// What readers have just asked for …
    pub readable: Readable,
    /// … who opens magnets just now …
    pub visits: Visits,
    /// … and how often the scripts of their pages may report.
    pub reporters: Addresses,
}

impl Deref for Web {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl Web {
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        Self(Arc::new(Shared {
            app,
            keys: KeyCache::default(),
            counters: Counters::default(),
            reference: OnceLock::new(),
            watchers: Arc::default(),
            limiter: Limiter::default(),
            addresses: Addresses::default(),
            readable: Readable::default(),
            visits: Visits::default(),
            reporters: Addresses::default(),
        }))
    }

    /// The reference, built at its first use: it names the address that links begin with.
    #[must_use]
    pub fn reference(&self) -> &Reference {
        self.reference.get_or_init(|| Reference::build(self.app.public_url()))
    }
}
