"""What connects cases: persons, telephones, devices, vehicles, weapons, accounts, addresses, organisations, and their keys.

A key is what two records are compared by, however a clerk wrote it: `AFR-2021/435` and `afr 2021 435` are one registration.
Two cases that hold a record with the same key are linked by it; a name alone links nothing, it is heard in many spellings and
borne by many people, so it only makes one record a possible duplicate of another (`rules/matching.py`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from services.cases.rules.identifiers import normalise_cnic, normalise_phone
from services.cases.rules.identity import fold_digits
from services.cases.rules.spelling import fold, sound

ENTITY_KINDS: Final = ("person", "phone", "device", "vehicle", "weapon", "account", "address", "organisation")
ENTITY_ROLES: Final = (
    "suspect", "associate", "relative", "owner", "user", "financier", "beneficiary", "account_holder", "introducer",
    "used_in_offence", "recovered", "scene", "contacted", "other",
)  # fmt: skip
CERTAIN_KEYS: Final = ("cnic", "phone", "imei", "chassis", "iban", "fsl_match")
LIKELY_KEYS: Final = ("registration", "engine", "weapon", "account", "address", "organisation_number")
LINKING_KEYS: Final = CERTAIN_KEYS + LIKELY_KEYS
NAME_KEY: Final = "sound"
KEY_KINDS: Final = (*LINKING_KEYS, NAME_KEY)
NAMED_KINDS: Final = ("person", "organisation")

# What may be said of each kind; of the first ones in brackets at least one must be.
_FIELDS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "person": (("name",), ("father_name", "aliases", "cnic", "phone")),
    "phone": (("phone",), ()),
    "device": (("imei",), ()),
    "vehicle": (("registration", "chassis", "engine"), ()),
    "weapon": (("serial", "fsl_match", "weapon_type"), ("bore",)),
    "account": (("iban", "account_number"), ("bank",)),
    "address": (("address",), ()),
    "organisation": (("name",), ("aliases", "organisation_number", "phone")),
}
DETAILS: Final = tuple(dict.fromkeys(name for needed, more in _FIELDS.values() for name in (*needed, *more)))
_IBAN: Final = re.compile(r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$")
_PAKISTANI_IBAN: Final = re.compile(r"^PK[0-9]{2}[A-Z]{4}[A-Z0-9]{16}$")
_BANK: Final = re.compile(r"^[A-Z]{4}$")
_IMEI: Final = re.compile(r"^[0-9]{14,16}$")
_LETTERS_AND_DIGITS: Final = re.compile(r"[^A-Z0-9\u0621-\u06D3\u0750-\u077F]+")
_ADDRESS_WORDS: Final = {
    "h": "house", "hno": "house", "no": "", "number": "", "st": "street", "str": "street", "rd": "road", "blk": "block",
    "flt": "flat", "apt": "flat", "apartment": "flat", "sec": "sector", "ph": "phase", "near": "", "moh": "mohalla",
    "muhalla": "mohalla", "muhallah": "mohalla", "khi": "karachi", "hyd": "hyderabad",
}  # fmt: skip
_LEAST_SERIAL: Final = 3
_LEAST_ADDRESS_WORDS: Final = 3


@dataclass(slots=True)
class Reading:
    """A record as it was read: how it is shown, the keys it is found by, what is wrong, what is merely unusual."""

    label: str = ""
    keys: set[tuple[str, str]] = field(default_factory=set)
    faults: dict[str, list[str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def read_entity(kind: str, given: Mapping[str, Any]) -> Reading:
    """Read what a clerk wrote of a thing or person."""
    needed, more = _FIELDS[kind]
    reading = Reading()
    said = {name: value for name, value in given.items() if value}
    for name in said.keys() - {*needed, *more}:
        reading.faults[name] = [f"This is not said of the kind {kind}."]
    if not said.keys() & set(needed):
        reading.faults[needed[0]] = [f"Give {' or '.join(needed).replace('_', ' ')}."]
    for name in (*needed, *more):
        if name in said and name in _READERS:
            _READERS[name](reading, said[name], said)
    reading.label = _label(kind, said)
    return reading


def normalise_mark(text: str) -> str:
    """Give what is stamped on a plate, an engine or a weapon: letters and digits alone."""
    spread = unicodedata.normalize("NFKD", fold_digits(text)).upper()
    return _LETTERS_AND_DIGITS.sub("", spread)


def normalise_address(text: str) -> str:
    """Give an address' words, abbreviations written out, in an order that does not depend on the writer's."""
    words = (_ADDRESS_WORDS.get(word, word) for word in fold(text).split())
    return " ".join(sorted({word for word in words if word}))


def has_check_digit(imei: str) -> bool:
    """Tell whether the last of an IMEI's 15 digits fits the others (Luhn)."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(imei))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def has_check_digits(iban: str) -> bool:
    """Tell whether an IBAN's check digits fit (ISO 13616: the remainder by 97 is 1)."""
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def _mark(kind: str, field_name: str, sentence: str) -> Callable[[Reading, str, Mapping[str, Any]], None]:
    def read(reading: Reading, written: str, _said: Mapping[str, Any]) -> None:
        mark = normalise_mark(written)
        if len(mark) < _LEAST_SERIAL:
            reading.faults[field_name] = [sentence]
        else:
            reading.keys.add((kind, mark))

    return read


def _read_cnic(reading: Reading, written: str, _said: Mapping[str, Any]) -> None:
    cnic = normalise_cnic(written)
    if cnic is None:
        reading.faults["cnic"] = ["A CNIC has 13 digits, such as 42101-1234567-1."]
    else:
        reading.keys.add(("cnic", cnic))


def _read_phone(reading: Reading, written: str, _said: Mapping[str, Any]) -> None:
    phone = normalise_phone(written)
    if phone is None:
        reading.faults["phone"] = ["Write a number such as 0300-1234567, or +44… for one abroad."]
    else:
        reading.keys.add(("phone", phone))


def _read_imei(reading: Reading, written: str, _said: Mapping[str, Any]) -> None:
    imei = re.sub(r"[\s\-/.]", "", fold_digits(written))
    if not _IMEI.match(imei):
        reading.faults["imei"] = ["An IMEI has 15 digits (14 without its check digit)."]
        return
    reading.keys.add(("imei", imei[:14]))
    if len(imei) == 15 and not has_check_digit(imei):
        reading.warnings.append("imei_check_digit_disagrees")


def _read_iban(reading: Reading, written: str, _said: Mapping[str, Any]) -> None:
    iban = re.sub(r"[\s\-]", "", fold_digits(written)).upper()
    is_pakistani = iban.startswith("PK")
    if not (_PAKISTANI_IBAN if is_pakistani else _IBAN).match(iban):
        reading.faults["iban"] = [
            "An IBAN of Pakistan is PK, 2 digits, 4 letters of the bank and 16 letters or digits."
        ]
        return
    reading.keys.add(("iban", iban))
    if is_pakistani and (number := iban[8:].lstrip("0")):
        reading.keys.add(("account", f"{iban[4:8]} {number}"))
    if not has_check_digits(iban):
        reading.warnings.append("iban_check_digits_disagree")


def _read_account(reading: Reading, written: str, said: Mapping[str, Any]) -> None:
    number = normalise_mark(written).lstrip("0")
    if len(number) < _LEAST_SERIAL:
        reading.faults["account_number"] = ["Write the account's number as the bank does."]
    bank = fold_digits(str(said.get("bank", ""))).strip().upper()
    if not _BANK.match(bank):
        reading.faults["bank"] = ["Write the bank's four letters as in an IBAN, such as SCBL or HABB."]
    if not reading.faults.keys() & {"bank", "account_number"}:
        reading.keys.add(("account", f"{bank} {number}"))


def _read_serial(reading: Reading, written: str, said: Mapping[str, Any]) -> None:
    serial = normalise_mark(written)
    if len(serial) < _LEAST_SERIAL:
        reading.faults["serial"] = ["Write the number stamped on the weapon; leave it out when it was rubbed off."]
    # The same number is stamped on weapons of several makers: only with its bore it is a key.
    elif bore := normalise_mark(str(said.get("bore", ""))).removesuffix("BORE"):
        reading.keys.add(("weapon", f"{bore} {serial}"))


def _read_address(reading: Reading, written: str, _said: Mapping[str, Any]) -> None:
    address = normalise_address(written)
    if len(address.split()) >= _LEAST_ADDRESS_WORDS:
        reading.keys.add(("address", address))


def _read_name(reading: Reading, written: str, _said: Mapping[str, Any]) -> None:
    heard = sound(written)
    if not heard:
        reading.faults["name"] = ["Write the name in Latin, Urdu or Sindhi letters."]
    else:
        reading.keys.add((NAME_KEY, heard))


def _read_aliases(reading: Reading, written: list[str], _said: Mapping[str, Any]) -> None:
    for alias in written:
        if heard := sound(alias):
            reading.keys.add((NAME_KEY, heard))


_READERS: Final[dict[str, Callable[[Reading, Any, Mapping[str, Any]], None]]] = {
    "name": _read_name,
    "aliases": _read_aliases,
    "cnic": _read_cnic,
    "phone": _read_phone,
    "imei": _read_imei,
    "registration": _mark("registration", "registration", "Write the plate, such as AFR-435."),
    "chassis": _mark("chassis", "chassis", "Write the chassis number as stamped."),
    "engine": _mark("engine", "engine", "Write the engine number as stamped."),
    "serial": _read_serial,
    "fsl_match": _mark("fsl_match", "fsl_match", "Write the laboratory's number of the match."),
    "iban": _read_iban,
    "account_number": _read_account,
    "address": _read_address,
    "organisation_number": _mark("organisation_number", "organisation_number", "Write the SECP or NTN number."),
}


def _label(kind: str, said: Mapping[str, Any]) -> str:
    if kind == "weapon":
        return " ".join(str(said[name]) for name in ("weapon_type", "bore", "serial", "fsl_match") if name in said)
    if kind == "account":
        return str(said.get("iban") or f"{said.get('bank', '')} {said.get('account_number', '')}".strip())
    return next((str(said[name]) for name in _FIELDS[kind][0] if name in said), "")
