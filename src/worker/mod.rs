//! The worker: claims jobs, runs them with a lease, tries again or gives up. Knows nothing of HTTP.

pub mod alert;
pub mod chores;
pub mod deliver;
pub mod drift;
pub mod node;
pub mod retention;
pub mod runner;
pub mod sweep;
