"""Judged articles in, committed Parquet out."""
