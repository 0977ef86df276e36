//! The PDFs, report and slides: tagged, PDF/UA-1 and PDF/A-2a when every character has a glyph, otherwise plain tagged PDF. Never fails because of a character.

use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::paper::Paper;
use super::world::{Template, lay_out};
use crate::RenderError;
use crate::tree::Document;
use crate::view::View;

/// The document as PDF on A4. The same document gives the same bytes: the only time in it is `created_at`.
///
/// # Errors
/// When layout or export fails, which is a defect of the template and not of the data.
pub fn pdf(document: &Document) -> Result<Vec<u8>, RenderError> {
    pdf_on(document, Paper::A4)
}

/// As [`pdf`], on a paper of choice.
///
/// # Errors
/// As [`pdf`].
pub fn pdf_on(document: &Document, paper: Paper) -> Result<Vec<u8>, RenderError> {
    export(document, Template::Report(paper))
}

/// What the document says before its appendix as slides: a PDF of pages 16:9, 960 × 540 points, with text of 18 points and more.
///
/// # Errors
/// As [`pdf`].
pub fn slides(document: &Document) -> Result<Vec<u8>, RenderError> {
    export(document, Template::Slides)
}

fn export(document: &Document, template: Template) -> Result<Vec<u8>, RenderError> {
    let laid = lay_out(template, &View::of(document))?;
    if laid.covered {
        let strict = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).map_err(|error| RenderError::Export(error.message().to_string()))?;
        if let Ok(bytes) = typst_pdf::pdf(&laid.document, &options(document, strict)) {
            return Ok(bytes);
        }
    }
    typst_pdf::pdf(&laid.document, &options(document, PdfStandards::default()))
        .map_err(|errors| RenderError::Export(errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; ")))
}

fn options(document: &Document, standards: PdfStandards) -> PdfOptions {
    PdfOptions {
        // Distinguishes two documents with the same title; hashed, not written.
        ident: Smart::Custom(format!("{}\n{}\n{}", document.title, document.created_at, document.prepared_by.company)),
        creator: Smart::Custom(Some("Magnetite".to_owned())),
        timestamp: created(document.created_at),
        standards,
        ..PdfOptions::default()
    }
}

fn created(at: i64) -> Option<Timestamp> {
    let moment = jiff::Timestamp::from_millisecond(at).ok()?.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    let part = |value: i8| u8::try_from(value).ok();
    Datetime::from_ymd_hms(
        i32::from(moment.year()),
        part(moment.month())?,
        part(moment.day())?,
        part(moment.hour())?,
        part(moment.minute())?,
        part(moment.second())?,
    )
    .map(Timestamp::new_utc)
}
