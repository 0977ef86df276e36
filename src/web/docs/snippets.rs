//! One request in four languages, as a person would write it.

use serde_json::Value;

use super::literal::{self, PHP, PYTHON};

/// What is sent.
pub struct Sent {
    /// In capitals.
    pub method: String,
    /// Under the API's address, with example values, such as `/leads/lead_7Hq0?limit=50`.
    pub path: String,
    pub body: Option<Value>,
    /// Whether the operation needs a key.
    pub key: bool,
}

/// Fences for curl, JavaScript, Python and PHP.
#[must_use]
pub fn fences(sent: &Sent) -> String {
    let languages = [("curl", curl(sent)), ("js", javascript(sent)), ("python", python(sent)), ("php", php(sent))];
    languages.iter().map(|(word, text)| format!("```{word}\n{text}```\n")).collect()
}

fn curl(sent: &Sent) -> String {
    let method = if sent.method == "GET" { String::new() } else { format!("-X {} ", sent.method) };
    let mut lines = vec![format!("curl {method}\"$API_URL{}\"", sent.path)];
    if sent.key {
        lines.push("-H \"Authorization: Bearer $API_KEY\"".to_owned());
    }
    if sent.method == "POST" {
        lines.push("-H \"Idempotency-Key: $(uuidgen)\"".to_owned());
    }
    if let Some(body) = &sent.body {
        lines.push("-H \"Content-Type: application/json\"".to_owned());
        lines.push(format!("-d '{}'", pretty(body).replace('\'', "'\\''")));
    }
    format!("{}\n", lines.join(" \\\n  "))
}

fn javascript(sent: &Sent) -> String {
    let mut headers = Vec::new();
    if sent.key {
        headers.push("    Authorization: `Bearer ${process.env.API_KEY}`,\n".to_owned());
    }
    if sent.body.is_some() {
        headers.push("    \"Content-Type\": \"application/json\",\n".to_owned());
    }
    if sent.method == "POST" {
        headers.push("    \"Idempotency-Key\": crypto.randomUUID(),\n".to_owned());
    }
    let mut options = String::new();
    if sent.method != "GET" {
        options.push_str(&format!("  method: \"{}\",\n", sent.method));
    }
    if !headers.is_empty() {
        options.push_str(&format!("  headers: {{\n{}  }},\n", headers.concat()));
    }
    if let Some(body) = &sent.body {
        options.push_str(&format!("  body: JSON.stringify({}),\n", pretty(body).replace('\n', "\n  ")));
    }
    let options = if options.is_empty() { options } else { format!(", {{\n{options}}}") };
    format!("const answer = await fetch(`${{process.env.API_URL}}{}`{options});\nconsole.log(answer.status, await answer.text());\n", sent.path)
}

fn python(sent: &Sent) -> String {
    let mut imports = vec!["import os"];
    let mut headers = Vec::new();
    if sent.key {
        headers.push("\"Authorization\": f\"Bearer {os.environ['API_KEY']}\"");
    }
    if sent.method == "POST" {
        imports.push("import uuid");
        headers.push("\"Idempotency-Key\": str(uuid.uuid4())");
    }
    let mut text = format!("{}\n\nimport requests\n\nanswer = requests.{}(\n", imports.join("\n"), sent.method.to_lowercase());
    text.push_str(&format!("    os.environ[\"API_URL\"] + \"{}\",\n", sent.path));
    if !headers.is_empty() {
        text.push_str(&format!("    headers={{{}}},\n", headers.join(", ")));
    }
    if let Some(body) = &sent.body {
        text.push_str(&format!("    json={},\n", literal::write(body, &PYTHON, 4)));
    }
    text.push_str("    timeout=30,\n)\nprint(answer.status_code, answer.text)\n");
    text
}

fn php(sent: &Sent) -> String {
    let mut headers = Vec::new();
    if sent.key {
        headers.push("'Authorization: Bearer ' . getenv('API_KEY')".to_owned());
    }
    if sent.method == "POST" {
        headers.push("'Idempotency-Key: ' . bin2hex(random_bytes(16))".to_owned());
    }
    let mut options = format!("    CURLOPT_CUSTOMREQUEST => '{}',\n    CURLOPT_RETURNTRANSFER => true,\n", sent.method);
    if let Some(body) = &sent.body {
        headers.push("'Content-Type: application/json'".to_owned());
        options.push_str(&format!("    CURLOPT_POSTFIELDS => json_encode({}),\n", literal::write(body, &PHP, 4)));
    }
    if !headers.is_empty() {
        options.push_str(&format!("    CURLOPT_HTTPHEADER => [{}],\n", headers.join(", ")));
    }
    format!(
        "<?php\n$request = curl_init(getenv('API_URL') . '{}');\ncurl_setopt_array($request, [\n{options}]);\n$answer = curl_exec($request);\n\
        echo curl_getinfo($request, CURLINFO_RESPONSE_CODE), ' ', $answer, PHP_EOL;\n",
        sent.path
    )
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
