"""The ledger balanced before any check: the figures that are wrong by the sums their words tell.

A figure is wrong where changing it lets most constraints hold and breaks none; what follows from
it is then not told of again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.lexing.slips import is_digit_slip, is_slip_of_value
from pingkou_gui.text.reasoning.constraint_kinds import Fit, Sum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.reading.ledger import Ledger
    from pingkou_gui.text.reasoning.constraint_kinds import Constraint

_MAX_ROUNDS = 12
_YUAN = Decimal(10000)
"""Digits are compared as they are printed: 46382.00元 has not lost the last of 4.6382."""
_MAX_CANDIDATES = 400
_MAX_NODES = 60
"""Of a longer list the total is named, not an item: no report has one."""


@dataclass(frozen=True, slots=True)
class Culprit:
    """An entry that is wrong, what it should be, and the constraints that say so."""

    entry: int
    expected: Decimal
    witnesses: tuple[Constraint, ...]
    dropped: bool
    """Whether the printed number is the expected one with digits left out or put in."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The culprits found, the values after mending them, and what is broken still."""

    culprits: tuple[Culprit, ...]
    values: dict[int, Decimal]
    broken: tuple[Constraint, ...]
    rounding: tuple[Sum, ...]


def judge(ledger: Ledger, constraints: Sequence[Constraint]) -> Verdict:
    """Return who is wrong. A figure is named only where mending it breaks nothing else."""
    values = {i: entry.value for i, entry in enumerate(ledger.entries)}
    by_node: defaultdict[int, list[Constraint]] = defaultdict(list)
    for constraint in constraints:
        for node in constraint.nodes:
            by_node[node].append(constraint)
    culprits: list[Culprit] = []
    for _ in range(_MAX_ROUNDS):
        found = _best(ledger, constraints, by_node, values)
        if found is None:
            break
        culprits.append(found)
        values[found.entry] = found.expected
    broken = tuple(c for c in constraints if c.fit(values) is Fit.BROKEN)
    soft = tuple(
        c for c in constraints if isinstance(c, Sum) and c.fit(values) in {Fit.ROUNDING, Fit.COARSE}
    )
    return Verdict(tuple(culprits), values, broken, soft)


def _best(
    ledger: Ledger,
    constraints: Sequence[Constraint],
    by_node: dict[int, list[Constraint]],
    values: dict[int, Decimal],
) -> Culprit | None:
    broken = [c for c in constraints if isinstance(c, Sum) and c.fit(values) is Fit.BROKEN]
    scored: list[tuple[int, bool, Culprit]] = []
    for constraint in broken[:_MAX_CANDIDATES]:
        for node in constraint.nodes if len(constraint.nodes) <= _MAX_NODES else ():
            candidate = _candidate(ledger, constraint, node, by_node[node], values)
            if candidate is not None:
                scored.append((len(candidate.witnesses), candidate.dropped, candidate))
    if not scored:
        return None
    scored.sort(key=lambda row: (row[0], row[1]), reverse=True)
    gain, dropped, best = scored[0]
    rivals = [
        c
        for g, d, c in scored[1:]
        if (g, d) == (gain, dropped) and (c.entry, c.expected) != (best.entry, best.expected)
    ]
    if rivals:
        return None
    others = (c for _, _, c in scored if c.entry != best.entry)
    return (
        best
        if gain >= 2 or (dropped and not any(_is_as_likely(ledger, c) for c in others))
        else None
    )


def _is_as_likely(ledger: Ledger, culprit: Culprit) -> bool:
    """Whether one slip of the hand explains a number too: 38.65 for 48.65 beside 6.40 for 16.40."""
    amount = ledger.entries[culprit.entry].amount
    factor = _YUAN if amount.unit == "元" else 1
    right = (culprit.expected * factor).quantize(Decimal(1).scaleb(-amount.places))
    printed = (ledger.entries[culprit.entry].value * factor).quantize(right)
    return is_slip_of_value(f"{printed:f}", f"{right:f}")


def _candidate(
    ledger: Ledger, constraint: Sum, node: int, around: list[Constraint], values: dict[int, Decimal]
) -> Culprit | None:
    expected = constraint.implied(values, node)
    if expected is None or expected < 0 or ledger.entries[node].fixed:
        return None
    changed = _Patched(values, node, expected)
    fixed: list[Constraint] = []
    for other in around:
        before, after = other.fit(values), other.fit(changed)
        if before is not Fit.BROKEN and after is Fit.BROKEN:
            return None
        if before is Fit.BROKEN and after is not Fit.BROKEN:
            fixed.append(other)
    if not fixed:
        return None
    amount = ledger.entries[node].amount
    factor = _YUAN if amount.unit == "元" else 1
    printed = ledger.entries[node].value * factor
    dropped = is_digit_slip(printed, expected * factor, amount.places)
    return Culprit(node, expected, tuple(fixed), dropped)


class _Patched(dict[int, Decimal]):
    """The values with one of them replaced, without a copy."""

    def __init__(self, values: dict[int, Decimal], node: int, value: Decimal) -> None:
        super().__init__()
        self.values_before = values
        self[node] = value

    def __missing__(self, node: int) -> Decimal:
        return self.values_before[node]
