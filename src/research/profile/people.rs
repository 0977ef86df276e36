//! People in public roles, named on the company's own pages: from JSON-LD, from labelled lines (`Geschäftsführer: …`), from cards of a team and
//! from the sentence that tells who founded it. Authors of testimonials, of comments and of posts are not the company's people.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

use super::person_words::{is_role, is_team_address, is_team_heading, is_voice_heading, looks_like_name, looks_like_wide_name};
use super::{Candidate, Site, facts, in_block, in_meta, prose, seen, sight, structured, words};
use crate::model::page::{Block, BlockKind, Page, Role};
use crate::model::profile::{Fact, Person};
use crate::research::ledger::{Ledger, Note};

const PEOPLE_MAX: usize = 12;
const NAME_MAX_CHARS: usize = 48;
const ROLE_MAX_CHARS: usize = 70;
/// A longer block is no heading.
const HEADING_MAX_BYTES: usize = 100;
/// Blocks between a heading and the card that still belongs to it.
const HEADING_REACH: usize = 60;

/// Labels of imprints and small print before the names of those who answer for the company.
static LABELLED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?:^|[\s|·•,;(])(?P<role>Geschäftsführer(?:in|innen)?|Geschäftsführung|Geschäftsleitung|Inhaber(?:in)?|Praxisinhaber(?:in)?|Vertreten durch(?: den Geschäftsführer| die Geschäftsführer(?:in)?)?|Vertretungsberechtigte?r? Geschäftsführer(?:in)?|Vorstand|Managing [Dd]irectors?|Owner|Proprietor|Founder|Directeur de (?:la )?publication|Directrice de (?:la )?publication|Responsable de (?:la )?publication|Gérante?|Président|Présidente|Gerente|Titular|Administrador(?:a)? [Úú]nic[oa]|Director(?:a)? [Gg]eneral|Titolare|Legale rappresentante|Amministratore [Uu]nico|Eigenaar|Bestuurder)(?: ist| sind| is| est| es| è)?(?: :|:| –| -|：)? ?(?:(?:Herr|Frau|Mr\.?|Mrs\.?|Ms\.?|M\.|Mme|D\.|Dña\.|Sr\.|Sra\.) )?(?P<names>[\p{Lu}][^|·•;:()0-9@]{2,120})",
    )
});
/// Japanese: the role, then the name, parted or alone in the block.
static LABELLED_WIDE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?P<role>代表取締役(?:社長|会長)?|代表社員|取締役社長|理事長|副院長|院長|代表者?|店主|所長|園長|校長)(?:名|氏名)?[ 　:：]{0,3}(?P<name>\p{Han}{1,4}[ 　][\p{Han}\p{Hiragana}]{1,4}|\p{Han}{3,5})(?:$|[ 　、。,（(｜|／/])",
    )
});
static FOUNDED_BY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?:\b(?P<en>[Ff]ounded|[Ss]tarted|[Oo]wned(?: and operated)?|[Ll]ed) (?:in (?:the year )?[0-9]{4} )?by |\b(?P<de>(?:[0-9]{4} )?von) |\b(?P<fr>fondée?|créée?)(?: en [0-9]{4})? par |\b(?P<es>fundad[oa])(?: en [0-9]{4})? por )(?:(?:Mr\.?|Mrs\.?|Ms\.?|Herrn?|Frau|M\.|Mme) )?(?P<names>(?:(?:Dr\.|Prof\.)\s)?\p{Lu}[\p{L}'’\-]+(?: (?:\p{Lu}\.|de|del|la|von|van|der|den|di|da|\p{Lu}[\p{L}'’\-]+)){1,3}(?:(?:,? (?:and|&|und|et|y) )\p{Lu}[\p{L}'’\-]+(?: (?:\p{Lu}\.|de|von|van|\p{Lu}[\p{L}'’\-]+)){1,3})?)(?P<rest>.{0,40})",
    )
});
/// `Jane Smith, Managing Director`: name and role in one line.
static SPLIT: LazyLock<Option<Regex>> = LazyLock::new(|| words::pattern(r"^(?P<one>[^,|–—:·]{3,60}?)(?:, | [|–—·-] |: )(?P<two>.{2,70})$"));
/// `Jane Smith is the founder of …`
static IS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?:^|[\s“])(?P<name>(?:(?:Dr\.|Prof\.) )?\p{Lu}[\p{L}'’\-]+(?: (?:\p{Lu}\.|de|von|van|\p{Lu}[\p{L}'’\-]+)){1,3}),? (?:is|ist|est|es) (?:the |der |die |le |la |el |our |unser |unsere |notre |nuestro )?(?P<role>(?:(?:sole|current|co-?|managing|alleiniger) ?)?(?:founder|owner|co-founder|CEO|president|managing director|director|Inhaber(?:in)?|Gründer(?:in)?|Geschäftsführer(?:in)?|fondateur|fondatrice|gérante?|fundador(?:a)?|gerente)(?: (?:and|und|et|y|&) (?:CEO|owner|president|founder|managing director|Inhaber(?:in)?|Geschäftsführer(?:in)?))?)\b",
    )
});

/// Names with their roles, the surest first.
pub fn people(site: &Site, name: &str, ledger: &mut Ledger) -> Vec<Fact<Person>> {
    let mut found: Vec<Candidate<Person>> = Vec::new();
    in_json_ld(site, &mut found);
    for page in site.of_roles(&[Role::Legal, Role::About, Role::Contact, Role::Home, Role::Other]) {
        let blocks: Vec<&Block> = seen(page).filter(|block| block.kind != BlockKind::Quote && block.text.len() <= 1_500).collect();
        for block in &blocks {
            labelled(page, block, &mut found);
        }
        if page.role != Role::Legal {
            told(page, name, &mut found);
            cards(page, name, &mut found);
        }
    }
    facts(found, 0.7, PEOPLE_MAX, ledger)
}

fn add(found: &mut Vec<Candidate<Person>>, name: &str, role: &str, score: f64, notes: Vec<Note>) {
    let (name, role) = (name.trim().trim_end_matches([',', '.', ';']).trim().to_owned(), role.trim().trim_end_matches([':', '：', ',']).trim().to_owned());
    let key = words::key(&name);
    let mut notes = notes.into_iter();
    let Some(first) = notes.next() else { return };
    sight(found, key.clone(), score, || Person { name, role }, || first);
    if let (Some(second), Some(known)) = (notes.next(), found.iter_mut().find(|known| known.key == key)) {
        known.shown(score - 0.01, || second);
    }
}

/// Founders, owners and staff of the company's own object; a person of the graph counts with a role and the company as the employer.
fn in_json_ld(site: &Site, found: &mut Vec<Candidate<Person>>) {
    let named = |person: &Map<String, Value>| person.get("name").and_then(Value::as_str).map(str::trim).filter(|name| is_name(name)).map(str::to_owned);
    for thing in &site.things {
        for (property, role) in [("founder", "founder"), ("founders", "founder"), ("employee", ""), ("employees", ""), ("member", "")] {
            for person in thing.objects(property) {
                let title = person.get("jobTitle").and_then(Value::as_str).unwrap_or(role).trim();
                if let Some(name) = named(person).filter(|_| title == role && !role.is_empty() || is_role(title)) {
                    let note = in_meta(thing.page, &format!("json-ld: {property}"), &name, &name);
                    add(found, &name, title, 0.93, vec![note]);
                }
            }
        }
    }
    for page in site.pages.iter().filter(|page| matches!(page.role, Role::Home | Role::About | Role::Contact | Role::Legal | Role::Other)) {
        for object in structured::objects(page, &["@graph", "mainEntity", "about", "itemListElement", "item"]) {
            let title = object.get("jobTitle").and_then(Value::as_str).unwrap_or_default().trim();
            if structured::kinds(object).contains(&"Person")
                && object.contains_key("worksFor")
                && is_role(title)
                && let Some(name) = named(object)
            {
                add(found, &name, title, 0.9, vec![in_meta(page, "json-ld: Person", &name, &name)]);
            }
        }
    }
}

fn is_name(text: &str) -> bool {
    looks_like_name(text) || looks_like_wide_name(text)
}

fn labelled(page: &Page, block: &Block, found: &mut Vec<Candidate<Person>>) {
    if let Some(hit) = LABELLED_WIDE.as_ref().and_then(|re| re.captures(&block.text)) {
        let (name, role) = (&hit["name"], &hit["role"]);
        if looks_like_wide_name(name) {
            add(found, name, role, 0.82, vec![in_block(page, block, name)]);
        }
    }
    for hit in LABELLED.iter().flat_map(|re| re.captures_iter(&block.text)).take(4) {
        // a word of a sentence is no label
        let colon = hit.get(0).is_some_and(|all| all.as_str().contains([':', '：']));
        if !colon && page.role != Role::Legal {
            continue;
        }
        let role = if hit["role"].starts_with("Vertreten") { "Vertretungsberechtigt" } else { &hit["role"] };
        for name in names_in(&hit["names"]) {
            add(found, name, role, 0.9, vec![in_block(page, block, name)]);
        }
    }
}

/// The names at the beginning of a list: `Max Muster, Erika Muster und Dr. Jan Beispiel Registergericht …`.
fn names_in(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in text.split([',', '\n', '/']).flat_map(|part| part.split(" und ")).flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" et ")) {
        let part = part.trim().trim_start_matches("Herr ").trim_start_matches("Frau ").trim_end_matches('.').trim();
        if !looks_like_name(part) {
            break;
        }
        names.push(part);
    }
    names
}

/// Sentences: who founded it, who owns it.
fn told(page: &Page, company: &str, found: &mut Vec<Candidate<Person>>) {
    for block in
        page.main_blocks().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Other | BlockKind::ListItem) && block.text.len() <= 2_000)
    {
        for sentence in words::sentences(&block.text) {
            let own = prose::is_of_itself(sentence, company);
            for hit in FOUNDED_BY.iter().flat_map(|re| re.captures_iter(sentence)).filter(|_| own).take(2) {
                let role = match (hit.name("en"), hit.name("de")) {
                    (Some(verb), _) if verb.as_str().to_lowercase().starts_with("own") => "owner",
                    (Some(verb), _) if verb.as_str().eq_ignore_ascii_case("led") => continue,
                    (_, Some(_)) if hit["rest"].contains("gegründet") => "Gründer",
                    (_, Some(_)) => continue,
                    _ if hit.name("fr").is_some() => "fondateur",
                    _ if hit.name("es").is_some() => "fundador",
                    _ => "founder",
                };
                for name in
                    hit["names"].split(" and ").flat_map(|part| part.split(" & ")).flat_map(|part| part.split(" und ")).flat_map(|part| part.split(" et "))
                {
                    // `Kiln Holdings Co` owns, but is nobody
                    if looks_like_name(name) && !hit["rest"].trim_start_matches([',', ' ']).starts_with(char::is_uppercase) {
                        add(found, name, role, 0.8, vec![in_block(page, block, name)]);
                    }
                }
            }
            if let Some(hit) = IS.as_ref().and_then(|re| re.captures(sentence))
                && looks_like_name(&hit["name"])
                && (own || page.role == Role::About)
            {
                add(found, &hit["name"], &hit["role"], 0.8, vec![in_block(page, block, &hit["name"])]);
            }
        }
    }
}

/// A name and a role beside each other, in one line or in two blocks, under a heading about the team or on the page about the company.
fn cards(page: &Page, company: &str, found: &mut Vec<Candidate<Person>>) {
    let blocks: Vec<&Block> = page.main_blocks().filter(|block| block.kind != BlockKind::Quote).collect();
    let of_team = page.role == Role::About || is_team_address(&page.url);
    // where the page stands: under a heading of the team, of others' voices, or neither
    let mut section = (0_usize, of_team);
    for (at, block) in blocks.iter().enumerate() {
        let short = block.text.len() <= HEADING_MAX_BYTES;
        if short && is_voice_heading(&block.text) {
            section = (at, false);
        } else if short && is_team_heading(&block.text) {
            section = (at, true);
        }
        let text = block.text.trim().trim_start_matches(['—', '–', '-', ' ']);
        let in_team = section.1 && (at - section.0 <= HEADING_REACH || of_team) && !is_voiced(&blocks, at);
        // `Founder of Kiln Works` is the company's, wherever it stands
        let signed = in_one_line(text, company).filter(|(_, role)| in_team || names_company(role, company));
        if let Some((name, role)) = signed.or_else(|| owner_line(text)) {
            add(found, name, role, 0.82, vec![in_block(page, block, name)]);
        }
        if in_team
            && looks_like_name(text)
            && text.chars().count() <= NAME_MAX_CHARS
            && let Some(next) = blocks.get(at + 1)
            && is_own_role(next.text.trim(), company)
        {
            add(found, text, next.text.trim(), 0.86, vec![in_block(page, block, text), in_block(page, next, next.text.trim())]);
        }
    }
}

/// The block before ends like something that was said: then the name signs it.
fn is_voiced(blocks: &[&Block], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| blocks.get(at)).map(|block| block.text.trim()).unwrap_or_default();
    before.ends_with(['”', '"', '»', '“']) || before.starts_with(['“', '"', '«', '„'])
}

fn in_one_line<'t>(text: &'t str, company: &str) -> Option<(&'t str, &'t str)> {
    if text.chars().count() > NAME_MAX_CHARS + ROLE_MAX_CHARS {
        return None;
    }
    let hit = SPLIT.as_ref()?.captures(text)?;
    let (one, two) = (hit.name("one")?.as_str().trim(), hit.name("two")?.as_str().trim());
    if looks_like_name(one) && is_own_role(two, company) {
        return Some((one, two));
    }
    (is_role(one) && looks_like_name(two)).then_some((two, one))
}

fn names_company(role: &str, company: &str) -> bool {
    let own = words::key(company);
    own.len() >= 4 && words::key(role).contains(&own)
}

/// `Ada Kilnmaker Inhaberin`: a name and the word for who owns or leads the firm, and nothing else.
fn owner_line(text: &str) -> Option<(&str, &str)> {
    const OWNERS: &[&str] = &[
        "Inhaber",
        "Inhaberin",
        "Geschäftsführer",
        "Geschäftsführerin",
        "Praxisinhaber",
        "Praxisinhaberin",
        "Owner",
        "Gérant",
        "Gérante",
        "Gerente",
        "Titolare",
        "Eigenaar",
    ];
    let (name, role) = text.rsplit_once(' ')?;
    (OWNERS.contains(&role) && looks_like_name(name)).then_some((name.trim(), role))
}

/// A role, and not in another firm: `CEO, Acme` and `Director at Acme` are a client's.
fn is_own_role(text: &str, company: &str) -> bool {
    if text.chars().count() > ROLE_MAX_CHARS || !is_role(text) {
        return false;
    }
    let lower = format!(" {} ", text.to_lowercase());
    let elsewhere = [" at ", " @ ", " @", " bei ", " chez "].iter().find_map(|mark| lower.find(mark).map(|at| at + mark.len()));
    let own = words::key(company);
    let is_company = |rest: &str| own.len() >= 3 && words::key(rest).contains(&own);
    match elsewhere {
        Some(at) => lower.get(at..).is_some_and(is_company),
        None => text.split([',', '|', '–', '/']).skip(1).all(|part| is_role(part.trim()) || is_company(part)),
    }
}
