"""What search stands on: words and sounds of names, and indexes, by the database's functions `folded_name`, `name_sounds`, `numbers_in`.

The functions say what `rules/spelling.py` and `rules/searching.py` say; a test holds them together. Since they are computed by
the database, in indexes and in triggers, whatever writes a name is found at once.
"""

from __future__ import annotations

import uuid
from typing import Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.models.case import Case
from services.cases.models.ground import Base
from services.cases.models.people import Accused, CustodySpell
from services.cases.models.persons import CasePerson
from services.cases.models.trial import CourtNumber


class PersonSound(Base):
    """A sound of a person's name, kept by a trigger; in the order of its key a sound's newest cases are its last."""

    __tablename__ = "person_sounds"

    sound: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)


class PersonWord(Base):
    """A word of a person's name, as it is folded; kept like the sounds."""

    __tablename__ = "person_words"

    word: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)


class NameWord(Base):
    """A word that somebody's name has, and how it sounds; kept by a trigger, which forgets what nobody bears."""

    __tablename__ = "name_words"

    word: Mapped[str] = mapped_column(primary_key=True)
    sounds: Mapped[list[str]] = mapped_column(postgresql.ARRAY(sa.Text))


SEARCH_INDEXES: Final = (
    sa.Index("ix_name_words_slips", sa.func.slips_of(NameWord.word), postgresql_using="gin"),
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
