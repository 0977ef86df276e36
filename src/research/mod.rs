//! A web site in, evidence out: `research` reads it (I/O through `magnetite-fetch` alone), `analyse` judges what was read.

pub mod analyse;
pub mod checks;
pub mod ledger;
pub mod profile;
pub mod read;
pub mod technology;
pub mod technology_table;
