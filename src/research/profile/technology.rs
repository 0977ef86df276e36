//! Technology seen on the site, with a version only where it is printed.

use super::{Candidate, Site, facts, sight};
use crate::model::evidence::Kind;
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};
use crate::research::technology::{Detection, Place, detect};

const TECHNOLOGY_MAX: usize = 20;

/// At most twenty, like `WordPress 6.4.2` or `Matomo`.
pub fn technology(site: &Site, ledger: &mut Ledger) -> Vec<Fact<String>> {
    let mut found: Vec<Candidate<String>> = Vec::new();
    for page in &site.pages {
        for Detection { name, version, place, locator, seen, .. } in detect(page) {
            let kind = match place {
                Place::Header | Place::Cookie => Kind::Http,
                Place::Meta => Kind::Meta,
                _ => Kind::Html,
            };
            let shown = version.as_ref().map_or_else(|| name.to_owned(), |version| format!("{name} {version}"));
            sight(&mut found, name.to_lowercase(), 0.9, || shown.clone(), || Note::on(page, kind, locator).quote(seen));
            if let Some(known) = found.iter_mut().find(|known| known.key == name.to_lowercase())
                && version.is_some()
                && known.value == name
            {
                known.value = shown;
            }
        }
    }
    facts(found, 0.5, TECHNOLOGY_MAX, ledger)
}
