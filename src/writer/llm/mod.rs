//! The model writer: code plans the claims (`claims`), a language model phrases them, and the gate judges each of its sentences against the evidence it
//! cites. What is refused goes back once with the reasons; then the built-in sentence stands. So a document has the same claims in the same order,
//! whoever wrote it.

mod answer;
mod call;
mod dialects;
mod gate;
mod plain;
mod prompt;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::future::join_all;
use magnetite_document::tree;
use magnetite_fetch::Caller;
use tokio::time::Instant;

use super::Brief;
use super::claims::{self, PlannedBlock};
use super::phrases::Phrases;
use super::plan::Plan;
use crate::model::ids::Random;
use crate::model::llm::{Call, CallOutcome, LlmSettings, Purpose};
use crate::model::writer_settings::Instead;
use answer::Answer;
use call::{Line, Miss, Question};
use gate::{Gate, Judged};
use prompt::{Manner, Refused};

/// Every question about a document sets at least so many tokens aside: fewer are not worth a start.
pub const TOKENS_MIN: u32 = prompt::OUTPUT_MIN + call::SCHEMA_TOKENS;

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
    /// Why no sentence of the model stands: what came of the last call where none was judged, or that all were refused. `None` when one stands, and when
    /// nothing was asked (a site that was not read leaves nothing to phrase; too few tokens were left).
    pub fell_back: Option<Instead>,
}

/// Writes the document with the model. Never fails: built-in words stand wherever the model's do not.
pub async fn write(brief: &Brief<'_>, model: &Model<'_>) -> Written {
    let draft = super::draft(brief);
    let blocks = if draft.document.mode == tree::Mode::Full { claims::plan(brief, &draft) } else { Vec::new() };
    if blocks.is_empty() {
        return Written { document: draft.document, calls: Vec::new(), fell_back: None };
    }
    let plan = Plan::of(brief, draft.room);
    let gate = Gate::new(&plan.allowed);
    let manner = Manner { plainly: false, narrow: dialects::of(model.settings).narrow() };
    let mut desk = Desk {
        brief,
        model,
        line: Line::open(model),
        gate,
        manner,
        singly: false,
        calls: Vec::new(),
        judged: BTreeMap::new(),
        refusals: BTreeMap::new(),
        miss: None,
        misses: 0,
    };
    desk.first(&blocks).await;
    desk.again(&blocks).await;
    let Desk { calls, judged, refusals, miss, .. } = desk;
    let whole = |block: &PlannedBlock| judged.get(&block.id).filter(|judged| judged.complete);
    let fell_back = match miss {
        Some(outcome) if judged.is_empty() => Some(Instead::Call(outcome)),
        _ => (!judged.is_empty() && !blocks.iter().any(|block| whole(block).is_some())).then_some(Instead::Refused),
    };

    let mut share = tree::ModelShare {
        provider: model.settings.provider.as_str().into(),
        name: model.settings.model.clone(),
        blocks: count(blocks.len()),
        refusals,
        fell_back: fell_back.map(Instead::as_str),
        ..tree::ModelShare::default()
    };
    let mut phrases = Phrases::new();
    // Sentences that stand in the place of what the model answered.
    let mut replaced = 0;
    for block in &blocks {
        match whole(block) {
            Some(judged) => {
                share.kept += count(judged.phrases.len());
                phrases.insert(block.key.clone(), judged.phrases.clone());
            }
            None => {
                share.replaced += 1;
                replaced += if judged.contains_key(&block.id) { count(block.claims.len()) } else { 0 };
            }
        }
    }
    let mut document = if phrases.is_empty() {
        draft.document
    } else {
        tree::Document { outreach: draft.document.outreach, ..super::draft_in(brief, draft.room, phrases).document }
    };
    let refused = share.refusals.values().sum::<u32>();
    let writer = &mut document.writer;
    if share.kept > 0 {
        writer.name = "llm".into();
    }
    writer.sentences += refused;
    writer.refused += refused;
    writer.replaced += replaced;
    writer.model = Some(share);
    Written { document, calls, fell_back }
}

/// One tiny call with a schema, to see whether the model answers as it must. `deadline` and `tokens_left` hold for it too.
pub async fn test(model: &Model<'_>) -> Call {
    let question = Question {
        purpose: Purpose::Test,
        system: "You answer with JSON alone.".into(),
        user: "Say that you are ready: {\"ready\": true}".into(),
        schema: answer::ready_schema(),
        narrow: None,
        output_max: TEST_TOKENS,
    };
    let at = (model.clock)();
    let (mut calls, _) = Line::open(model).ask(&question, 1, answer::read::<answer::Ready>).await;
    // Nothing was sent: too few tokens or no time at all.
    calls.pop().unwrap_or_else(|| Call {
        purpose: Purpose::Test,
        provider: model.settings.provider,
        model: model.settings.model.clone(),
        at,
        duration_ms: 0,
        tokens_in: 0,
        tokens_out: 0,
        outcome: CallOutcome::Timeout,
    })
}

/// Tokens that the answer to a test may take: a thinking model needs some before it says a word.
const TEST_TOKENS: u32 = 1_000;
/// Attempts at each question.
const ATTEMPTS: u32 = 2;
/// A model that is asked block by block is given up after so many questions without an answer.
const MISSES_MAX: u32 = 3;
/// Outcomes after which no further question helps.
const HOPELESS: [CallOutcome; 5] =
    [CallOutcome::Unreachable, CallOutcome::PrivateAddress, CallOutcome::Unauthorized, CallOutcome::NotFound, CallOutcome::Timeout];
/// Outcomes that a smaller question may better.
const TOO_MUCH: [CallOutcome; 4] = [CallOutcome::Length, CallOutcome::Malformed, CallOutcome::Echo, CallOutcome::TooLarge];

/// One document on its way.
struct Desk<'a> {
    brief: &'a Brief<'a>,
    model: &'a Model<'a>,
    line: Line<'a>,
    gate: Gate<'a>,
    manner: Manner,
    /// Block by block, one after the other: the model is too weak or too slow for portions.
    singly: bool,
    calls: Vec<Call>,
    /// The better of the answers for each block, by its id.
    judged: BTreeMap<String, Judged>,
    refusals: BTreeMap<String, u32>,
    /// What came of the last question without an answer.
    miss: Option<CallOutcome>,
    misses: u32,
}

impl Desk<'_> {
    /// Asks for every block. The first one alone shows whether the model is there, and what it can hold: if its sentence stands, the others follow in
    /// portions, side by side; if not, or if it took too long, block by block, and in fewer words.
    async fn first(&mut self, blocks: &[PlannedBlock]) {
        let all: Vec<&PlannedBlock> = blocks.iter().collect();
        let Some((head, rest)) = all.split_first() else { return };
        let begun = Instant::now();
        self.ask(&[vec![*head]], &BTreeMap::new()).await;
        if self.miss.is_some_and(|miss| HOPELESS.contains(&miss)) {
            return;
        }
        // A portion may take as many times as long.
        let slow = begun.elapsed().saturating_mul(count(prompt::BLOCKS)) > self.model.deadline / 2;
        self.manner.plainly = self.judged.get(&head.id).is_some_and(|judged| !judged.complete);
        self.singly = slow || self.manner.plainly || self.miss.is_some_and(|miss| TOO_MUCH.contains(&miss));
        self.put(rest, &BTreeMap::new()).await;
    }

    /// Sends what was refused back, once, with the reasons; block by block, only what would not stand otherwise.
    async fn again(&mut self, blocks: &[PlannedBlock]) {
        let faulty = |judged: &Judged| !(judged.refused.is_empty() || (self.singly && judged.complete));
        let refused: BTreeMap<String, Vec<Refused>> =
            self.judged.iter().filter(|(_, judged)| faulty(judged)).map(|(id, judged)| (id.clone(), judged.refused.clone())).collect();
        let faulty: Vec<&PlannedBlock> = blocks.iter().filter(|block| refused.contains_key(&block.id)).collect();
        self.put(&faulty, &refused).await;
    }

    async fn put(&mut self, blocks: &[&PlannedBlock], refused: &BTreeMap<String, Vec<Refused>>) {
        if !self.singly {
            return self.ask(&prompt::portions(blocks), refused).await;
        }
        for block in blocks {
            if self.misses >= MISSES_MAX || self.miss.is_some_and(|miss| HOPELESS.contains(&miss)) {
                return;
            }
            self.ask(&[vec![*block]], refused).await;
        }
    }

    async fn ask(&mut self, portions: &[Vec<&PlannedBlock>], refused: &BTreeMap<String, Vec<Refused>>) {
        let questions: Vec<Question> = portions
            .iter()
            .map(|portion| {
                let reasons = portion.iter().filter_map(|block| refused.get_key_value(&block.id)).map(|(id, refused)| (id.clone(), refused.clone())).collect();
                prompt::question(self.brief, portion, &reasons, self.manner, self.model.random)
            })
            .collect();
        let answers = join_all(questions.iter().map(|question| self.line.ask(question, ATTEMPTS, answer::read::<Answer>))).await;
        for (portion, (calls, answer)) in portions.iter().zip(answers) {
            self.calls.extend(calls);
            match answer {
                Ok(answer) => self.judge(portion, &answer),
                Err(Miss::Failed(outcome)) => (self.miss, self.misses) = (Some(outcome), self.misses + 1),
                Err(Miss::Spent) => {}
            }
        }
    }

    /// Judges what came for the blocks of one question; what came for others, or twice, is let be.
    fn judge(&mut self, portion: &[&PlannedBlock], answer: &Answer) {
        for block in portion {
            let entries = answer.blocks.iter().find(|answered| answered.id == block.id).map_or(&[][..], |answered| &answered.sentences);
            let judged = self.gate.block(block, entries);
            for rule in &judged.rules {
                *self.refusals.entry((*rule).to_owned()).or_default() += 1;
            }
            let better = self.judged.get(&block.id).is_none_or(|before| judged.complete || !before.complete);
            if better {
                self.judged.insert(block.id.clone(), judged);
            }
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
