"""What the clerk makes of a proposal: what is taken, with which value, and what it is called."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import grouped, rounded
from pingkou_gui.form.values import SourceKind
from pingkou_gui.report.figures import figure_shown
from pingkou_gui.report.proposal import Proposed, State, accept
from pingkou_gui.report.row_names import row_label
from pingkou_gui.ui.editors.binding import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pingkou_gui.form.values import Place, Value
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.proposal import Proposal
    from pingkou_gui.report.report import Draft, Report


# What the clerk makes of a proposal: what is taken, with which value, in which order it shows.


DOUBTS = ""
"""The key of the group of what is not plain; all others are keys of sections."""
_ORDER = {key: at for at, key in enumerate(FORM.sections)}


class ItemRange(StrEnum):
    """Which items are shown; the value is what the segment says."""

    NEEDED = "要看的"
    SAME = "相同的"
    ALL = "全部"


class ImportChoice:
    """The items of a proposal by their number, ticked or not, each with the value to be used."""

    def __init__(self, proposal: Proposal, report: Report, facts: Facts | None = None) -> None:
        """Tick what is plain and new; what was typed, or is worked out from `facts`, stays."""
        self.proposal, self.report, self._facts = proposal, report, facts
        self._states = tuple(map(self._stands, range(len(proposal.items))))
        plain = set(proposal.ticked(report))
        self._ticked = {
            at
            for at, item in enumerate(proposal.items)
            if item in plain and self._states[at] is not State.SAME and not self._is_own(at)
        }
        self._instead: set[int] = set()
        self._judged: set[int] = set()

    def item(self, at: int) -> Proposed:
        """Return an item as it was proposed."""
        return self.proposal.items[at]

    def state(self, at: int) -> State:
        """Return how an item stands to the report."""
        return self._states[at]

    def present(self, at: int) -> Value | None:
        """Return what the page shows at the place of an item: typed, or worked out."""
        there = self.report[self.item(at).place]
        return self._worked_out(at) if there is None else there

    def _worked_out(self, at: int) -> Value | None:
        place, facts = self.item(at).place, self._facts
        figure = None if facts is None or place.row < 0 else figure_shown(facts, place)
        found = None if facts is None or figure is None else facts[figure, place.row]
        return None if found is None else rounded(Decimal(found), 2)

    def _stands(self, at: int) -> State:
        state, counted = self.item(at).state(self.report), self._worked_out(at)
        if state is not State.NEW or counted is None:
            return state
        return State.SAME if counted == self.item(at).value else State.DIFFERS

    def _is_own(self, at: int) -> bool:
        """Return whether an item would replace what the clerk has typed, or stand beside a sum.

        A piece of a text is no other text: it is what is proposed to be mended in the clerk's own.
        """
        item = self.item(at)
        if self._states[at] is not State.DIFFERS or item.part is not None:
            return False
        there = self.report.entry(item.place)
        if there is not None and there.value == item.value:
            return False  # only where it is from would become another
        return there is None or there.source.kind is SourceKind.TYPED

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
        new, old = self.value(at), self.present(at)
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

    def judge_all(self, numbers: Iterable[int], *, instead: bool) -> None:
        """Take items with their own values, or with the other ones where they have one."""
        for at in numbers:
            self.judge(at, instead=instead and self.item(at).instead is not None)

    def alike(self, at: int) -> tuple[int, ...]:
        """Return the items of the same table that are in doubt for the same reason, `at` included."""
        asked = self.item(at)
        key = asked.doubt, asked.source.file, _table_of(asked)
        return tuple(
            number
            for number, item in enumerate(self.proposal.items)
            if (item.doubt, item.source.file, _table_of(item)) == key
            and self._states[number] is not State.SAME
        )

    def units_in_question(self, numbers: Iterable[int]) -> tuple[str, str] | None:
        """Return the unit that amounts were read in and the other, None where that is not asked."""
        for item in map(self.item, numbers):
            ours, other = item.value, item.instead
            if isinstance(ours, Decimal) and isinstance(other, Decimal) and ours and other:
                if other == ours * _IN_WAN:
                    return "元", "万元"
                if ours == other * _IN_WAN:
                    return "万元", "元"
        return None

    def shown(self, which: ItemRange) -> tuple[int, ...]:
        """Return the items of a range: what is not plain first, then as the form goes."""
        numbers = [at for at in range(len(self.proposal.items)) if self._is_in(at, which)]
        return tuple(sorted(numbers, key=self._order))

    def groups(self, which: ItemRange) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Return the items of a range by group, in order; the group of doubts is `DOUBTS`."""
        found: dict[str, list[int]] = {}
        for at in self.shown(which):
            found.setdefault(self._group(at), []).append(at)
        return tuple((key, tuple(numbers)) for key, numbers in found.items())

    def count(self, which: ItemRange) -> int:
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
        return replace(item, value=self.value(at), source=item.source._replace(original=read))

    def _is_in(self, at: int, which: ItemRange) -> bool:
        same = self._states[at] is State.SAME
        return which is ItemRange.ALL or same is (which is ItemRange.SAME)

    def _group(self, at: int) -> str:
        same = self._states[at] is State.SAME
        return DOUBTS if self.item(at).doubt and not same else self.item(at).place.section

    def _order(self, at: int) -> tuple[bool, int, int]:
        group = self._group(at)
        return group != DOUBTS, _ORDER.get(self.item(at).place.section, len(_ORDER)), at


_IN_WAN = 10_000
"""元 in a 万元."""


def _table_of(item: Proposed) -> str:
    """Return the table that a value stands in: the words before its cell."""
    return item.source.where.rpartition(" ")[0]


# What the items of a proposal are called, rows that do not exist yet included.


_NAMING = ("name", "title", "text", "year")
_LONGEST_NAME = 16
NOTHING = "—"


class ItemNames:
    """Names and words of a proposal's items beside a report."""

    def __init__(self, proposal: Proposal, facts: Facts) -> None:
        self._proposal, self._facts = proposal, facts

    def of(self, item: Proposed) -> str:
        """Return the name of an item: 302 商品和服务支出 · 本年决算, 全年执行（新项目“甲”）."""
        field = FORM.field_at(item.place)
        if field is None:
            return str(item.place)
        name = self._plain(item.place)
        if self._counts[name] == 1:
            return name
        return f"{name}（{FORM.sections[item.place.section].heading}）"

    def _plain(self, place: Place) -> str:
        field = FORM.field_at(place)
        if field is None:
            return ""
        if place.row >= 0:
            return title_of(self._facts, field, place.row)
        return f"{field.head}（{self.row(place)}）"

    @cached_property
    def _counts(self) -> Counter[str]:
        """How many places have a name: 会议费 is a quantity, and an economic item."""
        return Counter(map(self._plain, {item.place for item in self._proposal.items}))

    def row(self, place: Place) -> str:
        """Return what the row of a place is called."""
        if place.row >= 0:
            return row_label(self._facts, place.section, place.row)
        section = FORM.sections[place.section]
        number = self._numbers.get((place.section, place.row), 0)
        words = self._rows.get((place.section, place.row), "") or f"第 {number} {section.counter}"
        return f"新{section.noun}“{words}”"

    @cached_property
    def _rows(self) -> dict[tuple[str, int], str]:
        found: dict[tuple[str, int], str] = {}
        for item in self._proposal.items:
            if item.place.row < 0 and item.place.field in _NAMING:
                line = shown(item, item.value).split("\n")[0]
                short = line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1] + "…"
                found.setdefault((item.place.section, item.place.row), short)
        return found

    @cached_property
    def _numbers(self) -> dict[tuple[str, int], int]:
        counted: dict[str, int] = {}
        found = {}
        for new in self._proposal.rows:
            counted[new.section] = counted.get(new.section, 0) + 1
            found[new.section, new.row] = counted[new.section]
        return found


def shown(item: Proposed, value: Value | None) -> str:
    """Return a value as its field shows it, a dash where there is none."""
    field = FORM.field_at(item.place)
    if field is None or value is None:
        return NOTHING
    return field.show(value) or NOTHING


def is_figure(item: Proposed) -> bool:
    """Return whether the item is a number."""
    field = FORM.field_at(item.place)
    return field is not None and field.kind.numeric


def difference_text(item: Proposed, difference: Decimal | None) -> str:
    """Return the difference with its sign; empty where there is none."""
    field = FORM.field_at(item.place)
    if not difference or field is None:
        return ""
    places = 0 if field.unit in ("人", "个", "辆") else 2
    sign = "+" if difference > 0 else "−"
    return sign + grouped(rounded(abs(difference), places), places)


def group_title(key: str) -> str:
    """Return what a group of items is called."""
    return FORM.sections[key].heading if key else "先核对这几个"
