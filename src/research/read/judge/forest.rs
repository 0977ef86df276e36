//! A table of trees as LightGBM trained them, and the share that a row of features gets from them.
//!
//! Format, little endian: `u16` number of trees; of each tree `u8` number of splits (fewer than 128), then of each split `u16` column, `f32` threshold
//! (left when the value is not greater), `i8` left, `i8` right (a split's number, or −1 − a leaf's), then of each leaf `f32` value.

/// Trees whose leaf values add up to log-odds.
#[derive(Debug, Default)]
pub struct Forest {
    splits: Vec<Split>,
    leaves: Vec<f32>,
    /// Of each tree its first split and its first leaf.
    trees: Vec<(usize, usize)>,
}

#[derive(Debug, Clone, Copy)]
struct Split {
    column: u16,
    threshold: f32,
    left: i8,
    right: i8,
}

struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*head)
    }
}

impl Forest {
    /// Reads a table; `None` when it is damaged.
    #[must_use]
    pub fn read(table: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(table);
        let mut forest = Self::default();
        for _ in 0..u16::from_le_bytes(bytes.take()?) {
            forest.trees.push((forest.splits.len(), forest.leaves.len()));
            let [count] = bytes.take()?;
            for number in 0..count {
                let column = u16::from_le_bytes(bytes.take()?);
                let threshold = f32::from_le_bytes(bytes.take()?);
                let [left, right] = bytes.take()?.map(|byte| i8::from_le_bytes([byte]));
                // a split leads on to later ones or to a leaf of its tree, so every walk ends
                if [left, right].iter().any(|next| {
                    if *next >= 0 {
                        *next <= i8::try_from(number).unwrap_or(i8::MAX) || *next >= i8::try_from(count).unwrap_or(0)
                    } else {
                        -1 - *next > i8::try_from(count).unwrap_or(0)
                    }
                }) {
                    return None;
                }
                forest.splits.push(Split { column, threshold, left, right });
            }
            for _ in 0..=count {
                forest.leaves.push(f32::from_le_bytes(bytes.take()?));
            }
        }
        Some(forest)
    }

    /// Without trees there is nothing to judge by.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.trees.is_empty()
    }

    /// Share of the block's words that is main text, 0–1.
    #[must_use]
    pub fn share(&self, row: &[f32]) -> f32 {
        let odds: f32 = self.trees.iter().map(|(split, leaf)| self.leaf(*split, *leaf, row)).sum();
        1.0 / (1.0 + (-odds).exp())
    }

    fn leaf(&self, first_split: usize, first_leaf: usize, row: &[f32]) -> f32 {
        let mut at = 0_i8;
        loop {
            let Some(split) = usize::try_from(at).ok().and_then(|at| self.splits.get(first_split + at)) else { return 0.0 };
            let value = row.get(usize::from(split.column)).copied().unwrap_or_default();
            at = if value <= split.threshold { split.left } else { split.right };
            if let Ok(leaf) = usize::try_from(-1 - i16::from(at)) {
                return self.leaves.get(first_leaf + leaf).copied().unwrap_or_default();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn table() -> Vec<u8> {
        let mut table = vec![1, 0, 2];
        for (column, threshold, left, right) in [(0_u16, 0.5_f32, -1_i8, 1_i8), (1, 2.0, -2, -3)] {
            table.extend(column.to_le_bytes());
            table.extend(threshold.to_le_bytes());
            table.extend([left.to_le_bytes()[0], right.to_le_bytes()[0]]);
        }
        for leaf in [-20.0_f32, 0.0, 20.0] {
            table.extend(leaf.to_le_bytes());
        }
        table
    }

    #[test]
    fn a_row_falls_into_its_leaf() {
        let forest = Forest::read(&table()).expect("a whole table");
        assert!(forest.share(&[0.0, 9.0]) < 0.01);
        assert!((forest.share(&[1.0, 2.0]) - 0.5).abs() < 0.01);
        assert!(forest.share(&[1.0, 3.0]) > 0.99);
        assert!(forest.share(&[]) < 0.01);
    }

    #[test]
    fn a_damaged_table_is_refused() {
        let table = table();
        assert!((0..table.len()).all(|length| Forest::read(&table[..length]).is_none()));
        let mut round = table;
        round[10] = 0; // the first split leads to itself
        assert!(Forest::read(&round).is_none());
    }
}
