//! All pages of the documentation: the guides, the reference by tag, and the map of both.

use serde_json::Value;

use super::guides::{GUIDES, Part};
use super::{fill, markdown, operations};

/// Slug of the first page.
pub const INDEX: &str = "index";

pub struct Site {
    pages: Vec<Page>,
    /// `/llms.txt`.
    pub map: String,
}

pub struct Page {
    /// `status`, `reference/leads`: the address after `/docs/`.
    pub slug: String,
    pub part: Part,
    pub title: String,
    /// First paragraph, as plain text.
    pub summary: String,
    pub markdown: String,
    pub html: String,
    /// Second-level headings: id, text.
    pub headings: Vec<(String, String)>,
    /// Class and name of the languages that its code can be read in.
    pub languages: Vec<(&'static str, &'static str)>,
}

/// One part of the list of pages.
pub struct Group<'a> {
    pub title: &'static str,
    pub links: Vec<Link<'a>>,
}

pub struct Link<'a> {
    pub href: String,
    pub label: &'a str,
    pub here: bool,
}

impl Site {
    /// `public_url`: what links begin with, without a trailing slash.
    #[must_use]
    pub fn build(document: &Value, public_url: &str) -> Self {
        let mut pages: Vec<Page> = GUIDES.iter().map(|guide| page(guide.slug.to_owned(), guide.part, fill::guide(guide.text, document, public_url))).collect();
        for (slug, text) in operations::pages(document) {
            pages.push(page(slug, Part::Reference, text));
        }
        let index = page(INDEX.to_owned(), Part::Start, map("Documentation", &pages, ""));
        let llms = map("Magnetite", &pages, &format!("{public_url}/docs/"));
        pages.insert(0, index);
        Self { pages, map: llms }
    }

    #[must_use]
    pub fn page(&self, slug: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.slug == slug)
    }

    /// The list of pages beside the page `here`.
    #[must_use]
    pub fn groups(&self, here: &str) -> Vec<Group<'_>> {
        Part::ALL
            .iter()
            .map(|part| Group {
                title: part.title(),
                links: self
                    .pages
                    .iter()
                    .filter(|page| page.part == *part)
                    .map(|page| Link { href: page.href(), label: &page.title, here: page.slug == here })
                    .collect(),
            })
            .collect()
    }
}

impl Page {
    #[must_use]
    pub fn href(&self) -> String {
        if self.slug == INDEX { "/docs".to_owned() } else { format!("/docs/{}", self.slug) }
    }
}

fn page(slug: String, part: Part, markdown: String) -> Page {
    let rendered = markdown::render(&markdown, &slug);
    let mut blocks = markdown.split("\n\n").map(str::trim);
    let title = blocks.next().unwrap_or_default().trim_start_matches("# ").to_owned();
    let summary =
        blocks.next().unwrap_or_default().trim_start_matches("> ").replace('`', "").replace('\n', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    Page { slug, part, title, summary, html: rendered.html, headings: rendered.headings, languages: rendered.languages, markdown }
}

/// A heading, a sentence, and a list of links with what each page is about. `base`: what stands before the pages' names.
fn map(heading: &str, pages: &[Page], base: &str) -> String {
    let mut text = format!(
        "# {heading}\n\n> One request with a person's data becomes one researched, sourced, personal lead magnet. \
        These pages say how to send people, how to be told of what happened, and what each operation takes and answers. Each page is there as Markdown: add `.md` to its address.\n",
    );
    for part in Part::ALL {
        text.push_str(&format!("\n## {}\n\n", part.title()));
        for page in pages.iter().filter(|page| page.part == part) {
            text.push_str(&format!("- [{}]({base}{}.md): {}\n", page.title, page.slug, page.summary));
        }
        if part == Part::Reference {
            let origin = base.strip_suffix("docs/").unwrap_or("/");
            text.push_str(&format!("- [OpenAPI document]({origin}api/openapi.json): the whole API for programs (OpenAPI 3.1)\n"));
        }
    }
    text
}
