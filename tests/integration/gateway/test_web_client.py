"""The web client as the gateway hands it out: its page, its policy, its files; and answers squeezed for whoever takes them so."""

from __future__ import annotations

import re
from pathlib import Path

import falcon.asgi
import falcon.testing
import pytest

from gateway.web_client import PLACES, WebClient, write_policy
from services.common.database import Database
from tests.integration.gateway.running import Gateway, make_account


@pytest.fixture
def client(tmp_path: Path) -> falcon.testing.TestClient:
    """Give a small build, served as the gateway serves the real one."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text('<!doctype html><style nonce="STYLE_NONCE"></style>')
    (tmp_path / "assets/first-abc.js").write_text("let much = 1;" * 100)
    (tmp_path / "assets/first-abc.js.br").write_bytes(b"brotli")
    (tmp_path / "icon.svg").write_text("<svg/>")
    served = WebClient("https://files.example:9000/bucket", secure=True, build=tmp_path)
    app = falcon.asgi.App()
    app.add_route("/", served)
    app.add_route("/assets/{name:path}", served, suffix="file")
    for address in served.root_files:
        app.add_route(address, served, suffix="file")
    app.add_sink(served.give_place, PLACES)
    return falcon.testing.TestClient(app)


def test_every_place_is_the_clients_page(client: falcon.testing.TestClient) -> None:
    """The page comes for any place of the client; what is the API's, an operator's or a missing file is not one."""
    for path in ("/", "/cases", "/cases/1/links", "/administration/people"):
        assert client.simulate_get(path).status_code == 200
    for path in ("/api/nothing", "/health/nothing", "/metrics", "/gone.js", "/assets/gone.js", "/dav/x"):
        assert client.simulate_get(path).status_code == 404
    assert client.simulate_post("/cases").status_code == 405


def test_each_page_has_a_nonce_of_its_own(client: falcon.testing.TestClient) -> None:
    """Styles are allowed by a value that no two pages share; scripts only from files; nothing within the page, nothing from outside."""
    first, second = client.simulate_get("/"), client.simulate_get("/")
    nonces = [re.search(r"'nonce-([\w-]+)'", page.headers["content-security-policy"]) for page in (first, second)]

    assert nonces[0] is not None
    assert nonces[1] is not None
    assert nonces[0][1] != nonces[1][1]
    assert f'nonce="{nonces[0][1]}"' in first.text
    assert "STYLE_NONCE" not in first.text
    policy = first.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "connect-src 'self' https://files.example:9000;" in policy
    assert first.headers["strict-transport-security"]


def test_a_policy_without_a_store_allows_this_origin_alone() -> None:
    """Where no store is named, files are not to be fetched from anywhere else."""
    assert "connect-src 'self';" in write_policy("n", None)


def test_files_come_in_the_smallest_form_that_is_read(client: falcon.testing.TestClient) -> None:
    """Brotli for who takes it, the file itself for who does not; those with a hash in their name are kept for good."""
    small = client.simulate_get("/assets/first-abc.js", headers={"accept-encoding": "gzip, br"})
    plain = client.simulate_get("/assets/first-abc.js")

    assert (small.headers["content-encoding"], small.content) == ("br", b"brotli")
    assert "content-encoding" not in plain.headers
    assert plain.text.startswith("let much")
    assert plain.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in plain.headers["cache-control"]
    assert client.simulate_get("/icon.svg").headers["cache-control"] == "no-cache"


def test_a_missing_build_says_what_to_do(tmp_path: Path) -> None:
    """Where nothing was built the page says how to build it."""
    served = WebClient(None, secure=False, build=tmp_path / "none")
    app = falcon.asgi.App()
    app.add_route("/", served)

    assert "./cmms up" in falcon.testing.TestClient(app).simulate_get("/").text


def test_long_answers_are_squeezed_for_who_takes_them_so(gateway: Gateway, accounts: Database) -> None:
    """A page of rows comes as gzip to a client that accepts it, and the very same as it is to any other; a short answer stays as it is."""
    reader = gateway.sign_in(make_account(accounts, "accounts.read"))
    for _ in range(8):
        make_account(accounts)

    squeezed = reader.get("/api/accounts?limit=50", headers={"accept-encoding": "gzip"})
    plain = reader.get("/api/accounts?limit=50", headers={"accept-encoding": "identity"})

    assert squeezed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert squeezed.content == plain.content
    assert int(squeezed.headers["content-length"]) < len(plain.content) / 2
    assert "content-encoding" not in reader.get("/api/me", headers={"accept-encoding": "gzip"}).headers
