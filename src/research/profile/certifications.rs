//! Standards, licences, memberships and partner grades that the company says it holds. What it follows, plans, sells or helps others to get is none,
//! and neither is a person's diploma.

use std::sync::LazyLock;

use regex::Regex;

use super::{Candidate, Site, facts, in_block, prose, seen, sight, words};
use crate::model::evidence::Kind;
use crate::model::page::{Block, BlockKind, Page, Role};
use crate::model::profile::Fact;
use crate::research::ledger::{Ledger, Note};

const CERTIFICATIONS_MAX: usize = 12;
/// A line this short is a label or a seal, not a sentence.
const LABEL_MAX_CHARS: usize = 60;
/// Images looked at per page.
const IMAGES_MAX: usize = 150;
const VALUE_MAX_CHARS: usize = 80;
/// A longer sentence with a licence number speaks of somebody else's as often.
const LICENCE_LINE_MAX_CHARS: usize = 160;

/// Standards that firms are audited for. ISO 8601 (dates), ISO 639 (languages), camera speeds and the like are not among them.
static STANDARD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"\b(?:(?:DIN )?(?:EN )?ISO(?:/IEC|/TS)?[ -]?(?:9001|9002|13485|14001|14064|15189|16949|17020|17025|17065|18788|20000(?:-1)?|20121|21001|22000|22301|27001|27017|27018|27701|28000|29990|29993|37001|41001|42001|45001|50001|55001)(?::(?:19|20)[0-9]{2})?|(?:DIN )?EN ?(?:1090(?:-[12])?|9100|9110|9120|15085(?:-2)?|3834(?:-2)?)|AS ?9(?:100|110|120)(?: ?Rev\.? ?[A-D]| ?[A-D]\b)?|IATF ?16949|OHSAS ?18001|SOC ?[12](?: Type (?:I{1,2}|[12]))?|PCI[ -]DSS(?: Level 1)?|HACCP|FSSC ?22000|BRCGS|Nadcap|TISAX|ITAR[- ]registered|AZAV|QM ?zertifiziert|GMP|GDP)(?:\b|$)",
    )
});
/// Marks that only a holder may use, or that nobody else has a reason to name.
static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"\b(?:Certified B Corp(?:oration)?(?:™|®)?|B Corp Certified|B Corp(?:™|®)? certified|Meisterbetrieb|Innungs(?:fach)?betrieb|Innungsmitglied|Fachbetrieb nach §? ?(?:19 ?l )?WHG|Qualiopi|Qualibat|QualiPAC|QualiPV|Qualit'EnR|(?:Artisan )?RGE\b|Entreprise du Patrimoine Vivant|Gas Safe [Rr]egistered|NICEIC (?:[Aa]pproved(?: [Cc]ontractor)?|[Rr]egistered)|TrustMark|SafeContractor|CHAS [Aa]ccredited|Cyber Essentials(?: Plus| PLUS)?(?: [Cc]ertified)?|Investors in People|BBB [Aa]ccredited(?: [Bb]usiness)?|Lead-Safe Certified(?: Firm)?|NATE[- ][Cc]ertified|EcoVadis(?: (?:Gold|Silver|Platinum|Bronze))?|Great Place [Tt]o Work(?:®|™)?(?: Certified(?:™|®)?)?|AAHA[- ][Aa]ccredited|Joint Commission [Aa]ccredited|Google (?:Premier )?Partner|AWS (?:Advanced |Select |Premier )?(?:Consulting |Technology )?Partner|Microsoft (?:Gold |Solutions |Silver |Certified )?Partner|HubSpot (?:Solutions |Platinum |Gold |Diamond |Elite |Silver |Certified )*Partner|Shopify (?:Plus )?Partner|(?:Certified|Gold|Silver|Platinum|Premier|Authorized|Authorised)(?: \p{Lu}[\p{L}0-9+&]*){1,3} (?:Partner|Dealer|Installer|Reseller|Retailer|Applicator|Contractor)|プライバシーマーク)(?:\b|$)",
    )
});
/// `Member of the Guild of Brickmakers`
static MEMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?P<all>\b(?:(?:[Pp]roud |[Aa]ctive |[Aa]ccredited )?[Mm]embers? of(?: the)?|[Aa]ccredited by(?: the)?|[Cc]ertified by(?: the)?|[Rr]egulated by(?: the)?|[Mm]itglied (?:der|des|im|in der|beim|bei der)|[Mm]embre (?:de la|de l[’']|du|des)|[Mm]iembro(?:s)? (?:de la|del)|[Ss]ocio (?:de la|del)) ?(?P<body>\p{Lu}[\p{L}0-9&’'\-]+(?:[ -](?:of|for|the|and|&|der|des|für|und|de|du|des|la|le|l[’']|y|del|\p{Lu}[\p{L}0-9&’'\-]+)){0,8}))",
    )
});
static LICENCE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"\b(?:(?:(?:State |Contractor'?s? |CSLB |ROC |CA |TX |FL |Plumbing |Electrical |HVAC )*[Ll]ic(?:ense|\.)(?: ?(?:No\.?|Number|#|:)){1,2} ?:? ?[A-Z0-9-]{4,16})|(?:CCB|ROC|CSLB|TACLA|HIC) ?#? ?[0-9]{4,10})\b",
    )
});
static HELD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\bcertifi(?:ed|cate|cation)\b|\baccredited|\bregistered\b|\bzertifizier|\bzertifikat|\bcertifiée?s?\b|\bcertificad[oa]s?\b|\bcertificat\b|\bcertificación\b|\bcertificat[oa]\b|\bacreditad|\bgecertificeerd|認定|認証|取得",
    )
});
/// Somebody else's, a plan, or the trade itself.
static NOT_HELD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    words::pattern(
        r"(?i)\b(?:help(?:s|ing)?|your|you|prepare|training|trained|courses?|consult\w*|auditor|audits?|implement\w*|evaluat\w*|anyone|applicants?|candidates?|required|requires?|plan(?:s|ned|ning)?|soon|working towards?|towards?|pursuing|seeking|target|in progress|aligned|in line with|based on|follow(?:s|ing)?|according to|accordance|per|comply|compliant|compliance|framework|data ?cent(?:er|re)s?|hosted|hosting|providers?|suppliers?|partners? (?:are|is)|ihre?n?|ihnen|schulung\w*|beratung|berater|angestrebt|nach den|gemäß|in anlehnung|rechenzentr\w*|votre|vos|vous|formations?|conseil|accompagn\w*|selon|conforme\w*|su|sus|usted|curso|asesor\w*|consultor\w*|según|if|should|must|would|no longer|not|nicht|kein\w*|was|were|formerly)\b",
    )
});

/// As written, the surest first.
pub fn certifications(site: &Site, name: &str, ledger: &mut Ledger) -> Vec<Fact<String>> {
    let mut found: Vec<Candidate<String>> = Vec::new();
    let pages: Vec<&Page> = site
        .of_roles(&[Role::Home, Role::About, Role::Proof, Role::Offer, Role::Contact, Role::Legal, Role::Other])
        .into_iter()
        .filter(|page| !sells_them(page))
        .collect();
    for page in pages {
        for block in seen(page).filter(|block| !matches!(block.kind, BlockKind::Quote) && block.text.len() <= 3_000) {
            for sentence in words::sentences(&block.text) {
                of_sentence(page, block, sentence, name, &mut found);
            }
        }
        if page.role != Role::Legal {
            seals(page, &mut found);
        }
    }
    let mut facts = facts(found, 0.7, CERTIFICATIONS_MAX * 2, ledger);
    // `ISO 9001` says nothing beside `ISO 9001:2015`
    let keys: Vec<String> = facts.iter().map(|fact| words::key(&fact.value)).collect();
    facts.retain(|fact| {
        let key = words::key(&fact.value);
        !keys.iter().any(|other| other.len() > key.len() && other.starts_with(&key))
    });
    facts.truncate(CERTIFICATIONS_MAX);
    facts
}

/// A page whose offer is the certification of others.
fn sells_them(page: &Page) -> bool {
    const MARKS: &[&str] =
        &["certification", "zertifizierung", "certificación", "training", "schulung", "formation", "consult", "beratung", "compliance", "audit"];
    let heads = page.titles.iter().take(1).chain(page.headings.iter().filter(|heading| heading.level == 1).map(|heading| &heading.text));
    let sells = heads.map(|text| text.to_lowercase()).any(|text| words::has_any(&text, MARKS));
    let numbers = STANDARD.iter().flat_map(|re| page.main_blocks().flat_map(|block| re.find_iter(&block.text))).take(12).count();
    sells && page.role != Role::Proof && numbers >= 3
}

fn of_sentence(page: &Page, block: &Block, sentence: &str, name: &str, found: &mut Vec<Candidate<String>>) {
    let is = |re: &LazyLock<Option<Regex>>| re.as_ref().is_some_and(|re| re.is_match(sentence));
    let chars = sentence.chars().count();
    let any = is(&STANDARD) || is(&MARK) || is(&MEMBER) || is(&LICENCE);
    if !any || chars > 400 || prose::is_not_a_fact(sentence) || prose::is_of_a_person(sentence) || sentence.ends_with('?') {
        return;
    }
    let label = chars <= LABEL_MAX_CHARS;
    let foreign = is(&NOT_HELD);
    let mut keep = |value: &str, score: f64| {
        let value = value.trim().trim_end_matches([',', ';', ':', '.']);
        if (3..=VALUE_MAX_CHARS).contains(&value.chars().count()) {
            sight(found, words::key(value), score, || value.to_owned(), || in_block(page, block, value));
        }
    };
    let own = prose::is_of_itself(sentence, name);
    if page.role != Role::Legal && !foreign {
        for hit in STANDARD.iter().flat_map(|re| re.find_iter(sentence)).take(6) {
            if is(&HELD) && (own || label || chars <= 140) {
                keep(hit.as_str(), 0.88);
            } else if label && block.kind != BlockKind::Paragraph && chars <= hit.as_str().chars().count() + 14 {
                keep(hit.as_str(), 0.72);
            }
        }
        for hit in MARK.iter().flat_map(|re| re.find_iter(sentence)).take(6).filter(|_| own || label) {
            keep(hit.as_str(), 0.8);
        }
    }
    if !foreign && page.role != Role::Legal {
        for hit in MEMBER.iter().flat_map(|re| re.captures_iter(sentence)).take(3) {
            // one capital alone names no body: `member of Parliament`, `member of Jane`
            let body = &hit["body"];
            let several = body.split([' ', '-']).filter(|word| word.starts_with(char::is_uppercase)).count() >= 2
                || body.chars().filter(|c| c.is_uppercase()).count() >= 3
                || is_german_body(body);
            let team = words::has_any(
                &format!(" {} ", body.to_lowercase()),
                &[" team ", " family ", " board ", " group ", " community ", " staff ", " parliament ", " congress ", " club ", " holdings ", " inc ", " llc "],
            );
            if several && !team && (own || label) {
                keep(trim_links(&hit["all"]), 0.76);
            }
        }
    }
    for hit in LICENCE
        .iter()
        .flat_map(|re| re.find_iter(sentence))
        .take(2)
        .filter(|_| !foreign && page.role != Role::Legal && chars <= LICENCE_LINE_MAX_CHARS && !sentence.contains(" is "))
    {
        if hit.as_str().chars().filter(char::is_ascii_digit).count() >= 4 {
            keep(hit.as_str(), 0.78);
        }
    }
}

/// `Handwerkskammer`, `Innung`, `Bundesverband …`: one long word names a body.
fn is_german_body(body: &str) -> bool {
    words::has_any(&body.to_lowercase(), &["kammer", "innung", "verband", "verein", "gilde", "bund "])
}

/// Without the joining words at the end of what was matched.
fn trim_links(text: &str) -> &str {
    const LINKS: &[&str] = &[" of", " for", " the", " and", " &", " der", " des", " für", " und", " de", " du", " la", " le", " y", " del"];
    let mut text = text.trim();
    while let Some(shorter) = LINKS.iter().find_map(|link| text.strip_suffix(link)) {
        text = shorter.trim();
    }
    text
}

/// Seals: images whose text is the mark and little more.
fn seals(page: &Page, found: &mut Vec<Candidate<String>>) {
    for image in page.images.iter().take(IMAGES_MAX) {
        let Some(alt) = image.alt.as_deref().map(str::trim).filter(|alt| (3..=LABEL_MAX_CHARS).contains(&alt.chars().count())) else { continue };
        let held = NOT_HELD.as_ref().is_some_and(|re| !re.is_match(alt));
        for hit in STANDARD.iter().chain(MARK.iter()).flat_map(|re| re.find_iter(alt)).take(3).filter(|_| held) {
            let value = hit.as_str();
            if alt.chars().count() <= value.chars().count() + 30 {
                sight(found, words::key(value), 0.74, || value.to_owned(), || Note::on(page, Kind::Html, image.locator.clone()).quote(alt));
            }
        }
    }
}
