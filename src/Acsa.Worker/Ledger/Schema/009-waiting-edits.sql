-- A reader's edit that came before its image, or before the image's results, waits for them until then; null: it does not wait.
ALTER TABLE instances ADD COLUMN waits_until {text};
CREATE INDEX instances_by_wait ON instances (waits_until) WHERE waits_until IS NOT NULL;
