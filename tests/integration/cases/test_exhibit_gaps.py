"""The gaps that acquittals were grounded on are found in a file, by whom they concern, and shown to who may see the file."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import orjson
import pytest
import sqlalchemy as sa

from services.cases import api
from services.cases.models import Case, CustodyRule
from services.cases.schemas.exhibit_gaps import CaseGapsRow
from services.cases.usecases.documents import keep_document
from services.cases.usecases.traces import find_traces
from tests.conftest import database_of
from tests.integration.cases.asking import ask, give, refusal
from tests.integration.cases.desk import days_ago, sealed
from tests.integration.cases.exhibiting import RECOVERED, File, keeper, on
from tests.integration.cases.file_people import added, new_order, office

JUDGMENTS = ("2022 SCMR 1052", "2022 SCMR 1006", "2023 SCMR 1144", "2023 SCMR 986", "2018 SCMR 2039")


def named(gaps: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Give of gaps what they name."""
    return [(gap["kind"], gap["from_on"], gap["to_on"], gap["entry"] or gap["role"]) for gap in gaps]


def test_a_whole_chain_has_no_gap() -> None:
    """Its custodians are on the list of witnesses, its papers are there; the court has yet to see it."""
    file = File()
    made = file.enter(custody=file.whole())
    found = ask(api.read_exhibit_gaps, file.me, path=file.path)
    assert (found["gaps"], found["yet_to_produce"], found["exhibit_count"]) == ([], [made["id"]], 1)


@pytest.mark.parametrize(
    ("recovered", "received"),
    [(dt.date(2021, 6, 9), dt.date(2021, 6, 13)), (dt.date(2022, 2, 10), dt.date(2022, 2, 13))],
)
def test_the_days_of_the_judgments_are_named_with_the_judgments(recovered: dt.date, received: dt.date) -> None:
    """9 to 13 June and 10 to 13 February: the days, Register XIX and road certificate, and by which authority they matter."""
    file = File(fir_on=str(recovered))
    steps = [
        {**step, "happened_on": str(day)}
        for step, day in (
            (file.step("seized", 0), recovered), (file.step("sealed", 0), recovered),
            (file.step("laboratory_received", 0, seal_impression="MK"), received),
        )
    ]  # fmt: skip
    file.enter(custody=steps)
    gaps, days = file.gaps(), (str(recovered), str(received))
    assert named(gaps) == [
        ("missing_entry", *days, "register_xix"), ("missing_entry", *days, "road_certificate"),
        ("unexplained_days", *days, None),
    ]  # fmt: skip
    assert all(judgment in gaps[2]["source"] for judgment in JUDGMENTS)
    assert gaps[2]["days"] == (received - recovered).days
    assert gaps[2]["exhibit"] == "Parcel 2"


def test_who_is_not_on_the_list_of_witnesses_is_named_by_number() -> None:
    """An officer entered without a witness's kind, and a constable whom the prosecution gave up; no name is answered."""
    file = File()
    officer = added(file.case_id, name="Sobho Khan", kind="investigating_officer", witness_kind=None, rank="si")["id"]
    file.enter(custody=[file.step("seized", 0, person_id=officer), *file.whole()[1:]])
    given_up = {"given_up_on": str(days_ago(0)), "reason": "Abroad"}
    path = {**file.path, "person_id": file.carrier}
    ask(api.change_person, office(), path=path, body=given_up, if_match="1")
    body = give(api.read_exhibit_gaps, file.me, path=file.path).body.decode()
    gaps = orjson.loads(body)["gaps"]
    assert [(gap["kind"], gap["role"], gap["person_id"], gap["person"]) for gap in gaps] == [
        ("custodian_not_witness", "recovering_officer", officer, "person 4 of the file"),
        ("custodian_not_witness", "carrier", file.carrier, "person 3 of the file"),
    ]
    assert not any(name in body for name in ("Sobho", "Officer", "Constable"))


def test_a_protected_custodian_shows_by_the_pseudonym() -> None:
    """In the gap and in its sentence."""
    file = File()
    path = {**file.path, "person_id": file.carrier}
    made = file.enter(custody=file.whole())
    ask(api.protect_witness, office(), path=path, body=new_order(), if_match="1")
    ask(
        api.change_person, office(), path=path, body={"given_up_on": str(days_ago(0)), "reason": "Abroad"}, if_match="2"
    )
    (gap,) = file.gaps()
    assert (gap["person"], gap["exhibit_id"]) == ("PW-A", made["id"])
    assert "(PW-A)" in gap["says"]


def test_a_correction_closes_a_gap() -> None:
    """The register's number was left out; corrected, the days are explained; withdrawn, they are not again."""
    file = File()
    made = file.enter(custody=[file.step("malkhana_in", 0, register_entry=None) if step["step"] == "malkhana_in" else step
                               for step in file.whole()])  # fmt: skip
    assert [gap["kind"] for gap in file.gaps()] == ["missing_entry", "unexplained_days"]
    body = file.step("malkhana_in", 0, reason="Found in the register")
    path = file.where(made, event_id=made["custody"][2]["id"])
    corrected = ask(api.correct_custody, file.me, path=path, body=body, if_match="1")
    assert file.gaps() == []
    again = next(step for step in corrected["custody"] if step["corrects_id"])
    path, reason = file.where(made, event_id=again["id"]), {"reason": "Of another case"}
    ask(api.withdraw_custody, file.me, path=path, body=reason, if_match="2")
    assert ("unexplained_days", on(0), on(4), None) in named(file.gaps())


def test_what_has_not_arrived_runs_until_the_day_that_is_asked_for() -> None:
    """Two days after the road certificate it is a gap of two days, later of more."""
    file = File()
    file.enter(custody=file.whole()[:4])
    assert [gap["days"] for gap in file.gaps(as_of=on(6))] == [2]
    assert [gap["days"] for gap in file.gaps()] == [96]
    refused = refusal(api.read_exhibit_gaps, file.me, path=file.path, query={"as_of": "soon"})
    assert list(refused.fields or {}) == ["as_of"]


def test_a_decided_case_names_what_the_court_did_not_see() -> None:
    """An exhibit neither produced nor marked."""
    file = File(fir_on=str(RECOVERED))
    file.enter(custody=file.whole())
    with database_of("cases").transaction() as session:
        values = {"stage": "decided", "decided_on": days_ago(1), "outcome": "acquitted"}
        session.execute(sa.update(Case).where(Case.id == file.case_id).values(values))
    assert [gap["kind"] for gap in file.gaps()] == ["not_produced"]


def stored(case_id: Any, sha256: str) -> str:
    """Keep a confirmed document of a case, as documents tell of it."""
    document_id = uuid.uuid4()
    with database_of("cases").transaction() as session:
        keep_document(
            session, document_id=document_id, case_id=case_id, kind="recording", version=1, sha256=sha256
        )  # fmt: skip
    return str(document_id)


def test_a_recording_that_is_not_in_the_store_as_it_was_received_is_named() -> None:
    """The file's hash is held against the one at receipt; another case's document tells nothing."""
    file, other = File(), File()
    recording = {"nature": "electronic", "sha256": "a" * 64, "source_device": "DVR", "custody": file.whole()}
    file.enter(**recording, document_id=stored(file.case_id, "a" * 64))
    file.enter(**recording, document_id=stored(other.case_id, "b" * 64))
    assert file.gaps() == []
    file.enter(**recording, document_id=stored(file.case_id, "b" * 64))
    assert [(gap["kind"], gap["expected"], gap["found"]) for gap in file.gaps()] == [
        ("hash_mismatch", "a" * 64, "b" * 64)
    ]


def test_drugs_are_sent_within_the_time_of_their_own_rule() -> None:
    """Four days to the laboratory are a gap of narcotics and of nothing else."""
    file = File()
    file.enter(custody=file.whole())
    file.enter(nature="narcotic", quantity="1020", unit="grams", custody=file.whole())
    assert [(gap["kind"], gap["days"]) for gap in file.gaps()] == [("late_to_laboratory", 4)]


def test_the_bound_is_dated_data() -> None:
    """A later rule with a higher bound holds from its day on; the gap before that day stays."""
    file = File()
    file.enter(custody=[file.step("seized", 0), file.step("sealed", 0), file.step("malkhana_in", 3)])
    assert [gap["kind"] for gap in file.gaps()] == ["unexplained_days"]
    day = RECOVERED + dt.timedelta(days=1)
    for starts, kinds in ((day, ["unexplained_days"]), (RECOVERED, [])):
        with database_of("cases").transaction() as session:
            session.add(CustodyRule(rule="unexplained_days", valid_from=starts, days=3, says="x", source="x"))
        try:
            assert [gap["kind"] for gap in file.gaps()] == kinds
        finally:
            with database_of("cases").transaction() as session:
                session.execute(sa.delete(CustodyRule).where(CustodyRule.valid_from == starts))


def listed(actor: Any, **query: Any) -> dict[str, dict[str, Any]]:
    """List the cases with gaps, page after page, by id."""
    found: dict[str, dict[str, Any]] = {}
    after: str | None = None
    while True:
        asked = {**query, "limit": 2, **({"after": after} if after else {})}
        answer = orjson.loads(give(api.list_cases_with_gaps, actor, query=asked).body)
        assert CaseGapsRow(many=True).validate(answer["items"]) == {}
        found |= {row["id"]: row for row in answer["items"]}
        after = answer["next"]
        if after is None:
            return found


def test_a_supervisor_lists_the_cases_with_gaps_in_their_sight() -> None:
    """With the kinds and the longest time; whole ones, other districts' and sealed ones do not show, nor count."""
    whole, gappy, hidden = File(), File(), File()
    whole.enter(custody=whole.whole())
    for file in (gappy, hidden):
        file.enter(custody=file.whole()[:4])
    with database_of("cases").transaction() as session:
        sealed(session, hidden.case_id)
    row = listed(keeper("cases.read_sealed"))[str(gappy.case_id)]
    assert (row["gap_count"], row["kinds"], row["longest_days"]) == (1, {"unexplained_days": 1}, 96)
    everything = listed(keeper("cases.read_sealed"))
    assert not {str(whole.case_id), str(hidden.case_id)} & set(everything)
    assert not {str(gappy.case_id), str(hidden.case_id)} & set(listed(keeper(districts=("badin",))))
    assert str(gappy.case_id) in listed(keeper(), district="karachi-south", kind="unexplained_days")
    assert str(gappy.case_id) not in listed(keeper(), kind="seal_mismatch")
    assert listed(keeper(), district="badin") == {}


def test_listing_a_sealed_case_leaves_a_trace() -> None:
    """Who may see it sees it in the list, and the case's history says so."""
    file, reader = File(), keeper()
    file.enter(custody=file.whole()[:4])
    with database_of("cases").transaction() as session:
        sealed(session, file.case_id)
    assert str(file.case_id) in listed(reader)
    history = ask(api.list_case_history, keeper(), path=file.path)
    assert ("sealed_case_read", reader.id) in [(row["action"], row["actor_id"]) for row in history]


def test_the_list_is_refused_to_who_may_not_report() -> None:
    """Reading cases is not enough."""
    assert refusal(api.list_cases_with_gaps, keeper("cases.report")).code == "permission_missing"


def test_a_name_in_a_steps_note_is_found_as_a_trace() -> None:
    """Also where the step has no carrier: what is still named is told when somebody is protected."""
    file = File()
    file.enter(custody=[file.step("seized", 0, note="handed over by Sassui Khaskheli"), file.step("sealed", 0)])
    with database_of("cases").reading() as session:
        traces = find_traces(session, file.case_id, {"name": "Sassui Khaskheli"})
    assert traces == ["custody_events.note"]


def test_the_dated_rules_and_the_laboratories_are_listed() -> None:
    """Each with its source; each kind of gap has its rule."""
    rules = ask(api.list_custody_rules, keeper())
    assert {"unexplained_days", "kept_for_appeal"} <= {rule["rule"] for rule in rules}
    assert all(rule["source"] for rule in rules)
    assert "fsl-karachi" in [laboratory["code"] for laboratory in ask(api.list_laboratories, keeper())]
