"""What is measured of one day: values by publisher and measure, each with a row to look at. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pipelines.quality.expectation import Scale, Side
from transforms.domain.articles import VIETNAM_TIME

Row = Mapping[str, Any]

# The rows of a day that no publisher is known of, and those of all publishers together.
UNKNOWN, EVERYBODY = "(unknown)", "(all)"
INPUTS = "inputs"
FILLED = ("title", "published_at", "byline", "sapo", "section")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One value of one day.

    base    of how many rows it was made
    sample  a row to look at where the value is out of its range: the odd one where there is one
    """

    value: float
    base: int
    sample: str | None = None


Day = dict[tuple[str, str], Measured]


def scale_of(measure: str) -> Scale:
    """What kind of number a measure is."""
    if measure.startswith(("articles", INPUTS, "refused:")):
        return Scale.COUNT
    return Scale.MEAN if measure.startswith("mentions:") else Scale.SHARE


def side_of(measure: str) -> Side:
    """On which side a measure is wrong."""
    if measure.startswith(("filled:", "vietnamese")):
        return Side.LOW
    return Side.HIGH if measure.startswith(("duplicates", "refused")) else Side.BOTH


def width_of(measure: str) -> float:
    """How wide its range is, in deviations: wider where there are many (24 hours), so that alarms stay rare."""
    return 6.0 if measure.startswith("articles@") else 4.5


def measure_day(
    articles: Sequence[Row], mentions: Mapping[tuple[str, str], int], letters: Sequence[Row], outcomes: Sequence[Row]
) -> Day:
    """All measures of a day.

    articles  rows of `articles` published that day
    mentions  (publisher, label) → mentions in them
    letters   rows of `dead_letters`, and `outcomes` those of `ledger`, of inputs that arrived that day
    """
    by_publisher: defaultdict[str, list[Row]] = defaultdict(list)
    for row in articles:
        by_publisher[row["publisher"] or UNKNOWN].append(row)
    day: Day = {}
    for publisher, rows in by_publisher.items():
        ordered = sorted(rows, key=lambda row: (row["article_id"], row["revision"]))
        day.update(((publisher, name), value) for name, value in _of_publisher(ordered))
        for label in sorted({label for name, label in mentions if name == publisher}):
            mean = mentions[publisher, label] / len(rows)
            day[publisher, f"mentions:{label}"] = Measured(value=mean, base=len(rows), sample=told(ordered[0]))
    day.update(_refusals(letters, outcomes))
    return day


def _of_publisher(rows: Sequence[Row]) -> Iterator[tuple[str, Measured]]:
    first = [row for row in rows if row["revision"] == 1]
    if first:
        latest = max(first, key=lambda row: (row["published_at"] or _NEVER, row["article_id"]))
        yield "articles", Measured(value=len(first), base=len(first), sample=told(latest))
    for hour, count in sorted(Counter(_hours(first)).items()):
        yield f"articles@{hour:02d}", Measured(value=count, base=count, sample=told(first[0]))
    for column in FILLED:
        yield f"filled:{column}", _share(rows, [row for row in rows if row[column]], odd_one_in=False)
    yield "vietnamese", _share(rows, [row for row in rows if row["language"] == "vi"], odd_one_in=False)
    yield "duplicates", _share(rows, [row for row in rows if row["duplicate_of"]], odd_one_in=True)


_NEVER = datetime.min.replace(tzinfo=UTC)


def _hours(rows: Iterable[Row]) -> Iterator[int]:
    for row in rows:
        if row["published_at"] and row["published_precision"] in ("second", "minute"):
            yield row["published_at"].astimezone(VIETNAM_TIME).hour


def _share(rows: Sequence[Row], some: Sequence[Row], *, odd_one_in: bool) -> Measured:
    keys = {(row["article_id"], row["revision"]) for row in some}
    odd = (row for row in rows if ((row["article_id"], row["revision"]) in keys) == odd_one_in)
    return Measured(value=len(some) / len(rows), base=len(rows), sample=told(next(odd, None)))


def _refusals(letters: Sequence[Row], outcomes: Sequence[Row]) -> Iterator[tuple[tuple[str, str], Measured]]:
    refused: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for letter in sorted(letters, key=lambda letter: (letter["reason"], letter["key"])):
        refused[letter["publisher"] or UNKNOWN, letter["reason"]].append(letter)
    for (publisher, reason), some in sorted(refused.items()):
        yield (publisher, f"refused:{reason}"), Measured(value=len(some), base=len(some), sample=told(some[0]))
    if outcomes:
        yield (EVERYBODY, INPUTS), Measured(value=len(outcomes), base=len(outcomes))
    reasons = Counter(row["reason"] for row in outcomes if row["outcome"] == "refused")
    for reason, count in sorted(reasons.items()):
        sample = next((told(letter) for letter in letters if letter["reason"] == reason), None)
        share = count / len(outcomes)
        yield (EVERYBODY, f"refused_share:{reason}"), Measured(value=share, base=len(outcomes), sample=sample)


def told(row: Row | None) -> str | None:
    """A row as a person is told of it: what it is found by, and its title or what was wrong."""
    if row is None:
        return None
    parts = [row.get("url") or row.get("input_key") or row.get("key"), row.get("title") or row.get("detail")]
    return " · ".join(str(part)[:200] for part in parts if part)
