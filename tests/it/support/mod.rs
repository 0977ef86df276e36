//! The test app, its clients by identity, and private databases.

pub mod app;
pub mod client;
pub mod postgres;
