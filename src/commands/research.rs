//! `magnetite research`: reads one site and prints what it brought: pages, facts with their sources, checks, and what matters first. No server, no database.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use serde_json::json;

use super::generate::read_offer;
use crate::app::{Clock, SystemClock, fetcher};
use crate::config::Settings;
use crate::model::dossier::{Dossier, Request};
use crate::model::evidence::{Evidence, EvidenceId};
use crate::model::finding::{Analysis, Area, Status};
use crate::model::lead::{LeadFields, parse_email, parse_host};
use crate::model::profile_listed::Group;
use crate::model::research_words::{because, count, outcome_sentence, purpose, size, sure, took, trouble};
use crate::model::told::{self, Language, told};
use crate::research::{self, Limits, Progress, Subject};

/// Longest quotation in a line, in characters.
const QUOTE_MAX: usize = 90;
const AREAS: [Area; 7] = [Area::Reach, Area::Search, Area::Speed, Area::Access, Area::Trust, Area::Email, Area::Enquiry];

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  magnetite research harbourpine.example\n  magnetite research harbourpine.example --offer offer.toml --json > dossier.json")]
pub struct Research {
    /// Host name or URL of the site.
    #[arg(value_parser = parse_host)]
    domain: String,
    /// Address of a person there; decides between spellings of the name.
    #[arg(long, value_parser = parse_email)]
    email: Option<String>,
    /// The seller's offer, a TOML or JSON file: what matters first is told for it.
    #[arg(long, value_name = "FILE")]
    offer: Option<PathBuf>,
    /// Language of what is said about each check: en, de, fr or es.
    #[arg(long, default_value = "en", value_parser = language)]
    language: Language,
    /// One JSON object {"dossier", "analysis"} on standard output instead of lines.
    #[arg(long)]
    json: bool,
}

fn language(tag: &str) -> Result<Language, String> {
    Language::ALL.into_iter().find(|language| language.tag() == tag).ok_or_else(|| "must be en, de, fr or es".to_owned())
}

impl Research {
    /// # Errors
    /// An offer that cannot be read. A site that cannot be read is no error: the report says so.
    pub async fn run(self, settings: Settings) -> anyhow::Result<()> {
        let Self { domain, email, offer, language, json } = self;
        let offer = read_offer(offer.as_deref())?;
        let lead = LeadFields { email: email.unwrap_or_default(), domain: Some(domain.clone()), ..LeadFields::default() };
        let started = Instant::now();
        let limits = Limits { max_pages: settings.research.max_pages, deadline: settings.research.deadline, ..Limits::default() };
        let note = |progress: Progress| {
            if let (false, Progress::Read { url, pages, .. }) = (json, progress) {
                note!("read {pages:>2}  {url}");
            }
        };
        let dossier = research::research(&fetcher(&settings)?, &Subject { domain: Some(domain) }, &limits, &|| SystemClock.now(), &note).await;
        let read = started.elapsed();
        let analysis = research::analyse(&dossier, &lead, &offer);
        if json {
            say!("{}", json!({"dossier": dossier, "analysis": analysis}));
            return Ok(());
        }
        say!("research   {:>7.2} s  {}", read.as_secs_f64(), outcome_sentence(&dossier));
        report(&dossier, &analysis, language);
        Ok(())
    }
}

fn report(dossier: &Dossier, analysis: &Analysis, language: Language) {
    if let Some(because) = because(&dossier.outcome) {
        say!("{:<11}           {because}", "");
    }
    if !dossier.outcome.detail.is_empty() {
        say!("{:<11}           {}", "", plain(&dossier.outcome.detail));
    }
    pages(dossier);
    not_read(dossier);
    facts(analysis);
    checks(analysis, language);
    first(analysis, language);
}

fn pages(dossier: &Dossier) {
    if dossier.pages.is_empty() {
        return;
    }
    say!("\n{}", count(dossier.pages.len(), "page", "pages") + " read");
    for page in &dossier.pages {
        let request = dossier.requests.iter().rev().find(|request| request.url == page.url || request.hops.last().is_some_and(|hop| hop.url == page.url));
        let time = request.map(|request| took(request.took_ms.max(request.ttfb_ms))).unwrap_or_default();
        say!("  {} {time:>8} {:>9}  {}", page.status, size(page.body_bytes), plain(&page.url));
    }
}

fn not_read(dossier: &Dossier) {
    let wanted = |request: &&Request| request.purpose != "probe" && !(matches!(request.purpose.as_str(), "robots" | "sitemap") && request.status == Some(404));
    let failed = dossier.requests.iter().filter(wanted).filter_map(|request| Some((purpose(&request.purpose), request.url.as_str(), trouble(request)?)));
    let left = dossier.left_alone.iter().map(|url| ("Page", url.as_str(), "robots.txt asks us to leave it alone".to_owned()));
    let all: Vec<_> = left.chain(failed).filter(|(_, url, _)| !dossier.pages.iter().any(|page| page.url == *url)).collect();
    if all.is_empty() {
        return;
    }
    say!("\nNot read");
    for (purpose, url, why) in all {
        say!("  {purpose:<11} {}: {why}", plain(url));
    }
}

fn facts(analysis: &Analysis) {
    let listed = analysis.profile.listed();
    for group in Group::ALL {
        let mut facts = listed.iter().filter(|one| one.group == group).peekable();
        if facts.peek().is_some() {
            say!("\n{}", group.title());
        }
        for one in facts {
            let word = if analysis.is_provided(&one.evidence) { "as given" } else { sure(one.confidence) };
            say!("  {:<17} {}  ({word})", one.name, plain(&one.value));
            if let Some(item) = one.evidence.first().and_then(|id| find(analysis, id)) {
                say!("  {:<17} {}", "", source(item, &one.value));
            }
        }
    }
}

fn find<'a>(analysis: &'a Analysis, id: &EvidenceId) -> Option<&'a Evidence> {
    analysis.evidence.iter().find(|item| item.id == *id)
}

/// `https://… #b12 “quotation”`; a quotation that is the value itself is left out.
fn source(item: &Evidence, value: &str) -> String {
    let place = match &item.url {
        Some(url) => format!("{url} {}", item.locator),
        None => item.locator.clone(),
    };
    let quote = item.quote.as_deref().filter(|quote| *quote != value).map(|quote| format!(" “{}”", cut(&plain(quote)))).unwrap_or_default();
    let observed = item.observed.as_deref().filter(|_| item.quote.is_none()).map(|observed| format!(" {}", cut(&plain(observed)))).unwrap_or_default();
    format!("{}{quote}{observed}", plain(&place))
}

fn checks(analysis: &Analysis, language: Language) {
    if analysis.findings.is_empty() {
        return;
    }
    let overall = analysis.scores.overall.map(|overall| format!(", {overall} of 100 overall")).unwrap_or_default();
    say!("\n{} checks{overall}", analysis.findings.len());
    for one in AREAS {
        let of = |status: Status| analysis.findings.iter().filter(|finding| finding.area == one && finding.status == status).count();
        let (passed, failed, left) = (of(Status::Pass), of(Status::Fail), of(Status::NotApplicable) + of(Status::NotMeasured));
        let word = match analysis.scores.areas.iter().find(|score| score.area == one) {
            Some(score) => told::score(score.percent, language),
            None => told::status(Status::NotMeasured, language),
        };
        let rest = if left > 0 { format!(", {left} not measured or not applicable") } else { String::new() };
        say!("  {:<34} {passed:>2} of {:<2}  {word}{rest}", told::area(one, language), passed + failed);
    }
    say!("");
    for finding in analysis.findings.iter().filter(|finding| finding.status == Status::Fail) {
        let observed = finding.evidence.first().and_then(|id| find(analysis, id)).and_then(|item| item.observed.as_deref().or(item.quote.as_deref()));
        say!("  {:>2} {}  ({})", finding.number, told(finding, language).headline, finding.check);
        if let Some(text) = observed {
            say!("     {}", cut(&plain(text)));
        }
    }
}

fn first(analysis: &Analysis, language: Language) {
    let findings = analysis.priorities.iter().filter_map(|check| analysis.findings.iter().find(|finding| finding.check == *check));
    let mut findings = findings.take(3).enumerate().peekable();
    if findings.peek().is_some() {
        say!("\nWhat matters first");
    }
    for (at, finding) in findings {
        let words = told(finding, language);
        say!("  {}. {}", at + 1, words.headline);
        let because = analysis.ranking.iter().find(|one| one.check == finding.check).map(|one| told::because(one, language));
        for sentence in [Some(words.saw), Some(words.fix), because].into_iter().flatten().filter(|sentence| !sentence.is_empty()) {
            say!("     {}", plain(&sentence));
        }
        if let Some(item) = finding.evidence.first().and_then(|id| find(analysis, id)) {
            say!("     {}", source(item, ""));
        }
    }
}

/// Text of a site on one line of a terminal: no control characters.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn cut(text: &str) -> String {
    if text.chars().count() <= QUOTE_MAX {
        return text.to_owned();
    }
    format!("{} …", text.chars().take(QUOTE_MAX).collect::<String>().trim_end())
}
