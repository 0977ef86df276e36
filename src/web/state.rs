//! What every handler can reach.

use std::sync::Arc;

use super::counters::Counters;
use super::key_cache::KeyCache;
use super::watch::Watchers;
use crate::app::App;

#[derive(Clone)]
pub struct Web {
    pub app: Arc<App>,
    pub keys: Arc<KeyCache>,
    pub counters: Arc<Counters>,
    pub watchers: Arc<Watchers>,
}

impl Web {
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        Self { app, keys: Arc::default(), counters: Arc::default(), watchers: Arc::default() }
    }
}
