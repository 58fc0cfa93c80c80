from __future__ import annotations

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to

from tests.nouns import ARRIVAL, article
from transforms.domain.errors import AnnotateError, BinaryContent, NotAnArticle
from transforms.domain.outcomes import DeadLetter, Outcome, OutcomeKind
from transforms.domain.pages import Hints, Medium, Page
from transforms.wiring import try_map
from transforms.wiring.try_map import TryMap


def page(key: str, body: bytes = b"<p>") -> Page:
    return Page(input_key=key, medium=Medium.HTML, body=body, fetched_at=ARRIVAL, url=f"https://a.example/{key}")


def fallible(one: Page) -> str:
    match one.input_key:
        case "binary":
            raise BinaryContent("no text in it")
        case "index":
            raise NotAnArticle("index")
        case "bug":
            raise KeyError("bug")
    return one.input_key


def test_results_refusals_and_settled_pages_are_apart() -> None:
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        tried = pipeline | beam.Create([page("good"), page("binary"), page("index")]) | TryMap(fallible, "clean")
        letter = DeadLetter(
            stage="clean",
            reason="binary_content",
            key="binary",
            detail="no text in it",
            arrived_at=ARRIVAL,
            payload=b"<p>",
            url="https://a.example/binary",
            medium=Medium.HTML,
            hints=Hints(),
        )
        outcome = Outcome(input_key="index", kind=OutcomeKind.NOT_AN_ARTICLE, arrived_at=ARRIVAL, reason="index")
        assert_that(tried.results, equal_to(["good"]), label="results")
        assert_that(tried.dead_letters, equal_to([letter]), label="dead letters")
        assert_that(tried.settled, equal_to([outcome]), label="settled")


def test_a_bug_crashes_the_run() -> None:
    with pytest.raises(KeyError, match="bug"), beam.Pipeline(runner=FnApiRunner()) as pipeline:
        _ = pipeline | beam.Create([page("bug")]) | TryMap(fallible, "clean")


def test_a_large_payload_stays_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(try_map, "PAYLOAD_CAP_BYTES", 2)
    assert try_map.dead_letter(page("big", b"123"), "clean", BinaryContent()).payload is None
    assert try_map.dead_letter(page("small", b"12"), "clean", BinaryContent()).payload == b"12"


def test_a_refused_article_points_to_its_input() -> None:
    letter = try_map.dead_letter(article(), "annotate", AnnotateError("too long"))
    assert (letter.key, letter.reason, letter.payload) == ("tin/a.html", "annotate_error", None)


def test_other_elements_cannot_be_refused() -> None:
    with pytest.raises(TypeError, match="int"):
        try_map.dead_letter(3, "clean", BinaryContent())
