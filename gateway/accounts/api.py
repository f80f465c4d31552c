"""The accounts' operations, declared as every service declares its own; the gateway answers these itself."""

from __future__ import annotations

from gateway.accounts import schemas
from services.common.api import Api
from services.common.schemas import PageQuery

api = Api("gateway", __name__)

read_me = api.get("/me", returns=schemas.Me, says="Who is signed in and what he may do")
change_password = api.post(
    "/me/password", takes=schemas.NewPassword, status=204, says="Change the own password; other sessions end"
)
read_device_key = api.get(
    "/me/device-key",
    query=schemas.DeviceFilter,
    returns=schemas.DeviceKey,
    says="The own key for what a browser keeps on a device; to browsers only",
)
list_tokens = api.get(
    "/tokens", query=PageQuery, pages_of=schemas.SessionRow, says="The own sessions and tokens that stand"
)
create_token = api.post(
    "/tokens", takes=schemas.NewToken, returns=schemas.IssuedToken, says="A bearer token for a phone or a program"
)
revoke_token = api.delete("/tokens/{token_id:uuid}", says="End one of the own sessions or tokens")

list_views = api.get(
    "/me/views", query=PageQuery, pages_of=schemas.ViewRow,
    says="The own views of the list of cases, and those that are shared with one's districts",
)  # fmt: skip
keep_view = api.post(
    "/me/views", takes=schemas.NewView, returns=schemas.ViewRow, says="Keep a view of the list of cases under a name"
)
change_view = api.put(
    "/me/views/{view_id:uuid}", takes=schemas.NewView, returns=schemas.ViewRow, guarded=True,
    says="Replace one of the own views",
)  # fmt: skip
forget_view = api.delete("/me/views/{view_id:uuid}", says="Remove one of the own views")

list_people = api.get(
    "/people", query=schemas.PeopleFilter, pages_of=schemas.Person, says="Colleagues, by role and district"
)
read_person = api.get("/people/{account_id:uuid}", returns=schemas.Person, says="The name behind an id")

list_accounts = api.get(
    "/accounts",
    query=schemas.AccountFilter,
    pages_of=schemas.AccountView,
    may="accounts.read",
    says="Accounts with their roles",
)
read_account = api.get(
    "/accounts/{account_id:uuid}", returns=schemas.AccountView, may="accounts.read", says="One account"
)
create_account = api.post(
    "/accounts",
    takes=schemas.NewAccount,
    returns=schemas.AccountView,
    may="accounts.administer",
    says="Let a person sign in",
)
change_account = api.patch(
    "/accounts/{account_id:uuid}", takes=schemas.AccountChange, returns=schemas.AccountView, may="accounts.administer",
    guarded=True, says="Change an account's name or language, lock or unlock it",
)  # fmt: skip
reset_password = api.post(
    "/accounts/{account_id:uuid}/password", takes=schemas.ResetPassword, may="accounts.administer", status=204,
    says="Give somebody a first password again; his sessions end",
)  # fmt: skip
give_role = api.post(
    "/accounts/{account_id:uuid}/roles", takes=schemas.NewRole, returns=schemas.AccountView, may="accounts.administer",
    says="Give a role in some districts, from a day on",
)  # fmt: skip
end_role = api.post(
    "/accounts/{account_id:uuid}/roles/{role_id:uuid}/end", takes=schemas.EndRole, returns=schemas.AccountView,
    may="accounts.administer", status=200, says="End a role on a day",
)  # fmt: skip
