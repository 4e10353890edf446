"""A collection in the store, read as the workbook wants it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.county.collecting.columns import BY_KEY
from pingkou_gui.county.returns import StatedFinding
from pingkou_gui.county.workbook import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.store.collection import Collection


def local_minute(stored: str) -> str:
    """Return a stored moment by the local clock: 2024-03-15 09:30."""
    return f"{datetime.fromisoformat(stored).astimezone():%Y-%m-%d %H:%M}"


def _decimal(stored: str | None) -> Decimal | None:
    return None if stored is None else Decimal(stored)


class Gathered:
    """What was collected; every method reads from the beginning."""

    def __init__(self, held: Collection, title: str, listed: frozenset[str] | None) -> None:
        """Read from `held`; `listed` are the keys of the units waited for, None without a list."""
        self._held, self._listed = held, listed
        self.title = title

    def lines(self) -> Iterator[Line]:
        """Yield the taken reports, unit by unit."""
        for row, figures in self._held.taken():
            yield Line(
                row["unit"],
                row["file"],
                row["kind"],
                local_minute(row["created"]),
                row["program"],
                row["scheme"],
                row["grade"],
                bool(row["draft"]),
                bool(row["late"]),
                row["open_must"],
                row["open_reminders"],
                row["sent_despite"],
                dict(zip(BY_KEY, map(_decimal, figures), strict=True)),
            )

    def findings(self) -> Iterator[tuple[str, StatedFinding]]:
        """Yield the findings with their units."""
        for row in self._held.findings():
            yield (
                row["unit"],
                StatedFinding(
                    row["severity"],
                    row["class"],
                    row["page"],
                    row["message"],
                    row["numbers"],
                    row["expected"],
                    row["reason"],
                ),
            )

    def absent(self) -> Iterator[tuple[str, ...]]:
        """Yield who sent nothing, who was late, who is not on the list."""
        for unit in self._held.missing():
            yield unit, "未交", "", ""
        for row in self._held.late():
            yield row["unit"], "迟交", local_minute(row["created"]), row["file"]
        if self._listed is None:
            return
        for row in self._held.not_among(self._listed):
            yield row["unit"], "名单外", local_minute(row["created"]), row["file"]

    def unreadable(self) -> Iterator[tuple[str, ...]]:
        """Yield the files that could not be used."""
        for row in self._held.unreadable():
            yield row["file"], row["happened"], row["remedy"]

    def left_out(self) -> Iterator[tuple[str, ...]]:
        """Yield the reports in whose place another was taken."""
        for row in self._held.left_out():
            yield (
                row["unit"],
                str(row["year"] or ""),
                row["file"],
                local_minute(row["created"]),
                row["status"],
                row["taken_instead"],
            )

    def differences(self) -> Iterator[tuple[str, ...]]:
        """Yield what does not agree."""
        for row in self._held.differences():
            yield row["unit"], row["file"], row["message"]
