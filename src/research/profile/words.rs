//! Small readings of text that all fact families share.

use regex::Regex;

/// A pattern of ours; a static in the files that use it.
pub fn pattern(source: &str) -> Option<Regex> {
    Regex::new(source).ok()
}

pub fn has_any(text: &str, needles: &[&str]) -> bool {
    needles.iter().any(|needle| text.contains(needle))
}

/// Letters and digits alone, lower case: what makes two spellings the same.
pub fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The sentence, or at most some 300 characters, around the first place of `value`; the beginning when it is not there.
pub fn around<'t>(text: &'t str, value: &str) -> &'t str {
    const SIDE: usize = 120;
    if text.chars().count() <= 300 {
        return text;
    }
    let at = text.find(value).unwrap_or(0);
    let end_of_value = at + value.len();
    let mut start = text.floor_char_boundary(at.saturating_sub(SIDE));
    if start > 0 {
        start = text[start..at].find(' ').map_or(at, |space| start + space + 1);
    }
    let end = text.floor_char_boundary((end_of_value + SIDE).min(text.len()));
    let end =
        if end >= text.len() { text.len() } else { text[..end].rfind(' ').filter(|&space| space >= end_of_value).unwrap_or(end_of_value.min(text.len())) };
    text.get(start..end).unwrap_or(text).trim()
}

/// Sentences of a block, as slices of it.
pub fn sentences(text: &str) -> Vec<&str> {
    const ABBREVIATIONS: &[&str] = &[
        "inc", "ltd", "co", "corp", "dr", "mr", "mrs", "ms", "st", "no", "nr", "str", "vs", "ca", "bzw", "z.b", "e.g", "i.e", "etc", "est", "p.a", "jr", "sr",
        "tel", "approx", "u.s",
    ];
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let wide = matches!(c, '。' | '！' | '？');
        if !wide && !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let next_blank = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        if !wide && !next_blank {
            continue;
        }
        if c == '.' {
            let word = text[start..at].rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
            if ABBREVIATIONS.contains(&word.as_str()) || word.chars().count() == 1 {
                continue;
            }
        }
        let end = at + c.len_utf8();
        out.push(text[start..end].trim());
        start = end;
    }
    out.push(text[start..].trim());
    out.retain(|sentence| !sentence.is_empty());
    out
}

/// A goal, a forecast, a general statistic or sample text: not a fact about the company.
pub fn is_not_a_fact(sentence: &str) -> bool {
    const MARKS: &[&str] = &[
        "target",
        " aim ",
        " aims ",
        " aim to",
        "goal",
        "up to ",
        "lorem ipsum",
        "vision is",
        "we want to",
        "we hope",
        "will be",
        "objectif",
        "jusqu'",
        "jusqu’",
        "ziel ist",
        "bis zu ",
        "objetivo",
        "hasta ",
        "目標",
        "example",
        "beispiel",
        "exemple",
        "ejemplo",
        "sample",
        "demo",
        "according to",
        "studies show",
        "research shows",
        "statistics",
        "survey",
        "of all companies",
        "of businesses",
        "of companies",
        "on average",
        "worldwide",
        "of consumers",
        "of people",
        "percent of",
        "did you know",
    ];
    has_any(&format!(" {} ", sentence.to_lowercase()), MARKS)
}

/// Words that ask the reader to do something, in the languages we know, at the start of a label.
pub fn is_call_to_action(label: &str) -> bool {
    const STARTS: &[&str] = &[
        "contact",
        "read ",
        "learn",
        "get ",
        "book ",
        "buy ",
        "call ",
        "click",
        "sign ",
        "start ",
        "try ",
        "request",
        "download",
        "subscribe",
        "join ",
        "shop now",
        "order now",
        "view ",
        "see ",
        "find out",
        "discover",
        "explore",
        "schedule",
        "apply",
        "submit",
        "send ",
        "let's",
        "let’s",
        "talk ",
        "ask ",
        "log in",
        "login",
        "register",
        "donate",
        "more",
        "watch",
        "follow",
        "share",
        "back ",
        "next",
        "previous",
        "go to",
        "skip",
        "kontakt",
        "mehr",
        "jetzt",
        "anfrage",
        "lesen",
        "hier",
        "zur ",
        "zum ",
        "zurück",
        "contactez",
        "en savoir",
        "lire",
        "voir",
        "découvr",
        "demand",
        "réserv",
        "appel",
        "télécharg",
        "inscri",
        "contacta",
        "contáct",
        "leer",
        "ver ",
        "saber",
        "solicit",
        "reserv",
        "descarg",
        "llám",
        "llama",
        "más info",
        "créez",
        "trouvez",
        "create ",
        "find ",
        "お問い合わせ",
        "詳し",
        "もっと",
        "予約",
        "choose",
        "chat",
        "open ",
        "close",
        "show ",
        "add to",
        "hire ",
        "meet ",
        "visit ",
        "need ",
        "ready to",
        "want to",
        "looking for",
    ];
    let lower = label.trim().to_lowercase();
    STARTS.iter().any(|start| lower.starts_with(start))
}

/// Names of pages and sections that are on every site.
pub fn is_furniture(label: &str) -> bool {
    const LABELS: &[&str] = &[
        "home",
        "homepage",
        "about",
        "aboutus",
        "services",
        "ourservices",
        "products",
        "ourproducts",
        "solutions",
        "blog",
        "news",
        "faq",
        "faqs",
        "team",
        "ourteam",
        "careers",
        "jobs",
        "privacy",
        "privacypolicy",
        "terms",
        "legal",
        "imprint",
        "impressum",
        "datenschutz",
        "agb",
        "startseite",
        "überuns",
        "leistungen",
        "unsereleistungen",
        "produkte",
        "aktuelles",
        "accueil",
        "apropos",
        "nosservices",
        "produits",
        "actualités",
        "mentionslégales",
        "inicio",
        "nosotros",
        "servicios",
        "nuestrosservicios",
        "productos",
        "noticias",
        "testimonials",
        "reviews",
        "gallery",
        "galerie",
        "galería",
        "portfolio",
        "ourwork",
        "casestudies",
        "resources",
        "support",
        "help",
        "search",
        "menu",
        "pricing",
        "prices",
        "preise",
        "tarifs",
        "precios",
        "links",
        "sitemap",
        "whatwedo",
        "whoweare",
        "howitworks",
        "whyus",
        "whychooseus",
        "ourprocess",
        "ourmission",
        "mission",
        "vision",
        "ourvision",
        "values",
        "ourvalues",
        "overview",
        "features",
        "benefits",
        "partners",
        "ourpartners",
        "clients",
        "ourclients",
        "welcome",
        "willkommen",
        "bienvenue",
        "bienvenidos",
        "introduction",
        "conclusion",
        "expertise",
        "ourexpertise",
        "ourapproach",
        "approach",
        "history",
        "ourstory",
        "location",
        "locations",
        "hours",
        "openinghours",
        "öffnungszeiten",
        "horaires",
        "horario",
        "anfahrt",
        "downloads",
        "events",
        "newsletter",
        "followus",
        "socialmedia",
        "quicklinks",
        "usefullinks",
        "information",
        "info",
        "allservices",
        "allproducts",
        "categories",
        "tags",
        "archive",
        "archives",
        "recentposts",
        "relatedposts",
        "comments",
        "ホーム",
        "会社概要",
        "お知らせ",
        "アクセス",
        "company",
        "unternehmen",
        "profil",
        "profile",
        "index",
        "other",
        "more",
        "english",
        "deutsch",
        "français",
        "español",
        "italiano",
        "日本語",
        "untitled",
        "untitleddocument",
        "cookies",
        "cookiepolicy",
        "navigation",
        "leistung",
        "angebot",
        "service",
        "what weoffer",
    ];
    let key = key(label);
    key.is_empty() || LABELS.contains(&key.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_holds_its_value() {
        let text = format!("{} call 0512-123 now {}", "word ".repeat(100), "tail ".repeat(100));
        let quote = around(&text, "0512-123");
        assert!(quote.contains("0512-123") && quote.chars().count() < 300 && text.contains(quote));
        let wide = format!("{}電話088-1{}", "漢".repeat(400), "字".repeat(400));
        assert!(around(&wide, "088-1").contains("088-1"));
    }

    #[test]
    fn sentences_end_where_readers_end_them() {
        assert_eq!(sentences("Kiln Ltd. fires bricks. Since 1970! 創業です。はい"), ["Kiln Ltd. fires bricks.", "Since 1970!", "創業です。", "はい"]);
    }

    #[test]
    fn targets_are_not_facts() {
        assert!(is_not_a_fact("95%+ on-time delivery target"));
        assert!(!is_not_a_fact("We have fired bricks since 1970."));
    }
}
