//! The part of the conformance suite that walks through people, sessions, second factors, links and the audit log.

use magnetite::app::SystemRandom;
use magnetite::model::ids::{InvitationId, SessionId};
use magnetite::model::membership::{Invitation, PasswordReset};
use magnetite::model::role::Role;
use magnetite::model::throttle::Subject;
use magnetite::store::sessions::{self, Session};
use magnetite::store::users::{self, OwnerRule};
use magnetite::store::{audit, invitations, resets, second_factors, throttle};

use crate::support::app::TestApp;

pub async fn everything(app: &TestApp) {
    people(app).await;
    sessions_of_people(app).await;
    factors(app).await;
    links(app).await;
    throttled(app).await;
    log(app).await;
}

async fn people(app: &TestApp) {
    let (db, workspace) = (&app.app.db, &app.first.workspace.id);
    let before = users::users_of_workspace(db, workspace).await.unwrap().len();
    let jane = app.person(workspace, "jane@acme.example", Role::Member).await;
    assert_eq!(users::users_of_workspace(db, workspace).await.unwrap().len(), before + 1);
    assert_eq!(users::all_users(db).await.unwrap()[1].1, "acme");
    assert_eq!(users::user_by_email(db, "jane@acme.example").await.unwrap().unwrap().0.id, jane.id);
    let hash = users::password_hash(db, workspace, &jane.id).await.unwrap().unwrap();
    let mut tx = db.begin().await.unwrap();
    users::set_user_name(&mut tx, workspace, &jane.id, "Jane").await.unwrap();
    assert!(!users::set_password(&mut tx, workspace, &jane.id, "new", Some("other")).await.unwrap());
    assert!(users::set_password(&mut tx, workspace, &jane.id, "new", Some(&hash)).await.unwrap());
    assert!(users::set_password(&mut tx, workspace, &jane.id, &hash, None).await.unwrap());
    tx.commit().await.unwrap();
    let (owner, _) = users::user_by_email(db, "owner@acme.example").await.unwrap().unwrap();
    let mut tx = db.begin().await.unwrap();
    assert_eq!(users::set_role(&mut tx, &owner, Role::Admin).await.unwrap(), OwnerRule::LastOwner);
    assert_eq!(users::delete_user(&mut tx, &owner).await.unwrap(), OwnerRule::LastOwner);
    assert_eq!(users::set_role(&mut tx, &jane, Role::Owner).await.unwrap(), OwnerRule::Done);
    assert_eq!(users::delete_user(&mut tx, &jane).await.unwrap(), OwnerRule::Changed);
    assert_eq!(users::delete_user(&mut tx, &owner).await.unwrap(), OwnerRule::Done);
}

async fn sessions_of_people(app: &TestApp) {
    let (db, workspace, now) = (&app.app.db, &app.first.workspace.id, app.app.now());
    let session = |half| Session {
        id: SessionId::new(&SystemRandom),
        workspace_id: workspace.clone(),
        user_id: app.first.user_id.clone(),
        half,
        address: "::1".into(),
        agent: "a".into(),
        created_at: now,
        last_seen_at: now,
        expires_at: now + 10,
    };
    let (first, second, half) = (session(false), session(false), session(true));
    let mut tx = db.begin().await.unwrap();
    for (session, token) in [(&first, "t1"), (&second, "t2"), (&half, "t3")] {
        sessions::insert_session(&mut tx, session, token).await.unwrap();
    }
    tx.commit().await.unwrap();
    sessions::touch_session(db, "t1", now + 5).await.unwrap();
    assert_eq!(users::user(db, workspace, &app.first.user_id).await.unwrap().unwrap().last_seen_at, Some(now + 5));
    let listed = sessions::sessions_of_user(db, workspace, &app.first.user_id, now).await.unwrap();
    assert_eq!(listed.iter().map(|session| &session.id).collect::<Vec<_>>(), [&first.id, &second.id]);
    assert!(sessions::session_by_token(db, "t3", now).await.unwrap().unwrap().half);
    let mut tx = db.begin().await.unwrap();
    assert!(sessions::end_session_of(&mut tx, workspace, &app.first.user_id, &second.id).await.unwrap());
    assert!(!sessions::end_session_of(&mut tx, workspace, &app.first.user_id, &second.id).await.unwrap());
    sessions::end_session_by_token(&mut tx, "t3").await.unwrap();
    assert_eq!(sessions::end_sessions_of(&mut tx, workspace, &app.first.user_id, Some(&first.id)).await.unwrap(), 0);
    sessions::sweep_sessions(&mut tx, now + 10).await.unwrap();
    assert_eq!(sessions::end_sessions_of(&mut tx, workspace, &app.first.user_id, None).await.unwrap(), 0);
    tx.commit().await.unwrap();
}

async fn factors(app: &TestApp) {
    let (db, workspace, user, now) = (&app.app.db, &app.first.workspace.id, &app.first.user_id, app.app.now());
    assert!(second_factors::totp(db, workspace, user).await.unwrap().is_none());
    let mut tx = db.begin().await.unwrap();
    assert!(second_factors::set_totp(&mut tx, workspace, user, "v1.x", 5).await.unwrap());
    assert!(!second_factors::set_totp(&mut tx, workspace, user, "v1.y", 5).await.unwrap());
    assert!(!second_factors::take_totp_step(&mut tx, workspace, user, 5).await.unwrap());
    assert!(second_factors::take_totp_step(&mut tx, workspace, user, 6).await.unwrap());
    second_factors::replace_recovery_codes(&mut tx, workspace, user, &["a".into(), "b".into()]).await.unwrap();
    assert!(second_factors::use_recovery_code(&mut tx, workspace, user, "a", now).await.unwrap());
    assert!(!second_factors::use_recovery_code(&mut tx, workspace, user, "a", now).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(second_factors::totp(db, workspace, user).await.unwrap(), Some(("v1.x".into(), Some(6))));
    assert_eq!(second_factors::recovery_codes_left(db, workspace, user).await.unwrap(), 1);
    let mut tx = db.begin().await.unwrap();
    assert!(second_factors::clear_totp(&mut tx, workspace, user).await.unwrap());
    assert!(!second_factors::clear_totp(&mut tx, workspace, user).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(second_factors::recovery_codes_left(db, workspace, user).await.unwrap(), 0);
}

async fn links(app: &TestApp) {
    let (db, workspace, now) = (&app.app.db, &app.first.workspace.id, app.app.now());
    let invitation = Invitation {
        id: InvitationId::new(&SystemRandom),
        workspace_id: workspace.clone(),
        email: "joe@acme.example".into(),
        role: Role::Viewer,
        created_by: "owner@acme.example".into(),
        created_at: now,
        expires_at: now + 10,
    };
    let reset = PasswordReset {
        workspace_id: workspace.clone(),
        user_id: app.first.user_id.clone(),
        created_by: "owner@acme.example".into(),
        created_at: now,
        expires_at: now + 10,
    };
    let mut tx = db.begin().await.unwrap();
    invitations::put_invitation(&mut tx, &invitation, "i1").await.unwrap();
    resets::put_reset(&mut tx, &reset, "r1").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(invitations::open_invitations(db, workspace, now).await.unwrap().len(), 1);
    assert!(invitations::invitation(db, workspace, &invitation.id).await.unwrap().is_some());
    assert!(invitations::invitation_by_token(db, "i1", now).await.unwrap().is_some());
    assert!(invitations::invitation_by_token(db, "i1", now + 10).await.unwrap().is_none());
    assert!(resets::reset_by_token(db, "r1", now).await.unwrap().is_some());
    assert!(resets::reset_by_token(db, "r1", now + 10).await.unwrap().is_none());
    let mut tx = db.begin().await.unwrap();
    assert!(invitations::delete_invitation(&mut tx, workspace, &invitation.id).await.unwrap());
    assert!(!invitations::delete_invitation(&mut tx, workspace, &invitation.id).await.unwrap());
    assert!(resets::delete_reset(&mut tx, "r1").await.unwrap());
    assert!(!resets::delete_reset(&mut tx, "r1").await.unwrap());
    tx.commit().await.unwrap();
}

async fn throttled(app: &TestApp) {
    let (db, now) = (&app.app.db, app.app.now());
    let (account, address) = (Subject::account("login", "jane", str::to_owned), Subject::address("192.0.2.1".parse().unwrap(), str::to_owned));
    for _ in 0..5 {
        assert_eq!(throttle::take_attempt(db, &[&address, &account], now).await.unwrap(), Ok(()));
    }
    assert_eq!(throttle::take_attempt(db, &[&address, &account], now).await.unwrap(), Err(now + 1_000));
    let mut tx = db.begin().await.unwrap();
    throttle::forget(&mut tx, &account).await.unwrap();
    throttle::take_back(&mut tx, &address).await.unwrap();
    tx.commit().await.unwrap();
    throttle::sweep(db, now).await.unwrap();
    assert_eq!(throttle::take_attempt(db, &[&address, &account], now).await.unwrap(), Ok(()));
}

async fn log(app: &TestApp) {
    let (db, workspace, now) = (&app.app.db, &app.first.workspace.id, app.app.now());
    let mut tx = db.begin().await.unwrap();
    for target in ["a", "b", "c"] {
        let detail = serde_json::json!({"n": 1});
        let entry = audit::Entry { workspace_id: workspace, project_id: None, actor: "jane", address: "::1", action: "key.created", target, detail, at: now };
        audit::insert_audit(&mut tx, &SystemRandom, &entry).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut wanted = audit::Wanted { actor: "jane".into(), action: "key.created".into(), before: None };
    let first = audit::audit_entries(db, workspace, &wanted, 2).await.unwrap();
    wanted.before = first.last().map(|last| (last.at, last.id.to_string()));
    let second = audit::audit_entries(db, workspace, &wanted, 2).await.unwrap();
    assert_eq!((first.len(), second.len()), (2, 1));
    let mut targets: Vec<&str> = first.iter().chain(&second).map(|entry| entry.target.as_str()).collect();
    targets.sort_unstable();
    assert_eq!(targets, ["a", "b", "c"]);
}
