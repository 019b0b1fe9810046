-- Version 1. Times are UTC as text (2026-11-20T17:42:44.123Z): they sort, and a person can read them.
CREATE TABLE node (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE studies (
  id              INTEGER PRIMARY KEY,
  study_uid       TEXT NOT NULL UNIQUE,
  state           TEXT NOT NULL,            -- received, assembled, analysed, delivered, committed, failed, parked
  outcome         TEXT,                     -- worst of its findings: measured, review, refused
  reasons         TEXT NOT NULL DEFAULT '[]',
  first_at        TEXT NOT NULL,
  last_at         TEXT NOT NULL,            -- last instance received
  due_at          TEXT NOT NULL,            -- when quiet for long enough
  run             INTEGER NOT NULL DEFAULT 0,
  run_at          TEXT,                     -- time of the current run, fixed before its first result: a resumed run writes the same bytes
  attempts        INTEGER NOT NULL DEFAULT 0,
  next_attempt_at TEXT,
  lease_owner     TEXT,
  lease_until     TEXT
);
CREATE INDEX studies_by_state ON studies (state, due_at);

CREATE TABLE instances (
  id                  INTEGER PRIMARY KEY,
  study_id            INTEGER REFERENCES studies (id), -- null: its study could not be read
  sop_instance_uid    TEXT NOT NULL,
  sop_class_uid       TEXT NOT NULL,
  transfer_syntax_uid TEXT NOT NULL,
  file                TEXT NOT NULL UNIQUE,  -- relative to the spool
  bytes               INTEGER NOT NULL,
  sha256              TEXT NOT NULL,         -- of the data set as received, file meta information excluded
  calling_ae          TEXT NOT NULL,
  called_ae           TEXT NOT NULL,
  host                TEXT NOT NULL,
  association         TEXT NOT NULL,
  received_at         TEXT NOT NULL,
  conflict            INTEGER NOT NULL DEFAULT 0,
  state               TEXT NOT NULL,         -- received, assembled, analysed, failed, parked
  reasons             TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX instances_by_uid ON instances (sop_instance_uid);
CREATE INDEX instances_by_study ON instances (study_id, state);
CREATE INDEX instances_by_association ON instances (association) WHERE study_id IS NULL;

CREATE TABLE findings (
  id          INTEGER PRIMARY KEY,
  instance_id INTEGER NOT NULL REFERENCES instances (id),
  study_id    INTEGER NOT NULL REFERENCES studies (id),
  status      TEXT NOT NULL,
  at          TEXT NOT NULL,
  entry       TEXT NOT NULL                  -- one entry of results.json
);
CREATE INDEX findings_by_study ON findings (study_id);

CREATE TABLE results (
  id               INTEGER PRIMARY KEY,
  study_id         INTEGER NOT NULL REFERENCES studies (id),
  instance_id      INTEGER NOT NULL REFERENCES instances (id),
  kind             TEXT NOT NULL,            -- seg, sr, sc
  sop_instance_uid TEXT NOT NULL UNIQUE,
  sop_class_uid    TEXT NOT NULL,
  file             TEXT NOT NULL UNIQUE,     -- relative to results/
  sha256           TEXT NOT NULL,
  created_at       TEXT NOT NULL
);
CREATE INDEX results_by_study ON results (study_id);

CREATE TABLE outbox (
  id              INTEGER PRIMARY KEY,
  result_id       INTEGER NOT NULL REFERENCES results (id),
  study_id        INTEGER NOT NULL REFERENCES studies (id),
  destination     TEXT NOT NULL,
  state           TEXT NOT NULL,             -- pending, delivered, committed, parked
  attempts        INTEGER NOT NULL DEFAULT 0,
  next_attempt_at TEXT NOT NULL,
  lease_owner     TEXT,
  lease_until     TEXT,
  reason          TEXT,
  settled_at      TEXT,
  UNIQUE (result_id, destination)
);
CREATE INDEX outbox_due ON outbox (destination, state, next_attempt_at);
CREATE INDEX outbox_by_study ON outbox (study_id, state);

CREATE TABLE destinations (                  -- one clock for each: a PACS that is away is called once, not once per result
  name            TEXT PRIMARY KEY,
  failures        INTEGER NOT NULL DEFAULT 0,
  next_attempt_at TEXT,
  reason          TEXT
) WITHOUT ROWID;

CREATE TABLE events (                        -- the way of each instance and result, with times
  id          INTEGER PRIMARY KEY,
  at          TEXT NOT NULL,
  kind        TEXT NOT NULL,
  study_id    INTEGER,
  instance_id INTEGER,
  result_id   INTEGER,
  destination TEXT,
  detail      TEXT
);
CREATE INDEX events_by_study ON events (study_id);
CREATE INDEX events_by_instance ON events (instance_id);
