"""What earlier runs committed, read from the files of the data set."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

import apache_beam as beam
from apache_beam import pvalue

from pipelines.known.lookups import Known, NoneKnown
from transforms.dedup.sieve import Claims, Sieve, chosen, claims, joined, most_senior, sieve_of
from transforms.dedup.signing import readable
from transforms.domain.judgements import JudgedArticle
from transforms.domain.signatures import Signature
from transforms.store.commit import OpenRun
from transforms.store.known import KnownFile, known_files
from transforms.store.known_signatures import is_within, signature_batches, signatures_in
from transforms.store.partitions import partition_of_article
from transforms.store.ptransforms import ReadKnownVersions
from transforms.store.schemas import ARTICLES, SIGNATURES

_BLOCK = 512


def read_known(run: OpenRun, window_days: int) -> Known:
    """Both read file by file; signatures at most `window_days` before or after a day of the batch."""
    versions = ReadKnownVersions(run) if known_files(run, ARTICLES) else NoneKnown()
    signatures = ReadKnownSignatures(run, window_days) if known_files(run, SIGNATURES) else NoneKnown()
    return Known(versions, signatures)


@dataclass
class ReadKnownSignatures(beam.PTransform):
    """`Known.signatures`. The files are read twice: sketches of all, then what is worth comparing."""

    run: OpenRun
    window_days: int

    def expand(self, signed: beam.PCollection) -> beam.PCollection:
        """Sieve → claims of each file → the most senior → their signatures."""
        sieve = (
            signed
            | "Take signatures" >> beam.Map(_signature)
            | "Make blocks" >> beam.BatchElements(min_batch_size=_BLOCK, max_batch_size=_BLOCK)
            | "Make sieves" >> beam.Map(sieve_of)
            | "Join sieves" >> beam.CombineGlobally(joined)
        )
        days = signed | "Take days" >> beam.Map(_article_day) | "Distinct days" >> beam.Distinct()
        files = (
            signed.pipeline
            | "List signature files" >> beam.Create(known_files(self.run, SIGNATURES))
            | "Keep days that matter" >> beam.Filter(_within, pvalue.AsList(days), self.window_days)
        )
        seniors = (
            files
            | "Sift" >> beam.Map(_claims, self.run.later, pvalue.AsSingleton(sieve))
            | "Keep the most senior" >> beam.CombineGlobally(most_senior)
        )
        return files | "Read signatures" >> beam.FlatMap(_chosen, self.run.later, pvalue.AsSingleton(seniors))


def _signature(judged: JudgedArticle) -> Signature | None:
    return judged.signature


def _article_day(judged: JudgedArticle) -> str:
    return partition_of_article(judged.article).day.isoformat()


def _within(file: KnownFile, days: list[str], window_days: int) -> bool:
    return is_within(file.day, map(date.fromisoformat, days), window_days)


def _claims(file: KnownFile, later: Collection[str], sieve: Sieve) -> Claims:
    return most_senior(claims(batch, sieve) for batch in signature_batches(file, later))


def _chosen(file: KnownFile, later: Collection[str], seniors: Claims) -> Iterator[Signature]:
    for batch in signature_batches(file, later):
        for signature in signatures_in(chosen(batch, seniors)):
            if comparable := readable(signature):
                yield comparable
