//! `/samples`: invented documents of every kind, each in every theme and form. They need no database; each form is made at its first request and
//! kept in memory.

use std::sync::{LazyLock, OnceLock};

use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use magnetite_document::brand::Theme;
use magnetite_document::{Links, Paper, RenderError, Sample, samples};

use super::{assets, broken, not_found, screen, with_headers};
use crate::web::gzip;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Page,
    Pdf,
    Letter,
    Slides,
    Image,
    Square,
    Markdown,
    Json,
}

const FORMS: [(Form, &str, &str); 8] = [
    (Form::Page, "", "text/html; charset=utf-8"),
    (Form::Pdf, "pdf", "application/pdf"),
    (Form::Letter, "letter.pdf", "application/pdf"),
    (Form::Slides, "slides.pdf", "application/pdf"),
    (Form::Image, "png", "image/png"),
    (Form::Square, "square.png", "image/png"),
    (Form::Markdown, "md", "text/markdown; charset=utf-8"),
    (Form::Json, "json", "application/json"),
];

#[derive(Clone)]
struct Made {
    bytes: Bytes,
    /// Of a page, which is text.
    gzip: Option<Bytes>,
}

/// A cell for each sample, theme and form.
static MADE: LazyLock<Vec<OnceLock<Made>>> = LazyLock::new(|| (0..samples().len() * Theme::ALL.len() * FORMS.len()).map(|_| OnceLock::new()).collect());

#[derive(Template)]
#[template(path = "samples.html")]
struct Gallery {
    style: &'static str,
    cards: Vec<Card>,
}

struct Card {
    name: &'static str,
    title: &'static str,
    company: &'static str,
    kind: &'static str,
    language: &'static str,
    /// ISO 639-1.
    tag: &'static str,
    direction: &'static str,
    theme: &'static str,
    themes: Vec<(&'static str, &'static str)>,
}

/// All samples as cards.
pub async fn gallery() -> Response {
    screen(StatusCode::OK, &Gallery { style: assets::style(), cards: samples().iter().map(card).collect() })
}

fn card(sample: &'static Sample) -> Card {
    let document = &sample.document;
    Card {
        name: sample.name,
        title: &document.title,
        company: document.prepared_for.company.as_deref().unwrap_or_default(),
        kind: magnetite_document::kind_word(&document.kind, "en"),
        language: language_name(&document.language),
        tag: &document.language,
        direction: magnetite_document::direction(&document.language),
        theme: sample.theme.as_str(),
        themes: Theme::ALL.iter().map(|theme| (theme.as_str(), theme_name(*theme))).collect(),
    }
}

fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Journal => "Journal",
        Theme::Ledger => "Ledger",
        Theme::Signal => "Signal",
    }
}

fn language_name(tag: &str) -> &'static str {
    match tag {
        "de" => "Deutsch",
        "fr" => "Français",
        "es" => "Español",
        "ar" => "العربية",
        "he" => "עברית",
        "ja" => "日本語",
        _ => "English",
    }
}

/// `/samples/{name}/{file}`: the page in the theme that `file` names, or with an ending one of its other forms (`journal.pdf`).
pub async fn show(path: Result<Path<(String, String)>, PathRejection>, asked: HeaderMap) -> Response {
    let Ok(Path((name, file))) = path else { return not_found().await };
    let (theme, ending) = file.split_once('.').unwrap_or((file.as_str(), ""));
    let sample = samples().iter().position(|sample| sample.name == name);
    let theme = Theme::ALL.iter().position(|known| known.as_str() == theme);
    let form = FORMS.iter().position(|(form, known, _)| *known == ending && (*form == Form::Page) != file.contains('.'));
    let (Some(sample), Some(theme), Some(form)) = (sample, theme, form) else { return not_found().await };
    let packed = gzip::is_taken(&asked);
    // Typesetting takes some tenths of a second.
    match tokio::task::spawn_blocking(move || made(sample, theme, form, packed)).await {
        Ok(Some(response)) => response,
        Ok(None) | Err(_) => broken(),
    }
}

/// `None` when it could not be rendered, which the log tells.
fn made(sample: usize, theme: usize, form: usize, packed: bool) -> Option<Response> {
    let cell = MADE.get((sample * Theme::ALL.len() + theme) * FORMS.len() + form)?;
    let (sample, theme, (kind, _, content_type)) = (samples().get(sample)?, *Theme::ALL.get(theme)?, *FORMS.get(form)?);
    let made = match cell.get() {
        Some(made) => made.clone(),
        None => match render(sample, theme, kind) {
            Ok(made) => cell.get_or_init(|| made).clone(),
            Err(error) => {
                tracing::error!(%error, sample = sample.name, "a sample could not be rendered");
                return None;
            }
        },
    };
    let policy = if kind == Form::Page { magnetite_document::page_csp_of(&made.bytes, "'none'") } else { "default-src 'none'".to_owned() };
    let small = made.gzip.filter(|_| packed);
    let is_packed = small.is_some();
    let mut response = with_headers(([(header::CONTENT_TYPE, content_type)], small.unwrap_or(made.bytes)).into_response(), &policy);
    if is_packed {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    // Nobody's data is in them.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    Some(response)
}

fn render(sample: &Sample, theme: Theme, form: Form) -> Result<Made, RenderError> {
    let document = sample.in_theme(theme);
    let bytes: Bytes = match form {
        Form::Page => {
            let at = |ending: &str| Some(format!("/samples/{}/{}.{ending}", sample.name, theme.as_str()));
            assets::with_fonts(magnetite_document::page(&document, &Links { pdf: at("pdf"), markdown: at("md"), ..Links::default() })?).into()
        }
        Form::Pdf => magnetite_document::pdf(&document)?.into(),
        Form::Letter => magnetite_document::pdf_on(&document, Paper::Letter)?.into(),
        Form::Slides => magnetite_document::slides(&document)?.into(),
        Form::Image => magnetite_document::share_image(&document)?.into(),
        Form::Square => magnetite_document::share_square(&document)?.into(),
        Form::Markdown => magnetite_document::markdown(&document).into(),
        Form::Json => magnetite_document::json(&document).into(),
    };
    let gzip = if form == Form::Page { gzip::pack(&bytes, Compression::best()).map(Bytes::from) } else { None };
    Ok(Made { bytes, gzip })
}
