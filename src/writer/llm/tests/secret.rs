//! The key of a model goes to its server and nowhere else: no log line at any level, no error, no row for the ledger, no document and no debug print has it.

use std::fmt::Debug;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::super::test;
use super::*;
use crate::model::llm::CallOutcome;
use crate::writer::testing::joinery;

/// As `with_model` sends it.
const KEY: &str = "sk-secret-key";

/// Keeps all that is logged while it is set, at every level, ours and the libraries'.
struct Log(Arc<Mutex<String>>);

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push_str(&format!("{field}={value:?} "));
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut Fields(&mut self.0.lock().unwrap()));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Fields(&mut self.0.lock().unwrap()));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut log = self.0.lock().unwrap();
        log.push_str(&format!("\n{} {}: ", event.metadata().level(), event.metadata().target()));
        event.record(&mut Fields(&mut log));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

type Plays = Vec<(CallOutcome, Box<dyn Fn(&Seen) -> Play + Send + Sync>)>;

/// A success, and each way to fail; servers that repeat the key wherever they can say something.
fn plays(provider: Provider) -> Plays {
    let repeat = |status: u16| move |_: &Seen| Play::Answer(status, format!("Retry-After: {KEY}\r\nX-Key: {KEY}\r\n"), format!("Bearer {KEY}").into_bytes());
    let answered = move |seen: &Seen, more: &str| says(provider, &answer(&shown(&seen.user()), |claim| vec![format!("{}{more}", claim.statement)]));
    vec![
        (CallOutcome::Ok, Box::new(move |seen| answered(seen, ""))),
        (CallOutcome::Ok, Box::new(move |seen| answered(seen, &format!(" It is {KEY}.")))),
        (CallOutcome::Malformed, Box::new(move |_| says(provider, KEY))),
        (CallOutcome::Malformed, Box::new(repeat(200))),
        (CallOutcome::Malformed, Box::new(|_| Play::Raw(format!("{KEY}\r\n\r\n").into_bytes()))),
        (CallOutcome::Unauthorized, Box::new(repeat(401))),
        (CallOutcome::NotFound, Box::new(repeat(404))),
        (CallOutcome::RateLimited, Box::new(repeat(429))),
        (CallOutcome::Overloaded, Box::new(repeat(529))),
        (CallOutcome::HttpError, Box::new(repeat(500))),
        (CallOutcome::HttpError, Box::new(|_| Play::Answer(302, format!("Location: http://{KEY}.example/\r\n"), Vec::new()))),
        (CallOutcome::Cut, Box::new(|_| Play::Raw(format!("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n{KEY}").into_bytes()))),
        (CallOutcome::Length, Box::new(move |_| Play::Answer(200, json_type(), recorded(provider, "length").into_bytes()))),
        (CallOutcome::TooLarge, Box::new(|_| Play::Endless)),
        (CallOutcome::Timeout, Box::new(|_| Play::Stall)),
    ]
}

#[tokio::test]
async fn the_key_is_in_no_log_line_no_error_no_ledger_and_no_debug_print() {
    let log: Arc<Mutex<String>> = Arc::default();
    let _kept = tracing::subscriber::set_default(Log(log.clone()));
    let terms = Terms { deadline: Duration::from_millis(1_200), ..TERMS };
    let case = joinery();
    for provider in Provider::ALL {
        for (expected, play) in plays(provider) {
            // Tests beside this one, without a log, may have been the first to pass a log line, which would stay silent.
            tracing::callsite::rebuild_interest_cache();
            let server = Server::start(move |_, seen| play(seen));
            let settings = settings(provider, server.address);
            let (said, heard) = with_model(&settings, &terms, async |model| {
                let (written, tested) = (write(&case.brief(), model).await, test(model).await);
                let document = serde_json::to_string(&written.document).unwrap();
                format!("{model:?} {settings:?} {written:?} {tested:?} {document} {:?}", written.fell_back)
            })
            .await;
            assert_eq!(heard.first().map(|call| call.outcome), Some(expected), "{provider:?}");
            assert!(!said.contains(KEY) && !format!("{heard:?}").contains(KEY), "{provider:?} {expected:?}");
            assert!(server.seen.lock().unwrap().iter().all(|seen| seen.head.contains(KEY)), "it was sent");
        }
        let (_held, free) = away();
        for terms in [&terms, &Terms { private_ok: false, ..terms }] {
            let settings = settings(provider, free);
            let (said, heard) = with_model(&settings, terms, async |model| format!("{:?}", write(&case.brief(), model).await)).await;
            assert!(!heard.is_empty() && !format!("{said} {heard:?}").contains(KEY), "{provider:?}");
        }
    }
    let log = log.lock().unwrap();
    assert!(log.contains("a call to the model ended") && log.contains("llm.outcome=\"rate_limited\""), "the log was not read");
    assert!(!log.contains(KEY) && !log.contains("secret-key"));
}
