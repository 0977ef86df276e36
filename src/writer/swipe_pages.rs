//! What the pages themselves give for texts to copy: what each is about, what is weak in its title, description and heading, empty link words, pictures
//! without a text. Nothing is phrased here.

use std::collections::BTreeSet;

use crate::model::evidence::{Evidence, EvidenceId, Kind, Source};
use crate::model::page::{BlockKind, Dropped, Page, Role};

use super::Brief;
use super::text::{fold, quotable};
use super::values::{is_home, small_print};
use super::verify::divide;

/// Words that say nothing about what a page is, in the languages of the library.
const GENERIC: [&str; 50] = [
    "home",
    "homepage",
    "home page",
    "start",
    "startseite",
    "accueil",
    "inicio",
    "index",
    "main",
    "untitled",
    "document",
    "page",
    "seite",
    "menu",
    "menü",
    "bottom",
    "top",
    "contact",
    "kontakt",
    "contacto",
    "about",
    "services",
    "leistungen",
    "ホーム",
    "about us",
    "our services",
    "our work",
    "contact us",
    "über uns",
    "qui sommes-nous",
    "quiénes somos",
    "quienes somos",
    "servicios",
    "tarifs",
    "blog",
    "news",
    "faq",
    "aktuelles",
    "actualités",
    "noticias",
    "impressum",
    "products",
    "produkte",
    "produits",
    "productos",
    "gallery",
    "galerie",
    "galería",
    "profil",
    "会社案内",
];
/// Small words of a greeting.
const JOINING: [&str; 52] = [
    "to", "our", "the", "at", "in", "of", "on", "and", "a", "site", "website", "web", "page", "homepage", "home", "document", "you", "your", "us", "bei",
    "uns", "auf", "der", "die", "das", "den", "unserer", "unsere", "seite", "und", "im", "zu", "zur", "zum", "chez", "nous", "sur", "notre", "le", "la", "les",
    "de", "du", "des", "et", "à", "nuestra", "nuestro", "en", "el", "y", "página",
];
const GREETINGS: [&str; 6] = ["welcome", "willkommen", "bienvenue", "bienvenid", "untitled", "herzlich"];
/// Words of links and buttons that do not say where they lead.
const EMPTY: [&str; 44] = [
    "submit",
    "send",
    "absenden",
    "senden",
    "envoyer",
    "enviar",
    "ok",
    "go",
    "here",
    "click here",
    "read more",
    "more",
    "learn more",
    "find out more",
    "see more",
    "view more",
    "details",
    "discover",
    "hier",
    "mehr",
    "weiter",
    "weiterlesen",
    "mehr erfahren",
    "mehr lesen",
    "mehr infos",
    "ici",
    "cliquez ici",
    "en savoir plus",
    "lire la suite",
    "voir plus",
    "plus",
    "suite",
    "découvrir",
    "aquí",
    "haga clic aquí",
    "leer más",
    "ver más",
    "saber más",
    "más",
    "más información",
    "詳しくはこちら",
    "続きを読む",
    "もっと見る",
    "こちら",
];

/// Evidence of one thing that stands on a page.
pub(super) fn seen(page: &Page, locator: &str, quote: Option<&str>, observed: Option<&str>) -> Evidence {
    Evidence {
        id: EvidenceId(String::new()),
        source: Source::Site,
        kind: Kind::Html,
        url: Some(page.url.clone()),
        fetched_at: page.fetched_at,
        body_sha256: Some(page.body_sha256.clone()),
        locator: locator.to_owned(),
        quote: quote.map(|text| fold(text).chars().take(400).collect()),
        observed: observed.map(|text| fold(text).chars().take(400).collect()),
        expected: None,
        verify: None,
    }
}

/// Pages whose texts are worth writing: read, no small print, and no contents of a frame, whose title nobody sees; the home page first.
pub(super) fn worth<'a>(brief: &Brief<'a>) -> Vec<&'a Page> {
    let bare = |address: &str| address.split('#').next().unwrap_or(address).trim_end_matches('/').to_owned();
    let pages = || brief.pages.iter().filter_map(|read| read.page);
    let framed: BTreeSet<String> = pages().flat_map(|page| page.frames.iter().take(50)).filter_map(|frame| frame.src.as_deref()).map(bare).collect();
    let own = |page: &Page| is_home(brief, &page.url) || !framed.contains(&bare(&page.url));
    pages().filter(|page| (200..300).contains(&page.status) && page.role != Role::Legal && !small_print(&page.url) && own(page)).collect()
}

/// Whether the home page is made of frames, and has no place for a heading or a button.
pub(super) fn is_frameset(brief: &Brief<'_>) -> bool {
    brief.pages.first().and_then(|read| read.page).is_some_and(|home| home.frames.iter().any(|frame| !frame.inline))
}

/// True for words that do not say what a firm does; a greeting is judged by what is left of it without the company's name.
pub(super) fn is_generic(text: &str, company: Option<&str>) -> bool {
    let text = fold(text).to_lowercase();
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    if text.chars().count() < 3 || GENERIC.contains(&text) {
        return true;
    }
    let greets = |text: &str| GREETINGS.iter().any(|greeting| text.starts_with(greeting));
    let company = company.map(str::to_lowercase).filter(|company| !company.is_empty());
    let rest = company.map_or_else(|| text.to_owned(), |company| text.replace(&company, " "));
    let telling = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !greets(word) && !JOINING.contains(word));
    greets(text) && telling.count() < 2
}

/// A link's or button's words that do not say what comes next.
pub(super) fn is_empty_word(text: &str) -> bool {
    let text = fold(text).to_lowercase();
    EMPTY.contains(&text.trim_matches(|c: char| !c.is_alphanumeric() && c != 'á'))
}

/// What a page is about, in its own words, and where they stand: its heading, else the first part of its title.
pub(super) fn subject(page: &Page, company: Option<&str>) -> Option<(String, Evidence)> {
    let fit = |text: &str| {
        let text = quotable(text, 48).filter(|text| !text.ends_with('…'))?;
        let own = company.is_some_and(|company| company.to_lowercase().contains(&text.to_lowercase()) || text.to_lowercase().contains(&company.to_lowercase()));
        let text = text.trim_end_matches(['.', '。', ',', ':', '?', '？']).trim().to_owned();
        (!own && !is_generic(&text, company)).then_some(text)
    };
    let heading = page
        .headings
        .iter()
        .filter(|heading| heading.level == 1)
        .find_map(|heading| Some((fit(&heading.text)?, seen(page, &heading.locator, Some(&heading.text), None))));
    heading.or_else(|| {
        let title = page.titles.first()?;
        let end = [" | ", " – ", " — ", " - ", " · ", "｜", " : "].iter().filter_map(|mark| title.find(mark)).min();
        let part = end.map_or(title.as_str(), |end| &title[..end]);
        Some((fit(part)?, seen(page, "title", Some(title), None)))
    })
}

/// A whole sentence of the page's own main text that is fit to describe it, without its full stop.
pub(super) fn sentence(page: &Page, room: usize) -> Option<(String, Evidence)> {
    page.main_blocks().filter(|block| block.kind == BlockKind::Paragraph).take(12).find_map(|block| {
        let text = fold(&block.text);
        let first = divide(&text).next()?;
        let whole = first.ends_with(['.', '。']) && !first.contains("..");
        let first = first.trim_end_matches(['.', '。']);
        let length = first.chars().count();
        let wide = first.chars().any(|c| c > '\u{2e80}');
        let calm = !first.contains(['!', '！', '“', '”', '"', '«', '»', '|', '©', '@']) && !first.contains("://");
        let least = if wide { 12 } else { 40 };
        (whole && calm && !is_dated(first) && length >= least && length <= room).then(|| (first.to_owned(), seen(page, &block.locator, Some(&text), None)))
    })
}

/// A sentence that tells of one day: a year and another number, as in `On 1 December 2012 we opened`.
fn is_dated(sentence: &str) -> bool {
    let mut numbers = sentence.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let years = numbers.clone().filter(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20"))).count();
    years > 0 && numbers.any(|number| number.len() < 3)
}

/// Whether the text names the company, in whatever spelling: each of its longer words begins a word of the text.
pub(super) fn names_company(text: &str, company: &str) -> bool {
    let words = |text: &str| text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    // A script without spaces has no words to compare.
    let whole = text.to_lowercase().contains(&company.to_lowercase()) && !company.is_empty();
    let (text, company) = (words(text), words(company));
    let long: Vec<&String> = company.iter().filter(|word| word.chars().count() >= 4).collect();
    let has = |word: &String| text.iter().any(|other| other.starts_with(word.as_str()));
    whole || (!long.is_empty() && long.into_iter().all(has))
}

/// All that the pages say, in lower case.
pub(super) fn said_anywhere(brief: &Brief<'_>) -> String {
    let pages = || brief.pages.iter().filter_map(|read| read.page);
    let blocks = pages().flat_map(|page| &page.blocks).filter(|block| block.dropped != Some(Dropped::Hidden)).map(|block| block.text.as_str());
    let titles = pages().flat_map(|page| &page.titles).map(String::as_str);
    blocks.chain(titles).map(str::to_lowercase).collect::<Vec<_>>().join("\n")
}

/// What is weak in a title: `missing`, `generic`, `same`, `long`, `short`; `None` when nothing is.
pub(super) fn title_fault(page: &Page, pages: &[&Page], room: usize, company: Option<&str>) -> Option<&'static str> {
    let title = page.titles.first().map(|title| fold(title)).filter(|title| !title.is_empty());
    let Some(title) = title else { return Some("title_missing") };
    let length = title.chars().count();
    if is_generic(&title, company) {
        Some("title_generic")
    } else if pages.iter().filter(|other| other.url != page.url).any(|other| other.titles.first().is_some_and(|other| fold(other) == title)) {
        Some("title_same")
    } else if length > room + 5 {
        Some("title_long")
    } else if length < room / 3 {
        Some("title_short")
    } else {
        None
    }
}

/// The same for a description.
pub(super) fn description_fault(page: &Page, pages: &[&Page], room: usize) -> Option<&'static str> {
    let description = page.meta("description").map(fold).filter(|text| !text.is_empty());
    let Some(description) = description else { return Some("description_missing") };
    let length = description.chars().count();
    if pages.iter().filter(|other| other.url != page.url).any(|other| other.meta("description").is_some_and(|other| fold(other) == description)) {
        Some("description_same")
    } else if length > room + 25 {
        Some("description_long")
    } else if length < room / 3 {
        Some("description_short")
    } else {
        None
    }
}

/// The name of the picture's file, decoded.
pub(super) fn file_name(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let name = path.rsplit('/').next()?;
    (!name.is_empty() && name.len() <= 120 && !name.contains('%')).then(|| name.to_owned())
}

/// The words in a file's name: `fitted-oak_kitchen-1024x768.jpg` is `Fitted oak kitchen`. `None` where it has fewer than two words, or numbers and codes
/// instead of words: what a picture shows is never guessed.
#[must_use]
pub fn file_words(file: &str) -> Option<String> {
    const PLAIN: [&str; 16] =
        ["img", "image", "dsc", "photo", "pic", "scaled", "min", "final", "copy", "web", "small", "large", "thumb", "bg", "background", "screenshot"];
    const NO_PICTURE: [&str; 8] = ["logo", "blank", "empty", "spacer", "placeholder", "pixel", "leer", "icon"];
    // Other kinds are spacers and drawings more often than pictures.
    let (stem, ending) = file.rsplit_once('.')?;
    if !["jpg", "jpeg", "png", "webp", "avif"].contains(&ending.to_lowercase().as_str()) {
        return None;
    }
    let mut words: Vec<String> = Vec::new();
    for word in stem.split(['-', '_', ' ', '+', '.']).filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        let size = lower.split_once('x').is_some_and(|(a, b)| [a, b].iter().all(|side| !side.is_empty() && side.bytes().all(|byte| byte.is_ascii_digit())));
        let number = lower.bytes().all(|byte| byte.is_ascii_digit());
        if size || number || PLAIN.contains(&lower.as_str()) {
            continue;
        }
        // A code, not a word.
        if word.chars().any(|c| !c.is_alphabetic()) || word.chars().count() > 20 {
            return None;
        }
        words.push(lower);
    }
    let telling = words.iter().filter(|word| word.chars().count() >= 3 && word.chars().any(|c| "aeiouyäöüáéíóúàèâêîôû".contains(c))).count();
    let short = words.iter().all(|word| word.chars().count() < 4);
    if !(2..=8).contains(&words.len()) || telling < 2 || short || words.iter().any(|word| NO_PICTURE.contains(&word.as_str())) {
        return None;
    }
    let joined = words.join(" ");
    let mut letters = joined.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_s_text_comes_from_a_telling_file_name_and_is_never_guessed() {
        assert_eq!(file_words("fitted-oak_kitchen-1024x768.jpg").as_deref(), Some("Fitted oak kitchen"));
        assert_eq!(file_words("Treppe-aus-Eiche-scaled.webp").as_deref(), Some("Treppe aus eiche"));
        for nothing in [
            "IMG_2041.jpg",
            "dsc0012.png",
            "a8f3e2c1.webp",
            "kitchen.jpg",
            "5f-3a-9c.png",
            "logo-blue-white.png",
            "oak-table.gif",
            "blank-space.png",
            "x.jpg",
            "abo-irl-2.jpeg",
            "",
        ] {
            assert_eq!(file_words(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_sentence_of_one_day_describes_nothing_and_a_name_is_known_in_two_spellings() {
        assert!(is_dated("On 1 December 2012 we opened our practice in the old school") && is_dated("Am 1.12.2012 haben wir eröffnet"));
        assert!(!is_dated("Since 1970 we have hung doors") && !is_dated("We have 12 people and 3 vans"));
        assert!(names_company("Ashby Service and Supply Company, established 1970", "Ashby Service & Supply Company"));
        assert!(!names_company("We mend hinges and doors", "Ashby Service & Supply Company") && !names_company("Doors", "&"));
    }

    #[test]
    fn words_that_say_nothing_are_known_in_several_languages() {
        for empty in ["Read more", "» mehr erfahren", "En savoir plus →", "Ver más", "もっと見る", "Submit"] {
            assert!(is_empty_word(empty), "{empty}");
        }
        for full in ["Our kitchens", "Preise ansehen"] {
            assert!(!is_empty_word(full), "{full}");
        }
        for generic in ["Home", "Willkommen bei uns", "Untitled Document", "…"] {
            assert!(is_generic(generic, None), "{generic}");
        }
        for (telling, company) in [("Fitted kitchens", None), ("Welcome to Smith & Sons, plumbers in Leeds", Some("Smith & Sons"))] {
            assert!(!is_generic(telling, company), "{telling}");
        }
        assert!(is_generic("Welcome to Smith & Sons", Some("Smith & Sons")) && is_generic("Herzlich willkommen auf unserer Seite", None));
    }
}
