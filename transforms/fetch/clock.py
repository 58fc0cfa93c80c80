"""Time as the driver hands it in: rooms never look at a clock of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple


class Clock(NamedTuple):
    """`now` gives aware UTC; `sleep` waits so many seconds. Importable functions, so that Beam can ship them."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]
