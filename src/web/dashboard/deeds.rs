//! Actions of the audit log as sentences: the one table, with a fallback for what it does not know.

use serde_json::Value;

use crate::store::audit::Written;

/// Action → label for the filter, and a sentence after the actor's name. `{target}` and the names of details are filled in;
/// what stands in square brackets is left out where its detail is missing.
pub const DEEDS: &[(&str, &str, &str)] = &[
    ("user.logged_in", "Logged in", "logged in[ with a {by}]"),
    ("user.renamed", "Changed their name", "changed their name to “{name}”"),
    ("password.changed", "Changed their password", "changed their password"),
    ("password.reset_requested", "Asked for a password link", "asked for a link to set a new password for {target}"),
    ("password.reset", "Set a new password by link", "set a new password by a link"),
    ("session.ended", "Ended a session", "ended one of their sessions"),
    ("sessions.ended", "Ended other sessions", "ended their other sessions[ ({count})]"),
    ("second_factor.on", "Turned the second factor on", "turned their second factor on"),
    ("second_factor.off", "Turned the second factor off", "turned their second factor off"),
    ("second_factor.removed", "Turned off somebody's second factor", "turned off the second factor of {target}"),
    ("recovery_codes.renewed", "Renewed recovery codes", "drew new recovery codes"),
    ("user.created", "Created a person", "created {target}[ as {role}]"),
    ("workspace.created", "Created the workspace", "created the workspace “{target}”"),
    ("credits.granted", "Granted credits", "granted {amount} credits"),
    ("credits.unlimited", "Lifted the limit of credits", "lifted the limit of credits"),
    ("credits.caps_changed", "Changed what a project may spend", "changed what the project “{target}” may spend"),
    ("member.invited", "Invited somebody", "invited {target}[ as {role}]"),
    ("invitation.withdrawn", "Withdrew an invitation", "withdrew the invitation of {target}"),
    ("member.joined", "Joined", "joined[ as {role}][, invited by {invited_by}]"),
    ("member.role_changed", "Changed a role", "changed the role of {target}[ from {from}][ to {to}]"),
    ("member.removed", "Removed somebody", "removed {target}"),
    ("key.created", "Created a key", "created the key “{target}”[ ({key})]"),
    ("key.rotated", "Rotated a key", "rotated the key “{target}”[ ({key})]"),
    ("key.revoked", "Revoked a key", "revoked the key “{target}”[ ({key})]"),
    ("webhook.created", "Created a webhook", "created the webhook to {target}"),
    ("webhook.changed", "Changed a webhook", "changed the webhook to {target}"),
    ("webhook.switched_on", "Switched a webhook on", "switched the webhook to {target} on"),
    ("webhook.switched_off", "Switched a webhook off", "switched the webhook to {target} off[ ({reason})]"),
    ("webhook.rotated", "Rotated a webhook's secret", "rotated the secret of the webhook to {target}"),
    ("webhook.tested", "Tested a webhook", "sent a test to {target}"),
    ("webhook.replayed", "Sent events again", "sent events to {target} again[ ({count})]"),
    ("webhook.deleted", "Deleted a webhook", "deleted the webhook to {target}"),
    ("project.created", "Created a project", "created the project “{target}”"),
    ("project.changed", "Changed a project's settings", "changed the name or review of the project “{target}”"),
    ("project.archived", "Archived a project", "archived the project “{target}”"),
    ("project.unarchived", "Took a project out of the archive", "took the project “{target}” out of the archive"),
    ("project.exported", "Exported a project", "exported everything of the project “{target}”"),
    ("project.deleted", "Deleted a project", "deleted the project “{target}” with its data"),
    ("offer.changed", "Changed an offer", "changed the offer of “{target}”"),
    ("brand.changed", "Changed a brand", "changed the brand of “{target}”"),
    ("fields.changed", "Changed fields", "changed the fields of “{target}”"),
    ("limits.changed", "Changed rate limits", "changed the rate limits of “{target}”[: {changes}]"),
    ("research.changed", "Changed how a project researches", "changed how “{target}” researches[: {changes}]"),
    ("privacy.changed", "Changed what people are told about their data", "changed what “{target}” tells about data and how long it keeps it[: {changes}]"),
    (
        "retention.applied",
        "Removed what is kept no longer",
        "removed what “{target}” keeps no longer: leads {leads}, copies of pages {evidence}, views {views}, events {events}",
    ),
    ("person.exported", "Exported one person", "exported everything held on one person"),
    ("person.requested", "Asked about their data", "asked something about their data (lead {target}: {kind})"),
    ("person.confirmed", "Confirmed a request about their data", "confirmed a request about their data (lead {target}: {kind})"),
    ("person.done", "Did what a person asked for", "did what was asked for about the data of {target} ({kind})"),
    ("person.refused", "Refused what a person asked for", "refused what was asked for about the data of {target} ({kind})"),
    ("magnet.withdrawn", "Withdrew a magnet", "withdrew the magnet of {target}"),
    ("writer.changed", "Changed who writes", "changed who writes for “{target}”[: {changes}]"),
    ("alerts.changed", "Changed alerts", "changed who is told of first views for “{target}”[: {changes}]"),
    ("blueprint.saved", "Changed a template", "changed the template of “{target}”[ back to version {restored}]"),
    ("golden_leads.changed", "Changed golden leads", "changed the golden leads of “{target}”[, {count} now]"),
    ("lead.created", "Created a lead", "created the lead {target}"),
    ("leads.imported", "Imported leads", "imported a file[ of {rows} rows]"),
    ("lead.retried", "Tried a lead again", "tried the lead {target} again"),
    ("lead.cancelled", "Cancelled a lead", "cancelled the lead {target}"),
    ("lead.regenerated", "Made a magnet anew", "had the magnet of {target} made anew"),
    ("lead.approved", "Approved a magnet", "approved the magnet of {target}"),
    ("links.changed", "Changed what links allow", "changed what links of “{target}” allow[: {changes}]"),
    ("link.changed", "Changed a link", "changed the link of {target}[: {changes}]"),
    ("link.withdrawn", "Withdrew a link", "withdrew the link of {target}"),
    ("link.put_back", "Put a link back", "put the link of {target} back"),
    ("link.replaced", "Led a link on", "changed where the link of {target} leads on to[: {to}]"),
    ("domain.added", "Added a domain", "added the domain {target}"),
    ("domain.made_main", "Chose a domain for links", "had links begin with {target}"),
    ("domain.removed", "Removed a domain", "removed the domain {target}"),
    ("lead.erased", "Erased a lead", "erased a lead and all that was stored of it"),
    ("sources.wanted", "Checked sources again", "had the sources of the magnet of {target} checked again"),
    ("magnet.restored", "Put a magnet out again", "put the withdrawn magnet of {target} out again"),
    ("magnet.edited", "Edited a magnet", "edited a magnet ({target})"),
    ("suppression.added", "Suppressed somebody", "wrote down an objection ({target})[, {kind}]"),
    ("suppression.removed", "Removed a suppression", "took an objection off the list ({target})"),
    ("magnet.rolled_back", "Rolled a magnet back", "rolled a magnet back ({target})"),
];

/// What the actor did, beginning in lower case.
#[must_use]
pub fn sentence(entry: &Written) -> String {
    match DEEDS.iter().find(|(action, ..)| *action == entry.action) {
        Some((_, _, pattern)) => fill(pattern, entry),
        None => {
            let (noun, verb) = entry.action.split_once('.').unwrap_or((&entry.action, "changed"));
            let did = format!("{} ({})", verb.replace('_', " "), noun.replace('_', " "));
            if entry.target.is_empty() { did } else { format!("{did}: {}", entry.target) }
        }
    }
}

fn fill(pattern: &str, entry: &Written) -> String {
    let mut out = String::new();
    for (at, part) in pattern.split('[').enumerate() {
        if at == 0 {
            out.push_str(&filled(part, entry).0);
            continue;
        }
        let (optional, rest) = part.split_once(']').unwrap_or((part, ""));
        if let (text, true) = filled(optional, entry) {
            out.push_str(&text);
        }
        out.push_str(&filled(rest, entry).0);
    }
    out
}

/// With the details put in, and whether all of them were there.
fn filled(text: &str, entry: &Written) -> (String, bool) {
    let (mut out, mut whole, mut rest) = (String::new(), true, text);
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = if name == "target" { Some(entry.target.clone()).filter(|target| !target.is_empty()) } else { detail(&entry.detail, name) };
        whole &= value.is_some();
        out.push_str(&value.unwrap_or_default());
        rest = after;
    }
    out.push_str(rest);
    (out, whole)
}

fn detail(detail: &Value, name: &str) -> Option<String> {
    match detail.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::{AuditId, Random};
    use serde_json::json;

    struct System;
    impl Random for System {
        fn fill(&self, bytes: &mut [u8]) {
            rand::fill(bytes);
        }
    }

    fn told(action: &str, target: &str, detail: Value) -> String {
        let entry = Written {
            id: AuditId::new(&System),
            project_id: None,
            actor: String::new(),
            address: String::new(),
            action: action.into(),
            target: target.into(),
            detail,
            at: 0,
        };
        sentence(&entry)
    }

    #[test]
    fn details_are_filled_in_and_missing_ones_left_out() {
        assert_eq!(told("key.revoked", "CI", json!({"key": "sk_mag_live_…9f3a"})), "revoked the key “CI” (sk_mag_live_…9f3a)");
        assert_eq!(told("key.revoked", "C[I]{x}", json!({})), "revoked the key “C[I]{x}”");
        assert_eq!(told("leads.imported", "imp_1", json!({"rows": 12})), "imported a file of 12 rows");
        assert_eq!(told("gadget.switched_off", "https://x.example", json!({})), "switched off (gadget): https://x.example");
        assert_eq!(told("odd", "", json!({})), "changed (odd)");
    }

    #[test]
    fn every_pattern_is_well_formed() {
        for (action, label, pattern) in DEEDS {
            assert!(!label.is_empty() && action.contains('.'));
            assert_eq!(pattern.matches('[').count(), pattern.matches(']').count(), "{action}");
            assert_eq!(pattern.matches('{').count(), pattern.matches('}').count(), "{action}");
        }
    }
}
