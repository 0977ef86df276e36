//! What an element takes over from those it stands in.

use crate::model::page::{BlockKind, Dropped, Region};

/// What an element takes over from those it stands in.
#[derive(Debug, Clone, Copy)]
pub struct State {
    pub region: Region,
    pub dropped: Option<Dropped>,
    pub kind: BlockKind,
    pub hidden: bool,
    /// Inside `<main>` or `role=main`.
    pub main: bool,
    pub article: bool,
    pub link: bool,
    /// Number of the class or id hint that dropped it, from 1; 0 for none.
    pub hint: usize,
    pub form: Option<usize>,
    /// Inside `<noscript>`: shown only where scripts do not run.
    pub noscript: bool,
    /// Inside a button that is no heading.
    pub control: bool,
    /// Number of the list, table or navigation it stands in, 0 for none.
    pub group: u32,
    pub in_head: bool,
    pub svg: bool,
    /// Directly in a `<picture>` that offers webp or avif.
    pub modern_picture: bool,
}

impl State {
    pub const ROOT: State = State {
        region: Region::Body,
        dropped: None,
        kind: BlockKind::Other,
        hidden: false,
        main: false,
        article: false,
        link: false,
        hint: 0,
        form: None,
        noscript: false,
        control: false,
        group: 0,
        in_head: false,
        svg: false,
        modern_picture: false,
    };
}
