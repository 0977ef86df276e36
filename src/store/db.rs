//! Both databases behind one small interface: SQLite inside the process (one writer, several readers) or PostgreSQL.
//! The only file that names the two pools; every other file of this room writes one SQL text with `$1` placeholders.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, FromRow, Postgres, SqlStr, Sqlite, Transaction};

pub use super::arg::Arg;
use super::{StoreError, dialect};

/// Longest wait for a connection.
const ACQUIRE: Duration = Duration::from_secs(10);
/// How often opening and migrating is tried on SQLite while another process does the same, and the wait between.
const TRIES: usize = 10;
const TRY_WAIT: Duration = Duration::from_millis(200);
/// Longest wait of [`Db::open_light`] for a connection or another writer: who asks can do without.
const LIGHT_WAIT: Duration = Duration::from_secs(1);

/// `args![a, b]`: values for `$1`, `$2`, …
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::store::db::Arg::from($value)),*] };
}
pub(crate) use args;

/// A row type that both drivers can fill.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

#[derive(Debug, Clone)]
pub struct Db {
    pools: Pools,
    /// How often this process has written.
    writes: Arc<AtomicU64>,
    /// Texts of the statements run so far; kept only where the conformance suite asks for it.
    seen: Option<Arc<Mutex<BTreeSet<String>>>>,
}

#[derive(Debug, Clone)]
enum Pools {
    Sqlite { writer: SqlitePool, readers: SqlitePool },
    Postgres(PgPool),
}

/// An open write transaction. Dropped without [`Tx::commit`], it rolls back.
pub struct Tx {
    inner: Inner,
    writes: Arc<AtomicU64>,
    seen: Option<Arc<Mutex<BTreeSet<String>>>>,
}

enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Binds every argument to a query of either driver.
macro_rules! bind_all {
    ($query:expr, $args:expr) => {{
        let mut query = $query;
        for arg in $args {
            query = match arg {
                Arg::Text(value) => query.bind(value),
                Arg::Int(value) => query.bind(value),
                Arg::Bool(value) => query.bind(value),
                Arg::Bytes(value) => query.bind(value),
            };
        }
        query
    }};
}

impl Db {
    /// Opens `sqlite:///path/to/file.db` or `postgres://…`.
    ///
    /// # Errors
    /// When the URL is neither, or the database cannot be reached within 10 s.
    pub async fn open(url: &str, record: bool) -> Result<Self, StoreError> {
        let pools = if let Some(path) = url.strip_prefix("sqlite://") {
            Self::open_sqlite(Path::new(path)).await?
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Self::open_postgres(url).await?
        } else {
            return Err(StoreError::BadUrl);
        };
        Ok(Self { pools, writes: Arc::default(), seen: record.then(Arc::default) })
    }

    /// Waits for a lock no longer than SQLite does: a locked table is an error to be told, not a request that hangs.
    async fn open_postgres(url: &str) -> Result<Pools, StoreError> {
        let options = PgConnectOptions::from_str(url)?.options([("lock_timeout", "5s")]);
        // The pool would try again and in the end say only that time ran out; one connection says why it cannot be made.
        let first = tokio::time::timeout(ACQUIRE, options.connect()).await.map_err(|_| sqlx::Error::PoolTimedOut)??;
        first.close().await?;
        Ok(Pools::Postgres(PgPoolOptions::new().max_connections(16).acquire_timeout(ACQUIRE).connect_with(options).await?))
    }

    /// WAL with full synchronisation: what was committed survives a power cut.
    async fn open_sqlite(path: &Path) -> Result<Pools, StoreError> {
        let options = SqliteConnectOptions::from_str("sqlite://")?
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What is deleted is overwritten with zeros; `scrub` does the rest.
            .pragma("secure_delete", "ON")
            .statement_cache_capacity(256)
            .busy_timeout(Duration::from_secs(5));
        make_sqlite(&options).await?;
        // After a failed COMMIT (a full disk) SQLite has ended the transaction and the driver has not: that connection would refuse every later one.
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .before_acquire(|connection, _| Box::pin(std::future::ready(Ok(!connection.is_in_transaction()))))
            .acquire_timeout(ACQUIRE)
            .connect_with(options.clone())
            .await?;
        let readers = SqlitePoolOptions::new().max_connections(4).acquire_timeout(ACQUIRE).connect_with(options.pragma("query_only", "ON")).await?;
        Ok(Pools::Sqlite { writer, readers })
    }

    /// A second way in, for what is written at every request and may be lost by a power cut, never by the end of the process: no flush is waited for.
    /// PostgreSQL: the same database through connections of its own. SQLite: the file `path`, so that nobody waits for the main file's writer;
    /// `schema` makes its tables, and a damaged file is thrown away and begun anew.
    ///
    /// # Errors
    /// When the file can be neither used nor made.
    pub async fn open_light(&self, path: &Path, schema: &'static str) -> Result<Self, StoreError> {
        let pools = match &self.pools {
            Pools::Sqlite { .. } => match open_light_sqlite(path, schema).await {
                Err(StoreError::Damaged(error)) => {
                    tracing::error!(%error, "{} is damaged and is begun anew", path.display());
                    for ending in ["", "-wal", "-shm"] {
                        let mut name = path.as_os_str().to_owned();
                        name.push(ending);
                        match std::fs::remove_file(name) {
                            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
                            _ => {}
                        }
                    }
                    open_light_sqlite(path, schema).await?
                }
                opened => opened?,
            },
            Pools::Postgres(pool) => {
                let options = (*pool.connect_options()).clone().options([("synchronous_commit", "off")]);
                Pools::Postgres(PgPoolOptions::new().max_connections(4).acquire_timeout(LIGHT_WAIT).connect_lazy_with(options))
            }
        };
        Ok(Self { pools, writes: Arc::default(), seen: self.seen.clone() })
    }

    /// How often this process has written. What was read is as it was read while this number stays, unless another process wrote.
    #[must_use]
    pub fn writes(&self) -> u64 {
        self.writes.load(Ordering::Acquire)
    }

    #[must_use]
    pub fn is_postgres(&self) -> bool {
        matches!(self.pools, Pools::Postgres(_))
    }

    /// Runs the migrations of this database that have not run yet; returns how many.
    pub async fn migrate(&self) -> Result<usize, StoreError> {
        let before = self.applied().await;
        match &self.pools {
            Pools::Sqlite { writer, .. } => migrate_sqlite(writer).await?,
            Pools::Postgres(pool) => migrator(&POSTGRES).run(pool).await?,
        }
        Ok(self.applied().await.saturating_sub(before))
    }

    async fn applied(&self) -> usize {
        let rows = self.fetch_all::<(i64,)>("SELECT version FROM _sqlx_migrations", args![]).await;
        rows.map_or(0, |rows| rows.len())
    }

    /// Begins a write transaction (`BEGIN IMMEDIATE` on SQLite: there is one writer).
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let inner = match &self.pools {
            Pools::Sqlite { writer, .. } => Inner::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres(pool) => Inner::Postgres(pool.begin().await?),
        };
        Ok(Tx { inner, writes: self.writes.clone(), seen: self.seen.clone() })
    }

    /// Reads rows without touching the write lock.
    pub async fn fetch_all<R: Row>(&self, sql: &str, args: Vec<Arg>) -> Result<Vec<R>, StoreError> {
        note(self.seen.as_ref(), sql);
        let sql = AssertSqlSafe(sql);
        Ok(match &self.pools {
            Pools::Sqlite { readers, .. } => bind_all!(sqlx::query_as(sql), args).fetch_all(readers).await?,
            Pools::Postgres(pool) => bind_all!(sqlx::query_as(sql), args).fetch_all(pool).await?,
        })
    }

    /// Reads at most one row without touching the write lock.
    pub async fn fetch_optional<R: Row>(&self, sql: &str, args: Vec<Arg>) -> Result<Option<R>, StoreError> {
        note(self.seen.as_ref(), sql);
        let sql = AssertSqlSafe(sql);
        Ok(match &self.pools {
            Pools::Sqlite { readers, .. } => bind_all!(sqlx::query_as(sql), args).fetch_optional(readers).await?,
            Pools::Postgres(pool) => bind_all!(sqlx::query_as(sql), args).fetch_optional(pool).await?,
        })
    }

    /// One writing statement in a transaction of its own; returns the rows it changed.
    pub async fn execute(&self, sql: &str, args: Vec<Arg>) -> Result<u64, StoreError> {
        note(self.seen.as_ref(), sql);
        let sql = AssertSqlSafe(sql);
        // One that fails, or is given up, may have written as well.
        let _written = Written(&self.writes);
        Ok(match &self.pools {
            Pools::Sqlite { writer, .. } => bind_all!(sqlx::query(sql), args).execute(writer).await?.rows_affected(),
            Pools::Postgres(pool) => bind_all!(sqlx::query(sql), args).execute(pool).await?.rows_affected(),
        })
    }

    /// One writing statement with `RETURNING`, in a transaction of its own.
    pub async fn execute_returning<R: Row>(&self, sql: &str, args: Vec<Arg>) -> Result<Option<R>, StoreError> {
        note(self.seen.as_ref(), sql);
        let sql = AssertSqlSafe(sql);
        let _written = Written(&self.writes);
        Ok(match &self.pools {
            Pools::Sqlite { writer, .. } => {
                // The driver stops at the first row and tells nothing of a commit that fails after it (a full disk): commit by hand.
                let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
                let row = bind_all!(sqlx::query_as(sql), args).fetch_optional(&mut *tx).await?;
                tx.commit().await?;
                row
            }
            Pools::Postgres(pool) => bind_all!(sqlx::query_as(sql), args).fetch_optional(pool).await?,
        })
    }

    /// Builds the file's pages anew from the rows that are left (`VACUUM`); nobody writes meanwhile. PostgreSQL does this by itself, table by table
    /// (`docs/guides/privacy.md`).
    ///
    /// # Errors
    /// When there is no room for the copy, or another process holds the file.
    pub async fn build_anew(&self) -> Result<(), StoreError> {
        if let Pools::Sqlite { writer, .. } = &self.pools {
            sqlx::query("VACUUM").execute(writer).await?;
        }
        Ok(())
    }

    /// Empties the write-ahead log into the file and cuts it to nothing. False when a reader stood in the way: then once more, later.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn empty_log(&self) -> Result<bool, StoreError> {
        let Pools::Sqlite { writer, .. } = &self.pools else { return Ok(true) };
        let (busy, ..): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(writer).await?;
        Ok(busy == 0)
    }

    /// Bytes of the SQLite file; 0 for PostgreSQL, where nothing has to be scrubbed.
    pub async fn file_bytes(&self) -> Result<i64, StoreError> {
        let Pools::Sqlite { readers, .. } = &self.pools else { return Ok(0) };
        let (pages,): (i64,) = sqlx::query_as("PRAGMA page_count").fetch_one(readers).await?;
        let (page_bytes,): (i64,) = sqlx::query_as("PRAGMA page_size").fetch_one(readers).await?;
        Ok(pages * page_bytes)
    }

    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    /// Texts of the statements run so far, where recording was asked for.
    #[must_use]
    pub fn seen(&self) -> BTreeSet<String> {
        self.seen.as_ref().and_then(|seen| seen.lock().ok().map(|seen| seen.clone())).unwrap_or_default()
    }
}

impl Tx {
    pub async fn execute(&mut self, sql: &str, args: Vec<Arg>) -> Result<u64, StoreError> {
        note(self.seen.as_ref(), sql);
        let sql = AssertSqlSafe(sql);
        Ok(match &mut self.inner {
            Inner::Sqlite(tx) => bind_all!(sqlx::query(sql), args).execute(&mut **tx).await?.rows_affected(),
            Inner::Postgres(tx) => bind_all!(sqlx::query(sql), args).execute(&mut **tx).await?.rows_affected(),
        })
    }

    pub async fn fetch_all<R: Row>(&mut self, sql: &str, args: Vec<Arg>) -> Result<Vec<R>, StoreError> {
        note(self.seen.as_ref(), sql);
        let sql = AssertSqlSafe(sql);
        Ok(match &mut self.inner {
            Inner::Sqlite(tx) => bind_all!(sqlx::query_as(sql), args).fetch_all(&mut **tx).await?,
            Inner::Postgres(tx) => bind_all!(sqlx::query_as(sql), args).fetch_all(&mut **tx).await?,
        })
    }

    pub async fn fetch_optional<R: Row>(&mut self, sql: &str, args: Vec<Arg>) -> Result<Option<R>, StoreError> {
        note(self.seen.as_ref(), sql);
        let sql = AssertSqlSafe(sql);
        Ok(match &mut self.inner {
            Inner::Sqlite(tx) => bind_all!(sqlx::query_as(sql), args).fetch_optional(&mut **tx).await?,
            Inner::Postgres(tx) => bind_all!(sqlx::query_as(sql), args).fetch_optional(&mut **tx).await?,
        })
    }

    pub async fn commit(self) -> Result<(), StoreError> {
        let _written = Written(&self.writes);
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

/// Counts a write when it has ended, well or not.
struct Written<'a>(&'a AtomicU64);

impl Drop for Written<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Release);
    }
}

/// Of several processes that open a new file at once, one turns it to WAL. SQLite lets nobody wait for that.
async fn make_sqlite(options: &SqliteConnectOptions) -> Result<(), sqlx::Error> {
    for _ in 1..TRIES {
        match options.connect().await {
            Err(sqlx::Error::Database(error)) if dialect::is_busy(error.code().as_deref()) => tokio::time::sleep(TRY_WAIT).await,
            made => return made?.close().await,
        }
    }
    options.connect().await?.close().await
}

/// `Damaged` when the file is none of SQLite's, or not in order.
async fn open_light_sqlite(path: &Path, schema: &'static str) -> Result<Pools, StoreError> {
    let damaged = |error: sqlx::Error| match &error {
        sqlx::Error::Database(database) if dialect::is_damaged(database.code().as_deref()) => StoreError::Damaged(error.to_string()),
        _ => error.into(),
    };
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Off)
        .busy_timeout(LIGHT_WAIT);
    let writer = SqlitePoolOptions::new().max_connections(1).acquire_timeout(LIGHT_WAIT).connect_with(options.clone()).await.map_err(damaged)?;
    let (state,): (String,) = sqlx::query_as("PRAGMA quick_check(1)").fetch_one(&writer).await.map_err(damaged)?;
    if state != "ok" {
        writer.close().await;
        return Err(StoreError::Damaged(state));
    }
    sqlx::query(schema).execute(&writer).await.map_err(damaged)?;
    let readers = SqlitePoolOptions::new().max_connections(2).acquire_timeout(LIGHT_WAIT).connect_lazy_with(options.pragma("query_only", "ON"));
    Ok(Pools::Sqlite { writer, readers })
}

/// Forward only; equal numbers and names on both sides.
const SQLITE: [(i64, &str, &str); 8] = [
    (1, "first", include_str!("../../migrations/sqlite/0001_first.sql")),
    (2, "dashboard", include_str!("../../migrations/sqlite/0002_dashboard.sql")),
    (3, "platform", include_str!("../../migrations/sqlite/0003_platform.sql")),
    (4, "research", include_str!("../../migrations/sqlite/0004_research.sql")),
    (5, "writing", include_str!("../../migrations/sqlite/0005_writing.sql")),
    (6, "links", include_str!("../../migrations/sqlite/0006_links.sql")),
    (7, "views", include_str!("../../migrations/sqlite/0007_views.sql")),
    (8, "rights", include_str!("../../migrations/sqlite/0008_rights.sql")),
];
const POSTGRES: [(i64, &str, &str); 8] = [
    (1, "first", include_str!("../../migrations/postgres/0001_first.sql")),
    (2, "dashboard", include_str!("../../migrations/postgres/0002_dashboard.sql")),
    (3, "platform", include_str!("../../migrations/postgres/0003_platform.sql")),
    (4, "research", include_str!("../../migrations/postgres/0004_research.sql")),
    (5, "writing", include_str!("../../migrations/postgres/0005_writing.sql")),
    (6, "links", include_str!("../../migrations/postgres/0006_links.sql")),
    (7, "views", include_str!("../../migrations/postgres/0007_views.sql")),
    (8, "rights", include_str!("../../migrations/postgres/0008_rights.sql")),
];

fn migrator(texts: &[(i64, &'static str, &'static str)]) -> Migrator {
    let migrations = texts
        .iter()
        .map(|(version, name, sql)| Migration::new(*version, Cow::Borrowed(*name), MigrationType::Simple, SqlStr::from_static(sql), false))
        .collect();
    Migrator::with_migrations(migrations)
}

/// SQLite has no lock for migrations: of two processes that start on an empty folder one comes too late, and finds everything done the next time it looks.
async fn migrate_sqlite(writer: &SqlitePool) -> Result<(), StoreError> {
    for _ in 1..TRIES {
        match migrator(&SQLITE).run(writer).await {
            Err(sqlx::migrate::MigrateError::Execute(_) | sqlx::migrate::MigrateError::ExecuteMigration(..)) => tokio::time::sleep(TRY_WAIT).await,
            done => return Ok(done?),
        }
    }
    Ok(migrator(&SQLITE).run(writer).await?)
}

fn note(seen: Option<&Arc<Mutex<BTreeSet<String>>>>, sql: &str) {
    if let Some(mut seen) = seen.and_then(|seen| seen.lock().ok()) {
        seen.insert(sql.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}
