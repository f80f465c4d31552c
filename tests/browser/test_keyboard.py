"""By the keyboard alone: signing in, finding one's way, registering a FIR, asking for a task; the focus is always seen."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any, Final

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, STANDS, Desk, Open

TODAY: Final = dt.date.today()  # noqa: DTZ011 - the day of the machine that the browser runs on, as its date fields know it
# More stops than any page has before what is looked for.
MOST: Final = 150
# Where one is must be seen: by an outline, or by the border that a field gets.
SEEN: Final = """() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  return at === document.body || style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""


def go_to(page: Page, selector: str) -> None:
    """Press Tab until this has the focus, which must be seen at every stop; what comes near the eye may come first, as nobody tabs faster."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        page.wait_for_function(STANDS)
        assert page.evaluate(SEEN), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def write(page: Page, name: str, text: str) -> None:
    """Go to a field and type into it."""
    go_to(page, f'form[data-operation] [name="{name}"]')
    page.keyboard.type(text)


def open_form(page: Page) -> None:
    """Press the button that has the focus, and wait until the form has it: nobody types faster than a form comes."""
    page.keyboard.press("Enter")
    expect(page.locator("form[data-operation]")).to_be_visible()
    expect(page.locator("[role=dialog]:focus-within")).to_be_visible()
    page.wait_for_timeout(300)


def write_day(page: Page, name: str, day: dt.date) -> None:
    """Go to a field that holds a day and type its digits, day first; it is shown with its strokes and said below in words."""
    go_to(page, f'form[data-operation] [name="{name}"]')
    page.keyboard.type(f"{day:%d%m%Y}")
    expect(page.locator(f'form[data-operation] [name="{name}"]')).to_have_value(f"{day:%d/%m/%Y}")


def pick(page: Page, name: str, text: str) -> None:
    """Go to a list that is searched, and choose in it."""
    go_to(page, f'form[data-operation] input[data-field="{name}"]')
    page.keyboard.type(text)
    expect(page.locator("[role=option]:visible").filter(has_text=text).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_one_signs_in_and_skips_to_the_content(browser: Browser, gateway_url: str, password: str) -> None:
    """The entrance takes keys alone; then the first stop leads past the places to the content."""
    options: dict[str, Any] = {**DESK, "locale": "en-GB", "service_workers": "block"}
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto(gateway_url)
    expect(page.locator("input[name=login]")).to_be_focused()
    page.keyboard.type("clerk")
    go_to(page, "input[name=password]")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("My day")
    page.locator("body").press("Tab")
    go_to(page, "a.skip")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    context.close()


def test_a_case_is_registered_by_the_keyboard(desk: Open) -> None:
    """From the list to the file of the new case and a task in it; Escape closes a form and gives the focus back."""
    number = str(secrets.randbelow(80_000) + 10_000)
    with desk("clerk") as clerk:
        page = clerk.page
        go_to(page, 'nav a[href="/cases"]')
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Cases")
        expect(page.locator("h1")).to_be_focused()
        go_to(page, 'button[data-operation="register_case"]')
        open_form(page)
        write(page, "police_station", "Garden")
        write(page, "fir_number", number)
        write_day(page, "fir_on", TODAY - dt.timedelta(days=2))
        pick(page, "sections.0.act", "Penal Code")
        write(page, "sections.0.section", "392")
        go_to(page, "form[data-operation] button[type=submit]")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text(f"{number}/{(TODAY - dt.timedelta(days=2)).year}")
        clerk.settle()
        ask_for_a_task(clerk)


def test_a_day_is_typed_or_taken_and_never_guessed(desk: Open) -> None:
    """What is unclear stays and is said; the calendar goes by arrows; Escape closes it and the list first, and the form last."""
    with desk("clerk") as clerk:
        page = clerk.page
        clerk.open("/cases")
        go_to(page, 'button[data-operation="register_case"]')
        open_form(page)
        day = page.locator('form[data-operation] [name="fir_on"]')
        write(page, "fir_on", "12/25/2026")
        page.keyboard.press("Tab")
        expect(day).to_have_value("12/25/2026")
        expect(day).to_have_attribute("aria-invalid", "true")
        expect(page.locator("form[data-operation]")).to_contain_text("Write it as 20/11/2026")
        page.keyboard.press("Enter")
        expect(page.locator(".day-calendar button:focus")).to_be_visible()
        page.keyboard.press("Escape")
        expect(day).to_be_focused()
        page.keyboard.press("Control+a")
        page.keyboard.type("5.12.25")
        page.keyboard.press("Tab")
        expect(day).to_have_value("05/12/2025")
        expect(page.locator("form[data-operation]")).to_contain_text("Fri 5 Dec 2025")
        expect(page.locator('[name="fir_year"]')).to_have_value("2025")
        page.locator('input[data-field="sections.0.act"]').click()
        expect(page.locator("[role=option]:visible").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("[role=option]:visible")).to_have_count(0)
        expect(page.locator("form[data-operation]")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("form[data-operation]")).to_have_count(0)


def ask_for_a_task(clerk: Desk) -> None:
    """Open the form of a task, close it, open it again and send it; the focus comes back to the button each time."""
    page, button = clerk.page, 'button[data-operation="add_task"]'
    go_to(page, button)
    open_form(page)
    page.keyboard.press("Escape")
    expect(page.locator("form[data-operation]")).to_have_count(0)
    expect(page.locator(button).first).to_be_focused()
    open_form(page)
    write(page, "says", "Fetch the post-mortem report")
    write_day(page, "due_on", TODAY + dt.timedelta(days=9))
    go_to(page, "form[data-operation] button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("form[data-operation]")).to_have_count(0)
    expect(page.locator("#tasks")).to_contain_text("Fetch the post-mortem report")
