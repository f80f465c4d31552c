"""What search asks of PostgreSQL is served by indexes: no plan reads a big table from end to end.

Ten thousand cases with their people and records are made in a transaction that is rolled back, and counted by ANALYZE in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import sight, visible
from services.cases.models import Case
from services.cases.queries import duplicates, graph
from services.cases.queries.searching import read_search
from services.cases.schemas.searching import SearchFilter
from tests.conftest import database_of, make_actor, rolled_back

BIG = (
    "cases", "case_persons", "person_sounds", "person_words", "name_words", "accused", "custody_spells", "court_numbers", "entities",
    "entity_keys",
)  # fmt: skip
GIN = (
    "ix_name_words_slips", "ix_court_numbers_numbers", "ix_cases_court_numbers",
    "ix_cases_sections", "ix_entity_keys_sound", "ix_entity_keys_sounds",
)  # fmt: skip
MADE = """
INSERT INTO cases (id, district, police_station, police_station_key, fir_number, fir_year, fir_on, received_on, sections,
                   is_terrorism, stage, accused_count, court_id, court_case_number)
SELECT gen_random_uuid(), 'karachi-south', 'Plan ' || n % 97, 'plan ' || n % 97, (n % 1000 + 1)::text, 1950 + n % 70,
       make_date(1950 + n % 70, 1 + n % 12, 1 + n % 28), make_date(1950 + n % 70, 1 + n % 12, 1 + n % 28),
       jsonb_build_array(jsonb_build_object('act', 'ppc', 'section', (n % 500)::text)), false,
       CASE WHEN n % 400 = 0 THEN 'in_court' ELSE 'investigation' END, 1, gen_random_uuid(), 'SC ' || n || '/2019'
FROM generate_series(1, 10000) AS n;
INSERT INTO accused (id, case_id, number, initials, role, gender, is_juvenile)
SELECT gen_random_uuid(), id, 1, chr(65 + (random() * 25)::int) || '.' || chr(65 + (random() * 25)::int) || '.', 'unknown', 'male',
       false FROM cases WHERE police_station_key LIKE 'plan %';
INSERT INTO custody_spells (id, accused_id, state, since_on)
SELECT gen_random_uuid(), a.id, CASE WHEN random() < 0.002 THEN 'absconding' ELSE 'in_custody' END, c.fir_on
FROM accused AS a JOIN cases AS c ON c.id = a.case_id WHERE c.police_station_key LIKE 'plan %';
INSERT INTO case_persons (id, case_id, number, kind, name, initials, cnic, phone)
SELECT gen_random_uuid(), id, 1, 'complainant', translate(md5(id::text), '0123456789', 'aeiouklmnr'), 'X.',
       lpad((random() * 9999999999999)::bigint::text, 13, '4'), '+923' || lpad((random() * 999999999)::bigint::text, 9, '0')
FROM cases WHERE police_station_key LIKE 'plan %';
INSERT INTO court_numbers (id, case_id, position, court_id, number, reason, since_on)
SELECT gen_random_uuid(), id, 1, court_id, court_case_number, 'filed', received_on FROM cases WHERE police_station_key LIKE 'plan %';
INSERT INTO entities (id, case_id, kind, role, label, details, warnings, identity_id, added_by)
SELECT id, id, 'person', 'suspect', translate(md5(id::text), '0123456789', 'aeiouklmnr'),
       jsonb_build_object('name', md5(id::text), 'father_name', md5(id::text), 'address', repeat(md5(id::text), 3)),
       '{}', id, 'plan'
FROM cases WHERE police_station_key LIKE 'plan %';
INSERT INTO entity_keys (entity_id, kind, value)
SELECT id, 'sound', translate(
    substr(md5(substr(id::text, 1, 2)), 1, 4) || ' ' || substr(md5(id::text), 1, 9), '0123456789', 'bdfjklmnrs'
) FROM entities WHERE added_by = 'plan';
INSERT INTO entity_keys (entity_id, kind, value)
SELECT id, 'registration', upper(substr(md5(id::text), 1, 8)) FROM entities WHERE added_by = 'plan';
"""


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    """Make the cases."""
    with rolled_back(database_of("cases")) as opened:
        connection = opened.connection()
        connection.execute(sa.text("SET LOCAL statement_timeout = 0"))  # making them is not what is tested
        connection.execute(sa.text("SELECT setseed(0.5)"))  # the same rows, and so the same plans, each time
        connection.execute(sa.text(MADE))
        for index in GIN:  # as VACUUM does by and by
            connection.exec_driver_sql(f"SELECT gin_clean_pending_list('{index}')")
        for table in (*BIG, "assignments"):
            connection.exec_driver_sql(f"ANALYZE {table}")
        yield opened


def read_whole(session: Session, statement: Any, params: dict[str, Any]) -> set[str]:
    """Give the big tables that a statement's plan reads from end to end."""
    connection, sent = session.connection(), []

    def keep(*call: Any) -> None:
        sent.append((call[2], call[3]))

    sa.event.listen(connection, "before_cursor_execute", keep)
    session.execute(statement, params)
    sa.event.remove(connection, "before_cursor_execute", keep)
    text, values = sent[-1]
    explained = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {text}", values).scalar_one()
    return {node["Relation Name"] for node in nodes(explained[0]["Plan"]) if node["Node Type"] == "Seq Scan"} & set(BIG)


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give a plan's nodes."""
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


@pytest.mark.parametrize(
    "asked",
    [
        {}, {"q": "435/1977"}, {"number": "SC 435/2019"}, {"q": "Crime No. 43 of 1977"}, {"q": "Gul Bano"}, {"name": "گل بانو"},
        {"cnic": "4210112345671"}, {"phone": "03001234567"}, {"section": "302"}, {"act": "ppc", "section": "302"},
        {"stage": "in_court"}, {"custody": "absconding"}, {"district": "sukkur"}, {"police_station": "Plan 5"},
        {"fir_from": "1977-01-01", "fir_to": "1977-01-31"}, {"decided_from": "2019-01-01"}, {"q": "AFR-435"},
        {"court_id": "0190a000-0000-7000-8000-000000000000"}, {"q": "Crime No. 43/1977 of PS Plan Nine"},
    ],
    ids=str,
)  # fmt: skip
def test_a_search_reads_no_big_table_whole(session: Session, asked: dict[str, Any]) -> None:
    """Whatever is searched for."""
    conditions = read_search(SearchFilter().load(asked), sa.literal(51))
    statement = sa.select(Case.id).where(visible(), *conditions).order_by(Case.id.desc()).limit(51)
    assert read_whole(session, statement, sight(make_actor("cases.read", districts=("*",)))) == set()


@pytest.mark.parametrize("statement", [graph._OPEN, graph._OFFICES, graph._MINE, duplicates._CANDIDATES], ids=range(4))
def test_links_and_duplicates_read_no_big_table_whole(session: Session, statement: Any) -> None:
    """Of a case with a record."""
    case_id = session.scalar(sa.select(Case.id).where(Case.police_station_key == "plan 5").limit(1))
    given = {"case_id": case_id, **sight(make_actor("cases.read", districts=("*",)))}
    assert read_whole(session, statement, given) == set()


def test_reading_a_whole_table_is_seen(session: Session) -> None:
    """Broken once: a search without an index is found."""
    assert read_whole(session, sa.select(Case.id).where(Case.summary == "x"), {}) == {"cases"}
