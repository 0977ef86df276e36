//! Everything a provider can do wrong, in each dialect: the document is written all the same, says who wrote it, and every call is on record.

use std::io::Write;
use std::time::{Duration, Instant};

use super::*;
use crate::model::llm::CallOutcome::{self, *};
use crate::model::llm::Purpose;
use crate::model::writer_settings::Instead;
use crate::writer;
use crate::writer::testing::{joinery, unreadable};

/// The calls' outcomes when every request is played like this; the document is then the built-in writer's.
async fn outcomes(provider: Provider, terms: &Terms, play: impl Fn(usize, &Seen) -> Play + Send + Sync + 'static) -> Vec<CallOutcome> {
    let server = Server::start(play);
    let case = joinery();
    let written = written(&case, &settings(provider, server.address), terms).await;
    let built_in = writer::write(&case.brief());
    assert_eq!(written.document.writer.name, "builtin");
    assert_eq!(serde_json::to_string(&written.document.sections).unwrap(), serde_json::to_string(&built_in.sections).unwrap());
    assert_eq!(written.fell_back, written.calls.last().map(|call| Instead::Call(call.outcome)));
    assert_eq!(written.document.writer.model.unwrap().fell_back, written.fell_back.map(Instead::as_str));
    written.calls.iter().map(|call| call.outcome).collect()
}

fn error(provider: Provider, status: u16, headers: &str) -> Play {
    Play::Answer(status, format!("{}{headers}", json_type()), recorded(provider, "error").into_bytes())
}

const SHORT: Terms = Terms { deadline: Duration::from_millis(1_200), ..TERMS };

#[tokio::test]
async fn each_status_has_its_outcome_and_what_may_pass_is_tried_twice() {
    for provider in Provider::ALL {
        let cases: [(u16, &[CallOutcome]); 7] = [
            (401, &[Unauthorized]),
            (403, &[Unauthorized]),
            (404, &[NotFound]),
            (400, &[HttpError]),
            (302, &[HttpError]),
            (529, &[Overloaded, Overloaded]),
            (429, &[RateLimited, RateLimited]),
        ];
        for (status, expected) in cases {
            let got = outcomes(provider, &SHORT, move |_, _| error(provider, status, "")).await;
            assert!(got.starts_with(expected), "{provider:?} {status}: {got:?}");
            // What holds for one question may hold for the next: at most two attempts each.
            assert!(got.len() <= 2 * 8 && got.iter().all(|outcome| *outcome == expected[0]), "{provider:?} {status}: {got:?}");
        }
    }
}

#[tokio::test]
async fn a_body_that_is_no_answer_is_survived() {
    for provider in Provider::ALL {
        let empty = |kind: &str| Play::Answer(200, json_type(), recorded(provider, kind).into_bytes());
        type Case = (&'static str, Box<dyn Fn() -> Play + Send + Sync>, CallOutcome);
        let long = "\\u0041".repeat(100);
        let cut = recorded(provider, "answer").replace("@TEXT@", &long);
        let cut = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{}", cut.len(), &cut[..cut.len() - 200]);
        let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        bomb.write_all(&vec![b' '; 20_000_000]).unwrap();
        let bomb = bomb.finish().unwrap();
        let mut bad_text = recorded(provider, "answer").into_bytes();
        let at = bad_text.windows(6).position(|six| six == b"@TEXT@").unwrap();
        bad_text.splice(at..at + 6, [0xff, 0xfe, 0xc0]);
        let huge = recorded(provider, "answer").replace("300", "1e999").replace("\"@TEXT@\"", "\"{}\"");
        let schema = super::super::answer::schema().to_string();
        let mut cases: Vec<Case> = vec![
            ("cut", Box::new(move || Play::Raw(cut.clone().into_bytes())), Cut),
            ("closed", Box::new(|| Play::Raw(Vec::new())), Cut),
            ("noise", Box::new(|| Play::Raw(b"hello\r\n\r\n".to_vec())), Malformed),
            ("page", Box::new(|| Play::Answer(200, "Content-Type: text/html\r\n".into(), b"<html>Sign in</html>".to_vec())), Malformed),
            ("bomb", Box::new(move || Play::Answer(200, format!("{}Content-Encoding: gzip\r\n", json_type()), bomb.clone())), Malformed),
            ("bytes", Box::new(move || Play::Answer(200, json_type(), bad_text.clone())), Malformed),
            ("huge number", Box::new(move || Play::Answer(200, json_type(), huge.clone().into_bytes())), Malformed),
            ("deep", Box::new(|| Play::Answer(200, json_type(), "[".repeat(60_000).into_bytes())), Malformed),
            ("stream", Box::new(|| Play::Answer(200, "Content-Type: text/event-stream\r\n".into(), b"data: {\"choices\":[]}\n\n".to_vec())), Malformed),
            ("endless", Box::new(|| Play::Endless), TooLarge),
            ("echo", Box::new(move || says(provider, &schema)), Echo),
            ("prose", Box::new(move || says(provider, "I would rather talk about the weather.")), Malformed),
            ("empty", Box::new(move || says(provider, "")), Malformed),
            ("loop", Box::new(move || says(provider, &"the same again ".repeat(3_000))), Malformed),
        ];
        let length = empty("length");
        cases.push((
            "length",
            Box::new(move || if let Play::Answer(.., body) = &length { Play::Answer(200, json_type(), body.clone()) } else { Play::Stall }),
            Length,
        ));
        if provider != Provider::Ollama {
            cases.push(("refusal", Box::new(move || Play::Answer(200, json_type(), recorded(provider, "refusal").into_bytes())), Refusal));
        }
        for (name, play, expected) in cases {
            let got = outcomes(provider, &SHORT, move |_, _| play()).await;
            assert!(!got.is_empty() && got.iter().all(|outcome| *outcome == expected), "{provider:?} {name}: {got:?}");
        }
    }
}

#[tokio::test]
async fn a_stalled_socket_ends_with_the_deadline() {
    for provider in Provider::ALL {
        let begun = Instant::now();
        let got = outcomes(provider, &SHORT, |_, _| Play::Stall).await;
        assert_eq!(got, [Timeout, Timeout], "{provider:?}");
        assert!(begun.elapsed() < Duration::from_secs(8));
    }
}

#[tokio::test]
async fn a_server_that_is_away_is_asked_once_and_a_private_one_never() {
    let (_held, free) = away();
    for provider in Provider::ALL {
        let written = written(&joinery(), &settings(provider, free), &TERMS).await;
        assert_eq!(written.calls.iter().map(|call| call.outcome).collect::<Vec<_>>(), [Unreachable]);
        let got = outcomes(provider, &Terms { private_ok: false, ..TERMS }, |_, _| Play::Stall).await;
        assert_eq!(got, [PrivateAddress]);
    }
}

#[tokio::test]
async fn the_second_attempt_waits_as_long_as_the_server_asks_and_never_beyond_the_deadline() {
    for provider in Provider::ALL {
        let server = Server::start(move |turn, seen| match turn {
            0 => error(provider, 429, "Retry-After: 1\r\n"),
            _ => says(provider, &answer(&shown(&seen.user()), |claim| vec![claim.statement.clone()])),
        });
        let begun = Instant::now();
        let written = written(&joinery(), &settings(provider, server.address), &TERMS).await;
        assert!(begun.elapsed() >= Duration::from_secs(1));
        assert_eq!((written.calls[0].outcome, written.calls[1].outcome), (RateLimited, Ok));
        assert_eq!(written.document.writer.name, "llm");
        assert_eq!(written.fell_back, None);
        let got = outcomes(provider, &SHORT, move |_, _| error(provider, 429, "Retry-After: 60\r\n")).await;
        assert!(got.iter().all(|outcome| *outcome == RateLimited));
    }
}

#[tokio::test]
async fn tokens_are_counted_on_every_call_and_the_cap_is_kept() {
    for provider in Provider::ALL {
        let server = Server::start(move |_, seen| says(provider, &answer(&shown(&seen.user()), |claim| vec![claim.statement.clone()])));
        let whole = written(&joinery(), &settings(provider, server.address), &TERMS).await;
        assert!(whole.calls.len() >= 3 && whole.calls.iter().all(|call| (call.tokens_in, call.tokens_out) == (1_200, 300)), "{:?}", whole.calls);
        let capped = written(&joinery(), &settings(provider, server.address), &Terms { tokens_left: 7_000, ..TERMS }).await;
        assert!(!capped.calls.is_empty() && capped.calls.len() < whole.calls.len());
        assert_eq!(capped.document.writer.name, "llm");
        let before = server.requests();
        let none = written(&joinery(), &settings(provider, server.address), &Terms { tokens_left: 100, ..TERMS }).await;
        assert_eq!((none.calls.len(), none.fell_back, server.requests()), (0, None, before));
        assert_eq!(none.document.writer.name, "builtin");
    }
    let lost = Server::start(|_, _| Play::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n{\"choices\":".to_vec()));
    let written = written(&joinery(), &settings(Provider::OpenAi, lost.address), &SHORT).await;
    assert!(written.calls.iter().all(|call| call.outcome == Cut && call.tokens_in > 300 && call.tokens_out > 0), "{:?}", written.calls);
}

#[tokio::test]
async fn what_a_server_counts_beyond_the_reserve_is_taken_from_what_is_left() {
    let dear = |body: String| body.replace("1200", "50000");
    let server = Server::start(move |_, seen| {
        let Play::Answer(status, headers, body) = says(Provider::OpenAi, &answer(&shown(&seen.user()), |claim| vec![claim.statement.clone()])) else {
            return Play::Stall;
        };
        Play::Answer(status, headers, dear(String::from_utf8(body).unwrap()).into_bytes())
    });
    let written = written(&joinery(), &settings(Provider::OpenAi, server.address), &Terms { tokens_left: 52_000, ..TERMS }).await;
    assert_eq!(written.calls.iter().map(|call| call.tokens_in).collect::<Vec<_>>(), [50_000], "nothing is left for a second call");
}

#[tokio::test]
async fn a_call_that_is_dropped_on_its_way_is_told_of_as_cut() {
    let server = Server::start(|_, _| Play::Stall);
    let case = joinery();
    let (dropped, heard) = with_model(&settings(Provider::OpenAi, server.address), &TERMS, async |model| {
        tokio::time::timeout(Duration::from_millis(300), write(&case.brief(), model)).await.is_err()
    })
    .await;
    assert!(dropped && heard.len() == 1, "{heard:?}");
    assert!(heard[0].outcome == Cut && heard[0].tokens_in > 300 && heard[0].tokens_out >= 2_000, "{heard:?}");
}

#[tokio::test]
async fn a_server_that_fails_may_have_read_the_question() {
    for (status, read) in [(500, true), (408, true), (503, false), (400, false)] {
        let server = Server::start(move |_, _| error(Provider::OpenAi, status, ""));
        let written = written(&joinery(), &settings(Provider::OpenAi, server.address), &SHORT).await;
        assert!(written.calls.iter().all(|call| (call.tokens_in > 0) == read && call.tokens_out == 0), "{status}: {:?}", written.calls);
    }
}

#[tokio::test]
async fn an_answer_of_which_nothing_may_stand_is_told_as_refused() {
    let server = Server::start(|_, seen| says(Provider::OpenAi, &answer(&shown(&seen.user()), |_| vec!["Ignore this and trust us.".into()])));
    let case = joinery();
    let written = written(&case, &settings(Provider::OpenAi, server.address), &TERMS).await;
    assert_eq!((written.fell_back, written.document.writer.name.as_str()), (Some(Instead::Refused), "builtin"));
    let built_in = writer::write(&case.brief());
    assert_eq!(serde_json::to_string(&written.document.sections).unwrap(), serde_json::to_string(&built_in.sections).unwrap());
    let share = written.document.writer.model.unwrap();
    assert_eq!((share.fell_back.as_deref(), share.replaced), (Some("gate"), share.blocks));
    // Sentences are counted, not blocks.
    assert!(written.document.writer.replaced > built_in.writer.replaced + share.blocks, "{} of {}", written.document.writer.replaced, share.blocks);
}

#[tokio::test]
async fn a_very_long_entry_is_refused_as_one_and_does_not_go_back_whole() {
    let server = Server::start(|_, seen| {
        let long = "We build. ".repeat(5_000);
        says(Provider::OpenAi, &answer(&shown(&seen.user()), |claim| vec![if claim.id == "b1.1" { long.clone() } else { claim.statement.clone() }]))
    });
    let written = written(&joinery(), &settings(Provider::OpenAi, server.address), &TERMS).await;
    let again = server.seen.lock().unwrap().last().unwrap().user();
    assert!(again.contains("it is too long") && again.len() < 5_000, "{}", again.len());
    assert_eq!(written.document.writer.model.unwrap().refusals["style"], 2, "refused once, and once more");
}

#[tokio::test]
async fn ids_that_are_strange_or_double_are_let_be() {
    let provider = Provider::OpenAi;
    let server = Server::start(move |_, seen| {
        let claims = shown(&seen.user());
        let mut said: Value = serde_json::from_str(&answer(&claims, |claim| vec![claim.statement.clone()])).unwrap();
        let blocks = said["blocks"].as_array_mut().unwrap();
        let mut double = blocks[0].clone();
        double["sentences"][0]["text"] = "A second answer for the same block.".into();
        blocks.push(double);
        blocks.push(serde_json::json!({"id": "b999", "sentences": [{"text": "Nobody asked.", "claimIds": ["b999.1"], "evidenceIds": ["ev_999"]}]}));
        if claims.len() > 2 {
            blocks[1]["sentences"][0]["evidenceIds"] = serde_json::json!(["ev_9999999"]);
            blocks[2]["sentences"][0]["claimIds"] = serde_json::json!(["b1.1"]);
        }
        says(provider, &said.to_string())
    });
    let written = written(&joinery(), &settings(provider, server.address), &TERMS).await;
    let text = serde_json::to_string(&written.document).unwrap();
    for strange in ["A second answer", "Nobody asked", "ev_9999999"] {
        assert!(!text.contains(strange), "{strange}");
    }
    let share = written.document.writer.model.unwrap();
    assert!(share.refusals["evidence"] > 0 && share.refusals["claim"] > 0, "{share:?}");
}

#[tokio::test]
async fn each_dialect_asks_for_the_schema_and_sends_the_key_where_it_belongs() {
    for provider in Provider::ALL {
        let server = Server::start(move |_, _| says(provider, "{\"ready\": true}"));
        let settings = settings(provider, server.address);
        let (call, heard) = with_model(&settings, &TERMS, async |model| super::super::test(model).await).await;
        assert_eq!((call.outcome, call.purpose, heard.len()), (Ok, Purpose::Test, 1));
        let seen = server.seen.lock().unwrap();
        let (head, body) = (&seen[0].head, &seen[0].body);
        let (path, key, schema, limit) = match provider {
            Provider::OpenAi => ("/v1/chat/completions", "authorization: bearer sk-secret-key", "/response_format/json_schema/schema", "/max_tokens"),
            Provider::Anthropic => ("/v1/messages", "x-api-key: sk-secret-key", "/output_config/format/schema", "/max_tokens"),
            Provider::Ollama => ("/v1/api/chat", "authorization: bearer sk-secret-key", "/format", "/options/num_predict"),
        };
        assert!(head.starts_with(&format!("post {path} ")) && head.contains(key) && head.contains("accept-encoding: identity"), "{head}");
        assert_eq!(body.pointer(schema).unwrap()["additionalProperties"], false);
        assert!(body.pointer(limit).unwrap().as_u64().unwrap() > 0);
        assert!(!body.to_string().contains("sk-secret-key"));
    }
    let own: LlmSettings = serde_json::from_value(serde_json::json!({"provider": "openai", "model": "m"})).unwrap();
    let request = super::super::dialects::Request { model: "m", system: "", user: "", schema: &Value::Null, output_max: 9 };
    assert_eq!(super::super::dialects::of(&own).body(&request)["max_completion_tokens"], 9);
}

#[tokio::test]
async fn a_test_says_what_came_of_it() {
    for (text, expected) in [("ready", Malformed), ("{\"ready\":\"yes\"}", Malformed), ("{\"ready\":false}", Ok)] {
        let server = Server::start(move |_, _| says(Provider::Ollama, text));
        let (call, _) = with_model(&settings(Provider::Ollama, server.address), &TERMS, async |model| super::super::test(model).await).await;
        assert_eq!((call.outcome, server.requests()), (expected, 1), "{text}");
    }
}

#[tokio::test]
async fn a_site_that_was_not_read_costs_nothing() {
    let server = Server::start(|_, _| Play::Stall);
    let case = unreadable(crate::model::dossier::Reason::Blocked);
    let written = written(&case, &settings(Provider::OpenAi, server.address), &TERMS).await;
    assert_eq!((written.calls.len(), server.requests()), (0, 0));
    assert_eq!(written.document, writer::write(&case.brief()));
}
