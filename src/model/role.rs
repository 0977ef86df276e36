//! Roles of people in a workspace, and what each may do. The one table that screens and handlers ask.

use std::fmt;
use std::str::FromStr;

/// From most to least: each may do all that the next may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Owner,
    Admin,
    Member,
    Viewer,
}

/// Something that a role may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// See leads, magnets, templates and figures.
    Read,
    /// Create, import, retry, cancel, approve, edit and erase leads and their magnets.
    WorkOnLeads,
    /// Change a project: offer, template, brand, fields, name, archive.
    EditProject,
    CreateProject,
    /// See, create, rotate and revoke API keys.
    ManageKeys,
    /// See webhook endpoints and what was sent to them.
    SeeWebhooks,
    /// Create, change, test and delete webhook endpoints, and send again.
    ManageWebhooks,
    /// Invite, change and remove people below an owner.
    ManageMembers,
    SeeAudit,
    /// Export everything, delete a project with its data, change owners.
    Own,
}

impl Right {
    pub const ALL: [Right; 10] = [
        Right::Read,
        Right::WorkOnLeads,
        Right::EditProject,
        Right::CreateProject,
        Right::ManageKeys,
        Right::SeeWebhooks,
        Right::ManageWebhooks,
        Right::ManageMembers,
        Right::SeeAudit,
        Right::Own,
    ];

    /// The lowest role that has this right.
    #[must_use]
    pub fn least(self) -> Role {
        match self {
            Right::Read => Role::Viewer,
            Right::WorkOnLeads | Right::SeeWebhooks => Role::Member,
            Right::EditProject | Right::CreateProject | Right::ManageKeys | Right::ManageWebhooks | Right::ManageMembers | Right::SeeAudit => Role::Admin,
            Right::Own => Role::Owner,
        }
    }
}

impl Role {
    pub const ALL: [Role; 4] = [Role::Owner, Role::Admin, Role::Member, Role::Viewer];

    #[must_use]
    pub fn may(self, right: Right) -> bool {
        self <= right.least()
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Owner => "owner",
            Role::Admin => "admin",
            Role::Member => "member",
            Role::Viewer => "viewer",
        }
    }

    /// One sentence for the person who chooses a role for somebody.
    #[must_use]
    pub fn description(self) -> &'static str {
        match self {
            Role::Owner => "Everything, deleting and exporting whole projects included.",
            Role::Admin => "Projects, templates, keys and people, but not owners.",
            Role::Member => "Creates, edits and approves leads and magnets.",
            Role::Viewer => "Sees leads, magnets and figures. Changes nothing.",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be one of owner, admin, member, viewer")]
pub struct NotARole;

impl FromStr for Role {
    type Err = NotARole;

    fn from_str(text: &str) -> Result<Self, NotARole> {
        Role::ALL.into_iter().find(|role| role.as_str() == text).ok_or(NotARole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_do_all_that_the_next_may() {
        for right in Right::ALL {
            for pair in Role::ALL.windows(2) {
                assert!(pair[0].may(right) || !pair[1].may(right), "{:?} {right:?}", pair[1]);
            }
        }
        assert!(Role::Owner.may(Right::Own) && !Role::Admin.may(Right::Own));
        assert!(Role::Viewer.may(Right::Read) && !Role::Viewer.may(Right::ManageKeys) && !Role::Member.may(Right::EditProject));
    }
}
