//! How much could be read, and if not all, why. General signs only: statuses, markers of known kinds of page, and how many words there are.

use magnetite_fetch::{Answer, FetchError};

use url::Url;

use super::outcome_words::{
    CHALLENGE_SCRIPTS, CHALLENGE_TITLES, CONSTRUCTION_ALONE, CONSTRUCTION_HINTS, CONSTRUCTION_PHRASES, LOGIN_WORDS, MAINTENANCE, MOVED_PHRASES, PARKED_HINTS,
    PARKED_HOSTS, PARKED_PHRASES, SITE_WORDS,
};
use super::urls;
use crate::model::dossier::{Outcome, Reading, Reason};
use crate::model::page::{BlockKind, Dropped, Page};

#[cfg(test)]
mod tests;

/// Below this many words on the whole site there is nothing to know the company by.
const WORDS_NOTHING: usize = 25;
/// Below this many, be modest.
const WORDS_THIN: usize = 220;
/// A page that only says "closed", "soon" or "for sale" is short.
const NOTICE_MAX_WORDS: usize = 130;
const PARKED_MAX_WORDS: usize = 300;
/// Next to nothing else is said.
const BARE_MAX_WORDS: usize = 60;
/// A site with more pages of its own than this is there, whatever one of them says.
const NOTICE_MAX_LINKS: usize = 5;
const BARE_MAX_LINKS: usize = 3;
/// A page with a script of its own and fewer words than this waits for the script.
const FILLED_MAX_WORDS: u32 = 15;

pub(crate) fn ok() -> Outcome {
    Outcome { reading: Reading::Ok, reason: None, detail: String::new() }
}

pub(crate) fn insufficient(reason: Reason, detail: impl Into<String>) -> Outcome {
    Outcome { reading: Reading::Insufficient, reason: Some(reason), detail: detail.into() }
}

fn thin(reason: Reason, detail: impl Into<String>) -> Outcome {
    Outcome { reading: Reading::Thin, reason: Some(reason), detail: detail.into() }
}

/// No answer came.
pub(crate) fn of_failure(error: &FetchError, url: &str) -> Outcome {
    let reason = match error {
        FetchError::Dns | FetchError::BadUrl => Reason::NoSuchHost,
        FetchError::Refused | FetchError::Reset | FetchError::Unreachable => Reason::Refused,
        FetchError::Timeout => Reason::Timeout,
        FetchError::Tls(_) => Reason::Tls,
        FetchError::PrivateAddress | FetchError::BadPort | FetchError::BadScheme => Reason::PrivateAddress,
        FetchError::TooLarge => Reason::TooLarge,
        FetchError::Redirects => Reason::RedirectLoop,
        FetchError::Protocol(_) | FetchError::Setup(_) => Reason::NotHtml,
    };
    insufficient(reason, format!("{error}: {url}"))
}

/// The home page leads to another domain, and nothing says that it is still the company's.
pub(crate) fn moved(from: &Url, to: &Url) -> Outcome {
    insufficient(Reason::Moved, format!("{from} sends its visitors to {to}"))
}

/// The home page answered with an error, or with something that is no page; `None` when it can be read.
pub(crate) fn of_answer(answer: &Answer, is_html: bool) -> Option<Outcome> {
    let detail = format!("HTTP {} from {}", answer.status, answer.url);
    match answer.status {
        401 | 407 => Some(insufficient(Reason::Login, detail)),
        // 406, 418 and 999 are what filters against programs like to answer.
        403 | 406 | 418 | 429 | 999 => Some(insufficient(Reason::Blocked, detail)),
        503 => Some(insufficient(of_unavailable(answer), detail)),
        400.. => Some(insufficient(Reason::HttpError, detail)),
        300..=399 => Some(insufficient(Reason::RedirectLoop, detail)),
        _ if answer.body_bytes == 0 && answer.header("content-type").is_none_or(|kind| kind.contains("html")) => {
            Some(insufficient(Reason::Empty, "the page has no content"))
        }
        _ if !is_html => Some(insufficient(Reason::NotHtml, format!("{} from {}", answer.header("content-type").unwrap_or("no content type"), answer.url))),
        _ => None,
    }
}

/// A challenge, a planned pause, a site that asks us to stay away for a while, or a broken one.
fn of_unavailable(answer: &Answer) -> Reason {
    let text = String::from_utf8_lossy(answer.body.get(..20_000).unwrap_or(&answer.body)).to_lowercase();
    let says = |marks: &[&str]| marks.iter().any(|mark| text.contains(mark));
    // A server's own words for "too busy" name maintenance as one cause of many.
    let busy = text.contains("capacity problems");
    match () {
        () if answer.header("cf-mitigated").is_some() || says(&CHALLENGE_SCRIPTS) || says(&CHALLENGE_TITLES) => Reason::Blocked,
        () if says(&MAINTENANCE) && !busy => Reason::UnderConstruction,
        () if answer.header("retry-after").is_some() => Reason::Blocked,
        () => Reason::HttpError,
    }
}

/// What of the home page tells its kind.
struct Seen<'a> {
    home: &'a Page,
    /// Lower case.
    title: String,
    /// The visible blocks in lower case, in order, each with whether it is a heading.
    texts: Vec<(String, bool)>,
    home_words: usize,
    /// Of the whole site, furniture aside.
    all_words: usize,
    /// Different pages of the site to which the home page links.
    links: usize,
}

impl<'a> Seen<'a> {
    fn of(home: &'a Page, pages: &[Page]) -> Self {
        let visible = home.blocks.iter().filter(|block| block.dropped != Some(Dropped::Hidden));
        let texts: Vec<(String, bool)> = visible.map(|block| (block.text.to_lowercase(), block.kind == BlockKind::Heading)).collect();
        let own = home.blocks.iter().filter(|block| !matches!(block.dropped, Some(Dropped::Hidden | Dropped::Furniture)));
        let own_words: usize = own.map(|block| words(&block.text)).sum();
        let main = |page: &Page| page.main_blocks().map(|block| words(&block.text)).sum::<usize>();
        Self {
            home,
            title: home.titles.join(" ").to_lowercase(),
            home_words: texts.iter().map(|(text, _)| words(text)).sum(),
            all_words: pages.iter().map(main).sum::<usize>().max(own_words),
            links: own_links(home),
            texts,
        }
    }

    fn all_texts(&self) -> impl Iterator<Item = &str> {
        [self.title.as_str()].into_iter().chain(self.texts.iter().map(|(text, _)| text.as_str()))
    }

    /// The first of these that stands in the title or in a text.
    fn says<'p>(&self, phrases: &[&'p str]) -> Option<&'p str> {
        phrases.iter().find(|phrase| self.all_texts().any(|text| text.contains(*phrase))).copied()
    }

    /// Where a notice would stand: title, headings, the first texts.
    fn prominent(&self) -> impl Iterator<Item = &str> {
        let first = self.texts.iter().enumerate().filter(|(at, (_, heading))| *at < 3 || *heading).map(|(_, (text, _))| text.as_str());
        [self.title.as_str()].into_iter().chain(first)
    }

    /// The phrase is at least this share of a prominent text, or a short text says it of the site.
    fn announces<'p>(&self, phrases: &[&'p str], share_percent: usize) -> Option<&'p str> {
        let alone = |phrase: &str, text: &str| text.contains(phrase) && words(phrase) * 100 >= words(text) * share_percent;
        let of_site = |phrase: &str, text: &str| text.contains(phrase) && words(text) <= 16 && SITE_WORDS.iter().any(|word| text.contains(word));
        let told = |phrase: &str| self.prominent().any(|text| alone(phrase, text)) || self.all_texts().any(|text| of_site(phrase, text));
        phrases.iter().find(|phrase| told(phrase)).copied()
    }
}

fn own_links(home: &Page) -> usize {
    let Ok(base) = Url::parse(&home.url) else { return 0 };
    let own = home.links.iter().filter(|link| !link.hidden).filter_map(|link| urls::resolve(&base, link.href.as_deref()?));
    // What differs in the query alone is one page, of search results or of advertisements.
    let path = |url: &Url| urls::key(url).split('?').next().unwrap_or_default().to_owned();
    let paths: std::collections::BTreeSet<String> = own.filter(|url| urls::same_site(url, &base)).map(|url| path(&url)).collect();
    paths.iter().filter(|one| **one != path(&base)).count()
}

/// What the pages that were read amount to. `pages` begins with the home page; repeated blocks are marked already.
pub(crate) fn of_pages(pages: &[Page]) -> Outcome {
    let Some(home) = pages.first() else { return insufficient(Reason::Empty, "nothing was read") };
    let seen = Seen::of(home, pages);
    let all_words = seen.all_words;
    if is_challenge_page(&seen) {
        return insufficient(Reason::Blocked, "the site answered with a challenge for browsers");
    }
    if let Some(sign) = parked_sign(&seen) {
        return insufficient(Reason::Parked, format!("the page says: {sign}"));
    }
    if let Some(to) = moved_notice(home) {
        return insufficient(Reason::Moved, format!("the page says that the site is now at {to}"));
    }
    if let Some(phrase) = construction_sign(&seen) {
        return insufficient(Reason::UnderConstruction, format!("the page says: {phrase}"));
    }
    // A log-in for members in the corner of a page is no wall.
    if home.forms.iter().any(|form| form.is_login)
        && seen.home_words < NOTICE_MAX_WORDS
        && all_words < WORDS_THIN
        && seen.links <= BARE_MAX_LINKS
        && seen.says(&LOGIN_WORDS).is_some()
    {
        return insufficient(Reason::Login, "the site asks for a log-in first");
    }
    if all_words < WORDS_NOTHING.max(50) && pages.iter().any(is_shell) {
        return insufficient(Reason::ScriptOnly, format!("{all_words} words of text without scripts"));
    }
    if all_words < 3 && home.titles.iter().all(String::is_empty) && home.images.is_empty() {
        return insufficient(Reason::Empty, "the page has no text");
    }
    if all_words < WORDS_NOTHING {
        let reason = if all_words < 3 { Reason::Empty } else { of_few_words(pages) };
        return insufficient(reason, format!("{all_words} words of text"));
    }
    if all_words < WORDS_THIN {
        return thin(of_few_words(pages), format!("{all_words} words of text"));
    }
    ok()
}

/// Why there are few words: frames hold the text, scripts make it, or there is none.
fn of_few_words(pages: &[Page]) -> Reason {
    if pages.iter().any(|page| page.frames.iter().any(|frame| !frame.inline)) {
        Reason::Frames
    } else if pages.iter().any(|page| is_shell(page) || is_filled_by_script(page)) {
        Reason::Scripts
    } else {
        Reason::LittleText
    }
}

/// A page with a script of the site's own and next to no text.
fn is_filled_by_script(page: &Page) -> bool {
    let Ok(base) = Url::parse(&page.url) else { return false };
    let own = |source: &str| urls::resolve(&base, source).is_some_and(|url| urls::same_site(&url, &base));
    page.visible_words < FILLED_MAX_WORDS && page.frames.is_empty() && page.scripts.iter().filter_map(|script| script.src.as_deref()).any(own)
}

fn is_challenge_page(seen: &Seen) -> bool {
    if seen.home_words >= NOTICE_MAX_WORDS || seen.links > BARE_MAX_LINKS {
        return false;
    }
    let titled = CHALLENGE_TITLES.iter().any(|mark| seen.title.contains(mark) && words(mark) * 2 >= words(&seen.title));
    let scripts = seen.home.scripts.iter().flat_map(|script| [script.src.as_deref(), script.inline.as_deref()]).flatten().map(str::to_lowercase);
    // The same firms guard forms on everyday pages, and watch everyday visitors: then the page says more.
    let mut guards = scripts.filter(|script| !script.contains("/scripts/jsd/"));
    titled || (seen.home_words < BARE_MAX_WORDS && seen.links == 0 && guards.any(|script| CHALLENGE_SCRIPTS.iter().any(|mark| script.contains(mark))))
}

fn parked_sign(seen: &Seen) -> Option<String> {
    let own = Url::parse(&seen.home.url).ok().map(|url| urls::host(&url));
    if let Some(host) = own.filter(|host| is_parking(host)) {
        return Some(format!("content from {host}"));
    }
    if seen.home_words > PARKED_MAX_WORDS || seen.links > NOTICE_MAX_LINKS {
        return None;
    }
    let hint = || seen.says(&PARKED_HINTS).filter(|_| seen.home_words <= BARE_MAX_WORDS && seen.links <= BARE_MAX_LINKS);
    if let Some(phrase) = seen.says(&PARKED_PHRASES).or_else(hint) {
        return Some(phrase.to_owned());
    }
    let frames = seen.home.frames.iter().filter_map(|frame| frame.src.as_deref());
    let sources = seen.home.scripts.iter().filter_map(|script| script.src.as_deref()).chain(frames);
    let mut hosts = sources.filter_map(|source| Url::parse(source).ok()).map(|url| urls::host(&url));
    hosts.find(|host| is_parking(host)).map(|host| format!("content from {host}"))
}

pub(crate) fn is_parking(host: &str) -> bool {
    PARKED_HOSTS.iter().any(|mark| match mark.strip_suffix('.') {
        Some(label) => host.split('.').any(|part| part == label),
        None => host.strip_suffix(mark).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')),
    })
}

fn construction_sign(seen: &Seen) -> Option<&'static str> {
    if seen.home_words >= NOTICE_MAX_WORDS || seen.all_words >= WORDS_THIN || seen.links > NOTICE_MAX_LINKS {
        return None;
    }
    let listing = || seen.title.starts_with("index of /").then_some("index of /");
    seen.says(&CONSTRUCTION_PHRASES).or_else(listing).or_else(|| seen.announces(&CONSTRUCTION_HINTS, 60)).or_else(|| seen.announces(&CONSTRUCTION_ALONE, 100))
}

/// A page that says little more than that the site is now elsewhere, and links there and nowhere else.
pub(crate) fn moved_notice(home: &Page) -> Option<Url> {
    let seen = Seen::of(home, &[]);
    if seen.home_words > BARE_MAX_WORDS || seen.links > 1 || seen.says(&MOVED_PHRASES).is_none() {
        return None;
    }
    let base = Url::parse(&home.url).ok()?;
    let mut out =
        home.links.iter().filter(|link| !link.hidden).filter_map(|link| urls::resolve(&base, link.href.as_deref()?)).filter(|url| !urls::same_site(url, &base));
    let first = out.next()?;
    out.all(|url| urls::same_site(&url, &first)).then_some(first)
}

/// Made by scripts in the browser: an empty root, a plea for JavaScript, or nothing but scripts.
fn is_shell(page: &Page) -> bool {
    page.empty_app_root || page.asks_for_script || (!page.scripts.is_empty() && page.visible_words < 10 && page.images.is_empty() && page.frames.is_empty())
}

/// Words, where two characters of a script without spaces count as one.
fn words(text: &str) -> usize {
    text.split_whitespace()
        .map(|word| {
            let dense = word
                .chars()
                .filter(|letter| matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{e00}'..='\u{e7f}' | '\u{20000}'..='\u{3ffff}'))
                .count();
            if dense > 0 { dense.div_ceil(2) } else { usize::from(word.chars().any(char::is_alphanumeric)) }
        })
        .sum()
}
