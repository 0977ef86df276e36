//! The typesetter behind PDF and share image: Typst with our own templates, fonts and one data file, all in memory. Next: [`world`].

pub mod image;
pub mod pdf;
mod world;
