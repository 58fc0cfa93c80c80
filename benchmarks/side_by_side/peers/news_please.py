"""news-please on pages that are there already, into one Parquet file. It has no entities and no near-duplicates.

news_please.py ARCHIVES OUT
"""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from newsplease import NewsPlease
from warcio.archiveiterator import ArchiveIterator

rows = []
for path in sorted(Path(sys.argv[1]).glob("*.warc.gz")):
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream):
            url = record.rec_headers.get_header("WARC-Target-URI")
            article = NewsPlease.from_html(record.content_stream().read().decode("utf-8", "replace"), url=url)
            rows.append(
                {"url": url, "title": article.title, "author": ", ".join(article.authors or ()),
                 "date": str(article.date_publish or ""), "text": article.maintext or ""}
            )  # fmt: skip
out = Path(sys.argv[2], "articles")
out.mkdir(parents=True)
pq.write_table(pa.Table.from_pylist([row for row in rows if row["text"]]), out / "part.parquet")
