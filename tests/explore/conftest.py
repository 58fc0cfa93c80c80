"""One small data set for all tests that only look at it."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.explore.news import client, commit, newsroom, refused


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("explore") / "news"
    letters = [
        refused(),
        refused("tin/rong.html", reason="empty_input", payload=b""),
        refused(
            "tin/anh.html", reason="binary_content", stage="clean", payload=b"\x89PNG\r\n\x1a\n\x00\x00\x00\x01" * 40
        ),
    ]
    commit(root, "r1", newsroom(), letters)
    return root


@pytest.fixture(scope="session")
def site(news: Path) -> TestClient:
    return client(news)
