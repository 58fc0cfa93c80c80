"""What the DAG files share: specs, factories, the process a task runs in. Imports no Beam."""
