//! The sentence library in French.

mod access;
mod email;
mod enquiry;
mod frame;
mod reach;
mod search;
mod speed;
mod thin;
mod trust;

use super::Library;
use crate::model::told::Language;

pub static LIBRARY: Library = Library {
    language: Language::French,
    frame: &frame::FRAME,
    thin: &thin::THIN,
    checks: [reach::CHECKS, search::CHECKS, speed::CHECKS, access::CHECKS, trust::CHECKS, email::CHECKS, enquiry::CHECKS],
};
