"""Sums that must hold, and what the figures in one that does not are worth."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.spec.number_kinds import grouped, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pingkou_gui.importers.workbook.cells import At
    from pingkou_gui.importers.workbook.tables import Table

ZERO = Decimal(0)
_DOUBT = 60


@dataclass(eq=False, slots=True)
class Reading:
    """An amount read, in 万元, with its cells; `what` is the quantity it was read as.

    `instead` is the amount that the sums point to, where they point to one.
    """

    what: str
    amount: Decimal
    table: Table
    cells: tuple[At, ...]
    label: str = ""
    doubts: list[str] = field(default_factory=list)
    instead: Decimal | None = None

    @property
    def where(self) -> str:
        """The place in the words of the clerk."""
        more = f"（{len(self.cells)}项相加）" if len(self.cells) > 1 else ""
        return self.table.where(*self.cells) + more

    @property
    def doubt(self) -> str:
        """The first doubt, short enough to stand in a column."""
        if not self.doubts:
            return ""
        words = self.doubts[0]
        return words if len(words) <= _DOUBT else words[: _DOUBT - 1] + "…"

    def suspect(self, words: str) -> None:
        """Note a doubt once."""
        if words not in self.doubts:
            self.doubts.append(words)


@dataclass(eq=False, slots=True)
class Balance:
    """Two sides that must be equal; `words` say so where they are not, with both numbers."""

    left: tuple[Reading, ...]
    right: tuple[Reading, ...]
    names: tuple[str, str]
    step: Decimal

    @property
    def members(self) -> tuple[Reading, ...]:
        """Both sides."""
        return self.left + self.right

    @property
    def sides(self) -> tuple[Decimal, Decimal]:
        """The two sums, in 万元."""
        return _sum(self.left), _sum(self.right)

    @property
    def holds(self) -> bool:
        """Whether the sides agree but for the rounding of their terms."""
        left, right = self.sides
        terms = sum(1 for item in self.members if item.amount) - 1
        return abs(left - right) <= self.step * Decimal(max(terms, 1)).sqrt()

    @property
    def words(self) -> str:
        """The sentence about a balance that does not hold."""
        left, right = (_shown(side) for side in self.sides)
        return f"{self.names[0]}{left}，{self.names[1]}{right}，对不上"

    def amount_for(self, item: Reading) -> Decimal:
        """Return the amount of `item` with which the sides would agree."""
        left, right = self.sides
        return item.amount + (right - left if item in self.left else left - right)


def _sum(side: Iterable[Reading]) -> Decimal:
    return sum((item.amount for item in side), ZERO)


def _shown(amount: Decimal) -> str:
    return grouped(rounded(amount, 6).normalize(), 2)


def weigh(balances: Sequence[Balance]) -> None:
    """Mark what stands in a balance that does not hold, and what such a figure is made up of.

    Balances that share a figure are looked at together: where one figure alone explains all of
    them it is told what it should be, and those that another balance bears out are left alone.
    """
    broken = [balance for balance in balances if not balance.holds]
    holding = [balance for balance in balances if balance.holds]
    borne_out = {id(m) for b in holding if any(b.sides) for m in b.members}
    for item in {id(m): m for b in holding for m in b.left if m.doubts}.values():
        _doubt_parts(item, item.doubts[0], holding)
    for group in _connected(broken):
        culprits = [item for item in group[0].members if _explains(item, group, borne_out)]
        spared: set[int] = set()
        if len(culprits) == 1:
            amount = group[0].amount_for(culprits[0])
            culprits[0].instead = amount if amount >= 0 else None
            spared = borne_out
        for balance in group:
            for item in balance.members:
                if id(item) not in spared:
                    item.suspect(balance.words)
                    if item in balance.right:
                        _doubt_parts(item, balance.words, holding)


def _doubt_parts(item: Reading, words: str, balances: Sequence[Balance]) -> None:
    """What a doubted figure is the sum of may agree in itself and yet stand in the wrong place."""
    for balance in balances:
        if balance.left == (item,) and len(balance.right) > 1:
            for part in balance.right:
                part.suspect(words)
                _doubt_parts(part, words, balances)


def _explains(item: Reading, group: Sequence[Balance], borne_out: set[int]) -> bool:
    if id(item) in borne_out or any(item not in balance.members for balance in group):
        return False
    wanted = [balance.amount_for(item) for balance in group]
    return max(wanted) - min(wanted) <= 2 * max(balance.step for balance in group)


def _connected(balances: Sequence[Balance]) -> list[list[Balance]]:
    groups: list[list[Balance]] = []
    for balance in balances:
        ids = {id(member) for member in balance.members}
        near = [g for g in groups if any(id(m) in ids for b in g for m in b.members)]
        groups = [g for g in groups if g not in near]
        groups.append([b for g in near for b in g] + [balance])
    return groups


def equal(first: Reading, second: Reading) -> Balance:
    """Return the balance of one quantity that stands in two tables."""
    names = (f"{first.table.name}写", f"{second.table.name}写")
    return Balance((first,), (second,), names, max(first.table.step, second.table.step))
