"""The tests' object store: any S3 that CMMS_TEST_INSTANCE names, in a bucket of the tests' own."""

from __future__ import annotations

import os
import uuid
from functools import cache

import pytest
import requests

from services.documents.clients.store import Form, Store
from services.documents.settings import DocumentsSettings
from tests.conftest import read_instance


def read_store_settings(bucket: str) -> DocumentsSettings:
    """Give the tests' store, or skip what needs it when there is none."""
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
        s3_bucket=bucket,
    )


@cache
def shared_store() -> Store:
    """Give the store, with a bucket made once a test run."""
    store = Store(read_store_settings(f"tests-{uuid.uuid4().hex[:8]}"))
    store.prepare()
    return store


def send(form: Form | dict[str, object], content: bytes, *, file_name: str = "file") -> requests.Response:
    """Send a file by a form, as a browser does."""
    url = form.url if isinstance(form, Form) else str(form["url"])
    fields = form.fields if isinstance(form, Form) else form["fields"]
    return requests.post(url, data=fields, files={"file": (file_name, content)}, timeout=30)  # type: ignore[arg-type]
