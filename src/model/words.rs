//! The words by whose beginnings a lead is found, and those of a search.

use super::lead::LeadFields;

/// Longest word, in characters; longer ones are cut, in the search as well.
const WORD_MAX_CHARS: usize = 40;
/// Most words of one lead.
const WORDS_MAX: usize = 12;
/// Most words of a search; further ones are left out.
const SEARCH_MAX: usize = 4;

/// Lower-cased, without doubles, what identifies best first: address, name, company, hosts.
#[must_use]
pub fn words_of(lead: &LeadFields) -> Vec<String> {
    let mut words = Words(Vec::new());
    words.add(&lead.email);
    for text in [&lead.full_name, &lead.company].into_iter().flatten() {
        words.add_text(text);
    }
    let (local, host) = lead.email.rsplit_once('@').unwrap_or_default();
    for host in [lead.domain.as_deref().unwrap_or_default(), host] {
        let host = host.strip_prefix("www.").unwrap_or(host);
        words.add(host);
    }
    for part in local.split(['.', '_', '-', '+']) {
        words.add(part);
    }
    words.0
}

/// What was typed into the search box, as words that each must begin some word of the lead.
#[must_use]
pub fn words_searched(typed: &str) -> Vec<String> {
    let mut words = Words(Vec::new());
    for word in split(typed) {
        words.add(word);
    }
    words.0.truncate(SEARCH_MAX);
    words.0
}

struct Words(Vec<String>);

impl Words {
    fn add_text(&mut self, text: &str) {
        for word in split(text) {
            self.add(word);
            // Smith-Jones is found by Jones too.
            for part in word.split('-').skip(1) {
                self.add(part);
            }
        }
    }

    fn add(&mut self, word: &str) {
        let word: String = word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).take(WORD_MAX_CHARS).collect();
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() && self.0.len() < WORDS_MAX && !self.0.iter().any(|known| known == word) {
            self.0.push(word.to_owned());
        }
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || ",;:/()[]{}<>\"&|".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_is_found_by_address_name_company_and_host() {
        let lead = LeadFields {
            email: "Jane.Miller@mail.harbourpine.example".into(),
            full_name: Some("Jane Smith-Miller".into()),
            company: Some("Harbour & Pine (Joinery)".into()),
            domain: Some("www.harbourpine.example".into()),
            ..LeadFields::default()
        };
        let words = words_of(&lead);
        let expected = [
            "jane.miller@mail.harbourpine.example",
            "jane",
            "smith-miller",
            "miller",
            "harbour",
            "pine",
            "joinery",
            "harbourpine.example",
            "mail.harbourpine.example",
        ];
        assert_eq!(words, expected);
    }

    #[test]
    fn a_lead_has_at_most_twelve_short_words() {
        let lead =
            LeadFields { email: format!("{}@firm.example", "x".repeat(60)), full_name: Some("a b c d e f g h i j k l m n".into()), ..LeadFields::default() };
        let words = words_of(&lead);
        assert_eq!(words.len(), WORDS_MAX);
        assert!(words.iter().all(|word| word.chars().count() <= WORD_MAX_CHARS));
    }

    #[test]
    fn a_search_is_cut_into_words() {
        assert_eq!(words_searched("  JANE, \"O’Brien\" & jane a b c"), ["jane", "o'brien", "a", "b"]);
        assert!(words_searched(" -%_ ").is_empty());
        let long = format!("{}@firm.example", "x".repeat(60));
        assert_eq!(words_searched(&long), ["x".repeat(40)]);
    }
}
