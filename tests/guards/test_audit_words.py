"""Whoever reads the audit trail reads words: every action that is recorded has its own in three languages, and no others are kept."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator

import pytest

from services.cases.rules.routes import APPEAL_STEPS
from services.cases.rules.scrutinising import DISPUTE_DECISIONS, POLICE_ANSWERS
from services.cases.rules.tasks import TASK_STEPS
from tests.guards.tree import ROOT

# What an action is put together from: its pattern as it stands in the code, and the words that may take the gap's place.
COMPOSED = {
    "hearing_{hearing.status}": ("held", "adjourned"),
    "hearing_{kind}": ("scheduled", "held_provisionally", "moved", "extended"),
    "unscheduled_hearing_{status}": ("scheduled", "withdrawn"),
    "cause_list_{kept.state}": ("read", "refused"),
    "suggestion_{suggestion.state}": ("accepted", "changed", "refused"),
    "appeal_{step}": APPEAL_STEPS,
    "defect_{body['answer']}": POLICE_ANSWERS,
    "dispute_{body['decision']}": DISPUTE_DECISIONS,
    "withdrawal_{withdrawal.state}": ("approved", "refused", "consented", "not_consented"),
    "register_{kept.state}": ("refused", "checked", "imported"),
    "opening_{decision}": ("approved", "refused"),
    "task_{step}": TASK_STEPS,
}
# Actions that a function is handed, by the module that records them.
HANDED = {
    "services/cases/usecases/hearing_facts.py": ("adjournment_counted", "adjournment_taken_back"),
    "services/cases/usecases/financing.py": (
        "transfer_recorded", "financing_reference_recorded", "property_order_recorded",
    ),
    "services/cases/usecases/timing_ladder.py": ("clock_reminded", "clock_escalated"),
    "services/cases/usecases/facts.py": ("fact_noted", "fact_corrected", "fact_retracted"),
    "services/cases/usecases/joint_trials.py": ("trial_joined", "trial_parted"),
    "services/cases/usecases/linking_entities.py": ("match_decided", "match_undone"),
    "services/learning/usecases/drafting.py": (
        "lesson_added", "lesson_changed", "lesson_removed", "question_added", "question_changed", "question_removed",
    ),
    "services/documents/usecases/sealing.py": ("document_sealed", "document_unsealed"),
}  # fmt: skip


def list_actions() -> Iterator[str]:
    """Give every action that the code records."""
    for folder in ("services", "gateway"):
        for path in (ROOT / folder).rglob("*.py"):
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and _names(call.func) == "record" and len(call.args) > 3:
                    yield from read_action(call.args[2], str(path.relative_to(ROOT)))


def _names(function: ast.expr) -> str:
    return str(getattr(function, "id", None) or getattr(function, "attr", ""))


def read_action(said: ast.expr, module: str) -> Iterator[str]:
    """Give the actions that an expression stands for; fail when nobody has said which they are."""
    if isinstance(said, ast.Constant):
        yield str(said.value)
    elif isinstance(said, ast.IfExp):
        yield from read_action(said.body, module)
        yield from read_action(said.orelse, module)
    elif isinstance(said, ast.JoinedStr):
        pattern = ast.unparse(said)[2:-1]
        head = pattern.partition("{")[0]
        yield from (head + word for word in COMPOSED[pattern])
    else:
        yield from HANDED[module]


def read_words(language: str) -> dict[str, str]:
    """Give the words of the actions."""
    path = ROOT / f"gateway/web/src/words/{language}/actions.json"
    words: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return words


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_every_recorded_action_has_its_words(language: str) -> None:
    """No entry of the trail is shown by its code."""
    assert sorted(set(list_actions()) - read_words(language).keys()) == []


def test_no_words_are_kept_for_what_is_never_recorded() -> None:
    """An action that the code no longer records is offered to nobody as something to search for."""
    assert sorted(read_words("en").keys() - set(list_actions())) == []


def test_the_guard_sees_a_break() -> None:
    """Broken once: an action put together from nobody knows what."""
    with pytest.raises(KeyError):
        list(read_action(ast.parse("f'case_{whatever}'", mode="eval").body, "services/x.py"))
