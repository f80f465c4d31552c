"""Large files are compared by the worker; what was not taken is removed from the store; many at once leave one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from services.documents import api
from services.documents.clients.store import Store
from services.documents.models import DocumentVersion
from services.documents.usecases.confirming import AT_ONCE
from services.documents.workers.extractor import compare_arrived, remove_left_over
from tests.conftest import database_of
from tests.integration.documents.asking import ask, equipment, refusal
from tests.integration.documents.factories import (
    Upload,
    ago,
    announce,
    change_row,
    clerk,
    deliver,
    in_some_time,
    make_case,
    new_pdf,
    supervisor,
)
from tests.integration.documents.traces import actions, events

pytestmark = pytest.mark.usefixtures("store_environment")


@pytest.fixture(autouse=True)
def _nothing_else_waits(store_environment: None) -> None:
    with database_of("documents").transaction() as session:
        session.execute(sa.update(DocumentVersion).where(DocumentVersion.state == "verifying").values(state="refused"))
        session.execute(sa.update(DocumentVersion).values(removed_at=sa.func.now()))


def large() -> bytes:
    """Make a PDF that is too large to be compared while its sender waits."""
    return new_pdf() + b"\n%" + b"x" * AT_ONCE


def remove_all(store: Store) -> None:
    """Remove everything that was not taken."""
    while remove_left_over(equipment(), store):
        pass


def test_a_large_file_is_compared_by_the_worker(store: Store) -> None:
    """The sender is told to come back (202), is told so again meanwhile, and finds the version confirmed and locked."""
    actor = clerk()
    upload = deliver(announce(actor, large(), case_id=make_case()))
    for _ in range(2):
        reply = ask(api.confirm_upload, actor, **upload.place)
        assert (reply.status, reply.value["state"]) == (202, "verifying")
    assert compare_arrived(equipment(), store)
    assert not compare_arrived(equipment(), store)
    reply = ask(api.confirm_upload, actor, **upload.place)
    assert (reply.status, reply.value["state"]) == (200, "confirmed")
    stored = store.find(upload.row.object_key, upload.row.object_version)
    assert stored is not None
    assert stored.mode == "COMPLIANCE"
    assert actions(upload.document_id) == ["document_announced", "version_arrived", "version_confirmed"]
    assert [event["actor"] for event in events(upload.document_id)] != [actor.id]


def test_a_large_file_that_is_not_what_was_announced_is_refused(store: Store) -> None:
    """The worker refuses it; the sender finds out why by the next confirmation, and by reading the version."""
    actor = clerk()
    upload = deliver(announce(actor, large(), sha256="0" * 64))
    assert ask(api.confirm_upload, actor, **upload.place).status == 202
    compare_arrived(equipment(), store)
    assert refusal(api.confirm_upload, actor, **upload.place).code == "upload_sha256_differs"
    assert ask(api.read_version, actor, **upload.place).value["reason"] == "upload_sha256_differs"


def test_a_large_file_that_never_came_is_not_left_to_the_worker() -> None:
    """It is asked for at once."""
    actor = clerk()
    upload = announce(actor, large())
    assert refusal(api.confirm_upload, actor, **upload.place).code == "upload_missing"
    assert upload.row.state == "awaiting"


def test_a_large_file_that_vanished_is_refused(store: Store) -> None:
    """A file that is not there any more when the worker comes to it is refused, with its reason."""
    actor = clerk()
    upload = deliver(announce(actor, large()))
    ask(api.confirm_upload, actor, **upload.place)
    store.remove(upload.row.object_key)
    compare_arrived(equipment(), store)
    assert (upload.row.state, upload.row.reason) == ("refused", "upload_missing")
    assert refusal(api.confirm_upload, actor, **upload.place).code == "upload_missing"


def test_a_large_file_is_held_when_its_document_is(store: Store) -> None:
    """A hold that stands when the worker confirms covers the file."""
    actor = clerk()
    upload = deliver(announce(actor, large(), case_id=make_case()))
    ask(api.confirm_upload, actor, **upload.place)
    ask(api.hold_document, supervisor(), document_id=upload.document_id, body={"reason": "Order"})
    compare_arrived(equipment(), store)
    stored = store.find(upload.row.object_key, upload.row.object_version)
    assert stored is not None
    assert stored.is_held


def test_what_was_not_taken_is_removed_once_its_form_has_ended(store: Store) -> None:
    """A refused file stays while its form could still send another, then goes whole; it is looked for once."""
    actor = clerk()
    upload = deliver(announce(actor, sha256="0" * 64))
    refusal(api.confirm_upload, actor, **upload.place)
    remove_all(store)
    assert store.find(upload.row.object_key) is not None
    change_row(upload, expires_at=ago(seconds=1))
    remove_all(store)
    assert store.find(upload.row.object_key) is None
    assert not remove_left_over(equipment(), store)


def test_a_left_over_that_was_locked_stays_and_stops_nothing(store: Store) -> None:
    """What was locked before its confirmation failed cannot be removed; the worker goes on to the next."""
    actor = clerk()
    locked, other = deliver(announce(actor)), deliver(announce(actor))
    for upload in (locked, other):
        change_row(upload, state="expired", expires_at=ago(hours=2))
    stored = store.find(locked.row.object_key)
    assert stored is not None
    store.lock(stored.key, stored.version, mode="GOVERNANCE", until=in_some_time(), tags={"a": "b"})
    remove_all(store)
    assert store.find(locked.row.object_key) is not None
    assert store.find(other.row.object_key) is None


def test_many_who_confirm_at_once_confirm_once() -> None:
    """A confirmation that is sent again and again has one effect; who asks while it is under way is told so (202)."""
    actor = clerk()
    upload = deliver(announce(actor, case_id=make_case()))
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: ask(api.confirm_upload, actor, **upload.place), range(8)))
    assert {reply.value["state"] for reply in replies} <= {"verifying", "confirmed"}
    done = [reply.value["confirmed_at"] for reply in replies if reply.status == 200]
    assert len(set(done)) == 1
    assert {reply.status for reply in replies} <= {200, 202}
    assert ask(api.confirm_upload, actor, **upload.place).value["confirmed_at"] == done[0]
    assert len(events(upload.document_id)) == 1
    assert actions(upload.document_id).count("version_confirmed") == 1


def test_a_comparison_that_was_lost_is_done_by_the_worker(store: Store) -> None:
    """A request that died while it compared leaves the file to the worker, a minute later; until then others are told so."""
    actor = clerk()
    upload = deliver(announce(actor, case_id=make_case()))
    change_row(upload, state="verifying", leased_until=in_some_time())
    assert ask(api.confirm_upload, actor, **upload.place).status == 202
    assert not compare_arrived(equipment(), store)
    change_row(upload, leased_until=ago(seconds=1))
    assert compare_arrived(equipment(), store)
    assert ask(api.confirm_upload, actor, **upload.place).status == 200


def test_many_who_announce_the_same_get_one_document() -> None:
    """The same announcement from one person, sent many times at once, makes one document."""
    actor, content, case_id = clerk(), new_pdf(), make_case()

    def announce_it(_: int) -> Upload:
        return announce(actor, content, case_id=case_id)

    with ThreadPoolExecutor(8) as pool:
        made = {upload.document_id for upload in pool.map(announce_it, range(8))}
    assert len(made) == 1
