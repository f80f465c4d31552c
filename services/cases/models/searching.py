"""The indexes that search stands on, over the functions `folded_name`, `name_sounds` and `numbers_in` of the database.

The functions say what `rules/spelling.py` and `rules/searching.py` say; a test holds them together. Since they are computed by
the database, whatever writes a name is found at once.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from services.cases.models.case import Case
from services.cases.models.people import Accused, CustodySpell
from services.cases.models.persons import CasePerson
from services.cases.models.trial import CourtNumber

_NAMED: Final = sa.text("name IS NOT NULL")

SEARCH_INDEXES: Final = (
    sa.Index(
        "ix_case_persons_sounds",
        sa.func.name_sounds(CasePerson.name),
        postgresql_using="gin",
        postgresql_where=_NAMED,
    ),
    sa.Index(
        "ix_case_persons_folded",
        sa.func.folded_name(CasePerson.name).label("folded"),
        postgresql_using="gin",
        postgresql_ops={"folded": "gin_trgm_ops"},
        postgresql_where=_NAMED,
    ),
    sa.Index(
        "ix_case_persons_pseudonym_folded",
        sa.func.folded_name(CasePerson.pseudonym),
        postgresql_where=sa.text("pseudonym IS NOT NULL"),
    ),
    sa.Index("ix_accused_initials_folded", sa.func.folded_name(Accused.initials)),
    sa.Index("ix_court_numbers_numbers", sa.func.numbers_in(CourtNumber.number), postgresql_using="gin"),
    sa.Index(
        "ix_cases_court_numbers",
        sa.func.numbers_in(Case.court_case_number),
        postgresql_using="gin",
        postgresql_where=sa.text("court_case_number IS NOT NULL"),
    ),
    sa.Index(
        "ix_cases_sections", Case.sections, postgresql_using="gin", postgresql_ops={"sections": "jsonb_path_ops"},
    ),
    sa.Index("ix_cases_fir_on_id", Case.fir_on, Case.id),
    sa.Index("ix_cases_decided_on_id", Case.decided_on, Case.id, postgresql_where=sa.text("decided_on IS NOT NULL")),
    sa.Index(
        "ix_custody_spells_state", CustodySpell.state, CustodySpell.accused_id,
        postgresql_where=sa.text("until_on IS NULL"),
    ),
)  # fmt: skip
