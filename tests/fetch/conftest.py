from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fetch.web import Web, serve
from tests.store.loopback_s3 import BUCKET, served
from transforms.wiring.places import place

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def object_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("s3")):
        yield f"s3://{BUCKET}"


@pytest.fixture(params=["folder", "object store"])
def keeping(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An empty place of its own: what a test says of it holds on a disk and in an object store."""
    if request.param == "folder":
        return tmp_path / "place"
    return place(f"{request.getfixturevalue('object_store')}/place-{next(_NUMBERS)}")


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as one:
        yield one
