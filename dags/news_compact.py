"""Airflow DAGs, one for each data set in configs/dags/: merges the files of closed days."""

from newsdags.maintenance import compact_dag
from newsdags.spec import read_specs

for spec in read_specs():
    globals()[f"{spec.name}_compact"] = compact_dag(spec)
