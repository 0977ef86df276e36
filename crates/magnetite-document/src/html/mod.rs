//! The page: one self-contained HTML file without outside request, and without script unless there is something to copy or to reckon; and the page that is shown while it is being prepared.

mod brand;

use std::borrow::Cow;
use std::sync::OnceLock;

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::RenderError;
use crate::clean::{clean, direction, language, own_href, safe_href};
use crate::tree::Document;
use crate::view::{Item, Span, View};
use crate::words::{Words, words};

/// How far into a page its policy is looked for.
const HEAD_BYTES: usize = 2_000;
const CSP_META: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// Seconds after which the waiting page looks again.
const LOOK_AGAIN_S: u32 = 3;

/// Addresses of the document's other forms; each is left out where there is none. `page` and `image` must be absolute, the others may be
/// relative to the page (as in a folder on disk).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    pub page: Option<String>,
    pub pdf: Option<String>,
    pub image: Option<String>,
    pub markdown: Option<String>,
    /// What is held on the reader, and how to object or erase.
    pub about: Option<String>,
    /// Leads on to the call to action's own address; used where that is a web page. The other forms name the address itself.
    pub cta: Option<String>,
    /// The page stands at its own address and may tell the server beside it (`…/seen`) that somebody reads it.
    pub seen: bool,
}

/// What the waiting page tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub state: WaitingState,
    /// ISO 639-1.
    pub language: String,
    /// Who sends the document.
    pub sender: String,
    /// Whom it is for; `None` when unknown.
    pub company: Option<String>,
    /// 0–100.
    pub percent: u8,
    /// What happens now, one sentence.
    pub step: Option<String>,
    pub seconds_left: Option<u32>,
    /// What is held on the reader, and how to object or erase.
    pub about: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitingState {
    Queued,
    Processing,
    Failed,
    Withdrawn,
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage<'a> {
    view: &'a View,
    words: &'static Words,
    links: Links,
    style: &'static str,
    script: Option<&'static str>,
    seen: Option<&'static str>,
    csp: Cow<'static, str>,
    description: String,
    brand_style: Option<String>,
    logo: Option<brand::Picture>,
    icon_color: String,
}

#[derive(Template)]
#[template(path = "waiting.html")]
struct WaitingPage {
    language: String,
    direction: &'static str,
    sender: String,
    heading: &'static str,
    sentence: String,
    working: bool,
    percent: u8,
    step: String,
    left: String,
    look_again_s: u32,
    about: Option<String>,
    words: &'static Words,
    style: &'static str,
    csp: &'static str,
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
        pdf: own(&links.pdf),
        markdown: own(&links.markdown),
        about: own(&links.about),
        cta: own(&links.cta),
        seen: links.seen,
    };
    if let Some(cta) = &links.cta {
        lead_through(&mut view, cta);
    }
    let brand_style = view.brand.as_ref().map(brand::style);
    let script = has_tools(&view).then(script);
    let seen = links.seen.then(seen_script);
    let scripts: Vec<&str> = script.into_iter().chain(seen).collect();
    let page = ReportPage {
        words: view.words,
        links,
        style: style(),
        script,
        seen,
        csp: match (brand_style.as_deref(), &scripts[..]) {
            (None, []) => Cow::Borrowed(document_csp()),
            (more, scripts) => Cow::Owned(csp_of(&[style()].into_iter().chain(more).collect::<Vec<_>>(), scripts, seen.is_some())),
        },
        description: description(&view),
        brand_style,
        logo: view.brand.as_ref().and_then(|brand| brand.logo.as_ref()).map(brand::picture),
        icon_color: view.brand.as_ref().and_then(brand::icon_color).unwrap_or_else(|| "%230f5c57".to_owned()),
        view: &view,
    };
    Ok(page.render()?)
}

/// Something to copy or to reckon stands in it.
fn has_tools(view: &View) -> bool {
    view.sections.iter().chain(&view.appendix).flat_map(|section| &section.blocks).any(|item| matches!(item, Item::Swipe { .. } | Item::Calculator(_)))
}

/// Sends the call to action through `link`. Mail addresses stay as they are: a browser that is led to one is left with an empty tab.
fn lead_through(view: &mut View, link: &str) {
    for cta in view.sections.iter_mut().filter_map(|section| section.cta.as_mut()) {
        if cta.link.href.starts_with("http") {
            link.clone_into(&mut cta.link.href);
        }
    }
}

/// The page that stands at the document's address until it is ready: it looks again by itself every few seconds, without script.
///
/// # Errors
/// Only when the template itself fails.
pub fn waiting_page(waiting: &Waiting) -> Result<String, RenderError> {
    let language = language(&waiting.language);
    let words = words(&language);
    let at = match waiting.state {
        WaitingState::Queued => 0,
        WaitingState::Processing => 1,
        WaitingState::Failed => 2,
        WaitingState::Withdrawn => 3,
    };
    let (heading, sentence) = words.waiting.get(at).copied().unwrap_or_default();
    let company = waiting.company.as_deref().map(clean).filter(|company| !company.trim().is_empty()).unwrap_or_else(|| words.your_company.to_owned());
    let page = WaitingPage {
        direction: direction(&language),
        language,
        sender: clean(&waiting.sender),
        heading,
        sentence: sentence.replace("{company}", &company),
        working: matches!(waiting.state, WaitingState::Queued | WaitingState::Processing),
        percent: waiting.percent.min(100),
        step: waiting.step.as_deref().map(clean).unwrap_or_default(),
        left: waiting.seconds_left.map(|seconds| words.waiting_left.replace("{n}", &seconds.to_string())).unwrap_or_default(),
        look_again_s: LOOK_AGAIN_S,
        about: waiting.about.as_deref().and_then(own_href),
        words,
        style: style(),
        csp: document_csp(),
    };
    Ok(page.render()?)
}

/// The `Content-Security-Policy` under which page and waiting page work: nothing but their own style sheet, by hash, and embedded fonts and icon.
#[must_use]
pub fn page_csp() -> &'static str {
    static CSP: OnceLock<String> = OnceLock::new();
    CSP.get_or_init(|| format!("{}; frame-ancestors 'none'", document_csp()))
}

/// The part of the policy that a document may carry itself, so that a copy on disk is as strict (`frame-ancestors` works in a header only).
fn document_csp() -> &'static str {
    static CSP: OnceLock<String> = OnceLock::new();
    CSP.get_or_init(|| csp_of(&[style()], &[], false))
}

/// `connects`: a script of the page sends to the page's own server.
fn csp_of(styles: &[&str], scripts: &[&str], connects: bool) -> String {
    let hash = |text: &&str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
    let hashes = |texts: &[&str]| texts.iter().map(hash).collect::<Vec<_>>().join(" ");
    let script = if scripts.is_empty() { String::new() } else { format!(" script-src {};", hashes(scripts)) };
    let connect = if connects { " connect-src 'self';" } else { "" };
    format!("default-src 'none'; style-src {};{script}{connect} font-src data:; img-src data:; base-uri 'none'; form-action 'none'", hashes(styles))
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
    let own = own.filter(plain).unwrap_or_else(|| document_csp().to_owned());
    format!("{own}; frame-ancestors {frame_ancestors}")
}

/// Copy buttons and live estimates; the policy of a page that has it knows its hash.
fn script() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| packed(include_str!("../../assets/report.js")))
}

/// Tells the server that the page is read.
fn seen_script() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| packed(include_str!("../../assets/seen.js")))
}

/// Without indentation and comments.
fn packed(script: &str) -> String {
    script.lines().map(str::trim).filter(|line| !line.starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The style sheet with its fonts embedded.
fn style() -> &'static str {
    static STYLE: OnceLock<String> = OnceLock::new();
    STYLE.get_or_init(|| {
        let fonts: [(&str, u16, &[u8]); 3] = [
            ("Inter", 400, include_bytes!("../../assets/fonts/web-Inter-Regular.woff2")),
            ("Inter", 600, include_bytes!("../../assets/fonts/web-Inter-SemiBold.woff2")),
            ("Literata", 500, include_bytes!("../../assets/fonts/web-Literata-Medium.woff2")),
        ];
        let mut style = String::new();
        for (family, weight, bytes) in fonts {
            let data = STANDARD.encode(bytes);
            style.push_str(&format!(
                "@font-face{{font-family:{family};font-weight:{weight};font-display:swap;src:url(data:font/woff2;base64,{data}) format(\"woff2\")}}\n"
            ));
        }
        style.push_str(include_str!("../../assets/report.css"));
        style
    })
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
