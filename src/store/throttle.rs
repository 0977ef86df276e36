//! Failed logins and codes, counted before the answer is known: of many attempts at the same time each has its own number.

use super::StoreError;
use super::db::{Db, Tx, args};
use crate::model::throttle::{Failures, Subject};

/// Counts an attempt of all these subjects as a failure, unless one of them is blocked; then nothing is counted and the end of the block is returned.
pub async fn take_attempt(db: &Db, subjects: &[&Subject], now: i64) -> Result<Result<(), i64>, StoreError> {
    let mut tx = db.begin().await?;
    for subject in subjects {
        let key = subject.key();
        // The row is locked from here on: a second attempt waits for this one's count.
        tx.execute(
            "INSERT INTO login_failures (subject, failures, first_at, blocked_until) VALUES ($1, 0, $2, 0)
             ON CONFLICT (subject) DO UPDATE SET subject = excluded.subject",
            args![key, now],
        )
        .await?;
        let row: Option<(i64, i64, i64)> =
            tx.fetch_optional("SELECT failures, first_at, blocked_until FROM login_failures WHERE subject = $1", args![key]).await?;
        let before = row.map_or_else(Failures::default, |(failures, first_at, blocked_until)| Failures { failures, first_at, blocked_until });
        if before.blocked_until > now {
            return Ok(Err(before.blocked_until));
        }
        let after = subject.after_failure(before, now);
        tx.execute(
            "UPDATE login_failures SET failures = $2, first_at = $3, blocked_until = $4 WHERE subject = $1",
            args![key, after.failures, after.first_at, after.blocked_until],
        )
        .await?;
    }
    tx.commit().await?;
    Ok(Ok(()))
}

/// A success: the account's failures are forgotten.
pub async fn forget(tx: &mut Tx, account: &Subject) -> Result<(), StoreError> {
    tx.execute("DELETE FROM login_failures WHERE subject = $1", args![account.key()]).await?;
    Ok(())
}

/// A success: the address has one failure less than was counted for it, and its block (if this attempt made it) is lifted.
pub async fn take_back(tx: &mut Tx, address: &Subject) -> Result<(), StoreError> {
    tx.execute("UPDATE login_failures SET failures = failures - 1, blocked_until = 0 WHERE subject = $1 AND failures > 0", args![address.key()]).await?;
    Ok(())
}

/// Removes what counts no more: `before` is an instant in the past.
pub async fn sweep(db: &Db, before: i64) -> Result<(), StoreError> {
    db.execute("DELETE FROM login_failures WHERE first_at < $1 AND blocked_until < $1", args![before]).await?;
    Ok(())
}
