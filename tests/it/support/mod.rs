//! What the tests of several rooms need.

pub mod sites;
