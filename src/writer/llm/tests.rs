//! A scripted model on loopback, and what every test of the model writer needs. Bodies of answers stand in `tests/exchanges`, written after the
//! providers' documentation; `@TEXT@` is the model's text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod failures;
mod real;
mod scripted;
mod secret;
mod tongues;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use magnetite_fetch::Caller;
use serde_json::Value;

use super::{Model, Written, write};
use crate::model::ids::Random;
use crate::model::llm::{Call, LlmSettings, Provider};
use crate::writer::testing::Case;

/// What the server does with one request.
enum Play {
    /// Status, further headers, body.
    Answer(u16, String, Vec<u8>),
    /// These bytes as they are; then the connection is closed.
    Raw(Vec<u8>),
    /// Nothing at all.
    Stall,
    /// The head of a success, and then `a` for ever.
    Endless,
}

/// A request as it came in.
struct Seen {
    head: String,
    body: Value,
}

impl Seen {
    /// The text that holds the plan.
    fn user(&self) -> String {
        self.body["messages"].as_array().unwrap().last().unwrap()["content"].as_str().unwrap().to_owned()
    }
}

/// A model on a thread of its own.
struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
}

/// An address where nobody answers, and the socket that keeps it from everybody else meanwhile.
fn away() -> (tokio::net::TcpSocket, SocketAddr) {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    (socket, address)
}

impl Server {
    fn start(play: impl Fn(usize, &Seen) -> Play + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
        let (kept, play) = (seen.clone(), Arc::new(play));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (kept, play) = (kept.clone(), play.clone());
                std::thread::spawn(move || serve(stream.unwrap(), &kept, &*play));
            }
        });
        Self { address, seen }
    }

    fn requests(&self) -> usize {
        self.seen.lock().unwrap().len()
    }
}

fn serve(mut stream: TcpStream, kept: &Mutex<Vec<Seen>>, play: &dyn Fn(usize, &Seen) -> Play) {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    let (head, length) = loop {
        let count = stream.read(&mut buffer).unwrap_or(0);
        if count == 0 {
            return;
        }
        bytes.extend_from_slice(&buffer[..count]);
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
            let length = head.split("content-length: ").nth(1).unwrap().lines().next().unwrap().parse::<usize>().unwrap();
            bytes.drain(..end + 4);
            break (head, length);
        }
    };
    while bytes.len() < length {
        let count = stream.read(&mut buffer).unwrap();
        bytes.extend_from_slice(&buffer[..count]);
    }
    let seen = Seen { head, body: serde_json::from_slice(&bytes).unwrap() };
    let turn = kept.lock().unwrap().len();
    let played = play(turn, &seen);
    kept.lock().unwrap().push(seen);
    match played {
        Play::Answer(status, headers, body) => {
            let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len());
            let _ = stream.write_all(head.as_bytes());
            let _ = stream.write_all(&body);
        }
        Play::Raw(bytes) => drop(stream.write_all(&bytes)),
        Play::Stall => std::thread::sleep(Duration::from_secs(30)),
        Play::Endless => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            while stream.write_all(&[b'a'; 4096]).is_ok() {}
        }
    }
}

/// The body of a dialect's answer of this kind: `answer`, `length`, `refusal`, `error`.
fn recorded(provider: Provider, kind: &str) -> String {
    let body = match (provider, kind) {
        (Provider::OpenAi, "answer") => include_str!("tests/exchanges/openai-answer.json"),
        (Provider::OpenAi, "length") => include_str!("tests/exchanges/openai-length.json"),
        (Provider::OpenAi, "refusal") => include_str!("tests/exchanges/openai-refusal.json"),
        (Provider::OpenAi, _) => include_str!("tests/exchanges/openai-error.json"),
        (Provider::Anthropic, "answer") => include_str!("tests/exchanges/anthropic-answer.json"),
        (Provider::Anthropic, "length") => include_str!("tests/exchanges/anthropic-length.json"),
        (Provider::Anthropic, "refusal") => include_str!("tests/exchanges/anthropic-refusal.json"),
        (Provider::Anthropic, _) => include_str!("tests/exchanges/anthropic-error.json"),
        (Provider::Ollama, "answer") => include_str!("tests/exchanges/ollama-answer.json"),
        (Provider::Ollama, "length") => include_str!("tests/exchanges/ollama-length.json"),
        (Provider::Ollama, _) => include_str!("tests/exchanges/ollama-error.json"),
    };
    body.to_owned()
}

/// A success in which the model says this.
fn says(provider: Provider, text: &str) -> Play {
    let quoted = serde_json::to_string(text).unwrap();
    Play::Answer(200, json_type(), recorded(provider, "answer").replace("\"@TEXT@\"", &quoted).into_bytes())
}

fn json_type() -> String {
    "Content-Type: application/json\r\n".into()
}

/// Random bytes that are none: each draw differs from the last.
#[derive(Default)]
struct Counting(AtomicU64);

impl Random for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = u8::try_from(self.0.fetch_add(1, Ordering::SeqCst) % 200).unwrap();
        }
    }
}

fn settings(provider: Provider, address: SocketAddr) -> LlmSettings {
    serde_json::from_value(serde_json::json!({"provider": provider, "baseUrl": format!("http://{address}/v1"), "model": "example-model"})).unwrap()
}

/// What a test may change of a model.
struct Terms {
    deadline: Duration,
    tokens_left: u32,
    private_ok: bool,
}

const TERMS: Terms = Terms { deadline: Duration::from_secs(10), tokens_left: 200_000, private_ok: true };

/// Runs `with` on a model of these settings, and gives back what it was told of calls.
async fn with_model<T>(settings: &LlmSettings, terms: &Terms, with: impl AsyncFnOnce(&Model<'_>) -> T) -> (T, Vec<Call>) {
    let (caller, random, heard) = (Caller::new("Magnetite/test").unwrap(), Counting::default(), Mutex::new(Vec::new()));
    let hear = |call: &Call| heard.lock().unwrap().push(call.clone());
    let model = Model {
        caller: &caller,
        settings,
        key: Some("sk-secret-key"),
        private_ok: terms.private_ok,
        deadline: terms.deadline,
        tokens_left: terms.tokens_left,
        clock: &|| crate::writer::testing::NOW,
        random: &random,
        heard: &hear,
    };
    let done = with(&model).await;
    (done, heard.into_inner().unwrap())
}

/// A job runs on any thread.
fn on_any_thread<T: Send>(future: T) -> T {
    future
}

/// Has the model write this case.
async fn written(case: &Case, settings: &LlmSettings, terms: &Terms) -> Written {
    let (written, heard) = with_model(settings, terms, async |model| on_any_thread(write(&case.brief(), model)).await).await;
    assert_eq!(written.calls.len(), heard.len());
    written
}

/// A claim as the model is shown it.
#[derive(Debug, Clone)]
struct Shown {
    block: String,
    id: String,
    sources: Vec<String>,
    statement: String,
}

/// The claims in a question.
fn shown(user: &str) -> Vec<Shown> {
    let lines: Vec<&str> = user.lines().collect();
    let mut claims = Vec::new();
    for pair in lines.windows(2) {
        let Some((id, sources)) = pair[0].strip_prefix("CLAIM ").and_then(|rest| rest.split_once(" sources: ")) else { continue };
        let sources = sources.split(", ").filter(|id| *id != "none").map(str::to_owned).collect();
        let statement = pair[1].split_once("| ").unwrap().1.to_owned();
        claims.push(Shown { block: id.split('.').next().unwrap().to_owned(), id: id.to_owned(), sources, statement });
    }
    claims
}

/// An answer in which each claim is said as `say` says it.
fn answer(claims: &[Shown], say: impl Fn(&Shown) -> Vec<String>) -> String {
    let mut blocks: Vec<Value> = Vec::new();
    for claim in claims {
        if blocks.last().is_none_or(|block| block["id"] != claim.block) {
            blocks.push(serde_json::json!({"id": claim.block, "sentences": []}));
        }
        let sentences = blocks.last_mut().unwrap()["sentences"].as_array_mut().unwrap();
        sentences.extend(say(claim).into_iter().map(|text| serde_json::json!({"text": text, "claimIds": [claim.id], "evidenceIds": claim.sources})));
    }
    serde_json::json!({"blocks": blocks}).to_string()
}
