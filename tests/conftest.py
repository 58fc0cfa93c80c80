from __future__ import annotations

from hypothesis import settings

# How long an example takes is a matter of the machine and its load; benchmarks time things.
settings.register_profile("dongtin", deadline=None)
settings.load_profile("dongtin")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes have no say in a test's name: gzip writes the time into them, and workers must agree on names."""
    return argname if isinstance(val, bytes) else None
