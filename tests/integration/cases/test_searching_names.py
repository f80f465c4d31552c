"""A name finds its newest cases page by page, however many bear it; words of names are kept as long as somebody bears them."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import sqlalchemy as sa

from services.cases import api
from services.cases.models import NameWord, PersonSound, PersonWord
from services.cases.rules.spelling import sounds
from services.common.actor import Actor
from tests.conftest import database_of, make_actor
from tests.integration.cases.asking import ask
from tests.integration.cases.connecting import unique_digits
from tests.integration.cases.desk import DISTRICT
from tests.integration.cases.file_people import added, kept_case, new_order, office, path_of


def new_word() -> str:
    """Make a word that no other name has, of consonants, so that a slip in it is heard."""
    return "".join("bdfgjklmnr"[int(digit)] + "a" for digit in unique_digits(6))


def reader(*districts: str) -> Actor:
    """Make somebody who reads cases."""
    return make_actor("cases.read", districts=districts or (DISTRICT,))


def search(actor: Actor, **asked: Any) -> list[str]:
    """Give the ids that a search finds."""
    return [row["id"] for row in ask(api.search_cases, actor, body=asked)["items"]]


def pages_of(actor: Actor, limit: int, **asked: Any) -> list[list[str]]:
    """Give the ids of all pages, page by page."""
    pages, after = [], None
    while True:
        found = ask(api.search_cases, actor, body={**asked, "limit": limit, "after": after})
        pages.append([row["id"] for row in found["items"]])
        after = found["next"]
        if after is None:
            return pages


def known(word: str) -> list[int]:
    """Count the rows that a word has: as a word, as one of a person's name, and as the sound of one."""
    (sound,) = sounds(word)
    with database_of("cases").reading() as session:
        kept = ((NameWord, NameWord.word == word), (PersonWord, PersonWord.word == word), (PersonSound, PersonSound.sound == sound))  # fmt: skip
        return [session.scalar(sa.select(sa.func.count()).select_from(table).where(is_its)) or 0 for table, is_its in kept]  # fmt: skip


@pytest.mark.parametrize("asked", ["{word}", "Sakina {word}"])
def test_pages_of_a_name_follow_one_another(asked: str) -> None:
    """Newest first, none twice, none left out; two people of the name in one case are one hit."""
    word = new_word()
    cases = [str(kept_case()) for _ in range(7)]
    for case_id in cases:
        added(uuid.UUID(case_id), name=f"Sakina {word}")
    added(uuid.UUID(cases[5]), name=f"Sakina Bibi {word}")
    newest = cases[::-1]
    for key in ("name", "q"):
        pages = pages_of(reader(), 3, **{key: asked.format(word=word)})
        assert pages == [newest[:3], newest[3:6], newest[6:]]
    facets = ask(api.count_found_cases, reader(), body={"name": word})
    assert (facets["counted"], facets["is_complete"]) == (7, True)


def test_namesakes_out_of_sight_or_of_another_kind_hide_nobody() -> None:
    """The newest of those that are asked for, not those among the newest; whatever the page's length."""
    word = new_word()
    mine, other = kept_case(police_station=f"Station {word}"), kept_case(district="sukkur", police_station=word)
    added(mine, name=f"Sakina {word}")
    added(kept_case(), name=f"Sakina {word}")
    with database_of("cases").transaction() as session:
        session.execute(sa.text("INSERT INTO case_persons (id, case_id, number, kind, name, initials) VALUES "
            "(gen_random_uuid(), :case, 9, 'complainant', :name, 'S.')"), {"case": other, "name": f"Sakina {word}"})  # fmt: skip
    assert search(reader(), name=word, police_station=f"station {word}", limit=1) == [str(mine)]
    assert search(reader("sukkur"), name=f"Sakina {word}", limit=1) == [str(other)]
    assert str(other) not in search(reader(), name=word)


def test_a_name_of_many_words_is_found_by_all_of_them() -> None:
    """Also by those beyond the longest; a whole line of words that somebody pasted is answered."""
    words = [new_word()[:size] for size in (12, 11, 10, 9, 8, 7)]
    case_id = kept_case()
    added(case_id, name=" ".join(words))
    assert search(reader(), name=" ".join(words[::-1])) == [str(case_id)]
    assert search(reader(), name=" ".join([*words[:2], *(new_word() for _ in range(4))])) == []
    assert search(reader(), name=" ".join(new_word()[:6] for _ in range(17))) == []


@pytest.mark.parametrize("slip", ["changed", "left out", "doubled", "exchanged"])
def test_a_slip_of_the_pen_still_finds(slip: str) -> None:
    """A letter that is heard differently, in a single word and in one of several; another name altogether does not."""
    word = new_word()
    case_id = kept_case()
    added(case_id, name=f"Sakina {word}")
    other = "s" if word[8] != "s" else "t"
    made = {
        "changed": word[:8] + other + word[9:], "left out": word[:8] + word[9:], "doubled": word[:8] + other + word[8:],
        "exchanged": word[:8] + word[9] + word[8] + word[10:],
    }[slip]  # fmt: skip
    assert search(reader(), name=made) == [str(case_id)]
    assert str(case_id) in search(reader(), name=f"Sakina {made}")
    assert search(reader(), name=word[::-1]) == []


def test_a_short_word_is_no_slip_of_another() -> None:
    """Three letters leave too little of a word when one is wrong."""
    case_id = kept_case()
    added(case_id, name=f"Xuf {new_word()}")
    assert str(case_id) in search(reader(), name="Xuf")
    assert str(case_id) not in search(reader(), name="Xub")


def test_a_corrected_name_is_found_by_its_new_spelling_alone() -> None:
    """Nothing is kept of the former one once nobody bears it; a word that another bears stays."""
    former, shared, new = new_word(), new_word(), new_word()
    person = added(kept_case(), name=f"{shared} {former}")
    added(kept_case(), name=f"Sakina {shared}")
    ask(api.change_person, office(), path=path_of(person), body={"name": f"{shared} {new}", "reason": "As on the CNIC"}, if_match="1")  # fmt: skip
    assert [known(former), known(shared), known(new)] == [[0, 0, 0], [1, 2, 2], [1, 1, 1]]
    assert (search(reader(), name=former), search(reader(), name=new)) == ([], [person["case_id"]])


def test_of_a_protected_name_no_word_is_kept() -> None:
    """Protection takes it out of the file, and out of what search keeps."""
    word = new_word()
    person = added(kept_case(), name=f"Sakina {word}")
    assert known(word) == [1, 1, 1]
    ask(api.protect_witness, office(), path=path_of(person), body=new_order(pseudonym="Star"), if_match="1")
    assert known(word) == [0, 0, 0]
