"""Airflow DAGs, one for each data set in configs/dags/: ingests what arrived each day."""

from newsdags.ingest import ingest_dag
from newsdags.spec import read_specs

for spec in read_specs():
    globals()[f"{spec.name}_ingest"] = ingest_dag(spec)
