"""The shapes of the accounts' input and answers."""

from __future__ import annotations

from marshmallow import fields, validate

from gateway.accounts.rules import logins
from gateway.accounts.rules.roles import ROLES
from gateway.accounts.rules.sessions import TOKEN_DAYS_MOST
from gateway.accounts.rules.views import LONGEST_NAME, MOST_COLUMNS
from services.common.schemas import Choice, Code, Day, Instant, PageQuery, Schema, Text, View, Whole

LANGUAGES = ("en", "ur", "sd")
_LOGIN = validate.Regexp(logins.PATTERN, error=logins.FAULT)
_DISTRICT = validate.Regexp(
    r"^(\*|[a-z0-9]+(-[a-z0-9]+)*)$", error="Name a district such as karachi-south, or * for all."
)


class Secret(fields.String):
    """A password as it was typed: neither stripped nor changed, shown nowhere."""

    def __init__(self) -> None:
        """Bound it, so that nobody makes us hash a book."""
        super().__init__(
            required=True, load_only=True, validate=validate.Length(min=1, max=400), metadata={"format": "password"}
        )


class SignIn(Schema):
    """A login and its password."""

    login = Text(required=True, most=60)
    password = Secret()


class NewPassword(Schema):
    """The password until now and the next one."""

    old_password = Secret()
    new_password = Secret()


class ResetPassword(Schema):
    """A first password for somebody, which he must change when he signs in."""

    new_password = Secret()
    reason = Text(required=True)


class HeldRole(View):
    """A role that a person holds, where and since when."""

    id = fields.UUID()
    role = Choice(ROLES)
    districts = fields.List(Text())
    valid_from = Day()
    valid_to = Day(allow_none=True)
    source = Text()


class Me(View):
    """Who is signed in, and what he may do."""

    id = fields.UUID()
    login = Text()
    name = Text()
    language = Choice(LANGUAGES)
    must_change_password = fields.Boolean()
    roles = fields.List(Choice(ROLES))
    may = fields.List(Text())
    districts = fields.List(Text())
    session_expires_at = Instant()


class DeviceFilter(Schema):
    """Which device: the number that the browser gave itself."""

    device = fields.UUID(required=True)


class DeviceKey(View):
    """256 bits in base64: the same each time for a person on a device."""

    key = Text()


class NewToken(Schema):
    """A token for a phone or a program."""

    name = Text(required=True, most=100)
    days = Whole(least=1, most=TOKEN_DAYS_MOST, load_default=90)


class IssuedToken(View):
    """A token, shown this one time."""

    id = fields.UUID()
    name = Text()
    token = Text()
    expires_at = Instant()


class SessionRow(View):
    """A sign-in of mine that stands."""

    id = fields.UUID()
    kind = Choice(("browser", "token"))
    name = Text()
    created_at = Instant()
    seen_at = Instant()
    expires_at = Instant()
    is_this_one = fields.Boolean()


class AccountFilter(PageQuery):
    """Which accounts to list."""

    role = Choice(ROLES, load_default=None)
    login = Text(most=60, load_default=None)


class NewAccount(Schema):
    """A person who shall be able to sign in."""

    login = Text(required=True, most=60, validate=[_LOGIN])
    name = Text(required=True, most=200)
    language = Choice(LANGUAGES, load_default="en")
    password = Secret()


class AccountChange(Schema):
    """What may be changed of an account; locking it ends its sessions."""

    name = Text(most=200)
    language = Choice(LANGUAGES)
    is_locked = fields.Boolean()
    reason = Text(required=True)


class AccountView(View):
    """An account as administrators see it."""

    id = fields.UUID()
    login = Text()
    name = Text()
    language = Choice(LANGUAGES)
    is_locked = fields.Boolean()
    must_change_password = fields.Boolean()
    created_at = Instant()
    version = Whole()
    roles = fields.List(fields.Nested(HeldRole))


class NewRole(Schema):
    """A role to give, where, from which day until which, and what orders it."""

    role = Choice(ROLES, required=True)
    districts = fields.List(Text(validate=[_DISTRICT], most=60), required=True, validate=validate.Length(min=1, max=60))
    valid_from = Day(required=True)
    valid_to = Day(load_default=None, allow_none=True)
    source = Text(required=True)


class EndRole(Schema):
    """The day from which the role is no longer held, and what orders it."""

    valid_to = Day(required=True)
    source = Text(required=True)


class PeopleFilter(PageQuery):
    """Whom to list: by role, by what they may do, by district, by words of the name; `former`: also who once might and who left."""

    role = Choice(ROLES, load_default=None)
    may = Text(most=60, load_default=None)
    former = fields.Boolean(load_default=False)
    district = Code(load_default=None)
    q = Text(most=200, load_default=None)


class Person(View):
    """A colleague: the name behind an id."""

    id = fields.UUID()
    name = Text()
    roles = fields.List(Choice(ROLES))
    districts = fields.List(Text())
    is_locked = fields.Boolean()


class CaseListFilter(Schema):
    """What a view of the list of cases asks for, each member as it stands in the address of the list."""

    q = Text(most=200)
    stage = Code()
    district = Code()
    court_id = fields.UUID()
    custody = Code()
    fir_year = Text(most=4)
    is_terrorism = fields.Boolean()
    number = Text(most=200)
    name = Text(most=200)
    act = Text(most=60)
    section = Text(most=60)
    police_station = Text(most=200)
    fir_from = Day()
    fir_to = Day()
    decided_from = Day()
    decided_to = Day()
    due_before = Day()
    prosecutor = fields.UUID()


class NewView(Schema):
    """A view of the list of cases: a name, what it filters, which columns it shows; shared with one's districts, or one's own."""

    name = Text(required=True, most=LONGEST_NAME)
    filter = fields.Nested(CaseListFilter, required=True)
    columns = fields.List(Code(), load_default=list, validate=validate.Length(max=MOST_COLUMNS))
    is_shared = fields.Boolean(load_default=False)


class ViewRow(View):
    """A view that one keeps, or that somebody shares with one's district."""

    id = fields.UUID()
    owner_id = fields.UUID()
    is_mine = fields.Boolean()
    name = Text()
    filter = fields.Nested(CaseListFilter)
    columns = fields.List(Text())
    is_shared = fields.Boolean()
    changed_at = Instant()
    version = Whole()
