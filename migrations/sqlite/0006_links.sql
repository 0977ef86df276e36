-- Links under control: rules of a project and of one lead, codes by mail, and domains of a project's own.

-- JSON of LinkRules; {} is the default: open to who has the link.
ALTER TABLE projects ADD COLUMN links TEXT NOT NULL DEFAULT '{}';

-- What one lead's link has of its own. A lead without a row has nothing of its own.
CREATE TABLE lead_links (
    workspace_id TEXT NOT NULL,
    lead_id TEXT NOT NULL,
    -- JSON of LinkOverrides.
    rules TEXT NOT NULL DEFAULT '{}',
    -- Another name in the address, beside the id.
    slug TEXT,
    withdrawn_at BIGINT,
    -- The lead whose magnet readers get instead.
    replaced_by TEXT,
    -- Views counted where a limit is set, and when the last of them began.
    views BIGINT NOT NULL DEFAULT 0,
    viewed_at BIGINT NOT NULL DEFAULT 0,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, lead_id)
);
CREATE UNIQUE INDEX lead_links_by_slug ON lead_links (workspace_id, slug);

-- Codes that were sent and not used yet.
CREATE TABLE link_codes (
    workspace_id TEXT NOT NULL,
    lead_id TEXT NOT NULL,
    -- Keyed hashes of the address and of the code.
    reader_hash TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, lead_id, reader_hash)
);
CREATE INDEX link_codes_by_time ON link_codes (expires_at);

-- Hosts that a project's pages answer on, once their DNS says so.
CREATE TABLE domains (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    -- In lower case, ASCII (IDNA).
    host TEXT NOT NULL,
    -- What the TXT record must say.
    token TEXT NOT NULL,
    -- pending, verified or failing.
    state TEXT NOT NULL,
    -- Why it is not verified, or what is odd about it; empty: nothing.
    reason TEXT NOT NULL,
    -- Links of the project begin with it.
    main BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    checked_at BIGINT,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX domains_by_host ON domains (workspace_id, host);
-- Whoever the DNS speaks for has it, and nobody beside them.
CREATE UNIQUE INDEX domains_verified ON domains (host) WHERE state = 'verified';
CREATE INDEX domains_by_project ON domains (workspace_id, project_id);
