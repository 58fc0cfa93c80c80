"""What a place may refuse. The store room draws the whole tree in its `errors.py`."""

from __future__ import annotations


class StoreError(Exception):
    """The data set cannot be used as it stands; the message says why and what to do."""


class StoreBusy(StoreError):
    """Another process is writing here."""


class StoreUnwritable(StoreError):
    """The system refuses to write here."""
