"""Add recipients, templates, messages with their parts, attempts and receipts, hearings to remind of, and the inbox.

One message an event, recipient and channel: the database itself refuses a second one.
"""

from alembic import op

revision = "notifications_0001"
down_revision = None
branch_labels = ("notifications",)
depends_on = "common_0001"

TABLES = """
CREATE TABLE recipients (
  id uuid NOT NULL,
  kind text NOT NULL,
  account_id uuid,
  district text,
  reference text,
  name text,
  phone text,
  phone_typed text,
  email text,
  language text DEFAULT 'en' NOT NULL,
  by_sms boolean DEFAULT true NOT NULL,
  by_email boolean DEFAULT true NOT NULL,
  is_active boolean DEFAULT true NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  registered_at timestamptz DEFAULT clock_timestamp() NOT NULL,
  changed_at timestamptz DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT pk_recipients PRIMARY KEY (id),
  CONSTRAINT uq_recipients_account_id UNIQUE (account_id),
  CONSTRAINT ck_recipients_kind CHECK (kind IN ('account', 'person')),
  CONSTRAINT ck_recipients_account CHECK ((kind = 'account') = (account_id IS NOT NULL)),
  CONSTRAINT ck_recipients_language CHECK (language IN ('en', 'ur', 'sd')),
  CONSTRAINT ck_recipients_phone CHECK ((phone IS NULL) = (phone_typed IS NULL))
);
CREATE INDEX ix_recipients_district ON recipients (district, id);
CREATE INDEX ix_recipients_phone ON recipients (phone);
CREATE TABLE case_recipients (
  case_id uuid NOT NULL,
  recipient_id uuid NOT NULL,
  capacity text NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz,
  CONSTRAINT pk_case_recipients PRIMARY KEY (case_id, recipient_id),
  CONSTRAINT ck_case_recipients_capacity CHECK (
    capacity IN ('prosecutor', 'officer', 'complainant', 'witness')),
  CONSTRAINT fk_case_recipients_recipient_id FOREIGN KEY(recipient_id) REFERENCES recipients (id)
);
CREATE INDEX ix_case_recipients_recipient_id ON case_recipients (recipient_id);
CREATE TABLE templates (
  id uuid NOT NULL,
  code text NOT NULL,
  language text NOT NULL,
  channel text NOT NULL,
  version integer NOT NULL,
  subject text,
  body text NOT NULL,
  valid_from timestamptz NOT NULL,
  source text NOT NULL,
  added_at timestamptz DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT pk_templates PRIMARY KEY (id),
  CONSTRAINT uq_templates_code_language_channel_version UNIQUE (code, language, channel, version),
  CONSTRAINT ck_templates_language CHECK (language IN ('en', 'ur', 'sd')),
  CONSTRAINT ck_templates_channel CHECK (channel IN ('inbox', 'email', 'sms')),
  CONSTRAINT ck_templates_subject CHECK ((channel = 'sms') = (subject IS NULL))
);
CREATE TABLE hearings (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  joined_case_ids uuid[] DEFAULT '{}' NOT NULL,
  court_id uuid NOT NULL,
  starts_at timestamptz,
  prosecutor_ids uuid[] DEFAULT '{}' NOT NULL,
  is_on boolean NOT NULL,
  said_at timestamptz NOT NULL,
  CONSTRAINT pk_hearings PRIMARY KEY (id)
);
CREATE INDEX ix_hearings_case_id ON hearings (case_id);
CREATE TABLE reminders (
  hearing_id uuid NOT NULL,
  tier text NOT NULL,
  starts_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  state text NOT NULL,
  CONSTRAINT pk_reminders PRIMARY KEY (hearing_id, tier),
  CONSTRAINT ck_reminders_tier CHECK (tier IN ('week', 'day', 'hours')),
  CONSTRAINT ck_reminders_state CHECK (state IN ('waiting', 'done', 'cancelled')),
  CONSTRAINT fk_reminders_hearing_id FOREIGN KEY(hearing_id) REFERENCES hearings (id)
);
CREATE INDEX ix_reminders_due_at ON reminders (due_at) WHERE state = 'waiting';
CREATE TABLE messages (
  id uuid NOT NULL,
  event_id uuid NOT NULL,
  once text,
  recipient_id uuid NOT NULL,
  channel text NOT NULL,
  code text NOT NULL,
  status text NOT NULL,
  reason text,
  case_id uuid,
  hearing_id uuid,
  court_id uuid,
  district text,
  facts jsonb NOT NULL,
  needed_by timestamptz,
  not_before timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer DEFAULT 0 NOT NULL,
  template_id uuid,
  language text,
  destination text,
  subject text,
  body text,
  correlation_id text NOT NULL,
  lease uuid,
  leased_until timestamptz,
  version integer DEFAULT 1 NOT NULL,
  written_at timestamptz DEFAULT clock_timestamp() NOT NULL,
  status_at timestamptz DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT pk_messages PRIMARY KEY (id),
  CONSTRAINT uq_messages_event_id_recipient_id_channel UNIQUE (event_id, recipient_id, channel),
  CONSTRAINT uq_messages_once_recipient_id_channel UNIQUE (once, recipient_id, channel),
  CONSTRAINT ck_messages_channel CHECK (channel IN ('inbox', 'email', 'sms')),
  CONSTRAINT ck_messages_status CHECK (status IN (
    'queued', 'sending', 'unknown', 'sent', 'delivered', 'failed', 'expired', 'rejected', 'cancelled')),
  CONSTRAINT fk_messages_recipient_id FOREIGN KEY(recipient_id) REFERENCES recipients (id),
  CONSTRAINT fk_messages_template_id FOREIGN KEY(template_id) REFERENCES templates (id)
);
CREATE INDEX ix_messages_case_id ON messages (case_id, id);
CREATE INDEX ix_messages_district ON messages (district, id);
CREATE INDEX ix_messages_not_before ON messages (not_before) WHERE status IN ('queued', 'sending', 'unknown');
CREATE INDEX ix_messages_recipient_id ON messages (recipient_id, id);
CREATE INDEX ix_messages_status ON messages (status, id);
CREATE TABLE message_parts (
  id uuid NOT NULL,
  message_id uuid NOT NULL,
  number integer NOT NULL,
  total integer NOT NULL,
  joint_reference integer NOT NULL,
  reference integer NOT NULL,
  status text NOT NULL,
  provider_reference text,
  submitted_at timestamptz,
  settled_at timestamptz,
  CONSTRAINT pk_message_parts PRIMARY KEY (id),
  CONSTRAINT uq_message_parts_message_id_number UNIQUE (message_id, number),
  CONSTRAINT ck_message_parts_status CHECK (status IN (
    'pending', 'submitting', 'accepted', 'delivered', 'failed', 'expired', 'rejected')),
  CONSTRAINT fk_message_parts_message_id FOREIGN KEY(message_id) REFERENCES messages (id)
);
CREATE INDEX ix_message_parts_provider_reference ON message_parts (provider_reference);
CREATE INDEX ix_message_parts_reference ON message_parts (reference) WHERE status = 'submitting';
CREATE TABLE attempts (
  id uuid NOT NULL,
  message_id uuid NOT NULL,
  part integer NOT NULL,
  outcome text NOT NULL,
  reason text,
  made_at timestamptz DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT pk_attempts PRIMARY KEY (id),
  CONSTRAINT ck_attempts_outcome CHECK (outcome IN ('accepted', 'later', 'refused', 'unknown', 'absent')),
  CONSTRAINT fk_attempts_message_id FOREIGN KEY(message_id) REFERENCES messages (id)
);
CREATE INDEX ix_attempts_message_id ON attempts (message_id, id);
CREATE TABLE receipts (
  id uuid NOT NULL,
  message_id uuid,
  part integer,
  provider_reference text NOT NULL,
  destination text NOT NULL,
  reference integer,
  state text NOT NULL,
  error text,
  received_at timestamptz DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT pk_receipts PRIMARY KEY (id),
  CONSTRAINT uq_receipts_provider_reference_state_destination UNIQUE (provider_reference, state, destination),
  CONSTRAINT fk_receipts_message_id FOREIGN KEY(message_id) REFERENCES messages (id)
);
CREATE INDEX ix_receipts_message_id ON receipts (message_id);
CREATE INDEX ix_receipts_waiting ON receipts (received_at) WHERE message_id IS NULL;
CREATE TABLE notices (
  id uuid NOT NULL,
  message_id uuid NOT NULL,
  account_id uuid NOT NULL,
  code text NOT NULL,
  language text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  case_id uuid,
  hearing_id uuid,
  received_at timestamptz DEFAULT clock_timestamp() NOT NULL,
  read_at timestamptz,
  CONSTRAINT pk_notices PRIMARY KEY (id),
  CONSTRAINT uq_notices_message_id UNIQUE (message_id),
  CONSTRAINT fk_notices_message_id FOREIGN KEY(message_id) REFERENCES messages (id)
);
CREATE INDEX ix_notices_account_id ON notices (account_id, id);
CREATE INDEX ix_notices_unread ON notices (account_id, id) WHERE read_at IS NULL;
CREATE SEQUENCE part_references MINVALUE 1 MAXVALUE 65535 CYCLE;
"""


def upgrade() -> None:
    """Make the tables."""
    op.execute(TABLES)


def downgrade() -> None:
    """Refuse: what people were told is evidence."""
    raise NotImplementedError("messages are not removed")
