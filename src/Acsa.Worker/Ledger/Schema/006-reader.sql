-- Outlines that readers changed and sent back: kept when their studies are forgotten, for they say how good a model is.
CREATE TABLE edits (
  id           {id},
  study_id     {integer} NOT NULL,
  instance_id  {integer} NOT NULL,           -- the Segmentation that came back
  source_id    {integer} NOT NULL,           -- the image that it lies on
  model_sha256 {text} NOT NULL,
  at           {text} NOT NULL,
  entry        {text} NOT NULL               -- JSON: muscle, model, scanner, Dice, area and grey level before and after
);
CREATE INDEX edits_by_instance ON edits (instance_id, source_id);

-- The Segmentation whose outlines the result shows; null: the model's.
ALTER TABLE results ADD COLUMN edit_id {integer};

-- What was measured of a person before: found by a keyed hash of Patient ID and issuer, for nobody else to read.
CREATE TABLE priors (
  id          {id},
  patient_key {text} NOT NULL,
  study_uid   {text} NOT NULL,
  source_id   {integer} NOT NULL,            -- the image
  study_date  {text} NOT NULL,               -- YYYYMMDD
  entry       {text} NOT NULL                -- JSON: muscle, side, numbers, scanner and preset, the report that says so
);
CREATE INDEX priors_by_patient ON priors (patient_key, study_date);
CREATE INDEX priors_by_source ON priors (source_id);
