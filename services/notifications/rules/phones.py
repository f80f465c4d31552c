"""Phone numbers: E.164 beside what was typed. Urdu digits are read; Pakistan is assumed where no country is given."""

from __future__ import annotations

import phonenumbers

COUNTRY = "PK"


def normalise_phone(typed: str) -> str | None:
    """Give the number as E.164 (`+923001234567`), or None when it is no possible number."""
    try:
        number = phonenumbers.parse(typed, COUNTRY)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    written: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return written


def takes_messages(phone: str) -> bool:
    """Tell whether a number can take short messages: landlines cannot."""
    kind = phonenumbers.number_type(phonenumbers.parse(phone))
    return bool(kind != phonenumbers.PhoneNumberType.FIXED_LINE)
