#[path = "../../../src/research/decode/mod.rs"]
pub mod decode;
#[path = "../../../src/research/read/mod.rs"]
pub mod read;
