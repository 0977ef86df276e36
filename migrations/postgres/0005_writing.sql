-- Writing: a project's language model with its key, what each call to a model came to, who wrote what, and the leads a project keeps to try changes on.

-- JSON of WriterSettings; {} is the default.
ALTER TABLE projects ADD COLUMN llm TEXT NOT NULL DEFAULT '{}';
-- The model's API key, sealed for this place and project; NULL where there is none.
ALTER TABLE projects ADD COLUMN llm_key TEXT;

-- The ledger: one row a call to a language model, also for one that failed.
CREATE TABLE llm_calls (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    -- NULL for a test of the connection, and once the lead is erased.
    job_id TEXT,
    lead_id TEXT,
    at BIGINT NOT NULL,
    duration_ms BIGINT NOT NULL,
    -- write, rewrite or test.
    purpose TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    tokens_in BIGINT NOT NULL,
    tokens_out BIGINT NOT NULL,
    -- In millionths of the currency that the prices are in, as they were then.
    cost_micros BIGINT NOT NULL,
    -- CallOutcome.
    outcome TEXT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX llm_calls_by_time ON llm_calls (workspace_id, project_id, at, id);
CREATE INDEX llm_calls_by_job ON llm_calls (workspace_id, job_id);
CREATE INDEX llm_calls_by_lead ON llm_calls (workspace_id, lead_id);

-- Who wrote the document of each job, and how it fared at the gate. Samples and jobs from before this migration have no row.
CREATE TABLE writings (
    workspace_id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    lead_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    -- builtin or llm.
    writer TEXT NOT NULL,
    -- Why the built-in writer wrote in the model's place: CallOutcome, job_cap, month_cap or no_key; NULL where it did not.
    instead TEXT,
    sentences BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    replaced BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, job_id)
);
CREATE INDEX writings_by_time ON writings (workspace_id, project_id, at);
CREATE INDEX writings_by_lead ON writings (workspace_id, lead_id);

-- Leads whose documents are written anew, to compare, before a changed blueprint is rolled out.
CREATE TABLE golden_leads (
    workspace_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    lead_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    -- E-mail address of the person, or the name of the API key.
    added_by TEXT NOT NULL,
    PRIMARY KEY (workspace_id, project_id, lead_id)
);
CREATE INDEX golden_leads_by_lead ON golden_leads (workspace_id, lead_id);
