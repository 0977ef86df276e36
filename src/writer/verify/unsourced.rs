//! Sentences without a source, as a person writes them: they may speak for the sender, in general, or ask and advise the reader; what they state about
//! the prospect needs a source. Where in doubt a sentence is refused, with the word that makes it one about the prospect.

use super::{Allowed, Refusal, house, names, numbers, quotes, words};
use crate::writer::text::{fold, stands_whole, words as words_of};

/// Judges a sentence that cites nothing. `prospect` are the names that the prospect goes by.
///
/// # Errors
/// The first rule that the sentence breaks.
pub fn check_unsourced(text: &str, prospect: &[String], allowed: &Allowed) -> Result<(), Refusal> {
    let outside = without_facts(text, allowed)?;
    let lower = outside.to_lowercase().replace('’', "'");
    if lower.trim_end().ends_with('?') {
        return if asks(&lower) { Ok(()) } else { Err(Refusal::Unsourced(about(&lower, prospect))) };
    }
    if offers(&lower) || speaks_for_sender(&lower, &allowed.sender) {
        return Ok(());
    }
    if advises(&lower) {
        return promises_nothing(&outside);
    }
    let names_prospect = about_prospect(&lower, prospect).is_some();
    if !names_prospect && is_general(&lower) { Ok(()) } else { Err(Refusal::Unsourced(about(&lower, prospect))) }
}

/// Judges a heading or title that cites nothing: a phrase that states nothing may name whom it is about.
///
/// # Errors
/// The first rule that the phrase breaks.
pub fn check_heading(text: &str, prospect: &[String], allowed: &Allowed) -> Result<(), Refusal> {
    let outside = without_facts(text, allowed)?;
    let lower = outside.to_lowercase().replace('’', "'");
    if states(&lower, 0) { Err(Refusal::Unsourced(about(&lower, prospect))) } else { promises_nothing(&outside) }
}

/// The text without its quotations, when nothing in it would need a source on its own: number, name, quotation, address.
fn without_facts(text: &str, allowed: &Allowed) -> Result<String, Refusal> {
    house(text, allowed)?;
    let context: Vec<String> = allowed.posted.iter().chain(&allowed.dates).chain(&allowed.sender).map(|text| fold(text)).chain(["one".into()]).collect();
    if let Some((_, quotation)) = quotes::quotations(text).into_iter().find(|(_, quotation)| !quotes::is_quoted(quotation, &allowed.sender)) {
        return Err(Refusal::Quotation(quotation));
    }
    let outside = quotes::outside(text);
    if let Some(number) = numbers::unsupported(&outside, &context) {
        return Err(Refusal::Number(number));
    }
    match names::unsupported(&without_first_capital(&outside), &context) {
        Some(name) => Err(Refusal::Name(name)),
        None => Ok(outside),
    }
}

/// Advice may name the top of a page or the best photo; it may not promise or give causes.
fn promises_nothing(outside: &str) -> Result<(), Refusal> {
    words::vetted_only(outside, &[]).filter(|word| !HARMLESS.contains(&word.as_str())).map_or(Ok(()), |word| Err(Refusal::Vetted(word)))
}

/// Any word may begin a sentence; the names that matter are looked for by [`about_prospect`] all the same.
fn without_first_capital(text: &str) -> String {
    let trimmed = text.trim_start();
    let first: String = trimmed.chars().take_while(|c| c.is_alphabetic()).collect();
    let plain = first.chars().skip(1).all(char::is_lowercase) && first.is_ascii();
    let rest = trimmed.get(first.len()..).unwrap_or_default();
    if plain { format!("{}{rest}", first.to_lowercase()) } else { text.to_owned() }
}

/// The word by which the sentence speaks of the prospect; `None` when it does not.
fn about_prospect(lower: &str, prospect: &[String]) -> Option<String> {
    let named = prospect.iter().find(|name| name.chars().any(char::is_alphanumeric) && stands_whole(lower, &name.to_lowercase()));
    named.cloned().or_else(|| bare(lower).find(|word| PROSPECT.contains(word)).map(str::to_owned))
}

/// The word to show for a refusal: what speaks of the prospect, else what states something.
fn about(lower: &str, prospect: &[String]) -> String {
    let stating = || bare(lower).find(|word| DEFINITE.contains(word) || SINGULAR.contains(word) || STATEMENTS.contains(word)).map(str::to_owned);
    about_prospect(lower, prospect).or_else(stating).unwrap_or_else(|| bare(lower).next().unwrap_or("").to_owned())
}

/// The sender is its subject, or is named; and it reports nothing that was seen.
fn speaks_for_sender(lower: &str, sender: &[String]) -> bool {
    let own = matches!(bare(lower).next(), Some("we" | "i" | "our" | "my"));
    let named = sender.iter().any(|name| name.chars().count() >= 3 && name.split(' ').count() <= 5 && stands_whole(lower, &name.to_lowercase()));
    let verbs = bare(lower).filter(|word| matches!(*word, "is" | "are" | "was" | "were" | "has" | "have" | "had")).count();
    let reports = bare(lower).any(|word| REPORTS.contains(&word) || PROSPECT.contains(&word) || word.ends_with("n't"));
    let second_clause = [" and the ", ", the ", ", but ", "; "].iter().any(|turn| lower.contains(turn));
    (own || named) && verbs <= 1 && !reports && !second_clause
}

/// Speaks of things in general: nothing that could be pointed at, nothing single, nothing past.
fn is_general(lower: &str) -> bool {
    !bare(lower).any(|word| DEFINITE.contains(&word) || SINGULAR.contains(&word) || word.ends_with("n't"))
}

/// A question that takes nothing for granted.
fn asks(lower: &str) -> bool {
    QUESTIONS.iter().any(|start| lower.starts_with(start)) && !states(lower, 0)
}

/// The sender says what it can, would or will do.
fn offers(lower: &str) -> bool {
    let mut first = bare(lower);
    let begins = matches!(first.next(), Some("we" | "i")) && first.next().is_some_and(|word| OFFERS.contains(&word));
    (begins || ["we'd ", "we'll ", "i'd ", "i'll ", "we are glad to ", "we are happy to "].iter().any(|start| lower.starts_with(start)))
        && !states(lower, 3)
        && !lower.contains([';', ':'])
}

/// An imperative that states nothing on its way.
fn advises(lower: &str) -> bool {
    bare(lower).next().is_some_and(|word| IMPERATIVES.contains(&word)) && !states(lower, 1)
}

/// Some word after the first `skip` states or gives a reason.
fn states(lower: &str, skip: usize) -> bool {
    bare(lower).skip(skip).any(|word| STATEMENTS.contains(&word) || word.ends_with("n't"))
}

fn bare(lower: &str) -> impl Iterator<Item = &str> {
    words_of(lower).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
}

const PROSPECT: &[&str] = &[
    "you",
    "your",
    "yours",
    "yourself",
    "yourselves",
    "you're",
    "you've",
    "they",
    "their",
    "theirs",
    "them",
    "they're",
    "it",
    "its",
    "it's",
    "he",
    "she",
    "his",
    "her",
    "this",
    "that",
    "these",
    "those",
    "there",
    "that's",
    "there's",
    "here",
    "site",
    "site's",
    "website",
    "webshop",
    "homepage",
    "page",
    "page's",
    "shop",
    "firm",
    "company",
    "business",
    "domain",
    "competitors",
];
const QUESTIONS: &[&str] = &["would you", "shall we", "may we", "can we", "could we", "do you want", "would it help", "when may", "when can", "when would"];
const DEFINITE: &[&str] = &["the", "both", "nobody", "none", "nothing", "everybody", "everything", "somebody", "half", "above", "below"];
const SINGULAR: &[&str] = &[
    "is", "was", "were", "has", "had", "does", "did", "lost", "missing", "missed", "broken", "broke", "failed", "fails", "found", "saw", "noticed", "seems",
    "lacks", "loses", "shows", "leads", "points", "goes", "takes", "loads", "hides", "ends", "stands", "cannot",
];
const REPORTS: &[&str] = &[
    "found", "find", "saw", "see", "seen", "noticed", "know", "knew", "think", "believe", "measured", "counted", "checked", "broken", "broke", "missing",
    "lost", "lose", "loses", "slow", "bad", "poor", "weak", "outdated", "wrong", "because", "since", "while", "although", "cannot", "nobody", "nothing",
    "lacks", "fails", "failed",
];
const HARMLESS: &[&str] = &["only", "always", "top", "best", "most", "least"];
const OFFERS: &[&str] = &["can", "could", "may", "would", "will", "shall", "hope", "offer", "help", "look", "work", "gladly"];
const IMPERATIVES: &[&str] = &[
    "add",
    "agree",
    "allow",
    "answer",
    "ask",
    "begin",
    "book",
    "bring",
    "call",
    "change",
    "check",
    "choose",
    "clear",
    "collect",
    "come",
    "compare",
    "compress",
    "copy",
    "count",
    "create",
    "cut",
    "decide",
    "delete",
    "describe",
    "divide",
    "do",
    "don't",
    "draw",
    "drop",
    "end",
    "explain",
    "fill",
    "find",
    "finish",
    "fix",
    "follow",
    "forget",
    "get",
    "give",
    "go",
    "hand",
    "have",
    "hide",
    "invite",
    "join",
    "keep",
    "lead",
    "leave",
    "let",
    "link",
    "list",
    "look",
    "make",
    "mark",
    "measure",
    "meet",
    "merge",
    "move",
    "name",
    "offer",
    "open",
    "order",
    "pick",
    "place",
    "point",
    "print",
    "publish",
    "put",
    "raise",
    "read",
    "reduce",
    "remove",
    "rename",
    "repair",
    "repeat",
    "replace",
    "reply",
    "request",
    "reserve",
    "rewrite",
    "save",
    "say",
    "search",
    "see",
    "send",
    "set",
    "share",
    "shorten",
    "show",
    "sign",
    "speak",
    "split",
    "start",
    "state",
    "stop",
    "switch",
    "take",
    "talk",
    "tell",
    "test",
    "think",
    "translate",
    "try",
    "turn",
    "type",
    "use",
    "visit",
    "walk",
    "watch",
    "write",
];
const STATEMENTS: &[&str] = &[
    "am", "is", "are", "was", "were", "be", "been", "has", "have", "had", "does", "did", "lack", "lacks", "lost", "lose", "loses", "losing", "need", "needs",
    "shows", "loads", "takes", "misses", "missing", "missed", "fail", "fails", "failed", "failing", "breaks", "broke", "broken", "hides", "costs", "saw",
    "found", "noticed", "because", "since", "why", "as", "cannot", "never", "without", "you're", "you've", "it's", "that's", "there's", "they're", "slow",
    "bad", "poor", "weak", "old", "outdated", "wrong",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str) -> Result<(), Refusal> {
        let allowed = Allowed {
            posted: vec!["Harbour & Pine".into()],
            sender: vec!["Brightbench Studio".into()],
            claims_not_to_make: vec!["first rank on Google".into()],
            ..Allowed::default()
        };
        check_unsourced(text, &["Harbour & Pine".into(), "Harbour".into(), "harbourpine.example".into()], &allowed)
    }

    #[test]
    fn words_for_the_sender_in_general_and_to_the_reader_pass() {
        for text in [
            "All of the above was written by Brightbench Studio.",
            "We are a small studio with one fixed fee.",
            "Our work begins with a call.",
            "Slow pages lose visitors.",
            "Put your telephone number at the top of each page.",
            "Would you like to see how?",
            "We can do this for you in a morning.",
            "We'd gladly talk it over with Harbour & Pine.",
            "Ask one friend to look at your home page.",
        ] {
            assert_eq!(judge(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn statements_about_the_prospect_are_refused_by_name() {
        for text in [
            "Your site is slow.",
            "Harbour & Pine loses orders.",
            "Harbour loses orders.",
            "It takes far too long.",
            "Nobody finds your telephone number.",
            "Why is your site so slow?",
            "We found that your site is slow.",
            "We can fix it because your site is slow.",
            "Fix your broken links.",
            "Add a title; your site has none.",
            "Competitors of yours rank higher.",
            "The navigation is broken.",
            "Nobody can find the number.",
            "Navigation is hard to use.",
            "We are glad, and the gallery leads nowhere.",
            "Brightbench Studio found dead links.",
        ] {
            assert!(matches!(judge(text), Err(Refusal::Unsourced(_))), "{text}: {:?}", judge(text));
        }
    }

    #[test]
    fn a_heading_may_name_whom_it_is_about_and_states_nothing() {
        let allowed = Allowed { posted: vec!["Harbour & Pine".into()], ..Allowed::default() };
        let judge = |text: &str| check_heading(text, &["Harbour & Pine".into()], &allowed);
        assert_eq!(judge("A closer look at Harbour & Pine"), Ok(()));
        for bad in ["Your slow site", "Harbour & Pine loses orders", "Half of the visitors gone", "More orders guaranteed"] {
            assert!(judge(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn numbers_names_quotations_and_forbidden_claims_need_more() {
        assert!(matches!(judge("We serve 400 firms."), Err(Refusal::Number(_))));
        assert!(matches!(judge("Ask Amanda Whitfield about it."), Err(Refusal::Name(_))));
        assert!(matches!(judge("People say “the best”."), Err(Refusal::Quotation(_))));
        assert!(matches!(judge("We can bring you the first rank on Google."), Err(Refusal::Offer(_))));
        assert!(matches!(judge("Act today!"), Err(Refusal::Style(_))));
        assert!(matches!(judge("See https://elsewhere.example/x now."), Err(Refusal::Url(_))));
    }
}
