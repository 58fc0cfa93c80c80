"""How the doors without an end are put down and taken up again by an engine."""

from __future__ import annotations

from apache_beam.io.restriction_trackers import OffsetRange, OffsetRestrictionTracker
from apache_beam.io.watermark_estimators import ManualWatermarkEstimator
from apache_beam.utils.timestamp import Timestamp

END = 2**63 - 1


class OneByOne(OffsetRestrictionTracker):
    """A partition is read by one worker: it may be put down and taken up again, not shared out."""

    def try_split(self, fraction_of_remainder: float) -> tuple[OffsetRange, OffsetRange] | None:
        """Gives up all of the rest, or nothing."""
        return super().try_split(fraction_of_remainder) if fraction_of_remainder == 0 else None

    def is_bounded(self) -> bool:
        """It is not."""
        return False


def advance(estimator: ManualWatermarkEstimator, moment: Timestamp) -> None:
    """Moves a watermark forward; never back."""
    current = estimator.current_watermark()
    if current is None or moment > current:
        estimator.set_watermark(moment)
