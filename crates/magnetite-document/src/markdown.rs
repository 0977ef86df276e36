//! The document as Markdown (CommonMark with footnotes and pipe tables, as GitHub reads them): the same words as the page, sources as footnotes.

use crate::tree::Document;
use crate::view::tools::{Calculator, Input, Outcome, SwipeItem};
use crate::view::{Finding, Item, Note, ScoreLine, Section, Source, Span, View};

/// The full text. Every part of the document is escaped, so that none of it can act as markup.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let view = View::of(document);
    let mut out = Lines::default();
    out.block(&format!("# {}", escape(&view.title)));
    out.block(&escape(&view.subtitle));
    let mut by_line = vec![escape(&view.kind)];
    if !view.reader.is_empty() {
        by_line.push(format!("{} {}", view.words.prepared_for, escape(&view.reader.join(view.words.comma))));
    }
    let sender: Vec<&str> = [&view.sender.name, &view.sender.company].into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    by_line.push(format!("{} {}", view.words.prepared_by, escape(&sender.join(view.words.comma))));
    by_line.push(escape(&view.date));
    by_line.retain(|part| !part.is_empty());
    out.block(&by_line.join(" · "));
    for notice in &view.notices {
        out.block(&format!("> **{}{}** {}", escape(&notice.heading), view.words.stop, escape(&notice.text)));
    }
    for section in view.sections.iter().chain(&view.appendix) {
        self::section(&mut out, section, &view);
    }
    let contact: Vec<String> =
        [view.sender.url.as_ref(), view.sender.email.as_ref()].into_iter().flatten().map(|address| link(&address.text, &address.href)).collect();
    if !contact.is_empty() {
        out.block("* * *");
        out.block(&contact.join(" · "));
    }
    if let Some(brand) = &view.brand {
        out.block(&escape(&brand.footer.join(" ")));
        out.block(&brand.links.iter().map(|address| link(&address.text, &address.href)).collect::<Vec<_>>().join(" · "));
    }
    if !view.notes.is_empty() {
        out.block(&format!("## {}", view.words.sources));
        for note in &view.notes {
            out.block(&footnote(note, &view));
        }
    }
    out.text
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// One block and an empty line before it; nothing for an empty block.
    fn block(&mut self, block: &str) {
        if block.trim().is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        // Spaces at the start would be an indent.
        self.text.push_str(block.trim());
        self.text.push('\n');
    }
}

fn section(out: &mut Lines, section: &Section, view: &View) {
    out.block(&format!("## {}", escape(&section.heading)));
    for item in &section.blocks {
        match item {
            Item::Paragraph { text } => out.block(&spans(text)),
            Item::Quote { text, attribution, note } => out.block(&format!("> {}\n>\n> {}{}", escape(text), escape(attribution), spans(note))),
            Item::Score { overall, areas } => {
                out.block(&format!("**{}**", score(overall, view)));
                out.block(&areas.iter().map(|line| format!("- {}", score(line, view))).collect::<Vec<_>>().join("\n"));
            }
            Item::Finding(finding) => self::finding(out, finding, view),
            Item::Checklist { items } => out.block(
                &items
                    .iter()
                    .map(|item| {
                        let effort = if item.effort.is_empty() { String::new() } else { format!(" ({})", escape(&item.effort)) };
                        let why = if item.why.is_empty() { String::new() } else { format!("\n  {}", spans(&item.why)) };
                        format!("- [ ] {}{effort}{why}", spans(&item.text))
                    })
                    .collect::<Vec<_>>()
                    .join("\n"),
            ),
            Item::Table { caption, header, rows } => {
                out.block(&escape(caption));
                let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
                let mut lines = vec![row(header.iter().map(|cell| escape(cell)).collect()), row(header.iter().map(|_| "---".to_owned()).collect())];
                lines.extend(rows.iter().map(|cells| row(cells.iter().map(|spans| cell(spans)).collect())));
                out.block(&lines.join("\n"));
            }
            Item::BarChart { caption, bars } => {
                out.block(&escape(caption));
                let line = |bar: &crate::view::Bar| format!("- {}{} {}", escape(&bar.label), view.words.colon, escape(&bar.shown));
                out.block(&bars.iter().map(line).collect::<Vec<_>>().join("\n"));
            }
            Item::Steps { items } => out.block(
                &(1_u32..)
                    .zip(items)
                    .map(|(number, step)| {
                        let when = if step.when.is_empty() { String::new() } else { format!(" ({})", escape(&step.when)) };
                        format!("{number}. **{}**{when}  \n   {}", escape(&step.heading), spans(&step.text))
                    })
                    .collect::<Vec<_>>()
                    .join("\n"),
            ),
            Item::Swipe { items } => items.iter().for_each(|item| swipe_item(out, item, view)),
            Item::Calculator(calculator) => self::calculator(out, calculator, view),
            Item::Callout { heading, text, .. } => out.block(&format!("> **{}**  \n> {}", escape(heading), spans(text))),
        }
    }
    if let Some(cta) = &section.cta {
        out.block(&escape(&cta.text));
        out.block(&format!("**{}**", link(&cta.link.text, &cta.link.href)));
    }
}

fn finding(out: &mut Lines, finding: &Finding, view: &View) {
    out.block(&format!("### {}. {}", finding.number, escape(&finding.heading)));
    for (label, text) in &finding.parts {
        out.block(&format!("**{label}{}** {}", view.words.stop, spans(text)));
    }
    if !finding.verify.is_empty() {
        out.block(&format!("**{}{}** {}", view.words.verify, view.words.stop, code(&finding.verify)));
    }
    out.block(&finding.facts.iter().map(|(label, fact)| format!("{label}{} {}", view.words.colon, escape(fact))).collect::<Vec<_>>().join(" · "));
}

fn swipe_item(out: &mut Lines, item: &SwipeItem, view: &View) {
    let words = view.words;
    out.block(&format!("### {}", escape(&item.label)));
    if !item.place.is_empty() {
        out.block(&format!("{}{} {}", words.goes, words.colon, escape(&item.place)));
    }
    if !item.before.is_empty() {
        out.block(&format!("**{}{}** {}", words.before, words.stop, spans(&item.before)));
    }
    let label = if item.before.is_empty() { words.new_text } else { words.after };
    out.block(&format!("**{label}{}**{}", words.stop, spans(&item.made_of)));
    out.block(&fenced(&item.after));
    out.block(&spans(&item.note));
}

fn calculator(out: &mut Lines, calculator: &Calculator, view: &View) {
    let colon = view.words.colon;
    out.block(&format!("### {}", escape(&calculator.caption)));
    let input = |input: &Input| {
        let note = if input.note.is_empty() { String::new() } else { format!(" – {}", escape(&input.note)) };
        format!("- {} (`{}`){colon} {}{} ({}{note})", escape(&input.label), input.name, escape(&input.shown), spans(&input.source), input.kind)
    };
    out.block(&calculator.inputs.iter().map(input).collect::<Vec<_>>().join("\n"));
    let result = |one: &Outcome| format!("- **{}{colon} {}** {}", escape(&one.label), escape(&one.shown), code(&format!("{} = {}", one.name, one.formula)));
    out.block(&calculator.results.iter().map(result).collect::<Vec<_>>().join("\n"));
}

fn score(line: &ScoreLine, view: &View) -> String {
    let number = line.percent.map(|percent| format!(" {percent} {},", view.words.out_of)).unwrap_or_default();
    let detail = if line.detail.is_empty() { String::new() } else { format!(", {}", escape(&line.detail)) };
    format!("{}{}{number} {}{detail}", escape(&line.label), view.words.colon, escape(&line.word))
}

fn footnote(note: &Note, view: &View) -> String {
    let sources: Vec<String> = note.sources.iter().map(|source| self::source(source, view)).collect();
    format!("[^{}]: {}", note.number, if sources.is_empty() { "–".to_owned() } else { sources.join("  \n    ") })
}

fn source(source: &Source, view: &View) -> String {
    let words = view.words;
    let mut parts = vec![escape(&source.from)];
    match &source.href {
        Some(href) => parts.push(link(&source.address, href)),
        None => parts.push(escape(&source.address)),
    }
    if !source.quote.is_empty() {
        parts.push(format!("“{}”", escape(&source.quote)));
    }
    for (label, value) in [(words.seen, &source.seen), (words.expected, &source.expected)] {
        if !value.is_empty() {
            parts.push(format!("{label}{} {}", words.colon, escape(value)));
        }
    }
    if !source.place.is_empty() {
        parts.push(format!("{}{} {}", words.place, words.colon, code(&source.place)));
    }
    if !source.day.is_empty() {
        parts.push(format!("{} {}", words.read_on, escape(&source.day)));
    }
    if !source.verify.is_empty() {
        parts.push(format!("{}{} {}", words.verify, words.colon, code(&source.verify)));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

fn spans(spans: &[Span]) -> String {
    spans
        .iter()
        .map(|span| match span {
            Span::Text { text } => escape(text),
            Span::Strong { text } => wrapped("**", text),
            Span::Em { text } => wrapped("*", text),
            Span::Code { text } => code(text),
            Span::Link { text, href } => link(text, href),
            Span::Note { number, .. } => format!("[^{number}]"),
        })
        .collect()
}

/// Running text in a table, where a bar would end the cell even inside code.
fn cell(list: &[Span]) -> String {
    list.iter()
        .map(|span| match span {
            Span::Code { text } => code(text).replace('|', "\\|"),
            other => spans(std::slice::from_ref(other)),
        })
        .collect()
}

/// Emphasis; its marks must touch the words, so surrounding spaces move outside.
fn wrapped(mark: &str, text: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return text.to_owned();
    }
    let before = text.len() - text.trim_start().len();
    let after = text.trim_end().len();
    format!("{}{mark}{}{mark}{}", text.get(..before).unwrap_or_default(), escape(inner), text.get(after..).unwrap_or_default())
}

fn link(text: &str, href: &str) -> String {
    // `safe_href` percent-encodes spaces and angle brackets in http addresses; a mail address may still hold them.
    let href = href.replace('<', "%3C").replace('>', "%3E").replace(' ', "%20");
    format!("[{}](<{href}>)", escape(text))
}

/// Code in a fence longer than any run of backticks inside.
fn code(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.saturating_add(1));
    if longest == 0 { format!("{fence}{text}{fence}") } else { format!("{fence} {text} {fence}") }
}

/// Text in a fence longer than any run of backticks inside, so that it can be copied as it is.
fn fenced(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.saturating_add(1).max(3));
    format!("{fence}\n{text}\n{fence}")
}

/// Plain text with every character escaped that could begin markup, anywhere in a line or at its start.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, character) in text.char_indices() {
        let before = text.get(..at).unwrap_or_default();
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' => {
                out.push('\\');
                out.push(character);
            }
            '&' if text.get(at + 1..).is_some_and(|rest| rest.starts_with(|next: char| next == '#' || next.is_ascii_alphanumeric())) => out.push_str("\\&"),
            '!' if text.get(at + 1..).is_some_and(|rest| rest.starts_with('[')) => out.push_str("\\!"),
            '+' | '-' | '=' if before.trim_start().is_empty() => {
                out.push('\\');
                out.push(character);
            }
            '.' | ')' if (1..=9).contains(&before.trim_start().len()) && before.trim_start().bytes().all(|byte| byte.is_ascii_digit()) => {
                out.push('\\');
                out.push(character);
            }
            // A bare address must not become a link by itself: of the web, …
            '.' if before.len() >= 3 && before.get(before.len() - 3..).is_some_and(|name| name.eq_ignore_ascii_case("www")) => out.push_str("\\."),
            // … or of mail.
            '@' => out.push_str("\\@"),
            ':' if text.get(at..).is_some_and(|rest| rest.starts_with("://")) => out.push_str("\\:"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_looks_like_markup_is_escaped() {
        assert_eq!(escape("](javascript:alert(1)) `x` <b>"), "\\](javascript:alert(1)) \\`x\\` \\<b\\>");
        assert_eq!(escape("1. one"), "1\\. one");
        assert_eq!(escape("- item"), "\\- item");
        assert_eq!(escape("Harbour & Pine &lt;"), "Harbour & Pine \\&lt;");
        assert_eq!(escape("a - b, 3.5 and co-op"), "a - b, 3.5 and co-op");
        assert_eq!([escape(" - item"), escape("  1. one")], [" \\- item", "  1\\. one"]);
        assert_eq!(escape("See WWW.evil.example or pay@evil.example"), "See WWW\\.evil.example or pay\\@evil.example");
    }

    #[test]
    fn a_sentence_after_a_mark_keeps_its_space_and_a_block_begins_without_one() {
        let text = |text: &str| Span::Text { text: text.to_owned() };
        assert_eq!(spans(&[text("One."), Span::Note { number: 1, first: true }, text(" Two.")]), "One.[^1] Two.");
        let mut out = Lines::default();
        out.block(&escape("    four spaces"));
        assert_eq!(out.text, "four spaces\n");
    }

    #[test]
    fn backticks_inside_code_do_not_close_it() {
        assert_eq!(code("a``b"), "``` a``b ```");
        assert_eq!(code("curl -sI x | head"), "`curl -sI x | head`");
    }

    #[test]
    fn a_bar_inside_code_does_not_end_a_table_cell() {
        assert_eq!(cell(&[Span::Code { text: "a | b".to_owned() }]), "`a \\| b`");
    }
}
