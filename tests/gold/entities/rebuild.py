#!/usr/bin/env python3
"""Rebuild the entity gold of a split from pointers into the shared texts (standard library only).

  rebuild.py SPLIT [--shared DIR] [--only PREFIX] > gold.jsonl

SPLIT     "dev", "heldout" or "fresh": every `<SPLIT>/*.jsonl` beside this script is read, in name order.
          (fresh: c-before was read blind and developed on since, c-after was read at the end; of d-* half was opened;
          of e-general, -2, -3 a half each was developed on: random.Random(seed).shuffle of the indexes, first half,
          seeds 7, 11, 5)
--shared  the folder of shared texts; default `<repository root>/../shared`.
--only    read only files whose name begins so ("a-", "b-sport").

A stored record holds {"doc_id", "source", "genre", "ref_date", "ref_date_source", "entities", "relations"}; its source:
  {"file", "id", "field", "start", "end", "sha256"}   a slice [start, end), in code points, of a shared field:
        field "body", "sapo+body" (sapo, newline, body) or "sapo+paragraphs" (all joined by newlines);
        or "title+summary" of a list of headlines;
        file "text/baomoi_2017_sample.jsonl.gz" is keyed by `id`, "gold/html/dev.jsonl" by `page`;
  {"inline": true}, with the record's own "text"      texts written for this project.
Printed: a record a line as checks/score_entities.py reads it: {"doc_id", "text", "ref_date", "entities", "relations"}.
Errors: BrokenGold names the record and the rule broken (digest, offsets, label, crossing or doubled spans, relations).
"""

import argparse
import functools
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]
HERE = Path(__file__).resolve().parent
LABELS = frozenset({"PER", "POSITION", "ORG", "LOC", "DOC", "DATE", "EVENT"})
ROLES = frozenset({None, "byline", "source"})


class BrokenGold(Exception):
    """A stored gold record that contradicts its text or the format."""


def lines(path: Path) -> Iterator[Record]:
    """JSON records of a plain or gzipped file, a line each, or of a list."""
    packed = path.read_bytes()
    if path.suffix == ".json":
        yield from json.loads(packed)
        return
    rows = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode().split("\n")
    yield from (json.loads(row) for row in rows if row.strip())


@functools.cache
def shared_records(path: Path) -> dict[str, Record]:
    return {str(r.get("id") or r.get("page")): r for r in lines(path)}


def field_text(record: Record, field: str) -> str:
    if field == "body":
        return str(record["body"])
    if field == "sapo+body":
        return f"{record['sapo']}\n{record['body']}"
    if field == "title+summary":
        return f"{record['title']}\n{record['summary']}"
    if field == "sapo+paragraphs":
        return "\n".join([record["sapo"], *record["paragraphs"]])
    raise BrokenGold(f"unknown field {field}")


def text_of(record: Record, shared: Path) -> str:
    """The annotated text itself, its digest verified where it comes from the shared texts."""
    source = record["source"]
    if source.get("inline"):
        return str(record["text"])
    whole = field_text(shared_records(shared / source["file"])[source["id"]], source["field"])
    text = whole[source["start"] : source["end"]]
    if hashlib.sha256(text.encode()).hexdigest() != source["sha256"]:
        raise BrokenGold(f"{record['doc_id']}: text differs from the one annotated")
    return text


def faults(text: str, entities: list[Record], relations: list[Record]) -> Iterator[str]:
    """What is wrong with the spans and relations of one record, in words."""
    ids = {e["id"]: e["label"] for e in entities}
    if len(ids) < len(entities) or len({(e["start"], e["end"], e["label"]) for e in entities}) < len(entities):
        yield "doubled id or span"
    for e in entities:
        surface = text[e["start"] : e["end"]]
        if not 0 <= e["start"] < e["end"] <= len(text) or surface != surface.strip():
            yield f"{e['id']}: bad offsets"
        if e["label"] not in LABELS or e.get("role") not in ROLES:
            yield f"{e['id']}: unknown label or role"
    for a in entities:
        yield from (f"{a['id']} crosses {b['id']}" for b in entities if a["start"] < b["start"] < a["end"] < b["end"])
    for relation in relations:
        for pair in relation["evidence"]:
            if (ids.get(pair["holder"]), ids.get(pair["position"])) != ("PER", "POSITION"):
                yield f"bad pair {pair}"
        if relation["org"] is not None and ids.get(relation["org"]) != "ORG":
            yield f"bad org {relation['org']}"


def rebuild(record: Record, shared: Path) -> Record:
    """The record in the scorer's form; raises BrokenGold when it breaks a rule."""
    text = text_of(record, shared)
    if broken := list(faults(text, record["entities"], record["relations"])):
        raise BrokenGold(f"{record['doc_id']}: {'; '.join(broken)}")
    return {"text": text} | {k: record[k] for k in ("doc_id", "ref_date", "entities", "relations")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("split", choices=("dev", "heldout", "fresh"))
    parser.add_argument("--shared", type=Path, default=HERE.parents[2].parent / "shared")
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    for path in sorted((HERE / args.split).glob(f"{args.only}*.jsonl")):
        for record in lines(path):
            sys.stdout.write(json.dumps(rebuild(record, args.shared), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
