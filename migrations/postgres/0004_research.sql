-- Research: what projects set, answers kept between visits, sources looked at again, how dossiers stand beside one another.

-- JSON of ResearchSettings; {} is the default.
ALTER TABLE projects ADD COLUMN research TEXT NOT NULL DEFAULT '{}';
