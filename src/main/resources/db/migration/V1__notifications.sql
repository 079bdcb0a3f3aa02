-- Reference tables: few rows, looked up by everyone.

-- Names this database in every cursor: after a restore or a fresh start old cursors are recognised.
CREATE TABLE database_epoch (epoch uuid PRIMARY KEY);
INSERT INTO database_epoch VALUES (gen_random_uuid());

CREATE TABLE users (
    user_id       text PRIMARY KEY,
    email         text NOT NULL,
    password_hash text NOT NULL
);
CREATE UNIQUE INDEX users_email ON users (lower(email));

CREATE TABLE projects (
    project_id text PRIMARY KEY,
    owner      text NOT NULL REFERENCES users (user_id),
    name       text NOT NULL,
    repo_path  text
);
CREATE INDEX projects_owner ON projects (owner);

-- Tables that grow with use: user_id leads every key, so each can be partitioned or distributed by it.

-- One counter row per user, held by a writer until it commits: revisions follow commit order.
-- pruned: the highest revision whose row was deleted; a cursor below it may have missed a change.
CREATE TABLE user_revision (
    user_id  text PRIMARY KEY,
    revision bigint NOT NULL,
    pruned   bigint NOT NULL DEFAULT 0
);

CREATE TABLE notifications (
    user_id         text        NOT NULL,
    notification_id uuid        NOT NULL,
    project_id      text,
    type            text        NOT NULL,
    payload         jsonb       NOT NULL,
    created_at      timestamptz NOT NULL,
    read_at         timestamptz,
    revision        bigint      NOT NULL,
    idempotency_key text,
    PRIMARY KEY (user_id, notification_id)
);
CREATE UNIQUE INDEX notifications_revision ON notifications (user_id, revision);
CREATE UNIQUE INDEX notifications_idempotency ON notifications (user_id, idempotency_key);
CREATE INDEX notifications_created ON notifications (user_id, created_at);
CREATE INDEX notifications_unread ON notifications (user_id) WHERE read_at IS NULL;

-- session_id: one sign-in of one device. parent_hash: the token this one was exchanged for.
CREATE TABLE refresh_tokens (
    user_id     text        NOT NULL,
    token_hash  text        NOT NULL,
    session_id  uuid        NOT NULL,
    parent_hash text,
    expires_at  timestamptz NOT NULL,
    spent_at    timestamptz,
    PRIMARY KEY (user_id, token_hash)
);
CREATE INDEX refresh_tokens_session ON refresh_tokens (user_id, session_id);

-- AI jobs and repo syncs. claimable: queued through this API and waiting for one of its workers;
-- lease_until: a worker has it until then.
CREATE TABLE jobs (
    user_id     text        NOT NULL,
    job_id      text        NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('ai', 'sync')),
    project_id  text        NOT NULL,
    action      text        NOT NULL,
    status      text        NOT NULL CHECK (status IN ('queued', 'started', 'completed', 'failed')),
    result      jsonb,
    claimable   boolean     NOT NULL,
    lease_until timestamptz,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (user_id, job_id)
);
CREATE INDEX jobs_waiting ON jobs (kind, created_at) WHERE claimable;
