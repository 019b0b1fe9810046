-- Why the report on the whole study could not be written; null: it was, or there is none to write.
ALTER TABLE studies ADD COLUMN report_failure {text};
