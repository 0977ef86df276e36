//! `magnetite users`: people of a workspace from the server's command line: create, list, a link for a new password.

use std::io::Read;

use anyhow::{Context, anyhow, bail, ensure};
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::open;
use crate::app::App;
use crate::config::Settings;
use crate::model::first::FirstOwner;
use crate::model::ids::{UserId, WorkspaceId};
use crate::model::membership::parse_login;
use crate::model::password::{check_password, hash_password};
use crate::model::role::Role;
use crate::store::StoreError;
use crate::store::audit::{Entry, insert_audit};
use crate::store::second_factors::clear_totp;
use crate::store::setup::insert_founded;
use crate::store::users::{User, all_users, insert_user, user_by_email, users_of_workspace};
use crate::store::workspaces::{workspace_by_id, workspace_by_slug};
use crate::web::dashboard::reset::new_link;

/// Who acts, in the audit log.
const ACTOR: &str = "command line";

#[derive(Debug, Subcommand)]
pub enum Users {
    /// Add a person to a workspace, or a new workspace with its owner.
    #[command(
        after_help = "Example:\n  printf '%s' \"$PASSWORD\" | magnetite users create --email jane@acme.example --role admin --workspace acme --password-stdin"
    )]
    Create(Create),
    /// List people.
    #[command(after_help = "Example:\n  magnetite users list --workspace acme")]
    List(List),
    /// Print a link to set a new password; it works once, for an hour.
    #[command(after_help = "Example:\n  magnetite users reset-password --email jane@acme.example")]
    ResetPassword(ResetPassword),
}

#[derive(Debug, Args)]
pub struct Create {
    /// The address to log in with.
    #[arg(long)]
    email: String,
    /// owner, admin, member or viewer; the owner of a new workspace needs none.
    #[arg(long)]
    role: Option<Role>,
    /// Slug of a workspace that is there.
    #[arg(long, value_name = "SLUG", required_unless_present = "new_workspace", conflicts_with = "new_workspace")]
    workspace: Option<String>,
    /// Name of a workspace to make.
    #[arg(long, value_name = "NAME", requires = "project")]
    new_workspace: Option<String>,
    /// Name of the new workspace's first project.
    #[arg(long, value_name = "NAME", requires = "new_workspace")]
    project: Option<String>,
    /// Read the password from standard input (up to the end, a last line break left out).
    #[arg(long, required = true)]
    password_stdin: bool,
    /// One JSON object on standard output.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct List {
    /// Slug; without it the people of all workspaces.
    #[arg(long, value_name = "SLUG")]
    workspace: Option<String>,
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct ResetPassword {
    #[arg(long)]
    email: String,
    /// Turn the second factor off too, for who has lost phone and recovery codes.
    #[arg(long)]
    second_factor_off: bool,
    #[arg(long)]
    json: bool,
}

impl Users {
    /// # Errors
    /// Wrong values, an unknown workspace or person, or a database that cannot be used.
    pub async fn run(self, settings: Settings) -> anyhow::Result<()> {
        let port = settings.listen.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).filter(|port| *port != 0);
        let app = open(settings).await?;
        // As the server does, where no public URL is set.
        if let Some(port) = port {
            app.set_port(port);
        }
        match self {
            Users::Create(command) => command.run(&app).await?,
            Users::List(command) => command.run(&app).await?,
            Users::ResetPassword(command) => command.run(&app).await?,
        }
        app.db.close().await;
        Ok(())
    }
}

impl Create {
    async fn run(self, app: &App) -> anyhow::Result<()> {
        let mut password = String::new();
        std::io::stdin().take(4_096).read_to_string(&mut password).context("cannot read the password from standard input")?;
        let password = password.trim_end_matches(['\r', '\n']);
        match (&self.workspace, &self.new_workspace, &self.project) {
            (Some(slug), ..) => self.join(app, slug, password).await,
            (None, Some(workspace), Some(project)) => self.found(app, workspace, project, password).await,
            _ => bail!("name a workspace with --workspace, or make one with --new-workspace and --project"),
        }
    }

    async fn join(&self, app: &App, slug: &str, password: &str) -> anyhow::Result<()> {
        let email = parse_login(&self.email).map_err(|reason| anyhow!("email {reason}"))?;
        let role = self.role.ok_or_else(|| anyhow!("--role is missing: owner, admin, member or viewer"))?;
        check_password(password, &email).map_err(|reason| anyhow!("password {reason}"))?;
        let workspace = workspace_by_slug(&app.db, slug).await?.ok_or_else(|| anyhow!("there is no workspace {slug:?}"))?;
        let hash = hash_password(password).map_err(|error| anyhow!(error))?;
        let now = app.now();
        let user = User {
            id: UserId::new(&*app.random),
            workspace_id: workspace.id.clone(),
            email,
            name: String::new(),
            role,
            second_factor: false,
            created_at: now,
            last_seen_at: None,
        };
        let mut tx = app.db.begin().await?;
        taken(insert_user(&mut tx, &user, &hash).await, &user.email)?;
        let detail = json!({"role": role.as_str()});
        insert_audit(&mut tx, &*app.random, &entry(&workspace.id, "user.created", &user.email, detail, now)).await?;
        tx.commit().await?;
        if self.json {
            say!("{}", describe(&user, &workspace.slug));
        } else {
            say!("{}  {}  {} of {}", user.id, user.email, user.role, workspace.slug);
        }
        Ok(())
    }

    async fn found(&self, app: &App, workspace: &str, project: &str, password: &str) -> anyhow::Result<()> {
        ensure!(self.role.is_none_or(|role| role == Role::Owner), "a new workspace begins with its owner: --role owner");
        let mut owner = FirstOwner::check(&self.email, password, workspace, project).map_err(|faults| {
            let told: Vec<String> = faults.iter().map(|fault| format!("{} {}", fault.field, fault.reason)).collect();
            anyhow!(told.join("; "))
        })?;
        owner.credits = app.settings.default_credits;
        let new = owner.prepare(&*app.random, app.now()).map_err(|error| anyhow!(error))?;
        ensure!(workspace_by_slug(&app.db, &new.workspace.slug).await?.is_none(), "there is a workspace {:?} already", new.workspace.slug);
        let mut tx = app.db.begin().await?;
        taken(insert_founded(&mut tx, &new).await, &new.email)?;
        insert_audit(&mut tx, &*app.random, &entry(&new.workspace.id, "workspace.created", &new.workspace.name, json!({"owner": new.email}), app.now()))
            .await?;
        tx.commit().await?;
        if self.json {
            let told = json!({
                "id": new.user_id, "email": new.email, "role": "owner", "workspace": new.workspace.slug,
                "projectId": new.project.id, "projectSlug": new.project.slug, "apiKey": new.plain_key.reveal(),
            });
            say!("{told}");
        } else {
            say!("{}  {}  owner of {}", new.user_id, new.email, new.workspace.slug);
            say!("project    {} ({}, {})", new.project.name, new.project.slug, new.project.id);
            say!("API key    {}", new.plain_key.reveal());
            say!("           shown this once; it cannot be shown again");
        }
        Ok(())
    }
}

fn taken(stored: Result<(), StoreError>, email: &str) -> anyhow::Result<()> {
    match stored {
        Err(StoreError::Taken) => bail!("there is an account with the address {email} already"),
        stored => Ok(stored?),
    }
}

fn entry<'a>(workspace_id: &'a WorkspaceId, action: &'a str, target: &'a str, detail: Value, at: i64) -> Entry<'a> {
    Entry { workspace_id, project_id: None, actor: ACTOR, address: "", action, target, detail, at }
}

impl List {
    async fn run(self, app: &App) -> anyhow::Result<()> {
        let users: Vec<(User, String)> = match &self.workspace {
            Some(slug) => {
                let workspace = workspace_by_slug(&app.db, slug).await?.ok_or_else(|| anyhow!("there is no workspace {slug:?}"))?;
                users_of_workspace(&app.db, &workspace.id).await?.into_iter().map(|user| (user, workspace.slug.clone())).collect()
            }
            None => all_users(&app.db).await?,
        };
        if self.json {
            say!("{}", Value::from(users.iter().map(|(user, slug)| describe(user, slug)).collect::<Vec<_>>()));
            return Ok(());
        }
        if users.is_empty() {
            say!("nobody yet; magnetite setup makes the first owner");
        }
        for (user, slug) in users {
            let factor = if user.second_factor { "  second factor" } else { "" };
            say!("{}  {}  {} of {slug}{factor}", user.id, user.email, user.role);
        }
        Ok(())
    }
}

impl ResetPassword {
    async fn run(self, app: &App) -> anyhow::Result<()> {
        let email = parse_login(&self.email).map_err(|reason| anyhow!("email {reason}"))?;
        let (user, _) = user_by_email(&app.db, &email).await?.ok_or_else(|| anyhow!("there is no account with the address {email}"))?;
        if self.second_factor_off {
            let mut tx = app.db.begin().await?;
            if clear_totp(&mut tx, &user.workspace_id, &user.id).await? {
                insert_audit(&mut tx, &*app.random, &entry(&user.workspace_id, "second_factor.removed", &user.email, json!({}), app.now())).await?;
            }
            tx.commit().await?;
        }
        let link = new_link(app, &user, ACTOR, "").await?;
        let workspace = workspace_by_id(&app.db, &user.workspace_id).await?.map(|workspace| workspace.slug);
        if self.json {
            say!("{}", json!({"email": user.email, "workspace": workspace, "link": link}));
        } else {
            say!("{link}");
        }
        Ok(())
    }
}

fn describe(user: &User, workspace: &str) -> Value {
    json!({
        "id": user.id, "email": user.email, "name": user.name, "role": user.role.as_str(), "workspace": workspace,
        "secondFactor": user.second_factor, "createdAt": user.created_at, "lastSeenAt": user.last_seen_at,
    })
}
