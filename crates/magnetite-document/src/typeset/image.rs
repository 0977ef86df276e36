//! The share image: one Typst page of 1200 × 630 points, one pixel each, as PNG.

use typst::utils::Scalar;
use typst_render::{RenderOptions, render};

use super::world::{Template, lay_out};
use crate::RenderError;
use crate::tree::Document;
use crate::view::View;

/// The share image as PNG, 1200 × 630 pixels.
///
/// # Errors
/// When layout or encoding fails, which is a defect of the template and not of the data.
pub fn share_image(document: &Document) -> Result<Vec<u8>, RenderError> {
    let laid = lay_out(Template::Share, &View::of(document))?;
    let page = laid.document.pages().first().ok_or_else(|| RenderError::Typeset("the share image has no page".to_owned()))?;
    let canvas = render(page, &RenderOptions { pixel_per_pt: Scalar::new(1.0), render_bleed: false });
    canvas.encode_png().map_err(|error| RenderError::Export(error.to_string()))
}
