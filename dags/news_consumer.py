"""Airflow DAGs, one for each data set in configs/dags/: an example of what may follow an ingest."""

from newsdags.consumer import consumer_dag
from newsdags.spec import read_specs

for spec in read_specs():
    globals()[f"{spec.name}_consumer"] = consumer_dag(spec)
