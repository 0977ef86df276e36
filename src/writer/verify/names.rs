//! Rule 3: every proper noun, domain, e-mail address and handle of a sentence stands in its evidence or in what was posted.

use crate::writer::text::stands_whole;

/// First name of the sentence (quotations already taken out) that stands in none of the texts; `None` when all stand.
#[must_use]
pub fn unsupported(sentence: &str, texts: &[String]) -> Option<String> {
    let lower: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    names(sentence).into_iter().find(|name| {
        let wanted = name.to_lowercase();
        let known = TRADE.contains(&wanted.as_str()) || lower.iter().any(|text| stands_whole(text, &wanted));
        let parts_of_trade = wanted.split(' ').all(|part| TRADE.contains(&part));
        !known && !parts_of_trade
    })
}

/// Runs of capitalised words, words with capitals or digits inside, words of other scripts, domains, addresses and handles.
fn names(sentence: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    let mut starts = true;
    for word in sentence.split_whitespace() {
        let bare = bare(word);
        if bare.contains('@') || is_domain(bare) {
            flush(&mut run, &mut found);
            found.push(bare.to_owned());
        } else if is_name(bare, starts && run.is_empty()) || (bare == "&" && !run.is_empty()) {
            run.push(bare);
        } else {
            flush(&mut run, &mut found);
        }
        starts = word.ends_with(['.', ':', '?', '—', '–']) || bare.is_empty() && starts;
        if word.ends_with([',', ';', '.', ':', '?', ')']) {
            flush(&mut run, &mut found);
        }
    }
    flush(&mut run, &mut found);
    found
}

fn flush(run: &mut Vec<&str>, found: &mut Vec<String>) {
    while run.last().is_some_and(|word| *word == "&") {
        run.pop();
    }
    if !run.is_empty() {
        found.push(run.join(" "));
        run.clear();
    }
}

fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '&' | '@')));
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

fn is_name(word: &str, starts: bool) -> bool {
    let Some(first) = word.chars().next() else { return false };
    if word.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.' | '&')) {
        return true;
    }
    if word.chars().skip(1).any(char::is_uppercase) {
        return true;
    }
    if !first.is_uppercase() || word == "I" {
        return false;
    }
    !(starts && STARTERS.contains(&word.to_lowercase().as_str()))
}

/// `harbourpine.example`, `www.a.co.uk/path`; not `e.g` or `5.8`.
fn is_domain(word: &str) -> bool {
    let host = word.split('/').next().unwrap_or(word);
    match host.rsplit_once('.') {
        Some((head, tld)) => {
            tld.len() >= 2 && tld.chars().all(|c| c.is_alphabetic()) && head.len() >= 2 && !head.contains(' ') && head.chars().any(char::is_alphabetic)
        }
        None => false,
    }
}

/// Names of the trade that say nothing about a prospect; lower case.
const TRADE: &[&str] = &[
    "google",
    "bing",
    "linkedin",
    "whatsapp",
    "facebook",
    "html",
    "http",
    "https",
    "url",
    "json",
    "json-ld",
    "xml",
    "dns",
    "tls",
    "spf",
    "dmarc",
    "hsts",
    "css",
    "javascript",
    "ai",
    "rfc",
    "pdf",
    "seo",
    "english",
    "open",
    "graph",
    "schema.org",
    "webp",
    "avif",
    "e-mail",
];

/// Words that begin English sentences without being names; lower case.
const STARTERS: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "add",
    "after",
    "again",
    "all",
    "almost",
    "along",
    "also",
    "although",
    "among",
    "an",
    "and",
    "another",
    "any",
    "anybody",
    "anyone",
    "as",
    "ask",
    "at",
    "away",
    "because",
    "before",
    "behind",
    "below",
    "besides",
    "between",
    "both",
    "but",
    "by",
    "can",
    "change",
    "check",
    "choose",
    "copy",
    "cut",
    "despite",
    "do",
    "does",
    "during",
    "each",
    "either",
    "eight",
    "else",
    "even",
    "every",
    "everybody",
    "everyone",
    "everything",
    "few",
    "fewer",
    "find",
    "first",
    "five",
    "fix",
    "for",
    "four",
    "from",
    "further",
    "give",
    "given",
    "half",
    "has",
    "have",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "if",
    "in",
    "inside",
    "instead",
    "into",
    "is",
    "it",
    "its",
    "just",
    "keep",
    "last",
    "later",
    "least",
    "less",
    "let",
    "like",
    "links",
    "look",
    "make",
    "many",
    "may",
    "more",
    "most",
    "move",
    "much",
    "must",
    "name",
    "near",
    "nearly",
    "neither",
    "never",
    "next",
    "nine",
    "no",
    "nobody",
    "none",
    "nor",
    "not",
    "nothing",
    "now",
    "of",
    "off",
    "often",
    "on",
    "once",
    "one",
    "only",
    "open",
    "or",
    "other",
    "others",
    "our",
    "out",
    "over",
    "page",
    "pages",
    "people",
    "perhaps",
    "please",
    "put",
    "rather",
    "read",
    "readers",
    "remove",
    "replace",
    "rewrite",
    "say",
    "search",
    "searchers",
    "see",
    "send",
    "set",
    "seven",
    "several",
    "she",
    "should",
    "show",
    "since",
    "six",
    "so",
    "some",
    "somebody",
    "someone",
    "something",
    "sometimes",
    "still",
    "such",
    "switch",
    "take",
    "tell",
    "ten",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "therefore",
    "these",
    "they",
    "this",
    "those",
    "though",
    "three",
    "through",
    "to",
    "today",
    "together",
    "turn",
    "two",
    "under",
    "until",
    "up",
    "upon",
    "use",
    "very",
    "visitors",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whoever",
    "whose",
    "why",
    "with",
    "within",
    "without",
    "write",
    "yes",
    "yet",
    "you",
    "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(sentence: &str, evidence: &str) -> Option<String> {
        unsupported(sentence, &[evidence.to_owned()])
    }

    #[test]
    fn a_foreign_name_is_refused() {
        let evidence = "Harbour & Pine Joinery of Whitby, founded by Anna Weber and Tom Hale";
        assert_eq!(refused("Harbour & Pine Joinery works in Whitby.", evidence), None);
        assert_eq!(refused("The workshop of Anna Weber is in York.", evidence).as_deref(), Some("York"));
        assert_eq!(refused("Larch is a joinery in Whitby.", evidence).as_deref(), Some("Larch"));
    }

    #[test]
    fn parts_of_two_names_do_not_make_a_third() {
        assert_eq!(refused("It was founded by Anna Hale.", "Anna Weber and Tom Hale").as_deref(), Some("Anna Hale"));
    }

    #[test]
    fn domains_addresses_and_other_scripts_are_names() {
        assert_eq!(refused("Write to hello@tidelog.example now.", "hello@tidelog.example"), None);
        assert!(refused("Write to hallo@tidelog.example now.", "hello@tidelog.example").is_some());
        assert!(refused("See tidelog.example for it.", "harbourpine.example").is_some());
        assert!(refused("It belongs to 株式会社 there.", "nothing").is_some());
        assert!(refused("It is run by müller now.", "nothing").is_some());
    }

    #[test]
    fn the_first_word_is_a_name_unless_it_is_a_plain_one() {
        assert_eq!(refused("Somebody asked.", "nothing"), None);
        assert_eq!(refused("Tidelog asked.", "nothing").as_deref(), Some("Tidelog"));
    }
}
