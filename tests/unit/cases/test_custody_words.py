"""Custody in three languages: nothing is left in English on a paper in another one, and numbers keep their order."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path

import pytest

from services.cases.rules.citing import cite
from services.cases.rules.custody_chain_facts import GAP_KINDS, Gap
from services.cases.rules.custody_chain_words import LANGUAGES, WORDS, describe_gap
from services.cases.rules.memo_words import WORDS as MEMO_WORDS
from services.cases.rules.names_ur import DEFECTS_UR, DISTRICTS_UR
from services.cases.rules.written_days import isolate, mark_up, write_day

REFERENCE = Path("services/cases/migrations/reference")
SENTENCE = re.compile(r"[A-Za-z]*[a-z]{2,}(?: [A-Za-z]*[a-z]{2,}){2,}")
GAP = Gap(
    kind="missing_entry", from_on=dt.date(2022, 6, 9), to_on=dt.date(2022, 6, 13), step="malkhana_in", next_step="malkhana_out",
    place="carried", entry="register_xix", role="carrier", expected="M.K.", found="A.B.",
)  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    """Read a table of the reference data."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_language_has_the_same_words_with_the_same_facts() -> None:
    """Kind by kind, key by key; a count that English says one or many of is said once elsewhere."""
    for lang in LANGUAGES:
        assert {kind: set(keys) for kind, keys in WORDS[lang].items()} == {k: set(v) for k, v in WORDS["en"].items()}
        for kind, keys in WORDS[lang].items():
            for key, says in keys.items():
                facts = [set(re.findall(r"\{\w+\}", one)) - {"{unit}"} for one in (says, WORDS["en"][kind][key])]
                assert facts[0] == facts[1], (lang, kind, key)


@pytest.mark.parametrize("lang", ["ur", "sd"])
@pytest.mark.parametrize("kind", GAP_KINDS)
def test_a_gap_is_said_without_english(kind: str, lang: str) -> None:
    """But for what was typed, the name of a method, and numbers, each isolated."""
    said = describe_gap(
        Gap(**{**{name: getattr(GAP, name) for name in GAP.__dataclass_fields__}, "kind": kind}), "PW-A", lang
    )
    plain = re.sub("\u2068[^\u2068\u2069]*\u2069", "", said).replace("SHA-256", "")
    assert not re.search("[A-Za-z]", plain)
    assert "4" in said
    assert said.count("\u2068") == said.count("\u2069")


def test_the_memo_has_words_for_all_that_has_a_code() -> None:
    """Every defect and district of the reference data, in Urdu letters; no English word in the memo itself but the Act's name."""
    assert {row["code"] for row in rows("defect_codes")} == set(DEFECTS_UR)
    assert {row["code"] for row in rows("districts")} == set(DISTRICTS_UR)
    assert not any(re.search("[A-Za-z]", said) for said in (*DEFECTS_UR.values(), *DISTRICTS_UR.values()))
    for said in MEMO_WORDS["ur"].values():
        assert set(re.findall(r"[A-Za-z]{2,}", re.sub(r"\{\w+\}", "", said))) <= {"SCPSA"}


def test_law_is_cited_without_english_notes() -> None:
    """The citation as lawyers write it, each part in its own direction; in English the notes stay."""
    source = "No law that sets the time is known; the platform's default, to be confirmed. CrPC s.510; ATA s.27B"
    assert cite(source, "en") == source
    assert cite(source, "ur") == "\u2068CrPC s.510\u2069؛ \u2068ATA s.27B\u2069"
    for row in rows("custody_rules"):
        cited = cite(row["source"], "sd")
        assert cited
        assert not SENTENCE.search(cited.replace("Sindh Criminal Court Rules", "").replace("Ishtiaq Ahmed Mirza", ""))


def test_days_are_written_in_each_language() -> None:
    """With the month by its name."""
    day = dt.date(2026, 8, 1)
    assert [write_day(day, lang) for lang in LANGUAGES] == ["1 August 2026", "1 اگست 2026", "1 آگسٽ 2026"]


def test_what_was_typed_cannot_turn_what_follows_it() -> None:
    """Marks of direction within a fact are left out, and the fact's own are closed."""
    assert mark_up(isolate("A\u202eB\u2069", "ur")) == "<bdi>AB</bdi>"
    assert isolate("A", "en") == "A"
