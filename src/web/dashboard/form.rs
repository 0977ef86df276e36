//! Forms on their way in: read within limits, their token checked, their fields turned into the handler's type.

use std::collections::HashMap;

use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

use super::cookie::{Cookie, is_form_token, is_https};
use super::gate::{AskedPath, kept_page};
use super::member::Member;
use super::refusal::Refusal;
use crate::app::App;
use crate::web::extract::read_body;
use crate::web::state::Web;

/// Largest upload, in bytes: a CSV of 10,000 rows.
pub const UPLOAD_MAX_BYTES: usize = 6 << 20;

/// A urlencoded form of at most 1 MiB. A name that comes more than once fills a `Vec`.
pub struct Typed<T>(pub T);

/// What a form is refused with: a page.
pub struct NotTyped(Response);

impl IntoResponse for NotTyped {
    fn into_response(self) -> Response {
        self.0
    }
}

impl From<Refusal> for NotTyped {
    fn from(refusal: Refusal) -> Self {
        Self(refusal.into_response())
    }
}

impl<T: DeserializeOwned> FromRequest<Web> for Typed<T> {
    type Rejection = NotTyped;

    async fn from_request(request: Request, web: &Web) -> Result<Self, NotTyped> {
        let (headers, member) = (request.headers().clone(), request.extensions().get::<Member>().cloned());
        let action = AskedPath::of(request.extensions());
        let body = read_body(request).await.map_err(|error| Refusal::BadForm(format!("{}.", error.message)))?;
        let token = url::form_urlencoded::parse(&body).find(|(name, _)| name == "form_token").map(|(_, value)| value.into_owned());
        if !is_good_token(token.as_deref(), &headers, &web.app) {
            return Err(NotTyped(kept_page(action, &body, member.as_ref())));
        }
        let typed = serde_html_form::from_bytes(&body).map_err(|error| Refusal::BadForm(format!("Go back and send it once more. ({error})")))?;
        Ok(Self(typed))
    }
}

/// Whether the form was made for the person who sends it.
fn is_good_token(given: Option<&str>, headers: &HeaderMap, app: &App) -> bool {
    let Some(given) = given else { return false };
    let https = is_https(app);
    [Cookie::Session, Cookie::Visitor].iter().filter_map(|cookie| cookie.token(headers, https)).any(|token| is_form_token(given, token))
}

/// A form with files (`multipart/form-data`), its token checked.
#[derive(Debug, Default)]
pub struct Upload {
    pub fields: HashMap<String, String>,
    pub files: Vec<UploadedFile>,
}

#[derive(Debug)]
pub struct UploadedFile {
    /// Name of the form's field.
    pub name: String,
    pub file_name: String,
    pub bytes: Vec<u8>,
}

impl Upload {
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// The file of a field, if one was chosen.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&UploadedFile> {
        self.files.iter().find(|file| file.name == name && !file.bytes.is_empty())
    }
}

impl FromRequest<Web> for Upload {
    type Rejection = NotTyped;

    async fn from_request(request: Request, web: &Web) -> Result<Self, NotTyped> {
        let headers = request.headers().clone();
        let broken = || Refusal::BadForm("The upload broke off or is not in the form that browsers send. Please try again.".into());
        let too_large = || Refusal::BadForm("The file is larger than 6 MB.".into());
        let declared = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
        if declared.is_some_and(|length| length > UPLOAD_MAX_BYTES) {
            return Err(too_large().into());
        }
        let mut parts = Multipart::from_request(request, web).await.map_err(|_| broken())?;
        let (mut upload, mut total) = (Upload::default(), 0);
        while let Some(mut part) = parts.next_field().await.map_err(|_| broken())? {
            let name = part.name().unwrap_or_default().to_owned();
            let file_name = part.file_name().map(str::to_owned);
            let mut bytes = Vec::new();
            while let Some(chunk) = part.chunk().await.map_err(|_| broken())? {
                total += chunk.len();
                if total > UPLOAD_MAX_BYTES {
                    return Err(too_large().into());
                }
                bytes.extend_from_slice(&chunk);
            }
            match file_name {
                Some(file_name) => upload.files.push(UploadedFile { name, file_name, bytes }),
                None => {
                    upload.fields.insert(name, String::from_utf8_lossy(&bytes).into_owned());
                }
            }
        }
        if !is_good_token(upload.fields.get("form_token").map(String::as_str), &headers, &web.app) {
            return Err(Refusal::BadForm("This form is too old: load its page again and choose the file once more.".into()).into());
        }
        Ok(upload)
    }
}
