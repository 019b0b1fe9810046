-- 1: about the whole study; instance_id is then the first of its images that counts.
ALTER TABLE results ADD COLUMN of_study {integer} NOT NULL DEFAULT 0;
-- JSON: the destinations that it is for; null: all that get its kind.
ALTER TABLE results ADD COLUMN recipients {text};
-- When other results took its place; null: it stands. What does not stand is not sent, to nobody and by nobody's wish.
ALTER TABLE results ADD COLUMN superseded_at {text};
UPDATE results SET superseded_at = (
  SELECT min(n.created_at) FROM results n WHERE n.instance_id = results.instance_id AND n.kind = results.kind AND n.id > results.id
    AND n.series_instance_uid <> results.series_instance_uid)
WHERE kind <> 'rejection' AND series_instance_uid IS NOT NULL;
