//! Technology seen on the site, with a version only where it is printed.

use super::{Candidate, Site, facts, sight};
use crate::model::evidence::Kind;
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};
use crate::research::technology::{Detection, Place, detect};

const TECHNOLOGY_MAX: usize = 30;

/// At most thirty, like `WordPress 6.4.2` or `Matomo`.
pub fn technology(site: &Site, ledger: &mut Ledger) -> Vec<Fact<String>> {
    let mut found: Vec<Candidate<String>> = Vec::new();
    for page in &site.pages {
        for Detection { name, version, place, locator, seen, .. } in detect(page) {
            let kind = match place {
                Place::Header | Place::Cookie => Kind::Http,
                Place::Generator | Place::Meta => Kind::Meta,
                _ => Kind::Html,
            };
            let key = name.to_lowercase();
            let shown = version.as_ref().map_or_else(|| name.to_owned(), |version| format!("{name} {version}"));
            let note = || Note::on(page, kind, locator.clone()).quote(seen.clone());
            match found.iter_mut().find(|known| known.key == key) {
                // the page that prints the version is the evidence for it
                Some(known) if version.is_some() && known.value == name => {
                    (known.value, known.evidence) = (shown, Vec::new());
                    known.shown(0.95, note);
                }
                _ => sight(&mut found, key, 0.9, || shown, note),
            }
        }
    }
    facts(found, 0.5, TECHNOLOGY_MAX, ledger)
}
