//! A web site in, evidence out: `research` reads it (I/O through `magnetite-fetch` alone), `analyse` judges what was read.

mod analyse;
pub mod checks;
mod crawl;
mod decode;
mod dedupe;
mod frontier;
mod home;
pub mod hostile;
mod image_size;
pub mod ledger;
pub mod look;
mod outcome;
mod palette;
mod probes;
pub mod profile;
pub mod read;
pub mod robots;
mod role_words;
mod roles;
mod sitemap;
pub mod technology;
pub mod technology_table;
pub mod urls;
mod visit;

pub use analyse::analyse;
pub use crawl::{Limits, Progress, Subject, research};
