"""What any S3 server must do for us. Run it against a server before its first document: CMMS_TEST_INSTANCE names the server."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from typing import Any

import pytest
import requests
from minio import Minio
from minio.error import S3Error
from minio.retention import Retention

from services.common.errors import Problem
from services.documents.clients.store import NotInForceError, Store, Stored
from services.documents.settings import DocumentsSettings
from tests.integration.documents.stores import read_store_settings, send, shared_store

CONTENT = "ملزم نے اعتراف کیا\n".encode()


@pytest.fixture
def store() -> Store:
    """Give the tests' store."""
    return shared_store()


@pytest.fixture
def client(store: Store) -> Minio:
    """Give the client with the service's own rights, to try what the service never does."""
    return store._client


def in_a(**length: float) -> dt.datetime:
    """Give an instant so far ahead."""
    return dt.datetime.now(dt.UTC) + dt.timedelta(**length)


def put(store: Store, key: str = "", content: bytes = CONTENT) -> Stored:
    """Send a file by a form and give what the store has of it."""
    key = key or f"contract/{uuid.uuid4()}"
    form = store.write_form(key, size=len(content), media_type="text/plain", until=in_a(minutes=1))
    assert send(form, content).status_code in (200, 201, 204)
    found = store.find(key)
    assert found is not None
    return found


def code_of(change: Any, *arguments: Any, **options: Any) -> str | None:
    """Give the code with which the store refuses a call, or None when it does not."""
    try:
        change(*arguments, **options)
    except S3Error as error:
        return error.code
    return None


def test_the_bucket_can_be_prepared_again(store: Store) -> None:
    """Preparing twice is harmless, and the store says that it is up."""
    store.prepare()
    assert store.is_up()


def test_a_file_sent_by_a_form_can_be_read_back(store: Store) -> None:
    """What was sent comes back, byte for byte, with its size and a version."""
    stored = put(store)
    assert stored.version
    assert stored.size == len(CONTENT)
    assert b"".join(store.read(stored.key, stored.version)) == CONTENT


def test_a_form_takes_nothing_else(store: Store) -> None:
    """Another size, another key or another type than announced is refused."""
    key = f"contract/{uuid.uuid4()}"
    form = store.write_form(key, size=5, media_type="text/plain", until=in_a(minutes=1))
    assert send(form, b"longer than five").status_code in (400, 403)
    assert send(form, b"four"[:4]).status_code in (400, 403)
    for name, value in (("key", "contract/elsewhere"), ("Content-Type", "text/html")):
        changed = {"url": form.url, "fields": {**form.fields, name: value}}
        assert send(changed, b"12345").status_code == 403, name
    assert store.find(key) is None


def test_a_form_ends(store: Store) -> None:
    """A form is refused after its instant."""
    form = store.write_form("contract/late", size=5, media_type="text/plain", until=in_a(seconds=-1))
    assert send(form, b"12345").status_code == 403


def test_sending_again_makes_a_version_and_changes_none(store: Store) -> None:
    """A second file under a key is another version; the first stays as it was."""
    first = put(store, content=b"first")
    second = put(store, first.key, b"second")
    assert first.version != second.version
    assert b"".join(store.read(first.key, first.version)) == b"first"


def test_a_link_gives_exactly_one_version_under_its_name(store: Store) -> None:
    """A link gives the version it was made for, to be saved under the given name, and no other version."""
    first = put(store, content=b"first")
    put(store, first.key, b"second")
    name = "attachment; filename=\"x.txt\"; filename*=UTF-8''%DA%AF%D9%88%D8%A7%DB%81.txt"
    link = store.write_link(
        first.key, first.version, disposition=name, media_type="text/plain", lifetime=dt.timedelta(minutes=1)
    )
    given = requests.get(link, timeout=10)
    assert (given.status_code, given.content) == (200, b"first")
    assert given.headers["Content-Disposition"] == name
    assert requests.get(link.replace(first.version, "another"), timeout=10).status_code == 403


def test_a_link_ends(store: Store) -> None:
    """A link is refused when its time is over; without a link nobody reads."""
    stored = put(store)
    link = store.write_link(
        stored.key, stored.version, disposition="attachment", media_type="text/plain", lifetime=dt.timedelta(seconds=1)
    )
    time.sleep(2.1)
    assert requests.get(link, timeout=10).status_code == 403
    assert requests.get(link.partition("?")[0], timeout=10).status_code == 403


def test_a_lock_and_tags_are_read_back(store: Store) -> None:
    """Retention and tags set on a finished version are there when asked for."""
    stored, until = put(store), in_a(days=2)
    locked = store.lock(stored.key, stored.version, mode="GOVERNANCE", until=until, tags={"document": "a-1"})
    assert locked.mode == "GOVERNANCE"
    assert locked.retain_until is not None
    assert abs((locked.retain_until - until).total_seconds()) <= 1
    assert store.read_tags(stored.key, stored.version) == {"document": "a-1"}


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


def test_what_was_never_locked_can_be_removed_whole(store: Store) -> None:
    """Every version under a key goes, and nothing under a longer key."""
    stored = put(store)
    put(store, stored.key, b"again")
    neighbour = put(store, f"{stored.key}0", b"neighbour")
    store.remove(stored.key)
    assert store.find(stored.key) is None
    assert store.find(stored.key, stored.version) is None
    assert store.find(neighbour.key) is not None


def test_a_large_file_is_read_in_pieces(store: Store) -> None:
    """A file larger than any piece comes back whole and can be locked."""
    content = bytes(range(256)) * 36_000
    stored = put(store, content=content)
    pieces = list(store.read(stored.key, stored.version))
    assert len(pieces) > 20
    assert b"".join(pieces) == content
    store.lock(stored.key, stored.version, mode="GOVERNANCE", until=in_a(days=1), tags={"a": "b"})


def test_a_store_that_is_away_is_said_so() -> None:
    """Whatever is asked of a store that cannot be reached, the answer is `store_away`, and soon."""
    settings = DocumentsSettings("http://127.0.0.1:9", "http://127.0.0.1:9", "key", "secretsecret", "bucket")
    away = Store(settings)
    assert not away.is_up()
    for ask in (lambda: away.find("x"), lambda: list(away.read("x", "1")), away.prepare, lambda: away.remove("x")):
        with pytest.raises(Problem) as refused:
            ask()
        assert refused.value.code == "store_away"


def test_wrong_keys_are_no_outage() -> None:
    """A wrong secret is an error of its own, not an outage to wait for."""
    settings = read_store_settings("bucket")
    wrong = Store(
        DocumentsSettings(settings.s3_url, settings.s3_public_url, settings.s3_access_key, "wrong-secret", "bucket")
    )
    with pytest.raises(S3Error):
        list(wrong.read("x", "1"))


def test_a_lock_that_is_not_kept_is_noticed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that takes a lock or a hold and drops it in silence, as some do, is found out."""
    stored = put(store)
    monkeypatch.setattr(store._client, "set_object_retention", lambda *_, **__: None)
    monkeypatch.setattr(store._client, "enable_object_legal_hold", lambda *_, **__: None)
    with pytest.raises(NotInForceError):
        store.lock(stored.key, stored.version, mode="GOVERNANCE", until=in_a(days=1), tags={"a": "b"})
    with pytest.raises(NotInForceError):
        store.hold(stored.key, stored.version, on=True)
