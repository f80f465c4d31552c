"""What the web client is built from: every operation that changes something has its form, references unfolded."""

from __future__ import annotations

import json
from pathlib import Path

from deploy.describe_client import build_openapi, cut_forms, list_kinds, unfold, write_all


def test_every_change_has_its_form() -> None:
    """An operation with a body has its whole shape, without a reference left; a guarded one says so."""
    forms = cut_forms(build_openapi())

    assert {"register_case", "schedule_hearing", "apply_for_leave", "give_role"} <= set(forms)
    assert "$ref" not in json.dumps(forms)
    assert forms["move_hearing"]["guarded"]
    assert forms["move_hearing"]["permission"] == "scheduling.schedule"
    assert forms["register_case"]["body"]["properties"]["sections"]["items"]["required"] == ["act", "section"]
    assert forms["revoke_calendar_feed"]["body"] is None


def test_references_are_unfolded_within_each_other() -> None:
    """A shape that refers to one that refers to another becomes one shape."""
    document = {"components": {"schemas": {"A": {"b": {"$ref": "#/components/schemas/B"}}, "B": {"type": "string"}}}}

    assert unfold({"$ref": "#/components/schemas/A"}, document) == {"b": {"type": "string"}}


def test_live_updates_are_named() -> None:
    """Every event of every service is one that the client listens for."""
    assert {"hearing_moved", "case_registered", "task_given"} <= set(list_kinds())


def test_the_folder_is_written_once_and_cleared_of_what_is_gone(tmp_path: Path) -> None:
    """A second writing touches nothing; a form whose operation is gone goes too."""
    write_all(tmp_path)
    stale = tmp_path / "forms/abolished.json"
    stale.write_text("{}")
    before = (tmp_path / "openapi.json").stat().st_mtime_ns

    write_all(tmp_path)

    assert not stale.exists()
    assert (tmp_path / "openapi.json").stat().st_mtime_ns == before
