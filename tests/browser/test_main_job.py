"""The main job by hand: a FIR is registered, its report scrutinised, the case filed and a hearing fixed, by the people whose steps they are."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Desk, Open, enter

TODAY: Final = dt.date.today()  # noqa: DTZ011 - the day of the machine that the browser runs on, as its date fields know it

# What people choose by name, as the reader's language has it.
NAMES: Final = {
    "en": {
        "district": "Karachi South",
        "act": "Penal Code",
        "court": "1st Additional Sessions Court, Karachi South",
        "purpose": "Framing of charge",
    },
    "ur": {
        "district": "کراچی جنوبی",
        "act": "تعزیرات پاکستان",
        "court": "پہلی ایڈیشنل سیشن کورٹ، کراچی جنوبی",
        "purpose": "فرد جرم",
    },
}


def press(desk: Desk, operation: str) -> None:
    """Open the form of a procedure by the button that names it."""
    desk.page.locator(f'button[data-operation="{operation}"]').first.click()
    expect(form(desk)).to_be_visible()


def form(desk: Desk) -> Any:
    """Give the form that is open."""
    return desk.page.locator("form[data-operation]")


def fill(page: Page, name: str, value: str) -> None:
    """Type into the field of this name."""
    page.locator(f'form[data-operation] [name="{name}"]').fill(value)


def choose(page: Page, name: str, value: str) -> None:
    """Choose in a list that the browser draws."""
    page.locator(f'form[data-operation] select[name="{name}"]').select_option(value)


def pick(page: Page, name: str, text: str) -> None:
    """Choose in a list that is searched, by the keyboard."""
    field = page.locator(f'form[data-operation] input[data-field="{name}"]')
    field.scroll_into_view_if_needed()
    field.focus()
    field.fill(text)
    expect(page.locator("[role=option]:visible").filter(has_text=text).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def send(desk: Desk) -> None:
    """Send the form, and see it go."""
    form(desk).locator("button[type=submit]").click()
    expect(form(desk)).to_have_count(0)
    desk.settle()


def register(clerk: Desk, number: str, language: str) -> str:
    """Register a FIR; give the address of its file."""
    clerk.open("/cases")
    press(clerk, "register_case")
    expect(clerk.page.locator('form[data-operation] input[data-field="district"]')).to_have_value(
        NAMES[language]["district"]
    )
    fill(clerk.page, "police_station", "Boat Basin")
    fill(clerk.page, "fir_number", number)
    fill(clerk.page, "fir_on", str(TODAY - dt.timedelta(days=5)))
    expect(clerk.page.locator('[name="fir_year"]')).to_have_value(str((TODAY - dt.timedelta(days=5)).year))
    pick(clerk.page, "sections.0.act", NAMES[language]["act"])
    fill(clerk.page, "sections.0.section", "392")
    clerk.page.keyboard.press("Escape")
    fill(clerk.page, "accused.0.initials", "K.L.")
    choose(clerk.page, "accused.0.custody.state", "in_custody")
    fill(clerk.page, "accused.0.custody.since_on", str(TODAY - dt.timedelta(days=4)))
    send(clerk)
    expect(clerk.page.locator("h1")).to_contain_text(f"{number}/{(TODAY - dt.timedelta(days=5)).year}")
    return clerk.page.url.removeprefix(clerk.url)


def assign(supervisor: Desk, place: str) -> None:
    """Let a prosecutor stand on the case."""
    supervisor.open(place)
    press(supervisor, "assign_prosecutor")
    pick(supervisor.page, "prosecutor_id", "Bilal Soomro")
    choose(supervisor.page, "role", "lead")
    send(supervisor)


def receive(clerk: Desk, place: str) -> None:
    """Take the police report in."""
    clerk.open(place)
    press(clerk, "receive_report")
    choose(clerk.page, "kind", "final")
    send(clerk)


def judge(prosecutor: Desk, place: str, language: str) -> None:
    """Give the opinion and file the case in court."""
    prosecutor.open(place)
    prosecutor.page.locator("#reports").scroll_into_view_if_needed()
    press(prosecutor, "give_opinion")
    pick(prosecutor.page, "accused_id", "K.L.")
    choose(prosecutor.page, "opinion", "fit_for_trial")
    choose(prosecutor.page, "evidential_test", "met")
    choose(prosecutor.page, "public_interest_test", "met")
    fill(prosecutor.page, "reasons", "Two eye-witnesses and the recovery agree.")
    send(prosecutor)
    press(prosecutor, "file_case")
    pick(prosecutor.page, "court_id", NAMES[language]["court"])
    fill(prosecutor.page, "court_case_number", f"Sessions Case {TODAY:%H%j}/{TODAY.year}")
    send(prosecutor)


def fix_hearing(clerk: Desk, place: str, language: str, hour: int) -> None:
    """Fix a hearing on a day the court sits."""
    clerk.open(place)
    press(clerk, "schedule_hearing")
    day = next(day for day in (TODAY + dt.timedelta(days=ahead) for ahead in range(20, 40)) if day.isoweekday() < 5)
    fill(clerk.page, "starts_at", f"{day}T{hour:02}:30")
    pick(clerk.page, "purpose", NAMES[language]["purpose"])
    send(clerk)


@pytest.mark.parametrize(
    ("number", "language", "device", "hour"),
    [("9101", "en", DESK, 9), ("9102", "en", PHONE, 10), ("9103", "ur", DESK, 11)],
    ids=["desk", "phone", "urdu"],
)
def test_a_case_is_carried_to_its_first_hearing(
    desk: Open, number: str, language: str, device: dict[str, Any], hour: int
) -> None:
    """Clerk, supervisor and prosecutor carry a case from the FIR to a hearing; the Prosecutor General finds it with its next date."""
    with desk("clerk", language=language, device=device) as clerk:
        place = register(clerk, number, language)
        with desk("supervisor", language=language, device=device) as supervisor:
            assign(supervisor, place)
        receive(clerk, place)
        with desk("prosecutor1", language=language, device=device) as prosecutor:
            judge(prosecutor, place, language)
        fix_hearing(clerk, place, language, hour)
        clerk.page.locator("#hearings").scroll_into_view_if_needed()
        expect(clerk.page.locator("#hearings")).to_contain_text(f"{hour:02}:30")
        # Cases hears of it from the bus a moment later: the open page follows by itself.
        expect(clerk.page.locator("#summary")).to_contain_text(f"{hour:02}:30")
    with desk("prosecutor-general", language=language, device=device) as general:
        general.open(f"/cases?q={number}/{TODAY.year}")
        expect(general.page.locator("table.rows")).to_contain_text(f"{hour:02}:30")


def test_the_service_says_what_is_wrong_beside_the_field(desk: Open) -> None:
    """What is missing is said as one sends; a second FIR of the same number is refused by name, and nothing typed is lost."""
    with desk("clerk") as clerk:
        clerk.open("/cases")
        press(clerk, "register_case")
        form(clerk).locator("button[type=submit]").click()
        expect(form(clerk).locator("[aria-invalid=true]").first).to_be_focused()
        fill(clerk.page, "police_station", "Preedy")
        clerk.page.reload()
        clerk.settle()
        press(clerk, "register_case")
        expect(clerk.page.locator('[name="police_station"]')).to_have_value("Preedy")
        clerk.page.get_by_role("button", name="Throw it away").click()
        expect(clerk.page.locator('[name="police_station"]')).to_have_value("")


def test_what_was_begun_leaves_the_device_with_whoever_signs_out(desk: Open, password: str) -> None:
    """A draft may hold names, and the device may be shared: it goes with signing out."""
    with desk("clerk") as clerk:
        clerk.open("/cases")
        press(clerk, "register_case")
        fill(clerk.page, "police_station", "Kalri")
        clerk.page.reload()
        clerk.settle()
        press(clerk, "register_case")
        expect(clerk.page.locator('[name="police_station"]')).to_have_value("Kalri")
        clerk.open("/me")
        clerk.page.get_by_role("button", name="Sign out").first.click()
        expect(clerk.page.locator("input[name=login]")).to_be_visible()
        enter(clerk, "clerk", password)
        clerk.open("/cases")
        press(clerk, "register_case")
        expect(clerk.page.locator('[name="police_station"]')).to_have_value("")
