//! The test app, its clients by identity, private databases, and local sites to read.

pub mod app;
pub mod client;
pub mod postgres;
pub mod sites;
