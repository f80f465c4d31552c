-- What the peers need beside the tables of services/cases: bearer tokens, and an audit table with the columns of ours.
CREATE TABLE peer_tokens (
  secret_hash bytea PRIMARY KEY,
  account_id uuid NOT NULL,
  permissions text[] NOT NULL,
  districts text[] NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE TABLE peer_audit_entries (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lane smallint NOT NULL,
  at timestamptz NOT NULL,
  actor_id text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  entry text NOT NULL,
  hash bytea NOT NULL
);
CREATE INDEX ON peer_audit_entries (subject, at);
CREATE INDEX ON peer_audit_entries (actor_id, at);
