-- What a poll needs, at hand.

-- The payload as it was checked, character for character: an answer passes it on unread. Whatever the active jobs
-- are counted by must be readable, so that no row can make its owner's polls fail.
ALTER TABLE notifications ALTER COLUMN payload TYPE json USING payload::json;
ALTER TABLE notifications ADD CONSTRAINT notifications_payload CHECK (payload::jsonb IS NOT NULL);

-- How many of the user's rows are unread. Counted by whoever adds, marks or removes rows, under the counter row
-- that each of them holds, so that it is exact and costs the same for 3 and for 30,000.
ALTER TABLE user_revision ADD COLUMN unread integer NOT NULL DEFAULT 0;
UPDATE user_revision AS r SET unread =
    (SELECT count(*) FROM notifications AS n WHERE n.user_id = r.user_id AND n.read_at IS NULL);
