-- The platform contract: answers that can be asked for again, credits, limits, the order of events, webhooks. One text for both databases, as in 0001.

-- The answers to POSTs with an Idempotency-Key, kept for 72 h. `key_hash`: SHA-256 of method, path and key; `request_hash`: of the canonical body.
CREATE TABLE idempotency_keys (
    workspace_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status BIGINT NOT NULL DEFAULT 0,
    -- JSON; sealed with the master key where it holds a secret.
    answer TEXT,
    sealed BOOLEAN NOT NULL DEFAULT FALSE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, project_id, key_hash)
);
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (created_at);

-- The caller's own ids of leads: one lead each, samples apart.
CREATE TABLE external_ids (
    workspace_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    sample BOOLEAN NOT NULL,
    external_id TEXT NOT NULL,
    lead_id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, project_id, sample, external_id)
);
CREATE INDEX external_ids_of_lead ON external_ids (workspace_id, lead_id);

-- The balance is the sum of the entries, whether it is limited or not.
ALTER TABLE workspaces ADD COLUMN credits BIGINT NOT NULL DEFAULT 0;
ALTER TABLE workspaces ADD COLUMN credits_unlimited BOOLEAN NOT NULL DEFAULT TRUE;
CREATE TABLE credit_entries (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    -- NULL for a grant.
    project_id TEXT,
    job_id TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('grant', 'reserve', 'keep', 'give_back')),
    amount BIGINT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX credit_entries_by_time ON credit_entries (workspace_id, created_at, id);
-- What a project may draw in a calendar month (UTC), and in all; NULL: no limit of its own.
ALTER TABLE projects ADD COLUMN credit_allowance BIGINT;
ALTER TABLE projects ADD COLUMN credit_cap BIGINT;
-- Credits drawn and not given back. `month`: 202611.
CREATE TABLE credit_use (
    workspace_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    month BIGINT NOT NULL,
    used BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, project_id, month)
);
ALTER TABLE jobs ADD COLUMN credit TEXT NOT NULL DEFAULT 'none' CHECK (credit IN ('none', 'reserved', 'kept', 'given_back'));
ALTER TABLE jobs ADD COLUMN credit_month BIGINT NOT NULL DEFAULT 0;

-- JSON of the limits that differ from the defaults.
ALTER TABLE projects ADD COLUMN limits TEXT NOT NULL DEFAULT '{}';
-- Admitted requests of the last window; whoever changes `hits` raises `version`. Beside SQLite they are in a file of their own, `limits.db`.
CREATE TABLE rate_windows (
    workspace_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    request_group TEXT NOT NULL,
    version BIGINT NOT NULL,
    hits BYTEA NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, project_id, request_group)
);

-- The order of a project's events is the order of their commits: `last` is raised by the transaction that writes the event.
CREATE TABLE event_counters (
    workspace_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, project_id)
);
ALTER TABLE events ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
UPDATE events SET position = numbered.position FROM (
    SELECT workspace_id, id, ROW_NUMBER() OVER (PARTITION BY workspace_id, project_id ORDER BY created_at, sequence, id) AS position FROM events
) AS numbered WHERE events.workspace_id = numbered.workspace_id AND events.id = numbered.id;
INSERT INTO event_counters (workspace_id, project_id, last) SELECT workspace_id, project_id, MAX(position) FROM events GROUP BY workspace_id, project_id;
CREATE UNIQUE INDEX events_by_position ON events (workspace_id, project_id, position);

CREATE TABLE webhook_endpoints (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    url TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    -- ',lead.created,lead.completed,', or ',*,' for all.
    events TEXT NOT NULL,
    -- Sealed with the master key. The former one signs beside the new one until `old_secret_until`.
    secret TEXT NOT NULL,
    old_secret TEXT,
    old_secret_until BIGINT,
    -- One delivery per lead at a time, in the order of the events.
    ordered BOOLEAN NOT NULL DEFAULT FALSE,
    state TEXT NOT NULL CHECK (state IN ('on', 'off')),
    -- Why it is off: 'owner', 'gone' (410), 'failing' (five days without a success).
    off_reason TEXT,
    -- The first failure since the last success.
    failing_since BIGINT,
    last_success_at BIGINT,
    last_failure_at BIGINT,
    -- The process that sends to it; deliveries are read, sent and written by that one alone until `lease_until`.
    leased_by TEXT,
    lease_until BIGINT,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX webhook_endpoints_by_id ON webhook_endpoints (id);
CREATE INDEX webhook_endpoints_of_project ON webhook_endpoints (workspace_id, project_id, created_at, id);

-- One event for one endpoint, written in the transaction of the event.
CREATE TABLE deliveries (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    endpoint_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- '' for a test.
    lead_id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    -- Only of a test, which is in no event log; else the event's payload is sent.
    payload TEXT,
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'failed')),
    -- Tries of the present round: a replay begins another.
    tries BIGINT NOT NULL DEFAULT 0,
    -- Tries of all rounds.
    total_tries BIGINT NOT NULL DEFAULT 0,
    next_at BIGINT NOT NULL,
    -- Of the last try: HTTP status, and the word for a failure.
    status BIGINT,
    failure TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, endpoint_id, event_id)
);
CREATE INDEX deliveries_due ON deliveries (endpoint_id, next_at, id) WHERE state = 'pending';
CREATE INDEX deliveries_ended ON deliveries (updated_at) WHERE state <> 'pending';
CREATE INDEX deliveries_of_endpoint ON deliveries (workspace_id, endpoint_id, created_at, id);
CREATE INDEX deliveries_of_lead ON deliveries (workspace_id, lead_id, endpoint_id, sequence);

CREATE TABLE delivery_tries (
    workspace_id TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    duration_ms BIGINT NOT NULL,
    -- NULL when no answer came.
    status BIGINT,
    -- NULL for a success; else 'dns', 'refused', 'tls', 'timeout', 'private_address', 'too_large', 'http_500', …
    failure TEXT,
    -- JSON objects of header names and values.
    request_headers TEXT NOT NULL,
    answer_headers TEXT NOT NULL,
    -- At most 16 KiB.
    answer BYTEA NOT NULL,
    PRIMARY KEY (workspace_id, delivery_id, number)
);

-- Those who objected: a keyed hash of the address or host, never the text.
CREATE TABLE suppressions (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('email', 'domain')),
    hash TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id),
    UNIQUE (workspace_id, hash)
);

-- Leads that came in one request. `errors`: JSON of the rows that were not taken; it names fields, never their values.
CREATE TABLE batches (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    total BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    errors TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
ALTER TABLE leads ADD COLUMN batch_id TEXT;
CREATE INDEX leads_of_batch ON leads (workspace_id, batch_id, status) WHERE batch_id IS NOT NULL;
