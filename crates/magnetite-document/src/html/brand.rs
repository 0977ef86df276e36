//! The sender's look on the page: a second style sheet over the first, its own hash in the policy, and the logo inside the page.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::brand::{Fonts, Paint, Theme, Tone};
use crate::view::brand::{Brand, Logo};

/// Headings of the page, by selector, for pairings that set them in Inter.
const HEADINGS: &str = "h1,h2,.finding h3,.numeral,.overall .number,.areas .percent,.results output,.steps li::before";
/// What is read at length.
const READING: &str = ".subtitle,.body>p,.parts dd,.checklist .what,.steps p:not(.when),.callout p,.cta p,.quote blockquote,.legal";

/// Room around a logo that needs a ground of its own.
const GROUND: &str = "box-sizing:content-box;padding:.4rem .55rem;border-radius:3px;";

/// Everything that the page sets differently for this brand; the same for the same brand.
pub fn style(brand: &Brand) -> String {
    let mut css = String::new();
    if let Some(light) = &brand.light {
        // Fields of the accent are those of light paper on dark paper too: there they are deep enough for light text.
        css.push_str(&format!(":root{{{};--field:{};--on-field:{}}}\n", colors(light), light.accent, light.on_accent));
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
        match (brand.theme, logo.tone) {
            (_, Tone::Any) => {}
            // The head is a field of the accent, on light and on dark paper.
            (Theme::Signal, Tone::Light) => css.push_str(".logo{-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"),
            (Theme::Signal, Tone::Dark) => css.push_str(&format!(".logo{{{GROUND}background:#fff}}\n")),
            (_, Tone::Dark) => css.push_str(&format!("@media (prefers-color-scheme:dark){{.logo{{{GROUND}background:#fff}}}}\n")),
            (_, Tone::Light) => css.push_str(&format!(
                ".logo{{{GROUND}background:var(--accent);-webkit-print-color-adjust:exact;print-color-adjust:exact}}\n@media (prefers-color-scheme:dark){{.logo{{padding:0;background:none}}}}\n"
            )),
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

/// The icon in the tab as an address that holds it: the first letter of the sender on the accent, the program's own mark without a brand.
pub fn icon(brand: Option<&Brand>, sender: &str) -> String {
    let letter = sender.chars().find(|character| character.is_alphanumeric());
    let (color, on) = match brand.and_then(|brand| brand.light.as_ref()) {
        Some(light) => (light.accent.replace('#', "%23"), light.on_accent.replace('#', "%23")),
        None => ("%230f5c57".to_owned(), "%23fff".to_owned()),
    };
    let mark = match letter.filter(|_| brand.is_some()) {
        // A character reference: whatever the letter is, it is no markup.
        Some(letter) => format!(
            "%3Ctext x='8' y='12' font-family='sans-serif' font-weight='700' font-size='11' text-anchor='middle' fill='{on}'%3E%26%23{};%3C/text%3E",
            u32::from(letter)
        ),
        None => format!("%3Cpath d='M4 12V4l4 4 4-4v8' fill='none' stroke='{on}' stroke-width='1.6'/%3E"),
    };
    format!(
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='{color}'/%3E{mark}%3C/svg%3E"
    )
}
