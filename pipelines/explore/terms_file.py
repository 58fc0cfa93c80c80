"""The derived table `office_terms`, where somebody has made it (`dongtin offices`)."""

from __future__ import annotations

from pipelines.explore.dataset import DataSet, Row
from pipelines.explore.snapshot import Snapshot

_TERMS = """
SELECT person_key, position_name, organisation_key, first_seen, last_seen, ended, ended_by
FROM read_parquet($terms) WHERE person_key = $key
"""
_TERMS_OF_ORGANISATION = _TERMS.replace("person_key = $key", "organisation_key = $key")


def settled_terms(dataset: DataSet, *, person: str | None = None, organisation: str | None = None) -> list[Row]:
    """The terms of a person, or in an organisation; empty where the table was not made."""
    if person is not None:
        return dataset.rows(_TERMS, _files, key=person)
    return dataset.rows(_TERMS_OF_ORGANISATION, _files, key=organisation)


def _files(snapshot: Snapshot) -> dict[str, list[str]]:
    path = snapshot.root / "office_terms" / "office_terms.parquet"
    return {"terms": [str(path)] if path.is_file() else []}
