"""A wire between a process and a server that can be cut, frozen and mended: a plain TCP forwarder on loopback."""

from __future__ import annotations

import contextlib
import socket
import threading


class Wire:
    """Forwards `127.0.0.1:port` to a server."""

    def __init__(self, target_port: int) -> None:
        """Listen on a free port, forward to the server's."""
        self._target = target_port
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._lock = threading.Lock()
        self._is_whole = True
        self._flows = threading.Event()
        self._flows.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Drop every connection and refuse new ones."""
        with self._lock:
            self._is_whole = False
            for pair in self._pairs:
                for end in pair:
                    with contextlib.suppress(OSError):
                        end.shutdown(socket.SHUT_RDWR)
                    end.close()
            self._pairs.clear()

    def freeze(self) -> None:
        """Keep every connection open and let nothing through: a server that hangs."""
        self._flows.clear()

    def mend(self) -> None:
        """Let connections, and what waits in them, through again."""
        self._is_whole = True
        self._flows.set()

    def close(self) -> None:
        """Cut for good."""
        self.cut()
        self._flows.set()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if not self._is_whole:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self._target))
            with self._lock:
                self._pairs.append((near, far))
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._forward, args=(source, sink), daemon=True).start()

    def _forward(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                self._flows.wait()
                sink.sendall(piece)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
