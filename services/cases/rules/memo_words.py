"""The words of the memo, in English and Urdu."""

from __future__ import annotations

import re
from typing import Final

from services.cases.rules.written_days import isolate

_EN: Final = {
    "comma": ", ",
    "title": "Memo of scrutiny, round {round}",
    "title_returned": "Memo of defects, round {round}",
    "subject": "The State, in Crime No. {fir} of Police Station {station}, {district}, under sections {sections}.",
    "received": "The {kind} reached the prosecution on {on} (CrPC s.173; SCPSA s.9(3)).",
    "final": "final police report", "interim": "interim police report", "supplementary": "supplementary police report",
    "cancellation": "cancellation report", "discharge": "request for discharge",
    "answered_no": "The scrutiny answers no to:",
    "unanswered": "These questions are not answered yet:",
    "defects": "The report is defective in the following (SCPSA s.9(4)(a)):",
    "defect_open": "open", "defect_removed": "removed", "defect_disputed": "disputed by the police",
    "defect_withdrawn": "withdrawn, the dispute was accepted", "defect_upheld": "upheld, the dispute was rejected",
    "comply": "The police shall comply by {on} (SCPSA s.10(2)).",
    "delay_given": "The investigating officer gives as reasons for the delay: {reasons}",
    "compelling": "The reasons for the delay are compelling.",
    "not_compelling": "The reasons for the delay are not compelling.",
    "postponement": "The court is asked to postpone the trial (SCPSA s.9(5)).",
    "commencement": "The court is asked to begin the trial on the available record (SCPSA s.9(5)).",
    "because": "Reasons: {reasons}",
    "opinions": "The opinion on each accused (SCPSA s.9(4)(b) and 9(6)):",
    "opinion": "Accused {number} ({initials}): {opinion}. {reasons}",
    "opinion_fit_for_trial": "fit for trial", "opinion_fit_on_other_sections": "fit for trial on other sections",
    "opinion_discharge": "discharge recommended",
    "draft": "The scrutiny is not finished.",
    "closing_returned": "Returned to the police on {on}.",
    "closing_filed": "Forwarded to the court on {on}.",
}  # fmt: skip

_UR: Final = {
    "comma": "، ",
    "title": "یادداشت جانچ، مرحلہ {round}",
    "title_returned": "یادداشت نقائص، مرحلہ {round}",
    "subject": "سرکار بنام ملزمان، مقدمہ نمبر {fir}، تھانہ {station}، {district}، زیر دفعات {sections}۔",
    "received": "{kind} مورخہ {on} کو محکمہ استغاثہ کو موصول ہوئی (ضابطہ فوجداری دفعہ 173؛ SCPSA دفعہ 9(3))۔",
    "final": "حتمی پولیس رپورٹ", "interim": "عبوری پولیس رپورٹ", "supplementary": "ضمنی پولیس رپورٹ",
    "cancellation": "اخراج رپورٹ", "discharge": "درخواست برائے رہائی",
    "answered_no": "جانچ میں درج ذیل کا جواب نفی میں ہے:",
    "unanswered": "ان سوالات کا جواب ابھی نہیں دیا گیا:",
    "defects": "رپورٹ میں درج ذیل نقائص ہیں (SCPSA دفعہ 9(4)(a)):",
    "defect_open": "باقی", "defect_removed": "دور کر دیا گیا", "defect_disputed": "پولیس کو اعتراض ہے",
    "defect_withdrawn": "واپس لیا گیا، اعتراض منظور", "defect_upheld": "برقرار، اعتراض نامنظور",
    "comply": "پولیس {on} تک تعمیل کرے (SCPSA دفعہ 10(2))۔",
    "delay_given": "تفتیشی افسر نے تاخیر کی یہ وجوہات بتائیں: {reasons}",
    "compelling": "تاخیر کی وجوہات معقول ہیں۔",
    "not_compelling": "تاخیر کی وجوہات معقول نہیں۔",
    "postponement": "عدالت سے سماعت ملتوی کرنے کی استدعا ہے (SCPSA دفعہ 9(5))۔",
    "commencement": "عدالت سے دستیاب ریکارڈ پر سماعت شروع کرنے کی استدعا ہے (SCPSA دفعہ 9(5))۔",
    "because": "وجوہات: {reasons}",
    "opinions": "ہر ملزم کے بارے میں رائے (SCPSA دفعہ 9(4)(b) اور 9(6)):",
    "opinion": "ملزم {number} ({initials}): {opinion}۔ {reasons}",
    "opinion_fit_for_trial": "قابل سماعت", "opinion_fit_on_other_sections": "دیگر دفعات کے تحت قابل سماعت",
    "opinion_discharge": "ڈسچارج کی سفارش",
    "draft": "جانچ ابھی مکمل نہیں ہوئی۔",
    "closing_returned": "مورخہ {on} کو پولیس کو واپس کی گئی۔",
    "closing_filed": "مورخہ {on} کو عدالت کو ارسال کی گئی۔",
}  # fmt: skip

# A section such as 9(4)(a) keeps its order within Urdu.
_SECTION: Final = re.compile(r"\d+(?:\(\w+\))+")

WORDS: Final = {
    "en": _EN,
    "ur": {word: _SECTION.sub(lambda found: isolate(found[0], "ur"), says) for word, says in _UR.items()},
}
