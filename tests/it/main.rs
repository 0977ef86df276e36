//! The one integration binary.

mod research;
mod support;
