"""Ingests the articles that arrived each day; what and where is in configs/pipelines/news_ingest.yaml."""

from newsdags.ingest import ingest_dag
from newsdags.spec import read_spec

news_ingest = ingest_dag(read_spec("news_ingest"))
