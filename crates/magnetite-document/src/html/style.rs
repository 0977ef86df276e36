//! Style sheets and script as they stand in the page: fonts embedded, comments and indentation left out, so that each theme has one hash.
//! [`fonts`] is the part that a server may offer apart.

use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::brand::Theme;

/// The style sheet of a theme.
pub fn style(theme: Theme) -> &'static str {
    static JOURNAL: OnceLock<String> = OnceLock::new();
    static LEDGER: OnceLock<String> = OnceLock::new();
    static SIGNAL: OnceLock<String> = OnceLock::new();
    match theme {
        Theme::Journal => JOURNAL.get_or_init(|| sheet(include_str!("../../assets/theme-journal.css"))),
        Theme::Ledger => LEDGER.get_or_init(|| sheet(include_str!("../../assets/theme-ledger.css"))),
        Theme::Signal => SIGNAL.get_or_init(|| sheet(include_str!("../../assets/theme-signal.css"))),
    }
}

/// Source cards, ticks, copy buttons and live estimates.
pub fn script() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| bare(include_str!("../../assets/report.js"), "//"))
}

/// Tells the server that the page is read.
pub fn seen() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| bare(include_str!("../../assets/seen.js"), "//"))
}

fn sheet(theme: &str) -> String {
    let rules = [include_str!("../../assets/report.css"), theme].map(|text| bare(text, "/*")).join("\n");
    fonts().to_owned() + &rules.replace(": ", ":").replace(" { ", "{").replace(" {", "{").replace("; }", "}").replace(", ", ",")
}

/// The font faces that every style sheet begins with, the fonts in them, so that nothing is waited for: text that was first set in another font would
/// move.
pub fn fonts() -> &'static str {
    static FONTS: OnceLock<String> = OnceLock::new();
    FONTS.get_or_init(|| {
        let fonts: [(&str, u16, &[u8]); 3] = [
            ("Inter", 400, include_bytes!("../../assets/fonts/web-Inter-Regular.woff2")),
            ("Inter", 600, include_bytes!("../../assets/fonts/web-Inter-SemiBold.woff2")),
            ("Literata", 500, include_bytes!("../../assets/fonts/web-Literata-Medium.woff2")),
        ];
        let face = |(family, weight, bytes): (&str, u16, &[u8])| {
            let data = STANDARD.encode(bytes);
            format!("@font-face{{font-family:{family};font-weight:{weight};font-display:block;src:url(data:font/woff2;base64,{data}) format(\"woff2\")}}\n")
        };
        fonts.into_iter().map(face).collect()
    })
}

/// Without indentation and the lines that are comments.
fn bare(text: &str, comment: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(comment)).collect::<Vec<_>>().join("\n")
}
