//! Text that was encoded as UTF-8 twice: `GrÃ¼ÃŸe` for `Grüße`.

/// Sequences that prove it.
const SEQUENCES_MIN: usize = 3;

/// The text with its sequences of windows-1252 characters that are UTF-8 in disguise read again, when that is certain: three or more such
/// sequences, and hardly any character that begins one and has none. `None` when there is nothing to repair.
#[must_use]
pub fn repaired(text: &str) -> Option<String> {
    // every disguised sequence begins with one of these
    if !text.contains(['Â', 'Ã', 'â', 'Å', 'Ä', 'Ð', 'Ñ', 'ã', 'å', 'ä', 'ç', 'è', 'é', 'ð', 'Î', 'Ï', '×', 'Ø', 'Ù']) {
        return None;
    }
    let (mut out, mut rest, mut found, mut lonely) = (String::with_capacity(text.len()), text, 0_usize, 0_usize);
    while let Some(c) = rest.chars().next() {
        match sequence(rest) {
            Some((character, length)) => {
                out.push(character);
                rest = rest.get(length..)?;
                found += 1;
            }
            None => {
                lonely += usize::from(byte(c).is_some_and(|byte| byte >= 0xc2));
                out.push(c);
                rest = rest.get(c.len_utf8()..)?;
            }
        }
    }
    (found >= SEQUENCES_MIN && lonely * 10 <= found).then_some(out)
}

/// The character that the text's first characters encode, and how many bytes of the text they take.
fn sequence(text: &str) -> Option<(char, usize)> {
    let mut characters = text.chars();
    let first = byte(characters.next()?)?;
    let count = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = [first, 0, 0, 0];
    for slot in bytes.get_mut(1..count)? {
        *slot = byte(characters.next()?).filter(|byte| (0x80..=0xbf).contains(byte))?;
    }
    let decoded = std::str::from_utf8(bytes.get(..count)?).ok()?.chars().next()?;
    (!decoded.is_control()).then(|| (decoded, text.len() - characters.as_str().len()))
}

/// The byte of a character in windows-1252, of those above ASCII.
fn byte(c: char) -> Option<u8> {
    /// Characters of the bytes 0x80 to 0x9f; those that are not assigned stand for themselves.
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™',
        'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match u32::from(c) {
        code @ 0x80..=0xff => u8::try_from(code).ok(),
        _ => UPPER.iter().zip(0x80_u8..).find(|(have, _)| **have == c).map(|(_, byte)| byte),
    }
}
