//! The language that a text is written in.

use whatlang::Lang;

/// Bytes of text that are looked at: more tells no more.
const SAMPLE_MAX: usize = 8_000;
/// Characters below which the guess is worth nothing.
const SAMPLE_MIN_CHARS: usize = 60;

/// ISO 639-1 code and confidence 0–1; `None` for too little text or a language without a two-letter code.
#[must_use]
pub fn detect(text: &str) -> Option<(String, f64)> {
    let sample = super::text::head(text, SAMPLE_MAX);
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let wide = sample.chars().filter(|&c| c >= '\u{3000}').count();
    if letters < SAMPLE_MIN_CHARS && wide < SAMPLE_MIN_CHARS / 4 {
        return None;
    }
    let info = whatlang::detect(sample)?;
    let code = two_letters(info.lang())?;
    Some((code.to_owned(), (info.confidence() * 1_000.0).round() / 1_000.0))
}

fn two_letters(lang: Lang) -> Option<&'static str> {
    let pair = CODES.iter().find(|(three, _)| *three == lang.code())?;
    Some(pair.1)
}

const CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "no"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];
