//! Settings → Writer: who phrases the project's documents, the model's address, key, prices and caps; a test of the connection; what the month came to.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::chart::grouped;
use super::faults::Faults;
use super::form::Typed;
use super::frame::{Frame, Place, Settings, lasting, machine_time, see_other, show as send, when};
use super::general::entry;
use super::key_end::Nothing;
use super::member::{InProject, Member};
use super::refusal::{Refusal, Screen};
use crate::app::operator_llm;
use crate::generation::phrase;
use crate::model::llm::{CallOutcome, LlmSettings, Provider, Purpose};
use crate::model::project::Project;
use crate::model::role::Right;
use crate::model::writer_settings::{Cost, Instead, KeyChange, WriterKind, WriterSettings, advice, parse_api_key};
use crate::store::llm_calls::{StoredCall, calls_page};
use crate::store::projects::project as project_now;
use crate::store::writer_settings::change_writer;
use crate::web::state::Web;
use crate::web::writer::{WriterMonth, changed, month, sealed};

/// Calls of the table.
const CALLS: i64 = 20;
/// What a form has where no number of tokens is typed.
const JOB_TOKENS: &str = "60000";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: String,
    /// Id of the call that was a test just now.
    tested: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct WriterForm {
    /// The settings as they were when the form was shown.
    seen: String,
    kind: String,
    provider: String,
    base_url: String,
    model: String,
    /// Empty: the stored one stays.
    key_secret: String,
    remove_key: String,
    price_in: String,
    price_out: String,
    job_tokens_max: String,
    month_cost_max: String,
}

impl WriterForm {
    fn of(writer: &WriterSettings) -> Self {
        let llm = writer.llm.as_ref();
        let number = |number: Option<f64>| number.map_or_else(String::new, |number| number.to_string());
        Self {
            seen: seen(writer),
            kind: writer.kind.as_str().into(),
            provider: llm.map_or(Provider::OpenAi, |llm| llm.provider).as_str().into(),
            base_url: llm.and_then(|llm| llm.base_url.clone()).unwrap_or_default(),
            model: llm.map_or_else(String::new, |llm| llm.model.clone()),
            price_in: number(llm.map(|llm| llm.price_in)),
            price_out: number(llm.map(|llm| llm.price_out)),
            job_tokens_max: llm.map_or_else(|| JOB_TOKENS.into(), |llm| llm.job_tokens_max.to_string()),
            month_cost_max: number(llm.and_then(|llm| llm.month_cost_max)),
            ..Self::default()
        }
    }

    /// The settings that were typed, or what is wrong by field.
    fn read(&self, web: &Web, before: &WriterSettings) -> Result<(WriterSettings, KeyChange), Faults> {
        let mut faults = Faults::default();
        let kind = faults.take("kind", WriterKind::of(&self.kind).ok_or("must be one of these three"));
        let provider = faults.take("provider", Provider::of(&self.provider).ok_or("must be one of these three"));
        let price = |text: &str| match text.trim() {
            "" => Ok(0.0),
            text => text.parse::<f64>().map_err(|_| "must be a number like 0.15"),
        };
        let (price_in, price_out) = (faults.take("price_in", price(&self.price_in)), faults.take("price_out", price(&self.price_out)));
        let month = match self.month_cost_max.trim() {
            "" => Ok(None),
            text => price(text).map(Some),
        };
        let month_cost_max = faults.take("month_cost_max", month);
        let job_tokens_max = faults.take("job_tokens_max", self.job_tokens_max.trim().parse::<u32>().map_err(|_| "must be a whole number"));
        let key = match (self.key_secret.trim(), self.remove_key.is_empty()) {
            ("", true) => Some(KeyChange::Keep),
            ("", false) => Some(KeyChange::Remove),
            (typed, _) => faults.take("key_secret", parse_api_key(typed).map(KeyChange::Set)),
        };
        let (Some(kind), Some(provider), Some(price_in), Some(price_out), Some(month_cost_max), Some(job_tokens_max), Some(key)) =
            (kind, provider, price_in, price_out, month_cost_max, job_tokens_max, key)
        else {
            return Err(faults);
        };
        let base_url = Some(self.base_url.trim().to_owned()).filter(|url| !url.is_empty());
        let model = self.model.trim().to_owned();
        // Who wants no model may leave its fields empty.
        let llm = (!model.is_empty()).then_some(LlmSettings { provider, base_url, model, price_in, price_out, job_tokens_max, month_cost_max });
        changed(&web.app, before, kind, llm, key).map_err(|wrong| {
            for fault in wrong {
                faults.add(field_of(&fault.field), &fault.reason);
            }
            faults
        })
    }
}

/// The form's field for a member of the API.
fn field_of(member: &str) -> &'static str {
    match member {
        "writer.baseUrl" => "base_url",
        "writer.priceIn" => "price_in",
        "writer.priceOut" => "price_out",
        "writer.monthCostMax" => "month_cost_max",
        "writer.jobTokensMax" => "job_tokens_max",
        _ => "model",
    }
}

/// What identifies the settings in the form.
fn seen(writer: &WriterSettings) -> String {
    serde_json::to_string(writer).unwrap_or_default()
}

/// One of the answers to who writes.
struct Answer {
    id: String,
    value: &'static str,
    label: &'static str,
    hint: String,
    chosen: bool,
}

/// A call as the table has it.
struct CallLine {
    id: String,
    machine_time: String,
    when: String,
    purpose: &'static str,
    model: String,
    ok: bool,
    outcome: String,
    advice: &'static str,
    took: String,
    tokens: String,
    cost: String,
    /// Path of the lead's page.
    lead: Option<String>,
}

/// What the month came to.
struct Month {
    calls: String,
    tokens: String,
    cost: String,
    cap: Option<String>,
    documents: String,
    by_model: String,
    instead: i64,
    /// `3 of 120 (2.5 %)`.
    refused: Option<String>,
    replaced: Option<String>,
    failures: Vec<(String, String, &'static str)>,
}

#[derive(Template)]
#[template(path = "dashboard/writer_settings.html")]
struct Page {
    frame: Frame,
    base: String,
    form: WriterForm,
    answers: Vec<Answer>,
    providers: Vec<(&'static str, &'static str)>,
    key_hint: String,
    has_key: bool,
    faults: Faults,
    /// A model writes by the stored settings: it can be tested.
    testable: Option<String>,
    tested: Option<CallLine>,
    month: Month,
    calls: Vec<CallLine>,
    /// What somebody else did meanwhile.
    stale: Option<String>,
}

fn answer(kind: WriterKind, web: &Web, chosen: &str) -> Answer {
    let operator = web.app.settings.llm.writes.then(|| operator_llm(&web.app.settings)).flatten();
    let (label, hint) = match kind {
        WriterKind::Default => (
            "What this server is set to",
            match operator {
                Some(llm) => format!("Now: the model {} ({}), set by the operator.", llm.model, llm.provider.as_str()),
                None => "Now: the built-in writer.".to_owned(),
            },
        ),
        WriterKind::Builtin => {
            ("The built-in writer", "Sentences of our own. It needs no model and no network, costs nothing, and is the same each time.".to_owned())
        }
        WriterKind::Llm => (
            "A model of your own",
            "It phrases what has been found. Each sentence is checked against its sources; what does not pass is replaced by a built-in sentence.".to_owned(),
        ),
    };
    Answer { id: format!("kind-{}", kind.as_str()), value: kind.as_str(), label, hint, chosen: kind.as_str() == chosen }
}

fn provider_label(provider: Provider) -> &'static str {
    match provider {
        Provider::OpenAi => "OpenAI, or compatible with it",
        Provider::Anthropic => "Anthropic",
        Provider::Ollama => "Ollama",
    }
}

fn purpose_label(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Write => "write",
        Purpose::Rewrite => "write again",
        Purpose::Test => "test",
    }
}

/// `rate_limited` as a person reads it.
fn plain(outcome: &str) -> String {
    outcome.replace('_', " ")
}

fn line(project: &Project, stored: StoredCall) -> CallLine {
    let call = stored.call;
    CallLine {
        id: stored.id.to_string(),
        machine_time: machine_time(call.at),
        when: when(call.at),
        purpose: purpose_label(call.purpose),
        model: call.model,
        ok: call.outcome == CallOutcome::Ok,
        outcome: plain(&call.outcome.as_str()),
        advice: advice(call.outcome),
        took: lasting(call.duration_ms),
        tokens: format!("{} + {}", grouped(call.tokens_in.into()), grouped(call.tokens_out.into())),
        cost: Cost(stored.cost_micros).shown(),
        lead: stored.lead_id.map(|lead| format!("/dashboard/projects/{}/leads/{lead}", project.slug)),
    }
}

/// `3 of 120 (2.5 %)`; `None` of nothing.
fn share(part: i64, all: i64) -> Option<String> {
    let tenths = (part * 1_000).checked_div(all)?;
    Some(format!("{} of {} ({}.{} %)", grouped(part), grouped(all), tenths / 10, tenths % 10))
}

fn month_view(month: &WriterMonth, cap: Option<f64>) -> Month {
    let (tokens_in, tokens_out) = month.used.tokens();
    let failure = |(outcome, count): (&String, &serde_json::Value)| {
        let told = CallOutcome::of(outcome).map_or("", advice);
        (plain(outcome), grouped(count.as_i64().unwrap_or(0)), told)
    };
    Month {
        calls: grouped(month.used.calls()),
        tokens: format!("{} in, {} out", grouped(tokens_in), grouped(tokens_out)),
        cost: month.used.cost(),
        cap: cap.map(|cap| cap.to_string()),
        documents: grouped(month.documents),
        by_model: grouped(month.by_model),
        instead: month.instead,
        refused: share(month.refused, month.sentences),
        replaced: share(month.replaced, month.sentences),
        failures: month.failures.iter().map(failure).collect(),
    }
}

/// The form as typed, or as stored, with what stands below it.
async fn page(member: &Member, project: &Project, web: &Web, form: WriterForm, tested: &str) -> Result<Page, Refusal> {
    let calls = calls_page(&web.app.db, &project.workspace_id, &project.id, None, CALLS).await?;
    let model = match (project.writer.kind, &project.writer.llm) {
        (WriterKind::Llm, Some(llm)) => Some(llm.clone()),
        (WriterKind::Default, _) if web.app.settings.llm.writes => operator_llm(&web.app.settings),
        _ => None,
    };
    let month = month_view(&month(&web.app, project).await?, model.as_ref().and_then(|llm| llm.month_cost_max));
    let tested = calls.iter().find(|call| call.id.as_str() == tested && call.call.purpose == Purpose::Test).map(|stored| line(project, stored.clone()));
    Ok(Page {
        frame: Frame::in_project(member, project, "Writer", Place::Settings(Settings::Writer)),
        base: format!("/dashboard/projects/{}/settings/writer", project.slug),
        answers: WriterKind::ALL.into_iter().map(|kind| answer(kind, web, &form.kind)).collect(),
        providers: Provider::ALL.into_iter().map(|one| (one.as_str(), provider_label(one))).collect(),
        key_hint: match project.writer.key_end.as_deref() {
            None => "Not set. Stored encrypted, sent to the model’s server alone, and never shown again.".into(),
            Some("") => "Set. Leave this empty to keep it; another server or provider needs it anew.".into(),
            Some(end) => format!("Set, ends in …{end}. Leave this empty to keep it; another server or provider needs it anew."),
        },
        has_key: project.writer.key_end.is_some(),
        faults: Faults::default(),
        testable: model.map(|llm| llm.model),
        tested,
        month,
        calls: calls.into_iter().map(|stored| line(project, stored)).collect(),
        stale: None,
        form,
    })
}

pub async fn show(InProject { member, project }: InProject, State(web): State<Web>, Query(asked): Query<Asked>) -> Screen {
    member.require(Right::EditProject)?;
    let mut screen = page(&member, &project, &web, WriterForm::of(&project.writer), &asked.tested).await?;
    screen.frame = screen.frame.saying(
        Some(&asked.done),
        &[
            ("saved", "Saved. It holds for documents written from now on."),
            ("no_model", "The built-in writer writes for this project: there is no model to test."),
            ("no_key", Instead::NoKey.told()),
            ("month_cap", Instead::MonthCap.told()),
        ],
    );
    Ok(send(StatusCode::OK, &screen))
}

pub async fn save(InProject { member, project }: InProject, State(web): State<Web>, Typed(typed): Typed<WriterForm>) -> Screen {
    member.require(Right::EditProject)?;
    let mut before = project;
    // Of others' changes only those to the same settings matter; a second look is for one that came between.
    for _ in 0..2 {
        if typed.seen != seen(&before.writer) {
            break;
        }
        let (writer, key) = match typed.read(&web, &before.writer) {
            Ok(read) => read,
            Err(faults) => {
                let screen = Page { faults, ..page(&member, &before, &web, typed, "").await? };
                return Ok(send(StatusCode::UNPROCESSABLE_ENTITY, &screen));
            }
        };
        let (told, at) = (before.writer.changes(&writer, &key), web.app.now());
        let sealed = sealed(&web.app, &before, &writer, &key)?;
        let after = Project { writer, ..before.clone() };
        let entry = entry(&member, &before, "writer.changed", json!({"changes": told}), at);
        if told.is_empty() && after.writer == before.writer || change_writer(&web.app.db, &*web.app.random, &after, sealed.change(), &entry).await? {
            web.keys.clear();
            return Ok(see_other(&format!("/dashboard/projects/{}/settings/writer?done=saved", before.slug)));
        }
        before = project_now(&web.app.db, &member.workspace.id, before.id.as_str()).await?.ok_or(Refusal::NotFound)?;
    }
    let now = match (before.writer.kind, &before.writer.llm) {
        (WriterKind::Llm, Some(llm)) => format!("the model {} writes", llm.model),
        (WriterKind::Llm | WriterKind::Default, _) => "what this server is set to holds".to_owned(),
        (WriterKind::Builtin, _) => "the built-in writer writes".to_owned(),
    };
    let stale = format!("Somebody changed this in the meantime: now {now}. Below is what you typed; save to put it in place.");
    // A typed key does not go back to the browser.
    let form = WriterForm { seen: seen(&before.writer), key_secret: String::new(), ..typed };
    let screen = Page { stale: Some(stale), ..page(&member, &before, &web, form, "").await? };
    Ok(send(StatusCode::CONFLICT, &screen))
}

/// One call to the model of the stored settings; its outcome is on the page that follows.
pub async fn test(InProject { member, project }: InProject, State(web): State<Web>, Typed(_): Typed<Nothing>) -> Screen {
    member.require(Right::EditProject)?;
    let base = format!("/dashboard/projects/{}/settings/writer", project.slug);
    Ok(see_other(&match phrase::test(&web.app, &project).await? {
        Ok(stored) => format!("{base}?tested={}#test", stored.id),
        Err(None) => format!("{base}?done=no_model"),
        Err(Some(instead)) => format!("{base}?done={}", instead.as_str()),
    }))
}
