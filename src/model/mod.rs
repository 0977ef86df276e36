//! The nouns of the program and their rules. No I/O, no async, nothing of ours is imported here.

pub mod api_key;
pub mod blueprint;
pub mod brand;
pub mod color;
pub mod dossier;
pub mod event;
pub mod evidence;
pub mod example;
pub mod finding;
pub mod first;
pub mod ids;
pub mod job;
pub mod lead;
pub mod membership;
pub mod offer;
pub mod page;
pub mod password;
pub mod profile;
pub mod project;
pub mod role;
pub mod schema;
pub mod second_factor;
pub mod site_draft;
pub mod throttle;
pub mod token;
pub mod usage;
