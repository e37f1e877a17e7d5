"""Starting and ending the workbench."""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import uvicorn

from detente.errors import InputError
from detente.workbench.app import application
from detente.workbench.desk import Desk
from detente.workbench.guard import Keys

HOST = "127.0.0.1"


def listen(port: int) -> socket.socket:
    """A socket of this computer alone, on a port or on any that is free.

    Raises
    ------
    InputError
        when the port is taken or not allowed.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":  # where reusing an address lets others have it at once
            found.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((HOST, port))
        found.listen(128)
    except (OSError, OverflowError) as error:
        found.close()
        told = getattr(error, "strerror", None) or error
        raise InputError(f"port {port} cannot be used: {told}. Leave out --port") from None
    return found


def serve(
    folder: Path,
    *,
    file: str = "",
    shipped: str = "",
    port: int = 0,
    ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Run the workbench until it is interrupted.

    Parameters
    ----------
    folder : where cases lie; nothing outside it is read or written
    file, shipped : a case to open at once: a file of the folder, or a shipped one
    port : 0 for any that is free
    ready : told the address, with its token, when a browser can open it

    Raises
    ------
    InputError
        when the folder, the case or the port cannot be used.
    """
    if not folder.is_dir():
        raise InputError(f"there is no folder {folder}")
    desk = Desk(folder)
    try:
        case = desk.open_file(file) if file else desk.open_shipped(shipped) if shipped else None
        keys = Keys()
        with listen(port) as found:
            number = found.getsockname()[1]
            path = f"case/{case.slot}/model" if case else ""
            app = application(desk, keys, number)
            loud = "error" if os.environ.get("DETENTE_DEBUG") else "critical"
            for name in ("uvicorn", "python_multipart"):
                logging.getLogger(name).setLevel(loud.upper())
            server = _Server(
                uvicorn.Config(
                    app, log_level=loud, access_log=False, lifespan="off", ws="none",
                    server_header=False, proxy_headers=False, timeout_graceful_shutdown=2,
                ),
                lambda: ready(f"http://{HOST}:{number}/{path}?token={keys.token()}"),
            )  # fmt: skip
            server.run(sockets=[found])
    finally:
        desk.close()


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, then say so."""
        await super().startup(sockets=sockets)
        if self.started:
            self._ready()
