//! Layers, each with one task.

pub mod allow;
pub mod carry;
pub mod count;
pub mod drain;
pub mod hsts;
pub mod limit;
pub mod magnet_host;
pub mod pack;
pub mod panic;
pub mod problem;
pub mod proxy;
