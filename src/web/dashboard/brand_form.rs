//! The fields of the brand's form: to a brand and back, contrast told in words, suggestions of the site filled in.

use super::form::Upload;
use super::site_draft::ShownSource;
use super::stamp::stamp;
use crate::model::brand::{Brand, FontPair, LINKS_MAX, LegalLink, Logo, LogoKind, Theme, ratio_in_words};
use crate::model::color::{Color, NotAColor, READABLE};
use crate::model::schema::Fault;
use crate::model::site_draft::Found;

/// Rows for links that are always there.
const ROWS: usize = 3;

/// As typed.
#[derive(Debug, Clone, Default)]
pub struct BrandForm {
    pub name: String,
    pub accent: String,
    pub accent_dark: String,
    pub font: FontPair,
    pub theme: Theme,
    pub footer: String,
    pub links: Vec<LegalLink>,
    /// Name of the logo among the project's objects; empty for none.
    pub logo: String,
    pub remove_logo: bool,
    /// The stamp of the brand that the form was rendered from.
    pub seen: String,
}

/// Where suggestions stand.
#[derive(Debug, Default)]
pub struct BrandSources {
    pub name: Vec<ShownSource>,
    pub accent: Vec<ShownSource>,
    pub logo: Vec<ShownSource>,
    pub links: Vec<ShownSource>,
    /// Why the accent is not the site's own colour.
    pub accent_note: Option<String>,
    pub count: usize,
}

impl BrandForm {
    #[must_use]
    pub fn of(brand: &Brand) -> Self {
        let color = |color: Option<Color>| color.map(|color| color.to_string()).unwrap_or_default();
        let mut links = brand.links.clone();
        links.resize((links.len() + 1).clamp(ROWS, LINKS_MAX), LegalLink::default());
        Self {
            name: brand.name.clone().unwrap_or_default(),
            accent: color(brand.accent),
            accent_dark: color(brand.accent_dark),
            font: brand.font,
            theme: brand.theme,
            footer: brand.footer.clone().unwrap_or_default(),
            links,
            logo: brand.logo.as_ref().map(|logo| logo.object.clone()).unwrap_or_default(),
            remove_logo: false,
            seen: stamp(brand),
        }
    }

    #[must_use]
    pub fn read(upload: &Upload) -> Self {
        let link =
            |at: usize| LegalLink { label: upload.field(&format!("links.{at}.label")).to_owned(), url: upload.field(&format!("links.{at}.url")).to_owned() };
        let rows = (0..LINKS_MAX).filter(|at| upload.fields.contains_key(&format!("links.{at}.url"))).count();
        // A button that stands for a colour goes over what was typed.
        let color = |field: &str| {
            let used = upload.field(&format!("use_{field}"));
            if used.is_empty() { upload.field(field) } else { used }.trim().to_owned()
        };
        Self {
            name: upload.field("name").to_owned(),
            accent: color("accent"),
            accent_dark: color("accent_dark"),
            font: FontPair::ALL.into_iter().find(|font| font.as_str() == upload.field("font")).unwrap_or_default(),
            theme: Theme::ALL.into_iter().find(|theme| theme.as_str() == upload.field("theme")).unwrap_or_default(),
            footer: upload.field("footer").replace("\r\n", "\n"),
            links: (0..rows.max(ROWS)).map(link).collect(),
            logo: upload.field("logo").to_owned(),
            remove_logo: upload.fields.contains_key("remove_logo"),
            seen: upload.field("seen").to_owned(),
        }
    }

    /// The brand, its logo left out, and what is wrong by input.
    #[must_use]
    pub fn brand(&self) -> (Brand, Vec<Fault>) {
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let mut faults = Vec::new();
        let mut color = |field: &str, typed: &str| {
            let parsed = text(typed).map(|typed| typed.parse::<Color>()).transpose();
            parsed.unwrap_or_else(|wrong: NotAColor| {
                faults.push(Fault { field: field.into(), reason: wrong.to_string() });
                None
            })
        };
        let (accent, accent_dark) = (color("accent", &self.accent), color("accent_dark", &self.accent_dark));
        // Rows stay where they are, so that a fault is found beside its row; empty ones are left out at the end.
        let filled = |link: &LegalLink| !(link.label.trim().is_empty() && link.url.trim().is_empty());
        let places: Vec<usize> = self.links.iter().enumerate().filter(|(_, link)| filled(link)).map(|(at, _)| at).collect();
        let links = self.links.iter().filter(|link| filled(link)).map(|link| LegalLink { label: link.label.trim().into(), url: link.url.trim().into() });
        let brand = Brand {
            name: text(&self.name),
            logo: None,
            accent,
            accent_dark,
            font: self.font,
            theme: self.theme,
            footer: text(&self.footer),
            links: links.collect(),
        };
        faults.extend(brand.faults().into_iter().map(|fault| in_its_row(fault, &places)));
        (brand, faults)
    }

    /// Fills in what was found on the owner's site; what has no suggestion stays as it is saved.
    pub fn fill(&mut self, found: &Found, company: &str, saved: &Brand) -> BrandSources {
        let saved = BrandForm::of(saved);
        let mut sources = BrandSources::default();
        if let Some(name) = found.company.as_ref().filter(|name| name.value != company) {
            self.name.clone_from(&name.value);
            sources.name = vec![ShownSource::of(&name.source, &name.value, &saved.name)];
        }
        if let Some(first) = found.colors.first() {
            let own = first.color;
            let near = own.readable_on(Color::PAPER, READABLE);
            self.accent = near.to_string();
            if near != own {
                let ratio = ratio_in_words(own.contrast(Color::PAPER));
                sources.accent_note = Some(format!(
                    "Your site's {own} has a contrast of {ratio} on light paper, too little for text. This is the nearest colour that can be read."
                ));
            }
            sources.accent = vec![ShownSource::of(&first.source, &self.accent, &saved.accent)];
        }
        if let Some(logo) = &found.logo {
            self.logo.clone_from(&logo.logo.object);
            sources.logo = vec![ShownSource::of(&logo.source, "", "")];
        }
        if self.links.iter().all(|link| link.url.is_empty()) {
            for (row, link) in self.links.iter_mut().zip(&found.links) {
                *row = LegalLink { label: link.label.clone(), url: link.url.clone() };
                sources.links.push(ShownSource::of(&link.source, "", ""));
            }
        }
        sources.count = [&sources.name, &sources.accent, &sources.logo, &sources.links].iter().map(|list| list.len()).sum();
        sources
    }

    /// Where this form and a saved brand differ: label, what is saved, what the form says.
    #[must_use]
    pub fn differences(&self, saved: &Brand) -> Vec<(&'static str, String, String)> {
        let other = BrandForm::of(saved);
        let links = |form: &BrandForm| {
            let filled = form.links.iter().filter(|link| !link.url.trim().is_empty());
            filled.map(|link| format!("{}: {}", link.label.trim(), link.url.trim())).collect::<Vec<_>>().join(", ")
        };
        let logo = |form: &BrandForm| {
            if form.logo.is_empty() || form.remove_logo { String::new() } else { format!("picture {}", form.logo.chars().take(6).collect::<String>()) }
        };
        let fields: [(&'static str, String, String); 8] = [
            ("Name", other.name.clone(), self.name.trim().to_owned()),
            ("Logo", logo(&other), logo(self)),
            ("Accent", other.accent.clone(), self.accent.clone()),
            ("Accent in the dark", other.accent_dark.clone(), self.accent_dark.clone()),
            ("Layout", other.theme.told().0.to_owned(), self.theme.told().0.to_owned()),
            ("Fonts", other.font.told().0.to_owned(), self.font.told().0.to_owned()),
            ("Small print", other.footer.clone(), self.footer.trim().to_owned()),
            ("Links", links(&other), links(self)),
        ];
        fields.into_iter().filter(|(_, theirs, own)| theirs != own).collect()
    }
}

/// `links.0.url` counts the filled rows; the input counts all.
fn in_its_row(fault: Fault, places: &[usize]) -> Fault {
    let row =
        fault.field.strip_prefix("links.").and_then(|rest| rest.split_once('.')).and_then(|(at, part)| Some((places.get(at.parse::<usize>().ok()?)?, part)));
    match row {
        Some((at, part)) => Fault { field: format!("links.{at}.{part}"), reason: fault.reason },
        None => fault,
    }
}

/// A logo as it was prepared.
#[must_use]
pub fn kind_of(tone: magnetite_document::brand::Tone) -> LogoKind {
    use magnetite_document::brand::Tone;
    match tone {
        Tone::Dark => LogoKind::Dark,
        Tone::Light => LogoKind::Light,
        Tone::Any => LogoKind::Any,
    }
}

/// A colour with what it can be used for.
#[derive(Debug, Clone)]
pub struct Swatch {
    pub color: String,
    /// Of the paper it is shown on.
    pub paper: String,
    pub told: String,
    pub good: bool,
    /// The nearest that can be read, where this one cannot.
    pub nearest: Option<String>,
}

impl Swatch {
    #[must_use]
    pub fn on(color: Color, ground: Color) -> Self {
        let ratio = color.contrast(ground);
        let (good, paper) = (ratio >= READABLE, if ground == Color::PAPER { "light" } else { "dark" });
        let words = match ratio {
            7.0.. => "very good",
            READABLE.. => "good",
            _ => "too little for text",
        };
        Self {
            color: color.to_string(),
            paper: ground.to_string(),
            told: format!("{} on {paper} paper, {words}", ratio_in_words(ratio)),
            good,
            nearest: (!good).then(|| color.readable_on(ground, READABLE).to_string()),
        }
    }

    /// The two accents of what was typed; the second worked out where it is not given.
    #[must_use]
    pub fn of_typed(accent: &str, accent_dark: &str) -> (Option<Swatch>, Option<Swatch>) {
        let parsed = Brand { accent: accent.parse().ok(), accent_dark: accent_dark.parse().ok(), ..Brand::default() };
        (parsed.accent.map(|color| Swatch::on(color, Color::PAPER)), parsed.dark_accent().map(|color| Swatch::on(color, Color::DARK_PAPER)))
    }
}

/// The same logo, when the form names one that the project has or that was found.
#[must_use]
pub fn known_logo<'a>(name: &str, saved: Option<&'a Logo>, found: Option<&'a Logo>) -> Option<&'a Logo> {
    [saved, found].into_iter().flatten().find(|logo| logo.object == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_put_beside_its_row_although_empty_rows_come_before() {
        let mut form = BrandForm::of(&Brand::default());
        form.links[2] = LegalLink { label: "Privacy".into(), url: "javascript:alert(1)".into() };
        form.accent = "reddish".into();
        let fields: Vec<String> = form.brand().1.into_iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["accent", "links.2.url"]);
    }

    #[test]
    fn a_brand_goes_through_the_form_and_back() {
        let brand = Brand {
            name: Some("Acme".into()),
            accent: "#0f5c57".parse().ok(),
            font: FontPair::Editorial,
            theme: Theme::Ledger,
            footer: Some("Acme Ltd".into()),
            links: vec![LegalLink { label: "Privacy".into(), url: "https://acme.example/privacy".into() }],
            ..Brand::default()
        };
        assert_eq!(BrandForm::of(&brand).brand(), (brand.clone(), vec![]));
        assert_eq!(BrandForm::of(&brand).differences(&brand), []);
        assert_eq!(BrandForm::of(&Brand::default()).brand(), (Brand::default(), vec![]));
    }

    #[test]
    fn contrast_is_told_in_words() {
        let (accent, dark) = Swatch::of_typed("#ffd400", "");
        let accent = accent.unwrap_or_else(|| Swatch::on(Color::WHITE, Color::PAPER));
        assert!(!accent.good && accent.told.ends_with("on light paper, too little for text") && accent.nearest.is_some());
        assert!(dark.is_some_and(|dark| dark.good && dark.told.contains("dark paper, very good")));
    }
}
