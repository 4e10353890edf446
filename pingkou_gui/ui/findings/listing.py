"""Which findings the pane lists, in which order, and where each says that it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pingkou_gui.domain.explain import label
from pingkou_gui.domain.naming import row_label
from pingkou_gui.spec.amounts import Amounts
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import FigureRef, Lane
from pingkou_gui.ui.findings.deeds import can_be_closed, figure_of
from pingkou_gui.ui.theme import Sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.finding import Finding
    from pingkou_gui.ui.editors import Target
    from pingkou_gui.ui.main_window.open_items import OpenItem, OpenState

_WEIGHT = {Sign.ERROR: 0, Sign.REMINDER: 1, Sign.HINT: 2}
_TITLES = {page.key: page.title for page in FORM.pages}
_ELSEWHERE = "总览"


class Range(StrEnum):
    """What the pane lists; the value is what its segment says."""

    ALL = "全部"
    PAGE = "本页"
    CLOSED = "已写原因"


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding as its card shows it."""

    finding: Finding
    sign: Sign
    page: str
    target: Target
    where: str
    closable: bool
    figure: FigureRef | None

    @property
    def key(self) -> str:
        """What the card is known by while its words change."""
        return f"{self.finding.key}|{self.finding.message}"


def listed(facts: Facts, state: OpenState, which: Range, page: str) -> tuple[Listed, ...]:
    """Return the findings of a range: 必改, 提醒, 提示, each in the order of the form."""
    items = state.closed if which is Range.CLOSED else state.found
    found = (item for item in items if which is not Range.PAGE or item.page == page)
    ordered = sorted(found, key=lambda item: _WEIGHT.get(item.sign, len(_WEIGHT)))
    unique: dict[str, Listed] = {}
    for entry in _listed(facts, ordered):
        unique.setdefault(entry.key, entry)
    return tuple(unique.values())


def count(state: OpenState, which: Range, page: str) -> int:
    """Return how many findings are in a range."""
    items = state.closed if which is Range.CLOSED else state.found
    found = (i for i in items if i.finding and (which is not Range.PAGE or i.page == page))
    return len({f"{item.finding.key}|{item.finding.message}" for item in found if item.finding})


def where_words(facts: Facts, page: str, target: Target) -> str:
    """Return the place of a finding for people: 基本支出 › 商品和服务支出."""
    return f"{_TITLES.get(page, _ELSEWHERE)} › {_name(facts, target)}"


def _listed(facts: Facts, items: list[OpenItem]) -> Iterator[Listed]:
    for item in items:
        if item.finding is None:
            continue
        where = where_words(facts, item.page, item.target)
        closable = can_be_closed(facts, item.finding)
        figure = figure_of(item.finding)
        yield Listed(item.finding, item.sign, item.page, item.target, where, closable, figure)


def _name(facts: Facts, target: Target) -> str:
    if isinstance(target, Lane):
        return FORM.sections[target.section].heading
    if isinstance(target, FigureRef):
        return label(target)
    section = FORM.sections[target.section]
    if section.repeated():
        return row_label(facts, target.section, target.row)
    amounts = (line for line in section.lines if isinstance(line, Amounts))
    whole = next((a.label for a in amounts if target.field in [f.name for f in a.fields]), "")
    return whole or label(target)
