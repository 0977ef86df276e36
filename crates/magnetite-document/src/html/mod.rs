//! The page: one self-contained HTML file without outside request, whole without its small script. Beside it the page that is shown while it is
//! being prepared (`waiting`), and what both are set with (`style`, `brand`).

mod brand;
mod style;
mod waiting;

use std::borrow::Cow;
use std::sync::OnceLock;

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::RenderError;
use crate::brand::Theme;
use crate::clean::{own_href, safe_href};
use crate::tree::Document;
use crate::view::{Item, Span, View};
use crate::words::Words;

pub use style::fonts;
pub use waiting::{LOOK_AGAIN_S, Waiting, WaitingState, waiting_page};

/// How far into a page its policy is looked for.
const HEAD_BYTES: usize = 2_000;
const CSP_META: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
/// Parts from which on a document has a table of contents.
const LONG: usize = 6;

/// Addresses of the document's other forms; each is left out where there is none. `page`, `image` and `oembed` must be absolute, the others may
/// be relative to the page (as in a folder on disk).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    pub page: Option<String>,
    pub pdf: Option<String>,
    pub image: Option<String>,
    pub markdown: Option<String>,
    /// What is held on the reader, and how to object or erase.
    pub about: Option<String>,
    /// Where the page is described for programs that embed links (oEmbed).
    pub oembed: Option<String>,
    /// Leads on to the call to action's own address; used where that is a web page. The other forms name the address itself.
    pub cta: Option<String>,
    /// The page stands at its own address and may tell the server beside it (`…/seen`) that somebody reads it.
    pub seen: bool,
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage<'a> {
    view: &'a View,
    words: &'static Words,
    links: Links,
    theme: Theme,
    contents: bool,
    style: &'static str,
    script: Option<&'static str>,
    seen: Option<&'static str>,
    csp: Cow<'static, str>,
    description: String,
    brand_style: Option<String>,
    logo: Option<brand::Picture>,
    icon: String,
}

/// The document as one HTML file that works from a server and from disk.
///
/// # Errors
/// Only when the template itself fails.
pub fn page(document: &Document, links: &Links) -> Result<String, RenderError> {
    let mut view = View::of(document);
    let own = |link: &Option<String>| link.as_deref().and_then(own_href);
    // Previews need absolute addresses.
    let absolute = |link: &Option<String>| link.as_deref().and_then(safe_href);
    let links = Links {
        page: absolute(&links.page),
        image: absolute(&links.image),
        oembed: absolute(&links.oembed),
        pdf: own(&links.pdf),
        markdown: own(&links.markdown),
        about: own(&links.about),
        cta: own(&links.cta),
        seen: links.seen,
    };
    if let Some(cta) = &links.cta {
        lead_through(&mut view, cta);
    }
    let theme = view.brand.as_ref().map(|brand| brand.theme).unwrap_or_default();
    let style = style::style(theme);
    let brand_style = view.brand.as_ref().map(brand::style);
    let script = has_use_of_script(&view).then(style::script);
    let seen = links.seen.then(style::seen);
    let scripts: Vec<&str> = script.into_iter().chain(seen).collect();
    let page = ReportPage {
        words: view.words,
        links,
        theme,
        contents: view.sections.len().saturating_add(view.appendix.len()) >= LONG,
        style,
        script,
        seen,
        csp: match (brand_style.as_deref(), &scripts[..]) {
            (None, []) => Cow::Borrowed(document_csp(theme)),
            (more, scripts) => Cow::Owned(csp_of(&[style].into_iter().chain(more).collect::<Vec<_>>(), scripts, seen.is_some())),
        },
        description: description(&view),
        brand_style,
        logo: view.brand.as_ref().and_then(|brand| brand.logo.as_ref()).map(brand::picture),
        icon: brand::icon(view.brand.as_ref(), &view.sender.company),
        view: &view,
    };
    Ok(page.render()?)
}

/// Something to open, to tick, to copy or to reckon stands in it.
fn has_use_of_script(view: &View) -> bool {
    let used = |item: &Item| matches!(item, Item::Swipe { .. } | Item::Calculator(_) | Item::Checklist { .. });
    !view.notes.is_empty() || view.sections.iter().chain(&view.appendix).flat_map(|section| &section.blocks).any(used)
}

/// Sends the call to action through `link`. Mail addresses stay as they are: a browser that is led to one is left with an empty tab.
fn lead_through(view: &mut View, link: &str) {
    for cta in view.sections.iter_mut().filter_map(|section| section.cta.as_mut()) {
        if cta.link.href.starts_with("http") {
            link.clone_into(&mut cta.link.href);
        }
    }
}

/// The `Content-Security-Policy` under which a page without brand and script works: nothing but its own style sheet, by hash, and embedded fonts
/// and icon.
#[must_use]
pub fn page_csp() -> &'static str {
    static CSP: OnceLock<String> = OnceLock::new();
    CSP.get_or_init(|| format!("{}; frame-ancestors 'none'", document_csp(Theme::default())))
}

/// The part of the policy that a document may carry itself, so that a copy on disk is as strict (`frame-ancestors` works in a header only).
fn document_csp(theme: Theme) -> &'static str {
    static CSP: [OnceLock<String>; 3] = [const { OnceLock::new() }; 3];
    let [journal, ledger, signal] = &CSP;
    let cell = match theme {
        Theme::Journal => journal,
        Theme::Ledger => ledger,
        Theme::Signal => signal,
    };
    cell.get_or_init(|| csp_of(&[style::style(theme)], &[], false))
}

/// As a policy names, in quotes, a text that may stand in the page (CSP 3, 2.3.1).
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// `connects`: a script of the page sends to the page's own server.
fn csp_of(styles: &[&str], scripts: &[&str], connects: bool) -> String {
    let hashes = |texts: &[&str]| texts.iter().map(|text| format!("'{}'", hash(text))).collect::<Vec<_>>().join(" ");
    let script = if scripts.is_empty() { String::new() } else { format!(" script-src {};", hashes(scripts)) };
    let connect = if connects { " connect-src 'self';" } else { "" };
    format!("default-src 'none'; style-src {};{script}{connect} font-src data:; img-src data:; base-uri 'none'; form-action 'none'", hashes(styles))
}

/// A page whose fonts its server offers apart: at `sheet`, an address on the same host, stands [`fonts`]. A browser keeps them for the next page, and
/// holds back its text for them as for fonts in the page itself, so that nothing moves. A page with other fonts than today's stays as it is.
#[must_use]
pub fn with_fonts_at(page: String, sheet: &str) -> String {
    let Some((head, rest)) = page.split_once(fonts()) else { return page };
    let Some(before) = head.strip_suffix("<style>") else { return page };
    let Some(style) = Theme::ALL.into_iter().map(style::style).find(|style| before.contains(&hash(style))) else { return page };
    let rules = hash(style.strip_prefix(fonts()).unwrap_or_default());
    let before = before.replacen(&hash(style), &format!("self&#39; &#39;{rules}"), 1);
    format!("{before}<link rel=\"stylesheet\" href=\"{sheet}\">\n<style>{rest}")
}

/// A page without its scripts, for a frame in which none may run. Text from outside holds no tag: the page's own are all there are.
#[must_use]
pub fn without_scripts(page: &str) -> String {
    let mut rest = page;
    let mut plain = String::with_capacity(page.len());
    while let Some((before, script)) = rest.split_once("<script") {
        plain.push_str(before);
        rest = script.split_once("</script>").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
}

/// The policy for the header of a stored page: the one that the page carries itself, which knows the hashes of its own style sheets, and who may
/// frame it: `'none'`, or `'self'` for our own screens. The policy of [`page_csp`] when the page carries none.
#[must_use]
pub fn page_csp_of(page: &[u8], frame_ancestors: &str) -> String {
    // The policy stands at the very beginning, before any word from outside.
    let head = String::from_utf8_lossy(page.get(..HEAD_BYTES).unwrap_or(page));
    let own = head.split_once(CSP_META).and_then(|(_, rest)| rest.split_once('"')).map(|(policy, _)| policy.replace("&#39;", "'").replace("&#x27;", "'"));
    let plain =
        |policy: &String| policy.starts_with("default-src 'none'; ") && policy.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" ';:+/=-".contains(&byte));
    let own = own.filter(plain).unwrap_or_else(|| document_csp(Theme::default()).to_owned());
    format!("{own}; frame-ancestors {frame_ancestors}")
}

/// The first paragraph of the document, for link previews.
fn description(view: &View) -> String {
    let first = view.sections.iter().flat_map(|section| &section.blocks).find_map(|item| match item {
        Item::Paragraph { text } => Some(text),
        _ => None,
    });
    let words: String = first
        .into_iter()
        .flatten()
        .map(|span| match span {
            Span::Text { text } | Span::Strong { text } | Span::Em { text } | Span::Code { text } | Span::Link { text, .. } => text.as_str(),
            Span::Note { .. } => "",
        })
        .collect();
    let mut short: String = words.chars().take(200).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    if short.is_empty() { view.subtitle.clone() } else { short }
}
