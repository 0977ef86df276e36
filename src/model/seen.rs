//! What the page's script reports, and when that proves a person: a token that names one view, a small sum over it, time in sight, and a hand that
//! moves. The server's own clock bounds what is believed.

use serde::{Deserialize, Serialize};

use super::usage::{ViewFacts, Visitor};
use super::visit::{Reason, Verdict};

/// Longest report, in bytes.
pub const REPORT_BYTES: usize = 2_048;
/// How long a token names its view, in milliseconds.
pub const TOKEN_MS: i64 = 24 * 3_600 * 1_000;
/// Shorter is no reading.
const GLANCE_MS: i64 = 2_000;
/// Somebody who does not move is believed after this time.
const STILL_MS: i64 = 10_000;
/// What clocks and networks may differ by.
const SLACK_MS: i64 = 2_000;
const SECTIONS: usize = 40;
const SECTION_CHARS: usize = 80;
const COUNT: u32 = 1_000;
/// Events that only somebody at the machine sets going.
const SIGNS: [&str; 5] = ["pointermove", "pointerdown", "touchmove", "wheel", "keydown"];

/// What the script sends.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Said {
    /// First, once the page is in sight: it wants a token.
    Hello(Hello),
    Report(Report),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hello {
    pub hello: u8,
}

/// The state of the page so far; each report takes the place of the one before.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub token: String,
    /// See [`proof`].
    pub proof: u32,
    /// Milliseconds in which the page was in sight.
    pub sight: i64,
    #[serde(default)]
    pub signs: Vec<String>,
    /// Ids of the sections that were in sight for two seconds.
    #[serde(default)]
    pub sections: Vec<String>,
    /// Source cards opened.
    #[serde(default)]
    pub sources: u32,
    /// Boxes of the checklist that are ticked.
    #[serde(default)]
    pub ticks: u32,
    /// Clicks on a call to action that is a mail address.
    #[serde(default)]
    pub mails: u32,
    /// `navigator.webdriver` (WebDriver, 4).
    #[serde(default)]
    pub driven: bool,
    /// The browser's window has a size.
    #[serde(default)]
    pub window: bool,
    /// The page is being left, or is no longer in sight.
    #[serde(default)]
    pub gone: bool,
}

/// A report as it is believed, for the view that its token named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seen {
    pub dwell_ms: i64,
    pub sections: Vec<String>,
    pub sources: u32,
    pub ticks: u32,
    pub mails: u32,
    moved: bool,
    driven: bool,
    gone: bool,
}

/// FNV-1a with 32 bits over the token's bytes: what a script has to work out.
#[must_use]
pub fn proof(token: &str) -> u32 {
    token.bytes().fold(2_166_136_261, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619))
}

impl Report {
    /// What of it is believed, `elapsed_ms` after its token was given out. `None` where the proof is wrong.
    #[must_use]
    pub fn believed(self, elapsed_ms: i64) -> Option<Seen> {
        if self.proof != proof(&self.token) || self.sight < 0 {
            return None;
        }
        let moved = self.signs.iter().any(|sign| SIGNS.contains(&sign.as_str()));
        let is_id =
            |id: &String| !id.is_empty() && id.len() <= SECTION_CHARS && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        let mut sections: Vec<String> = self.sections.into_iter().filter(is_id).take(SECTIONS).collect();
        sections.sort();
        sections.dedup();
        Some(Seen {
            dwell_ms: self.sight.min(elapsed_ms.saturating_add(SLACK_MS)).max(0),
            sections,
            sources: self.sources.min(COUNT),
            ticks: self.ticks.min(COUNT),
            mails: self.mails.min(COUNT),
            moved,
            // Views inside of other programs may have no window of their own; somebody may still read in them.
            driven: self.driven || (!self.window && !moved),
            gone: self.gone,
        })
    }
}

impl Seen {
    /// What the report makes of a view that stands as `before`; `None` where it changes nothing.
    #[must_use]
    pub fn verdict(&self, before: &Verdict) -> Option<Verdict> {
        if before.is_firm() {
            return None;
        }
        if self.driven {
            return Some(Verdict::new(Visitor::Scanner, &[Reason::Headless, Reason::Script]));
        }
        if self.moved && self.dwell_ms >= GLANCE_MS {
            return Some(Verdict::new(Visitor::Human, &[Reason::Interaction, Reason::InSight, Reason::Script]));
        }
        if self.dwell_ms >= STILL_MS && !before.is_doubted() {
            return Some(Verdict::new(Visitor::Human, &[Reason::InSight, Reason::Script]));
        }
        let instant = self.gone && !self.moved && self.dwell_ms < GLANCE_MS && before.class == Visitor::Unknown;
        instant.then(|| Verdict::new(Visitor::Scanner, &[Reason::Instant, Reason::Script]))
    }

    /// Adds what it tells to what is known; nothing is ever taken away. Returns the time in sight.
    pub fn add_to(&self, facts: &mut ViewFacts, dwell_ms: i64) -> i64 {
        facts.sections.extend(self.sections.iter().cloned());
        facts.sections.sort();
        facts.sections.dedup();
        facts.sections.truncate(SECTIONS);
        facts.sources = facts.sources.max(self.sources);
        facts.ticks = facts.ticks.max(self.ticks);
        facts.mails = facts.mails.max(self.mails);
        dwell_ms.max(self.dwell_ms)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn report(sight: i64, signs: &[&str]) -> Report {
        let token = "view.1.abc".to_owned();
        Report {
            proof: proof(&token),
            token,
            sight,
            signs: signs.iter().map(|sign| (*sign).to_owned()).collect(),
            sections: vec!["summary".into(), "<b>".into(), "summary".into()],
            sources: 3,
            ticks: u32::MAX,
            mails: 0,
            driven: false,
            window: true,
            gone: false,
        }
    }

    fn class(report: Report, before: &Verdict) -> Option<Visitor> {
        report.believed(60_000).unwrap().verdict(before).map(|verdict| verdict.class)
    }

    #[test]
    fn the_sum_is_that_of_the_page_s_script() {
        // Test vectors of draft-eastlake-fnv: "", "a", "foobar".
        assert_eq!([proof(""), proof("a"), proof("foobar")], [0x811c_9dc5, 0xe40c_292c, 0xbf9c_f968]);
        assert_eq!(Report { proof: 1, ..report(5_000, &[]) }.believed(60_000), None);
    }

    #[test]
    fn a_hand_that_moves_proves_a_person_and_a_browser_that_is_driven_never_does() {
        let unknown = Verdict::new(Visitor::Unknown, &[Reason::NoProof]);
        let doubted = Verdict::new(Visitor::Scanner, &[Reason::Network]);
        assert_eq!(class(report(2_000, &["wheel"]), &unknown), Some(Visitor::Human));
        assert_eq!(class(report(2_000, &["wheel"]), &doubted), Some(Visitor::Human));
        assert_eq!(class(report(12_000, &[]), &unknown), Some(Visitor::Human));
        assert_eq!(class(report(12_000, &[]), &doubted), None);
        assert_eq!(class(report(5_000, &["scroll", "load"]), &unknown), None);
        assert_eq!(class(Report { gone: true, ..report(400, &[]) }, &unknown), Some(Visitor::Scanner));
        assert_eq!(class(Report { driven: true, ..report(60_000, &["wheel"]) }, &unknown), Some(Visitor::Scanner));
        assert_eq!(class(Report { window: false, ..report(60_000, &[]) }, &unknown), Some(Visitor::Scanner));
        let firm = Verdict::new(Visitor::Scanner, &[Reason::Agent]);
        assert_eq!(class(report(60_000, &["wheel"]), &firm), None);
    }

    #[test]
    fn no_more_is_believed_than_the_server_s_clock_allows() {
        let seen = report(900_000, &[]).believed(3_000).unwrap();
        assert_eq!((seen.dwell_ms, seen.sections.as_slice(), seen.ticks), (5_000, ["summary".to_owned()].as_slice(), 1_000));
        let mut facts = ViewFacts::default();
        assert_eq!(seen.add_to(&mut facts, 9_000), 9_000);
        assert_eq!((facts.sections.len(), facts.sources, facts.ticks), (1, 3, 1_000));
    }
}
