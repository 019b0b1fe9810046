-- Whose study it is, by the keyed hash that earlier measurements are found by. null: it names nobody, or nothing of it was analysed yet;
-- empty: its images name several.
ALTER TABLE studies ADD COLUMN patient_key {text};
ALTER TABLE studies ADD COLUMN study_date {text}; -- YYYYMMDD
UPDATE studies SET
  patient_key = (SELECT CASE WHEN min(p.patient_key) = max(p.patient_key) THEN min(p.patient_key) ELSE '' END FROM priors p WHERE p.study_uid = studies.study_uid),
  study_date = (SELECT min(p.study_date) FROM priors p WHERE p.study_uid = studies.study_uid)
WHERE study_uid IN (SELECT study_uid FROM priors);
CREATE INDEX studies_by_patient ON studies (patient_key);
