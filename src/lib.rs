//! Magnetite: one POST with a prospect's data becomes one researched, sourced, personal lead magnet.

pub mod model;
pub mod research;
pub mod writer;
