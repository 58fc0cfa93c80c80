"""What can be wrong with a data set as a whole.

StoreError
├── StoreBusy           another process is writing it
├── StoreUnwritable     the operating system refuses to write it
├── BrokenManifest      a commit point cannot be read
├── NewerFormat         the history is kept in a way that this code does not know
├── UnreadableFile      a committed file is missing or cannot be read
├── IncompatibleSchema  a file or a version of the tables has columns that this code cannot carry on
└── RowsLost            the rows that left the sink are not those that entered it: a bug, never committed
"""

from __future__ import annotations

from transforms.wiring.errors import StoreBusy, StoreError, StoreUnwritable

__all__ = [
    "BrokenManifest",
    "IncompatibleSchema",
    "NewerFormat",
    "RowsLost",
    "StoreBusy",
    "StoreError",
    "StoreUnwritable",
    "UnreadableFile",
]


class BrokenManifest(StoreError):
    """A manifest is not what the commit writes."""


class NewerFormat(StoreError):
    """A later version of dongtin keeps the history in another way."""


class UnreadableFile(StoreError):
    """A file that a manifest names is missing or cannot be read."""


class IncompatibleSchema(StoreError):
    """Columns that this code does not know, or a version of the tables that breaks the one before it."""


class RowsLost(StoreError):
    """Rows that entered the sink did not leave it; nothing was committed."""
