//! On which paper a PDF is set: Letter where people print on Letter, A4 everywhere else.

/// The sizes there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 in.
    Letter,
}

/// Where people print on Letter: the United States and Canada, as a code (ISO 3166-1) or a name.
const LETTER_COUNTRIES: [&str; 8] = ["us", "usa", "united states", "united states of america", "ca", "can", "canada", "u.s.a."];

impl Paper {
    /// For a reader in a country, given by code or name, or with a language tag (BCP 47) that names a region: `en-US`.
    /// The country decides where there is one.
    #[must_use]
    pub fn of(country: Option<&str>, language: &str) -> Self {
        let country = country.map(str::trim).filter(|country| !country.is_empty());
        let region = || language.split(['-', '_']).skip(1).find(|part| part.len() == 2);
        let is_letter = |place: &str| LETTER_COUNTRIES.contains(&place.to_lowercase().as_str());
        if country.or_else(region).is_some_and(is_letter) { Paper::Letter } else { Paper::A4 }
    }

    /// `a4` or `letter`, as in an address; `None` for anything else.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Paper::A4, Paper::Letter].into_iter().find(|paper| paper.as_str().eq_ignore_ascii_case(name))
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Paper::A4 => "a4",
            Paper::Letter => "letter",
        }
    }

    pub(super) fn typst_name(self) -> &'static str {
        match self {
            Paper::A4 => "a4",
            Paper::Letter => "us-letter",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_in_the_united_states_and_canada_get_letter_and_all_others_a4() {
        for (country, language, paper) in [
            (Some("US"), "en", Paper::Letter),
            (Some(" Canada "), "fr", Paper::Letter),
            (Some("United States"), "de", Paper::Letter),
            (None, "en-US", Paper::Letter),
            (None, "zh-Hant-CA", Paper::Letter),
            (Some("GB"), "en-US", Paper::A4),
            (Some(""), "en_US", Paper::Letter),
            (None, "en", Paper::A4),
            (None, "de-DE", Paper::A4),
            (Some("Österreich"), "", Paper::A4),
        ] {
            assert_eq!(Paper::of(country, language), paper, "{country:?} {language}");
        }
        assert_eq!((Paper::named("Letter"), Paper::named("a4"), Paper::named("a3")), (Some(Paper::Letter), Some(Paper::A4), None));
    }
}
