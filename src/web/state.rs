//! What every handler can reach.

use std::sync::Arc;

use super::addresses::Addresses;
use super::counters::Counters;
use super::key_cache::KeyCache;
use super::limiter::Limiter;
use crate::app::App;

#[derive(Clone)]
pub struct Web {
    pub app: Arc<App>,
    pub keys: Arc<KeyCache>,
    pub counters: Arc<Counters>,
    /// Limits of those with a good key …
    pub limiter: Arc<Limiter>,
    /// … and of those without one.
    pub addresses: Arc<Addresses>,
}

impl Web {
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        Self { app, keys: Arc::default(), counters: Arc::default(), limiter: Arc::default(), addresses: Arc::default() }
    }
}
