"""The forms of the courts' returns: their columns in the order of the rules, in English and Urdu, and what adds up in them."""

from __future__ import annotations

from typing import Any, Final

from services.cases.rules.reports import Movement, explain

TITLES: Final = {
    "16": ("Form 16: monthly statement of sessions trials", "فارم 16: سیشن مقدمات کا ماہانہ گوشوارہ"),
    "17": ("Form 17: monthly state of criminal work", "فارم 17: فوجداری کام کی ماہانہ کیفیت"),
    "18": ("Form 18: quarterly duration of murder cases", "فارم 18: مقدمات قتل کی مدت کا سہ ماہی گوشوارہ"),
    "19": ("Form 19: quarterly duration of cases", "فارم 19: مقدمات کی مدت کا سہ ماہی گوشوارہ"),
    "20": ("Form 20: annual statement by persons", "فارم 20: ملزمان کا سالانہ گوشوارہ"),
}  # fmt: skip
FORMS: Final = {
    "16": (
        ("serial", "Serial", "نمبر شمار"),
        ("number", "Case", "مقدمہ نمبر"),
        ("accused", "Accused", "ملزم"),
        ("charged", "Sections charged", "عائد دفعات"),
        ("convicted", "Sections of conviction", "دفعات سزا"),
        ("held", "In jail or on bail", "جیل میں یا ضمانت پر"),
        ("received_on", "Received on", "تاریخ وصولی"),
        ("decided_on", "Decided on", "تاریخ فیصلہ"),
        ("result", "Result", "نتیجہ"),
        ("sentence", "Sentence", "سزا"),
        ("witnesses_fact", "Witnesses of fact examined", "واقعاتی گواہ"),
        ("witnesses_formal", "Formal witnesses examined", "رسمی گواہ"),
        ("witnesses_other", "Other witnesses examined", "دیگر گواہ"),
        ("days_occupied", "Days occupied", "سماعت کے ایام"),
        ("dates", "On which days", "تاریخیں"),
    ),
    "17": (
        ("kind", "Kind of work", "کام کی نوعیت"),
        ("opening", "Pending from last month", "سابقہ زیر التوا"),
        ("instituted", "Instituted", "نئے دائر"),
        ("received", "Received by transfer", "بذریعہ منتقلی موصول"),
        ("decided", "Decided", "فیصلہ شدہ"),
        ("transferred", "Transferred", "منتقل شدہ"),
        ("closing", "Pending at the end", "اختتام پر زیر التوا"),
        ("over_6_months", "Pending over six months", "چھ ماہ سے زائد"),
        ("oldest", "Three oldest cases", "تین قدیم ترین مقدمات"),
        ("unexplained", "Unexplained", "غیر واضح"),
        ("reconciles", "Reconciliation", "میزان"),
    ),
    "18": (
        ("serial", "Serial", "نمبر شمار"),
        ("number", "Case number and year", "مقدمہ نمبر و سال"),
        ("sent_up_on", "Sent up on", "چالان پیش ہونے کی تاریخ"),
        ("decided_on", "Decided on", "تاریخ فیصلہ"),
        ("days", "Days", "ایام"),
        ("over_a_year", "Over a year", "ایک سال سے زائد"),
        ("explanation", "Adjournments by cause, where over a year", "ایک سال سے زائد ہونے پر التوا کی وجوہات"),
    ),
    "19": (
        ("kind", "Kind of work", "کام کی نوعیت"),
        ("opening", "Pending at the beginning", "ابتدا میں زیر التوا"),
        ("instituted", "Instituted", "نئے دائر"),
        ("received", "Received by transfer", "بذریعہ منتقلی موصول"),
        ("decided", "Decided", "فیصلہ شدہ"),
        ("transferred", "Transferred", "منتقل شدہ"),
        ("closing", "Pending at the end", "اختتام پر زیر التوا"),
        ("average_days", "Average days of the decided", "فیصلہ شدہ کے اوسط ایام"),
        ("over_3_months", "Pending over three months", "تین ماہ سے زائد"),
        ("over_6_months", "Pending over six months", "چھ ماہ سے زائد"),
        ("unexplained", "Unexplained", "غیر واضح"),
        ("reconciles", "Reconciliation", "میزان"),
    ),
    "20": (
        ("opening", "Persons under trial at the beginning", "ابتدا میں زیر سماعت ملزمان"),
        ("came", "Came during the year", "دوران سال آئے"),
        ("discharged", "Discharged", "ڈسچارج"),
        ("acquitted_on_withdrawal", "Acquitted on withdrawal", "واپسی پر بری"),
        ("acquitted_otherwise", "Acquitted otherwise", "دیگر طور پر بری"),
        ("convicted", "Convicted", "سزا یافتہ"),
        ("otherwise", "Abated or dormant", "ساقط یا داخل دفتر"),
        ("transferred", "Transferred to another court", "دیگر عدالت کو منتقل"),
        ("remaining", "Remaining", "باقی"),
        ("remaining_in_custody", "of them under arrest", "ان میں زیر حراست"),
        ("remaining_on_bail", "of them on bail", "ان میں ضمانت پر"),
        ("remaining_absconding", "of them absconding", "ان میں مفرور"),
        ("unexplained", "Unexplained", "غیر واضح"),
    ),
}  # fmt: skip
NOT_HELD: Final = {
    "16": ("committing magistrate", "defence witnesses"),
    "17": ("jail appeals", "revisions", "miscellaneous applications"),
    "18": (),
    "19": ("appeals over two months",),
    "20": ("convictions by whether an appeal lies", "release on probation"),
}  # fmt: skip
_OUT: Final = ("discharged", "acquitted_on_withdrawal", "acquitted_otherwise", "convicted", "otherwise", "transferred")


def add_up_state(row: dict[str, Any]) -> dict[str, Any]:
    """Add to a row of pendency whether it reconciles."""
    names = ("opening", "instituted", "received", "decided", "transferred", "closing")
    movement = Movement(**{name: row[name] for name in names})
    return {**row, "unexplained": movement.unexplained, "reconciles": explain(movement)}


def add_up_persons(row: dict[str, Any]) -> dict[str, Any]:
    """Add to a row of persons how many are unexplained: at the beginning + came - disposed of = remaining."""
    out = sum(row[name] for name in _OUT)
    return {**row, "unexplained": row["opening"] + row["came"] - out - row["remaining"]}
