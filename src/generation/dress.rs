//! A document put into its project's look, after it was written and before it is rendered: the writer knows nothing of it.

use std::sync::Arc;

use magnetite_document::Document;
use magnetite_document::brand as look;

use crate::app::App;
use crate::model::brand::{Brand, FontPair, LogoKind, Theme};
use crate::model::color::{Color, READABLE};
use crate::model::ids::{ProjectId, WorkspaceId};
use crate::model::project::Project;
use crate::store::StoreError;

/// How much of the accent lies over the paper behind text; the strongest at which the accent can still be read on it.
const WASH_SHARES: [f64; 4] = [0.08, 0.06, 0.04, 0.02];

/// Sets the document's brand; `None` for a project without one, so that its documents stay as they were.
pub fn dress(document: &mut Document, brand: &Brand) {
    document.brand = (!brand.is_default()).then(|| look_of(brand));
}

/// The look of a project's documents with the bytes of its logo; `None` for a project without one.
///
/// # Errors
/// When the objects cannot be read.
pub async fn look(app: &App, workspace: &WorkspaceId, project: &Project) -> Result<Option<look::Brand>, StoreError> {
    if project.brand.is_default() {
        return Ok(None);
    }
    let mut brand = look_of(&project.brand);
    if let Some(logo) = brand.logo.as_mut() {
        logo.png = app.objects.logo(workspace, &project.id, &logo.object).await?.map(Arc::from);
    }
    Ok(Some(brand))
}

/// Brings the bytes of the logo, which the tree only names. A logo that is gone leaves the name in its place.
///
/// # Errors
/// When the objects cannot be read.
pub async fn bring_logo(app: &App, workspace: &WorkspaceId, project: &ProjectId, document: &mut Document) -> Result<(), StoreError> {
    let Some(logo) = document.brand.as_mut().and_then(|brand| brand.logo.as_mut()) else { return Ok(()) };
    logo.png = app.objects.logo(workspace, project, &logo.object).await?.map(Arc::from);
    Ok(())
}

fn look_of(brand: &Brand) -> look::Brand {
    look::Brand {
        name: brand.name.clone(),
        logo: brand.logo.as_ref().map(|logo| look::Logo {
            object: logo.object.clone(),
            width: logo.width,
            height: logo.height,
            tone: match logo.kind {
                LogoKind::Dark => look::Tone::Dark,
                LogoKind::Light => look::Tone::Light,
                LogoKind::Any => look::Tone::Any,
            },
            png: None,
        }),
        light: brand.accent.map(|accent| paint(accent, Color::PAPER, Color::WHITE)),
        dark: brand.dark_accent().map(|accent| paint(accent, Color::DARK_PAPER, Color::DARK_PAPER)),
        fonts: match brand.font {
            FontPair::Report => look::Fonts::Report,
            FontPair::Plain => look::Fonts::Plain,
            FontPair::Editorial => look::Fonts::Editorial,
        },
        theme: match brand.theme {
            Theme::Journal => look::Theme::Journal,
            Theme::Ledger => look::Theme::Ledger,
            Theme::Signal => look::Theme::Signal,
        },
        footer: brand.footer.clone(),
        links: brand.links.iter().map(|link| look::LegalLink { label: link.label.clone(), url: link.url.clone() }).collect(),
    }
}

/// The accent with what goes on it and behind it.
fn paint(accent: Color, paper: Color, on_accent: Color) -> look::Paint {
    let washes = WASH_SHARES.iter().map(|share| paper.mixed(accent, *share));
    let wash = washes.into_iter().find(|wash| accent.contrast(*wash) >= READABLE).unwrap_or(paper);
    look::Paint { accent: accent.to_string(), on_accent: on_accent.to_string(), wash: wash.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_set_in_the_accent_can_be_read() {
        for accent in ["#0f5c57", "#7a1f5c", "#b45309", "#767676", "#1d4ed8", "#c2185b"] {
            let brand = Brand { accent: accent.parse().ok(), ..Brand::default() };
            if !brand.faults().is_empty() {
                continue;
            }
            let look = look_of(&brand);
            for paint in [look.light, look.dark].into_iter().flatten() {
                let color = |text: &str| text.parse::<Color>().unwrap_or(Color::WHITE);
                assert!(color(&paint.accent).contrast(color(&paint.on_accent)) >= READABLE, "{paint:?}");
                assert!(color(&paint.accent).contrast(color(&paint.wash)) >= READABLE, "{paint:?}");
            }
        }
    }
}
