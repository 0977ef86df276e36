//! Drafts a project's offer and brand from the owner's own site: read with the limits and manners of any research, kept as suggestions with
//! their sources. Nothing is taken over before a person saves it on the screens of offer and brand.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::app::App;
use crate::model::brand::{self, LogoKind};
use crate::model::dossier::{Dossier, Reading, Reason};
use crate::model::evidence::{Evidence, EvidenceId};
use crate::model::ids::{ProjectId, WorkspaceId};
use crate::model::lead::LeadFields;
use crate::model::page::{Link, Page, Region, Role};
use crate::model::profile::{Fact, Profile};
use crate::model::project::Project;
use crate::model::site_draft::{DraftStatus, Found, FoundColor, FoundLink, FoundLogo, Source, Suggestion};
use crate::research::ledger::Ledger;
use crate::research::look::Looker;
use crate::research::{self, Limits, Subject, profile};
use crate::store::StoreError;
use crate::store::site_drafts::{begin_site_draft, update_site_draft};

/// How often is written down how far a reading is.
const TELL_EVERY: Duration = Duration::from_millis(800);
/// Time for style sheets and pictures, after the pages.
const LOOK_WITHIN: Duration = Duration::from_secs(15);
const PROOF_MAX: usize = 5;
const LINKS_MAX: usize = 3;
/// Fewer pages than for a prospect: the owner knows the rest.
const PAGES_MAX: usize = 8;

/// Begins a reading in the background; false while another one of this project is under way.
///
/// # Errors
/// When it cannot be written down.
pub async fn start(app: &Arc<App>, project: &Project, domain: &str) -> Result<bool, StoreError> {
    let begun_at = app.now();
    if !begin_site_draft(&app.db, &project.workspace_id, &project.id, domain, begun_at).await? {
        return Ok(false);
    }
    let reading = Reader {
        app: app.clone(),
        workspace: project.workspace_id.clone(),
        project: project.id.clone(),
        domain: domain.to_owned(),
        begun_at,
        found: Mutex::default(),
    };
    tokio::spawn(reading.run());
    Ok(true)
}

/// One reading on its way.
struct Reader {
    app: Arc<App>,
    workspace: WorkspaceId,
    project: ProjectId,
    domain: String,
    begun_at: i64,
    /// Of its pages alone, so far.
    found: Mutex<Found>,
}

impl Reader {
    async fn run(self) {
        let read = self.read();
        tokio::pin!(read);
        let (status, found) = loop {
            tokio::select! {
                done = &mut read => break done,
                () = tokio::time::sleep(TELL_EVERY) => {
                    let so_far = self.so_far();
                    if let Err(error) = self.tell(DraftStatus::Reading, &so_far).await {
                        tracing::warn!(%error, "how far the reading of a site is could not be written");
                    }
                }
            }
        };
        if let Err(error) = self.tell(status, &found).await {
            tracing::error!(%error, "what was found on a site could not be written");
        }
    }

    fn so_far(&self) -> Found {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn tell(&self, status: DraftStatus, found: &Found) -> Result<bool, StoreError> {
        update_site_draft(&self.app.db, &self.workspace, &self.project, self.begun_at, (status, found), self.app.now()).await
    }

    async fn read(&self) -> (DraftStatus, Found) {
        let settings = &self.app.settings.research;
        let limits = Limits { max_pages: settings.max_pages.min(PAGES_MAX), deadline: settings.deadline, ..Limits::default() };
        let clock = self.app.clock.clone();
        let now = move || clock.now();
        let note = |progress: research::Progress| {
            if let research::Progress::Read { url, .. } = progress {
                self.found.lock().unwrap_or_else(PoisonError::into_inner).pages.push(url);
            }
        };
        let subject = Subject { domain: Some(self.domain.clone()) };
        let dossier = research::research(&self.app.fetcher, &subject, &limits, &now, &note).await;
        let mut found = Found { pages: dossier.pages.iter().map(|page| page.url.clone()).collect(), ..Found::default() };
        found.trouble = trouble(&dossier);
        if dossier.outcome.reading == Reading::Insufficient && dossier.outcome.reason != Some(Reason::ScriptOnly) {
            return (DraftStatus::Failed, found);
        }
        let read = dossier.clone();
        let drawn = tokio::task::spawn_blocking(move || {
            let mut ledger = Ledger::default();
            let profile = profile::profile(&read, &LeadFields::default(), &mut ledger);
            let mut found = Found::default();
            draw(&mut found, &read, &profile, &ledger.into_evidence());
            found
        });
        let Ok(drawn) = drawn.await else { return (DraftStatus::Failed, found) };
        let mut found = Found { pages: found.pages, trouble: found.trouble, ..drawn };
        let quiet = |_: research::Progress| {};
        let mut looker = Looker::new(&self.app.fetcher, &dossier, LOOK_WITHIN, &now, &quiet);
        let colors = looker.colors().await;
        found.colors = colors.into_iter().map(|seen| FoundColor { color: seen.value, source: Source { url: seen.url, quote: seen.quote } }).collect();
        found.logo = self.logo(&mut looker).await;
        (DraftStatus::Done, found)
    }

    /// The first picture that can be a logo, kept among the project's objects.
    async fn logo(&self, looker: &mut Looker<'_>) -> Option<FoundLogo> {
        for sighting in looker.logos() {
            let Some(bytes) = looker.picture(&sighting.value).await else { continue };
            let (objects, workspace, project) = (self.app.objects.clone(), self.workspace.clone(), self.project.clone());
            let kept = tokio::task::spawn_blocking(move || keep_logo(&objects, &workspace, &project, &bytes)).await;
            if let Ok(Ok(logo)) = kept {
                return Some(FoundLogo { logo, source: Source { url: sighting.url, quote: sighting.quote } });
            }
        }
        None
    }
}

/// Why a picture did not become a logo.
#[derive(Debug, thiserror::Error)]
pub enum LogoError {
    /// The sentence goes on after "The logo".
    #[error(transparent)]
    Bad(#[from] magnetite_document::logo::BadLogo),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a picture from outside safe and keeps it. Blocking.
///
/// # Errors
/// [`LogoError`]
pub fn keep_logo(objects: &crate::store::objects::Objects, workspace: &WorkspaceId, project: &ProjectId, bytes: &[u8]) -> Result<brand::Logo, LogoError> {
    use magnetite_document::brand::Tone;
    let made = magnetite_document::logo::prepare(bytes)?;
    let object = objects.put_logo(workspace, project, &made.png)?;
    let kind = match made.tone {
        Tone::Dark => LogoKind::Dark,
        Tone::Light => LogoKind::Light,
        Tone::Any => LogoKind::Any,
    };
    Ok(brand::Logo { object, width: made.width, height: made.height, kind })
}

/// What the profile says, turned into the fields of offer and brand.
fn draw(found: &mut Found, dossier: &Dossier, profile: &Profile, evidence: &[Evidence]) {
    let source = |ids: &[EvidenceId]| {
        let seen = ids.iter().find_map(|id| evidence.iter().find(|one| one.id == *id));
        seen.map(|seen| Source { url: seen.url.clone().unwrap_or_default(), quote: seen.quote.clone().or_else(|| seen.observed.clone()).unwrap_or_default() })
            .unwrap_or_default()
    };
    let suggest = |fact: &Fact<String>| Suggestion { value: fact.value.clone(), source: source(&fact.evidence) };
    found.company = profile.name.as_ref().map(suggest);
    found.sells = profile.description.as_ref().map(suggest);
    found.audience = profile.audience.as_ref().map(suggest);
    found.proof = profile.proof.iter().take(PROOF_MAX).map(suggest).collect();
    found.sender_email = profile.emails.first().map(suggest);
    found.url = dossier.home_url.as_ref().map(|url| Suggestion { value: url.clone(), source: Source { url: url.clone(), quote: String::new() } });
    found.cta = contact(dossier).or_else(|| {
        let email = found.sender_email.as_ref()?;
        Some(Suggestion { value: format!("mailto:{}", email.value), source: email.source.clone() })
    });
    found.links = legal_links(dossier);
}

/// The page to get in touch on.
fn contact(dossier: &Dossier) -> Option<Suggestion> {
    let page = dossier.pages.iter().find(|page| page.role == Role::Contact)?;
    let title = page.titles.first().cloned().unwrap_or_default();
    Some(Suggestion { value: page.url.clone(), source: Source { url: page.url.clone(), quote: title } })
}

/// Words of links to what the law asks for, in the languages that sites are read in, each with its kind.
const LEGAL: [(&str, u8); 26] = [
    ("imprint", 0),
    ("impressum", 0),
    ("legal notice", 0),
    ("mentions légales", 0),
    ("mentions legales", 0),
    ("aviso legal", 0),
    ("note legali", 0),
    ("colofon", 0),
    ("legal", 0),
    ("privacy", 1),
    ("datenschutz", 1),
    ("confidentialité", 1),
    ("données personnelles", 1),
    ("privacidad", 1),
    ("privacidade", 1),
    ("protección de datos", 1),
    ("riservatezza", 1),
    ("プライバシー", 1),
    ("terms", 2),
    ("agb", 2),
    ("geschäftsbedingungen", 2),
    ("cgv", 2),
    ("conditions générales", 2),
    ("condiciones", 2),
    ("condizioni", 2),
    ("voorwaarden", 2),
];

/// One link of each kind: the imprint, privacy, terms; those of the footer first.
fn legal_links(dossier: &Dossier) -> Vec<FoundLink> {
    let mut found: Vec<(u8, FoundLink)> = Vec::new();
    let in_footer = |(_, link): &(&Page, &Link)| link.region == Region::Footer;
    let all: Vec<(&Page, &Link)> = dossier.pages.iter().take(2).flat_map(|page| page.links.iter().map(move |link| (page, link))).collect();
    for (page, link) in all.iter().filter(|link| in_footer(link)).chain(all.iter().filter(|link| !in_footer(link))) {
        let (label, Some(href)) = (link.text.trim(), link.href.as_deref().filter(|href| href.starts_with("http"))) else { continue };
        let lower = label.to_lowercase();
        let Some((_, kind)) = LEGAL.iter().find(|(word, _)| lower.split_whitespace().any(|part| part == *word) || (word.len() > 4 && lower.contains(word)))
        else {
            continue;
        };
        if label.chars().count() <= 40 && !found.iter().any(|(known, one)| known == kind || one.url == href) {
            let source = Source { url: page.url.clone(), quote: label.to_owned() };
            found.push((*kind, FoundLink { label: label.to_owned(), url: href.to_owned(), source }));
        }
    }
    found.sort_by_key(|(kind, _)| *kind);
    found.into_iter().map(|(_, link)| link).take(LINKS_MAX).collect()
}

/// What kept the reading from being whole, for the person who asked for it.
fn trouble(dossier: &Dossier) -> Option<String> {
    let reason = dossier.outcome.reason?;
    let told = match reason {
        Reason::NoDomain | Reason::NoSuchHost => "There is no site of this name. Is it spelled right?",
        Reason::ResearchOff => "Sites are not read here.",
        Reason::Refused => "The site did not accept the connection. It may be down.",
        Reason::Timeout => "The site did not answer in time.",
        Reason::Tls => "The site's certificate is not valid, so it was not read.",
        Reason::PrivateAddress => "The name leads to an address that is not public, so it was not asked.",
        Reason::TooLarge => "The home page is too large to be read.",
        Reason::RedirectLoop => "The site redirects in a circle.",
        Reason::Blocked => "The site turned our reader away. It may let in only browsers, or ask visitors to prove that they are people.",
        Reason::RobotsRefused => "The site's robots.txt asks readers like ours to stay away, and so it was not read.",
        Reason::HttpError => "The site answered with an error.",
        Reason::NotHtml => "What the site sent is not a web page.",
        Reason::Empty => "The page is empty.",
        Reason::ScriptOnly => "The site's text is made by scripts in the browser, so only its head could be read.",
        Reason::Parked => "The domain is parked: somebody has registered it, and there is no site of its own yet.",
        Reason::UnderConstruction => "The site says that it is under construction.",
        Reason::Login => "The site asks for a log-in first.",
        Reason::Moved => "The site sends its visitors to another address, which may be another firm's. If it is yours, enter that one.",
        Reason::LittleText => "There is little text on the site, so little was found.",
        Reason::Frames => "The site's content stands in frames, so little was found.",
        Reason::Scripts => "Much of the site is made by scripts in the browser, so little was found.",
    };
    Some(told.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generation::sample;

    #[test]
    fn every_suggestion_of_the_sample_has_a_source_on_the_site() {
        let dossier = sample::dossier(0);
        let mut ledger = Ledger::default();
        let profile = profile::profile(&dossier, &LeadFields::default(), &mut ledger);
        let mut found = Found::default();
        draw(&mut found, &dossier, &profile, &ledger.into_evidence());
        let all = [&found.company, &found.sells, &found.sender_email, &found.cta, &found.url].into_iter().flatten().chain(&found.proof);
        let mut count = 0;
        for suggestion in all {
            assert!(suggestion.source.url.starts_with("http") && !suggestion.value.is_empty(), "{suggestion:?}");
            count += 1;
        }
        assert!(count >= 4, "{found:?}");
    }
}
