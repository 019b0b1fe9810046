-- By which a result can be named, and rejected, when its file is gone; null in rows of earlier versions.
ALTER TABLE results ADD COLUMN series_instance_uid {text};
