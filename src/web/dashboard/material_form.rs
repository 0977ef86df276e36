//! The seller's texts on the offer's form: rows with add and remove that work without script, to the model and back.

use super::offer_form::{AREAS, OfferForm};
use crate::model::material::{ROLES, SITE_TYPES, SIZES};
use crate::model::offer::{Material, MaterialKind, When};

/// Rows that a form may carry.
const ROWS_MAX: usize = 60;

/// Kinds of text, as a person calls them.
pub const KINDS: [(&str, &str); 3] = [("text", "A block of text"), ("caseStudy", "A case study"), ("page", "A page of your site")];

/// One text as typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MaterialRow {
    pub kind: String,
    pub title: String,
    pub text: String,
    pub url: String,
    pub checks: String,
    /// One a line: a name may hold commas.
    pub industries: String,
    pub areas: Vec<String>,
    pub roles: Vec<String>,
    pub sizes: Vec<String>,
    pub sites: Vec<String>,
}

/// A group of boxes: name of the input, legend, and value and label of each.
pub struct Boxes {
    pub input: &'static str,
    /// Last part of the field's name in the model.
    pub field: &'static str,
    pub legend: &'static str,
    pub options: Vec<(&'static str, &'static str)>,
}

/// The groups of boxes of each row.
#[must_use]
pub fn boxes() -> [Boxes; 4] {
    [
        Boxes { input: "materialAreas", field: "areas", legend: "Something failed in", options: AREAS.iter().map(|(id, name, _)| (*id, *name)).collect() },
        Boxes { input: "materialRoles", field: "roles", legend: "The reader is", options: ROLES.to_vec() },
        Boxes { input: "materialSizes", field: "sizes", legend: "The firm has", options: SIZES.to_vec() },
        Boxes { input: "materialSites", field: "siteTypes", legend: "The site is a", options: SITE_TYPES.to_vec() },
    ]
}

impl MaterialRow {
    fn of(material: &Material) -> Self {
        let Material { kind, title, text, url, when } = material.clone();
        Self {
            kind: kind.as_str().into(),
            title,
            text,
            url: url.unwrap_or_default(),
            checks: when.checks.join(", "),
            industries: when.industries.join("\n"),
            areas: when.areas,
            roles: when.roles,
            sizes: when.sizes,
            sites: when.site_types,
        }
    }

    fn material(&self) -> Material {
        let words = |text: &str, between: &[char]| text.split(between).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        Material {
            kind: MaterialKind::of(&self.kind).unwrap_or_default(),
            title: self.title.trim().to_owned(),
            text: self.text.replace("\r\n", "\n").trim().to_owned(),
            url: Some(self.url.trim().to_owned()).filter(|url| !url.is_empty()),
            when: When {
                checks: words(&self.checks, &[',', '\n']),
                areas: self.areas.clone(),
                industries: words(&self.industries, &['\n']),
                roles: self.roles.clone(),
                sizes: self.sizes.clone(),
                site_types: self.sites.clone(),
            },
        }
    }

    /// Whether a box of this group is ticked.
    #[must_use]
    pub fn has(&self, field: &str, value: &str) -> bool {
        let list = match field {
            "areas" => &self.areas,
            "roles" => &self.roles,
            "sizes" => &self.sizes,
            _ => &self.sites,
        };
        list.iter().any(|one| one == value)
    }

    /// Every box that is ticked.
    fn ticks(&self) -> impl Iterator<Item = &str> {
        [&self.areas, &self.roles, &self.sizes, &self.sites].into_iter().flatten().map(String::as_str)
    }

    /// Something says when it fits.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        !(self.checks.is_empty() && self.industries.is_empty()) || self.ticks().next().is_some()
    }
}

impl OfferForm {
    /// Puts texts in place of those of the form.
    pub(super) fn set_material(&mut self, material: &[Material]) {
        self.set_rows(&material.iter().map(MaterialRow::of).collect::<Vec<_>>());
    }

    fn set_rows(&mut self, rows: &[MaterialRow]) {
        let texts = |of: fn(&MaterialRow) -> &String| rows.iter().map(|row| of(row).clone()).collect();
        let ticked = |of: fn(&MaterialRow) -> &Vec<String>| {
            rows.iter().enumerate().flat_map(|(at, row)| of(row).iter().map(move |value| format!("{at}:{value}"))).collect()
        };
        self.material_kind = texts(|row| &row.kind);
        self.material_title = texts(|row| &row.title);
        self.material_text = texts(|row| &row.text);
        self.material_url = texts(|row| &row.url);
        self.material_checks = texts(|row| &row.checks);
        self.material_industries = texts(|row| &row.industries);
        self.material_areas = ticked(|row| &row.areas);
        self.material_roles = ticked(|row| &row.roles);
        self.material_sizes = ticked(|row| &row.sizes);
        self.material_sites = ticked(|row| &row.sites);
    }

    /// The seller's texts as typed.
    #[must_use]
    pub fn rows(&self) -> Vec<MaterialRow> {
        let text = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
        let ticked = |list: &[String], at: usize| {
            let of_row = |one: &String| one.split_once(':').filter(|(row, _)| *row == at.to_string()).map(|(_, value)| value.to_owned());
            list.iter().filter_map(of_row).collect()
        };
        (0..self.material_title.len().min(ROWS_MAX))
            .map(|at| MaterialRow {
                kind: text(&self.material_kind, at),
                title: text(&self.material_title, at),
                text: text(&self.material_text, at),
                url: text(&self.material_url, at),
                checks: text(&self.material_checks, at),
                industries: text(&self.material_industries, at),
                areas: ticked(&self.material_areas, at),
                roles: ticked(&self.material_roles, at),
                sizes: ticked(&self.material_sizes, at),
                sites: ticked(&self.material_sites, at),
            })
            .collect()
    }

    #[must_use]
    pub(super) fn material(&self) -> Vec<Material> {
        self.rows().iter().map(MaterialRow::material).collect()
    }

    /// Follows a button of the rows: `material-add`, `material-remove:0`; false when it was none of theirs.
    pub fn follow(&mut self) -> bool {
        let mut rows = self.rows();
        match self.action.split_once(':').unwrap_or((&self.action, "")) {
            ("material-add", _) => rows.push(MaterialRow { kind: "text".into(), ..MaterialRow::default() }),
            ("material-remove", at) => {
                if let Some(at) = at.parse::<usize>().ok().filter(|at| *at < rows.len()) {
                    rows.remove(at);
                }
            }
            _ => return false,
        }
        self.set_rows(&rows);
        true
    }

    /// The texts by kind and title, to compare two offers by.
    #[must_use]
    pub(super) fn material_told(&self) -> String {
        let label = |kind: &str| KINDS.iter().find(|(one, _)| *one == kind).map_or("", |(_, label)| *label);
        let row = |row: &MaterialRow| {
            let MaterialRow { title, text, url, .. } = row;
            let words = row.checks.lines().chain(row.industries.lines()).filter(|words| !words.is_empty());
            let when: Vec<&str> = words.chain(row.ticks()).collect();
            format!("{}: {title}; {text} {url}{}", label(&row.kind), if when.is_empty() { String::new() } else { format!(" (when: {})", when.join(", ")) })
        };
        self.rows().iter().map(row).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_go_through_the_form_and_back_and_rows_keep_their_ticks() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let when = When {
            checks: words(&["document-title"]),
            areas: words(&["search", "speed"]),
            roles: words(&["head"]),
            industries: words(&["law, tax", "audit"]),
            ..When::default()
        };
        let one = Material { kind: MaterialKind::Page, title: "Ours".into(), text: "Two\nlines".into(), url: Some("https://a.example/".into()), when };
        let two = Material { title: "Other".into(), text: "x".into(), when: When { sizes: words(&["small"]), ..When::default() }, ..Material::default() };
        let mut form = OfferForm::default();
        form.set_material(&[one.clone(), two.clone()]);
        assert_eq!(form.material(), [one, two.clone()]);
        let mut press = |action: &str| {
            form.action = action.into();
            (form.follow(), form.material())
        };
        assert_eq!(press("material-remove:0"), (true, vec![two]));
        assert_eq!(press("material-add").1.len(), 2);
        assert_eq!(press("material-remove:9").1.len(), 2);
        assert!(!press("save").0);
    }
}
