//! What the guides leave to the code: the server's address, the tables of errors and events.

use serde_json::{Value, json};

use super::schema;
use crate::model::event::EventKind;
use crate::web::api::reference::event_kinds;
use crate::web::error::ALL;

/// A guide's text with its places filled in.
#[must_use]
pub fn guide(text: &str, document: &Value, public_url: &str) -> String {
    let fills: [(&str, &dyn Fn() -> String); 5] = [
        ("{{url}}", &|| public_url.to_owned()),
        ("{{errors}}", &errors),
        ("{{events}}", &event_kinds),
        ("{{headers}}", &headers),
        ("{{payload}}", &|| schema::table(document, &json!({"$ref": "#/components/schemas/Payload"}))),
    ];
    fills.iter().fold(text.to_owned(), |text, (place, fill)| if text.contains(place) { text.replace(place, &fill()) } else { text })
}

/// By status, each code with its cause and what to do.
fn errors() -> String {
    let mut text = String::from("| status | code | cause | what to do |\n|---|---|---|---|\n");
    for kind in ALL {
        let cells = [kind.cause, kind.fix].map(schema::cell);
        text.push_str(&format!("| {} | [`{}`](/errors/{}) | {} | {} |\n", kind.status.as_u16(), kind.code, kind.code, cells[0], cells[1]));
    }
    text
}

fn event_kinds() -> String {
    let mut text = String::from("| event | sent when | `data` holds |\n|---|---|---|\n");
    for kind in EventKind::ALL {
        text.push_str(&format!("| `{}` | {} | {} |\n", kind, schema::cell(kind.description()), schema::cell(kind.data())));
    }
    text
}

fn headers() -> String {
    let mut text = String::from("| header | |\n|---|---|\n");
    for (name, what) in event_kinds::HEADERS {
        text.push_str(&format!("| `{name}` | {what} |\n"));
    }
    text
}
