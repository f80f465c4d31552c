"""Add courses, their published versions, enrolments, attempts and certificates.

A published version is never changed or removed: a trigger refuses, so an attempt always finds what it was asked.
"""

from alembic import op

revision = "learning_0001"
down_revision = None
branch_labels = ("learning",)
depends_on = "common_0001"

COURSES = """
CREATE TABLE courses (
  id uuid NOT NULL,
  code text NOT NULL,
  title_en text NOT NULL,
  title_ur text,
  summary_en text NOT NULL,
  summary_ur text,
  pass_mark integer NOT NULL,
  time_limit_minutes integer,
  attempts_allowed integer NOT NULL,
  published_number integer,
  version integer NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT pk_courses PRIMARY KEY (id),
  CONSTRAINT uq_courses_code UNIQUE (code)
);

CREATE TABLE course_versions (
  id uuid NOT NULL,
  course_id uuid NOT NULL,
  number integer NOT NULL,
  title_en text NOT NULL,
  title_ur text,
  summary_en text NOT NULL,
  summary_ur text,
  pass_mark integer NOT NULL,
  time_limit_minutes integer,
  attempts_allowed integer NOT NULL,
  outline jsonb NOT NULL,
  lessons jsonb NOT NULL,
  questions jsonb NOT NULL,
  published_by uuid NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT pk_course_versions PRIMARY KEY (id),
  CONSTRAINT uq_course_versions_course_id_number UNIQUE (course_id, number),
  CONSTRAINT fk_course_versions_course_id FOREIGN KEY (course_id) REFERENCES courses (id)
);

CREATE TABLE lessons (
  id uuid NOT NULL,
  course_id uuid NOT NULL,
  place integer NOT NULL,
  title_en text NOT NULL,
  title_ur text,
  text_en text NOT NULL,
  text_ur text,
  CONSTRAINT pk_lessons PRIMARY KEY (id),
  CONSTRAINT fk_lessons_course_id FOREIGN KEY (course_id) REFERENCES courses (id)
);
CREATE INDEX ix_lessons_course_id_place ON lessons (course_id, place);

CREATE TABLE questions (
  id uuid NOT NULL,
  course_id uuid NOT NULL,
  place integer NOT NULL,
  kind text NOT NULL,
  text_en text NOT NULL,
  text_ur text,
  choices jsonb NOT NULL,
  rationale_en text NOT NULL,
  rationale_ur text,
  source text,
  points integer NOT NULL,
  CONSTRAINT pk_questions PRIMARY KEY (id),
  CONSTRAINT fk_questions_course_id FOREIGN KEY (course_id) REFERENCES courses (id)
);
CREATE INDEX ix_questions_course_id_place ON questions (course_id, place);
"""

LEARNERS = """
CREATE TABLE enrolments (
  id uuid NOT NULL,
  course_id uuid NOT NULL,
  account_id uuid NOT NULL,
  enrolled_by uuid NOT NULL,
  state text NOT NULL,
  enrolled_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT pk_enrolments PRIMARY KEY (id),
  CONSTRAINT uq_enrolments_course_id_account_id UNIQUE (course_id, account_id),
  CONSTRAINT ck_enrolments_state CHECK (state IN ('enrolled', 'started', 'passed', 'failed')),
  CONSTRAINT fk_enrolments_course_id FOREIGN KEY (course_id) REFERENCES courses (id)
);
CREATE INDEX ix_enrolments_account_id_id ON enrolments (account_id, id);
CREATE INDEX ix_enrolments_course_id_id ON enrolments (course_id, id);
CREATE INDEX ix_enrolments_course_id_state_id ON enrolments (course_id, state, id);

CREATE TABLE attempts (
  id uuid NOT NULL,
  enrolment_id uuid NOT NULL,
  course_version_id uuid NOT NULL,
  number integer NOT NULL,
  seed text NOT NULL,
  state text NOT NULL,
  started_at timestamptz NOT NULL,
  due_at timestamptz,
  submitted_at timestamptz,
  answers jsonb,
  percent numeric(5, 2),
  passed boolean,
  CONSTRAINT pk_attempts PRIMARY KEY (id),
  CONSTRAINT uq_attempts_enrolment_id_number UNIQUE (enrolment_id, number),
  CONSTRAINT ck_attempts_state CHECK (state IN ('open', 'submitted', 'lapsed')),
  CONSTRAINT ck_attempts_submitted CHECK ((state = 'submitted') = (submitted_at IS NOT NULL)),
  CONSTRAINT fk_attempts_enrolment_id FOREIGN KEY (enrolment_id) REFERENCES enrolments (id),
  CONSTRAINT fk_attempts_course_version_id FOREIGN KEY (course_version_id) REFERENCES course_versions (id)
);
CREATE INDEX ix_attempts_due_at ON attempts (due_at) WHERE state = 'open';
CREATE UNIQUE INDEX uq_attempts_open ON attempts (enrolment_id) WHERE state = 'open';

CREATE TABLE lesson_completions (
  enrolment_id uuid NOT NULL,
  lesson_id uuid NOT NULL,
  completed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT pk_lesson_completions PRIMARY KEY (enrolment_id, lesson_id),
  CONSTRAINT fk_lesson_completions_enrolment_id FOREIGN KEY (enrolment_id) REFERENCES enrolments (id)
);

CREATE TABLE certificates (
  id uuid NOT NULL,
  number text NOT NULL,
  code text NOT NULL,
  enrolment_id uuid NOT NULL,
  attempt_id uuid NOT NULL,
  account_id uuid NOT NULL,
  course_version_id uuid NOT NULL,
  issued_on date NOT NULL,
  revoked_on date,
  revoked_for text,
  CONSTRAINT pk_certificates PRIMARY KEY (id),
  CONSTRAINT uq_certificates_number UNIQUE (number),
  CONSTRAINT uq_certificates_code UNIQUE (code),
  CONSTRAINT uq_certificates_enrolment_id UNIQUE (enrolment_id),
  CONSTRAINT fk_certificates_enrolment_id FOREIGN KEY (enrolment_id) REFERENCES enrolments (id),
  CONSTRAINT fk_certificates_attempt_id FOREIGN KEY (attempt_id) REFERENCES attempts (id),
  CONSTRAINT fk_certificates_course_version_id FOREIGN KEY (course_version_id) REFERENCES course_versions (id)
);
CREATE INDEX ix_certificates_account_id_id ON certificates (account_id, id);

CREATE SEQUENCE certificate_numbers;
"""

KEEP = """
CREATE FUNCTION keep_course_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'published versions of courses are never changed or removed';
END $$;
CREATE TRIGGER course_versions_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON course_versions
  FOR EACH STATEMENT EXECUTE FUNCTION keep_course_versions();
"""


def upgrade() -> None:
    """Make the tables and keep published versions as they are."""
    op.execute(COURSES)
    op.execute(LEARNERS)
    op.execute(KEEP)


def downgrade() -> None:
    """Refuse: attempts and certificates are evidence of training."""
    raise NotImplementedError("learners' records are not removed")
