from __future__ import annotations

from hypothesis import settings

# How long an example takes is a matter of the machine and its load; benchmarks time things.
settings.register_profile("dongtin", deadline=None)
settings.load_profile("dongtin")
