"""One machine at a time: signs of life, by no clock but one's own waiting."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest

from transforms.fetch.lease import BEATS_WATCHED, Lease, LeaseHeld, leased, machine_name
from transforms.wiring.objects import below
from transforms.wiring.places import place

BEAT = 0.3
_NUMBERS = itertools.count()


@pytest.fixture
def folder(object_store: str) -> Path:
    return place(f"{object_store}/lease-{next(_NUMBERS)}")


def crashed(folder: Path, machine: str) -> None:
    """Leaves what a killed holder leaves: its last sign of life."""
    lease = Lease(folder, machine, beat_seconds=3600)
    lease.take()


def test_what_was_given_back_is_had_at_once(folder: Path) -> None:
    for machine in ("a", "b", "a"):
        begun = time.monotonic()
        with leased(folder, machine, 3600):
            pass
        assert time.monotonic() - begun < 60


def test_while_the_holder_lives_others_are_refused(folder: Path) -> None:
    with leased(folder, "a", BEAT) as lease:
        for _ in range(2):
            with pytest.raises(LeaseHeld, match="another machine is fetching"), leased(folder, "b", 3 * BEAT):
                pass
        lease.check()
    assert len(below(folder)) == 2  # signs of life do not pile up


def test_a_dead_machine_is_followed_after_its_silence(folder: Path) -> None:
    crashed(folder, "a")
    begun = time.monotonic()
    with leased(folder, "b", BEAT):
        assert time.monotonic() - begun >= BEATS_WATCHED * BEAT


def test_the_same_machine_follows_itself_at_once(folder: Path) -> None:
    crashed(folder, "a")
    begun = time.monotonic()
    with leased(folder, "a", 3600):
        assert time.monotonic() - begun < 60


def test_a_holder_that_slept_learns_that_it_was_followed(folder: Path) -> None:
    with leased(folder, "a", 4 * BEAT) as slow:
        crashed(folder, "a")  # as good as another: the next sign of life is not its own
        time.sleep(4 * BEAT + 3)
        with pytest.raises(LeaseHeld, match="took over"):
            slow.check()


def test_a_machine_keeps_its_name_as_long_as_its_folder(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    assert machine_name(tmp_path) == machine_name(tmp_path) != machine_name(tmp_path / "b")
