//! A private PostgreSQL database per test, on the server that `./test` starts and names in `MAGNETITE_TEST_POSTGRES`.

use std::sync::atomic::{AtomicU32, Ordering};

use magnetite::store::Db;
use magnetite::store::db::Arg;

/// Makes an empty database and returns its URL.
pub async fn fresh() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let server =
        std::env::var("MAGNETITE_TEST_POSTGRES").expect("no PostgreSQL for the tests: run ./test, which starts a private one, or set MAGNETITE_TEST_POSTGRES");
    let name = format!("t{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let admin = Db::open(&format!("{server}/postgres"), false).await.expect("the test PostgreSQL does not answer");
    admin.execute(&format!("CREATE DATABASE {name}"), Vec::<Arg>::new()).await.unwrap();
    admin.close().await;
    format!("{server}/{name}")
}
