-- Research: what projects set, answers kept between visits, sources looked at again, how dossiers stand beside one another.

-- JSON of ResearchSettings; {} is the default.
ALTER TABLE projects ADD COLUMN research TEXT NOT NULL DEFAULT '{}';

-- A published version that readers no longer get, because its sources have changed.
ALTER TABLE magnets ADD COLUMN withdrawn_at BIGINT;

-- When the sources of each published magnet were looked at last. Samples have no row.
CREATE TABLE source_looks (
    workspace_id TEXT NOT NULL,
    lead_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    -- The last look, or the publication where there was none since.
    looked_at BIGINT NOT NULL,
    -- The last look; NULL where there was none since the publication.
    checked_at BIGINT,
    -- Of the version that was looked at: pieces of evidence that changed or are gone.
    drifted BIGINT NOT NULL DEFAULT 0,
    version BIGINT,
    -- A person asked for a look that has not been had yet.
    wanted_at BIGINT,
    -- A process looks until then.
    lease_until BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace_id, lead_id)
);
CREATE INDEX source_looks_due ON source_looks (workspace_id, project_id, looked_at);
CREATE INDEX source_looks_wanted ON source_looks (wanted_at) WHERE wanted_at IS NOT NULL;
CREATE INDEX source_looks_drifted ON source_looks (workspace_id, project_id, checked_at) WHERE drifted > 0;
INSERT INTO source_looks (workspace_id, lead_id, project_id, looked_at)
    SELECT l.workspace_id, l.id, l.project_id, MAX(m.published_at) FROM leads l
    JOIN magnets m ON m.workspace_id = l.workspace_id AND m.lead_id = l.id AND m.published_at IS NOT NULL
    WHERE NOT EXISTS (SELECT 1 FROM jobs j WHERE j.workspace_id = l.workspace_id AND j.lead_id = l.id AND j.sample)
    GROUP BY l.workspace_id, l.id, l.project_id;

-- What the last look said of each piece of evidence: same, moved, changed, gone, unreachable or unknown.
CREATE TABLE source_states (
    workspace_id TEXT NOT NULL,
    lead_id TEXT NOT NULL,
    evidence_id TEXT NOT NULL,
    state TEXT NOT NULL,
    -- What stands there now, where that can be told.
    now_seen TEXT,
    -- '' , or of drift: 'told' (an event was written), 'kept' (a person put the magnet out again as it is).
    settled TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (workspace_id, lead_id, evidence_id)
);

-- How the site of each lead did in the checks, to compare those of one project. Samples and sites that could not be read have no row.
CREATE TABLE standings (
    workspace_id TEXT NOT NULL,
    lead_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    domain TEXT NOT NULL,
    -- JSON of Standing.
    standing TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, lead_id)
);
CREATE INDEX standings_newest ON standings (workspace_id, project_id, created_at);

-- Answers of sites, kept so that a site is not asked twice for the same. `url_sha256`: of the address asked for, in hex;
-- `answer`: JSON of Kept without its body; `body`: gzip.
CREATE TABLE kept_answers (
    workspace_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    url_sha256 TEXT NOT NULL,
    -- The lead whose visit brought it: with that one's data it is erased.
    lead_id TEXT NOT NULL,
    fetched_at BIGINT NOT NULL,
    size_bytes BIGINT NOT NULL,
    answer TEXT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (workspace_id, project_id, url_sha256)
);
CREATE INDEX kept_answers_by_lead ON kept_answers (workspace_id, lead_id);
CREATE INDEX kept_answers_by_time ON kept_answers (fetched_at);
