//! What an element takes over from those it stands in.

use crate::model::page::{BlockKind, Dropped, Region};

/// What an element takes over from those it stands in.
#[derive(Debug, Clone, Copy)]
pub struct State {
    pub region: Region,
    pub dropped: Option<Dropped>,
    pub kind: BlockKind,
    pub hidden: bool,
    /// Number of the outermost element that hides it, from 1; 0 for none.
    pub veil: usize,
    /// Hidden by another element inside that one.
    pub buried: bool,
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
    /// What the judge of the main text wants to know about the way down from the body.
    pub trail: Trail,
}

/// The way from the body down to an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trail {
    /// Elements around.
    pub depth: u16,
    /// Signs in class and id, see `judge/words.rs`: of the last three block elements, of all.
    pub near: [u128; 3],
    pub all: u128,
    /// Number of the innermost block element in the walk's list of holders.
    pub holder: usize,
    /// Hash of names and signs of all elements on the way: siblings of one making share it.
    pub making: u64,
    /// The innermost element that says something, see `Tag`.
    pub tag: Tag,
    /// Kinds of elements on the way, one bit for each `Tag`.
    pub tags: u32,
}

/// Elements that the judge tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    Other,
    P,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    Li,
    Td,
    Th,
    Dt,
    Dd,
    Div,
    Section,
    Article,
    Blockquote,
    Pre,
    Figure,
    Caption,
    Summary,
    Details,
    A,
    Button,
    Label,
    Ul,
    Table,
    Form,
    Custom,
    Header,
    Footer,
    Aside,
}

impl Tag {
    #[must_use]
    pub fn of(name: &str) -> Self {
        match name {
            "p" => Self::P,
            "h1" => Self::H1,
            "h2" => Self::H2,
            "h3" => Self::H3,
            "h4" => Self::H4,
            "h5" => Self::H5,
            "h6" => Self::H6,
            "li" => Self::Li,
            "td" => Self::Td,
            "th" => Self::Th,
            "dt" => Self::Dt,
            "dd" => Self::Dd,
            "div" => Self::Div,
            "section" => Self::Section,
            "article" => Self::Article,
            "blockquote" | "q" => Self::Blockquote,
            "pre" | "code" => Self::Pre,
            "figure" => Self::Figure,
            "figcaption" | "caption" => Self::Caption,
            "summary" => Self::Summary,
            "details" => Self::Details,
            "a" => Self::A,
            "button" => Self::Button,
            "label" | "legend" => Self::Label,
            "ul" | "ol" | "dl" | "menu" => Self::Ul,
            "table" => Self::Table,
            "form" => Self::Form,
            "header" => Self::Header,
            "footer" | "nav" => Self::Footer,
            "aside" => Self::Aside,
            _ if name.contains('-') => Self::Custom,
            _ => Self::Other,
        }
    }

    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }
}

impl Trail {
    const ROOT: Trail = Trail { depth: 0, near: [0; 3], all: 0, holder: 0, making: 0, tag: Tag::Other, tags: 0 };

    /// The trail one element further; `signs` of its class and id.
    #[must_use]
    pub fn step(self, name: &str, signs: u128, block: bool) -> Self {
        let mut next = self;
        next.depth = self.depth.saturating_add(1);
        let tag = Tag::of(name);
        if tag != Tag::Other {
            next.tag = tag;
        }
        next.tags |= 1 << tag.number();
        if matches!(name, "html" | "body") {
            return next;
        }
        next.all |= signs;
        let [last, second, _] = self.near;
        next.near = if block { [signs, last, second] } else { [last | signs, second, self.near[2]] };
        if block {
            let mut hash = self.making ^ 0xcbf2_9ce4_8422_2325;
            for byte in name.bytes().take(32).chain(signs.to_le_bytes()) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
            next.making = hash;
        }
        next
    }
}

impl State {
    pub const ROOT: State = State {
        region: Region::Body,
        dropped: None,
        kind: BlockKind::Other,
        hidden: false,
        veil: 0,
        buried: false,
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
        trail: Trail::ROOT,
    };
}
