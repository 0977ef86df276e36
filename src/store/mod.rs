//! All SQL and migrations: the only room that knows a database. One text serves SQLite and PostgreSQL.

pub mod accept;
pub mod alerts;
mod arg;
pub mod audit;
pub mod batches;
pub mod blueprints;
pub mod control;
pub mod credits;
pub mod db;
pub mod deliveries;
pub mod delivery_log;
pub mod dialect;
pub mod domains;
pub mod endpoints;
pub mod erase;
pub mod events;
pub mod export;
pub mod export_more;
pub mod figures;
pub mod golden_leads;
pub mod idempotency;
pub mod imports;
pub mod invitations;
pub mod jobs;
pub mod kept_answers;
pub mod keys;
pub mod leads;
pub mod links;
pub mod llm_calls;
pub mod magnets;
pub mod objects;
pub mod person;
pub mod person_requests;
pub mod privacy;
pub mod projects;
pub mod rate_windows;
pub mod removal;
pub mod resets;
pub mod retention;
pub mod review;
pub mod scrubbing;
pub mod search;
pub mod second_factors;
pub mod sender;
pub mod sessions;
pub mod setup;
pub mod site_drafts;
pub mod sources;
pub mod standings;
pub mod steps;
pub mod suppressions;
pub mod throttle;
pub mod usage;
pub mod users;
pub mod versions;
pub mod view_figures;
pub mod views;
pub mod words;
pub mod workspaces;
pub mod writer_settings;
pub mod writings;

pub use db::{Db, Tx};

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the database URL must begin with sqlite:// or postgres://")]
    BadUrl,
    #[error("another row has this value already")]
    Taken,
    /// Locked, full, gone, or out of connections: worth trying again.
    #[error("the database cannot be used right now: {0}")]
    Unavailable(sqlx::Error),
    #[error(transparent)]
    Migrate(#[from] sqlx::migrate::MigrateError),
    #[error("a stored value cannot be read: {0}")]
    Damaged(String),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The bucket of artefacts, with what it said: worth trying again.
    #[error("the object store cannot be used right now: {0}")]
    Objects(String),
    #[error(transparent)]
    Sql(sqlx::Error),
}

impl StoreError {
    /// The fault of our own disk or database, which may pass, and not of what was to be stored.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        use std::io::ErrorKind::{QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        match self {
            StoreError::Unavailable(_) | StoreError::Objects(_) => true,
            StoreError::Io(error) => matches!(error.kind(), StorageFull | QuotaExceeded | ReadOnlyFilesystem),
            _ => false,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(database) if database.is_unique_violation() => StoreError::Taken,
            sqlx::Error::Database(database) if dialect::is_unavailable(database.code().as_deref()) => StoreError::Unavailable(error),
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Io(_)
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Tls(_)
            | sqlx::Error::BeginFailed => StoreError::Unavailable(error),
            _ => StoreError::Sql(error),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        // Its own words may quote the value, and logs name nobody.
        StoreError::Damaged(format!("{:?} at line {} column {}", error.classify(), error.line(), error.column()))
    }
}

/// Reads a stored text as one of the model's types.
fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, StoreError>
where
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error: T::Err| StoreError::Damaged(format!("{}: {error}", std::any::type_name::<T>())))
}

#[cfg(test)]
mod tests {
    use super::StoreError;

    #[test]
    fn a_full_disk_is_told_from_a_fault_that_stays() {
        use std::io::{Error, ErrorKind};
        assert!(StoreError::Io(Error::from(ErrorKind::StorageFull)).is_passing());
        assert!(StoreError::Unavailable(sqlx::Error::PoolTimedOut).is_passing());
        assert!(!StoreError::Io(Error::from(ErrorKind::NotADirectory)).is_passing());
        assert!(!StoreError::Damaged("x".into()).is_passing());
    }
}
