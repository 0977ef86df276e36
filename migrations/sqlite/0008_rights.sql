-- People's rights: what a project tells those it holds data on and how long it keeps what, what they asked for, and the traces of what is gone.

-- JSON of Privacy; {} is the default.
ALTER TABLE projects ADD COLUMN privacy TEXT NOT NULL DEFAULT '{}';

-- What people asked for about their own data. `value`, `words` and `reason` may be personal: they go with the lead.
CREATE TABLE person_requests (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    lead_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('correct', 'object', 'erase', 'export')),
    -- mail: the link sent was not opened yet; confirmed: by mail, and to be decided; waiting: to be decided, and nobody proved who asks.
    state TEXT NOT NULL CHECK (state IN ('mail', 'confirmed', 'waiting', 'done', 'refused')),
    -- Without mail: whether the address that was typed is the lead's.
    typed_right BOOLEAN NOT NULL,
    -- An objection by which the lead's magnet is withdrawn since `created_at`, though nobody has decided yet.
    in_effect BOOLEAN NOT NULL DEFAULT FALSE,
    -- Somebody does what is asked for until then at most; 0: nobody.
    claimed_until BIGINT NOT NULL DEFAULT 0,
    -- Of a correction.
    field TEXT NOT NULL DEFAULT '',
    value TEXT NOT NULL DEFAULT '',
    words TEXT NOT NULL DEFAULT '',
    -- SHA-256 of the token in the link; NULL once it was used, and where no mail was sent.
    token_hash TEXT UNIQUE,
    token_until BIGINT NOT NULL DEFAULT 0,
    confirmed_at BIGINT,
    decided_at BIGINT,
    decided_by TEXT NOT NULL DEFAULT '',
    -- Why it was refused.
    reason TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX person_requests_of_project ON person_requests (workspace_id, project_id, created_at, id);
CREATE INDEX person_requests_of_lead ON person_requests (workspace_id, lead_id);
CREATE INDEX person_requests_unopened ON person_requests (token_until) WHERE state = 'mail';

-- What the daily run of retention has removed so far; the audit log is told when the run is over.
CREATE TABLE retention_runs (
    workspace_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    -- The end of the last run; 0 before the first.
    ended_at BIGINT NOT NULL,
    leads BIGINT NOT NULL,
    evidence BIGINT NOT NULL,
    views BIGINT NOT NULL,
    events BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, project_id)
);

-- One row. Something personal was deleted at `wanted_at`; the file was last freed of what deleted rows leave behind at `done_at`. On the way there:
-- building it anew was begun at `tried_at`, and done of all that was wanted at `built_at`.
CREATE TABLE scrubbing (
    id BIGINT PRIMARY KEY,
    wanted_at BIGINT NOT NULL,
    tried_at BIGINT NOT NULL,
    built_at BIGINT NOT NULL,
    done_at BIGINT NOT NULL
);
INSERT INTO scrubbing (id, wanted_at, tried_at, built_at, done_at) VALUES (1, 1, 0, 0, 0);

-- Rises when rows of an import are blanked: a worker that has read it before stores nothing more of it.
ALTER TABLE imports ADD COLUMN edition BIGINT NOT NULL DEFAULT 0;
