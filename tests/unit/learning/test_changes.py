"""What publishing a draft would change, part by part."""

from __future__ import annotations

from typing import Any

from services.learning.rules.changes import compare_parts


def part(name: str, title: str = "Reading", **more: Any) -> dict[str, Any]:
    """Make a part."""
    return {"id": name, "title_en": title, **more}


def test_parts_are_added_changed_and_removed() -> None:
    """The draft's own order holds; what is gone comes last; what is the same is not told."""
    published = [part("a"), part("b"), part("c")]
    draft = [part("d"), part("b", "Reading again"), part("a")]

    found = [(one["id"], change) for one, change in compare_parts(published, draft)]
    assert found == [("d", "added"), ("b", "changed"), ("c", "removed")]


def test_everything_is_new_against_nothing() -> None:
    """A course that was never published adds all it has."""
    assert [change for _, change in compare_parts((), [part("a"), part("b")])] == ["added", "added"]


def test_ids_of_choices_say_nothing() -> None:
    """A question written anew with the same words is the same; a choice that turned right is not."""
    before = part("q", choices=[{"id": "1", "text_en": "Yes", "is_right": True}])
    same = part("q", choices=[{"id": "2", "text_en": "Yes", "is_right": True}])
    turned = part("q", choices=[{"id": "3", "text_en": "Yes", "is_right": False}])

    assert list(compare_parts([before], [same])) == []
    assert [change for _, change in compare_parts([before], [turned])] == ["changed"]
