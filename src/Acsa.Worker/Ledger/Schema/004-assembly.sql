-- A study gathers instances from cap_at's setting to its claim; cap_at is when it is analysed although it never got quiet.
ALTER TABLE studies ADD COLUMN cap_at {text};
UPDATE studies SET cap_at = due_at WHERE state = 'received';

-- How often the instance's analysis was begun and the node did not live to end it.
ALTER TABLE instances ADD COLUMN begun {integer} NOT NULL DEFAULT 0;

-- Associations whose end completes a study, as long as they last.
CREATE TABLE open_associations (
  study_id    {integer} NOT NULL REFERENCES studies (id),
  association {text} NOT NULL,
  node        {text} NOT NULL,
  PRIMARY KEY (study_id, association)
);
CREATE INDEX open_associations_by_association ON open_associations (association);
