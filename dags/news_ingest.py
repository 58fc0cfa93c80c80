"""An Airflow DAG: ingests the articles that arrived each day, as configs/pipelines/news_ingest.yaml says."""

from newsdags.ingest import ingest_dag
from newsdags.spec import read_spec

news_ingest = ingest_dag(read_spec("news_ingest"))
