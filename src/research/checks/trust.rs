//! Safe: what pages load and send in clear, and the headers that protect visitors (rows 37–42). Identity is in `identity.rs`, versions in `dated.rs`.

use super::outcome::Outcome;
use super::reach::OVERRIDDEN;
use super::sample::{Hit, by_page, measured};
use super::site::Site;
use super::text::{self, Folded};
use super::verify;
use crate::model::evidence::Kind;
use crate::model::finding::{Severity, Status};
use crate::model::page::{Form, Page};
use crate::research::ledger::Ledger;

/// 180 days, the least that HTTP Observatory accepts.
const HSTS_MIN_SECONDS: u64 = 15_552_000;

pub fn mixed_content(site: &Site, ledger: &mut Ledger) -> Outcome {
    if site.overridden() {
        return Outcome::not_measured(OVERRIDDEN);
    }
    let pages: Vec<&Page> = site.pages.iter().copied().filter(|page| page.url.starts_with("https://")).collect();
    if pages.is_empty() {
        return Outcome::not_applicable("no page read came over https");
    }
    by_page(ledger, &pages, "a file loaded over http", |page| {
        let clear = |url: &&str| url.starts_with("http://");
        let scripts: Vec<&str> = page.scripts.iter().filter_map(|script| script.src.as_deref()).filter(clear).collect();
        let frames: Vec<&str> = page.frames.iter().filter_map(|frame| frame.src.as_deref()).filter(clear).collect();
        let is_style = |rel: &str| rel.split(' ').any(|word| word == "stylesheet");
        let styles: Vec<&str> = page.head_links.iter().filter(|link| is_style(&link.rel)).filter_map(|link| link.href.as_deref()).filter(clear).collect();
        let images: Vec<&str> = page.images.iter().filter_map(|image| image.src.as_deref()).filter(clear).collect();
        let kinds = [
            ("script", scripts, "a script loaded over http", Severity::High),
            ("frame", frames, "a frame loaded over http", Severity::High),
            ("style", styles, "a style sheet loaded over http", Severity::High),
            ("image", images, "an image loaded over http", Severity::Low),
        ];
        let (variant, found, what, severity) = kinds.into_iter().find(|(_, found, _, _)| !found.is_empty())?;
        let target = text::head(found.first()?, 200);
        let count = found.len();
        let observed = format!("{count} of kind {variant} over http, the first is {target}");
        let note = measured(page, Kind::Html, variant, observed).expected("https addresses").verify(verify::matches(&page.url, "<[^>]*=.http://[^>]*>"));
        Some(Hit::new(variant, severity, what, note).slot("target", target).slot("count", count))
    })
}

pub fn form_https(site: &Site, ledger: &mut Ledger) -> Outcome {
    let pages: Vec<&Page> = site.pages.iter().copied().filter(|page| page.forms.iter().any(|form| !form.is_search && !form.fields.is_empty())).collect();
    if pages.is_empty() {
        return Outcome::not_applicable(site.none_read("no page read has a form that sends data"));
    }
    let forms: usize = pages.iter().map(|page| page.forms.iter().filter(|form| !form.is_search && !form.fields.is_empty()).count()).sum();
    let found = by_page(ledger, &pages, "a form that sends in clear or in the address", |page| {
        page.forms.iter().take(100).find_map(|form| judge_form(site, page, form))
    });
    if found.status != Status::Pass {
        return found;
    }
    let note =
        measured(site.home, Kind::Html, "form", format!("{forms} forms, 0 of them send in clear or in the address")).verify(verify::address(&site.home.url));
    found.slot("count", forms).shown(ledger.add(note))
}

fn judge_form(site: &Site, page: &Page, form: &Form) -> Option<Hit> {
    if form.is_search || form.fields.is_empty() {
        return None;
    }
    let see = verify::matches(&page.url, "<form[^>]*>");
    let action = text::head(form.action.as_deref()?, 200);
    // Under a test origin a relative action says nothing about the real scheme.
    if action.starts_with("http://") && !(site.overridden() && page.url.starts_with("http://")) {
        let note = measured(page, Kind::Html, form.locator.clone(), format!("action: {action}")).expected("an https address").verify(see);
        return Some(Hit::new("http", Severity::Critical, "a form that sends in clear", note).slot("action", action));
    }
    // A form that sends to its own page is most likely handled by a script.
    let itself = action.split('#').next() == page.url.split('#').next();
    if form.method != "get" || !action.starts_with("http") || itself {
        return None;
    }
    let visible = |kind: &str| form.fields.iter().find(|field| !field.hidden && field.kind == kind);
    let (variant, severity, what, field) = match (visible("password"), visible("email")) {
        (Some(field), _) => ("get-password", Severity::Critical, "a form that puts a password in the address", field),
        (None, Some(field)) => ("get", Severity::Medium, "a form that puts an e-mail address in the address line", field),
        (None, None) => return None,
    };
    let name = text::head(if field.name.is_empty() { &field.kind } else { &field.name }, 80);
    let note = measured(page, Kind::Html, form.locator.clone(), format!("method get, action {action}, field {name}")).expected("method=\"post\"").verify(see);
    // A script may send the form in another way, which the markup does not show.
    Some(Hit::new(variant, severity, what, note).slot("action", action).slot("field", name).sure(0.75))
}

pub fn hsts(site: &Site, ledger: &mut Ledger) -> Outcome {
    if site.overridden() {
        return Outcome::not_measured(OVERRIDDEN);
    }
    if !site.is_https() {
        return Outcome::not_applicable("the home page does not come over https");
    }
    let page = site.home;
    let locator = "header: strict-transport-security";
    let Some(header) = page.header("strict-transport-security") else {
        let note =
            measured(page, Kind::Http, locator, "no strict-transport-security header").expected("max-age=15552000 or more").verify(verify::headers(&page.url));
        return Outcome::fail().slot("variant", "missing").shown(ledger.add(note));
    };
    let seen = text::head(header.trim(), 160);
    let age = header
        .to_ascii_lowercase()
        .split(';')
        .find_map(|part| part.trim().strip_prefix("max-age=").and_then(|age| age.trim_matches('"').trim().parse::<u64>().ok()));
    let note = measured(page, Kind::Http, locator, seen).verify(verify::headers(&page.url));
    if age.is_none_or(|age| age < HSTS_MIN_SECONDS) {
        return Outcome::fail().slot("variant", "short").slot("header", seen).shown(ledger.add(note.expected("max-age=15552000 or more")));
    }
    Outcome::pass().slot("header", seen).shown(ledger.add(note))
}

pub fn framing(site: &Site, ledger: &mut Ledger) -> Outcome {
    let protected = |page: &Page| {
        page.header("x-frame-options").is_some_and(|value| !value.trim().is_empty())
            || page.headers.iter().any(|(name, value)| name == "content-security-policy" && value.to_ascii_lowercase().contains("frame-ancestors"))
    };
    let with_form = site.pages.iter().copied().filter(|page| page.forms.iter().any(|form| !form.is_search && !form.fields.is_empty()));
    if let Some(page) = with_form.clone().find(|page| !protected(page)) {
        let observed = "a form, and neither x-frame-options nor frame-ancestors";
        let note =
            measured(page, Kind::Http, "headers", observed).expected("content-security-policy: frame-ancestors 'self'").verify(verify::headers(&page.url));
        return Outcome::fail().slot("variant", "framing").slot("page", &page.url).shown(ledger.add(note));
    }
    if let Some(page) =
        site.pages.iter().copied().find(|page| page.header("x-content-type-options").is_none_or(|value| !value.trim().eq_ignore_ascii_case("nosniff")))
    {
        let note = measured(page, Kind::Http, "headers", "no x-content-type-options: nosniff")
            .expected("x-content-type-options: nosniff")
            .verify(verify::headers(&page.url));
        return Outcome::fail().severity(Severity::Info).slot("variant", "sniffing").slot("page", &page.url).shown(ledger.add(note));
    }
    let seen = match with_form.count() {
        0 => "x-content-type-options: nosniff on every page read".to_owned(),
        count => format!("nosniff on every page read; {count} with a form may not be framed"),
    };
    Outcome::pass().shown(ledger.add(measured(site.home, Kind::Http, "headers", seen).verify(verify::headers(&site.home.url))))
}

/// Parts of the names of cookies that stand for a visitor's session.
const SESSION_NAMES: &[&str] = &[
    "phpsessid",
    "jsessionid",
    "asp net sessionid",
    "aspsessionid*",
    "connect sid",
    "laravel session",
    "session",
    "sessionid",
    "session id",
    "sess",
    "sid",
    "auth",
    "authtoken",
    "auth token",
    "remember me",
    "logged in",
    "cfid",
    "cftoken",
];

pub fn cookies(site: &Site, ledger: &mut Ledger) -> Outcome {
    if site.overridden() {
        return Outcome::not_measured(OVERRIDDEN);
    }
    if !site.is_https() {
        return Outcome::not_applicable("the home page does not come over https");
    }
    let mut sessions = 0;
    for page in &site.pages {
        for (_, cookie) in page.headers.iter().filter(|(name, _)| name == "set-cookie").take(50) {
            let name = cookie.split(['=', ';']).next().unwrap_or_default().trim();
            let folded = Folded::new(name);
            // Tokens against forged requests must be readable by scripts.
            if folded.as_str().contains("csrf") || folded.as_str().contains("xsrf") || folded.has_any(SESSION_NAMES).is_none() {
                continue;
            }
            sessions += 1;
            let has = |flag: &str| cookie.split(';').any(|part| part.trim().eq_ignore_ascii_case(flag));
            let missing: Vec<&str> = [("Secure", has("secure")), ("HttpOnly", has("httponly"))].iter().filter(|(_, set)| !set).map(|(flag, _)| *flag).collect();
            if missing.is_empty() {
                continue;
            }
            let (name, missing) = (text::head(name, 80), missing.join(", "));
            let note = measured(page, Kind::Http, "header: set-cookie", format!("cookie {name} without {missing}"))
                .expected("Secure and HttpOnly")
                .verify(verify::headers(&page.url));
            return Outcome::fail().slot("cookie", name).slot("missing_list", &missing).slot("page", &page.url).sure(0.9).shown(ledger.add(note));
        }
    }
    if sessions == 0 {
        return Outcome::not_applicable("no session cookie was set");
    }
    let note = measured(site.home, Kind::Http, "header: set-cookie", format!("{sessions} session cookies with Secure and HttpOnly"))
        .verify(verify::headers(&site.home.url));
    Outcome::pass().slot("count", sessions).shown(ledger.add(note))
}
