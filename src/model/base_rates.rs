//! Public base rates: on how many sites a check fails elsewhere, each with source and year. Data, not code: the operator may replace the file.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::told::Language;

/// Rates of one file.
const RATES_MAX: usize = 500;
/// Longest text of a rate, in characters.
const TEXT_MAX: usize = 120;

/// One figure. The sentence made of it: `Elsewhere, 32.8% of mobile pages have no meta description (Web Almanac, 2025).`
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseRate {
    /// Id of the check.
    pub check: String,
    /// The variant of the failure that it holds for; `None`: every failure of the check.
    #[serde(default)]
    pub variant: Option<String>,
    /// Of 100.
    pub percent: f64,
    /// `mobile pages`
    pub who: String,
    /// `have no meta description`
    pub what: String,
    pub source: String,
    /// Where the figure stands.
    pub url: String,
    pub year: u16,
    /// How the figure stands there.
    #[serde(default)]
    pub note: String,
}

impl BaseRate {
    /// `32.8`, `34`, with the decimal mark of the language.
    #[must_use]
    pub fn share(&self, language: Language) -> String {
        let plain = format!("{}", (self.percent * 10.0).round() / 10.0);
        if language == Language::English { plain } else { plain.replace('.', ",") }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseRates {
    #[serde(default, rename = "rate")]
    rates: Vec<BaseRate>,
}

static BUILT_IN: LazyLock<BaseRates> = LazyLock::new(|| BaseRates::parse(include_str!("base_rates.toml")).unwrap_or_default());

impl BaseRates {
    /// Those that come with the program.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads a file of rates (TOML, `[[rate]]`).
    ///
    /// # Errors
    /// One sentence that names the entry and what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let rates: Self = toml::from_str(text).map_err(|error| error.message().to_owned())?;
        if rates.rates.len() > RATES_MAX {
            return Err(format!("there are more than {RATES_MAX} rates"));
        }
        let mut seen = BTreeSet::new();
        for (number, rate) in (1..).zip(&rates.rates) {
            let wrong = |what: &str| Err(format!("rate {number} ({}): {what}", rate.check));
            if !(0.0..=100.0).contains(&rate.percent) {
                return wrong("percent must be from 0 to 100");
            }
            if !(1990..=2100).contains(&rate.year) {
                return wrong("year must be from 1990 to 2100");
            }
            let texts = [&rate.check, &rate.who, &rate.what, &rate.source];
            if texts.into_iter().any(|text| text.trim().is_empty() || text.chars().count() > TEXT_MAX || text.chars().any(char::is_control)) {
                return wrong("check, who, what and source must be texts of 1 to 120 characters on one line");
            }
            if url::Url::parse(&rate.url).ok().is_none_or(|url| url.scheme() != "https" || url.host_str().is_none()) {
                return wrong("url must be an https address");
            }
            if !seen.insert((&rate.check, &rate.variant)) {
                return wrong("this check and variant stands here twice");
            }
        }
        Ok(rates)
    }

    /// The rate of a failure: the one of its variant, else the one of every failure of the check.
    #[must_use]
    pub fn of(&self, check: &str, variant: &str) -> Option<&BaseRate> {
        let of_check = || self.rates.iter().filter(|rate| rate.check == check);
        of_check().find(|rate| rate.variant.as_deref() == Some(variant)).or_else(|| of_check().find(|rate| rate.variant.is_none()))
    }

    /// In the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &BaseRate> {
        self.rates.iter()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_rates_that_come_with_the_program_are_in_order_and_each_names_its_source() {
        let rates = BaseRates::parse(include_str!("base_rates.toml")).unwrap();
        assert!(rates.iter().count() >= 10);
        assert!(rates.iter().all(|rate| !rate.note.is_empty() && rate.url.contains(&rate.year.to_string())));
        assert_eq!(&rates, BaseRates::built_in());
    }

    #[test]
    fn a_rate_of_one_variant_is_not_told_of_another() {
        let rates = BaseRates::built_in();
        assert_eq!(rates.of("meta-description", "missing").unwrap().share(Language::English), "32.8");
        assert_eq!(rates.of("meta-description", "missing").unwrap().share(Language::German), "32,8");
        assert_eq!(rates.of("meta-description", "short"), None);
        assert_eq!(rates.of("heading-order", "").unwrap().share(Language::German), "41");
        assert_eq!(rates.of("dmarc", ""), None);
    }

    #[test]
    fn a_file_with_a_fault_is_refused_with_the_entry_and_the_reason() {
        let good = "[[rate]]\ncheck='h1'\npercent=10\nwho='pages'\nwhat='have none'\nsource='S'\nurl='https://s.example/'\nyear=2025\n";
        assert!(BaseRates::parse(good).is_ok());
        assert!(BaseRates::parse("").unwrap().iter().next().is_none(), "an empty file switches them off");
        for (from, to, reason) in [
            ("percent=10", "percent=101", "rate 1 (h1): percent must be from 0 to 100"),
            ("percent=10", "percent=nan", "rate 1 (h1): percent must be from 0 to 100"),
            ("year=2025", "year=25", "rate 1 (h1): year must be from 1990 to 2100"),
            ("https:", "ftp:", "rate 1 (h1): url must be an https address"),
            ("'pages'", "\"a\\nb\"", "rate 1 (h1): check, who, what and source must be texts of 1 to 120 characters on one line"),
        ] {
            assert_eq!(BaseRates::parse(&good.replace(from, to)), Err(reason.to_owned()));
        }
        assert!(BaseRates::parse(&format!("{good}{good}")).unwrap_err().ends_with("stands here twice"));
        assert!(BaseRates::parse(&good.replace("who=", "whom=")).is_err());
        assert!(BaseRates::parse("[[rate").is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_file_can_be_read(text: String) {
            let _ = BaseRates::parse(&text);
        }
    }
}
