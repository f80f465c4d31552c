"""No word in the wrong language: whatever a service says in English has words in Urdu and Sindhi."""

from __future__ import annotations

import csv
import json
import re
from typing import cast

import pytest

from tests.guards import said
from tests.guards.tree import ROOT


def words(language: str) -> dict[str, str]:
    """Give the client's words for sentences of the services."""
    path = ROOT / f"gateway/web/src/words/said/{language}.json"
    return cast("dict[str, str]", json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("language", ["ur", "sd"])
def test_every_sentence_has_words(language: str) -> None:
    """A field's error, a refusal with its facts, a task of the law: none is shown in English to who reads another language."""
    known = words(language)

    missing = {sentence: place for sentence, place in said.wanted(language).items() if sentence not in known}

    assert missing == {}, f"add these to gateway/web/src/words/said/{language}.json"


@pytest.mark.parametrize("language", ["ur", "sd"])
def test_every_source_has_words(language: str) -> None:
    """Where a row came from, as the services and their seeds write it themselves; a citation stays as lawyers write it."""
    templates = [re.compile(re.escape(one).replace(r"\{\}", ".+")) for one in words(language)]

    missing = {
        part: place for part, place in said.in_sources().items() if not any(t.fullmatch(part) for t in templates)
    }

    assert missing == {}, f"add these to gateway/web/src/words/said/{language}.json"


def test_no_screen_shows_a_source_as_it_is_written() -> None:
    """`<LawSource>` says what is noted beside a citation in the reader's language; isolated text would stay English unseen."""
    raw = re.compile(r"<bdi[^>]*>\{\w+\??\.(?:\w+_)?source\}")
    screens = (ROOT / "gateway/web/src").rglob("*.tsx")

    assert [str(path) for path in screens if raw.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("language", ["en", "ur", "sd"])
def test_every_seat_has_a_name(language: str) -> None:
    """Every place that the ways between seats name is called as the language calls it."""
    names = json.loads((ROOT / f"gateway/web/src/words/{language}/names.json").read_text(encoding="utf-8"))
    with (ROOT / "services/scheduling/seed_travel.csv").open(encoding="utf-8", newline="") as file:
        seats = {row[name] for row in csv.DictReader(file) for name in ("one_seat", "other_seat")}

    assert sorted(seats - names["district"].keys() - names["place"].keys()) == []


def test_the_languages_know_the_same_sentences() -> None:
    """What one of them says the other says too, but for what the service itself says in Urdu."""
    only_urdu = set(words("ur")) - set(words("sd"))

    assert only_urdu == set()


def test_sentences_are_found() -> None:
    """Errors of fields and refusals with facts are gathered; refusals said by their code and descriptions of the API are not."""
    source = '''
def take(on):
    """Take it. Not said."""
    raise conflict("taken", "It is taken already.")
    raise conflict("taken", f"It was taken on {on}.", fields={"on": ["Give a later day."]})
    api.post("/things", says="Take a thing.")
'''

    assert set(said.find_sentences(source)) == {"It was taken on {}.", "Give a later day."}
