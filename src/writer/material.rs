//! The seller's own material: which of it fits this prospect, and how it is quoted, as the seller's words and never as ours.

use magnetite_document::tree::{Block, Inline, Section, Text};

use crate::model::finding::{SiteType, Status};
use crate::model::offer::{Material, When};

use super::Brief;
use super::builtin::frame;
use super::builtin::sending::Sending;
use super::pattern;
use super::pen::{self, Ask, Pen, Value, Values};
use super::plan::Plan;
use super::role::{Role, Size};
use super::summary::legend;
use super::text::{calm, cut, fold};
use super::values::ended;
use super::verify::Slot;

/// Longest text and title in a document, in characters.
const TEXT: usize = 600;
const TITLE: usize = 90;

/// A text that fits, with its slots filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitting {
    pub title: String,
    pub text: String,
    pub url: Option<String>,
    /// A condition about what was seen on the site held.
    pub seen: bool,
}

/// What fits this prospect, the closest first: more conditions that hold, then the owner's order.
#[must_use]
pub fn fitting(brief: &Brief<'_>, values: &Values) -> Vec<Fitting> {
    let mut found: Vec<(usize, Fitting)> =
        brief.offer.material.iter().filter_map(|material| Some((closeness(brief, &material.when)?, filled(material, values)?))).collect();
    found.sort_by_key(|(closeness, _)| std::cmp::Reverse(*closeness));
    found.into_iter().map(|(_, fitting)| fitting).collect()
}

/// How many conditions are named, when all hold; `None` when one does not.
fn closeness(brief: &Brief<'_>, when: &When) -> Option<usize> {
    let failed = || brief.analysis.findings.iter().filter(|finding| finding.status == Status::Fail);
    let named = |list: &[String], holds: &dyn Fn(&str) -> bool| (list.is_empty(), list.iter().any(|word| holds(word.trim())));
    let role = match Role::of(brief.lead.title.as_deref()) {
        Role::Head => "head",
        Role::Marketing => "marketing",
        Role::Technical => "technical",
        Role::Sales => "sales",
        Role::Unknown => "",
    };
    let size = match Size::of(brief.lead.company_size.as_deref()) {
        Size::Small => "small",
        Size::Middle => "middle",
        Size::Large => "large",
        Size::Unknown => "",
    };
    let trade = [brief.lead.industry.as_deref(), brief.analysis.profile.industry.as_ref().map(|fact| fact.value.as_str())];
    let trade: Vec<String> = trade.into_iter().flatten().chain(brief.analysis.profile.industry_slug.as_deref()).map(str::to_lowercase).collect();
    let conditions = [
        named(&when.checks, &|check| failed().any(|finding| finding.check == check)),
        named(&when.areas, &|area| failed().any(|finding| frame::area_id(finding.area) == area)),
        named(&when.industries, &|word| !word.is_empty() && trade.iter().any(|trade| is_of_trade(trade, &word.to_lowercase()))),
        named(&when.roles, &|word| word == role),
        named(&when.sizes, &|word| word == size),
        named(&when.site_types, &|word| word == site_type(brief.analysis.site_type)),
    ];
    conditions.iter().all(|(empty, holds)| *empty || *holds).then(|| conditions.iter().filter(|(empty, _)| !empty).count())
}

/// Whether the words stand in a trade: short ones as they are, longer ones as the beginning of one, so that `dentist` fits `dentists`.
fn is_of_trade(trade: &str, words: &str) -> bool {
    const LONG: usize = 5;
    let mut of_trade = trade.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let first = words.split_whitespace().next().unwrap_or_default();
    let fits = |word: &str| if first.chars().count() >= LONG { word.starts_with(first) } else { word == first };
    of_trade.any(fits) && (words == first || trade.contains(words))
}

fn site_type(site: SiteType) -> &'static str {
    match site {
        SiteType::LocalService => "local_service",
        SiteType::Shop => "shop",
        SiteType::Saas => "saas",
        SiteType::Content => "content",
        SiteType::Portfolio => "portfolio",
        SiteType::Business => "business",
    }
}

/// The text with its slots filled; `None` when a value is missing or nothing is left.
fn filled(material: &Material, values: &Values) -> Option<Fitting> {
    let value = |name: &str| values.get(name).map(|value| value.slot.value.clone());
    let text = pattern::fill(&calm(&material.text), value)?;
    let text = ended(&cut(&fold(&text), TEXT));
    let title = cut(&calm(&material.title), TITLE);
    (text.chars().any(char::is_alphanumeric)).then(|| Fitting {
        title,
        text,
        url: material.url.clone(),
        seen: !material.when.checks.is_empty() || !material.when.areas.is_empty(),
    })
}

/// How many texts a document takes.
fn most(plan: &Plan<'_>) -> usize {
    if plan.room.terse { 1 } else { 2 }
}

pub(super) fn section(brief: &Brief<'_>, plan: &Plan<'_>, pen: &mut Pen) -> Option<Section> {
    // Nothing is offered to a firm that has ended.
    if brief.analysis.profile.closed.is_some() {
        return None;
    }
    pen.section = "material";
    let words = Sending::of(plan.lib.language);
    let mut blocks = Vec::new();
    let mut seen = true;
    for fitting in plan.material.iter().take(most(plan)) {
        let Some(text) = pen.sender_words(&fitting.text) else { continue };
        seen &= fitting.seen;
        let mut values = plan.values.clone();
        values.insert("material".into(), Value { slot: Slot::of(fitting.title.clone()), evidence: Vec::new(), fact: false, sender: true });
        let Some(attribution) = pen.label(legend(words.material_from, &values)).or_else(|| pen.sender_words(&brief.offer.company)) else { continue };
        blocks.push(Block::Quote { text, attribution, claim: None });
        if let Some(href) = fitting.url.clone().filter(|url| pen.allowed.urls.contains(url))
            && let Some(words) = pen.label(legend(words.material_link, &values))
        {
            blocks.push(Block::Paragraph { text: Text(vec![Inline::Link { text: words, href }]) });
        }
    }
    if blocks.is_empty() {
        return None;
    }
    let variant = if seen { "fits" } else { "" };
    let heading = pen.label(Ask { variant, ..legend(words.heading_material, &plan.values) })?;
    let told = pen.say(Ask { variant, ..legend(words.material_legend, &plan.values) });
    blocks.insert(0, Block::Paragraph { text: pen::text(&told) });
    Some(Section { id: "material".into(), heading, appendix: false, blocks })
}
