//! The one integration binary: the real server on a free port, real databases, a real fetcher on local sites.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

mod accounts;
mod api;
mod authentication;
mod brand;
mod commands;
mod corpus;
mod crash;
mod delivery_log;
mod erase;
mod errors;
mod house;
mod import;
mod jobs;
mod keys;
mod lead_list;
mod leads;
mod mail;
mod members;
mod offer;
mod pages;
mod projects;
mod research;
mod revise;
mod sample;
mod setup;
mod store;
mod store_accounts;
mod template;
mod usage;
mod viewed;
mod walls;
mod webhook_document;
mod webhook_pages;
mod webhooks;
