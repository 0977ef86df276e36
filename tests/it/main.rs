//! The one integration binary: the real server on a free port, real databases, a real fetcher on local sites.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod support;

mod accounts;
mod api;
mod api_events;
mod api_jobs;
mod api_keys;
mod api_leads;
mod api_magnet;
mod api_suppressions;
mod api_usage;
mod api_walls;
mod authentication;
mod batch;
mod brand;
mod commands;
mod corpus;
mod crash;
mod credits;
mod erase;
mod errors;
mod house;
mod import;
mod integrations;
mod jobs;
mod keys;
mod lead_list;
mod leads;
mod limits;
mod mail;
mod members;
mod offer;
mod once;
mod pages;
mod projects;
mod reference;
mod research;
mod revise;
mod sample;
mod setup;
mod store;
mod store_accounts;
mod template;
mod usage;
mod walls;
