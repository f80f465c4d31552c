"""Lists of documents: page by page, newest first, only what arrived and is in sight."""

from __future__ import annotations

from typing import Any

import pytest

from services.common.actor import Actor
from services.documents import api
from tests.integration.documents.asking import ask, refusal
from tests.integration.documents.factories import announce, clerk, file_document, make_case, prosecutor, supervisor

pytestmark = pytest.mark.usefixtures("store_environment")


def list_all(actor: Actor, **query: Any) -> list[str]:
    """Give the ids of a whole list, read in pages of two."""
    found: list[str] = []
    after = None
    while True:
        asked = {"limit": 2, **query, **({"after": after} if after else {})}
        page = ask(api.list_documents, actor, query=asked).value
        assert len(page["items"]) <= 2
        found += [row["id"] for row in page["items"]]
        after = page["next"]
        if after is None:
            return found


def test_a_cases_documents_come_newest_first_without_gaps() -> None:
    """Every page follows the one before it; what has not arrived is not listed."""
    actor, case_id = clerk(), make_case()
    filed = [file_document(actor, case_id=case_id).document_id for _ in range(5)]
    announce(actor, case_id=case_id)
    file_document(actor, case_id=make_case())
    assert list_all(actor, case_id=case_id) == filed[::-1]


def test_a_list_can_be_of_one_kind() -> None:
    """With a kind named, only documents of that kind are listed."""
    actor, case_id = clerk(), make_case()
    fir = file_document(actor, case_id=case_id, kind="fir").document_id
    file_document(actor, case_id=case_id, kind="statement")
    assert list_all(actor, case_id=case_id, kind="fir") == [fir]


def test_what_is_out_of_sight_is_not_listed() -> None:
    """A list shows each reader what is open to that reader."""
    person = prosecutor()
    case_id = make_case(team=(person.id,))
    shown = file_document(person, case_id=case_id).document_id
    sealed = file_document(person, case_id=case_id, is_sealed=True).document_id
    assert list_all(clerk(), case_id=case_id) == [shown]
    assert list_all(person, case_id=case_id) == list_all(supervisor(), case_id=case_id) == [sealed, shown]
    assert list_all(prosecutor(), case_id=case_id) == []


def test_without_a_case_ones_own_and_the_librarys_are_listed() -> None:
    """Documents without a case: the reader's own and the library's; others' are not there."""
    trainer = clerk("documents.publish")
    own, book = file_document(trainer).document_id, file_document(trainer, kind="library").document_id
    assert list_all(trainer, kind="police_report") == [own]
    assert book in list_all(prosecutor(), kind="library")
    assert list_all(prosecutor(), kind="police_report") == []


@pytest.mark.parametrize(
    "query", [{"limit": 0}, {"limit": 201}, {"case_id": "x"}, {"kind": "circular"}, {"after": "nowhere"}, {"more": 1}]
)
def test_a_wrong_question_is_named(query: dict[str, Any]) -> None:
    """Bounds, ids, kinds and cursors that cannot be are refused by name."""
    assert refusal(api.list_documents, clerk(), query=query).kind == "invalid"
    assert refusal(api.list_versions, clerk(), document_id=make_case()).code == "document_unknown"
