//! Who our robot is: the address that its user agent names.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::{assets, screen};

#[derive(Template)]
#[template(path = "bot.html")]
struct Bot {
    style: &'static str,
}

pub async fn show() -> Response {
    screen(StatusCode::OK, &Bot { style: assets::style() })
}
