"""The library's items and sections, as the operations answer it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from services.learning import api
from services.learning.schemas.library import LONGEST_SECTION, MOST_SECTIONS
from tests.integration.learning.asking import ask, read_pages, refusal
from tests.integration.learning.factories import (
    ANONYMOUS,
    LIBRARIAN,
    TRAINER,
    add_item,
    item_body,
    learner,
    section_body,
)

ACT = "CHAPTER I\nGENERAL\n1. Short title.— The Act.\f2. Penalty.— A fine.\n9-A. Appeal.— To the High Court.\n"


def path_of(item: dict[str, Any]) -> dict[str, str]:
    """Give the path of an item's operations."""
    return {"item_id": item["id"]}


def sections_of(item: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    """Give an item's table of contents."""
    rows = read_pages(api.list_sections, learner(), path=path_of(item))
    return [(row["number"], row["heading"], row["chapter"]) for row in rows]


def test_an_item_is_added_with_its_sections() -> None:
    """Found where the answer says, described as it was given, with its table of contents in order."""
    body = item_body(
        kind="rules", title_ur="قواعد", jurisdiction="sindh", abbreviation="T.A.", source_url="https://example.org/act.pdf",
        sections=[section_body("1"), section_body("10", chapter="II"), section_body("2")],
    )  # fmt: skip
    made = ask(api.add_library_item, LIBRARIAN, body=body)
    read = ask(api.read_library_item, learner(), path=path_of(made.value))

    assert (made.status, made.location, made.etag) == (201, f"/api/library/items/{made.id}", "1")
    assert read.value == made.value
    given = {name: value for name, value in body.items() if name != "sections"}
    assert {name: read.value[name] for name in given} == given
    assert (read.value["section_count"], read.value["superseded_on"], read.value["superseded_by_id"]) == (3, None, None)
    assert sections_of(made.value) == [("1", "Punishment", None), ("10", "Punishment", "II"), ("2", "Punishment", None)]


def test_a_section_is_read_with_its_item() -> None:
    """Its whole text, and which law it stands in."""
    item = add_item(sections=[section_body(text="First line.\nSecond line.")])
    row = read_pages(api.list_sections, learner(), path=path_of(item))[0]
    read = ask(api.read_section, learner(), path={"section_id": row["id"]}).value

    assert (read["text"], read["item"]["id"], read["item"]["citation"]) == (
        "First line.\nSecond line.", item["id"], item["citation"],
    )  # fmt: skip


def test_what_the_library_has_not_is_not_found() -> None:
    """Items and sections that are not there are said to be missing."""
    nowhere = {"item_id": str(uuid.uuid4())}

    assert refusal(api.read_library_item, learner(), path=nowhere).code == "no_such_item"
    assert refusal(api.list_sections, learner(), path=nowhere).code == "no_such_item"
    assert refusal(api.read_section, learner(), path={"section_id": str(uuid.uuid4())}).code == "no_such_section"
    change = {"body": {"title_en": "x"}, "if_match": "1"}
    assert refusal(api.correct_library_item, LIBRARIAN, path=nowhere, **change).code == "no_such_item"
    assert (
        refusal(api.import_sections, LIBRARIAN, path=nowhere, body={"text": "1. A"}, if_match="1").code
        == "no_such_item"
    )


def test_only_librarians_change_the_library() -> None:
    """Trainers and learners read; a stranger signs in first."""
    item = add_item()
    for actor in (learner(), TRAINER):
        assert refusal(api.add_library_item, actor, body=item_body()).code == "permission_missing"
        assert refusal(api.correct_library_item, actor, path=path_of(item), body={}, if_match="1").kind == "forbidden"
        assert (
            refusal(api.import_sections, actor, path=path_of(item), body={"text": ACT}, if_match="1").kind
            == "forbidden"
        )
    assert refusal(api.search_sections, ANONYMOUS, query={"q": "x"}).kind == "unauthenticated"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "novel"),
        ("language", "fr"),
        ("jurisdiction", "punjab"),
        ("year", 1799),
        ("citation", ""),
        ("source_url", "javascript:alert(1)"),
        ("in_force_from", "16.8.1997"),
        ("in_force_from", "1799-12-31"),
        ("in_force_from", "2101-01-01"),
        ("supersedes_id", "x"),
        ("sections", [section_body("")]),
        ("sections", [section_body(text="x" * (LONGEST_SECTION + 1))]),
        ("sections", [section_body()] * (MOST_SECTIONS + 1)),
        ("colour", "green"),
    ],
)
def test_bad_input_is_named_by_its_field(field: str, value: Any) -> None:
    """What is wrong is said beside the field that it is wrong in."""
    problem = refusal(api.add_library_item, LIBRARIAN, body=item_body(**{field: value}))

    assert (problem.kind, list(problem.fields or {})) == ("invalid", [field])


def test_a_text_is_in_the_library_once() -> None:
    """Same citation, language and first day: the second is refused; in another language it is another text."""
    body = item_body()
    ask(api.add_library_item, LIBRARIAN, body=body)

    assert refusal(api.add_library_item, LIBRARIAN, body=body).code == "item_exists"
    assert ask(api.add_library_item, LIBRARIAN, body={**body, "language": "ur"}).status == 201


def test_law_older_than_the_century_is_kept() -> None:
    """The Penal Code of 1860 has its true day, and is the law of days since."""
    item = add_item(year=1860, in_force_from="1862-01-01")

    assert item["in_force_from"] == "1862-01-01"
    found = read_pages(api.list_library_items, learner(), query={"as_of": "1862-01-01"})
    assert [row["id"] for row in found] == [item["id"]]


def test_a_description_is_corrected() -> None:
    """Only what is given changes, the version counts up, and the item is found by its new name."""
    item = add_item(abbreviation="OLD")
    change = {
        "title_en": "Corrected title",
        "jurisdiction": "pakistan",
        "abbreviation": None,
        "source_url": "https://example.org/a",
    }
    done = ask(api.correct_library_item, LIBRARIAN, path=path_of(item), body=change, if_match="1")

    assert {name: done.value[name] for name in change} == change
    assert (done.etag, done.value["citation"]) == ("2", item["citation"])
    found = read_pages(api.list_library_items, learner(), query={"q": "corrected"})
    assert item["id"] in {row["id"] for row in found}
    where = {"path": path_of(item), "body": change}
    assert refusal(api.correct_library_item, LIBRARIAN, **where).kind == "guard_missing"
    assert refusal(api.correct_library_item, LIBRARIAN, **where, if_match="1").code == "changed_meanwhile"
    citation = {"path": path_of(item), "body": {"citation": "x"}}
    assert refusal(api.correct_library_item, LIBRARIAN, **citation, if_match="2").kind == "invalid"


def test_an_acts_text_is_cut_into_sections() -> None:
    """Pages, chapters and numbers are understood; the sections are there to be read and cited."""
    item = add_item()
    done = ask(api.import_sections, LIBRARIAN, path=path_of(item), body={"text": ACT}, if_match="1")

    assert (done.value["section_count"], done.etag) == (3, "2")
    assert sections_of(item) == [
        ("1", "Short title", "CHAPTER I GENERAL"),
        ("2", "Penalty", "CHAPTER I GENERAL"),
        ("9-A", "Appeal", "CHAPTER I GENERAL"),
    ]


def test_sections_are_imported_once() -> None:
    """What the law said is not overwritten: a new text is an item that supersedes."""
    item = add_item(sections=[section_body()])
    problem = refusal(api.import_sections, LIBRARIAN, path=path_of(item), body={"text": ACT}, if_match="1")

    assert problem.code == "sections_exist"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nothing is numbered here.", "no_sections_found"),
        ("1. A.— " + "word " * (LONGEST_SECTION // 4) + "\n2. B.— b", "section_too_long"),
        ("\n".join(f"{n // 80}.{n % 80} H.- t" for n in range(100, 100 + MOST_SECTIONS + 1)), "too_many_sections"),
        ("", "input_invalid"),
        ("1. A\x00", "input_invalid"),
    ],
    ids=["none", "long", "many", "empty", "control"],
)
def test_a_text_that_cannot_be_cut_is_refused(text: str, code: str) -> None:
    """Nothing is imported, and the sentence says what to do."""
    item = add_item()
    problem = refusal(api.import_sections, LIBRARIAN, path=path_of(item), body={"text": text}, if_match="1")

    assert (problem.code, problem.kind) == (code, "invalid")
    assert sections_of(item) == []


def test_importing_needs_the_version_that_was_seen() -> None:
    """Two librarians do not import over one another."""
    where = {"path": path_of(add_item()), "body": {"text": ACT}}

    assert refusal(api.import_sections, LIBRARIAN, **where).kind == "guard_missing"
    assert refusal(api.import_sections, LIBRARIAN, **where, if_match="2").code == "changed_meanwhile"


def test_a_newer_text_supersedes_an_older_one() -> None:
    """The older stands until the day before; both name one another; on each day the right one is listed."""
    old = add_item(in_force_from="2000-01-01")
    new = add_item(in_force_from="2020-01-01", supersedes_id=old["id"], citation=old["citation"])
    read = ask(api.read_library_item, learner(), path=path_of(old))

    assert (read.value["superseded_on"], read.value["superseded_by_id"], read.etag) == ("2020-01-01", new["id"], "2")
    assert new["supersedes_id"] == old["id"]
    listed = {
        day: [
            row["id"]
            for row in read_pages(api.list_library_items, learner(), query={"q": old["citation"], "as_of": day})
        ]
        for day in ("1999-12-31", "2000-01-01", "2019-12-31", "2020-01-01")
    }
    assert list(listed.values()) == [[], [old["id"]], [old["id"]], [new["id"]]]


def test_what_cannot_be_superseded() -> None:
    """An unknown text, one that has a successor, one that is not older."""
    old = add_item(in_force_from="2000-01-01")
    add_item(in_force_from="2020-01-01", supersedes_id=old["id"])

    def code(**more: Any) -> str:
        return refusal(api.add_library_item, LIBRARIAN, body=item_body(**more)).code

    assert code(supersedes_id=str(uuid.uuid4())) == "superseded_unknown"
    assert code(supersedes_id=old["id"], in_force_from="2021-01-01") == "superseded_already"
    assert code(supersedes_id=add_item()["id"], in_force_from="1997-08-16") == "supersedes_later_text"


def test_items_are_listed_by_kind_language_and_name() -> None:
    """Newest first by pages; the name is found by part, by its Urdu spelling on any keyboard, and nearly right."""
    word = f"zq{uuid.uuid4().hex[:8]}"
    act = add_item(jurisdiction="pakistan", title_en=f"{word} terrorism Act", title_ur="كراچي ایکٹ " + word)
    rules = add_item(kind="rules", language="ur", title_en=f"{word} court rules")

    def found(**query: str) -> list[str]:
        return [row["id"] for row in read_pages(api.list_library_items, learner(), query=query)]

    assert found(q=word) == [rules["id"], act["id"]]
    assert found(q=word, kind="rules") == [rules["id"]]
    assert found(q=word, language="en") == [act["id"]]
    assert found(q=word, jurisdiction="pakistan") == [act["id"]]
    assert found(q=word, jurisdiction="sindh") == []
    assert found(q=f"کراچی ایکٹ {word}") == [act["id"]]
    assert act["id"] in found(q=f"{word} terorism")
    assert found(q="!!!") == []
    assert found(q="100%_nothing") == []
    assert found(q=act["citation"].upper()) == [act["id"]]
    assert act["id"] in found()


def test_how_a_text_would_be_cut_is_seen_before() -> None:
    """The preview has what the import will keep, keeps nothing itself, and finding nothing is an answer."""
    item = add_item()
    seen = ask(api.preview_sections, LIBRARIAN, path=path_of(item), body={"text": ACT}).value["sections"]
    assert ask(api.read_library_item, LIBRARIAN, path=path_of(item)).value == item

    ask(api.import_sections, LIBRARIAN, path=path_of(item), body={"text": ACT}, if_match="1")
    assert [(one["number"], one["heading"], one["chapter"]) for one in seen] == sections_of(item)
    nothing = ask(api.preview_sections, LIBRARIAN, path=path_of(item), body={"text": "No numbers."}).value
    assert nothing == {"sections": []}


def test_previews_are_for_librarians_and_of_items() -> None:
    """Nobody else may; an item that is not there is not found."""
    nowhere = {"item_id": str(uuid.uuid4())}

    assert refusal(api.preview_sections, learner(), path=nowhere, body={"text": ACT}).kind == "forbidden"
    assert refusal(api.preview_sections, LIBRARIAN, path=nowhere, body={"text": ACT}).code == "no_such_item"
