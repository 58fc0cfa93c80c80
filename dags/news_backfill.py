"""Airflow DAGs, one for each data set in configs/dags/: ingests past days or given archives."""

from newsdags.ingest import backfill_dag
from newsdags.spec import read_specs

for spec in read_specs():
    globals()[f"{spec.name}_backfill"] = backfill_dag(spec)
