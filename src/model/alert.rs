//! The alert at a lead's first view by a person: whom a project tells, and in which words.

use serde::{Deserialize, Serialize};

use super::ids::ProjectId;
use super::lead::parse_email;

/// Addresses of one project.
pub const EMAILS_MAX: usize = 10;

/// Whom a project tells. The address of a webhook is a secret: whoever has it can write there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AlertSettings {
    pub emails: Vec<String>,
    pub hook: Option<Hook>,
}

/// A Slack-compatible webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hook {
    /// The address, sealed for [`hook_place`].
    pub sealed: String,
    /// To be shown.
    pub host: String,
}

impl AlertSettings {
    /// For the audit log: `2 addresses, hooks.example`.
    #[must_use]
    pub fn told(&self) -> String {
        let hook = self.hook.as_ref().map_or("no webhook", |hook| hook.host.as_str());
        format!("{} {}, {hook}", self.emails.len(), if self.emails.len() == 1 { "address" } else { "addresses" })
    }
}

/// Where the sealed address stands: one that is moved to another project cannot be opened.
#[must_use]
pub fn hook_place(project_id: &ProjectId) -> String {
    format!("alert_settings/hook/{project_id}")
}

/// Addresses as they were given, each once.
///
/// # Errors
/// A sentence for the field.
pub fn parse_emails<'a>(given: impl Iterator<Item = &'a str>) -> Result<Vec<String>, String> {
    let mut emails: Vec<String> = Vec::new();
    for text in given.map(str::trim).filter(|text| !text.is_empty()) {
        let email = parse_email(text).map_err(|_| format!("{} is not an e-mail address", text.chars().take(80).collect::<String>()))?;
        if !emails.contains(&email) {
            emails.push(email);
        }
    }
    if emails.len() > EMAILS_MAX { Err(format!("must be at most {EMAILS_MAX} addresses")) } else { Ok(emails) }
}

/// What an alert tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstView {
    /// Name or address of the person.
    pub who: String,
    pub company: Option<String>,
    /// Of the magnet.
    pub title: String,
    /// `24 Nov 2026, 17:30 UTC`.
    pub when: String,
    /// The lead's page in the dashboard.
    pub link: String,
}

impl FirstView {
    fn person(&self) -> String {
        let company = self.company.as_ref().map(|company| format!(" ({company})")).unwrap_or_default();
        line(&format!("{}{company}", self.who))
    }

    #[must_use]
    pub fn subject(&self) -> String {
        format!("{} opened your document", self.person())
    }

    #[must_use]
    pub fn mail(&self) -> String {
        format!(
            "{} opened “{}” for the first time, on {}.\n\n{}\n\nYou get this once for each lead, and for people alone: scanners and link previews are not counted.\nWhom it goes to is set under Settings, Alerts.\n",
            self.person(),
            line(&self.title),
            self.when,
            self.link
        )
    }

    /// One line of Slack's markup, in which `&`, `<` and `>` are written as entities.
    #[must_use]
    pub fn chat(&self) -> String {
        let plain = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        format!("{} opened “{}” for the first time. <{}|Open the lead>", plain(&self.person()), plain(&line(&self.title)), self.link)
    }
}

/// Texts from outside stay on one line.
fn line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_once_each_and_a_wrong_one_is_named() {
        assert_eq!(parse_emails("a@firm.example\n\n b@firm.example \na@firm.example".lines()), Ok(vec!["a@firm.example".into(), "b@firm.example".into()]));
        assert!(parse_emails(["nobody"].into_iter()).is_err_and(|reason| reason.contains("nobody")));
        let many: Vec<String> = (0..11).map(|n| format!("a{n}@firm.example")).collect();
        assert!(parse_emails(many.iter().map(String::as_str)).is_err());
    }

    #[test]
    fn what_a_lead_calls_itself_writes_no_markup_and_no_second_line() {
        let view = FirstView {
            who: "Jane\r\nBcc: x <!channel>".into(),
            company: Some("A & B".into()),
            title: "T".into(),
            when: "24 Nov 2026, 17:30 UTC".into(),
            link: "https://x.example/l".into(),
        };
        assert_eq!(view.subject(), "Jane  Bcc: x <!channel> (A & B) opened your document");
        assert_eq!(view.chat(), "Jane  Bcc: x &lt;!channel&gt; (A &amp; B) opened “T” for the first time. <https://x.example/l|Open the lead>");
    }
}
