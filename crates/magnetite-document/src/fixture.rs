//! Two invented documents for tests and for looking at: a rich one and one about a site that could not be read.

#![allow(clippy::expect_used)]

use crate::tree::Document;

pub fn rich() -> Document {
    serde_json::from_str(include_str!("../assets/samples/rich.json")).expect("the sample is a document")
}

pub fn thin() -> Document {
    serde_json::from_str(include_str!("../assets/samples/thin.json")).expect("the sample is a document")
}
