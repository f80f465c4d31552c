"""`python -m deploy.native.smsc --smpp-port P --http-port H [--folder F]`: run the stand-in on loopback until SIGTERM.

Who may sign in stands in CMMS_SMPP_URL (`smpp://id:password@host:port`).
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import os
import signal
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from deploy.native.smsc.pages import serve_http
from deploy.native.smsc.server import Centre
from deploy.native.smsc.store import Store


def main() -> None:
    """Read the command line and the environment, and run."""
    parser = argparse.ArgumentParser(description="A stand-in for an operator's short-message centre (SMPP 3.4).")
    parser.add_argument("--smpp-port", type=int, required=True)
    parser.add_argument("--http-port", type=int, required=True)
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    url = urlsplit(os.environ.get("CMMS_SMPP_URL", ""))
    if not url.username:
        sys.exit("CMMS_SMPP_URL is missing: say who may sign in, smpp://id:password@host:port.")
    centre = Centre(Store(arguments.folder), unquote(url.username), unquote(url.password or ""))
    asyncio.run(_run(centre, arguments.smpp_port, arguments.http_port))


async def _run(centre: Centre, smpp_port: int, http_port: int) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    sessions = await asyncio.start_server(centre.serve, "127.0.0.1", smpp_port)
    pages = await asyncio.start_server(functools.partial(serve_http, centre), "127.0.0.1", http_port)
    reporting = asyncio.create_task(centre.report())
    print(f"stand-in for an operator's centre: SMPP on {smpp_port}, http://127.0.0.1:{http_port}/", flush=True)
    await stopping.wait()
    reporting.cancel()
    for server in (sessions, pages):
        server.close()
    centre.forget_session()
    await asyncio.sleep(0.1)


if __name__ == "__main__":
    main()
