"""The documents' worker: takes out the text of files, compares large ones, removes refused ones, reads cases anew.

Start: `python -m services.documents.workers.extractor`. One piece of work a step, the most awaited first; several of these
processes may run side by side, each claims its own work.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from typing import Final

from minio.error import S3Error
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answering import Equipment
from services.common.errors import Problem
from services.common.leasing import patiently, renewing
from services.common.logs import get_log
from services.common.working import run_worker
from services.documents.clients.store import Store
from services.documents.settings import read_settings
from services.documents.usecases import expiring, extracting, references
from services.documents.usecases.extracting import Page, Work, fold_pages
from services.documents.usecases.verifying import verify_upload
from services.documents.workers.reading import Limits, NotReadableError, read_pages

LIMITS: Final = Limits()
_SELF: Final = Actor(id="service:documents")

log = get_log(__name__)


@cache
def open_store() -> Store:
    """Open the store the environment names, once; without a bucket that locks what lies in it nothing is done."""
    store = Store(read_settings())
    store.require_lock()
    return store


def step(equipment: Equipment) -> bool:
    """Do one piece of work; give whether there may be more."""
    store = open_store()
    return (
        compare_arrived(equipment, store)
        or extract_text(equipment, store)
        or remove_left_over(equipment, store)
        or read_wanted_case(equipment)
    )


def compare_arrived(equipment: Equipment, store: Store) -> bool:
    """Compare one large file with what was announced."""
    with equipment.database.transaction() as session:
        work = extracting.claim_arrived(session)
    if work is None:
        return False
    try:
        with _holding(equipment, work):
            verify_upload(equipment.database, store, _SELF, work.document_id, work.number)
    except Problem as problem:
        if problem.kind == "unavailable":
            _give_back(equipment, work)
            raise
        log.info("upload_refused", document_id=str(work.document_id), version=work.number, code=problem.code)
    return True


def extract_text(equipment: Equipment, store: Store, limits: Limits = LIMITS) -> bool:
    """Take the text out of one file."""
    with equipment.database.transaction() as session:
        work = extracting.claim_unread(session)
    if work is None:
        return False
    try:
        with _holding(equipment, work):
            pages = _read(store, work, limits)
    except NotReadableError as error:
        log.info("text_not_readable", document_id=str(work.document_id), version=work.number, reason=error.reason)
        reason = error.reason
        patiently(lambda: _in_transaction(equipment, lambda session: extracting.fail_text(session, work, reason)))
    except Problem:
        _give_back(equipment, work)
        raise
    else:
        patiently(lambda: _in_transaction(equipment, lambda session: extracting.keep_text(session, work, pages)))
    return True


def _in_transaction(equipment: Equipment, step: Callable[[Session], None]) -> None:
    with equipment.database.transaction() as session:
        step(session)


def _holding(equipment: Equipment, work: Work) -> AbstractContextManager[None]:
    """Hold what was claimed while it is worked on."""
    every = extracting.LEASE.total_seconds() / 3
    return renewing(lambda: _in_transaction(equipment, lambda session: extracting.renew(session, work)), every=every)


def _read(store: Store, work: Work, limits: Limits) -> list[Page]:
    digest = hashlib.sha256()
    with tempfile.TemporaryFile() as file:
        for chunk in store.read(work.object_key, work.object_version or ""):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        if digest.hexdigest() != work.sha256:
            log.error("stored_file_changed", document_id=str(work.document_id), version=work.number)
            raise NotReadableError("stored_file_changed")
        return fold_pages(read_pages(file, work.media_type, limits))


def _give_back(equipment: Equipment, work: Work) -> None:
    patiently(lambda: _in_transaction(equipment, lambda session: extracting.give_back(session, work)))


def remove_left_over(equipment: Equipment, store: Store) -> bool:
    """Remove one file that was not taken from the store."""
    with equipment.database.transaction() as session:
        version = expiring.find_left_over(session)
    if version is None:
        return False
    try:
        store.remove(version.object_key)
    except S3Error as error:
        # It was locked before its confirmation failed: it stays until the lock ends, without a link to it.
        log.warning("left_over_stays", document_id=str(version.document_id), version=version.number, code=error.code)
    with equipment.database.transaction() as session:
        expiring.mark_removed(session, version)
    return True


def read_wanted_case(equipment: Equipment) -> bool:
    """Read one case anew that an event spoke of."""
    with equipment.database.reading() as session:
        case_id = references.find_wanted(session)
    if case_id is None:
        return False
    try:
        if references.refresh_case(equipment.database, equipment.caller, case_id):
            return True
    except Problem as problem:
        if problem.kind != "not_found":
            raise
        with equipment.database.transaction() as session:
            references.forget_case(session, case_id)
        return True
    with equipment.database.transaction() as session:
        references.postpone(session, case_id)
    return False


def main() -> None:
    """Run the worker; stop at once, naming what is missing, when the store's settings are not there."""
    read_settings()
    run_worker("documents", "extractor", step)


if __name__ == "__main__":
    main()
