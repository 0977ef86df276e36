//! The first owner of an empty server, with workspace, project and key: checked, then prepared for one transaction.

use super::api_key::{ApiKey, KeyMode, PlainKey, Scope};
use super::blueprint::Blueprint;
use super::brand::Brand;
use super::credits::Caps;
use super::ids::{CreditEntryId, KeyId, ProjectId, Random, UserId, WorkspaceId};
use super::limits::Limits;
use super::link::LinkRules;
use super::membership::parse_login;
use super::offer::Offer;
use super::password::{check_password, hash_password};
use super::project::{Project, Workspace, project_slug, slugify};
use super::research_settings::ResearchSettings;
use super::schema::{Fault, InputSchema};
use super::writer_settings::WriterSettings;

pub struct FirstOwner {
    email: String,
    password: String,
    workspace: String,
    project: String,
    pub offer: Offer,
    /// What the workspace begins with; `None`: unlimited.
    pub credits: Option<i64>,
}

/// Everything ready to be stored.
pub struct Founded {
    pub user_id: UserId,
    pub email: String,
    pub password_hash: String,
    pub workspace: Workspace,
    /// The first line of its ledger.
    pub credits: Option<(CreditEntryId, i64)>,
    pub project: Project,
    pub key: ApiKey,
    /// Shown once.
    pub plain_key: PlainKey,
}

impl FirstOwner {
    /// # Errors
    /// All faults, by field.
    pub fn check(email: &str, password: &str, workspace: &str, project: &str) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, reason: &str| faults.push(Fault { field: field.into(), reason: reason.into() });
        let parsed = parse_login(email);
        if let Err(reason) = &parsed {
            fault("email", reason);
        }
        if let Err(reason) = check_password(password, email) {
            fault("password", reason);
        }
        for (field, name) in [("workspace", workspace), ("project", project)] {
            if !(1..=100).contains(&name.trim().chars().count()) || name.chars().any(char::is_control) {
                fault(field, "must be a name of 1 to 100 characters");
            }
        }
        match parsed {
            Ok(email) if faults.is_empty() => {
                let (workspace, project) = (workspace.trim().to_owned(), project.trim().to_owned());
                let offer = Offer { company: workspace.clone(), ..Offer::default() };
                Ok(Self { email, password: password.to_owned(), workspace, project, offer, credits: None })
            }
            _ => Err(faults),
        }
    }

    /// Hashes the password (argon2id, tens of milliseconds) and draws ids and key.
    ///
    /// # Errors
    /// When the hash cannot be made.
    pub fn prepare(self, random: &dyn Random, now: i64) -> Result<Founded, String> {
        let password_hash = hash_password(&self.password)?;
        let workspace = Workspace { id: WorkspaceId::new(random), slug: slugify(&self.workspace), name: self.workspace, created_at: now };
        let project = Project {
            id: ProjectId::new(random),
            workspace_id: workspace.id.clone(),
            slug: project_slug(&self.project, &[]),
            name: self.project,
            fields: InputSchema::default(),
            offer: self.offer,
            blueprint: Blueprint::default(),
            review: false,
            archived_at: None,
            brand: Brand::default(),
            limits: Limits::default(),
            caps: Caps::default(),
            research: ResearchSettings::default(),
            writer: WriterSettings::default(),
            links: LinkRules::default(),
            created_at: now,
            updated_at: now,
        };
        let (key, plain_key) = new_key(&project, "First key", KeyMode::Live, Scope::ALL.to_vec(), &self.email, None, random, now);
        let credits = self.credits.map(|amount| (CreditEntryId::new(random), amount));
        Ok(Founded { user_id: UserId::new(random), email: self.email, password_hash, workspace, credits, project, key, plain_key })
    }
}

/// A new key of a project; `expires_at` in epoch milliseconds.
#[expect(clippy::too_many_arguments, reason = "each is one column of the key")]
#[must_use]
pub fn new_key(
    project: &Project,
    name: &str,
    mode: KeyMode,
    scopes: Vec<Scope>,
    created_by: &str,
    expires_at: Option<i64>,
    random: &dyn Random,
    now: i64,
) -> (ApiKey, PlainKey) {
    let plain = PlainKey::new(mode, random);
    let (prefix, last_four) = plain.display();
    let key = ApiKey {
        id: KeyId::new(random),
        workspace_id: project.workspace_id.clone(),
        project_id: project.id.clone(),
        name: name.to_owned(),
        mode,
        prefix,
        last_four,
        scopes,
        created_by: created_by.to_owned(),
        created_at: now,
        expires_at,
        last_used_at: None,
        last_used_from: None,
        rotated_at: None,
        revoked_at: None,
    };
    (key, plain)
}
