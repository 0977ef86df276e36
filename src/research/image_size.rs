//! Width and height of a picture from its first bytes: PNG, GIF, JPEG, WebP, BMP, ICO.

/// Pixels, `None` when the bytes are no picture we know or end too early.
#[must_use]
pub(crate) fn pixels(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] if bytes.get(12..16)? == b"IHDR" => Some((be32(bytes, 16)?, be32(bytes, 20)?)),
        [b'G', b'I', b'F', b'8', ..] => Some((le16(bytes, 6)?, le16(bytes, 8)?)),
        [0xff, 0xd8, ..] => jpeg(bytes),
        [b'R', b'I', b'F', b'F', ..] if bytes.get(8..12)? == b"WEBP" => webp(bytes),
        [b'B', b'M', ..] => Some((le32(bytes, 18)?, le32(bytes, 22)?)),
        [0, 0, 1, 0, ..] => Some((icon_side(*bytes.get(6)?), icon_side(*bytes.get(7)?))),
        _ => None,
    }
}

fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    let pair: [u8; 2] = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
    Some(u32::from(u16::from_be_bytes(pair)))
}

fn le16(bytes: &[u8], at: usize) -> Option<u32> {
    be16(bytes, at).map(|value| ((value & 0xff) << 8) | (value >> 8))
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some((be16(bytes, at)? << 16) | be16(bytes, at.checked_add(2)?)?)
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    be32(bytes, at).map(u32::swap_bytes)
}

/// 0 stands for 256.
fn icon_side(byte: u8) -> u32 {
    if byte == 0 { 256 } else { u32::from(byte) }
}

/// Walks the markers to the frame header; each step moves on, so the walk ends.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xff => at += 1,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => return Some((be16(bytes, at + 7)?, be16(bytes, at + 5)?)),
            0x01 | 0xd0..=0xd8 => at += 2,
            0xd9 | 0xda => return None,
            _ => at = at.checked_add(2)?.checked_add(usize::try_from(be16(bytes, at + 2)?).ok()?)?,
        }
    }
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    let three = |at: usize| Some(le16(bytes, at)? | (u32::from(*bytes.get(at + 2)?) << 16));
    match bytes.get(12..16)? {
        b"VP8X" => Some((three(24)? + 1, three(27)? + 1)),
        b"VP8L" => {
            let bits = le32(bytes, 21)?;
            Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
        }
        b"VP8 " => Some((le16(bytes, 26)? & 0x3fff, le16(bytes, 28)? & 0x3fff)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn each_kind_of_picture_tells_its_size() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x02\x76";
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x0b\x08\x02\x76\x04\xb0";
        let lossless = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\xaf\x44\x9d\x00";
        let extended = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xaf\x04\0\x75\x02\0";
        for bytes in [png.as_slice(), jpeg, b"GIF89a\xb0\x04\x76\x02", lossless, extended] {
            assert_eq!(pixels(bytes), Some((1200, 630)), "{bytes:?}");
            for end in 0..bytes.len() {
                let _ = pixels(&bytes[..end]);
            }
        }
        assert_eq!(pixels(b"\0\0\x01\0\x01\0\x20\0"), Some((32, 256)));
        assert_eq!(pixels(b"<svg/>"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_can_be_asked(start in 0_usize..4, rest: Vec<u8>) {
            let starts: [&[u8]; 4] = [b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBPVP8 ", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"BM"];
            let _ = pixels(&[starts[start], &rest].concat());
        }
    }
}
