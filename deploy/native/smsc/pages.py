"""What the centre shows over HTTP: a page for people, the messages as JSON, and the switch for tests.

GET / · GET /messages · GET /behaviour · POST /behaviour (members of Behaviour) · POST /drop (close every session).
"""

from __future__ import annotations

import asyncio
import dataclasses
import html
import json
from typing import Any

from deploy.native.smsc.server import Behaviour, Centre

_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Short messages (stand-in)</title>
<meta http-equiv="refresh" content="5"><style>
body{{font-family:sans-serif;margin:2rem;max-width:70rem}} .note{{background:#fff3cd;padding:.7rem 1rem;border-radius:.3rem}}
table{{border-collapse:collapse;width:100%}} td,th{{border-bottom:1px solid #ccc;padding:.4rem .6rem;text-align:start;vertical-align:top}}
</style></head><body><h1>Short messages</h1>
<p class="note"><strong>This is a stand-in for a mobile operator's short-message centre.</strong>
It keeps what it is given and sends nothing to any telephone.</p>
<table><thead><tr><th>Received</th><th>From</th><th>To</th><th>Text</th><th>Segments</th><th>Status</th></tr></thead>
<tbody>{rows}</tbody></table></body></html>"""


async def serve_http(centre: Centre, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one request and close."""
    try:
        request = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)).decode("latin-1")
        method, path, _ = request.split("\r\n", 1)[0].split(" ")
        headers = dict(line.lower().split(":", 1) for line in request.split("\r\n")[1:] if ":" in line)
        body = await asyncio.wait_for(reader.readexactly(int(headers.get("content-length", "0"))), 10)
        status, kind, answer = respond(centre, method, path.partition("?")[0], body)
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(answer)}\r\nConnection: close\r\n\r\n"
        )
        writer.write(head.encode() + answer)
        await writer.drain()
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError, ValueError, ConnectionError):
        return
    finally:
        writer.close()


def respond(centre: Centre, method: str, path: str, body: bytes) -> tuple[str, str, bytes]:
    """Give status, media type and body of the answer to a request."""
    match method, path:
        case "GET", "/":
            return "200 OK", "text/html; charset=utf-8", _show(centre).encode()
        case "GET", "/messages":
            return _json("200 OK", centre.store.messages())
        case "GET", "/behaviour":
            return _json("200 OK", dataclasses.asdict(centre.behaviour))
        case "POST", "/behaviour":
            try:
                centre.behaviour = Behaviour(**json.loads(body or b"{}"))
            except (TypeError, ValueError) as error:
                return _json("422 Unprocessable Content", {"detail": str(error)})
            return _json("200 OK", dataclasses.asdict(centre.behaviour))
        case "POST", "/drop":
            centre.forget_session()
            return _json("200 OK", {})
        case _:
            return _json("404 Not Found", {"detail": "There is no such page."})


def _json(status: str, value: Any) -> tuple[str, str, bytes]:
    return status, "application/json", json.dumps(value, ensure_ascii=False).encode()


def _show(centre: Centre) -> str:
    rows = [
        "<tr>"
        + "".join(
            f'<td dir="auto">{html.escape(str(value))}</td>'
            for value in (
                message["received_at"][:19].replace("T", " "), message["source"], f"+{message['destination']}",
                message["text"], message["segments"], message["status"],
            )
        )
        + "</tr>"
        for message in centre.store.messages()[:500]
    ]  # fmt: skip
    return _PAGE.format(rows="".join(rows) or '<tr><td colspan="6">Nothing yet.</td></tr>')
