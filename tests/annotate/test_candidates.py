from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.candidates import MAY_HOLD, PRIORITY, Candidate, resolve_overlaps
from transforms.domain.annotations import Label


def candidate(start: int, end: int, label: Label, priority: int | None = None) -> Candidate:
    return Candidate(start=start, end=end, label=label, method="test", priority=priority or PRIORITY[label])


SPANS = st.builds(
    lambda start, length, label: candidate(start, start + length, label),
    st.integers(0, 30),
    st.integers(1, 12),
    st.sampled_from(list(Label)),
)


@given(st.lists(SPANS, max_size=25))
def test_chosen_spans_never_cross_and_nest_as_stated(candidates: list[Candidate]) -> None:
    chosen = resolve_overlaps(candidates)
    for i, one in enumerate(chosen):
        for other in chosen[i + 1 :]:
            if other.start < one.end:
                assert other.end <= one.end
                assert other.label in MAY_HOLD[one.label]


@given(st.lists(SPANS, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_candidates_does_not_matter(candidates: list[Candidate], order: object) -> None:
    shuffled = list(candidates)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve_overlaps(shuffled) == resolve_overlaps(candidates)


def test_an_organisation_holds_a_place_but_no_organisation() -> None:
    outer = candidate(0, 20, Label.ORG)
    place = candidate(10, 20, Label.LOC)
    inner = candidate(0, 8, Label.ORG)
    assert resolve_overlaps([inner, place, outer]) == [outer, place]


def test_the_higher_priority_stays() -> None:
    assert resolve_overlaps([candidate(0, 9, Label.LOC), candidate(0, 9, Label.PER)]) == [candidate(0, 9, Label.PER)]
