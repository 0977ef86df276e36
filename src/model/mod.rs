//! The nouns of the program and their rules. No I/O, no async, nothing of ours is imported here.

pub mod blueprint;
pub mod dossier;
pub mod evidence;
pub mod finding;
pub mod lead;
pub mod offer;
pub mod page;
pub mod profile;
