"""What all tables of a workbook say together, and the sums that must hold among it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pingkou_gui.importers.workbook.sums import Balance, Reading, equal, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.importers.workbook.cells import At
    from pingkou_gui.importers.workbook.tables import Table


@dataclass(frozen=True, slots=True)
class StatedNone:
    """A sentence under an empty table: there is no such budget; `whole` says income included."""

    budget: str
    table: Table
    at: At
    whole: bool


@dataclass(slots=True)
class Account:
    """Collects readings by what they are, and balances."""

    readings: dict[str, list[Reading]] = field(default_factory=dict)
    balances: list[Balance] = field(default_factory=list)
    nones: list[StatedNone] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def read(self, table: Table, at: At, what: str = "", label: str = "") -> Reading | None:
        """Return the amount of a cell, kept as `what`; None where the cell is blank.

        A reading without a `what` only serves to check others.
        """
        amount = table.amount(at)
        if amount is None:
            return None
        table.used.add(at)
        reading = Reading(what, amount, table, (at,), label)
        if what:
            self.keep(reading)
        return reading

    def keep(self, reading: Reading) -> None:
        """Keep a reading."""
        self.readings.setdefault(reading.what, []).append(reading)

    def first(self, what: str) -> Reading | None:
        """Return the reading that counts: that of the first table that has it."""
        return next(iter(self.readings.get(what, ())), None)

    def balance(
        self,
        left: Sequence[Reading | None],
        right: Sequence[Reading | None],
        names: tuple[str, str],
    ) -> None:
        """Ask that both sides agree; a blank counts as nothing, a side all blank as unknown."""
        sides = [tuple(item for item in side if item is not None) for side in (left, right)]
        known = sides[0] + sides[1]
        if not known:
            return
        if not all(sides):
            _doubt_unproved([r for r in known if r.amount], names[0] if not sides[0] else names[1])
            return
        step = max(item.table.step for item in known)
        self.balances.append(Balance(sides[0], sides[1], names, step))

    def settle(self) -> None:
        """Compare what stands in several tables, then weigh all sums."""
        for same in self.readings.values():
            self.balances.extend(equal(same[0], other) for other in same[1:])
        weigh(self.balances)


def _doubt_unproved(known: Sequence[Reading], missing: str) -> None:
    """A total that is blank over parts that are not: the column may have slipped."""
    for reading in known:
        reading.suspect(f"“{missing}”一边空着，这个数核对不了")
