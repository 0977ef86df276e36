//! A picture from outside becomes a logo: checked before it is decoded, made small, and written anew as PNG, so that nothing of the original file is passed on.

use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageFormat, ImageReader, Limits, RgbaImage, imageops};

use crate::brand::Tone;

/// Largest logo, in pixels; a picture beyond is made smaller.
pub const MAX_WIDTH: u32 = 600;
pub const MAX_HEIGHT: u32 = 200;
/// Largest PNG of a logo: it stands inside every page.
pub const MAX_PNG_BYTES: usize = 100 * 1024;
/// Largest side and area of a picture that is decoded, so that a small file cannot unfold into gigabytes.
const SIDE_MAX: u32 = 6_000;
const PIXELS_MAX: u64 = 16_000_000;
const ALLOC_MAX_BYTES: u64 = 128 * 1024 * 1024;
/// Smallest side: below it there is nothing to see.
const SIDE_MIN: u32 = 8;

/// A picture made ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    pub png: Vec<u8>,
    pub width: u32,
    pub height: u32,
    pub tone: Tone,
}

/// Why a picture is not taken, as a sentence for the person who sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadLogo {
    #[error("is an SVG, which can carry scripts and foreign content; export it as PNG, at best 600 pixels wide, and choose that")]
    Svg,
    #[error("must be a PNG, JPEG, WebP or GIF picture")]
    Format,
    #[error("must be at most 6,000 pixels wide and high, and 16 million pixels in all")]
    TooLarge,
    #[error("must be at least 8 pixels wide and high")]
    TooSmall,
    #[error("is damaged and cannot be read")]
    Damaged,
}

/// Checks, decodes and writes anew. CPU work of up to some hundred milliseconds for the largest picture.
///
/// # Errors
/// [`BadLogo`], whose text completes the sentence "The logo …".
pub fn prepare(bytes: &[u8]) -> Result<Prepared, BadLogo> {
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP | ImageFormat::Gif)) => format,
        _ if is_svg(bytes) => return Err(BadLogo::Svg),
        _ => return Err(BadLogo::Format),
    };
    let (width, height) = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().map_err(|_| BadLogo::Damaged)?;
    if width > SIDE_MAX || height > SIDE_MAX || u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(BadLogo::TooLarge);
    }
    if width < SIDE_MIN || height < SIDE_MIN {
        return Err(BadLogo::TooSmall);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(ALLOC_MAX_BYTES);
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| BadLogo::Damaged)?;
    let (mut max_width, mut max_height) = (MAX_WIDTH, MAX_HEIGHT);
    loop {
        let small = within(&picture, max_width, max_height);
        let png = encoded(&small).map_err(|_| BadLogo::Damaged)?;
        if png.len() <= MAX_PNG_BYTES || max_height < SIDE_MIN * 2 {
            return Ok(Prepared { width: small.width(), height: small.height(), tone: tone(&small), png });
        }
        // Photographs take more: three quarters of the size until it fits.
        (max_width, max_height) = (max_width * 3 / 4, max_height * 3 / 4);
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..2_000).unwrap_or(bytes)).to_ascii_lowercase();
    head.contains("<svg") || head.contains("<!doctype svg") || bytes.starts_with(&[0x1f, 0x8b])
}

fn within(picture: &DynamicImage, max_width: u32, max_height: u32) -> RgbaImage {
    if picture.width() <= max_width && picture.height() <= max_height {
        return picture.to_rgba8();
    }
    // A quick step first: the fine filter over millions of pixels would take seconds.
    let near =
        if picture.width() > max_width * 4 || picture.height() > max_height * 4 { picture.thumbnail(max_width * 2, max_height * 2) } else { picture.clone() };
    near.resize(max_width, max_height, imageops::FilterType::CatmullRom).to_rgba8()
}

fn encoded(picture: &RgbaImage) -> image::ImageResult<Vec<u8>> {
    let mut png = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Best, FilterType::Adaptive);
    if picture.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        DynamicImage::ImageRgba8(picture.clone()).to_rgb8().write_with_encoder(encoder)?;
    } else {
        picture.write_with_encoder(encoder)?;
    }
    Ok(png)
}

/// Judged by the mean brightness of what can be seen, where the picture has no ground of its own.
fn tone(picture: &RgbaImage) -> Tone {
    let (mut seen, mut through, mut sum) = (0_u64, 0_u64, 0_u64);
    for pixel in picture.pixels() {
        let [red, green, blue, alpha] = pixel.0;
        if alpha < 128 {
            through += 1;
        } else {
            seen += 1;
            sum += (299 * u64::from(red) + 587 * u64::from(green) + 114 * u64::from(blue)) / 1000;
        }
    }
    if seen == 0 || through * 20 < seen + through {
        return Tone::Any;
    }
    match sum / seen {
        0..=105 => Tone::Dark,
        190.. => Tone::Light,
        _ => Tone::Any,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use image::Rgba;

    use super::*;

    fn file(picture: &RgbaImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = DynamicImage::ImageRgba8(picture.clone());
        if format == ImageFormat::Jpeg {
            DynamicImage::ImageRgb8(picture.to_rgb8()).write_to(&mut bytes, format)
        } else {
            picture.write_to(&mut bytes, format)
        }
        .unwrap();
        bytes.into_inner()
    }

    #[test]
    fn pictures_of_four_formats_become_png_and_large_ones_small() {
        let picture = RgbaImage::from_pixel(1_800, 300, Rgba([10, 90, 80, 255]));
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
            let made = prepare(&file(&picture, format)).unwrap();
            assert_eq!((made.width, made.height, made.tone), (600, 100, Tone::Any), "{format:?}");
            assert!(made.png.starts_with(b"\x89PNG"));
            let again = image::load_from_memory(&made.png).unwrap().to_rgb8();
            assert_eq!((again.width(), again.height()), (600, 100));
        }
    }

    #[test]
    fn nothing_of_the_original_file_is_passed_on() {
        let mut bytes = file(&RgbaImage::from_pixel(40, 40, Rgba([1, 2, 3, 255])), ImageFormat::Png);
        bytes.extend_from_slice(b"<script>alert(1)</script>");
        let made = prepare(&bytes).unwrap();
        assert!(!made.png.windows(7).any(|part| part == b"<script"));
    }

    #[test]
    fn noise_is_made_smaller_until_it_fits_in_a_page() {
        let mut seed = 1_u32;
        let mut random = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed.to_be_bytes()[0]
        };
        let mut picture = RgbaImage::new(600, 200);
        picture.pixels_mut().for_each(|pixel| *pixel = Rgba([random(), random(), random(), 255]));
        let made = prepare(&file(&picture, ImageFormat::Png)).unwrap();
        assert!(made.png.len() <= MAX_PNG_BYTES && made.width > 100, "{} {}", made.png.len(), made.width);
    }

    #[test]
    fn a_bomb_is_refused_by_its_head() {
        // The head of a PNG of 50,000 × 50,000 pixels, with a right checksum.
        let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bomb.extend_from_slice(&50_000_u32.to_be_bytes());
        bomb.extend_from_slice(&50_000_u32.to_be_bytes());
        bomb.extend_from_slice(&[8, 6, 0, 0, 0]);
        let mut crc = !0_u32;
        for byte in &bomb[12..] {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
            }
        }
        bomb.extend_from_slice(&(!crc).to_be_bytes());
        bomb.extend_from_slice(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
        assert_eq!(prepare(&bomb), Err(BadLogo::TooLarge));
        let truthful = file(&RgbaImage::new(SIDE_MAX + 1, 10), ImageFormat::Png);
        assert_eq!(prepare(&truthful), Err(BadLogo::TooLarge));
    }

    #[test]
    fn what_is_no_picture_is_refused_with_its_reason() {
        assert_eq!(prepare(b"<?xml version=\"1.0\"?>\n<!-- x --><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"), Err(BadLogo::Svg));
        assert_eq!(prepare(b"<html><body>hello"), Err(BadLogo::Format));
        assert_eq!(prepare(b""), Err(BadLogo::Format));
        assert_eq!(prepare(b"\x89PNG\r\n\x1a\nrubbish that goes on"), Err(BadLogo::Damaged));
        let whole = file(&RgbaImage::from_pixel(64, 64, Rgba([9, 9, 9, 255])), ImageFormat::Png);
        assert_eq!(prepare(&whole[..whole.len() / 2]), Err(BadLogo::Damaged));
        assert_eq!(prepare(&file(&RgbaImage::new(2, 2), ImageFormat::Png)), Err(BadLogo::TooSmall));
    }

    #[test]
    fn a_logo_without_a_ground_knows_its_paper() {
        let mut picture = RgbaImage::new(60, 20);
        picture.pixels_mut().take(300).for_each(|pixel| *pixel = Rgba([20, 20, 20, 255]));
        assert_eq!(prepare(&file(&picture, ImageFormat::Png)).unwrap().tone, Tone::Dark);
        picture.pixels_mut().take(300).for_each(|pixel| *pixel = Rgba([250, 250, 250, 255]));
        assert_eq!(prepare(&file(&picture, ImageFormat::Png)).unwrap().tone, Tone::Light);
    }
}
