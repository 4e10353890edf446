"""A report read only for its figures: thousands in a row, nothing remembered of what was read.

`from_json` and `Facts` keep what an open report needs: sources, texts, traces. Here only the
fields behind the collected figures are read, and a figure remembers its value alone. Both
ways give the same figures; a test holds them against each other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from itertools import repeat
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from pingkou_gui.domain.facts import ZERO, Facts, Kept
from pingkou_gui.domain.figure import Figure
from pingkou_gui.domain.record import FORMAT, VERSION, from_json
from pingkou_gui.domain.report import Report
from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.number_kinds import CountKind, DecimalKind, YearKind
from pingkou_gui.spec.pages.basic_spending import EconomicItem
from pingkou_gui.spec.pages.projects import Project
from pingkou_gui.spec.pages.scoring import Indicator
from pingkou_gui.spec.place import SINGLE, Lane, Place
from pingkou_gui.spec.text_kinds import ChoiceKind, printable
from pingkou_gui.spec.values import NIL, Entry, Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pingkou_gui.scheme.model import Scheme
    from pingkou_gui.spec.field import Field
    from pingkou_gui.spec.section import Section
    from pingkou_gui.spec.values import Value

T = TypeVar("T")
_PARTS = 4
"""Section, row, name and text of an entry; a source may follow."""
_ROWS = 2**53
_UNKNOWN = object()
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


def _by_section() -> dict[str, dict[str, Field[Any]]]:
    found: dict[str, dict[str, Field[Any]]] = {}
    for field in _needed():
        found.setdefault(field.section, {})[field.name] = field
    return found


_NEEDED = _by_section()
"""The fields that the collected figures rest on, by section and name."""


def quick_report(text: str) -> tuple[Report, str]:
    """Return what the figures need of a report in JSON text, and its scheme.

    Raises:
        UnusableFileError: As `from_json`.
    """
    try:
        data = json.loads(text)
        return _report(data), str(data.get("scheme", ""))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        record = from_json(text)  # says what is wrong, or reads what is only unusual
        return record.report, record.scheme


_REPEATED = (ChoiceKind, CountKind, DecimalKind, YearKind)
"""Kinds of fields in which many reports have the same: codes, years, heads, points."""
_SHORT = 12


@lru_cache(maxsize=2048)
def _loaded(field: Field[Any], text: str) -> Value:
    return field.load(text)


class LazyEntries(Mapping[Place, Entry]):
    """Entries as the text that was sent; each is loaded when a figure asks for it."""

    __slots__ = ("_texts",)

    def __init__(self, texts: dict[tuple[str, int, str], str]) -> None:
        """Hold the stored texts of needed fields by their places."""
        self._texts = texts

    def __getitem__(self, place: Place) -> Entry:
        """Return the entry at a place; KeyError where it is blank."""
        return Entry(_NEEDED[place.section][place.field].load(self._texts[place]))

    def value_of(self, field: Field[Any], row: int) -> Value | None:
        """Return the value of a field in a row, None where it is blank."""
        text = self._texts.get((field.section, row, field.name))
        if text is None:
            return None
        if len(text) <= _SHORT and type(field.kind) in _REPEATED:
            return _loaded(field, text)
        return field.load(text)

    def __iter__(self) -> Iterator[Place]:
        return (Place(*place) for place in self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def _report(data: dict[str, Any]) -> Report:
    if data["format"] != FORMAT or data["version"] != VERSION:
        raise ValueError(data["version"])
    lanes, alive = _lanes(data["rows"])
    texts: dict[tuple[str, int, str], str] = {}
    for section, row, name, text in zip(*_parts(data["entries"]), strict=True):
        names = _NEEDED.get(section)
        if names is not None and name in names and (row == SINGLE or (section, row) in alive):
            texts[section, row, name] = text
    if not "".join(texts.values()).isprintable():
        texts = {p: t if t.isprintable() else printable(t)[0] for p, t in texts.items()}
    return Report(LazyEntries(texts), MappingProxyType(lanes))


def _parts(entries: list[Any]) -> tuple[tuple[Any, ...], ...]:
    """Return the sections, rows, names and texts of entries; a source has no part in figures.

    Raises where an entry is not text, row, text, text: `from_json` then says what is wrong.
    """
    parts = tuple(zip(*entries, strict=False))[:_PARTS]  # as long as the shortest entry
    if not parts and not entries:
        return ()
    sections, rows, names, texts = parts
    _check_rows(rows)
    for words in (sections, names, texts):
        "".join(words)  # a TypeError where one is no text
    return parts


def _check_rows(rows: Any) -> None:
    if {*map(type, rows)} != {int} or min(rows) < 0 or max(rows) >= _ROWS:
        raise ValueError


def _lanes(data: Any) -> tuple[dict[Lane, tuple[int, ...]], set[tuple[str, int]]]:
    """Return the rows by their lanes, and every row there is."""
    lanes: dict[Lane, tuple[int, ...]] = {}
    alive: set[tuple[str, int]] = set()
    for section, parent, rows in data:
        if type(section) is not str:
            raise TypeError
        if section in FORM.sections and rows:
            _check_rows((parent, *rows))
            lane = Lane(section, parent)
            if lane in lanes:
                raise ValueError(lane)
            lanes[lane] = tuple(rows)
            before = len(alive)
            alive.update(zip(repeat(section), rows, strict=False))
            if len(alive) != before + len(rows):
                raise ValueError(section)
    return lanes, alive


class QuickFacts(Facts):
    """Facts that work everything out once and keep no trace of what was read."""

    def __init__(self, report: Report, scheme: Scheme) -> None:
        super().__init__(report, scheme)
        entries = report.entries
        self._value_of = entries.value_of if isinstance(entries, LazyEntries) else super().raw
        self._found: dict[Any, Any] = {}
        """Values by figure, or by figure and row, as they were asked for, and what was kept."""

    def __getitem__(self, what: Any) -> Any:
        """Return the value of a field or figure, None when it cannot be had."""
        item, row = what if type(what) is tuple else (what, SINGLE)
        if type(item) is not Figure:
            value = self._value_of(item, row)
            if value is NIL:
                return ZERO if item.kind.numeric else None
            return None if type(value) is Unread else value
        found = self._found.get(what, _UNKNOWN)
        if found is _UNKNOWN:
            found = self._found[what] = item.rule(self, row)
        return found

    def raw(self, what: Field[Any], row: int = SINGLE) -> Value | None:
        """Return the value as it is kept, 无 and unreadable words included."""
        return self._value_of(what, row)

    def rows(self, section: type[Section], parent: int = SINGLE) -> tuple[int, ...]:
        """Return the row numbers of a repeated section in their order."""
        lane: Any = (section.key, parent)  # as good as a `Lane`, and made faster
        return self.report.lanes.get(lane, ())

    def keep(self, key: Any, rule: Callable[[], T]) -> T:
        """Return what `rule` returns, worked out once."""
        known = Kept(key)
        if known not in self._found:
            self._found[known] = rule()
        found: T = self._found[known]
        return found

    def stated_none(self, what: Field[Any] | Figure, row: int = SINGLE) -> bool:
        """Return whether 无 is what the report says; a sum needs the trace."""
        if isinstance(what, Figure):
            whole = Facts(self.report, self.scheme)
            return whole.stated_none(what, row)
        return self.raw(what, row) is NIL
