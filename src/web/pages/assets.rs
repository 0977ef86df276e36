//! Style sheet, scripts and fonts of our own screens and the fonts of magnets, compiled in. Their names carry a hash of the content, so that they may
//! be cached for ever.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use sha2::{Digest, Sha256};

use super::not_found;
use crate::web::gzip;

struct Asset {
    /// As templates and style sheets call it.
    name: &'static str,
    path: String,
    kind: &'static str,
    bytes: Vec<u8>,
    /// Where that is smaller.
    gzip: Option<Vec<u8>>,
}

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const FONT: &str = "font/woff2";

/// Fonts first: the style sheet names them.
static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let fonts: [(&str, &[u8]); 3] = [
        ("inter-regular.woff2", include_bytes!("../../../crates/magnetite-document/assets/fonts/web-Inter-Regular.woff2")),
        ("inter-semibold.woff2", include_bytes!("../../../crates/magnetite-document/assets/fonts/web-Inter-SemiBold.woff2")),
        ("literata-medium.woff2", include_bytes!("../../../crates/magnetite-document/assets/fonts/web-Literata-Medium.woff2")),
    ];
    let mut assets: Vec<Asset> = fonts.into_iter().map(|(name, bytes)| asset(name, FONT, bytes.to_vec())).collect();
    let mut style =
        concat!(include_str!("../../../assets/dashboard.css"), include_str!("../../../assets/research.css"), include_str!("../../../assets/samples.css"))
            .to_owned();
    for font in &assets {
        style = style.replace(&format!("/assets/{}", font.name), &font.path);
    }
    assets.push(asset("dashboard.css", STYLE, style.into_bytes()));
    assets.push(asset("fonts.css", STYLE, magnetite_document::fonts().as_bytes().to_vec()));
    assets.push(asset("icon.svg", "image/svg+xml", include_bytes!("../../../assets/icon.svg").to_vec()));
    assets.push(asset("dashboard.js", SCRIPT, include_bytes!("../../../assets/dashboard.js").to_vec()));
    assets.push(asset("htmx.js", SCRIPT, include_bytes!("../../../assets/htmx.min.js").to_vec()));
    assets
});

fn asset(name: &'static str, kind: &'static str, bytes: Vec<u8>) -> Asset {
    let hash: String = Sha256::digest(&bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let (stem, ending) = name.split_once('.').unwrap_or((name, "bin"));
    let gzip = gzip::pack(&bytes, Compression::best());
    Asset { name, path: format!("/assets/{stem}-{hash}.{ending}"), kind, bytes, gzip }
}

/// Path of an asset by the name it has in the source; empty for an unknown one, which a test rules out.
#[must_use]
pub fn path(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("", |asset| asset.path.as_str())
}

/// A page of the document crate as this server shows it: its fonts are among the assets.
#[must_use]
pub fn with_fonts(page: String) -> String {
    magnetite_document::with_fonts_at(page, path("fonts.css"))
}

/// Path of the style sheet.
#[must_use]
pub fn style() -> &'static str {
    path("dashboard.css")
}

pub async fn show(file: Result<Path<String>, PathRejection>, asked: HeaderMap) -> Response {
    let Ok(Path(file)) = file else { return not_found().await };
    let Some(asset) = ASSETS.iter().find(|asset| asset.path.strip_prefix("/assets/") == Some(file.as_str())) else { return not_found().await };
    let headers = [
        (header::CONTENT_TYPE, asset.kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "Accept-Encoding"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    match &asset.gzip {
        Some(packed) if gzip::is_taken(&asked) => {
            let mut response = (headers, packed.as_slice()).into_response();
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            response
        }
        _ => (headers, asset.bytes.as_slice()).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_asset_that_a_style_sheet_or_template_names_is_there() {
        for name in ["dashboard.css", "fonts.css", "dashboard.js", "htmx.js", "icon.svg", "inter-regular.woff2"] {
            assert!(path(name).starts_with("/assets/"), "{name}");
        }
        let style = ASSETS.iter().find(|asset| asset.name == "dashboard.css").map(|asset| String::from_utf8_lossy(&asset.bytes).into_owned());
        assert!(style.is_some_and(|style| !style.contains("/assets/inter-regular.woff2") && style.contains(path("inter-regular.woff2"))));
    }
}
