import time
from collections.abc import Iterator

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.transforms.window import FixedWindows, TimestampedValue

from tests.nouns import ARRIVAL, article
from transforms.clean.lanes import CleaningLanes
from transforms.clean.options import CleanOptions, SandboxLimits
from transforms.clean.ptransforms import CleanPages
from transforms.clean.sandbox import KillableExtractor
from transforms.domain.articles import Article
from transforms.domain.errors import ExtractionCrash, NotAnArticle
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Medium, Page

SECONDS = 0.1


def _page(number: int) -> Page:
    return Page(input_key=f"{number}", medium=Medium.HTML, body=b"<p>", fetched_at=ARRIVAL)


def _slow_clean(self: KillableExtractor, page: Page, history: object = None) -> Article:
    """The third page is no article, the fifth crashes; even pages take longer, so that odd ones overtake them."""
    number = int(page.input_key)
    time.sleep(SECONDS if number % 2 else 2 * SECONDS)
    if number == 3:
        raise NotAnArticle("index")
    if number == 5:
        raise ExtractionCrash("signal 11")
    return article(input_key=page.input_key)


@pytest.fixture
def lanes(monkeypatch: pytest.MonkeyPatch) -> Iterator[CleaningLanes]:
    monkeypatch.setattr(KillableExtractor, "clean", _slow_clean)
    made = CleaningLanes(SandboxLimits(), CleanOptions())
    yield made
    made.close()


def test_pages_are_cleaned_beside_each_other(lanes: CleaningLanes) -> None:
    if lanes.lanes < 2:
        pytest.skip("one core: one lane")
    began = time.monotonic()
    futures = [lanes.submit(_page(1), None) for _ in range(8)]
    assert [one.result().input_key for one in futures] == ["1"] * 8
    assert time.monotonic() - began < 8 * SECONDS * 0.9


def test_pages_leave_in_the_order_and_windows_in_which_they_came(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KillableExtractor, "clean", _slow_clean)
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        pages = (
            pipeline
            | beam.Create(list(range(9)), reshuffle=False)
            | beam.Map(lambda n: TimestampedValue(_page(n), n))
            | beam.WindowInto(FixedWindows(2))
        )
        articles, letters, settled = pages | CleanPages()
        assert_that(
            articles | "Name windows" >> beam.Map(_key_and_window),
            equal_to([(str(n), float(n), float(n // 2 * 2)) for n in range(9) if n not in (3, 5)]),
            label="articles",
        )
        assert_that(letters | beam.Map(_letter_and_time), equal_to([("5", "extraction_crash", 5.0)]), label="letters")
        assert_that(settled | beam.Map(lambda one: one.input_key), equal_to(["3"]), label="settled")


def _key_and_window(
    one: Article, timestamp: object = beam.DoFn.TimestampParam, window: object = beam.DoFn.WindowParam
) -> tuple[str, float, float]:
    return one.input_key, float(timestamp), float(window.start)  # type: ignore[attr-defined]


def _letter_and_time(letter: DeadLetter, timestamp: object = beam.DoFn.TimestampParam) -> tuple[str, str, float]:
    return letter.key, letter.reason, float(timestamp)  # type: ignore[arg-type]
