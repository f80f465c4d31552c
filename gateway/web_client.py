"""The web client as the gateway hands it out: the files of its build, and its one page for every address that is a place in it.

The files are read once, when a worker starts; those under `/assets/` carry a hash in their name and are kept by browsers for good.
The page's Content-Security-Policy allows nothing from outside and no script within the page; styles that the client's own scripts
write carry a nonce that is made anew for each page (CSP Level 3, section 2.3.1).
"""

from __future__ import annotations

import gzip
import mimetypes
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import falcon

from gateway.limits import secure_headers

BUILD: Final = Path(__file__).parent / "web/dist"
# Places of the client: whatever is neither the API's nor for operators, and does not look like a file.
PLACES: Final = r"/(?!api(/|$)|health(/|$)|metrics$|dav(/|$)|\.well-known(/|$))[^.]*$"
_NONCE: Final = b"STYLE_NONCE"
_TYPES: Final = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
_FOR_GOOD: Final = "public, max-age=31536000, immutable"
_UNBUILT: Final = b"<!doctype html><title>CMMS</title><p>The web client is not built here. Build it: ./cmms up"


@dataclass(frozen=True, slots=True)
class File:
    """A file of the build, and its smaller twins by their content coding."""

    content: bytes
    twins: dict[str, bytes]
    media: str
    is_for_good: bool


def read_files(build: Path = BUILD) -> dict[str, File]:
    """Give the files of a build by their addresses; none when there is no build."""
    found = {}
    for path in build.rglob("*"):
        if not path.is_file() or path.suffix in (".br", ".gz") or path.name == "index.html":
            continue
        twins = {
            coding: twin.read_bytes()
            for coding, suffix in (("br", ".br"), ("gzip", ".gz"))
            if (twin := path.with_name(path.name + suffix)).exists()
        }
        media = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        address = "/" + path.relative_to(build).as_posix()
        found[address] = File(path.read_bytes(), twins, media, address.startswith("/assets/"))
    return found


def write_policy(nonce: str, store_url: str | None) -> str:
    """Give the page's Content-Security-Policy; files go straight to and from the object store, so its origin is allowed."""
    parts = urlsplit(store_url or "")
    store = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; font-src 'self'; img-src 'self' blob:{store}; "
        f"connect-src 'self'{store}; worker-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )


class WebClient:
    """The client's page, and its files."""

    def __init__(self, store_url: str | None, *, secure: bool, build: Path = BUILD) -> None:
        """Read the build; take where the object store is for browsers."""
        self._files = read_files(build)
        page = build / "index.html"
        self._page = page.read_bytes() if page.exists() else _UNBUILT
        self._store_url = store_url
        self._headers = [
            ("referrer-policy", "no-referrer"), ("x-content-type-options", "nosniff"), *secure_headers(secure=secure),
        ]  # fmt: skip

    async def on_get(self, req: Any, resp: Any) -> None:
        """Answer the client's one page: which place it shows, the client reads off the address."""
        nonce = secrets.token_urlsafe(18)
        resp.set_headers(self._headers)
        resp.set_header("content-security-policy", write_policy(nonce, self._store_url))
        resp.set_header("cache-control", "no-cache")
        resp.content_type = "text/html; charset=utf-8"
        resp.data = self._page.replace(_NONCE, nonce.encode())
        if "gzip" in (req.get_header("accept-encoding") or ""):
            resp.data = gzip.compress(resp.data, compresslevel=1, mtime=0)
            resp.set_header("content-encoding", "gzip")

    async def give_place(self, req: Any, resp: Any, **_: Any) -> None:
        """Answer the page at an address that only the client knows; nothing can be done to it."""
        if req.method not in ("GET", "HEAD"):
            raise falcon.HTTPMethodNotAllowed(["GET", "HEAD"])
        await self.on_get(req, resp)

    async def on_get_file(self, req: Any, resp: Any, **_: Any) -> None:
        """Answer a file of the build, in the smallest form that the browser reads."""
        file = self._files.get(req.path)
        if file is None:
            raise falcon.HTTPNotFound
        resp.set_headers(self._headers)
        resp.set_header("cache-control", _FOR_GOOD if file.is_for_good else "no-cache")
        resp.set_header("vary", "accept-encoding")
        resp.content_type = f"{file.media}; charset=utf-8" if file.media.startswith("text/") else file.media
        accepted = {part.partition(";")[0].strip() for part in (req.get_header("accept-encoding") or "").split(",")}
        coding = next((one for one in ("br", "gzip") if one in accepted and one in file.twins), None)
        if coding:
            resp.set_header("content-encoding", coding)
        resp.data = file.twins[coding] if coding else file.content

    @property
    def root_files(self) -> list[str]:
        """Give the addresses of the files that do not lie under `/assets/`."""
        return [address for address in self._files if not address.startswith("/assets/")]
