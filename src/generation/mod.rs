//! A request is accepted here, its job walks the phases here, and the magnet is published here.

pub mod accept;
pub mod finalise;
pub mod preview;
pub mod revise;
pub mod run;
pub mod sample;
