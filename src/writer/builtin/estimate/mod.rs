//! Words around the estimates, one table a language. Figures of our own are said to be ours.

mod de;
mod en;
mod es;
mod fr;

use crate::model::finding::Effort;
use crate::model::told::Language;

use super::Line;

/// The section of the calculators in one language.
#[derive(Debug)]
pub struct Estimate {
    pub heading: &'static [Line],
    /// How many checks asked for a change, and how many of them by effort.
    pub intro: &'static [Line],
    pub minutes: &'static [Line],
    pub hours: &'static [Line],
    pub days: &'static [Line],
    /// Where the times come from, and what to do with them.
    pub times: &'static [Line],
    /// Where a cost is shown too.
    pub rate_words: &'static [Line],
    pub caption: &'static str,
    /// Labels of the counts, by effort.
    pub counts: [&'static str; 3],
    /// Labels of the times, by effort.
    pub each: [&'static str; 3],
    pub our_table: &'static str,
    pub rate: &'static str,
    pub rate_common: &'static str,
    pub rate_of_sender: &'static str,
    pub hours_in_all: &'static str,
    pub cost: &'static str,
    /// The table of what is counted: caption, task, what was seen, effort.
    pub counted: [&'static str; 4],
    pub efforts: [&'static str; 3],
    /// The second estimate, where the site states a price.
    pub price_intro: &'static [Line],
    pub price_how: &'static [Line],
    pub price_caption: &'static str,
    pub price: &'static str,
    pub enquiries: &'static str,
    pub share: &'static str,
    pub yours: &'static str,
    pub share_common: &'static str,
    pub worth: &'static str,
    /// An owner's own default.
    pub own_default: &'static str,
    pub own_source: &'static [Line],
    pub own_price: &'static [Line],
    pub limits: &'static [Line],
}

impl Estimate {
    /// The words of a language.
    #[must_use]
    pub fn of(language: Language) -> &'static Estimate {
        match language {
            Language::English => &en::WORDS,
            Language::German => &de::WORDS,
            Language::French => &fr::WORDS,
            Language::Spanish => &es::WORDS,
        }
    }

    /// The sentence that counts the changes of this effort.
    #[must_use]
    pub fn count(&self, effort: Effort) -> &'static [Line] {
        match effort {
            Effort::Minutes => self.minutes,
            Effort::Hours => self.hours,
            Effort::Days => self.days,
        }
    }

    fn patterns(&self) -> impl Iterator<Item = &'static str> {
        let lines = [
            self.heading,
            self.intro,
            self.minutes,
            self.hours,
            self.days,
            self.times,
            self.rate_words,
            self.price_intro,
            self.price_how,
            self.own_source,
            self.own_price,
            self.limits,
        ];
        let words = [
            self.caption,
            self.our_table,
            self.rate,
            self.rate_common,
            self.rate_of_sender,
            self.hours_in_all,
            self.cost,
            self.price_caption,
            self.price,
            self.enquiries,
            self.share,
            self.yours,
            self.share_common,
            self.worth,
            self.own_default,
        ];
        lines.into_iter().flatten().map(|line| line.1).chain(words).chain(self.counts).chain(self.each).chain(self.counted).chain(self.efforts)
    }
}

/// Every pattern of every language, for the gate.
pub fn patterns() -> impl Iterator<Item = &'static str> {
    Language::ALL.into_iter().flat_map(|language| Estimate::of(language).patterns()).flat_map(super::sentences)
}
