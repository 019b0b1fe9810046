-- Times are UTC as text (2026-11-20T17:42:44.123Z): they sort, and a person can read them.
-- {id}, {integer}, {blob} and {text} stand for what the engine calls them: a row's own number, 64 bits, bytes, text ordered by its bytes.
CREATE TABLE node (key {text} PRIMARY KEY, value {blob} NOT NULL);

CREATE TABLE studies (
  id              {id},
  study_uid       {text} NOT NULL UNIQUE,
  state           {text} NOT NULL,            -- received, assembled, analysed, delivered, committed, failed, parked
  outcome         {text},                     -- worst of its findings: measured, review, refused
  reasons         {text} NOT NULL DEFAULT '[]',
  first_at        {text} NOT NULL,
  last_at         {text} NOT NULL,            -- last instance received
  due_at          {text} NOT NULL,            -- when quiet for long enough
  run             {integer} NOT NULL DEFAULT 0,
  run_at          {text},                     -- time of the current run, fixed before its first result: a resumed run writes the same bytes
  attempts        {integer} NOT NULL DEFAULT 0,
  next_attempt_at {text},
  lease_owner     {text},
  lease_until     {text}
);
CREATE INDEX studies_by_state ON studies (state, due_at);

CREATE TABLE instances (
  id                  {id},
  study_id            {integer} REFERENCES studies (id), -- null: its study could not be read
  sop_instance_uid    {text} NOT NULL,
  sop_class_uid       {text} NOT NULL,
  transfer_syntax_uid {text} NOT NULL,
  file                {text} NOT NULL UNIQUE,  -- relative to the spool
  bytes               {integer} NOT NULL,
  sha256              {text} NOT NULL,         -- of the data set as received, file meta information excluded
  calling_ae          {text} NOT NULL,
  called_ae           {text} NOT NULL,
  host                {text} NOT NULL,
  association         {text} NOT NULL,
  received_at         {text} NOT NULL,
  conflict            {integer} NOT NULL DEFAULT 0,
  state               {text} NOT NULL,         -- received, assembled, analysed, failed, parked
  reasons             {text} NOT NULL DEFAULT '[]'
);
CREATE INDEX instances_by_uid ON instances (sop_instance_uid);
CREATE INDEX instances_by_study ON instances (study_id, state);
CREATE INDEX instances_by_association ON instances (association) WHERE study_id IS NULL;

CREATE TABLE findings (
  id          {id},
  instance_id {integer} NOT NULL REFERENCES instances (id),
  study_id    {integer} NOT NULL REFERENCES studies (id),
  status      {text} NOT NULL,
  at          {text} NOT NULL,
  entry       {text} NOT NULL                  -- one entry of results.json
);
CREATE INDEX findings_by_study ON findings (study_id);

CREATE TABLE results (
  id               {id},
  study_id         {integer} NOT NULL REFERENCES studies (id),
  instance_id      {integer} NOT NULL REFERENCES instances (id),
  kind             {text} NOT NULL,            -- seg, sr, sc
  sop_instance_uid {text} NOT NULL UNIQUE,
  sop_class_uid    {text} NOT NULL,
  file             {text} NOT NULL UNIQUE,     -- relative to results/
  sha256           {text} NOT NULL,
  created_at       {text} NOT NULL
);
CREATE INDEX results_by_study ON results (study_id);

CREATE TABLE outbox (
  id              {id},
  result_id       {integer} NOT NULL REFERENCES results (id),
  study_id        {integer} NOT NULL REFERENCES studies (id),
  destination     {text} NOT NULL,
  state           {text} NOT NULL,             -- pending, delivered, committed, parked
  attempts        {integer} NOT NULL DEFAULT 0,
  next_attempt_at {text} NOT NULL,
  lease_owner     {text},
  lease_until     {text},
  reason          {text},
  settled_at      {text},
  UNIQUE (result_id, destination)
);
CREATE INDEX outbox_due ON outbox (destination, state, next_attempt_at);
CREATE INDEX outbox_by_study ON outbox (study_id, state);

CREATE TABLE destinations (                  -- one clock for each: a PACS that is away is called once, not once per result
  name            {text} PRIMARY KEY,
  failures        {integer} NOT NULL DEFAULT 0,
  next_attempt_at {text},
  reason          {text}
);

CREATE TABLE events (                        -- the way of each instance and result, with times
  id          {id},
  at          {text} NOT NULL,
  kind        {text} NOT NULL,
  study_id    {integer},
  instance_id {integer},
  result_id   {integer},
  destination {text},
  detail      {text}
);
CREATE INDEX events_by_study ON events (study_id);
CREATE INDEX events_by_instance ON events (instance_id);
