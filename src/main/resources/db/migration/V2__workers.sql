-- Finds a user's rows whose time is up without passing over the unread ones; notifications_created finds the rest.
CREATE INDEX notifications_read ON notifications (user_id, created_at) WHERE read_at IS NOT NULL;

-- Previews that were announced. open: neither consumed nor expired yet; a closed one stays for a while, so that
-- a late event cannot open it again.
CREATE TABLE previews (
    user_id       text        NOT NULL,
    preview_token text        NOT NULL,
    project_id    text        NOT NULL,
    platform      text        NOT NULL,
    expires_at    timestamptz NOT NULL,
    open          boolean     NOT NULL,
    PRIMARY KEY (user_id, preview_token)
);
CREATE INDEX previews_due ON previews (expires_at) WHERE open;
CREATE INDEX previews_closed ON previews (expires_at) WHERE NOT open;

CREATE INDEX jobs_created ON jobs (created_at);
CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at);

-- A reference table, one row per kind of worker. outage: since when users count it as unavailable;
-- clearing: it is back and the notices are being marked read; reached: the last user who was dealt with,
-- null when there is nobody left.
CREATE TABLE workers (
    worker   text PRIMARY KEY,
    seen_at  timestamptz NOT NULL,
    outage   timestamptz,
    clearing boolean     NOT NULL DEFAULT false,
    reached  text
);
