"""The clean room on Beam: pages in, articles, dead letters and settled outcomes out."""

from __future__ import annotations

from dataclasses import dataclass

import apache_beam as beam

from transforms.clean.page import clean_page
from transforms.wiring.try_map import Tried, TryMap


@dataclass
class CleanPages(beam.PTransform):
    """In: `Page`. Out: `Tried` of `Article`; pages that are no article are settled, not refused."""

    def expand(self, pages: beam.PCollection) -> Tried:
        """One fallible call a page."""
        return pages | TryMap(clean_page, "clean")
