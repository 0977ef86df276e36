//! Which of several points of like weight this reader is told first: what their job, their trade and the size of their firm change.
//! Severity stays the main weight, and what is critical stands before all else.

use std::cmp::Reverse;

use magnetite_document::tree::Block;

use crate::model::finding::{Area, Effort, Finding, Severity, SiteType};

use super::Brief;
use super::builtin;
use super::pen::{self, Ask, Pen};
use super::plan::Plan;
use super::role::{Role, Size};
use super::summary::legend;

/// What is not lifted, in tenths.
const NEUTRAL: u32 = 10;
/// The most of all lifts together, in tenths: below the step from one severity to the next.
const MOST: u32 = 14;
const ROLE: u32 = 3;
const TRADE: u32 = 3;
const SMALL: u32 = 2;

/// What lies behind a place in the order, by the word that the library knows it by.
pub(super) type Why = &'static str;

/// Trades in which the same things are asked first.
struct Group {
    name: Why,
    /// Keys of the table of trades.
    slugs: &'static [&'static str],
    /// Beginnings of words of a posted trade, in lower case.
    words: &'static [&'static str],
    areas: &'static [Area],
    checks: &'static [&'static str],
}

const GROUPS: &[Group] = &[
    Group {
        name: "care",
        slugs: &[
            "dental-clinic",
            "medical-clinic",
            "hospital",
            "physiotherapy",
            "psychotherapy",
            "chiropractic",
            "optician",
            "hearing-care",
            "pharmacy",
            "veterinary-practice",
            "care-home",
            "childcare",
            "funeral",
        ],
        words: &[
            "medic",
            "health",
            "clinic",
            "dental",
            "doctor",
            "therap",
            "praxis",
            "arzt",
            "ärzt",
            "gesundheit",
            "pflege",
            "médec",
            "santé",
            "médic",
            "clínic",
            "salud",
            "soins",
        ],
        areas: &[Area::Trust, Area::Access],
        checks: &[],
    },
    Group {
        name: "counsel",
        slugs: &["law-firm", "notary", "tax-adviser", "insurance", "bank", "financial-advice", "recruitment", "management-consulting"],
        words: &[
            "law",
            "legal",
            "attorney",
            "solicitor",
            "tax",
            "account",
            "financ",
            "insur",
            "recht",
            "anwalt",
            "kanzlei",
            "steuer",
            "versicher",
            "avocat",
            "jurid",
            "comptab",
            "assuranc",
            "abogad",
            "juríd",
            "contab",
            "seguros",
        ],
        areas: &[Area::Trust, Area::Email],
        checks: &[],
    },
    Group {
        name: "shop",
        slugs: &[
            "furniture-store",
            "clothing",
            "jewellery",
            "florist",
            "bookshop",
            "grocery",
            "toys",
            "sports-shop",
            "hardware-store",
            "garden-centre",
            "electronics",
            "auto-parts",
            "bicycle-shop",
            "food-producer",
            "winery",
            "brewery",
        ],
        words: &["retail", "shop", "store", "commerce", "handel", "laden", "boutique", "magasin", "tienda", "comercio"],
        areas: &[Area::Speed, Area::Enquiry],
        checks: &[],
    },
    Group {
        name: "table",
        slugs: &[
            "restaurant",
            "cafe",
            "bakery",
            "butcher",
            "bar",
            "catering",
            "hotel",
            "campsite",
            "travel-agency",
            "wedding-venue",
            "entertainment",
            "museum",
        ],
        words: &["restaurant", "hotel", "hospitality", "gastro", "catering", "tourism", "tourismus", "restaur", "hôtel", "hostel"],
        areas: &[],
        checks: &["phone-link", "freshness", "price-signal", "image-delivery", "meta-viewport", "organization-markup", "nap-consistency", "page-weight"],
    },
    Group {
        name: "public",
        slugs: &["school", "university", "church", "nonprofit", "animal-shelter", "public-body", "association", "sports-club"],
        words: &[
            "educat",
            "school",
            "nonprofit",
            "charit",
            "government",
            "public",
            "bildung",
            "schule",
            "verein",
            "behörde",
            "associat",
            "école",
            "ong",
            "escuela",
            "educac",
        ],
        areas: &[Area::Access],
        checks: &[],
    },
    Group {
        name: "digital",
        slugs: &["software", "it-services", "cybersecurity", "data-ai", "hosting-telecom", "web-design", "marketing-agency", "pr-agency"],
        words: &["software", "saas", "it", "information", "internet", "tech", "agency", "agentur", "informati", "logiciel", "agence", "agencia"],
        areas: &[Area::Search, Area::Speed],
        checks: &[],
    },
    Group {
        name: "local",
        slugs: &[
            "construction",
            "roofing",
            "plumbing-heating",
            "electrician",
            "solar",
            "carpentry",
            "painting",
            "flooring-tiles",
            "windows-doors",
            "metalwork",
            "landscaping",
            "cleaning",
            "pest-control",
            "locksmith",
            "security-services",
            "moving",
            "taxi",
            "car-repair",
            "car-dealer",
            "driving-school",
            "hairdresser",
            "barber",
            "beauty-salon",
            "spa",
            "tattoo",
            "gym",
            "yoga",
            "pet-services",
            "electronics-repair",
            "photography",
        ],
        words: &[
            "construct",
            "plumb",
            "heating",
            "electric",
            "roof",
            "handwerk",
            "bau",
            "sanitär",
            "elektro",
            "artisan",
            "bâtiment",
            "plomb",
            "construcc",
            "reforma",
            "fontaner",
        ],
        areas: &[],
        checks: &["phone-link", "contact-path", "nap-consistency", "organization-markup", "offer-clarity", "call-to-action"],
    },
];

/// The trade of the firm: by the profile's key, else by the posted words, else by the kind of site.
fn group(brief: &Brief<'_>) -> Option<&'static Group> {
    let named = |name: &str| GROUPS.iter().find(|group| group.name == name);
    if let Some(slug) = brief.analysis.profile.industry_slug.as_deref() {
        return GROUPS.iter().find(|group| group.slugs.contains(&slug));
    }
    if let Some(posted) = brief.lead.industry.as_deref() {
        let posted = posted.to_lowercase();
        let words = || posted.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let fits = |word: &str, known: &str| if known.len() < 4 { word == known } else { word.starts_with(known) };
        return GROUPS.iter().find(|group| words().any(|word| group.words.iter().any(|known| fits(word, known))));
    }
    match brief.analysis.site_type {
        SiteType::Shop => named("shop"),
        SiteType::LocalService => named("local"),
        _ => None,
    }
}

/// The name of that group, like `local` or `public`.
pub(super) fn trade(brief: &Brief<'_>) -> Option<Why> {
    group(brief).map(|group| group.name)
}

/// Areas that readers in this role ask about first.
fn areas(role: Role) -> &'static [Area] {
    match role {
        Role::Head => &[Area::Enquiry, Area::Trust, Area::Email],
        Role::Marketing => &[Area::Search, Area::Enquiry],
        Role::Technical => &[Area::Reach, Area::Speed, Area::Access],
        Role::Sales => &[Area::Enquiry, Area::Email],
        Role::Unknown => &[],
    }
}

/// Checks about how the pages read and look when shared: a technical reader does them after code and server.
const WORDING: &[&str] =
    &["open-graph", "meta-description", "image-alt", "title-length", "link-text", "proof", "offer-clarity", "price-signal", "readability", "freshness"];

/// Checks about code and server alone: who runs or sells for a firm does them after what customers meet.
const HOUSEKEEPING: &[&str] = &[
    "canonical",
    "host-canonical",
    "robots-txt",
    "sitemap",
    "sitemap-health",
    "soft-404",
    "json-ld-valid",
    "text-compression",
    "cache-policy",
    "render-blocking",
    "unsized-images",
    "hsts",
    "framing",
];

/// What lifts findings for one reader.
struct Reader {
    role: Role,
    small: bool,
    group: Option<&'static Group>,
}

impl Reader {
    /// Each reason that lifts this finding, with its weight in tenths.
    fn reasons(&self, finding: &Finding) -> [(u32, Option<Why>); 3] {
        let role = areas(self.role).contains(&finding.area);
        let trade = self.group.filter(|group| group.areas.contains(&finding.area) || group.checks.contains(&finding.check.as_str()));
        let small = self.small && finding.effort == Effort::Minutes;
        [
            (u32::from(role) * ROLE, self.role.name().filter(|_| role)),
            (u32::from(trade.is_some()) * TRADE, trade.map(|group| group.name)),
            (u32::from(small) * SMALL, small.then_some("small")),
        ]
    }

    fn lift(&self, finding: &Finding) -> u32 {
        (NEUTRAL + self.reasons(finding).into_iter().map(|(weight, _)| weight).sum::<u32>()).min(MOST)
    }

    /// Critical ones lead for everybody, and grave ones follow. What is others' work gives way to this reader's own of the same severity, and where it is
    /// of medium severity, to that of the next below too.
    fn tier(&self, finding: &Finding) -> u8 {
        let check = finding.check.as_str();
        let (own, gives_way) = match self.role {
            Role::Technical => (matches!(finding.area, Area::Reach | Area::Speed | Area::Trust | Area::Email), WORDING.contains(&check)),
            Role::Head | Role::Sales => (finding.area == Area::Enquiry, HOUSEKEEPING.contains(&check)),
            Role::Marketing | Role::Unknown => (true, false),
        };
        match finding.severity {
            Severity::High if gives_way => tier(Severity::High) + 1,
            Severity::Medium if gives_way => tier(Severity::Low) + 1,
            Severity::Low if gives_way || !own => tier(Severity::Low) + 1,
            severity => tier(severity),
        }
    }

    fn heaviest(&self, finding: &Finding) -> Option<Why> {
        self.reasons(finding).into_iter().filter(|(weight, _)| *weight > 0).min_by_key(|(weight, _)| Reverse(*weight)).and_then(|(_, why)| why)
    }
}

/// These failed findings in this reader's order; and why, where that changes the first `told` of them.
pub(super) fn ordered<'a>(brief: &Brief<'_>, findings: Vec<&'a Finding>, told: usize) -> (Vec<&'a Finding>, Option<Why>) {
    let reader =
        Reader { role: Role::of(brief.lead.title.as_deref()), small: Size::of(brief.lead.company_size.as_deref()) == Size::Small, group: group(brief) };
    let sorted = |tier: &dyn Fn(&Finding) -> u8, lift: &dyn Fn(&Finding) -> u32| {
        let mut sorted = findings.clone();
        sorted.sort_by_key(|finding| (tier(finding), Reverse(u64::from(lift(finding)) * u64::from(weight(brief, finding)))));
        sorted
    };
    let usual = sorted(&|finding: &Finding| tier(finding.severity), &|_| NEUTRAL);
    let ordered = sorted(&|finding: &Finding| reader.tier(finding), &|finding: &Finding| reader.lift(finding));
    let place = |list: &[&Finding], check: &str| list.iter().position(|finding| finding.check == check);
    let lifted = ordered.iter().take(told).filter(|finding| place(&ordered, &finding.check) < place(&usual, &finding.check));
    let why = lifted.filter_map(|finding| reader.heaviest(finding)).next();
    // Of like weight, the sentence says: not where a lighter one stands before a heavier one, nor where one of those it speaks of follows another.
    let holds = |why: &Why| {
        let of_it = |finding: &Finding| reader.reasons(finding).iter().any(|(_, reason)| reason.as_ref() == Some(why));
        let in_order = |one: &Finding, next: &Finding| one.severity > next.severity || (one.severity == next.severity && (of_it(one) || !of_it(next)));
        ordered.iter().take(told).zip(ordered.iter().take(told).skip(1)).all(|(one, next)| in_order(one, next))
    };
    let why = why.filter(holds);
    (ordered, why)
}

/// No lift puts a lighter finding before a graver one. Between two tiers there is room for what gives way.
fn tier(severity: Severity) -> u8 {
    match severity {
        Severity::Critical => 0,
        Severity::High => 2,
        Severity::Medium => 4,
        Severity::Low => 6,
        Severity::Info => 8,
    }
}

/// The weight of the analysis in thousandths, or one of the same kind where it keeps none.
fn weight(brief: &Brief<'_>, finding: &Finding) -> u32 {
    // How easily a grave fault is mended says nothing of how soon it is told.
    let is_grave = finding.severity >= Severity::High;
    let ease = match (is_grave, finding.effort) {
        (true, _) | (_, Effort::Minutes) => 10,
        (_, Effort::Hours) => 8,
        (_, Effort::Days) => 5,
    };
    let own = finding.severity.weight() * ease * 100;
    let stored = brief.analysis.ranking.iter().find(|one| one.check == finding.check);
    let stored = stored.map(|one| one.score * 1_000.0 / if is_grave && one.ease > 0.0 { one.ease } else { 1.0 });
    // A score is at most 15.
    stored.map_or(own, |score| (0..=15_000).take_while(|step| f64::from(*step) <= score).last().unwrap_or(0))
}

/// In one sentence why the order is so; nothing where the reader changed nothing, or where it stands already.
pub(super) fn said(plan: &Plan<'_>, pen: &mut Pen) -> Option<Block> {
    let lines = builtin::order::lines(plan.lib.language);
    let ask = Ask { variant: plan.why?, ..legend(lines, &plan.values) };
    if pen.rehearse(ask).iter().any(|sentence| pen.has_said(sentence)) {
        return None;
    }
    let said = pen.say(ask);
    (!said.is_empty()).then(|| Block::Paragraph { text: pen::text(&said) })
}
