//! The words of the page about a person's data, in the languages that documents are written in. `{…}` is filled in.

mod de;
mod en;
mod es;
mod fr;

use crate::model::person_request::{RequestKind, RequestState};

/// What is said about one kind of request.
#[derive(Debug)]
pub struct Ask {
    pub heading: &'static str,
    pub text: &'static str,
    pub button: &'static str,
    /// In the list of requests.
    pub name: &'static str,
    /// On the page that the link in the mail opens, and when it is done.
    pub confirm: &'static str,
    pub confirm_button: &'static str,
    pub done: &'static str,
    /// In the mail: what the link is for.
    pub mail: &'static str,
}

/// Everything that the page, its forms and its mail say in one language.
#[derive(Debug)]
pub struct Words {
    /// ISO 639-1.
    pub language: &'static str,
    pub title: &'static str,
    pub lead: &'static str,
    pub who: &'static str,
    pub controller: &'static str,
    pub contact: &'static str,
    pub no_contact: &'static str,
    pub purpose: &'static str,
    pub purpose_default: &'static str,
    pub ground: &'static str,
    pub ground_default: &'static str,
    pub given: &'static str,
    pub given_text: &'static str,
    /// E-mail, name, company, web site, industry, company size, role, phone.
    pub fields: [&'static str; 8],
    pub read: &'static str,
    pub read_text: &'static str,
    pub read_nothing: &'static str,
    pub read_not_yet: &'static str,
    pub made: &'static str,
    pub document: &'static str,
    pub no_document: &'static str,
    pub withdrawn: &'static str,
    pub views: &'static str,
    pub views_none: &'static str,
    pub views_text: &'static str,
    pub long: &'static str,
    pub long_lead: &'static str,
    pub long_evidence: &'static str,
    pub long_views: &'static str,
    pub long_events: &'static str,
    pub days: &'static str,
    pub until_erased: &'static str,
    pub requests: &'static str,
    /// Confirmed, waiting, done, refused.
    pub states: [&'static str; 4],
    pub reason: &'static str,
    pub rights: &'static str,
    pub rights_mail: &'static str,
    pub rights_no_mail: &'static str,
    pub authority: &'static str,
    pub your_email: &'static str,
    pub field: &'static str,
    pub in_document: &'static str,
    pub value: &'static str,
    pub words: &'static str,
    pub optional: &'static str,
    /// Correct, object, erase, export.
    pub asks: [Ask; 4],
    /// In the place of the objection's text where no mail is sent.
    pub object_no_mail: &'static str,
    pub sent_mail: &'static str,
    pub sent_no_mail: &'static str,
    pub wrong_email: &'static str,
    pub wrong_field: &'static str,
    pub wrong_value: &'static str,
    pub too_often: &'static str,
    pub void: &'static str,
    pub void_text: &'static str,
    pub waits: &'static str,
    pub back: &'static str,
    pub subject: &'static str,
    pub mail: &'static str,
    pub secret: &'static str,
    /// `{day}`, `{month}`, `{year}`.
    pub date: &'static str,
    pub months: [&'static str; 12],
}

impl Words {
    /// English where there are none in this language.
    #[must_use]
    pub fn of(language: &str) -> &'static Words {
        ALL.into_iter().find(|words| words.language == language).unwrap_or(&en::WORDS)
    }

    #[must_use]
    pub fn ask(&self, kind: RequestKind) -> &Ask {
        let [correct, object, erase, export] = &self.asks;
        match kind {
            RequestKind::Correct => correct,
            RequestKind::Object => object,
            RequestKind::Erase => erase,
            RequestKind::Export => export,
        }
    }

    /// `None` for one whose link was not opened: whether there is any must not be told.
    #[must_use]
    pub fn state(&self, state: RequestState) -> Option<&'static str> {
        let [confirmed, waiting, done, refused] = self.states;
        match state {
            RequestState::Mail => None,
            RequestState::Confirmed => Some(confirmed),
            RequestState::Waiting => Some(waiting),
            RequestState::Done => Some(done),
            RequestState::Refused => Some(refused),
        }
    }

    /// How a field is called: a common one by its word, any other by its own name.
    #[must_use]
    pub fn field_name(&self, field: &str) -> String {
        const NAMES: [&str; 8] = ["email", "fullName", "company", "domain", "industry", "companySize", "title", "phone"];
        let common = NAMES.iter().position(|name| *name == field).and_then(|at| self.fields.get(at));
        common.map_or_else(|| field.split_once('.').map_or(field, |(_, name)| name).to_owned(), |name| (*name).to_owned())
    }

    /// Epoch milliseconds as a date (UTC).
    #[must_use]
    pub fn date(&self, at: i64) -> String {
        let Ok(at) = jiff::Timestamp::from_millisecond(at) else { return String::new() };
        let date = at.to_zoned(jiff::tz::TimeZone::UTC).date();
        let month = usize::try_from(date.month()).ok().and_then(|month| self.months.get(month.checked_sub(1)?)).copied().unwrap_or_default();
        fill(self.date, &[("day", &date.day().to_string()), ("month", month), ("year", &date.year().to_string())])
    }
}

/// Puts values in the places of `{name}`. What a value holds is not looked at again.
#[must_use]
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        match behind.split_once('}') {
            Some((name, after)) => {
                match values.iter().find(|(known, _)| *known == name) {
                    Some((_, value)) => out.push_str(value),
                    None => out.push_str(&format!("{{{name}}}")),
                }
                rest = after;
            }
            None => {
                out.push('{');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

pub static ALL: [&Words; 4] = [&en::WORDS, &de::WORDS, &fr::WORDS, &es::WORDS];

#[cfg(test)]
mod tests {
    use super::*;

    /// The names in braces, in order.
    fn places(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn every_language_says_the_same_with_the_same_places() {
        let debug = |words: &Words| format!("{words:?}");
        let texts = |words: &Words| -> Vec<String> { debug(words).split('"').skip(1).step_by(2).map(str::to_owned).collect() };
        let english = texts(&en::WORDS);
        for words in ALL {
            let these = texts(words);
            assert_eq!(these.len(), english.len(), "{}", words.language);
            for (one, original) in these.iter().zip(&english) {
                assert!(!one.trim().is_empty(), "{}: nothing for {original:?}", words.language);
                assert_eq!(places(one), places(original), "{}: {one:?}", words.language);
            }
            assert!(words.mail.contains("{link}") && words.mail.contains("48"), "{}", words.language);
        }
        assert_eq!(Words::of("xx").language, "en");
    }

    #[test]
    fn a_date_and_a_field_are_called_as_the_language_calls_them() {
        let day = |language: &str| Words::of(language).date(1_795_500_000_000);
        assert_eq!([day("en"), day("de"), day("fr"), day("es")], ["24 November 2026", "24. November 2026", "24 novembre 2026", "24 de noviembre de 2026"]);
        assert_eq!(Words::of("de").field_name("customFields.seats"), "seats");
        assert_eq!(Words::of("fr").field_name("phone"), "Téléphone");
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
    }
}
