-- A destination that is away is asked by C-ECHO alone, since when.
ALTER TABLE destinations ADD COLUMN open_since {text};

-- What an archive was asked to commit to (PS3.4 J), one row for each N-ACTION.
CREATE TABLE commitments (
  id              {id},
  transaction_uid {text} NOT NULL UNIQUE,
  destination     {text} NOT NULL,
  state           {text} NOT NULL,       -- asked, reported, failed, expired
  asked_at        {text} NOT NULL,
  deadline_at     {text} NOT NULL        -- without a report by then, the archive is queried
);
CREATE INDEX commitments_due ON commitments (destination, state, deadline_at);

ALTER TABLE outbox ADD COLUMN commitment_id {integer};                        -- the transaction that it is in now
ALTER TABLE outbox ADD COLUMN commit_attempts {integer} NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN commit_at {text};                               -- not to be asked before
CREATE INDEX outbox_by_commitment ON outbox (commitment_id);

-- What scanners ask this node to commit to; kept until the report was taken.
CREATE TABLE commitment_requests (
  id              {id},
  transaction_uid {text} NOT NULL,
  calling_ae      {text} NOT NULL,
  host            {text} NOT NULL,
  items           {text} NOT NULL,       -- JSON: [class UID, instance UID] each
  asked_at        {text} NOT NULL,
  state           {text} NOT NULL,       -- pending, reported, given up
  attempts        {integer} NOT NULL DEFAULT 0,
  next_attempt_at {text} NOT NULL,
  reason          {text},
  UNIQUE (calling_ae, transaction_uid)
);
CREATE INDEX commitment_requests_due ON commitment_requests (state, next_attempt_at);

-- Files that retention has removed; their rows go later.
ALTER TABLE instances ADD COLUMN removed_at {text};
ALTER TABLE results ADD COLUMN removed_at {text};
