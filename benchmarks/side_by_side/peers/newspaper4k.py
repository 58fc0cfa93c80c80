"""newspaper4k: parsing only, into one Parquet file. It has no entities and no near-duplicates.

newspaper4k.py ARCHIVES OUT
"""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from newspaper import Article
from warcio.archiveiterator import ArchiveIterator

rows = []
for path in sorted(Path(sys.argv[1]).glob("*.warc.gz")):
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream):
            url = record.rec_headers.get_header("WARC-Target-URI")
            article = Article(url, language="vi")
            article.download(input_html=record.content_stream().read().decode("utf-8", "replace"))
            article.parse()
            rows.append(
                {"url": url, "title": article.title, "author": ", ".join(article.authors),
                 "date": str(article.publish_date or ""), "text": article.text}
            )  # fmt: skip
out = Path(sys.argv[2], "articles")
out.mkdir(parents=True)
pq.write_table(pa.Table.from_pylist([row for row in rows if row["text"]]), out / "part.parquet")
