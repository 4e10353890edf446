"""What else a text prints that speaks for a number as it stands, or for another in its place.

Nothing is understood here: two numbers beside a third whose sum it is, a percent that two amounts
give, a run of items and its total, the same number printed elsewhere. None of these proves a
number wrong. Where something is known to be wrong among a few numbers, they tell which one it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.printed_numbers import (
    MONEY,
    PERCENT,
    RATIOS,
    factor_of,
    unit_of,
)
from pingkou_gui.text.lexing.slips import digits_of
from pingkou_gui.text.reading.ledger import digits_of as significant
from pingkou_gui.text.reading.table_sums import sums_of
from pingkou_gui.text.reasoning.constraint_kinds import Fit, Sum

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pingkou_gui.text.lexing.printed_numbers import PrintedNumber
    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.lines.source import Span
    from pingkou_gui.text.reading.table_sums import TableSum
    from pingkou_gui.text.reading.tables import CellStatement
    from pingkou_gui.text.reasoning.constraint_kinds import Constraint
    from pingkou_gui.text.reasoning.finding import Case

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_NEAR = 10
"""So many numbers before and behind one may say something of it."""
_LINES = 2
"""So many paragraphs before and behind."""
_RUN = 12
LEAST_DIGITS = 3
"""Of shorter numbers only what words tell of them is held together."""
_TELLING = 2
"""Of shorter numbers, and of round ones, too many are sums of two others by chance."""
_BESIDE = 4
"""A percent is of numbers at most so many numbers away."""

BARE_AMOUNT = re.compile(r"(?<![\d.])\d{2,12}\.\d{2}$")
"""An amount without a unit at the end of a line."""

Others = frozenset[int]
"""The other numbers of a relation, by their order in the text."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A number in its place.

    Attributes:
        amount: the number; money in 万元.
        kind: `money`, `percent`, `points`, or the measure word of what is counted.
        order: which number of the text it is.
        table, row, column: its cell, counted from 1; 0 in running text.
        factor: what turns its digits into its value.
        words: what leads up to it; the label of its row in a table.
    """

    amount: Amount
    kind: str
    order: int
    table: int
    row: int
    column: int
    factor: Decimal
    words: str

    @property
    def value(self) -> Decimal:
        """The number itself; money in 万元."""
        return self.amount.value

    @property
    def span(self) -> Span:
        """Where its digits stand."""
        return self.amount.span

    @property
    def unit(self) -> str:
        """Its unit or measure word, as it is printed."""
        return unit_of(self.amount, self.kind)

    @property
    def place(self) -> tuple[int, int]:
        """Its paragraph and where in it its digits begin."""
        return self.amount.span.paragraph, self.amount.span.start

    @property
    def step(self) -> Decimal:
        """One unit of its last printed place, in the unit of `value`."""
        return self.amount.step

    def printed(self, value: Decimal) -> str:
        """Return a value as it would stand in the place of this number."""
        return f"{(value / self.factor).quantize(Decimal(1).scaleb(-self.amount.places)):f}"

    def read(self, digits: str) -> Decimal:
        """Return what other digits would mean in the place of this number."""
        return Decimal(digits) * self.factor


class Evidence:
    """The numbers of a report and what they make of one another."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def numbers(self) -> tuple[Printed, ...]:
        """Every number of the text with a unit or in a cell that was read, in its order."""
        reading = self.case.reading
        found: dict[tuple[int, int], tuple[Amount, str, Decimal, str]] = {}
        for paragraph, numbers in reading.numbers.items():
            for number in numbers:
                place = (paragraph, number.amount.span.start)
                found[place] = number.amount, number.kind, factor_of(number), number.words
        for cell in reading.cells:
            kind = PERCENT if cell.amount.unit == "%" else MONEY
            place = (cell.amount.span.paragraph, cell.amount.span.start)
            found.setdefault(place, (cell.amount, kind, Decimal(1), cell.label))
        made = []
        for order, place in enumerate(sorted(found)):
            amount, kind, factor, words = found[place]
            at = reading.source.paragraphs[place[0]]
            made.append(Printed(amount, kind, order, at.table, at.row, at.column, factor, words))
        return tuple(made)

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [number.place for number in self.numbers]

    @cached_property
    def _by_table(self) -> dict[int, list[Printed]]:
        found: defaultdict[int, list[Printed]] = defaultdict(list)
        for number in self.numbers:
            found[number.table].append(number)
        return dict(found)

    @cached_property
    def _twins(self) -> dict[tuple[str, Decimal], list[Printed]]:
        found: defaultdict[tuple[str, Decimal], list[Printed]] = defaultdict(list)
        for number in self.numbers:
            found[number.kind, number.value].append(number)
        return dict(found)

    def at(self, number: PrintedNumber) -> Printed:
        """Return a number that was read in its line as one of the whole text."""
        return self.numbers[self._order[number.amount.span.paragraph, number.amount.span.start]]

    def between(self, span: Span) -> list[Printed]:
        """Return the numbers that stand within a place of the text."""
        first = bisect_left(self._places, (span.paragraph, span.start))
        last = bisect_left(self._places, (span.paragraph, span.end))
        return list(self.numbers[first:last])

    def around(self, number: Printed) -> list[Printed]:
        """Return the numbers that may say something of one: of its lines, or of its row and column."""
        if number.table:
            table = self._by_table[number.table]
            line = [n for n in table if n.row == number.row or n.column == number.column]
            return [n for n in line if n is not number]
        first, last = max(0, number.order - _NEAR), number.order + _NEAR + 1
        here = number.span.paragraph
        return [
            n
            for n in self.numbers[first:last]
            if n is not number and not n.table and abs(n.span.paragraph - here) <= _LINES
        ]

    # ---- what speaks for a value in the place of a number --------------------------------------

    def votes(self, number: Printed, value: Decimal) -> set[Others]:
        """Return what printed around a number fits `value` in its place: the other numbers of each relation."""
        if value <= 0:
            return set()
        return {others - self._zeros for others in self._relations(number, value)}

    @cached_property
    def _zeros(self) -> Others:
        """Nothing added makes no other relation."""
        return frozenset(number.order for number in self.numbers if not number.value)

    def _relations(self, number: Printed, value: Decimal) -> set[Others]:
        found = {*self._sums_told(number, value), *self._sums_of_tables(number, value)}
        if digits_of(number.amount.text) < LEAST_DIGITS or len(significant(value)) < _TELLING:
            return found
        found |= set(self._elsewhere(number, value))
        if number.kind in RATIOS:
            return found | set(self._as_percent(number, value))
        around = self.around(number)
        kin = [n for n in around if n.kind == number.kind]
        return found.union(
            _pairs(kin, value, number), self._runs(number, value), _shares(number, value, around)
        )

    def _elsewhere(self, number: Printed, value: Decimal) -> Iterator[Others]:
        """Yield one other paragraph, or another table, that prints the value."""
        here = number.span.paragraph
        for n in self._twins.get((number.kind, value), ()):
            if n.table != number.table if number.table else n.span.paragraph != here:
                yield frozenset({n.order})
                return

    def _sums_told(self, number: Printed, value: Decimal) -> Iterator[Others]:
        """Yield the sums that the words tell and that hold with the value."""
        entries = self.case.ledger.entries
        for at, constraint in self._constraints.get(number.place, ()):
            values = {node: entries[node].value for node in constraint.nodes}
            if len(values) > 1 and _holds(constraint, {**values, at: value}):
                yield frozenset(
                    self._order[
                        entries[node].amount.span.paragraph, entries[node].amount.span.start
                    ]
                    for node in constraint.nodes
                    if node != at
                    and (entries[node].amount.span.paragraph, entries[node].amount.span.start)
                    in self._order
                )

    @cached_property
    def _order(self) -> dict[tuple[int, int], int]:
        return {n.place: n.order for n in self.numbers}

    @cached_property
    def _constraints(self) -> dict[tuple[int, int], list[tuple[int, Constraint]]]:
        found: defaultdict[tuple[int, int], list[tuple[int, Constraint]]] = defaultdict(list)
        for constraint in self.case.constraints:
            for node in constraint.nodes:
                span = self.case.ledger.entries[node].amount.span
                found[span.paragraph, span.start].append((node, constraint))
        return dict(found)

    def _sums_of_tables(self, number: Printed, value: Decimal) -> Iterator[Others]:
        """Yield the sums of its table that a number is in and that hold with the value."""
        for cells, at, sums in self._sums.get(number.place, ()):
            values = {node: cells[node].amount.value for node in sums.nodes} | {at: value}
            slack = number.step * _HALF * len(sums.parts)
            if abs(values[sums.total] - sums.added(values)) <= slack:
                spans = (cells[node].amount.span for node in sums.nodes if node != at)
                yield frozenset(self._order[span.paragraph, span.start] for span in spans)

    @cached_property
    def _sums(self) -> dict[tuple[int, int], list[tuple[list[CellStatement], int, TableSum]]]:
        tables: defaultdict[int, list[CellStatement]] = defaultdict(list)
        for cell in self.case.reading.cells:
            tables[cell.table].append(cell)
        found: defaultdict[tuple[int, int], list[tuple[list[CellStatement], int, TableSum]]]
        found = defaultdict(list)
        for cells in tables.values():
            for each in sums_of(cells):
                for at in each.nodes:
                    span = cells[at].amount.span
                    found[span.paragraph, span.start].append((cells, at, each))
        return dict(found)

    def _runs(self, number: Printed, value: Decimal) -> Iterator[Others]:
        """Yield each run of items with its total beside it that the number is part of."""
        row = [n for n in [*self.around(number), number] if n.kind == number.kind]
        if number.table:
            row = [n for n in row if n.column == number.column]
        row.sort(key=lambda n: n.order)
        values = [value if n is number else n.value for n in row]
        at = row.index(number)
        for first in range(max(0, at - _RUN), at + 1):
            for last in range(max(at, first + 2), min(len(row), first + _RUN + 1)):
                added = sum(values[first : last + 1], Decimal(0))
                if added in {2 * values[first], 2 * values[last]}:
                    yield frozenset(n.order for n in row[first : last + 1]) - {number.order}

    def _as_percent(self, number: Printed, value: Decimal) -> Iterator[Others]:
        """Yield each two numbers beside a percent that give it."""
        beside = [n for n in self.around(number) if n.kind not in RATIOS and n.value > 0]
        if not number.table:
            beside = [n for n in beside if abs(n.order - number.order) <= _BESIDE]
        else:
            beside = [n for n in beside if n.row == number.row]
        for part in beside:
            for whole in beside:
                if part is whole or part.kind != whole.kind or value == _HUNDRED:
                    continue
                if _gives(part.value, whole.value, value, number.step):
                    yield frozenset({part.order, whole.order})


def _holds(constraint: Constraint, values: Mapping[int, Decimal]) -> bool:
    """Whether something that must hold does; a list of examples says nothing by being short of its whole."""
    if isinstance(constraint, Sum) and constraint.is_open:
        return constraint.expected(values) == values[constraint.total]
    return constraint.fit(values) is not Fit.BROKEN


def _gives(part: Decimal, whole: Decimal, percent: Decimal, step: Decimal) -> bool:
    """Whether an amount is a percent of another, or as much more or less than it."""
    return whole > 0 and any(
        abs(size / whole * _HUNDRED - percent) <= step * _HALF for size in (part, abs(part - whole))
    )


def _pairs(kin: Sequence[Printed], value: Decimal, number: Printed) -> Iterator[Others]:
    """Yield each two numbers of a kind whose sum or difference a value is."""
    for at, one in enumerate(kin):
        for other in kin[at + 1 :]:
            if number.table and (one.row != other.row and one.column != other.column):
                continue
            if value in {one.value + other.value, abs(one.value - other.value)}:
                yield frozenset({one.order, other.order})


def _shares(number: Printed, value: Decimal, around: Sequence[Printed]) -> Iterator[Others]:
    """Yield each percent beside a number that is that of it in another, or of another in it."""
    percents = [
        n
        for n in around
        if n.kind == PERCENT and n.value != _HUNDRED and digits_of(n.amount.text) > 1
        and (abs(n.order - number.order) <= _BESIDE if not number.table else n.row == number.row)
    ]  # fmt: skip
    kin = [n for n in around if n.kind == number.kind and n.value > 0]
    for percent in percents:
        for other in kin:
            if _gives(value, other.value, percent.value, percent.step) or _gives(
                other.value, value, percent.value, percent.step
            ):
                yield frozenset({percent.order, other.order})
                break
