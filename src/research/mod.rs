//! A web site in, evidence out: `research` reads it (I/O through `magnetite-fetch` alone), `analyse` judges what was read.

mod analyse;
pub mod checks;
mod crawl;
mod decode;
mod dedupe;
mod frontier;
mod guess;
mod home;
mod image_size;
pub mod ledger;
pub mod look;
pub mod mail;
mod manners;
mod outcome;
mod outcome_words;
mod palette;
mod probes;
pub mod profile;
mod provided;
pub mod read;
pub mod recheck;
mod recheck_text;
pub mod robots;
mod role_words;
mod roles;
pub mod shelf;
mod sitemap;
mod sitemaps;
pub mod technology;
pub mod technology_table;
mod unread;
pub mod urls;
mod visit;

pub use analyse::{analyse, compare};
pub use crawl::{Limits, Progress, Subject, research, research_with};
pub use unread::unread;
