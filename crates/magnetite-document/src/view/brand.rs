//! The sender's look, checked: colours that are colours, links that may be links, clean words. Page and typesetter take it as it is.

use serde::Serialize;

use super::Link;
use crate::brand::{self, Fonts, Paint, Theme, Tone};
use crate::clean::{clean, safe_href};

/// Ready to be set.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Brand {
    pub light: Option<Paint>,
    pub dark: Option<Paint>,
    #[serde(serialize_with = "font_word")]
    pub fonts: Fonts,
    #[serde(serialize_with = "theme_word")]
    pub theme: Theme,
    /// Only where its bytes are at hand.
    pub logo: Option<Logo>,
    /// By line.
    pub footer: Vec<String>,
    pub links: Vec<Link>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Logo {
    pub width: u32,
    pub height: u32,
    pub tone: Tone,
    #[serde(skip)]
    pub png: std::sync::Arc<[u8]>,
}

fn font_word<S: serde::Serializer>(fonts: &Fonts, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(fonts.as_str())
}

fn theme_word<S: serde::Serializer>(theme: &Theme, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(theme.as_str())
}

impl Brand {
    pub fn of(brand: &brand::Brand) -> Self {
        let links = brand.links.iter().filter_map(|link| Some(Link { text: clean(&link.label), href: web_href(&link.url)? }));
        Self {
            light: brand.light.clone().filter(is_paint),
            dark: brand.dark.clone().filter(is_paint),
            fonts: brand.fonts,
            theme: brand.theme,
            logo: brand.logo.as_ref().and_then(logo),
            footer: brand.footer.as_deref().unwrap_or_default().lines().map(clean).filter(|line| !line.trim().is_empty()).collect(),
            links: links.collect(),
        }
    }
}

fn logo(logo: &brand::Logo) -> Option<Logo> {
    let png = logo.png.clone()?;
    (logo.width > 0 && logo.height > 0).then_some(Logo { width: logo.width, height: logo.height, tone: logo.tone, png })
}

fn web_href(href: &str) -> Option<String> {
    safe_href(href).filter(|href| href.starts_with("http"))
}

/// Each is `#rrggbb`: nothing else may reach a style sheet.
fn is_paint(paint: &Paint) -> bool {
    let is_color = |text: &str| text.len() == 7 && text.starts_with('#') && text.bytes().skip(1).all(|byte| byte.is_ascii_hexdigit());
    is_color(&paint.accent) && is_color(&paint.on_accent) && is_color(&paint.wash)
}
