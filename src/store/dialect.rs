//! The few places where SQLite and PostgreSQL must differ.

use super::Db;

/// Suffix of the claim's inner select: PostgreSQL workers pass over rows that another one is claiming.
#[must_use]
pub fn skip_locked(db: &Db) -> &'static str {
    if db.is_postgres() { "FOR UPDATE SKIP LOCKED" } else { "" }
}

/// Error codes that mean "not now" rather than "wrong": SQLite's busy, locked, read-only, I/O error, full, cannot open (primary code in the low byte);
/// PostgreSQL's classes 08 (connection), 40 (rolled back), 53 (resources), 57 (operator) and 58 (system), a read-only database and a lock not granted.
#[must_use]
pub fn is_unavailable(code: Option<&str>) -> bool {
    let Some(code) = code else { return false };
    match code.parse::<i64>() {
        Ok(number) if code.len() < 5 => matches!(number & 0xff, 5 | 6 | 8 | 10 | 13 | 14),
        _ => matches!(code.get(..2), Some("08" | "40" | "53" | "57" | "58")) || matches!(code, "25006" | "55P03"),
    }
}

/// SQLite's codes for a file or table that another connection holds (primary code in the low byte).
#[must_use]
pub fn is_busy(code: Option<&str>) -> bool {
    code.and_then(|code| code.parse::<i64>().ok()).is_some_and(|number| matches!(number & 0xff, 5 | 6))
}

/// SQLite's codes for a file that is broken or no database (primary code in the low byte).
#[must_use]
pub fn is_damaged(code: Option<&str>) -> bool {
    code.and_then(|code| code.parse::<i64>().ok()).is_some_and(|number| matches!(number & 0xff, 11 | 26))
}
