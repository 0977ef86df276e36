//! Which labels name an offer, and which headings open a list of offers.

use super::{labels, words};

/// A label fit to be named as an offer, as a slice of the text.
pub fn label<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let label =
        text.trim().trim_matches(|c: char| matches!(c, '•' | '-' | '–' | '*' | '»' | '›' | '>' | '→' | ':' | ',' | '✓' | '✔' | '+' | '·' | '‣' | '▸')).trim();
    let length = label.chars().count();
    let wide = label.chars().any(|c| c >= '\u{3000}');
    let digits = label.chars().filter(char::is_ascii_digit).count();
    let least = if wide { 2 } else { 4 };
    let bad = !(least..=70).contains(&length)
        || label.split_whitespace().count() > 8
        || label.ends_with(['.', '?', '!', '…', ':', ')']) && digits > 0
        || label.ends_with(['.', '?', '!', '…', ':', ','])
        || label.ends_with(|c: char| c.is_ascii_digit())
        || label.contains(['@', '?', '!', ':', '€', '$', '£', '©', '[', '{', '=', '#', '“', '"', '«', '%', '|', 'を', 'は', 'が', '。'])
        || label.starts_with(|c: char| c.is_ascii_digit())
        || digits * 3 > length
        || label.contains("://")
        || label.contains("...")
        || label.starts_with("www.")
        || labels::is_call_to_action(label)
        || labels::is_furniture(label)
        || words::key(label) == words::key(name)
        || opens_offers(label)
        || is_selling_talk(label);
    (!bad).then_some(label)
}

/// A heading like "Our services".
pub fn opens_offers(heading: &str) -> bool {
    const PHRASES: &[&str] = &[
        "our services",
        "services",
        "what we do",
        "what we offer",
        "our products",
        "products",
        "our solutions",
        "solutions",
        "capabilities",
        "practice areas",
        "leistungen",
        "unser angebot",
        "angebot",
        "was wir bieten",
        "nos services",
        "nos prestations",
        "nos offres",
        "nos solutions",
        "prestations",
        "savoir-faire",
        "servicios",
        "nuestros servicios",
        "productos",
        "áreas de práctica",
        "treatments",
        "サービス",
        "診療科目",
        "診療内容",
        "事業内容",
        "製品",
        "業務内容",
        "取扱",
        "specialities",
        "specialties",
        "we offer",
        "we specialize in",
        "we specialise in",
        "what we build",
        "what we make",
        "was wir machen",
        "leistungsspektrum",
        "unsere schwerpunkte",
        "nos métiers",
        "nos expertises",
        "nos savoir-faire",
        "nos spécialités",
        "qué hacemos",
        "especialidades",
        "áreas",
    ];
    let lower = heading.to_lowercase();
    let lower = lower.trim().trim_end_matches([':', '.']);
    PHRASES.iter().any(|phrase| lower == *phrase || (lower.len() <= phrase.len() + 14 && lower.contains(phrase)))
}

/// Headings that argue, address the reader or belong to the site rather than name what is sold.
fn is_selling_talk(label: &str) -> bool {
    // whole words
    const WORDS: &[&str] = &[
        "you",
        "your",
        "we",
        "our",
        "us",
        "my",
        "mon",
        "ma",
        "mes",
        "mein",
        "meine",
        "why",
        "how",
        "what",
        "who",
        "when",
        "where",
        "is",
        "are",
        "can",
        "will",
        "trusted",
        "faq",
        "faqs",
        "question",
        "questions",
        "review",
        "reviews",
        "process",
        "step",
        "benefit",
        "benefits",
        "advantage",
        "advantages",
        "related",
        "latest",
        "recent",
        "news",
        "blog",
        "contact",
        "team",
        "policy",
        "terms",
        "cookie",
        "cookies",
        "newsletter",
        "address",
        "location",
        "locations",
        "subscribe",
        "copyright",
        "gallery",
        "partner",
        "partners",
        "phone",
        "fax",
        "email",
        "e-mail",
        "monday",
        "typical",
        "profile",
        "update",
        "updates",
        "progress",
        "rate",
        "everything",
        "anything",
        "welcome",
        "testimonial",
        "testimonials",
        "client",
        "clients",
        "customer",
        "customers",
        "overview",
        "introduction",
        "example",
        "examples",
        "schedule",
        "checklist",
        "challenge",
        "challenges",
        "outcome",
        "outcomes",
        "visit",
        "hours",
        "directions",
        "career",
        "careers",
        "job",
        "jobs",
        "hiring",
        "eur",
        "usd",
        "gbp",
        "chf",
        "pourquoi",
        "comment",
        "votre",
        "vos",
        "vous",
        "notre",
        "nos",
        "avantages",
        "politique",
        "prix",
        "tarif",
        "tarifs",
        "avis",
        "boutique",
        "emploi",
        "engagement",
        "engagements",
        "warum",
        "unser",
        "unsere",
        "ihr",
        "ihre",
        "ihren",
        "vorteile",
        "preise",
        "anfahrt",
        "termine",
        "stellenangebote",
        "nuestro",
        "nuestra",
        "nuestros",
        "nuestras",
        "cómo",
        "tu",
        "tus",
        "su",
        "precios",
        "opiniones",
        "ventajas",
        "wir",
        "sie",
        "bild",
        "foto",
        "fotos",
        "photos",
        "press",
        "imprint",
        "read",
        "more",
        "mehr",
        "agb",
        "datenschutz",
        "impressum",
        "login",
        "develop",
        "deploy",
        "discover",
        "deliver",
        "launch",
        "cart",
        "checkout",
        "account",
        "sitemap",
        "warenkorb",
        "panier",
        "carrito",
        "sale",
    ];
    const STARTS: &[&str] = &[
        "for ",
        "für ",
        "pour ",
        "para ",
        "from ",
        "with ",
        "at ",
        "by ",
        "works ",
        "made ",
        "all ",
        "about ",
        "über ",
        "à ",
        "au ",
        "aux ",
        "por qué",
        "step ",
        "follow ",
        "opening hours",
        "all rights",
        "no ",
        "not ",
        "without ",
        "ohne ",
        "sans ",
        "sin ",
        "mit ",
        "and ",
        "or ",
        "und ",
        "et ",
        "y ",
    ];
    let lower = label.to_lowercase();
    let mut all = lower.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty());
    let first = all.clone().next().unwrap_or_default();
    // French asks in -ez and sets aims in -er and -ir
    let several = all.clone().count() >= 3;
    let french_verb = (first.len() > 4 && first.ends_with("ez"))
        || (several && first.len() > 4 && (first.ends_with("er") || first.ends_with("ir")) && has_french_article(&lower));
    french_verb || STARTS.iter().any(|start| lower.starts_with(start)) || all.any(|word| WORDS.contains(&word))
}

fn has_french_article(lower: &str) -> bool {
    words::has_any(lower, &[" le ", " la ", " les ", " un ", " une ", " des ", " du ", " à ", " l'", " l’"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_services_are_told_from_talk() {
        for good in ["Continuous Hinges", "Roof tiles", "Bad-Design", "Derecho de Familia", "漢方内科", "HTML5 apps", "Atelier de reliure"] {
            assert!(label(good, "Kiln").is_some(), "{good}");
        }
        for bad in [
            "Typical programme profile",
            "Rate Card",
            "For marketing",
            "Vos besoins",
            "Développer un produit",
            "Publiez votre annonce",
            "Open day (2017)",
            "Progress update",
            "Senior mason - 400 EUR per day",
            "Boutique et prix",
            "Why choose kilns",
            "Everything a kiln needs",
        ] {
            assert!(label(bad, "Kiln").is_none(), "{bad}");
        }
    }
}
