"""Two levels in one list of rows: who stands under whom, and where a move leads."""

from __future__ import annotations

from dataclasses import dataclass

TOP, INNER = 1, 2


@dataclass(frozen=True, slots=True)
class Order:
    """Row numbers in their order with their levels; the first one is always on top."""

    rows: tuple[int, ...]
    levels: tuple[int, ...]

    def level(self, row: int) -> int:
        """Return the level of a row."""
        at = self.rows.index(row)
        return self.levels[at] if at else TOP

    def block(self, row: int) -> tuple[int, ...]:
        """Return a row with the rows under it."""
        at = self.rows.index(row)
        if self.level(row) == INNER:
            return (row,)
        end = at + 1
        while end < len(self.rows) and self.levels[end] == INNER:
            end += 1
        return self.rows[at:end]

    def numbers(self) -> dict[int, str]:
        """Return the number of every row: 1, 1.1, 1.2, 2."""
        told: dict[int, str] = {}
        top = inner = 0
        for row in self.rows:
            if self.level(row) == TOP:
                top, inner = top + 1, 0
                told[row] = str(top)
            else:
                inner += 1
                told[row] = f"{top}.{inner}"
        return told

    def moved(self, row: int, by: int) -> tuple[int, ...]:
        """Return the rows after a move up (-1) or down (1); a row on top takes those under it."""
        block = self.block(row)
        rest = [other for other in self.rows if other not in block]
        at = self.rows.index(row)
        to = self._way_up(at) if by < 0 else self._way_down(at, len(block))
        if to is None:
            return self.rows
        return (*rest[:to], *block, *rest[to:])

    def _way_up(self, at: int) -> int | None:
        if at == 0:
            return None
        if self.levels[at] == INNER:
            return at - 1 if at > 1 else None
        above = at - 1
        while above and self.levels[above] == INNER:
            above -= 1
        return above

    def _way_down(self, at: int, size: int) -> int | None:
        after = at + size
        if after >= len(self.rows):
            return None
        if at and self.levels[at] == INNER:
            return at + 1
        return at + len(self.block(self.rows[after]))
