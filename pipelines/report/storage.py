"""What lies on disk, and how it came there: files by table and day, the history of commits. From manifests alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from pipelines.report.scope import Scope
from transforms.domain.outcomes import OutcomeKind
from transforms.store.manifest import Manifest
from transforms.store.partitions import UNKNOWN_DAY
from transforms.store.parts import Part
from transforms.store.schemas import TABLES

_LISTED_PARTITIONS = 8
_LISTED_COMMITS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Files of a table, or of a day of it."""

    name: str
    files: int
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One line of the history; `outcomes` are added up by kind."""

    sequence: int
    kind: str
    run: str
    inputs: int
    outcomes: Mapping[str, int]
    rows: int
    files_added: int
    files_removed: int
    bytes_added: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """All files and commits of the scope.

    tables      in the schema's order, those that have files
    partitions  the largest (table, day) by bytes
    days        (day, bytes of all its tables), oldest first; the unknown day left out
    most_files  the partition in most files: what compaction would merge
    commits     the latest first; `earlier_commits` more are not listed
    """

    files: int
    bytes: int
    tables: Sequence[Stored]
    partitions: Sequence[Stored]
    days: Sequence[tuple[date, int]]
    most_files: Stored | None
    commits: Sequence[Commit]
    earlier_commits: int


def storage_of(scope: Scope) -> Storage:
    """Adds up the manifests of the scope."""
    by_table, by_partition = _grouped(scope.files, _table), _grouped(scope.files, _partition)
    days: Counter[date] = Counter()
    for part in scope.files:
        days[part.day] += part.bytes
    newest = list(islice(scope.history.newest(scope.run), _LISTED_COMMITS))
    order = list(TABLES)
    return Storage(
        files=len(scope.files),
        bytes=sum(part.bytes for part in scope.files),
        tables=sorted(by_table, key=lambda one: order.index(one.name)),
        partitions=sorted(by_partition, key=lambda one: (-one.bytes, one.name))[:_LISTED_PARTITIONS],
        days=sorted((day, size) for day, size in days.items() if day != UNKNOWN_DAY),
        most_files=min(by_partition, key=lambda one: (-one.files, one.name), default=None),
        commits=[_commit(one) for one in newest],
        earlier_commits=scope.history.count(scope.run) - len(newest),
    )


def _table(part: Part) -> str:
    return part.table


def _partition(part: Part) -> str:
    return f"{part.table} {part.day}"


def _grouped(parts: Iterable[Part], name_of: Callable[[Part], str]) -> list[Stored]:
    groups: defaultdict[str, list[Part]] = defaultdict(list)
    for part in parts:
        groups[name_of(part)].append(part)
    return [
        Stored(name=name, files=len(some), rows=sum(one.rows for one in some), bytes=sum(one.bytes for one in some))
        for name, some in sorted(groups.items())
    ]


def _commit(manifest: Manifest) -> Commit:
    kinds: Counter[str] = Counter()
    for outcome, count in manifest.outcomes.items():
        kinds[outcome.partition(":")[0]] += count
    return Commit(
        sequence=manifest.sequence,
        kind=manifest.kind.value,
        run=manifest.run_id,
        inputs=manifest.inputs,
        outcomes={kind.value: kinds[kind.value] for kind in OutcomeKind} if kinds else {},
        rows=sum(manifest.rows.get(manifest.run_id, {}).values()),
        files_added=len(manifest.added),
        files_removed=len(manifest.removed),
        bytes_added=sum(part.bytes for part in manifest.added),
    )
