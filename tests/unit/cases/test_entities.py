"""The keys that records of persons and things are found by, however they were written, and what is wrong with them."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.entities import (
    CERTAIN_KEYS,
    DETAILS,
    ENTITY_KINDS,
    LIKELY_KEYS,
    LINKING_KEYS,
    NAME_KEY,
    has_check_digit,
    has_check_digits,
    normalise_address,
    normalise_mark,
    read_entity,
)

SAME: tuple[tuple[str, dict[str, Any], dict[str, Any], str], ...] = (
    ("person", {"name": "Ali", "cnic": "42101-1234567-1"}, {"name": "Ali", "cnic": "۴۲۱۰۱۱۲۳۴۵۶۷۱"}, "cnic"),
    ("person", {"name": "Mohd Ali"}, {"name": "Sajjad", "aliases": ["محمد علی"]}, NAME_KEY),
    ("person", {"name": "A", "phone": "0300 1234567"}, {"name": "B", "phone": "+92-300-1234567"}, "phone"),
    ("phone", {"phone": "03001234567"}, {"phone": "00923001234567"}, "phone"),
    ("device", {"imei": "49-015420-323751-8"}, {"imei": "490154203237518"}, "imei"),
    ("device", {"imei": "490154203237518"}, {"imei": "49015420323751"}, "imei"),
    ("device", {"imei": "4901542032375101"}, {"imei": "۴۹۰۱۵۴۲۰۳۲۳۷۵۱۸"}, "imei"),
    ("vehicle", {"registration": "AFR-435"}, {"registration": "afr 435"}, "registration"),
    ("vehicle", {"chassis": "NZE120-123"}, {"registration": "ABC-1", "chassis": "nze 120 123"}, "chassis"),
    ("vehicle", {"engine": "2NZ/99"}, {"engine": "2nz99"}, "engine"),
    ("weapon", {"serial": "A-1234", "bore": "30"}, {"serial": "a1234", "bore": "30-bore"}, "weapon"),
    ("weapon", {"fsl_match": "FSL/SPH/77"}, {"weapon_type": "pistol", "fsl_match": "FSL SPH 77"}, "fsl_match"),
    ("account", {"iban": "PK36 SCBL 0000 0011 2345 6702"}, {"iban": "pk36scbl0000001123456702"}, "iban"),
    ("account", {"iban": "PK36SCBL0000001123456702"}, {"bank": "scbl", "account_number": "00-1123456702"}, "account"),
    ("address", {"address": "House No. 5, Street 12, Gulshan"}, {"address": "St 12 Gulshan H # 5"}, "address"),
    ("address", {"address": "Blk 13-D, Gulshan-e-Iqbal"}, {"address": "Gulshan e Iqbal, Block 13 D"}, "address"),
    ("organisation", {"name": "X", "organisation_number": "NTN 123-4"}, {"name": "Y", "organisation_number": "ntn1234"},
     "organisation_number"),
)  # fmt: skip
APART: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
    ("vehicle", {"registration": "AFR-435"}, {"registration": "AFR-436"}),
    ("weapon", {"serial": "A1234", "bore": "30"}, {"serial": "A1234", "bore": "9mm"}),
    ("weapon", {"serial": "A1234"}, {"serial": "A1234"}),
    ("account", {"bank": "SCBL", "account_number": "12345"}, {"bank": "HABB", "account_number": "12345"}),
    ("address", {"address": "Karachi"}, {"address": "Karachi"}),
    ("vehicle", {"registration": "ABC-123"}, {"chassis": "ABC123"}),
)
WRONG: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("person", {"name": "Ali", "cnic": "42101-123456-1"}, "cnic"), ("person", {}, "name"),
    ("person", {"name": "Ali", "iban": "PK36SCBL0000001123456702"}, "iban"), ("person", {"name": "—"}, "name"),
    ("phone", {"phone": "12"}, "phone"), ("phone", {}, "phone"), ("device", {"imei": "1234"}, "imei"),
    ("vehicle", {}, "registration"), ("vehicle", {"registration": "--"}, "registration"),
    ("vehicle", {"chassis": "7"}, "chassis"), ("weapon", {"serial": "x"}, "serial"), ("weapon", {"bore": "30"}, "serial"),
    ("account", {"iban": "PK36SCBL1"}, "iban"), ("account", {"iban": "DE00"}, "iban"),
    ("account", {"account_number": "1"}, "account_number"), ("account", {"account_number": "12345"}, "bank"),
    ("account", {"account_number": "12345", "bank": "Standard"}, "bank"), ("address", {}, "address"),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "one", "other", "key"), SAME)
def test_spellings_of_a_thing_have_one_key(kind: str, one: dict[str, Any], other: dict[str, Any], key: str) -> None:
    """Plates, numbers, accounts and names, from whatever keyboard."""
    first, second = read_entity(kind, one), read_entity(kind, other)
    assert first.faults == second.faults == {}
    assert key in {kind for kind, _ in first.keys & second.keys}


@pytest.mark.parametrize(("kind", "one", "other"), APART)
def test_other_things_share_no_key(kind: str, one: dict[str, Any], other: dict[str, Any]) -> None:
    """A weapon's number without its bore, a city without a street, and another bank's account are no keys."""
    assert not read_entity(kind, one).keys & read_entity(kind, other).keys


@pytest.mark.parametrize(("kind", "given", "field"), WRONG)
def test_what_cannot_be_is_refused_by_its_field(kind: str, given: dict[str, Any], field: str) -> None:
    """Each with a sentence."""
    faults = read_entity(kind, given).faults
    assert field in faults
    assert all(sentence.endswith(".") for sentences in faults.values() for sentence in sentences)


def test_check_digits_that_disagree_are_a_warning() -> None:
    """Telephones' numbers are altered by thieves, and memos have misprints: both are recorded as they are."""
    assert read_entity("device", {"imei": "490154203237519"}).warnings == ["imei_check_digit_disagrees"]
    assert read_entity("device", {"imei": "490154203237518"}).warnings == []
    assert read_entity("account", {"iban": "PK37SCBL0000001123456702"}).warnings == ["iban_check_digits_disagree"]
    assert read_entity("account", {"iban": "GB82WEST12345698765432"}).warnings == []
    assert {kind for kind, _ in read_entity("account", {"iban": "GB82WEST12345698765432"}).keys} == {"iban"}


@pytest.mark.parametrize(
    ("kind", "given", "label"),
    [
        ("person", {"name": "Ali", "cnic": "4210112345671"}, "Ali"), ("vehicle", {"chassis": "NZE1"}, "NZE1"),
        ("weapon", {"weapon_type": "pistol", "bore": "30", "serial": "A123"}, "pistol 30 A123"),
        ("account", {"bank": "SCBL", "account_number": "12345"}, "SCBL 12345"), ("phone", {"phone": "0300-1"}, "0300-1"),
    ],
)  # fmt: skip
def test_a_record_is_shown_as_it_was_written(kind: str, given: dict[str, Any], label: str) -> None:
    """By what identifies it best."""
    assert read_entity(kind, given).label == label


@given(
    st.sampled_from(ENTITY_KINDS), st.dictionaries(st.sampled_from([d for d in DETAILS if d != "aliases"]), st.text())
)
def test_any_text_is_read_or_refused(kind: str, given_text: dict[str, str]) -> None:
    """Reading never fails, gives keys of the known kinds only, and none is empty."""
    reading = read_entity(kind, given_text)
    assert all(key in (*LINKING_KEYS, NAME_KEY) and value.strip() == value != "" for key, value in reading.keys)


@given(st.text())
def test_marks_and_addresses_are_kept_as_they_are(text: str) -> None:
    """Normalising twice changes nothing."""
    assert normalise_mark(normalise_mark(text)) == normalise_mark(text)
    assert normalise_address(normalise_address(text)) == normalise_address(text)


@given(st.text("0123456789", min_size=14, max_size=14))
def test_exactly_one_check_digit_fits(digits: str) -> None:
    """Of an IMEI's ten."""
    assert sum(has_check_digit(digits + last) for last in "0123456789") == 1


@given(st.text("0123456789", min_size=16, max_size=16))
def test_one_digit_changed_in_an_iban_shows(number: str) -> None:
    """Of the hundred pairs of check digits one or two fit (97 divides them), and never both of two neighbours."""
    fitting = [pair for pair in range(100) if has_check_digits(f"PK{pair:02}SCBL{number}")]
    assert 1 <= len(fitting) <= 2
    assert all(later - earlier == 97 for earlier, later in itertools.pairwise(fitting))


def test_certain_and_likely_keys_are_distinct() -> None:
    """Each key that links is one or the other; a name is neither."""
    assert not set(CERTAIN_KEYS) & set(LIKELY_KEYS)
    assert NAME_KEY not in LINKING_KEYS
