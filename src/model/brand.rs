//! How a project's documents look: name, logo, colours, fonts, small print. A project without a brand of its own sends in the program's look.

use serde::{Deserialize, Serialize};

use super::color::{Color, READABLE};
use super::schema::Fault;

const NAME_MAX_CHARS: usize = 80;
const FOOTER_MAX_CHARS: usize = 600;
const LABEL_MAX_CHARS: usize = 60;
const URL_MAX_CHARS: usize = 500;
/// Most legal links.
pub const LINKS_MAX: usize = 6;
/// Contrast of the twin for dark paper that is worked out where none is given: comfortable, not just enough.
const TWIN_RATIO: f64 = 7.0;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Brand {
    /// In place of the offer's company, where it is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
    /// On light paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent: Option<Color>,
    /// On dark paper; worked out from `accent` where it is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent_dark: Option<Color>,
    pub font: FontPair,
    #[serde(skip_serializing_if = "Theme::is_default")]
    pub theme: Theme,
    /// Small print at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// Imprint, privacy and the like.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<LegalLink>,
}

/// A logo among the project's objects: a PNG that the program wrote itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// Hash of its bytes, which is its name.
    pub object: String,
    pub width: u32,
    pub height: u32,
    pub kind: LogoKind,
}

/// On which paper the logo can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogoKind {
    Dark,
    Light,
    Any,
}

/// The embedded fonts, in the pairings that documents can be set in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FontPair {
    #[default]
    Report,
    Plain,
    Editorial,
}

impl FontPair {
    pub const ALL: [FontPair; 3] = [FontPair::Report, FontPair::Plain, FontPair::Editorial];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            FontPair::Report => "report",
            FontPair::Plain => "plain",
            FontPair::Editorial => "editorial",
        }
    }

    /// Name and description for the person who chooses.
    #[must_use]
    pub fn told(self) -> (&'static str, &'static str) {
        match self {
            FontPair::Report => ("Report", "Headings in Literata, a bookish serif; text in Inter, a clear sans serif."),
            FontPair::Plain => ("Plain", "All in Inter: sober and technical."),
            FontPair::Editorial => ("Editorial", "Headings in Inter, bold; text in Literata, as in a magazine."),
        }
    }
}

/// How page and PDF are laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    Journal,
    Ledger,
    Signal,
}

impl Theme {
    pub const ALL: [Theme; 3] = [Theme::Journal, Theme::Ledger, Theme::Signal];

    fn is_default(&self) -> bool {
        *self == Theme::Journal
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Theme::Journal => "journal",
            Theme::Ledger => "ledger",
            Theme::Signal => "signal",
        }
    }

    /// Name and description for the person who chooses.
    #[must_use]
    pub fn told(self) -> (&'static str, &'static str) {
        match self {
            Theme::Journal => ("Journal", "A quiet report with generous margins."),
            Theme::Ledger => ("Ledger", "Close and ruled, figures first, as an auditor's paper."),
            Theme::Signal => ("Signal", "Large type and fields of your colour, as a brief for a board."),
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalLink {
    pub label: String,
    pub url: String,
}

impl Brand {
    /// Nothing is set: documents are in the program's own look.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Brand::default()
    }

    /// The accent on dark paper: the one given, or a twin of the other in the same hue.
    #[must_use]
    pub fn dark_accent(&self) -> Option<Color> {
        self.accent_dark.or_else(|| self.accent.map(|accent| accent.readable_on(Color::DARK_PAPER, TWIN_RATIO)))
    }

    /// All that is wrong, by field: `accent`, `links.0.url`, …
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |field: String, reason: String| faults.push(Fault { field, reason });
        if self.name.as_deref().is_some_and(|name| name.trim().is_empty() || name.chars().count() > NAME_MAX_CHARS || name.chars().any(char::is_control)) {
            fault("name".into(), format!("must be a text of 1 to {NAME_MAX_CHARS} characters"));
        }
        for (field, color, ground) in [("accent", self.accent, Color::PAPER), ("accent_dark", self.accent_dark, Color::DARK_PAPER)] {
            if let Some(reason) = color.and_then(|color| unreadable(color, ground)) {
                fault(field.into(), reason);
            }
        }
        if self.footer.as_deref().is_some_and(|footer| footer.chars().count() > FOOTER_MAX_CHARS) {
            fault("footer".into(), format!("must be at most {FOOTER_MAX_CHARS} characters"));
        }
        if self.links.len() > LINKS_MAX {
            fault("links".into(), format!("must be at most {LINKS_MAX}"));
        }
        for (at, link) in self.links.iter().enumerate() {
            if link.label.trim().is_empty() || link.label.chars().count() > LABEL_MAX_CHARS {
                fault(format!("links.{at}.label"), format!("must be a text of 1 to {LABEL_MAX_CHARS} characters"));
            }
            let web = url::Url::parse(&link.url).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.host().is_some());
            if !web || link.url.chars().count() > URL_MAX_CHARS {
                fault(format!("links.{at}.url"), "must be a URL like https://example.com/privacy".into());
            }
        }
        faults
    }
}

/// What is wrong with an accent on its paper, with a way out; `None` when it can be read.
fn unreadable(color: Color, ground: Color) -> Option<String> {
    let ratio = color.contrast(ground);
    let paper = if ground == Color::PAPER { "light" } else { "dark" };
    (ratio < READABLE).then(|| {
        let near = color.readable_on(ground, READABLE);
        format!("has a contrast of {} on {paper} paper, and text needs at least 4.5 : 1; the nearest that can be read is {near}", ratio_in_words(ratio))
    })
}

/// `7.1 : 1`; cut, not rounded, so that 4.49 is never shown as 4.5.
#[must_use]
pub fn ratio_in_words(ratio: f64) -> String {
    format!("{:.1} : 1", (ratio * 10.0).floor() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(text: &str) -> Option<Color> {
        text.parse().ok()
    }

    #[test]
    fn the_programs_own_colours_can_be_read() {
        let own = Brand { accent: color("#0f5c57"), accent_dark: color("#83cbbf"), ..Brand::default() };
        assert_eq!(own.faults(), []);
        assert!(!own.is_default() && Brand::default().is_default());
    }

    #[test]
    fn a_colour_that_cannot_be_read_is_named_with_its_ratio_and_a_way_out() {
        let brand = Brand { accent: color("#ffd400"), accent_dark: color("#1a3a8f"), ..Brand::default() };
        let faults = brand.faults();
        assert_eq!(faults.iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>(), ["accent", "accent_dark"]);
        for (fault, ground) in faults.iter().zip([Color::PAPER, Color::DARK_PAPER]) {
            let near = fault.reason.rsplit(' ').next().and_then(color).unwrap_or(ground);
            assert!(near.contrast(ground) >= READABLE && fault.reason.contains(" : 1 on "), "{}", fault.reason);
        }
    }

    #[test]
    fn the_twin_for_dark_paper_is_comfortable_to_read() {
        for accent in ["#0f5c57", "#7a1f5c", "#1a3a8f", "#000000", "#555555"] {
            let brand = Brand { accent: color(accent), ..Brand::default() };
            assert!(brand.dark_accent().is_some_and(|twin| twin.contrast(Color::DARK_PAPER) >= TWIN_RATIO));
        }
        assert_eq!(Brand::default().dark_accent(), None);
    }

    #[test]
    fn links_lead_to_the_web_alone() {
        for url in ["javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "/privacy", "", "https://"] {
            let brand = Brand { links: vec![LegalLink { label: "Privacy".into(), url: url.into() }], ..Brand::default() };
            assert_eq!(brand.faults().first().map(|fault| fault.field.as_str()), Some("links.0.url"), "{url}");
        }
        let named = Brand { links: vec![LegalLink { label: " ".into(), url: "https://a.example/".into() }; 7], ..Brand::default() };
        assert_eq!(named.faults().len(), 8);
    }

    #[test]
    fn a_stored_brand_reads_back_and_an_empty_one_is_the_default() {
        let brand = Brand { accent: color("#0f5c57"), name: Some("Acme".into()), font: FontPair::Plain, ..Brand::default() };
        let text = serde_json::to_string(&brand).unwrap_or_default();
        assert_eq!(serde_json::from_str::<Brand>(&text).ok(), Some(brand));
        assert_eq!(serde_json::from_str::<Brand>("{}").ok(), Some(Brand::default()));
    }

    #[test]
    fn a_ratio_is_never_shown_better_than_it_is() {
        assert_eq!(ratio_in_words(4.499), "4.4 : 1");
        assert_eq!(ratio_in_words(21.0), "21.0 : 1");
    }
}
