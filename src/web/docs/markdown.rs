//! Markdown → HTML for the docs: headings that can be linked to, tables that scroll, and code in several languages behind one choice.

use std::iter::Peekable;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

pub struct Rendered {
    pub html: String,
    /// Second-level headings: id, text.
    pub headings: Vec<(String, String)>,
    /// Class and name of the languages of grouped code.
    pub languages: Vec<(&'static str, &'static str)>,
}

/// First word of a fence → class and name. Fences in several of these, one after another, are a group.
const LANGUAGES: [(&str, &str, &str); 6] = [
    ("curl", "curl", "curl"),
    ("js", "javascript", "JavaScript"),
    ("python", "python", "Python"),
    ("php", "php", "PHP"),
    ("go", "go", "Go"),
    ("rust", "rust", "Rust"),
];

/// `slug`: of the page, which relative links start from.
#[must_use]
pub fn render(text: &str, slug: &str) -> Rendered {
    let mut events = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES).peekable();
    let mut rendered = Rendered { html: String::new(), headings: Vec::new(), languages: Vec::new() };
    let mut out: Vec<Event> = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                let inner: Vec<Event> = events.by_ref().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_)))).collect();
                let words = plain(&inner);
                let id = id.map_or_else(|| slugged(&words), |id| id.to_string());
                out.push(markup(format!("<{level} id=\"{}\"><a class=\"anchor\" href=\"#{}\">", escape(&id), escape(&id))));
                out.extend(inner);
                out.push(markup(format!("</a></{level}>\n")));
                if level == HeadingLevel::H2 {
                    rendered.headings.push((id, words));
                }
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let blocks = code_blocks(&kind, &mut events);
                out.push(markup(code(&blocks, &mut rendered.languages)));
            }
            Event::Start(Tag::Table(columns)) => {
                out.push(markup("<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">".into()));
                out.push(Event::Start(Tag::Table(columns)));
            }
            Event::End(TagEnd::Table) => out.extend([Event::End(TagEnd::Table), markup("</div>\n".into())]),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = target(&dest_url, slug).into();
                out.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            // Our texts have no HTML: what looks like it is meant as it stands.
            Event::Html(text) | Event::InlineHtml(text) => out.push(Event::Text(text)),
            event => out.push(event),
        }
    }
    html::push_html(&mut rendered.html, out.into_iter());
    // Markdown has no table without a head; one without words is none to whoever listens.
    rendered.html = rendered.html.replace("<thead><tr><th></th><th></th></tr></thead>", "").replace("<th></th>", "<td></td>");
    rendered
}

/// One fence: its info string and text.
struct Block {
    info: String,
    text: String,
}

impl Block {
    fn language(&self) -> Option<(&'static str, &'static str)> {
        let first = self.info.split_whitespace().next().unwrap_or_default();
        LANGUAGES.iter().find(|(word, ..)| *word == first).map(|(_, class, name)| (*class, *name))
    }

    fn file(&self) -> Option<&str> {
        self.info.split_whitespace().find_map(|word| word.strip_prefix("file="))
    }
}

/// This code block and those that follow it at once, as long as each is in another of the [`LANGUAGES`].
fn code_blocks<'a>(kind: &CodeBlockKind, events: &mut Peekable<impl Iterator<Item = Event<'a>>>) -> Vec<Block> {
    let mut blocks = vec![block(kind, events)];
    while blocks.iter().all(|block| block.language().is_some())
        && let Some(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))) = events.peek()
    {
        let next = Block { info: info.to_string(), text: String::new() };
        if next.language().is_none() || blocks.iter().any(|block| block.language() == next.language()) {
            break;
        }
        events.next();
        blocks.push(block(&CodeBlockKind::Fenced(next.info.into()), events));
    }
    blocks
}

fn block<'a>(kind: &CodeBlockKind, events: &mut impl Iterator<Item = Event<'a>>) -> Block {
    let info = match kind {
        CodeBlockKind::Fenced(info) => info.to_string(),
        CodeBlockKind::Indented => String::new(),
    };
    let inner: Vec<Event> = events.take_while(|event| !matches!(event, Event::End(TagEnd::CodeBlock))).collect();
    Block { info, text: plain(&inner) }
}

fn code(blocks: &[Block], languages: &mut Vec<(&'static str, &'static str)>) -> String {
    let grouped = blocks.len() > 1;
    let mut html = String::new();
    for block in blocks {
        let language = block.language();
        let caption = match (language.filter(|_| grouped), block.file()) {
            (Some((_, name)), Some(file)) => format!("{name} · {file}"),
            (Some((_, name)), None) => name.to_owned(),
            (None, file) => file.unwrap_or_default().to_owned(),
        };
        let caption = if caption.is_empty() { caption } else { format!("<p class=\"caption\">{}</p>", escape(&caption)) };
        let class = language.filter(|_| grouped).map_or_else(String::new, |(class, _)| format!(" lang lang-{class}"));
        html.push_str(&format!("<div class=\"sample{class}\">{caption}<pre class=\"block\"><code>{}</code></pre></div>\n", escape(&block.text)));
        if let Some(language) = language.filter(|language| grouped && !languages.contains(language)) {
            languages.push(language);
        }
    }
    if grouped { format!("<div class=\"languages\">\n{html}</div>\n") } else { html }
}

/// Where a link leads on the pages: `status.md#wait` on the page `webhooks` is `/docs/status#wait`.
fn target(link: &str, slug: &str) -> String {
    let (path, anchor) = link.split_once('#').map_or((link, String::new()), |(path, anchor)| (path, format!("#{anchor}")));
    let Some(path) = path.strip_suffix(".md").filter(|path| !path.contains("://")) else { return link.to_owned() };
    let mut parts: Vec<&str> = slug.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    let page = parts.join("/");
    if page == super::site::INDEX { format!("/docs{anchor}") } else { format!("/docs/{page}{anchor}") }
}

fn plain(events: &[Event]) -> String {
    events.iter().filter_map(|event| if let Event::Text(text) | Event::Code(text) = event { Some(text.as_ref()) } else { None }).collect()
}

/// `Your first magnet` → `your-first-magnet`.
fn slugged(words: &str) -> String {
    let kept: String = words.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join("-")
}

fn markup<'a>(html: String) -> Event<'a> {
    Event::Html(html.into())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::{render, target};

    #[test]
    fn links_between_texts_become_links_between_pages() {
        assert_eq!(target("status.md#wait", "webhooks"), "/docs/status#wait");
        assert_eq!(target("../errors.md", "reference/leads"), "/docs/errors");
        assert_eq!(target("reference/leads.md", "index"), "/docs/reference/leads");
        assert_eq!(target("../index.md#start", "reference/leads"), "/docs#start");
        assert_eq!(target("https://example.com/a.md", "webhooks"), "https://example.com/a.md");
    }

    #[test]
    fn code_in_several_languages_is_one_group_and_other_code_stands_alone() {
        let page = render("# A & b\n\n```curl\none\n```\n```js file=two.mjs\n<two>\n```\n\ntext\n\n```js\nthree\n```\n\n## It's `x`\n", "a");
        assert_eq!(page.languages, [("curl", "curl"), ("javascript", "JavaScript")]);
        assert_eq!(page.headings, [("it-s-x".to_owned(), "It's x".to_owned())]);
        assert!(page.html.contains("<p class=\"caption\">JavaScript · two.mjs</p><pre class=\"block\"><code>&lt;two&gt;\n</code></pre>"), "{}", page.html);
        assert_eq!((page.html.matches("class=\"languages\"").count(), page.html.matches("class=\"sample\"").count()), (1, 1));
    }
}
