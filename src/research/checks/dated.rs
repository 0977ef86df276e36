//! Dated software: versions that the site prints, against a table of branches that were still maintained on its date (row 43).

use super::outcome::Outcome;
use super::sample::measured;
use super::site::{LOOK_AT_MOST, Site};
use super::{text, verify};
use crate::model::evidence::Kind;
use crate::model::finding::Severity;
use crate::model::page::Page;
use crate::research::ledger::Ledger;

/// When the table below was looked through.
const TABLE_DATE: &str = "2026-01-15";

/// Where a product prints its version.
enum Printed {
    /// `<meta name=generator content="Name 1.2">`.
    Generator,
    /// A response header: `name/1.2`.
    Header(&'static str),
    /// The address of a script or style sheet file.
    File,
}

struct Product {
    name: &'static str,
    /// As it is printed, lower case.
    token: &'static str,
    printed: Printed,
    /// First version of the oldest branch that still got security fixes on the table's date. Rather too low than too high.
    maintained: &'static str,
}

const TABLE: &[Product] = &[
    Product { name: "WordPress", token: "wordpress", printed: Printed::Generator, maintained: "6.7" },
    Product { name: "Joomla", token: "joomla!", printed: Printed::Generator, maintained: "5.0" },
    Product { name: "Drupal", token: "drupal", printed: Printed::Generator, maintained: "10" },
    Product { name: "TYPO3", token: "typo3", printed: Printed::Generator, maintained: "12.4" },
    Product { name: "PHP", token: "php", printed: Printed::Header("x-powered-by"), maintained: "8.2" },
    Product { name: "PHP", token: "php", printed: Printed::Header("server"), maintained: "8.2" },
    Product { name: "Apache httpd", token: "apache", printed: Printed::Header("server"), maintained: "2.4" },
    Product { name: "Microsoft IIS", token: "microsoft-iis", printed: Printed::Header("server"), maintained: "10.0" },
    Product { name: "jQuery", token: "jquery", printed: Printed::File, maintained: "3.0" },
    Product { name: "Bootstrap", token: "bootstrap", printed: Printed::File, maintained: "5.0" },
    Product { name: "AngularJS", token: "angular", printed: Printed::File, maintained: "2.0" },
    Product { name: "Vue", token: "vue", printed: Printed::File, maintained: "3.0" },
];

struct Seen<'p> {
    page: &'p Page,
    product: &'static Product,
    version: String,
    /// The text in which it is printed.
    print: String,
    locator: String,
}

pub fn dated_software(site: &Site, ledger: &mut Ledger) -> Outcome {
    let mut seen: Vec<Seen> = Vec::new();
    for page in &site.pages {
        let headers_count = !site.overridden();
        seen.extend(TABLE.iter().filter(|product| headers_count || !matches!(product.printed, Printed::Header(_))).filter_map(|product| look(page, product)));
    }
    let old = |one: &&Seen| numbers(&one.version) < numbers(one.product.maintained);
    let Some(one) = seen.iter().find(old).or(seen.first()) else {
        return Outcome::not_applicable("nothing on the site prints a version that the table knows");
    };
    let failed = old(&one);
    let (print, name, version) = (text::head(&one.print, 200), one.product.name, one.version.as_str());
    let observed = format!("{name} {version}, as printed: {print} (table of {TABLE_DATE}: maintained from {})", one.product.maintained);
    let (kind, see) = match one.product.printed {
        Printed::Header(_) => (Kind::Http, verify::headers(&one.page.url)),
        Printed::Generator => (Kind::Meta, verify::matches(&one.page.url, "<meta[^>]*generator[^>]*>")),
        Printed::File => (Kind::Html, verify::matches(&one.page.url, "<\\(script\\|link\\)[^>]*>")),
    };
    let note = measured(one.page, kind, one.locator.clone(), observed).verify(see);
    if !failed {
        return Outcome::pass().slot("product", name).slot("version", version).slot("table_date", TABLE_DATE).sure(0.85).shown(ledger.add(note));
    }
    let note = note.expected(format!("{} or later", one.product.maintained));
    // A program that runs the site and is behind by a whole version is open to known attacks; a library of a page less so.
    let behind = numbers(version).first() < numbers(one.product.maintained).first();
    let grave = behind && !matches!(one.product.printed, Printed::File);
    let outcome = Outcome::fail().severity(if grave { Severity::High } else { Severity::Medium });
    let outcome = outcome.slot("product", name).slot("version", version).slot("maintained", one.product.maintained).slot("table_date", TABLE_DATE);
    outcome.slot("page", &one.page.url).sure(0.85).shown(ledger.add(note))
}

fn look<'p>(page: &'p Page, product: &'static Product) -> Option<Seen<'p>> {
    match product.printed {
        Printed::Generator => page.metas.iter().filter(|meta| meta.name == "generator").find_map(|meta| {
            let rest = after_token(&meta.content, product.token, ' ')?;
            Some(Seen { page, product, version: version_at_start(rest)?, print: meta.content.clone(), locator: "meta[name=generator]".into() })
        }),
        Printed::Header(name) => page.headers.iter().filter(|(key, _)| key == name).find_map(|(_, value)| {
            let version = value.split([' ', ',']).find_map(|word| after_token(word, product.token, '/').and_then(version_at_start))?;
            Some(Seen { page, product, version, print: format!("{name}: {value}"), locator: format!("header: {name}") })
        }),
        Printed::File => {
            let scripts = page.scripts.iter().filter_map(|script| script.src.as_deref());
            let styles = page.head_links.iter().filter(|link| link.rel.contains("stylesheet")).filter_map(|link| link.href.as_deref());
            scripts.chain(styles).take(LOOK_AT_MOST).find_map(|src| {
                let version = library_version(src, product.token)?;
                Some(Seen { page, product, version, print: src.to_owned(), locator: "script[src], link[href]".into() })
            })
        }
    }
}

/// What follows `token` and the separator at the start of the text, whatever its case.
fn after_token<'t>(text: &'t str, token: &str, separator: char) -> Option<&'t str> {
    let text = text.trim_start();
    let head = text.get(..token.len()).filter(|head| head.eq_ignore_ascii_case(token))?;
    text.get(head.len()..)?.strip_prefix(separator)
}

fn version_at_start(text: &str) -> Option<String> {
    let version: String = text.trim_start_matches(['v', 'V']).chars().take_while(|c| c.is_ascii_digit() || *c == '.').take(20).collect();
    let version = version.trim_end_matches('.');
    (!version.is_empty() && version.chars().next().is_some_and(|c| c.is_ascii_digit())).then(|| version.to_owned())
}

/// The version in the address of the library's own file: in the file name, in the folder before it, behind `@`, or, for WordPress' own copy, in the query.
fn library_version(src: &str, library: &str) -> Option<String> {
    let src = src.to_ascii_lowercase();
    let (path, query) = src.split_once('?').unwrap_or((&src, ""));
    let mut segments = path.rsplit('/');
    let file = segments.next()?;
    let stem = file.strip_suffix(".js").or_else(|| file.strip_suffix(".css"))?;
    let mut stem = stem;
    for part in [".min", ".pack", ".slim", ".bundle", ".global", ".prod"] {
        stem = stem.strip_suffix(part).unwrap_or(stem);
    }
    let rest = stem.strip_prefix(library)?;
    if let Some(version) = rest.strip_prefix(['-', '.', '@']) {
        let clean = version.chars().all(|c| c.is_ascii_digit() || c == '.');
        return version_at_start(version).filter(|version| clean && version.contains('.'));
    }
    if !rest.is_empty() {
        return None;
    }
    let own_folder = format!("{library}@");
    for segment in segments.take(4) {
        let version = segment.strip_prefix(&own_folder).unwrap_or(segment);
        let clean = version.chars().all(|c| c.is_ascii_digit() || c == '.');
        if let Some(version) = version_at_start(version).filter(|version| clean && version.contains('.')) {
            return path.contains(library).then_some(version);
        }
    }
    let core = path.contains("/wp-includes/");
    query.split('&').find_map(|pair| pair.strip_prefix("ver=")).filter(|_| core).and_then(version_at_start).filter(|version| version.contains('.'))
}

fn numbers(version: &str) -> Vec<u32> {
    version.split('.').map(|part| part.parse().unwrap_or(u32::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_the_librarys_own_file_alone() {
        for (src, library, expected) in [
            ("https://a.example/js/jquery-1.12.4.min.js", "jquery", Some("1.12.4")),
            ("https://cdn.example/ajax/libs/jquery/2.2.4/jquery.min.js", "jquery", Some("2.2.4")),
            ("https://cdn.example/npm/jquery@3.6.0/dist/jquery.slim.min.js", "jquery", Some("3.6.0")),
            ("https://a.example/wp-includes/js/jquery/jquery.min.js?ver=3.7.1", "jquery", Some("3.7.1")),
            ("https://a.example/js/jquery.min.js?ver=1.0", "jquery", None),
            ("https://a.example/js/jquery-migrate-1.4.1.min.js", "jquery", None),
            ("https://a.example/js/jquery-ui-1.12.1.js", "jquery", None),
            ("https://a.example/js/jquery.cookie.1.4.js", "jquery", None),
            ("https://a.example/js/jquery.js", "jquery", None),
            ("https://cdn.example/bootstrap/3.3.7/css/bootstrap.min.css", "bootstrap", Some("3.3.7")),
            ("https://cdn.example/vue@2.6.14", "vue", None),
        ] {
            assert_eq!(library_version(src, library).as_deref(), expected, "{src}");
        }
    }

    #[test]
    fn versions_compare_by_number() {
        assert!(numbers("6.10") > numbers("6.7"));
        assert!(numbers("5.9.3") < numbers("6.7"));
        assert!(numbers("10.2") > numbers("10"));
    }
}
