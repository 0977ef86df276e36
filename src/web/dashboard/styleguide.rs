//! `/dashboard/styleguide`: the design system on one screen, in development builds alone.

use askama::Template;
use axum::http::StatusCode;

use super::frame::{Frame, show as send};
use super::member::Member;
use super::refusal::{Refusal, Screen};

#[derive(Template)]
#[template(path = "dashboard/styleguide.html")]
struct Styleguide {
    frame: Frame,
}

pub async fn show(member: Result<Member, Refusal>) -> Screen {
    if !cfg!(debug_assertions) {
        return Err(Refusal::NotFound);
    }
    let frame = member.map_or_else(|_| Frame::bare("Style guide"), |member| Frame::of(&member, "Style guide"));
    Ok(send(StatusCode::OK, &Styleguide { frame }))
}
