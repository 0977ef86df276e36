//! What the OpenAPI document says about webhooks is what the server takes.

use serde_json::json;

#[test]
fn the_document_allows_what_is_taken_and_forbids_the_rest() {
    let document = magnetite::web::api::reference::document("https://magnets.example.com");
    let mut operations = 0;
    for (path, methods) in document["paths"].as_object().unwrap().iter().filter(|(path, _)| path.contains("webhook") || path.contains("deliver")) {
        for operation in methods.as_object().unwrap().values() {
            operations += 1;
            assert!(operation["summary"].is_string() && operation["description"].is_string(), "{path}");
            for parameter in operation["parameters"].as_array().unwrap_or(&Vec::new()).iter().filter(|parameter| parameter.get("$ref").is_none()) {
                assert!(!parameter["schema"].to_string().contains("null"), "{path}: {parameter}");
            }
        }
    }
    assert_eq!(operations, 11);
    let schemas = &document["components"]["schemas"];
    for name in ["NewWebhook", "WebhookChange", "ReplayFailed", "ReplayBetween"] {
        assert_eq!(schemas[name]["additionalProperties"], false, "{name}: {}", schemas[name]);
    }
    assert_eq!(schemas["NewWebhook"]["required"], json!(["url"]));
    assert_eq!(schemas["WantedEvent"]["enum"].as_array().unwrap().len(), 17, "all but the test, and *");
    for member in ["offReason", "failingSince", "lastSuccessAt", "events", "state"] {
        assert!(schemas["Webhook"]["required"].as_array().unwrap().contains(&json!(member)), "{member}");
    }
    let pattern = regex::Regex::new(schemas["WebhookUrl"]["pattern"].as_str().unwrap()).unwrap();
    let public = |host: &url::Host<&str>| matches!(host, url::Host::Domain(_));
    for url in [
        "https://example.com",
        "https://EXAMPLE.com:8443/a?b=c&d=%20",
        "https://a-b.co.uk/",
        "https://example.com?x",
        "https://example.com:65535/~!$'()*+,;=:@/",
    ] {
        assert!(pattern.is_match(url) && magnetite::model::webhook::parse_url(url, false, public).is_ok(), "{url}");
    }
    for url in [
        "http://example.com/",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://a@example.com/",
        "https://example.com/#x",
        "https://example.com:0/",
        "https://example.com:65536/",
        "https://example.com/a b",
        "",
    ] {
        assert!(!pattern.is_match(url), "{url}");
    }
}
