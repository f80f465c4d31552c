"""What any S3 server must do to keep evidence: locks, holds and versions; the second part of the store's contract."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
import urllib3
from minio import Minio
from minio.error import S3Error
from minio.retention import Retention

from services.common.errors import Problem
from services.documents.clients.store import NotInForceError, Store
from services.documents.rules.retention import LAST_LOCK
from tests.integration.documents.stores import CONTENT, code_of, in_a, put, read_store_settings


@pytest.fixture
def client(store: Store) -> Minio:
    """Give the client with the service's own rights, to try what the service never does."""
    return store._client


def test_the_bucket_keeps_versions_and_locks_from_its_first_day(store: Store) -> None:
    """The bucket as installations make it passes the service's check, again and again."""
    store.require_lock()
    store.require_lock()


def test_without_a_prepared_bucket_nothing_is_done(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bucket that is not there, or keeps no versions, is found out before anything is kept in it."""
    with pytest.raises(NotInForceError, match="not prepared"):
        Store(read_store_settings("no-such-bucket")).require_lock()
    monkeypatch.setattr(store._client, "get_bucket_versioning", lambda _: SimpleNamespace(status="Suspended"))
    with pytest.raises(NotInForceError, match="versions"):
        store.require_lock()


def test_a_lock_and_tags_are_read_back(store: Store) -> None:
    """Retention and tags set on a finished version are there when asked for."""
    stored, until = put(store), in_a(days=2)
    locked = store.lock(stored.key, stored.version, mode="GOVERNANCE", until=until, tags={"document": "a-1"})
    assert locked.mode == "GOVERNANCE"
    assert locked.retain_until is not None
    assert abs((locked.retain_until - until).total_seconds()) <= 1
    assert store.read_tags(stored.key, stored.version) == {"document": "a-1"}


def test_a_change_that_meets_another_is_tried_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """While somebody else changes the version the store refuses for a moment; the lock is set all the same."""
    stored, change = put(store), store._client.set_object_tags
    refused: list[str] = []

    def be_busy_twice(*arguments: Any, **options: Any) -> None:
        if len(refused) < 2:
            refused.append("OperationAborted")
            raise refuse_by("OperationAborted")
        change(*arguments, **options)

    monkeypatch.setattr(store._client, "set_object_tags", be_busy_twice)
    store.lock(stored.key, stored.version, mode="GOVERNANCE", until=in_a(days=1), tags={"a": "b"})
    assert store.read_tags(stored.key, stored.version) == {"a": "b"}
    assert len(refused) == 2


@pytest.mark.parametrize("code", ["OperationAborted", "SlowDown"])
def test_a_store_that_stays_busy_is_away(store: Store, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """A store that goes on refusing is said to be away, to be asked again later."""

    def be_busy(*_: Any, **__: Any) -> None:
        raise refuse_by(code)

    stored = put(store)
    monkeypatch.setattr(store._client, "enable_object_legal_hold", be_busy)
    with pytest.raises(Problem) as problem:
        store.hold(stored.key, stored.version, on=True)
    assert problem.value.code == "store_away"


def refuse_by(code: str) -> S3Error:
    """Make the error by which a store refuses."""
    return S3Error(urllib3.HTTPResponse(status=409), code, "", None, None, None)


def test_the_longest_lock_is_kept(store: Store) -> None:
    """A lock until the last day that the rules ask for is in force, not taken for another day."""
    stored = put(store)
    locked = store.lock(stored.key, stored.version, mode="GOVERNANCE", until=LAST_LOCK, tags={"a": "b"})
    assert locked.retain_until == LAST_LOCK


def test_locking_again_never_shortens(store: Store) -> None:
    """Asking for a lesser lock than stands leaves the one that stands."""
    stored, until = put(store), in_a(days=2)
    store.lock(stored.key, stored.version, mode="COMPLIANCE", until=until, tags={"a": "b"})
    locked = store.lock(stored.key, stored.version, mode="GOVERNANCE", until=in_a(days=1), tags={"a": "b"})
    assert locked.mode == "COMPLIANCE"
    assert locked.retain_until is not None
    assert locked.retain_until >= until - dt.timedelta(seconds=1)


@pytest.mark.parametrize("mode", ["GOVERNANCE", "COMPLIANCE"])
def test_the_service_cannot_remove_a_locked_version(store: Store, client: Minio, mode: str) -> None:
    """With the service's own rights a locked version can be neither removed nor loosened."""
    stored = put(store)
    store.lock(stored.key, stored.version, mode=mode, until=in_a(days=1), tags={"a": "b"})
    bucket = store._bucket
    assert code_of(client.remove_object, bucket, stored.key, version_id=stored.version) == "AccessDenied"
    assert code_of(store.remove, stored.key) == "AccessDenied"
    shorter = Retention(mode, in_a(hours=1))
    refused = code_of(client.set_object_retention, bucket, stored.key, shorter, version_id=stored.version)
    assert refused in ("AccessDenied", "InvalidRequest")
    assert b"".join(store.read(stored.key, stored.version)) == CONTENT


def test_nobody_passes_compliance(store: Store, client: Minio) -> None:
    """COMPLIANCE yields not even to the right that lets an administrator pass GOVERNANCE."""
    stored = put(store)
    store.lock(stored.key, stored.version, mode="COMPLIANCE", until=in_a(days=1), tags={"a": "b"})
    past = {"x-amz-bypass-governance-retention": "true"}
    refused = code_of(
        client._execute, "DELETE", store._bucket, stored.key, headers=past, query_params={"versionId": stored.version}
    )
    assert refused == "AccessDenied"


def test_the_bucket_keeps_its_lock_and_its_versions(store: Store, client: Minio) -> None:
    """Object lock cannot be switched off, nor versions suspended, once the bucket has them."""
    assert client.get_bucket_versioning(store._bucket).status == "Enabled"
    suspend = b"<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>"
    refused = code_of(client._execute, "PUT", store._bucket, body=suspend, query_params={"versioning": ""})
    assert refused is not None
    assert client.get_bucket_versioning(store._bucket).status == "Enabled"


def test_a_hold_keeps_a_version_until_it_is_lifted(store: Store, client: Minio) -> None:
    """A held version cannot be removed; a lifted hold says so when asked."""
    stored = put(store)
    store.hold(stored.key, stored.version, on=True)
    held = store.find(stored.key, stored.version)
    assert held is not None
    assert held.is_held
    assert code_of(client.remove_object, store._bucket, stored.key, version_id=stored.version) == "AccessDenied"
    store.hold(stored.key, stored.version, on=False)
    store.remove(stored.key)
    assert store.find(stored.key) is None


def test_a_lock_that_is_not_kept_is_noticed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that takes a lock or a hold and drops it in silence, as some do, is found out."""
    stored = put(store)
    monkeypatch.setattr(store._client, "set_object_retention", lambda *_, **__: None)
    monkeypatch.setattr(store._client, "enable_object_legal_hold", lambda *_, **__: None)
    with pytest.raises(NotInForceError):
        store.lock(stored.key, stored.version, mode="GOVERNANCE", until=in_a(days=1), tags={"a": "b"})
    with pytest.raises(NotInForceError):
        store.hold(stored.key, stored.version, on=True)
