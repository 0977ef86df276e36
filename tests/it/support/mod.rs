//! The test app, its clients by identity, a certificate authority, a browser, private databases, local sites to read, and visitors.

pub mod app;
pub mod authority;
pub mod browser;
pub mod client;
pub mod model;
pub mod people;
pub mod postgres;
pub mod receiver;
pub mod sites;
pub mod visitor;
