-- Several nodes may share a ledger; each says at short intervals that it is alive.
ALTER TABLE node RENAME TO settings;

CREATE TABLE nodes (
  name        {text} PRIMARY KEY,
  session     {text} NOT NULL,         -- of its present process: a second one under the same name is found out
  started_at  {text} NOT NULL,
  lease_until {text} NOT NULL
);

-- One row for each distinct content of an instance, whoever receives it.
CREATE UNIQUE INDEX instances_identity ON instances (sop_instance_uid, sha256);
DROP INDEX instances_by_uid;
