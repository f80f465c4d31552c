"""How likely two records are one person, and the groups that decisions make."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.joining import groups_of
from services.cases.rules.matching import Person, compare, names_alike


def person(name: str, *, cnic: str = "", phone: str = "", **more: Any) -> Person:
    """Give a record to compare."""
    return Person((name,), cnics=frozenset({cnic} - {""}), phones=frozenset({phone} - {""}), **more)


PROPOSED = (
    (person("Muhammad Aslam", cnic="1"), person("محمد اسلم", cnic="1"), ("cnic_same", "name_alike")),
    (person("Muhammad Aslam", cnic="1"), person("Ghulam Rasool", cnic="1"), ("cnic_same", "name_differs")),
    (person("Asif Ali", phone="2"), person("Aasif Aly", phone="2"), ("name_alike", "phone_same")),
    (person("Asif Ali", father_name="Noor"), person("آصف علی", father_name="نور"), ("name_alike", "father_alike")),
    (person("Asif", cnic="1", phone="2"), person("Asif", phone="2"), ("name_alike", "phone_same")),
)  # fmt: skip
NOT_PROPOSED = (
    (person("Muhammad Ali"), person("Muhammad Ali")),
    (person("Muhammad Ali", cnic="1", phone="2"), person("Muhammad Ali", cnic="3", phone="2")),
    (person("Asif Ali", father_name="Noor"), person("Asif Ali", father_name="Karim")),
    (person("Asif", phone="2"), person("Ghulam Rasool", phone="2")),
    (person("Иван", phone="2"), person("Иван", phone="2")),
)


@pytest.mark.parametrize(("one", "other", "reasons"), PROPOSED)
def test_records_that_agree_are_proposed_with_reasons(one: Person, other: Person, reasons: tuple[str, ...]) -> None:
    """A CNIC, or a name with the father's or the telephone."""
    score = compare(one, other)
    assert score.is_proposed
    assert score.reasons == reasons


@pytest.mark.parametrize(("one", "other"), NOT_PROPOSED)
def test_records_that_only_share_a_name_are_not(one: Person, other: Person) -> None:
    """Nor those of two CNICs, of two fathers, or of a shared telephone under other names."""
    assert not compare(one, other).is_proposed


def test_an_alias_counts_as_a_name() -> None:
    """The best pair of all names decides."""
    known = Person(("Sajjad", "Kala"), phones=frozenset("2"))
    assert compare(known, person("Qala", phone="2")).is_proposed
    assert not compare(known, person("Rafiq", phone="2")).is_proposed


people = st.builds(
    Person, names=st.lists(st.text(max_size=20), max_size=3).map(tuple), father_name=st.none() | st.text(max_size=20),
    cnics=st.frozensets(st.sampled_from("12"), max_size=2), phones=st.frozensets(st.sampled_from("34"), max_size=2),
)  # fmt: skip


@given(people, people)
def test_comparing_does_not_depend_on_the_order(one: Person, other: Person) -> None:
    """And stays between 0 and 100."""
    score = compare(one, other)
    assert score == compare(other, one)
    assert 0 <= score.points <= 100


@given(people, people)
def test_two_cnics_are_never_proposed(one: Person, other: Person) -> None:
    """However alike the names."""
    apart = (Person(one.names, one.father_name, frozenset("1")), Person(other.names, other.father_name, frozenset("2")))
    assert not compare(*apart).is_proposed


@given(st.text(), st.text())
def test_likeness_is_symmetric(one: str, other: str) -> None:
    """From 0 to 100."""
    assert names_alike(one, other) == names_alike(other, one)
    assert 0 <= names_alike(one, other) <= 100


@given(st.sets(st.integers(0, 9)), st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12))))
def test_groups_part_the_members_by_their_pairs(members: set[int], pairs: list[tuple[int, int]]) -> None:
    """Each member is in one group; both of a pair of members in the same; without pairs each stands alone."""
    groups = groups_of(members, pairs)
    assert sorted(member for group in groups for member in group) == sorted(members)
    for first, second in pairs:
        if {first, second} <= members:
            assert any({first, second} <= group for group in groups)
    assert all(len(group) == 1 for group in groups_of(members, []))


@given(st.sets(st.integers(0, 9), min_size=2), st.data())
def test_a_group_falls_apart_without_the_pair_that_held_it(members: set[int], data: st.DataObject) -> None:
    """A chain cut anywhere gives its two ends."""
    chain = sorted(members)
    pairs = list(itertools.pairwise(chain))
    cut = data.draw(st.integers(0, len(pairs) - 1))
    groups = groups_of(members, pairs[:cut] + pairs[cut + 1 :])
    assert sorted(map(sorted, groups)) == sorted([chain[: cut + 1], chain[cut + 1 :]])
