"""`python -m deploy.native.mailbox SMTP_PORT HTTP_PORT`: takes every mail and shows it; nothing leaves the machine.

`GET /messages` lists the mails as JSON (newest last), `GET /` shows them as a page, `DELETE /messages` forgets them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import html
import json
import signal
import threading
from collections import deque
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from aiosmtpd.controller import Controller

_KEPT: Final = 1000
_PAGE: Final = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Mailbox</title>
<style>body{{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}article{{border-top:1px solid #999}}
pre{{white-space:pre-wrap;font:inherit}}</style><h1>Mailbox</h1><p>{count} mails. Nothing here has left this machine.</p>{mails}</html>"""
_MAIL: Final = '<article><h2 dir="auto">{subject}</h2><p>To {to}, {at}</p><pre dir="auto">{text}</pre></article>'


class Mailbox:
    """The mails that came, newest last."""

    def __init__(self) -> None:
        """Start empty."""
        self._mails: deque[dict[str, Any]] = deque(maxlen=_KEPT)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a mail."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        self._mails.append(read_mail(message, envelope.mail_from, envelope.rcpt_tos))
        return "250 OK"

    def list(self) -> list[dict[str, Any]]:
        """Give the mails."""
        return list(self._mails)

    def forget(self) -> None:
        """Throw all mails away."""
        self._mails.clear()


def read_mail(message: EmailMessage, sender: str, recipients: list[str]) -> dict[str, Any]:
    """Give a mail as plain facts."""
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    return {
        "from": sender,
        "to": list(recipients),
        "subject": str(message.get("subject", "")),
        "headers": {name.lower(): str(value) for name, value in message.items()},
        "text": plain.get_content() if plain else "",
        "html": rich.get_content() if rich else "",
        "calendars": [part.get_content() for part in message.walk() if part.get_content_type() == "text/calendar"],
        "attachments": [part.get_filename() for part in message.iter_attachments()],
        "received_at": dt.datetime.now(dt.UTC).isoformat(),
    }


def write_page(mails: list[dict[str, Any]]) -> str:
    """Show mails as a page, newest first."""
    shown = [
        _MAIL.format(
            subject=html.escape(mail["subject"]), to=html.escape(", ".join(mail["to"])), at=mail["received_at"],
            text=html.escape(mail["text"]),
        )
        for mail in reversed(mails)
    ]  # fmt: skip
    return _PAGE.format(count=len(mails), mails="".join(shown))


def serve_pages(mailbox: Mailbox, port: int) -> ThreadingHTTPServer:
    """Serve the mailbox over HTTP on loopback."""

    class Handler(BaseHTTPRequestHandler):
        """Answers the three requests."""

        def do_GET(self) -> None:
            """Give the list or the page."""
            if self.path == "/messages":
                self._send(200, json.dumps(mailbox.list(), ensure_ascii=False), "application/json")
            elif self.path == "/":
                self._send(200, write_page(mailbox.list()), "text/html; charset=utf-8")
            else:
                self._send(404, "", "text/plain")

        def do_DELETE(self) -> None:
            """Forget the mails."""
            mailbox.forget()
            self._send(200, "[]", "application/json")

        def _send(self, status: int, text: str, media_type: str) -> None:
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main() -> None:
    """Take mails until SIGTERM."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("smtp_port", type=int)
    parser.add_argument("http_port", type=int)
    arguments = parser.parse_args()
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=arguments.smtp_port, enable_SMTPUTF8=True)
    controller.start()
    pages = serve_pages(mailbox, arguments.http_port)
    stopped.wait()
    controller.stop()
    pages.shutdown()


if __name__ == "__main__":
    main()
