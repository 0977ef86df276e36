//! The fixed frame around the findings, one table a language: title, summary, score legend, plan, sender, method. The sentences themselves stand in `en/`,
//! `de/`, `fr/`, `es/`.

use crate::model::blueprint::MagnetKind;
use crate::model::finding::Area;

use super::{Line, Who};
use crate::writer::role::Role;

/// Everything around the findings, in one language.
#[derive(Debug)]
pub struct Frame {
    /// What the home page goes by where `{page}` stands in a pattern: the form that follows the word *on* of the language.
    pub home: &'static str,
    /// Another page, with `{path}`, in the same form.
    pub page: &'static str,
    /// Names of small numbers from two to seven.
    pub numbers: [&'static str; 6],
    /// The title where not even a name may be said.
    pub your_site: &'static str,
    /// Title when no finding leads.
    pub title: &'static [Line],
    pub subtitle: &'static [Line],
    /// The first sentence of the summary: something they do well.
    pub praise_proof: &'static [Line],
    pub praise_offers: &'static [Line],
    /// The heading over what already works.
    pub heading_strengths: &'static [Line],
    pub praise_description: &'static [Line],
    pub praise_plain: &'static [Line],
    /// Said first, in place of praise, where the site itself says that the firm has ended.
    pub closed: &'static [Line],
    /// The last sentence of the summary.
    pub closing: &'static [Line],
    pub closing_long: &'static [Line],
    pub closing_short: &'static [Line],
    pub closing_clean: &'static [Line],
    pub read: &'static [Line],
    pub heading_summary: &'static [Line],
    pub heading_score: &'static [Line],
    pub heading_priorities: &'static [Line],
    pub heading_quick: &'static [Line],
    pub heading_plan: &'static [Line],
    pub heading_known: &'static [Line],
    pub heading_given: &'static [Line],
    pub heading_sender: &'static [Line],
    pub heading_method: &'static [Line],
    pub heading_appendix: &'static [Line],
    pub heading_advice: &'static [Line],
    pub heading_seen: &'static [Line],
    pub heading_pages: &'static [Line],
    pub score_legend: &'static [Line],
    /// Among the project's other sites.
    pub comparison: &'static [Line],
    /// A public figure beside a failed check of the appendix.
    pub base_rate: &'static [Line],
    pub score_detail: &'static [Line],
    pub plan_quick: &'static [Line],
    pub known_legend: &'static [Line],
    /// Above what was posted: never mixed with what was found.
    pub given_legend: &'static [Line],
    pub plan_week: &'static [Line],
    pub plan_month: &'static [Line],
    pub plan_after: &'static [Line],
    pub plan_week_heading: &'static [Line],
    pub plan_month_heading: &'static [Line],
    pub plan_after_heading: &'static [Line],
    pub plan_after_text: &'static [Line],
    pub sender_sells: &'static [Line],
    pub sender_audience: &'static [Line],
    pub sender_proof: &'static [Line],
    pub sender_free: &'static [Line],
    /// The invitation of a warm document.
    pub sender_ask: &'static [Line],
    pub greeting_warm: &'static [Line],
    pub greeting_formal: &'static [Line],
    pub method: &'static [Line],
    pub method_marks: &'static [Line],
    pub limits_heading: &'static [Line],
    pub limits: &'static [Line],
    pub limits_unmeasured: &'static [Line],
    /// The same where the document has no appendix of checks.
    pub limits_unmeasured_alone: &'static [Line],
    pub why_you: &'static [Line],
    pub about: &'static [Line],
    pub stop: &'static [Line],
    pub from: &'static [Line],
    /// In place of a reason, where a version was seen that the table has no date for.
    pub undated: &'static [Line],
    pub seen_plain: &'static [Line],
    /// The words of the link to the page on what is held about the reader; they stand in `about`.
    pub about_words: &'static str,
    pub labels: Labels,
    /// In the order of [`AREAS`].
    pub areas: [&'static str; 7],
    /// `you, in the site's editor`, `whoever edits the site`, `you, or whoever built the site`, `whoever built the site`, `you, in the hosting panel`,
    /// `whoever hosts the site`, `you`, `whoever runs the firm`.
    pub who: [&'static str; 8],
    pub checklist: KindWords,
    pub playbook: KindWords,
    pub calculator: KindWords,
    pub swipe: KindWords,
}

/// What differs in title and summary from the scorecard's.
#[derive(Debug)]
pub struct KindWords {
    pub title: &'static [Line],
    pub subtitle: &'static [Line],
    /// The last sentence of the summary, by length.
    pub closing: &'static [Line],
    pub closing_long: &'static [Line],
    pub closing_short: &'static [Line],
}

impl KindWords {
    fn lists(&self) -> [&'static [Line]; 5] {
        [self.title, self.subtitle, self.closing, self.closing_long, self.closing_short]
    }
}

/// Words of tables.
#[derive(Debug)]
pub struct Labels {
    pub check: &'static str,
    pub result: &'static str,
    pub what_was_seen: &'static str,
    pub page: &'static str,
    pub passed: &'static str,
    pub to_improve: &'static str,
    pub does_not_apply: &'static str,
    pub not_measured: &'static str,
    pub overall: &'static str,
    pub on_the_site: &'static str,
    pub public_figures_from: &'static str,
    pub year: &'static str,
    pub as_told_to_us: &'static str,
    pub offers: &'static str,
    pub place: &'static str,
    pub address: &'static str,
    pub telephone: &'static str,
    pub email: &'static str,
    pub open: &'static str,
    pub since: &'static str,
    pub also_on: &'static str,
    pub built_with: &'static str,
    pub what_it_does: &'static str,
    pub industry: &'static str,
    pub people: &'static str,
    pub for_whom: &'static str,
}

pub const AREAS: [Area; 7] = [Area::Reach, Area::Search, Area::Speed, Area::Access, Area::Trust, Area::Email, Area::Enquiry];

#[must_use]
pub fn area_id(area: Area) -> &'static str {
    match area {
        Area::Reach => "reach",
        Area::Search => "search",
        Area::Speed => "speed",
        Area::Access => "access",
        Area::Trust => "trust",
        Area::Email => "email",
        Area::Enquiry => "enquiry",
    }
}

impl Frame {
    /// Title and closings of the kinds that have their own; the scorecard's follow its findings.
    #[must_use]
    pub fn kind(&self, kind: MagnetKind) -> Option<&KindWords> {
        match kind {
            MagnetKind::Scorecard => None,
            MagnetKind::Checklist => Some(&self.checklist),
            MagnetKind::Playbook => Some(&self.playbook),
            MagnetKind::Calculator => Some(&self.calculator),
            MagnetKind::Swipe => Some(&self.swipe),
        }
    }

    #[must_use]
    pub fn area_label(&self, area: Area) -> &'static str {
        AREAS.iter().position(|one| *one == area).and_then(|at| self.areas.get(at)).copied().unwrap_or_default()
    }

    /// Who makes the repair, as told to this reader.
    #[must_use]
    pub fn who(&self, who: Who, role: Role) -> &'static str {
        let [you_editor, editor, you_developer, developer, you_host, host, you, owner] = self.who;
        match (who, role) {
            (Who::Editor, Role::Marketing | Role::Technical) => you_editor,
            (Who::Editor, _) => editor,
            (Who::Developer, Role::Technical) => you_developer,
            (Who::Developer, _) => developer,
            (Who::Host, Role::Technical) => you_host,
            (Who::Host, _) => host,
            (Who::Owner, Role::Head) => you,
            (Who::Owner, _) => owner,
        }
    }

    /// Every pattern of the frame.
    pub fn patterns(&self) -> impl Iterator<Item = &'static str> {
        let lines = [
            self.title,
            self.subtitle,
            self.praise_proof,
            self.praise_offers,
            self.heading_strengths,
            self.praise_description,
            self.praise_plain,
            self.closed,
            self.closing,
            self.closing_long,
            self.closing_short,
            self.closing_clean,
            self.read,
            self.heading_summary,
            self.heading_score,
            self.heading_priorities,
            self.heading_quick,
            self.heading_plan,
            self.heading_known,
            self.heading_given,
            self.heading_sender,
            self.heading_method,
            self.heading_appendix,
            self.heading_advice,
            self.heading_seen,
            self.heading_pages,
            self.score_legend,
            self.comparison,
            self.base_rate,
            self.score_detail,
            self.plan_quick,
            self.known_legend,
            self.given_legend,
            self.plan_week,
            self.plan_month,
            self.plan_after,
            self.plan_week_heading,
            self.plan_month_heading,
            self.plan_after_heading,
            self.plan_after_text,
            self.sender_sells,
            self.sender_audience,
            self.sender_proof,
            self.sender_free,
            self.sender_ask,
            self.greeting_warm,
            self.greeting_formal,
            self.method,
            self.method_marks,
            self.limits_heading,
            self.limits,
            self.limits_unmeasured,
            self.limits_unmeasured_alone,
            self.why_you,
            self.about,
            self.stop,
            self.from,
            self.undated,
            self.seen_plain,
        ];
        let kinds = [&self.checklist, &self.playbook, &self.calculator, &self.swipe].into_iter().flat_map(KindWords::lists);
        lines.into_iter().chain(kinds).flatten().map(|line| line.1).chain(self.labels.all()).chain(self.areas).chain(self.who)
    }
}

impl Labels {
    fn all(&self) -> [&'static str; 26] {
        [
            self.check,
            self.result,
            self.what_was_seen,
            self.page,
            self.passed,
            self.to_improve,
            self.does_not_apply,
            self.not_measured,
            self.overall,
            self.on_the_site,
            self.public_figures_from,
            self.year,
            self.as_told_to_us,
            self.offers,
            self.place,
            self.address,
            self.telephone,
            self.email,
            self.open,
            self.since,
            self.also_on,
            self.built_with,
            self.what_it_does,
            self.industry,
            self.people,
            self.for_whom,
        ]
    }
}
