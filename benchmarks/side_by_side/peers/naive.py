"""What most would write: trafilatura with metadata, `underthesea.ner` per sentence, a pyarrow data set.

naive.py ARCHIVES OUT
"""

import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import trafilatura
from underthesea import ner, sent_tokenize
from warcio.archiveiterator import ArchiveIterator


def pages(folder):
    for path in sorted(Path(folder).glob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type == "response":
                    yield record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read()


def entities(text):
    found = []
    for line in text.split("\n"):
        for sentence in sent_tokenize(line) if line.strip() else ():
            for word, _, _, tag in ner(sentence):
                if tag.startswith("B-"):
                    found.append({"surface": word, "label": tag[2:]})
                elif tag.startswith("I-") and found:
                    found[-1]["surface"] += " " + word
    return found


def article(url, body):
    extracted = trafilatura.extract(body, url=url, output_format="json", with_metadata=True)
    if not extracted:
        return None
    record = json.loads(extracted)
    kept = {name: record.get(name) for name in ("title", "author", "date", "sitename", "text")}
    return {"url": url, **kept, "day": record.get("date") or "unknown", "entities": entities(record["text"] or "")}


rows = [row for row in (article(url, body) for url, body in pages(sys.argv[1])) if row]
ds.write_dataset(
    pa.Table.from_pylist(rows), sys.argv[2] + "/articles", format="parquet", max_partitions=4096,
    partitioning=ds.partitioning(pa.schema([("day", pa.string())]), flavor="hive"),
)  # fmt: skip
