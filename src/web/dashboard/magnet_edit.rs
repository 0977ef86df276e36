//! `/projects/{project}/leads/{lead}/magnet/edit/{place}`: one block's text under the pen. What may not stand is refused at its sentence, with the reason.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use magnetite_document::tree::Document;
use serde::Deserialize;

use super::diff::{Piece, words};
use super::form::Typed;
use super::frame::{Frame, see_other, show as show_page};
use super::magnet::{ClaimView, Opened, claims, kind, refused};
use super::member::InProject;
use super::refusal::{Refusal, Screen};
use crate::generation::revise::{By, Change, Field, NotRevised, Place, ReviseError, SentenceFault, claims_of, fields, is_removable, revise};
use crate::model::role::Right;
use crate::web::state::Web;

/// The form as typed. Names and values of the fields go side by side.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct EditForm {
    seen: i64,
    /// `save` or `remove`.
    #[serde(rename = "do")]
    action: String,
    field: Vec<String>,
    value: Vec<String>,
    note: String,
}

impl EditForm {
    fn values(&self) -> BTreeMap<String, String> {
        self.field.iter().cloned().zip(self.value.iter().cloned()).collect()
    }
}

/// A field with what is wrong with it.
struct FieldView {
    field: Field,
    rows: usize,
    wrong: Vec<SentenceFault>,
}

struct Meanwhile {
    version: i64,
    by: String,
    /// Label and pieces of each field that changed.
    fields: Vec<(String, Vec<Piece>)>,
}

#[derive(Template)]
#[template(path = "dashboard/magnet_edit.html")]
struct EditScreen {
    frame: Frame,
    base: String,
    action: String,
    name: String,
    heading: String,
    seen: i64,
    fields: Vec<FieldView>,
    removable: bool,
    note: String,
    claims: Vec<ClaimView>,
    meanwhile: Option<Meanwhile>,
}

pub async fn form(here: InProject, State(web): State<Web>, Path((_, lead, place)): Path<(String, String, String)>) -> Screen {
    here.member.require(Right::WorkOnLeads)?;
    let place: Place = place.parse().map_err(|_| Refusal::NotFound)?;
    let opened = Opened::of(&web, here, &lead).await?;
    let document = opened.document(&web, opened.newest()).await?;
    let page = screen(&opened, &document, &place, opened.newest(), &EditForm::default(), &[])?;
    Ok(show_page(StatusCode::OK, &page))
}

pub async fn save(here: InProject, State(web): State<Web>, Path((_, lead, place)): Path<(String, String, String)>, Typed(form): Typed<EditForm>) -> Screen {
    here.member.require(Right::WorkOnLeads)?;
    let place: Place = place.parse().map_err(|_| Refusal::NotFound)?;
    let opened = Opened::of(&web, here, &lead).await?;
    let removes = form.action == "remove";
    let change = if removes { Change::Remove(place.clone()) } else { Change::Edit(place.clone(), form.values()) };
    let by = By { actor: &opened.here.member.user.email, address: opened.here.member.address(), note: &form.note };
    let made = revise(&web.app, &opened.here.member.workspace, &opened.here.project, &opened.lead, form.seen, change, by).await;
    match made {
        Ok(_) => Ok(see_other(&format!("{}?done={}", opened.base(), if removes { "removed" } else { "edited" }))),
        Err(ReviseError::NotRevised(NotRevised::Same)) => Ok(see_other(&format!("{}?done=same", opened.base()))),
        Err(ReviseError::NotRevised(NotRevised::Faults(faults))) => {
            let document = opened.document(&web, form.seen).await?;
            Ok(show_page(StatusCode::UNPROCESSABLE_ENTITY, &screen(&opened, &document, &place, form.seen, &form, &faults)?))
        }
        Err(ReviseError::Stale(newest)) => stale(&web, opened, place, newest, &form).await,
        Err(other) => Err(refused(other)),
    }
}

/// The form as typed, with what the other one did to this block; sent again it goes on top of that.
async fn stale(web: &Web, opened: Opened, place: Place, newest: i64, form: &EditForm) -> Screen {
    let opened = Opened::of(web, opened.here, opened.lead.id.as_str()).await?;
    let (before, now) = (opened.document(web, form.seen).await?, opened.document(web, newest).await?);
    let place = moved(&before, &now, place);
    let names = |document: &Document| fields(document, &place).map(|fields| fields.into_iter().map(|field| field.name).collect::<Vec<_>>());
    if names(&now).is_none() || names(&now) != names(&before) {
        return Err(Refusal::Conflict(format!(
            "Somebody made version {newest} meanwhile and took this block out or changed its shape. Go back to find what you typed."
        )));
    }
    let old = fields(&before, &place).unwrap_or_default();
    let changed = fields(&now, &place).unwrap_or_default().into_iter().zip(old).filter(|(now, old)| now.value != old.value);
    let meanwhile = Meanwhile {
        version: newest,
        by: opened.versions.first().map(|line| line.created_by.clone()).filter(|by| !by.is_empty()).unwrap_or_else(|| "The writer".into()),
        fields: changed.map(|(now, old)| (now.label, words(&old.value, &now.value))).collect(),
    };
    let page = EditScreen { meanwhile: Some(meanwhile), ..screen(&opened, &now, &place, newest, form, &[])? };
    Ok(show_page(StatusCode::CONFLICT, &page))
}

/// Where a block of one version stands in another: blocks before it may have gone.
fn moved(before: &Document, now: &Document, place: Place) -> Place {
    let Place::Block { section, block } = &place else { return place };
    let blocks = |document: &Document| document.sections.iter().find(|one| one.id == *section).map(|section| section.blocks.clone()).unwrap_or_default();
    let Some(was) = blocks(before).get(*block).cloned() else { return place };
    match blocks(now).iter().position(|one| *one == was) {
        Some(at) => Place::Block { section: section.clone(), block: at },
        None => place,
    }
}

fn screen(opened: &Opened, document: &Document, place: &Place, seen: i64, typed: &EditForm, faults: &[SentenceFault]) -> Result<EditScreen, Refusal> {
    let found = fields(document, place).ok_or(Refusal::NotFound)?;
    let removable = is_removable(document, place);
    if found.is_empty() && !removable {
        return Err(Refusal::NotFound);
    }
    let values = typed.values();
    let view = |mut field: Field| {
        if let Some(value) = values.get(&field.name) {
            field.value.clone_from(value);
        }
        let rows = (field.value.chars().count() / 70 + 2).min(14);
        let wrong = faults.iter().filter(|fault| fault.field == field.name).cloned().collect();
        FieldView { field, rows, wrong }
    };
    let (heading, ids) = match place {
        Place::Head => ("Title".to_owned(), Vec::new()),
        Place::Cta => ("Call to action".to_owned(), Vec::new()),
        Place::Block { section, block } => {
            let section = document.sections.iter().find(|one| one.id == *section).ok_or(Refusal::NotFound)?;
            let block = section.blocks.get(*block).ok_or(Refusal::NotFound)?;
            (format!("{}: {}", section.heading, kind(block).to_lowercase()), claims_of(block))
        }
    };
    Ok(EditScreen {
        frame: opened.frame(&format!("Edit {heading}")),
        base: opened.base(),
        action: format!("{}/edit/{place}", opened.base()),
        name: opened.name(),
        heading,
        seen,
        fields: found.into_iter().map(view).collect(),
        removable,
        note: typed.note.clone(),
        claims: claims(document, &ids),
        meanwhile: None,
    })
}
