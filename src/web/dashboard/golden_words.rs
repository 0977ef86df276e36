//! Measures of a document in a person's words, before beside after.

use crate::model::golden::Measures;

/// One measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureRow {
    pub label: &'static str,
    /// What would be good.
    pub hint: &'static str,
    pub before: String,
    pub after: String,
    pub changed: bool,
}

/// Every measure of two documents.
#[must_use]
pub fn rows(before: &Measures, after: &Measures) -> Vec<MeasureRow> {
    let row = |label, hint, of: &dyn Fn(&Measures) -> String| {
        let (before, after) = (of(before), of(after));
        MeasureRow { label, hint, changed: before != after, before, after }
    };
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), percent);
    vec![
        row("Words before the appendix", "450 to 900", &|one| one.words.to_string()),
        row("Words of a sentence", "at most 18 on average", &|one| format!("{:.1}", one.mean_sentence)),
        row("Reading grade (English)", "at most 9", &|one| one.grade.map_or_else(|| "–".into(), |grade| format!("{grade:.1}"))),
        row("Sentences with a fact of theirs", "at least 60 %", &|one| percent(one.specific)),
        row("Different facts of theirs", "at least 8", &|one| one.facts.to_string()),
        row("Graver findings that are told", "at least 95 %", &|one| share(one.coverage)),
        row("Sentences refused by the gate", "", &|one| format!("{} of {}", one.refused, one.sentences)),
        row("Sentences put in their place", "", &|one| one.replaced.to_string()),
        row("In common with another golden lead", "at most 35 %", &|one| share(one.shared)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_measured_is_a_dash_and_what_changed_is_marked() {
        let one = Measures {
            words: 612,
            mean_sentence: 12.34,
            grade: None,
            specific: 0.666,
            facts: 9,
            coverage: Some(1.0),
            sentences: 60,
            refused: 1,
            replaced: 1,
            shared: None,
        };
        let rows = rows(&one, &Measures { words: 500, ..one });
        let shown: Vec<&str> = rows.iter().map(|row| row.before.as_str()).collect();
        assert_eq!(shown, ["612", "12.3", "–", "67 %", "9", "100 %", "1 of 60", "1", "–"]);
        assert_eq!(rows.iter().filter(|row| row.changed).count(), 1);
    }
}
