"""The tests' object store: any S3 that CMMS_TEST_INSTANCE names."""

from __future__ import annotations

import datetime as dt
import os
import uuid
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
import requests
from minio.error import S3Error

from deploy.native.bucket import make_bucket, open_store
from services.documents.clients.store import Form, Store, Stored
from services.documents.settings import DocumentsSettings
from tests.conftest import read_instance


def read_store_settings(bucket: str | None = None) -> DocumentsSettings:
    """Give the tests' store and its bucket, or another bucket; skip what needs it when there is none."""
    found = read_instance()
    if "s3_url" not in found:
        if os.environ.get("CI"):
            pytest.fail("no object store for the tests: run them by ./cmms test")
        pytest.skip("needs an object store: run by ./cmms test, or name one in CMMS_TEST_INSTANCE")
    return DocumentsSettings(
        s3_url=found["s3_url"],
        s3_public_url=found["s3_url"].replace("127.0.0.1", "localhost"),
        s3_access_key=found["s3_access_key"],
        s3_secret_key=found["s3_secret_key"],
        s3_bucket=bucket or found["s3_bucket"],
    )


def read_origins() -> tuple[str, ...]:
    """Give the addresses of the pages from which browsers send files."""
    page = str(read_instance().get("gateway_url", "https://cmms.example"))
    return page, page.replace("127.0.0.1", "localhost")


@cache
def shared_store() -> Store:
    """Give the store, its bucket made as every installation makes it. A user may have few buckets, so the tests share one."""
    settings = read_store_settings()
    client = open_store(settings.s3_url, settings.s3_access_key, settings.s3_secret_key)
    make_bucket(client, settings.s3_bucket, read_origins())
    return Store(settings)


def send(form: Form | Mapping[str, Any], content: bytes, *, file_name: str = "file") -> requests.Response:
    """Send a file by a form, as a browser does."""
    url = form.url if isinstance(form, Form) else str(form["url"])
    fields = form.fields if isinstance(form, Form) else form["fields"]
    return requests.post(url, data=fields, files={"file": (file_name, content)}, timeout=30)


CONTENT = "ملزم نے اعتراف کیا\n".encode()


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
        return str(error.code)
    return None
