from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dedup.texts import signature
from tests.nouns import judged
from transforms.dedup.election import apply_election, elect
from transforms.dedup.resemblance import Likeness
from transforms.dedup.signing import sign, without_fingerprint
from transforms.domain.judgements import Relation
from transforms.domain.outcomes import OutcomeKind


def version(name: str, hour: int, **changes: Any):
    return without_fingerprint(signature(name, seen_at=f"2026-03-01T{hour:02}:00:00+00:00", **changes))


def alike(one, other, similarity: float = 0.8, relation: Relation = Relation.EDITED_REPRINT) -> Likeness:
    return Likeness(one, other, similarity, relation)


def originals(likenesses: list[Likeness]) -> dict[str, tuple[str, str]]:
    return {name: (one.duplicate_of, one.cluster_id) for (name, _), one in elect(likenesses).copies.items()}


A, B, C = version("a", 3), version("b", 2), version("c", 1)


def test_the_earliest_is_the_original_whatever_the_order_of_pairs() -> None:
    pairs = [alike(A, B), alike(C, A), alike(B, C)]
    for order in permutations(pairs):
        turned = [one._replace(one=one.other, other=one.one) for one in order]
        assert originals(list(order)) == originals(turned) == {"a": ("c", "c"), "b": ("c", "c")}


def test_who_credits_another_is_not_the_original() -> None:
    agency = version("c", 1, credit="TTXVN")
    assert originals([alike(B, agency)]) == {"c": ("b", "b")}


def test_the_credited_outlet_is_the_original_even_if_it_was_seen_last() -> None:
    copy = version("c", 1, publisher="tinnhanhmau.example", credit="Báo Ví Dụ")
    source = version("a", 9, publisher="baovidu.example")
    assert originals([alike(copy, source), alike(copy, B), alike(source, B)]) == {"b": ("a", "a"), "c": ("a", "a")}


def test_a_committed_row_stays_what_it_is() -> None:
    committed = version("a", 9, committed=True, credit="TTXVN")
    assert originals([alike(C, committed)]) == {"c": ("a", "a")}


def test_a_copy_of_a_committed_copy_joins_its_cluster() -> None:
    committed = version("a", 9, committed=True, cluster_id="root")
    assert originals([alike(C, committed)]) == {"c": ("a", "root")}


def test_a_copy_of_a_copy_joins_the_cluster_though_it_no_longer_resembles_the_original() -> None:
    assert originals([alike(B, C), alike(A, B)]) == {"b": ("c", "c"), "a": ("b", "c")}


def test_what_resembles_only_later_articles_stays_an_original() -> None:
    assert originals([alike(A, B), alike(A, C)]) == {"a": ("c", "c")}


def test_an_original_does_not_become_the_copy_of_its_copy_when_it_is_revised() -> None:
    copy = version("b", 2, committed=True, cluster_id="a")
    assert originals([alike(version("a", 3, revision=2), copy)]) == {}


def test_a_longer_text_is_no_copy_of_the_short_one_it_takes_up() -> None:
    assert originals([alike(C, A, 0.9, Relation.EXCERPT)]) == {}
    assert originals([alike(A, C, 0.9, Relation.EXCERPT)]) == {"a": ("c", "c")}


def test_the_most_senior_counts_though_a_later_one_is_more_alike() -> None:
    assert originals([alike(A, C, 0.9, Relation.EXCERPT), alike(A, B, 0.99, Relation.REPRINT)])["a"] == ("c", "c")


def test_an_exact_copy_follows_its_original_into_a_cluster() -> None:
    election = elect([alike(A, C)])
    copy = replace(
        judged("Ông Lê Văn An nói."), duplicate_of="a", cluster_id="a", relation=Relation.EXACT, similarity=1.0
    )
    found = apply_election(sign(copy), election)
    assert (found.duplicate_of, found.cluster_id, found.relation) == ("a", "c", Relation.EXACT)
    assert found.signature
    assert (found.signature.cluster_id, found.signature.exact_copy) == ("c", True)


def test_a_near_copy_keeps_its_kind_and_its_signature_tells_its_cluster() -> None:
    one = sign(judged())
    near = replace(A, article_id=one.article.article_id)
    found = apply_election(one, elect([alike(near, C, 0.75)]))
    assert (found.kind, found.relation, found.similarity) == (OutcomeKind.ARTICLE, Relation.EDITED_REPRINT, 0.75)
    assert found.duplicate_of == found.cluster_id == "c"
    assert found.signature
    assert found.signature.cluster_id == "c"


names = st.sampled_from("abcdefgh")


@given(st.sets(st.tuples(names, names).filter(lambda pair: pair[0] < pair[1])), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_clusters_have_one_original_and_no_circle(edges: set[tuple[str, str]], chance: Any) -> None:
    versions = {name: version(name, 23 - place, committed=name in "cf") for place, name in enumerate("abcdefgh")}
    pairs = [alike(versions[one], versions[other]) for one, other in sorted(edges)]
    found = originals(pairs)
    shuffled = [one if chance.random() < 0.5 else one._replace(one=one.other, other=one.one) for one in pairs]
    chance.shuffle(shuffled)
    assert originals(shuffled) == found
    for name, (duplicate_of, cluster_id) in found.items():
        assert name not in "cf"
        assert name != duplicate_of
        assert cluster_id not in found
        assert found.get(duplicate_of, (None, duplicate_of))[1] == cluster_id
