//! Colours and the contrast between them (WCAG 2.2), with the nearest colour that can be read where one cannot.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What text of normal size needs (WCAG 2.2, 1.4.3, level AA).
pub const READABLE: f64 = 4.5;

/// Red, green and blue of the sRGB space; written `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Color(pub [u8; 3]);

impl Color {
    pub const WHITE: Color = Color([255, 255, 255]);
    /// Paper of a document in light and in dark; the first stands in `report.css` too.
    pub const PAPER: Color = Color([0xfc, 0xfb, 0xf8]);
    pub const DARK_PAPER: Color = Color([0x15, 0x18, 0x1a]);

    /// Channels of 0 to 255; beyond is cut.
    #[must_use]
    pub fn from_rgb(channels: [f64; 3]) -> Color {
        Color(channels.map(byte))
    }

    /// Relative luminance, 0 for black to 1 for white.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0;
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Contrast ratio, 1 to 21, the same both ways.
    #[must_use]
    pub fn contrast(self, other: Color) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The colour nearest to this one, of the same hue and saturation, that reaches `ratio` on `ground`: darker on light ground, lighter on dark.
    #[must_use]
    pub fn readable_on(self, ground: Color, ratio: f64) -> Color {
        if self.contrast(ground) >= ratio {
            return self;
        }
        let (hue, saturation, lightness) = self.hsl();
        let toward = if ground.luminance() > 0.18 { 0.0 } else { 1.0 };
        // Contrast only grows on the way from the colour to black or white, once past the ground's own lightness.
        let steps = (1..=STEPS).map(|step| Self::from_hsl(hue, saturation, lightness + (toward - lightness) * f64::from(step) / f64::from(STEPS)));
        steps.into_iter().find(|color| color.contrast(ground) >= ratio).unwrap_or(if toward > 0.5 { Color::WHITE } else { Color([0, 0, 0]) })
    }

    /// This colour with `share` (0–1) of another laid over it.
    #[must_use]
    pub fn mixed(self, other: Color, share: f64) -> Color {
        let mut out = self.0;
        for (channel, over) in out.iter_mut().zip(other.0) {
            *channel = byte(f64::from(*channel) + (f64::from(over) - f64::from(*channel)) * share);
        }
        Color(out)
    }

    /// Hue 0–360, saturation and lightness 0–1.
    #[must_use]
    pub fn hsl(self) -> (f64, f64, f64) {
        let [red, green, blue] = self.0.map(|channel| f64::from(channel) / 255.0);
        let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
        let (range, lightness) = (most - least, f64::midpoint(most, least));
        if range < f64::EPSILON {
            return (0.0, 0.0, lightness);
        }
        let hue = match most {
            _ if (most - red).abs() < f64::EPSILON => ((green - blue) / range).rem_euclid(6.0),
            _ if (most - green).abs() < f64::EPSILON => (blue - red) / range + 2.0,
            _ => (red - green) / range + 4.0,
        };
        (hue * 60.0, range / (1.0 - (2.0 * lightness - 1.0).abs()), lightness)
    }

    #[must_use]
    pub fn from_hsl(hue: f64, saturation: f64, lightness: f64) -> Color {
        let chroma = (1.0 - (2.0 * lightness - 1.0).abs()) * saturation;
        let channel = |shift: f64| {
            let place = (shift + hue / 60.0).rem_euclid(6.0);
            let height = place.min(4.0 - place).clamp(0.0, 1.0);
            byte((lightness - chroma / 2.0 + chroma * height) * 255.0)
        };
        Color([channel(2.0), channel(0.0), channel(4.0)])
    }
}

/// Steps between a colour and black or white: finer than the eye sees.
const STEPS: u16 = 400;

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held within 0 to 255 first")]
fn byte(value: f64) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The text names no colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a colour like #0f5c57")]
pub struct NotAColor;

impl FromStr for Color {
    type Err = NotAColor;

    /// `#rrggbb` or `#rgb`, with or without the `#`, in either case.
    fn from_str(text: &str) -> Result<Self, NotAColor> {
        let digits = text.trim();
        let digits = digits.strip_prefix('#').unwrap_or(digits);
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NotAColor);
        }
        let long: String = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 => digits.to_owned(),
            _ => return Err(NotAColor),
        };
        let channel = |at: usize| long.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()).ok_or(NotAColor);
        Ok(Color([channel(0)?, channel(2)?, channel(4)?]))
    }
}

impl TryFrom<String> for Color {
    type Error = NotAColor;

    fn try_from(text: String) -> Result<Self, NotAColor> {
        text.parse()
    }
}

impl From<Color> for String {
    fn from(color: Color) -> String {
        color.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(text: &str) -> Color {
        text.parse().unwrap_or(Color::WHITE)
    }

    #[test]
    fn contrast_agrees_with_known_values() {
        // As WebAIM's checker and the examples of WCAG give them.
        for (one, other, ratio) in [
            ("#000000", "#ffffff", 21.0),
            ("#777777", "#ffffff", 4.478),
            ("#767676", "#ffffff", 4.542),
            ("#0000ff", "#ffffff", 8.592),
            ("#ff0000", "#ffffff", 3.998),
            ("#00ff00", "#ffffff", 1.372),
            ("#ffff00", "#000000", 19.556),
            ("#123456", "#abcdef", 7.697),
        ] {
            let found = color(one).contrast(color(other));
            assert!((found - ratio).abs() < 0.01, "{one} on {other}: {found}");
            assert!((found - color(other).contrast(color(one))).abs() < 1e-9);
        }
    }

    #[test]
    fn the_nearest_readable_colour_keeps_the_hue_and_changes_as_little_as_it_must() {
        for text in ["#ff7f50", "#ffd400", "#00b4d8", "#e63946", "#9bc53d", "#808080", "#ffffff", "#000000", "#0f5c57"] {
            for ground in [Color::PAPER, Color::DARK_PAPER] {
                let (from, found) = (color(text), color(text).readable_on(ground, READABLE));
                assert!(found.contrast(ground) >= READABLE, "{text} → {found}");
                let ((hue, saturation, lightness), (new_hue, _, new_lightness)) = (from.hsl(), found.hsl());
                if saturation > 0.05 && new_lightness > 0.02 && new_lightness < 0.98 {
                    let turn = (hue - new_hue).abs();
                    assert!(turn.min(360.0 - turn) < 3.0, "{text} → {found} turned by {turn}");
                }
                if from.contrast(ground) >= READABLE {
                    assert_eq!(from, found, "a readable colour stays");
                } else {
                    // A little nearer to the first colour it could not be read any more.
                    let nearer = Color::from_hsl(hue, saturation, new_lightness + (lightness - new_lightness).signum() * 0.01);
                    assert!(nearer.contrast(ground) < READABLE + 0.12, "{text}: {nearer} would do on {ground}");
                }
            }
        }
    }

    #[test]
    fn a_colour_goes_through_its_hue_and_back() {
        for text in ["#0f5c57", "#ff0000", "#00ff00", "#0000ff", "#7f7f7f", "#c0ffee", "#fedcba", "#010203", "#ffffff"] {
            let (hue, saturation, lightness) = color(text).hsl();
            assert_eq!(Color::from_hsl(hue, saturation, lightness).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        assert_eq!(color("#FC0").to_string(), "#ffcc00");
        assert_eq!(color(" 0F5C57 ").to_string(), "#0f5c57");
        for text in ["", "#", "red", "#12345", "#1234567", "#gggggg", "rgb(1,2,3)", "#0f5c57;}", "#ёё"] {
            assert!(text.parse::<Color>().is_err(), "{text}");
        }
    }
}
