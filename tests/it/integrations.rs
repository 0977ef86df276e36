//! The n8n workflow can be imported, and asks for nothing that the API does not have.

use std::collections::BTreeSet;

use magnetite::web::api::reference::document;
use serde_json::Value;

/// Types of n8n's own nodes, with the newest version that the workflow may use.
const NODES: [(&str, f64); 8] =
    [("manualTrigger", 1.0), ("set", 3.4), ("httpRequest", 4.2), ("webhook", 2.0), ("crypto", 1.0), ("if", 2.2), ("extractFromFile", 1.0), ("wait", 1.1)];

fn workflow() -> Value {
    serde_json::from_str(include_str!("../../integrations/n8n/magnetite.json")).unwrap()
}

#[test]
fn the_workflow_has_known_nodes_and_no_connection_to_nowhere() {
    let workflow = workflow();
    let nodes = workflow["nodes"].as_array().unwrap();
    let names: BTreeSet<&str> = nodes.iter().map(|node| node["name"].as_str().unwrap()).collect();
    assert_eq!(names.len(), nodes.len(), "a name stands twice");
    for node in nodes {
        let kind = node["type"].as_str().unwrap().strip_prefix("n8n-nodes-base.").unwrap();
        let version = node["typeVersion"].as_f64().unwrap();
        assert!(NODES.iter().any(|(name, newest)| *name == kind && version <= *newest), "{kind} {version}");
        assert!(node.get("credentials").is_none(), "{kind} names a credential");
    }
    for (from, to) in workflow["connections"].as_object().unwrap() {
        assert!(names.contains(from.as_str()), "{from}");
        for target in to["main"].as_array().unwrap().iter().flat_map(|output| output.as_array().unwrap()) {
            assert!(names.contains(target["node"].as_str().unwrap()), "{target}");
        }
    }
    assert!(!workflow.to_string().contains("sk_mag_") && !workflow.to_string().contains("whsec_"), "a secret");
}

#[test]
fn the_workflow_asks_for_documented_paths_with_documented_headers() {
    let document = document("https://magnets.example.com");
    let workflow = workflow();
    let nodes = workflow["nodes"].as_array().unwrap();
    for node in nodes.iter().filter(|node| node["type"] == "n8n-nodes-base.httpRequest") {
        let parameters = &node["parameters"];
        let path = parameters["url"].as_str().unwrap().split_once("}}").unwrap().1;
        let operation = &document["paths"][path][parameters["method"].as_str().unwrap().to_lowercase()];
        assert!(operation.is_object(), "{path} is not documented");
        for header in parameters["headerParameters"]["parameters"].as_array().unwrap() {
            assert_eq!(header["name"], document["components"]["parameters"]["IdempotencyKey"]["name"]);
        }
    }
    let hook = &nodes.iter().find(|node| node["type"] == "n8n-nodes-base.webhook").unwrap()["parameters"];
    assert_eq!((&hook["httpMethod"], &hook["options"]["rawBody"]), (&"POST".into(), &true.into()), "the signature is over the raw body");
}
