//! Digits of other scripts.

use std::borrow::Cow;

/// The text with the decimal digits of every script as `0` to `9`. Other numerals, like `½` and `²`, stay: they stand only where the evidence has them.
#[must_use]
pub fn plain_digits(text: &str) -> Cow<'_, str> {
    let strange = |c: char| !c.is_ascii() && c.is_numeric();
    if !text.contains(strange) {
        return Cow::Borrowed(text);
    }
    let digit =
        |c: char| ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(*zero).filter(|digit| *digit < 10)).and_then(|digit| char::from_digit(digit, 10));
    Cow::Owned(text.chars().map(|c| digit(c).unwrap_or(c)).collect())
}

/// The zeros of the scripts that have digits of their own.
const ZEROS: &[u32] = &[
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946,
    0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec,
    0x1d7f6,
];
