"""The statements, by hand; asyncpg prepares each once a connection."""

from __future__ import annotations

from tests.load.peers.timing import RULE_COLUMNS

_SIGHT = """(({case}.district = ANY($2) OR $3) AND (NOT {case}.is_sealed OR $4)
  OR {case}.id = ANY(ARRAY(SELECT case_id FROM assignments WHERE prosecutor_id = $5 AND released_on IS NULL)))"""

_ROW = """c.id, c.district, c.police_station, c.fir_number, c.fir_year, c.fir_on, c.sections, c.is_terrorism, c.stage,
  c.is_sealed, c.court_case_number, c.outcome, c.lead_prosecutor_id, c.accused_count, c.next_due_on, c.next_hearing_at,
  c.version"""

LIST = f"""SELECT {_ROW} FROM cases c
WHERE {_SIGHT.format(case="c")} AND ($6::uuid IS NULL OR c.id < $6) ORDER BY c.id DESC LIMIT $1"""

READ = f"""
SELECT row_to_json(answer)::text FROM (
  SELECT {_ROW}, c.fir_as_written, c.received_on, c.complainant_initials, c.summary, c.court_id, c.filed_on, c.decided_on,
    c.next_hearing_id, c.import_id, c.registered_at, c.changed_at,
    coalesce((SELECT json_agg(json_build_object(
        'id', a.id, 'number', a.number, 'initials', a.initials, 'role', a.role, 'gender', a.gender,
        'is_juvenile', a.is_juvenile,
        'profession', (SELECT n.profession FROM accused_professions n WHERE n.accused_id = a.id),
        'custody', (SELECT json_build_object('state', s.state, 'since_on', s.since_on, 'until_on', s.until_on)
          FROM custody_spells s WHERE s.accused_id = a.id AND s.until_on IS NULL),
        'custody_history', coalesce((SELECT json_agg(json_build_object('state', s.state, 'since_on', s.since_on,
          'until_on', s.until_on) ORDER BY s.since_on, s.id) FROM custody_spells s WHERE s.accused_id = a.id), '[]'),
        'charges', coalesce((SELECT json_agg(json_build_object('act', h.act, 'section', h.section,
          'framed_on', h.framed_on) ORDER BY h.act, h.section) FROM charges h
          WHERE h.accused_id = a.id AND h.superseded_at IS NULL), '[]'),
        'opinion', (SELECT json_build_object('report_id', o.report_id, 'opinion', o.opinion,
          'evidential_test', o.evidential_test, 'public_interest_test', o.public_interest_test, 'reasons', o.reasons,
          'given_on', o.given_on, 'given_by', o.given_by) FROM opinions o
          WHERE o.accused_id = a.id AND o.superseded_at IS NULL),
        'result', (SELECT json_build_object('verdict', r.verdict, 'decided_on', r.decided_on, 'sentence', r.sentence,
          'imprisonment_months', r.imprisonment_months, 'fine', r.fine) FROM results r
          WHERE r.accused_id = a.id AND r.superseded_at IS NULL)
      ) ORDER BY a.number) FROM accused a WHERE a.case_id = c.id), '[]') AS accused,
    coalesce((SELECT json_agg(json_build_object('id', k.id, 'rule_id', k.rule_id, 'says', u.says, 'source', u.source,
        'report_id', k.report_id, 'started_on', k.started_on, 'due_on', k.due_on, 'state', k.state,
        'ended_on', k.ended_on) ORDER BY k.due_on, k.id) FROM clocks k
        JOIN clock_rules u ON u.rule_id = k.rule_id AND u.valid_from = k.rule_valid_from
        WHERE k.case_id = c.id), '[]') AS clocks,
    coalesce((SELECT json_agg(json_build_object('id', t.id, 'prosecutor_id', t.prosecutor_id, 'role', t.role,
        'assigned_on', t.assigned_on, 'released_on', t.released_on) ORDER BY t.assigned_on, t.id)
        FROM assignments t WHERE t.case_id = c.id), '[]') AS team,
    coalesce((SELECT json_agg(json_build_object('id', p.id, 'round', p.round, 'kind', p.kind,
        'received_on', p.received_on, 'due_on', p.due_on, 'road_certificate', p.road_certificate,
        'document_id', p.document_id, 'delay_reasons', p.delay_reasons, 'state', p.state, 'settled_on', p.settled_on,
        'comply_by', p.comply_by, 'defects', coalesce((SELECT json_agg(json_build_object('code', f.code,
          'says', e.says, 'note', f.note) ORDER BY f.number) FROM report_defects f
          JOIN defect_codes e ON e.code = f.code WHERE f.report_id = p.id), '[]')
        ) ORDER BY p.round) FROM reports p WHERE p.case_id = c.id), '[]') AS reports,
    coalesce((SELECT json_agg(json_build_object('id', l.id, 'kind', l.kind, 'case_id', x.id, 'fir_label', x.fir_label,
        'is_restricted', x.id IS NULL) ORDER BY l.linked_at, l.id) FROM case_links l LEFT JOIN cases x
        ON x.id = CASE WHEN l.first_id = c.id THEN l.second_id ELSE l.first_id END AND {_SIGHT.format(case="x")}
        WHERE l.first_id = c.id OR l.second_id = c.id), '[]') AS links,
    coalesce((SELECT json_agg(json_build_object('document_id', d.document_id, 'kind', d.kind, 'version', d.version)
        ORDER BY d.document_id) FROM case_documents d WHERE d.case_id = c.id), '[]') AS documents
  FROM cases c WHERE c.id = $1 AND {_SIGHT.format(case="c")}
) AS answer"""

TOKEN = """SELECT account_id, permissions, districts FROM peer_tokens
WHERE secret_hash = $1 AND expires_at > now()"""

CLAIM = """INSERT INTO idempotency_keys (actor_id, key, request_hash) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING RETURNING key"""
KEPT = "SELECT request_hash, answer FROM idempotency_keys WHERE actor_id = $1 AND key = $2"
KEEP = "UPDATE idempotency_keys SET answer = $3, headers = $4 WHERE actor_id = $1 AND key = $2"

ACTS = "SELECT code, is_terrorism FROM acts"
DISTRICT = "SELECT true FROM districts WHERE code = $1"
RULES = f"""SELECT {", ".join(RULE_COLUMNS)} FROM clock_rules
WHERE started_by = ANY($1) AND counts_for <> 'office' ORDER BY rule_id, valid_from"""
OFFENCES = """SELECT act, section, is_death, is_life FROM offences
WHERE act = ANY($1) AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)"""
HOLIDAYS = "SELECT scope, day FROM holidays WHERE scope = ANY($1) AND day > $2"

ADD_CASE = """INSERT INTO cases (id, district, police_station, police_station_key, fir_number, fir_year,
  fir_as_written, fir_on, received_on, sections, is_terrorism, complainant_initials, summary, stage, accused_count,
  next_due_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT ON CONSTRAINT uq_cases_fir DO NOTHING RETURNING id"""
ADD_ACCUSED = """INSERT INTO accused (id, case_id, number, initials, role, gender, is_juvenile)
VALUES ($1, $2, $3, $4, $5, $6, $7)"""
ADD_SPELL = "INSERT INTO custody_spells (id, accused_id, state, since_on) VALUES ($1, $2, $3, $4)"
ADD_FACT = """INSERT INTO case_facts (id, first_id, case_id, accused_id, kind, happened_on, noted_by)
VALUES ($1, $2, $3, $4, $5, $6, $7)"""
ADD_CLOCK = """INSERT INTO clocks (id, case_id, accused_id, fact_id, rule_id, rule_valid_from, started_on, due_on, due_at,
  state, ended_on, ladder_step, next_step_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"""
ADD_EVENT = "INSERT INTO outbox (event_id, event_type, aggregate_id, envelope) VALUES ($1, $2, $3, $4)"
ADD_AUDIT = """INSERT INTO peer_audit_entries (lane, at, actor_id, action, subject, entry, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7)"""
