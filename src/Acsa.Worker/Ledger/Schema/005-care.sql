-- How many instances the study has, by the word of its scanner (0020,1208).
ALTER TABLE studies ADD COLUMN expected {integer};

-- 1: the destination is asked whether it holds the result before it is sent, for it may have got it from a ledger that was lost.
ALTER TABLE outbox ADD COLUMN ask_first {integer} NOT NULL DEFAULT 0;
-- When a query found the result at the destination, and how often one did not although the destination had taken it.
ALTER TABLE outbox ADD COLUMN seen_at {text};
ALTER TABLE outbox ADD COLUMN lost {integer} NOT NULL DEFAULT 0;
CREATE INDEX outbox_unseen ON outbox (destination, state, settled_at) WHERE seen_at IS NULL;

-- What is left of a study whose rows retention has removed.
CREATE TABLE forgotten (
  id           {id},
  study_uid    {text} NOT NULL,
  first_at     {text} NOT NULL,
  last_at      {text} NOT NULL,
  forgotten_at {text} NOT NULL,
  state        {text} NOT NULL,
  outcome      {text},
  instances    {integer} NOT NULL,
  results      {integer} NOT NULL,
  settled_at   {text},                       -- the last answer of a destination
  destinations {text} NOT NULL               -- JSON: the names of those that took its results
);
CREATE INDEX forgotten_by_uid ON forgotten (study_uid);
