#[path = "../../../src/model/page.rs"]
pub mod page;
