"""What a stream takes its inputs from: one small interface, whatever stands behind it.

A door finds inputs and names them; the loop plans them durably, commits them, and only then tells the door. A door
keeps nothing of its own that a crash could lose: after one, the loop asks it to open what was planned once more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from transforms.read.inputs import InputFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An input that waits.

    door     the door's name
    name     names the input for ever within its door: a path; `topic/partition/offset`
    version  which content of it this is, as a file's size and time; another version is another input
    since    aware, UTC: when it was complete, so that lag is measured from there
    """

    door: str
    name: str
    version: str
    since: datetime


class Waiting(NamedTuple):
    """What waits at a door: the oldest arrivals, oldest first, no more than were asked for; and how many there are."""

    arrivals: Sequence[Arrival]
    inputs: int


class Door(Protocol):
    """A folder, a topic."""

    @property
    def name(self) -> str:
        """Names the door in the plan; another door of the same name takes over what was planned."""
        ...

    def recall(self, planned: Mapping[str, str]) -> None:
        """Called once, before all else: name → version of all inputs that were ever planned and not forgotten."""
        ...

    def poll(self, limit: int) -> Waiting:
        """What waits and was not planned yet. Returns at once; forgets nothing that it returned until `planned`."""
        ...

    def planned(self, arrivals: Sequence[Arrival]) -> None:
        """These are in the durable plan now: not to be returned again."""
        ...

    def open(self, arrivals: Sequence[Arrival]) -> list[InputFile]:
        """What to read for planned arrivals, also after a restart; one that was superseded meanwhile is left out.

        A door whose inputs are no files writes them into files that stay until `committed`.
        """
        ...

    def committed(self, arrivals: Sequence[Arrival]) -> list[str]:
        """Called only after the commit; offsets are confirmed here. Returns names that the plan need not keep."""
        ...

    def close(self) -> None:
        """Lets go of what is open."""
        ...
