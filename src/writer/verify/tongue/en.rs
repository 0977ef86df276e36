//! The words of English.

use super::{Plain, Tongue};
use crate::model::told::Language;

pub const TONGUE: Tongue = Tongue {
    language: Language::English,
    function: &["a", "an", "the", "and", "or", "but", "if", "of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "is", "are", "was", "were", "be", "been", "being", "it", "its", "this", "that", "these", "those", "they", "their", "them", "we", "our", "us", "you", "your", "he", "she", "his", "her", "who", "which", "what", "there", "here", "has", "have", "had", "do", "does", "did", "so", "than", "then", "also", "into", "about", "can", "may", "will", "would", "i", "my", "over", "under", "more", "less", "fewer", "up", "out", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "s", "t", "through", "between", "within", "all", "any", "each", "every", "some", "such", "when", "where", "while", "how", "why", "must", "should", "could", "might", "just", "very", "too", "him", "me", "whose", "whom"],
    negations: &["no", "not", "never", "none", "without", "cannot", "neither", "nor", "nothing", "nobody", "nowhere", "lacks", "lack", "lacking", "lacked", "missing", "absent", "empty", "hardly", "scarcely", "barely", "refuses", "denies", "unable"],
    up: &["more", "over", "above", "higher", "larger", "bigger", "greater", "exceeds", "increase", "increased", "grew", "longer", "faster", "better", "exceed"],
    down: &["less", "fewer", "under", "below", "lower", "smaller", "decrease", "decreased", "fell", "shorter", "slower", "worse"],
    before: &["before", "until", "till"],
    after: &["after", "since"],
    merely: &["only", "just", "merely"],
    opposites: &["un", "in", "im", "ir", "il", "dis", "non", "non-"],
    starters: &["a", "about", "above", "across", "add", "after", "again", "all", "almost", "along", "also", "although", "among", "an", "and", "another", "any", "anybody", "anyone", "as", "ask", "at", "away", "because", "before", "behind", "below", "besides", "between", "both", "but", "by", "can", "change", "check", "choose", "copy", "cut", "despite", "do", "does", "during", "each", "either", "eight", "else", "even", "every", "everybody", "everyone", "everything", "few", "fewer", "find", "first", "five", "fix", "for", "four", "from", "further", "give", "given", "half", "has", "have", "he", "her", "here", "his", "how", "however", "if", "in", "inside", "instead", "into", "is", "it", "its", "just", "keep", "last", "later", "least", "less", "let", "like", "links", "look", "make", "many", "may", "more", "most", "move", "much", "must", "name", "near", "nearly", "neither", "never", "next", "nine", "no", "nobody", "none", "nor", "not", "nothing", "now", "of", "off", "often", "on", "once", "one", "only", "open", "or", "other", "others", "our", "out", "over", "page", "pages", "people", "perhaps", "please", "put", "rather", "read", "readers", "remove", "replace", "rewrite", "say", "search", "searchers", "see", "send", "set", "seven", "several", "she", "should", "show", "since", "six", "so", "some", "somebody", "someone", "something", "sometimes", "still", "such", "switch", "take", "tell", "ten", "than", "that", "the", "their", "them", "then", "there", "therefore", "these", "they", "this", "those", "though", "three", "through", "to", "today", "together", "turn", "two", "under", "until", "up", "upon", "use", "very", "visitors", "was", "we", "were", "what", "when", "where", "whether", "which", "while", "who", "whoever", "whose", "why", "with", "within", "without", "write", "yes", "yet", "you", "your"],
    nouns: &[],
    elided: &[],
    superlatives: &["best", "most", "worst", "least", "leading", "guaranteed", "guarantee", "unique", "unrivalled", "unmatched", "perfect", "top", "premier", "number-one", "world-class", "first-class"],
    superlative_endings: &["est"],
    no_superlatives: &["interest", "request", "forest", "honest", "modest", "invest", "suggest", "protest", "contest", "harvest", "latest", "northwest", "southwest", "budapest", "digest", "priest", "attest", "tempest", "southeast", "everest", "inquest", "bequest", "arrest", "behest", "conquest", "breast", "earnest", "dishonest", "disinterest"],
    causes: &["only", "always", "because", "therefore", "thus", "hence", "due to", "thanks to", "leads to", "led to", "results in", "resulted in", "causes", "caused by", "as a result", "so that", "will", "would", "makes sure", "ensures", "which means", "that means", "improves", "boosts", "increases", "reduces"],
    cliches: &["unlock", "unlocks", "leverage", "leveraging", "game-changer", "game changer", "game-changing", "supercharge", "skyrocket", "revolutionise", "revolutionize", "cutting-edge", "next level", "seamless", "seamlessly", "synergy", "elevate", "dive in", "deep dive", "in today's", "robust solution", "best-in-class", "low-hanging fruit", "act now", "don't miss", "alarming", "disaster"],
    plain: PLAIN,
};

const PLAIN: Plain = Plain {
    prospect: &["you", "your", "yours", "yourself", "yourselves", "you're", "you've", "they", "their", "theirs", "them", "they're", "it", "its", "it's", "he", "she", "his", "her", "this", "that", "these", "those", "there", "that's", "there's", "here", "site", "site's", "website", "webshop", "homepage", "page", "page's", "shop", "firm", "company", "business", "domain", "competitors"],
    questions: &["would you", "shall we", "may we", "can we", "could we", "do you want", "would it help", "when may", "when can", "when would"],
    own: &["we", "i", "our", "my"],
    verbs: &["is", "are", "was", "were", "has", "have", "had"],
    reports: &["found", "find", "saw", "see", "seen", "noticed", "know", "knew", "think", "believe", "measured", "counted", "checked", "broken", "broke", "missing", "lost", "lose", "loses", "slow", "bad", "poor", "weak", "outdated", "wrong", "because", "since", "while", "although", "cannot", "nobody", "nothing", "lacks", "fails", "failed"],
    turns: &[" and the ", ", the ", ", but ", "; "],
    definite: &["the", "both", "nobody", "none", "nothing", "everybody", "everything", "somebody", "half", "above", "below"],
    singular: &["is", "was", "were", "has", "had", "does", "did", "lost", "missing", "missed", "broken", "broke", "failed", "fails", "found", "saw", "noticed", "seems", "lacks", "loses", "shows", "leads", "points", "goes", "takes", "loads", "hides", "ends", "stands", "cannot"],
    harmless: &["only", "always", "top", "best", "most", "least"],
    offers: &["we'd ", "we'll ", "i'd ", "i'll ", "we are glad to ", "we are happy to "],
    offer_verbs: &["can", "could", "may", "would", "will", "shall", "hope", "offer", "help", "look", "work", "gladly"],
    imperatives: &["add", "agree", "allow", "answer", "ask", "begin", "book", "bring", "call", "change", "check", "choose", "clear", "collect", "come", "compare", "compress", "copy", "count", "create", "cut", "decide", "delete", "describe", "divide", "do", "don't", "draw", "drop", "end", "explain", "fill", "find", "finish", "fix", "follow", "forget", "get", "give", "go", "hand", "have", "hide", "invite", "join", "keep", "lead", "leave", "let", "link", "list", "look", "make", "mark", "measure", "meet", "merge", "move", "name", "offer", "open", "order", "pick", "place", "point", "print", "publish", "put", "raise", "read", "reduce", "remove", "rename", "repair", "repeat", "replace", "reply", "request", "reserve", "rewrite", "save", "say", "search", "see", "send", "set", "share", "shorten", "show", "sign", "speak", "split", "start", "state", "stop", "switch", "take", "talk", "tell", "test", "think", "translate", "try", "turn", "type", "use", "visit", "walk", "watch", "write"],
    imperative_form: ("", ""),
    statements: &["am", "is", "are", "was", "were", "be", "been", "has", "have", "had", "does", "did", "lack", "lacks", "lost", "lose", "loses", "losing", "need", "needs", "shows", "loads", "takes", "misses", "missing", "missed", "fail", "fails", "failed", "failing", "breaks", "broke", "broken", "hides", "costs", "saw", "found", "noticed", "because", "since", "why", "as", "cannot", "never", "without", "you're", "you've", "it's", "that's", "there's", "they're", "slow", "bad", "poor", "weak", "old", "outdated", "wrong"],
};
