"""Purposes of hearing as clerks type them ("EVICENCE", "For further order", "N B W"), read as the coded purpose they mean.

The first pattern that matches decides, so the more telling ones come first. What matches none is not guessed at. 313 CrPC is
the Indian number of the accused's statement (342 here), 82 and 83 those of the absconder's proclamation (87 and 88 here).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_TABLE: Final = (
    ("sentence", r"sentenc|sentance|quantum|سزا"),
    ("judgment", r"judge?ment|final order|\bdisposal|convict|فیصلہ"),
    ("absconder", r"abscond|procla|\b82\b|\b512\b|kurki|مفرور"),
    ("compromise", r"compromise|reconcil|mediation|\b345\b|راضی"),
    ("copies", r"suppl(y|fo)[ \w]*p\.?p|copies|\b265-?c\b|\b241-?a\b|نقول"),
    ("charge", r"\bcharge?s?\b(?! ?(sheet|report))|\bh\.? ?b\.? ?c\b|\b265-?d\b|\b242\b|فرد جرم"),
    ("acquittal_application", r"\b265-?k\b|\b249-?a\b|بریت"),
    (
        "accused_statement",
        r"\b313|\b342\b|accus+ed? (statement|examin)|stat[a-z]*ment of (acc|sa\b)|exam[a-z.]*( of)? (the )?(acc|sa\b)|bayan|بیان ملزم",
    ),
    (
        "defence_evidence",
        r"def[ae]n[cds]e?[a-z]* (evi|wit|list)|defence/rebut|\bd\.?w\.?s?\b|\bdws|statement[ /](of )?def|صفائی",
    ),
    ("bail", r"\bbail|suret|bond|ضمانت"),
    ("remand", r"remand|ریمانڈ"),
    ("production", r"produc[a-z]*,? (of |the |from |to |and app|and charge)*(accus|j\. ?c|app)|^produ?cti?ation|^production$|custody|پیشی"),
    ("arguments", r"argu|bahas|دلائل"),
    (
        "prosecution_evidence",
        r"ev[iy]?[dc][ae]?[ni]|\bp\.?w\.?s?\b|pros?ec[a-z]* (evi|wit)|wit+nes|examination|\bm\.?o\.?\b|شہادت|گواہ",
    ),
    ("process", r"summon|warrant|\bn\.? ?b\.? ?w|\bb\.? ?w\b|\bw\.?/?p?\.?a\b|notice|process|service|e[./]r\b|سمن|وارنٹ"),
    ("cognizance", r"cogni[sz]ance|registration"),
    ("report", r"report|diary|dairy|final form|\bf\.f\b|charge sheet|enquiry|رپورٹ"),
    ("appearance", r"appear|presence|حاضری"),
    ("appeal", r"appeal|revision|اپیل"),
    ("application", r"applic|petition|objection|\bsay\b|reply|درخواست"),
    ("order", r"order|حکم"),
    ("trial", r"\btr[ai]{2}l|hearing|to hear|part heard|سماعت"),
)  # fmt: skip
_PATTERNS: Final = tuple((code, re.compile(pattern)) for code, pattern in _TABLE)
KNOWN: Final = tuple(code for code, _ in _TABLE)
# Arabic keyboards give other letters for the same Urdu ones.
_LETTERS: Final = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ"})


def recognise(written: str) -> str | None:
    """Give the coded purpose that a clerk's words mean, or None when they are not understood."""
    text = _fold(written)
    return next((code for code, pattern in _PATTERNS if pattern.search(text)), None)


def _fold(written: str) -> str:
    """Leave out what clerks write or not: capitals, wide spaces, vowel signs, joiners."""
    text = unicodedata.normalize("NFC", written).casefold().translate(_LETTERS)
    kept = (letter for letter in text if unicodedata.category(letter) not in {"Mn", "Cf"})
    return " ".join("".join(kept).split())
