//! A scripted language model on loopback that speaks OpenAI's dialect, on a thread of its own: it says the planned statements back, or fails as it is told.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// What the model does with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Play {
    /// Says each claim as it was planned.
    Say,
    Fail(u16),
    /// Answers so many requests, and is silent from then on.
    StallAfter(usize),
}

/// A request as it came in.
#[derive(Debug, Clone)]
pub struct Asked {
    pub authorization: String,
    pub body: Value,
}

struct Shared {
    play: Mutex<Play>,
    /// Tokens that each answer is said to have taken, in and out.
    tokens: Mutex<(u32, u32)>,
    asked: Mutex<Vec<Asked>>,
}

pub struct ScriptedModel {
    pub address: SocketAddr,
    shared: Arc<Shared>,
}

impl ScriptedModel {
    pub fn start() -> Self {
        let shared = Arc::new(Shared { play: Mutex::new(Play::Say), tokens: Mutex::new((1_200, 300)), asked: Mutex::default() });
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/v1/chat/completions", axum::routing::post(answer)).with_state(shared.clone());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async { axum::serve(tokio::net::TcpListener::from_std(listener).unwrap(), router).await.unwrap() });
        });
        Self { address, shared }
    }

    pub fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    pub fn plays(&self, play: Play) {
        *self.shared.play.lock().unwrap() = play;
    }

    pub fn takes(&self, tokens_in: u32, tokens_out: u32) {
        *self.shared.tokens.lock().unwrap() = (tokens_in, tokens_out);
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.shared.asked.lock().unwrap().clone()
    }
}

async fn answer(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: String) -> Response {
    let body: Value = serde_json::from_str(&body).unwrap();
    let authorization = headers.get("authorization").map_or("", |value| value.to_str().unwrap()).to_owned();
    let turn = {
        let mut asked = shared.asked.lock().unwrap();
        asked.push(Asked { authorization, body: body.clone() });
        asked.len()
    };
    let play = *shared.play.lock().unwrap();
    match play {
        Play::Fail(status) => return (StatusCode::from_u16(status).unwrap(), "{\"error\":{\"message\":\"no\"}}").into_response(),
        Play::StallAfter(answered) if turn > answered => tokio::time::sleep(Duration::from_secs(60)).await,
        _ => {}
    }
    let (tokens_in, tokens_out) = *shared.tokens.lock().unwrap();
    let text = said(body["messages"].as_array().unwrap().last().unwrap()["content"].as_str().unwrap());
    axum::Json(json!({
        "id": "x", "object": "chat.completion", "model": body["model"],
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}],
        "usage": {"prompt_tokens": tokens_in, "completion_tokens": tokens_out, "total_tokens": tokens_in + tokens_out},
    }))
    .into_response()
}

/// Each claim of the question as it is planned; to a question without a plan: ready.
fn said(question: &str) -> String {
    let lines: Vec<&str> = question.lines().collect();
    let mut blocks: Vec<Value> = Vec::new();
    for pair in lines.windows(2) {
        let Some((id, sources)) = pair[0].strip_prefix("CLAIM ").and_then(|rest| rest.split_once(" sources: ")) else { continue };
        let (block, statement) = (id.split('.').next().unwrap(), pair[1].split_once("| ").unwrap().1);
        let sources: Vec<&str> = sources.split(", ").filter(|id| *id != "none").collect();
        if blocks.last().is_none_or(|last| last["id"] != block) {
            blocks.push(json!({"id": block, "sentences": []}));
        }
        let sentences = blocks.last_mut().unwrap()["sentences"].as_array_mut().unwrap();
        sentences.push(json!({"text": statement, "claimIds": [id], "evidenceIds": sources}));
    }
    if blocks.is_empty() { json!({"ready": true}).to_string() } else { json!({"blocks": blocks}).to_string() }
}
