"""Logging of the command line: lines for people, JSON for machines."""

from __future__ import annotations

import logging
from enum import StrEnum

from pythonjsonlogger.json import JsonFormatter
from rich.console import Console
from rich.logging import RichHandler

from transforms.store.errors import StoreError

_FIELDS = "%(asctime)s %(levelname)s %(name)s %(message)s"


class LogFormat(StrEnum):
    """How log lines look."""

    TEXT = "text"
    JSON = "json"


def configure_logging(log_format: LogFormat, *, verbose: bool) -> None:
    """Sends log lines to standard error; Beam's own only where asked for, since they speak of its inside."""
    handler: logging.Handler
    if log_format is LogFormat.JSON:
        handler = logging.StreamHandler()
        handler.setFormatter(JsonFormatter(_FIELDS, rename_fields={"asctime": "time", "levelname": "level"}))
    else:
        handler = RichHandler(console=Console(stderr=True), show_path=False, markup=False)
    handler.addFilter(_not_about_google)
    level = logging.INFO if verbose or log_format is LogFormat.JSON else logging.WARNING
    logging.basicConfig(level=level, handlers=[handler], format="%(message)s", force=True)
    if not verbose:
        logging.getLogger("apache_beam").setLevel(logging.ERROR)
        handler.addFilter(_not_told_already)


def _not_about_google(record: logging.LogRecord) -> bool:
    # Beam warns at import that clients of a cloud nobody named are not installed.
    return not record.getMessage().startswith("apitools not found")


def _not_told_already(record: logging.LogRecord) -> bool:
    # Beam logs the traceback of what the command then tells in one line: a full disk, a busy data set.
    if not record.name.startswith("apache_beam"):
        return True
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, StoreError) and "transforms.store.errors." not in record.getMessage()
