-- The times of a node's configuration for what one node does for all that share the ledger; null before it has said so.
ALTER TABLE nodes ADD COLUMN schedule {text};

-- 1: a routing rule keeps the result here. Any other without a row in the outbox waits for a person.
ALTER TABLE results ADD COLUMN stays {integer} NOT NULL DEFAULT 0;
