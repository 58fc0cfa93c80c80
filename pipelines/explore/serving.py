"""Listening: one socket, told to the person who started it."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import typer
import uvicorn

from pipelines.errors import UsageError
from pipelines.explore.app import make_app
from pipelines.explore.security import LOOPBACK

_AT_ONCE = 32  # requests; more are told to come later, so that memory stays bounded


def serve(root: Path, index: Path, host: str, port: int, names: Sequence[str]) -> None:
    """Serves a data set until it is interrupted. Raises `UsageError` where the address cannot be had."""
    with closing(_listening(host, port)) as listener:
        address, chosen = listener.getsockname()[:2]
        app = make_app(root, index, hosts={*LOOPBACK, host, *names})
        shown = f"[{address}]" if ":" in address else address
        typer.echo(f"{root}: http://{shown}:{chosen}  (Ctrl-C ends)")
        if host not in LOOPBACK:
            typer.secho("Open to whoever reaches this machine: there is no password.", err=True, fg="yellow")
        settings = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, limit_concurrency=_AT_ONCE,
            timeout_keep_alive=5, h11_max_incomplete_event_size=16_384, http="h11", lifespan="on",
        )  # fmt: skip
        uvicorn.Server(settings).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        raise UsageError(f"--host {host} --port {port}: cannot listen there ({error.strerror})") from error
    return listener
