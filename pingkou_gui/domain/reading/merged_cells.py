"""Rows of a table that became text, put under their heads again.

As text a merged cell counts once, or not at all, so that what stands right of it comes under
another head: 年度资金总额, merged from above, 0.00 → 10.00 under 执行率. A percentage tells: it belongs
under a rate. Where it does not settle one place, a row has no heads, rather than wrong ones; and
rows that seem to be full are not believed either where another row of their table is unsettled.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.normal import Normal

Heads = dict[int, tuple[str, str]]
"""What a column holds and how its head words it, by the column."""

FIGURE = re.compile("(?P<number>-?\\d{1,15}(?:\\.\\d{1,8})?)(?P<unit>%|万元)?")
"""A cell that is a figure and nothing else."""
_RATES = frozenset({"execution_rate", "control_rate"})
_MAY_BE_PERCENT = _RATES | {"", "target", "actual", "reason"}


@dataclass(slots=True)
class HeadedRows:
    """The rows under one row of heads, each with the indices of its cells.

    Attributes:
        heads: by column; empty before the first row of heads.
        width: how many cells the row of heads has.
    """

    heads: Heads
    width: int
    rows: list[list[int]] = field(default_factory=list)

    def under(self, cells: list[int], shifts: dict[int, int | None]) -> Heads:
        """Return the heads by the columns of a row that is shifted as its width says."""
        shift = shifts.get(len(cells), 0)
        if shift is None:
            return {}
        return (
            {column - shift: head for column, head in self.heads.items()} if shift else self.heads
        )


def column_shifts(block: HeadedRows, normals: tuple[Normal, ...]) -> dict[int, int | None]:
    """Return by row width how far its cells stand left of their heads; None where unknown."""
    percents: defaultdict[int, set[int]] = defaultdict(set)
    for cells in block.rows:
        texts = [normals[index].text for index in cells]
        if any(FIGURE.fullmatch(text) for text in texts):
            columns = (column for column, text in enumerate(texts, 1) if text.endswith("%"))
            percents[len(cells)].update(columns)
    shifts = {width: _shift(block, width, columns) for width, columns in percents.items()}
    if None in shifts.values():
        return {width: shifts[width] if columns else None for width, columns in percents.items()}
    return shifts


def _shift(block: HeadedRows, width: int, percents: set[int]) -> int | None:
    missing = block.width - width
    steps = range(min(missing, 0), max(missing, 0) + 1)
    fitting = [step for step in steps if _fits(block.heads, step, percents, missing=missing)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(heads: Heads, step: int, percents: set[int], *, missing: int) -> bool:
    """Whether percentages stand under rates only; only a full row may do without any."""
    keys = {heads.get(column + step, ("", ""))[0] for column in percents}
    return keys <= _MAY_BE_PERCENT and (bool(keys & _RATES) or missing == 0)
