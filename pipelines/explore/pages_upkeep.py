"""What was refused and why, and what runs did: the operator's pages."""

from __future__ import annotations

import shlex
from collections import Counter
from itertools import islice
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pipelines.explore.errors import BadQuestion, NotThere
from pipelines.explore.payloads import preview
from pipelines.explore.question import PAGE_SIZE, read_page, short
from pipelines.explore.site import site_of
from pipelines.explore.snapshot import Snapshot
from transforms.store.manifest import Manifest

_LETTERS = """
SELECT key, stage, reason, detail, url, publisher, medium, epoch_ms(arrived_at) AS arrived, run_id,
       octet_length(payload) AS bytes
FROM read_parquet($letters)
WHERE ($reason = '' OR reason = $reason) AND ($stage = '' OR stage = $stage) AND contains(lower(key), lower($key))
ORDER BY arrived_at DESC, key LIMIT $size OFFSET $skip
"""
_REASONS = "SELECT stage, reason, count(*) AS letters FROM read_parquet($letters) GROUP BY ALL ORDER BY 3 DESC, 1, 2"
_LETTER = """
SELECT * EXCLUDE (arrived_at, payload), epoch_ms(arrived_at) AS arrived, octet_length(payload) AS bytes,
       payload[1:$most] AS payload
FROM read_parquet($letters) WHERE key = $key AND run_id = $run LIMIT 1
"""
_LEDGER = """
SELECT input_key, outcome, article_id, revision, reason, epoch_ms(arrived_at) AS arrived, run_id
FROM read_parquet($ledger)
WHERE contains(lower(input_key), lower($key)) AND ($run = '' OR run_id = $run)
  AND ($outcome = '' OR outcome = $outcome)
ORDER BY arrived_at DESC, input_key LIMIT $size OFFSET $skip
"""
PREVIEW_BYTES = 6_000


def letters(request: Request) -> Response:
    """Dead letters, by reason and stage."""
    site, asked, page = site_of(request), request.query_params, read_page(request.query_params)
    filters = {name: short(asked, name) for name in ("reason", "stage", "key")}
    found = site.dataset.rows(_LETTERS, _letter_files, **filters, size=PAGE_SIZE + 1, skip=(page - 1) * PAGE_SIZE)
    return site.render(
        request,
        "letters.html.j2",
        filters=filters,
        found=found[:PAGE_SIZE],
        reasons=site.dataset.rows(_REASONS, _letter_files),
        command=replay_command(site.dataset.root.as_posix(), filters["reason"], filters["stage"]),
        page=page,
        more=len(found) > PAGE_SIZE,
    )


def letter(request: Request) -> Response:
    """One refused input with the beginning of its bytes."""
    site, asked = site_of(request), request.query_params
    key, run = asked.get("key", ""), short(asked, "run")
    if len(key) > 2_000:
        raise BadQuestion("error.too_long")
    found = site.dataset.rows(_LETTER, _letter_files, key=key, run=run, most=PREVIEW_BYTES)
    if not found:
        raise NotThere("error.no_letter")
    one = found[0]
    command = replay_command(site.dataset.root.as_posix(), one["reason"], one["stage"])
    return site.render(request, "letter.html.j2", one=one, command=command, preview=preview(one["payload"]))


def runs(request: Request) -> Response:
    """The history of the data set: every commit, the newest first."""
    site, page = site_of(request), read_page(request.query_params)
    history = site.dataset.snapshot.history
    shown = islice(history.newest(skip=(page - 1) * PAGE_SIZE), PAGE_SIZE)
    return site.render(
        request,
        "runs.html.j2",
        commits=[_commit(one) for one in shown],
        page=page,
        pages=-(-history.count() // PAGE_SIZE),
    )


def ledger(request: Request) -> Response:
    """What became of inputs."""
    site, asked, page = site_of(request), request.query_params, read_page(request.query_params)
    filters = {name: short(asked, name) for name in ("key", "run", "outcome")}
    found = site.dataset.rows(
        _LEDGER, lambda now: {"ledger": now.of("ledger")}, **filters, size=PAGE_SIZE + 1, skip=(page - 1) * PAGE_SIZE
    )
    return site.render(
        request, "ledger.html.j2", filters=filters, found=found[:PAGE_SIZE], page=page, more=len(found) > PAGE_SIZE
    )


def replay_command(root: str, reason: str, stage: str) -> str:
    """What to type to try dead letters again; safe to paste whatever the names are."""
    words = ["dongtin", "replay", root]
    words += [f"--reason={reason}"] if reason else []
    words += [f"--stage={stage}"] if stage else []
    return shlex.join(words)


def _letter_files(snapshot: Snapshot) -> dict[str, list[str]]:
    return {"letters": snapshot.of("dead_letters")}


def _commit(manifest: Manifest) -> dict[str, Any]:
    kinds: Counter[str] = Counter()
    for outcome, count in manifest.outcomes.items():
        kinds[outcome.partition(":")[0]] += count
    return {
        "sequence": manifest.sequence,
        "run_id": manifest.run_id,
        "kind": manifest.kind.value,
        "inputs": manifest.inputs,
        "outcomes": dict(kinds),
        "reasons": {name: count for name, count in manifest.outcomes.items() if ":" in name},
        "added": len(manifest.added),
        "removed": len(manifest.removed),
        "bytes": sum(part.bytes for part in manifest.added),
        "rows": dict(manifest.rows.get(manifest.run_id, {})),
    }
