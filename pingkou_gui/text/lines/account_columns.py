"""Assigns the numbers of rows without known columns to heads, by the sums that must hold.

A row with fewer numbers than columns has empty cells somewhere. Its own equations (合计 = 基本支出 +
项目支出) and the sums with the rows above and below leave one option, or several: then only its
total is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pingkou_gui.text.lines.account_records import PrintedCell, Record

_ZERO = Decimal(0)
_FEWEST_HELD = 2
_HELD_FOR_ONE = 5
"""The sums that must hold for each one that does not."""
_MOST_BROKEN = 2
_MOST_STEPS = 20_000
"""The most combinations tried before a table is left unread."""

Vector = tuple[Decimal, ...]
Places = tuple[int, ...]
"""For each number of a row its column, counted from 0."""


@dataclass(frozen=True, slots=True)
class Equation:
    """An equation of every row: the columns of `left` and those of `right` have the same sum."""

    left: tuple[int, ...]
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a standard table.

    Attributes:
        heads: their heads from left to right.
        equations: the equations of each row.
        total: the column of the total, known even where the others are not.
        rows_of_heads: the number of rows of heads; the order of heads in one row can be checked.
    """

    heads: tuple[str, ...]
    equations: tuple[Equation, ...]
    total: int = 0
    rows_of_heads: int = 1


@dataclass(frozen=True, slots=True)
class Bounds:
    """What other tables say about the columns of the total row.

    Attributes:
        exact: the values by column.
        least: the least values by column.
    """

    exact: Mapping[int, Decimal] = field(default_factory=dict)
    least: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(slots=True)
class Node:
    """A row with the possible columns of its numbers (`options`) and the rows that are its parts."""

    record: Record
    options: list[tuple[Places, Vector]]
    children: list[Node] = field(default_factory=list)
    places: Places | None = None
    """The columns of its numbers; None if not decided."""


@dataclass(slots=True)
class Placing:
    """The result of `place_all`.

    Attributes:
        held: the number of sums that hold.
        broken: the number of sums that do not.
        steps: the number of combinations tried.
    """

    held: int = 0
    broken: int = 0
    steps: int = 0

    @property
    def gave_up(self) -> bool:
        """Whether there were too many combinations."""
        return self.steps > _MOST_STEPS

    def is_believed(self, *, settled: bool) -> bool:
        """Whether so many sums hold that the others are errors of the table itself.

        Args:
            settled: whether every number has its column; else no sum may be broken.
        """
        if self.gave_up or self.held < _FEWEST_HELD:
            return False
        few = self.broken <= _MOST_BROKEN and self.broken * _HELD_FOR_ONE <= self.held
        return few and (settled or not self.broken)


def options_of(
    numbers: Sequence[PrintedCell], layout: Layout, step: Decimal
) -> list[tuple[Places, Vector]]:
    """Return the columns that the numbers of a row can have, with the resulting row; all equations hold."""
    width = len(layout.heads)
    found: dict[Vector, Places] = {}
    for places in combinations(range(width), len(numbers)):
        values = [_ZERO] * width
        for place, number in zip(places, numbers, strict=True):
            values[place] = number.value
        vector = tuple(values)
        if all(_holds(equation, vector, step) for equation in layout.equations):
            found.setdefault(vector, places)  # where a 0 stands makes no difference
    return [(places, vector) for vector, places in found.items()]


def _holds(equation: Equation, values: Vector, step: Decimal) -> bool:
    """Whether an equation holds within rounding."""
    one = sum((values[at] for at in equation.left), _ZERO)
    other = sum((values[at] for at in equation.right), _ZERO)
    parts = len(equation.left) + len(equation.right)
    return abs(one - other) <= slack(parts, step)


def slack(parts: int, step: Decimal) -> Decimal:
    """Return the tolerance of a sum of so many rounded numbers; 0 for whole numbers."""
    return step * (parts + 1) / 2 if step < 1 else _ZERO


def place_all(root: Node, layout: Layout, step: Decimal, bounds: Bounds) -> Placing:
    """Assign columns to the numbers of all rows, from the total row down; sets `Node.places`."""
    placing = Placing()
    fitting = [option for option in root.options if _is_within(option[1], bounds, step)]
    options = fitting if len(fitting) == 1 else root.options
    _place(root, options, layout, step, placing)
    return placing


def _place(
    node: Node,
    options: Sequence[tuple[Places, Vector]],
    layout: Layout,
    step: Decimal,
    placing: Placing,
) -> None:
    """Assign a row that has one option, and its parts.

    A row whose equations do not hold is taken as printed, if it has a number for every column.
    """
    if len(options) > 1:
        _check_totals(node, layout, step, placing)
        return
    if options:
        node.places, vector = options[0]
        placing.held += 1 if node.record.numbers and layout.equations else 0
    else:
        placing.broken += 1
        if len(node.record.numbers) != len(layout.heads):
            return
        node.places = tuple(range(len(layout.heads)))
        vector = tuple(number.value for number in node.record.numbers)
    _place_children(node, vector, layout, step, placing)


def _is_within(vector: Vector, bounds: Bounds, step: Decimal) -> bool:
    """Whether a row keeps to the bounds."""
    exact = all(abs(vector[at] - value) <= slack(2, step) for at, value in bounds.exact.items())
    return exact and all(vector[at] >= value - slack(2, step) for at, value in bounds.least.items())


def _place_children(
    node: Node, vector: Vector, layout: Layout, step: Decimal, placing: Placing
) -> None:
    """Assign the parts of an assigned row; where no combination adds up, each by its own equations."""
    if not node.children:
        return
    ways: list[list[tuple[Places, Vector]]] = []
    tolerance = slack(len(node.children), step)
    empty = tuple(at for at, value in enumerate(vector) if not value)
    rows = [[o for o in c.options if not any(o[1][at] for at in empty)] for c in node.children]
    _search(rows, 0, vector, tolerance, [], ways, placing)
    if placing.gave_up:
        return
    if not ways:
        placing.broken += 1
        for child in node.children:
            _place(child, child.options, layout, step, placing)
        return
    placing.held += 1
    for at, child in enumerate(node.children):
        if len(ways) > 1:
            _check_totals(child, layout, step, placing)
        else:
            _place(child, [ways[0][at]], layout, step, placing)


def _search(  # noqa: PLR0913, PLR0917 - one walk over all rows of a group
    rows: Sequence[Sequence[tuple[Places, Vector]]],
    at: int,
    left: Vector,
    tolerance: Decimal,
    chosen: list[tuple[Places, Vector]],
    found: list[list[tuple[Places, Vector]]],
    placing: Placing,
) -> None:
    """Append to `found` the options, two combinations at most, with which rows from `at` on add up to `left`."""
    placing.steps += 1
    if len(found) > 1 or placing.gave_up:
        return
    if at == len(rows):
        if all(abs(value) <= tolerance for value in left):
            found.append(list(chosen))
        return
    for places, vector in rows[at]:
        rest = tuple(one - other for one, other in zip(left, vector, strict=True))
        below = any(
            value < -tolerance and taken > 0 for value, taken in zip(rest, vector, strict=True)
        )
        if below and all(value >= 0 for value in vector):
            continue
        chosen.append((places, vector))
        _search(rows, at + 1, rest, tolerance, chosen, found, placing)
        chosen.pop()


def _check_totals(node: Node, layout: Layout, step: Decimal, placing: Placing) -> None:
    """Check only the totals of rows whose other numbers have more than one option."""
    if not node.children:
        return
    added = sum((_total_of(child, layout) for child in node.children), _ZERO)
    if abs(added - _total_of(node, layout)) <= slack(len(node.children), step):
        placing.held += 1
    else:
        placing.broken += 1
    for child in node.children:
        _check_totals(child, layout, step, placing)


def _total_of(node: Node, layout: Layout) -> Decimal:
    """Return the total of a row if all its options agree on it, else 0."""
    totals = {vector[layout.total] for _, vector in node.options}
    return totals.pop() if len(totals) == 1 else _ZERO


def total_place(node: Node, layout: Layout) -> int | None:
    """Return the index of a row's number that is its total; None if unknown."""
    found = {
        places.index(layout.total) if layout.total in places else None for places, _ in node.options
    }
    return found.pop() if len(found) == 1 else None
