#!/usr/bin/env bash
# Makes .venv with the first Python >= 3.11 found; PYTHON=… chooses another. Uses uv where it is installed.
set -euo pipefail

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python=""
for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14 python; do
  if command -v "$candidate" >/dev/null && new_enough "$candidate"; then
    python=$(command -v "$candidate")
    break
  fi
done
if [ -z "$python" ]; then
  echo "dongtin needs Python 3.11 or newer; none found. Install one, or name it: make PYTHON=/path/to/python3.11 …" >&2
  exit 1
fi
if command -v uv >/dev/null; then
  uv venv --quiet --allow-existing --python "$python" .venv
else
  "$python" -m venv .venv
fi
