//! What is let out, and what each kind of bad server does to a request. The servers are raw sockets on loopback, reached by an override.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bounds;
mod caller;
mod certificate;
mod control;
mod post;
mod probes;
mod server;
mod walls;
