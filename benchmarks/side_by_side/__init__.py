"""Side by side: what people would use instead, and this project step by step, on the same pages in one run.

`python -m benchmarks.side_by_side` runs it all and writes `docs/benchmarks.md` with its plots.
"""
