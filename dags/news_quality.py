"""Airflow DAGs, one for each data set in configs/dags/: judges what was published against what is usual."""

from newsdags.quality import quality_dag
from newsdags.spec import read_specs

for spec in read_specs():
    globals()[f"{spec.name}_quality"] = quality_dag(spec)
