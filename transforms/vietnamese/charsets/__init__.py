"""Charsets from before Unicode, as tables: text that was read as Latin-1 back to Vietnamese."""

from transforms.vietnamese.charsets.legacy import (
    LEGACY_CHARSETS,
    from_legacy,
    undo_double_encoding,
)

__all__ = ["LEGACY_CHARSETS", "from_legacy", "undo_double_encoding"]
