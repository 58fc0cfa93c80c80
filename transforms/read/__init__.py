"""Containers in, pages out: HTML, text, JSONL, JSON, WARC, ARC, Parquet.

`find_inputs` turns what a person types into inputs, `read_input` an input into pages and dead letters.
"""
