"""Annotations as JSON records."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from transforms.annotate.report_page import to_html
from transforms.domain.annotations import Annotations, DateValue, DocumentValue

__all__ = ["to_html", "to_record"]


def to_record(doc_id: str, annotations: Annotations) -> dict[str, Any]:
    """The record of `dongtin annotate --format jsonl`: plain values only, ready for `json.dumps`."""
    return {
        "doc_id": doc_id,
        "entities": [
            {
                "start": m.start,
                "end": m.end,
                "label": str(m.label),
                "surface": m.surface,
                "canonical": m.canonical,
                "value": _value(m.value),
            }
            for m in annotations.mentions
        ],
        "relations": [
            {
                "holder": list(office.holder),
                "position": list(office.position),
                "organisation": list(office.organisation) if office.organisation else None,
            }
            for office in annotations.offices
        ],
    }


def _value(value: DateValue | DocumentValue | None) -> dict[str, Any] | None:
    if value is None:
        return None
    if isinstance(value, DateValue):
        return {"value": value.value, "first_day": _day(value.first_day), "last_day": _day(value.last_day)}
    fields = asdict(value)
    fields["date"] = _day(fields.pop("issued_on"))
    return fields


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
