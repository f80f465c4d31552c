"""PostgreSQL's functions of search and the rules in Python say the same."""

from __future__ import annotations

import itertools
from pathlib import Path

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from services.cases import migrations
from services.cases.rules.searching import numbers_in, numbers_to_sql
from services.cases.rules.spelling import fold, sounds, to_sql
from tests.conftest import database_of
from tests.unit.cases.test_spelling import APART, FOLDED, SAME

NAMES = sorted({*itertools.chain(*SAME), *itertools.chain(*APART), *(written for written, _ in FOLDED)})
NUMBERS = (
    "435/2022", "Special Case No.420 and 420-A of 2022", "109, 109-A, 109 b of 2021", "۴۳۵/۲۰۲۲", "007", "1234567", "A-20",
    "420 and", "", "12-m",
)  # fmt: skip
LETTERS = st.text(
    st.sampled_from("abcdhkrsuwxyzABE آاوهہھیيئؤعحشخچبڀٽ۱٣1-. \u064b\u0640\u200c@é")
    | st.characters(codec="utf-8", exclude_characters="\x00")
)


def from_database(function: str, texts: list[str]) -> list[object]:
    """Give what the database's function makes of texts."""
    statement = sa.text(
        f"SELECT {function}(text) FROM unnest(:texts ::text[]) WITH ORDINALITY AS t(text, place) ORDER BY place"
    )
    with database_of("cases").reading() as session:
        return list(session.scalars(statement, {"texts": texts}))


def heard(text: str) -> list[str]:
    """Give the words of a name's sound, each once."""
    return sounds(text)


def test_names_are_folded_and_heard_alike() -> None:
    """Every name of the unit tests; the database may hear a word twice."""
    assert from_database("folded_name", NAMES) == [fold(name) for name in NAMES]
    said = from_database("name_sounds", NAMES)
    assert [list(dict.fromkeys(filter(None, words))) for words in said if isinstance(words, list)] == list(
        map(heard, NAMES)
    )


def test_numbers_are_found_alike() -> None:
    """In courts' and police stations' writing."""
    assert from_database("numbers_in", list(NUMBERS)) == [numbers_in(text) for text in NUMBERS]


@settings(max_examples=30)
@given(st.lists(LETTERS, min_size=40, max_size=40))
def test_any_text_is_read_alike(texts: list[str]) -> None:
    """Also what is no name."""
    assert from_database("folded_name", texts) == [fold(text) for text in texts]
    said = from_database("name_sounds", texts)
    assert [list(dict.fromkeys(filter(None, words))) for words in said if isinstance(words, list)] == list(
        map(heard, texts)
    )
    assert from_database("numbers_in", texts) == [numbers_in(text) for text in texts]


def test_the_newest_migration_of_the_functions_is_written_from_the_rules() -> None:
    """Who changes a rule writes the functions anew in a migration, and the indexes with them."""
    (folder,) = migrations.__path__
    newest = max(Path(folder).glob("*_search_functions.sql")).read_text(encoding="utf-8")
    for body in (to_sql(of_sound=False), f"string_to_array({to_sql(of_sound=True)}, ' ')", numbers_to_sql()):
        assert f"RETURN {body};" in newest
