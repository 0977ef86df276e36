//! The share images: one Typst page, one pixel for each point, as PNG with a palette where its colours allow.

use std::collections::HashMap;

use typst::utils::Scalar;
use typst_render::{RenderOptions, render};

use super::world::{Canvas, Template, lay_out};
use crate::RenderError;
use crate::tree::Document;
use crate::view::View;

/// What a palette holds.
const PALETTE: usize = 256;
/// The most frequent colours, paper and ink among them, stay as they are; the shades at the edges of letters may be rounded.
const EXACT: usize = 8;
/// Widths of the steps that shades are rounded to, until they fit the palette; nobody sees them.
const STEPS: [u8; 3] = [1, 8, 16];

/// The share image as PNG, 1200 × 630 pixels.
///
/// # Errors
/// When layout or encoding fails, which is a defect of the template and not of the data.
pub fn share_image(document: &Document) -> Result<Vec<u8>, RenderError> {
    draw(document, Canvas::Wide)
}

/// The share image as PNG, 1200 × 1200 pixels, for places that cut to a square.
///
/// # Errors
/// As [`share_image`].
pub fn share_square(document: &Document) -> Result<Vec<u8>, RenderError> {
    draw(document, Canvas::Square)
}

fn draw(document: &Document, canvas: Canvas) -> Result<Vec<u8>, RenderError> {
    let laid = lay_out(Template::Share(canvas), &View::of(document))?;
    let page = laid.document.pages().first().ok_or_else(|| RenderError::Typeset("the share image has no page".to_owned()))?;
    let drawn = render(page, &RenderOptions { pixel_per_pt: Scalar::new(1.0), render_bleed: false });
    // The page has a ground of its own, so no pixel is transparent.
    let pixels: Vec<[u8; 3]> = drawn.pixels().iter().map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    encode(&pixels, drawn.width(), drawn.height()).map_err(|error| RenderError::Export(error.to_string()))
}

fn encode(pixels: &[[u8; 3]], width: u32, height: u32) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let data = match indexed(pixels) {
        Some((palette, indices)) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(palette);
            encoder.set_filter(png::Filter::NoFilter);
            indices
        }
        None => {
            encoder.set_color(png::ColorType::Rgb);
            encoder.set_filter(png::Filter::Adaptive);
            pixels.as_flattened().to_vec()
        }
    };
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(out)
}

/// Palette, three bytes a colour, and the index of each pixel; `None` where there are too many colours, as in a photograph.
fn indexed(pixels: &[[u8; 3]]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut counts: HashMap<[u8; 3], u32> = HashMap::new();
    pixels.iter().for_each(|color| *counts.entry(*color).or_default() += 1);
    let mut colors: Vec<([u8; 3], u32)> = counts.into_iter().collect();
    colors.sort_unstable_by_key(|(color, count)| (std::cmp::Reverse(*count), *color));
    STEPS.into_iter().find_map(|step| {
        let mut palette: Vec<[u8; 3]> = Vec::new();
        let mut places: HashMap<[u8; 3], u8> = HashMap::new();
        for (at, (color, _)) in colors.iter().enumerate() {
            let shade = if at < EXACT { *color } else { color.map(|channel| rounded(channel, step)) };
            let place = palette.iter().position(|known| *known == shade).unwrap_or(palette.len());
            if place == PALETTE {
                return None;
            }
            if place == palette.len() {
                palette.push(shade);
            }
            places.insert(*color, u8::try_from(place).ok()?);
        }
        let indices = pixels.iter().map(|color| places.get(color).copied()).collect::<Option<Vec<u8>>>()?;
        Some((palette.into_iter().flatten().collect(), indices))
    })
}

/// To the nearest multiple of `step`; white stays white.
fn rounded(channel: u8, step: u8) -> u8 {
    let (channel, step) = (u16::from(channel), u16::from(step));
    u8::try_from((channel + step / 2) / step * step).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::cast_possible_truncation)]
    use super::*;

    #[test]
    fn a_palette_keeps_paper_and_ink_exact_and_a_photograph_stays_in_full_colour() {
        let shades: Vec<[u8; 3]> = (0..=255_u8).flat_map(|red| [[red, 77, 77], [77, red, 77], [251, 250, 246], [29, 34, 38]]).collect();
        let (palette, indices) = indexed(&shades).unwrap();
        let shown = |at: usize| &palette[usize::from(indices[at]) * 3..usize::from(indices[at]) * 3 + 3];
        assert!(palette.len() <= 256 * 3 && shown(2) == [251, 250, 246] && shown(3) == [29, 34, 38]);
        for (at, color) in shades.iter().enumerate() {
            assert!(shown(at).iter().zip(color).all(|(shown, meant)| shown.abs_diff(*meant) <= 8), "{color:?}");
        }
        let photograph: Vec<[u8; 3]> = (0..40_000_u32).map(|at| [at as u8, (at / 7) as u8, (at / 131) as u8]).collect();
        assert!(indexed(&photograph).is_none());
        assert_eq!((rounded(255, 16), rounded(7, 16), rounded(123, 1)), (255, 0, 123));
    }
}
