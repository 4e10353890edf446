"""A report read only for its figures: thousands in a row, nothing remembered of what was read.

`from_json` and `Facts` keep what an open report needs: sources, texts, traces. Here only the
fields behind the collected figures are read, and a figure remembers its value alone. Both
ways give the same figures; a test holds them against each other.
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from pingkou_gui.domain.facts import Facts
from pingkou_gui.domain.figure import Figure
from pingkou_gui.domain.record import FORMAT, VERSION, from_json
from pingkou_gui.domain.report import Report
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.pages.basic_spending import EconomicItem
from pingkou_gui.spec.pages.projects import Project
from pingkou_gui.spec.pages.scoring import Indicator
from pingkou_gui.spec.place import SINGLE, Lane, Place
from pingkou_gui.spec.text_kinds import printable
from pingkou_gui.spec.values import Entry, Nil, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from pingkou_gui.scheme.model import Scheme
    from pingkou_gui.spec.field import Field

T = TypeVar("T")
_INDICATOR = ("name", "requirement", "target", "actual", "points", "score")
_PROJECT = ("budget", "last", "outturn")
_ITEM = ("category", "this", "last")
_WHOLE = (
    "unit", "staff", "basic", "three_public", "conferences", "three_public_budget",
    "project_totals", "general", "government_funds", "state_capital", "social_insurance",
    "special_account", "other_funds",
)  # fmt: skip
"""Sections of which every field may matter."""


def _needed() -> Iterator[Field[Any]]:
    some = {Indicator.key: _INDICATOR, Project.key: _PROJECT, EconomicItem.key: _ITEM}
    for field in FORM.fields:
        if field.section in _WHOLE or field.name in some.get(field.section, ()):
            yield field


_NEEDED: dict[tuple[str, str], Field[Any]] = {(f.section, f.name): f for f in _needed()}
"""The fields that the collected figures rest on."""


def quick_report(text: str) -> tuple[Report, str]:
    """Return what the figures need of a report in JSON text, and its scheme.

    Raises:
        UnusableFileError: As `from_json`.
    """
    try:
        data = json.loads(text)
        return _report(data), str(data.get("scheme", ""))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        record = from_json(text)  # says what is wrong, or reads what is only unusual
        return record.report, record.scheme


def _report(data: dict[str, Any]) -> Report:
    if data["format"] != FORMAT or data["version"] != VERSION:
        raise ValueError(data["version"])
    lanes: dict[Lane, tuple[int, ...]] = {}
    alive: set[tuple[str, int]] = set()
    for section, parent, rows in data["rows"]:
        if section in FORM.sections and rows:
            lanes[Lane(section, _row(parent))] = tuple(rows)
            before = len(alive)
            alive.update((section, _row(row)) for row in rows)
            if len(alive) != before + len(rows):
                raise ValueError(section)
    entries: dict[Place, Entry] = {}
    for section, row, name, text, *_ in data["entries"]:
        field = _NEEDED.get((section, name))
        if field is not None and (row == SINGLE or (section, row) in alive):
            plain = text if text.isascii() and text.isprintable() else printable(text)[0]
            entries[Place(section, row, name)] = Entry(field.load(plain))
    return Report(MappingProxyType(entries), MappingProxyType(lanes))


def _row(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 2**53:
        raise ValueError(value)
    return value


class QuickFacts(Facts):
    """Facts that work figures out once and keep no trace of what was read."""

    def __init__(self, report: Report, scheme: Scheme) -> None:
        super().__init__(report, scheme)
        self._found: dict[tuple[Figure, int], Decimal | None] = {}
        self._at_hand: dict[Any, Any] = {}

    def __getitem__(self, what: Any) -> Any:
        """Return the value of a field or figure, None when it cannot be had."""
        item, row = what if isinstance(what, tuple) else (what, SINGLE)
        if isinstance(item, Figure):
            key = (item, row)
            if key not in self._found:
                self._found[key] = item.rule(self, row)
            return self._found[key]
        entry = self.report.entries.get((item.section, row, item.name))  # type: ignore[call-overload]
        value = None if entry is None else entry.value
        if value is None or isinstance(value, Unread):
            return None
        if isinstance(value, Nil):
            return super().__getitem__(what)
        return value

    def keep(self, key: Any, rule: Callable[[], T]) -> T:
        """Return what `rule` returns, worked out once."""
        if key not in self._at_hand:
            self._at_hand[key] = rule()
        found: T = self._at_hand[key]
        return found

    def stated_none(self, what: Field[Any] | Figure, row: int = SINGLE) -> bool:
        """Return whether 无 is what the report says; a sum needs the trace."""
        if isinstance(what, Figure):
            whole = Facts(self.report, self.scheme)
            return whole.stated_none(what, row)
        return super().stated_none(what, row)
