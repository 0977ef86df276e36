-- Research: what projects set, answers kept between visits, sources looked at again, how dossiers stand beside one another.

-- JSON of ResearchSettings; {} is the default.
ALTER TABLE projects ADD COLUMN research TEXT NOT NULL DEFAULT '{}';

-- Answers of sites, kept so that a site is not asked twice for the same. `url_sha256`: of the address asked for, in hex;
-- `answer`: JSON of Kept without its body; `body`: gzip.
CREATE TABLE kept_answers (
    workspace_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    url_sha256 TEXT NOT NULL,
    fetched_at BIGINT NOT NULL,
    size_bytes BIGINT NOT NULL,
    answer TEXT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (workspace_id, project_id, url_sha256)
);
CREATE INDEX kept_answers_by_time ON kept_answers (fetched_at);
