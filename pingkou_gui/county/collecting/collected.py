"""What is known of a file that was collected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal

    from pingkou_gui.county.returns.stated import StatedFinding


class Made(Enum):
    """What a file is."""

    PACKAGE = "上报包"
    WORD = "Word 文件"


@dataclass(frozen=True, slots=True)
class Collected:
    """A report that was read: who sent it, its figures by key, what is open in it.

    `figures` are worked out by this program from the data; None where they do not tell.
    `differences` says what the file states otherwise than its data.
    """

    file: str
    made: Made
    unit: str
    year: int | None
    county: str
    created: datetime
    """When it was packed; of a Word file, when it says it was last written."""
    program: str
    scheme: str
    draft: bool
    sent_despite: str
    figures: Mapping[str, Decimal | None]
    grade: str
    findings: tuple[StatedFinding, ...]
    differences: tuple[str, ...]
    scheme_sha256: str
    fingerprint: str
    """The SHA-256 of the data: equal for copies."""

    @property
    def open_must(self) -> int:
        """How many findings must still be mended."""
        return sum(finding.must_be_mended for finding in self.findings)

    @property
    def open_reminders(self) -> int:
        """How many reminders nobody gave a reason for."""
        return sum(f.open and f.severity == "提醒" for f in self.findings)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be used, with the sentences that say why."""

    file: str
    happened: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Call:
    """What the county asked for: whom, of which year, until when."""

    units: tuple[str, ...] = ()
    deadline: date | None = None
    year: int | None = None
