"""Airflow DAGs, one for each data set in configs/dags/: tries dead letters again."""

from newsdags.maintenance import replay_dag
from newsdags.spec import read_specs

for spec in read_specs():
    globals()[f"{spec.name}_replay"] = replay_dag(spec)
