//! Golden leads: the leads that a project keeps to try a change of blueprint or offer on, and what is measured of their documents.

use serde::Serialize;
use utoipa::ToSchema;

/// Most golden leads of a project.
pub const GOLDEN_MAX: usize = 20;

/// Measures of one document.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Measures {
    /// Before the appendix.
    #[schema(minimum = 0)]
    pub words: usize,
    /// Words of a sentence, on average.
    pub mean_sentence: f64,
    /// Flesch–Kincaid grade of reading; null in other languages than English, which the formula was not made for.
    #[schema(required)]
    pub grade: Option<f64>,
    /// Share of the sentences that hold a fact of the prospect, 0–1.
    pub specific: f64,
    /// Different facts of the prospect in summary and priorities.
    #[schema(minimum = 0)]
    pub facts: usize,
    /// Share of findings of medium severity and above that are told, 0–1; null where there are none.
    #[schema(required)]
    pub coverage: Option<f64>,
    /// Sentences that went through the gate, were refused by it, were replaced.
    #[schema(minimum = 0)]
    pub sentences: u32,
    #[schema(minimum = 0)]
    pub refused: u32,
    #[schema(minimum = 0)]
    pub replaced: u32,
    /// Largest share of its runs of five words that it has in common with the document of another golden lead, 0–1; null where there is no other.
    #[schema(required)]
    pub shared: Option<f64>,
}

impl Measures {
    /// The mean of each measure, counts rounded; `shared` is the largest. `None` of none.
    #[must_use]
    pub fn together(all: &[Measures]) -> Option<Measures> {
        if all.is_empty() {
            return None;
        }
        let count = u32::try_from(all.len()).map_or(1.0, f64::from);
        let mean = |of: fn(&Measures) -> f64| all.iter().map(of).sum::<f64>() / count;
        let some = |of: fn(&Measures) -> Option<f64>| {
            let known: Vec<f64> = all.iter().filter_map(of).collect();
            let count = u32::try_from(known.len()).map_or(1.0, f64::from);
            (!known.is_empty()).then(|| known.iter().sum::<f64>() / count)
        };
        let whole = |of: fn(&Measures) -> usize| (all.iter().map(of).sum::<usize>() + all.len() / 2) / all.len();
        Some(Measures {
            words: whole(|one| one.words),
            mean_sentence: mean(|one| one.mean_sentence),
            grade: some(|one| one.grade),
            specific: mean(|one| one.specific),
            facts: whole(|one| one.facts),
            coverage: some(|one| one.coverage),
            sentences: all.iter().fold(0, |sum, one| sum.saturating_add(one.sentences)),
            refused: all.iter().fold(0, |sum, one| sum.saturating_add(one.refused)),
            replaced: all.iter().fold(0, |sum, one| sum.saturating_add(one.replaced)),
            shared: all.iter().filter_map(|one| one.shared).max_by(f64::total_cmp),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_are_of_what_is_known_and_counts_of_the_gate_are_sums() {
        let one = Measures {
            words: 500,
            mean_sentence: 12.0,
            grade: Some(7.0),
            specific: 0.6,
            facts: 9,
            coverage: None,
            sentences: 60,
            refused: 1,
            replaced: 1,
            shared: Some(0.2),
        };
        let two = Measures { words: 601, grade: None, coverage: Some(0.9), refused: 0, shared: Some(0.3), ..one };
        let both = Measures::together(&[one, two]).unwrap_or(one);
        assert_eq!((both.words, both.facts, both.sentences, both.refused), (551, 9, 120, 1));
        assert_eq!((both.grade, both.coverage, both.shared), (Some(7.0), Some(0.9), Some(0.3)));
        assert_eq!(Measures::together(&[]), None);
    }
}
