"""Protected witnesses, and the way to who they are."""

from __future__ import annotations

from services.cases import api
from services.cases.clients.vault import open_vault
from services.cases.queries import looks
from services.cases.queries import vault as queries
from services.cases.queries.persons import answer_kept
from services.cases.usecases import lifting, withholding, witnesses
from services.cases.usecases import vault as opening
from services.common.answering import Call
from services.common.answers import Answer, answer_json
from services.common.bus import answers


class VaultAnswers:
    """Protected witnesses, and the way to who they are."""

    @answers(api.protect_witness)
    def protect_witness(self, call: Call) -> Answer:
        """Protect a witness."""
        case_id, person_id = call.path["case_id"], call.path["person_id"]
        person = witnesses.open_person(call.session, call.actor, case_id, person_id, call.if_match)
        still = witnesses.protect_witness(call.session, call.actor, person, call.body, vault=open_vault())
        return queries.answer_protected(call.session, person, still, status=200)

    @answers(api.add_protected_witness)
    def add_protected_witness(self, call: Call) -> Answer:
        """Enter a witness who is protected from the first moment."""
        case_id, vault = call.path["case_id"], open_vault()
        person, still = witnesses.add_protected_witness(call.session, call.actor, case_id, call.body, vault=vault)
        return queries.answer_protected(call.session, person, still, status=201)

    @answers(api.set_measures)
    def set_measures(self, call: Call) -> Answer:
        """Set the measures by which a court protects a witness."""
        case_id, person_id = call.path["case_id"], call.path["person_id"]
        person = witnesses.open_person(call.session, call.actor, case_id, person_id, call.if_match)
        witnesses.set_measures(call.session, call.actor, person, call.body["measures"], call.body["reason"])
        return answer_kept(call.session, person, status=200)

    @answers(api.name_openers)
    def name_openers(self, call: Call) -> Answer:
        """Name the few who may ask to open a protected identity."""
        case_id, person_id = call.path["case_id"], call.path["person_id"]
        person = witnesses.open_person(call.session, call.actor, case_id, person_id, call.if_match)
        witnesses.name_openers(call.session, call.actor, person, call.body["opener_ids"], call.body["reason"])
        return queries.answer_openers(call.session, person)

    @answers(api.read_openers)
    def read_openers(self, call: Call) -> Answer:
        """Read who is named to ask to open a protected identity."""
        case_id, person_id = call.path["case_id"], call.path["person_id"]
        return queries.read_openers(call.session, call.database, call.actor, case_id, person_id)

    @answers(api.ask_opening)
    def ask_opening(self, call: Call) -> Answer:
        """Ask to see who a protected witness is."""
        case_id, person_id = call.path["case_id"], call.path["person_id"]
        opening_id = opening.ask_opening(call.session, call.actor, case_id, person_id, call.body)
        return queries.read_opening(call.session, case_id, opening_id, status=201)

    @answers(api.list_openings)
    def list_openings(self, call: Call) -> Answer:
        """List the requests to see protected identities."""
        return queries.list_openings(call.session, call.database, call.actor, call.path["case_id"], call.query)

    @answers(api.decide_opening)
    def decide_opening(self, call: Call) -> Answer:
        """Decide, as the second person."""
        case_id, opening_id = call.path["case_id"], call.path["opening_id"]
        opening.decide_opening(call.session, call.actor, case_id, opening_id, call.body)
        return queries.read_opening(call.session, case_id, opening_id, status=200)

    @answers(api.read_identity)
    def read_identity(self, call: Call) -> Answer:
        """Read who a protected witness is."""
        case_id, person_id = call.path["case_id"], call.path["person_id"]
        return queries.read_identity(call.database, call.actor, case_id, person_id, vault=open_vault())

    @answers(api.list_looks)
    def list_looks(self, call: Call) -> Answer:
        """List who opened which protected identity."""
        return looks.list_looks(call.session, call.database, call.actor, call.path["case_id"], call.query)

    @answers(api.ask_lifting)
    def ask_lifting(self, call: Call) -> Answer:
        """Ask that a witness's protection end."""
        case_id, person_id = call.path["case_id"], call.path["person_id"]
        lifting_id = lifting.ask_lifting(call.session, call.actor, case_id, person_id, call.body)
        return queries.read_lifting(call.session, case_id, lifting_id, status=201)

    @answers(api.list_liftings)
    def list_liftings(self, call: Call) -> Answer:
        """List the requests to end protections."""
        return queries.list_liftings(call.session, call.database, call.actor, call.path["case_id"], call.query)

    @answers(api.decide_lifting)
    def decide_lifting(self, call: Call) -> Answer:
        """Decide, as the second person, whether a protection ends."""
        case_id, lifting_id = call.path["case_id"], call.path["lifting_id"]
        lifting.decide_lifting(call.session, call.actor, case_id, lifting_id, call.body, vault=open_vault())
        return queries.read_lifting(call.session, case_id, lifting_id, status=200)

    @answers(api.withhold_identity)
    def withhold_identity(self, call: Call) -> Answer:
        """Take a protected person's name out of what is left of them."""
        case_id, person_id = call.path["case_id"], call.path["person_id"]
        withhold = withholding.withhold_identity
        found, still = withhold(call.session, call.actor, case_id, person_id, vault=open_vault())
        return answer_json({"person_id": person_id, "withheld": found, "still_named_in": still})
