//! Workspaces and projects: who sends, with which offer, blueprint and input schema.

use super::blueprint::Blueprint;
use super::brand::Brand;
use super::credits::Caps;
use super::ids::{ProjectId, WorkspaceId};
use super::limits::Limits;
use super::link::LinkRules;
use super::offer::Offer;
use super::research_settings::ResearchSettings;
use super::schema::InputSchema;
use super::writer_settings::WriterSettings;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    pub id: WorkspaceId,
    /// Stands in links: `/go/{slug}/{leadId}`, `{slug}.go.example.com`.
    pub slug: String,
    pub name: String,
    pub created_at: i64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    pub id: ProjectId,
    pub workspace_id: WorkspaceId,
    pub slug: String,
    pub name: String,
    pub fields: InputSchema,
    pub offer: Offer,
    pub blueprint: Blueprint,
    /// Finished magnets wait for a person's approval.
    pub review: bool,
    /// Takes no more leads since then.
    pub archived_at: Option<i64>,
    pub brand: Brand,
    /// How often its API may be asked.
    pub limits: Limits,
    /// What it may draw of the workspace's credits.
    pub caps: Caps,
    /// Whether it reads the prospect's own site, and what it does when that brings little.
    pub research: ResearchSettings,
    /// Who phrases its documents. A model's key is not in here (`store/writer_settings.rs`).
    pub writer: WriterSettings,
    /// What links of its leads allow, where a lead has nothing of its own.
    pub links: LinkRules,
    pub created_at: i64,
    pub updated_at: i64,
}

/// Path segments beside those of projects, in the API and in the dashboard.
const RESERVED: [&str; 2] = ["generate", "new"];

/// Checks the name that a person gave to a project.
///
/// # Errors
/// A sentence for the field.
pub fn parse_project_name(text: &str) -> Result<String, &'static str> {
    let name = text.trim();
    let ok = (1..=100).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    if ok { Ok(name.to_owned()) } else { Err("must be a name of 1 to 100 characters") }
}

/// The slug of a project with this name: free of `taken` and of our own path segments, told apart by `-2`, `-3`, …
#[must_use]
pub fn project_slug(name: &str, taken: &[String]) -> String {
    let slug = slugify(name);
    let free = |slug: &String| !RESERVED.contains(&slug.as_str()) && !taken.contains(slug);
    if free(&slug) {
        return slug;
    }
    // One more candidate than there are taken ones.
    let numbered = (2..taken.len() + RESERVED.len() + 3).map(|number| {
        let ending = format!("-{number}");
        format!("{}{ending}", slug.chars().take(40 - ending.len()).collect::<String>().trim_end_matches('-'))
    });
    numbered.into_iter().find(free).unwrap_or(slug)
}

/// A name as a host label and path segment: lower-case letters and digits with single hyphens, at most 40 characters; `untitled` when nothing is left.
#[must_use]
pub fn slugify(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        let ascii: &str = match c {
            'a'..='z' | '0'..='9' => {
                slug.push(c);
                continue;
            }
            'ä' | 'æ' => "ae",
            'ö' | 'ø' | 'œ' => "oe",
            'ü' => "ue",
            'ß' => "ss",
            'à' | 'á' | 'â' | 'ã' | 'å' => "a",
            'ç' => "c",
            'è' | 'é' | 'ê' | 'ë' => "e",
            'ì' | 'í' | 'î' | 'ï' => "i",
            'ñ' => "n",
            'ò' | 'ó' | 'ô' | 'õ' => "o",
            'ù' | 'ú' | 'û' => "u",
            '\'' | '’' => "",
            _ if slug.ends_with('-') || slug.is_empty() => "",
            _ => "-",
        };
        slug.push_str(ascii);
    }
    let slug: String = slug.chars().take(40).collect();
    let slug = slug.trim_matches('-');
    if slug.is_empty() { UNTITLED.into() } else { slug.to_owned() }
}

/// What is left of a name without a Latin letter.
const UNTITLED: &str = "untitled";

/// The first of these names that leaves something as a slug, for files: a name in another script gives way to the domain.
#[must_use]
pub fn slug_of_any(names: &[Option<&str>]) -> String {
    let mut slugs = names.iter().flatten().map(|name| slugify(name));
    slugs.find(|slug| slug != UNTITLED).unwrap_or_else(|| UNTITLED.into())
}

#[cfg(test)]
mod tests {
    use super::{project_slug, slug_of_any, slugify};

    #[test]
    fn a_name_becomes_a_host_label() {
        assert_eq!(slugify("Acme Corp."), "acme-corp");
        assert_eq!(slugify("  Müller & Söhne GmbH "), "mueller-soehne-gmbh");
        assert_eq!(slugify("株式会社"), "untitled");
        assert_eq!(slugify(&"x".repeat(80)).len(), 40);
    }

    #[test]
    fn a_file_is_named_by_the_domain_where_the_name_has_no_latin_letter() {
        assert_eq!(slug_of_any(&[Some("株式会社"), Some("harbourpine.example")]), "harbourpine-example");
        assert_eq!(slug_of_any(&[None, Some("Harbour & Pine")]), "harbour-pine");
        assert_eq!(slug_of_any(&[Some("株式会社"), None]), "untitled");
    }

    #[test]
    fn a_slug_is_never_one_of_our_own_path_segments_nor_taken() {
        let taken = ["spring".to_owned(), "spring-2".to_owned(), "x".repeat(40)];
        assert_eq!(project_slug("Spring", &taken), "spring-3");
        assert_eq!(project_slug("Autumn", &taken), "autumn");
        assert_eq!(project_slug("New", &[]), "new-2");
        assert_eq!(project_slug("Generate!", &[]), "generate-2");
        assert_eq!(project_slug(&"x".repeat(60), &taken), format!("{}-2", "x".repeat(38)));
    }
}
