#!/usr/bin/env bash
# Installs the project, editable, with the extras of $1 and the pinned versions of constraints.txt.
set -euo pipefail
if command -v uv >/dev/null; then
  uv pip install --quiet --python .venv/bin/python --constraint constraints.txt --editable "$1"
else
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable "$1"
fi
