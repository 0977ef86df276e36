//! A request is accepted here, its job walks the phases here, and the magnet is published here.

pub mod accept;
pub mod batch;
pub mod control;
pub mod domains;
pub mod draft;
pub mod dress;
pub mod drift;
pub mod finalise;
pub mod golden;
pub mod import;
pub mod links;
pub mod person;
pub mod person_data;
pub mod phrase;
pub mod preview;
pub mod revise;
pub mod run;
pub mod sample;
pub mod scrub;
pub mod shelf;
pub mod suppress;
pub mod tell;
pub mod viewed;
