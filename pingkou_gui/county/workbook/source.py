"""What the workbook is written from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from pingkou_gui.county.returns import StatedFinding


@dataclass(frozen=True, slots=True)
class Line:
    """A report that was taken into the summary."""

    unit: str
    file: str
    kind: str
    created: str
    program: str
    scheme: str
    grade: str
    draft: bool
    late: bool
    open_must: int
    open_reminders: int
    sent_despite: str
    figures: Mapping[str, Decimal | None]


class Source(Protocol):
    """A collection that can be read from the beginning as often as it is needed.

    All but `lines` and `findings` give rows of words as they stand in their sheet.
    """

    @property
    def title(self) -> str:
        """The name of the whole: county and year."""
        ...

    def lines(self) -> Iterator[Line]:
        """The taken reports, unit by unit."""
        ...

    def findings(self) -> Iterator[tuple[str, StatedFinding]]:
        """The findings with their units."""
        ...

    def absent(self) -> Iterator[tuple[str, ...]]:
        """(unit, missing or late or not on the list, when it came, its file)."""
        ...

    def unreadable(self) -> Iterator[tuple[str, ...]]:
        """(file, what happened, what to do)."""
        ...

    def left_out(self) -> Iterator[tuple[str, ...]]:
        """(unit, year, file, when it was made, why it was left out, the file taken instead)."""
        ...

    def differences(self) -> Iterator[tuple[str, ...]]:
        """(unit, file, what does not agree)."""
        ...
