//! Workspaces and projects: who sends, with which offer, blueprint and input schema.

use super::blueprint::Blueprint;
use super::brand::Brand;
use super::ids::{ProjectId, WorkspaceId};
use super::offer::Offer;
use super::schema::InputSchema;

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
    pub brand: Brand,
    pub created_at: i64,
    pub updated_at: i64,
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
    if slug.is_empty() { "untitled".into() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::slugify;

    #[test]
    fn a_name_becomes_a_host_label() {
        assert_eq!(slugify("Acme Corp."), "acme-corp");
        assert_eq!(slugify("  Müller & Söhne GmbH "), "mueller-soehne-gmbh");
        assert_eq!(slugify("株式会社"), "untitled");
        assert_eq!(slugify(&"x".repeat(80)).len(), 40);
    }
}
