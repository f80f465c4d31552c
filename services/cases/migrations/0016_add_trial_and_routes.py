"""Add the court's orders, pleas and verdicts, numbers in courts, scrutiny in its parts, and what goes through offices."""

import csv
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "cases_0016"
down_revision = "cases_0015"
branch_labels = None
depends_on = None

TABLES = (
    "pleas",
    "charge_verdicts",
    "bail_applications",
    "remand_orders",
    "remand_limits",
    "court_numbers",
    "joint_trials",
    "withdrawals",
    "sanctions",
    "acquittal_reports",
    "appeals",
    "appeal_steps",
    "scrutiny_questions",
    "scrutiny_answers",
    "defect_answers",
    "delay_judgments",
)
REFERENCE = ("remand_limits", "scrutiny_questions")
LISTS = ("kinds", "sections_for_women")
NUMBERS = ("position", "least_days", "most_days", "most_total")

STATEMENTS = """
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE pleas (
  id UUID NOT NULL,
  charge_id UUID NOT NULL,
  plea TEXT NOT NULL,
  pleaded_on DATE NOT NULL,
  superseded_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_pleas PRIMARY KEY (id),
  CONSTRAINT ck_pleas_plea CHECK (plea IN ('claims_trial', 'admitted')),
  CONSTRAINT fk_pleas_charge_id FOREIGN KEY(charge_id) REFERENCES charges (id)
);
CREATE UNIQUE INDEX uq_pleas_current ON pleas (charge_id) WHERE superseded_at IS NULL;

CREATE TABLE charge_verdicts (
  id UUID NOT NULL,
  charge_id UUID NOT NULL,
  verdict TEXT NOT NULL,
  decided_on DATE NOT NULL,
  imprisonment_months INTEGER,
  is_life BOOLEAN NOT NULL,
  is_death BOOLEAN NOT NULL,
  fine NUMERIC(14, 2),
  recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
  superseded_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_charge_verdicts PRIMARY KEY (id),
  CONSTRAINT ck_charge_verdicts_verdict CHECK (verdict IN ('convicted', 'acquitted', 'acquitted_early', 'compounded', 'withdrawn', 'discharged')),
  CONSTRAINT ck_charge_verdicts_sentence_needs_conviction CHECK (verdict = 'convicted' OR (imprisonment_months IS NULL AND fine IS NULL AND NOT is_life AND NOT is_death)),
  CONSTRAINT fk_charge_verdicts_charge_id FOREIGN KEY(charge_id) REFERENCES charges (id)
);
CREATE UNIQUE INDEX uq_charge_verdicts_current ON charge_verdicts (charge_id) WHERE superseded_at IS NULL;

CREATE TABLE bail_applications (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  accused_id UUID NOT NULL,
  kind TEXT NOT NULL,
  court_id UUID,
  application_number TEXT,
  applied_on DATE NOT NULL,
  state TEXT NOT NULL,
  decided_on DATE,
  reasons TEXT,
  conditions TEXT[] DEFAULT '{}' NOT NULL,
  surety_amount NUMERIC(14, 2),
  surety_count INTEGER,
  cancelled_on DATE,
  cancelled_why TEXT,
  CONSTRAINT pk_bail_applications PRIMARY KEY (id),
  CONSTRAINT ck_bail_applications_kind CHECK (kind IN ('pre_arrest', 'post_arrest', 'statutory_delay', 'suspension_of_sentence')),
  CONSTRAINT ck_bail_applications_state CHECK (state IN ('pending', 'granted', 'refused', 'not_pressed', 'cancelled')),
  CONSTRAINT ck_bail_applications_decided_has_day CHECK ((state = 'pending') = (decided_on IS NULL)),
  CONSTRAINT ck_bail_applications_decided_after_applied CHECK (decided_on >= applied_on),
  CONSTRAINT ck_bail_applications_cancelled_has_day CHECK ((state = 'cancelled') = (cancelled_on IS NOT NULL)),
  CONSTRAINT ck_bail_applications_cancelled_after_granted CHECK (cancelled_on >= decided_on),
  CONSTRAINT ck_bail_applications_terms_need_grant CHECK (state IN ('granted', 'cancelled') OR (surety_amount IS NULL AND conditions = '{}')),
  CONSTRAINT fk_bail_applications_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
  CONSTRAINT fk_bail_applications_accused_id FOREIGN KEY(accused_id) REFERENCES accused (id)
);
CREATE INDEX ix_bail_applications_case_id ON bail_applications (case_id);
CREATE UNIQUE INDEX uq_bail_applications_pending ON bail_applications (accused_id) WHERE state = 'pending';

CREATE TABLE remand_orders (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  accused_id UUID NOT NULL,
  kind TEXT NOT NULL,
  ordered_on DATE NOT NULL,
  from_on DATE NOT NULL,
  until_on DATE NOT NULL,
  reasons TEXT NOT NULL,
  beyond_why TEXT,
  superseded_at TIMESTAMP WITH TIME ZONE,
  superseded_why TEXT,
  CONSTRAINT pk_remand_orders PRIMARY KEY (id),
  CONSTRAINT ck_remand_orders_kind CHECK (kind IN ('police', 'judicial')),
  CONSTRAINT ck_remand_orders_ends_after_start CHECK (until_on > from_on),
  CONSTRAINT ex_remand_orders_overlap EXCLUDE USING gist (accused_id WITH =, daterange(from_on, until_on) WITH &&) WHERE (superseded_at IS NULL),
  CONSTRAINT fk_remand_orders_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
  CONSTRAINT fk_remand_orders_accused_id FOREIGN KEY(accused_id) REFERENCES accused (id)
);
CREATE INDEX ix_remand_orders_case_id ON remand_orders (case_id);

CREATE TABLE remand_limits (
  law TEXT NOT NULL,
  kind TEXT NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  least_days INTEGER,
  most_days INTEGER,
  most_total INTEGER,
  sections_for_women TEXT[],
  source TEXT NOT NULL,
  CONSTRAINT pk_remand_limits PRIMARY KEY (law, kind, valid_from),
  CONSTRAINT ck_remand_limits_kind CHECK (kind IN ('police', 'judicial'))
);

CREATE TABLE court_numbers (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  position INTEGER NOT NULL,
  court_id UUID NOT NULL,
  number TEXT NOT NULL,
  reason TEXT NOT NULL,
  order_reference TEXT,
  since_on DATE NOT NULL,
  until_on DATE,
  CONSTRAINT pk_court_numbers PRIMARY KEY (id),
  CONSTRAINT ck_court_numbers_reason CHECK (reason IN ('filed', 'transferred', 'court_abolished', 'corrected')),
  CONSTRAINT ck_court_numbers_ends_after_start CHECK (until_on >= since_on),
  CONSTRAINT uq_court_numbers_case_id_position UNIQUE (case_id, position),
  CONSTRAINT fk_court_numbers_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
);
CREATE INDEX ix_court_numbers_court_id ON court_numbers (court_id, number);
CREATE UNIQUE INDEX uq_court_numbers_current ON court_numbers (case_id) WHERE until_on IS NULL;

CREATE TABLE joint_trials (
  case_id UUID NOT NULL,
  leading_id UUID NOT NULL,
  joined_on DATE NOT NULL,
  CONSTRAINT pk_joint_trials PRIMARY KEY (case_id),
  CONSTRAINT fk_joint_trials_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
  CONSTRAINT fk_joint_trials_leading_id FOREIGN KEY(leading_id) REFERENCES cases (id)
);
CREATE INDEX ix_joint_trials_leading_id ON joint_trials (leading_id);

CREATE TABLE withdrawals (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  accused_id UUID NOT NULL,
  state TEXT NOT NULL,
  office TEXT NOT NULL,
  routed_by TEXT NOT NULL,
  reasons TEXT NOT NULL,
  proposed_on DATE NOT NULL,
  proposed_by TEXT NOT NULL,
  approval_on DATE,
  approval_by TEXT,
  approval_note TEXT,
  court_on DATE,
  effect TEXT,
  CONSTRAINT pk_withdrawals PRIMARY KEY (id),
  CONSTRAINT ck_withdrawals_state CHECK (state IN ('proposed', 'approved', 'refused', 'consented', 'not_consented')),
  CONSTRAINT ck_withdrawals_office CHECK (office IN ('prosecutor', 'district_public_prosecutor', 'prosecutor_general', 'law_secretary', 'law_minister', 'government')),
  CONSTRAINT ck_withdrawals_effect CHECK (effect IN ('discharge', 'acquittal')),
  CONSTRAINT ck_withdrawals_approval_has_day CHECK ((state = 'proposed') = (approval_on IS NULL)),
  CONSTRAINT ck_withdrawals_consent_has_effect CHECK ((state = 'consented') = (effect IS NOT NULL)),
  CONSTRAINT fk_withdrawals_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
  CONSTRAINT fk_withdrawals_accused_id FOREIGN KEY(accused_id) REFERENCES accused (id)
);
CREATE INDEX ix_withdrawals_case_id ON withdrawals (case_id);
CREATE UNIQUE INDEX uq_withdrawals_open ON withdrawals (accused_id) WHERE state IN ('proposed', 'approved');

CREATE TABLE sanctions (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  act TEXT NOT NULL,
  section TEXT NOT NULL,
  authority TEXT NOT NULL,
  asked_on DATE NOT NULL,
  asked_by TEXT NOT NULL,
  reference TEXT,
  received_on DATE,
  refused_on DATE,
  answer_note TEXT,
  CONSTRAINT pk_sanctions PRIMARY KEY (id),
  CONSTRAINT ck_sanctions_one_answer CHECK (received_on IS NULL OR refused_on IS NULL),
  CONSTRAINT ck_sanctions_answered_after_asked CHECK (received_on >= asked_on AND refused_on >= asked_on),
  CONSTRAINT fk_sanctions_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
  CONSTRAINT fk_sanctions_act FOREIGN KEY(act) REFERENCES acts (code)
);
CREATE INDEX ix_sanctions_case_id ON sanctions (case_id);

CREATE TABLE acquittal_reports (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  result_id UUID NOT NULL,
  accused_id UUID NOT NULL,
  office TEXT NOT NULL,
  grounds TEXT[] NOT NULL,
  details TEXT NOT NULL,
  reported_on DATE NOT NULL,
  reported_by TEXT NOT NULL,
  CONSTRAINT pk_acquittal_reports PRIMARY KEY (id),
  CONSTRAINT ck_acquittal_reports_office CHECK (office IN ('prosecutor', 'district_public_prosecutor', 'prosecutor_general', 'law_secretary', 'law_minister', 'government')),
  CONSTRAINT fk_acquittal_reports_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
  CONSTRAINT uq_acquittal_reports_result_id UNIQUE (result_id),
  CONSTRAINT fk_acquittal_reports_result_id FOREIGN KEY(result_id) REFERENCES results (id),
  CONSTRAINT fk_acquittal_reports_accused_id FOREIGN KEY(accused_id) REFERENCES accused (id)
);
CREATE INDEX ix_acquittal_reports_case_id ON acquittal_reports (case_id);

CREATE TABLE appeals (
  id UUID NOT NULL,
  case_id UUID NOT NULL,
  accused_id UUID NOT NULL,
  result_id UUID NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  awaits TEXT,
  last_day DATE,
  limit_source TEXT,
  filed_on DATE,
  appeal_number TEXT,
  delay_reasons TEXT,
  decided_on DATE,
  CONSTRAINT pk_appeals PRIMARY KEY (id),
  CONSTRAINT ck_appeals_kind CHECK (kind IN ('acquittal', 'enhancement', 'conviction')),
  CONSTRAINT ck_appeals_state CHECK (state IN ('recommended', 'approved', 'refused', 'filed', 'allowed', 'partly_allowed', 'dismissed', 'abated')),
  CONSTRAINT ck_appeals_filed_has_day CHECK ((filed_on IS NOT NULL) = (state IN ('filed', 'allowed', 'dismissed', 'partly_allowed', 'abated'))),
  CONSTRAINT ck_appeals_decided_after_filed CHECK (decided_on >= filed_on),
  CONSTRAINT fk_appeals_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
  CONSTRAINT fk_appeals_accused_id FOREIGN KEY(accused_id) REFERENCES accused (id),
  CONSTRAINT fk_appeals_result_id FOREIGN KEY(result_id) REFERENCES results (id)
);
CREATE INDEX ix_appeals_awaiting ON appeals (awaits, last_day, id) WHERE awaits IS NOT NULL;
CREATE INDEX ix_appeals_case_id ON appeals (case_id);
CREATE UNIQUE INDEX uq_appeals_open ON appeals (result_id, kind) WHERE state IN ('recommended', 'approved', 'filed');

CREATE TABLE appeal_steps (
  id UUID NOT NULL,
  appeal_id UUID NOT NULL,
  number INTEGER NOT NULL,
  office TEXT NOT NULL,
  step TEXT NOT NULL,
  taken_on DATE NOT NULL,
  taken_by TEXT NOT NULL,
  reasons TEXT NOT NULL,
  recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT pk_appeal_steps PRIMARY KEY (id),
  CONSTRAINT ck_appeal_steps_office CHECK (office IN ('prosecutor', 'district_public_prosecutor', 'prosecutor_general', 'law_secretary', 'law_minister', 'government')),
  CONSTRAINT ck_appeal_steps_step CHECK (step IN ('recommended', 'not_recommended', 'approved', 'refused', 'filed', 'decided')),
  CONSTRAINT uq_appeal_steps_appeal_id_number UNIQUE (appeal_id, number),
  CONSTRAINT fk_appeal_steps_appeal_id FOREIGN KEY(appeal_id) REFERENCES appeals (id)
);

CREATE TABLE scrutiny_questions (
  code TEXT NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  position INTEGER NOT NULL,
  asks TEXT NOT NULL,
  asks_ur TEXT NOT NULL,
  defect_code TEXT,
  kinds TEXT[] NOT NULL,
  applies_to TEXT NOT NULL,
  source TEXT NOT NULL,
  CONSTRAINT pk_scrutiny_questions PRIMARY KEY (code, valid_from),
  CONSTRAINT ck_scrutiny_questions_applies_to CHECK (applies_to IN ('every_case', 'ordinary', 'terrorism')),
  CONSTRAINT fk_scrutiny_questions_defect_code FOREIGN KEY(defect_code) REFERENCES defect_codes (code)
);

CREATE TABLE scrutiny_answers (
  report_id UUID NOT NULL,
  code TEXT NOT NULL,
  answer TEXT NOT NULL,
  note TEXT,
  answered_by TEXT NOT NULL,
  answered_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT pk_scrutiny_answers PRIMARY KEY (report_id, code),
  CONSTRAINT ck_scrutiny_answers_answer CHECK (answer IN ('yes', 'no', 'not_applicable')),
  CONSTRAINT fk_scrutiny_answers_report_id FOREIGN KEY(report_id) REFERENCES reports (id)
);

CREATE TABLE defect_answers (
  id UUID NOT NULL,
  defect_id UUID NOT NULL,
  number INTEGER NOT NULL,
  answer TEXT NOT NULL,
  says TEXT NOT NULL,
  answered_on DATE NOT NULL,
  recorded_by TEXT NOT NULL,
  decision TEXT,
  decision_reason TEXT,
  decided_on DATE,
  decided_by TEXT,
  CONSTRAINT pk_defect_answers PRIMARY KEY (id),
  CONSTRAINT ck_defect_answers_answer CHECK (answer IN ('removed', 'disputed')),
  CONSTRAINT ck_defect_answers_decision CHECK (decision IN ('accepted', 'rejected')),
  CONSTRAINT ck_defect_answers_only_disputes_are_decided CHECK (decision IS NULL OR answer = 'disputed'),
  CONSTRAINT ck_defect_answers_decision_has_day CHECK ((decision IS NULL) = (decided_on IS NULL)),
  CONSTRAINT ck_defect_answers_decision_has_reason CHECK ((decision IS NULL) = (decision_reason IS NULL)),
  CONSTRAINT ck_defect_answers_decided_after_answered CHECK (decided_on >= answered_on),
  CONSTRAINT uq_defect_answers_defect_id_number UNIQUE (defect_id, number),
  CONSTRAINT fk_defect_answers_defect_id FOREIGN KEY(defect_id) REFERENCES report_defects (id)
);

CREATE TABLE delay_judgments (
  report_id UUID NOT NULL,
  is_compelling BOOLEAN NOT NULL,
  asks_for TEXT NOT NULL,
  reasons TEXT NOT NULL,
  judged_on DATE NOT NULL,
  judged_by TEXT NOT NULL,
  CONSTRAINT pk_delay_judgments PRIMARY KEY (report_id),
  CONSTRAINT ck_delay_judgments_asks_for CHECK (asks_for IN ('postponement', 'commencement')),
  CONSTRAINT fk_delay_judgments_report_id FOREIGN KEY(report_id) REFERENCES reports (id)
);
"""


def upgrade() -> None:
    """Make the tables and insert the rows of the files beside this one."""
    op.execute(STATEMENTS)
    for name in REFERENCE:
        table = sa.Table(name, sa.MetaData(), autoload_with=op.get_bind())
        with (Path(__file__).parent / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = [{key: _read(key, value) for key, value in row.items()} for row in csv.DictReader(file)]
        op.bulk_insert(table, rows)


def downgrade() -> None:
    """Remove the tables, the last one first."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _read(column: str, value: str) -> object:
    if column == "kinds" or (column in LISTS and value):
        return value.split()
    if value == "":
        return None
    if column.startswith("is_"):
        return value == "yes"
    return int(value) if column in NUMBERS else value
