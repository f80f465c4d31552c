"""The client's codec against itself, against another's, and against anything at all."""

from __future__ import annotations

import contextlib

import pytest
from aiosmpplib.protocol import SubmitSm, SubmitSmResp
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.clients import smpp_pdu as wire
from services.notifications.clients.smpp_pdu import NotAPduError, Pdu, decode, encode, read_length

words = st.text(st.characters(min_codepoint=1, max_codepoint=255), max_size=20)
octets = st.integers(0, 255)


@given(
    st.sampled_from([wire.SUBMIT_SM, wire.DELIVER_SM]),
    st.integers(1, 0x7FFFFFFF),
    st.fixed_dictionaries(
        {
            "source_addr": words,
            "destination_addr": words,
            "esm_class": octets,
            "data_coding": octets,
            "short_message": st.binary(max_size=254),
        }
    ),
    st.dictionaries(st.integers(0, 0xFFFF), st.binary(max_size=50), max_size=4),
)
def test_units_round_trip(command: int, sequence: int, fields: dict[str, object], options: dict[int, bytes]) -> None:
    """What is written is read back, with its optional parameters."""
    read = decode(encode(Pdu(command, sequence, 0, fields, options)))  # type: ignore[arg-type]

    assert (read.command, read.sequence, read.status, read.options) == (command, sequence, 0, options)
    assert {name: read.fields[name] for name in fields} == fields


@given(st.binary(max_size=200))
def test_anything_is_a_unit_or_refused(body: bytes) -> None:
    """Bytes from outside are read or refused, never more than that."""
    for command in (wire.SUBMIT_SM, wire.DELIVER_SM, wire.QUERY_SM | wire.RESPONSE, 0x99):
        header = (16 + len(body)).to_bytes(4, "big") + command.to_bytes(4, "big") + bytes(8)
        with contextlib.suppress(NotAPduError):
            assert decode(header + body).command == command


def test_another_library_reads_what_we_write() -> None:
    """An independent SMPP library reads our submission as we meant it."""
    fields: dict[str, str | int | bytes] = {
        "source_addr_ton": 5, "source_addr": "CMMS", "dest_addr_ton": 1, "dest_addr_npi": 1,
        "destination_addr": "923000000101", "registered_delivery": 1, "data_coding": 8,
        "short_message": "سماعت".encode("utf-16-be"),
    }  # fmt: skip
    unit = encode(Pdu(wire.SUBMIT_SM, 7, 0, fields, {wire.USER_MESSAGE_REFERENCE: b"\x01\x02"}))
    read = SubmitSm.from_pdu(unit, SubmitSm.parse_header(unit[:16]), "gsm0338")

    assert read.sequence_num == 7
    assert read.source.number == "CMMS"
    assert read.destination.number == "923000000101"
    assert read.short_message == "سماعت"


def test_we_read_what_another_library_writes() -> None:
    """We read an independent library's answer."""
    read = decode(SubmitSmResp(sequence_num=9, message_id="abc").pdu())

    assert (read.command, read.sequence, read.text("message_id")) == (wire.SUBMIT_SM | wire.RESPONSE, 9, "abc")


def test_what_does_not_fit_is_refused() -> None:
    """Zero octets in text, long messages and impossible lengths are refused before they are sent, or when they come."""
    with pytest.raises(ValueError, match="zero octet"):
        encode(Pdu(wire.SUBMIT_SM, 1, 0, {"source_addr": "a\x00b"}))
    with pytest.raises(ValueError, match="254"):
        encode(Pdu(wire.SUBMIT_SM, 1, 0, {"short_message": b"x" * 255}))
    for header in (b"\x00\x00\x00\x0f", b"\x7f\xff\xff\xff"):
        with pytest.raises(NotAPduError):
            read_length(header)
    with pytest.raises(NotAPduError, match="length is wrong"):
        decode(bytes(20))
    with pytest.raises(NotAPduError, match="shorter"):
        decode(b"")


def test_a_refusal_without_fields_is_read() -> None:
    """Centres refuse with the bare header: fields read as empty then."""
    read = decode(encode(Pdu(wire.ENQUIRE_LINK, 1, 0x58)))

    assert (read.status, read.text("message_id"), read.number("message_state"), read.octets("short_message")) == (
        0x58, "", 0, b"",
    )  # fmt: skip
    assert read.option_text(1) is None
    assert read.option_number(1) is None
