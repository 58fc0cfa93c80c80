"""What a graph asks of whatever knows the articles before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import apache_beam as beam


class Known(NamedTuple):
    """Two look-ups.

    versions    `AnnotatedArticle`s in, the stored `Version`s of the same articles and of the same texts out
    signatures  signed `JudgedArticle`s in, the stored `Signature`s out that they have to be compared with, and those of
                the same articles; more than these cost time and change nothing
    """

    versions: beam.PTransform
    signatures: beam.PTransform


def both(one: Known, other: Known) -> Known:
    """What either knows; no version is in both."""
    return Known(_Both(one.versions, other.versions), _Both(one.signatures, other.signatures))


@dataclass
class NoneKnown(beam.PTransform):
    """The look-up where nothing was stored."""

    def expand(self, asking: beam.PCollection) -> beam.PCollection:
        """Nothing, whatever is asked."""
        return asking.pipeline | "Nothing" >> beam.Create([])


@dataclass
class _Both(beam.PTransform):
    one: beam.PTransform
    other: beam.PTransform

    def expand(self, asking: beam.PCollection) -> beam.PCollection:
        return (asking | "One" >> self.one, asking | "Other" >> self.other) | beam.Flatten()
