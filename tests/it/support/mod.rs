//! The test app, its clients by identity, a browser, private databases, and local sites to read.

pub mod app;
pub mod browser;
pub mod client;
pub mod model;
pub mod people;
pub mod postgres;
pub mod receiver;
pub mod sites;
