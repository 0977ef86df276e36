//! Magnetite: one POST with a prospect's data becomes one researched, sourced, personal lead magnet.
//! The rooms and the walk through them are described in `docs/ARCHITECTURE.md`.

pub mod app;
pub mod commands;
pub mod config;
pub mod generation;
pub mod mail;
pub mod model;
pub mod research;
pub mod seal;
pub mod store;
pub mod tls;
pub mod web;
pub mod worker;
pub mod writer;
