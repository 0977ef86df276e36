//! Mail by SMTP, where the operator has set it: invitations and links for a new password. The only way out beside `magnetite-fetch`, to one host that the operator names.

use std::time::Duration;

use lettre::message::{Mailbox, header::ContentType};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use url::{Host, Url};

/// Longest time for one mail to be taken by the server.
const SEND_TIME: Duration = Duration::from_secs(15);
const COMMAND_TIME: Duration = Duration::from_secs(10);

#[derive(Debug, thiserror::Error)]
pub enum MailError {
    #[error("MAGNETITE_SMTP_URL must be smtp://user:password@host:587 or smtps://user:password@host:465")]
    BadUrl,
    #[error("MAGNETITE_SMTP_FROM must be an e-mail address like magnets@example.com")]
    BadSender,
    #[error("the mail server does not take the mail: {0}")]
    Refused(String),
}

pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// `smtps://` speaks TLS from the start. `smtp://` must change to TLS by STARTTLS, unless the server is this machine or the URL ends in `?tls=none`.
    ///
    /// # Errors
    /// A URL or sender that cannot be used; no connection is made.
    pub fn open(url: &str, from: Option<&str>) -> Result<Self, MailError> {
        let mut url = Url::parse(url).map_err(|_| MailError::BadUrl)?;
        let from = match (from, url.host_str()) {
            (Some(from), _) => from.to_owned(),
            (None, Some(host)) => format!("magnetite@{host}"),
            (None, None) => return Err(MailError::BadUrl),
        };
        let from: Mailbox = from.parse().map_err(|_| MailError::BadSender)?;
        let tls = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        match (url.scheme(), tls.as_deref()) {
            ("smtps", _) => {}
            ("smtp", None) if !is_this_machine(&url) => url.set_query(Some("tls=required")),
            ("smtp", None | Some("required")) => {}
            ("smtp", Some("none")) => url.set_query(None),
            _ => return Err(MailError::BadUrl),
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str()).map_err(|_| MailError::BadUrl)?;
        Ok(Self { transport: transport.timeout(Some(COMMAND_TIME)).build(), from })
    }

    /// Hands a mail of plain text over to the server.
    ///
    /// # Errors
    /// When the server cannot be reached within 15 s or refuses.
    pub async fn send(&self, to: &str, subject: &str, text: &str) -> Result<(), MailError> {
        let refused = |error: &dyn std::fmt::Display| MailError::Refused(error.to_string());
        let to: Mailbox = to.parse().map_err(|error: lettre::address::AddressError| refused(&error))?;
        // A server's answer may quote the address, and errors end in logs: of an answer its code alone is told.
        let told = |error: lettre::transport::smtp::Error| match error.status() {
            Some(code) => MailError::Refused(format!("it answered {code}")),
            None => refused(&error),
        };
        let mail = Message::builder().from(self.from.clone()).to(to).subject(subject).header(ContentType::TEXT_PLAIN);
        let mail = mail.body(text.to_owned()).map_err(|error| refused(&error))?;
        match tokio::time::timeout(SEND_TIME, self.transport.send(mail)).await {
            Ok(sent) => sent.map(|_| ()).map_err(told),
            Err(_) => Err(MailError::Refused("no answer in time".into())),
        }
    }
}

fn is_this_machine(url: &Url) -> bool {
    // The scheme is none that the library knows: an IPv4 address comes as a name.
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback()),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_that_would_send_a_password_in_the_clear_is_none() {
        for good in ["smtp://u:p%40w@mail.example:587", "smtps://u:p@mail.example", "smtp://127.0.0.1:2525", "smtp://mailpit:1025?tls=none"] {
            assert!(Mailer::open(good, Some("magnets@acme.example")).is_ok(), "{good}");
        }
        for bad in ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example?tls=opportunistic", "smtp://mail.example?tls=maybe"] {
            assert!(Mailer::open(bad, Some("magnets@acme.example")).is_err(), "{bad}");
        }
        assert!(matches!(Mailer::open("smtp://localhost", Some("nobody")), Err(MailError::BadSender)));
        let at = |url: &str| Url::parse(url).is_ok_and(|url| is_this_machine(&url));
        assert!(at("smtp://localhost:25") && at("smtp://127.0.0.1") && at("smtp://[::1]:25") && !at("smtp://127.0.0.1.example.com") && !at("smtp://10.0.0.1"));
    }
}
