"""The same text gives the same mentions whatever order sets happen to have in a process."""

import os
import subprocess
import sys

_READ = (
    "from transforms.annotate.engine import annotate_text;"
    "print([(m.surface, m.canonical) for m in annotate_text('Cháy ở Nhà hát lớn hôm ấy. Nhà hát lớn đẹp.').mentions])"
)


def _reading(seed: int) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run(
        [sys.executable, "-c", _READ], env=environment, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return done.stdout


def test_two_rows_for_one_place_are_read_alike_in_every_process() -> None:
    assert len({_reading(seed) for seed in (0, 4)}) == 1
