//! Artefacts in a bucket: a real server that speaks S3 and checks every signature, on a free port.

use std::path::Path;

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::support::app::{On, TestApp};

const KEY: &str = "AKIDMAGNETITE";
const SECRET: &str = "a-secret-of-the-tests";

/// Serves the buckets in `folder`; ends with its task.
async fn serve(listener: TcpListener, folder: &Path) -> JoinHandle<()> {
    let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).unwrap());
    builder.set_auth(SimpleAuth::from_single(KEY, SECRET));
    let service = builder.build();
    tokio::spawn(async move {
        let mut open = tokio::task::JoinSet::new();
        while let Ok((stream, _)) = listener.accept().await {
            let service = service.clone();
            open.spawn(async move {
                let _ = auto::Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await;
            });
        }
    })
}

/// Paths of all files below, those of the server's own left out.
fn files(folder: &Path) -> Vec<String> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            out.extend(files(&entry.path()));
        } else {
            out.push(entry.path().display().to_string());
        }
    }
    out
}

async fn app(endpoint: &str, secret: &str) -> TestApp {
    let settings = [
        ("OBJECT_STORE", "s3://magnets/of/acme"),
        ("S3_ENDPOINT", endpoint),
        ("S3_REGION", "eu-central-1"),
        ("S3_ACCESS_KEY_ID", KEY),
        ("S3_SECRET_ACCESS_KEY", secret),
    ];
    TestApp::start(On::Sqlite, &settings).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_magnet_is_kept_in_a_bucket_and_leaves_it_with_its_lead() {
    let folder = tempfile::tempdir().unwrap();
    let bucket = folder.path().join("magnets");
    std::fs::create_dir(&bucket).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let server = serve(listener, folder.path()).await;
    let app = app(&endpoint, SECRET).await;

    let body = app.generate(json!({"email": "jane@firm.example", "company": "Firm"})).await;
    app.run_jobs().await;
    let link = format!("/go/{}", body["leadMagnetUrl"].as_str().unwrap().split_once("/go/").unwrap().1);
    let lead = body["leadId"].as_str().unwrap();
    for (ending, magic) in [("", &b"<!doctype html>"[..]), (".pdf", b"%PDF-"), (".png", b"\x89PNG"), (".md", b"#")] {
        let answer = app.anonymous().get(&format!("{link}{ending}")).await;
        assert!(answer.status == 200 && answer.bytes.to_ascii_lowercase().starts_with(&magic.to_ascii_lowercase()), "{ending}: {}", answer.status);
    }
    let kept = files(&bucket.join("of/acme"));
    assert!(kept.len() == 5 && kept.iter().all(|file| file.contains(lead)), "{kept:?}");
    assert!(!app.app.settings.objects.folder.exists(), "something was written to the disk as well");

    let erased = app.api_key().send("DELETE", &format!("/api/v1/leads/{lead}"), &[], None).await;
    assert!(matches!(erased.status, 200 | 204), "{}", erased.text);
    app.run_jobs().await;
    assert_eq!(files(&bucket.join("of/acme")), Vec::<String>::new());
    assert_eq!(app.anonymous().get(&link).await.status, 404);
    server.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_waits_while_the_bucket_refuses_and_loses_no_try() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("magnets")).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let server = serve(listener, folder.path()).await;
    let app = app(&endpoint, "another secret").await;
    let body = app.generate(json!({"email": "jane@firm.example"})).await;
    assert_eq!(app.run_jobs().await, 1);
    let job = app.api_key().get(&format!("/api/generation/{}/status", body["jobId"].as_str().unwrap())).await.json();
    assert_eq!((&job["job"]["status"], &job["job"]["retryCount"]), (&json!("queued"), &json!(0)), "{job}");
    assert!(!job.to_string().contains("secret") && !job.to_string().contains(KEY), "{job}");
    server.abort();
}
