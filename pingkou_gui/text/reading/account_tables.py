"""The tables of a book of accounts with the numbers and labels they print.

A table copied out of a PDF has lost its rows, one in a Word file has not; numbers and labels are
known of both.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lines.copied_tables import factor_of, is_account_title, numbers_of, unit_in
from pingkou_gui.text.reading.grids import Grid, holds_figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lines.copied_tables import CopiedTable

_BLANKS = re.compile("\\s+")
_TOTAL = "总计"
_TWICE = 2


@dataclass(frozen=True, slots=True)
class AccountTable:
    """One table.

    Attributes:
        title: its title, without blanks.
        numbers: all numbers in it, in 万元.
        words: its labels and heads, one behind the other, without blanks.
    """

    title: str
    numbers: tuple[Decimal, ...]
    words: str

    @property
    def total(self) -> Decimal | None:
        """The 总计 of a table of income and spending: its largest number, printed on both sides."""
        if _TOTAL not in self.words or not self.numbers:
            return None
        most, times = max(Counter(self.numbers).items())
        return most if times >= _TWICE else None


def account_tables(
    copied: Sequence[CopiedTable], grids: Sequence[Grid]
) -> tuple[AccountTable, ...]:
    """Return the tables of accounts of a text in their order: copied ones first, then real ones."""
    lost = (
        AccountTable(
            table.title,
            tuple(number * factor_of(table.unit) for number in numbers_of(table)),
            "".join(_BLANKS.sub("", cell) for cell in table.cells),
        )
        for table in copied
    )
    return (*lost, *_tables_of_grids(grids))


def _tables_of_grids(grids: Sequence[Grid]) -> Iterator[AccountTable]:
    """Yield the tables of cells that have the title and the unit of a table of accounts."""
    for grid in grids:
        cells = [cell for row in grid.rows for cell in row]
        lines = [*grid.caption.split("\n"), *(cell.text for row in grid.rows[:2] for cell in row)]
        title = next((line for line in reversed(lines) if is_account_title(line)), "")
        unit = next((found for line in lines if (found := unit_in(line))), "")
        if not title or not unit:
            continue
        factor = factor_of(unit)
        numbers = (
            Decimal(cell.text) * factor for cell in cells if cell.is_figure and _is_bare(cell.text)
        )
        words = "".join(cell.text for cell in cells if not holds_figure(cell))
        yield AccountTable(title, tuple(numbers), words)


def _is_bare(text: str) -> bool:
    """Whether a cell is a number and nothing else."""
    return text.lstrip("-").replace(".", "", 1).isdigit()
