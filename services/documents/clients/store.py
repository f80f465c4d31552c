"""The object store, spoken to as S3: any server that passes `test_store_contract.py` and `test_store_locks.py` will do.

What differs between servers, and how it is met here: retention, hold and tags are set on the finished version and read
back, never given with an upload (some servers drop them there in silence); retention is read from the HEAD answer (the
SDK cannot parse every server's dates); ETags are not relied on (after a multipart upload they are no checksum).
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import urllib3
from minio import Minio
from minio.commonconfig import Tags
from minio.datatypes import PostPolicy
from minio.error import InvalidResponseError, S3Error, ServerError
from minio.retention import Retention

from services.common.errors import Problem
from services.documents.settings import DocumentsSettings

CHUNK: Final = 256 * 1024
_REGION: Final = "us-east-1"
_AT_WORK: Final = (
    "SlowDown",
    "ServiceUnavailable",
    "InternalError",
    "RequestTimeout",
    "XMinioServerNotInitialized",
    "OperationAborted",
)
_IN_THE_WAY: Final = "OperationAborted"
_PAUSES: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
_MISSING: Final = ("NoSuchKey", "NoSuchVersion", "NotFound", "MethodNotAllowed")
_NOT_PREPARED: Final = ("NoSuchBucket", "ObjectLockConfigurationNotFoundError")


class NotInForceError(Exception):
    """The store took a lock or a hold, but does not keep it."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a browser sends one file: POST `fields` as multipart/form-data to `url`, the file last, as `file`."""

    url: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Stored:
    """One version of an object as the store describes it."""

    key: str
    version: str
    size: int
    mode: str | None
    retain_until: dt.datetime | None
    is_held: bool


class Store:
    """The bucket in which the documents lie."""

    def __init__(self, settings: DocumentsSettings) -> None:
        """Take the settings; nothing is connected before it is used."""
        self._bucket = settings.s3_bucket
        self._public_url = settings.s3_public_url.rstrip("/")
        self._client = _open(settings, settings.s3_url)
        self._public = _open(settings, settings.s3_public_url)

    def require_lock(self) -> None:
        """Raise unless the bucket is there and keeps versions and locks: they can only be switched on when it is made."""
        try:
            with _speaking():
                versions = self._client.get_bucket_versioning(self._bucket).status
                self._client.get_object_lock_config(self._bucket)
        except S3Error as error:
            if error.code not in _NOT_PREPARED:
                raise
            raise NotInForceError(f"the bucket {self._bucket} is not prepared: {error.code}") from error
        if versions != "Enabled":
            raise NotInForceError(f"the bucket {self._bucket} does not keep versions")

    def write_form(self, key: str, *, size: int, media_type: str, until: dt.datetime) -> Form:
        """Write the form by which exactly `size` bytes may be sent to one key until an instant; no call to the store."""
        policy = PostPolicy(self._bucket, until)
        policy.add_equals_condition("key", key)
        policy.add_equals_condition("Content-Type", media_type)
        policy.add_content_length_range_condition(size, size)
        signed: dict[str, str] = self._public.presigned_post_policy(policy)
        return Form(f"{self._public_url}/{self._bucket}", {"key": key, "Content-Type": media_type, **signed})

    def write_link(self, key: str, version: str, *, disposition: str, media_type: str, lifetime: dt.timedelta) -> str:
        """Write a link to exactly one version, under the name it is to be saved as; no call to the store."""
        link: str = self._public.presigned_get_object(
            self._bucket, key, expires=lifetime, version_id=version,
            response_headers={
                "response-content-disposition": disposition, "response-content-type": media_type,
                "response-cache-control": "private, no-store",
            },
        )  # fmt: skip
        return link

    def find(self, key: str, version: str | None = None) -> Stored | None:
        """Give the newest version under a key, or the named one; None when there is none."""
        with _speaking():
            try:
                return _describe(key, self._client.stat_object(self._bucket, key, version_id=version))
            except S3Error as error:
                if error.code in _MISSING:
                    return None
                raise

    def read(self, key: str, version: str) -> Iterator[bytes]:
        """Read one version in chunks; between them others get their turn, also where threads are green."""
        with _speaking():
            answer = self._client.get_object(self._bucket, key, version_id=version)
            try:
                for chunk in answer.stream(CHUNK):
                    yield chunk
                    time.sleep(0)
            finally:
                answer.close()
                answer.release_conn()

    def lock(self, key: str, version: str, *, mode: str, until: dt.datetime, tags: dict[str, str]) -> Stored:
        """Lock a version until an instant and tag it; raise NotInForceError unless the store says that it is so."""
        labels = Tags(for_object=True)
        labels.update(tags)
        with _speaking():
            before = _describe(key, self._client.stat_object(self._bucket, key, version_id=version))
            if not _is_locked(before, mode, until):
                _insist(
                    self._client.set_object_retention, self._bucket, key, Retention(mode, until), version_id=version
                )
            _insist(self._client.set_object_tags, self._bucket, key, labels, version_id=version)
            after = _describe(key, self._client.stat_object(self._bucket, key, version_id=version))
        if not _is_locked(after, mode, until):
            raise NotInForceError(f"retention is not in force on {key}: {after.mode} until {after.retain_until}")
        return after

    def hold(self, key: str, version: str, *, on: bool) -> None:
        """Put a legal hold on a version, or lift it; raise NotInForceError unless the store says that it is so."""
        with _speaking():
            change = self._client.enable_object_legal_hold if on else self._client.disable_object_legal_hold
            _insist(change, self._bucket, key, version_id=version)
            after = _describe(key, self._client.stat_object(self._bucket, key, version_id=version))
        if after.is_held is not on:
            raise NotInForceError(f"legal hold is not {'on' if on else 'off'} on {key}")

    def read_tags(self, key: str, version: str) -> dict[str, str]:
        """Give a version's tags."""
        with _speaking():
            return dict(self._client.get_object_tags(self._bucket, key, version_id=version) or {})

    def remove(self, key: str) -> None:
        """Remove every version under a key that was never locked; raises S3Error when one is."""
        with _speaking():
            for found in self._client.list_objects(self._bucket, prefix=key, include_version=True):
                if found.object_name == key:
                    self._client.remove_object(self._bucket, key, version_id=found.version_id)


def _open(settings: DocumentsSettings, url: str) -> Minio:
    parts = urlsplit(url)
    # A quick answer or none: the caller waits for an HTTP answer itself.
    pool = urllib3.PoolManager(
        maxsize=20, timeout=urllib3.Timeout(connect=2, read=10),
        retries=urllib3.Retry(total=2, backoff_factor=0.2, status_forcelist=(500, 502, 503, 504)),
    )  # fmt: skip
    return Minio(
        endpoint=parts.netloc, access_key=settings.s3_access_key, secret_key=settings.s3_secret_key,
        secure=parts.scheme == "https", region=_REGION, http_client=pool,
    )  # fmt: skip


def _insist(change: Callable[..., Any], *arguments: Any, **options: Any) -> None:
    """Change a version in the store; while somebody else is changing it, wait a little and try again."""
    for pause in _PAUSES:
        try:
            change(*arguments, **options)
        except S3Error as error:
            if error.code != _IN_THE_WAY:
                raise
            time.sleep(pause)
        else:
            return
    change(*arguments, **options)


@contextmanager
def _speaking() -> Iterator[None]:
    """Say `store_away` for everything that means that the store cannot be reached or is not itself."""
    away = Problem("unavailable", "store_away", "The document store cannot be reached just now. Try again shortly.")
    try:
        yield
    except (urllib3.exceptions.HTTPError, ServerError, InvalidResponseError, OSError) as error:
        raise away from error
    except S3Error as error:
        if error.code in _AT_WORK:
            raise away from error
        raise


def _describe(key: str, found: Any) -> Stored:
    until = found.metadata.get("x-amz-object-lock-retain-until-date")
    return Stored(
        key=key,
        version=found.version_id,
        size=found.size,
        mode=found.metadata.get("x-amz-object-lock-mode"),
        retain_until=dt.datetime.fromisoformat(until) if until else None,
        is_held=found.metadata.get("x-amz-object-lock-legal-hold") == "ON",
    )


def _is_locked(found: Stored, mode: str, until: dt.datetime) -> bool:
    # Stores keep whole seconds; a longer or stricter lock than asked for is in force as well.
    modes = ("COMPLIANCE",) if mode == "COMPLIANCE" else ("COMPLIANCE", "GOVERNANCE")
    reached = found.retain_until is not None and found.retain_until >= until - dt.timedelta(seconds=1)
    return found.mode in modes and reached
