"""What a request can run into; each becomes a page that says so.

ExploreError
├── BadQuestion    the address asks for something that cannot be asked: too long, no day, no number …
├── NotThere       it asks for something that the data set does not hold (or the index does not know yet)
├── TooSlow        the answer took longer than a request may
└── FilesMoving    files went away while they were read, several times: a commit is under way
"""

from __future__ import annotations


class ExploreError(Exception):
    """The message is the key of a text in the tables of the interface."""


class BadQuestion(ExploreError):
    """The address asks for something that cannot be asked."""


class NotThere(ExploreError):
    """What is asked for is not in the data set."""


class TooSlow(ExploreError):
    """The answer took longer than a request may."""


class FilesMoving(ExploreError):
    """Files of the committed state went away while they were read."""
