"""Values that a graph learns when it runs, so that one graph, built once, can run many times.

Building and translating the graph costs more than running a small batch through it (0.8 s against 0.4 s of CPU). A
`Late` stands where the value would; it is pickled by its name and looked up where the step runs. That place must be
the process that gave the value: Beam's in-process runner, no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")
U = TypeVar("U")

_GIVEN: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Late(Generic[T]):
    """The value given under `name`, with `steps` (functions of a module) applied to it one after the other."""

    name: str
    steps: tuple[Callable[[Any], Any], ...] = ()

    def get(self) -> T:
        """The value as of now; raises LookupError outside of `given`."""
        try:
            value = _GIVEN[self.name]
        except KeyError:
            raise LookupError(f"{self.name}: nothing is given; the graph runs only where it is given") from None
        for step in self.steps:
            value = step(value)
        return value


@contextmanager
def given(late: Late[T], value: T) -> Iterator[None]:
    """Gives a value for the time of the block."""
    _GIVEN[late.name] = value
    try:
        yield
    finally:
        del _GIVEN[late.name]


def then(value: T | Late[T], step: Callable[[T], U]) -> U | Late[U]:
    """`step` of the value: now where it is known, else when the graph runs."""
    return Late(value.name, (*value.steps, step)) if isinstance(value, Late) else step(value)


def resolved(value: T | Late[T]) -> T:
    """The value itself, as a step sees it when it runs."""
    return value.get() if isinstance(value, Late) else value
