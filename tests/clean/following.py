"""What a worker of `test_sandbox.py` does with an article after cleaning it."""

from __future__ import annotations

import time
from collections.abc import Callable

from transforms.domain.articles import Article
from transforms.domain.errors import NotAnArticle

TABLES = 200 << 20


def titles() -> Callable[[Article], tuple[str | None, int]]:
    """The title, and what the worker holds for it."""
    table = bytes(TABLES)
    return lambda article: (article.title, len(table))


def refusing() -> Callable[[Article], None]:
    def refuse(_article: Article) -> None:
        raise NotAnArticle("after cleaning")

    return refuse


def endless() -> Callable[[Article], None]:
    return lambda _article: time.sleep(600)
