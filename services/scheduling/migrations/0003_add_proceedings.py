"""Add the record of proceedings: who attended, which witnesses were examined, what costs were imposed."""

from alembic import op

revision = "scheduling_0003"
down_revision = "scheduling_0002"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE proceedings (
  id uuid CONSTRAINT pk_proceedings PRIMARY KEY,
  hearing_id uuid NOT NULL CONSTRAINT fk_proceedings_hearing_id REFERENCES hearings (id),
  revision integer NOT NULL,
  attended text[] NOT NULL,
  absent text[] NOT NULL,
  witnesses_called integer NOT NULL,
  witnesses_present integer NOT NULL,
  examined_fact integer NOT NULL,
  examined_formal integer NOT NULL,
  examined_other integer NOT NULL,
  costs numeric(14, 2),
  costs_on text,
  done text,
  reason text,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT uq_proceedings_hearing_id_revision UNIQUE (hearing_id, revision),
  CONSTRAINT ck_proceedings_revision CHECK (revision > 0),
  CONSTRAINT ck_proceedings_amended_with_reason CHECK (revision = 1 OR reason IS NOT NULL),
  CONSTRAINT ck_proceedings_counts
    CHECK (least(witnesses_called, witnesses_present, examined_fact, examined_formal, examined_other) >= 0),
  CONSTRAINT ck_proceedings_examined_were_present
    CHECK (examined_fact + examined_formal + examined_other <= witnesses_present),
  CONSTRAINT ck_proceedings_costs_on_someone CHECK ((costs IS NULL) = (costs_on IS NULL)),
  CONSTRAINT ck_proceedings_attended_or_absent CHECK (NOT attended && absent)
)
"""


def upgrade() -> None:
    """Make the table."""
    op.execute(TABLE)


def downgrade() -> None:
    """Refuse: what courts did is never removed."""
    raise NotImplementedError("proceedings are not removed")
