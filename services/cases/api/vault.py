"""Protected witnesses: the order, the vault where who they are is kept, and the way to it."""

from __future__ import annotations

from services.cases.api.declaring import api
from services.cases.schemas import persons, vault

_PERSON = "/cases/{case_id:uuid}/persons/{person_id:uuid}"

protect_witness = api.put(
    _PERSON + "/protection", takes=vault.Protection, returns=vault.ProtectedView, may="cases.protect", guarded=True,
    says="Protect a witness: a pseudonym everywhere, who they are in the vault",
)  # fmt: skip

add_protected_witness = api.post(
    "/cases/{case_id:uuid}/protected-witnesses", takes=vault.NewProtected, returns=vault.ProtectedView,
    may="cases.protect", says="Enter a witness who is protected from the first moment",
)  # fmt: skip

set_measures = api.put(
    _PERSON + "/protection/measures", takes=vault.MeasureSet, returns=persons.PersonKept, may="cases.protect",
    guarded=True, says="Set the measures by which a court protects a witness: screen, live link, voice modulation",
)  # fmt: skip

name_openers = api.put(
    _PERSON + "/openers", takes=vault.OpenerSet, returns=vault.OpenersView, may="cases.protect", guarded=True,
    says="Name the few who may ask to open a protected identity",
)  # fmt: skip

read_openers = api.get(
    _PERSON + "/openers", returns=vault.OpenersView, may="cases.protect",
    says="Read who is named to ask to open a protected identity",
)  # fmt: skip

ask_opening = api.post(
    _PERSON + "/openings", takes=vault.NewOpening, returns=vault.OpeningView, may="cases.vault",
    says="Ask to see who a protected witness is",
)  # fmt: skip

list_openings = api.get(
    "/cases/{case_id:uuid}/openings", query=vault.OpeningFilter, pages_of=vault.OpeningView, may="cases.vault",
    says="List the requests to see protected identities",
)  # fmt: skip

decide_opening = api.post(
    "/cases/{case_id:uuid}/openings/{opening_id:uuid}/decision", takes=vault.OpeningDecision, returns=vault.OpeningView,
    may="cases.vault_approve", status=200, says="Approve or refuse, as the second person, that an identity is seen",
)  # fmt: skip

read_identity = api.get(
    _PERSON + "/identity", returns=vault.IdentityView, may="cases.vault",
    says="Read who a protected witness is, while an approved request lasts",
)  # fmt: skip

list_looks = api.get(
    "/cases/{case_id:uuid}/looks", query=vault.LookFilter, pages_of=vault.LookView, may="cases.vault_approve",
    says="List who opened which protected identity of a case, when, why, and by whose approval",
)  # fmt: skip

ask_lifting = api.post(
    _PERSON + "/liftings", takes=vault.NewLifting, returns=vault.LiftingView, may="cases.vault",
    says="Ask that a witness's protection end and the identity come back into the file",
)  # fmt: skip

list_liftings = api.get(
    "/cases/{case_id:uuid}/liftings", query=vault.OpeningFilter, pages_of=vault.LiftingView, may="cases.vault",
    says="List the requests to end protections",
)  # fmt: skip

decide_lifting = api.post(
    "/cases/{case_id:uuid}/liftings/{lifting_id:uuid}/decision", takes=vault.OpeningDecision, returns=vault.LiftingView,
    may="cases.vault_approve", status=200, says="Approve or refuse, as the second person, that a protection ends",
)  # fmt: skip

withhold_identity = api.post(
    _PERSON + "/withholding", returns=vault.WithheldView, may="cases.protect", status=200,
    says="Take a protected person's name and numbers out of superseded texts, the history and registers",
)  # fmt: skip
