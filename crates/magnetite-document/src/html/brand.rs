//! The sender's look on the page: a second style sheet over the first, its own hash in the policy, and the logo inside the page.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::brand::{Fonts, Paint, Tone};
use crate::view::brand::{Brand, Logo};

/// Headings of the page, by selector, for pairings that set them in Inter.
const HEADINGS: &str = "h1,h2,.finding h3,.numeral,.overall .number,.steps li::before";
/// What is read at length.
const READING: &str = ".subtitle,.body>p,.parts dd,.checklist .what,.steps p,.callout p,.cta p,.quote blockquote,.legal";

/// Everything that the page sets differently for this brand; the same for the same brand.
pub fn style(brand: &Brand) -> String {
    let mut css = String::new();
    if let Some(light) = &brand.light {
        css.push_str(&format!(":root{{{}}}\n", colors(light)));
    }
    if let Some(dark) = &brand.dark {
        css.push_str(&format!("@media (prefers-color-scheme:dark){{:root{{{}}}}}\n", colors(dark)));
    }
    if let Some(light) = &brand.light {
        css.push_str(&format!("@media print{{:root{{{}}}}}\n", colors(light)));
    }
    match brand.fonts {
        Fonts::Report => {}
        Fonts::Plain => css.push_str(&format!(":root{{--serif:var(--sans)}}\n{HEADINGS}{{font-weight:600}}\nh1{{letter-spacing:-.022em}}\n")),
        Fonts::Editorial => css.push_str(&format!(
            "{HEADINGS}{{font-family:var(--sans);font-weight:600}}\nh1{{letter-spacing:-.022em}}\n{READING}{{font-family:var(--serif);font-weight:500}}\n"
        )),
    }
    if let Some(logo) = &brand.logo {
        css.push_str(
            ".masthead{align-items:center}\n.logo{display:block;inline-size:auto;block-size:auto;max-inline-size:min(14rem,56vw);max-block-size:3rem}\n",
        );
        match logo.tone {
            Tone::Any => {}
            Tone::Dark => {
                css.push_str("@media (prefers-color-scheme:dark){.logo{box-sizing:content-box;padding:.4rem .55rem;background:#fff;border-radius:3px}}\n");
            }
            Tone::Light => css.push_str(
                ".logo{box-sizing:content-box;padding:.4rem .55rem;background:var(--accent);border-radius:3px;-webkit-print-color-adjust:exact;print-color-adjust:exact}\n@media (prefers-color-scheme:dark){.logo{padding:0;background:none}}\n",
            ),
        }
    }
    css.push_str(".colophon .legal{margin-block-start:.75rem}\n");
    css
}

fn colors(paint: &Paint) -> String {
    format!("--accent:{};--on-accent:{};--wash:{}", paint.accent, paint.on_accent, paint.wash)
}

/// The logo inside the page, which needs no request.
pub struct Picture {
    pub src: String,
    pub width: u32,
    pub height: u32,
}

pub fn picture(logo: &Logo) -> Picture {
    Picture { src: format!("data:image/png;base64,{}", STANDARD.encode(&logo.png)), width: logo.width, height: logo.height }
}

/// `%230f5c57`, for the icon in the tab; `None` for the program's own colour.
pub fn icon_color(brand: &Brand) -> Option<String> {
    brand.light.as_ref().map(|light| light.accent.replace('#', "%23"))
}
