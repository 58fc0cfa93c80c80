"""From verified pairs to copies and their originals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from transforms.dedup.resemblance import Likeness
from transforms.dedup.seniority import Seniority, credits, seniority
from transforms.domain.judgements import JudgedArticle, Relation
from transforms.domain.signatures import Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What the election says of one version that is a copy."""

    duplicate_of: str
    cluster_id: str
    similarity: float
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Election:
    """copies: by article_id and revision; clusters: article id to the id of its original, of the articles of copies."""

    copies: Mapping[tuple[str, int], Copy]
    clusters: Mapping[str, str]


def elect(likenesses: Iterable[Likeness]) -> Election:
    """Gives each version of this run the most senior article it resembles, and that article's original.

    A copy never points to a junior, so there is no circle; each step of the way to the original is a verified one. An
    article that resembles only later ones stays an original. A longer text that takes up an earlier short one
    adds to it: it is no copy. Deterministic whatever the order of the pairs.
    """
    pairs = list(likenesses)
    standing = _standings(pairs)
    open_to = _seniors(pairs, standing)
    copies: dict[tuple[str, int], Copy] = {}
    clusters: dict[str, str] = {}
    for version in sorted(open_to, key=lambda one: (standing[one.article_id], one.revision)):
        allowed = [one for one in open_to[version] if _root(one.other, clusters) != version.article_id]
        if version.committed or not allowed:
            continue
        parent = min(allowed, key=lambda one: _preference(one, standing))
        root = _root(parent.other, clusters)
        clusters.setdefault(version.article_id, root)
        copies[version.version] = Copy(
            duplicate_of=parent.other.article_id,
            cluster_id=root,
            similarity=parent.similarity,
            relation=parent.relation,
        )
    return Election(copies=copies, clusters=clusters)


def apply_election(judged: JudgedArticle, election: Election) -> JudgedArticle:
    """The article with what the election says of it; an exact copy follows its original into a cluster."""
    copy = election.copies.get((judged.article.article_id, judged.revision))
    if judged.relation is Relation.EXACT and judged.duplicate_of:
        judged = replace(judged, cluster_id=election.clusters.get(judged.duplicate_of, judged.cluster_id))
    elif copy:
        judged = replace(
            judged,
            cluster_id=copy.cluster_id,
            duplicate_of=copy.duplicate_of,
            similarity=copy.similarity,
            relation=copy.relation,
        )
    if not judged.signature:
        return judged
    exact = judged.relation is Relation.EXACT
    return replace(judged, signature=replace(judged.signature, cluster_id=judged.cluster_id, exact_copy=exact))


def _standings(pairs: list[Likeness]) -> dict[str, Seniority]:
    """The best standing of each article: of its most senior version, with the credit of all its copies."""
    credited = {one.other.article_id for one in pairs if credits(one.one, one.other)}
    credited |= {one.one.article_id for one in pairs if credits(one.other, one.one)}
    standing: dict[str, Seniority] = {}
    for signature in {end for one in pairs for end in (one.one, one.other)}:
        own = seniority(signature, credited=signature.article_id in credited)
        standing[signature.article_id] = min(own, standing.get(signature.article_id, own))
    return standing


def _seniors(pairs: list[Likeness], standing: Mapping[str, Seniority]) -> Mapping[Signature, list[Likeness]]:
    """The pairs of each version with articles senior to its own, turned so that `one` is the copy."""
    found: defaultdict[Signature, list[Likeness]] = defaultdict(list)
    for pair in pairs:
        turned = pair._replace(one=pair.other, other=pair.one)
        for way in (pair,) if pair.relation is Relation.EXCERPT else (pair, turned):
            if standing[way.other.article_id] < standing[way.one.article_id]:
                found[way.one].append(way)
    return found


def _root(signature: Signature, clusters: Mapping[str, str]) -> str:
    return signature.cluster_id if signature.committed else clusters.get(signature.article_id, signature.article_id)


def _preference(pair: Likeness, standing: Mapping[str, Seniority]) -> tuple[Seniority, float, int]:
    return standing[pair.other.article_id], -pair.similarity, pair.other.revision
