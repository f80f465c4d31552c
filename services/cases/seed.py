"""Demonstration data: cases of several districts, one or more at each stage, their days counted back from today.

Made through the use cases; run again it adds only what is missing. Every person, number and event in it is invented.
"""

from __future__ import annotations

from typing import Final

from services.cases.models import Case
from services.cases.seed_exhibits import recovers
from services.cases.seed_links import holds
from services.cases.seed_people import has_people, proclaims_the_absconder, protects_a_witness
from services.cases.seed_steps import (
    ATC,
    SESSIONS,
    Desk,
    Story,
    case_seed_id,
    charges,
    decides,
    files,
    is_sealed,
    is_tried_with,
    opines,
    receives,
    returns,
    tell,
)
from services.cases.seed_trial import asks_for_bail, checks, goes_on, is_appealed, is_remanded, joins, plead
from services.cases.seed_work import has_to, is_directed, works_through
from services.common.answering import Equipment

STORIES: Final[tuple[Story, ...]] = (
    Story(
        station="Risala", number="17", sections="392/34 PPC", age=150, team=("prosecutor1",),
        says="Cash and a telephone taken from a shopkeeper at gunpoint.",
        accused=(("K.M.", "in_custody"), ("T.R.", "on_bail")),
        steps=(
            receives(137), opines(135, "The shopkeeper identified both; the telephone was recovered."),
            files(135, SESSIONS, "Sessions Case 58"), goes_on(130, "take_cognizance"), goes_on(118, "supply_copies"),
            charges(110), plead(108), goes_on(60, "close_prosecution_evidence"), goes_on(40, "take_statements_alone"),
            goes_on(20, "close_arguments"),
            decides(
                12,
                {"verdict": "convicted", "sentence": "Rigorous imprisonment and fine", "imprisonment_months": 48, "fine": "50000"},
                {"verdict": "acquitted"},
            ),
            is_appealed(1, 9, 8),
        ),
    ),
    Story(
        station="Preedy", number="51", sections="384/386 PPC r/w 7 ATA", age=96, team=("prosecutor1", "prosecutor2"),
        says="A trader was threatened for money by telephone; shots were fired at his gate.",
        accused=(("A.J.", "in_custody"), ("S.B.", "in_custody")),
        steps=(
            receives(70), returns(68, 61, "call-or-bank-records-missing", "site-note-missing"), receives(63),
            opines(61, "Call records and the recovered weapon tie both to the threats."),
            files(61, ATC, "Special Case 101"), is_remanded(96, 80), goes_on(58, "take_cognizance"),
            goes_on(50, "supply_copies"), charges(40), plead(38), has_people(96), protects_a_witness(60),
            holds("phone", "used_in_offence", phone="0300-0000051"),
            holds("vehicle", "used_in_offence", registration="KXX-0051"),
        ),
    ),
    Story(
        station="Preedy", number="52", sections="23(1)(a) SAA", age=96, team=("prosecutor1",),
        says="An unlicensed pistol was recovered from the first accused of FIR 51.",
        accused=(("A.J.", "in_custody"),),
        steps=(
            receives(84), opines(82, "Recovery memo and laboratory report agree."), files(82, ATC, "Special Case 101-A"),
            is_tried_with("Preedy", "51"), joins("Preedy", "51", 80),
        ),
    ),
    Story(
        station="Napier", number="29", sections="302/324/34 PPC", age=75, team=("prosecutor2",),
        says="A quarrel over a plot ended in one death and one injury.",
        accused=(("G.H.", "in_custody"), ("N.A.", "absconding")),
        steps=(
            receives(62), opines(60, "Two eyewitnesses and the post-mortem report agree."),
            files(60, SESSIONS, "Sessions Case 77"), asks_for_bail(40, 33), proclaims_the_absconder(58, 50, 12),
            is_directed("Produce the parcels from the malkhana", "police", given=12, due=3), works_through("before-trial"),
        ),
    ),
    Story(
        station="Artillery Maidan", number="31", sections="4/5 Explosives r/w 7 ATA", age=25, team=("prosecutor1",),
        says="Explosive material was found in a parked rickshaw.", accused=(("F.U.", "in_custody"),),
        steps=(holds("phone", "contacted", phone="0300 0000051", note="In the call record of the rickshaw's owner."),),
    ),
    Story(
        station="Gulshan-e-Iqbal", number="210", sections="395 PPC", age=24, district="karachi-east",
        says="Five persons robbed a house at night.", accused=(("W.S.", "in_custody"), ("M.I.", "at_large")),
        steps=(receives(12), returns(10, 3, "identification-parade-missing", "recovery-memo-missing")),
    ),
    Story(
        station="Garden", number="45", sections="324/34 PPC", age=20, says="A watchman was stabbed and survived.",
        accused=(("B.L.", "at_large"),),
    ),
    Story(
        station="A-Section", number="140", sections="302 PPC", age=18, district="hyderabad",
        says="A body was found in a canal; the investigation waits for the laboratory.",
        accused=(("D.P.", "in_custody"),),
        steps=(receives(1, "interim"), has_to("Ask the laboratory for its number of the parcels", 5, held_by="pool")),
    ),
    Story(
        station="Kharadar", number="77", sections="420/468/471 PPC", age=17, team=("prosecutor1",),
        says="A flat was sold twice with a forged power of attorney.", accused=(("Y.Z.", "on_bail"),),
        steps=(receives(5), returns(3, -4, "section-wrongly-applied", "statements-161-missing")),
    ),
    Story(
        station="Boat Basin", number="64", sections="353/324 PPC r/w 23(1)(a) SAA", age=15, team=("prosecutor2",),
        says="A patrol was fired at when it stopped a motorcycle.", accused=(("H.Q.", "in_custody"),),
        steps=(
            receives(4), holds("vehicle", "recovered", registration="kxx 0051"),
            has_to("Read the ballistic report", 1, held_by="person", urgent_why="The days of scrutiny are over."),
        ),
    ),
    Story(
        station="Saddar", number="87", sections="392/397 PPC", age=13, says="A passenger was robbed and hurt on a bus.",
        accused=(("L.K.", "in_custody"),),
    ),
    Story(
        station="Clifton", number="98", sections="302/34 PPC", age=12, team=("prosecutor1", "prosecutor2"),
        says="A guard was shot at the gate of a house.", accused=(("R.D.", "in_custody"), ("E.F.", "in_custody")),
        steps=(recovers(12), receives(2), checks(form="yes", fir_copy="yes", lab_report="no")),
    ),
    Story(
        station="Frere", number="12", sections="376 PPC", age=9, team=("prosecutor2",),
        says="Sealed for the victim's protection.", accused=(("X.Y.", "in_custody"),),
        steps=(is_sealed("The victim is a child"),),
    ),
    Story(
        station="City", number="66", sections="379 PPC", age=8, district="jacobabad", says="A motorcycle was stolen.",
        accused=(("O.C.", "at_large"),),
    ),
    Story(
        station="Clifton", number="112", sections="420 PPC", age=5, says="An advance for a car that was never delivered.",
        accused=(("V.T.", "on_bail"),),
    ),
)  # fmt: skip


def seed(equipment: Equipment) -> None:
    """Make the stories' cases that are missing, each in a transaction of its own."""
    for story in STORIES:
        with equipment.database.transaction() as session:
            case_id = case_seed_id(story.label)
            if session.get(Case, case_id) is None:
                tell(Desk(session, case_id, story))
