"""What the clerk makes of a proposal: what is taken, with which value, in which order it shows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from pingkou_gui.domain.proposal import Proposed, State, accept
from pingkou_gui.spec.form import FORM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pingkou_gui.domain.draft import Draft
    from pingkou_gui.domain.proposal import Proposal
    from pingkou_gui.domain.report import Report
    from pingkou_gui.spec.values import Value

DOUBTS = ""
"""The key of the group of what is not plain; all others are keys of sections."""
_ORDER = {key: at for at, key in enumerate(FORM.sections)}


class Range(StrEnum):
    """Which items are shown; the value is what the segment says."""

    NEEDED = "要看的"
    SAME = "相同的"
    ALL = "全部"


class Choice:
    """The items of a proposal by their number, ticked or not, each with the value to be used."""

    def __init__(self, proposal: Proposal, report: Report) -> None:
        """Tick what is plain and differs."""
        self.proposal, self.report = proposal, report
        self._states = tuple(item.state(report) for item in proposal.items)
        plain = set(proposal.ticked(report))
        self._ticked = {
            at
            for at, item in enumerate(proposal.items)
            if item in plain and self._states[at] is not State.SAME
        }
        self._instead: set[int] = set()
        self._judged: set[int] = set()

    def item(self, at: int) -> Proposed:
        """Return an item as it was proposed."""
        return self.proposal.items[at]

    def state(self, at: int) -> State:
        """Return how an item stands to the report."""
        return self._states[at]

    def value(self, at: int) -> Value:
        """Return the value that would be taken."""
        item = self.item(at)
        return item.instead if at in self._instead and item.instead is not None else item.value

    def is_ticked(self, at: int) -> bool:
        """Return whether an item is taken."""
        return at in self._ticked

    def is_judged(self, at: int) -> bool:
        """Return whether the clerk has said which value to take."""
        return at in self._judged

    def takes_instead(self, at: int) -> bool:
        """Return whether the other value was chosen."""
        return at in self._instead

    def difference(self, at: int) -> Decimal | None:
        """Return proposed less present, None where one of them is no number."""
        new, old = self.value(at), self.report[self.item(at).place]
        if not isinstance(new, Decimal | int) or not isinstance(old, Decimal | int):
            return None
        return Decimal(new) - Decimal(old)

    def tick(self, numbers: Iterable[int], *, on: bool) -> None:
        """Take items, or leave them."""
        if on:
            self._ticked.update(numbers)
        else:
            self._ticked.difference_update(numbers)

    def judge(self, at: int, *, instead: bool) -> None:
        """Take an item with its own value, or with the other one."""
        self._judged.add(at)
        self._ticked.add(at)
        if instead:
            self._instead.add(at)
        else:
            self._instead.discard(at)

    def shown(self, which: Range) -> tuple[int, ...]:
        """Return the items of a range: what is not plain first, then as the form goes."""
        numbers = [at for at in range(len(self.proposal.items)) if self._is_in(at, which)]
        return tuple(sorted(numbers, key=self._order))

    def groups(self, which: Range) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Return the items of a range by group, in order; the group of doubts is `DOUBTS`."""
        found: dict[str, list[int]] = {}
        for at in self.shown(which):
            found.setdefault(self._group(at), []).append(at)
        return tuple((key, tuple(numbers)) for key, numbers in found.items())

    def count(self, which: Range) -> int:
        """Return how many items are in a range."""
        return sum(self._is_in(at, which) for at in range(len(self.proposal.items)))

    @property
    def taken(self) -> int:
        """How many items are taken."""
        return len(self._ticked)

    @property
    def left(self) -> int:
        """How many items that differ are left."""
        return sum(
            at not in self._ticked and state is not State.SAME
            for at, state in enumerate(self._states)
        )

    def chosen(self) -> tuple[Proposed, ...]:
        """Return what is taken, with the values to be used."""
        return tuple(self._used(at) for at in sorted(self._ticked))

    def put_into(self, draft: Draft) -> None:
        """Put what is taken into a draft."""
        accept(draft, self.proposal, self.chosen())

    def _used(self, at: int) -> Proposed:
        item = self.item(at)
        if at not in self._instead:
            return item
        field = FORM.field_at(item.place)
        read = item.source.original or (field.show(item.value) if field else "")
        return replace(item, value=self.value(at), source=replace(item.source, original=read))

    def _is_in(self, at: int, which: Range) -> bool:
        same = self._states[at] is State.SAME
        return which is Range.ALL or same is (which is Range.SAME)

    def _group(self, at: int) -> str:
        same = self._states[at] is State.SAME
        return DOUBTS if self.item(at).doubt and not same else self.item(at).place.section

    def _order(self, at: int) -> tuple[bool, int, int]:
        group = self._group(at)
        return group != DOUBTS, _ORDER.get(self.item(at).place.section, len(_ORDER)), at
