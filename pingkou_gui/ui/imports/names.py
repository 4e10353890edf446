"""What the items of a proposal are called, rows that do not exist yet included."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pingkou_gui.domain.naming import row_label
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.number_kinds import grouped, rounded
from pingkou_gui.ui.editors.words import title_of

if TYPE_CHECKING:
    from decimal import Decimal

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.proposal import Proposal, Proposed
    from pingkou_gui.spec.place import Place
    from pingkou_gui.spec.values import Value

_NAMING = ("name", "title", "text", "year")
_LONGEST = 16
NOTHING = "—"


class Names:
    """Names and words of a proposal's items beside a report."""

    def __init__(self, proposal: Proposal, facts: Facts) -> None:
        self._proposal, self._facts = proposal, facts

    def of(self, item: Proposed) -> str:
        """Return the name of an item: 302 商品和服务支出 · 本年决算, 全年执行（新项目“甲”）."""
        field = FORM.field_at(item.place)
        if field is None:
            return str(item.place)
        if item.place.row >= 0:
            return title_of(self._facts, field, item.place.row)
        return f"{field.head}（{self.row(item.place)}）"

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
                short = line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
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
