//! People of a workspace: what is asked of an address, a name and an invitation, and who may change whom.

use super::ids::{InvitationId, UserId, WorkspaceId};
use super::lead::parse_email;
use super::role::{Right, Role};

/// Longest name of a person, in characters.
const NAME_MAX_CHARS: usize = 100;
/// An invitation holds for a week.
pub const INVITATION_MS: i64 = 7 * 24 * 3_600_000;
/// A link to set a new password holds for an hour.
pub const RESET_MS: i64 = 3_600_000;

/// Somebody who was asked to join and has not answered yet.
#[derive(Debug, Clone)]
pub struct Invitation {
    pub id: InvitationId,
    pub workspace_id: WorkspaceId,
    pub email: String,
    pub role: Role,
    /// E-mail address of who asked.
    pub created_by: String,
    pub created_at: i64,
    pub expires_at: i64,
}

/// A link to set a new password that has not been used yet.
#[derive(Debug, Clone)]
pub struct PasswordReset {
    pub workspace_id: WorkspaceId,
    pub user_id: UserId,
    /// E-mail address of who asked for it.
    pub created_by: String,
    pub created_at: i64,
    pub expires_at: i64,
}

/// An address that people log in with: in lower case, so that it is one however it is typed.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn parse_login(text: &str) -> Result<String, &'static str> {
    parse_email(text).map(|email| email.to_lowercase())
}

/// # Errors
/// What is wrong, after the words "The name".
pub fn parse_name(text: &str) -> Result<String, &'static str> {
    let name = text.trim();
    if name.chars().count() > NAME_MAX_CHARS || name.chars().any(char::is_control) {
        return Err("must be at most 100 characters on one line");
    }
    Ok(name.to_owned())
}

/// Whether somebody may invite a person as `role`. Nobody gives more than they have.
#[must_use]
pub fn may_invite(actor: Role, role: Role) -> bool {
    actor.may(Right::ManageMembers) && actor <= role
}

/// Whether somebody may change the role of a person, remove them, or make a reset link for them: admins do not touch owners.
#[must_use]
pub fn may_manage(actor: Role, target: Role) -> bool {
    actor.may(Right::ManageMembers) && actor <= target
}

/// The roles that somebody may give.
#[must_use]
pub fn roles_to_give(actor: Role) -> Vec<Role> {
    Role::ALL.into_iter().rev().filter(|role| may_invite(actor, *role)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_gives_more_than_they_have_and_admins_do_not_touch_owners() {
        assert_eq!(roles_to_give(Role::Owner), [Role::Viewer, Role::Member, Role::Admin, Role::Owner]);
        assert_eq!(roles_to_give(Role::Admin), [Role::Viewer, Role::Member, Role::Admin]);
        assert!(roles_to_give(Role::Member).is_empty() && roles_to_give(Role::Viewer).is_empty());
        assert!(!may_manage(Role::Admin, Role::Owner) && may_manage(Role::Admin, Role::Admin) && may_manage(Role::Owner, Role::Owner));
        assert!(!may_manage(Role::Member, Role::Viewer));
    }

    #[test]
    fn a_login_is_one_however_it_is_typed() {
        assert_eq!(parse_login(" Jane.Miller@ACME.example"), Ok("jane.miller@acme.example".into()));
        assert!(parse_login("jane").is_err());
        assert_eq!(parse_name("  Jane "), Ok("Jane".into()));
        assert!(parse_name("a\nb").is_err() && parse_name(&"x".repeat(101)).is_err());
    }
}
