"""What a data set goes through, a step each; the faults are tried at every file operation of each.

    python -m tests.store.scenarios

counts the operations: the points at which the writer is killed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from unittest.mock import patch

from tests.nouns import outcome
from tests.store.golden_data_set import stage_run, write_run
from tests.store.kills import operations
from transforms.domain.outcomes import OutcomeKind
from transforms.store import merged
from transforms.store.commit import commit_run, open_run
from transforms.store.letters import read_letters
from transforms.store.maintenance import compact, expire, vacuum
from transforms.store.office_history import write_office_terms
from transforms.store.partitions import arrival_day
from transforms.store.parts import stage_parts
from transforms.store.rows import ledger_row
from transforms.store.schemas import LEDGER

Step = Callable[[Path], None]
LATER = date(2100, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A step, and what lies there before it."""

    name: str
    before: tuple[Step, ...]
    step: Step


def first_run(root: Path) -> None:
    write_run(root, "r1", ("Sông Trắng", "Núi Xanh"))


def second_run(root: Path) -> None:
    write_run(root, "r2", ("Bến Đá",))


def changed_rerun(root: Path) -> None:
    write_run(root, "r1", ("Đồi Cát",))


def emptied_rerun(root: Path) -> None:
    with open_run(root, "r1") as run:
        commit_run(run, [], inputs=0, outcomes={})


def died_before_commit(root: Path) -> None:
    """Leaves staged files of a run that never committed."""
    with open_run(root, "r3") as run:
        stage_run(run, ("Vịnh Sâu",))


def lay_a_stray(root: Path) -> None:
    """Leaves a file where readers look that no run committed."""
    shutil.copy(next(root.glob("articles/*/*.parquet")), root / "articles" / "part-stray.parquet")


def compact_all(root: Path) -> None:
    compact(root, before=LATER)


def expire_signatures(root: Path) -> None:
    expire(root, before=LATER, tables=["signatures", "dead_letters"])


def vacuum_all(root: Path) -> None:
    vacuum(root)


def replay_letters(root: Path) -> None:
    """Settles the dead letters of all runs, as `dongtin replay` does: answers in, letters out, in one commit."""
    with open_run(root, "replay-1") as run:
        letters = sorted(read_letters(root), key=lambda stored: stored.run_id)
        if not letters:
            return
        answers = [
            ledger_row(outcome(one.letter.key, OutcomeKind.DUPLICATE, reason="unchanged"), "replay-1")
            for one in letters
        ]
        parts = list(stage_parts(run.staging, LEDGER, arrival_day(letters[0].letter.arrived_at), answers))
        settled = frozenset((one.run_id, one.letter.key) for one in letters)
        commit_run(run, parts, inputs=len(answers), outcomes={"duplicate:unchanged": len(answers)}, settled=settled)


def offices(root: Path) -> None:
    write_office_terms(root)


def third_run(root: Path) -> None:
    write_run(root, "r3", ("Vịnh Sâu",))


def fourth_run(root: Path) -> None:
    write_run(root, "r4", ("Cầu Đá",))


def torn_checkpoint(root: Path) -> None:
    """Leaves a checkpoint of which a half is lost, as a disk may."""
    path = max((root / "_manifests" / "checkpoints").iterdir())
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def often(*steps: Step) -> tuple[Step, ...]:
    """The same steps, with a checkpoint every two commits."""
    return tuple(partial(_often, step) for step in steps)


def _often(step: Step, root: Path) -> None:
    with patch.object(merged, "SPACING", 2):
        step(root)


_WITH_CHECKPOINTS = (
    Scenario(name="first checkpoint", before=often(first_run), step=often(second_run)[0]),
    Scenario(name="checkpoint that merges", before=often(first_run, second_run, third_run), step=often(fourth_run)[0]),
    Scenario(
        name="third checkpoint",
        before=often(first_run, second_run, third_run, fourth_run, changed_rerun),
        step=often(compact_all)[0],
    ),
    Scenario(name="checkpoint of an old data set", before=(first_run, second_run), step=often(third_run)[0]),
    Scenario(
        name="commit after a torn checkpoint",
        before=often(first_run, second_run, torn_checkpoint),
        step=often(third_run)[0],
    ),
    Scenario(
        name="vacuum of manifests",
        before=often(first_run, second_run, third_run, fourth_run),
        step=often(vacuum_all)[0],
    ),
    Scenario(
        name="rerun after it",
        before=often(first_run, second_run, third_run, compact_all, vacuum_all),
        step=often(changed_rerun)[0],
    ),
)
SCENARIOS = (
    Scenario(name="first commit", before=(), step=first_run),
    Scenario(name="second commit", before=(first_run,), step=second_run),
    Scenario(name="changed rerun", before=(first_run, second_run), step=changed_rerun),
    Scenario(name="emptied rerun", before=(first_run, second_run), step=emptied_rerun),
    Scenario(name="commit after a crash", before=(first_run, died_before_commit), step=second_run),
    Scenario(name="compaction", before=(first_run, second_run), step=compact_all),
    Scenario(name="rerun into compacted files", before=(first_run, second_run, compact_all), step=changed_rerun),
    Scenario(name="vacuum", before=(first_run, second_run, died_before_commit, lay_a_stray), step=vacuum_all),
    Scenario(name="expiry", before=(first_run, second_run), step=expire_signatures),
    Scenario(name="replay", before=(first_run, second_run), step=replay_letters),
    Scenario(name="replay of compacted letters", before=(first_run, second_run, compact_all), step=replay_letters),
    Scenario(name="office terms", before=(first_run, second_run), step=offices),
    *_WITH_CHECKPOINTS,
)


def made(scenario: Scenario, root: Path) -> Path:
    """The data set before the step."""
    root.mkdir()
    for step in scenario.before:
        step(root)
    return root


def points(scenario: Scenario, folder: Path, *, writes: bool = False) -> int:
    """At how many file operations the step can be killed, or (`writes`) refused."""
    root = made(scenario, folder / "news")
    return operations(root, lambda: scenario.step(root), writes=writes)


def main() -> None:
    total = 0
    for scenario in SCENARIOS:
        with tempfile.TemporaryDirectory() as folder:
            found = points(scenario, Path(folder))
        total += found
        sys.stdout.write(f"{found:5}  {scenario.name}\n")
    sys.stdout.write(f"{total:5}  in all\n")


if __name__ == "__main__":
    main()
