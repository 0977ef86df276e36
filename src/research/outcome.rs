//! How much could be read, and if not all, why. General signs only: statuses, markers of known kinds of page, and how many words there are.

use magnetite_fetch::{Answer, FetchError};

use crate::model::dossier::{Outcome, Reading, Reason};
use crate::model::page::{Dropped, Page};

/// Below this many words on the whole site there is nothing to know the company by.
const WORDS_NOTHING: usize = 25;
/// Below this many, be modest.
const WORDS_THIN: usize = 220;
/// A page that only says "closed", "soon" or "for sale" is short.
const NOTICE_MAX_WORDS: usize = 130;
const PARKED_MAX_WORDS: usize = 300;

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

/// The home page answered with an error, or with something that is no page; `None` when it can be read.
pub(crate) fn of_answer(answer: &Answer, is_html: bool) -> Option<Outcome> {
    let detail = format!("HTTP {} from {}", answer.status, answer.url);
    match answer.status {
        401 | 407 => Some(insufficient(Reason::Login, detail)),
        403 | 429 => Some(insufficient(Reason::Blocked, detail)),
        503 if is_challenge_answer(answer) => Some(insufficient(Reason::Blocked, detail)),
        400.. => Some(insufficient(Reason::HttpError, detail)),
        300..=399 => Some(insufficient(Reason::RedirectLoop, detail)),
        _ if answer.body_bytes == 0 && answer.header("content-type").is_none_or(|kind| kind.contains("html")) => {
            Some(insufficient(Reason::Empty, "the page has no content"))
        }
        _ if !is_html => Some(insufficient(Reason::NotHtml, format!("{} from {}", answer.header("content-type").unwrap_or("no content type"), answer.url))),
        _ => None,
    }
}

fn is_challenge_answer(answer: &Answer) -> bool {
    answer.header("cf-mitigated").is_some() || {
        let text = String::from_utf8_lossy(answer.body.get(..20_000).unwrap_or(&answer.body)).to_lowercase();
        CHALLENGE_SCRIPTS.iter().chain(&CHALLENGE_TITLES).any(|mark| text.contains(mark))
    }
}

const CHALLENGE_SCRIPTS: [&str; 9] = [
    "/cdn-cgi/challenge-platform",
    "challenges.cloudflare.com",
    "captcha-delivery.com",
    "_incapsula_resource",
    "sgcaptcha",
    "px-captcha",
    "awswaf.com",
    "ddos-guard",
    "geo.captcha",
];

const CHALLENGE_TITLES: [&str; 11] = [
    "just a moment",
    "attention required",
    "checking your browser",
    "are you a robot",
    "are you human",
    "verify you are human",
    "verify you are a human",
    "security check",
    "access denied",
    "bot verification",
    "ddos protection",
];

const PARKED_HOSTS: [&str; 18] = [
    "parkingcrew.",
    "sedoparking.",
    "sedo.com",
    "bodis.com",
    "parklogic.",
    "cashparking.",
    "hugedomains.",
    "afternic.",
    "dan.com",
    "undeveloped.com",
    "domainmarket.",
    "above.com",
    "uniregistry.",
    "parkweb.",
    "skenzo.",
    "domcollect.",
    "voodoo.com",
    "d1lxhc4jvstzrp.cloudfront.net",
];

const PARKED_PHRASES: [&str; 46] = [
    "domain is for sale",
    "domain name is for sale",
    "domain may be for sale",
    "buy this domain",
    "domain for sale",
    "make an offer on this domain",
    "domain is parked",
    "domain parking",
    "parked domain",
    "this web page is parked",
    "parked free",
    "domain is registered",
    "domain has been registered",
    "domain name has been registered",
    "domain name is registered",
    "domain was recently registered",
    "future home of",
    "domain has expired",
    "domain expired",
    "this domain is available",
    "domain steht zum verkauf",
    "domain zu verkaufen",
    "domain kaufen",
    "domain ist registriert",
    "domain wurde registriert",
    "domain ist geparkt",
    "domain wurde geparkt",
    "domaine est à vendre",
    "domaine à vendre",
    "domaine est parké",
    "domaine a été enregistré",
    "domaine est réservé",
    "dominio está en venta",
    "dominio en venta",
    "dominio está registrado",
    "dominio estacionado",
    "dominio è in vendita",
    "dominio in vendita",
    "dominio è registrato",
    "domein is te koop",
    "domeinnaam te koop",
    "domeinnaam is geregistreerd",
    "domínio está à venda",
    "domínio à venda",
    "ドメインは売り",
    "このドメインは",
];

const CONSTRUCTION_PHRASES: [&str; 56] = [
    "under construction",
    "coming soon",
    "site is being built",
    "website is being built",
    "new website is on its way",
    "new site is on its way",
    "launching soon",
    "opening soon",
    "be back soon",
    "be right back",
    "maintenance mode",
    "under maintenance",
    "undergoing maintenance",
    "scheduled maintenance",
    "im aufbau",
    "im umbau",
    "wartungsarbeiten",
    "wartungsmodus",
    "in wartung",
    "hier entsteht",
    "in kürze online",
    "bald online",
    "en construction",
    "cours de construction",
    "bientôt disponible",
    "bientôt en ligne",
    "site en maintenance",
    "en cours de maintenance",
    "en construcción",
    "próximamente",
    "sitio en mantenimiento",
    "en mantenimiento",
    "in costruzione",
    "in allestimento",
    "in manutenzione",
    "prossimamente",
    "in aanbouw",
    "onder constructie",
    "binnenkort online",
    "in onderhoud",
    "em construção",
    "em breve",
    "em manutenção",
    "工事中",
    "準備中",
    "メンテナンス中",
    "近日公開",
    "welcome to nginx",
    "apache2 ubuntu default page",
    "apache2 debian default page",
    "it works!",
    "iis windows server",
    "default web site page",
    "test page for",
    "index of /",
    "account has been suspended",
];

const LOGIN_WORDS: [&str; 14] = [
    "log in",
    "login",
    "sign in",
    "password",
    "anmelden",
    "einloggen",
    "passwort",
    "connexion",
    "mot de passe",
    "iniciar sesión",
    "contraseña",
    "accedi",
    "inloggen",
    "ログイン",
];

/// What the pages that were read amount to. `pages` begins with the home page; repeated blocks are marked already.
pub(crate) fn of_pages(pages: &[Page]) -> Outcome {
    let Some(home) = pages.first() else { return insufficient(Reason::Empty, "nothing was read") };
    let home_text = visible_text(home);
    let title = home.titles.join(" ").to_lowercase();
    let home_words = words(&home_text);
    let said = format!("{title}\n{}", home_text.to_lowercase());
    let all_words: usize = pages.iter().map(|page| words(&main_text(page))).sum::<usize>().max(home_words);

    if home_words < NOTICE_MAX_WORDS && is_challenge_page(home, &title) {
        return insufficient(Reason::Blocked, "the site answered with a challenge for browsers");
    }
    if let Some(sign) = parked_sign(home, &said, &title, home_words, pages.len()) {
        return insufficient(Reason::Parked, format!("the page says: {sign}"));
    }
    if home_words < NOTICE_MAX_WORDS
        && all_words < WORDS_THIN
        && let Some(phrase) = CONSTRUCTION_PHRASES.iter().find(|phrase| said.contains(*phrase))
    {
        return insufficient(Reason::UnderConstruction, format!("the page says: {phrase}"));
    }
    if home.forms.iter().any(|form| form.is_login) && all_words < WORDS_THIN && LOGIN_WORDS.iter().any(|word| said.contains(word)) {
        return insufficient(Reason::Login, "the site asks for a log-in first");
    }
    if all_words < WORDS_NOTHING.max(50) && pages.iter().any(is_shell) {
        return insufficient(Reason::ScriptOnly, format!("{all_words} words of text without scripts"));
    }
    if all_words < 3 && home.titles.iter().all(String::is_empty) && home.images.is_empty() {
        return insufficient(Reason::Empty, "the page has no text");
    }
    if all_words < WORDS_NOTHING {
        let reason = if all_words < 3 { Reason::Empty } else { Reason::LittleText };
        return insufficient(reason, format!("{all_words} words of text"));
    }
    if all_words < WORDS_THIN {
        return thin(Reason::LittleText, format!("{all_words} words of text"));
    }
    ok()
}

fn is_challenge_page(home: &Page, title: &str) -> bool {
    let scripts = home.scripts.iter().flat_map(|script| [script.src.as_deref(), script.inline.as_deref()]).flatten();
    CHALLENGE_TITLES.iter().any(|mark| title.contains(mark))
        || scripts.map(str::to_lowercase).any(|script| CHALLENGE_SCRIPTS.iter().any(|mark| script.contains(mark)))
}

fn parked_sign(home: &Page, said: &str, title: &str, home_words: usize, pages: usize) -> Option<String> {
    if home_words > PARKED_MAX_WORDS {
        return None;
    }
    if let Some(phrase) = PARKED_PHRASES.iter().find(|phrase| title.contains(*phrase) || (pages <= 3 && said.contains(*phrase))) {
        return Some((*phrase).to_owned());
    }
    let sources = home.scripts.iter().filter_map(|script| script.src.as_deref()).chain(home.frames.iter().filter_map(|frame| frame.src.as_deref()));
    let host = sources.filter_map(|source| url::Url::parse(source).ok()).map(|url| super::urls::host(&url)).chain(own_host(home));
    host.into_iter().find(|host| PARKED_HOSTS.iter().any(|mark| host.contains(mark))).map(|host| format!("content from {host}"))
}

fn own_host(home: &Page) -> Option<String> {
    url::Url::parse(&home.url).ok().map(|url| super::urls::host(&url))
}

/// Made by scripts in the browser: an empty root, a plea for JavaScript, or nothing but scripts.
fn is_shell(page: &Page) -> bool {
    page.empty_app_root || page.asks_for_script || (!page.scripts.is_empty() && page.visible_words < 10 && page.images.is_empty() && page.frames.is_empty())
}

fn visible_text(page: &Page) -> String {
    join(page.blocks.iter().filter(|block| block.dropped != Some(Dropped::Hidden)).map(|block| block.text.as_str()))
}

fn main_text(page: &Page) -> String {
    join(page.main_blocks().map(|block| block.text.as_str()))
}

fn join<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.collect::<Vec<_>>().join("\n")
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
