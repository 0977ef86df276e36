//! The newest magnet of a lead as the dashboard sees it, published or not: its page inside a frame, and every form to download.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::frame::magnet_page;
use super::in_lead::InLead;
use super::refusal::{Refusal, Screen};
use crate::generation::links::{Extra, made};
use crate::model::project::slug_of_any;
use crate::store::magnets::{StoredMagnet, newest_magnet};
use crate::store::objects::Form;
use crate::web::pages::with_headers;
use crate::web::state::Web;

/// The page as readers see it, to stand in a frame of our own. Nothing of it can run, and its links open elsewhere or not at all.
pub async fn frame(of: InLead, State(web): State<Web>) -> Screen {
    let html = bytes(&web, &of, Form::Page).await?;
    Ok(magnet_page(&String::from_utf8_lossy(&html)))
}

/// What is made when it is asked for, by ending.
pub(super) const EXTRAS: [(Extra, &str, Form); 3] =
    [(Extra::Letter, "letter.pdf", Form::Pdf), (Extra::Slides, "slides.pdf", Form::Pdf), (Extra::Square, "square.png", Form::Image)];

/// `report.pdf`, `report.html`, `report.slides.pdf`, …
pub async fn download(of: InLead, State(web): State<Web>, Path((_, _, file)): Path<(String, String, String)>) -> Screen {
    let ending = file.strip_prefix("report.").ok_or(Refusal::NotFound)?;
    let (form, bytes) = match EXTRAS.into_iter().find(|(_, known, _)| *known == ending) {
        Some((extra, _, form)) => {
            let magnet = newest(&web, &of).await?;
            (form, made(&web.app, &of.member.workspace.id, &of.project.id, &magnet.document, extra).await?)
        }
        None => {
            let form = Form::ALL.into_iter().find(|form| form.ending() == ending).ok_or(Refusal::NotFound)?;
            (form, bytes(&web, &of, form).await?)
        }
    };
    let mut response: Response = ([(header::CONTENT_TYPE, form.content_type())], bytes).into_response();
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", file_name(&of, ending))) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    let mut response = with_headers(response, "default-src 'none'; sandbox");
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn bytes(web: &Web, of: &InLead, form: Form) -> Result<Vec<u8>, Refusal> {
    let (workspace, lead) = (&of.member.workspace.id, &of.lead.id);
    let magnet = newest(web, of).await?;
    web.app.objects.get(workspace, lead, &magnet.object, form).await?.ok_or(Refusal::NotFound)
}

async fn newest(web: &Web, of: &InLead) -> Result<StoredMagnet, Refusal> {
    newest_magnet(&web.app.db, &of.member.workspace.id, &of.lead.id).await?.ok_or(Refusal::NotFound)
}

/// The company's name in ASCII, which every file system takes.
fn file_name(of: &InLead, ending: &str) -> String {
    let fields = &of.lead.fields;
    let slug = slug_of_any(&[fields.company.as_deref(), fields.site(), Some("report")]);
    format!("{slug}.{ending}")
}
