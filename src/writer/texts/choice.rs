//! Which of the texts that could be told are told.

use crate::model::blueprint::Length;

use super::{After, Candidate, PAGES};

/// Fewest texts that fill the section by themselves.
const LEAST: usize = 8;

/// The kinds of text in the order of the section, each with how many of it stand in a short, a usual and a full document.
const SHARES: [(&str, [usize; 3]); 11] = [
    ("title", [2, 3, 5]),
    ("description", [1, 2, 4]),
    ("heading", [1, 1, 2]),
    ("link", [1, 1, 3]),
    ("button", [1, 1, 2]),
    ("alt", [1, 1, 3]),
    ("news", [1, 1, 2]),
    ("reply", [1, 1, 3]),
    ("about", [1, 1, 1]),
    ("signature", [0, 1, 1]),
    ("code", [1, 2, 5]),
];

/// Most titles of pages that share one, by length.
const ALIKE: [usize; 3] = [3, 6, 10];

/// As many of each kind as the length has room for; where few kinds have anything, more of those.
pub(super) fn chosen(all: Vec<Candidate<'_>>, length: Length) -> Vec<Candidate<'_>> {
    let at = match length {
        Length::Short => 0,
        Length::Standard => 1,
        Length::Full => 2,
    };
    let share = |candidate: &Candidate<'_>| if matches!(candidate.after, After::Code { .. }) { "code" } else { candidate.kind };
    // Pages that share a title are told apart only when each gets its own.
    let alike = all.iter().filter(|one| one.kind == "title" && one.note == "title_same").count().min(ALIKE[at]);
    let share_of = |kind: &str, shares: [usize; 3]| if kind == "title" { shares[at].max(alike) } else { shares[at] };
    let mut taken = vec![false; all.len()];
    for extra in 0..PAGES {
        for (kind, shares) in SHARES {
            let mut left = (share_of(kind, shares) + extra).saturating_sub(all.iter().zip(&taken).filter(|(one, taken)| **taken && share(one) == kind).count());
            for (_, taken) in all.iter().zip(taken.iter_mut()).filter(|(one, _)| share(one) == kind) {
                if left > 0 && !*taken {
                    *taken = true;
                    left -= 1;
                }
            }
        }
        if taken.iter().filter(|taken| **taken).count() >= LEAST {
            break;
        }
    }
    let order = |candidate: &Candidate<'_>| SHARES.iter().position(|(kind, _)| *kind == share(candidate)).unwrap_or(SHARES.len());
    let mut made: Vec<Candidate<'_>> = all.into_iter().zip(taken).filter(|(_, taken)| *taken).map(|(candidate, _)| candidate).collect();
    made.sort_by_key(order);
    made
}
