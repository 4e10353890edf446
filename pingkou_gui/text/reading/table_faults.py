"""Which figure of a table is the wrong one where a sum does not hold."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.slips import digit_slip
from pingkou_gui.text.reading.statements import PEOPLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pingkou_gui.text.reading.table_sums import TableSum, Values
    from pingkou_gui.text.reading.tables import CellStatement

    Against = Callable[[int, Decimal], bool | None]


_MOST_BROKEN = 100
"""The most broken sums of a table that are reported."""
_MOST_NODES = 60
"""The longest sum whose parts are candidates; of longer ones only the total is."""


@dataclass(frozen=True, slots=True)
class TableFault:
    """A sum that does not hold.

    Attributes:
        broken: the sum; `added` is the computed sum of its parts.
        wrong: the figure that is most likely wrong.
        right: the value it should have.
        others: the other candidates with the values with which the sum would hold.
        named: whether the evidence leaves no other candidate.
        sure: whether something is certainly wrong.
        settled: whether another sum or the running text confirms the candidate, not its digits alone.
    """

    broken: TableSum
    added: Decimal
    wrong: CellStatement
    right: Decimal
    others: tuple[tuple[CellStatement, Decimal], ...]
    named: bool
    sure: bool
    settled: bool = True

    def broken_total(self, cells: Sequence[CellStatement]) -> Decimal:
        """Return the printed total."""
        return cells[self.broken.total].amount.value


def faults_of(
    cells: Sequence[CellStatement],
    sums: Sequence[TableSum],
    confirmed: Mapping[int, frozenset[Decimal]],
    against: Against,
) -> list[TableFault]:
    """Return the sums that do not hold, each with the figure that is most likely wrong.

    Args:
        cells: the figures of the table.
        sums: its sums.
        confirmed: by index of a figure, the values that the running text prints for it.
        against: whether a rate contradicts another value of a figure; None if it contradicts both.
    """
    values = {at: cell.amount.value for at, cell in enumerate(cells)}
    around: defaultdict[int, list[TableSum]] = defaultdict(list)
    for each in sums:
        for node in each.nodes:
            around[node].append(each)
    sums = [each for each in sums if not _is_partial(each, sums, values)]
    found: list[TableFault] = []
    for _ in range(12):
        known = {id(fault.broken) for fault in found}
        open_ = (s for s in sums if id(s) not in known and is_broken(cells, s, values))
        broken = list(islice(open_, _MOST_BROKEN))
        best = max(
            (_ranked_fault(cells, s, around, values, confirmed, against) for s in broken),
            key=lambda ranked: ranked[0],
            default=None,
        )
        if best is None:
            break
        found.append(best[1])
        values[best[2]] = best[1].right if best[1].named else values[best[2]]
    return found


def _is_partial(each: TableSum, sums: Sequence[TableSum], values: Values) -> bool:
    """Whether another sum of the same total holds with these parts and further ones."""
    return any(
        other.total == each.total
        and not other.signs
        and set(each.parts) < set(other.parts)
        and other.added(values) == values[other.total] != each.added(values)
        for other in sums
    )


def is_broken(cells: Sequence[CellStatement], each: TableSum, values: Values) -> bool:
    """Whether a sum misses its total by more than the rounding tolerance."""
    off = abs(values[each.total] - each.added(values))
    if all(cells[node].column_key in PEOPLE for node in each.nodes):
        return off > 0
    amounts = [cells[node].amount for node in each.nodes]
    finest = min(amount.step for amount in amounts)
    steps = (amount.step if amount.places else finest for amount in amounts)
    return off > sum(steps, Decimal(0)) / 2


@dataclass(frozen=True, slots=True)
class Remainder:
    """A sum that misses its total within the rounding tolerance, though the others of its table are exact.

    Attributes:
        broken: the sum; `added` is the computed sum of its parts.
        ways: each figure with the value that would make all sums exact.
    """

    broken: TableSum
    added: Decimal
    ways: tuple[tuple[CellStatement, Decimal], ...]


def remainder_of(cells: Sequence[CellStatement], sums: Sequence[TableSum]) -> Remainder | None:
    """Return the one remainder of a table whose other sums are all exact, or None.

    In a table of rounded numbers several sums miss, and no one figure explains all of them.
    """
    values = {at: cell.amount.value for at, cell in enumerate(cells)}
    telling = [s for s in sums if sum(1 for part in s.parts if values[part]) > 1]
    exact = [s for s in telling if s.added(values) == values[s.total]]
    broken = [s for s in telling if is_broken(cells, s, values)]
    off = [s for s in telling if s not in exact and s not in broken]
    if not 0 < len(off) <= min(_MOST_OFF, len(exact)):
        return None
    touched = {node for s in (*exact, *broken) for node in s.nodes if values[node]}
    ways = {
        node: value
        for node in off[0].nodes
        if len(off[0].nodes) <= _MOST_NODES and node not in touched
        and (value := off[0].implied(values, node)) is not None and value >= 0
        and all(s.implied(values, node) == value for s in off[1:])
    }  # fmt: skip
    if not ways:
        return None
    return Remainder(off[0], off[0].added(values), tuple((cells[n], v) for n, v in ways.items()))


_MOST_OFF = 3

Rank = tuple[int, int, int, int]


def _ranked_fault(  # noqa: PLR0913, PLR0917 - all that speaks for or against the figures of a sum
    cells: Sequence[CellStatement], broken: TableSum, around: Mapping[int, list[TableSum]],
    values: Values, confirmed: Mapping[int, frozenset[Decimal]], against: Against,
) -> tuple[Rank, TableFault, int]:  # fmt: skip
    """Return the evidence, the fault and the index of the figure that is most likely wrong in a sum."""
    added = broken.added(values)
    every: list[tuple[Rank, int, Decimal]] = []
    nodes = broken.nodes if len(broken.nodes) <= _MOST_NODES else (broken.total,)
    for node in nodes:
        value = broken.implied(values, node)
        if value is None or value < 0:
            continue
        rank = _rank(cells, broken, node, value, around[node], values, confirmed)
        if rank is not None:
            every.append((rank, node, value))
    ranked = [
        (rank, node, value)
        for rank, node, value in every
        if value in confirmed.get(node, ()) or not against(node, value)
    ]
    if not ranked:
        ranked = [((0, 0, 0, 0), broken.total, added)]
    ranked.sort(
        key=lambda row: (row[1] == broken.total and not values[row[1]], row[0]), reverse=True
    )
    rank, node, right = ranked[0]
    evident = rank[:3] if rank[2] >= 2 or rank[0] > 1 or rank[1] else (0, 0, 0)
    nothing = node == broken.total and not values[node]  # a total of 0 over parts that are not
    named = nothing or len(ranked) == 1 or (evident != (0, 0, 0) and ranked[1][0][:3] < evident)
    if len(ranked) == 1 and not nothing and right not in confirmed.get(node, ()):
        named = (
            against(node, right) is not None
        )  # the only one, and its rate confirms neither value
    others = tuple((cells[n], v) for _, n, v in ranked[1:])
    certain = broken.sure or (named and rank[2] >= 2) or added > values[broken.total] != 0
    settled = nothing or rank[0] > 1 or rank[1] > 0
    fault = TableFault(broken, added, cells[node], right, others, named, certain, settled)
    return rank, fault, node


def _rank(  # noqa: PLR0913, PLR0917 - all that speaks for or against one figure
    cells: Sequence[CellStatement], broken: TableSum, node: int, value: Decimal,
    around: list[TableSum], values: Values, confirmed: Mapping[int, frozenset[Decimal]],
) -> Rank | None:  # fmt: skip
    """Return the evidence that a figure is wrong: sums mended, confirmed by text, typing slip, is total.

    None where another sum or the text contradicts.
    """
    changed = _OneReplaced(values, node, value)
    fixed = 0
    for other in around:
        before, after = is_broken(cells, other, values), is_broken(cells, other, changed)
        if not before and after:
            return None
        fixed += before and not after
    said = confirmed.get(node, frozenset())
    if values[node] in said and value not in said:
        return None
    slip = digit_slip(cells[node].amount.text, value)
    return fixed, int(value in said), slip if slip > 1 else 0, int(node == broken.total)


class _OneReplaced(dict[int, Decimal]):
    """A view of the values with one of them replaced."""

    def __init__(self, values: Values, node: int, value: Decimal) -> None:
        super().__init__({node: value})
        self.values_before = values

    def __missing__(self, node: int) -> Decimal:
        return self.values_before[node]
