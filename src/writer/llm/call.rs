//! One question to the model: at most two attempts within the deadline that all share, each one recorded, whatever came of it.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use bytes::Bytes;
use magnetite_fetch::{CallLimits, FetchError, Posted};
use tokio::time::{Instant, sleep};
use url::Url;

use super::Model;
use super::dialects::{self, Dialect, Request, Stop};
use crate::model::llm::{Call, CallOutcome, Purpose};

/// Attempts at one question.
const ATTEMPTS: u32 = 2;
/// Share of the time left, in tenths, that an attempt with another behind it may use.
const FIRST_TENTHS: u32 = 6;
/// Wait before the second attempt where the server names none; never more than a twentieth of the deadline.
const WAIT: Duration = Duration::from_secs(1);
/// Bytes of an answer beyond those of its tokens.
const ENVELOPE_BYTES: u32 = 64 * 1024;
/// A token in JSON, escaped, with room.
const TOKEN_BYTES: u32 = 24;

/// What is asked: the rules, the plan, and the shape and size of the answer.
#[derive(Debug, Clone)]
pub struct Question {
    pub purpose: Purpose,
    pub system: String,
    pub user: String,
    pub schema: serde_json::Value,
    /// The same for this question alone, where the dialect takes one.
    pub narrow: Option<serde_json::Value>,
    /// Most tokens of the answer.
    pub output_max: u32,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Miss {
    /// Too few tokens or too little time are left: nothing was sent.
    Spent,
    Failed(CallOutcome),
}

/// The line to one model for one document: deadline and tokens are shared by all questions.
pub struct Line<'a> {
    model: &'a Model<'a>,
    dialect: &'static dyn Dialect,
    until: Instant,
    left: AtomicU32,
    /// The server would not have a narrow schema.
    wide: AtomicBool,
}

/// What one attempt came to.
struct Attempt {
    outcome: CallOutcome,
    text: String,
    tokens: (u32, u32),
    /// As the server asks for.
    wait: Option<Duration>,
    again: bool,
}

impl<'a> Line<'a> {
    pub fn open(model: &'a Model<'a>) -> Self {
        let dialect = dialects::of(model.settings);
        Self { model, dialect, until: Instant::now() + model.deadline, left: AtomicU32::new(model.tokens_left), wide: AtomicBool::new(false) }
    }

    /// Asks, reads the answer with `read`, and asks once more where that may help. `attempts` is at most [`ATTEMPTS`].
    pub async fn ask<T>(&self, question: &Question, attempts: u32, read: impl Fn(&str) -> Result<T, CallOutcome>) -> (Vec<Call>, Result<T, Miss>) {
        let mut calls = Vec::new();
        let mut miss = Miss::Spent;
        let mut output_max = question.output_max;
        for turn in 1..=attempts.min(ATTEMPTS) {
            let Some(reserved) = self.reserve(question, output_max) else { break };
            let flight = Flight { model: self.model, question, output_max, at: (self.model.clock)(), begun: Instant::now(), over: false };
            let left = self.until.saturating_duration_since(flight.begun);
            let limit = if turn < attempts { left * FIRST_TENTHS / 10 } else { left };
            let mut attempt = self.attempt(question, output_max, limit).await;
            let mut answer = None;
            if attempt.outcome == CallOutcome::Ok {
                match read(&attempt.text) {
                    Ok(value) => answer = Some(value),
                    Err(outcome) => (attempt.outcome, attempt.again) = (outcome, true),
                }
            }
            self.settle(reserved, attempt.tokens);
            calls.push(flight.land(attempt.outcome, attempt.tokens));
            if let Some(answer) = answer {
                return (calls, Ok(answer));
            }
            miss = Miss::Failed(attempt.outcome);
            if attempt.outcome == CallOutcome::Length {
                output_max = output_max.saturating_mul(2);
            }
            let wait = attempt.wait.unwrap_or(WAIT.min(self.model.deadline / 20));
            if !attempt.again || turn == attempts || wait >= self.until.saturating_duration_since(Instant::now()) {
                break;
            }
            sleep(wait).await;
        }
        (calls, Err(miss))
    }

    /// Takes the most that an attempt can use from what is left.
    fn reserve(&self, question: &Question, output_max: u32) -> Option<u32> {
        let most = estimate(question).saturating_add(output_max);
        let time = self.until > Instant::now();
        let taken = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(most)).is_ok();
        (time && taken).then_some(most)
    }

    /// Puts back what was not used, and takes what was used beyond the reserve.
    fn settle(&self, reserved: u32, (tokens_in, tokens_out): (u32, u32)) {
        let used = tokens_in.saturating_add(tokens_out);
        let settled = |left: u32| Some(left.saturating_add(reserved.saturating_sub(used)).saturating_sub(used.saturating_sub(reserved)));
        // The closure always gives a number.
        let _ = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, settled);
    }

    async fn attempt(&self, question: &Question, output_max: u32, limit: Duration) -> Attempt {
        let failed = |outcome, tokens, again| Attempt { outcome, text: String::new(), tokens, wait: None, again };
        let settings = self.model.settings;
        let base = settings.base_url.as_deref().unwrap_or_else(|| settings.provider.base_url());
        let Ok(url) = Url::parse(&format!("{}/{}", base.trim_end_matches('/'), self.dialect.path())) else {
            return failed(CallOutcome::Unreachable, (0, 0), false);
        };
        let narrow = question.narrow.as_ref().filter(|_| !self.wide.load(Ordering::SeqCst));
        let schema = narrow.unwrap_or(&question.schema);
        let request = Request { model: &settings.model, system: &question.system, user: &question.user, schema, output_max };
        let headers = self.dialect.headers(self.model.key);
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let body = Bytes::from(self.dialect.body(&request).to_string());
        let max_bytes = output_max.saturating_mul(TOKEN_BYTES).saturating_add(ENVELOPE_BYTES);
        let limits = CallLimits { deadline: limit, max_bytes, private_ok: self.model.private_ok };
        let posted = match self.model.caller.call(&url, &headers, body, limits).await {
            Ok(posted) => posted,
            Err(failure) => {
                let (outcome, again) = of_failure(&failure.error);
                // The server may have read and written before it was lost.
                let sent = !matches!(outcome, CallOutcome::Unreachable | CallOutcome::PrivateAddress);
                let written = failure.got.map_or(0, |got| u32::try_from(got.body_bytes / 4).unwrap_or(u32::MAX).min(output_max));
                return failed(outcome, if sent { (estimate(question), written) } else { (0, 0) }, again);
            }
        };
        if let Some((outcome, again)) = of_status(posted.status) {
            // A server that failed at it may have read the question before; one that says why it would not has not.
            let read = outcome == CallOutcome::HttpError && again;
            let tokens = (if read { estimate(question) } else { 0 }, 0);
            // A server that knows less of JSON Schema than most is asked with the plain one.
            let strange = narrow.is_some() && matches!(posted.status, 400 | 422);
            if strange {
                self.wide.store(true, Ordering::SeqCst);
            }
            let again = again || strange;
            return Attempt { wait: retry_after(&posted, (self.model.clock)()), ..failed(outcome, tokens, again) };
        }
        let Some(reply) = self.dialect.reply(&posted.body) else {
            let written = u32::try_from(posted.body.len() / 4).unwrap_or(u32::MAX).min(output_max);
            return failed(CallOutcome::Malformed, (estimate(question), written), true);
        };
        let written = u32::try_from(reply.text.len().div_ceil(4)).unwrap_or(u32::MAX);
        let tokens = (reply.tokens_in.unwrap_or_else(|| estimate(question)), reply.tokens_out.unwrap_or(written));
        match reply.stop {
            Stop::Refusal => failed(CallOutcome::Refusal, tokens, false),
            Stop::Length => failed(CallOutcome::Length, tokens, true),
            Stop::Done => Attempt { outcome: CallOutcome::Ok, text: reply.text, tokens, wait: None, again: false },
        }
    }
}

/// A request on its way. One that is dropped before it lands, because the attempt ends, counts as cut with all that it may have taken.
struct Flight<'a> {
    model: &'a Model<'a>,
    question: &'a Question,
    output_max: u32,
    /// Epoch milliseconds.
    at: i64,
    begun: Instant,
    over: bool,
}

impl Flight<'_> {
    /// Tells of the call as it ended.
    fn land(mut self, outcome: CallOutcome, tokens: (u32, u32)) -> Call {
        self.over = true;
        self.tell(outcome, tokens)
    }

    fn tell(&self, outcome: CallOutcome, (tokens_in, tokens_out): (u32, u32)) -> Call {
        let call = Call {
            purpose: self.question.purpose,
            provider: self.model.settings.provider,
            model: self.model.settings.model.clone(),
            at: self.at,
            duration_ms: i64::try_from(self.begun.elapsed().as_millis()).unwrap_or(i64::MAX),
            tokens_in,
            tokens_out,
            outcome,
        };
        tracing::info!(llm.outcome = call.outcome.as_str(), llm.tokens_in = call.tokens_in, llm.tokens_out = call.tokens_out, "a call to the model ended");
        (self.model.heard)(&call);
        call
    }
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        if !self.over {
            self.tell(CallOutcome::Cut, (estimate(self.question), self.output_max));
        }
    }
}

/// Tokens of the schema, with room.
pub const SCHEMA_TOKENS: u32 = 200;

/// Tokens of a question, on the high side: three bytes each, and the schema's.
fn estimate(question: &Question) -> u32 {
    u32::try_from((question.system.len() + question.user.len()).div_ceil(3)).unwrap_or(u32::MAX).saturating_add(SCHEMA_TOKENS)
}

/// What a failure on the way is called, and whether another attempt may help.
fn of_failure(error: &FetchError) -> (CallOutcome, bool) {
    match error {
        FetchError::PrivateAddress | FetchError::BadScheme => (CallOutcome::PrivateAddress, false),
        FetchError::Timeout => (CallOutcome::Timeout, true),
        FetchError::Reset => (CallOutcome::Cut, true),
        FetchError::TooLarge => (CallOutcome::TooLarge, false),
        FetchError::Protocol(_) => (CallOutcome::Malformed, true),
        _ => (CallOutcome::Unreachable, false),
    }
}

/// What a status that is no success is called, and whether another attempt may help.
fn of_status(status: u16) -> Option<(CallOutcome, bool)> {
    Some(match status {
        200..=299 => return None,
        401 | 403 => (CallOutcome::Unauthorized, false),
        404 => (CallOutcome::NotFound, false),
        429 => (CallOutcome::RateLimited, true),
        503 | 529 => (CallOutcome::Overloaded, true),
        408 | 500..=599 => (CallOutcome::HttpError, true),
        _ => (CallOutcome::HttpError, false),
    })
}

/// `Retry-After` in seconds or as a date (RFC 9110, 10.2.3).
fn retry_after(posted: &Posted, now_ms: i64) -> Option<Duration> {
    let value = posted.header("retry-after")?.trim();
    if let Ok(seconds) = value.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let at = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(value).ok()?;
    Some(Duration::from_millis(u64::try_from(at.as_millisecond().saturating_sub(now_ms)).unwrap_or(0)))
}
