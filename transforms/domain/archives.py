"""What our own WARC records say beyond the standard, so that a page read from the archive is the page that was fetched.

Extension fields on `response` records (ISO 28500 allows them; other readers pass over them).
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields

from transforms.domain.pages import Hints

ROLE_FIELD = "Dongtin-Role"  # page, source, robots, hop: only a page is an input when the archive is read again
HINTS_FIELD = "Dongtin-Hints"  # JSON, ASCII: what feed or sitemap said of the page
PUBLISHER_FIELD = "Dongtin-Publisher"  # the registry's id of who publishes there
PAGE_ROLE = "page"


def write_hints(hints: Hints) -> str | None:
    """The hints as a field's value; None where nothing is known.

    >>> write_hints(Hints(section="Thời sự"))
    '{"section": "Th\\\\u1eddi s\\\\u1ef1"}'
    """
    known = {name: value for name, value in asdict(hints).items() if value is not None}
    return json.dumps(known, sort_keys=True) if known else None


def read_hints(value: str | None) -> Hints:
    """The hints of a field's value; none where it is not what `write_hints` writes."""
    try:
        found = json.loads(value or "{}")
    except ValueError:
        return Hints()
    names = {one.name for one in fields(Hints)}
    if not isinstance(found, dict):
        return Hints()
    return Hints(**{name: text for name, text in found.items() if name in names and isinstance(text, str)})
