//! `…/settings/brand`: name, logo, colours, fonts and small print of a project's documents, with a preview. Fields become a brand in `brand_form.rs`.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::brand_form::{BrandForm, BrandSources, Swatch, kind_of, known_logo};
use super::form::Upload;
use super::frame::{CSP, Frame, html_page, magnet_page, see_other, show as send};
use super::member::InProject;
use super::refusal::{Refusal, Screen};
use super::site_draft::{DraftBox, Drafted, Fills, ShownSource};
use super::stamp::{Conflict, stamp};
use crate::generation::draft::{LogoError, keep_logo};
use crate::generation::preview::{PreviewError, Subject, preview_with_logo};
use crate::model::brand::{Brand, FontPair, LegalLink, Logo, Theme};
use crate::model::color::Color;
use crate::model::project::Project;
use crate::model::role::Right;
use crate::model::schema::Fault;
use crate::model::site_draft::{DraftStatus, SiteDraft};
use crate::store::audit::{Entry, insert_audit};
use crate::store::projects;
use crate::store::sender::set_brand;
use crate::store::site_drafts::site_draft;
use crate::web::state::Web;

/// Largest picture that may be chosen.
const LOGO_MAX_BYTES: usize = 1024 * 1024;
/// How often a save is tried while other parts of the project change.
const TRIES: usize = 3;
const SAID: [(&str, &str); 2] =
    [("saved", "Saved. The next document is set in it; those already made stay as they are."), ("same", "Nothing was different, so nothing was changed.")];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: Option<String>,
    /// `site`: fill in what was found there.
    from: Option<String>,
    /// A name that could not be read, to be put right.
    domain: Option<String>,
}

#[derive(Template)]
#[template(path = "dashboard/brand.html")]
struct BrandScreen {
    frame: Frame,
    path: String,
    logo_path: String,
    typed: BrandForm,
    faults: Vec<Fault>,
    sources: BrandSources,
    drafted: Option<Drafted>,
    conflict: Option<Conflict>,
    draft: DraftBox,
    contrast: Contrast,
    /// Colours of the site, to choose from.
    found: Vec<(Swatch, ShownSource)>,
    themes: Vec<(Theme, &'static str, &'static str)>,
    fonts: Vec<(FontPair, &'static str, &'static str)>,
    company: String,
}

/// Swatches and ratios of both accents.
#[derive(Template)]
#[template(path = "dashboard/brand_contrast.html")]
struct Contrast {
    light: Option<Swatch>,
    dark: Option<Swatch>,
    /// The second was not typed.
    worked_out: bool,
}

impl Contrast {
    fn of(accent: &str, accent_dark: &str) -> Self {
        let (light, dark) = Swatch::of_typed(accent, accent_dark);
        Self { light, dark, worked_out: accent_dark.trim().is_empty() }
    }
}

/// One legal link with what is wrong with it.
struct Row<'a> {
    label_id: String,
    url_id: String,
    link: &'a LegalLink,
    label_wrong: Option<&'a str>,
    url_wrong: Option<&'a str>,
    label_extra: String,
    url_extra: String,
}

impl BrandScreen {
    fn rows(&self) -> Vec<Row<'_>> {
        let row = |(at, link)| {
            let (label_id, url_id) = (format!("links.{at}.label"), format!("links.{at}.url"));
            Row {
                label_wrong: self.wrong(&label_id),
                url_wrong: self.wrong(&url_id),
                label_extra: self.extra(&label_id, ""),
                url_extra: self.extra(&url_id, "spellcheck=\"false\""),
                label_id,
                url_id,
                link,
            }
        };
        self.typed.links.iter().enumerate().map(row).collect()
    }

    fn name_hint(&self) -> String {
        format!("Only if it is another than {}.", self.company)
    }

    /// Attributes of the colours' inputs: the contrast is told while one types.
    fn live(&self, input: &str) -> String {
        let live = format!(
            "autocomplete=\"off\" spellcheck=\"false\" hx-get=\"{}/contrast\" hx-trigger=\"input changed delay:250ms\" hx-target=\"#contrast\" hx-include=\"#accent,#accent_dark\"",
            self.path
        );
        self.extra(input, &live)
    }

    /// Attributes of an input; the first one that is wrong, in the order of the page, has the focus.
    fn extra(&self, input: &str, more: &str) -> String {
        let fixed = ["name", "picture", "accent", "accent_dark", "footer"].map(str::to_owned);
        let rows = (0..self.typed.links.len()).flat_map(|at| [format!("links.{at}.label"), format!("links.{at}.url")]);
        let first = fixed.into_iter().chain(rows).find(|one| self.wrong(one).is_some());
        if first.is_some_and(|first| first == input) { format!("{more} autofocus") } else { more.to_owned() }
    }

    fn wrong(&self, input: &str) -> Option<&str> {
        self.faults.iter().find(|fault| fault.field == input).map(|fault| fault.reason.as_str())
    }
}

pub async fn show(asker: InProject, Query(asked): Query<Asked>, State(web): State<Web>) -> Screen {
    asker.member.require(Right::EditProject)?;
    let (project, now) = (&asker.project, web.app.now());
    let draft = last_draft(&web, project).await?;
    let mut typed = BrandForm::of(&project.brand);
    let from_site = draft.as_ref().filter(|draft| asked.from.as_deref() == Some("site") && draft.status_at(now) == DraftStatus::Done);
    let sources = from_site.map(|draft| typed.fill(&draft.found, &project.offer.company, &project.brand)).unwrap_or_default();
    let mut screen = screen(&asker, typed, draft.as_ref(), now);
    screen.sources = sources;
    screen.drafted = from_site.map(Drafted::of);
    screen.frame = screen.frame.saying(asked.done.as_deref(), &SAID);
    if let Some(domain) = asked.domain {
        screen.draft.wrong = Some("must be a host name like example.com".into());
        screen.draft.domain = domain;
    }
    Ok(send(StatusCode::OK, &screen))
}

pub async fn save(asker: InProject, State(web): State<Web>, upload: Upload) -> Screen {
    asker.member.require(Right::EditProject)?;
    let mut typed = BrandForm::read(&upload);
    let draft = last_draft(&web, &asker.project).await?;
    let (mut brand, mut faults) = typed.brand();
    match logo(&web, &asker.project, draft.as_ref(), &typed, &upload).await? {
        Ok(logo) => brand.logo = logo,
        Err(fault) => faults.push(fault),
    }
    // A picture that was taken is kept by name, so that it need not be chosen again.
    typed.logo = brand.logo.as_ref().map(|logo| logo.object.clone()).unwrap_or_default();
    typed.remove_logo = false;
    let again = |asker: &InProject, typed, status, faults, conflict: Option<Conflict>| {
        let mut screen = screen(asker, typed, draft.as_ref(), web.app.now());
        if conflict.is_some() {
            screen.typed.seen = stamp(&asker.project.brand);
        }
        (screen.faults, screen.conflict) = (faults, conflict);
        send(status, &screen)
    };
    if ["use_accent", "use_accent_dark"].iter().any(|field| !upload.field(field).is_empty()) {
        faults.retain(|fault| !fault.field.starts_with("accent"));
        return Ok(again(&asker, typed, StatusCode::OK, faults, None));
    }
    if !faults.is_empty() {
        return Ok(again(&asker, typed, StatusCode::UNPROCESSABLE_ENTITY, faults, None));
    }
    let path = Fills::Brand.path(&asker.project);
    let mut project = asker.project.clone();
    for _ in 0..TRIES {
        if brand == project.brand {
            return Ok(see_other(&format!("{path}?done=same")));
        }
        if typed.seen != stamp(&project.brand) {
            let conflict = Conflict::find(&web.app.db, &project, "brand.changed", typed.differences(&project.brand), web.app.now()).await?;
            let asker = InProject { project, ..asker };
            return Ok(again(&asker, typed, StatusCode::CONFLICT, Vec::new(), Some(conflict)));
        }
        if write(&web, &asker, &project, &brand, &typed).await? {
            web.keys.clear();
            return Ok(see_other(&format!("{path}?done=saved")));
        }
        project = projects::project(&web.app.db, &project.workspace_id, project.id.as_str()).await?.ok_or(Refusal::NotFound)?;
    }
    Err(Refusal::Conflict("The project is being changed by somebody else. Please go back and save once more.".into()))
}

async fn write(web: &Web, asker: &InProject, project: &Project, brand: &Brand, typed: &BrandForm) -> Result<bool, Refusal> {
    let (app, member) = (&web.app, &asker.member);
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if !set_brand(&mut tx, project, brand, now).await? {
        return Ok(false);
    }
    let changed: Vec<&str> = typed.differences(&project.brand).into_iter().map(|(label, ..)| label).collect();
    let entry = Entry {
        workspace_id: &project.workspace_id,
        project_id: Some(&project.id),
        actor: &member.user.email,
        address: member.address(),
        action: "brand.changed",
        target: &project.name,
        detail: json!({"changed": changed}),
        at: now,
    };
    insert_audit(&mut tx, &*app.random, &entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// The logo that the form asks for: a picture just chosen, none, or one that is kept already.
async fn logo(web: &Web, project: &Project, draft: Option<&SiteDraft>, typed: &BrandForm, upload: &Upload) -> Result<Result<Option<Logo>, Fault>, Refusal> {
    let fault = |reason: String| Fault { field: "picture".into(), reason };
    let (objects, workspace, id) = (web.app.objects.clone(), project.workspace_id.clone(), project.id.clone());
    if let Some(file) = upload.file("picture") {
        if file.bytes.len() > LOGO_MAX_BYTES {
            return Ok(Err(fault("The picture is larger than 1 MB.".into())));
        }
        let bytes = file.bytes.clone();
        let kept =
            tokio::task::spawn_blocking(move || keep_logo(&objects, &workspace, &id, &bytes)).await.map_err(|error| Refusal::Broken(error.to_string()))?;
        return match kept {
            Ok(logo) => Ok(Ok(Some(logo))),
            Err(LogoError::Bad(bad)) => Ok(Err(fault(format!("The picture {bad}.")))),
            Err(LogoError::Store(error)) => Err(error.into()),
        };
    }
    if typed.remove_logo || typed.logo.is_empty() {
        return Ok(Ok(None));
    }
    let found = draft.and_then(|draft| draft.found.logo.as_ref()).map(|found| &found.logo);
    if let Some(known) = known_logo(&typed.logo, project.brand.logo.as_ref(), found) {
        return Ok(Ok(Some(known.clone())));
    }
    // Chosen in an earlier try of this form: its measures are read from the picture itself.
    let Some(png) = objects.logo(&workspace, &id, &typed.logo).await? else { return Ok(Ok(None)) };
    let made = tokio::task::spawn_blocking(move || magnetite_document::logo::prepare(&png)).await.map_err(|error| Refusal::Broken(error.to_string()))?;
    Ok(Ok(made.ok().map(|made| Logo { object: typed.logo.clone(), width: made.width, height: made.height, kind: kind_of(made.tone) })))
}

/// The built-in sample in the look that was typed; what cannot be used yet is left out.
pub async fn preview(asker: InProject, State(web): State<Web>, upload: Upload) -> Screen {
    asker.member.require(Right::EditProject)?;
    let typed = BrandForm::read(&upload);
    let draft = last_draft(&web, &asker.project).await?;
    let (workspace, mut project) = (&asker.member.workspace, asker.project.clone());
    let logo = logo_for_preview(&web, &project, draft.as_ref(), &typed, &upload).await?;
    project.brand = typed.brand().0;
    let (logo, png) = logo.unzip();
    project.brand.logo = logo;
    let html = preview_with_logo(&web.app, workspace, &project, &Subject::Sample, png.flatten()).await.map_err(|error| match error {
        PreviewError::Store(error) => Refusal::Store(error),
        error => Refusal::Broken(error.to_string()),
    })?;
    Ok(magnet_page(&html))
}

/// As [`logo`], but a picture just chosen is shown and not kept.
async fn logo_for_preview(
    web: &Web,
    project: &Project,
    draft: Option<&SiteDraft>,
    typed: &BrandForm,
    upload: &Upload,
) -> Result<Option<(Logo, Option<Vec<u8>>)>, Refusal> {
    let Some(file) = upload.file("picture").filter(|file| file.bytes.len() <= LOGO_MAX_BYTES) else {
        return Ok(logo(web, project, draft, typed, &Upload::default()).await?.ok().flatten().map(|logo| (logo, None)));
    };
    let bytes = file.bytes.clone();
    let made = tokio::task::spawn_blocking(move || magnetite_document::logo::prepare(&bytes)).await.map_err(|error| Refusal::Broken(error.to_string()))?;
    Ok(made.ok().map(|made| (Logo { object: String::new(), width: made.width, height: made.height, kind: kind_of(made.tone) }, Some(made.png))))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Colors {
    accent: String,
    accent_dark: String,
}

/// The part of the screen that tells the contrast, fetched anew while a colour is typed.
pub async fn contrast(asker: InProject, Query(colors): Query<Colors>) -> Screen {
    asker.member.require(Right::EditProject)?;
    let html = Contrast::of(&colors.accent, &colors.accent_dark).render().map_err(|error| Refusal::Broken(error.to_string()))?;
    Ok(html_page(StatusCode::OK, html, CSP))
}

async fn last_draft(web: &Web, project: &Project) -> Result<Option<SiteDraft>, Refusal> {
    Ok(site_draft(&web.app.db, &project.workspace_id, &project.id).await?)
}

fn screen(asker: &InProject, typed: BrandForm, draft: Option<&SiteDraft>, now: i64) -> BrandScreen {
    let (member, project) = (&asker.member, &asker.project);
    let colors = draft.filter(|draft| draft.status_at(now) == DraftStatus::Done).map(|draft| draft.found.colors.as_slice()).unwrap_or_default();
    BrandScreen {
        frame: Frame::in_project(member, project, "Brand", Fills::Brand.place()),
        path: Fills::Brand.path(project),
        logo_path: format!("/dashboard/projects/{}/logo", project.slug),
        faults: Vec::new(),
        sources: BrandSources::default(),
        drafted: None,
        conflict: None,
        draft: DraftBox::of(Fills::Brand, project, draft, &member.user.email, None, now),
        contrast: Contrast::of(&typed.accent, &typed.accent_dark),
        found: colors.iter().map(|found| (Swatch::on(found.color, Color::PAPER), ShownSource::of(&found.source, "", ""))).collect(),
        themes: Theme::ALL.into_iter().map(|theme| (theme, theme.told().0, theme.told().1)).collect(),
        fonts: FontPair::ALL.into_iter().map(|font| (font, font.told().0, font.told().1)).collect(),
        company: if project.offer.company.is_empty() { member.workspace.name.clone() } else { project.offer.company.clone() },
        typed,
    }
}
