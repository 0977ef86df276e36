//! The page that stands at the document's address until it is ready. The server has the browser look again ([`LOOK_AGAIN_S`]): no script.

use std::borrow::Cow;

use askama::Template;

use super::{brand as look, csp_of, document_csp, style};
use crate::RenderError;
use crate::brand::{Brand, Theme};
use crate::clean::{clean, direction, language, own_href};
use crate::view;
use crate::words::{Words, words};

/// Seconds after which a waiting page is to be asked for again, for the `Refresh` header of the answer that carries it.
pub const LOOK_AGAIN_S: u32 = 3;

/// What the waiting page tells.
#[derive(Debug, Clone, PartialEq)]
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
    /// Which of the five phases is under way, 0–4: lead, research, analysis, content, finalising.
    pub phase: Option<usize>,
    pub seconds_left: Option<u32>,
    /// What is held on the reader, and how to object or erase.
    pub about: Option<String>,
    /// The look that the document will have.
    pub brand: Option<Brand>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitingState {
    Queued,
    Processing,
    Failed,
    Withdrawn,
}

#[derive(Template)]
#[template(path = "waiting.html")]
struct WaitingPage {
    language: String,
    direction: &'static str,
    theme: Theme,
    sender: String,
    heading: &'static str,
    sentence: String,
    working: bool,
    percent: u8,
    steps: Vec<Step>,
    left: String,
    about: Option<String>,
    words: &'static Words,
    style: &'static str,
    brand_style: Option<String>,
    logo: Option<look::Picture>,
    icon: String,
    csp: Cow<'static, str>,
}

/// One phase, and how it stands: `done`, `now`, `next`.
struct Step {
    text: &'static str,
    class: &'static str,
    /// The same in words.
    word: &'static str,
}

/// The page until the document is ready, or for good when there will be none.
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
    let brand = waiting.brand.as_ref().map(view::brand::Brand::of);
    let theme = brand.as_ref().map(|brand| brand.theme).unwrap_or_default();
    let brand_style = brand.as_ref().map(look::style);
    let sender = waiting.brand.as_ref().and_then(|brand| brand.name.as_deref()).filter(|name| !name.trim().is_empty()).unwrap_or(&waiting.sender);
    let page = WaitingPage {
        direction: direction(&language),
        language,
        theme,
        sender: clean(sender),
        heading,
        sentence: sentence.replace("{company}", &company),
        working: matches!(waiting.state, WaitingState::Queued | WaitingState::Processing),
        percent: waiting.percent.min(100),
        steps: steps(words, waiting.phase),
        left: waiting.seconds_left.map(|seconds| words.waiting_left.replace("{n}", &seconds.to_string())).unwrap_or_default(),
        about: waiting.about.as_deref().and_then(own_href),
        words,
        style: style::style(theme),
        csp: match &brand_style {
            None => Cow::Borrowed(document_csp(theme)),
            Some(more) => Cow::Owned(csp_of(&[style::style(theme), more], &[], false)),
        },
        logo: brand.as_ref().and_then(|brand| brand.logo.as_ref()).map(look::picture),
        icon: look::icon(brand.as_ref(), sender),
        brand_style,
    };
    Ok(page.render()?)
}

fn steps(words: &'static Words, phase: Option<usize>) -> Vec<Step> {
    let [done, now, next] = words.phase_states;
    let step = |(at, text): (usize, &&'static str)| {
        let (class, word) = match phase {
            Some(current) if at < current => ("done", done),
            Some(current) if at == current => ("now", now),
            _ => ("next", next),
        };
        Step { text, class, word }
    };
    words.phases.iter().enumerate().map(step).collect()
}
