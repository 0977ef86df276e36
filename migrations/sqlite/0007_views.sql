-- Views one can trust: which visit an opening belongs to, why it is classed as it is, what the visitor did; and the alert at a lead's first view.

-- Openings of one visitor of one magnet, without half an hour between two of them. Empty for views from before.
ALTER TABLE views ADD COLUMN visit_id TEXT NOT NULL DEFAULT '';
-- JSON array of Reason, the one that decided first.
ALTER TABLE views ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]';
-- JSON of ViewFacts.
ALTER TABLE views ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';
-- How long the page was in sight.
ALTER TABLE views ADD COLUMN dwell_ms BIGINT NOT NULL DEFAULT 0;
-- Until then a proof may still change the class, and no event has told of the view; NULL once one has, or none ever will.
ALTER TABLE views ADD COLUMN settles_at BIGINT;
CREATE INDEX views_unsettled ON views (settles_at) WHERE settles_at IS NOT NULL;
CREATE INDEX views_by_time ON views (workspace_id, project_id, created_at, id);

-- Whom a project tells at a lead's first view by a person.
CREATE TABLE alert_settings (
    workspace_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    -- JSON array of e-mail addresses.
    emails TEXT NOT NULL,
    -- The address of a Slack-compatible webhook, sealed for this place and project; NULL where there is none.
    hook TEXT,
    -- Its host, to be shown; empty where there is none.
    hook_host TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, project_id)
);

-- One row a lead that a person has opened, so that no lead is told of twice.
CREATE TABLE alerts (
    workspace_id TEXT NOT NULL,
    lead_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    view_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- NULL once it is sent, was given up, or when nobody wanted it.
    due_at BIGINT,
    tries BIGINT NOT NULL DEFAULT 0,
    -- Addresses that have it; JSON array.
    told TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (workspace_id, lead_id)
);
CREATE INDEX alerts_due ON alerts (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX alerts_by_project ON alerts (workspace_id, project_id);
