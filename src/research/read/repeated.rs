//! Finds what stands on most pages of a site: it is furniture, though its facts (phone, address, hours) still count.

use std::collections::HashMap;

use crate::model::page::{BlockKind, Dropped, Page};

/// Pages needed before repetition says anything.
const PAGES_MIN: usize = 3;

/// Marks kept blocks that stand on more than half of the pages (and at least three) as [`Dropped::Repeated`].
/// Copies of one page do not count as pages, and a page never loses more than two thirds of its text.
pub fn mark_repeated(pages: &mut [Page]) {
    let mut bodies: Vec<&str> = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for page in pages.iter() {
        if bodies.contains(&page.body_sha256.as_str()) || page.main_blocks().next().is_none() {
            continue;
        }
        bodies.push(&page.body_sha256);
        let mut texts: Vec<&str> = page.main_blocks().map(|block| block.text.as_str()).collect();
        texts.sort_unstable();
        texts.dedup();
        for text in texts {
            *seen.entry(text).or_default() += 1;
        }
    }
    if bodies.len() < PAGES_MIN {
        return;
    }
    let limit = (bodies.len() / 2 + 1).max(PAGES_MIN);
    let repeated: std::collections::HashSet<String> = seen.into_iter().filter(|(_, times)| *times >= limit).map(|(text, _)| text.to_owned()).collect();
    for page in pages {
        let all: usize = page.main_blocks().map(|block| block.text.len()).sum();
        let lost: usize = page.main_blocks().filter(|block| repeated.contains(&block.text)).map(|block| block.text.len()).sum();
        // a page that is nearly a copy of others keeps its text
        if lost * 3 > all * 2 {
            continue;
        }
        for block in &mut page.blocks {
            if block.dropped.is_none() && repeated.contains(&block.text) && !(block.kind == BlockKind::Heading && block.text.len() > 200) {
                block.dropped = Some(Dropped::Repeated);
            }
        }
    }
}
