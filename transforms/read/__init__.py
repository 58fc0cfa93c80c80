"""Containers in, pages out: HTML, text, JSONL, WARC, Parquet."""
