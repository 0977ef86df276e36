//! A name server on loopback, over UDP and TCP, that knows one zone: what it says, and how it fails.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, UdpSocket};

const KINDS: [(&str, u16); 5] = [("A", 1), ("CNAME", 5), ("MX", 15), ("TXT", 16), ("AAAA", 28)];

/// `name TYPE` → records (a TXT record may be a list of strings), `name !` → `servfail`, `refused`, `silence`, `truncate` (over UDP alone) or `garbage`.
pub type Zone = BTreeMap<String, Value>;

/// Runs until the test ends.
pub async fn start(zone: Zone) -> SocketAddr {
    let zone = Arc::new(zone);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let socket = UdpSocket::bind(address).await.unwrap();
    let known = zone.clone();
    tokio::spawn(async move {
        let mut buffer = [0_u8; 1500];
        while let Ok((length, from)) = socket.recv_from(&mut buffer).await {
            if let Some(answer) = answer(&known, &buffer[..length], false) {
                let _ = socket.send_to(&answer, from).await;
            }
        }
    });
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let zone = zone.clone();
            tokio::spawn(async move {
                while let Ok(length) = stream.read_u16().await {
                    let mut query = vec![0_u8; usize::from(length)];
                    if stream.read_exact(&mut query).await.is_err() {
                        return;
                    }
                    let Some(answer) = answer(&zone, &query, true) else { return };
                    let _ = stream.write_u16(u16::try_from(answer.len()).unwrap()).await;
                    let _ = stream.write_all(&answer).await;
                }
            });
        }
    });
    address
}

fn answer(zone: &Zone, query: &[u8], tcp: bool) -> Option<Vec<u8>> {
    let (name, end) = name_at(query, 12);
    let kind = u16::from_be_bytes([query[end], query[end + 1]]);
    let (mut code, mut truncated, mut answers) = (0_u8, false, Vec::new());
    match zone.get(&format!("{name} !")).and_then(Value::as_str) {
        Some("servfail") => code = 2,
        Some("refused") => code = 5,
        Some("silence") => return None,
        Some("garbage") => return Some([&query[..2], &[0x81, 0x80, 0, 1, 0xff, 0xff, 0, 0, 0, 0, 1, 2, 3]].concat()),
        Some("truncate") if !tcp => truncated = true,
        _ => {
            let mut owner = name.clone();
            for _ in 0..8 {
                let Some(alias) = records(zone, &owner, "CNAME").first().and_then(Value::as_str).map(str::to_owned) else { break };
                answers.push(record(&owner, 5, &wire_name(&alias)));
                owner = alias;
            }
            let exists = zone.keys().any(|key| key.split(' ').next().is_some_and(|known| known == owner || known.ends_with(&format!(".{owner}"))));
            code = if exists { 0 } else { 3 };
            let asked = KINDS.iter().find(|(_, number)| *number == kind).map_or("", |(known, _)| known);
            for value in records(zone, &owner, asked).iter().filter(|_| asked != "CNAME") {
                answers.push(record(&owner, kind, &data(asked, value)));
            }
        }
    }
    let flags = [0x81 | if truncated { 0x02 } else { 0 }, 0x80 | code];
    let count = u16::try_from(answers.len()).unwrap().to_be_bytes();
    Some([&query[..2], &flags, &[0, 1], &count, &[0, 0, 0, 0], &query[12..end + 4], &answers.concat()].concat())
}

fn records<'z>(zone: &'z Zone, name: &str, kind: &str) -> &'z [Value] {
    zone.get(&format!("{name} {kind}")).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn record(owner: &str, kind: u16, data: &[u8]) -> Vec<u8> {
    [&wire_name(owner)[..], &kind.to_be_bytes(), &[0, 1, 0, 0, 0, 60], &u16::try_from(data.len()).unwrap().to_be_bytes(), data].concat()
}

fn data(kind: &str, value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap_or_default();
    match kind {
        "A" => text.parse::<std::net::Ipv4Addr>().unwrap().octets().to_vec(),
        "AAAA" => text.parse::<std::net::Ipv6Addr>().unwrap().octets().to_vec(),
        "MX" => {
            let (preference, host) = text.split_once(' ').unwrap();
            [&preference.parse::<u16>().unwrap().to_be_bytes()[..], &wire_name(host)].concat()
        }
        _ => {
            let pieces: Vec<&str> = value.as_array().map_or(vec![text], |pieces| pieces.iter().filter_map(Value::as_str).collect());
            let strings = pieces.iter().flat_map(|piece| piece.as_bytes().chunks(255));
            strings.flat_map(|string| [&[u8::try_from(string.len()).unwrap()], string].concat()).collect()
        }
    }
}

fn wire_name(name: &str) -> Vec<u8> {
    let labels = name.trim_end_matches('.').split('.').filter(|label| !label.is_empty());
    let mut wire: Vec<u8> = labels.flat_map(|label| [&[u8::try_from(label.len()).unwrap()], label.as_bytes()].concat()).collect();
    wire.push(0);
    wire
}

/// In lower case, and where it ends.
fn name_at(message: &[u8], mut at: usize) -> (String, usize) {
    let mut labels = Vec::new();
    while message[at] != 0 {
        let length = usize::from(message[at]);
        labels.push(String::from_utf8_lossy(&message[at + 1..at + 1 + length]).to_ascii_lowercase());
        at += 1 + length;
    }
    (labels.join("."), at + 1)
}
