-- The dashboard: people and their sessions, what they change, and what is counted. One text for both databases, as in 0001.

ALTER TABLE users ADD COLUMN name TEXT NOT NULL DEFAULT '';
-- Sealed with the master key; NULL without a second factor.
ALTER TABLE users ADD COLUMN totp_secret TEXT;
-- The time step of the last code taken, so that none is taken twice.
ALTER TABLE users ADD COLUMN totp_step BIGINT;
ALTER TABLE users ADD COLUMN last_seen_at BIGINT;
-- People log in with an address in whatever case.
UPDATE users SET email = LOWER(email);
CREATE INDEX users_of_workspace ON users (workspace_id, created_at);

CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    -- Names the session in lists; the token itself is never shown.
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL,
    -- Logged in by password, but the second factor has not been given yet.
    half BOOLEAN NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_of_user ON sessions (workspace_id, user_id, created_at);
CREATE INDEX sessions_to_end ON sessions (expires_at);

CREATE TABLE recovery_codes (
    workspace_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (workspace_id, user_id, code_hash)
);

-- Links that somebody opens once: to join a workspace, or to set a new password.
CREATE TABLE invitations (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'viewer')),
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE TABLE password_resets (
    token_hash TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- Failed logins and codes by account and by address; the subject is a hash.
CREATE TABLE login_failures (
    subject TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    blocked_until BIGINT NOT NULL
);

-- Who did what, from where. Texts as they were then; nothing here refers to rows that may go.
CREATE TABLE audit_log (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    project_id TEXT,
    actor TEXT NOT NULL,
    address TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    detail TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX audit_by_time ON audit_log (workspace_id, created_at, id);

ALTER TABLE projects ADD COLUMN brand TEXT NOT NULL DEFAULT '{}';
-- Finished magnets wait for a person's approval.
ALTER TABLE projects ADD COLUMN review BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE projects ADD COLUMN archived_at BIGINT;
-- Gone from every list; the worker removes its rows in batches.
ALTER TABLE projects ADD COLUMN deleted_at BIGINT;

-- When a key was replaced by another one; it works until `expires_at`.
ALTER TABLE api_keys ADD COLUMN rotated_at BIGINT;
CREATE INDEX api_keys_of_project ON api_keys (workspace_id, project_id, created_at);
DROP INDEX jobs_done;
CREATE INDEX jobs_done ON jobs (workspace_id, project_id, completed_at, created_at) WHERE status = 'completed';

-- Every blueprint a project has had, from version 1.
CREATE TABLE blueprint_versions (
    workspace_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    blueprint TEXT NOT NULL,
    note TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, project_id, version)
);

-- What was found on the owner's own site, to draft offer and brand from. One reading at a time.
CREATE TABLE site_drafts (
    workspace_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    domain TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('reading', 'done', 'failed')),
    result TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, project_id)
);

CREATE INDEX leads_by_project ON leads (workspace_id, project_id, created_at, id);
CREATE INDEX leads_by_status ON leads (workspace_id, project_id, status, created_at, id);

-- A version is out when it has been published; before that only the dashboard shows it.
ALTER TABLE magnets ADD COLUMN published_at BIGINT;
-- 'job', 'edit' or 'rollback'.
ALTER TABLE magnets ADD COLUMN origin TEXT NOT NULL DEFAULT 'job';
ALTER TABLE magnets ADD COLUMN created_by TEXT NOT NULL DEFAULT '';
ALTER TABLE magnets ADD COLUMN note TEXT NOT NULL DEFAULT '';
UPDATE magnets SET published_at = created_at;

-- Words of a lead that search finds by their beginning; written by the worker soon after the lead. As bytes of UTF-8, so that both databases
-- put them in the same order.
CREATE TABLE lead_words (
    workspace_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    word BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    lead_id TEXT NOT NULL,
    PRIMARY KEY (workspace_id, project_id, word, created_at, lead_id)
);
CREATE INDEX lead_words_of_lead ON lead_words (workspace_id, lead_id, word);
ALTER TABLE leads ADD COLUMN indexed BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX leads_to_index ON leads (created_at, id) WHERE indexed = FALSE;

-- Leads that were erased a short while ago: their files are removed until nobody can still be writing any.
CREATE TABLE erasures (
    workspace_id TEXT NOT NULL,
    lead_id TEXT NOT NULL,
    erased_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, lead_id)
);

-- Tables of leads that were uploaded. `content` (gzip of JSON) goes when the import has ended, `rejects` a day later.
CREATE TABLE imports (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    created_by TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('preview', 'running', 'done')),
    columns TEXT NOT NULL,
    content BYTEA,
    total BIGINT NOT NULL,
    -- Advanced in the transaction that stores the rows before it, so that no row is stored twice.
    next_row BIGINT NOT NULL DEFAULT 0,
    accepted BIGINT NOT NULL DEFAULT 0,
    rejected BIGINT NOT NULL DEFAULT 0,
    rejects BYTEA,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX imports_running ON imports (created_at) WHERE state = 'running';

-- API requests by day (days since 1970-01-01 UTC), key, endpoint and status.
CREATE TABLE usage_counts (
    workspace_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    day BIGINT NOT NULL,
    key_id TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    status BIGINT NOT NULL,
    requests BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, project_id, day, key_id, endpoint, status)
);

-- A page or artefact that was opened, or the call to action that was followed. The address is not kept.
CREATE TABLE views (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    lead_id TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('page', 'pdf', 'cta')),
    class TEXT NOT NULL CHECK (class IN ('human', 'scanner', 'preview', 'unknown')),
    reason TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
-- Whole answers stand in this index.
CREATE INDEX views_by_project ON views (workspace_id, project_id, what, class, created_at);
CREATE INDEX views_by_lead ON views (workspace_id, lead_id, created_at);
