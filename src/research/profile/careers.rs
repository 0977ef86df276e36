//! Where the company looks for people, and for which posts. The sample jobs of a job board's own product, and the jobs of an agency's clients, are not its posts.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;
use url::Url;

use super::{Site, host_of, in_block, in_meta, prose, structured, words};
use crate::model::evidence::Kind;
use crate::model::page::{Block, BlockKind, Page, Region, Role};
use crate::model::profile::{Careers, Fact};
use crate::research::ledger::{Ledger, Note};
use crate::research::roles;

const POSITIONS_MAX: usize = 12;
const TITLE_MAX_CHARS: usize = 90;
const EVIDENCE_MAX: usize = 6;

/// `(m/w/d)`, `H/F`, `(all genders)`: printed with a post and with nothing else.
static GENDERS: LazyLock<Option<Regex>> =
    LazyLock::new(|| words::pattern(r"(?i)\((?:m|w|f|d|x|h|i|gn)(?: ?[/|,] ?(?:m|w|f|d|x|h|i|gn)){1,3}\)|\b[HF] ?/ ?[FH]\b|\(all genders\)|\(m/v\)"));
/// A heading over the list of posts.
static OPENINGS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)^(?:(?:our |current |all )*(?:open(?:ings| positions| roles| jobs)|current (?:openings|vacancies|opportunities)|vacancies|job openings|available positions)|(?:unsere |aktuelle |offene )*(?:stellen(?:angebote|anzeigen)?|offene stellen|jobs)|(?:nos )?(?:offres d[’']emploi|postes (?:ouverts|à pourvoir))|vacantes|ofertas de empleo|posizioni aperte|募集職種|募集要項)(?: at .{2,40}| bei .{2,40}| chez .{2,40})?[:.]?$",
    )
});
/// What a company that fills other companies' posts says of itself.
static FOR_OTHERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)job ?board|trouve[rz] (?:votre|un|ton|mon|des)[\p{L} ]{1,40}(?:emplois?|carrière|job)s?\b|emplois disponibles|(?:connexion|espace|compte) recruteur|jobs available|\bpost (?:a |your )?jobs?\b|find (?:your |a )?(?:dream |next |new )?job\b|staffing|recruitment (?:agency|software|platform|solution|process)|recruiting (?:software|platform)|recruiters?\b|headhunt|talent (?:acquisition|platform)|applicant tracking|personal(?:vermittlung|dienstleist|beratung)|zeitarbeit|stellenbörse|jobbörse|jobportal|(?:cabinet|logiciel|solution|plateforme|agence|processus) (?:de |du |d[’'])?recrut|recruteur|candidathèque|cvthèque|int[ée]rim\b|bolsa de (?:trabajo|empleo)|selección de personal|人材(?:紹介|派遣)|求人サイト|転職",
    )
});
static JOB_WORD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:engineer|developer|manager|assistant|technician|mechanic|driver|cook|chef|server|cashier|nurse|therapist|hygienist|receptionist|accountant|analyst|consultant|designer|director|coordinator|specialist|representative|operator|welder|electrician|plumber|carpenter|installer|teacher|intern|internship|apprentice|clerk|administrator|supervisor|barista|host|hostess|dishwasher|bartender|associate|lead|architect|\w*(?:techniker|monteur|mechaniker|helfer|fahrer|berater|entwickler|leiter|assistent|therapeut|verkäufer|koch|kaufmann|kauffrau|meister|elektriker|installateur|ingenieur)(?:in|/-in|\*in|:in)?|azubi|auszubildende|praktikant\w*|ingénieure?|développeu(?:r|se)|technicien(?:ne)?|commercial(?:e)?|assistante?|stagiaire|alternante?|consultante?|chargée? d\w*|cuisinier|vendeu(?:r|se)|ingeniero|desarrollador|técnico|vendedor|auxiliar|contador)\b",
    )
});

/// The page about working at the company, with the posts it lists.
pub fn careers(site: &Site, name: &str, ledger: &mut Ledger) -> Option<Fact<Careers>> {
    let recruits = recruits_for_others(site);
    let page = site.of_roles(&[Role::Careers]).into_iter().find(|page| is_of_own_jobs(page, recruits));
    if let Some(page) = page {
        let title = page.main_blocks().find(|block| block.kind == BlockKind::Heading).or_else(|| page.main_blocks().next())?;
        let mut evidence = vec![ledger.add(in_block(page, title, &title.text))];
        let mut positions = Vec::new();
        if !recruits {
            for (position, note) in positions_of(page, name) {
                if positions.len() < POSITIONS_MAX && !positions.contains(&position) {
                    positions.push(position);
                    if evidence.len() < EVIDENCE_MAX {
                        evidence.push(ledger.add(note));
                    }
                }
            }
        }
        return Some(Fact { value: Careers { url: page.url.clone(), positions }, evidence, confidence: 0.85 });
    }
    linked(site, recruits, ledger)
}

/// The company's product or service is finding people for others.
fn recruits_for_others(site: &Site) -> bool {
    let Some(home) = site.home() else { return false };
    let said = |text: &str| FOR_OTHERS.as_ref().is_some_and(|re| re.is_match(text));
    home.titles.iter().take(2).any(|title| said(title))
        || home.meta("description").is_some_and(said)
        || home.main_blocks().filter(|block| block.kind == BlockKind::Heading).take(8).any(|block| said(&block.text))
        || home.main_blocks().take(60).filter(|block| said(&block.text)).count() >= 3
}

/// Where jobs are the trade, only a page that speaks of joining the company itself counts.
fn is_of_own_jobs(page: &Page, recruits: bool) -> bool {
    const OWN: &[&str] = &[
        "join us",
        "join our",
        "work with us",
        "work for us",
        "work at",
        "careers at",
        "karriere bei",
        "arbeiten bei",
        "rejoignez-nous",
        "nous rejoindre",
        "travailler chez",
        "trabaja con nosotros",
    ];
    let heads = page.titles.iter().chain(page.headings.iter().filter(|heading| heading.level <= 2).map(|heading| &heading.text));
    let advises =
        heads.clone().map(|text| text.to_lowercase()).any(|text| words::has_any(&text, &["conseil", "advice", " tips", "ratgeber", "tipps", "consejos"]));
    !advises && (!recruits || heads.map(|text| text.to_lowercase()).any(|text| words::has_any(&text, OWN)))
}

fn positions_of(page: &Page, company: &str) -> Vec<(String, Note)> {
    let mut found = Vec::new();
    for object in structured::objects(page, &["@graph", "mainEntity", "itemListElement", "item"]) {
        if !structured::kinds(object).contains(&"JobPosting") {
            continue;
        }
        let employer = object.get("hiringOrganization").and_then(|one| one.as_str().or_else(|| one.get("name").and_then(Value::as_str))).unwrap_or_default();
        let own = employer.is_empty() || is_same(employer, company);
        if let Some(title) = object.get("title").and_then(Value::as_str).map(str::trim).filter(|title| own && is_title(title)) {
            found.push((title.to_owned(), in_meta(page, "json-ld: JobPosting.title", title, title)));
        }
    }
    let blocks: Vec<&Block> = page.main_blocks().filter(|block| !matches!(block.kind, BlockKind::Quote | BlockKind::Cell)).collect();
    let mut under_openings = false;
    for block in blocks {
        let text = block.text.trim();
        if OPENINGS.as_ref().is_some_and(|re| re.is_match(text)) {
            under_openings = true;
            continue;
        }
        let gendered = GENDERS.as_ref().is_some_and(|re| re.is_match(text));
        let named = JOB_WORD.as_ref().is_some_and(|re| re.is_match(text)) && matches!(block.kind, BlockKind::Heading | BlockKind::ListItem | BlockKind::Other);
        if is_title(text) && (gendered || (under_openings && named)) {
            found.push((text.to_owned(), in_block(page, block, text)));
        }
    }
    found
}

fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (words::key(one), words::key(other));
    !one.is_empty() && !other.is_empty() && (one.contains(&other) || other.contains(&one))
}

/// A short line without the marks of a sentence.
fn is_title(text: &str) -> bool {
    let chars = text.chars().count();
    (4..=TITLE_MAX_CHARS).contains(&chars)
        && !text.ends_with(['.', '!', '?', ':', '…'])
        && !text.starts_with(char::is_lowercase)
        && text.split_whitespace().count() <= 12
        && !prose::is_contact_line(text)
        && !words::has_any(&text.to_lowercase(), &["apply", "bewerb", "postul", "lorem", "all jobs", "no open", "keine "])
}

/// A careers page that was not read: the link in the menu or at the foot that leads to it.
fn linked(site: &Site, recruits: bool, ledger: &mut Ledger) -> Option<Fact<Careers>> {
    #[rustfmt::skip]
    const TEXTS: &[&str] = &[
        "careers", "career", "jobs", "join us", "join our team", "work with us", "work for us", "we're hiring", "we’re hiring", "vacancies", "employment",
        "employment opportunities", "job openings", "karriere", "stellenangebote", "offene stellen", "stellen", "jobs & karriere", "karriere & jobs",
        "carrières", "carrière", "recrutement", "nous rejoindre", "rejoignez-nous", "offres d'emploi", "offres d’emploi", "trabaja con nosotros", "empleo",
        "únete", "lavora con noi", "vacatures", "werken bij", "採用情報", "求人情報", "採用", "求人",
    ];
    // hosts where companies keep their own postings
    const KEEPERS: &[&str] = &[
        "personio.de",
        "personio.com",
        "greenhouse.io",
        "lever.co",
        "workable.com",
        "bamboohr.com",
        "smartrecruiters.com",
        "recruitee.com",
        "teamtailor.com",
        "ashbyhq.com",
        "join.com",
        "welcometothejungle.com",
        "softgarden.io",
        "myworkdayjobs.com",
        "breezy.hr",
        "jobvite.com",
        "icims.com",
        "paylocity.com",
        "adp.com",
        "ultipro.com",
    ];
    if recruits {
        return None;
    }
    for page in site.home().into_iter().chain(site.of_roles(&[Role::About, Role::Contact])) {
        for link in
            page.links.iter().filter(|link| !link.hidden && matches!(link.region, Region::Header | Region::Nav | Region::Footer | Region::Body | Region::Main))
        {
            let text = link.text.trim().to_lowercase();
            let Some(href) = link.href.as_deref().filter(|_| TEXTS.contains(&text.as_str())) else { continue };
            let Some(host) = host_of(href) else { continue };
            let kept = KEEPERS.iter().any(|keeper| host == *keeper || host.ends_with(&format!(".{keeper}")));
            let elsewhere = href.trim_end_matches('/') != page.url.trim_end_matches('/');
            let elsewhere = elsewhere && !Url::parse(href).is_ok_and(|url| matches!(roles::role(&url, "", ""), Role::About | Role::Contact));
            if elsewhere && (site.is_own_host(&host) || kept) {
                let note = Note::on(page, Kind::Html, link.locator.clone()).quote(link.text.trim());
                return Some(Fact { value: Careers { url: href.to_owned(), positions: Vec::new() }, evidence: vec![ledger.add(note)], confidence: 0.75 });
            }
        }
    }
    None
}
