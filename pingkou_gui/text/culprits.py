"""Which printed figure is wrong: the one whose change lets most constraints hold."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.ledger import (
    BUDGETS,
    Ledger,
)
from pingkou_gui.text.tokens import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.statements import Statement
from pingkou_gui.text.constraint_kinds import Constraint, Fit, Quotient, Ratio, Sum
from pingkou_gui.text.constraints import OWN_PARTS, budgets_of, constraints
from pingkou_gui.text.percentages import (
    base_of,
    half_unit,
    is_one_digit,
    percent_bounds,
    percent_of,
    rate_fits,
)

_MAX_ROUNDS = 12
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
    alone = not rivals
    return best if (gain >= 2 and alone) or (gain == 1 and dropped and alone) else None


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
    printed, places = ledger.entries[node].value, ledger.entries[node].amount.places
    return (
        Culprit(node, expected, tuple(fixed), is_digit_slip(printed, expected, places))
        if fixed
        else None
    )


class _Patched(dict[int, Decimal]):
    """The values with one of them replaced, without a copy."""

    def __init__(self, values: dict[int, Decimal], node: int, value: Decimal) -> None:
        super().__init__()
        self.values_before = values
        self[node] = value

    def __missing__(self, node: int) -> Decimal:
        return self.values_before[node]


def is_digit_slip(printed: Decimal, expected: Decimal, places: int = 0) -> bool:
    """Return whether one number is the other with one or two digits left out.

    Both with as many decimal places as are printed: 1688.42 for 1688.40 has lost none.
    """
    short, long = sorted((_with(printed, places), _with(expected, places)), key=len)
    if short == long or not 1 <= len(long) - len(short) <= 2 or len(short) < 2:
        return False
    rest = iter(long)
    return all(mark in rest for mark in short)


def _with(value: Decimal, places: int) -> str:
    """Return a number with so many decimal places, or with more where it has more."""
    text = plain(value)
    own = len(text.partition(".")[2])
    return text if own >= places else f"{value:.{places}f}"


def printed_statement(ledger: Ledger, node: int) -> Statement | None:
    """Return the statement behind an entry, None for cells and bases."""
    return ledger.entries[node].statement


__all__ = [
    "BUDGETS",
    "OWN_PARTS",
    "Constraint",
    "Culprit",
    "Fit",
    "Quotient",
    "Ratio",
    "Sum",
    "Verdict",
    "base_of",
    "budgets_of",
    "constraints",
    "half_unit",
    "is_digit_slip",
    "is_one_digit",
    "judge",
    "percent_bounds",
    "percent_of",
    "printed_statement",
    "rate_fits",
]  # fmt: skip
