"""The demonstration's course, learners and library."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from services.common.ids import seed_id
from services.common.tables import audit_entries, outbox
from services.learning import api
from services.learning.models import CourseVersion, Enrolment, LibraryItem, LibrarySection
from services.learning.seed import LEARNERS, SUMMARY, seed
from tests.conftest import database_of, make_actor
from tests.integration.learning.asking import ask, equipment, read_pages
from tests.integration.learning.factories import Course, attempt, learner

COURSE = Course(str(seed_id("course:scrutiny-of-the-police-report")))
COUNTED = (
    CourseVersion.__table__,
    Enrolment.__table__,
    LibraryItem.__table__,
    LibrarySection.__table__,
    outbox,
    audit_entries,
)


@pytest.fixture(scope="module", autouse=True)
def _seeded() -> None:
    seed(equipment())


def count() -> list[int]:
    """Count the rows of everything that a seed makes."""
    with database_of("learning").transaction() as session:
        return [session.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in COUNTED]


def find(q: str) -> dict[str, Any]:
    """Give what a search finds first."""
    found: dict[str, Any] = ask(api.search_sections, learner(), query={"q": q}).value["items"][0]
    return found


def test_seeding_twice_makes_nothing_twice() -> None:
    """No row, no event and no audit entry is added by a second seed."""
    before = count()
    seed(equipment())

    assert count() == before


def test_the_course_is_published_and_can_be_passed() -> None:
    """Five lessons and seven questions; who answers right gets a certificate."""
    read = ask(api.read_course, learner(), path=COURSE.path).value
    person = make_actor(id=seed_id(f"account:{LEARNERS[0]}"), districts=())
    enrolled = next(row for row in read_pages(api.list_progress, person) if row["course_id"] == COURSE.id)

    assert (read["number"], read["lesson_count"], read["question_count"], read["pass_mark"]) == (1, 5, 7, 70)
    assert attempt(COURSE, {"enrolment_id": enrolled["id"]}, person)["certificate_code"]


@pytest.mark.parametrize(
    ("query", "item", "number"),
    [
        ("section 173 CrPC", "crpc", "173"),
        ("489-F PPC", "ppc", "489-F"),
        ("s. 7 ATA", "ata", "7"),
        ("section 21E Anti-Terrorism Act", "ata", "21E"),
        ("9-A SCPSA", "scpsa", "9-A"),
        ("ناقص رپورٹ", "guide-ur", "1"),
    ],
)
def test_the_library_is_found_by_citation_and_by_words(query: str, item: str, number: str) -> None:
    """Each law of the demonstration is found as people cite it, and says that it is a summary."""
    found = find(query)

    assert (found["item_id"], found["number"]) == (str(seed_id(f"library:{item}")), number)
    text = ask(api.read_section, learner(), path={"section_id": found["id"]}).value["text"]
    assert text.startswith(SUMMARY[found["language"]].strip())


def test_each_law_says_where_it_is_law_and_where_it_is_published() -> None:
    """Statutes carry citation, jurisdiction and the address of their publisher."""
    for label, jurisdiction in (("crpc", "pakistan"), ("ppc", "pakistan"), ("ata", "pakistan"), ("scpsa", "sindh")):
        item = ask(api.read_library_item, learner(), path={"item_id": str(seed_id(f"library:{label}"))}).value
        assert (item["jurisdiction"], item["kind"]) == (jurisdiction, "act")
        assert item["citation"]
        assert item["source_url"].startswith("https://")
