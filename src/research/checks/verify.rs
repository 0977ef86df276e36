//! Lines with which a reader sees an observation again: plain `curl`, with the address in single quotes and safe in any shell.

/// The address in single quotes; what could end the quotation or the line is percent-encoded.
#[must_use]
pub fn quoted(url: &str) -> String {
    format!("'{}'", address(url))
}

/// The bare address, for observations that need eyes rather than a command.
#[must_use]
pub fn address(url: &str) -> String {
    let mut safe = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '\'' => safe.push_str("%27"),
            ' ' => safe.push_str("%20"),
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe
}

/// Status line and headers of one answer, redirects not followed.
#[must_use]
pub fn headers(url: &str) -> String {
    format!("curl -s -o /dev/null -D - {}", quoted(url))
}

/// Each status on the way and the address where it ends.
#[must_use]
pub fn hops(url: &str) -> String {
    format!("curl -sL -o /dev/null -D - -w '%{{url_effective}}\\n' {}", quoted(url))
}

/// The text of an answer.
#[must_use]
pub fn body(url: &str) -> String {
    format!("curl -sL {}", quoted(url))
}

/// One question to the domain name system.
#[must_use]
pub fn dns(kind: &str, name: &str) -> String {
    format!("dig +short {kind} '{}'", address(name))
}

/// End and issuer of the certificate that a host shows, and whether it is trusted.
#[must_use]
pub fn certificate(host: &str) -> String {
    let host = address(host);
    format!("openssl s_client -connect '{host}:443' -servername '{host}' -verify_hostname '{host}' </dev/null 2>&1 | grep -aE 'NotAfter|issuer=|Verif'")
}

/// Seconds until the first byte, three times.
#[must_use]
pub fn first_byte(url: &str) -> String {
    format!("for n in 1 2 3; do curl -s -o /dev/null -w '%{{time_starttransfer}}\\n' {}; done", quoted(url))
}

/// All places of the page that match a basic regular expression of ours; none printed means none there.
#[must_use]
pub fn matches(url: &str, pattern: &str) -> String {
    format!("curl -sL {} | tr '\\n' ' ' | LC_ALL=C grep -aio '{pattern}'", quoted(url))
}

/// All elements of that name with what stands in them; none printed means none there.
#[must_use]
pub fn elements(url: &str, tag: &str) -> String {
    format!("curl -sL {} | tr '\\n' ' ' | sed 's:</{tag}>:&\\n:g' | LC_ALL=C grep -aio '<{tag}[ >].*</{tag}>'", quoted(url))
}

/// The elements of that name, each with what stands in it, whose source holds the piece of text.
#[must_use]
pub fn element_with(url: &str, tag: &str, piece: &str) -> String {
    let piece: String = piece.chars().take_while(|c| !c.is_control() && !matches!(c, '\'' | '"' | '&' | '<' | '>')).collect();
    format!("{} | grep -aF -- '{piece}'", elements(url, tag))
}

/// Links and buttons in whose source no text, alt text or label stands.
#[must_use]
pub fn nameless(url: &str) -> String {
    format!(
        "curl -sL {} | tr '\\n' ' ' | sed 's:</a>:&\\n:g;s:</button>:&\\n:g' | LC_ALL=C grep -aio '<\\(a\\|button\\)[ >].*' | \
grep -aiv '>[[:space:]]*[^<[:space:]]\\|aria-label\\|title=\\|alt=\"[^\"]'",
        quoted(url)
    )
}

/// The tags of that name which lack the attribute.
#[must_use]
pub fn tags_without(url: &str, tag: &str, attribute: &str) -> String {
    format!("curl -sL {} | tr '\\n' ' ' | LC_ALL=C grep -aio '<{tag}[^>]*>' | grep -aiv '[[:space:]]{attribute}'", quoted(url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_cannot_leave_its_quotes() {
        let line = headers("https://a.example/x';rm -rf $HOME;'\n`id`");
        assert_eq!(line, "curl -s -o /dev/null -D - 'https://a.example/x%27;rm%20-rf%20$HOME;%27`id`'");
        assert_eq!(line.matches('\'').count(), 2);
    }
}
