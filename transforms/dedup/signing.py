"""Signatures of judged articles."""

from __future__ import annotations

from dataclasses import replace

from transforms.dedup.fingerprints import SHINGLING, SKETCH, fingerprint, hashes_of, minhash
from transforms.dedup.revisions import version_of
from transforms.domain.judgements import JudgedArticle, Relation
from transforms.domain.signatures import Signature


def claim(judged: JudgedArticle) -> Signature:
    """What the article says of itself, without a fingerprint: enough to rank it."""
    version = version_of(judged)
    return Signature(
        article_id=version.article_id,
        revision=version.revision,
        seen_at=version.seen_at,
        publisher=judged.article.publisher,
        credit=judged.article.source_agency,
        cluster_id=judged.cluster_id,
        exact_copy=judged.relation is Relation.EXACT,
        shingling=SHINGLING,
        sketch=SKETCH,
        shingles=b"",
        minhash=b"",
        paragraphs=b"",
    )


def sign(judged: JudgedArticle) -> JudgedArticle:
    """The article with its signature; linear in the text, where no fingerprint came with it."""
    made = judged.annotated.fingerprint or fingerprint(judged.article.text)
    return replace(
        judged,
        signature=replace(claim(judged), shingles=made.shingles, minhash=made.minhash, paragraphs=made.paragraphs),
    )


def readable(signature: Signature) -> Signature | None:
    """A stored signature as this code can compare it; None where its shingles were made in another way.

    A sketch made in another way is made again from the shingles.
    """
    if signature.shingling != SHINGLING:
        return None
    if signature.sketch == SKETCH:
        return signature
    return replace(signature, sketch=SKETCH, minhash=minhash(hashes_of(signature.shingles)))


def without_fingerprint(signature: Signature) -> Signature:
    """The same claim, light: for ranking only."""
    return replace(signature, shingles=b"", minhash=b"", paragraphs=b"")
