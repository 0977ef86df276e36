//! Logged-in people of any role, without the way through the log-in page.

use magnetite::app::SystemRandom;
use magnetite::model::ids::{SessionId, UserId, WorkspaceId, random_base62};
use magnetite::model::role::Role;
use magnetite::store::sessions::{Session, insert_session};
use magnetite::store::users::{User, insert_user};
use magnetite::web::dashboard::cookie::{Cookie, hash};

use super::app::TestApp;
use super::browser::Browser;

/// A new person of the first workspace in a browser of their own.
pub async fn logged_in(app: &TestApp, role: Role) -> Browser {
    let id = UserId::new(&SystemRandom);
    let user = User {
        email: format!("{}-{role}@acme.example", id.as_str().to_lowercase()),
        id,
        workspace_id: app.first.workspace.id.clone(),
        name: String::new(),
        role,
        second_factor: false,
        created_at: app.app.now(),
        last_seen_at: None,
    };
    let mut tx = app.app.db.begin().await.unwrap();
    insert_user(&mut tx, &user, "no hash").await.unwrap();
    tx.commit().await.unwrap();
    session(app, &user.workspace_id, &user.id).await
}

/// The first owner, whose password is `correct horse battery`.
pub async fn first_owner(app: &TestApp) -> Browser {
    session(app, &app.first.workspace.id, &app.first.user_id).await
}

/// A session of this person.
pub async fn session(app: &TestApp, workspace_id: &WorkspaceId, user_id: &UserId) -> Browser {
    let (token, now) = (random_base62(&SystemRandom, 32), app.app.now());
    let session = Session {
        id: SessionId::new(&SystemRandom),
        workspace_id: workspace_id.clone(),
        user_id: user_id.clone(),
        half: false,
        address: "127.0.0.1".into(),
        agent: "test".into(),
        created_at: now,
        last_seen_at: now,
        expires_at: now + 86_400_000,
    };
    let mut tx = app.app.db.begin().await.unwrap();
    insert_session(&mut tx, &session, &hash(&token)).await.unwrap();
    tx.commit().await.unwrap();
    let browser = Browser::new(&app.base);
    browser.set_cookie(Cookie::Session.name(false), &token);
    browser
}
