"""A report laid out for paper: its heading, its columns in English and Urdu, its rows as text, and what its charts show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from services.cases.rules.reports import AGE_BANDS, OLDEST_BAND

TOO_SMALL: Final = "n too small"
MOST_BARS: Final = 12
DIMENSION_TITLES: Final = {
    "gender": ("by gender of the accused", "بلحاظ جنس"),
    "offence": ("by offence", "بلحاظ جرم"),
    "district": ("by district", "بلحاظ ضلع"),
    "police_station": ("by police station", "بلحاظ تھانہ"),
    "profession": ("by profession of the accused", "بلحاظ پیشہ"),
    "prosecutor": ("by lead prosecutor", "بلحاظ پراسیکیوٹر"),
    "court": ("by court", "بلحاظ عدالت"),
}  # fmt: skip
FIGURE_COLUMNS: Final = (
    ("opening", "Pending at the start", "ابتدا میں زیر التوا"),
    ("instituted", "Instituted", "نئے"),
    ("received", "Received", "موصول"),
    ("decided", "Decided", "فیصلہ شدہ"),
    ("transferred", "Trans­ferred", "منتقل"),
    ("closing", "Pending at the end", "آخر میں زیر التوا"),
    ("unexplained", "Unex­plained", "غیر واضح"),
    ("accused_convicted", "Accused convicted", "سزا یافتہ"),
    ("accused_acquitted", "Accused acquitted", "بری"),
    ("accused_otherwise", "Accused otherwise", "دیگر"),
    ("conviction_of_accused_contested", "Convicted, % of contested", "سزا، فیصد"),
    ("conviction_of_accused_disposed", "Convicted, % of all disposed", "سزا، کل کا فیصد"),
    ("clearance", "Clearance, %", "نمٹانے کی شرح"),
    ("reports_settled", "Police reports settled", "پولیس رپورٹیں"),
    ("returned_of_settled", "Returned, % of settled", "واپس، فیصد"),
    ("late_of_settled", "Late, % of settled", "تاخیر، فیصد"),
    ("adjourned_of_hearings", "Hearings adjourned, %", "التوا، فیصد"),
    ("entered_late", "Steps entered late", "تاخیر سے اندراج"),
)  # fmt: skip
_BANDS: Final = {
    "under_3_months": "under 3 months", "months_3_to_6": "3 to 6 months", "months_6_to_12": "6 to 12 months",
    "years_1_to_2": "1 to 2 years", OLDEST_BAND: "over 2 years",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart: bars with their names."""

    title: str
    title_ur: str
    values: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report on paper."""

    title: str
    title_ur: str
    about: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str | float, ...], ...]
    notes: tuple[str, ...]
    bars: tuple[Bars, ...]


def lay_out(kind: str, counted: Mapping[str, Any]) -> Sheet:
    """Lay a report out."""
    return _lay_out_figures(counted) if kind == "figures" else _lay_out_return(counted)


def _about(counted: Mapping[str, Any]) -> tuple[str, ...]:
    lines = [f"{counted['first_on']} to {counted['last_on']}"]
    if counted["as_of"]:
        lines.append(f"as it was known on {counted['as_of']}")
    if counted["district"]:
        lines.append(f"district {counted['district']}")
    if counted["court_id"]:
        lines.append(f"court {counted['court_id']}")
    return tuple(lines)


def _sealed_note(counted: Mapping[str, Any]) -> list[str]:
    return [] if counted["counts_all_sealed"] else ["Sealed cases are left out, but for those of the reader's own."]


def _lay_out_figures(counted: Mapping[str, Any]) -> Sheet:
    title, title_ur = DIMENSION_TITLES[counted["dimension"]]
    rows = [("Total", counted["total"]), *((one["label"] or one["key"], one) for one in counted["groups"])]
    hides = counted["hides_small"]
    notes = _sealed_note(counted)
    if not counted["each_case_once"]:
        notes.append("A case counts in each group that it belongs to: the groups do not add up to the total.")
    if hides:
        notes.append("Numbers under five are not shown, nor those from which they would follow.")
    notes += [f"{name}: {one['reconciles']}" for name, one in rows if one["unexplained"]]
    if not any(one["unexplained"] for _, one in rows):
        notes.append(
            "Pending + instituted + received - decided - transferred = pending at the end, in every row shown whole."
        )
    return Sheet(
        f"Performance report {title}",
        f"کارکردگی رپورٹ {title_ur}",
        _about(counted),
        (("", ""), *((says, says_ur) for _, says, says_ur in FIGURE_COLUMNS)),
        tuple((name, *(_figure(one[column], hides=hides) for column, _, _ in FIGURE_COLUMNS)) for name, one in rows),
        tuple(notes),
        _bars_of_figures(counted),
    )


def _figure(value: float | None, *, hides: bool) -> str | float:
    if value is None:
        return TOO_SMALL if hides else "-"
    return value


def _bars_of_figures(counted: Mapping[str, Any]) -> tuple[Bars, ...]:
    ages = counted["total"]["pending_by_age"]
    largest = sorted((one for one in counted["groups"] if one["closing"]), key=lambda one: -one["closing"])[:MOST_BARS]
    decided = sorted((one for one in counted["groups"] if one["decided"]), key=lambda one: -one["decided"])[:MOST_BARS]
    return (
        Bars(
            "Pending at the end, by age",
            "آخر میں زیر التوا بلحاظ مدت",
            _values((_BANDS[name], ages[name]) for name in _order()),
        ),
        Bars(
            "Pending at the end",
            "آخر میں زیر التوا",
            _values((one["label"] or one["key"], one["closing"]) for one in largest),
        ),
        Bars("Decided", "فیصلہ شدہ", _values((one["label"] or one["key"], one["decided"]) for one in decided)),
    )


def _order() -> Sequence[str]:
    return (*(name for name, _ in AGE_BANDS), OLDEST_BAND)


def _values(pairs: Any) -> tuple[tuple[str, float], ...]:
    return tuple((str(name), float(value)) for name, value in pairs if value is not None)


def _lay_out_return(counted: Mapping[str, Any]) -> Sheet:
    names = [column["name"] for column in counted["columns"]]
    notes = _sealed_note(counted)
    if counted["not_held"]:
        notes.append(f"The prosecution does not hold: {', '.join(counted['not_held'])}.")
    return Sheet(
        counted["title"],
        counted["title_ur"],
        _about(counted),
        tuple((column["says"], column["says_ur"]) for column in counted["columns"]),
        tuple(tuple(write(row[name]) for name in names) for row in counted["rows"]),
        tuple(notes),
        _bars_of_return(counted),
    )


def _bars_of_return(counted: Mapping[str, Any]) -> tuple[Bars, ...]:
    """Show a state of work, or what became of the persons; lists of cases have no chart."""
    shown = []
    for row in counted["rows"]:
        columns = [one for one in counted["columns"] if isinstance(row[one["name"]], int) and "opening" in row]
        values = _values((one["says"], row[one["name"]]) for one in columns if one["name"] != "unexplained")
        if values:
            shown.append(Bars(str(write(row.get("kind", "persons"))).capitalize(), "", values))
    return tuple(shown)


def write(value: Any) -> str | float:
    """Write a cell: lists in a line, words without underscores; numbers stay numbers."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, Mapping):
        if "since" in value:
            return f"{value['number'] or 'without number'} ({value['since']})"
        return ", ".join(f"{write(name)}: {times}" for name, times in sorted(value.items(), key=lambda one: -one[1]))
    if isinstance(value, (list, tuple)):
        return ", ".join(str(write(one)) for one in value)
    text = str(value)
    return text.replace("_", " ") if text.isascii() and text.islower() else text
