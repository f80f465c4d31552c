"""What any S3 server must do for us. Run it against a server before its first document: CMMS_TEST_INSTANCE names the server."""

from __future__ import annotations

import datetime as dt
import time
import uuid

import pytest
import requests
from minio.error import S3Error

from services.common.errors import Problem
from services.documents.clients.store import Store
from services.documents.settings import DocumentsSettings
from tests.integration.documents.stores import (
    CONTENT,
    in_a,
    put,
    read_origins,
    read_store_settings,
    send,
)


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
    assert send(form, b"four").status_code in (400, 403)
    for name, value in (("key", "contract/elsewhere"), ("Content-Type", "text/html")):
        changed = {"url": form.url, "fields": {**form.fields, name: value}}
        assert send(changed, b"12345").status_code == 403, name
    assert store.find(key) is None


def test_a_form_cannot_be_rewritten(store: Store) -> None:
    """Whoever changes a signed form, its end, its bounds or its signature, is refused; so is who has no form at all."""
    key = f"contract/{uuid.uuid4()}"
    form = store.write_form(key, size=5, media_type="text/plain", until=in_a(minutes=1))
    other = store.write_form(key, size=50, media_type="text/plain", until=in_a(days=1))
    for name in ("policy", "x-amz-signature"):
        changed = {"url": form.url, "fields": {**form.fields, name: other.fields[name]}}
        assert send(changed, b"12345").status_code == 403, name
    bare = {"url": form.url, "fields": {"key": key, "Content-Type": "text/plain"}}
    assert send(bare, b"12345").status_code in (400, 403)
    assert store.find(key) is None


def test_a_browser_may_send_and_fetch_from_the_platforms_pages(store: Store) -> None:
    """The preflight of a browser is answered for the platform's own pages: sending by a form, fetching by a link."""
    form = store.write_form("contract/preflight", size=5, media_type="text/plain", until=in_a(minutes=1))
    for origin in read_origins():
        for method in ("POST", "GET"):
            asked = {"Origin": origin, "Access-Control-Request-Method": method}
            answer = requests.options(form.url, headers=asked, timeout=10)
            assert answer.status_code in (200, 204)
            assert answer.headers["Access-Control-Allow-Origin"] in (origin, "*")
            assert method in answer.headers["Access-Control-Allow-Methods"]


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
    for tampered in (
        link.replace(first.version, "another"),
        link.replace(first.key, "contract/other"),
        link.replace("X-Amz-Expires=60", "X-Amz-Expires=600"),
        link.replace("x.txt", "y.txt"),
    ):
        assert tampered != link
        assert requests.get(tampered, timeout=10).status_code == 403, tampered


def test_a_link_ends(store: Store) -> None:
    """A link is refused when its time is over; without a link nobody reads."""
    stored = put(store)
    link = store.write_link(
        stored.key, stored.version, disposition="attachment", media_type="text/plain", lifetime=dt.timedelta(seconds=1)
    )
    time.sleep(2.1)
    assert requests.get(link, timeout=10).status_code == 403
    assert requests.get(link.partition("?")[0], timeout=10).status_code == 403


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
    for ask in (lambda: away.find("x"), lambda: list(away.read("x", "1")), away.require_lock, lambda: away.remove("x")):
        with pytest.raises(Problem) as refused:
            ask()
        assert refused.value.code == "store_away"


def test_wrong_keys_are_no_outage() -> None:
    """A wrong secret is an error of its own, not an outage to wait for."""
    settings = read_store_settings()
    wrong = Store(
        DocumentsSettings(settings.s3_url, settings.s3_public_url, settings.s3_access_key, "wrong-secret", "bucket")
    )
    with pytest.raises(S3Error):
        list(wrong.read("x", "1"))
