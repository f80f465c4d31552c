"""The people of a file, who investigates it, and who may not prosecute it."""

from __future__ import annotations

from services.cases.api.declaring import READ, REGISTER, api
from services.cases.schemas import persons
from services.common.schemas import PageQuery

add_person = api.post(
    "/cases/{case_id:uuid}/persons", takes=persons.NewPerson, returns=persons.PersonKept, may=REGISTER,
    says="Enter a person of the file: complainant, victim, witness, officer, surety",
)  # fmt: skip

list_persons = api.get(
    "/cases/{case_id:uuid}/persons", query=persons.PersonFilter, pages_of=persons.PersonRow, may=READ,
    says="List the people of a file",
)  # fmt: skip

read_person = api.get(
    "/cases/{case_id:uuid}/persons/{person_id:uuid}", returns=persons.PersonView, may=READ,
    says="Read a person of the file",
)  # fmt: skip

change_person = api.patch(
    "/cases/{case_id:uuid}/persons/{person_id:uuid}", takes=persons.PersonChange, returns=persons.PersonKept,
    may=REGISTER, guarded=True, says="Correct a person of the file",
)  # fmt: skip

read_investigation = api.get(
    "/cases/{case_id:uuid}/investigation", returns=persons.InvestigationView, may=READ,
    says="Read who investigates, and what the law finds missing",
)  # fmt: skip

recuse_prosecutor = api.post(
    "/cases/{case_id:uuid}/recusals", takes=persons.NewRecusal, returns=persons.RecusalView, may="cases.recuse",
    says="Declare that a prosecutor may not prosecute a case",
)  # fmt: skip

list_recusals = api.get(
    "/cases/{case_id:uuid}/recusals", query=PageQuery, pages_of=persons.RecusalView, may=READ,
    says="List who may not prosecute a case",
)  # fmt: skip

list_own_recusals = api.get(
    "/recusals", returns=persons.OwnRecusals,
    says="List the cases that one is recused from oneself, which no other list names; the gateway keeps their events back",
)  # fmt: skip

withdraw_recusal = api.post(
    "/cases/{case_id:uuid}/recusals/{recusal_id:uuid}/withdrawal", takes=persons.Withdrawal,
    returns=persons.RecusalView, may="cases.assign", status=200, says="Take a recusal back that was a mistake",
)  # fmt: skip
