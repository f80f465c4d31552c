"""Search: pages found in any spelling, best first, and nothing of what is out of sight, not even its number."""

from __future__ import annotations

import uuid
from typing import Any

import orjson
import pytest

from services.common.actor import Actor
from services.documents import api
from services.documents.queries.search import search_documents
from tests.conftest import database_of, make_actor
from tests.integration.documents.asking import ask, refusal
from tests.integration.documents.factories import (
    Upload,
    announce_version,
    clerk,
    deliver,
    file_document,
    make_case,
    prosecutor,
    supervisor,
)
from tests.integration.documents.working import extract_all

pytestmark = pytest.mark.usefixtures("store_environment")


def file_text(actor: Actor, text: str, **described: Any) -> Upload:
    """File a text and have it read."""
    upload = file_document(actor, text.encode(), media_type="text/plain", file_name="statement.txt", **described)
    extract_all()
    return upload


def find(actor: Actor, words: str, **more: Any) -> list[dict[str, Any]]:
    """Give what a search finds."""
    found: list[dict[str, Any]] = ask(api.search_documents, actor, query={"q": words, **more}).value["items"]
    return found


def a_word() -> str:
    """Give a word that stands nowhere else."""
    return "zz" + uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("ملزم علي نے اعتراف كيا", "ملزم علی نے اعتراف کیا"),
        ("مقدمہ نمبر ۱۲۳", "مقدمه نمبر 123"),
        ("دفعہ ٣٠٢ ت پ", "دفعہ ۳۰۲"),
        ("مُقَدِّمَہ قـــتل", "مقدمہ قتل"),
        ("می‌خواہم", "میخواہم"),
        ("FIR No. 435/2022", "fir 435"),
        ("Café Müller, Saddar", "cafe muller"),
    ],
)
def test_words_are_found_in_any_spelling(written: str, asked: str) -> None:
    """Urdu, Arabic and Latin letters and digits meet however they were typed; the snippet shows them as written."""
    mark = a_word()
    upload = file_text(clerk(), f"{mark} {written}\n", case_id=make_case())
    (hit,) = find(clerk(), f"{mark} {asked}")
    assert hit["document_id"] == upload.document_id
    first = hit["found"][0]
    assert hit["snippet"][first["start"] : first["end"]] == mark
    assert len(hit["found"]) == len(asked.split()) + 1


def test_all_words_must_stand_on_one_page() -> None:
    """A word that is missing finds nothing; a phrase needs its words in their order."""
    mark, actor = a_word(), clerk()
    file_text(actor, f"{mark} the witness Allah Ditta saw it", case_id=make_case())
    assert find(actor, f"{mark} witness saw")
    assert find(actor, f'{mark} "Allah Ditta"')
    assert find(actor, f"{mark} judge") == []
    assert find(actor, f'{mark} "Ditta Allah"') == []


def test_what_is_out_of_sight_is_neither_found_nor_counted() -> None:
    """Other districts, sealed documents and cases, and others' own documents do not exist for a search."""
    mark, person = a_word(), prosecutor()
    file_text(clerk(), f"{mark} open", case_id=make_case(team=(person.id,)))
    file_text(person, f"{mark} sealed", case_id=make_case(team=(person.id,)), is_sealed=True)
    file_text(person, f"{mark} sealed case", case_id=make_case(is_sealed=True, team=(person.id,)))
    file_text(clerk(districts=("sukkur",)), f"{mark} elsewhere", case_id=make_case(district="sukkur"))
    file_text(prosecutor(), f"{mark} own")
    assert len(find(clerk(), mark)) == 1
    assert len(find(person, mark)) == len(find(supervisor(), mark)) == 3
    assert len(find(clerk("documents.read_all"), mark)) == 3
    assert len(find(clerk("documents.read_all", "documents.read_sealed"), mark)) == 5
    assert find(make_actor("documents.read", districts=("larkana",)), mark) == []
    with database_of("documents").reading() as session:
        query = {"q": mark, "case_id": None, "limit": 20}
        seen = orjson.loads(search_documents(session, clerk(), query, window=2).body)
    assert seen["is_complete"], "four hidden hits were counted"


def test_of_what_is_sealed_no_text_is_shown() -> None:
    """To who may see it a search names the place of a sealed page, never its words."""
    mark, person = a_word(), prosecutor()
    file_text(person, f"{mark} the child's name", case_id=make_case(team=(person.id,)), is_sealed=True)
    (hit,) = find(person, mark)
    assert (hit["snippet"], hit["found"], hit["page"]) == ("", [], 1)


def test_only_the_current_version_is_searched() -> None:
    """Words of a superseded version are found no more, those of the new one are."""
    old, new, actor = a_word(), a_word(), clerk()
    upload = file_text(actor, f"{old} first")
    text = f"{new} second".encode()
    second = announce_version(actor, upload.document_id, text, media_type="text/plain", file_name="statement.txt")
    ask(api.confirm_upload, actor, **deliver(second).place)
    extract_all()
    assert find(actor, old) == []
    assert [hit["version"] for hit in find(actor, new)] == [2]


def test_a_broad_search_compares_some_and_says_so() -> None:
    """Of more hits than are compared some are shown, the best first, and the answer says that there were more."""
    mark, actor, case_id = a_word(), clerk(), make_case()
    for times in (1, 3, 2):
        file_text(actor, f"{mark} " * times, case_id=case_id)
    with database_of("documents").reading() as session:
        query = {"q": mark, "case_id": case_id, "limit": 2}
        broad = orjson.loads(search_documents(session, actor, query, window=3).body)
        narrow = orjson.loads(search_documents(session, actor, query, window=4).body)
    assert (len(broad["items"]), broad["is_complete"], narrow["is_complete"]) == (2, False, True)
    assert [len(hit["found"]) for hit in narrow["items"]] == [3, 2]


def test_a_search_stays_in_the_case_it_asks_for() -> None:
    """With a case named, only its pages are found."""
    mark, actor, case_id = a_word(), clerk(), make_case()
    upload = file_text(actor, mark, case_id=case_id)
    file_text(actor, mark, case_id=make_case())
    assert [hit["document_id"] for hit in find(actor, mark, case_id=case_id)] == [upload.document_id]
    assert len(find(actor, mark, limit=1)) == 1


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"q": '"…" -- !'}, "search_words_missing"), ({}, "input_invalid"), ({"q": "a", "limit": "51"}, "input_invalid"),
        ({"q": "a" * 201}, "input_invalid"), ({"q": "a", "case_id": "x"}, "input_invalid"),
    ],
)  # fmt: skip
def test_a_search_for_nothing_is_refused(query: dict[str, Any], code: str) -> None:
    """Signs alone, nothing, or too much is named as wrong."""
    refused = refusal(api.search_documents, clerk(), query=query)
    assert (refused.kind, refused.code) == ("invalid", code)


@pytest.mark.parametrize("asked", ["'; DROP TABLE documents; --", "a & !b | c:*", "%_\\", "302'", "\u202e(x)<->(y)"])
def test_signs_of_query_languages_are_only_signs(asked: str) -> None:
    """Nothing that is typed is taken for SQL or for PostgreSQL's search language."""
    assert find(prosecutor(), f"{a_word()} {asked}") == []
    mark, actor = a_word(), clerk()
    file_text(actor, f"{mark} {asked}")
    assert len(find(actor, f"{mark} {asked}")) == 1
